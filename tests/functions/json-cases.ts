/** Expressions over json and jsonb, recorded from PostgreSQL 15 (json-results.json). */

function each(template: string, ...choices: readonly (readonly string[])[]): string[] {
  let results = [template];
  for (const [index, choice] of choices.entries()) {
    results = results.flatMap((result) => choice.map((argument) => result.replaceAll(`$${index + 1}`, () => argument)));
  }
  return results;
}

const KINDS = ['json', 'jsonb'];

// biome-ignore format: a table
const TEXTS = [
  "'null'", "'true'", "' 1 '", "'-0'", "'-0.0'", "'1.50'", "'1e3'", "'12E-2'", "'01'", "'1.'", "'.5'", "'-'", "'1e'", "'+1'", "'1a'", "'\"abc\"'", "'\"a'", "''", "' '",
  "'tru'", "'nullx'", "'[]'", "'[ ]'", "'[1,]'", "'[,1]'", "'[1 2]'", "'[1'", "'['", "'{}'", "'{\"a\":1}'", "'{\"a\":1,}'", "'{\"a\"}'", "'{\"a\":}'", "'{a:1}'", "'{1:1}'",
  "'{\"a\":1,\"a\":2}'", "'{\"bb\":1,\"a\":2,\"\":3}'", "'1 2'", "'{} x'", "'[1,[2,{\"x\":[]}]]'", `'{"é":"ü","zz":1,"y":2}'`, `'{ "b" : [ 1 , 2 ] , "a" : null }'`,
  `'"\\u0041\\n\\t\\"\\\\\\/\\b\\f\\r"'`, `'"\\x"'`, `'"\\u00"'`, `'"\\u00zz"'`, `'"\\u0000"'`, `'"\\ud83d\\ude00"'`, `'"\\ud83d"'`, `'"\\ude00"'`, `'"\\ud83d\\ud83d"'`, `'"\\ud83dx"'`,
  "E'\"a\\nb\"'", "E'\"a\\tb\"'", "E'[1,\\n2,\\nx]'", `'"\\'`, `'"\\u'`, "'[1,2,{\"a\":tru}]'", "'123456789012345678901234567890.12345'", "'NaN'", "'\"\u{1f600}\"'", `'{"a":"\\u00e9"}'`,
  `'{"\\u0061":1, "a":2}'`, "'1e-20'", "'-1.0e+2'", "'1.0E5'", "E'\"\\u007f\"'", "'{\"a\":{\"b\":{}}}'", "'[[[]]]'", "'\u00e9'", "'[1}'", "'{\"a\":1]'", "'{\"a\" 1}'", "'{,}'", "'@'", "'a b'",
];

const DOC = `'{"a":{"b":[1,2.50,{"c":null,"d":"x"}],"a":1}, "e" : "text", "n":null, "1":"one", "t":true, "x": [ ]  }'`;
const ARRAY = `'[1, "a", null, {"k" : "v"}, [10, 20], true, 2.0, "b"]'`;
const SCALARS = [
  "'1'",
  '\'"a"\'',
  "'null'",
  "'true'",
  "'[]'",
  "'{}'",
  "'[1]'",
  "'[null]'",
  '\'["a"]\'',
  '\'{"a":1}\'',
  '\'{"a":2,"b":1}\'',
  "'2.0'",
  "'[1,2]'",
  '\'"b"\'',
  "'false'",
  "'[[1]]'",
  '\'{"b":null}\'',
];
const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];

