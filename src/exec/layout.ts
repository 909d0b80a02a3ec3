/**
 * Where things lie in the shared memory: task control blocks, the context that a pipeline function works on, tuples, and
 * chunk descriptors. Compiled code and the threads' TypeScript agree through this file only.
 */
import type { PhysType } from '../plan/batch.js';
import type { ColumnInfo, ValueInfo } from '../plan/column-info.js';

/** One per task, at the start of its arena's control page. */
export const CONTROL = {
  /** Arena: four words (memory.ts). */
  arena: 0,
  /** i32: not 0 when the task is to stop. Read by every loop of compiled code. */
  cancel: 16,
  /** i32: bytes of batches handed to the main thread and not yet taken by the task's output. */
  outputBytes: 20,
  bytes: 64,
} as const;

/** One per executor and phase: what a pipeline function gets as `context`. */
export const CONTEXT = {
  errorCode: 0,
  /** i32: how many probes deep the function was when it left with sinkFull; 0: start afresh at `start`. */
  resumeDepth: 4,
  /** i32: the source row to go on with. */
  cursorRow: 8,
  /** i32: REASON. */
  reason: 12,
  /** Address of the task's CONTROL. */
  control: 16,
  /** Address of the phase's parameters. */
  params: 20,
  /** Tuple sinks: next free tuple, end of the buffer. */
  tuplePointer: 24,
  tupleEnd: 28,
  /** Aggregation: directory address, entries - 1, groups so far, groups at which it must grow. */
  directory: 32,
  directoryMask: 36,
  groups: 40,
  groupLimit: 44,
  /** String results: next free byte, end. */
  scratchPointer: 48,
  scratchEnd: 52,
  /** Output: the full partition, base of the buffers, counts (i32 a partition). */
  partition: 56,
  outputBase: 60,
  outputCounts: 64,
  /** Number of the task in its stage, of the chunk in the phase (row ids). */
  task: 68,
  chunkNumber: 72,
  /** Merging groups: this executor's share and the number of shares. */
  share: 76,
  shares: 80,
  /** String results: start of the area that scratchPointer is in. */
  scratchStart: 84,
  /** Building a join index, i64: least and greatest key; i32: 1 when a key came twice. */
  leastKey: 88,
  greatestKey: 96,
  duplicates: 104,
  /** Slots that the code generator hands out. */
  slots: 112,
} as const;

/** From which executors claim rows. next: i32, the next morsel. owners: i32 a share of the buckets, 0: it is nobody's yet. */
export const CLAIMS = { next: 0, owners: 16, bytes: 16 } as const;

/** Why a function returned sinkFull. */
export const REASON = { tuples: 1, directory: 2, output: 3 } as const;

/** Descriptor of a chunk: one entry a column. */
export const CHUNK_COLUMN = { data: 0, validity: 4, dictionary: 8, bytes: 16 } as const;

/** Descriptor of a chunk of a series: i64 value of its first row, i64 step from row to row. */
export const SERIES_CHUNK = { first: 0, step: 8, bytes: 16 } as const;

/** Parameters are slots of 16 bytes. */
export const PARAM_BYTES = 16;

export interface TupleField {
  readonly info: ValueInfo;
  readonly offset: number;
  /** Bit in the tuple's validity bytes (1 = not NULL), or -1 where NULL can't occur. */
  readonly validBit: number;
}

/**
 * A row in row form: `next` (i32, hash chains), `flag` (i32: matched, or the hash of a group), validity bytes, fields. Fields
 * are aligned to their size up to 8.
 */
export interface TupleLayout {
  readonly fields: readonly TupleField[];
  readonly validityOffset: number;
  readonly bytes: number;
}

export const TUPLE = { next: 0, flag: 4, validity: 8 } as const;

export const FIELD_BYTES: { readonly [K in PhysType]: number } = {
  bool: 4,
  i32: 4,
  dict: 4,
  i64: 8,
  f64: 8,
  str: 8,
  i128: 16,
  num: 16,
  interval: 16,
};

export function tupleLayout(infos: readonly ValueInfo[]): TupleLayout {
  let bits = 0;
  const validBits = infos.map((info) => (info.nullable ? bits++ : -1));
  let offset = TUPLE.validity + Math.ceil(bits / 8);
  const offsets = new Array<number>(infos.length).fill(0);
  // Small fields first: they fill the gap after the validity bytes.
  const order = infos.map((_, i) => i).sort((a, b) => fieldAlign(infos[a]) - fieldAlign(infos[b]) || a - b);
  for (const i of order) {
    const info = infos[i];
    if (info === undefined) continue;
    const align = fieldAlign(info);
    offset = Math.ceil(offset / align) * align;
    offsets[i] = offset;
    offset += FIELD_BYTES[info.phys];
  }
  return {
    fields: infos.map((info, i) => ({ info, offset: offsets[i] ?? 0, validBit: validBits[i] ?? -1 })),
    validityOffset: TUPLE.validity,
    bytes: Math.ceil(offset / 8) * 8,
  };
}

function fieldAlign(info: ValueInfo | undefined): number {
  return info === undefined ? 8 : Math.min(8, FIELD_BYTES[info.phys]);
}

/** Columnar buffers of one partition of an output. */
export interface OutputLayout {
  readonly rows: number;
  readonly columns: readonly { readonly info: ColumnInfo; readonly data: number; readonly validity: number }[];
  readonly bytes: number;
}

/** dict columns leave as str. Widths as in chunks (bool: 1 byte). */
export function outputLayout(columns: readonly ColumnInfo[], rows: number): OutputLayout {
  let offset = 0;
  const take = (bytes: number): number => {
    const at = offset;
    offset += Math.ceil((bytes + 16) / 64) * 64;
    return at;
  };
  const laid = columns.map((info) => ({
    info,
    validity: info.nullable ? take(rows / 8) : -1,
    data: take(rows * (info.phys === 'bool' ? 1 : info.phys === 'dict' ? 8 : FIELD_BYTES[info.phys])),
  }));
  return { rows, columns: laid, bytes: Math.max(64, offset) };
}
