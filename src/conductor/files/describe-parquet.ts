/** Parquet files described by their footers: columns by name over all files, exact counts, and statistics where all files have them. */

import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { FoundFile } from '../../storage/formats/found-file.js';
import type { ParquetFooter } from '../../storage/formats/parquet/footer.js';
import type { ParquetColumn } from '../../storage/formats/parquet/schema.js';
import { type ChunkStats, chunkStats, columnStats, UNKNOWN } from '../../storage/formats/parquet/statistics.js';
import type { SqlType } from '../../types/sql-type.js';
import { sameType } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import type { DescribedFiles, DescribeHost } from './file-tables.js';
import { mapFiles } from './map-files.js';

interface Named {
  readonly name: string;
  type: SqlType;
  notNull: boolean;
  files: number;
}

export async function describeParquet(files: readonly FoundFile[], { fs, footers }: DescribeHost): Promise<DescribedFiles> {
  const found = await mapFiles(files, (file) => footers.footer(fs, file));
  const columns = new Map<string, Named>();
  found.forEach((footer, file) => {
    for (const column of footer.columns) addColumn(columns, column, known(files[file], 'file').path);
  });
  const groups = found.flatMap((footer, file) => footer.groupRows.map((rows, group) => ({ footer, file, group, rows })));
  return {
    columns: [...columns.values()].map(({ name, type, notNull, files: count }) => ({
      name,
      type,
      notNull: notNull && count === found.length,
      stats: columnStats(groups.map(({ footer, group, rows }) => statsIn(footer, group, rows, name))),
    })),
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    estimated: false,
    parts: groups.map(({ file, group, rows }) => ({ file, from: group, to: group + 1, weight: rows })),
  };
}

/** A file that does not have the column has NULLs. */
function statsIn(footer: ParquetFooter, group: number, rows: number, name: string): ChunkStats {
  const column = footer.columns.find((one) => one.name === name);
  if (column === undefined) return { rows, nulls: rows, ...UNKNOWN };
  return chunkStats(footer, group, column);
}

function addColumn(columns: Map<string, Named>, { name, type, optional }: ParquetColumn, path: string): void {
  const before = columns.get(name);
  if (before === undefined) {
    columns.set(name, { name, type, notNull: !optional, files: 1 });
    return;
  }
  before.files += 1;
  before.notNull &&= !optional;
  if (sameType(before.type, type)) return;
  const wider = widerType(before.type, type);
  if (wider === null) {
    throw new ConductError(
      SQLSTATE.datatypeMismatch,
      `column "${name}" is of type ${typeLabel(type)} in one file and of type ${typeLabel(before.type)} in others`,
      { detail: `File: ${path}`, hint: 'Read the files in several calls, and cast in each.' },
    );
  }
  before.type = wider;
}

const WIDENING: readonly (readonly string[])[] = [
  ['int2', 'int4', 'int8'],
  ['float4', 'float8'],
];

function widerType(a: SqlType, b: SqlType): SqlType | null {
  for (const kinds of WIDENING) {
    const first = kinds.indexOf(a.kind);
    const second = kinds.indexOf(b.kind);
    if (first >= 0 && second >= 0) return first > second ? a : b;
  }
  return null;
}
