/** TPC-H's tables with statistics as of scale factor 1, and short forms of planning a SQL text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import type { ColumnStats, TableDef, TableDistribution } from '../../src/catalog/table-def.js';
import type { OptimizedPlan, OptimizerContext } from '../../src/optimizer/context.js';
import { optimize } from '../../src/optimizer/optimize.js';
import type { ColumnId } from '../../src/plan/expr.js';
import type { LogicalPlan } from '../../src/plan/logical.js';
import { bind } from '../../src/planner/bind.js';
import { substituteParameters } from '../../src/planner/substitute-parameters.js';
import { initParser, parse } from '../../src/sql/parse.js';

export const TPCH = join(process.cwd(), 'bench', 'tpch');

export async function loadParser(): Promise<void> {
  await initParser();
}

type Known = Partial<ColumnStats>;

const day = (iso: string): bigint => BigInt(Math.round((Date.parse(iso) - Date.parse('2000-01-01')) / 86_400_000));
const keys = (n: number): Known => ({ min: 1n, max: BigInt(n), distinct: n });
const range = (min: bigint, max: bigint, distinct: number): Known => ({ min, max, distinct });
const text = (distinct: number, meanBytes: number): Known => ({ distinct, meanBytes });
/** All the values of a char(n) column, as they are stored, evenly spread. */
const words = (length: number, values: readonly string[]): Known => ({
  distinct: values.length,
  meanBytes: length,
  common: values.map((value) => ({ value: value.padEnd(length), share: 1 / values.length })),
});

