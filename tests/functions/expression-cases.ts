/**
 * Expressions whose values were recorded from PostgreSQL 15 (expression-results.json, by record-expression-results.ts): functions of
 * strings, bytes, bits and numbers. `each` makes one for every combination of arguments.
 */
import { TYPE_EXPRESSIONS } from './type-cases.js';

function each(template: string, ...choices: readonly (readonly string[])[]): string[] {
  let results = [template];
  for (const [index, choice] of choices.entries()) {
    results = results.flatMap((result) => choice.map((argument) => result.replaceAll(`$${index + 1}`, () => argument)));
  }
  return results;
}

const TEXT_VALUES = ["''", "'abc'", "'Zürich \u{1f600}x'", "'a,b,,c'", "'  x '"];
const SMALL = ['-3', '-1', '0', '1', '2', '4', '100'];
const BYTES = ["'\\x'::bytea", "'\\x00ff8041'::bytea", "'abc'::bytea", "'\\x5c27'::bytea"];
const BITS = ["B''", "B'1'", "B'10110'", "X'F0'", "B'01101'"];

// biome-ignore format: a table
const STRINGS = [
  ...each('overlay($1 placing $2 from $3)', TEXT_VALUES, ["''", "'XY'", "'\u{1f600}'"], SMALL),
  ...each('overlay($1 placing $2 from $3 for $4)', TEXT_VALUES, ["'XY'"], ['1', '2', '4'], ['-1', '0', '1', '2147483647']),
  ...each('quote_ident($1)', ["'a'", "'A'", "'select'", "'name'", "'a b'", `'a"b'`, "''", "'1a'", "'table'", "'zone'", "'_x1'", "'é'"]),
  ...each('quote_literal($1)', ["'a'", `'a''b\\c'`, "''", '42', '1.50', 'true', 'null', "date '2020-01-01'"]),
  ...each('quote_nullable($1)', ["'a'", 'null', 'null::int', '42', 'false']),
  ...each('to_hex($1)', ['0', '255', '-1', '9223372036854775807', '-9223372036854775808', '2147483647']),
  ...each('parse_ident($1)', [
    "'a.b'", "'\"A b\".c'", "'A.B'", "'a.'", "'.a'", "''", "' a . b '", "'\"a'", "'\"\"'", "'a b'", "'1a'", "'a..b'", "'é.\"x\"\"y\"'", "'a$1'",
  ]),
  ...each('parse_ident($1, false)', ["'a.b()'", "'a b'", "'a.b[]'", "'a.'"]),
  ...each('format($1)', ["'abc'", "'%%'", "'%'", "'a%'", "'%s'", "''", "'%x'", "'%1'", "'%1$'", "null"]),
  ...each('format($1, $2)', ["'[%s]'", "'[%10s]'", "'[%-10s]'", "'%I'", "'%L'", "'%1$s %1$s'", "'%2$s'", "'%0$s'", "'%-5L|'", "'%s %s'"], [
    "'abc'", "'a b'", "'it''s'", 'null', '42', 'true', '1.50', "'{1,2}'::int[]", "'select'",
  ]),
  "format('%*s|', 10, 'abc')", "format('%-*s|', 10, 'abc')", "format('%*s|', -10, 'abc')", "format('%*2$s|', 'x', 5)", "format('%1$*2$s|', 'x', 5)",
  "format('%*s|', null, 'abc')", "format('%*2s', 1, 2)", "format('%s %s %s', 1, 2.5, date '2020-02-29')", "format('%3$s %1$s %s', 'a', 'b', 'c')",
  "format('%2$*1$L|', 10, 'x')", "format('%s', variadic array['x','y'])", "format('%s %s', variadic array[1,2])", "format('%.s', 1)", "format(null, 1)",
  "concat(1, null, true, 'x', 2.50)", "concat_ws(',', 1, null, true, 'x')", "concat_ws(null, 1, 2)", 'concat(null)', "concat('a', date '2020-01-01')",
  "concat(variadic array[1,2,null])", "concat_ws('-', variadic array['a',null,'b'])", "concat_ws('-')",
  ...each('normalize($1)', ["'\u0061\u0308'", "'\u00e4'", "'\ufb01'", "''"]),
  ...each('normalize($1, $2)', ["'\u0061\u0308\ufb01'"], ['NFC', 'NFD', 'NFKC', 'NFKD']),
  ...each('$1 is $2 normalized', ["'\u0061\u0308'", "'\u00e4'", "'abc'"], ['', 'NFC', 'NFD', 'not', 'not NFD']),
  ...each('unistr($1)', [
    "'\\0041b\\\\'", "'\\u0041'", "'\\U00000041'", "'\\+01F600'", "'\\D83D\\DE00'", "'\\D83D'", "'\\x'", "'\\DE00'", "'abc'", "'\\0000'", "'\\U00110000'",
  ]),
  ...each('string_to_array($1, $2)', ["'a,b,,c'", "''", "'abc'", 'null'], ["','", "''", 'null', "',,'", "'x'"]),
  ...each('string_to_array($1, $2, $3)', ["'a,b,,c'"], ["','", 'null'], ["''", "'b'", 'null']),
  ...each('string_to_table($1, $2)', ["'a,b,,c'", "''", 'null'], ["','", "''", 'null']),
  "string_to_table('a,b,c', ',', 'b')",
  ...each('split_part($1, $2, $3)', ["'a,b,c'", "''", "'abc'"], ["','", "''", "'bc'"], ['1', '2', '-1', '-4', '0', '5']),
  ...each('starts_with($1, $2)', ["'abc'", "''"], ["'ab'", "''", "'b'"]),
  ...each('initcap($1)', ["'hello wORLD foo_bar 12ab'", "'ÉCOLE été'", "''", "'a''b'", "'x1y z2w'"]),
  ...each('ascii($1)', ["''", "'a'", "'é'", "'\u{1f600}'"]),
  ...each('chr($1)', ['65', '233', '128512', '0', '-1', '1114112', '55296', '1114111']),
  ...each('$1 $2 $3', ["'abc'", "'ABC'", "'a%c'", "'a\nc'"], ['~~', '!~~', '~~*', '!~~*', '~', '!~', '~*', '!~*', '^@'], ["'a.c'", "'a%'", "'_B_'", "'b'", "''"]),
  ...each('$1 similar to $2', ["'abc'", "'ab'", "''", "'a%c'", "'a.c'"], [
    "'abc'", "'a'", "'%(b|d)%'", "'(b|c)%'", "'a[bc]+'", "'a_c'", "'a.c'", "'a\\%c'", "'[^a]bc'", "'a{1}bc'", "'(a|ab)(c|bcd)?'", "'abc|d'", "'^abc$'", "''",
  ]),
  "'a%c' similar to 'a#%c' escape '#'", "'abc' not similar to 'a#%c' escape '#'", "'abc' similar to 'a' escape 'xx'", "'abc' similar to null", "'a\\c' similar to 'a\\c' escape ''",
  ...each('substring($1 similar $2 escape $3)', ["'abcdefg'"], ["'a#\"(b_d)#\"%'", "'a#\"%#\"g'", "'#\"(b_d)#\"%'", "'%#\"_#\"g'", "'a#\"%#\"x#\"'", "'abc%'", "'#\"%'", "null"], ["'#'"]),
  ...each('substring($1 from $2)', ["'foobar'", "''"], ["'o.b'", "'o(.)b'", "'x'", "'(x)?foo'", "'(o+)(b)'"]),
  ...each('regexp_match($1, $2)', ["'foobarbequebaz'"], ["'bar.*que'", "'(bar)(beque)'", "'(x)?bar'", "'nope'", "'('"]),
  "regexp_match('abc', 'B', 'i')", "regexp_match('abc', 'b', 'g')", "regexp_match('abc', 'b', 'z')", "regexp_match(null, 'b')", "regexp_matches('foobarbequebaz', 'b(.)', 'g')",
  "regexp_matches('foo', 'b')", "regexp_matches('ab', '(a)|(b)', 'g')", "regexp_split_to_array('the quick fox', '\\s+')", "regexp_split_to_table('the quick fox', '\\s*')",
  "regexp_split_to_array('abc', '')", "regexp_split_to_array('', 'x')", "regexp_split_to_array('aXbxc', 'x', 'i')", "regexp_split_to_array('abc', 'b', 'g')", "regexp_split_to_table('a,b', ',')",
  ...each('regexp_replace($1, $2, $3)', ["'foobarbaz'", "''"], ["'b..'", "'b(..)'", "'(f)(x)?'", "''"], ["'X'", "'X\\1Y'", "'\\&\\&'", "'\\\\'", "'\\x\\'", "'\\2'"]),
  ...each('regexp_replace($1, $2, $3, $4)', ["'foobarbaz'"], ["'b(..)'", "'B'", "''"], ["'X\\1'"], ["'g'", "'gi'", "''", "'1'", "'z'", '1', '5', '0', '100']),
  ...each('regexp_replace($1, $2, $3, $4, $5)', ["'A PostgreSQL function'"], ["'a|e|i|o|u'"], ["'X'"], ['1', '5'], ['0', '1', '3', '-1', '9']),
  ...each('regexp_replace($1, $2, $3, $4, $5, $6)', ["'A PostgreSQL function'"], ["'a|e|i|o|u'"], ["'X'"], ['1'], ['0', '1', '3'], ["'i'", "'g'", "''"]),
  ...each('regexp_count($1, $2)', ["'123123123123'", "''", "'aaa'"], ["'123'", "'1(2)3'", "'a*'", "''"]),
  ...each('regexp_count($1, $2, $3)', ["'ABCABCABCABC'"], ["'Abc'", "'ABC'"], ['1', '3', '0', '-3', '50']),
  ...each('regexp_count($1, $2, $3, $4)', ["'ABCABC'"], ["'Abc'"], ['1', '2'], ["'i'", "'g'", "''"]),
  ...each('regexp_like($1, $2)', ["'Steven'", "'a\nb'"], ["'^Ste(v|ph)en$'", "'^b'", "'a.b'"]),
  ...each('regexp_like($1, $2, $3)', ["'a\nb'"], ["'^b'", "'a.b'"], ["'n'", "'s'", "'p'", "'w'", "'g'"]),
  ...each('regexp_instr($1, $2)', ["'abcdefghi'", "''"], ["'d.f'", "'d.q'", "''", "'(x)?b'"]),
  ...each('regexp_instr($1, $2, $3, $4, $5)', ["'abcabcabc'"], ["'a.c'", "'B'"], ['1', '3', '0'], ['1', '2', '4', '0'], ['0', '1', '2']),
  ...each('regexp_instr($1, $2, $3, $4, $5, $6, $7)', ["'1234567890'"], ["'(123)(4(56)(78))'"], ['1'], ['1'], ['0', '1'], ["'i'", "'g'"], ['0', '1', '2', '3', '4', '5', '-1']),
  ...each('regexp_substr($1, $2)', ["'abcdefghi'"], ["'d.f'", "'d.q'", "'(d)(e)'"]),
  ...each('regexp_substr($1, $2, $3, $4, $5, $6)', ["'1234567890 1234'"], ["'(123)(4(56)?)'"], ['1', '2', '0'], ['1', '2', '3', '0'], ["'i'", "'g'"], ['0', '1', '3', '4', '-1']),
];

