/** Arrow files described by their schemas, which must be the same in all of them. */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { readArrowFile } from '../../storage/formats/arrow/arrow-file.js';
import { sqlType } from '../../storage/formats/arrow/arrow-schema.js';
import type { FoundFile } from '../../storage/formats/found-file.js';
import { sameType } from '../../types/sql-type.js';
import type { DescribedFiles, DescribeHost } from './file-tables.js';
import { mapFiles } from './map-files.js';

export async function describeArrow(files: readonly FoundFile[], { fs }: DescribeHost): Promise<DescribedFiles> {
  const found = await mapFiles(files, (file) => readArrowFile(fs, file));
  const columns = known(found[0], 'file').fields.map((field) => ({
    name: field.name,
    type: sqlType(field),
    notNull: false,
    stats: undefined,
  }));
  found.forEach(({ fields }, file) => {
    const same =
      fields.length === columns.length &&
      fields.every((field, i) => field.name === columns[i]?.name && sameType(sqlType(field), known(columns[i], 'column').type));
    const { path } = known(files[file], 'file');
    if (!same) throw new ConductError(SQLSTATE.datatypeMismatch, 'the files have different columns', { detail: `File: ${path}` });
  });
  const parts = found.flatMap(({ batches }, file) => batches.map(({ rows }, at) => ({ file, from: at, to: at + 1, weight: rows })));
  return { columns, rows: parts.reduce((sum, { weight }) => sum + weight, 0), estimated: false, parts };
}
