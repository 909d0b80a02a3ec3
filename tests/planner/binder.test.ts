/** What plans alone do not show: statements without a plan, parameters put in, depth, statistics and system relations. */
import { expect } from 'chai';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import type { ColumnStats } from '../../src/catalog/table-def.js';
import { emptyStats, mergeStats } from '../../src/catalog/table-stats.js';
import { ConductError } from '../../src/common/errors.js';
import { printExpr, printLogical } from '../../src/plan/print-logical.js';
import { bind } from '../../src/planner/bind.js';
import { substituteParameters } from '../../src/planner/substitute-parameters.js';
import type { Query } from '../../src/sql/ast.js';
import { checkPlan } from './check-plan.js';
import { bindSql, expectError, loadParser, parseOne, planOf, smallCatalog } from './support.js';

function boundOf(sql: string): ReturnType<typeof bindSql>['bound'] {
  return bindSql(sql).bound;
}

describe('binder', () => {
  before(loadParser);

  describe('parameters', () => {
    it('become literals, and rows with them become values', () => {
      const { bound } = bindSql('insert into t (a, d) values ($1, $2), (3, null)');
      const done = substituteParameters(bound, [7, -730]);
      if (done.kind !== 'insert') throw new Error('not an insert');
      expect(done.source.kind).to.equal('values');
      if (done.source.kind !== 'values') return;
      expect(done.source.rows).to.deep.equal([
        [7, null, null, -730, null],
        [3, null, null, null, null],
      ]);
    });

    it('reach subqueries, and LIMIT is a literal afterwards', () => {
      const { bound } = bindSql('select a from t where a in (select x from u where y = $1 limit $2)');
      const done = substituteParameters(bound, [5n, 10n]);
      if (done.kind !== 'query') throw new Error('not a query');
      const text = printLogical(done.plan);
      expect(text).to.include('limit 10');
      expect(text).to.include('= 5');
      expect(text).not.to.include('$');
    });

    it('that only IS NULL asks about take their type from elsewhere', () => {
      const { bound, parameterTypes } = bindSql('select a from t where $1 is null or a = $1');
      expect(parameterTypes).to.deep.equal([{ kind: 'int4' }]);
      if (bound.kind === 'query') checkPlan(bound.plan);
    });

    it('declared by the client keep their type', () => {
      const { parameterTypes } = bindSql('select a from t where a = $1', smallCatalog(), [{ kind: 'int8' }]);
      expect(parameterTypes).to.deep.equal([{ kind: 'int8' }]);
    });

    it('of two types are refused', () =>
      expectError('select a from t where a = $1 and d |= $1', '42883', /operator does not exist: date = integer/));

    it('give a NULL limit no effect and refuse a negative one', () => {
      const { bound } = bindSql('select a from t limit $1');
      const none = substituteParameters(bound, [null]);
      if (none.kind === 'query') expect(printLogical(none.plan)).not.to.include('limit');
      expect(() => substituteParameters(bound, [-1n])).to.throw(ConductError, 'LIMIT must not be negative');
    });

    it('and stable calls are put in together', () => {
      const { bound } = bindSql('select current_date, $1 + 1');
      const done = substituteParameters(bound, [4], (call) => (call.name === 'current_date' ? 9_000 : undefined));
      if (done.kind !== 'query' || done.plan.kind !== 'values') throw new Error('not values');
      expect(done.plan.rows).to.deep.equal([[9_000, 5]]);
    });
  });

  describe('statements without a plan', () => {
    it('CREATE TABLE: columns, key and distribution', () => {
      const bound = boundOf(
        "create table if not exists w (a int, b numeric(10,2) not null, c varchar(5), primary key (b, a)) with (distributed_by = 'c, A')",
      );
      const change = bound.kind === 'definition' ? bound.changes[0] : undefined;
      if (bound.kind !== 'definition' || change?.kind !== 'create' || change.object.kind !== 'table') throw new Error('no table');
      const made = change.object.value;
      expect(made).to.deep.include({ schema: 'public', name: 'w', primaryKey: [1, 0] });
      expect(bound.distributions[0]?.request).to.deep.equal({ kind: 'hash', ordinals: [2, 0] });
      expect(made.columns.map((column) => column.notNull)).to.deep.equal([true, true, false]);
      expect(made.columns[1]?.type).to.deep.equal({ kind: 'numeric', precision: 10, scale: 2 });
    });

    it('CREATE TABLE: the other distributions', () => {
      for (const [option, kind] of [
        ['distribution = replicated', 'replicated'],
        ["distribution = 'random'", 'random'],
        ['distribution = hash', 'default'],
      ] as const) {
        const bound = boundOf(`create table w (a int) with (${option})`);
        expect(bound.kind === 'definition' ? bound.distributions[0]?.request.kind : '').to.equal(kind);
      }
      expectError('create table w (a int) with (distribution = elsewhere)', '22023', /invalid value for parameter/);
      expectError("create table w (a int) with (distributed_by = 'b')", '42703', /named in distributed_by/);
      expectError('create table w (a int) with (pages = 70)', '22023', /unrecognized parameter/);
    });

    it('CREATE TABLE IF NOT EXISTS over a table that is there', () => {
      expect(boundOf('create table if not exists t (q int)')).to.deep.include({ kind: 'definition', changes: [] });
    });

    it('DROP and TRUNCATE', () => {
      const drop = boundOf('drop table if exists t, nosuch');
      if (drop.kind !== 'definition') throw new Error('no definition');
      expect(drop.notices.map(({ message }) => message)).to.deep.equal(['table "nosuch" does not exist, skipping']);
      expect(drop.changes.map((change) => (change.kind === 'drop' ? change.object.value.name : ''))).to.deep.equal(['t']);
      const truncate = boundOf('truncate t, u');
      expect(truncate.kind === 'truncate' ? truncate.tables.map((table) => table.name) : []).to.deep.equal(['t', 'u']);
    });

    it('COPY FROM: columns and options', () => {
      const plain = { forceQuote: [], forceNotNull: [], forceNull: [], encoding: 'UTF8' };
      expect(boundOf('copy t from stdin')).to.deep.include({
        kind: 'copy-from',
        ordinals: [0, 1, 2, 3, 4],
        options: { ...plain, format: 'text', delimiter: '\t', null: '\\N', header: false, quote: '"', escape: '"' },
      });
      expect(boundOf("copy t (c, a) from stdin (format csv, header, delimiter '|', quote '''', null 'NULL')")).to.deep.include({
        kind: 'copy-from',
        ordinals: [2, 0],
        options: { ...plain, format: 'csv', delimiter: '|', null: 'NULL', header: true, quote: "'", escape: "'" },
      });
      expectError("copy t from stdin (delimiter 'ab')", '0A000', /single one-byte character/);
      expectError("copy t from stdin (format text, quote '#')", '0A000', /only in CSV mode/);
      expectError('copy t (nope) from stdin', '42703', /column "nope" of relation "t" does not exist/);
      expectError('copy nosuch from stdin', '42P01', /relation "nosuch" does not exist/);
    });

    it('COPY TO is a query', () => {
      const bound = boundOf('copy t (c, a) to stdout csv');
      expect(
        bound.kind === 'copy-to' && bound.source.kind === 'query' ? bound.source.output.map((column) => column.name) : [],
      ).to.deep.equal(['c', 'a']);
    });

    it('EXPLAIN and its options', () => {
      expect(boundOf('explain (analyze, verbose, costs off) select 1')).to.deep.include({
        kind: 'explain',
        analyze: true,
        verbose: true,
        costs: false,
        format: 'text',
      });
      expectError('explain (nonsense) select 1', '42601', /unrecognized EXPLAIN option "nonsense"/);
    });

    it('settings and transactions', () => {
      expect(boundOf('set search_path to a, b')).to.deep.equal({ kind: 'set', name: 'search_path', value: 'a, b', local: false });
      expect(boundOf('set local work_mem to default')).to.deep.equal({ kind: 'set', name: 'work_mem', value: null, local: true });
      expect(boundOf('show server_version')).to.deep.equal({ kind: 'show', name: 'server_version' });
      expect(boundOf('reset all')).to.deep.equal({ kind: 'reset', name: null });
      expect(boundOf('start transaction read only')).to.deep.include({
        kind: 'transaction',
        action: 'begin',
        isolation: null,
        readOnly: true,
      });
      expect(boundOf('rollback to savepoint x')).to.deep.equal({ kind: 'transaction', action: 'rollback-to', name: 'x' });
    });

    it('what is not there yet is named, with its place', () => {
      expectError('create table w (a |xml)', '0A000', 'type xml is not supported');
      expectError('|declare c binary cursor for select 1', '0A000', 'DECLARE CURSOR is not supported');
    });
  });

  describe('names', () => {
    it('follow the search path, with pg_catalog first', () => {
      const catalog = smallCatalog();
      const settings = new Map([['search_path', '"$user", other']]);
      expect(() => bind(parseOne('select * from t'), { catalog, parameterTypes: [], settings })).to.throw(ConductError, 'does not exist');
      expect(() => bind(parseOne('select * from pg_type'), { catalog, parameterTypes: [], settings })).not.to.throw();
    });

    it('of views stand for their query, which sees nothing around it', () => {
      const { tables } = smallCatalog();
      const views = [{ id: 99, schema: 'public', name: 'v', columns: ['p'], sql: 'select a from t where b > 1' }];
      const catalog = new MemoryCatalog({ tables, views });
      const parseQuery = (sql: string): Query => {
        const statement = parseOne(sql);
        if (statement.kind !== 'query') throw new Error('not a query');
        return statement.query;
      };
      const { bound } = bind(parseOne('select x.p from v x, v y where x.p = y.p'), {
        catalog,
        parameterTypes: [],
        settings: new Map(),
        parseQuery,
      });
      if (bound.kind !== 'query') throw new Error('not a query');
      checkPlan(bound.plan);
      expect(bound.output[0]?.name).to.equal('p');
    });
  });

  describe('depth', () => {
    const binds = (sql: string): void => {
      const { bound } = bindSql(sql);
      if (bound.kind !== 'query') throw new Error('not a query');
      printLogical(substituteParameters(bound, []).plan);
    };

    it('1,000 nested parentheses are answered', () => binds(`select ${'(1+'.repeat(1_000)}1${')'.repeat(1_000)}`));
    it('chains of 4,000 operators are answered', () => binds(`select ${new Array(4_000).fill('a').join(' + ')} from t group by a`));
    it('10,000 terms of AND and of OR are answered', () => {
      const terms = Array.from({ length: 10_000 }, (_, i) => `a <> ${i}`);
      binds(`select a from t where ${terms.join(' and ')}`);
      binds(`select a from t where ${terms.join(' or ')}`);
    });
    it('a WITH chain that doubles at each step is 54001', () => {
      const tables = Array.from({ length: 40 }, (_, i) => `c${i + 1} as (select p.x from c${i} p, c${i} q)`);
      expectError(`with c0 as (select 1 x), ${tables.join(', ')} select * from c40`, '54001', /stack depth limit exceeded/);
    });
    it('an operator tree of 10,000 levels in the AST is bound or 54001, never a crash', () => {
      const statement = parseOne('select a + 1 from t');
      if (statement.kind !== 'query' || statement.query.kind !== 'select') throw new Error('not a select');
      const [target] = statement.query.targets;
      if (target === undefined || target.expression.kind !== 'operator') throw new Error('not an operator');
      let left = target.expression;
      for (let i = 0; i < 10_000; i += 1) left = { ...left, left };
      const deep = { ...statement, query: { ...statement.query, targets: [{ ...target, expression: left }] } };
      const { bound } = bind(deep, { catalog: smallCatalog(), parameterTypes: [], settings: new Map() });
      if (bound.kind === 'query') expect(printLogical(bound.plan).length).to.be.greaterThan(10_000);
    });
  });

  describe('nullability', () => {
    const nullable = (sql: string): readonly boolean[] => {
      const { bound } = bindSql(sql);
      return bound.kind === 'query' ? bound.plan.columns.map((column) => column.nullable) : [];
    };

    it('comes from NOT NULL, keys, operators and outer joins', () => {
      expect(nullable('select a, b, a + 1, a + b, count(*) over_all from t group by a, b')).to.deep.equal([
        false,
        true,
        false,
        true,
        false,
      ]);
      expect(nullable('select x, a from u left join t on a = x')).to.deep.equal([false, true]);
      expect(nullable('select x, a from u full join t on a = x')).to.deep.equal([true, true]);
      expect(nullable('select sum(a), count(b), coalesce(b, 0), b is null from t group by b')).to.deep.equal([true, false, false, false]);
    });
  });

  describe('system relations', () => {
    it('answer the query that the postgres client sends at connect', () => {
      const text = planOf(
        "select b.oid, b.typarray from pg_catalog.pg_type a left join pg_catalog.pg_type b on b.oid = a.typelem where a.typcategory = 'A' group by b.oid, b.typarray order by b.oid",
      );
      expect(text).to.match(/^sort oid/);
    });

    it('list the tables of the snapshot and their columns', () => {
      const { bound } = bindSql('select * from information_schema.columns');
      if (bound.kind !== 'query' || bound.plan.kind !== 'project' || bound.plan.input.kind !== 'values') throw new Error('not values');
      const rows = bound.plan.input.rows.filter((row) => row[1] === 'public').map((row) => [row[2], row[3], row[7]]);
      expect(rows).to.deep.include(['t', 'n', 'numeric']);
      expect(rows).to.deep.include(['k', 'label', 'character']);
    });
  });

  describe('printing', () => {
    it('shows the grouping of operators', () => {
      const { bound } = bindSql('select (a + b) * 2 - -a, not (a > 1 and b > 2 or a < 0) from t');
      if (bound.kind !== 'query' || bound.plan.kind !== 'project') throw new Error('not a projection');
      expect(bound.plan.exprs.map((expr) => printExpr(expr))).to.deep.equal([
        '((#1 + #2) * 2) - (-#1)',
        'NOT (((#1 > 1) AND (#2 > 2)) OR (#1 < 0))',
      ]);
    });
  });
});

