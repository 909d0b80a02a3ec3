/** Rules of functions that are more than a template: those that depend on their arguments, and aggregates. */
import { notSupported } from '../../common/errors.js';
import { type Call, datePart, type FunctionRule, renderCall } from './call.js';
import { type FormatStyle, formatText } from './date-format.js';
import { fillTemplate, wrongArguments } from './function-table.js';
import { intervalOf, intervalUnit } from './interval.js';
import { commaList, type Piece, quoteText } from './piece.js';
import { operand, type Parsed } from './reader.js';
import type { DialectRules } from './rules.js';

function arg(call: Call, index: number): Parsed {
  const found = call.args[index];
  if (found === undefined) throw wrongArguments(call);
  return found;
}

function checkCount(call: Call, least: number, most: number = least): void {
  if (call.star || call.args.length < least || call.args.length > most) throw wrongArguments(call);
}

export const count: FunctionRule = (call) => {
  if (!call.star) checkCount(call, 1);
  return call;
};

/** concat() that is NULL as soon as one argument is. `takesAll`: numbers and dates become text, and arrays are refused. */
export function nullingConcat(takesAll: boolean): FunctionRule {
  return (call) => {
    checkCount(call, 1, Number.MAX_SAFE_INTEGER);
    return [takesAll ? "'' || " : '', call.args.map((value, i) => [i === 0 ? '' : ' || ', operand(value)])];
  };
}

/** concat_ws() of texts: an array among them, which some dialects take apart, is refused. */
export const textsWithSeparator: FunctionRule = (call) => {
  const [separator, ...texts] = call.args;
  if (separator === undefined) throw wrongArguments(call);
  const args = texts.map((value): Parsed => ({ piece: [operand(value), " || ''"], atomic: false }));
  return { ...call, args: [separator, ...args] };
};

/** greatest() and least() that are NULL as soon as one argument is. */
export const nullingExtreme: FunctionRule = (call) => {
  checkCount(call, 1, Number.MAX_SAFE_INTEGER);
  const tests = call.args.map((value, i) => [i === 0 ? '' : ' OR ', operand(value), ' IS NULL']);
  return ['CASE WHEN ', tests, ' THEN NULL ELSE ', call.name, '(', commaList(call.args.map(({ piece }) => piece)), ') END'];
};

/** substring(text, from, length) with places from the end. `zero`: what place 0 is; `below`: a place before the start. */
export function substring(zero: 'first' | 'nothing', below: 'natural' | 'clamped' | 'nothing'): FunctionRule {
  return (call) => {
    checkCount(call, 2, 3);
    const [text, from, length] = [operand(arg(call, 0)), arg(call, 1), call.args[2]];
    const rest: Piece =
      length === undefined ? '' : [', ', length.number === undefined ? ['greatest(', length.piece, ', 0)'] : length.piece];
    const part = (start: Piece): Piece => ['substr(', text, ', ', start, rest, ')'];
    const place = operand(from);
    if (from.number !== undefined && from.number !== '0') return part(place);
    const size: Piece = ['char_length(', text, ')'];
    const behind: Piece = [size, ' + ', place, ' + 1'];
    const start: Piece = below === 'clamped' ? ['greatest(', behind, ', 1)'] : behind;
    const outside: Piece = below === 'nothing' ? [' WHEN -', place, ' > ', size, " THEN ''"] : '';
    const first: Piece = zero === 'first' ? part('1') : "''";
    return ['CASE WHEN ', place, ' > 0 THEN ', part(place), ' WHEN ', place, ' = 0 THEN ', first, outside, ' ELSE ', part(start), ' END'];
  };
}

/** An aggregate of another name over the same rows. */
export function aggregate(name: string, change: Partial<Call> = {}): FunctionRule {
  return (call) => ({ ...call, name, ...change });
}

