/** The description at the end of a Parquet file: its columns, where each row group's columns lie, and their statistics. */

import { parquetMetadata } from 'hyparquet';
import type { ColumnMetaData, FileMetaData, RowGroup } from 'hyparquet/src/types.js';
import { notSupported } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import { corrupt, inFile } from '../corrupt.js';
import type { FileReader } from '../file-reader.js';
import { columnsOf, type ParquetColumn } from './schema.js';

export interface ParquetFooter {
  readonly metadata: FileMetaData;
  readonly columns: readonly ParquetColumn[];
  /** Rows of each row group. */
  readonly groupRows: readonly number[];
}

/** A footer of a usual file comes with the first read. */
const FIRST_READ_BYTES = 64 << 10;
const TRAILER_BYTES = 8;

/** Statistics stay what they are in the file: dates are days, timestamps integers. */
const RAW_PARSERS = {
  dateFromDays: (days: number) => days,
  timestampFromMilliseconds: (millis: bigint) => millis,
  timestampFromMicroseconds: (micros: bigint) => micros,
  timestampFromNanoseconds: (nanos: bigint) => nanos,
  uuidFromBytes: (bytes: Uint8Array) => bytes,
};

/** bytes: of the whole file. */
export async function readFooter(fs: FileReader, path: string, bytes: number): Promise<ParquetFooter> {
  try {
    const tail = await readTail(fs, path, bytes);
    const metadata = parquetMetadata(tail, { parsers: RAW_PARSERS, geoparquet: false });
    const groupRows = metadata.row_groups.map((group) => Number(group.num_rows));
    for (const group of metadata.row_groups) checkGroup(group, bytes, metadata);
    return { metadata, columns: columnsOf(metadata), groupRows };
  } catch (error) {
    throw inFile(error, path);
  }
}

async function readTail(fs: FileReader, path: string, bytes: number): Promise<Uint8Array> {
  if (bytes < TRAILER_BYTES + 4) throw corrupt('it is too short for a Parquet file');
  let tail = new Uint8Array(Math.min(bytes, FIRST_READ_BYTES));
  await fs.read(path, bytes - tail.length, tail);
  const magic = Buffer.from(tail.subarray(-4)).toString('latin1');
  if (magic === 'PARE') throw notSupported('an encrypted Parquet file');
  if (magic !== 'PAR1') throw corrupt('it does not end as a Parquet file does');
  const length = new DataView(tail.buffer, tail.byteOffset + tail.length - TRAILER_BYTES).getUint32(0, true);
  if (length > bytes - TRAILER_BYTES || length > LIMITS.parquetFooterBytes) throw corrupt('its description is longer than the file');
  if (length + TRAILER_BYTES <= tail.length) return tail;
  tail = new Uint8Array(length + TRAILER_BYTES);
  await fs.read(path, bytes - tail.length, tail);
  return tail;
}

/** Everything that decoders take for granted of a row group. */
function checkGroup(group: RowGroup, fileBytes: number, { schema }: FileMetaData): void {
  const rows = Number(group.num_rows);
  // What a damaged description has in its place may be of another type.
  if (!(Number.isInteger(rows) && rows >= 0 && rows <= LIMITS.parquetGroupRows)) throw corrupt(`a row group of ${group.num_rows} rows`);
  const leaves = schema.filter(({ type }) => type !== undefined);
  if (group.columns.length !== leaves.length) throw corrupt('a row group with another number of columns');
  group.columns.forEach((chunk, i) => {
    const { meta_data: meta } = chunk;
    if (chunk.file_path !== undefined && chunk.file_path !== '') throw notSupported('a Parquet file whose columns are in other files');
    if (meta === undefined) throw notSupported('an encrypted column of a Parquet file');
    const { from, to } = chunkRange(meta);
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 4 && to >= from && to <= fileBytes))
      throw corrupt('a column lies outside of the file');
    if (meta.type !== leaves[i]?.type) throw corrupt('a column has another type than the schema says');
  });
}

/** Bytes of a column chunk in the file. */
export function chunkRange(meta: ColumnMetaData): { readonly from: number; readonly to: number } {
  const data = Number(meta.data_page_offset);
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  // Some writers note a dictionary at 0 where there is none.
  const from = dictionary > 0 && dictionary < data ? dictionary : data;
  return { from, to: from + Number(meta.total_compressed_size) };
}
