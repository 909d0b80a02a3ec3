/** Where a frame's rows go: tables, and files of formats that the server writes. */
import { quoteIdentifier, quoteQualified, quoteText } from './expression.js';
import { checkOption } from './frame-reader.js';
import { splitName } from './named.js';
import type { QueryRunner } from './runner.js';

export type WriteMode = 'error' | 'append' | 'overwrite' | 'ignore';

export interface TableOptions {
  /** What happens where the table is there: an error (the rule), more rows, its rows replaced, nothing. */
  readonly mode?: WriteMode;
  /** The columns that say where rows lie: `distributed_by`. */
  readonly distributedBy?: readonly string[];
}

export interface FileOptions {
  /** Columns whose values name folders. */
  readonly partitionBy?: readonly string[];
  /** Further options of COPY: `{ header: false, row_group_size: 20000 }`. */
  readonly options?: { readonly [option: string]: string | number | boolean };
}

export class FrameWriter {
  readonly #runner: QueryRunner;
  readonly #sql: string;

  constructor(runner: QueryRunner, sql: string) {
    this.#runner = runner;
    this.#sql = sql;
  }

  async table(name: string, options: TableOptions = {}): Promise<void> {
    const { schema, name: table } = splitName(name);
    const target = quoteQualified(schema, table);
    const { mode = 'error', distributedBy } = options;
    if (mode === 'append') {
      await this.#runner.query(`INSERT INTO ${target}\n${this.#sql}`);
      return;
    }
    // Both in one transaction: readers see the old table or the new one.
    const clear = mode === 'overwrite' ? `DROP TABLE IF EXISTS ${target};\n` : '';
    const by = distributedBy === undefined ? '' : ` WITH (distributed_by = ${quoteText(distributedBy.join(','))})`;
    await this.#runner.query(`${clear}CREATE TABLE ${mode === 'ignore' ? 'IF NOT EXISTS ' : ''}${target}${by} AS\n${this.#sql}`);
  }

  async parquet(path: string, options: FileOptions = {}): Promise<void> {
    await this.#copy('parquet', path, options);
  }

  /** The first line has the names, unless the options say otherwise. */
  async csv(path: string, options: FileOptions = {}): Promise<void> {
    await this.#copy('csv', path, { ...options, options: { header: true, ...options.options } });
  }

  async json(path: string, options: FileOptions = {}): Promise<void> {
    await this.#copy('json', path, options);
  }

  async #copy(format: string, path: string, { partitionBy = [], options = {} }: FileOptions): Promise<void> {
    const partitions = partitionBy.length === 0 ? [] : [`PARTITION_BY (${partitionBy.map(quoteIdentifier).join(', ')})`];
    const more = Object.entries(options).map(
      ([name, value]) => `${checkOption(name)} ${typeof value === 'string' ? quoteText(value) : value}`,
    );
    await this.#runner.query(`COPY (\n${this.#sql}\n) TO ${quoteText(path)} (${[`FORMAT ${format}`, ...partitions, ...more].join(', ')})`);
  }
}
