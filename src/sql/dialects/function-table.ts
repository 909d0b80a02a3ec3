/**
 * Tables of functions as text. A line is `name, name = what it becomes`: one word in lower case is PostgreSQL's function of that name with the same arguments;
 * anything else a template, in which `$1` is the first argument as an operand, and the largest number says how many there are. A line without
 * `=` lists functions that are the same in PostgreSQL.
 */
import { assert } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type { Call, FunctionRule } from './call.js';
import type { Piece } from './piece.js';
import { operand } from './reader.js';

/** Lines of `own` take the place of those of COMMON_FUNCTIONS, and `rules` that of both. */
export function functionTable(own: string, rules: Readonly<Record<string, FunctionRule>> = {}): ReadonlyMap<string, FunctionRule> {
  return new Map([...readTable(COMMON_FUNCTIONS), ...readTable(own), ...Object.entries(rules)]);
}

function readTable(text: string): ReadonlyMap<string, FunctionRule> {
  const templates = new Map<string, Map<number, string>>();
  const rules = new Map<string, FunctionRule>();
  for (const line of text.split('\n')) {
    const [names = '', target] = line.split(/ = (.*)/);
    for (const name of names.split(/[,\s]+/).filter((word) => word !== '')) {
      if (target === undefined) rules.set(name, (call) => call);
      else if (/^[a-z]\w*$/.test(target)) rules.set(name, rename(target));
      else byArguments(templates, name).set(argumentsOf(target), target);
    }
  }
  for (const [name, byCount] of templates) {
    assert(!rules.has(name), `one rule for ${name}`);
    rules.set(name, templateRule(byCount));
  }
  return rules;
}

function byArguments(templates: Map<string, Map<number, string>>, name: string): Map<number, string> {
  const found = templates.get(name) ?? new Map<number, string>();
  templates.set(name, found);
  return found;
}

function argumentsOf(template: string): number {
  return Math.max(0, ...[...template.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit)));
}

export function rename(name: string): FunctionRule {
  return (call) => ({ ...call, name });
}

function templateRule(byCount: ReadonlyMap<number, string>): FunctionRule {
  return (call) => {
    const found = byCount.get(call.args.length);
    if (found === undefined || call.star) throw wrongArguments(call);
    return fillTemplate(found, call);
  };
}

export function wrongArguments(call: Call): Error {
  return notSupported(
    `${call.name}() with ${call.star ? '*' : `${call.args.length} argument${call.args.length === 1 ? '' : 's'}`} in ${call.label}`,
    call.at,
  );
}

export function fillTemplate(template: string, call: Call): Piece {
  const parts = template.split(/\$(\d)/);
  return parts.map((part, index) => {
    if (index % 2 === 0) return index === 0 ? { text: part, at: call.at } : part;
    const arg = call.args[Number(part) - 1];
    assert(arg !== undefined, 'an argument of a template');
    return operand(arg);
  });
}

/** Functions that all dialects have and that are PostgreSQL's. */
const COMMON_FUNCTIONS = `
  abs ceil ceiling floor sign sqrt exp ln cbrt degrees radians sin cos tan asin acos atan atan2 pi
  lower upper replace reverse repeat lpad rpad ascii md5 coalesce nullif
  sum avg min max row_number rank dense_rank ntile lag lead first_value last_value nth_value percent_rank cume_dist
  power, pow = power
  round = round($1::numeric)
  round = round($1::numeric, $2)
  now = now()
  current_date = CURRENT_DATE
  current_timestamp = CURRENT_TIMESTAMP
  if, iff = CASE WHEN $1 THEN $2 ELSE $3 END
  ifnull = coalesce
  length, char_length, character_length = char_length
  mod
  date = $1::date
  year = extract(year FROM $1::timestamp)::int4
  quarter = extract(quarter FROM $1::timestamp)::int4
  month = extract(month FROM $1::timestamp)::int4
  day, dayofmonth = extract(day FROM $1::timestamp)::int4
  dayofyear = extract(doy FROM $1::timestamp)::int4
  hour = extract(hour FROM $1::timestamp)::int4
  minute = extract(minute FROM $1::timestamp)::int4
  second = trunc(extract(second FROM $1::timestamp))::int4
  last_day = (date_trunc('month', $1::timestamp) + interval '1 month' - interval '1 day')::date
  stddev_pop, stddev_samp, var_pop, var_samp, corr, covar_pop, covar_samp
  log10
`;