describe('table statistics', () => {
  const column = (fields: Partial<ColumnStats>): ColumnStats => ({
    nulls: 0,
    min: null,
    max: null,
    minText: null,
    maxText: null,
    distinct: 0,
    meanBytes: 0,
    common: [],
    ...fields,
  });

  it('merge exactly, but for distinct counts', () => {
    const a = { rows: 10, columns: [column({ nulls: 2, min: -5n, max: 7n, distinct: 8, common: [{ value: 'x', share: 0.5 }] })] };
    const b = { rows: 30, columns: [column({ nulls: 3, min: 0n, max: 9n, distinct: 20, common: [{ value: 'x', share: 0.1 }] })] };
    const merged = mergeStats(a, b);
    expect(merged.rows).to.equal(40);
    expect(merged.columns[0]).to.deep.include({ nulls: 5, min: -5n, max: 9n, distinct: 20 });
    expect(merged.columns[0]?.common[0]?.share).to.be.closeTo(0.2, 1e-12);
  });

  it('merge with an empty table changes nothing', () => {
    const a = { rows: 1, columns: [column({ minText: 'a', maxText: 'b', meanBytes: 3 })] };
    expect(mergeStats(a, emptyStats(1))).to.deep.equal(a);
    expect(mergeStats(emptyStats(1), a)).to.deep.equal(a);
  });
});
