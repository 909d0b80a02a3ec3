/** Runs physical plans on an engine over rows given in the test. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { AssertionError } from '../../src/common/assert.js';
import { LIMITS } from '../../src/common/limits.js';
import { nodeFileSystem } from '../../src/common/node-runtime.js';
import { Engine } from '../../src/exec/engine.js';
import { importBatch } from '../../src/exec/import-batch.js';
import { SpillSpace, type SpillSpaceOptions } from '../../src/exec/spill/spill-space.js';
import type { Chunk, TaskInputs } from '../../src/exec/task.js';
import type { HostBatch } from '../../src/plan/batch.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import { batchFromRows, datumAt } from '../../src/plan/datum-batch.js';
import type { CallExpr, ColumnExpr, Expr } from '../../src/plan/expr.js';
import { describeType } from '../../src/plan/phys-type.js';
import type { ExchangeSourceNode, PhysicalPlan, ScanNode, Stage, StageOutput } from '../../src/plan/physical.js';
import type { TaskStats } from '../../src/plan/task-stats.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';

export type Row = readonly Datum[];

const ESTIMATE = { rows: 1, cost: 1 };
let nextOp = 1;

export function column(id: number, type: SqlType, nullable = true): ColumnInfo {
  return { ...describeType(type, nullable), id, name: `c${id}` };
}

export function ref(info: ColumnInfo): ColumnExpr {
  return { kind: 'column', type: info.type, id: info.id };
}

export function int4(value: number | null): Expr {
  return { kind: 'literal', type: TYPES.int4, value };
}

export function call(name: string, type: SqlType, ...args: readonly Expr[]): CallExpr {
  return { kind: 'call', name, type, args };
}

export function base(columns: readonly ColumnInfo[]): { op: number; columns: readonly ColumnInfo[]; estimate: typeof ESTIMATE } {
  nextOp += 1;
  return { op: nextOp, columns, estimate: ESTIMATE };
}

/** An input that the test feeds in batches of `batchRows`, through an exchange. */
export interface Input {
  readonly node: ExchangeSourceNode;
  readonly rows: readonly Row[];
  readonly batchRows: number;
}

let nextStage = 100;

export function input(columns: readonly ColumnInfo[], rows: readonly Row[], batchRows = 1000): Input {
  nextStage += 1;
  return { node: { ...base(columns), kind: 'exchange-source', stage: nextStage }, rows, batchRows };
}

export interface RunOptions {
  readonly output?: StageOutput;
  readonly partitions?: number;
  readonly bucketMap?: readonly number[];
  readonly morselRows?: number;
  readonly signal?: AbortSignal;
  readonly memoryLimitBytes?: number;
  readonly analyze?: boolean;
  /** Inputs wait for more rows after their last one until the task is over. */
  readonly neverEnding?: boolean;
  /** Instead of the inputs' rows. */
  readonly exchange?: TaskInputs['exchange'];
  readonly scan?: (node: ScanNode) => readonly Chunk[];
  /** Takes the batches themselves. */
  readonly onBatch?: (batch: HostBatch) => void;
}

export interface RunResult {
  readonly rows: readonly Row[];
  /** Rows by partition. */
  readonly partitions: readonly (readonly Row[])[];
  readonly stats: TaskStats;
}

export async function runPlan(engine: Engine, root: PhysicalPlan, inputs: readonly Input[], options: RunOptions = {}): Promise<RunResult> {
  const partitions = options.partitions ?? 1;
  const stage: Stage = {
    id: 1,
    root,
    output: options.output ?? { kind: 'gather' },
    columns: root.columns,
    workers: ['w'],
    consumer: null,
    bucketMap: options.bucketMap ?? null,
    partitions,
    write: null,
    placementReason: 'test',
  };
  const collected: Row[][] = Array.from({ length: partitions }, () => []);
  const taskInputs: TaskInputs = {
    scan(node) {
      const chunks = [...(options.scan?.(node) ?? [])];
      return { next: async () => chunks.shift() ?? null, release() {} };
    },
    exchange: options.exchange ?? ((id) => batches(inputs, id, options.neverEnding ?? false)),
  };
  const stats = await engine.run({
    queryId: 'q',
    stage,
    task: 0,
    inputs: taskInputs,
    output: {
      async write(partition, batch) {
        options.onBatch?.(batch);
        collected[partition]?.push(...rowsOf(batch));
      },
    },
    signal: options.signal ?? new AbortController().signal,
    memoryLimitBytes: options.memoryLimitBytes ?? 1 << 30,
    forceSpill: forcing.has(engine),
    analyze: options.analyze ?? false,
    morselRows: options.morselRows ?? 256,
  });
  return { rows: collected.flat(), partitions: collected, stats };
}

async function* batches(inputs: readonly Input[], stage: number, neverEnding: boolean): AsyncGenerator<HostBatch> {
  const found = inputs.find((entry) => entry.node.stage === stage);
  if (found === undefined) throw new AssertionError(`no input ${stage}`);
  for (let at = 0; at < found.rows.length; at += found.batchRows) {
    yield batchFromRows(found.node.columns, found.rows.slice(at, at + found.batchRows));
  }
  if (neverEnding) await new Promise(() => {});
}

export function rowsOf(batch: HostBatch): Row[] {
  const rows: Row[] = [];
  for (let row = 0; row < batch.rows; row += 1) {
    rows.push(
      batch.schema.map((schema, i) => {
        const values = batch.columns[i];
        if (values === undefined) throw new AssertionError('missing column');
        return datumAt(values, schema, row);
      }),
    );
  }
  return rows;
}

export function chunkOf(engine: Engine, columns: readonly ColumnInfo[], rows: readonly Row[]): Chunk {
  return importBatch(batchFromRows(columns, rows), columns, engine.memory, (bytes) => engine.memory.allocate(bytes));
}

/** Rows as sorted text, for comparison without order. */
export function sorted(rows: readonly Row[]): string[] {
  return rows.map(text).sort();
}

export function text(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** A seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `forced`: what can go to disk does. Nothing of a test may be left there, or in memory. */
export async function withEngine(
  executors: number,
  mode: 'threads' | 'inline',
  body: (engine: Engine) => Promise<void>,
  spilling: Partial<Pick<SpillSpaceOptions, 'fs' | 'quotaBytes'>> & { readonly forced?: boolean } = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-spill-'));
  const spill = await SpillSpace.open({
    fs: spilling.fs ?? nodeFileSystem,
    folder,
    quotaBytes: spilling.quotaBytes ?? LIMITS.spillQuotaBytes,
  });
  const engine = await Engine.start({ memoryBytes: 256 << 20, executors, mode, nowMs: () => performance.now(), spill });
  if (spilling.forced === true) forcing.add(engine);
  try {
    await body(engine);
    expect(spill.usedBytes, 'bytes on disk').to.equal(0);
    expect(readdirSync(folder), 'files').to.deep.equal([]);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
}

const forcing = new WeakSet<Engine>();
