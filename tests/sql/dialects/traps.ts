/**
 * Where dialects differ from PostgreSQL, or from what a parser is tempted to read: each trap in every dialect. What is expected is PostgreSQL's SQL
 * with all its parentheses, or an error's SQLSTATE after `!`.
 */
import type { OtherDialect } from '../../../src/sql/dialects/dialects.js';

export interface Trap {
  readonly sql: string;
  readonly as: string;
  readonly but?: Partial<Readonly<Record<OtherDialect, string>>>;
}

const UNCLEAR = '!42601';
const UNSUPPORTED = '!0A000';

/** Of expressions. */
export const EXPRESSION_TRAPS: readonly Trap[] = [
  { sql: 'a or b and c', as: 'a or (b and c)' },
  { sql: 'a and b or c and d', as: '(a and b) or (c and d)' },
  { sql: 'not a = b', as: 'not (a = b)' },
  { sql: 'not a and b', as: '(not a) and b' },
  { sql: 'not not a', as: 'not (not a)' },
  { sql: 'not a in (1, 2)', as: 'not (a in (1, 2))' },
  { sql: 'not a between 1 and 2 or b', as: '(not (a between 1 and 2)) or b' },
  { sql: 'not a is null', as: 'not (a is null)' },
  { sql: 'a = not b', as: '!42601' },
  {
    sql: "x not like 'a' || 'b'",
    as: "x not like ('a' || 'b')",
    but: { mysql: "(x not like 'a') or 'b'", trino: "x not like ('a' || 'b') escape ''", snowflake: "x not like ('a' || 'b') escape ''" },
  },
  {
    sql: "x like 'a' and y like 'b'",
    as: "(x like 'a') and (y like 'b')",
    but: { trino: "(x like 'a' escape '') and (y like 'b' escape '')", snowflake: "(x like 'a' escape '') and (y like 'b' escape '')" },
  },
  { sql: "x like 'a!%' escape '!' or y", as: "(x like 'a!%' escape '!') or y" },
  { sql: 'a between 1 and 2 and b', as: '(a between 1 and 2) and b' },
  { sql: 'a not between b + 1 and c * 2 or d', as: '(a not between (b + 1) and (c * 2)) or d' },
  { sql: 'a between 1 and 2 = b', as: UNCLEAR, but: { spark: 'a between 1 and (2 = b)', mysql: '(a between 1 and 2) = b' } },
  { sql: 'a - b - c', as: '(a - b) - c' },
  { sql: 'a - b + c', as: '(a - b) + c' },
  { sql: 'a - (b - c)', as: 'a - (b - c)' },
  { sql: 'a + b * c', as: 'a + (b * c)' },
  { sql: 'a * b + c * d', as: '(a * b) + (c * d)' },
  { sql: '-a * b', as: '(- a) * b' },
  { sql: '- - a', as: '- (- a)' },
  { sql: 'a - -b', as: 'a - (- b)' },
  { sql: 'a -- b\n - c', as: 'a - c' },
  { sql: 'a--1', as: 'a', but: { mysql: 'a - (- 1)' } },
  { sql: 't.a-t.b', as: 't.a - t.b' },
  { sql: 'a*-b', as: 'a * (- b)' },
  { sql: 'a % b * c', as: '(a % b) * c', but: { bigquery: '!42601', mysql: '(a % nullif(b, 0)) * c' } },
  {
    sql: 'a / b / c',
    as: '(a / b) / c',
    but: {
      spark: '(a operator(conduct./) b) operator(conduct./) c',
      bigquery: '(a operator(conduct./) b) operator(conduct./) c',
      mysql: '(a operator(conduct.//) nullif(b, 0)) operator(conduct.//) nullif(c, 0)',
      snowflake: '(a operator(conduct.//) b) operator(conduct.//) c',
    },
  },
  {
    sql: 'a * b / c',
    as: '(a * b) / c',
    but: {
      spark: '(a * b) operator(conduct./) c',
      bigquery: '(a * b) operator(conduct./) c',
      mysql: '(a * b) operator(conduct.//) nullif(c, 0)',
      snowflake: '(a * b) operator(conduct.//) c',
    },
  },
  { sql: 'a || b || c', as: '(a || b) || c', but: { mysql: 'a or b or c' } },
  {
    sql: 'a || b + c',
    as: 'a || (b + c)',
    but: { spark: '(a || b) + c', mysql: 'a or (b + c)', bigquery: '(a || b) + c', snowflake: UNCLEAR },
  },
  { sql: 'a + b || c', as: '(a + b) || c', but: { mysql: '(a + b) or c', bigquery: 'a + (b || c)', snowflake: UNCLEAR } },
  { sql: 'a * b || c', as: '(a * b) || c', but: { mysql: '(a * b) or c', snowflake: UNCLEAR } },
  { sql: 'a = b || c', as: 'a = (b || c)', but: { mysql: '(a = b) or c' } },
  { sql: 'a = b = c', as: UNCLEAR, but: { spark: '(a = b) = c', mysql: '(a = b) = c' } },
  { sql: 'a < b < c', as: UNCLEAR, but: { spark: '(a < b) < c', mysql: '(a < b) < c' } },
  { sql: 'a = b is null', as: UNCLEAR, but: { spark: '(a = b) is null', mysql: '(a = b) is null' } },
  { sql: 'a is null = b', as: UNCLEAR, but: { mysql: '(a is null) = b' } },
  { sql: 'a is not null and b is null', as: '(a is not null) and (b is null)' },
  { sql: 'a = b in (1, 2)', as: UNCLEAR, but: { spark: '(a = b) in (1, 2)', mysql: 'a = (b in (1, 2))' } },
  { sql: 'a in (1, 2) = b', as: UNCLEAR, but: { mysql: '(a in (1, 2)) = b' } },
  { sql: 'a like b = c', as: UNCLEAR, but: { spark: 'a like (b = c)', mysql: '(a like b) = c' } },
  { sql: 'a is true or b', as: '(a is true) or b' },
  { sql: 'a is not distinct from b and c', as: '(a is not distinct from b) and c' },
  { sql: 'a & b = c', as: '(a & b) = c', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: 'a | b & c', as: 'a | (b & c)', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: 'a | b ^ c', as: 'a | (b # c)', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: 'a ^ b * c', as: 'a # (b * c)', but: { mysql: '(a # b) * c', snowflake: '!42601', trino: '!42601' } },
  { sql: 'a xor b and c', as: '!42601', but: { mysql: 'a::bool <> (b and c)::bool' } },
  { sql: 'a && b || c', as: '!42601', but: { mysql: '(a and b) or c', spark: UNSUPPORTED, bigquery: UNSUPPORTED } },
  { sql: '! a = b', as: '!42601', but: { mysql: '(not a) = b', spark: 'not (a = b)' } },
  { sql: 'a <=> b', as: '!42601', but: { spark: 'a is not distinct from b', mysql: 'a is not distinct from b' } },
  { sql: 'a == b', as: '!42601', but: { spark: 'a = b' } },
  { sql: 'a != b', as: 'a <> b' },
  {
    sql: 'a div b',
    as: '!42601',
    but: { spark: 'div(a::numeric, b::numeric)::int8', mysql: 'div(a::numeric, nullif(b, 0)::numeric)::int8' },
  },
  { sql: 'case when a then b when c or d then e else f end + 1', as: 'case when a then b when (c or d) then e else f end + 1' },
  { sql: 'case a when 1 then b end', as: 'case a when 1 then b end' },
  { sql: '(a, b) = (c, d)', as: '(a, b) = (c, d)' },
  { sql: 'a[0]', as: '(a)[0 + 1]', but: { mysql: '!42601', snowflake: UNSUPPORTED, trino: '(a)[0]', bigquery: UNSUPPORTED } },
  { sql: 'a::int', as: '!42601', but: { spark: 'trunc(a::numeric)::int4', snowflake: 'a::numeric(38,0)', bigquery: UNSUPPORTED } },
  { sql: 'a -> b', as: UNSUPPORTED },
  { sql: 'a:b', as: UNSUPPORTED, but: { mysql: '!42601', trino: '!42601' } },
];

