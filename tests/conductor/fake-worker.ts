/** A small real WorkerService for the conductor's tests: keeps rows in memory by transaction, and fails where it is told to. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TableDef, TableStats } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { ConductError } from '../../src/common/errors.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import type { Runtime } from '../../src/common/runtime.js';
import { CatalogStore, type NewTable } from '../../src/conductor/catalog-store.js';
import { Membership } from '../../src/conductor/membership.js';
import { Scheduler } from '../../src/conductor/scheduler.js';
import { Transactions } from '../../src/conductor/transactions.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows, rowsFromBatch } from '../../src/plan/datum-batch.js';
import { decodeFrame, encodeFrame } from '../../src/rpc/frame.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import type { FetchRequest, RunTaskRequest, TaskStats, WorkerService } from '../../src/rpc/messages.js';
import { serveWorker } from '../../src/rpc/service.js';
import type { Listener } from '../../src/rpc/transport.js';
import { HyperLogLog } from '../../src/storage/hyperloglog.js';
import type { Datum } from '../../src/types/datum.js';

export const SILENT = pino({ level: 'silent' });

export const NO_STATS: TaskStats = {
  operators: [],
  ms: 1,
  rowsOut: 0,
  bytesOut: 0,
  bytesIn: 0,
  compileMs: 0,
  peakMemoryBytes: 0,
  spilledBytes: 0,
};

interface Written {
  readonly table: TableDef;
  readonly rows: Datum[][];
}

export class FakeWorker implements WorkerService {
  readonly id: string;
  /** Called before each call is served; may throw, or never resolve. */
  before: (method: string) => Promise<void> = async () => {};
  run: (request: RunTaskRequest, signal: AbortSignal) => Promise<TaskStats> = async () => NO_STATS;
  frames: (request: FetchRequest, signal: AbortSignal) => AsyncIterable<Uint8Array> = async function* () {};
  readonly calls: string[] = [];
  readonly committed = new Map<number, Datum[][]>();
  readonly prepared = new Set<string>();
  /** It commits transactions by itself when it is asked to. */
  decides = false;
  readonly decided = new Set<string>();
  readonly truncated: [number, number][] = [];
  readonly cancelled: string[] = [];
  readonly released: string[] = [];
  readonly #open = new Map<string, Written[]>();
  #listener: Listener | null = null;

  constructor(id: string) {
    this.id = id;
  }

  /** Serves and registers. Gives what the conductor answered. */
  async join(runtime: Runtime, members: Membership): ReturnType<Membership['register']> {
    this.#listener ??= await serveWorker(runtime.transport, 'memory:0', this);
    return members.register({
      workerId: this.id,
      address: this.#listener.address,
      executors: 1,
      memoryBytes: 1,
      pid: 1,
      preparedTransactions: [...this.prepared],
      registration: this.decides ? 'now' : '',
      decidedTransactions: [...this.decided],
      tableIds: [...this.committed.keys()],
    });
  }

  /** As kill -9 does: what was not prepared is gone. */
  async die(): Promise<void> {
    await this.#listener?.close();
    this.#listener = null;
    for (const transaction of this.#open.keys()) if (!this.prepared.has(transaction)) this.#open.delete(transaction);
  }

  async runTask(request: RunTaskRequest, signal?: AbortSignal): Promise<TaskStats> {
    await this.#called('runTask');
    return this.run(request, signal ?? new AbortController().signal);
  }

  async *fetch(request: FetchRequest, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    await this.#called('fetch');
    yield* this.frames(request, signal ?? new AbortController().signal);
  }

  async cancelQuery(queryId: string): Promise<void> {
    await this.#called('cancelQuery');
    this.cancelled.push(queryId);
  }

  async releaseQuery(queryId: string): Promise<void> {
    await this.#called('releaseQuery');
    this.released.push(queryId);
  }

  async copyRows(): Promise<number> {
    await this.#called('copyRows');
    return 0;
  }

  async append({ transaction, table, frame }: Parameters<WorkerService['append']>[0]): Promise<void> {
    await this.#called('append');
    this.write(transaction, table, rowsFromBatch(decodeFrame(frame)));
  }

  write(transaction: string, table: TableDef, rows: Datum[][]): void {
    const open = this.#open.get(transaction) ?? [];
    open.push({ table, rows });
    this.#open.set(transaction, open);
  }

  async prepare(...[transaction, last, decide]: Parameters<WorkerService['prepare']>): ReturnType<WorkerService['prepare']> {
    await this.#called('prepare');
    if (last !== null) this.write(transaction, last.table, rowsFromBatch(decodeFrame(last.frame)));
    this.prepared.add(transaction);
    if (this.decides && decide != null) this.decided.add(transaction);
    await this.#called('prepared');
    const byTable = new Map<number, Written>();
    for (const { table, rows } of this.#open.get(transaction) ?? []) {
      const entry = byTable.get(table.id) ?? { table, rows: [] };
      entry.rows.push(...rows);
      byTable.set(table.id, entry);
    }
    return {
      decided: this.decided.has(transaction),
      tables: [...byTable.values()].map(({ table, rows }) => ({
        tableId: table.id,
        stats: statsOf(table, rows),
        sketches: sketchesOf(table, rows),
        deleted: 0,
      })),
    };
  }

  async remove(): Promise<void> {
    await this.#called('remove');
  }

  async flush(): ReturnType<WorkerService['flush']> {
    await this.#called('flush');
    return { tables: [], decided: false };
  }

  async checkPrepared(): Promise<void> {
    await this.#called('checkPrepared');
  }

  async newKeys(): Promise<readonly Uint8Array[]> {
    return [];
  }

  async findKeys(): Promise<void> {}

  async rollbackTo(): Promise<void> {
    await this.#called('rollbackTo');
  }

  async commit(transaction: string): Promise<boolean> {
    await this.#called('commit');
    this.apply(transaction);
    return true;
  }

  apply(transaction: string): void {
    for (const { table, rows } of this.#open.get(transaction) ?? []) {
      this.committed.set(table.id, [...(this.committed.get(table.id) ?? []), ...rows]);
    }
    this.#open.delete(transaction);
    this.prepared.delete(transaction);
    this.decided.delete(transaction);
  }

  async abort(transaction: string): Promise<void> {
    await this.#called('abort');
    this.#open.delete(transaction);
    this.prepared.delete(transaction);
  }

  async truncate(tableId: number, version: number): Promise<void> {
    await this.#called('truncate');
    this.truncated.push([tableId, version]);
    if (this.committed.has(tableId)) this.committed.set(tableId, []);
  }

  async drop(tableId: number): Promise<void> {
    await this.#called('drop');
    this.committed.delete(tableId);
  }

  async status(): ReturnType<WorkerService['status']> {
    return { workerId: this.id, runningTasks: 0, retainedBytes: 0, memoryUsedBytes: 0, spilledBytes: 0, spillDiskBytes: 0 };
  }

  async sections(): ReturnType<WorkerService['sections']> {
    await this.#called('sections');
    return [...this.committed].map(([tableId, rows], at) => ({
      tableId,
      section: at + 1,
      kind: 'delta',
      state: 'current',
      rows: rows.length,
      deletedRows: 0,
      bytes: 1,
      columns: 2,
      buckets: null,
    }));
  }

  /** Transactions that hold anything here. */
  get openTransactions(): number {
    return this.#open.size;
  }

  async #called(method: string): Promise<void> {
    this.calls.push(method);
    await this.before(method);
  }
}

