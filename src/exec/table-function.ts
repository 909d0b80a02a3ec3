/**
 * Set-returning functions on a worker: rows that were collected in tuples go in, batches of rows come out. Runs in the worker's main
 * thread; what is made is handed on batch by batch.
 */
import { assert, known } from '../common/assert.js';
import { findSetFunction } from '../functions/registry.js';
import type { HostBatch, HostColumn } from '../plan/batch.js';
import { batchFromRows, datumAt } from '../plan/datum-batch.js';
import type { TableFunctionNode } from '../plan/physical.js';
import { setFunctionRows } from '../plan/set-function-rows.js';
import type { Datum } from '../types/datum.js';
import type { ChunkRef } from './executor-protocol.js';
import { FIELD_BYTES, TUPLE, type TupleField, type TupleLayout } from './layout.js';
import type { PageMemory } from './memory.js';

/** Rows of one batch. */
const BATCH_ROWS = 8_192;

/** The node's rows for the tuples: fields are the kept columns, then the arguments of the functions in order. */
export function* tableFunctionBatches(
  node: TableFunctionNode,
  buffers: readonly ChunkRef[],
  layout: TupleLayout,
  memory: PageMemory,
): Generator<HostBatch> {
  const functions = node.functions.map(({ name, args, width }) => {
    const types = args.map((arg) => arg.type);
    return { entry: known(findSetFunction(name, types), `set-returning function ${name}`), types, width };
  });
  let rows: (readonly Datum[])[] = [];
  for (const { address, rows: count } of buffers) {
    for (let i = 0; i < count; i += 1) {
      const tuple = (address >>> 0) + i * layout.bytes;
      const values = layout.fields.map((field) => fieldValue(memory, tuple, field));
      const kept = values.slice(0, node.kept.length);
      let at = node.kept.length;
      const calls = functions.map((each) => {
        const args = values.slice(at, at + each.types.length);
        at += each.types.length;
        return { ...each, args };
      });
      let number = 0n;
      for (const made of setFunctionRows(calls)) {
        number += 1n;
        const row = [...kept, ...node.outputs.map((output) => made[output] ?? null)];
        rows.push(node.ordinality ? [...row, number] : row);
        if (rows.length < BATCH_ROWS) continue;
        yield batchFromRows(node.columns, rows);
        rows = [];
      }
    }
  }
  if (rows.length > 0) yield batchFromRows(node.columns, rows);
}

const EMPTY = new Uint8Array(0);

/** The value of one field of a tuple, as a batch of one row would have it. */
function fieldValue(memory: PageMemory, tuple: number, { info, offset, validBit }: TupleField): Datum {
  const bytes = memory.bytes();
  if (validBit >= 0 && ((bytes[tuple + TUPLE.validity + (validBit >> 3)] ?? 0) & (1 << (validBit & 7))) === 0) return null;
  const at = tuple + offset;
  let column: HostColumn;
  if (info.phys === 'str') {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
    const start = view.getUint32(0, true);
    const length = view.getUint32(4, true);
    column = { data: length === 0 ? EMPTY : bytes.slice(start, start + length), validity: null, offsets: Int32Array.of(0, length) };
  } else {
    assert(info.phys !== 'dict', 'codes were read as text');
    column = { data: bytes.slice(at, at + FIELD_BYTES[info.phys]), validity: null, offsets: null };
  }
  return datumAt(column, { name: '', type: info.type, phys: info.phys, scale: info.scale }, 0);
}
