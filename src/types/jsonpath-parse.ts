/** The parser of SQL/JSON paths (jsonpath_gram.y). */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { jsonNumber } from './json-value.js';
import {
  formatJsonPath,
  isPredicate,
  type JsonPath,
  PATH_METHODS,
  type PathComparison,
  type PathExpr,
  type PathOperator,
  type PathPredicate,
  type PathStep,
} from './jsonpath.js';
import { type PathToken, pathError, scanJsonPath } from './jsonpath-scan.js';

type Node = PathExpr | PathPredicate;

const COMPARISONS: ReadonlySet<string> = new Set<PathComparison>(['==', '!=', '<', '>', '<=', '>=']);
/** Keywords that are matched in any case; the others in lower case alone. */
const LOWER: ReadonlySet<string> = new Set(['null', 'true', 'false']);
const FLAGS = 'ismxq';
const MAX_LEVEL = 0x7fff_ffff;

export function parseJsonPath(text: string): JsonPath {
  const tokens = scanJsonPath(text);
  if (tokens.length === 1) {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type jsonpath: "${text}"`);
  }
  return new PathParser(tokens).parse();
}

/** jsonpath's input: the canonical text. */
export function canonicalJsonPath(text: string): string {
  return formatJsonPath(parseJsonPath(text));
}

class PathParser {
  readonly #tokens: readonly PathToken[];
  #at = 0;
  #filters = 0;
  #subscripts = 0;

  constructor(tokens: readonly PathToken[]) {
    this.#tokens = tokens;
  }

  parse(): JsonPath {
    const strict = this.#isWord('strict');
    if (strict || this.#isWord('lax')) this.#at += 1;
    const root = this.#or();
    if (this.#token.kind !== 'end') throw this.#unexpected();
    return { strict, root };
  }

  // Predicates -----------------------------------------------------------------------------------------------------------

  #or(): Node {
    let left = this.#and();
    while (this.#takeSign('||')) left = { kind: 'or', left: this.#asPredicate(left), right: this.#asPredicate(this.#and()) };
    return left;
  }

  #and(): Node {
    let left = this.#comparison();
    while (this.#takeSign('&&')) left = { kind: 'and', left: this.#asPredicate(left), right: this.#asPredicate(this.#comparison()) };
    return left;
  }

  #comparison(): Node {
    if (this.#takeSign('!')) return { kind: 'not', operand: this.#delimited() };
    const left = this.#sum();
    if (isPredicate(left)) return left;
    const { kind, value } = this.#token;
    if (kind === 'sign' && COMPARISONS.has(value)) {
      this.#at += 1;
      return { kind: 'compare', operator: value as PathComparison, left, right: this.#expr(this.#sum()) };
    }
    if (this.#isWord('starts') && this.#isWord('with', 1)) {
      this.#at += 2;
      const initial = this.#token;
      if (initial.kind !== 'string' && initial.kind !== 'variable') throw this.#unexpected();
      this.#at += 1;
      const right: PathExpr =
        initial.kind === 'string' ? { kind: 'literal', value: initial.value } : { kind: 'variable', name: initial.value };
      return { kind: 'starts-with', left, right };
    }
    if (this.#isWord('like_regex')) return this.#likeRegex(left);
    return left;
  }

  #likeRegex(operand: PathExpr): PathPredicate {
    this.#at += 1;
    const pattern = this.#take('string');
    let flags = '';
    if (this.#isWord('flag')) {
      this.#at += 1;
      flags = checkedFlags(this.#take('string'));
    }
    return { kind: 'like-regex', operand, pattern, flags };
  }

  /** What `!` takes: a predicate in parentheses, or exists. */
  #delimited(): PathPredicate {
    if (this.#isWord('exists')) return this.#exists();
    this.#expectSign('(');
    const inner = this.#asPredicate(this.#or());
    this.#expectSign(')');
    return inner;
  }

  #exists(): PathPredicate {
    this.#at += 1;
    this.#expectSign('(');
    const operand = this.#expr(this.#or());
    this.#expectSign(')');
    return { kind: 'exists', operand };
  }

  // Values ---------------------------------------------------------------------------------------------------------------

  #sum(): Node {
    let left = this.#product();
    while (this.#isSign('+') || this.#isSign('-')) {
      const operator = this.#next().value as PathOperator;
      left = { kind: 'arithmetic', operator, left: this.#expr(left), right: this.#expr(this.#product()) };
    }
    return left;
  }

  #product(): Node {
    let left = this.#signed();
    while (this.#isSign('*') || this.#isSign('/') || this.#isSign('%')) {
      const operator = this.#next().value as PathOperator;
      left = { kind: 'arithmetic', operator, left: this.#expr(left), right: this.#expr(this.#signed()) };
    }
    return left;
  }

  #signed(): Node {
    if (!this.#isSign('+') && !this.#isSign('-')) return this.#steps();
    const operator = this.#next().value === '-' ? '-' : '+';
    const operand = this.#expr(this.#signed());
    if (operand.kind !== 'literal' || typeof operand.value !== 'object' || operand.value === null)
      return { kind: 'sign', operator, operand };
    if (operator === '+') return operand;
    const { number } = operand.value;
    return { kind: 'literal', value: jsonNumber(number.startsWith('-') ? number.slice(1) : `-${number}`) };
  }

  #steps(): Node {
    const head = this.#primary();
    const steps: PathStep[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(step);
    if (steps.length === 0) return head;
    return head.kind === 'steps' ? { ...head, steps: [...head.steps, ...steps] } : { kind: 'steps', head, steps };
  }

  #primary(): Node {
    const token = this.#next();
    switch (token.kind) {
      case 'string':
        return { kind: 'literal', value: token.value };
      case 'variable':
        return { kind: 'variable', name: token.value };
      case 'number':
        return { kind: 'literal', value: jsonNumber(token.value.replace(/^\./, '0.').replace(/\.(?=$|[eE])/, '')) };
      case 'word':
        return this.#wordValue(token);
      case 'sign':
        break;
      default:
        throw this.#unexpected(token);
    }
    if (token.value === '$') return { kind: 'root' };
    if (token.value === '@') {
      if (this.#filters === 0) throw new ConductError(SQLSTATE.syntaxError, '@ is not allowed in root expressions');
      return { kind: 'current' };
    }
    if (token.value !== '(') throw this.#unexpected(token);
    const inner = this.#or();
    this.#expectSign(')');
    if (isPredicate(inner) && this.#isWord('is') && this.#isWord('unknown', 1)) {
      this.#at += 2;
      return { kind: 'is-unknown', operand: inner };
    }
    return inner;
  }

  #wordValue(token: PathToken): Node {
    switch (keyword(token)) {
      case 'null':
        return { kind: 'literal', value: null };
      case 'true':
        return { kind: 'literal', value: true };
      case 'false':
        return { kind: 'literal', value: false };
      case 'last':
        if (this.#subscripts === 0) throw new ConductError(SQLSTATE.syntaxError, 'LAST is allowed only in array subscripts');
        return { kind: 'last' };
      case 'exists':
        this.#at -= 1;
        return this.#exists();
      default:
        throw this.#unexpected(token);
    }
  }

  // Steps ----------------------------------------------------------------------------------------------------------------

  #step(): PathStep | undefined {
    if (this.#takeSign('?')) return this.#filter();
    if (this.#takeSign('[')) return this.#elements();
    if (!this.#takeSign('.')) return undefined;
    if (this.#takeSign('*')) return { kind: 'any-key' };
    if (this.#takeSign('**')) return this.#levels();
    const token = this.#next();
    if (token.kind !== 'word' && token.kind !== 'string') throw this.#unexpected(token);
    if (token.kind === 'word' && this.#isSign('(')) {
      const name = keyword(token);
      const method = PATH_METHODS.find((each) => each === name);
      if (method === undefined && name !== 'datetime') throw this.#unexpected();
      this.#at += 1;
      const template = name === 'datetime' && this.#token.kind === 'string' ? this.#next().value : null;
      this.#expectSign(')');
      return method === undefined ? { kind: 'datetime', template } : { kind: 'method', name: method };
    }
    return { kind: 'key', name: token.value };
  }

  #filter(): PathStep {
    this.#expectSign('(');
    this.#filters += 1;
    const predicate = this.#asPredicate(this.#or());
    this.#filters -= 1;
    this.#expectSign(')');
    return { kind: 'filter', predicate };
  }

  #elements(): PathStep {
    if (this.#takeSign('*')) {
      this.#expectSign(']');
      return { kind: 'any-element' };
    }
    this.#subscripts += 1;
    const subscripts: { readonly from: PathExpr; readonly to: PathExpr | null }[] = [];
    do {
      const from = this.#expr(this.#sum());
      const isRange = this.#isWord('to');
      if (isRange) this.#at += 1;
      subscripts.push({ from, to: isRange ? this.#expr(this.#sum()) : null });
    } while (this.#takeSign(','));
    this.#subscripts -= 1;
    this.#expectSign(']');
    return { kind: 'elements', subscripts };
  }

  #levels(): PathStep {
    if (!this.#takeSign('{')) return { kind: 'levels', first: 0, last: Number.POSITIVE_INFINITY };
    const first = this.#level();
    const isRange = this.#isWord('to');
    if (isRange) this.#at += 1;
    const last = isRange ? this.#level() : first;
    this.#expectSign('}');
    return { kind: 'levels', first, last };
  }

  #level(): number {
    const token = this.#next();
    if (token.kind === 'word' && keyword(token) === 'last') return Number.POSITIVE_INFINITY;
    if (token.kind !== 'number' || !/^\d+$/.test(token.value)) throw this.#unexpected(token);
    return Math.min(Number(token.value), MAX_LEVEL);
  }

  // Tokens ---------------------------------------------------------------------------------------------------------------

  get #token(): PathToken {
    return known(this.#tokens[Math.min(this.#at, this.#tokens.length - 1)], 'token');
  }

  #next(): PathToken {
    const token = this.#token;
    this.#at += 1;
    return token;
  }

  #take(kind: PathToken['kind']): string {
    const token = this.#next();
    if (token.kind !== kind) throw this.#unexpected(token);
    return token.value;
  }

  #isWord(word: string, ahead = 0): boolean {
    const token = this.#tokens[this.#at + ahead];
    return token?.kind === 'word' && keyword(token) === word;
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.value === sign;
  }

  #takeSign(sign: string): boolean {
    const found = this.#isSign(sign);
    if (found) this.#at += 1;
    return found;
  }

  #expectSign(sign: string): void {
    if (!this.#takeSign(sign)) throw this.#unexpected();
  }

  #expr(node: Node): PathExpr {
    if (isPredicate(node)) throw this.#unexpected();
    return node;
  }

  #asPredicate(node: Node): PathPredicate {
    if (!isPredicate(node)) throw this.#unexpected();
    return node;
  }

  #unexpected(token = this.#token): ConductError {
    return pathError('syntax error', token.text);
  }
}

function keyword({ value }: PathToken): string {
  const lower = value.toLowerCase();
  return LOWER.has(lower) && lower !== value ? '' : lower;
}

/** In the order in which they are written out. */
function checkedFlags(written: string): string {
  for (const flag of written) {
    if (FLAGS.includes(flag)) continue;
    throw new ConductError(SQLSTATE.syntaxError, 'invalid input syntax for type jsonpath', {
      detail: `Unrecognized flag character "${flag}" in LIKE_REGEX predicate.`,
    });
  }
  const flags = [...FLAGS].filter((flag) => written.includes(flag)).join('');
  if (flags.includes('x') && !flags.includes('q')) {
    throw new ConductError(SQLSTATE.featureNotSupported, 'XQuery "x" flag (expanded regular expressions) is not implemented');
  }
  assert(flags.length <= FLAGS.length, 'flags');
  return flags;
}
