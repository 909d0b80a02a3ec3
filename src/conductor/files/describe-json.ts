/** JSON files described by a sample of the first ones: members are columns. Files of one value a line are cut at lines, arrays are not. */

import type { FileCall } from '../../catalog/file-source.js';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { inFile } from '../../storage/formats/corrupt.js';
import { rowBoundaries } from '../../storage/formats/csv/split-lines.js';
import type { FoundFile } from '../../storage/formats/found-file.js';
import { inferColumns } from '../../storage/formats/json/infer-columns.js';
import { JsonScanner } from '../../storage/formats/json/json-scanner.js';
import { isCompressed, readStart, TO_THE_END, textBytes } from '../../storage/formats/text-input.js';
import type { FileOptions } from './file-options.js';
import type { DescribedFiles, DescribeHost } from './file-tables.js';
import { mapFiles } from './map-files.js';

const SAMPLE_ROWS = 20_480;
const SAMPLE_BYTES = 4 << 20;
/** Files whose members are all looked at: columns that only later ones have are not seen. */
const SAMPLED_FILES = 16;

export async function describeJson(
  files: readonly FoundFile[],
  { fs }: DescribeHost,
  call: FileCall,
  options: FileOptions,
): Promise<DescribedFiles> {
  const size = options.count('sample_size');
  const all = size !== undefined && size < 0;
  const limit = all ? Number.MAX_SAFE_INTEGER : (size ?? SAMPLE_ROWS);
  const looks = await mapFiles(files, async (file, at) => {
    if (file.bytes > LIMITS.jsonFileBytes && !isCompressed(file) && !(await isLines(fs, file))) {
      throw new ConductError(SQLSTATE.programLimitExceeded, `a JSON array in a file may have ${LIMITS.jsonFileBytes} bytes`, {
        detail: `File: ${file.path}`,
      });
    }
    return at < SAMPLED_FILES ? look(fs, file, all ? TO_THE_END : SAMPLE_BYTES, limit) : null;
  });
  const found = looks.filter((each) => each !== null);
  const columns = call.columns ?? merged(found.flatMap((each) => each.columns));
  const parts = await mapFiles(files, async (file, at) => {
    if (isCompressed(file)) return [{ from: 0, to: TO_THE_END }];
    const lines = looks[at]?.isLines ?? (await isLines(fs, file));
    const cut = lines
      ? await rowBoundaries(fs, file.path, { from: 0, to: file.bytes, splitBytes: LIMITS.fileSplitBytes }, NO_QUOTES)
      : [0, file.bytes];
    return cut.slice(0, -1).map((from, i) => ({ from, to: known(cut[i + 1], 'boundary') }));
  });
  const rows = found.reduce((sum, each) => sum + each.rows, 0);
  const bytes = found.reduce((sum, each) => sum + each.bytes, 0);
  const total = files.reduce((sum, file) => sum + textBytes(file), 0);
  return {
    columns: columns.map(({ name, type }) => ({ name, type, notNull: false, stats: undefined })),
    rows: Math.max(1, Math.round(bytes === 0 ? 1 : (total / bytes) * rows)),
    estimated: true,
    parts: parts.flatMap((ranges, file) =>
      ranges.flatMap(({ from, to }) =>
        to > from ? [{ file, from, to, weight: Math.min(to - from, textBytes(known(files[file], 'file'))) }] : [],
      ),
    ),
  };
}

/** A line end in a string is written as an escape. */
const NO_QUOTES = { delimiter: '\0', quote: '', escape: '' };

interface Look {
  readonly columns: DescribedColumns;
  readonly rows: number;
  readonly bytes: number;
  readonly isLines: boolean;
}

type DescribedColumns = ReturnType<typeof inferColumns>['columns'];

async function look(fs: DescribeHost['fs'], file: FoundFile, bytes: number, limit: number): Promise<Look> {
  // The first row may be longer than the sample.
  for (let length = bytes; ; length *= 8) {
    const { bytes: sample, isWhole } = await readStart(fs, file, length);
    try {
      const end = isWhole ? sample.length : sample.lastIndexOf(0x0a) + 1 || sample.length;
      const found = inferColumns(sample.subarray(0, end), isWhole, limit);
      return { ...found, isLines: beginsLines(sample) };
    } catch (error) {
      if (isWhole) throw inFile(error, file.path);
    }
  }
}

async function isLines(fs: DescribeHost['fs'], file: FoundFile): Promise<boolean> {
  return beginsLines((await readStart(fs, file, 1 << 20)).bytes);
}

/** Whether the first value is an object that ends on its own line: then each line is taken for one. */
function beginsLines(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return false;
  try {
    const scanner = new JsonScanner(bytes, bytes[0] === 0xef ? 3 : 0, end);
    if (!scanner.isObject()) return false;
    scanner.value();
    return !scanner.skipSpace();
  } catch {
    return false;
  }
}

/** By name; a member whose types differ keeps what is written. */
function merged(columns: DescribedColumns): DescribedColumns {
  const types = new Map<string, DescribedColumns[number]>();
  for (const column of columns) {
    const before = types.get(column.name);
    if (before === undefined) types.set(column.name, column);
    else if (before.type.kind !== column.type.kind) types.set(column.name, { name: column.name, type: widened(before, column) });
  }
  return [...types.values()];
}

function widened(a: DescribedColumns[number], b: DescribedColumns[number]): DescribedColumns[number]['type'] {
  const kinds = new Set([a.type.kind, b.type.kind]);
  if (kinds.has('int8') && kinds.has('float8')) return { kind: 'float8' };
  return { kind: [...kinds].every((kind) => TEXTS.has(kind)) ? 'text' : 'json' };
}

const TEXTS: ReadonlySet<string> = new Set(['text', 'date', 'timestamp', 'timestamptz']);
