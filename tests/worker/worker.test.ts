import { join } from 'node:path';
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import { known } from '../../src/common/assert.js';
import { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import type { PageMemory } from '../../src/exec/memory.js';
import { SpillSpace } from '../../src/exec/spill/spill-space.js';
import type { SharedMemory, TaskRunner, TaskSpec } from '../../src/exec/task.js';
import { datumAt } from '../../src/plan/datum-batch.js';
import type { PhysicalPlan, ScanNode, Stage } from '../../src/plan/physical.js';
import { decodeFrame, encodeFrame } from '../../src/rpc/frame.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import type {
  ConductorService,
  HeartbeatResponse,
  RegisterRequest,
  RegisterResponse,
  RunTaskRequest,
  TaskStats,
  TransactionOutcome,
  WorkerService,
} from '../../src/rpc/messages.js';
import { serveConductor, workerClient } from '../../src/rpc/service.js';
import type { Listener } from '../../src/rpc/transport.js';
import { DEFAULT_SESSION } from '../../src/types/session-settings.js';
import { TYPES } from '../../src/types/sql-type.js';
import { Worker } from '../../src/worker/worker.js';
import {
  chunkBatch,
  removeTemporaryFolders,
  scanNode,
  silent,
  tableBatch,
  temporaryFolder,
  testMemory,
  testRuntime,
  testTable,
} from '../storage/support.js';

const TABLE: TableDef = testTable(1, [TYPES.int4, TYPES.text]);
const NO_STATS: TaskStats = {
  operators: [],
  ms: 0,
  rowsOut: 0,
  bytesOut: 0,
  bytesIn: 0,
  compileMs: 0,
  peakMemoryBytes: 0,
  spilledBytes: 0,
};

/** Copies its only leaf to its output: scans to every partition in turn, exchanges to partition 0. */
class CopyingRunner implements TaskRunner {
  readonly memory: SharedMemory;
  readonly #pages: PageMemory;

  constructor() {
    this.#pages = testMemory(64);
    this.memory = this.#pages;
  }

  async run({ stage, inputs, output, signal }: TaskSpec): Promise<TaskStats> {
    const leaf = stage.root;
    if (leaf.kind === 'scan') {
      const stream = inputs.scan(leaf);
      try {
        for (let chunk = await stream.next(); chunk !== null; chunk = await stream.next()) {
          const batch = chunkBatch(this.#pages, leaf, chunk);
          const targets = stage.output.kind === 'broadcast' ? 1 : stage.partitions;
          for (let partition = 0; partition < targets; partition += 1) await output.write(partition, batch);
        }
      } finally {
        stream.release();
      }
    } else if (leaf.kind === 'exchange-source') {
      for await (const batch of inputs.exchange(leaf.stage)) await output.write(0, batch);
    } else {
      // Stands for a task that computes until it is stopped.
      await new Promise<void>((_resolve, reject) => {
        const stop = (): void => reject(signal.reason as Error);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      });
    }
    return NO_STATS;
  }

  async close(): Promise<void> {}
}

/** What the workers tell, and what they are told. */
class TestConductor implements ConductorService {
  readonly registered: RegisterRequest[] = [];
  readonly asked: (readonly string[])[] = [];
  answer: RegisterResponse = { outcomes: [], droppedTableIds: [], truncations: [] };
  decided: readonly TransactionOutcome[] = [];
  known = true;
  savedVersion = Number.MAX_SAFE_INTEGER;

  async register(request: RegisterRequest): Promise<RegisterResponse> {
    this.registered.push(request);
    this.known = true;
    return this.answer;
  }
  async heartbeat(): Promise<HeartbeatResponse> {
    return { known: this.known, oldestSnapshot: Number.MAX_SAFE_INTEGER, savedVersion: this.savedVersion };
  }
  async outcomes(transactions: readonly string[]): Promise<readonly TransactionOutcome[]> {
    this.asked.push(transactions);
    return this.decided;
  }
}

describe('worker', function () {
  this.timeout(10_000);
  let transport: MemoryTransport;
  let conductor: TestConductor;
  let listener: Listener;
  let workers: Worker[];

  const start = async (dataDir: string): Promise<{ worker: Worker; client: WorkerService }> => {
    const runtime = testRuntime(transport);
    const worker = await Worker.start({
      runtime,
      dataDir,
      joinAddress: 'conductor:1',
      listenAddress: 'memory:0',
      executors: 1,
      memoryBytes: 64 << 20,
      engine: new CopyingRunner(),
      spill: await SpillSpace.open({ fs: runtime.fs, folder: join(dataDir, 'spill'), quotaBytes: 1 << 30 }),
      log: silent,
    });
    workers.push(worker);
    return { worker, client: workerClient(transport.connect(worker.address)) };
  };

  beforeEach(async () => {
    transport = new MemoryTransport();
    conductor = new TestConductor();
    listener = await serveConductor(transport, 'conductor:1', conductor);
    workers = [];
  });

  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await listener.close();
    await removeTemporaryFolders();
  });

