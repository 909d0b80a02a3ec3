/** Messages between the engine (main thread) and its executors. Rows never travel here, but for finished output batches. */
import type { WireError } from '../common/errors.js';
import type { SessionSettings } from '../types/session-settings.js';
import type { OutputLayout } from './layout.js';
import type { WindowJob } from './window/evaluate-window.js';

/** Rows in the shared memory: a chunk descriptor, a buffer of tuples or an array of pointers. */
export interface ChunkRef {
  readonly address: number;
  readonly rows: number;
  /** Where the rows of each share of the buckets start, and the end (LIMITS.bucketShares + 1 numbers); absent: they are in no such order. */
  readonly shares?: readonly number[];
}

export type RunSink =
  | { readonly kind: 'none' }
  /** top: keep the first rows only, by the module's `sort`, when many have come; bound: context slot for the address of the last of them. */
  | { readonly kind: 'tuples'; readonly tupleBytes: number; readonly top: number | null; readonly bound: number | null }
  | {
      readonly kind: 'aggregate';
      readonly tupleBytes: number;
      readonly keys: number;
      readonly expectedGroups: number;
      readonly directEntries: number;
    }
  | { readonly kind: 'output'; readonly layout: OutputLayout; readonly partitions: number; readonly roundRobin: boolean };

/** One phase of a task: a function over the chunks of a source. */
export interface RunSpec {
  readonly run: number;
  readonly module: number;
  readonly functionName: 'run' | 'range' | 'insert' | 'insertDirect';
  /** This executor's context, filled but for what the sink needs. */
  readonly context: number;
  /** Address of the task's CONTROL. */
  readonly control: number;
  /** Address of the i32 from which executors claim morsels; 0: this executor takes every one. */
  readonly claims: number;
  /** Rows of one share of the buckets are one executor's, in all chunks that have shares: the owners stand behind `claims`. */
  readonly bucketed: boolean;
  readonly morselRows: number;
  /** Heads of arenas: what the phase itself needs; what the sink holds and the rows' texts, which another arena follows when that is spilled. */
  readonly ownArena: number;
  readonly sinkArena: number;
  /** When the sink waits for memory: never (it gets what there is, or 53200), over the limit, whenever it has filled a buffer. */
  readonly spills: 'never' | 'over-limit' | 'always';
  readonly session: SessionSettings;
  readonly sink: RunSink;
  readonly dictionaryPredicates: readonly { readonly exportName: string; readonly slot: number; readonly parameter: number }[];
  readonly counters: readonly { readonly op: number; readonly slot: number }[];
}

/** Chunks to work on. Dictionary sizes by parameter offset are those before these chunks may be read. */
export interface Chunks {
  readonly chunks: readonly ChunkRef[];
  readonly dictionaries: readonly { readonly parameter: number; readonly size: number }[];
  /** No more will come. */
  readonly closed: boolean;
}

export type ExecutorCommand =
  | { readonly type: 'module'; readonly id: number; readonly module: WebAssembly.Module }
  | { readonly type: 'forget'; readonly id: number }
  | ({ readonly type: 'start'; readonly spec: RunSpec } & Chunks)
  | ({ readonly type: 'chunks'; readonly run: number } & Chunks)
  /** Room again, for output or in memory. */
  | { readonly type: 'wake'; readonly run: number }
  /** To be answered by `idle` when all chunks that came before are done with. */
  | { readonly type: 'tell-idle'; readonly run: number }
  /** To be answered by `paused`: what the sink holds is handed over, and the run waits for `resume`. */
  | { readonly type: 'pause'; readonly run: number }
  /** sinkArena 0: the sink goes on with what it has. */
  | { readonly type: 'resume'; readonly run: number; readonly sinkArena: number }
  | {
      readonly type: 'sort';
      readonly run: number;
      readonly module: number;
      readonly pointers: number;
      readonly count: number;
      readonly scratch: number;
    }
  /** Window functions over sorted tuples. */
  | { readonly type: 'window'; readonly run: number; readonly module: number; readonly job: WindowJob }
  | { readonly type: 'stop' };

export interface BatchColumnData {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly validity: Uint8Array<ArrayBuffer> | null;
  readonly offsets: Int32Array<ArrayBuffer> | null;
}

export type ExecutorEvent =
  | { readonly type: 'ready'; readonly executor: number }
  | {
      readonly type: 'batch';
      readonly run: number;
      readonly partition: number;
      readonly rows: number;
      readonly bytes: number;
      readonly columns: readonly BatchColumnData[];
    }
  /** The sink can't go on without so many bytes: `wake` when there may be room. */
  | { readonly type: 'full'; readonly run: number; readonly executor: number; readonly bytes: number }
  /** morsels: of the chunks that had come. */
  | { readonly type: 'idle'; readonly run: number; readonly executor: number; readonly morsels: number }
  | { readonly type: 'paused'; readonly run: number; readonly executor: number; readonly buffers: readonly ChunkRef[] }
  | {
      readonly type: 'done';
      readonly run: number;
      readonly executor: number;
      /** null: all chunks were read. */
      readonly error: WireError | null;
      readonly cancelled: boolean;
      readonly buffers: readonly ChunkRef[];
      readonly counts: readonly { readonly op: number; readonly rows: number }[];
      readonly ms: number;
    }
  | { readonly type: 'windowed'; readonly run: number; readonly error: WireError | null }
  | { readonly type: 'sorted'; readonly run: number; readonly inScratch: boolean; readonly error: WireError | null };
