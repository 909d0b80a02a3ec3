/**
 * Calls of functions: their special forms, and what each becomes by the dialect's table. A function that is not in the table is an error:
 * PostgreSQL may have one of that name which means something else.
 */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import { commaList, type Piece } from './piece.js';
import { operand, type Parsed, type Reader } from './reader.js';
import type { DialectRules } from './rules.js';
import { type NamedType, typeName } from './type-name.js';
import { sortKeys, windowSpec } from './window.js';

/** A call as read, its arguments in PostgreSQL's SQL. */
export interface Call {
  /** In lower case. */
  readonly name: string;
  readonly args: readonly Parsed[];
  readonly star: boolean;
  readonly distinct: boolean;
  /** ORDER BY within the parentheses or WITHIN GROUP. */
  readonly orderBy: Piece | null;
  readonly withinGroup: boolean;
  /** MySQL's SEPARATOR. */
  readonly separator: Piece | null;
  readonly filter: Piece | null;
  readonly over: Piece | null;
  readonly nulls: 'IGNORE' | 'RESPECT' | null;
  readonly at: number;
  readonly label: string;
}

/** What stands for a call with all that it has. */
export interface Whole {
  readonly whole: Piece;
}

/** A changed call, or what stands for it, which has no FILTER, OVER and the like unless it says so. */
export type FunctionRule = (call: Call) => Call | Whole | Piece;

export function callExpression(reader: Reader): Parsed {
  const token = reader.next();
  const name = token.value.toLowerCase();
  const special = SPECIAL[name];
  if (special !== undefined) {
    const piece = special(reader, token.at);
    if (piece !== null) return { piece, atomic: true, ...(NAMED.has(name) ? { name } : {}) };
  }
  const call = AGGREGATE.test(name) ? withoutAliases(reader, () => readCall(reader, name, token.at)) : readCall(reader, name, token.at);
  const rule = reader.rules.functions.get(name);
  if (rule === undefined) throw unknownFunction(call, reader.rules);
  const made = rule(call);
  if (isCall(made)) {
    const piece = renderCall(made);
    return { piece, atomic: true, ...(made.name === name ? {} : { name }) };
  }
  if (isWhole(made)) return { piece: ['(', made.whole, ')'], atomic: true, name };
  const tail = call.distinct
    ? 'DISTINCT'
    : call.filter !== null
      ? 'FILTER'
      : call.over !== null
        ? 'OVER'
        : call.orderBy !== null
          ? 'ORDER BY'
          : null;
  if (tail !== null) throw notSupported(`${tail} of ${name}()`, call.at);
  return { piece: ['(', made, ')'], atomic: true, name };
}

/** Names are those of rows in what an aggregate takes, not those of the select list. */
const AGGREGATE =
  /^(?:sum|avg|mean|min|max|count|count_?if|any_value|arbitrary|median|every|any|some|stddev\w*|std|var\w*|corr|covar\w+|bit_\w+|bool\w+|logical_\w+|collect_\w+|array_agg|group_concat|listagg|string_agg|approx_\w+|percentile\w*|(?:min|max)_by)$/;

function withoutAliases<T>(reader: Reader, read: () => T): T {
  const { aliases } = reader;
  reader.aliases = new Map();
  const made = read();
  reader.aliases = aliases;
  return made;
}

function isCall(made: Call | Whole | Piece): made is Call {
  return typeof made === 'object' && 'args' in made;
}

function isWhole(made: Whole | Piece): made is Whole {
  return typeof made === 'object' && 'whole' in made;
}

function unknownFunction(call: Call, rules: DialectRules): ConductError {
  return new ConductError(SQLSTATE.undefinedFunction, `function ${call.name}() of ${rules.label} is not known here`, {
    position: call.at,
    hint: 'A function of your own is called with its schema: public.f(x).',
  });
}

function readCall(reader: Reader, name: string, at: number): Call {
  reader.expectOperator('(');
  const start = { name, at, label: reader.rules.label, withinGroup: false, filter: null, over: null };
  if (reader.isOperator('*') && reader.isOperator(')', 1)) {
    reader.next();
    reader.next();
    return tail(reader, { ...start, args: [], star: true, distinct: false, orderBy: null, separator: null, nulls: null });
  }
  const distinct = reader.takeWord('DISTINCT') !== null;
  if (!distinct) reader.takeWord('ALL');
  const args: Parsed[] = [];
  if (!reader.isOperator(')')) {
    do args.push(argument(reader));
    while (reader.takeOperator(',') !== null);
  }
  const nulls = takeNulls(reader);
  const orderBy = reader.takeWord('ORDER', 'BY') === null ? null : sortKeys(reader);
  const separator = reader.takeWord('SEPARATOR') === null ? null : reader.expression().piece;
  reader.expectOperator(')');
  return tail(reader, { ...start, args, star: false, distinct, orderBy, separator, nulls });
}

