/** Operators and functions over regular expressions. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import { arrayValue } from '../types/datum.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { arrayOf, TYPES } from '../types/sql-type.js';
import { define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import {
  findMatches,
  groupText,
  type Match,
  matchesRegex,
  matchRow,
  replaceMatches,
  singleMatchOptions,
  splitByRegex,
} from './regex/matching.js';
import { compileRegex, type Regex, regexOptions } from './regex/regex.js';
import { RegexText } from './regex/regex-text.js';
import { similarToRegex } from './regex/similar.js';
import { DEFAULT_OPTIONS } from './regex/syntax.js';
import type { SetFunctionEntry } from './set-function-entry.js';

const TT: readonly TypeKind[] = ['text', 'text'];
const TTT: readonly TypeKind[] = ['text', 'text', 'text'];
const TEXT_ARRAY = arrayOf(TYPES.text);

function operators(kind: TypeKind): FunctionEntry[] {
  const operator = (name: string, doc: string, ignoreCase: boolean, negated: boolean): FunctionEntry =>
    define(name, [kind, 'text'], 'bool', doc, (args) => matchesRegex(textArg(args, 0), textArg(args, 1), ignoreCase) !== negated);
  return [
    operator('~', 'Whether a regular expression matches.', false, false),
    operator('~*', 'Whether a regular expression matches, whatever the case.', true, false),
    operator('!~', 'Whether a regular expression does not match.', false, true),
    operator('!~*', 'Whether a regular expression does not match, whatever the case.', true, true),
  ];
}

/** The same function with fewer arguments: `least` of them at the least. */
function overloads(
  name: string,
  kinds: readonly TypeKind[],
  least: number,
  result: TypeKind,
  doc: string,
  evaluate: (args: readonly Datum[]) => Datum,
): FunctionEntry[] {
  return Array.from({ length: kinds.length - least + 1 }, (_, more) => define(name, kinds.slice(0, least + more), result, doc, evaluate));
}

function optionalNumber(args: readonly Datum[], index: number, otherwise: number): number {
  return index < args.length ? numberArg(args, index) : otherwise;
}

function optionalText(args: readonly Datum[], index: number): string {
  return index < args.length ? textArg(args, index) : '';
}

function atLeast(value: number, least: number, name: string): number {
  if (value < least) throw new ConductError(SQLSTATE.invalidParameterValue, `invalid value for parameter "${name}": ${value}`);
  return value;
}

function regexpLike(args: readonly Datum[]): boolean {
  const regex = compileRegex(textArg(args, 1), singleMatchOptions(optionalText(args, 2), 'regexp_like()'));
  return regex.test(new RegexText(textArg(args, 0)));
}

/** (text, pattern, start, flags) */
function regexpCount(args: readonly Datum[]): number {
  const start = atLeast(optionalNumber(args, 2, 1), 1, 'start');
  const regex = compileRegex(textArg(args, 1), singleMatchOptions(optionalText(args, 3), 'regexp_count()'));
  return findMatches(regex, new RegexText(textArg(args, 0)), { from: start - 1, global: true }).length;
}

interface Located {
  readonly regex: Regex;
  readonly text: RegexText;
  readonly match: Match | undefined;
}

/** The n-th match from a position on. */
function locate(args: readonly Datum[], flags: string, start: number, occurrence: number, functionName: string): Located {
  const regex = compileRegex(textArg(args, 1), singleMatchOptions(flags, functionName));
  const text = new RegexText(textArg(args, 0));
  let from = start - 1;
  for (let count = 1; from <= text.length; count += 1) {
    const captures = regex.exec(text, from);
    if (captures === null) break;
    const [matchStart = 0, end = 0] = captures;
    if (count === occurrence) return { regex, text, match: { start: matchStart, end, captures } };
    from = matchStart === end ? end + 1 : end;
  }
  return { regex, text, match: undefined };
}