export const countIf: FunctionRule = (call) => {
  checkCount(call, 1);
  const condition = operand(arg(call, 0));
  const filter: Piece = call.filter === null ? condition : ['(', call.filter, ') AND ', condition];
  return { ...call, name: 'count', args: [], star: true, filter };
};

/** array_agg of the values that are not NULL; an empty array of none. */
export function collected(distinct: boolean): FunctionRule {
  return (call) => {
    checkCount(call, 1);
    const value = operand(arg(call, 0));
    const filter: Piece = [call.filter === null ? '' : ['(', call.filter, ') AND '], value, ' IS NOT NULL'];
    return { whole: ['coalesce(', renderCall({ ...call, name: 'array_agg', filter, distinct: distinct || call.distinct }), ", '{}')"] };
  };
}

export const approximateCount: FunctionRule = (call) => {
  checkCount(call, 1, 2);
  return { ...call, name: 'count', distinct: true, args: [arg(call, 0)] };
};

/** percentile(x, p) as an ordered-set aggregate; approximate ones are exact here. */
export function percentile(name: 'percentile_cont' | 'percentile_disc', most: number): FunctionRule {
  return (call) => {
    checkCount(call, 2, most);
    const args = [{ piece: [operand(arg(call, 1)), '::float8'], atomic: false }];
    return { ...call, name, args, orderBy: arg(call, 0).piece, withinGroup: true };
  };
}

export const median: FunctionRule = (call) => {
  checkCount(call, 1);
  return { ...call, name: 'percentile_cont', args: [{ piece: '0.5', atomic: true }], orderBy: arg(call, 0).piece, withinGroup: true };
};

/** Values of one column with a separator between: MySQL's group_concat, listagg, string_agg. */
export function joinedText(separator: string): FunctionRule {
  return (call) => {
    checkCount(call, 1, call.separator === null ? 2 : 1);
    const between = call.separator ?? call.args[1]?.piece ?? quoteText(separator);
    const text: Parsed = { piece: [operand(arg(call, 0)), '::text'], atomic: false };
    const orderBy = call.distinct && call.orderBy === null ? null : call.orderBy;
    return { ...call, name: 'string_agg', args: [text, { piece: between, atomic: false }], separator: null, orderBy, withinGroup: false };
  };
}

/** Of the row where the second argument is largest or smallest. */
export function byExtreme(direction: 'DESC' | 'ASC'): FunctionRule {
  return (call) => {
    checkCount(call, 2);
    if (call.filter !== null || call.over !== null) throw notSupported(`FILTER or OVER of ${call.name}()`, call.at);
    return fillTemplate(`(array_agg($1 ORDER BY $2 ${direction}) FILTER (WHERE $2 IS NOT NULL))[1]`, call);
  };
}

/** decode(x, a, b, c, d, e): b where x is a, NULL included; e where it is none. */
export const decode: FunctionRule = (call) => {
  checkCount(call, 3, Number.MAX_SAFE_INTEGER);
  const [value, ...rest] = call.args.map(operand);
  const branches: Piece[] = [];
  for (let i = 0; i + 1 < rest.length; i += 2)
    branches.push(' WHEN ', value ?? '', ' IS NOT DISTINCT FROM ', rest[i] ?? '', ' THEN ', rest[i + 1] ?? '');
  return ['CASE', branches, rest.length % 2 === 1 ? [' ELSE ', rest.at(-1) ?? ''] : '', ' END'];
};

/** A name of a unit: a word or a string. */
function unitName(call: Call, index: number): string {
  const { word, text } = arg(call, index);
  const name = word ?? text?.toUpperCase();
  if (name === undefined) throw notSupported(`${call.name}() with a unit that is computed`, call.at);
  return name;
}

/** A date or time and so many units; `order`: where unit, count and date stand. */
export function addUnits(
  order: { readonly unit: number; readonly count: number; readonly date: number },
  sign: '+' | '-' = '+',
): FunctionRule {
  return (call) => {
    checkCount(call, 3);
    const name = unitName(call, order.unit);
    const unit = intervalUnit(name);
    if (unit === null) throw notSupported(`the unit ${name} of ${call.name}()`, call.at);
    return [dateOperand(arg(call, order.date)), ` OPERATOR(conduct.${sign}) `, intervalOf(arg(call, order.count), unit, call.at)];
  };
}

