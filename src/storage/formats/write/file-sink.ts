/**
 * The files that one task of COPY TO writes: one, or one a partition. They are in a folder that nobody reads; the conductor gives it its name
 * when all tasks have ended well, or removes it.
 */
import { known, unreachable } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import type { FileWriter } from '../../../common/runtime.js';
import type { HostBatch, HostColumn } from '../../../plan/batch.js';
import { columnFromValues, datumAt } from '../../../plan/datum-batch.js';
import type { FileTarget } from '../../../plan/file-target.js';
import type { Datum } from '../../../types/datum.js';
import { formatText } from '../../../types/text-format.js';
import { NULL_PARTITION } from '../found-file.js';
import type { FileEncoder } from './file-encoder.js';
import { type OutputFiles, type OutputHost, outputFiles } from './output-files.js';
import { ParquetEncoder } from './parquet-encoder.js';
import { CsvEncoder, JsonEncoder } from './text-encoders.js';

interface OpenFile {
  readonly encoder: FileEncoder;
  readonly writer: Promise<FileWriter>;
}

export class FileSink {
  readonly #output: OutputFiles;
  readonly #target: FileTarget;
  readonly #task: number;
  /** Ordinals of the columns that are in the files. */
  readonly #stored: readonly number[];
  /** By the folder of the partition. */
  readonly #files = new Map<string, OpenFile>();
  /** Batches are written one after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(host: OutputHost, target: FileTarget, task: number) {
    this.#output = outputFiles(host, target);
    this.#target = target;
    this.#task = task;
    this.#stored = target.columns.flatMap((_, ordinal) => (target.partitionBy.includes(ordinal) ? [] : [ordinal]));
  }

  write(batch: HostBatch): Promise<void> {
    const written = this.#last.then(() => this.#write(batch));
    // A failure is told to whoever waits for the batch; those that come after fail by themselves.
    this.#last = written.catch(() => undefined);
    return written;
  }

  /** A task without rows leaves a file without rows where it is the only one. */
  async finish(): Promise<void> {
    await this.#last;
    if (this.#target.fileName !== null && this.#files.size === 0) await this.#open('');
    for (const { encoder, writer } of this.#files.values()) {
      const open = await writer;
      for (const part of encoder.end()) await open.write(part);
      await open.close();
    }
    this.#files.clear();
  }

  /** Closes what is open; what was written stays for the conductor to remove. */
  async abandon(): Promise<void> {
    await this.#last;
    const writers = [...this.#files.values()].map(({ writer }) => writer);
    this.#files.clear();
    for (const writer of writers) await writer.then((open) => open.close()).catch(() => undefined);
  }

  async #write(batch: HostBatch): Promise<void> {
    if (this.#target.partitionBy.length === 0) {
      await this.#append('', batch);
      return;
    }
    for (const [folder, rows] of this.#partitions(batch)) await this.#append(folder, this.#selected(batch, rows));
  }

  async #append(folder: string, batch: HostBatch): Promise<void> {
    const { encoder, writer } = this.#files.get(folder) ?? (await this.#open(folder));
    const open = await writer;
    for (const part of encoder.add(batch)) await open.write(part);
  }

  async #open(folder: string): Promise<OpenFile> {
    const { fileName, format } = this.#target;
    if (this.#files.size >= LIMITS.openPartitions) {
      throw new ConductError(SQLSTATE.programLimitExceeded, `COPY TO writes at most ${LIMITS.openPartitions} partitions at once`, {
        hint: 'Partition by columns with fewer values.',
      });
    }
    const name = fileName ?? `part-${String(this.#task).padStart(4, '0')}.${format}`;
    const file: OpenFile = { encoder: this.#encoder(), writer: this.#output.create(folder, name) };
    // Whoever writes to it hears of a failure.
    file.writer.catch(() => undefined);
    this.#files.set(folder, file);
    return file;
  }

  #encoder(): FileEncoder {
    const { format, delimited } = this.#target;
    const columns = this.#stored.map((ordinal) => known(this.#target.columns[ordinal], 'column'));
    const names = columns.map(({ name }) => name);
    switch (format) {
      case 'parquet':
        return new ParquetEncoder(columns, this.#target);
      case 'csv':
        return new CsvEncoder(names, delimited);
      case 'json':
        return new JsonEncoder(names);
      default:
        return unreachable(format);
    }
  }

  /** Rows by the folders that their values make. */
  #partitions(batch: HostBatch): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>();
    for (let row = 0; row < batch.rows; row += 1) {
      const parts = this.#target.partitionBy.map((ordinal) => {
        const schema = known(batch.schema[ordinal], 'column');
        const value = datumAt(known(batch.columns[ordinal], 'column'), schema, row);
        const text = value === null ? NULL_PARTITION : folderName(formatText(schema.type, value));
        return `${folderName(known(this.#target.columns[ordinal], 'column').name)}=${text}`;
      });
      const folder = parts.join('/');
      const rows = found.get(folder);
      if (rows === undefined) found.set(folder, [row]);
      else rows.push(row);
    }
    return found;
  }

  #selected(batch: HostBatch, rows: readonly number[]): HostBatch {
    const schema = this.#stored.map((ordinal) => known(batch.schema[ordinal], 'column'));
    const columns = this.#stored.map((ordinal, i): HostColumn => {
      const column = known(batch.columns[ordinal], 'column');
      const own = known(schema[i], 'column');
      const values = new Array<Datum>(rows.length);
      rows.forEach((row, at) => {
        values[at] = datumAt(column, own, row);
      });
      return columnFromValues(own, values);
    });
    return { rows: rows.length, schema, columns };
  }
}

/** What a file system, or a reader of such folders, could take for something else is written as in addresses. */
function folderName(text: string): string {
  return text.replace(/[^A-Za-z0-9_.~ :+-]|^\./g, (char) => encodeURIComponent(char).replace(/^\.$/, '%2E'));
}
