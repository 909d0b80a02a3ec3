/** Every call of the two services arrives as it was sent, and plan JSON keeps every value. */
import { expect } from 'chai';
import type { TableDef } from '../../src/catalog/table-def.js';
import type { FieldFormat } from '../../src/plan/field-format.js';
import type { Stage } from '../../src/plan/physical.js';
import { fromJson, toJson } from '../../src/plan/serialize.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import type { ConductorService, SectionStatus, WorkerService } from '../../src/rpc/messages.js';
import { conductorClient, serveConductor, serveWorker, workerClient } from '../../src/rpc/service.js';
import { DEFAULT_SESSION } from '../../src/types/session-settings.js';

const TABLE: TableDef = {
  id: 16_400,
  schema: 'public',
  name: 't',
  columns: [{ name: 'a', type: { kind: 'numeric', precision: 15, scale: 2 }, notNull: true }],
  primaryKey: [0],
  distribution: { kind: 'hash', ordinals: [0] },
  placement: ['w1'],
  version: 2 ** 40,
  stats: {
    rows: 3,
    columns: [{ nulls: 0, min: -5n, max: 2n ** 100n, minText: null, maxText: null, distinct: 2.5, meanBytes: 0, common: [] }],
  },
};

const COPIED: FieldFormat = {
  format: 'csv',
  delimiter: ',',
  null: '',
  header: false,
  quote: '"',
  escape: '"',
  forceNotNull: [],
  forceNull: [0],
};

const STAGE: Stage = {
  id: 1,
  root: { kind: 'values', op: 1, columns: [], estimate: { rows: Number.POSITIVE_INFINITY, cost: Number.NaN }, rows: [[1n, null, 'x']] },
  output: { kind: 'gather' },
  columns: [],
  workers: ['w1', 'w2'],
  consumer: null,
  bucketMap: null,
  partitions: 1,
  write: null,
  placementReason: 'one task',
};

describe('plan JSON', () => {
  it('gives back what JSON itself loses', () => {
    const value = {
      big: -(2n ** 70n),
      list: [undefined, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0],
      decimal: { unscaled: 5n, scale: 2, special: 'NaN' },
      interval: { months: 1, days: -2, micros: 3n },
      text: '{"$n":"5"}',
      deep: [{ a: [{ b: 1n }] }],
    };
    const back = fromJson<typeof value>(toJson({ ...value, gone: undefined }));
    expect(back).to.deep.equal(value);
    expect(Object.is(back.list[5], -0)).to.equal(true);
    expect('gone' in back).to.equal(false);
  });
});

