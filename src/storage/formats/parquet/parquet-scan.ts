/** Row groups of Parquet files as chunks: those that may have rows that are wanted, and of them the columns that are. */

import type { FileColumn } from '../../../catalog/file-source.js';
import { known } from '../../../common/assert.js';
import type { Chunk, ColumnVector } from '../../../exec/task.js';
import type { ColumnInfo } from '../../../plan/column-info.js';
import { loadCodecs } from '../codecs.js';
import { inFile } from '../corrupt.js';
import type { OpenSplit, SplitContext } from '../file-scan.js';
import { hostVector, valuesVector } from '../host-vector.js';
import { decodeFlatColumn } from './decode-column.js';
import { chunkRange, type ParquetFooter } from './footer.js';
import { nestedValues } from './nested-values.js';
import type { ParquetColumn } from './schema.js';
import { groupMayMatch } from './statistics.js';

export async function* parquetChunks(split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  const { file } = split;
  const [footer] = await Promise.all([context.footers.footer(context.fs, file), loadCodecs()]);
  const stored = (ordinal: number): ParquetColumn | undefined => storedColumn(footer, context.source.columns[ordinal]);
  for (let group = split.from; group < split.to; group += 1) {
    const rows = known(footer.groupRows[group], 'row group');
    if (rows === 0 || !groupMayMatch(footer, group, context.node.pruning, stored)) continue;
    const columns = context.node.ordinals.map(stored);
    const bytes = await readChunks(footer, group, columns, split, context);
    const vectors: ColumnVector[] = [];
    for (const [i, info] of context.node.columns.entries()) {
      const column = columns[i];
      const ordinal = known(context.node.ordinals[i], 'ordinal');
      vectors.push(
        column === undefined
          ? context.constant(split, ordinal, rows, info)
          : await readColumn(footer, group, column, info, bytes.get(column.leaf), split, context),
      );
    }
    yield context.chunk(rows, vectors);
  }
}

/** Columns that lie so close to each other, in bytes, are read at once with what is between them. */
const READ_GAP_BYTES = 128 << 10;

/** The chunks of flat columns of a row group, by leaf. */
async function readChunks(
  footer: ParquetFooter,
  group: number,
  columns: readonly (ParquetColumn | undefined)[],
  { file }: OpenSplit,
  { fs }: SplitContext,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const ranges = columns
    .filter((column) => column !== undefined && column.form.kind !== 'nested')
    .map((column) => {
      const leaf = known(column, 'column').leaf;
      return { leaf, ...chunkRange(known(footer.metadata.row_groups[group]?.columns[leaf]?.meta_data, 'column of a row group')) };
    })
    .sort((a, b) => a.from - b.from);
  const reads: { from: number; to: number; readonly ranges: typeof ranges }[] = [];
  for (const range of ranges) {
    const last = reads.at(-1);
    if (last !== undefined && range.from <= last.to + READ_GAP_BYTES) {
      last.to = Math.max(last.to, range.to);
      last.ranges.push(range);
    } else reads.push({ from: range.from, to: range.to, ranges: [range] });
  }
  const found = new Map<number, Uint8Array>();
  await Promise.all(
    reads.map(async (read) => {
      // Not zeroed: it is filled at once.
      const bytes = new Uint8Array(Buffer.allocUnsafeSlow(read.to - read.from).buffer);
      await fs.read(file.path, read.from, bytes);
      for (const { leaf, from, to } of read.ranges) found.set(leaf, bytes.subarray(from - read.from, to - read.from));
    }),
  );
  return found;
}

function storedColumn({ columns }: ParquetFooter, column: FileColumn | undefined): ParquetColumn | undefined {
  return column?.kind === 'stored' ? columns.find(({ name }) => name === column.name) : undefined;
}

async function readColumn(
  footer: ParquetFooter,
  group: number,
  column: ParquetColumn,
  info: ColumnInfo,
  read: Uint8Array | undefined,
  { file }: OpenSplit,
  context: SplitContext,
): Promise<ColumnVector> {
  const { fs, target } = context;
  try {
    const rows = known(footer.groupRows[group], 'row group');
    const meta = known(footer.metadata.row_groups[group]?.columns[column.leaf]?.meta_data, 'column of a row group');
    if (column.form.kind === 'nested')
      return valuesVector(await nestedValues({ fs, file, footer, group, column }, column.form.tree), info, target);
    const bytes = known(read, 'bytes of a column');
    // Numerics of any length: by way of the widest form that a file has.
    const wide = info.type.kind === 'numeric' && info.phys === 'str';
    if (!wide) return decodeFlatColumn(bytes, meta, rows, column, info, target);
    const fixed = decodeFlatColumn(bytes, meta, rows, column, { ...info, phys: 'i128', scale: info.type.scale ?? 0, range: null }, target);
    const all = target.memory.bytes();
    const host = {
      data: all.slice(fixed.data, fixed.data + rows * 16),
      validity: fixed.validity === 0 ? null : all.slice(fixed.validity, fixed.validity + Math.ceil(rows / 8)),
      offsets: null,
    };
    return hostVector(host, 'i128', rows, { ...info, scale: info.type.scale ?? 0 }, target);
  } catch (error) {
    throw inFile(error, file.path);
  }
}