// biome-ignore format: a table
const BYTE_CASES = [
  ...each('$1 || $2', BYTES, BYTES.slice(0, 2)),
  ...each('$1($2)', ['length', 'octet_length', 'bit_length', 'bit_count', 'md5', 'sha224', 'sha256', 'sha384', 'sha512'], BYTES),
  ...each('substring($1 from $2 for $3)', BYTES, ['-1', '1', '3'], ['0', '2', '-1', '5']),
  ...each('substr($1, $2)', BYTES, ['-1', '2', '9']),
  ...each('position($1 in $2)', ["'\\x80'::bytea", "''::bytea", "'c'::bytea"], BYTES),
  ...each('overlay($1 placing $2 from $3)', BYTES, ["'XY'::bytea"], ['0', '1', '3', '9']),
  ...each('overlay($1 placing $2 from $3 for $4)', BYTES, ["'XY'::bytea"], ['1', '3'], ['-1', '0', '3']),
  ...each('trim($1 $2 from $3)', ['both', 'leading', 'trailing'], ["'\\x00'::bytea", "'ac'::bytea"], BYTES),
  ...each('get_byte($1, $2)', BYTES, ['0', '3', '4', '-1']),
  ...each('get_bit($1, $2)', BYTES, ['0', '9', '23', '32', '-1']),
  ...each('set_byte($1, $2, $3)', BYTES, ['0', '3'], ['0', '255', '256']),
  ...each('set_bit($1, $2, $3)', BYTES, ['0', '9'], ['0', '1', '2']),
  ...each('encode($1, $2)', [...BYTES, "repeat('x', 100)::bytea"], ["'hex'", "'base64'", "'escape'", "'HEX'", "'nope'"]),
  ...each("decode($1, 'hex')", ["'00ff'", "'0'", "'zz'", "''", "'0 0\nF F'", "'00FFé'"]),
  ...each("decode($1, 'base64')", ["'AP+A'", "'YQ=='", "'YWI='", "'YQ'", "'='", "'Y*=='", "' Y W I = '", "''", "'YQ==YQ=='"]),
  ...each("decode($1, 'escape')", ["'abc'", "'a\\000\\377'", "'a\\\\b'", "'a\\b'", "'é'"]),
  ...each('convert_from($1, $2)', ["'\\xc3a9'::bytea", "'abc'::bytea", "'\\xff'::bytea", "'\\xc3'::bytea"], ["'UTF8'", "'LATIN1'", "'utf-8'", "'nope'"]),
  ...each('convert_to($1, $2)', ["'é'", "'abc'", "'\u20ac'"], ["'UTF8'", "'LATIN1'", "'nope'"]),
  "convert('\\xe9', 'LATIN1', 'UTF8')", "convert('\\xc3a9', 'UTF8', 'LATIN1')", "length('\\xc3a9'::bytea, 'UTF8')", "length('\\xff'::bytea, 'UTF8')",
  ...each('$1 $2 $3', BYTES, ['like', 'not like'], ["'%'::bytea", "'a_c'::bytea", "'\\x00%'::bytea"]),
  ...each('$1 $2 $3', BYTES, ['=', '<', '>='], BYTES),
];

