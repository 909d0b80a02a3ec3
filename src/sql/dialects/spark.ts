/** Spark's SQL, with ANSI mode as in version 4: an error is an error, not NULL. */
import type { FunctionRule } from './call.js';
import {
  addInterval,
  approximateCount,
  byExtreme,
  collected,
  count,
  countIf,
  decode,
  elapsedUnits,
  fieldOfDate,
  formatted,
  joinedText,
  matchedPattern,
  median,
  nullingConcat,
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
  greatest least translate version split_part factorial
  left = left($1, greatest($2, 0))
  right = right($1, greatest($2, 0))
  ucase = upper
  lcase = lower
  len = char_length
  octet_length
  nvl = coalesce
  nvl2 = CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END
  isnull = $1 IS NULL
  isnotnull = $1 IS NOT NULL
  isnan = $1::float8 = 'NaN'::float8
  negative = - $1
  positive = + $1
  sign, signum = sign
  log = ln($1)
  log = ln($2::float8) / ln($1::float8)
  log2 = ln($1::float8) / ln(2::float8)
  rand, random = random()
  bround = round($1::float8)
  pmod = (($1 % $2) + $2) % $2
  ltrim = ltrim($1, ' ')
  ltrim = ltrim($2, $1)
  rtrim = rtrim($1, ' ')
  rtrim = rtrim($2, $1)
  btrim
  instr = strpos($1, $2)
  locate, charindex = strpos($2, $1)
  startswith = starts_with($1, $2)
  endswith = right($1, char_length($2)) = $2
  contains = strpos($1, $2) > 0
  space = repeat(' ', $1)
  char, chr = chr($1::int4)
  substring_index = CASE WHEN $3 > 0 THEN array_to_string((string_to_array($1, $2))[1:$3], $2) WHEN $3 = 0 THEN '' ELSE array_to_string((string_to_array($1, $2))[greatest(cardinality(string_to_array($1, $2)) + $3 + 1, 1):], $2) END
  rlike, regexp, regexp_like = $1 ~ $2
  split = regexp_split_to_array($1, $2)
  array_contains = $2 = ANY($1)
  array_join = array_to_string($1, $2)
  array_position = CASE WHEN $1 IS NOT NULL AND $2 IS NOT NULL THEN coalesce(array_position($1, $2), 0) END
  array_append
  array_prepend
  array_repeat = array_fill($1, ARRAY[$2])
  size, cardinality, array_size = cardinality
  explode = unnest
  every, bool_and = bool_and
  any, some, bool_or = bool_or
  date_diff, datediff = $1::date - $2::date
  add_months = ($1::date + $2 * interval '1 month')::date
  dayofweek = extract(dow FROM $1::timestamp)::int4 + 1
  weekday = extract(isodow FROM $1::timestamp)::int4 - 1
  weekofyear = extract(week FROM $1::timestamp)::int4
  from_unixtime = to_char(to_timestamp($1::float8), 'YYYY-MM-DD HH24:MI:SS')
  unix_timestamp, to_unix_timestamp = floor(extract(epoch FROM $1::timestamptz))::int8
  make_date
  curdate = CURRENT_DATE
  current_user, user = CURRENT_USER
  current_database, current_schema = current_schema()
  string = $1::text
  double = $1::float8
  float = $1::float4
  boolean = $1::boolean
  timestamp = $1::timestamptz
  stddev, std = stddev_samp
  variance = var_samp
  mean = avg
  hex = upper(to_hex($1::int8))
  uuid = gen_random_uuid()::text`,
  {
    count,
    concat: nullingConcat(false),
    substring: substring('first', 'natural'),
    substr: substring('first', 'natural'),
    decode,
    date_add: addInterval('+', true),
    dateadd: addInterval('+', true),
    date_sub: addInterval('-', true),
    date_trunc: truncated({ unit: 0, date: 1 }, 'timestamptz', ['WEEK']),
    trunc: truncated({ unit: 1, date: 0 }, 'date', ['WEEK']),
    timestampdiff: elapsedUnits({ unit: 0, from: 1, to: 2 }),
    concat_ws: textsWithSeparator,
    date_part: fieldOfDate(() => SPARK),
    datepart: fieldOfDate(() => SPARK),
    date_format: formatted('java', { date: 0, format: 1 }),
    to_date: parsedDate('java', { text: 0, format: 1 }, 'date'),
    to_timestamp: parsedDate('java', { text: 0, format: 1 }, 'timestamptz'),
    collect_list: collected(false),
    array_agg: collected(false),
    collect_set: collected(true),
    count_if: countIf,
    approx_count_distinct: approximateCount,
    percentile: percentile('percentile_cont', 2),
    percentile_approx: percentile('percentile_disc', 3),
    approx_percentile: percentile('percentile_disc', 3),
    median,
    max_by: byExtreme('DESC'),
    min_by: byExtreme('ASC'),
    listagg: joinedText(''),
    string_agg: joinedText(''),
    regexp_replace: replacedPattern('$'),
    regexp_extract: matchedPattern(1, 'empty'),
    array: (call) => ['ARRAY[', call.args.map(({ piece }, i) => [i === 0 ? '' : ', ', piece]), ']'],
    any_value: rename('min'),
  } satisfies Record<string, FunctionRule>,
);

const TYPES: Readonly<Record<string, TypeRule>> = {
  ...COMMON_TYPES,
  string: { name: 'text' },
  tinyint: { name: 'smallint', integer: true },
  byte: { name: 'smallint', integer: true },
  short: { name: 'smallint', integer: true },
  long: { name: 'bigint', integer: true },
  float: { name: 'real' },
  real: { name: 'real' },
  decimal: { name: 'numeric', modifiers: '(10,0)' },
  dec: { name: 'numeric', modifiers: '(10,0)' },
  numeric: { name: 'numeric', modifiers: '(10,0)' },
  binary: { name: 'bytea' },
  timestamp: { name: 'timestamptz' },
  timestamp_ltz: { name: 'timestamptz' },
  timestamp_ntz: { name: 'timestamp' },
};

export const SPARK: DialectRules = {
  label: 'Spark',
  grammar: 'hive',
  lexical: {
    nameQuotes: ['`'],
    stringQuotes: ["'", '"'],
    escapes: 'spark',
    doubledQuote: 'refused',
    prefixes: ['r', 'x'],
    tripleQuotes: false,
    dollarQuotes: false,
    joinsStrings: true,
    lineComments: ['--'],
    dashesNeedSpace: false,
    nestedComments: true,
    numberSuffixes: new Map([
      ['L', 'int8'],
      ['S', 'int2'],
      ['Y', 'int2'],
      ['D', 'float8'],
      ['F', 'float4'],
      ['BD', 'numeric'],
    ]),
    operators: [
      '>>>',
      '<=>',
      '->',
      '=>',
      '||',
      '==',
      '!=',
      '<>',
      '<=',
      '>=',
      '<<',
      '>>',
      '::',
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
      '%',
      '&',
      '|',
      '^',
      '~',
      '=',
      '<',
      '>',
      '!',
      ':',
    ],
  },
  infix: infixTable(
    {
      10: 'OR',
      30: 'AND',
      60: '= == <=> <> != < <= > >=',
      70: '|',
      80: '^',
      90: '&',
      100: '<< >>',
      110: '+ - ||',
      120: '* / % DIV',
    },
    { spelled: { '/': 'OPERATOR(conduct./)' } },
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
  unaryLevel: 130,
  unaryOperators: new Set(['-', '+', '~']),
  bangLevel: 40,
  regexpWords: ['RLIKE', 'REGEXP'],
  hasIlike: true,
  hasCastOperator: true,
  backslashInLike: true,
  nulls: 'low',
  exactQuotedNames: false,
  decimalsAreDoubles: false,
  castTruncates: true,
  subscripts: 'from-zero',
  functions: FUNCTIONS,
  types: new Map(Object.entries(TYPES)),
  reserved: reservedWords('anti semi'),
  dateFields: {
    DAYOFWEEK: '(extract(dow FROM $)::int4 + 1)',
    DOW: '(extract(dow FROM $)::int4 + 1)',
    WEEK: 'extract(week FROM $)::int4',
    YEAROFWEEK: 'extract(isoyear FROM $)::int4',
    SECOND: 'extract(second FROM $)',
  },
  wholeFrame: new Set(),
  query: {
    limitWithOffset: false,
    top: false,
    starWithout: null,
    qualify: true,
    aliasInHaving: true,
    withRollup: true,
    semiJoins: true,
    filesAsTables: true,
    lateralView: true,
    unnestAliasIsColumn: false,
    pointsInQuotes: false,
    joinWithoutCondition: true,
    aliasStrings: false,
    insertTable: true,
  },
};
