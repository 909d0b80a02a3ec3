/** Both transports behave alike: calls, streams with backpressure, cancellation, errors, deadlines. */
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import { GrpcTransport } from '../../src/rpc/grpc-transport.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import type { Channel, Handlers, Listener, Transport } from '../../src/rpc/transport.js';

const MEGABYTE = 1 << 20;

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

async function failure(promise: Promise<unknown>): Promise<ConductError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(ConductError);
    return error as ConductError;
  }
  throw new Error('it did not fail');
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

for (const [name, make] of [
  ['grpc', () => new GrpcTransport()],
  ['memory', () => new MemoryTransport()],
] as const) {
  describe(`${name} transport`, () => {
    let transport: Transport;
    let listener: Listener;
    let channel: Channel;
    let produced = 0;
    let serverSawCancel: Promise<void>;

    beforeEach(async () => {
      transport = make();
      produced = 0;
      let cancelled: () => void = () => {};
      serverSawCancel = new Promise((resolve) => {
        cancelled = resolve;
      });
      const handlers: Handlers = {
        unary: {
          Echo: async (request) => request,
          Fail: async () => {
            throw new ConductError('22012', 'division by zero — é', { position: 7, hint: 'h', detail: 'd', context: 'c' });
          },
          Bug: async () => {
            throw new TypeError('oops');
          },
          Hang: (_request, signal) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => {
                cancelled();
                reject(new ConductError('57014', 'stopped'));
              });
            }),
        },
        stream: {
          Count: async function* (request) {
            for (let at = 0; at < Number(text(request)); at += 1) yield Buffer.from(String(at));
          },
          Big: async function* (_request, signal) {
            try {
              for (let at = 0; at < 200; at += 1) {
                produced += 1;
                yield Buffer.alloc(MEGABYTE, at);
              }
            } finally {
              if (signal.aborted || produced < 200) cancelled();
            }
          },
          FailLate: async function* () {
            yield Buffer.from('one');
            throw new ConductError('22003', 'integer out of range');
          },
          HangStream: async function* (_request, signal) {
            yield Buffer.from('first');
            await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
            cancelled();
          },
        },
      };
      listener = await transport.listen('127.0.0.1:0', handlers);
      channel = transport.connect(listener.address);
    });

    afterEach(async () => {
      channel.close();
      await listener.close();
    });

    it('answers unary calls', async () => {
      expect(text(await channel.unary('Echo', Buffer.from('hello'), { timeoutMs: 5_000 }))).to.equal('hello');
      expect((await channel.unary('Echo', new Uint8Array(0), { timeoutMs: null })).byteLength).to.equal(0);
      const big = await channel.unary('Echo', Buffer.alloc(16 * MEGABYTE, 5), { timeoutMs: null });
      expect(big.byteLength).to.equal(16 * MEGABYTE);
    });

    it('carries errors with all their fields', async () => {
      const error = await failure(channel.unary('Fail', new Uint8Array(0), { timeoutMs: 5_000 }));
      expect(error).to.include({ code: '22012', message: 'division by zero — é', position: 7, hint: 'h', detail: 'd', context: 'c' });
      const bug = await failure(channel.unary('Bug', new Uint8Array(0), { timeoutMs: 5_000 }));
      expect(bug).to.include({ code: 'XX000', message: 'oops' });
    });

    it('streams in order, also nothing', async () => {
      for (const count of [0, 1, 500]) {
        const items: string[] = [];
        for await (const item of channel.stream('Count', Buffer.from(String(count)), { timeoutMs: null })) items.push(text(item));
        expect(items).to.deep.equal(Array.from({ length: count }, (_, at) => String(at)));
      }
    });

    it('keeps a producer from running ahead of its reader', async () => {
      const iterator = channel.stream('Big', new Uint8Array(0), { timeoutMs: null })[Symbol.asyncIterator]();
      await iterator.next();
      await sleep(200);
      // The window, one message on either side, and what the sockets hold.
      expect(produced).to.be.lessThan(2 * (LIMITS.grpcWindowBytes / MEGABYTE) + 20);
      let bytes = MEGABYTE;
      for (;;) {
        const item = await iterator.next();
        if (item.done === true) break;
        bytes += item.value.byteLength;
      }
      expect(bytes).to.equal(200 * MEGABYTE);
    });

    it('tells the producer when the reader leaves early', async () => {
      for await (const item of channel.stream('Big', new Uint8Array(0), { timeoutMs: null })) {
        expect(item.byteLength).to.equal(MEGABYTE);
        break;
      }
      await serverSawCancel;
      expect(produced).to.be.lessThan(200);
    });

    it('gives the items before an error, then the error', async () => {
      const items: string[] = [];
      const run = async (): Promise<void> => {
        for await (const item of channel.stream('FailLate', new Uint8Array(0), { timeoutMs: null })) items.push(text(item));
      };
      expect(await failure(run())).to.include({ code: '22003', message: 'integer out of range' });
      expect(items).to.deep.equal(['one']);
    });

    it('answers many calls at once, each its own', async () => {
      const calls = Array.from({ length: 300 }, (_, at) => channel.unary('Echo', Buffer.from(String(at)), { timeoutMs: 5_000 }));
      expect((await Promise.all(calls)).map(text)).to.deep.equal(calls.map((_, at) => String(at)));
    });

    it('gives the first items of a stream before it ends', async () => {
      const iterator = channel.stream('HangStream', new Uint8Array(0), { timeoutMs: null })[Symbol.asyncIterator]();
      expect(text((await iterator.next()).value)).to.equal('first');
      await iterator.return?.();
      await serverSawCancel;
    });

    it('cancels a unary call on both sides', async () => {
      const abort = new AbortController();
      const call = failure(channel.unary('Hang', new Uint8Array(0), { timeoutMs: null, signal: abort.signal }));
      await sleep(20);
      abort.abort();
      expect((await call).code).to.equal('57014');
      await serverSawCancel;
      const late = failure(channel.unary('Echo', new Uint8Array(0), { timeoutMs: null, signal: abort.signal }));
      expect((await late).code).to.equal('57014');
    });

    it('cancels a stream on both sides', async () => {
      const abort = new AbortController();
      const run = async (): Promise<void> => {
        for await (const item of channel.stream('HangStream', new Uint8Array(0), { timeoutMs: null, signal: abort.signal })) {
          expect(text(item)).to.equal('first');
          setTimeout(() => abort.abort(), 10);
        }
      };
      expect((await failure(run())).code).to.equal('57014');
      await serverSawCancel;
    });

    it('gives up at the deadline', async () => {
      const error = await failure(channel.unary('Hang', new Uint8Array(0), { timeoutMs: 50 }));
      expect(error.code).to.equal('08006');
      await serverSawCancel;
    });

    it('says 08006 when nobody listens, and works again on a channel to a server that came back', async () => {
      await listener.close();
      const started = Date.now();
      expect((await failure(channel.unary('Echo', new Uint8Array(0), { timeoutMs: 5_000 }))).code).to.equal('08006');
      expect(Date.now() - started).to.be.lessThan(4_000);
      listener = await transport.listen(listener.address, { unary: { Echo: async (request) => request }, stream: {} });
      let answer = '';
      for (let attempt = 0; attempt < 50 && answer === ''; attempt += 1) {
        try {
          answer = text(await channel.unary('Echo', Buffer.from('back'), { timeoutMs: 1_000 }));
        } catch {
          await sleep(50);
        }
      }
      expect(answer).to.equal('back');
    });

    it('ends calls in flight when the server goes away', async () => {
      const call = failure(channel.unary('Hang', new Uint8Array(0), { timeoutMs: null }));
      await sleep(50);
      await listener.close();
      expect((await call).code).to.equal('08006');
    });
  });
}
