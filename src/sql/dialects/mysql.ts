/** MySQL's SQL, version 8. Strings are compared by their bytes, as with a binary collation; arithmetic of numbers that are text is not there. */
import type { FunctionRule } from './call.js';
import {
  addInterval,
  addUnits,
  aggregate,
  count,
  elapsedUnits,
  formatted,
  joinedText,
  nullingConcat,
  nullingExtreme,
  parsedDate,
  replacedPattern,
  substring,
} from './function-rules.js';
import { functionTable } from './function-table.js';
import { COMMON_TYPES, infixTable } from './levels.js';
import { type DialectRules, reservedWords, type TypeRule } from './rules.js';

const FUNCTIONS = functionTable(
  `
  concat_ws version
  ucase = upper
  lcase = lower
  length, octet_length = octet_length
  char_length, character_length = char_length
  left = left($1, greatest($2, 0))
  right = right($1, greatest($2, 0))
  isnull = $1 IS NULL
  log = ln($1)
  log = ln($2::float8) / ln($1::float8)
  log2 = ln($1::float8) / ln(2::float8)
  rand = random()
  truncate = trunc($1::numeric, $2)
  mod = $1 % nullif($2, 0)
  now, sysdate, localtime, localtimestamp = LOCALTIMESTAMP(0)
  current_timestamp = LOCALTIMESTAMP(0)
  curdate = CURRENT_DATE
  curtime, current_time = LOCALTIME(0)
  database, schema = current_schema()
  user, current_user = CURRENT_USER
  instr = strpos($1, $2)
  locate, position = strpos($2, $1)
  ltrim = ltrim($1, ' ')
  rtrim = rtrim($1, ' ')
  space = repeat(' ', greatest($1, 0))
  strcmp = CASE WHEN $1 < $2 THEN -1 WHEN $1 = $2 THEN 0 WHEN $1 > $2 THEN 1 END
  substring_index = CASE WHEN $3 > 0 THEN array_to_string((string_to_array($1, $2))[1:$3], $2) WHEN $3 = 0 THEN '' ELSE array_to_string((string_to_array($1, $2))[greatest(cardinality(string_to_array($1, $2)) + $3 + 1, 1):], $2) END
  regexp_like = $1 ~ $2
  regexp_substr = (regexp_match($1, '(' || $2 || ')'))[1]
  datediff = $1::date - $2::date
  dayofweek = extract(dow FROM $1::timestamp)::int4 + 1
  weekday = extract(isodow FROM $1::timestamp)::int4 - 1
  weekofyear = extract(week FROM $1::timestamp)::int4
  dayname = to_char($1::timestamp, 'FMDay')
  monthname = to_char($1::timestamp, 'FMMonth')
  microsecond = (extract(microseconds FROM $1::timestamp)::int4 % 1000000)
  to_days = $1::date - '0001-01-01 BC'::date
  timestamp = $1::timestamp
  time = $1::time
  makedate = make_date($1, 1, 1) + ($2 - 1)
  from_unixtime = to_timestamp($1::float8)::timestamp
  unix_timestamp = floor(extract(epoch FROM $1::timestamptz))::int8
  stddev, std, stddev_pop = stddev_pop
  variance, var_pop = var_pop
  bit_and bit_or
  hex = upper(to_hex($1::int8))
  uuid = gen_random_uuid()::text`,
  {
    count,
    concat: nullingConcat(true),
    greatest: nullingExtreme,
    least: nullingExtreme,
    substring: substring('nothing', 'nothing'),
    substr: substring('nothing', 'nothing'),
    mid: substring('nothing', 'nothing'),
    date_add: addInterval('+', false),
    adddate: addInterval('+', true),
    date_sub: addInterval('-', false),
    subdate: addInterval('-', true),
    timestampadd: addUnits({ unit: 0, count: 1, date: 2 }),
    timestampdiff: elapsedUnits({ unit: 0, from: 1, to: 2 }),
    date_format: formatted('mysql', { date: 0, format: 1 }),
    str_to_date: parsedDate('mysql', { text: 0, format: 1 }, null),
    group_concat: joinedText(','),
    any_value: aggregate('min'),
    regexp_replace: replacedPattern('$'),
  } satisfies Record<string, FunctionRule>,
);