  const frame = (from: number, to: number): Uint8Array =>
    encodeFrame(
      tableBatch(
        TABLE,
        Array.from({ length: to - from }, (_, i) => [from + i, `row ${from + i}`]),
      ),
    );

  const append = async (client: WorkerService, version: number, from: number, to: number): Promise<void> => {
    const transaction = `tx ${version}`;
    await client.append({ transaction, table: TABLE, frame: frame(from, to) });
    await client.prepare(transaction, null, null);
    await client.commit(transaction, version);
  };

  const stageOf = (root: PhysicalPlan, fields: Partial<Stage> = {}): Stage => ({
    id: 1,
    root,
    output: { kind: 'gather' },
    columns: root.columns,
    workers: ['w'],
    consumer: null,
    bucketMap: null,
    partitions: 1,
    write: null,
    placementReason: '',
    ...fields,
  });

  const source = (stage: number): PhysicalPlan => ({
    kind: 'exchange-source',
    stage,
    op: 9,
    columns: scanNode(TABLE, 1).columns,
    estimate: { rows: 1, cost: 1 },
  });

  const task = (queryId: string, stage: Stage, fields: Partial<RunTaskRequest> = {}): RunTaskRequest => ({
    queryId,
    attempt: 0,
    stage,
    task: 0,
    inputs: [],
    tables: [TABLE],
    session: DEFAULT_SESSION,
    own: null,
    workMemBytes: 1 << 20,
    analyze: false,
    forceSpill: false,
    morselRows: 1024,
    ...fields,
  });

  const fetchKeys = async (client: WorkerService, queryId: string, stage: number): Promise<number[]> => {
    const keys: number[] = [];
    for await (const bytes of client.fetch({ queryId, stage, task: 0, partition: 0, attempt: 0 })) {
      const batch = decodeFrame(bytes);
      for (let row = 0; row < batch.rows; row += 1) {
        keys.push(Number(datumAt(known(batch.columns[0], 'column'), known(batch.schema[0], 'column'), row)));
      }
    }
    return keys.sort((a, b) => a - b);
  };

