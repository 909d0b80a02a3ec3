/** A place in the tokens of a statement, and what reads on from there. Expressions hold queries and the other way round: they meet here. */
import type { ConductError } from '../../common/errors.js';
import { syntaxError, type Token } from './lexer.js';
import { type Marked, type Piece, quoteName } from './piece.js';
import type { DialectRules } from './rules.js';

/** An expression that was read, as PostgreSQL's SQL. */
export interface Parsed {
  readonly piece: Piece;
  /** It needs no parentheses as an operand. */
  readonly atomic: boolean;
  /** Left operands of the same chain need none: PostgreSQL groups them to the left as well. */
  readonly chain?: string;
  /** It is this name and nothing more. */
  readonly word?: string;
  /** It is this column, by the name that the result has, quoted. */
  readonly column?: string;
  /** It is this string and nothing more. */
  readonly text?: string;
  /** It is this number and nothing more. */
  readonly number?: string;
  /** An interval; `days`: of whole days or longer units, so that a date and it make a date. */
  readonly interval?: 'days' | 'time';
  /** The result's name where none is given, if PostgreSQL would find another. */
  readonly name?: string;
}

export interface Readers {
  readonly query: (reader: Reader) => Piece;
  /** What binds at least as tight as `level`. */
  readonly expression: (reader: Reader, level: number) => Parsed;
}

export class Reader {
  readonly rules: DialectRules;
  readonly #tokens: readonly Token[];
  readonly #readers: Readers;
  #index = 0;
  #numbers = 0;
  #closings: ReadonlyMap<number, number> | null = null;
  /** Names of the select list that HAVING may use, by the expressions that they stand for. */
  aliases: ReadonlyMap<string, Piece> = new Map();

  constructor(tokens: readonly Token[], rules: DialectRules, readers: Readers) {
    this.#tokens = tokens;
    this.rules = rules;
    this.#readers = readers;
  }

  query(): Piece {
    return this.#readers.query(this);
  }

  expression(level = 0): Parsed {
    return this.#readers.expression(this, level);
  }

  /** For names that nobody wrote. */
  takeNumber(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw syntaxError('syntax error at end of input', 0);
    return token;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  /** Goes back to a place. */
  get place(): number {
    return this.#index;
  }

  set place(index: number) {
    this.#index = index;
  }

  /** Whether a query begins there, perhaps within parentheses of its own. */
  startsQuery(ahead = 0): boolean {
    const token = this.peek(ahead);
    if (token.kind === 'word')
      return token.text === 'SELECT' || token.text === 'WITH' || (token.text === 'VALUES' && !this.isOperator(',', ahead + 1));
    if (!this.isOperator('(', ahead) || !this.startsQuery(ahead + 1)) return false;
    // `((SELECT 1) + 2)` is an expression.
    const behind = this.peek(this.#closing(this.#index + ahead) - this.#index + 1);
    return behind.text === ')' || AFTER_QUERY.has(behind.text);
  }

  /** Index of the parenthesis that closes the one at `index`. */
  #closing(index: number): number {
    this.#closings ??= closings(this.#tokens);
    return this.#closings.get(index) ?? this.#tokens.length - 1;
  }

  atEnd(): boolean {
    return this.peek().kind === 'end';
  }

  /** Whether these words come next. */
  isWord(...words: readonly string[]): boolean {
    return words.every((word, index) => {
      const token = this.peek(index);
      return token.kind === 'word' && token.text === word;
    });
  }

  isAnyWord(words: Iterable<string>): boolean {
    const token = this.peek();
    if (token.kind !== 'word') return false;
    for (const word of words) if (word === token.text) return true;
    return false;
  }

  isOperator(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'operator' && token.text === text;
  }

  /** Takes these words if they come next; as a piece, else null. */
  takeWord(...words: readonly string[]): Piece | null {
    if (!this.isWord(...words)) return null;
    return words.map((word, index) => [index === 0 ? '' : ' ', mark(this.next(), word)]);
  }

  takeOperator(text: string): Marked | null {
    return this.isOperator(text) ? mark(this.next(), text) : null;
  }

  expectWord(...words: readonly string[]): Piece {
    const taken = this.takeWord(...words);
    if (taken === null) throw this.unexpected(words.join(' '));
    return taken;
  }

  expectOperator(text: string): Marked {
    const taken = this.takeOperator(text);
    if (taken === null) throw this.unexpected(`"${text}"`);
    return taken;
  }

  /** The error of PostgreSQL's grammar, at the next token. */
  unexpected(wanted?: string): ConductError {
    const token = this.peek();
    const message =
      token.kind === 'end'
        ? 'syntax error at end of input'
        : `syntax error at or near "${token.kind === 'word' ? token.value : token.text}"`;
    const error = syntaxError(message, token.at);
    return wanted === undefined ? error : error.with({ detail: `${this.rules.label} wants ${wanted} here.` });
  }

  /** Whether a name may stand here. */
  isName(ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'quoted' || (token.kind === 'word' && !this.rules.reserved.has(token.text));
  }

  /** The next token's name as PostgreSQL has it, unquoted. */
  nameValue(): string {
    if (!this.isName()) throw this.unexpected('a name');
    return foldName(this.next(), this.rules);
  }

  name(): Marked {
    const at = this.peek().at;
    return { text: quoteName(this.nameValue()), at };
  }

  /** `(` items `)`, separated by commas. */
  list<T>(item: () => T): T[] {
    this.expectOperator('(');
    const items = [item()];
    while (this.takeOperator(',') !== null) items.push(item());
    this.expectOperator(')');
    return items;
  }

  /** The same, and `()` is none. */
  listOrNone<T>(item: () => T): T[] {
    if (!this.isOperator(')', 1)) return this.list(item);
    this.expectOperator('(');
    this.expectOperator(')');
    return [];
  }
}

export function mark(token: Token, text: string): Marked {
  return { text, at: token.at };
}

/**
 * Names are the same in any case; PostgreSQL keeps them in lower case. Where quotes keep the case and names are upper case by themselves
 * (Snowflake), a quoted name of upper case is one that was not quoted.
 */
function foldName(token: Token, rules: DialectRules): string {
  const exact = token.kind === 'quoted' && rules.exactQuotedNames && /[a-z]/.test(token.value);
  return exact ? token.value : token.value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** As an operand. */
export function operand(parsed: Parsed): Piece {
  return parsed.atomic ? parsed.piece : ['(', parsed.piece, ')'];
}

const AFTER_QUERY: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

function closings(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'operator') return;
    if (token.text === '(') open.push(index);
    else if (token.text === ')') {
      const start = open.pop();
      if (start !== undefined) found.set(start, index);
    }
  });
  return found;
}