/** (text, pattern, start, N, endoption, flags, subexpr) */
function regexpInstr(args: readonly Datum[]): number {
  const start = atLeast(optionalNumber(args, 2, 1), 1, 'start');
  const occurrence = atLeast(optionalNumber(args, 3, 1), 1, 'n');
  const endOption = optionalNumber(args, 4, 0);
  if (endOption !== 0 && endOption !== 1) atLeast(endOption, Number.POSITIVE_INFINITY, 'endoption');
  const group = atLeast(optionalNumber(args, 6, 0), 0, 'subexpr');
  const { regex, match } = locate(args, optionalText(args, 5), start, occurrence, 'regexp_instr()');
  if (match === undefined || group > regex.groups) return 0;
  return (match.captures[group * 2 + endOption] ?? -1) + 1;
}

/** (text, pattern, start, N, flags, subexpr) */
function regexpSubstr(args: readonly Datum[]): string | null {
  const start = atLeast(optionalNumber(args, 2, 1), 1, 'start');
  const occurrence = atLeast(optionalNumber(args, 3, 1), 1, 'n');
  const group = atLeast(optionalNumber(args, 5, 0), 0, 'subexpr');
  const { regex, text, match } = locate(args, optionalText(args, 4), start, occurrence, 'regexp_substr()');
  return match === undefined || group > regex.groups ? null : groupText(text, match, group);
}

const REPLACE_HINT = 'If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.';

/** (text, pattern, replacement, flags) */
function regexpReplace(args: readonly Datum[]): string {
  const flags = optionalText(args, 3);
  if (/^[0-9]/.test(flags)) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `invalid regular expression option: "${flags.charAt(0)}"`, {
      hint: REPLACE_HINT,
    });
  }
  const { options, global } = regexOptions(flags);
  return replaceMatches(compileRegex(textArg(args, 1), options), textArg(args, 0), textArg(args, 2), 0, global ? 0 : 1);
}

/** (text, pattern, replacement, start, N, flags) */
function regexpReplaceFrom(args: readonly Datum[]): string {
  const start = atLeast(numberArg(args, 3), 1, 'start');
  const given = args.length > 4 ? atLeast(numberArg(args, 4), 0, 'n') : undefined;
  const { options, global } = regexOptions(optionalText(args, 5));
  const regex = compileRegex(textArg(args, 1), options);
  return replaceMatches(regex, textArg(args, 0), textArg(args, 2), start - 1, given ?? (global ? 0 : 1));
}

/** substring(text from pattern): the first group, or all of the match. */
function regexSubstring(text: string, pattern: string): string | null {
  const regex = compileRegex(pattern, DEFAULT_OPTIONS);
  const source = new RegexText(text);
  const captures = regex.exec(source);
  if (captures === null) return null;
  return groupText(source, { start: 0, end: 0, captures }, regex.groups > 0 ? 1 : 0);
}

function regexpMatch(args: readonly Datum[]): Datum {
  const options = singleMatchOptions(optionalText(args, 2), 'regexp_match()', 'Use the regexp_matches function instead.');
  const regex = compileRegex(textArg(args, 1), options);
  const text = new RegexText(textArg(args, 0));
  const [match] = findMatches(regex, text, { global: false });
  return match === undefined ? null : arrayValue(matchRow(regex, text, match));
}

function split(args: readonly Datum[], functionName: string): string[] {
  const regex = compileRegex(textArg(args, 1), singleMatchOptions(optionalText(args, 2), functionName));
  return splitByRegex(regex, textArg(args, 0));
}

function* regexpMatches(args: readonly Datum[]): Generator<readonly Datum[]> {
  const { options, global } = regexOptions(optionalText(args, 2));
  const regex = compileRegex(textArg(args, 1), options);
  const text = new RegexText(textArg(args, 0));
  for (const match of findMatches(regex, text, { global })) yield [arrayValue(matchRow(regex, text, match))];
}

