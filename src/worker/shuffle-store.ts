/**
 * Outputs of tasks, until their query ends. Outputs that other stages read are retained whole; the result stage's output is a
 * bounded queue: its producers wait while too much of it is unread. Readers may come before the task: they wait for it. A task's
 * error is its readers' error.
 *
 * Batches are kept as they came; a reader in this process takes them as they are, and one in another process makes them a frame,
 * once. When the outputs that are retained on this worker take more memory than they may, what comes then is written to a file of its
 * output, as frames.
 */
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { SpillBlock, SpillFile, SpillSpace } from '../exec/spill/spill-space.js';
import type { HostBatch } from '../plan/batch.js';
import { decodeFrame, encodeFrame } from '../rpc/frame.js';
import { remember } from '../storage/remember.js';

export interface OutputId {
  readonly queryId: string;
  readonly stage: number;
  readonly task: number;
  readonly attempt: number;
}

/** A batch of an output, in whichever form it was last needed. */
class Item {
  readonly bytes: number;
  #batch: HostBatch | null;
  #frame: Uint8Array | null = null;

  constructor(batch: HostBatch) {
    this.#batch = batch;
    this.bytes = batchBytes(batch);
  }

  async frame(): Promise<Uint8Array> {
    if (this.#frame === null) {
      assert(this.#batch !== null, 'an item has one form at least');
      this.#frame = encodeFrame(this.#batch);
      this.#batch = null;
    }
    return this.#frame;
  }

  async batch(): Promise<HostBatch> {
    if (this.#batch !== null) return this.#batch;
    assert(this.#frame !== null, 'an item has one form at least');
    return decodeFrame(this.#frame);
  }
}

const FRAME_OFFSET = 5;

/** A batch of an output that is on disk, or on its way there. */
class StoredItem {
  /** In memory. */
  readonly bytes = 0;
  readonly stored: Promise<SpillBlock>;
  readonly #file: SpillFile;

  constructor(batch: HostBatch, file: SpillFile) {
    this.#file = file;
    const frame = encodeFrame(batch);
    this.stored = file.write(frame, [frame.byteLength]).then((blocks) => known(blocks[0], 'block of a frame'));
    // Its writer and its readers hear of a failure.
    this.stored.catch(() => {});
  }

  async frame(): Promise<Uint8Array> {
    const block = await this.stored;
    // So that its columns are aligned (rpc/frame.ts).
    const frame = Buffer.allocUnsafeSlow(block.bytes + FRAME_OFFSET).subarray(FRAME_OFFSET);
    await this.#file.read(block, frame);
    return frame;
  }

  async batch(): Promise<HostBatch> {
    return decodeFrame(await this.frame());
  }
}

/** The memory that retained outputs take together, and the disk beyond it. */
class OutputMemory {
  readonly spill: SpillSpace;
  readonly limitBytes: number;
  usedBytes = 0;

  constructor(spill: SpillSpace, limitBytes: number) {
    this.spill = spill;
    this.limitBytes = limitBytes;
  }
}

export type OutputMode = 'retained' | 'broadcast' | 'streamed';

/** One task's output. */
export class TaskOutputBuffer {
  readonly #memory: OutputMemory;
  readonly #partitions = new Map<number, (Item | StoredItem)[]>();
  readonly #waiting = new Set<() => void>();
  #mode: OutputMode | null = null;
  #forced = false;
  #file: SpillFile | null = null;
  #ended = false;
  #failure: ConductError | null = null;
  /** Held in memory now. */
  bytes = 0;
  readers = 0;

  constructor(memory: OutputMemory) {
    this.#memory = memory;
  }

  /** The task runs. Before, it is not known how its output is kept. forced: what is retained goes to disk, whether there is room or not. */
  start(mode: OutputMode, forced = false): void {
    assert(this.#mode === null, 'an attempt of a task starts once');
    this.#mode = mode;
    this.#forced = forced;
    this.#wake();
  }

  get started(): boolean {
    return this.#mode !== null;
  }

  /** Resolves when there is room for more. Rejects with the failure when the output was ended by one. */
  async write(partition: number, batch: HostBatch): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    assert(this.#mode !== null && !this.#ended, 'a running task writes');
    if (batch.rows === 0) return;
    // Its place is behind what came before, whenever it is written.
    const item = this.#keepsInMemory(batch) ? new Item(batch) : new StoredItem(batch, this.#spillFile());
    this.#items(partition).push(item);
    this.#hold(item.bytes);
    this.#wake();
    if (item instanceof StoredItem) await item.stored;
    while (this.#mode === 'streamed' && this.bytes > LIMITS.exchangeBufferBytes) {
      await this.#change();
      if (this.#failure !== null) throw this.#failure;
    }
  }

  #keepsInMemory(batch: HostBatch): boolean {
    if (this.#mode === 'streamed') return true;
    return !this.#forced && this.#memory.usedBytes + batchBytes(batch) <= this.#memory.limitBytes;
  }

  #spillFile(): SpillFile {
    this.#file ??= this.#memory.spill.file();
    return this.#file;
  }

  #hold(bytes: number): void {
    this.bytes += bytes;
    this.#memory.usedBytes += bytes;
  }

  /** Written to disk. */
  get spilledBytes(): number {
    return this.#file?.bytes ?? 0;
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Readers and writers get this error. An output that has ended well stays readable. */
  fail(error: ConductError): void {
    if (this.#ended || this.#failure !== null) return;
    this.#failure = error;
    this.#wake();
  }

  /** The query is over: whoever still reads gets the error, and nothing is held, when it resolves not on disk either. */
  async discard(error: ConductError): Promise<void> {
    this.#failure ??= error;
    this.#partitions.clear();
    this.#hold(-this.bytes);
    this.#wake();
    await this.#file?.close();
  }

  frames(partition: number, signal: AbortSignal | null): AsyncGenerator<Uint8Array> {
    return this.#read(partition, signal, (item) => item.frame());
  }

  batches(partition: number, signal: AbortSignal | null): AsyncGenerator<HostBatch> {
    return this.#read(partition, signal, (item) => item.batch());
  }

  async *#read<T>(partition: number, signal: AbortSignal | null, form: (item: Item | StoredItem) => Promise<T>): AsyncGenerator<T> {
    const onAbort = (): void => this.#wake();
    signal?.addEventListener('abort', onAbort);
    this.readers += 1;
    try {
      let position = 0;
      for (;;) {
        if (signal?.aborted === true) throw canceled(signal);
        if (this.#failure !== null) throw this.#failure;
        const items = this.#items(partition);
        const item = this.#mode === 'streamed' ? items.shift() : items[position];
        if (item !== undefined) {
          position += 1;
          const value = await form(item);
          if (this.#mode === 'streamed') {
            // It is gone when the query ended meanwhile.
            this.#hold(-Math.min(this.bytes, item.bytes));
            this.#wake();
          }
          yield value;
        } else if (this.#ended) {
          return;
        } else {
          await this.#change();
        }
      }
    } finally {
      this.readers -= 1;
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Every partition of a broadcast reads the same items. */
  #items(partition: number): (Item | StoredItem)[] {
    const key = this.#mode === 'broadcast' ? 0 : partition;
    let items = this.#partitions.get(key);
    if (items === undefined) {
      items = [];
      this.#partitions.set(key, items);
    }
    return items;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  #wake(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }
}

export class ShuffleStore {
  readonly #memory: OutputMemory;
  readonly #queries = new Map<string, Map<string, TaskOutputBuffer>>();
  /** Queries that ended here: messages for them that come late find nothing and start nothing. */
  readonly #ended = new Set<string>();

  /** memoryBytes: of the outputs that are retained; what comes beyond goes to disk. */
  constructor(spill: SpillSpace, memoryBytes: number) {
    this.#memory = new OutputMemory(spill, memoryBytes);
  }

  /** The output, which may not have started. Rejected for queries that were cancelled or released. */
  output(id: OutputId): TaskOutputBuffer {
    this.checkOpen(id.queryId);
    let outputs = this.#queries.get(id.queryId);
    if (outputs === undefined) {
      outputs = new Map();
      this.#queries.set(id.queryId, outputs);
    }
    const key = `${id.stage}/${id.task}/${id.attempt}`;
    let output = outputs.get(key);
    if (output === undefined) {
      output = new TaskOutputBuffer(this.#memory);
      outputs.set(key, output);
    }
    return output;
  }

  checkOpen(queryId: string): void {
    if (this.#ended.has(queryId)) throw new ConductError(SQLSTATE.queryCanceled, 'the query has ended');
  }

  async *frames(id: OutputId, partition: number, signal: AbortSignal | null): AsyncGenerator<Uint8Array> {
    const output = this.output(id);
    try {
      yield* output.frames(partition, signal);
    } finally {
      this.#removeUnstarted(id, output);
    }
  }

  /** A reader gave up on a task that never came: nothing remembers that it waited. */
  #removeUnstarted(id: OutputId, output: TaskOutputBuffer): void {
    if (output.started || output.readers > 0) return;
    const outputs = this.#queries.get(id.queryId);
    outputs?.delete(`${id.stage}/${id.task}/${id.attempt}`);
    if (outputs?.size === 0) this.#queries.delete(id.queryId);
  }

  /** Forgets the query's outputs, at once and for ever: readers and writers that are left get the error. Resolves when no file is left. */
  async endQuery(queryId: string, error: ConductError): Promise<void> {
    remember(this.#ended, queryId);
    const outputs = this.#queries.get(queryId);
    if (outputs === undefined) return;
    this.#queries.delete(queryId);
    await Promise.all([...outputs.values()].map((output) => output.discard(error)));
  }

  get queryIds(): readonly string[] {
    return [...this.#queries.keys()];
  }

  get retainedBytes(): number {
    let bytes = 0;
    for (const outputs of this.#queries.values()) for (const output of outputs.values()) bytes += output.bytes;
    return bytes;
  }
}

export function canceled(signal: AbortSignal): ConductError {
  const reason: unknown = signal.reason;
  return reason instanceof ConductError ? reason : new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}

export function batchBytes(batch: HostBatch): number {
  return batch.columns.reduce(
    (sum, column) => sum + column.data.byteLength + (column.offsets?.byteLength ?? 0) + (column.validity?.byteLength ?? 0),
    64,
  );
}
