/** The SQL text that the DataFrame builder makes. */
import { expect } from 'chai';
import { coalesce, countDistinct, date, expr, extract, fn, interval, lit, when } from '../../src/client/columns.js';
import { DataFrame } from '../../src/client/data-frame.js';
import { avg, count, sum } from '../../src/client/functions.js';
import { col } from '../../src/client/named.js';
import { queryFrom } from '../../src/client/query.js';
import { ConductError } from '../../src/common/errors.js';

/** A frame that can't be run. */
function table(name: string): DataFrame {
  const none = () => Promise.reject(new Error('no server here'));
  const runner = { query: none, temporary: none, iterate: () => ({ [Symbol.asyncIterator]: () => ({ next: none }) }) };
  return new DataFrame(runner, queryFrom({ kind: 'table', schema: null, name, alias: null, columns: null }));
}

function lines(...text: readonly string[]): string {
  return text.join('\n');
}

describe('SQL text of DataFrames', () => {
  it('adds steps to one SELECT where their order is SQL’s own', () => {
    const frame = table('lineitem')
      .where(col('l_shipdate').le(date('1998-09-02')))
      .filter(col('l_tax').gt(0).and(col('l_discount').lt(0.05)))
      .groupBy('l_returnflag', col('l_linestatus').as('status'))
      .agg(
        sum('l_quantity').as('sum_qty'),
        avg(col('l_extendedprice').times(lit(1).minus(col('l_discount')))).as('avg_price'),
        count().as('n'),
      )
      .orderBy('l_returnflag', col('sum_qty').desc('last'))
      .limit(10, 5);
    expect(frame.toSQL()).to.equal(
      lines(
        'SELECT',
        '  "l_returnflag",',
        '  "l_linestatus" AS "status",',
        '  sum("l_quantity") AS "sum_qty",',
        '  avg("l_extendedprice" * (1 - "l_discount")) AS "avg_price",',
        '  count(*) AS "n"',
        'FROM "lineitem"',
        `WHERE "l_shipdate" <= date '1998-09-02'`,
        '  AND "l_tax" > 0',
        '  AND "l_discount" < 0.05',
        'GROUP BY "l_returnflag", "l_linestatus"',
        'ORDER BY "l_returnflag", "sum_qty" DESC NULLS LAST',
        'LIMIT 10',
        'OFFSET 5',
      ),
    );
  });

  it('takes what is there as a subquery where it is not', () => {
    const totals = table('orders').groupBy('o_custkey').agg(sum('o_totalprice').as('total'));
    expect(totals.where(col('total').gt(100)).toSQL()).to.equal(
      lines(
        'SELECT *',
        'FROM (',
        '  SELECT "o_custkey", sum("o_totalprice") AS "total"',
        '  FROM "orders"',
        '  GROUP BY "o_custkey"',
        ') AS "t"',
        'WHERE "total" > 100',
      ),
    );
    expect(table('t').limit(5).where(col('a').isNull()).toSQL()).to.equal(
      lines('SELECT *', 'FROM (', '  SELECT *', '  FROM "t"', '  LIMIT 5', ') AS "t"', 'WHERE "a" IS NULL'),
    );
  });

  it('keeps the order of rows over a filter and a projection', () => {
    expect(table('t').orderBy(col('a').desc()).select('a', 'b').toSQL()).to.equal('SELECT "a", "b"\nFROM "t"\nORDER BY "a" DESC');
    expect(table('t').select('a').orderBy('a').where(col('a').gt(1)).toSQL()).to.equal(
      lines('SELECT *', 'FROM (', '  SELECT "a"', '  FROM "t"', ') AS "t"', 'WHERE "a" > 1', 'ORDER BY "a"'),
    );
  });

  it('does not let a result column take the place of the column that orders', () => {
    const sql = table('t').orderBy('a').limit(3).select(col('b').as('a')).toSQL();
    expect(sql).to.equal(lines('SELECT "b" AS "a"', 'FROM (', '  SELECT *', '  FROM "t"', '  ORDER BY "a"', '  LIMIT 3', ') AS "t"'));
  });

  it('never changes a frame', () => {
    const base = table('t');
    const filtered = base.where(col('a').eq(1));
    filtered.select('b').orderBy('b').limit(1);
    expect(base.toSQL()).to.equal('SELECT *\nFROM "t"');
    expect(filtered.toSQL()).to.equal('SELECT *\nFROM "t"\nWHERE "a" = 1');
  });

  it('quotes identifiers and literals', () => {
    const sql = table('we"ird')
      .where(col('Na"me').eq(`O'Hara"; DROP TABLE t; --`))
      .select(col('Na"me').as('x"y'), lit('back\\slash').as('b'))
      .toSQL();
    expect(sql).to.equal(
      lines(`SELECT "Na""me" AS "x""y", E'back\\\\slash' AS "b"`, 'FROM "we""ird"', `WHERE "Na""me" = 'O''Hara"; DROP TABLE t; --'`),
    );
  });

  it('writes literals of every kind', () => {
    const values = [null, true, -5, 0.5, -0, 1e21, Number.NaN, Number.POSITIVE_INFINITY, -9007199254740993n, new Date(0)];
    expect(values.map((value) => table('t').select(lit(value).as('v')).toSQL().split('\n')[0])).to.deep.equal([
      'SELECT NULL AS "v"',
      'SELECT TRUE AS "v"',
      'SELECT (-5) AS "v"',
      'SELECT 0.5 AS "v"',
      'SELECT (0) AS "v"',
      'SELECT 1e+21 AS "v"',
      `SELECT CAST('NaN' AS double precision) AS "v"`,
      `SELECT CAST('Infinity' AS double precision) AS "v"`,
      'SELECT (-9007199254740993) AS "v"',
      `SELECT timestamp '1970-01-01 00:00:00.000' AS "v"`,
    ]);
  });

  it('joins by conditions over aliases, and by names', () => {
    const orders = table('orders').as('o');
    const customers = table('customer').as('c');
    expect(
      orders
        .join(customers, col('o.o_custkey').eq(col('c.c_custkey')))
        .leftJoin(table('nation').where(col('n_name').eq('PERU')), ['n_key', 'region'])
        .select('c.c_name')
        .toSQL(),
    ).to.equal(
      lines(
        'SELECT "c"."c_name"',
        'FROM "orders" AS "o"',
        'JOIN "customer" AS "c" ON "o"."o_custkey" = "c"."c_custkey"',
        'LEFT JOIN (',
        '  SELECT *',
        '  FROM "nation"',
        `  WHERE "n_name" = 'PERU'`,
        ') AS "t" USING ("n_key", "region")',
      ),
    );
  });

  it('makes semi and anti joins of EXISTS', () => {
    expect(
      table('a')
        .antiJoin(table('b').where(col('x').gt(1)), 'k')
        .toSQL(),
    ).to.equal(
      lines(
        'SELECT *',
        'FROM "a" AS "a"',
        'WHERE NOT EXISTS (',
        '  SELECT 1',
        '  FROM (',
        '    SELECT *',
        '    FROM "b"',
        '    WHERE "x" > 1',
        '  ) AS "right_rows"',
        '  WHERE "a"."k" = "right_rows"."k"',
        ')',
      ),
    );
    expect(table('a').semiJoin(table('a'), 'k').toSQL()).to.include('FROM "a" AS "right_rows"');
  });

  it('replaces a column that is known, and adds one that is not', () => {
    expect(table('t').withColumn('c', col('a').plus(1)).toSQL()).to.equal('SELECT *, "a" + 1 AS "c"\nFROM "t"');
    expect(table('t').select('a', 'b').withColumn('a', col('a').times(2)).toSQL()).to.equal(
      lines('SELECT "a" * 2 AS "a", "b"', 'FROM (', '  SELECT "a", "b"', '  FROM "t"', ') AS "t"'),
    );
  });

  it('makes DISTINCT and set operations', () => {
    expect(table('t').select('a').distinct().orderBy('a').toSQL()).to.equal('SELECT DISTINCT "a"\nFROM "t"\nORDER BY "a"');
    expect(table('t').select('a').union(table('u').limit(1)).orderBy('a').toSQL()).to.equal(
      lines(
        'SELECT *',
        'FROM (',
        '  (',
        '    SELECT "a"',
        '    FROM "t"',
        '  )',
        '  UNION',
        '  (',
        '    SELECT *',
        '    FROM "u"',
        '    LIMIT 1',
        '  )',
        ') AS "combined"',
        'ORDER BY "a"',
      ),
    );
  });

  it('groups by an expression by its place', () => {
    expect(table('t').groupBy(extract('year', 'd').as('y'), lit(7).as('seven')).agg(countDistinct('a')).toSQL()).to.equal(
      'SELECT extract(year FROM "d") AS "y", 7 AS "seven", count(DISTINCT "a")\nFROM "t"\nGROUP BY 1, 2',
    );
  });

  it('knows CASE, IN, BETWEEN, functions, casts, subqueries and aggregates of some rows', () => {
    const condition = col('a')
      .in([1, 'x'])
      .or(col('b').between(1, 2), col('c').in([]), col('d').notIn(table('u').select('d')));
    expect(
      table('t')
        .where(condition)
        .where(expr('a OR b'))
        .agg(
          sum(when(col('a').like('%x'), col('b')).otherwise(0)).as('s'),
          count().filter(col('z').isNotNull()).as('n'),
          sum(coalesce(col('a').cast('numeric(12,2)'), fn('Own Function', 1))).as('o'),
        )
        .toSQL(),
    ).to.equal(
      lines(
        'SELECT',
        `  sum(CASE WHEN "a" LIKE '%x' THEN "b" ELSE 0 END) AS "s",`,
        '  count(*) FILTER (WHERE "z" IS NOT NULL) AS "n",',
        '  sum(coalesce(CAST("a" AS numeric(12,2)), "Own Function"(1))) AS "o"',
        'FROM "t"',
        `WHERE (("a" IN (1, 'x')) OR ("b" BETWEEN 1 AND 2) OR (FALSE) OR ("d" NOT IN (`,
        '  SELECT "d"',
        '  FROM "u"',
        ')))',
        '  AND (a OR b)',
      ),
    );
  });

  it('refuses what can’t be SQL', () => {
    expect(() => table('t').where(sum('a').gt(1))).to.throw(ConductError, 'agg()');
    expect(() => table('t').limit(-1)).to.throw(ConductError);
    expect(() => table('t').orderBy(lit(1))).to.throw(ConductError);
    expect(() => table('t').select(col('a').cast('int); DROP TABLE t; --')).toSQL()).to.throw(ConductError, 'not a type');
    expect(() => table('t').select(lit('a\0b').as('x')).toSQL()).to.throw(ConductError, 'NUL');
    expect(() => table('t').select(extract('year FROM now()); --', 'd')).toSQL()).to.throw(ConductError, 'not a field');
    expect(
      table('t')
        .where(col('a').lt(date('1995-01-01')))
        .where(col('a').gt(interval("1' day")))
        .toSQL(),
    ).to.include(`interval '1'' day'`);
  });
});
