/**
 * COPY (query) TO 'path': a path that ends in a format's name is one file, any other is a folder of files. Options are COPY's own, and those
 * that files of other formats have.
 */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { FileTarget, WrittenCompression, WrittenFormat } from '../plan/file-target.js';
import type { CopyStatement, Option } from '../sql/ast.js';
import { errorAt } from './bind-context.js';
import type { BoundCopyTo, BoundCopyToFiles } from './bound-statement.js';
import { bindCopyOptions } from './copy-options.js';
import { optionText } from './option-text.js';

const EXTENSIONS: ReadonlyMap<string, WrittenFormat> = new Map([
  ['parquet', 'parquet'],
  ['csv', 'csv'],
  ['json', 'json'],
  ['ndjson', 'json'],
  ['jsonl', 'json'],
]);

const COMPRESSIONS: readonly WrittenCompression[] = ['uncompressed', 'snappy', 'gzip', 'brotli'];

/** As DuckDB's row groups. */
const ROW_GROUP_ROWS = 122_880;
const MAX_ROW_GROUP_ROWS = 1 << 22;

export function bindCopyToFiles(
  statement: CopyStatement,
  path: string,
  bindSource: (statement: CopyStatement) => BoundCopyTo['source'],
): BoundCopyToFiles {
  const source = bindSource({ ...statement, options: [] });
  if (source.kind !== 'query') throw notSupported('COPY of a data-modifying statement into files', statement.textStart);
  const own = new Map<string, Option>();
  const rest: Option[] = [];
  for (const option of statement.options) {
    if (!OWN.has(option.name)) rest.push(option);
    else if (own.has(option.name)) throw errorAt(SQLSTATE.syntaxError, 'conflicting or redundant options', option.position);
    else own.set(option.name, option);
  }
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  const format = formatOf(own.get('format'), extension);
  const columns = source.output.map(({ name, type }) => ({ name, type }));
  const partitionBy = partitionColumns(own.get('partition_by'), columns);
  const single = partitionBy.length === 0 && EXTENSIONS.has(extension);
  return {
    kind: 'copy-to-files',
    source,
    path,
    single,
    form: {
      format,
      columns,
      partitionBy,
      compression: compressionOf(own.get('compression'), format),
      rowGroupRows: rowsOf(own.get('row_group_size'), format),
      delimited: delimitedOf(rest, format),
    },
  };
}

const OWN: ReadonlySet<string> = new Set(['format', 'partition_by', 'compression', 'row_group_size']);

function formatOf(option: Option | undefined, extension: string): WrittenFormat {
  if (option === undefined) {
    const format = EXTENSIONS.get(extension);
    if (format !== undefined) return format;
    throw notSupported('COPY TO a server file in format text').with({ hint: 'Say FORMAT parquet, csv or json.' });
  }
  const text = optionText(option.value).toLowerCase();
  if (text === 'parquet' || text === 'csv' || text === 'json') return text;
  if (text === 'text' || text === 'binary') throw notSupported(`COPY TO a server file in format ${text}`, option.position);
  throw errorAt(SQLSTATE.invalidParameterValue, `COPY format "${text}" not recognized`, option.position);
}

function partitionColumns(option: Option | undefined, columns: FileTarget['columns']): readonly number[] {
  if (option === undefined) return [];
  const names = option.value?.kind === 'list' ? option.value.items : [optionText(option.value)];
  const ordinals = names.map((name) => {
    const ordinal = columns.findIndex((column) => column.name === name);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, option.position);
    return ordinal;
  });
  if (new Set(ordinals).size < ordinals.length) {
    throw errorAt(SQLSTATE.duplicateColumn, 'a column is named more than once in PARTITION_BY', option.position);
  }
  if (ordinals.length === columns.length) {
    throw errorAt(SQLSTATE.invalidParameterValue, 'PARTITION_BY leaves no column for the files', option.position);
  }
  return ordinals;
}

function compressionOf(option: Option | undefined, format: WrittenFormat): WrittenCompression {
  if (option === undefined) return 'snappy';
  const text = optionText(option.value).toLowerCase();
  const found = COMPRESSIONS.find((compression) => compression === (text === 'none' ? 'uncompressed' : text));
  if (found === undefined) throw notSupported(`compression ${text} of written files`, option.position);
  if (format !== 'parquet' && found !== 'uncompressed') throw notSupported(`compression of ${format} files`, option.position);
  return found;
}

function rowsOf(option: Option | undefined, format: WrittenFormat): number {
  if (option === undefined) return ROW_GROUP_ROWS;
  const rows = Number(optionText(option.value));
  if (format === 'parquet' && Number.isInteger(rows) && rows >= 1 && rows <= MAX_ROW_GROUP_ROWS) return rows;
  throw errorAt(
    SQLSTATE.invalidParameterValue,
    `ROW_GROUP_SIZE is a number of rows of Parquet files, up to ${MAX_ROW_GROUP_ROWS}`,
    option.position,
  );
}

function delimitedOf(options: readonly Option[], format: WrittenFormat): FileTarget['delimited'] {
  const [first] = options;
  if (format !== 'csv' && first !== undefined) {
    throw errorAt(SQLSTATE.featureNotSupported, `COPY ${first.name} available only in CSV mode`, first.position);
  }
  const asCsv: Option = { name: 'format', namespace: null, value: { kind: 'string', value: 'csv' }, position: -1 };
  const copied = bindCopyOptions([asCsv, ...options], 'to', () => ({ names: [], check: () => undefined }));
  if (!/^utf8$/i.test(copied.encoding)) throw notSupported(`encoding ${copied.encoding} of written files`);
  if (copied.forceQuote.length > 0 || options.some(({ name }) => name === 'force_quote'))
    throw notSupported('FORCE_QUOTE of written files');
  const { delimiter, null: nullText, quote, escape: escapes } = copied;
  return {
    delimiter,
    null: nullText,
    header: known(copied.header !== 'match' ? copied.header : undefined, 'header'),
    quote,
    escape: escapes,
  };
}
