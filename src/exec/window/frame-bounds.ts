/** Which rows of a partition each row's frame has: [start, end) by position, before exclusion. */
import type { FrameEdge, FrameFields } from './window-index.js';

/** Peers of the rows of a partition, by position. */
export interface Peers {
  readonly rows: number;
  /** Of each row: the first of its peers, the one after the last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of each row: the number of its group, from 0. */
  readonly groups: Int32Array;
  /** Of each group: its first row; one entry more at the end. */
  readonly groupStarts: Int32Array;
  readonly groupCount: number;
}

/** What a RANGE with offsets asks of the order's key. */
export interface RangeKeys {
  isNull(row: number): boolean;
  /**
   * Whether key(row) >= key(base) -+ offset, or <= with `less`; `subtract`: minus. The offset is that of the frame's start or end.
   */
  inRange(row: number, base: number, edge: 'start' | 'end', subtract: boolean, less: boolean): boolean;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface FrameSource {
  readonly peers: Peers;
  /** A count of rows or groups. */
  readonly offset: (field: number) => bigint;
  readonly range: (frame: FrameFields) => RangeKeys;
}

/** Fills `starts` and `ends` for every row. An empty frame has start >= end. */
export function frameBounds(frame: FrameFields, source: FrameSource, starts: Int32Array, ends: Int32Array): void {
  const range = frame.mode === 'range' && ('offset' in frame.start || 'offset' in frame.end) ? source.range(frame) : null;
  fillEdge(frame, 'start', source, range, starts);
  fillEdge(frame, 'end', source, range, ends);
}

function fillEdge(frame: FrameFields, which: 'start' | 'end', source: FrameSource, range: RangeKeys | null, out: Int32Array): void {
  const edge = frame[which];
  const { peers } = source;
  const { rows } = peers;
  switch (edge.kind) {
    case 'unbounded-preceding':
      out.fill(0, 0, rows);
      return;
    case 'unbounded-following':
      out.fill(rows, 0, rows);
      return;
    case 'current-row': {
      if (frame.mode !== 'rows') out.set((which === 'start' ? peers.starts : peers.ends).subarray(0, rows));
      else for (let row = 0; row < rows; row += 1) out[row] = which === 'start' ? row : row + 1;
      return;
    }
    case 'preceding':
    case 'following':
      break;
  }
  if (range !== null) {
    if (which === 'start') rangeStarts(edge, rows, range, out);
    else rangeEnds(edge, rows, range, out);
    return;
  }
  const distance = rowCount(source.offset(edge.offset), rows) * (edge.kind === 'preceding' ? -1 : 1);
  if (frame.mode === 'rows') {
    const extra = which === 'end' ? 1 : 0;
    for (let row = 0; row < rows; row += 1) out[row] = Math.min(rows, Math.max(0, row + distance + extra));
    return;
  }
  for (let row = 0; row < rows; row += 1) {
    const group = (peers.groups[row] ?? 0) + distance + (which === 'end' ? 1 : 0);
    out[row] = group <= 0 ? 0 : group >= peers.groupCount ? rows : (peers.groupStarts[group] ?? 0);
  }
}

/** Beyond the partition's rows all offsets are the same. */
function rowCount(offset: bigint, rows: number): number {
  return offset > BigInt(rows) ? rows + 1 : Number(offset);
}

/** The first row whose key is not before the start. Moves on only: keys are in order. */
function rangeStarts(edge: FrameEdge, rows: number, range: RangeKeys, out: Int32Array): void {
  const subtract = (edge.kind === 'preceding') !== range.descending;
  let head = 0;
  for (let row = 0; row < rows; row += 1) {
    const baseNull = range.isNull(row);
    while (head < rows) {
      const headNull = range.isNull(head);
      if (headNull || baseNull) {
        if (range.nullsFirst ? !headNull || baseNull : headNull || !baseNull) break;
      } else if (range.inRange(head, row, 'start', subtract, range.descending)) break;
      head += 1;
    }
    out[row] = head;
  }
}

/** The first row whose key is behind the end. */
function rangeEnds(edge: FrameEdge, rows: number, range: RangeKeys, out: Int32Array): void {
  const subtract = (edge.kind === 'preceding') !== range.descending;
  let tail = 0;
  for (let row = 0; row < rows; row += 1) {
    const baseNull = range.isNull(row);
    while (tail < rows) {
      const tailNull = range.isNull(tail);
      if (tailNull || baseNull) {
        if (range.nullsFirst ? !tailNull && baseNull : tailNull && !baseNull) break;
      } else if (!range.inRange(tail, row, 'end', subtract, !range.descending)) break;
      tail += 1;
    }
    out[row] = tail;
  }
}