function statsOf(table: TableDef, rows: readonly Datum[][]): TableStats {
  return {
    rows: rows.length,
    columns: emptyStats(table.columns).columns.map((column, ordinal) => {
      const values = rows.map((row) => row[ordinal] ?? null);
      const numbers = values.filter((value) => typeof value === 'number');
      return {
        ...column,
        nulls: values.filter((value) => value === null).length,
        min: numbers.length === 0 ? null : BigInt(Math.min(...numbers)),
        max: numbers.length === 0 ? null : BigInt(Math.max(...numbers)),
      };
    }),
  };
}

function sketchesOf(table: TableDef, rows: readonly Datum[][]): string[] {
  return table.columns.map((_, ordinal) => {
    const sketch = new HyperLogLog();
    for (const row of rows) if (typeof row[ordinal] === 'number') sketch.add(Math.imul((row[ordinal] as number) + 1, 0x9e3779b1));
    return sketch.toBase64();
  });
}

/** The conductor's parts over a memory transport and a temporary folder. */
export class TestConductor {
  readonly runtime: Runtime;
  readonly store: CatalogStore;
  readonly transactions: Transactions;
  readonly members: Membership;
  readonly scheduler: Scheduler;
  readonly dataDir: string;

  static async start(dataDir?: string, unknownOutcomeMs?: number): Promise<TestConductor> {
    const runtime = nodeRuntime(new MemoryTransport());
    const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'conduct-test-')));
    return new TestConductor(runtime, await CatalogStore.open(runtime, folder), folder, unknownOutcomeMs);
  }

  private constructor(runtime: Runtime, store: CatalogStore, dataDir: string, unknownOutcomeMs?: number) {
    this.runtime = runtime;
    this.store = store;
    this.dataDir = dataDir;
    this.transactions = new Transactions({ runtime, store, log: SILENT, ...(unknownOutcomeMs === undefined ? {} : { unknownOutcomeMs }) });
    this.members = new Membership({
      runtime,
      store,
      log: SILENT,
      inProgress: (transaction) => this.transactions.isOpen(transaction),
      exclusive: (work) => this.transactions.exclusive(work),
    });
    this.transactions.attach(this.members);
    this.scheduler = new Scheduler({ runtime, members: this.members, log: SILENT });
  }

  async join(count: number): Promise<FakeWorker[]> {
    const workers = Array.from({ length: count }, (_, at) => new FakeWorker(`w${at}`));
    for (const worker of workers) await worker.join(this.runtime, this.members);
    return workers;
  }

  newTable(name: string, distribution: NewTable['distribution'], workers: readonly string[]): NewTable {
    return {
      id: this.store.allocateId(),
      schema: 'public',
      name,
      columns: [
        { name: 'a', type: { kind: 'int4' }, notNull: true },
        { name: 'b', type: { kind: 'text' }, notNull: false },
      ],
      primaryKey: [],
      distribution,
      placement: distribution.kind === 'replicated' ? workers : Array.from({ length: 256 }, (_, at) => workers[at % workers.length] ?? ''),
    };
  }

  async createTable(name: string, distribution: NewTable['distribution'], workers: readonly string[]): Promise<TableDef> {
    const table = this.newTable(name, distribution, workers);
    await this.transactions.change(() => this.store.change([{ kind: 'create', object: { kind: 'table', value: table } }]));
    const created = this.store.published.findTable('public', name);
    if (created === undefined) throw new Error('not created');
    return created;
  }

  /** The folder stays when it is to be opened again. */
  async close(keepFolder = false): Promise<void> {
    this.members.close();
    await this.transactions.close();
    await this.scheduler.close();
    this.store.close();
    if (!keepFolder) await rm(this.dataDir, { recursive: true, force: true });
  }
}

export function rowsBatch(table: { readonly columns: TableDef['columns'] }, rows: readonly (readonly Datum[])[]): HostBatch {
  return batchFromRows(
    table.columns.map(({ name, type }) => batchColumn(name, type)),
    rows,
  );
}

export function frame(rows: readonly number[]): Uint8Array {
  return encodeFrame(
    batchFromRows(
      [batchColumn('a', { kind: 'int4' })],
      rows.map((value) => [value]),
    ),
  );
}

export async function failure(promise: Promise<unknown>): Promise<ConductError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ConductError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

export async function eventually(condition: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it did not come true');
}