// biome-ignore format: a table
const ACCESS = [
  ...each('$1::$2 -> $3', [DOC, ARRAY, "'1'", "'\"a\"'", "'null'"], KINDS, ["'a'", "'e'", "'n'", "'x'", "'zz'", '0', '1', '3', '-1', '-8', '-9', '99', 'null::text', 'null::int']),
  ...each('$1::$2 ->> $3', [DOC, ARRAY, "'1'", "'\"a\"'"], KINDS, ["'a'", "'e'", "'n'", "'t'", "'x'", "'1'", '1', '2', '3', '4', '6', '-1']),
  ...each('$1::$2 $3 $4', [DOC, ARRAY, "'1'", "'\"a\"'", "'null'"], KINDS, ['#>', '#>>'], [
    "'{}'", "'{a}'", "'{a,b}'", "'{a,b,1}'", "'{a,b,-1,c}'", "'{a,b,2,d}'", "'{a,b,x}'", "'{3,k}'", "'{4,1}'", "'{1}'", "'{-1}'", "'{n}'", "'{n,a}'", "array['a',null]", "'{a, b, 01}'", "'{\" 1\"}'",
  ]),
  ...each("$2_extract_path$3($1::$2, $4)", [DOC, ARRAY], KINDS, ['', '_text'], ["'a'", "'a','b','0'", "'3','k'", "'e'", "variadic array['a','b']", "variadic '{}'", "null"]),
  ...each('$1_object_field($2::$1, $3)', KINDS, [DOC], ["'e'"]), ...each('$1_array_element_text($2::$1, $3)', KINDS, [ARRAY], ['1']),
  ...each('$1_typeof($2::$1)', KINDS, [...SCALARS, 'null']), ...each('$1_array_length($2::$1)', KINDS, [ARRAY, "'{}'", "'1'", "'[]'", "'\"a\"'"]),
  ...each("$1::jsonb['a']['b'][$2]", [DOC], ['0', '-1', "'1'", 'null', '1::bigint', "'a'::varchar"]), `(${ARRAY}::jsonb)[3]['k']`, `(${ARRAY}::jsonb)['x']`, `(${ARRAY}::jsonb)[1:2]`, `(${ARRAY}::json)[1]`, `(${ARRAY}::jsonb)[1.5]`,
  `(${DOC}::jsonb)['a']['a']['a']`, `(${DOC}::jsonb)[1]`, `(${DOC}::jsonb)['e']`,
  ...each("'{\"a\":1,\"b\":[\"x\"]}'::jsonb $1 $2", ['?'], ["'a'", "'x'", "'c'"]), ...each('$1::jsonb ? $2', SCALARS, ["'a'", "'b'"]),
  ...each('$1::jsonb $2 $3', SCALARS, ['?|', '?&'], ["'{a,b}'", "'{}'", "array['a',null]"]),
  ...each('$1::jsonb @> $2::jsonb', SCALARS, SCALARS), ...each('$1::jsonb <@ $2::jsonb', [ARRAY, ...SCALARS.slice(0, 4)], [ARRAY, "'\"a\"'"]),
  ...each('$1::jsonb @> $2::jsonb', [DOC, ARRAY], [`'{"a":{"a":1}}'`, `'{"a":{"b":[1]}}'`, `'{"a":{"b":[{"d":"x"}]}}'`, `'[{"k":"v"}]'`, `'[[20]]'`, `'[2, 1, 1]'`, `'[{}]'`, "'[[]]'"]),
];

// biome-ignore format: a table
const VALUES = [
  '1', '1.50', "'x'::text", 'true', 'null::int', "date '2020-01-31'", "date '0044-03-15 BC'", "date 'infinity'", "timestamp '2020-01-31 12:34:56.789'", "timestamp '-infinity'",
  "timestamptz '2020-01-31 12:34:56+02'", "time '12:34'", "interval '1 day'", "'NaN'::float8", "'Infinity'::numeric", '1e30::float8', '0.1::float4', "'{1,2}'::int[]", "'{{1,2},{3,4}}'::int[]",
  "'{}'::text[]", "array['a\"b', null, 'é']", "'[1, 2]'::json", `'{"b":1, "a":[ 1 ]}'::jsonb`, "row(1,'a',null)", "row(row(1),array[true])", "'\\x00ff'::bytea", "'a'::char(3)", "'a'::name",
  "array[row(1,2),row(3,4)]", "'1 2'::int2vector", "'{\"[1]\"}'::json[]", "'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid", "B'101'", "E'\\b\\f\\n\\r\\t\\x01\\\\/'", "timestamp '0044-03-15 01:02:03 BC'", "'12:00+03'::timetz",
];

