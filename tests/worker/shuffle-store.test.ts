import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import { nodeFileSystem } from '../../src/common/node-runtime.js';
import { SpillSpace } from '../../src/exec/spill/spill-space.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { decodeFrame } from '../../src/rpc/frame.js';
import { TYPES } from '../../src/types/sql-type.js';
import { ExchangeReader } from '../../src/worker/exchange-reader.js';
import { ShuffleStore } from '../../src/worker/shuffle-store.js';

const ID = { queryId: 'q', stage: 1, task: 0, attempt: 0 };

function batch(value: number, bytes = 4): HostBatch {
  const data = new Uint8Array(bytes);
  new DataView(data.buffer).setInt32(0, value, true);
  return {
    rows: bytes / 4,
    schema: [{ name: 'c', type: TYPES.int4, phys: 'i32', scale: 0 }],
    columns: [{ data, validity: null, offsets: null }],
  };
}

function firstValue({ columns }: HostBatch): number {
  const data = columns[0]?.data ?? new Uint8Array(4);
  return new DataView(data.buffer, data.byteOffset).getInt32(0, true);
}

async function values(stream: AsyncIterable<HostBatch>): Promise<number[]> {
  const all: number[] = [];
  for await (const one of stream) all.push(firstValue(one));
  return all;
}

const folder = mkdtempSync(join(tmpdir(), 'conduct-shuffle-'));
let spill: SpillSpace;

const newStore = (memoryBytes = 1 << 30): ShuffleStore => new ShuffleStore(spill, memoryBytes);

before(async () => {
  spill = await SpillSpace.open({ fs: nodeFileSystem, folder, quotaBytes: 1 << 20 });
});

