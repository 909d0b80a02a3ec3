import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import type { Expression, Query, SelectQuery, Statement } from '../../src/sql/ast.js';
import { initParser, parse } from '../../src/sql/parse.js';

function one(sql: string): Statement {
  const statements = parse(sql, 'postgres');
  expect(statements).to.have.length(1);
  return statements[0] as Statement;
}

function queryOf(sql: string): Query {
  const statement = one(sql);
  if (statement.kind !== 'query') throw new Error(`a query, not ${statement.kind}`);
  return statement.query;
}

function selectOf(sql: string): SelectQuery {
  const query = queryOf(sql);
  if (query.kind !== 'select') throw new Error(`a select, not ${query.kind}`);
  return query;
}

function expressionOf(sql: string): Expression {
  return selectOf(`select ${sql}`).targets[0]?.expression as Expression;
}

function errorOf(sql: string): ConductError {
  try {
    parse(sql, 'postgres');
  } catch (error) {
    if (error instanceof ConductError) return error;
    throw error;
  }
  throw new Error(`no error: ${sql.slice(0, 80)}`);
}

/** An expression with all its parentheses, to show what binds to what. */
function shape(e: Expression): string {
  switch (e.kind) {
    case 'column':
      return e.name.join('.');
    case 'integer':
      return String(e.value);
    case 'decimal':
      return e.text;
    case 'string':
      return `'${e.value}'`;
    case 'operator':
      return e.left === null ? `(${e.operator} ${shape(e.right)})` : `(${shape(e.left)} ${e.operator} ${shape(e.right)})`;
    case 'and':
    case 'or':
      return `(${e.operands.map(shape).join(` ${e.kind} `)})`;
    case 'not':
      return `(not ${shape(e.operand)})`;
    case 'between':
      return `(${shape(e.operand)}${e.negated ? ' not' : ''} between${e.symmetric ? ' symmetric' : ''} ${shape(e.low)} and ${shape(e.high)})`;
    case 'like':
      return `(${shape(e.operand)}${e.negated ? ' not' : ''} ${e.variant} ${shape(e.pattern)}${e.escape === null ? '' : ` escape ${shape(e.escape)}`})`;
    case 'cast':
      return `${shape(e.operand)}::${e.type.name}${e.type.modifiers.length > 0 ? `(${e.type.modifiers.map(shape).join(',')})` : ''}`;
    case 'is-null':
      return `(${shape(e.operand)} is${e.negated ? ' not' : ''} null)`;
    case 'in-list':
      return `(${shape(e.operand)}${e.negated ? ' not' : ''} in (${e.items.map(shape).join(',')}))`;
    case 'call':
      return `${e.name.join('.')}(${e.star ? '*' : e.args.map(shape).join(',')})`;
    default:
      return e.kind;
  }
}