/** A query may be an argument: `array(SELECT ...)`. */
function argument(reader: Reader): Parsed {
  if (reader.isOperator('->', 1)) throw notSupported('a lambda function', reader.peek(1).at);
  if (reader.isOperator('=>', 1)) throw notSupported('a named argument', reader.peek().at);
  if (reader.isOperator('*')) throw reader.unexpected();
  if (reader.isWord('SELECT') || reader.isWord('WITH')) return { piece: reader.query(), atomic: false, word: 'SELECT' };
  return reader.expression();
}

function takeNulls(reader: Reader): Call['nulls'] {
  if (reader.takeWord('IGNORE', 'NULLS') !== null) return 'IGNORE';
  return reader.takeWord('RESPECT', 'NULLS') === null ? null : 'RESPECT';
}

function tail(reader: Reader, call: Call): Call {
  let { orderBy, withinGroup, filter, nulls } = call;
  if (reader.takeWord('WITHIN', 'GROUP') !== null) {
    reader.expectOperator('(');
    reader.expectWord('ORDER', 'BY');
    orderBy = sortKeys(reader);
    withinGroup = true;
    reader.expectOperator(')');
  }
  if (reader.isWord('FILTER') && reader.isOperator('(', 1)) {
    reader.next();
    reader.expectOperator('(');
    reader.expectWord('WHERE');
    filter = reader.expression().piece;
    reader.expectOperator(')');
  }
  nulls ??= takeNulls(reader);
  const over = reader.takeWord('OVER') === null ? null : windowSpec(reader, call.name);
  return { ...call, orderBy, withinGroup, filter, nulls, over };
}

export function renderCall(call: Call): Piece {
  if (call.nulls === 'IGNORE') throw notSupported('IGNORE NULLS', call.at);
  if (call.separator !== null) throw notSupported(`SEPARATOR of ${call.name}()`, call.at);
  const args = call.star ? '*' : commaList(call.args.map((arg) => arg.piece));
  const inside: Piece[] = [call.distinct ? 'DISTINCT ' : '', args];
  if (call.orderBy !== null && !call.withinGroup) inside.push(' ORDER BY ', call.orderBy);
  const parts: Piece[] = [{ text: call.name, at: call.at }, '(', inside, ')'];
  if (call.withinGroup && call.orderBy !== null) parts.push(' WITHIN GROUP (ORDER BY ', call.orderBy, ')');
  if (call.filter !== null) parts.push(' FILTER (WHERE ', call.filter, ')');
  if (call.over !== null) parts.push(' OVER ', call.over);
  return parts;
}

// ---------------------------------------------------------------------------------------------------------------------
// Forms of their own

/** Null: read it as a plain call. */
type SpecialForm = (reader: Reader, at: number) => Piece | null;

const SPECIAL: Readonly<Record<string, SpecialForm>> = {
  cast: (reader) => castForm(reader),
  convert: (reader, at) => convertForm(reader, at),
  extract: (reader, at) => extractForm(reader, at),
  position: (reader, at) => positionForm(reader, at),
  substring: (reader, at) => substringForm(reader, at),
  substr: (reader, at) => substringForm(reader, at),
  trim: (reader, at) => trimForm(reader, at),
  grouping: (reader, at) => [{ text: 'grouping', at }, '(', commaList(reader.list(() => reader.expression().piece)), ')'],
  row: (reader, at) => [{ text: 'ROW', at }, '(', commaList(reader.list(() => reader.expression().piece)), ')'],
};

/** Forms whose result is called after them where no name is given. */
const NAMED: ReadonlySet<string> = new Set(['extract', 'substring', 'substr', 'trim']);

function castForm(reader: Reader): Piece {
  reader.expectOperator('(');
  const value = reader.expression();
  reader.expectWord('AS');
  const type = typeName(reader);
  if (reader.isWord('FORMAT')) throw notSupported('FORMAT of a cast', reader.peek().at);
  reader.expectOperator(')');
  return castTo(value, type, reader.rules);
}

export function castTo(value: Parsed, type: NamedType, rules: DialectRules): Piece {
  const truncated: Piece = rules.castTruncates && type.integer ? ['trunc(CAST(', value.piece, ' AS numeric))'] : value.piece;
  return ['CAST(', truncated, ' AS ', type.piece, ')'];
}

/** MySQL's CONVERT(x, type). */
function convertForm(reader: Reader, at: number): Piece {
  if (!reader.rules.lexical.dashesNeedSpace) throw notSupported('CONVERT', at);
  reader.expectOperator('(');
  const value = reader.expression();
  if (reader.isWord('USING')) throw notSupported('CONVERT ... USING', at);
  reader.expectOperator(',');
  const type = typeName(reader);
  reader.expectOperator(')');
  return castTo(value, type, reader.rules);
}

