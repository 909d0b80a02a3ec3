/** Groups by a table's distribution key on several executors: each bucket is one executor's, and nothing is merged. */
import { expect } from 'chai';
import { LIMITS } from '../../src/common/limits.js';
import { bucketShares, groupsByBucket } from '../../src/exec/bucketed-groups.js';
import type { Engine } from '../../src/exec/engine.js';
import { pipelinesOf } from '../../src/exec/pipeline.js';
import type { Chunk } from '../../src/exec/task.js';
import type { AggregateNode, PhysicalPlan, ScanNode, Stage } from '../../src/plan/physical.js';
import type { TaskStats } from '../../src/plan/task-stats.js';
import { TYPES } from '../../src/types/sql-type.js';
import { base, call, chunkOf, column, int4, type Row, ref, runPlan, seeded, sorted, withEngine } from './support.js';

const key = column(1, TYPES.int4);
const value = column(2, TYPES.int4, false);
const renamed = column(3, TYPES.int4);
const count = column(4, TYPES.int8, false);
const sum = column(5, TYPES.int8);

const scan: ScanNode = {
  ...base([key, value]),
  kind: 'scan',
  tableId: 1,
  tableName: 't',
  version: 1,
  ordinals: [0, 1],
  pruning: [],
  share: 'local',
  bucketedBy: [0],
};

function grouped(input: PhysicalPlan, by: typeof key): AggregateNode {
  return {
    ...base([by, count, sum]),
    kind: 'aggregate',
    phase: 'single',
    keys: [ref(by)],
    aggregates: [
      { fn: 'count', arg: null, filter: null },
      { fn: 'sum', arg: ref(value), filter: null },
    ],
    input,
  };
}

/** Keys are spread over the buckets by their rest; NULLs lie in the first. */
const bucketOf = (row: Row): number => (row[0] === null ? 0 : Number(row[0]) % LIMITS.buckets);

function rowsInOrder(rows: number, keys: number, seed: number): Row[] {
  const random = seeded(seed);
  const made = Array.from({ length: rows }, (): Row => [random() < 0.01 ? null : Math.floor(random() * keys), Math.floor(random() * 100)]);
  return made.sort((a, b) => bucketOf(a) - bucketOf(b));
}

function inBuckets(engine: Engine, rows: readonly Row[]): Chunk {
  const bucketOffsets = new Array<number>(LIMITS.buckets + 1).fill(0);
  for (const row of rows)
    for (let next = bucketOf(row) + 1; next <= LIMITS.buckets; next += 1) bucketOffsets[next] = (bucketOffsets[next] ?? 0) + 1;
  return { ...chunkOf(engine, [key, value], rows), bucketOffsets };
}

function expected(rows: readonly Row[]): Row[] {
  const groups = new Map<Row[0], [bigint, bigint]>();
  for (const [by, amount] of rows) {
    const [n, total] = groups.get(by ?? null) ?? [0n, 0n];
    groups.set(by ?? null, [n + 1n, total + BigInt(amount as number)]);
  }
  return [...groups].map(([by, [n, total]]) => [by, n, total]);
}

function rowsOf(stats: TaskStats, { op }: PhysicalPlan): number {
  return stats.operators.find((each) => each.op === op)?.rows ?? -1;
}

describe('groups by the distribution key', () => {
  const parts = [rowsInOrder(30_000, 7_000, 1), rowsInOrder(9_000, 7_000, 2), rowsInOrder(3_000, 500, 3)];

  for (const [mode, forced] of [
    ['threads', false],
    ['inline', false],
    ['threads', true],
  ] as const) {
    it(`has each key once, also where some rows are in no order (${mode}${forced ? ', on disk' : ''})`, async () => {
      await withEngine(
        3,
        mode,
        async (engine) => {
          const plan = grouped(scan, key);
          for (const unordered of [0, 1, 3]) {
            const chunks = parts.map((rows, i) => (i < unordered ? chunkOf(engine, [key, value], rows) : inBuckets(engine, rows)));
            const { rows, stats } = await runPlan(engine, plan, [], { scan: () => chunks, analyze: true });
            expect(sorted(rows)).to.deep.equal(sorted(expected(parts.flat())));
            expect(rowsOf(stats, plan)).to.equal(rows.length);
            expect(rowsOf(stats, scan)).to.equal(parts.flat().length);
          }
        },
        { forced },
      );
    });
  }

  it('takes rows through filters to where their bucket is', async () => {
    await withEngine(2, 'threads', async (engine) => {
      const filtered = {
        ...base([key, value]),
        kind: 'filter' as const,
        input: scan,
        predicate: call('<', TYPES.bool, ref(value), int4(50)),
      };
      const { rows } = await runPlan(engine, grouped(filtered, key), [], {
        scan: () => parts.map((each) => inBuckets(engine, each)),
        morselRows: 64,
      });
      expect(sorted(rows)).to.deep.equal(sorted(expected(parts.flat().filter((row) => Number(row[1]) < 50))));
    });
  });

  it('follows the key through projections, and is off where the key is computed or missing', () => {
    const through = (expr: Parameters<typeof project>[0]): boolean => groupsByBucket(firstPipeline(grouped(project(expr), renamed)));
    expect(groupsByBucket(firstPipeline(grouped(scan, key)))).to.equal(true);
    expect(groupsByBucket(firstPipeline(grouped(scan, value)))).to.equal(false);
    expect(through(ref(key))).to.equal(true);
    expect(through(call('+', TYPES.int4, ref(key), int4(1)))).to.equal(false);
    const { bucketedBy: _, ...anywhere } = scan;
    expect(groupsByBucket(firstPipeline(grouped(anywhere, key)))).to.equal(false);
  });

  it('cuts the buckets into shares', () => {
    const shares = bucketShares(Array.from({ length: LIMITS.buckets + 1 }, (_, bucket) => bucket * 10));
    expect(shares).to.have.length(LIMITS.bucketShares + 1);
    expect(shares[1]).to.equal((LIMITS.buckets / LIMITS.bucketShares) * 10);
    expect(shares.at(-1)).to.equal(LIMITS.buckets * 10);
  });
});

function project(expr: AggregateNode['keys'][number]): PhysicalPlan {
  return { ...base([renamed, value]), kind: 'project', input: scan, exprs: [expr, ref(value)] };
}

function firstPipeline(root: PhysicalPlan) {
  const stage: Stage = {
    id: 1,
    root,
    output: { kind: 'gather' },
    columns: root.columns,
    workers: ['w'],
    consumer: null,
    bucketMap: null,
    partitions: 1,
    write: null,
    placementReason: 'test',
  };
  const [first] = pipelinesOf(stage, 2);
  if (first === undefined) throw new Error('a stage has a pipeline');
  return first;
}