// biome-ignore format: a table
const BUILD = [
  ...each('to_$2($1)', VALUES.map((value) => value.startsWith("E'") ? `${value}::text` : value), KINDS), ...each("to_$1('x')", KINDS), ...each('to_$1(null)', KINDS),
  ...each('$1_build_array($2)', KINDS, ['', 'null', "'a', 1, true, null, 2.50, array[1,2]", "variadic array[1,2]", "variadic null::int[]", "variadic '{}'::int[]", "variadic array['a',null]"]),
  ...each('$1_build_object($2)', KINDS, ['', "'a', 1", "'a', 1, 'b', null", "'b', 1, 'a', 2, 'b', 3", "'a'", "null, 1", "'a', 1, null, 2", "1, 2", "true, 1", "date '2020-01-01', 1", "array[1], 2", "row(1), 2", "'{}'::json, 1",
    "'a', 1, 'b', row(1,2), 'c', array[row(1)]", "variadic array['a','b']", "variadic array[1,2,3,4]", "variadic '{{1,4},{2,5}}'::int[]", "'x\"y', E'\\n'"]),
  ...each('$1_object($2)', KINDS, ["'{a,1,b,2}'", "'{{a,1},{b,2}}'", "'{}'", "'{a}'", "'{{a},{b}}'", "'{{a,b,c}}'", "'{a,null}'", "'{null,a}'", "'{{{a,b},{c,d}}}'", "'{a,1,a,2}'", "'{\"x y\",\"\\\"\"}'"]),
  ...each('$1_object($2, $3)', KINDS, ["'{a,b}'", "'{}'", "'{a}'", "'{a,null}'", "'{{a,b}}'"], ["'{1,2}'", "'{1}'", "'{}'", "'{1,null}'", 'null']),
  ...each('row_to_json($1)', ["row(1,'a',null)", "row(1,row(2,3))", 'row()', 'null']), ...each('row_to_json($1, $2)', ["row(1,'a',array[1,2])"], ['true', 'false', 'null']),
  ...each('array_to_json($1, $2)', ["array[1,2]", "'{{1,2},{3,4}}'::int[]", "'{}'::int[]", "array[row(1,2)]"], ['true', 'false']), "array_to_json('{1,2}'::int[])", "array_to_json(array['a',null])",
  ...each('$1_strip_nulls($2)', KINDS, [DOC, ARRAY, "'null'", `'[ 1.50, {"a":null,"b":{"c":null}} ]'`, `'{"a\\u00e9\\n" : "\\u0041", "n" : null }'`]),
  ...each('jsonb_pretty($1)', [DOC, ARRAY, "'[]'", "'{}'", "'1'", "'\"a\"'"]),
];

const TARGETS = [`'{"a":1,"b":[1,2],"c":{"d":2},"n":null}'`, `'[1,[2,3],{"x":1}]'`, "'[]'", "'{}'", "'1'", "'null'"];
const PATHS = [
  "'{}'",
  "'{a}'",
  "'{b,0}'",
  "'{b,5}'",
  "'{b,-1}'",
  "'{b,-9}'",
  "'{c,d}'",
  "'{c,e}'",
  "'{z,y}'",
  "'{b,x}'",
  "'{1,0}'",
  "'{0}'",
  "'{-1}'",
  "'{9}'",
  "'{2,x}'",
  "'{a,b}'",
  "array['a',null]",
  "'{{a,b}}'",
  "'{n}'",
  "'{-9}'",
];

// biome-ignore format: a table
const MODIFY = [
  ...each('$1::jsonb || $2::jsonb', [...SCALARS, DOC], ["'1'", "'[]'", "'{}'", "'[1,2]'", "'{\"a\":5,\"z\":1}'", "'null'", "'\"s\"'"]),
  ...each('$1::jsonb - $2', [...TARGETS, "'[\"a\",\"b\",1,\"a\"]'"], ["'a'::text", "'zz'::text", '0', '1', '-1', '-3', '7', "'{a,b}'::text[]", "array['a',null]", "'{}'::text[]"]),
  "'{\"a\":1}'::jsonb - 'a'",
  ...each('$1::jsonb #- $2', TARGETS, PATHS), ...each('jsonb_set($1, $2, $3)', TARGETS, PATHS, [`'{"v":1}'`]), ...each('jsonb_set($1, $2, $3, false)', TARGETS, PATHS, ["'9'"]),
  ...each('jsonb_insert($1, $2, $3)', TARGETS, PATHS, ["'9'"]), ...each('jsonb_insert($1, $2, $3, true)', TARGETS, PATHS, ["'[9]'"]),
  ...each("jsonb_set_lax('{\"a\":1,\"b\":2}', $1, $2, $3, $4)", ["'{b}'", "'{c}'"], ['null', "'3'"], ['true', 'false'], ["'use_json_null'", "'delete_key'", "'return_target'", "'raise_exception'", "'x'", 'null']),
  "jsonb_set_lax('{\"a\":1}', '{b}', null)", "jsonb_set_lax('{\"a\":1}', '{b}', null, false)", "jsonb_set_lax(null, '{b}', null)",
  ...each('jsonb_concat($1, $2)', ["'1'", "'{\"a\":1}'"], ["'[2]'", 'null']), "jsonb_delete('[1,2]'::jsonb, 1)", "jsonb_delete('{\"a\":1,\"b\":2}'::jsonb, 'a', 'b')", "jsonb_delete('{\"a\":1}'::jsonb, 'a'::text)", "jsonb_delete_path('[1,[2]]', '{1,0}')",
];