  const readTable = async (client: WorkerService, version: number, queryId = `q${version}${Math.random()}`): Promise<number[]> => {
    const running = client.runTask(task(queryId, stageOf(scanNode(TABLE, version))));
    // The error, if any, is the readers' too.
    running.catch(() => undefined);
    const keys = await fetchKeys(client, queryId, 1);
    const stats = await running;
    expect(stats.rowsOut).to.equal(keys.length);
    await client.releaseQuery(queryId);
    return keys;
  };

  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no error',
      (error: unknown) => error,
    );

  it('registers, takes rows, shows them after commit, and keeps id and rows over a restart', async () => {
    const folder = await temporaryFolder();
    const { worker, client } = await start(folder);
    expect(conductor.registered).to.have.length(1);
    expect(conductor.registered[0]).to.deep.include({
      workerId: worker.id,
      address: worker.address,
      preparedTransactions: [],
      tableIds: [],
    });
    await append(client, 1, 0, 10);
    await append(client, 2, 10, 20);
    expect(await readTable(client, 1)).to.deep.equal(range(0, 10));
    expect(await readTable(client, 2)).to.deep.equal(range(0, 20));
    await client.append({ transaction: 'undecided', table: TABLE, frame: frame(20, 30) });
    const answer = await client.prepare('undecided', null, null);
    expect(answer.tables[0]?.stats.columns[0]).to.deep.include({ min: 20n, max: 29n });
    await worker.close();

    conductor.answer = {
      outcomes: [{ transaction: 'undecided', committedAs: 3 }],
      droppedTableIds: [],
      truncations: [{ tableId: 1, version: 2 }],
    };
    const second = await start(folder);
    expect(second.worker.id).to.equal(worker.id);
    expect(conductor.registered[1]).to.deep.include({ preparedTransactions: ['undecided'], tableIds: [1] });
    expect(await readTable(second.client, 1)).to.deep.equal(range(0, 10));
    expect(await readTable(second.client, 3)).to.deep.equal(range(20, 30));
    expect((await second.client.status()).runningTasks).to.equal(0);
  });

  it('registers again when the conductor does not know it, without what was not prepared', async () => {
    const { client } = await start(await temporaryFolder());
    await client.append({ transaction: 'lost', table: TABLE, frame: frame(0, 10) });
    conductor.known = false;
    while (conductor.registered.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await failure(client.prepare('lost', null, null))).to.have.property('code', '57P01');
  });

  it('asks the conductor what became of a prepared transaction before it scans', async () => {
    const { client } = await start(await temporaryFolder());
    await client.append({ transaction: 'late', table: TABLE, frame: frame(0, 10) });
    await client.prepare('late', null, null);
    conductor.decided = [{ transaction: 'late', committedAs: 5 }];
    expect(await readTable(client, 5)).to.deep.equal(range(0, 10));
    expect(conductor.asked).to.deep.equal([['late']]);
  });

  it('moves rows between two workers, and locally, and writes them to another table', async () => {
    const one = await start(await temporaryFolder());
    const two = await start(await temporaryFolder());
    await append(one.client, 1, 0, 1000);
    await append(two.client, 1, 1000, 2000);
    const target: TableDef = { ...TABLE, id: 2, name: 't2' };
    const addresses = [one, two].map(({ worker }) => ({ workerId: worker.id, address: worker.address }));
    const workerIds = addresses.map(({ workerId }) => workerId);
    const scan = stageOf(scanNode(TABLE, 1), { workers: workerIds, consumer: 2, output: { kind: 'broadcast' }, partitions: 2 });
    const store = stageOf(source(1), { id: 2, workers: workerIds, write: { tableId: 2, transaction: 'copy' } });
    const stats = await Promise.all(
      [one, two].flatMap(({ client }, i) => [
        client.runTask(task('q', store, { task: i, inputs: [{ stage: 1, tasks: addresses }], tables: [target] })),
        client.runTask(task('q', scan, { task: i })),
      ]),
    );
    expect(stats.map(({ rowsOut }) => rowsOut)).to.deep.equal([2000, 1000, 2000, 1000]);
    expect(known(stats[0], 'stats').bytesIn).to.be.greaterThan(0);
    for (const { client } of [one, two]) {
      expect((await client.status()).retainedBytes).to.be.greaterThan(0);
      await client.releaseQuery('q');
      expect((await client.status()).retainedBytes).to.equal(0);
      expect((await client.prepare('copy', null, null)).tables[0]?.stats.rows).to.equal(2000);
      await client.commit('copy', 4);
      const node: ScanNode = scanNode(target, 4);
      const running = client.runTask(task('read', stageOf(node), { tables: [target] }));
      expect(await fetchKeys(client, 'read', 1)).to.deep.equal(range(0, 2000));
      await running;
      await client.releaseQuery('read');
    }
  });

  it('makes a task wait for a slow reader of the result', async () => {
    const { client } = await start(await temporaryFolder());
    const rows = 400_000;
    const wide = encodeFrame(
      tableBatch(
        TABLE,
        Array.from({ length: 40_000 }, (_, i) => [i, 'x'.repeat(200)]),
      ),
    );
    for (let at = 0; at < rows; at += 40_000) await client.append({ transaction: 'tx', table: TABLE, frame: wide });
    await client.prepare('tx', null, null);
    await client.commit('tx', 1);
    let ended = false;
    const running = client.runTask(task('q', stageOf(scanNode(TABLE, 1)))).then(() => {
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ended).to.equal(false);
    expect((await client.status()).retainedBytes).to.be.greaterThan(LIMITS.exchangeBufferBytes);
    expect(await fetchKeys(client, 'q', 1)).to.have.length(rows);
    await running;
    expect((await client.status()).retainedBytes).to.equal(0);
  });

  it('ends tasks and fetches of a cancelled query, and turns away its late ones', async () => {
    const { client } = await start(await temporaryFolder());
    const endless: PhysicalPlan = { kind: 'values', rows: [], op: 1, columns: [], estimate: { rows: 0, cost: 0 } };
    const running = failure(client.runTask(task('q', stageOf(endless))));
    const fetching = failure(fetchKeys(client, 'q', 1));
    const early = failure(fetchKeys(client, 'q', 77));
    while ((await client.status()).runningTasks === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await client.cancelQuery('q');
    expect((await client.status()).runningTasks).to.equal(0);
    for (const promise of [running, fetching, early]) expect(await promise).to.have.property('code', '57014');
    expect(await failure(client.runTask(task('q', stageOf(endless))))).to.have.property('code', '57014');
    await client.cancelQuery('never heard of');
    expect(await failure(client.runTask(task('never heard of', stageOf(endless))))).to.have.property('code', '57014');
  });

  it('stops a task when its caller gives up', async () => {
    const { client } = await start(await temporaryFolder());
    const endless: PhysicalPlan = { kind: 'values', rows: [], op: 1, columns: [], estimate: { rows: 0, cost: 0 } };
    const abort = new AbortController();
    const running = failure(client.runTask(task('q', stageOf(endless)), abort.signal));
    while ((await client.status()).runningTasks === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort(new ConductError('57014', 'enough'));
    expect(await running).to.have.property('code', '57014');
    while ((await client.status()).runningTasks > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  it('gives the error of a task to the consumers of its output', async () => {
    const { worker, client } = await start(await temporaryFolder());
    await append(client, 1, 0, 10);
    await client.drop(1);
    const scan = stageOf(scanNode(TABLE, 1), { consumer: 2 });
    const consumer = stageOf(source(1), { id: 2 });
    const producing = failure(client.runTask(task('q', scan)));
    const inputs = [{ stage: 1, tasks: [{ workerId: worker.id, address: worker.address }] }];
    const consuming = failure(client.runTask(task('q', consumer, { inputs })));
    for (const promise of [producing, consuming]) expect(await promise).to.have.property('code', '42P01');
  });
});
