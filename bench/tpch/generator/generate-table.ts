/**
 * Generates TPC-H's tables: the same bytes as the official dbgen's, which draws each column from a random number generator of
 * its own and comments from one pool of text. A table may be cut into parts that are generated apart; together they are the whole.
 */
import { assert, unreachable } from '../../../src/common/assert.js';
import { lineitemRows, ordersRows } from './order-rows.js';
import { partRows, partsuppRows } from './part-rows.js';
import { customerRows, supplierRows } from './partner-rows.js';
import { RowWriter } from './row-writer.js';
import { nationRows, regionRows } from './small-tables.js';
import { type TpchTable, type UnitContext, type UnitWriter, unitCount } from './table.js';

/** Bytes of a chunk, at least, but for the last. */
const CHUNK_BYTES = 256 * 1024;
/** From here on dbgen draws keys from a 64-bit generator. */
const SCALE_LIMIT = 30_000;

export interface GenerateOptions {
  /** Which part, from 0. */
  readonly part: number;
  readonly parts: number;
  /** The whole pool of createTextPool(). */
  readonly pool: Uint8Array;
}

/** Rows as COPY's text form takes them: fields separated by `|`, lines ended by a newline. Chunks end between rows. */
export function* generateTable(table: TpchTable, scaleFactor: number, options: GenerateOptions): Generator<Uint8Array> {
  const { part, parts, pool } = options;
  assert(scaleFactor > 0 && scaleFactor < SCALE_LIMIT, `scale factor ${scaleFactor}`);
  assert(part >= 0 && part < parts, `part ${part} of ${parts}`);
  const units = unitCount(table, scaleFactor);
  const firstUnit = Math.floor((units * part) / parts);
  const endUnit = Math.floor((units * (part + 1)) / parts);
  const write = unitWriter(table, { scaleFactor, firstUnit, pool });
  const out = new RowWriter(CHUNK_BYTES);
  for (let unit = firstUnit; unit < endUnit; unit += 1) {
    write(unit, out);
    if (out.full) yield out.take();
  }
  const rest = out.take();
  if (rest.length > 0) yield rest;
}

function unitWriter(table: TpchTable, context: UnitContext): UnitWriter {
  switch (table) {
    case 'region':
      return regionRows(context);
    case 'nation':
      return nationRows(context);
    case 'part':
      return partRows(context);
    case 'supplier':
      return supplierRows(context);
    case 'partsupp':
      return partsuppRows(context);
    case 'customer':
      return customerRows(context);
    case 'orders':
      return ordersRows(context);
    case 'lineitem':
      return lineitemRows(context);
    default:
      return unreachable(table);
  }
}
