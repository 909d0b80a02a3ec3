/**
 * Expressions: read by precedence climbing over the tokens with the dialect's own table, and written with parentheses wherever PostgreSQL might
 * group in another way. What may not follow without parentheses in the dialect is refused.
 */
import { type ConductError, notSupported } from '../../common/errors.js';
import { callExpression } from './call.js';
import { intervalLiteral } from './interval.js';
import type { Token } from './lexer.js';
import { commaList, type Marked, type Piece, quoteText } from './piece.js';
import { mark, operand, type Parsed, type Reader } from './reader.js';
import type { Infix } from './rules.js';
import { typeName } from './type-name.js';

/** A result and the level of the operator that made it: what may follow depends on it. */
interface Left {
  readonly parsed: Parsed;
  readonly level: number;
}

/** Operators of dialects that have no counterpart: paths into JSON, lambdas, assignments. */
const REFUSED: ReadonlySet<string> = new Set(['->', '->>', '=>', ':', ':=', '>>>', '~', '?', '@', '{', '}']);

const PRIMARY_LEVEL = 1000;
const POSTFIX_LEVEL = 900;

export function readExpression(reader: Reader, minimum: number): Parsed {
  let left = prefix(reader, minimum);
  for (;;) {
    const next = postfix(reader, left) ?? infix(reader, left, minimum) ?? predicate(reader, left, minimum);
    if (next === null) {
      const token = reader.peek();
      if (token.kind === 'operator' && REFUSED.has(token.text))
        throw notSupported(`the operator ${token.text} of ${reader.rules.label}`, token.at);
      return left.parsed;
    }
    left = next;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// In front of operands

function prefix(reader: Reader, minimum: number): Left {
  const { rules } = reader;
  const token = reader.peek();
  if (reader.isWord('NOT')) {
    checkPrefix(reader, rules.notLevel, minimum);
    const not = mark(reader.next(), 'NOT ');
    return { parsed: { piece: [not, operand(reader.expression(rules.notLevel))], atomic: false }, level: rules.notLevel };
  }
  if (token.kind === 'operator' && token.text === '!' && rules.bangLevel !== null) {
    checkPrefix(reader, rules.bangLevel, minimum);
    const not = mark(reader.next(), 'NOT ');
    return { parsed: { piece: [not, operand(reader.expression(rules.bangLevel))], atomic: false }, level: rules.bangLevel };
  }
  if (token.kind === 'operator' && rules.unaryOperators.has(token.text)) {
    const sign = mark(reader.next(), token.text);
    const value = reader.expression(rules.unaryLevel);
    return { parsed: signed(sign, value), level: rules.unaryLevel };
  }
  return { parsed: primary(reader), level: PRIMARY_LEVEL };
}

/** `a = NOT b` has no meaning where NOT binds less tight than the operator before it. */
function checkPrefix(reader: Reader, level: number, minimum: number): void {
  if (level < minimum) throw reader.unexpected().with({ hint: 'Put the operand into parentheses.' });
}

/** A space keeps two signs from becoming a comment or another operator. */
function signed(sign: Piece, value: Parsed): Parsed {
  const interval = value.interval === undefined ? {} : { interval: value.interval };
  return { piece: [sign, ' ', operand(value)], atomic: false, ...interval };
}

function primary(reader: Reader): Parsed {
  const token = reader.peek();
  switch (token.kind) {
    case 'number':
      return number(reader);
    case 'string':
      return string(reader);
    case 'parameter':
      return { piece: mark(reader.next(), token.text), atomic: true };
    case 'operator':
      return bracketed(reader, token);
    case 'quoted':
      return reader.isOperator('(', 1) ? callExpression(reader) : column(reader);
    case 'word':
      return word(reader, token);
    case 'end':
      throw reader.unexpected();
  }
}

function number(reader: Reader): Parsed {
  const token = reader.next();
  const { value, mark: type } = token;
  if (type !== '') return { piece: mark(token, `'${value}'::${type}`), atomic: true };
  const float = /[eE]/.test(value) || (reader.rules.decimalsAreDoubles && value.includes('.'));
  if (float) return { piece: mark(token, `'${value}'::float8`), atomic: true };
  return { piece: mark(token, value), atomic: true, number: value };
}

function string(reader: Reader): Parsed {
  const token = reader.next();
  if (token.mark.includes('b')) return bytes(token);
  if (token.mark === 'x') return hexBytes(token);
  let { value } = token;
  while (reader.rules.lexical.joinsStrings && reader.peek().kind === 'string' && reader.peek().mark === '') value += reader.next().value;
  return { piece: mark(token, quoteText(value)), atomic: true, text: value };
}

function bytes(token: Token): Parsed {
  return { piece: mark(token, `'\\x${Buffer.from(token.value, 'utf8').toString('hex')}'::bytea`), atomic: true };
}

function hexBytes(token: Token): Parsed {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(token.value)) throw notSupported(`a binary string of "${token.value}"`, token.at);
  return { piece: mark(token, `'\\x${token.value}'::bytea`), atomic: true };
}

/** A subquery, a row, or an expression in parentheses; `[1, 2]` where that is an array. */
function bracketed(reader: Reader, token: Token): Parsed {
  if (token.text === '[' && reader.rules.subscripts === 'named') return arrayLiteral(reader);
  if (token.text !== '(') throw reader.unexpected();
  if (reader.startsQuery(1)) {
    reader.next();
    const query = reader.query();
    reader.expectOperator(')');
    return { piece: ['(', query, ')'], atomic: true };
  }
  const items = reader.list(() => reader.expression());
  const [first] = items;
  if (items.length === 1 && first !== undefined) return { ...first, piece: ['(', first.piece, ')'], atomic: true };
  return { piece: ['(', commaList(items.map((item) => item.piece)), ')'], atomic: true };
}

function word(reader: Reader, token: Token): Parsed {
  switch (token.text) {
    case 'NULL':
    case 'TRUE':
    case 'FALSE':
      return { piece: mark(reader.next(), token.text), atomic: true };
    case 'CASE':
      return caseExpression(reader);
    case 'EXISTS':
      return exists(reader);
    case 'INTERVAL':
      return intervalLiteral(reader);
    case 'DATE':
    case 'TIMESTAMP':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIME':
    case 'DATETIME':
      if (reader.peek(1).kind === 'string') return typedLiteral(reader);
      break;
    case 'NUMERIC':
    case 'BIGNUMERIC':
    case 'DECIMAL':
      if (reader.peek(1).kind === 'string') return typedLiteral(reader);
      break;
    case 'ARRAY':
      if (reader.isOperator('[', 1)) {
        reader.next();
        return arrayLiteral(reader);
      }
      break;
    case 'CURRENT_DATE':
    case 'CURRENT_TIMESTAMP':
    case 'CURRENT_TIME':
    case 'LOCALTIME':
    case 'LOCALTIMESTAMP':
    case 'CURRENT_USER':
      if (!reader.isOperator('(', 1)) return { piece: mark(reader.next(), token.text), atomic: true };
      break;
  }
  if (reader.isOperator('(', 1)) return callExpression(reader);
  return column(reader);
}

function typedLiteral(reader: Reader): Parsed {
  const type = typeName(reader);
  const value = reader.next();
  return { piece: [mark(value, quoteText(value.value)), '::', type.piece], atomic: true };
}

function arrayLiteral(reader: Reader): Parsed {
  reader.expectOperator('[');
  const items: Piece[] = [];
  if (!reader.isOperator(']')) {
    do items.push(reader.expression().piece);
    while (reader.takeOperator(',') !== null);
  }
  reader.expectOperator(']');
  return { piece: ['ARRAY[', commaList(items), ']'], atomic: true };
}

/** `a`, `t.a`, `s.t.a`; a qualified call. */
function column(reader: Reader): Parsed {
  const first = reader.peek();
  const value = reader.isName() ? first.value.toLowerCase() : '';
  let last = reader.name();
  const parts: Piece[] = [last];
  while (reader.isOperator('.')) {
    reader.next();
    if (reader.isOperator('*')) throw reader.unexpected();
    last = anyName(reader);
    parts.push('.', last);
  }
  if (parts.length > 1 && reader.isOperator('(')) {
    const args = reader.listOrNone(() => reader.expression().piece);
    return { piece: [parts, '(', commaList(args), ')'], atomic: true };
  }
  const alias = parts.length === 1 ? reader.aliases.get(value) : undefined;
  if (alias !== undefined) return { piece: ['(', alias, ')'], atomic: true };
  const word = parts.length === 1 && first.kind === 'word' ? { word: first.text } : {};
  return { piece: parts, atomic: true, column: last.text, ...word };
}

/** Behind a point any word is a name. */
function anyName(reader: Reader): Marked {
  const token = reader.peek();
  if (token.kind !== 'word' || reader.isName()) return reader.name();
  return mark(reader.next(), `"${token.value.toLowerCase()}"`);
}

function caseExpression(reader: Reader): Parsed {
  const parts: Piece[] = [reader.expectWord('CASE')];
  if (!reader.isWord('WHEN')) parts.push(' ', operand(reader.expression()));
  if (!reader.isWord('WHEN')) throw reader.unexpected('WHEN');
  while (reader.takeWord('WHEN') !== null) {
    parts.push(' WHEN ', operand(reader.expression()));
    reader.expectWord('THEN');
    parts.push(' THEN ', operand(reader.expression()));
  }
  if (reader.takeWord('ELSE') !== null) parts.push(' ELSE ', operand(reader.expression()));
  reader.expectWord('END');
  return { piece: [parts, ' END'], atomic: true };
}

function exists(reader: Reader): Parsed {
  const word = reader.expectWord('EXISTS');
  if (!reader.isOperator('(') || !reader.startsQuery(1)) throw reader.unexpected('a query');
  reader.expectOperator('(');
  const query = reader.query();
  reader.expectOperator(')');
  return { piece: [word, ' (', query, ')'], atomic: true };
}

// ---------------------------------------------------------------------------------------------------------------------
// Behind operands

function postfix(reader: Reader, left: Left): Left | null {
  const { rules } = reader;
  if (reader.isOperator('[') && rules.subscripts !== null && left.level >= POSTFIX_LEVEL) return subscript(reader, left.parsed);
  if (rules.hasCastOperator && reader.isOperator('::') && left.level >= POSTFIX_LEVEL) {
    const at = reader.next();
    const type = typeName(reader);
    const truncated = rules.castTruncates && type.integer ? ['trunc(', operand(left.parsed), '::numeric)'] : operand(left.parsed);
    return { parsed: { piece: [truncated, mark(at, '::'), type.piece], atomic: false }, level: POSTFIX_LEVEL };
  }
  if (reader.isWord('AT', 'TIME', 'ZONE') && left.level >= POSTFIX_LEVEL) {
    const words = reader.expectWord('AT', 'TIME', 'ZONE');
    return { parsed: { piece: [operand(left.parsed), ' ', words, ' ', operand(primary(reader))], atomic: false }, level: POSTFIX_LEVEL };
  }
  if (reader.isWord('COLLATE')) throw notSupported('COLLATE', reader.peek().at);
  return null;
}

function subscript(reader: Reader, array: Parsed): Left {
  const at = reader.next();
  const wrapped: Piece = ['(', array.piece, ')'];
  let index: Piece;
  if (reader.rules.subscripts === 'named') {
    const which = reader.next();
    if (which.text !== 'OFFSET' && which.text !== 'ORDINAL') throw notSupported('this subscript', which.at);
    reader.expectOperator('(');
    index = shifted(reader.expression(), which.text === 'OFFSET');
    reader.expectOperator(')');
  } else {
    index = shifted(reader.expression(), reader.rules.subscripts === 'from-zero');
  }
  reader.expectOperator(']');
  return { parsed: { piece: [wrapped, mark(at, '['), index, ']'], atomic: true }, level: PRIMARY_LEVEL };
}

function shifted(index: Parsed, fromZero: boolean): Piece {
  return fromZero ? [operand(index), ' + 1'] : index.piece;
}

function infix(reader: Reader, left: Left, minimum: number): Left | null {
  const token = reader.peek();
  if (token.kind !== 'operator' && token.kind !== 'word') return null;
  const rule = reader.rules.infix.get(token.text);
  if (rule === undefined || rule.level < minimum) return null;
  const alone = rule.operandLevel ?? 0;
  if (left.level < alone && left.level !== rule.level) throw unclear(reader);
  checkLeft(reader, left, rule.level, rule.chains);
  reader.next();
  const quantified = reader.isAnyWord(['ANY', 'ALL', 'SOME']) && reader.isOperator('(', 1);
  if (quantified) return quantifiedComparison(reader, left, rule, token);
  const right = reader.expression(Math.max(rule.level + 1, alone));
  return { parsed: combine(left.parsed, token, rule, right), level: rule.level };
}

/** What was read so far has to bind tighter than what follows, or as tight where that chains. */
function checkLeft(reader: Reader, left: Left, level: number, chains: boolean): void {
  if (left.level > level || (left.level === level && chains)) return;
  throw unclear(reader);
}

function unclear(reader: Reader): ConductError {
  return reader.unexpected().with({ hint: `What it belongs to is not clear in ${reader.rules.label}: use parentheses.` });
}

function quantifiedComparison(reader: Reader, left: Left, rule: Infix, token: Token): Left {
  const quantifier = reader.next();
  if (!reader.startsQuery(1)) throw notSupported(`${quantifier.text} of a list`, quantifier.at);
  reader.expectOperator('(');
  const query = reader.query();
  reader.expectOperator(')');
  const piece = [operand(left.parsed), ' ', mark(token, rule.operator), ' ', mark(quantifier, quantifier.text), ' (', query, ')'];
  return { parsed: { piece, atomic: false }, level: rule.level };
}

function combine(left: Parsed, token: Token, rule: Infix, right: Parsed): Parsed {
  const { operator } = rule;
  const divisor: Piece = rule.nullOnZero === true ? ['nullif(', right.piece, ', 0)'] : operand(right);
  if (operator === 'div') return { piece: [mark(token, 'div('), numeric(left), ', ', divisor, '::numeric)::int8'], atomic: false };
  if (operator === 'xor') return { piece: [operand(left), '::bool ', mark(token, '<>'), ' ', operand(right), '::bool'], atomic: false };
  const days = (operator === '+' || operator === '-') && (left.interval === 'days' || right.interval === 'days');
  const symbol = days ? `OPERATOR(conduct.${operator})` : operator;
  const chain = CHAINS[operator];
  // OPERATOR() binds as any other operator does: weaker than those with a level of their own.
  const flat = !days && chain !== undefined && left.chain === chain;
  const intervals = left.interval !== undefined && right.interval !== undefined ? { interval: bothDays(left, right) } : {};
  return {
    piece: [flat ? left.piece : operand(left), ' ', mark(token, symbol), ' ', divisor],
    atomic: false,
    ...(chain === undefined || days ? {} : { chain }),
    ...intervals,
  };
}

function bothDays(left: Parsed, right: Parsed): 'days' | 'time' {
  return left.interval === 'days' && right.interval === 'days' ? 'days' : 'time';
}

function numeric(value: Parsed): Piece {
  return [operand(value), '::numeric'];
}

/** Operators that PostgreSQL groups to the left among themselves. */
const CHAINS: Readonly<Record<string, string>> = { AND: 'AND', OR: 'OR', '+': '+-', '-': '+-', '*': '*', '||': '||', '&': '&', '|': '|' };

// ---------------------------------------------------------------------------------------------------------------------
// Predicates

function predicate(reader: Reader, left: Left, minimum: number): Left | null {
  if (reader.isWord('IS')) return isPredicate(reader, left, minimum);
  const negated = reader.isWord('NOT') ? 1 : 0;
  const token = reader.peek(negated);
  if (token.kind !== 'word') return null;
  const { rules } = reader;
  const like = token.text === 'LIKE' || (token.text === 'ILIKE' && rules.hasIlike);
  const regexp = rules.regexpWords.includes(token.text);
  if (!like && !regexp && token.text !== 'IN' && token.text !== 'BETWEEN') return null;
  const { level } = rules.predicates;
  if (level < minimum) return null;
  checkLeft(reader, left, level, false);
  const not: Piece = negated === 1 ? [mark(reader.next(), 'NOT'), ' '] : '';
  const word = mark(reader.next(), token.text);
  const subject = operand(left.parsed);
  if (like) return { parsed: likePredicate(reader, subject, [not, word]), level };
  if (regexp) {
    const pattern = operand(reader.expression(rules.predicates.regexp));
    return { parsed: { piece: [subject, ' ', mark(token, negated === 1 ? '!~' : '~'), ' ', pattern], atomic: false }, level };
  }
  if (token.text === 'IN') return { parsed: { piece: [subject, ' ', inPredicate(reader, not, word)], atomic: false }, level };
  const low = operand(reader.expression(rules.predicates.low));
  reader.expectWord('AND');
  const high = operand(reader.expression(rules.predicates.high));
  return { parsed: { piece: [subject, ' ', not, word, ' ', low, ' AND ', high], atomic: false }, level };
}

function likePredicate(reader: Reader, subject: Piece, word: Piece): Parsed {
  if (reader.isAnyWord(['ANY', 'ALL', 'SOME'])) throw notSupported('LIKE with ANY or ALL', reader.peek().at);
  const pattern = operand(reader.expression(reader.rules.predicates.pattern));
  let behind: Piece = reader.rules.backslashInLike ? '' : " ESCAPE ''";
  if (reader.takeWord('ESCAPE') !== null) behind = [' ESCAPE ', operand(reader.expression(reader.rules.unaryLevel))];
  return { piece: [subject, ' ', word, ' ', pattern, behind], atomic: false };
}

function inPredicate(reader: Reader, not: Piece, word: Piece): Piece {
  if (reader.isWord('UNNEST')) {
    reader.next();
    reader.expectOperator('(');
    const array = reader.expression();
    reader.expectOperator(')');
    return not === '' ? ['= ANY (', array.piece, ')'] : ['<> ALL (', array.piece, ')'];
  }
  if (reader.isOperator('(') && reader.startsQuery(1)) {
    reader.expectOperator('(');
    const query = reader.query();
    reader.expectOperator(')');
    return [not, word, ' (', query, ')'];
  }
  const items = reader.list(() => reader.expression().piece);
  return [not, word, ' (', commaList(items), ')'];
}

function isPredicate(reader: Reader, left: Left, minimum: number): Left | null {
  const { predicates } = reader.rules;
  const negated = reader.isWord('IS', 'NOT');
  const ahead = negated ? 2 : 1;
  const test = reader.peek(ahead);
  const truth = test.kind === 'word' && ['TRUE', 'FALSE', 'UNKNOWN'].includes(test.text);
  const level = truth ? predicates.isTrueLevel : predicates.isNullLevel;
  if (level < minimum) return null;
  checkLeft(reader, left, level, predicates.isNullChains && !truth);
  const is = mark(reader.next(), negated ? 'IS NOT ' : 'IS ');
  if (negated) reader.next();
  const subject = operand(left.parsed);
  if (truth || reader.isWord('NULL')) {
    return { parsed: { piece: [subject, ' ', is, mark(reader.next(), test.text)], atomic: false }, level };
  }
  if (!reader.isWord('DISTINCT', 'FROM')) throw reader.unexpected('NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM');
  reader.expectWord('DISTINCT', 'FROM');
  const right = operand(reader.expression(predicates.distinct));
  return { parsed: { piece: [subject, ' ', is, 'DISTINCT FROM ', right], atomic: false }, level };
}