/** date_add(date, INTERVAL ...), or a number of days where that is allowed. */
export function addInterval(sign: '+' | '-', takesDays: boolean): FunctionRule {
  return (call) => {
    checkCount(call, 2);
    const [date, amount] = [arg(call, 0), arg(call, 1)];
    if (amount.interval !== undefined) {
      const operator = amount.interval === 'days' ? `OPERATOR(conduct.${sign})` : sign;
      return [dateOperand(date), ` ${operator} `, operand(amount)];
    }
    if (!takesDays) throw wrongArguments(call);
    return [operand(date), `::date ${sign} `, operand(amount)];
  };
}

/** A text is a date, or a time if it looks like one. */
function dateOperand(value: Parsed): Piece {
  if (value.text === undefined) return operand(value);
  return [operand(value), /\d:\d/.test(value.text) ? '::timestamp' : '::date'];
}

const SECONDS: Readonly<Record<string, number>> = { SECOND: 1, MINUTE: 60, HOUR: 3600, DAY: 86_400, WEEK: 604_800 };

/** Whole units between two times. */
export function elapsedUnits(order: { readonly unit: number; readonly from: number; readonly to: number }): FunctionRule {
  return (call) => {
    checkCount(call, 3);
    const name = unitName(call, order.unit);
    const [from, to] = [operand(arg(call, order.from)), operand(arg(call, order.to))];
    const seconds = SECONDS[name];
    if (seconds !== undefined) return [`div(extract(epoch FROM (`, to, '::timestamp - ', from, `::timestamp))::numeric, ${seconds})::int8`];
    const months: Piece = [
      '(extract(year FROM age(',
      to,
      '::timestamp, ',
      from,
      '::timestamp)) * 12 + extract(month FROM age(',
      to,
      '::timestamp, ',
      from,
      '::timestamp)))::numeric',
    ];
    const perUnit = { MONTH: 1, QUARTER: 3, YEAR: 12 }[name];
    if (perUnit === undefined) throw notSupported(`the unit ${name} of ${call.name}()`, call.at);
    return ['div(', months, `, ${perUnit})::int8`];
  };
}

/** Ends of units between two times: from December 31 to January 1 is a year. */
export function crossedUnits(order: { readonly unit: number; readonly from: number; readonly to: number }): FunctionRule {
  return (call) => {
    checkCount(call, 3);
    const name = unitName(call, order.unit).replace(/S$/, '');
    const [from, to] = [operand(arg(call, order.from)), operand(arg(call, order.to))];
    const difference = (template: string): Piece => [
      template.split('$').map((part, i) => (i === 0 ? part : [to, part])),
      ' - ',
      template.split('$').map((part, i) => (i === 0 ? part : [from, part])),
    ];
    if (name === 'DAY') return difference('$::date');
    const year = 'extract(year FROM $::timestamp)::int4';
    if (name === 'YEAR') return difference(year);
    if (name === 'MONTH') return difference(`(${year} * 12 + extract(month FROM $::timestamp)::int4)`);
    if (name === 'QUARTER') return difference(`(${year} * 4 + extract(quarter FROM $::timestamp)::int4)`);
    const seconds = { HOUR: 3600, MINUTE: 60, SECOND: 1 }[name];
    if (seconds === undefined) throw notSupported(`the unit ${name} of ${call.name}()`, call.at);
    return difference(`floor(extract(epoch FROM $::timestamp) / ${seconds})::int8`);
  };
}

/** date_part(field, date). */
export function fieldOfDate(rules: () => DialectRules): FunctionRule {
  return (call) => {
    checkCount(call, 2);
    return datePart(unitName(call, 0), [operand(arg(call, 1)), '::timestamp'], rules(), call.at);
  };
}

