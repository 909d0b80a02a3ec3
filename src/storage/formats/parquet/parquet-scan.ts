/** Row groups of Parquet files as chunks: those that may have rows that are wanted, and of them the columns that are. */

import type { FileColumn } from '../../../catalog/file-source.js';
import { known } from '../../../common/assert.js';
import type { Chunk, ColumnVector } from '../../../exec/task.js';
import type { ColumnInfo } from '../../../plan/column-info.js';
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
  const footer = await context.footers.footer(context.fs, file);
  const stored = (ordinal: number): ParquetColumn | undefined => storedColumn(footer, context.source.columns[ordinal]);
  for (let group = split.from; group < split.to; group += 1) {
    const rows = known(footer.groupRows[group], 'row group');
    if (rows === 0 || !groupMayMatch(footer, group, context.node.pruning, stored)) continue;
    const vectors: ColumnVector[] = [];
    for (const [i, info] of context.node.columns.entries()) {
      const ordinal = known(context.node.ordinals[i], 'ordinal');
      const column = stored(ordinal);
      vectors.push(
        column === undefined ? context.constant(split, ordinal, rows, info) : await readColumn(footer, group, column, info, split, context),
      );
    }
    yield { rows, columns: vectors };
  }
}

function storedColumn({ columns }: ParquetFooter, column: FileColumn | undefined): ParquetColumn | undefined {
  return column?.kind === 'stored' ? columns.find(({ name }) => name === column.name) : undefined;
}

async function readColumn(
  footer: ParquetFooter,
  group: number,
  column: ParquetColumn,
  info: ColumnInfo,
  { file }: OpenSplit,
  context: SplitContext,
): Promise<ColumnVector> {
  const { fs, target } = context;
  try {
    const rows = known(footer.groupRows[group], 'row group');
    const meta = known(footer.metadata.row_groups[group]?.columns[column.leaf]?.meta_data, 'column of a row group');
    if (column.form.kind === 'nested')
      return valuesVector(await nestedValues({ fs, file, footer, group, column }, column.form.tree), info, target);
    const { from, to } = chunkRange(meta);
    const bytes = new Uint8Array(to - from);
    await fs.read(file.path, from, bytes);
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