// biome-ignore format: a table
const BIT_CASES = [
  ...BITS,
  ...each('$1 $2 $3', BITS, ['&', '|', '#', '||', '=', '<', '>'], BITS),
  ...each('~ $1', BITS),
  ...each('$1 $2 $3', BITS, ['<<', '>>'], ['0', '1', '3', '9', '-2']),
  ...each('$1($2)', ['length', 'octet_length', 'bit_length', 'bit_count'], BITS),
  ...each('substring($1 from $2 for $3)', BITS, ['-1', '1', '3'], ['0', '2', '-1', '9']),
  ...each('substring($1 from $2)', BITS, ['-1', '2', '9']),
  ...each('position($1 in $2)', ["B''", "B'11'", "B'0'"], BITS),
  ...each('overlay($1 placing $2 from $3)', BITS, ["B'11'"], ['0', '1', '3', '9']),
  ...each('overlay($1 placing $2 from $3 for $4)', BITS, ["B'11'"], ['1', '3'], ['-1', '0', '3']),
  ...each('get_bit($1, $2)', BITS, ['0', '4', '9', '-1']),
  ...each('set_bit($1, $2, $3)', BITS, ['0', '4', '9'], ['0', '1', '2']),
  ...each('$1::$2', ['5', '-5', '44::bigint', "'101'", "B'1011'", "'x1F'"], ['bit', 'bit(3)', 'bit(10)', 'varbit', 'varbit(3)', 'bit varying(10)']),
  ...each('$1::$2', BITS, ['int', 'bigint', 'text', 'bit(3)', 'varbit(3)']),
  "B'012'", "X'fg'", "'12'::bit(2)", "cast(B'1' as varbit) || B'0'",
];

