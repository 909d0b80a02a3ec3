/** Snowflake's SQL, without semi-structured values. */
import { type FunctionRule, renderCall } from './call.js';
import {
  addUnits,
  approximateCount,
  byExtreme,
  count,
  countIf,
  crossedUnits,
  decode,
  fieldOfDate,
  formatted,
  joinedText,
  median,
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

/** Of no values an empty text. */
const listagg: FunctionRule = (call) => {
  const made = joinedText('')(call);
  return typeof made === 'object' && 'args' in made ? { whole: ['coalesce(', renderCall(made), ", '')"] } : made;
};

const FUNCTIONS = functionTable(
  `
  translate concat_ws split_part percentile_cont percentile_disc
  len = char_length
  octet_length
  nvl = coalesce
  nvl2 = CASE WHEN $1 IS NOT NULL THEN $2 ELSE $3 END
  zeroifnull = coalesce($1, 0)
  nullifzero = nullif($1, 0)
  equal_null = $1 IS NOT DISTINCT FROM $2
  div0 = CASE WHEN $2 = 0 THEN 0 ELSE $1 OPERATOR(conduct.//) nullif($2, 0) END
  log = ln($2::float8) / ln($1::float8)
  square = $1 * $1
  truncate = trunc($1::numeric)
  truncate = trunc($1::numeric, $2)
  left = left($1, greatest($2, 0))
  right = right($1, greatest($2, 0))
  ltrim = ltrim($1, ' ')
  ltrim = ltrim($1, $2)
  rtrim = rtrim($1, ' ')
  rtrim = rtrim($1, $2)
  charindex, position = strpos($2, $1)
  startswith = starts_with($1, $2)
  endswith = right($1, char_length($2)) = $2
  contains = strpos($1, $2) > 0
  space = repeat(' ', $1)
  chr, char = chr($1::int4)
  regexp_like, rlike = $1 ~ ('^(' || $2 || ')$')
  regexp_substr = (regexp_match($1, '(' || $2 || ')'))[1]
  split = CASE WHEN $1 = '' THEN ARRAY[''] ELSE string_to_array($1, $2) END
  array_to_string = array_to_string($1, $2)
  array_size = cardinality($1)
  booland_agg = bool_and
  boolor_agg = bool_or
  stddev = stddev_samp
  variance = var_samp
  dayofweek = extract(dow FROM $1::timestamp)::int4
  dayofweekiso = extract(isodow FROM $1::timestamp)::int4
  weekiso, weekofyear = extract(week FROM $1::timestamp)::int4
  dayname = to_char($1::timestamp, 'Dy')
  monthname = to_char($1::timestamp, 'Mon')
  to_number, to_numeric, to_decimal = $1::numeric(38,0)
  to_double = $1::float8
  to_boolean = $1::boolean
  getdate, sysdate = now()
  current_database = current_database()
  current_schema = current_schema()
  current_user = CURRENT_USER
  uuid_string = gen_random_uuid()::text`,
  {
    count,
    concat: nullingConcat(true),
    greatest: nullingExtreme,
    least: nullingExtreme,
    substr: substring('first', 'nothing'),
    substring: substring('first', 'nothing'),
    decode,
    dateadd: addUnits({ unit: 0, count: 1, date: 2 }),
    timestampadd: addUnits({ unit: 0, count: 1, date: 2 }),
    timeadd: addUnits({ unit: 0, count: 1, date: 2 }),
    datediff: crossedUnits({ unit: 0, from: 1, to: 2 }),
    timestampdiff: crossedUnits({ unit: 0, from: 1, to: 2 }),
    date_trunc: truncated({ unit: 0, date: 1 }, 'timestamp', ['WEEK']),
    date_part: fieldOfDate(() => SNOWFLAKE),
    to_date: parsedDate('snowflake', { text: 0, format: 1 }, 'date'),
    to_timestamp: parsedDate('snowflake', { text: 0, format: 1 }, 'timestamp'),
    to_char: (call) =>
      call.args.length === 2
        ? formatted('snowflake', { date: 0, format: 1 })(call)
        : [call.args.map(({ piece }) => ['(', piece, ')::text'])],
    to_varchar: (call) =>
      call.args.length === 2
        ? formatted('snowflake', { date: 0, format: 1 })(call)
        : [call.args.map(({ piece }) => ['(', piece, ')::text'])],
    count_if: countIf,
    approx_count_distinct: approximateCount,
    median,
    max_by: byExtreme('DESC'),
    min_by: byExtreme('ASC'),
    listagg,
    string_agg: listagg,
    regexp_replace: replacedPattern('\\'),
    any_value: rename('min'),
  } satisfies Record<string, FunctionRule>,
);

const TYPES: Readonly<Record<string, TypeRule>> = {
  ...COMMON_TYPES,
  int: { name: 'numeric', modifiers: '(38,0)' },
  integer: { name: 'numeric', modifiers: '(38,0)' },
  bigint: { name: 'numeric', modifiers: '(38,0)' },
  smallint: { name: 'numeric', modifiers: '(38,0)' },
  tinyint: { name: 'numeric', modifiers: '(38,0)' },
  number: { name: 'numeric', modifiers: '(38,0)' },
  decimal: { name: 'numeric', modifiers: '(38,0)' },
  numeric: { name: 'numeric', modifiers: '(38,0)' },
  float: { name: 'double precision' },
  real: { name: 'double precision' },
  string: { name: 'text', keeps: false },
  text: { name: 'text', keeps: false },
  binary: { name: 'bytea', keeps: false },
  datetime: { name: 'timestamp' },
  timestamp: { name: 'timestamp' },
  timestamp_ntz: { name: 'timestamp' },
  timestamp_ltz: { name: 'timestamptz' },
  time: { name: 'time' },
};

export const SNOWFLAKE: DialectRules = {
  label: 'Snowflake',
  grammar: 'snowflake',
  lexical: {
    nameQuotes: ['"'],
    stringQuotes: ["'"],
    escapes: 'snowflake',
    doubledQuote: 'quote',
    prefixes: ['x'],
    tripleQuotes: false,
    dollarQuotes: true,
    joinsStrings: false,
    lineComments: ['--', '//'],
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
      '=',
      '<',
      '>',
      ':',
      '@',
      '{',
      '}',
    ],
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
    { spelled: { '/': 'OPERATOR(conduct.//)' }, single: [50], alone: { '||': 120 } },
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
  hasIlike: true,
  hasCastOperator: true,
  backslashInLike: false,
  nulls: 'high',
  exactQuotedNames: true,
  decimalsAreDoubles: false,
  castTruncates: false,
  subscripts: null,
  functions: FUNCTIONS,
  types: new Map(Object.entries(TYPES)),
  reserved: reservedWords('any sample some start connect increment regexp rlike try_cast'),
  dateFields: {
    DOW: 'extract(dow FROM $)::int4',
    DAYOFWEEK: 'extract(dow FROM $)::int4',
    WEEK: 'extract(week FROM $)::int4',
    EPOCH_SECOND: 'floor(extract(epoch FROM $))::int8',
    EPOCH: 'floor(extract(epoch FROM $))::int8',
  },
  wholeFrame: new Set(['first_value', 'last_value', 'nth_value']),
  query: {
    limitWithOffset: false,
    top: true,
    starWithout: 'EXCLUDE',
    qualify: true,
    aliasInHaving: true,
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
