/**
 * A scan of a table whose rows are in files: the splits that the plan gave to this worker, one after the other. The worker checks for
 * itself that it may read the files, and that they are those that the plan was made for.
 */
import type { FileSource, FileSplit, SourceFile } from '../../catalog/file-source.js';
import type { TableDef } from '../../catalog/table-def.js';
import { known, unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Chunk, ChunkStream, ColumnVector, SharedMemory } from '../../exec/task.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import type { ScanNode } from '../../plan/physical.js';
import { parseText } from '../../types/text-format.js';
import type { AllowedPaths } from './allowed-paths.js';
import { arrowChunks } from './arrow/arrow-scan.js';
import { ChunkMemory } from './chunk-memory.js';
import { csvChunks } from './csv/csv-scan.js';
import type { FileReader } from './file-reader.js';
import type { FooterCache } from './footer-cache.js';
import { constantVector, type VectorTarget } from './host-vector.js';
import { jsonChunks } from './json/json-scan.js';
import { parquetChunks } from './parquet/parquet-scan.js';

export interface FileScanHost {
  readonly fs: FileReader;
  readonly allowed: AllowedPaths;
  readonly memory: SharedMemory;
  readonly footers: FooterCache;
}

export interface OpenSplit {
  readonly file: SourceFile;
  readonly from: number;
  readonly to: number;
}

/** What the readers of the formats share. */
export interface SplitContext {
  readonly fs: FileReader;
  readonly footers: FooterCache;
  readonly node: ScanNode;
  readonly source: FileSource;
  readonly table: TableDef;
  readonly target: VectorTarget;
  /** Of columns that were put there since the last one. */
  readonly chunk: (rows: number, columns: readonly ColumnVector[]) => Chunk;
  /** A column that is the same in all rows of the split: a partition's value, the file's name, or NULL for what the file does not have. */
  readonly constant: (split: OpenSplit, ordinal: number, rows: number, info: ColumnInfo) => ColumnVector;
}

export class FileScan implements ChunkStream {
  readonly #host: FileScanHost;
  readonly #table: TableDef;
  readonly #node: ScanNode;
  /** Of chunks that are in use. */
  readonly #memory = new Set<ChunkMemory>();
  readonly #chunks: AsyncGenerator<Chunk>;
  #released = false;

  constructor(host: FileScanHost, node: ScanNode, table: TableDef) {
    this.#host = host;
    this.#node = node;
    this.#table = table;
    this.#chunks = this.#read(known(table.files, 'files of a table'));
  }

  async next(): Promise<Chunk | null> {
    const next = await this.#chunks.next();
    return next.done === true ? null : next.value;
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    for (const memory of this.#memory) memory.free();
    this.#memory.clear();
  }

  async *#read(source: FileSource): AsyncGenerator<Chunk> {
    const wanted = source.splits.filter(({ file }) => this.#mayMatch(source, known(source.files[file], 'file of a split')));
    const checks = new Map<number, Promise<void>>();
    let begun = this.#begin(wanted[0], source, checks);
    for (let i = 0; i < wanted.length; i += 1) {
      const { chunks, first } = known(begun, 'split');
      // The next one is read while this one is decoded and computed with.
      begun = this.#begin(wanted[i + 1], source, checks);
      for (let next = await first; next.done !== true; next = await chunks.next()) yield next.value;
    }
  }

  #begin(
    split: FileSplit | undefined,
    source: FileSource,
    checks: Map<number, Promise<void>>,
  ): { readonly chunks: AsyncGenerator<Chunk>; readonly first: Promise<IteratorResult<Chunk>> } | null {
    if (split === undefined) return null;
    const file = known(source.files[split.file], 'file of a split');
    const check = checks.get(split.file) ?? this.#check(file);
    checks.set(split.file, check);
    const chunks = chunksOf(source, { file, from: split.from, to: split.to }, this.#context(source));
    const first = check.then(() => chunks.next());
    // Nobody may come to wait for it.
    first.catch(() => undefined);
    return { chunks, first };
  }

  /** Of one split: two may be read at the same time, and each has the memory of its own chunks. */
  #context(source: FileSource): SplitContext {
    const { fs, footers, memory } = this.#host;
    let own = this.#chunkMemory();
    const target: VectorTarget = {
      memory,
      allocate: (bytes) => {
        if (this.#released) throw new ConductError(SQLSTATE.queryCanceled, 'the scan has ended');
        return own.allocate(bytes);
      },
    };
    return {
      fs,
      footers,
      node: this.#node,
      source,
      table: this.#table,
      target,
      chunk: (rows, columns) => {
        const filled = own;
        own = this.#chunkMemory();
        return { rows, columns, memory: filled };
      },
      constant: ({ file }, ordinal, rows, info) => constantVector(constantOf(source, file, ordinal, info), rows, info, target),
    };
  }

  #chunkMemory(): ChunkMemory {
    const memory = new ChunkMemory(this.#host.memory, () => this.#memory.delete(memory));
    this.#memory.add(memory);
    return memory;
  }

  async #check(file: SourceFile): Promise<void> {
    await this.#host.allowed.check(file.path);
    const stat = await this.#host.fs.stat(file.path);
    if (stat?.kind === 'file' && stat.bytes === file.bytes && stat.modifiedMs === file.modifiedMs) return;
    throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `file "${file.path}" changed while it was about to be read`, {
      hint: 'Run the statement again.',
    });
  }

  /** Files whose partition no wanted row is in are not even opened. */
  #mayMatch(source: FileSource, file: SourceFile): boolean {
    return this.#node.pruning.every(({ ordinal, op, value }) => {
      const column = source.columns[ordinal];
      const type = this.#table.columns[ordinal]?.type;
      if (column?.kind !== 'partition' || type === undefined) return true;
      const text = file.partition[column.index] ?? null;
      if (text === null) return false;
      return comparesAs(op, partitionOrder(text, type.kind === 'int8' ? BigInt(text) : type.kind === 'date' ? dateOf(text) : null, value));
    });
  }
}

function dateOf(text: string): bigint | null {
  const days = parseText({ kind: 'date' }, text);
  return typeof days === 'number' && Number.isFinite(days) ? BigInt(days) : null;
}

/** The partition's value against the predicate's; null: not to be compared. */
function partitionOrder(text: string, number: bigint | null, value: bigint | string): number | null {
  if (typeof value === 'string') return Buffer.compare(Buffer.from(text), Buffer.from(value));
  return number === null ? null : number < value ? -1 : number > value ? 1 : 0;
}

function comparesAs(op: '=' | '<' | '<=' | '>' | '>=', order: number | null): boolean {
  if (order === null) return true;
  switch (op) {
    case '=':
      return order === 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return unreachable(op);
  }
}

function constantOf(source: FileSource, file: SourceFile, ordinal: number, info: ColumnInfo): ReturnType<typeof parseText> | null {
  const column = source.columns[ordinal];
  if (column?.kind === 'file-name') return file.path;
  if (column?.kind !== 'partition') return null;
  const text = file.partition[column.index] ?? null;
  return text === null ? null : parseText(info.type, text);
}

function chunksOf(source: FileSource, split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  switch (source.format) {
    case 'parquet':
      return parquetChunks(split, context);
    case 'csv':
      return csvChunks(split, context);
    case 'json':
      return jsonChunks(split, context);
    case 'arrow':
      return arrowChunks(split, context);
    default:
      return unreachable(source.format);
  }
}