const DEGREES = [
  '0',
  '30',
  '45',
  '60',
  '90',
  '120',
  '135',
  '180',
  '210',
  '270',
  '330',
  '360',
  '-30',
  '-390',
  '17.5',
  "'NaN'::float8",
  "'Infinity'::float8",
];
const RATIOS = ['0', '0.5', '1', '-1', '-0.5', '0.3', '2', '-2', "'NaN'::float8", "'Infinity'::float8"];
const DECIMALS = [
  '0',
  '1',
  '-2.50',
  '12',
  '8.0',
  '1e-5',
  '12345678901234567890.5',
  "'NaN'::numeric",
  "'Infinity'::numeric",
  "'-Infinity'::numeric",
];
const INTEGERS = ['0', '1', '12', '-18', '2147483647', '-2147483648'];

// biome-ignore format: a table
const NUMBER_CASES = [
  ...each('$1($2)', ['sind', 'cosd', 'tand', 'cotd', 'cot'], DEGREES),
  ...each('$1($2)', ['asind', 'acosd', 'atand', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'asin', 'acos', 'atan'], RATIOS),
  ...each('$1(1000)', ['sinh', 'cosh', 'tanh']),
  ...each('atan2d($1, $2)', RATIOS, ['0', '1', '-1']),
  ...each('$1($2, $3)', ['gcd', 'lcm'], INTEGERS, INTEGERS),
  ...each('$1($2::bigint, $3)', ['gcd', 'lcm'], ['0', '12', '9223372036854775807', '-9223372036854775808'], ['18', '9223372036854775806', '-9223372036854775808']),
  ...each('$1($2, $3)', ['gcd', 'lcm', 'div', 'mod', 'log', 'power'], DECIMALS, ['3', '2.5', '0', '-4.00', "'NaN'::numeric", "'Infinity'::numeric"]),
  ...each('factorial($1)', ['0', '1', '5', '20', '100', '-1', '32178']),
  ...each('$1($2)', ['min_scale', 'scale', 'trim_scale', 'sign', 'abs', 'ceil', 'floor', 'round', 'trunc', 'sqrt', 'exp', 'ln', 'log', 'log10'], DECIMALS),
  ...each('$1($2, $3)', ['round', 'trunc'], ['1234.5678', '-0.5', '99999.999', "'NaN'::numeric"], ['-5', '-2', '0', '1', '3', '10']),
  ...each('width_bucket($1::$2, 0, 10, 5)', ['-1', '0', '3.99', '4', '9.99', '10', '11', "'NaN'", "'Infinity'", "'-Infinity'"], ['float8', 'numeric']),
  ...each('width_bucket($1::$2, 10, 0, 5)', ['-1', '0', '4', '10', '11'], ['float8', 'numeric']),
  ...each('width_bucket(5::$1, $2, $3, $4)', ['float8', 'numeric'], ['1', "'NaN'", "'Infinity'"], ['1', '10'], ['0', '3', '2147483647']),
  ...each('width_bucket($1, array[1, 3, 4.5, 10])', ['0', '1', '4', '4.5', '100', 'null']),
  'width_bucket(1, array[1, null])', 'width_bucket(1, array[]::int[])', 'width_bucket(1, array[[1,2],[3,4]])', "width_bucket('b'::text, array['a','c'])",
  ...each('$1 $2', ['@', '|/', '||/', '-', '+', '~'], ['25', '-8', '2.25', '27::float8', '(-5)::smallint', '(-5)::bigint', '2.5::real']),
  ...each('$1 $2 $3', ['17', '-17', '17::bigint', '7::smallint'], ['&', '|', '#', '<<', '>>', '%', '^'], ['3', '1']),
  ...each('cbrt($1)', ['27', '-8', '0', '2']), ...each('degrees($1)', ['pi()', '0', '1']), ...each('radians($1)', ['180', '0', '57.3']),
  'num_nulls(1, null, 2, null)', 'num_nonnulls(1, null)', 'num_nulls(variadic array[1, null])', 'bttextcmp($$a$$, $$b$$)', 'int4larger(1, 2)', 'text_smaller($$a$$, $$b$$)', 'numeric_cmp(2, 1.5)', 'dround(2.5)', 'textlen($$abc$$)', 'bitcmp(B$$1$$::varbit::bit, $$0$$)', 'numeric_exp(1)', 'notlike($$abc$$, $$a%$$)',
  'int4pl(1, 2)', 'float8mul(2, 3)', "texteq('a', 'b')", 'int8mi(5, 7)', 'numeric_add(1.5, 2)', "textcat('a', 'b')", "textregexeq('abc', 'b')", 'int4um(5)', "date_mi('2020-01-02', '2020-01-01')",
];