describe('parse', () => {
  before(initParser);

  it('gives operators PostgreSQL’s precedence', () => {
    const cases: Record<string, string> = {
      'a or b and c': '(a or (b and c))',
      'a and b or c and d': '((a and b) or (c and d))',
      'not a and b': '((not a) and b)',
      'not a = b': '(not (a = b))',
      'a and b and c': '(a and b and c)',
      '1 + 2 * 3 - 4': '((1 + (2 * 3)) - 4)',
      '2 ^ 3 ^ 4': '((2 ^ 3) ^ 4)',
      '-2 ^ 2': '((- 2) ^ 2)',
      'a || b = c': '((a || b) = c)',
      'a + b < c * d': '((a + b) < (c * d))',
      'a between 1 and 2 and b': '((a between 1 and 2) and b)',
      'a not between symmetric 1 and 2 + 3': '(a not between symmetric 1 and (2 + 3))',
      "a like 'x' or b": "((a like 'x') or b)",
      'a is null = b': '((a is null) = b)',
      'a::int4 + 1': '(a::int4 + 1)',
      '-a::int4': '(- a::int4)',
      'a in (1, 2) and b not in (3)': '((a in (1,2)) and (b not in (3)))',
    };
    for (const [sql, expected] of Object.entries(cases)) {
      const got = shape(expressionOf(sql));
      // PostgreSQL folds a minus into the literal behind it.
      expect(got, sql).to.equal(sql === '-2 ^ 2' ? '(-2 ^ 2)' : expected);
    }
  });

  it('reads literals', () => {
    expect(expressionOf('42')).to.include({ kind: 'integer', value: 42 });
    expect(expressionOf('0')).to.include({ kind: 'integer', value: 0 });
    expect(expressionOf('-2147483649')).to.include({ kind: 'decimal', text: '-2147483649' });
    expect(expressionOf('9223372036854775808')).to.include({ kind: 'decimal', text: '9223372036854775808' });
    expect(expressionOf('1.50')).to.include({ kind: 'decimal', text: '1.50' });
    expect(expressionOf('1e10')).to.include({ kind: 'decimal', text: '1e10' });
    expect(expressionOf("''")).to.include({ kind: 'string', value: '' });
    expect(expressionOf("'it''s'")).to.include({ kind: 'string', value: "it's" });
    expect(expressionOf("E'a\\nb'")).to.include({ kind: 'string', value: 'a\nb' });
    expect(expressionOf('$$x$$')).to.include({ kind: 'string', value: 'x' });
    expect(expressionOf("b'101'")).to.include({ kind: 'bit-string', radix: 2, digits: '101' });
    expect(expressionOf('null')).to.include({ kind: 'null' });
    expect(expressionOf('false')).to.include({ kind: 'boolean', value: false });
    expect(expressionOf('$2')).to.include({ kind: 'parameter', index: 2 });
  });

  it('names the functions behind SQL’s special forms, arguments in their order', () => {
    const cases: Record<string, string> = {
      'extract(year from d)': "extract('year',d)",
      'substring(a from 2 for 3)': 'substring(a,2,3)',
      'substring(a for 3)': 'substring(a,1,3::int4)',
      'substring(a from 2)': 'substring(a,2)',
      "position('x' in a)": "position(a,'x')",
      "trim(both 'x' from a)": "btrim(a,'x')",
      'trim(leading from a)': 'ltrim(a)',
      'overlay(a placing b from 1 for 2)': 'overlay(a,b,1,2)',
      "a at time zone 'utc'": "timezone('utc',a)",
      'count(*)': 'count(*)',
      "date '1998-12-01'": "'1998-12-01'::date",
      'cast(a as numeric(15, 2))': 'a::numeric(15,2)',
      'a::char': 'a::bpchar(1)',
      'a::char(10)': 'a::bpchar(10)',
      'a::varchar': 'a::varchar',
      'a::double precision': 'a::float8',
      "a like 'x!%' escape '!'": "(a like 'x!%' escape '!')",
      "a not ilike 'x'": "(a not ilike 'x')",
      "a similar to 'x'": "(a similar 'x')",
    };
    for (const [sql, expected] of Object.entries(cases)) expect(shape(expressionOf(sql)), sql).to.equal(expected);
  });

  it('keeps interval fields and precision apart', () => {
    const typeOf = (sql: string): unknown => {
      const e = expressionOf(sql);
      if (e.kind !== 'cast') throw new Error(e.kind);
      return [e.type.name, e.type.intervalFields, e.type.modifiers.map(shape)];
    };
    expect(typeOf("interval '3'")).to.deep.equal(['interval', null, []]);
    expect(typeOf("interval '3' month")).to.deep.equal(['interval', 'month', []]);
    expect(typeOf("interval '1-2' year to month")).to.deep.equal(['interval', 'year to month', []]);
    expect(typeOf("interval '3' day to second(2)")).to.deep.equal(['interval', 'day to second', ['2']]);
    expect(typeOf("interval(3) '1'")).to.deep.equal(['interval', null, ['3']]);
  });

  it('tells kinds of subqueries apart', () => {
    const cases: Record<string, object> = {
      'exists (select 1)': { kind: 'exists' },
      '(select 1)': { kind: 'scalar-subquery' },
      'array(select 1)': { kind: 'array-subquery' },
      'a in (select 1)': { kind: 'in-subquery', negated: false },
      'a not in (select 1)': { kind: 'in-subquery', negated: true },
      'not a in (select 1)': { kind: 'in-subquery', negated: true },
      'a = any (select 1)': { kind: 'quantified-subquery', operator: '=', quantifier: 'any' },
      'a <= all (select 1)': { kind: 'quantified-subquery', operator: '<=', quantifier: 'all' },
      'a = any (b)': { kind: 'quantified', operator: '=', quantifier: 'any' },
    };
    for (const [sql, expected] of Object.entries(cases)) expect(expressionOf(sql), sql).to.include(expected);
  });

  it('reads a whole SELECT', () => {
    const select = selectOf(
      `with recursive w (a) as materialized (select 1)
       select distinct on (x) x as y, t.*, count(*) filter (where z) over (partition by x order by y desc nulls first
              rows between 1 preceding and current row exclude ties) c
       from a, only b as bb (p, q) left join c using (id) join lateral (select 2) s on true cross join d natural full join e,
            f(1) with ordinality as g (v, n)
       where u group by rollup (x, (y, z)), () having h window win as (partition by k)
       order by 1 using >, y limit 10 offset 5 for update`,
    );
    expect(select.with).to.deep.include({ recursive: true });
    expect(select.with?.tables[0]).to.include({ name: 'w', materialized: true });
    expect(select.distinct?.on).to.have.length(1);
    expect(select.targets.map((target) => [target.expression.kind, target.name])).to.deep.equal([
      ['column', 'y'],
      ['star', null],
      ['call', 'c'],
    ]);
    const call = select.targets[2]?.expression;
    if (call?.kind !== 'call') throw new Error('a call');
    expect(call.filter).to.include({ kind: 'column' });
    expect(call.over?.orderBy[0]).to.include({ descending: true, nullsFirst: true });
    expect(call.over?.frame).to.include({ mode: 'rows', exclude: 'ties' });
    expect(call.over?.frame?.start).to.include({ kind: 'preceding' });
    expect(call.over?.frame?.end).to.deep.equal({ kind: 'current-row' });
    expect(select.from.map((item) => item.kind)).to.deep.equal(['table', 'join', 'function']);
    const joins: unknown[] = [];
    for (let item = select.from[1]; item?.kind === 'join'; item = item.left) joins.push([item.type, item.natural, item.using]);
    expect(joins).to.deep.equal([
      ['full', true, []],
      ['cross', false, []],
      ['inner', false, []],
      ['left', false, ['id']],
    ]);
    expect(select.groupBy.map((item) => item.kind)).to.deep.equal(['rollup', 'empty']);
    expect(select.windows[0]).to.include({ name: 'win' });
    expect(select.orderBy[0]).to.include({ using: '>' });
    expect(select.limit).to.include({ kind: 'integer', value: 10 });
    expect(select.offset).to.include({ kind: 'integer', value: 5 });
    expect(select.locking[0]).to.include({ strength: 'update' });
  });

  it('nests set operations by precedence and keeps ORDER BY where it was written', () => {
    const query = queryOf('select 1 union all (select 2 order by 1 limit 1) intersect select 3 order by 1 limit all');
    if (query.kind !== 'set-operation') throw new Error(query.kind);
    expect(query).to.include({ operation: 'union', all: true, limit: null });
    expect(query.orderBy).to.have.length(1);
    expect(query.right).to.include({ kind: 'set-operation', operation: 'intersect' });
    if (query.right.kind !== 'set-operation') throw new Error('intersect');
    expect(query.right.left.orderBy).to.have.length(1);
    expect(query.right.left.limit).to.include({ value: 1 });
    expect(queryOf('values (1, 2), (3, 4)')).to.include({ kind: 'values' });
  });

  it('knows every kind of statement', () => {
    const cases: Record<string, string> = {
      'select 1': 'query',
      'insert into t (a, b) values (1, default) on conflict (a) do nothing returning *': 'insert',
      'update t set a = 1, (b, c) = (select 1, 2) where d': 'update',
      'delete from t using u where a': 'delete',
      'create table t (a int)': 'create-table',
      'create table t as select 1': 'create-table-as',
      'select 1 into t': 'create-table-as',
      'create or replace view v as select 1': 'create-view',
      'create schema if not exists s': 'create-schema',
      'drop table if exists a.b, c cascade': 'drop',
      'drop schema s': 'drop',
      'truncate a, b': 'truncate',
      'copy t from stdin': 'copy',
      'copy (select 1) to stdout': 'copy',
      'explain analyze select 1': 'explain',
      'set x.y to 1': 'set',
      'set time zone default': 'set',
      'show all': 'show',
      'reset all': 'reset',
      begin: 'transaction',
      'rollback to savepoint x': 'transaction',
      'prepare p (int) as select $1': 'prepare',
      'execute p (1)': 'execute',
      'deallocate all': 'deallocate',
      'declare c cursor for select 1': 'declare-cursor',
      'fetch all from c': 'fetch',
      'close c': 'close-cursor',
      'discard all': 'discard',
      'create unique index i on t (a)': 'create-index',
      'alter table t add a int': 'alter-table',
      'alter table t rename a to b': 'rename',
      'create sequence s': 'create-sequence',
      "create type e as enum ('a')": 'create-type',
      'create or replace function f() returns int language sql as $$ select 1 $$': 'create-function',
      'refresh materialized view v': 'refresh',
      "comment on table t is 'x'": 'comment',
      vacuum: 'maintenance',
      'listen x': 'unsupported',
    };
    for (const [sql, kind] of Object.entries(cases)) expect(one(sql).kind, sql).to.equal(kind);
  });

  it('names what it has no form for', () => {
    const cases: Record<string, string> = {
      'create trigger g before insert on t execute function f()': 'CREATE TRIGGER',
      'create publication p': 'CREATE PUBLICATION',
      '/* why */ listen x': 'LISTEN',
    };
    for (const [sql, feature] of Object.entries(cases)) expect(one(sql), sql).to.include({ kind: 'unsupported', feature });
    expect(selectOf('select 1 from t tablesample system (1)').from[0]).to.include({ kind: 'table' });
  });

  it('reads table definitions with their constraints and options', () => {
    const table = one(
      `create temp table if not exists s.t (
         a int primary key, b numeric(15,2) not null default 1 check (b > 0), c text references o (x),
         constraint u unique (a, b), primary key (a), d int generated always as identity
       ) with (distributed_by = 'a,b', distribution = replicated, n = 5, flag) on commit drop`,
    );
    if (table.kind !== 'create-table') throw new Error(table.kind);
    expect(table).to.include({ ifNotExists: true, persistence: 'temporary', onCommit: 'drop' });
    expect(table.table).to.include({ schema: 's', name: 't' });
    expect(table.columns.map((column) => [column.name, column.type.name, column.constraints.map((c) => c.kind)])).to.deep.equal([
      ['a', 'int4', ['primary-key']],
      ['b', 'numeric', ['not-null', 'default', 'check']],
      ['c', 'text', ['foreign-key']],
      ['d', 'int4', ['identity']],
    ]);
    expect(table.constraints).to.deep.include.members([
      { kind: 'unique', name: 'u', columns: ['a', 'b'], nullsNotDistinct: false, index: null, position: table.constraints[0]?.position },
    ]);
    expect(table.options.map(({ name, value }) => [name, value])).to.deep.equal([
      ['distributed_by', { kind: 'string', value: 'a,b' }],
      ['distribution', { kind: 'string', value: 'replicated' }],
      ['n', { kind: 'number', text: '5' }],
      ['flag', null],
    ]);
    const inherited = one('create table t (like u) partition by range (a)');
    if (inherited.kind !== 'create-table') throw new Error(inherited.kind);
    expect(inherited.unsupported).to.deep.equal([]);
    expect(inherited.partitionBy).to.deep.include({ strategy: 'range', keys: [{ column: 'a', text: 'a', position: 44 }] });
  });

  it('reads the rest of the statements’ parts', () => {
    expect(one('drop table if exists x.a, b cascade')).to.deep.include({ object: 'table', ifExists: true, cascade: true });
    expect(one('set local a to on, 1.5')).to.deep.include({ name: 'a', values: ['on', '1.5'], local: true, isDefault: false });
    expect(one('begin isolation level repeatable read read only')).to.include({
      action: 'begin',
      isolation: 'repeatable read',
      readOnly: true,
    });
    expect(one('fetch backward 3 from c')).to.include({ direction: 'backward', count: 3, cursor: 'c' });
    expect(one('fetch all from c')).to.include({ direction: 'forward', count: null });
    expect(one('create view v (a) as /* body */ select 1')).to.include({ kind: 'create-view', queryText: '/* body */ select 1' });
    const copy = one("copy t (a, b) from stdin with (format csv, header, delimiter '|', force_not_null (a))");
    if (copy.kind !== 'copy') throw new Error(copy.kind);
    expect(copy).to.deep.include({ direction: 'from', fileName: null, columns: ['a', 'b'] });
    expect(copy.options.map(({ name }) => name)).to.deep.equal(['format', 'header', 'delimiter', 'force_not_null']);
    const explain = one('explain (analyze, verbose off, format json) insert into t select 1');
    if (explain.kind !== 'explain') throw new Error(explain.kind);
    expect(explain.statement.kind).to.equal('insert');
    const update = one('update t set a = 1, (b, c) = (2, 3), d = default');
    if (update.kind !== 'update') throw new Error(update.kind);
    expect(update.assignments.map(({ columns, value }) => [columns.map((c) => c.name), value.kind])).to.deep.equal([
      [['a'], 'integer'],
      [['b', 'c'], 'row'],
      [['d'], 'default'],
    ]);
  });

  it('counts positions in characters of the whole text', () => {
    const statements = parse("  select 'é😀' ;\n select x, y + z from t ;", 'postgres');
    expect(statements.map(({ text, textStart }) => [text, textStart])).to.deep.equal([
      ["select 'é😀'", 2],
      ['select x, y + z from t', 17],
    ]);
    const second = statements[1];
    if (second?.kind !== 'query' || second.query.kind !== 'select') throw new Error('a select');
    expect(second.query.targets.map((target) => target.expression.position)).to.deep.equal([24, 29]);
    expect(second.query.from[0]?.position).to.equal(38);
    expect(parse(' ; ; -- nothing', 'postgres')).to.deep.equal([]);
    const far = selectOf(`select '${'é'.repeat(5_000)}', x`);
    expect(far.targets[1]?.position).to.equal(5_011);
  });

  it('reports syntax errors in PostgreSQL’s words', () => {
    expect(errorOf('select 1 from from')).to.include({ code: '42601', message: 'syntax error at or near "from"', position: 14 });
    expect(errorOf("select 'é😀' from from")).to.include({ position: 17 });
    expect(errorOf('select (')).to.include({ code: '42601', message: 'syntax error at end of input', position: 8 });
    expect(errorOf("select 'open")).to.include({ code: '42601', message: 'unterminated quoted string at or near "\'open"', position: 7 });
    expect(errorOf('select "')).to.include({ code: '42601' });
    expect(errorOf('select 1 \0')).to.include({ code: '22021' });
  });

  it('answers deep nesting and long chains, or says 54001, and goes on', async () => {
    const nested = (open: string, close: string, n: number): string => `select ${open.repeat(n)}1${close.repeat(n)}`;
    expect(expressionOf(`${'('.repeat(1_000)}1${')'.repeat(1_000)}`)).to.include({ kind: 'integer' });
    expect(parse(nested('(1+', ')', 1_000), 'postgres')).to.have.length(1);
    expect(parse(`select 1${'+1'.repeat(3_000)}`, 'postgres')).to.have.length(1);
    const or = expressionOf(`a${' or a'.repeat(10_000)}`);
    expect(or.kind === 'or' && or.operands.length).to.equal(10_001);
    const inputs = [
      nested('(', ')', 10_000),
      nested('f(', ')', 10_000),
      nested('(select ', ')', 3_000),
      `select 1${'+1'.repeat(10_000)}`,
      `select 1${'+1'.repeat(50_000)}`,
      `select ${'not '.repeat(20_000)}a`,
      `select 1${' union select 1'.repeat(10_000)}`,
      `select 1 from a${' join a on true'.repeat(10_000)}`,
    ];
    for (const sql of inputs) {
      let code = 'answered';
      try {
        parse(sql, 'postgres');
      } catch (error) {
        code = error instanceof ConductError ? error.code : String(error);
      }
      expect(['answered', '54001'], sql.slice(0, 40)).to.include(code);
      // A parser that broke is replaced.
      await initParser();
      expect(shape(expressionOf('a or b and c'))).to.equal('(a or (b and c))');
    }
  }).timeout(20_000);

  it('takes a literal of a megabyte', () => {
    const literal = expressionOf(`'${'x'.repeat(1 << 20)}'`);
    expect(literal.kind === 'string' && literal.value.length).to.equal(1 << 20);
  });
});
