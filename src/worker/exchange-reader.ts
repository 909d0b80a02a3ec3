/**
 * A task's input from another stage: the task's partition of every producer's output, pulled from all at once and handed on as
 * it comes. What is read ahead is bounded; the producers' own limits do the rest.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import { batchBytes, canceled } from './shuffle-store.js';

/** Opens the stream of one producer. */
export type OpenProducer = (signal: AbortSignal) => AsyncIterable<HostBatch>;

/** A reason to stop that costs nothing: without one, every abort makes an exception with a stack. */
const READ = new ConductError(SQLSTATE.queryCanceled, 'nobody reads on');

/** Bytes that are read ahead of the task, over all producers. */
const READ_AHEAD_BYTES = LIMITS.exchangeBufferBytes / 2;

export async function* readExchange(
  producers: readonly OpenProducer[],
  signal: AbortSignal,
  received: (bytes: number) => void,
): AsyncGenerator<HostBatch> {
  const stop = new AbortController();
  const queue: HostBatch[] = [];
  let queuedBytes = 0;
  let running = producers.length;
  let failure: { readonly error: unknown } | null = null;
  const waiting = new Set<() => void>();
  const change = (): Promise<void> => new Promise((resolve) => waiting.add(resolve));
  const wake = (): void => {
    const resolves = [...waiting];
    waiting.clear();
    for (const resolve of resolves) resolve();
  };
  const onAbort = (): void => {
    stop.abort(signal.reason);
    wake();
  };
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();

  const pump = async (open: OpenProducer): Promise<void> => {
    try {
      for await (const batch of open(stop.signal)) {
        const bytes = batchBytes(batch);
        received(bytes);
        queue.push(batch);
        queuedBytes += bytes;
        wake();
        while (queuedBytes > READ_AHEAD_BYTES && !stop.signal.aborted) await change();
        if (stop.signal.aborted) return;
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      running -= 1;
      wake();
    }
  };
  const pumps = producers.map(pump);
  try {
    for (;;) {
      if (signal.aborted) throw canceled(signal);
      if (failure !== null) throw (failure as { readonly error: unknown }).error;
      const batch = queue.shift();
      if (batch !== undefined) {
        queuedBytes -= batchBytes(batch);
        wake();
        yield batch;
      } else if (running === 0) {
        return;
      } else {
        await change();
      }
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop.abort(READ);
    wake();
    await Promise.all(pumps);
  }
}