const TEMPLATES = [
  '9',
  '99999',
  '9.99',
  '999.999',
  '00999.90',
  'FM99999.99',
  'FM00990.0',
  '9,999,999.99',
  'FM9,999,999',
  '9G999D99',
  '999MI',
  'MI999',
  'FM999MI',
  'S9999',
  '9999S',
  'SG9999',
  '9999PL',
  'PL9999',
  'FMPL9999',
  '9999PR',
  'FM9999PR',
  '999.99PR',
  'L999.99',
  '9999th',
  '9999TH',
  'FM9999th',
  'RN',
  'FMRN',
  'rn',
  '99V99',
  '9.99EEEE',
  '9EEEE',
  '0.0EEEE',
  '99"x\\"y"99',
  '"abc"9',
  '9\\"9',
  'B999',
  '9 9 9 9',
  '.99',
  '99.',
  'FM.99',
  'FM99.',
  '0',
  '0000',
  '09.90',
  'FM09.90',
  'x9y9z',
  '',
  'fm999.9s',
  '999.99S',
  'S999.99',
  'FMS9.9',
];
const TEMPLATE_ERRORS = ['9.9.9', '9PR9', 'SS9', 'S9MI', '9V9.9', '9.9V9', 'EEEE9', '9EEEEEEEE', 'FM9EEEE', 'MI9S', '9SPR', '0PR0'];

