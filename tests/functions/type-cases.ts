/** Expressions over arrays, rows and the types that are stored as text: input and output, casts, comparisons, functions. */

function each(template: string, ...choices: readonly (readonly string[])[]): string[] {
  let results = [template];
  for (const [index, choice] of choices.entries()) {
    results = results.flatMap((result) => choice.map((argument) => result.replaceAll(`$${index + 1}`, () => argument)));
  }
  return results;
}

const INTS = ["'{}'", "'{1,2,3}'", "'{3,NULL,1}'", "'{{1,2},{3,4}}'", "'[0:2]={1,2,3}'", "'[2:3][0:1]={{1,2},{3,4}}'", 'null'].map(
  (text) => `${text}::int[]`,
);
const TEXTS = ["'{}'", "'{a,b,a}'", `'{"x y",NULL,""}'`, "'{{a,b},{c,d}}'"].map((text) => `${text}::text[]`);
const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];
const ROWS = ['row(1,2)', 'row(1,null)', 'row(null,2)', 'row(2,1)'];

// biome-ignore format: a table
export const TYPE_EXPRESSIONS: readonly string[] = [
  // Input.
  ...each('$1::int[]', [
    "'{1}'", "' { 1 , 2 } '", "'{1,,2}'", "'{1,2'", "'{1}x'", "'1'", "'{{1},{2}}'", "'{{1},2}'", "'{1,{2}}'", "'{{1,2},{3}}'", "'{null,NULL}'",
    "'[1:2]={1,2}'", "'[1:3]={1,2}'", "'[2:1]={}'", "'[0]={7}'", "'{a}'", "'{\"1\"}'", "'{1 2}'", "'{2147483648}'", "''", "'{ }'", "'{{}}'",
  ]),
  ...each('$1::text[]', [
    `'{"a,b",c}'`, `'{a b, c }'`, `'{"a\\"b","c\\\\d"}'`, `'{a\\,b}'`, "'{null,\"null\",NuLl}'", `'{"",x}'`, "'{a{b}'", `'{a"b"}'`, "'{{{x}}}'", `'{"a}'`, "'{é,\u{1f600}}'",
  ]),
  ...each('$1::$2[]', ["'{}'", "'{1}'", "'{t,f}'", "'{1.50,NaN}'"], ['bool', 'float8', 'numeric(5,1)', 'varchar(2)', 'char(3)', 'bytea']),
  ...each('$1::bytea', ["'\\x'", "'\\x0aFF'", "'\\x0a ff'", "'\\x0'", "'\\xgg'", "'a\\\\b'", "'\\000\\377'", "'\\400'", "'\\12'", "'é'", "'abc\\'"]),
  ...each('$1::uuid', [
    "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'A0EEBC999C0B4EF8BB6D6BB9BD380A11'", "'{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}'",
    "'a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1'", "'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", "'x'",
  ]),
  ...each("$1::$2", ["'101'", "'xA5'", "'b11'", "''", "'12'", "'xg'"], ['bit(3)', 'bit(5)', 'bit varying', 'bit varying(2)']),
  ...each('$1::$2', ['5', '-1', '300', '5::bigint', '-1::bigint'], ['bit', 'bit(4)', 'bit(40)', 'bit(70)']),
  ...each('$1::$2', ["B'101'", "B'11111111111111111111111111111111'", "B'0'", "X'0ff'"], ['int', 'bigint', 'bit(2)', 'bit(8)', 'varbit(2)', 'text']),
  ...each('$1::"char"', ["'a'", "'abc'", "''", "'\\101'", '65', '-1', '128', "'é'"]),
  ...each(`$1::"char"::int`, ["'a'", "''", "'\\377'"]),
  ...each('$1::name', ["'abc'", "repeat('x', 70)", "repeat('é', 40)"]),
  ...each('$1::oid', ["'1'", "'4294967295'", "'-1'", "'4294967296'", "'x'", '-1', '5000000000', '3000000000']),
  ...each('$1::regtype', ["'int4'", "'int'", "'character varying'", "'numeric(5,2)'", "'text[]'", "'_int4'", "'nope'", "'1184'", '20', '1231', "'\"char\"'", "'bit'"]),
  ...each('$1::$2', ["'(1,2)'", "'(a,2)'", "'(1,70000)'"], ['tid']),
  ...each('$1::int2vector', ["'1 2'", "''", "'1 x'", "'40000'"]),
  ...each('pg_typeof($1)', ['1', "'a'", 'null', '1.5', 'array[1]', 'row(1)', "B'1'", "'1'::\"char\"", "'x'::varchar(3)", "array['a'::name]", "'{}'::oidvector"]),
  ...each('format_type($1, $2)', ['23', '1043', '1042', '1700', '1015', '16', '1560', '1184', '18', '0', '99999', 'null'], ['null', '-1', '7']),
  // Subscripts and slices.
  ...each('($1)$2', INTS, ['[1]', '[2]', '[0]', '[9]', '[1][1]', '[2][1]', '[1:2]', '[:2]', '[2:]', '[:]', '[1:1][2:2]', '[2:1]', '[null]', '[1:null]', '[1:2][1]', "['2']"]),
  // Construction.
  'array[1,2.5]', "array[1,'2']", "array[1,'x']", "array[null,null]", 'array[array[1],array[2]]', 'array[[1],[2,3]]', "array[]", 'array[]::text[]',
  "array['a','b']::\"char\"[]", "array[1,2]::text[]", "array['1','2']::int[]", "array[[1,2],[3,4]]::numeric[]", "array[true]::int[]", "array[null::int]",
  "array['{1}'::int[], '{2}']", 'array[[],[]]::int[]', "array[row(1,'a'),row(2,'b')]", "'{1,2}'::int[]::text", "array[1.5,2.5]::int[]", "array['abc']::varchar(2)[]",
  // Operators.
  ...each('$1 || $2', [...INTS, '5', "'{7}'"], [...INTS, '5', "'{7}'"]),
  ...each('$1 || $2', TEXTS, ["'x'", "'{x,y}'", "'z'::text", 'null']),
  ...each('$1 $2 $3', INTS, COMPARISONS, INTS),
  ...each('$1 $2 $3', ["'{1.0,2}'::numeric[]", "'{1,2.00}'::numeric[]", "'{NaN}'::numeric[]"], COMPARISONS, ["'{1,2}'::numeric[]", "'{}'::numeric[]"]),
  ...each('$1 $2 $3', INTS, ['@>', '<@', '&&'], INTS),
  ...each('$1 $2 any($3)', ['1', 'null::int', '7'], ['=', '<>', '<', '>='], INTS),
  ...each('$1 $2 all($3)', ['1', 'null::int', '7'], ['=', '<>', '<', '>='], INTS),
  "1 = any('{1,2}')", "'a' = any('{a,b}')", "'b' like any(array['a%','%b'])", "1 = any(array[1,null])", "2 = all(array[2,null])", '1 = any(2)', "1 = any(null::int[])",
  "'x' <> all('{}'::text[])", "1.5 = any(array[1,2])", "'abc' ~ any(array['z','^a'])", "1 + any(array[1])",
  // Functions.
  ...each('$1($2)', ['array_ndims', 'array_dims', 'cardinality'], INTS),
  ...each('$1($2, $3)', ['array_length', 'array_lower', 'array_upper'], INTS, ['0', '1', '2', 'null']),
  ...each('array_append($1, $2)', INTS, ['9', 'null']),
  ...each('array_prepend($2, $1)', INTS, ['9', 'null']),
  ...each('array_cat($1, $2)', INTS, INTS),
  ...each('array_position($1, $2)', INTS, ['1', 'null', '9']),
  ...each('array_position($1, $2, $3)', ["'{1,2,1,2}'::int[]", "'[3:5]={1,2,1}'::int[]"], ['1', '2'], ['1', '2', '4', 'null', '-5']),
  ...each('array_positions($1, $2)', INTS, ['1', 'null', '9']),
  ...each('array_remove($1, $2)', [...INTS, "'[5:6]={1,1}'::int[]"], ['1', 'null', '9']),
  ...each('array_replace($1, $2, $3)', INTS, ['1', 'null'], ['8', 'null']),
  ...each('array_to_string($1, $2)', [...INTS, ...TEXTS, 'array[true,false]', "array[1.50]"], ["','", "''", 'null']),
  ...each('array_to_string($1, $2, $3)', [...INTS, ...TEXTS], ["','"], ["'*'", 'null', "''"]),
  ...each('array_fill($1, $2)', ['7', 'null::int', "'x'::text"], ["'{3}'::int[]", "'{2,2}'::int[]", "'{}'::int[]", "'{0}'::int[]", 'null::int[]', "'{null}'::int[]", "'{-1}'::int[]", "'{{1}}'::int[]"]),
  ...each('array_fill(7, $1, $2)', ["'{2}'::int[]", "'{2,1}'::int[]"], ["'{5}'::int[]", "'{0,-1}'::int[]", 'null::int[]']),
  ...each('trim_array($1, $2)', INTS, ['0', '1', '2', '9', '-1']),
  ...each('array_larger($1, $2)', INTS.slice(0, 3), INTS.slice(0, 3)),
  // Rows.
  ...each('$1 $2 $3', ROWS, [...COMPARISONS, 'is distinct from', 'is not distinct from'], ROWS),
  ...each('$1 is $2', [...ROWS, 'row(null,null)', 'row(row(null),null)', 'row()', 'row(1)'], ['null', 'not null']),
  "row(1,'a b',null,'',true)", "row('(',',','\"','\\')", 'row(row(1,2),array[1,2])', 'row(1.50, date \'2020-01-01\')', '(row(1,2)).f2', '(row(1,2)).f3', '(1,2) = (1,2,3)',
  "row(1,'x')::text", 'row(1,2) in (row(1,2),row(3,4))', 'array[row(1,2)] = array[row(1,2)]', 'row(1,2)::record', "'(1,2)'::record", '(array[row(1,2),row(3,4)])[2]',
  // The small types compared.
  ...each('$1 $2 $3', ["'\\x00'::bytea", "'\\x0001'::bytea", "''::bytea", "'\\xff'::bytea"], COMPARISONS, ["'\\x00'::bytea", "'\\x80'::bytea"]),
  ...each('$1 $2 $3', ["B'1'", "B'10'", "B'01'", "B''"], COMPARISONS, ["B'1'", "B'100'", "B'0'"]),
  ...each('$1 $2 $3', ["'a'::\"char\"", "''::\"char\""], COMPARISONS, ["'a'", "'b'"]),
  ...each('$1 $2 $3', ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid"], COMPARISONS, ["'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid"]),
  ...each('$1 $2 $3', ['4000000000::oid'], COMPARISONS, ['1::oid', '4000000000', "'5'"]),
  ...each('$1send($2)', ['int4'], ['1', '-1']),
  "float8send(1.5)", "uuid_send('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')", "array_send(array[1,null])", "record_send(row(1,'a'::text))", "numeric_send(1.50)", "bit_send(B'101')",
];
