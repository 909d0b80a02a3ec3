/** Arrow files described by their schemas, which must be the same in all of them. */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { arrowColumns, readArrowFile } from '../../storage/formats/arrow/arrow-file.js';
import type { FoundFile } from '../../storage/formats/list-files.js';
import { sameType } from '../../types/sql-type.js';
import type { DescribedFiles, DescribeHost } from './file-tables.js';

export async function describeArrow(files: readonly FoundFile[], { fs }: DescribeHost): Promise<DescribedFiles> {
  let columns: ReturnType<typeof arrowColumns> = [];
  let rows = 0;
  const parts: { file: number; from: number; to: number; weight: number }[] = [];
  // One after the other: each is in memory as a whole.
  for (const [file, found] of files.entries()) {
    const { schema, batches } = await readArrowFile(fs, found);
    const own = arrowColumns(schema);
    if (file === 0) columns = own;
    const same =
      own.length === columns.length &&
      own.every(({ name, type }, i) => name === columns[i]?.name && sameType(type, known(columns[i], 'column').type));
    if (!same) throw new ConductError(SQLSTATE.datatypeMismatch, 'the files have different columns', { detail: `File: ${found.path}` });
    batches.forEach(({ numRows }, batch) => {
      rows += numRows;
      parts.push({ file, from: batch, to: batch + 1, weight: numRows });
    });
  }
  return {
    columns: columns.map(({ name, type }) => ({ name, type, notNull: false, stats: undefined })),
    rows,
    estimated: false,
    parts,
  };
}
