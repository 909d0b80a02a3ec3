/** Texts and bytes of record batches in the form that columns store them in: offsets and the bytes of values that are not NULL. */
import { known } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import type { HostColumn } from '../../../plan/batch.js';
import { corrupt } from '../corrupt.js';
import { storedTexts, type Texts } from '../stored-texts.js';
import { type ArrowData, offsetsOf } from './record-batch.js';

/** Where the bytes of a value are. */
interface Slice {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

export function textsOfBytes(data: ArrowData, from: number, to: number, isNull: (row: number) => boolean): Texts {
  const { type } = data.field;
  const as = type.kind === 'fixed-bytes' || (type.kind === 'bytes' && !type.isText) ? 'bytea' : 'text';
  if (type.kind === 'bytes' && type.by !== 'views' && data.valid === null) return storedTexts(adjoining(data, from, to), as);
  const slice = sliceReader(data);
  const offsets = new Int32Array(to - from + 1);
  const parts: Uint8Array[] = [];
  let end = 0;
  for (let row = from; row < to; row += 1) {
    if (!isNull(row)) {
      const { bytes, from: start, to: stop } = slice(row);
      if (end + stop - start > LIMITS.arrowBufferBytes) throw tooMuchText();
      parts.push(bytes.subarray(start, stop));
      end += stop - start;
    }
    offsets[row - from + 1] = end;
  }
  return storedTexts({ count: to - from, bytes: Buffer.concat(parts, end), offsets }, as);
}

/** All of the rows have a value: they lie one behind the other. */
function adjoining(data: ArrowData, from: number, to: number): Texts {
  const { rows, buffers } = data;
  const all = longOrShort(data);
  const bytes = known(buffers[1], 'texts');
  if (known(all[rows], 'offset') > bytes.length) throw corrupt('texts end early');
  const first = known(all[from], 'offset');
  return {
    count: to - from,
    bytes: bytes.subarray(first, all[to]),
    offsets: first === 0 ? all.subarray(from, to + 1) : all.subarray(from, to + 1).map((offset) => offset - first),
  };
}

function longOrShort({ field: { type }, buffers, rows }: ArrowData): Int32Array {
  return offsetsOf(known(buffers[0], 'offsets'), rows, type.kind === 'bytes' && type.by === 'long-offsets');
}

function sliceReader(data: ArrowData): (row: number) => Slice {
  const { buffers, rows, field } = data;
  const { type } = field;
  const first = buffers[0] ?? new Uint8Array(0);
  if (type.kind === 'fixed-bytes') return (row) => ({ bytes: first, from: row * type.bytes, to: (row + 1) * type.bytes });
  if (type.kind === 'bytes' && type.by === 'views') return viewReader(first, buffers.slice(1));
  if (type.kind === 'null') return () => ({ bytes: first, from: 0, to: 0 });
  const offsets = longOrShort(data);
  const bytes = known(buffers[1], 'texts');
  if (known(offsets[rows], 'offset') > bytes.length) throw corrupt('texts end early');
  return (row) => ({ bytes, from: known(offsets[row], 'offset'), to: known(offsets[row + 1], 'offset') });
}

/** Up to twelve bytes are in the view itself; of others it says in which buffer they are, and where. */
function viewReader(views: Uint8Array, variadic: readonly Uint8Array[]): (row: number) => Slice {
  const words = new Int32Array(views.buffer, views.byteOffset, views.length >> 2);
  return (row) => {
    const length = words[row * 4] as number;
    if (length >= 0 && length <= 12) return { bytes: views, from: row * 16 + 4, to: row * 16 + 4 + length };
    const bytes = variadic[words[row * 4 + 2] as number];
    const from = words[row * 4 + 3] as number;
    if (bytes === undefined || length < 0 || from < 0 || from + length > bytes.length) throw corrupt('a text is outside of its buffers');
    return { bytes, from, to: from + length };
  };
}

/** Values of a dictionary by index; below 0: NULL. */
export function gatheredTexts(dictionary: HostColumn, indexes: Int32Array): HostColumn {
  const from = known(dictionary.offsets, 'offsets');
  const offsets = new Int32Array(indexes.length + 1);
  let end = 0;
  let nulls = 0;
  for (let row = 0; row < indexes.length; row += 1) {
    const index = indexes[row] as number;
    if (index < 0) nulls += 1;
    else end += (from[index + 1] as number) - (from[index] as number);
    if (end > LIMITS.arrowBufferBytes) throw tooMuchText();
    offsets[row + 1] = end;
  }
  const data = new Uint8Array(end);
  const validity = nulls === 0 ? null : new Uint8Array(Math.ceil(indexes.length / 8));
  for (let row = 0; row < indexes.length; row += 1) {
    const index = indexes[row] as number;
    if (index < 0) continue;
    let to = offsets[row] as number;
    for (let at = from[index] as number; at < (from[index + 1] as number); at += 1, to += 1) data[to] = dictionary.data[at] as number;
    if (validity !== null) validity[row >> 3] = (validity[row >> 3] as number) | (1 << (row & 7));
  }
  return { data, offsets, validity };
}

function tooMuchText(): ConductError {
  return new ConductError(SQLSTATE.programLimitExceeded, `texts of a chunk have at most ${LIMITS.arrowBufferBytes} bytes`);
}