/** An entry whose result has no kind of its own. */
function withResult(entry: FunctionEntry, type: SqlType): FunctionEntry {
  return { ...entry, result: () => type };
}

function arrays(name: string, doc: string, evaluate: (args: readonly Datum[]) => Datum): FunctionEntry[] {
  return [TT, TTT].map((kinds) => withResult(define(name, kinds, 'text', doc, evaluate), TEXT_ARRAY));
}

export const REGEXP_FUNCTIONS: readonly FunctionEntry[] = [
  ...operators('text'),
  ...operators('char'),
  ...operators('name'),
  define('^@', TT, 'bool', 'Whether the first argument starts with the second.', (args) => textArg(args, 0).startsWith(textArg(args, 1))),
  ...overloads('regexp_like', TTT, 2, 'bool', 'Whether a regular expression matches; flags.', regexpLike),
  ...overloads(
    'regexp_count',
    ['text', 'text', 'int4', 'text'],
    2,
    'int4',
    'How many times a regular expression matches; start, flags.',
    regexpCount,
  ),
  ...overloads(
    'regexp_instr',
    ['text', 'text', 'int4', 'int4', 'int4', 'text', 'int4'],
    2,
    'int4',
    'Where a regular expression matches, from 1, or 0; start, N, 1 for the end, flags, group.',
    regexpInstr,
  ),
  ...overloads(
    'regexp_substr',
    ['text', 'text', 'int4', 'int4', 'text', 'int4'],
    2,
    'text',
    'What a regular expression matches; start, N, flags, group.',
    regexpSubstr,
  ),
  ...overloads(
    'regexp_replace',
    ['text', 'text', 'text', 'text'],
    3,
    'text',
    'The first match, or with flag g all, becomes the third argument.',
    regexpReplace,
  ),
  ...overloads(
    'regexp_replace',
    ['text', 'text', 'text', 'int4', 'int4', 'text'],
    4,
    'text',
    'The N-th match from a position on (0: all) becomes the third argument.',
    regexpReplaceFrom,
  ),
  ...arrays('regexp_match', 'The groups of the first match, or the match; flags.', regexpMatch),
  ...arrays('regexp_split_to_array', 'The pieces between the matches; flags.', (args) =>
    arrayValue(split(args, 'regexp_split_to_array()')),
  ),
  define('substring', TT, 'text', 'What a regular expression matches, or its first group.', (args) =>
    regexSubstring(textArg(args, 0), textArg(args, 1)),
  ),
  define('substring', TTT, 'text', 'What an SQL regular expression with that escape character matches.', (args) =>
    regexSubstring(textArg(args, 0), similarToRegex(textArg(args, 1), textArg(args, 2))),
  ),
  define('similar_to_escape', ['text'], 'text', 'An SQL regular expression as one of the engine.', (args) =>
    similarToRegex(textArg(args, 0), '\\'),
  ),
  define('similar_to_escape', TT, 'text', 'An SQL regular expression with that escape character as one of the engine.', (args) =>
    similarToRegex(textArg(args, 0), textArg(args, 1)),
  ),
];

function* splitRows(args: readonly Datum[]): Generator<readonly Datum[]> {
  for (const piece of split(args, 'regexp_split_to_table()')) yield [piece];
}

function sets(name: string, type: SqlType, doc: string, rows: SetFunctionEntry['rows']): SetFunctionEntry[] {
  const columns = [{ name: null, type }];
  return [TT, TTT].map((args) => ({ name, args, columns: () => columns, strict: true, doc, rows }));
}

export const REGEXP_SET_FUNCTIONS: readonly SetFunctionEntry[] = [
  ...sets('regexp_matches', TEXT_ARRAY, 'The groups of the first match, or with flag g of each.', regexpMatches),
  ...sets('regexp_split_to_table', TYPES.text, 'The pieces between the matches; flags.', splitRows),
];