const TRUNCATED: Readonly<Record<string, string>> = {
  YEAR: 'year',
  YYYY: 'year',
  YY: 'year',
  QUARTER: 'quarter',
  MONTH: 'month',
  MON: 'month',
  MM: 'month',
  DAY: 'day',
  DD: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
};

/** The start of a unit. `week`: a week starts on Monday. */
export function truncated(
  order: { readonly unit: number; readonly date: number },
  as: 'date' | 'timestamp' | 'timestamptz',
  week: readonly string[],
): FunctionRule {
  return (call) => {
    checkCount(call, 2);
    const name = unitName(call, order.unit);
    const unit = week.includes(name) ? 'week' : TRUNCATED[name];
    if (unit === undefined) throw notSupported(`the unit ${name} of ${call.name}()`, call.at);
    const through = as === 'date' ? 'timestamp' : as;
    return [`date_trunc('${unit}', `, operand(arg(call, order.date)), `::${through})`, as === 'date' ? '::date' : ''];
  };
}

/** A date or time as text, by a format of the dialect. */
export function formatted(style: FormatStyle, order: { readonly format: number; readonly date: number }): FunctionRule {
  return (call) => {
    checkCount(call, 2);
    return ['to_char(', operand(arg(call, order.date)), '::timestamp, ', quoteText(formatOf(call, order.format, style).text), ')'];
  };
}

/** A text as a date or time, by a format of the dialect. */
export function parsedDate(
  style: FormatStyle,
  order: { readonly format: number; readonly text: number },
  as: 'date' | 'timestamp' | 'timestamptz' | null,
): FunctionRule {
  return (call) => {
    checkCount(call, order.format === 1 && as !== null ? 1 : 2, 2);
    const text = operand(arg(call, order.text));
    if (call.args.length === 1) return [text, `::${as}`];
    const format = formatOf(call, order.format, style);
    const type = as ?? (format.hasTime ? 'timestamp' : 'date');
    return type === 'date'
      ? ['to_date(', text, ', ', quoteText(format.text), ')']
      : ['to_timestamp(', text, ', ', quoteText(format.text), `)::${type}`];
  };
}

function formatOf(call: Call, index: number, style: FormatStyle): { readonly text: string; readonly hasTime: boolean } {
  const { text } = arg(call, index);
  if (text === undefined) throw notSupported(`${call.name}() with a format that is computed`, call.at);
  return formatText(text, style, call.at);
}

/** regexp_replace of every match; `reference`: how the replacement names a group. */
export function replacedPattern(reference: '$' | '\\'): FunctionRule {
  return (call) => {
    checkCount(call, 3);
    const { text } = arg(call, 2);
    if (text === undefined) throw notSupported(`${call.name}() with a replacement that is computed`, call.at);
    if (reference === '$' && /\\/.test(text)) throw notSupported(`a backslash in the replacement of ${call.name}()`, call.at);
    const own = reference === '$' ? text.replace(/\$(\d)/g, '\\$1') : text;
    return ['regexp_replace(', operand(arg(call, 0)), ', ', operand(arg(call, 1)), ', ', quoteText(own.replaceAll('\\0', '\\&')), ", 'g')"];
  };
}

/** A group of the first match. `none`: what there is without a match. */
export function matchedPattern(defaultGroup: number, none: 'empty' | 'null'): FunctionRule {
  return (call) => {
    checkCount(call, 2, 3);
    const group = call.args[2];
    if (group !== undefined && group.number === undefined) throw notSupported(`${call.name}() with a group that is computed`, call.at);
    const index = Number(group?.number ?? defaultGroup) + 1;
    const found = fillTemplate(`(regexp_match($1, '(' || $2 || ')'))[${index}]`, call);
    return none === 'null' ? found : ['CASE WHEN ', operand(arg(call, 0)), ' IS NOT NULL THEN coalesce(', found, ", '') END"];
  };
}