/** Of literals and names. */
export const LEXICAL_TRAPS: readonly Trap[] = [
  { sql: '9007199254740993', as: '9007199254740993' },
  { sql: '-9223372036854775808', as: '- 9223372036854775808' },
  { sql: '123456789012345678901234567890', as: '123456789012345678901234567890' },
  { sql: '0.1', as: '0.1', but: { bigquery: "'0.1'::float8" } },
  { sql: '1e3', as: "'1e3'::float8" },
  { sql: '.5', as: '.5', but: { bigquery: "'.5'::float8" } },
  { sql: '1L', as: '!42601', but: { spark: "'1'::int8" } },
  { sql: '0x1F', as: UNSUPPORTED, but: { bigquery: '31' } },
  { sql: "'a\\'b'", as: "'a''b'", but: { trino: '!42601' } },
  { sql: "'a\\\\b'", as: "'a\\b'", but: { trino: "'a\\\\b'" } },
  { sql: "'a\\nb'", as: "'a\nb'", but: { trino: "'a\\nb'" } },
  { sql: "'a''b'", as: "'a''b'", but: { spark: UNSUPPORTED, bigquery: UNSUPPORTED } },
  { sql: "'100\\%'", as: "'100\\%'", but: { bigquery: UNSUPPORTED, snowflake: "'100%'" } },
  { sql: "'a\\u0041'", as: "'aA'", but: { mysql: "'au0041'", trino: "'a\\u0041'" } },
  { sql: "'-- no comment'", as: "'-- no comment'" },
  { sql: "'/* no comment */'", as: "'/* no comment */'" },
  { sql: "r'\\d'", as: '!42601', but: { spark: "'\\d'", bigquery: "'\\d'" } },
  { sql: "x'1f'", as: "'\\x1f'::bytea", but: { bigquery: '!42601' } },
  { sql: '"a b"', as: "'a b'", but: { snowflake: '"a b"', trino: '"a b"' } },
  { sql: '"Total"', as: "'Total'", but: { snowflake: '"Total"', trino: 'total' } },
  { sql: '"TOTAL"', as: "'TOTAL'", but: { snowflake: 'total', trino: 'total' } },
  { sql: '`a b`', as: '"a b"', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: '`Total`', as: 'total', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: '`a``b`', as: '"a`b"', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: 'Total', as: 'total' },
  { sql: '`select`', as: '"select"', but: { snowflake: '!42601', trino: '!42601' } },
  { sql: 'year', as: '"year"' },
  { sql: 'a /* b */ + /* /* */ c', as: 'a + c', but: { spark: '!42601' } },
  { sql: 'a # b\n + c', as: '!42601', but: { mysql: 'a + c', bigquery: 'a + c' } },
  { sql: 'a // b\n + c', as: '!42601', but: { snowflake: 'a + c', trino: UNSUPPORTED } },
  { sql: "$$it's$$", as: '!42601', but: { snowflake: "'it''s'" } },
  { sql: "'''it's'''", as: '!42601', but: { bigquery: "'it''s'", mysql: '!42601', spark: UNSUPPORTED } },
  { sql: "date '2024-01-31'", as: "date '2024-01-31'" },
  { sql: "interval '3' month", as: "(3 * interval '1 month')" },
];

