/** What execution takes and gives: chunks of columns in the worker's shared memory, inputs and outputs of a task. */
import type { HostBatch } from '../plan/batch.js';
import type { ScanNode, Stage } from '../plan/physical.js';
import type { TaskStats } from '../plan/task-stats.js';
import type { SessionSettings } from '../types/session-settings.js';

/**
 * One column of a chunk. Addresses are bytes in the shared WebAssembly memory (unsigned 32 bits). `data` has rows values of
 * the column's physical type, 16-aligned and padded by 16 readable bytes. str: i64 values, pointer in the low half and
 * byte length in the high half; the bytes lie anywhere in the memory, followed by 16 readable bytes.
 */
export interface ColumnVector {
  readonly data: number;
  /** Bitmap, 1 = not NULL; 0: this chunk has no NULLs. */
  readonly validity: number;
  /** dict only: address of the str values that the codes index. Codes of one column mean the same in all chunks of a task. */
  readonly dictionary: number;
  /** dict only: number of entries. */
  readonly dictionarySize: number;
}

/** Memory that goes when nobody refers to it any more; who has it holds one reference. */
export interface HeldMemory {
  readonly bytes: number;
  retain(): HeldMemory;
  release(): void;
}

export interface Chunk {
  readonly rows: number;
  /** As the source's node's columns. */
  readonly columns: readonly ColumnVector[];
  /** First row of each bucket, then the rows; absent: the rows are in no order of buckets. */
  readonly bucketOffsets?: readonly number[];
  /** What the columns lie in, where it may go before the task ends; absent: it is the stream's. */
  readonly memory?: HeldMemory;
}

/** Chunks that stay valid (pinned) until `release`, called once when the task has ended, or until their own memory goes. */
export interface ChunkStream {
  next(): Promise<Chunk | null>;
  release(): void;
}

export interface TaskInputs {
  /** Columns in the physical types of node.columns, rows of the snapshot node.version. */
  scan(node: ScanNode): ChunkStream;
  /** This task's partition of another stage's output, all producers. Ending the iteration early closes the pulls. */
  exchange(stage: number): AsyncIterable<HostBatch>;
}

export interface TaskOutput {
  /** Takes a batch for a partition. Resolves when there is room for more: a pending promise parks the producers. */
  write(partition: number, batch: HostBatch): Promise<void>;
}

export interface TaskSpec {
  readonly queryId: string;
  readonly stage: Stage;
  readonly task: number;
  readonly inputs: TaskInputs;
  readonly output: TaskOutput;
  readonly signal: AbortSignal;
  /** Of all tasks of the query on this worker together: the first one's counts. */
  readonly memoryLimitBytes: number;
  /** What can go to disk does, whether there is room or not. */
  readonly forceSpill?: boolean;
  readonly analyze: boolean;
  readonly morselRows: number;
  /** What values are read and printed by; absent: the defaults. */
  readonly session?: SessionSettings;
}

/** Runs tasks on the worker's executors. Implemented by exec/engine.ts. */
export interface TaskRunner {
  /** Rejects with ConductError: user errors of compiled code, 57014 when signalled, 53200 over the memory limit. */
  run(spec: TaskSpec): Promise<TaskStats>;
  close(): Promise<void>;
}

/** Blocks of the worker's shared memory. Implemented by exec/memory.ts; the section cache is a client. */
export interface SharedMemory {
  readonly memory: WebAssembly.Memory;
  /** Views of the whole memory; remake them after every allocation (the memory may have grown). */
  bytes(): Uint8Array;
  /** At least `bytes`, 64 KiB aligned; evicts cache first. Throws ConductError 53200 when there is none. */
  allocate(bytes: number): number;
  free(address: number): void;
  /** Asked, before an allocation fails, to free unpinned cache; returns whether it freed anything. */
  onPressure(evict: (bytes: number) => boolean): void;
  readonly usedBytes: number;
  readonly maximumBytes: number;
}