function extractForm(reader: Reader, at: number): Piece {
  reader.expectOperator('(');
  const field = reader.next();
  if (field.kind !== 'word' && field.kind !== 'string') throw notSupported('this field of EXTRACT', field.at);
  reader.expectWord('FROM');
  const value = reader.expression();
  reader.expectOperator(')');
  return ['(', datePart(field.value, value.piece, reader.rules, at), ')'];
}

/** Fields whose numbers are the same in all dialects; the days and weeks of a year are not. `$` is the date. */
const FIELDS: Readonly<Record<string, string>> = {
  YEAR: 'extract(year FROM $)::int4',
  QUARTER: 'extract(quarter FROM $)::int4',
  MONTH: 'extract(month FROM $)::int4',
  DAY: 'extract(day FROM $)::int4',
  DAYOFMONTH: 'extract(day FROM $)::int4',
  DAY_OF_MONTH: 'extract(day FROM $)::int4',
  HOUR: 'extract(hour FROM $)::int4',
  MINUTE: 'extract(minute FROM $)::int4',
  SECOND: 'trunc(extract(second FROM $))::int4',
  DOY: 'extract(doy FROM $)::int4',
  DAYOFYEAR: 'extract(doy FROM $)::int4',
  DAY_OF_YEAR: 'extract(doy FROM $)::int4',
  ISODOW: 'extract(isodow FROM $)::int4',
  DAYOFWEEK_ISO: 'extract(isodow FROM $)::int4',
  DAYOFWEEKISO: 'extract(isodow FROM $)::int4',
  DOW_ISO: 'extract(isodow FROM $)::int4',
  ISOYEAR: 'extract(isoyear FROM $)::int4',
  ISOWEEK: 'extract(week FROM $)::int4',
  WEEKISO: 'extract(week FROM $)::int4',
};

export function datePart(field: string, value: Piece, rules: DialectRules, at: number): Piece {
  const template = rules.dateFields[field.toUpperCase()] ?? FIELDS[field.toUpperCase()];
  if (template === undefined) throw notSupported(`the field ${field} of a date in ${rules.label}`, at);
  return fill(template, value);
}

/** `$` of a template replaced. */
export function fill(template: string, value: Piece): Piece {
  return template.split('$').map((part, index) => (index === 0 ? part : [value, part]));
}

function positionForm(reader: Reader, at: number): Piece | null {
  const start = reader.place;
  reader.expectOperator('(');
  // What binds tighter than IN.
  const needle = reader.expression(reader.rules.predicates.level + 1);
  if (reader.takeWord('IN') === null) {
    reader.place = start;
    return null;
  }
  const haystack = reader.expression();
  reader.expectOperator(')');
  return [{ text: 'position', at }, '(', operand(needle), ' IN ', operand(haystack), ')'];
}

function substringForm(reader: Reader, at: number): Piece | null {
  const start = reader.place;
  reader.expectOperator('(');
  const value = reader.expression();
  if (reader.takeWord('FROM') === null) {
    reader.place = start;
    return null;
  }
  const from = reader.expression();
  const length = reader.takeWord('FOR') === null ? null : reader.expression();
  reader.expectOperator(')');
  const rule = reader.rules.functions.get('substring');
  if (rule === undefined) throw notSupported('SUBSTRING', at);
  const args = length === null ? [value, from] : [value, from, length];
  const made = rule({ ...plainCall(reader, at), name: 'substring', args });
  return isCall(made) ? renderCall(made) : ['(', isWhole(made) ? made.whole : made, ')'];
}

function plainCall(reader: Reader, at: number): Call {
  const nothing = { orderBy: null, separator: null, filter: null, over: null, nulls: null };
  return { name: '', args: [], star: false, distinct: false, withinGroup: false, at, label: reader.rules.label, ...nothing };
}

const TRIMS: Readonly<Record<string, string>> = { LEADING: 'ltrim', TRAILING: 'rtrim', BOTH: 'btrim' };

function trimForm(reader: Reader, at: number): Piece | null {
  const start = reader.place;
  reader.expectOperator('(');
  const side = reader.isAnyWord(Object.keys(TRIMS)) ? reader.next().text : null;
  const characters = reader.isWord('FROM') ? null : reader.expression();
  if (side === null && reader.isOperator(',')) {
    reader.place = start;
    return null;
  }
  const name = { text: TRIMS[side ?? 'BOTH'] ?? 'btrim', at };
  if (reader.takeWord('FROM') === null) {
    reader.expectOperator(')');
    return [name, '(', characters?.piece ?? '', ')'];
  }
  const value = reader.expression();
  reader.expectOperator(')');
  if (characters === null) return [name, '(', value.piece, ')'];
  // MySQL takes a whole string off, not any of its characters.
  if (reader.rules.lexical.dashesNeedSpace && (characters.text === undefined || characters.text.length > 1)) {
    throw notSupported('TRIM of a string of several characters', at);
  }
  return [name, '(', value.piece, ', ', characters.piece, ')'];
}