after(() => rmSync(folder, { recursive: true }));

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('shuffle store', () => {
  it('retains an output for readers that come before, during and after the task', async () => {
    const store = newStore();
    const output = store.output(ID);
    const early = values(output.batches(1, null));
    output.start('retained');
    await output.write(1, batch(1));
    await output.write(0, batch(2));
    const during = values(output.batches(1, null));
    await output.write(1, batch(3));
    output.end();
    expect(await early).to.deep.equal([1, 3]);
    expect(await during).to.deep.equal([1, 3]);
    expect(await values(output.batches(1, null))).to.deep.equal([1, 3]);
    const frames: number[] = [];
    for await (const frame of store.frames(ID, 0, null)) frames.push(firstValue(decodeFrame(frame)));
    expect(frames).to.deep.equal([2]);
    expect(await values(output.batches(0, null))).to.deep.equal([2]);
    expect(store.retainedBytes).to.be.greaterThan(0);
    await store.endQuery('q', new ConductError('57014', 'over'));
    expect(store.retainedBytes).to.equal(0);
  });

  it('serves one copy of a broadcast to every partition', async () => {
    const output = newStore().output(ID);
    output.start('broadcast');
    await output.write(0, batch(7));
    output.end();
    for (const partition of [0, 1, 5]) expect(await values(output.batches(partition, null))).to.deep.equal([7]);
  });

  it('makes a streamed output wait for its reader, and forgets what was read', async () => {
    const output = newStore().output(ID);
    output.start('streamed');
    await output.write(0, batch(1, 4096));
    let written = false;
    const large = output.write(0, batch(2, LIMITS.exchangeBufferBytes)).then(() => {
      written = true;
    });
    await turn();
    expect(written).to.equal(false);
    const reader = output.batches(0, null);
    await reader.next();
    await turn();
    expect(written).to.equal(false);
    await reader.next();
    await large;
    expect(output.bytes).to.equal(0);
    output.end();
    expect((await reader.next()).done).to.equal(true);
  });

  it('gives a task error to its readers and to writers that wait', async () => {
    const output = newStore().output(ID);
    output.start('streamed');
    const stuck = output.write(0, batch(1, LIMITS.exchangeBufferBytes + 4)).catch((error: unknown) => error);
    output.fail(new ConductError('22012', 'division by zero'));
    expect(await stuck).to.have.property('code', '22012');
    const read: unknown = await values(output.batches(0, null)).catch((error: unknown) => error);
    expect(read).to.have.property('code', '22012');
  });

  it('keeps on disk what is too much for memory, in its order, until the query ends', async () => {
    const store = newStore(200);
    const output = store.output(ID);
    const early = values(output.batches(0, null));
    output.start('retained');
    await Promise.all(Array.from({ length: 20 }, (_, i) => output.write(i % 2, batch(i, 40))));
    output.end();
    const even = Array.from({ length: 10 }, (_, i) => 2 * i);
    expect(await early).to.deep.equal(even);
    expect(await values(output.batches(0, null))).to.deep.equal(even);
    const frames: number[] = [];
    for await (const frame of store.frames(ID, 1, null)) frames.push(firstValue(decodeFrame(frame)));
    expect(frames).to.deep.equal(even.map((value) => value + 1));
    expect(store.retainedBytes).to.be.lessThan(300);
    expect(spill.usedBytes).to.be.greaterThan(0);
    expect(readdirSync(folder).length).to.equal(1);
    await store.endQuery('q', new ConductError('57014', 'over'));
    expect(spill.usedBytes).to.equal(0);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('gives the writer and the readers 53100 when there is no disk left', async () => {
    const store = newStore(0);
    const output = store.output(ID);
    output.start('retained');
    const reading = values(output.batches(0, null)).catch((error: unknown) => error);
    const writing: unknown = await output.write(0, batch(1, 2 << 20)).catch((error: unknown) => error);
    expect(writing).to.have.property('code', '53100');
    expect(await reading).to.have.property('code', '53100');
    await store.endQuery('q', new ConductError('57014', 'over'));
    expect(spill.usedBytes).to.equal(0);
  });

  it('turns away whoever comes after the query ended, and leaves nothing of readers that gave up', async () => {
    const store = newStore();
    const abort = new AbortController();
    const waiting = store
      .frames(ID, 0, abort.signal)
      .next()
      .catch((error: unknown) => error);
    await turn();
    abort.abort();
    expect(await waiting).to.have.property('code', '57014');
    expect(store.queryIds).to.deep.equal([]);
    await store.endQuery('q', new ConductError('57014', 'over'));
    expect(() => store.output(ID)).to.throw('has ended');
  });
});

describe('exchange reader', () => {
  async function* numbers(from: number, to: number): AsyncGenerator<HostBatch> {
    for (let i = from; i < to; i += 1) yield batch(i);
  }

  it('merges all producers and counts what it received', async () => {
    let bytes = 0;
    const stream = new ExchangeReader(
      [() => numbers(0, 5), () => numbers(10, 15), () => numbers(0, 0)],
      new AbortController().signal,
      (n) => {
        bytes += n;
      },
    );
    expect((await values(stream)).sort((a, b) => a - b)).to.deep.equal([0, 1, 2, 3, 4, 10, 11, 12, 13, 14]);
    expect(bytes).to.be.greaterThan(0);
  });

  it('bounds what it reads ahead', async () => {
    let taken = 0;
    const large = batch(1, 4 << 20);
    const producer = async function* (): AsyncGenerator<HostBatch> {
      for (let i = 0; i < 100; i += 1) {
        taken += 1;
        yield large;
      }
    };
    const reader = new ExchangeReader([producer], new AbortController().signal, () => undefined);
    for (let i = 0; i < 50; i += 1) await turn();
    expect(taken, 'before the task comes to it').to.equal(1);
    const stream = reader[Symbol.asyncIterator]();
    await stream.next();
    for (let i = 0; i < 50; i += 1) await turn();
    expect(taken).to.be.lessThan(10);
    await stream.return(undefined);
    expect(taken).to.be.lessThan(10);
  });

  it('closes the other producers when one fails, when it is aborted and when it is left early', async () => {
    let closed = 0;
    const endless = async function* (signal: AbortSignal): AsyncGenerator<HostBatch> {
      try {
        yield batch(1);
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      } finally {
        closed += 1;
      }
    };
    const failing = async function* (): AsyncGenerator<HostBatch> {
      yield* numbers(0, 1);
      throw new ConductError('22012', 'division by zero');
    };
    const failed: unknown = await values(new ExchangeReader([endless, failing], new AbortController().signal, () => undefined)).catch(
      (e: unknown) => e,
    );
    expect(failed).to.have.property('code', '22012');
    expect(closed).to.equal(1);
    const abort = new AbortController();
    const aborted = values(new ExchangeReader([endless], abort.signal, () => undefined)).catch((e: unknown) => e);
    await turn();
    abort.abort(new ConductError('57014', 'stop'));
    expect(await aborted).to.have.property('message', 'stop');
    expect(closed).to.equal(2);
    for await (const _ of new ExchangeReader([endless], new AbortController().signal, () => undefined)) break;
    expect(closed).to.equal(3);
    const unread = new ExchangeReader([endless], new AbortController().signal, () => undefined);
    await turn();
    await unread.close();
    expect(closed).to.equal(4);
  });
});