/** Of queries. */
export const QUERY_TRAPS: readonly Trap[] = [
  {
    sql: 'select a, max(b) as b from t group by a having max(b) > 1 and b < 9',
    as: 'select a, max(b) as b from t group by a having (max(b) > 1) and (max(b) < 9)',
    but: { trino: 'select a, max(b) as b from t group by a having (max(b) > 1) and (b < 9)' },
  },
  { sql: 'explain select a from t order by a desc nulls last', as: 'explain select a from t order by a desc nulls last' },
  { sql: 'copy t from stdin', as: 'copy t from stdin' },
  { sql: 'copy (select 1) to stdout', as: UNSUPPORTED },
  { sql: 'merge into t using u on t.a = u.a when matched then delete', as: UNSUPPORTED },
  { sql: "select a from read_csv('x.txt', delim => '|') t", as: "select a from read_csv('x.txt', delim => '|') as t" },
  {
    sql: 'select a from parquet.`dir/*.parquet`',
    as: 'select a from parquet."dir/*.parquet"',
    but: { spark: "select a from read_parquet('dir/*.parquet')", snowflake: '!42601', trino: '!42601' },
  },
  {
    sql: 'select a from (select 1 as a), (select 2 as b)',
    as: 'select a from (select 1 as a) as subquery_1, (select 2 as b) as subquery_2',
  },
  { sql: 'select * from t cross join u', as: 'select * from t cross join u' },
  { sql: 'select * from t cross join u join v on v.a = u.a', as: 'select * from t cross join u join v on v.a = u.a' },
  {
    sql: 'select a from t left outer join u on t.a = u.a or t.b = u.b and c',
    as: 'select a from t left join u on t.a = u.a or (t.b = u.b and c)',
  },
  { sql: 'select a b from t u', as: 'select a as b from t as u' },
  { sql: 'select a as `select` from t', as: 'select a as "select" from t', but: { snowflake: '!42601', trino: '!42601' } },
  {
    sql: 'select a from t order by a, b desc',
    as: 'select a from t order by a nulls first, b desc nulls last',
    but: { snowflake: 'select a from t order by a, b desc', trino: 'select a from t order by a nulls last, b desc nulls last' },
  },
  { sql: 'select a from t order by a desc nulls first limit 3', as: 'select a from t order by a desc nulls first limit 3' },
  {
    sql: 'select a from t limit 5, 3',
    as: '!42601',
    but: { spark: UNSUPPORTED, bigquery: UNSUPPORTED, mysql: 'select a from t limit 3 offset 5' },
  },
  { sql: 'select 1 union all select 2 intersect select 3', as: 'select 1 union all select 2 intersect select 3' },
  { sql: '(select 1) union (select 2 limit 1)', as: '(select 1) union (select 2 limit 1)' },
  { sql: 'select ((select 1) + 2)', as: 'select (select 1) + 2' },
  {
    sql: 'select a from t where exists (select 1 from u where u.a = t.a) or b',
    as: 'select a from t where exists (select 1 from u where u.a = t.a) or b',
  },
  { sql: 'select a from t where a in ((select b from u))', as: 'select a from t where a in (select b from u)' },
  { sql: 'select a from t, u where t.a = u.a', as: 'select a from t, u where t.a = u.a' },
  {
    sql: 'select a, count(*) from t group by a with rollup',
    as: '!42601',
    but: { spark: 'select a, count(*) from t group by rollup(a)', mysql: 'select a, count(*) from t group by rollup(a)' },
  },
  {
    sql: 'select * from t left semi join u on t.a = u.a where b',
    as: '!42601',
    but: { spark: 'select * from t where b and exists (select 1 from u where t.a = u.a)' },
  },
  { sql: 'select top 3 a from t', as: '!42601', but: { snowflake: 'select a from t limit 3' } },
  { sql: 'with q (x) as (select 1) select x from q', as: 'with q (x) as (select 1) select x from q' },
  {
    sql: 'select sum(a) over (partition by b order by c) from t',
    as: 'select sum(a) over (partition by b order by c nulls first) from t',
    but: {
      snowflake: 'select sum(a) over (partition by b order by c) from t',
      trino: 'select sum(a) over (partition by b order by c nulls last) from t',
    },
  },
  { sql: "select a from t where b = 'x' -- trailing", as: "select a from t where b = 'x'" },
  { sql: 'select a from t;', as: 'select a from t' },
  { sql: 'select a from `s.t`', as: 'select a from "s.t"', but: { bigquery: 'select a from s.t', snowflake: '!42601', trino: '!42601' } },
  { sql: 'select a from t where', as: '!42601' },
  { sql: 'select a from t group by', as: '!42601' },
  { sql: 'select from where', as: '!42601' },
  { sql: 'select frobnicate(a) from t', as: '!42883' },
  {
    sql: 'select a from t qualify row_number() over (partition by a order by b) = 1',
    as: UNSUPPORTED,
    but: {
      spark:
        'select a from (select a, (row_number() over (partition by a order by b nulls first)) = 1 as conduct_qualify from t) as qualified where conduct_qualify',
      bigquery:
        'select a from (select a, (row_number() over (partition by a order by b nulls first)) = 1 as conduct_qualify from t) as qualified where conduct_qualify',
      snowflake:
        'select a from (select a, (row_number() over (partition by a order by b)) = 1 as conduct_qualify from t) as qualified where conduct_qualify',
    },
  },
];
