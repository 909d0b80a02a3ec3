/** BigQuery's SQL (GoogleSQL). */
import type { FunctionRule } from './call.js';
import {
  addInterval,
  approximateCount,
  byExtreme,
  count,
  countIf,
  crossedUnits,
  elapsedUnits,
  formatted,
  joinedText,
  matchedPattern,
  nullingConcat,
  nullingExtreme,
  parsedDate,
  replacedPattern,
  substring,
  truncated,
} from './function-rules.js';
import { functionTable, rename } from './function-table.js';
import { COMMON_TYPES, infixTable } from './levels.js';
import { type DialectRules, reservedWords, type TypeRule } from './rules.js';

const FUNCTIONS = functionTable(
  `
  translate array_agg
  byte_length = octet_length
  log = ln($1)
  log = ln($1::float8) / ln($2::float8)
  rand = random()
  trunc = trunc($1::numeric)
  trunc = trunc($1::numeric, $2)
  div = div($1::numeric, $2::numeric)::int8
  safe_divide = $1 OPERATOR(conduct./) nullif($2, 0)
  is_nan = $1::float8 = 'NaN'::float8
  is_inf = abs($1::float8) = 'Infinity'::float8
  left = left($1, greatest($2, 0))
  right = right($1, greatest($2, 0))
  ltrim rtrim
  strpos, instr = strpos($1, $2)
  starts_with
  ends_with = right($1, char_length($2)) = $2
  regexp_contains = $1 ~ $2
  split = CASE WHEN $1 = '' THEN ARRAY[''] ELSE string_to_array($1, ',') END
  split = CASE WHEN $1 = '' THEN ARRAY[''] ELSE string_to_array($1, $2) END
  array_to_string
  array_length = cardinality($1)
  to_hex = encode($1, 'hex')
  logical_and = bool_and
  logical_or = bool_or
  stddev = stddev_samp
  variance = var_samp
  current_datetime = LOCALTIMESTAMP
  datetime = $1::timestamp
  timestamp = $1::timestamptz
  string = $1::text
  unix_seconds = floor(extract(epoch FROM $1))::int8
  timestamp_seconds = to_timestamp($1::float8)
  generate_uuid = gen_random_uuid()::text
  date = $1::date
  date = make_date($1::int4, $2::int4, $3::int4)
  session_user = SESSION_USER`,
  {
    count,
    concat: nullingConcat(true),
    greatest: nullingExtreme,
    least: nullingExtreme,
    substr: substring('first', 'clamped'),
    substring: substring('first', 'clamped'),
    date_add: addInterval('+', false),
    date_sub: addInterval('-', false),
    datetime_add: addInterval('+', false),
    datetime_sub: addInterval('-', false),
    timestamp_add: addInterval('+', false),
    timestamp_sub: addInterval('-', false),
    date_diff: crossedUnits({ from: 1, to: 0, unit: 2 }),
    datetime_diff: crossedUnits({ from: 1, to: 0, unit: 2 }),
    timestamp_diff: elapsedUnits({ from: 1, to: 0, unit: 2 }),
    date_trunc: truncated({ date: 0, unit: 1 }, 'date', ['ISOWEEK']),
    datetime_trunc: truncated({ date: 0, unit: 1 }, 'timestamp', ['ISOWEEK']),
    timestamp_trunc: truncated({ date: 0, unit: 1 }, 'timestamptz', ['ISOWEEK']),
    format_date: formatted('strftime', { format: 0, date: 1 }),
    format_datetime: formatted('strftime', { format: 0, date: 1 }),
    format_timestamp: formatted('strftime', { format: 0, date: 1 }),
    parse_date: parsedDate('strftime', { format: 0, text: 1 }, 'date'),
    parse_datetime: parsedDate('strftime', { format: 0, text: 1 }, 'timestamp'),
    parse_timestamp: parsedDate('strftime', { format: 0, text: 1 }, 'timestamptz'),
    countif: countIf,
    approx_count_distinct: approximateCount,
    string_agg: joinedText(','),
    max_by: byExtreme('DESC'),
    min_by: byExtreme('ASC'),
    regexp_replace: replacedPattern('\\'),
    regexp_substr: matchedPattern(0, 'null'),
    any_value: rename('min'),
  } satisfies Record<string, FunctionRule>,
);

const TYPES: Readonly<Record<string, TypeRule>> = {
  ...COMMON_TYPES,
  int64: { name: 'bigint' },
  int: { name: 'bigint' },
  integer: { name: 'bigint' },
  smallint: { name: 'bigint' },
  tinyint: { name: 'bigint' },
  byteint: { name: 'bigint' },
  float64: { name: 'double precision' },
  numeric: { name: 'numeric', modifiers: '(38,9)' },
  decimal: { name: 'numeric', modifiers: '(38,9)' },
  bignumeric: { name: 'numeric', modifiers: '(76,38)' },
  bigdecimal: { name: 'numeric', modifiers: '(76,38)' },
  string: { name: 'text', keeps: false },
  bytes: { name: 'bytea', keeps: false },
  datetime: { name: 'timestamp' },
  timestamp: { name: 'timestamptz' },
  time: { name: 'time' },
  json: { name: 'jsonb' },
};

export const BIGQUERY: DialectRules = {
  label: 'BigQuery',
  grammar: 'bigquery',
  lexical: {
    nameQuotes: ['`'],
    stringQuotes: ["'", '"'],
    escapes: 'bigquery',
    doubledQuote: 'refused',
    prefixes: ['r', 'b', 'rb', 'br'],
    tripleQuotes: true,
    dollarQuotes: false,
    joinsStrings: false,
    lineComments: ['--', '#'],
    dashesNeedSpace: false,
    nestedComments: false,
    numberSuffixes: new Map(),
    operators: [
      '->',
      '=>',
      '||',
      '!=',
      '<>',
      '<=',
      '>=',
      '(',
      ')',
      '[',
      ']',
      ',',
      ';',
      '.',
      '+',
      '-',
      '*',
      '/',
      '&',
      '|',
      '^',
      '~',
      '=',
      '<',
      '>',
      ':',
      '@',
    ],
  },
  infix: infixTable(
    {
      10: 'OR',
      30: 'AND',
      50: '= <> != < <= > >=',
      60: '|',
      70: '^',
      80: '&',
      100: '+ -',
      110: '* / ||',
    },
    { spelled: { '/': 'OPERATOR(conduct./)' }, single: [50] },
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
  unaryOperators: new Set(['-', '+', '~']),
  bangLevel: null,
  regexpWords: [],
  hasIlike: false,
  hasCastOperator: false,
  backslashInLike: true,
  nulls: 'low',
  exactQuotedNames: false,
  decimalsAreDoubles: true,
  castTruncates: false,
  subscripts: 'named',
  functions: FUNCTIONS,
  types: new Map(Object.entries(TYPES)),
  reserved: reservedWords(
    'any array at collate contains cube current default define enum escape exclude extract fetch following for groups hash if ignore interval lookup merge new no nulls of partition preceding proto range recursive respect rollup rows some struct treat within',
  ),
  dateFields: { DAYOFWEEK: '(extract(dow FROM $)::int4 + 1)' },
  wholeFrame: new Set(),
  query: {
    limitWithOffset: false,
    top: false,
    starWithout: 'EXCEPT',
    qualify: true,
    aliasInHaving: true,
    withRollup: false,
    semiJoins: false,
    filesAsTables: false,
    lateralView: false,
    unnestAliasIsColumn: true,
    pointsInQuotes: true,
    joinWithoutCondition: false,
    aliasStrings: false,
    insertTable: true,
  },
};