// biome-ignore format: a table
const SETS = [
  ...each('$1_array_elements$3($2::$1)', KINDS, [ARRAY, "'[]'", "'{}'", "'1'", 'null', `'[ "\\u0041" , [ 1 ] ]'`], ['', '_text']),
  ...each('$1_object_keys($2::$1)', KINDS, [DOC, "'[]'", "'{}'", "'1'", "'{\"a\":1,\"a\":2}'"]),
];

const TYPES = [
  'bool',
  'int2',
  'int4',
  'int8',
  'float4',
  'float8',
  'numeric',
  'numeric(5,1)',
  'text',
  'json',
  'varchar(2)',
  'date',
  'int4[]',
];

// biome-ignore format: a table
const CASTS = [
  ...each('$1::$2', TEXTS, KINDS), ...each('$1::json::jsonb', TEXTS.slice(0, 60)), ...each('$1::jsonb::$2', [...SCALARS, "'1.5'", "'1e10'", "'99999'", "'\"1\"'"], TYPES),
  ...each('$1::jsonb $2 $3::jsonb', SCALARS, COMPARISONS, SCALARS), ...each('$1::json = $1::json', ["'1'"]), "'1'::jsonb = '1.0'::jsonb", "'[1.00]'::jsonb = '[1]'::jsonb", "jsonb_cmp('1', '2')",
  ...each('jsonb_$1($2, $3)', ['eq', 'lt', 'ge'], ["'1'", "'[]'"], ["'{}'", "'\"a\"'"]), "'{\"a\":1,\"b\":2}'::jsonb < '{\"a\":1,\"c\":1}'::jsonb", "'{\"aa\":1}'::jsonb < '{\"b\":1}'::jsonb",
  "'\"a\"'::jsonb in ('\"b\"', '\"a\"')", "greatest('1'::jsonb, '[]', '{}')", "least('1'::jsonb, '[]', '{}')", "'[1]'::jsonb is distinct from '[1.0]'", "row('1'::jsonb) = row('1.0'::jsonb)", "array['1'::jsonb] = array['1.0'::jsonb]",
  ...each('repeat($1, 10000)::$2', ["'['", "'{\"a\":'"], KINDS),
];

