/**
 * What compiled code fills, as the run sees it: it makes room when the code has left because there was none, and hands over what it
 * holds. All of it happens between calls of compiled code.
 */
import type { ChunkRef, RunSpec } from '../executor-protocol.js';
import type { TakenRows } from '../output-batch.js';
import type { Kernels } from '../wasm/kernels.js';
import type { Exports } from './pipeline-function.js';
import type { RunMemory } from './run-memory.js';

/** The run that a sink belongs to. */
export interface SinkRun {
  readonly spec: RunSpec;
  readonly exports: Exports;
  readonly memory: RunMemory;
  readonly kernels: Kernels;
  /** Number of the executor. */
  readonly executor: number;
  /** Another one after what it holds was spilled. */
  readonly sinkArena: number;
  /** Whether texts were written that rows may refer to. */
  readonly hasScratch: boolean;
  /** Tells the engine that the sink waits for so many bytes. */
  askForRoom(bytes: number): void;
  sendBatch(partition: number, rows: number, taken: TakenRows): void;
}

export interface RunningSink {
  /** Writes what compiled code needs into the context. again: after it was emptied, when memory is short. */
  prepare(again: boolean): void;
  /** The function has left for the reason (layout.ts). False: there is no room just now. */
  makeRoom(reason: number): boolean;
  /** After a morsel. False: as makeRoom. */
  tidy(): boolean;
  /** For a pause: what goes to disk; rows of an output go where all of them go. */
  handOver(): readonly ChunkRef[];
  /** After the last morsel: nothing stays behind. False: to be called again when there is room. */
  end(): boolean;
  /** What it holds at the end. */
  readonly buffers: readonly ChunkRef[];
}
