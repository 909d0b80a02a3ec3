/**
 * The image of a section: the bytes of its file, and of a delta batch in SQLite. Immutable, self-describing, checksummed:
 *
 *   magic (8) | format version u32 | 0 u32 | column blocks, each 16-aligned | footer: JSON | footer length u32 | footer crc32 u32 | magic (8)
 *
 * SQLite holds the same description; the footer lets a section be read without it.
 */
import { crc32 } from 'node:zlib';
import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
import type { SqlType } from '../types/sql-type.js';
import type { BucketOrder, KeyColumn } from './bucket-order.js';
import { orderByBucket } from './bucket-order.js';
import type { ColumnBlock, Domain } from './encoding/column-block.js';
import { align16, storedForm } from './encoding/column-block.js';
import { encodeColumn } from './encoding/encode-column.js';
import type { GatheredColumn } from './encoding/gather.js';
import { gatherColumn, numericDomain } from './encoding/gather.js';

export const SECTION_FORMAT_VERSION = 1;
const MAGIC = Buffer.from('CNDCTSEC');
const HEADER_BYTES = 16;
/** Rows above which encoding pauses between columns. */
const PAUSE_ROWS = 20_000;
/** Rows under which a bucket's rows would be so few that clustering them serves nobody. */
const CLUSTER_ROWS = 4_096;
const TAIL_BYTES = 16;

export interface SectionDescription {
  readonly tableId: number;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: SqlType; readonly notNull: boolean }[];
  readonly blocks: readonly ColumnBlock[];
  /** First row of each bucket, then the rows; null: the rows are in no order of buckets. */
  readonly bucketOffsets: readonly number[] | null;
}

export interface SectionImage {
  readonly description: SectionDescription;
  /** In order, to be written one after the other. */
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
}

/** A column of all batches, and how it is kept. */
interface Gathered {
  readonly column: GatheredColumn;
  readonly domain: Domain;
  readonly scale: number;
}

/**
 * Encodes the rows of all batches as one section, clustered by bucket where the table is distributed by a key. `pause` is
 * awaited between columns: a million rows take a good part of a second, in which the process must answer others.
 */
export async function buildSectionImage(table: TableDef, batches: readonly HostBatch[], pause: () => Promise<void>): Promise<SectionImage> {
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const gather = (ordinal: number): Gathered => {
    const { name, type } = known(table.columns[ordinal], 'column');
    const form = storedForm(type);
    const parts = batches.map((batch) => ({
      rows: batch.rows,
      schema: known(batch.schema[ordinal], `column ${name} of a batch`),
      column: known(batch.columns[ordinal], `column ${name} of a batch`),
    }));
    const domain = type.kind === 'numeric' ? numericDomain(parts, form.domain, form.scale) : form.domain;
    const scale = domain === form.domain ? form.scale : 0;
    return { column: gatherColumn(parts, domain, scale), domain, scale };
  };
  const buckets = bucketOrder(table, gather, rows);
  const parts: Uint8Array[] = [header()];
  const blocks: ColumnBlock[] = [];
  let offset = HEADER_BYTES;
  for (const [ordinal, { type }] of table.columns.entries()) {
    const { column, domain, scale } = gather(ordinal);
    const { encoding, bytes, checksum, stats } = encodeColumn(column, domain, buckets?.order ?? null, type.kind === 'char');
    assert(bytes.byteLength === align16(bytes.byteLength), 'blocks are whole multiples of 16 bytes');
    blocks.push({ ordinal, domain, scale, encoding, rows, offset, length: bytes.byteLength, checksum, stats });
    parts.push(bytes);
    offset += bytes.byteLength;
    if (rows > PAUSE_ROWS) await pause();
  }
  const description: SectionDescription = {
    tableId: table.id,
    rows,
    columns: table.columns.map(({ name, type, notNull }) => ({ name, type, notNull })),
    blocks,
    bucketOffsets: buckets === null ? null : [...buckets.offsets],
  };
  const footer = Buffer.from(JSON.stringify(description));
  parts.push(footer, tail(footer));
  return { description, parts, bytes: offset + footer.byteLength + TAIL_BYTES };
}

function bucketOrder(table: TableDef, gather: (ordinal: number) => Gathered, rows: number): BucketOrder | null {
  if (table.distribution.kind !== 'hash' || rows < CLUSTER_ROWS) return null;
  const keys = table.distribution.ordinals.map((ordinal): KeyColumn => {
    const { type } = known(table.columns[ordinal], 'distribution column');
    return { type, ...gather(ordinal) };
  });
  return orderByBucket(keys, rows);
}

function header(): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(SECTION_FORMAT_VERSION, 8);
  return bytes;
}

function tail(footer: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(TAIL_BYTES);
  bytes.writeUInt32LE(footer.byteLength, 0);
  bytes.writeUInt32LE(crc32(footer), 4);
  MAGIC.copy(bytes, 8);
  return bytes;
}

/** The description in an image's footer. XX001 naming `where` when the bytes are not such an image. */
export function readDescription(image: Uint8Array, where: string): SectionDescription {
  const bytes = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const corrupted = (what: string): ConductError => new ConductError(SQLSTATE.dataCorrupted, `${where} is corrupted: ${what}`);
  if (bytes.length < HEADER_BYTES + TAIL_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) throw corrupted('it is not a section');
  const version = bytes.readUInt32LE(8);
  if (version !== SECTION_FORMAT_VERSION) {
    throw new ConductError(
      SQLSTATE.featureNotSupported,
      `${where} has section format ${version}, this version reads ${SECTION_FORMAT_VERSION}`,
    );
  }
  const end = bytes.length - TAIL_BYTES;
  if (!bytes.subarray(end + 8).equals(MAGIC)) throw corrupted('its end is missing');
  const length = bytes.readUInt32LE(end);
  const footer = bytes.subarray(Math.max(end - length, 0), end);
  if (footer.length !== length || crc32(footer) !== bytes.readUInt32LE(end + 4)) throw corrupted('its description has a wrong checksum');
  return JSON.parse(footer.toString('utf8')) as SectionDescription;
}

/** XX001 naming file and column when the block's bytes have changed. */
export function checkBlock(block: ColumnBlock, bytes: Uint8Array, where: string, columnName: string): void {
  if (crc32(bytes) === block.checksum) return;
  throw new ConductError(SQLSTATE.dataCorrupted, `${where} is corrupted: column "${columnName}" has a wrong checksum`, {
    hint: 'The disk or something else changed the file. Restore it from a copy.',
  });
}
