/**
 * What a call such as read_parquet('sales/*.parquet') stands for at this moment: the files, their columns and what is known of the rows,
 * as a table that exists for one statement. The binder asks for it by the call and stays pure; here is where files are looked at.
 */
import type { FileCall, FileColumn, FileFormat, FileSource, FileSplit, SourceFile } from '../../catalog/file-source.js';
import type { ColumnStats, TableColumn, TableDef, TableStats } from '../../catalog/table-def.js';
import { unreachable } from '../../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { Runtime } from '../../common/runtime.js';
import { AllowedPaths } from '../../storage/formats/allowed-paths.js';
import { type FileReader, fileReader } from '../../storage/formats/file-reader.js';
import { FooterCache } from '../../storage/formats/footer-cache.js';
import type { FoundFile } from '../../storage/formats/found-file.js';
import { listFiles } from '../../storage/formats/list-files.js';
import { type SqlType, TYPES } from '../../types/sql-type.js';
import { parseText } from '../../types/text-format.js';
import { describeArrow } from './describe-arrow.js';
import { describeCsv } from './describe-csv.js';
import { describeJson } from './describe-json.js';
import { describeParquet } from './describe-parquet.js';
import { FileOptions } from './file-options.js';

/** What the files of a format have in them. */
export interface DescribedFiles {
  readonly columns: readonly {
    readonly name: string;
    readonly type: SqlType;
    readonly notNull: boolean;
    readonly stats: ColumnStats | undefined;
  }[];
  readonly rows: number;
  readonly estimated: boolean;
  /** Units of work, in the order of the files. */
  readonly parts: readonly { readonly file: number; readonly from: number; readonly to: number; readonly weight: number }[];
  readonly source?: Pick<FileSource, 'delimited'>;
}

export interface DescribeHost {
  readonly fs: FileReader;
  readonly allowed: AllowedPaths;
  readonly footers: FooterCache;
}

/** Ids of such tables are below those of all others, which count up from 1 or, until they have one, down from 0. */
const FIRST_ID = -(2 ** 40);

export class FileTables {
  readonly #host: DescribeHost;
  readonly #places: Parameters<typeof listFiles>[0];
  #nextId = FIRST_ID;

  /** Absolute folders. */
  constructor({ fs, objects }: Pick<Runtime, 'fs' | 'objects'>, allowed: readonly string[], denied: readonly string[] = []) {
    const paths = new AllowedPaths(fs, allowed, denied);
    this.#places = { fs, objects, allowed: paths };
    this.#host = { fs: fileReader(fs, objects), allowed: paths, footers: new FooterCache() };
  }

  /** Where files may be. */
  get allowed(): AllowedPaths {
    return this.#host.allowed;
  }