describe('services', () => {
  it('carries the calls to a worker', async () => {
    const transport = new MemoryTransport();
    const calls: unknown[] = [];
    const note =
      (method: string) =>
      async (...args: unknown[]) => {
        calls.push([method, ...args]);
      };
    const stats = {
      operators: [{ op: 3, rows: 2 ** 40, ms: 1.5, spilledBytes: 2 ** 36, spilledParts: 32 }],
      ms: 2.5,
      rowsOut: 1,
      bytesOut: 2,
      bytesIn: 3,
      compileMs: 0.25,
      peakMemoryBytes: 2 ** 33,
      spilledBytes: 2 ** 36,
    };
    const sections: readonly SectionStatus[] = [
      {
        tableId: 7,
        section: 2 ** 40,
        kind: 'section',
        state: 'superseded',
        rows: 2 ** 33,
        deletedRows: 1,
        bytes: 2 ** 41,
        columns: 3,
        buckets: { count: 128, first: 0, last: 254 },
      },
      { tableId: 8, section: 1, kind: 'delta', state: 'current', rows: 2, deletedRows: 0, bytes: 100, columns: 1, buckets: null },
    ];
    const service: WorkerService = {
      runTask: async (request) => {
        calls.push(['runTask', request]);
        return stats;
      },
      fetch: async function* (request) {
        calls.push(['fetch', request]);
        yield Buffer.from('frame');
      },
      cancelQuery: note('cancelQuery'),
      releaseQuery: note('releaseQuery'),
      append: note('append'),
      copyRows: async (request) => {
        await note('copyRows')(request);
        return 7;
      },
      prepare: async (...args) => {
        calls.push(['prepare', ...args]);
        return { decided: true, tables: [{ tableId: 7, stats: TABLE.stats, sketches: ['abc', ''], deleted: 3 }] };
      },
      remove: note('remove'),
      flush: async () => ({ decided: false, tables: [] }),
      rollbackTo: note('rollbackTo'),
      checkPrepared: note('checkPrepared'),
      newKeys: async () => [Buffer.from('keys')],
      findKeys: note('findKeys'),
      commit: async (...args) => {
        calls.push(['commit', ...args]);
        return true;
      },
      abort: note('abort'),
      truncate: note('truncate'),
      drop: note('drop'),
      status: async () => ({
        workerId: 'w1',
        runningTasks: 0,
        retainedBytes: 2 ** 35,
        memoryUsedBytes: 1,
        spilledBytes: 2,
        spillDiskBytes: 3,
      }),
      sections: async () => sections,
    };
    const listener = await serveWorker(transport, 'memory:0', service);
    const channel = transport.connect(listener.address);
    const client = workerClient(channel);
    const request = {
      queryId: 'q',
      attempt: 1,
      stage: STAGE,
      task: 1,
      inputs: [{ stage: 0, tasks: [{ workerId: 'w1', address: 'memory:9' }] }],
      tables: [TABLE],
      workMemBytes: 2 ** 31,
      forceSpill: true,
      analyze: true,
      morselRows: 100,
      session: { ...DEFAULT_SESSION, timeZone: 'Europe/Berlin', nowMicros: 5 },
      own: { transaction: 't', command: 2, known: true },
    };
    expect(await client.runTask(request)).to.deep.equal(stats);
    expect(calls.pop()).to.deep.equal(['runTask', request]);
    const frames: string[] = [];
    for await (const frame of client.fetch({ queryId: 'q', stage: 0, task: 1, partition: 2, attempt: 3 }))
      frames.push(Buffer.from(frame).toString());
    expect(frames).to.deep.equal(['frame']);
    expect(calls.pop()).to.deep.equal(['fetch', { queryId: 'q', stage: 0, task: 1, partition: 2, attempt: 3 }]);
    await client.append({ transaction: 'x', table: TABLE, frame: Uint8Array.of(1, 2, 3) });
    const [, appended] = calls.pop() as [string, { transaction: string; table: TableDef; frame: Uint8Array }];
    expect({ ...appended, frame: [...appended.frame] }).to.deep.equal({ transaction: 'x', table: TABLE, frame: [1, 2, 3] });
    const source = { ordinals: [0], options: COPIED, settings: DEFAULT_SESSION };
    expect(await client.copyRows({ transaction: 'x', table: TABLE, source, text: Uint8Array.of(4, 5) })).to.equal(7);
    const [, copied] = calls.pop() as [string, { text: Uint8Array }];
    expect({ ...copied, text: [...copied.text] }).to.deep.equal({ transaction: 'x', table: TABLE, source, text: [4, 5] });
    const decide = { registration: 'r', expected: [{ tableId: 7, added: 2, removed: 1 }] };
    expect(await client.prepare('x', null, decide)).to.deep.equal({
      decided: true,
      tables: [{ tableId: 7, stats: TABLE.stats, sketches: ['abc', ''], deleted: 3 }],
    });
    expect(calls.pop()).to.deep.equal(['prepare', 'x', null, decide]);
    await client.commit('x', 2 ** 45);
    await client.abort('y');
    await client.truncate(5, 6);
    await client.drop(5);
    await client.cancelQuery('q');
    await client.releaseQuery('q');
    expect(calls).to.deep.equal([
      ['commit', 'x', 2 ** 45],
      ['abort', 'y'],
      ['truncate', 5, 6],
      ['drop', 5],
      ['cancelQuery', 'q'],
      ['releaseQuery', 'q'],
    ]);
    expect(await client.status()).to.deep.equal({
      workerId: 'w1',
      runningTasks: 0,
      retainedBytes: 2 ** 35,
      memoryUsedBytes: 1,
      spilledBytes: 2,
      spillDiskBytes: 3,
    });
    expect(await client.sections()).to.deep.equal(sections);
    channel.close();
    await listener.close();
  });

  it('carries the calls to the conductor', async () => {
    const transport = new MemoryTransport();
    const outcomes = [
      { transaction: 'a', committedAs: 7 },
      { transaction: 'b', committedAs: null },
      { transaction: 'c', committedAs: 0 },
    ];
    const seen: unknown[] = [];
    const service: ConductorService = {
      register: async (request) => {
        seen.push(request);
        return { outcomes, droppedTableIds: [4], truncations: [{ tableId: 1, version: 2 }] };
      },
      heartbeat: async (request) => ({ known: request.workerId === 'w1', oldestSnapshot: 5, savedVersion: 4 }),
      outcomes: async () => outcomes,
    };
    const listener = await serveConductor(transport, 'memory:0', service);
    const client = conductorClient(transport.connect(listener.address));
    const request = {
      workerId: 'w1',
      address: 'h:1',
      executors: 2,
      memoryBytes: 2 ** 32,
      pid: 5,
      preparedTransactions: ['a'],
      decidedTransactions: ['b'],
      registration: 'r',
      tableIds: [],
    };
    expect(await client.register(request)).to.deep.equal({ outcomes, droppedTableIds: [4], truncations: [{ tableId: 1, version: 2 }] });
    expect(seen).to.deep.equal([request]);
    expect(await client.heartbeat({ workerId: 'w1', committed: [] })).to.deep.equal({ known: true, oldestSnapshot: 5, savedVersion: 4 });
    expect(await client.heartbeat({ workerId: 'w2', committed: [] })).to.deep.equal({ known: false, oldestSnapshot: 5, savedVersion: 4 });
    expect(await client.outcomes(['a', 'b', 'c'])).to.deep.equal(outcomes);
    await listener.close();
  });
});