// biome-ignore format: a table
const TEMPLATE_CASES = [
  ...each("to_char($1, '$2')", [
    '0', '5', '-7', '485', '-12345678', '123.456::numeric', '-0.01', '0.99', '12.340', '999.999', "'NaN'::numeric", '1234567::bigint', '-2.5::float8', '0.1::float8', '3.7::real', '1e20::float8', "'Infinity'::float8", '0.00001234', '3999', '4000', '11', '22',
  ], TEMPLATES),
  ...each("to_char($1, '$2')", ['1'], TEMPLATE_ERRORS),
  ...each("to_number('$1', '$2')", ['123', '-123', '1,234.56', '12.34-', '<12.3>', '+5', '$ 1,234', '', 'abc', '1.2.3', '-1', '34,50', '0.01-', ' 12 3', '12th'], [
    '999', '9999.99', 'S9999.99', '9999.99S', '9,999.99', 'FM9,999.99', '999.9PR', 'MI999', '999MI', 'L9,999', '99V9', '9G999D99', 'SG999', 'PL999', '99999.99', '99th', 'RN', '9EEEE', '"x"999',
  ]),
];

export const EXPRESSIONS: readonly string[] = [
  ...STRINGS,
  ...BYTE_CASES,
  ...BIT_CASES,
  ...NUMBER_CASES,
  ...TEMPLATE_CASES,
  ...TYPE_EXPRESSIONS,
];