/** Per table at scale factor 1: rows, and what is known of the columns. */
const SF1: { readonly [table: string]: { readonly rows: number; readonly columns: { readonly [column: string]: Known } } } = {
  region: {
    rows: 5,
    columns: {
      r_regionkey: range(0n, 4n, 5),
      r_name: words(25, ['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST']),
      r_comment: text(5, 60),
    },
  },
  nation: {
    rows: 25,
    columns: { n_nationkey: range(0n, 24n, 25), n_name: text(25, 25), n_regionkey: range(0n, 4n, 5), n_comment: text(25, 70) },
  },
  supplier: {
    rows: 10_000,
    columns: {
      s_suppkey: keys(10_000),
      s_name: text(10_000, 25),
      s_address: text(10_000, 25),
      s_nationkey: range(0n, 24n, 25),
      s_phone: text(10_000, 15),
      s_acctbal: range(-99_966n, 999_372n, 9_955),
      s_comment: text(9_983, 62),
    },
  },
  part: {
    rows: 200_000,
    columns: {
      p_partkey: keys(200_000),
      p_name: text(199_998, 33),
      p_mfgr: text(5, 25),
      p_brand: text(25, 10),
      p_type: text(150, 20),
      p_size: range(1n, 50n, 50),
      p_container: text(40, 10),
      p_retailprice: range(90_100n, 209_899n, 20_899),
      p_comment: text(131_753, 13),
    },
  },
  partsupp: {
    rows: 800_000,
    columns: {
      ps_partkey: keys(200_000),
      ps_suppkey: keys(10_000),
      ps_availqty: range(1n, 9_999n, 9_999),
      ps_supplycost: range(100n, 100_000n, 99_901),
      ps_comment: text(799_124, 124),
    },
  },
  customer: {
    rows: 150_000,
    columns: {
      c_custkey: keys(150_000),
      c_name: text(150_000, 18),
      c_address: text(150_000, 25),
      c_nationkey: range(0n, 24n, 25),
      c_phone: text(150_000, 15),
      c_acctbal: range(-99_999n, 999_999n, 140_187),
      c_mktsegment: words(10, ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY']),
      c_comment: text(149_968, 73),
    },
  },
  orders: {
    rows: 1_500_000,
    columns: {
      o_orderkey: { min: 1n, max: 6_000_000n, distinct: 1_500_000 },
      o_custkey: { min: 1n, max: 149_999n, distinct: 99_996 },
      o_orderstatus: text(3, 1),
      o_totalprice: range(85_771n, 55_528_516n, 1_464_556),
      o_orderdate: range(day('1992-01-01'), day('1998-08-02'), 2_406),
      o_orderpriority: text(5, 15),
      o_clerk: text(1_000, 15),
      o_shippriority: range(0n, 0n, 1),
      o_comment: text(1_482_071, 49),
    },
  },
  lineitem: {
    rows: 6_001_215,
    columns: {
      l_orderkey: { min: 1n, max: 6_000_000n, distinct: 1_500_000 },
      l_partkey: keys(200_000),
      l_suppkey: keys(10_000),
      l_linenumber: range(1n, 7n, 7),
      l_quantity: range(100n, 5_000n, 50),
      l_extendedprice: range(90_100n, 10_494_950n, 933_900),
      l_discount: range(0n, 10n, 11),
      l_tax: range(0n, 8n, 9),
      l_returnflag: text(3, 1),
      l_linestatus: text(2, 1),
      l_shipdate: range(day('1992-01-02'), day('1998-12-01'), 2_526),
      l_commitdate: range(day('1992-01-31'), day('1998-10-31'), 2_466),
      l_receiptdate: range(day('1992-01-04'), day('1998-12-31'), 2_554),
      l_shipinstruct: text(4, 25),
      l_shipmode: text(7, 10),
      l_comment: text(4_580_667, 27),
    },
  },
};

export interface CatalogOptions {
  readonly workers: readonly string[];
  /** Share of scale factor 1 (rows only). */
  readonly scale?: number;
}

function placement(workers: readonly string[]): readonly string[] {
  return Array.from({ length: 256 }, (_bucket, i) => workers[i % workers.length] ?? '');
}

/** Tables from DDL, all columns' statistics from `known` or a default of many values without NULLs. */
export function catalogOf(ddl: string, known: typeof SF1, options: CatalogOptions): MemoryCatalog {
  const tables: TableDef[] = [];
  for (const statement of parse(ddl, 'postgres')) {
    const { bound } = bind(statement, { catalog: new MemoryCatalog({ tables }), parameterTypes: [], settings: new Map() });
    const change = bound.kind === 'definition' ? bound.changes[0] : undefined;
    if (bound.kind !== 'definition' || change?.kind !== 'create' || change.object.kind !== 'table') throw new Error('no CREATE TABLE');
    const made = change.object.value;
    const entry = known[made.name];
    const rows = Math.round((entry?.rows ?? 0) * (options.scale ?? 1));
    const asked = bound.distributions[0]?.request ?? { kind: 'default' };
    const distribution: TableDistribution =
      asked.kind === 'default' ? { kind: 'hash', ordinals: made.primaryKey.length > 0 ? made.primaryKey : [0] } : asked;
    tables.push({
      id: 16_384 + tables.length,
      schema: made.schema,
      name: made.name,
      columns: made.columns,
      primaryKey: made.primaryKey,
      distribution,
      placement: distribution.kind === 'replicated' ? options.workers : placement(options.workers),
      version: 1,
      stats: {
        rows,
        columns: made.columns.map((column): ColumnStats => {
          const stats = entry?.columns[column.name];
          return {
            nulls: 0,
            min: null,
            max: null,
            minText: null,
            maxText: null,
            meanBytes: 8,
            common: [],
            ...stats,
            distinct: Math.min(rows, stats?.distinct ?? rows),
          };
        }),
      },
    });
  }
  return new MemoryCatalog({ version: 1, tables });
}

export function tpchCatalog(options: CatalogOptions): MemoryCatalog {
  return catalogOf(readFileSync(join(TPCH, 'schema.sql'), 'utf8'), SF1, options);
}

export function tpchQuery(number: number): string {
  return readFileSync(join(TPCH, 'queries', `q${number}.sql`), 'utf8');
}

export interface BoundPlan {
  readonly plan: LogicalPlan;
  nextColumnId(): ColumnId;
}

export function bindQuery(sql: string, catalog: MemoryCatalog): BoundPlan {
  const [statement] = parse(sql, 'postgres');
  if (statement === undefined) throw new Error('no statement');
  const result = bind(statement, { catalog, parameterTypes: [], settings: new Map() });
  const bound = substituteParameters(result.bound, []);
  if (bound.kind !== 'query') throw new Error('not a query');
  let next = result.nextColumnId;
  return { plan: bound.plan, nextColumnId: () => next++ };
}

export function plan(sql: string, catalog: MemoryCatalog, workers: readonly string[], disabled: readonly string[] = []): OptimizedPlan {
  const bound = bindQuery(sql, catalog);
  const context: OptimizerContext = { workers, settings: { disabledRules: new Set(disabled) }, nextColumnId: bound.nextColumnId };
  return optimize(bound.plan, context);
}