const TYPES: Readonly<Record<string, TypeRule>> = {
  ...COMMON_TYPES,
  tinyint: { name: 'smallint', keeps: false },
  mediumint: { name: 'integer', keeps: false },
  signed: { name: 'bigint' },
  'signed integer': { name: 'bigint' },
  'signed int': { name: 'bigint' },
  float: { name: 'real', keeps: false },
  real: { name: 'double precision', keeps: false },
  decimal: { name: 'numeric', modifiers: '(10,0)' },
  dec: { name: 'numeric', modifiers: '(10,0)' },
  numeric: { name: 'numeric', modifiers: '(10,0)' },
  text: { name: 'text', keeps: false },
  tinytext: { name: 'text' },
  mediumtext: { name: 'text' },
  longtext: { name: 'text' },
  char: { name: 'varchar' },
  blob: { name: 'bytea' },
  binary: { name: 'bytea', keeps: false },
  varbinary: { name: 'bytea', keeps: false },
  datetime: { name: 'timestamp', modifiers: '(0)' },
  timestamp: { name: 'timestamptz', modifiers: '(0)' },
  time: { name: 'time', modifiers: '(0)' },
  json: { name: 'jsonb' },
};

export const MYSQL: DialectRules = {
  label: 'MySQL',
  grammar: 'mysql',
  lexical: {
    nameQuotes: ['`'],
    stringQuotes: ["'", '"'],
    escapes: 'mysql',
    doubledQuote: 'quote',
    prefixes: ['x', 'n'],
    tripleQuotes: false,
    dollarQuotes: false,
    joinsStrings: true,
    lineComments: ['--', '#'],
    dashesNeedSpace: true,
    nestedComments: false,
    numberSuffixes: new Map(),
    operators: [
      '->>',
      '<=>',
      '->',
      '=>',
      ':=',
      '||',
      '&&',
      '!=',
      '<>',
      '<=',
      '>=',
      '<<',
      '>>',
      '(',
      ')',
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
      '=',
      '<',
      '>',
      '!',
      '~',
      '@',
    ],
  },
  infix: infixTable(
    {
      10: 'OR ||',
      20: 'XOR',
      30: 'AND &&',
      50: '= <=> <> != < <= > >=',
      70: '|',
      80: '&',
      100: '+ -',
      110: '* / % DIV MOD',
      120: '^',
    },
    { spelled: { '/': 'OPERATOR(conduct.//)', '||': 'OR' }, nullOnZero: ['/', '%', 'MOD', 'DIV'] },
  ),
  predicates: {
    level: 60,
    isNullLevel: 50,
    isTrueLevel: 45,
    isNullChains: true,
    pattern: 130,
    regexp: 70,
    low: 70,
    high: 60,
    distinct: 70,
  },
  notLevel: 40,
  unaryLevel: 130,
  unaryOperators: new Set(['-', '+']),
  bangLevel: 140,
  regexpWords: ['REGEXP', 'RLIKE'],
  hasIlike: false,
  hasCastOperator: false,
  backslashInLike: true,
  nulls: 'low',
  exactQuotedNames: false,
  decimalsAreDoubles: false,
  castTruncates: false,
  subscripts: null,
  functions: FUNCTIONS,
  types: new Map(Object.entries(TYPES)),
  reserved: reservedWords('div mod xor regexp interval straight_join key index'),
  dateFields: { MICROSECOND: '(extract(microseconds FROM $)::int4 % 1000000)' },
  wholeFrame: new Set(),
  query: {
    limitWithOffset: true,
    top: false,
    starWithout: null,
    qualify: false,
    aliasInHaving: true,
    withRollup: true,
    semiJoins: false,
    filesAsTables: false,
    lateralView: false,
    unnestAliasIsColumn: false,
    pointsInQuotes: false,
    joinWithoutCondition: true,
    aliasStrings: true,
    insertTable: false,
  },
};
