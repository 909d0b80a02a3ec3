/** Delimited files described by a sample of the first one: its dialect, columns and types; the others have the same columns. */

import type { FileCall } from '../../catalog/file-source.js';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { corrupt, inFile } from '../../storage/formats/corrupt.js';
import { type Dialect, detectDialect, uniqueNames, withColumns } from '../../storage/formats/csv/dialect.js';
import { splitRecords } from '../../storage/formats/csv/records.js';
import { rowBoundaries } from '../../storage/formats/csv/split-lines.js';
import type { FoundFile } from '../../storage/formats/found-file.js';
import { isCompressed, readStart, TO_THE_END, textBytes } from '../../storage/formats/text-input.js';
import type { FileOptions } from './file-options.js';
import type { DescribedFiles, DescribeHost } from './file-tables.js';
import { mapFiles } from './map-files.js';

/** Records that types are guessed from, unless sample_size says otherwise. */
const SAMPLE_ROWS = 20_480;
/** Bytes that are read for them. */
const SAMPLE_BYTES = 4 << 20;
/** Of files after the first: their header. */
const HEADER_BYTES = 64 << 10;

export async function describeCsv(
  files: readonly FoundFile[],
  { fs }: DescribeHost,
  call: FileCall,
  options: FileOptions,
): Promise<DescribedFiles> {
  const wishes = {
    delimiter: options.character('delim') ?? options.character('delimiter') ?? options.character('sep'),
    quote: options.character('quote'),
    escape: options.character('escape'),
    null: options.text('nullstr') ?? options.text('null'),
    header: options.flag('header'),
    allText: (options.flag('all_varchar') ?? false) || call.columns !== null,
    sampleRows: sampleRows(options.count('sample_size')),
  };
  const skip = Math.max(0, options.count('skip') ?? 0);
  const first = known(files.find(({ bytes }) => bytes > 0) ?? files[0], 'file');
  const sample = await readSample(fs, first, skip, wishes.sampleRows === Number.MAX_SAFE_INTEGER ? TO_THE_END : SAMPLE_BYTES);
  const found = detectDialect(sample.text, sample.isWhole, wishes);
  if (found.fields.length > LIMITS.tableColumns) throw inFile(corrupt(`lines of ${found.fields.length} fields`), first.path);
  const dialect = call.columns === null ? found : withColumns(found, call.columns);
  const starts = await mapFiles(files, (file) => dataStart(fs, file, skip, found));
  const ranges = await mapFiles(
    files.map((file, i) => ({ file, from: known(starts[i], 'start') })),
    async ({ file, from }) =>
      // What is compressed can be read from its beginning alone.
      isCompressed(file)
        ? [from, TO_THE_END]
        : rowBoundaries(fs, file.path, { from, to: file.bytes, splitBytes: LIMITS.fileSplitBytes }, found),
  );
  const rowBytes = dialect.rows === 0 ? 1 : sample.text.length / (dialect.rows + 1);
  const total = files.reduce((sum, file) => sum + textBytes(file), 0);
  return {
    columns: dialect.fields.map(({ name, type }) => ({ name, type, notNull: false, stats: undefined })),
    rows: Math.max(1, Math.round(sample.isWhole && files.length === 1 ? dialect.rows : total / rowBytes)),
    estimated: true,
    parts: ranges.flatMap((boundaries, file) =>
      boundaries.slice(0, -1).flatMap((from, i) => {
        const to = known(boundaries[i + 1], 'boundary');
        return to > from ? [{ file, from, to, weight: Math.min(to - from, textBytes(known(files[file], 'file'))) }] : [];
      }),
    ),
    source: {
      delimited: {
        delimiter: found.delimiter,
        quote: found.quote,
        escape: found.escape,
        null: found.null,
        fields: dialect.fields.map(({ name }) => name),
      },
    },
  };
}

function sampleRows(given: number | undefined): number {
  if (given === undefined) return SAMPLE_ROWS;
  return given < 0 ? Number.MAX_SAFE_INTEGER : Math.max(1, given);
}

interface Sample {
  readonly text: string;
  /** There is no more. */
  readonly isWhole: boolean;
}

/** The text after the skipped lines. */
async function readSample(fs: DescribeHost['fs'], file: FoundFile, skip: number, limit: number): Promise<Sample> {
  const { bytes, isWhole } = await readStart(fs, file, limit);
  // Cut at a line end: a character is not torn then.
  const end = isWhole ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
  const from = afterLines(bytes, bomBytes(bytes), skip);
  return { text: Buffer.from(bytes.subarray(from, Math.max(from, end))).toString('utf8'), isWhole };
}

function bomBytes(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function afterLines(bytes: Uint8Array, start: number, lines: number): number {
  let at = start;
  for (let i = 0; i < lines; i += 1) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) return bytes.length;
    at = end + 1;
  }
  return at;
}

/** Where the rows of a file begin; its header, where it has one, must name the same columns. */
async function dataStart(fs: DescribeHost['fs'], file: FoundFile, skip: number, dialect: Dialect): Promise<number> {
  const { bytes } = await readStart(fs, file, HEADER_BYTES);
  const from = afterLines(bytes, bomBytes(bytes), skip);
  if (!dialect.header || from >= bytes.length) return from;
  const text = Buffer.from(bytes.subarray(from)).toString('latin1');
  const [names] = splitRecords(text, dialect, 1, true);
  const end = recordEnd(text, dialect);
  const header = (names ?? []).map((field) => ({ ...field, text: Buffer.from(field.text, 'latin1').toString('utf8') }));
  const shown = uniqueNames(header, header.length);
  const expected = dialect.fields.map(({ name }) => name);
  if (shown.length !== expected.length || shown.some((name, i) => name !== expected[i])) {
    throw new ConductError(SQLSTATE.datatypeMismatch, 'the files have different columns', {
      detail: `File: ${file.path} has ${shown.join(', ')}, others have ${expected.join(', ')}.`,
    });
  }
  return from + end;
}

/** Length of the first record with its line end: a name may have one in it. */
function recordEnd(text: string, { quote }: Dialect): number {
  let inside = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === quote && quote !== '') inside = !inside;
    else if (text[at] === '\n' && !inside) return at + 1;
  }
  return text.length;
}
