/** Trino's SQL. */
import type { FunctionRule } from './call.js';
import {
  addUnits,
  approximateCount,
  byExtreme,
  count,
  countIf,
  elapsedUnits,
  formatted,
  joinedText,
  matchedPattern,
  nullingConcat,
  nullingExtreme,
  parsedDate,
  percentile,
  replacedPattern,
  substring,
  textsWithSeparator,
  truncated,
} from './function-rules.js';
import { functionTable, rename } from './function-table.js';
import { COMMON_TYPES, infixTable } from './levels.js';
import { type DialectRules, reservedWords, type TypeRule } from './rules.js';

const FUNCTIONS = functionTable(
  `
  translate array_agg bool_and bool_or ltrim rtrim
  e = exp(1::float8)
  log = ln($2::float8) / ln($1::float8)
  log2 = ln($1::float8) / ln(2::float8)
  random, rand = random()
  truncate = trunc($1::numeric)
  truncate = trunc($1::numeric, $2)
  is_nan = $1::float8 = 'NaN'::float8
  strpos, instr = strpos($1, $2)
  starts_with = starts_with($1, $2)
  chr = chr($1::int4)
  codepoint = ascii($1)
  split = CASE WHEN $1 = '' THEN ARRAY[''] ELSE string_to_array($1, $2) END
  regexp_like = $1 ~ $2
  cardinality
  contains = $2 = ANY($1)
  array_join = array_to_string($1, $2)
  array_position = CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN coalesce(array_position($1, $2), 0) END
  every = bool_and
  arbitrary = min
  stddev = stddev_samp
  variance = var_samp
  week, week_of_year = extract(week FROM $1::timestamp)::int4
  day_of_week, dow = extract(isodow FROM $1::timestamp)::int4
  day_of_month = extract(day FROM $1::timestamp)::int4
  day_of_year, doy = extract(doy FROM $1::timestamp)::int4
  year_of_week, yow = extract(isoyear FROM $1::timestamp)::int4
  last_day_of_month = (date_trunc('month', $1::timestamp) + interval '1 month' - interval '1 day')::date
  from_unixtime = to_timestamp($1::float8)
  to_unixtime = extract(epoch FROM $1::timestamptz)::float8
  from_iso8601_date = $1::date
  current_user = CURRENT_USER
  uuid = gen_random_uuid()`.replace("\n  to_iso8601 = to_char($1::date, 'YYYY-MM-DD')", ''),
  {
    count,
    concat: nullingConcat(false),
    concat_ws: textsWithSeparator,
    greatest: nullingExtreme,
    least: nullingExtreme,
    substr: substring('nothing', 'nothing'),
    substring: substring('nothing', 'nothing'),
    date_add: addUnits({ unit: 0, count: 1, date: 2 }),
    date_diff: elapsedUnits({ unit: 0, from: 1, to: 2 }),
    date_trunc: truncated({ unit: 0, date: 1 }, 'timestamp', ['WEEK']),
    date_format: formatted('mysql', { date: 0, format: 1 }),
    date_parse: parsedDate('mysql', { text: 0, format: 1 }, 'timestamp'),
    format_datetime: formatted('java', { date: 0, format: 1 }),
    count_if: countIf,
    approx_distinct: approximateCount,
    approx_percentile: percentile('percentile_disc', 2),
    max_by: byExtreme('DESC'),
    min_by: byExtreme('ASC'),
    listagg: joinedText(''),
    regexp_replace: replacedPattern('$'),
    regexp_extract: matchedPattern(0, 'null'),
    any_value: rename('min'),
  } satisfies Record<string, FunctionRule>,
);

const TYPES: Readonly<Record<string, TypeRule>> = {
  ...COMMON_TYPES,
  tinyint: { name: 'smallint' },
  real: { name: 'real' },
  decimal: { name: 'numeric', modifiers: '(38,0)' },
  numeric: { name: 'numeric', modifiers: '(38,0)' },
  varbinary: { name: 'bytea' },
  time: { name: 'time', modifiers: '(3)' },
  timestamp: { name: 'timestamp', modifiers: '(3)' },
  'timestamp with time zone': { name: 'timestamp with time zone', modifiers: '(3)' },
  'timestamp without time zone': { name: 'timestamp', modifiers: '(3)' },
  json: { name: 'jsonb' },
  uuid: { name: 'uuid' },
};

export const TRINO: DialectRules = {
  label: 'Trino',
  grammar: 'trino',
  lexical: {
    nameQuotes: ['"'],
    stringQuotes: ["'"],
    escapes: null,
    doubledQuote: 'quote',
    prefixes: ['x'],
    tripleQuotes: false,
    dollarQuotes: false,
    joinsStrings: false,
    lineComments: ['--'],
    dashesNeedSpace: false,
    nestedComments: false,
    numberSuffixes: new Map(),
    operators: ['->', '=>', '||', '!=', '<>', '<=', '>=', '(', ')', '[', ']', ',', ';', '.', '+', '-', '*', '/', '%', '=', '<', '>', '?'],
  },
  infix: infixTable(
    {
      10: 'OR',
      30: 'AND',
      50: '= <> != < <= > >=',
      90: '||',
      100: '+ -',
      110: '* / %',
    },
    { single: [50] },
  ),
  predicates: {
    level: 50,
    isNullLevel: 50,
    isTrueLevel: 50,
    isNullChains: false,
    pattern: 60,
    regexp: 60,
    low: 60,
    high: 60,
    distinct: 60,
  },
  notLevel: 40,
  unaryLevel: 120,
  unaryOperators: new Set(['-', '+']),
  bangLevel: null,
  regexpWords: [],
  hasIlike: false,
  hasCastOperator: false,
  backslashInLike: false,
  nulls: 'last',
  exactQuotedNames: false,
  decimalsAreDoubles: false,
  castTruncates: false,
  subscripts: 'from-one',
  functions: FUNCTIONS,
  types: new Map(Object.entries(TYPES)),
  reserved: reservedWords(
    'alter constraint cube current_date current_time current_timestamp deallocate describe escape execute extract grouping localtime localtimestamp normalize prepare recursive rollup uescape',
  ),
  dateFields: {
    DAY_OF_WEEK: 'extract(isodow FROM $)::int4',
    DOW: 'extract(isodow FROM $)::int4',
    WEEK: 'extract(week FROM $)::int4',
    YEAR_OF_WEEK: 'extract(isoyear FROM $)::int4',
    YOW: 'extract(isoyear FROM $)::int4',
  },
  wholeFrame: new Set(),
  query: {
    limitWithOffset: false,
    top: false,
    starWithout: null,
    qualify: false,
    aliasInHaving: false,
    withRollup: false,
    semiJoins: false,
    filesAsTables: false,
    lateralView: false,
    unnestAliasIsColumn: false,
    pointsInQuotes: false,
    joinWithoutCondition: false,
    aliasStrings: false,
    insertTable: false,
  },
};