  /** 42501 for what may not be read, 58P01 for what is not there, XX001 for what is damaged. */
  async describe(call: FileCall, workers: readonly string[]): Promise<TableDef> {
    const options = new FileOptions(call);
    const hive = options.flag('hive_partitioning');
    const fileName = options.flag('filename') ?? false;
    const found = await listFiles(this.#places, call.paths);
    const described = await this.#describe(call, found, options);
    options.checkAllUsed();
    const partitions = partitionColumns(found, hive);
    const own = described.columns.filter(({ name }) => !partitions.some((partition) => partition.name === name));
    const columns: TableColumn[] = [
      ...own.map(({ name, type, notNull }) => ({ name, type, notNull })),
      ...partitions.map(({ name, type }) => ({ name, type, notNull: false })),
      ...(fileName ? [{ name: 'filename', type: TYPES.text, notNull: true }] : []),
    ];
    const sources: FileColumn[] = [
      ...own.map(({ name }): FileColumn => ({ kind: 'stored', name })),
      ...partitions.map((_, index): FileColumn => ({ kind: 'partition', index })),
      ...(fileName ? [{ kind: 'file-name' } as const] : []),
    ];
    const splits = assign(described, workers);
    const used = [...new Set(splits.map(({ worker }) => worker))];
    const id = this.#nextId;
    this.#nextId -= 1;
    return {
      id,
      schema: 'pg_catalog',
      name: `read_${call.format}`,
      columns: columns.map((column, i) => ({ ...column, name: uniqueName(columns, i) })),
      primaryKey: [],
      distribution: { kind: 'random' },
      placement: used.length > 0 ? used : workers.slice(0, 1),
      version: 0,
      stats: statsOf(described, own, partitions, found),
      files: {
        format: call.format,
        files: found.map((file) => sourceFile(file, partitions)),
        splits,
        columns: sources,
        ...described.source,
      },
    };
  }

  #describe(call: FileCall, files: readonly FoundFile[], options: FileOptions): Promise<DescribedFiles> {
    const format: FileFormat = call.format;
    switch (format) {
      case 'parquet':
      case 'arrow':
        if (call.columns !== null) throw notSupported(`a column definition list for ${format} files`);
        return format === 'parquet' ? describeParquet(files, this.#host) : describeArrow(files, this.#host);
      case 'csv':
        return describeCsv(files, this.#host, call, options);
      case 'json':
        return describeJson(files, this.#host, call, options);
      default:
        return unreachable(format);
    }
  }
}

/** Each part to the worker that has the least to do so far. */
function assign({ parts }: DescribedFiles, workers: readonly string[]): readonly FileSplit[] {
  const load = new Map(workers.map((worker) => [worker, 0]));
  return parts.map(({ file, from, to, weight }) => {
    let least = workers[0] ?? '';
    for (const [worker, sum] of load) if (sum < (load.get(least) ?? 0)) least = worker;
    load.set(least, (load.get(least) ?? 0) + weight);
    return { file, from, to, worker: least };
  });
}

interface PartitionColumn {
  readonly name: string;
  readonly type: SqlType;
}

/** Columns of the folders `name=value`, where every file has the same names on its way. */
function partitionColumns(files: readonly FoundFile[], wanted: boolean | undefined): readonly PartitionColumn[] {
  const [first] = files;
  if (first === undefined || wanted === false) return [];
  const names = first.partition.map(({ name }) => name);
  const same = files.every(({ partition }) => partition.length === names.length && names.every((name, i) => partition[i]?.name === name));
  if (!same || new Set(names).size < names.length) {
    if (wanted !== true) return [];
    throw new ConductError(SQLSTATE.invalidParameterValue, 'the files are not in folders of the same partition columns');
  }
  return names.map((name, i) => ({ name, type: partitionType(files.map(({ partition }) => partition[i]?.value ?? null)) }));
}

function partitionType(values: readonly (string | null)[]): SqlType {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return TYPES.text;
  if (present.every((value) => /^(0|-?[1-9]\d{0,17})$/.test(value))) return TYPES.int8;
  if (present.every(isDate)) return TYPES.date;
  return TYPES.text;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    parseText(TYPES.date, text);
    return true;
  } catch {
    return false;
  }
}

function sourceFile(file: FoundFile, partitions: readonly PartitionColumn[]): SourceFile {
  const { path, bytes, modifiedMs } = file;
  return { path, bytes, modifiedMs, partition: partitions.map((_, i) => file.partition[i]?.value ?? null) };
}

/** Statistics of partition columns come with their names, but for how many rows each file has. */
function statsOf(
  described: DescribedFiles,
  own: DescribedFiles['columns'],
  partitions: readonly PartitionColumn[],
  files: readonly FoundFile[],
): TableStats {
  const columns: ColumnStats[] = [];
  own.forEach(({ stats }, i) => {
    if (stats !== undefined) columns[i] = stats;
  });
  partitions.forEach(({ type }, i) => {
    const values = new Set(files.map(({ partition }) => partition[i]?.value ?? null));
    const stats = partitionStats(type, values);
    if (stats !== undefined) columns[own.length + i] = stats;
  });
  return { rows: described.rows, ...(described.estimated ? { estimated: true } : {}), columns };
}

function partitionStats(type: SqlType, values: ReadonlySet<string | null>): ColumnStats | undefined {
  // How many rows a NULL stands for is not known.
  if (values.has(null)) return undefined;
  const texts = [...values].filter((value) => value !== null);
  const numbers = type.kind === 'text' ? [] : texts.map((text) => BigInt(parseText(type, text) as number | bigint));
  return {
    nulls: 0,
    min: numbers.reduce<bigint | null>((a, b) => (a === null || b < a ? b : a), null),
    max: numbers.reduce<bigint | null>((a, b) => (a === null || b > a ? b : a), null),
    minText: null,
    maxText: null,
    distinct: values.size,
    meanBytes: 16,
    common: [],
  };
}

/** A second column of a name gets a number. */
function uniqueName(columns: readonly TableColumn[], at: number): string {
  const name = columns[at]?.name ?? '';
  const before = columns.slice(0, at).filter((column) => column.name === name).length;
  return before === 0 ? name : `${name}_${before}`;
}