const PATH_TEXTS = [
  "'$'",
  "''",
  "' '",
  "'strict $'",
  "'lax $'",
  "'STRICT $'",
  "'$.a'",
  "'$.a.v'",
  "'$.a.*'",
  "'$.*[*]'",
  "'$.a[*]'",
  "'$.a[*][*]'",
  "'$[*]'",
  "'$[0]'",
  "'$[*][0]'",
  "'$[*].a'",
  "'$[*][0].a.b'",
  "'$.a.**.b'",
  "'$.a.**{2}.b'",
  "'$.a.**{2 to 2}.b'",
  "'$.a.**{2 to 5}.b'",
  "'$.a.**{0 to 5}.b'",
  "'$.a.**{5 to last}.b'",
  "'$.a.**{last}.b'",
  "'$.a.**{last to 5}.b'",
  "'$+1'",
  "'$-1'",
  "'$--+1'",
  "'$.a/+-1'",
  "'1 * 2 + 4 % -3 != false'",
  "'$.foo\\x50\\u0067\\u{53}\\u{051}\\u{00004C}\\t\\\"bar'",
  "'$.g ? ($.a == 1)'",
  "'$.g ? (@ == 1)'",
  "'$.g ? (@.a == 1 || @.a == 4)'",
  "'$.g ? (@.a == 1 && @.a == 4)'",
  "'$.g ? (@.a == 1 || @.a == 4 && @.b == 7)'",
  "'$.g ? (@.a == 1 || !(@.a == 4) && @.b == 7)'",
  "'$.g ? (exists (@.x))'",
  "'$.g ? (exists (@.x ? (@ == 14)))'",
  "'$.g ? ((@.x >= 123 || @.a == 4) && exists (@.x ? (@ == 14)))'",
  "'$.g ? (+@.x >= +-(+@.a + 2))'",
  "'$a'",
  "'$a.b'",
  "'$a[*]'",
  "'$.g ? (@.zip == $zip)'",
  "'$.a[1,2, 3 to 16]'",
  "'$.a[$a + 1, ($b[*]) to -($[0] * 2)]'",
  "'$.a[$.a.size() - 3]'",
  "'last'",
  '\'"last"\'',
  "'$.last'",
  "'$ ? (last > 0)'",
  "'$[last]'",
  "'$[$[0] ? (last > 0)]'",
  "'null.type()'",
  "'1.type()'",
  "'(1).type()'",
  "'1.2.type()'",
  '\'"aaa".type()\'',
  "'true.type()'",
  "'$.double().floor().ceiling().abs()'",
  "'$.keyvalue().key'",
  "'$.datetime()'",
  '\'$.datetime("datetime template")\'',
  '\'$ ? (@ starts with "abc")\'',
  "'$ ? (@ starts with $var)'",
  '\'$ ? (@ like_regex "invalid pattern")\'',
  '\'$ ? (@ like_regex "pattern" flag "")\'',
  '\'$ ? (@ like_regex "pattern" flag "si")\'',
  '\'$ ? (@ like_regex "pattern" flag "a")\'',
  '\'$ ? (@ like_regex "pattern" flag "xsms")\'',
  '\'$ ? (@ like_regex "p" flag "qx")\'',
  "'$ < 1'",
  "'($ < 1) || $.a.b <= $x'",
  "'@ + 1'",
  "'($).a.b'",
  "'($.a.b).c.d'",
  "'($.a.b + -$.x.y).c.d'",
  "'(-+$.a.b).c.d'",
  "'1 + ($.a.b + 2).c.d'",
  "'1 + ($.a.b > 2).c.d'",
  "'($)'",
  "'(($))'",
  "'((($ + 1)).a + ((2)).b ? ((((@ > 1)) || (exists(@.c)))))'",
  "'$ ? (@.a < 1)'",
  "'$ ? (@.a < -1)'",
  "'$ ? (@.a < .1)'",
  "'$ ? (@.a < -.1)'",
  "'$ ? (@.a < 0.1)'",
  "'$ ? (@.a < 10.1)'",
  "'$ ? (@.a < 1e1)'",
  "'$ ? (@.a < -1.1e-1)'",
  "'0'",
  "'00'",
  "'0.0'",
  "'0.000e1'",
  "'0.1e+2'",
  "'1a'",
  "'1.2.3'",
  "'(1.2).3'",
  "'1e'",
  "'1e+'",
  "'1.e3'",
  "'1..e'",
  "'$.'",
  "'$.a.'",
  "'$['",
  "'$[]'",
  "'$.a b c'",
  "'$ ? (@ == 1'",
  "'$ ? @ == 1'",
  "'$.a ? ()'",
  "'== 1'",
  '\'$."a b"\'',
  "'$.\"a'",
  "'/* x */ $ /* y */'",
  "'$.a /* x'",
  "'$.true'",
  "'true'",
  "'TRUE'",
  "'$.type'",
  "'$.size()'",
  "'$.foo()'",
  "'$.TYPE()'",
  "'!($.a == 1)'",
  "'!$.a'",
  "'exists($)'",
  "'$ ? ((@ == 1) is unknown)'",
  "'(@ == 1) is unknown'",
];

const PATH_DOCS = [
  `'{"a": [1, 2.5, {"b": [3, "x", null]}, [4, [5]]], "c": "abc", "d": {"a": true}, "n": null}'`,
  `'[1, "2", {"a": 12}, [3, 4], null, "abdacb"]'`,
  "'1'",
  "'[]'",
  "'{}'",
  `'[{"a": 1, "b": "x"}, {"a": "y"}, 5, {"a": [7, 8]}]'`,
];

// biome-ignore format: a table
const PATH_QUERIES = [
  "$", "$.a", "$.a[*]", "$.*", "$[*]", "$.a[0]", "$[0]", "$[1 to 2]", "$[last]", "$[last - 1]", "$[5]", "$[-1]", "$.zz", "$.a.b", "$.a[*].b", "$.**", "$.**{1}", "$.**{1 to 2}", "$.**{last}", "$.**.b", "$.**.a", "$[*].a", "$[*] ? (@.a > 1)",
  "$[*] ? (@ == 1)", "$.a[*] ? (@ > 1)", "$ ? (@.a == 1)", "$.a.size()", "$.size()", "$.type()", "$[*].type()", "$.**.type()", "$.a[*] + 1", "$.a[0] + 1", "$.a[0] / 0", "-$.a[0]", "-$.a", "+$[*]", "$.a[0 to 1].abs()", "$.a[1].floor()", "$.a[1].ceiling()",
  "$[1].double()", "$.c.double()", "$.a.double()", "$.a[*] ? (@.b[*] == 3)", "$[*] ? (exists(@.a))", "$[*] ? (!exists(@.a))", "$[*] ? (@ starts with \"ab\")", "$[*] ? (@ like_regex \"^AB.*B$\" flag \"i\")", "$[*] ? ((@.a > 1) is unknown)",
  "$.c == \"abc\"", "$.a[0] == 1 && $.zz == 2", "$.a[0] == 1 || $.zz == 2", "$[*] > 1", "$.n == null", "$.n != 1", "$.c < 1", "1 + 2 * 3", "7 % 3", "(1 + 2).type()", "\"a\"", "null", "true", "$v", "$.a[*] ? (@ > $v)", "$w", "$.a[$v]", "$.a[\"x\"]", "$.a[1.7]",
  "$.a[99999999999]", "$.d.a ? (@ == true)", "$[*] ? (@.a == \"y\" || @.b == \"x\")", "$[*].a ? (@ == 8)", "$.a ? (@.size() > 3)", "$[0,2]", "$.a.**{2 to last}", "$ ? (@.a[*] > 2)", "$.*.a", "$.a[*] ? (@ <= 2.5).type()", "$[*] ? (@ != null)",
];

// biome-ignore format: a table
const PATHS_CASES = [
  ...PATH_TEXTS.map((text) => `${text.includes('\\') ? text.replaceAll('\\\\', '\\') : text}::jsonpath`),
  ...each("jsonb_path_query_array($1, '$2$3')", PATH_DOCS, ['', 'strict '], PATH_QUERIES.filter((query) => !query.includes('$v') && !query.includes('$w'))),
  ...each("jsonb_path_query_array($1, '$2$3', '{\"v\": 1}')", PATH_DOCS.slice(0, 2), ['', 'strict '], PATH_QUERIES.filter((query) => query.includes('$v') || query.includes('$w'))),
  ...each("$1::jsonb $2 '$3$4'", PATH_DOCS, ['@?', '@@'], ['', 'strict '], PATH_QUERIES.filter((query) => !query.includes('$v') && !query.includes('$w'))),
  ...each("jsonb_path_$1($2, '$3', '{}', true)", ['exists', 'match', 'query_array', 'query_first'], PATH_DOCS.slice(0, 2), ['strict $.a[*].b', 'strict $[*] + 1', '$.zz', '$[*] > 0', '$.a[0] == 1']),
  ...each("jsonb_path_$1($2, '$3')", ['exists', 'match', 'query_first', 'query', 'exists_tz'], PATH_DOCS, ['$[*]', 'strict $.a', '$.a[0] == 1', '$.zz']),
  "jsonb_path_query('1', '$', '[1]')", "jsonb_path_query('1', '$', 'null')", "jsonb_path_query(null, '$')", "'$'::jsonpath = '$'::jsonpath",
].map((expression) => expression.replaceAll('\\"', '"'));

export const JSON_EXPRESSIONS: readonly string[] = [...CASTS, ...ACCESS, ...BUILD, ...MODIFY, ...SETS, ...PATHS_CASES];
