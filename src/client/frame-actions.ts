/** What runs a frame: everything that needs its rows, or what the server says about it. */
import { indent } from './expression.js';
import type { Row } from './row-types.js';
import type { ColumnSchema, QueryResult, QueryRunner } from './runner.js';
import { renderTable } from './show-table.js';

export type ExplainMode = 'plan' | 'verbose' | 'analyze';

export abstract class FrameActions<R extends Row> {
  /** The statement that the server gets. */
  abstract toSQL(): string;

  /** The same for the first rows. */
  protected abstract limitedSQL(rows: number): string;

  protected abstract get runner(): QueryRunner;

  /**
   * All rows as objects. Values: boolean, number (int2, int4, float4, float8), bigint (int8), and text for everything else, exact and
   * as SQL writes it: numeric, dates, times.
   */
  async collect(): Promise<R[]> {
    return objects<R>(await this.runner.query(this.toSQL()));
  }

  /** The first rows. */
  async take(rows: number): Promise<R[]> {
    return objects<R>(await this.runner.query(this.limitedSQL(rows)));
  }

  async head(rows = 1): Promise<R[]> {
    return this.take(rows);
  }

  async first(): Promise<R | undefined> {
    return (await this.take(1))[0];
  }

  async isEmpty(): Promise<boolean> {
    return (await this.take(1)).length === 0;
  }

  async count(): Promise<number> {
    const { rows } = await this.runner.query(`SELECT count(*)\nFROM (\n${indent(this.toSQL())}\n) AS "t"`);
    return Number(rows[0]?.[0]);
  }

  /** Rows one after the other; they are fetched as the loop gets to them, and none after it has ended. */
  async *toLocalIterator(): AsyncGenerator<R, void, undefined> {
    for await (const result of this.runner.iterate(this.toSQL())) yield* objects<R>(result);
  }

  /** An Arrow table: numbers as numbers, numeric as decimals of its scale where it has one, dates and times as such, everything else as text. */
  async toArrow(): Promise<import('apache-arrow').Table> {
    const result = await this.runner.query(this.toSQL());
    const { arrowTable } = await import('./arrow-table.js');
    return arrowTable(result);
  }

  /** Prints the first rows as a table. */
  async show(rows = 20): Promise<void> {
    process.stdout.write(renderTable(await this.runner.query(this.limitedSQL(rows))));
  }

  /** Names and types of the columns. */
  async schema(): Promise<readonly ColumnSchema[]> {
    const { columns, types } = await this.runner.query(this.limitedSQL(0));
    if (columns.length === 0) return [];
    const labels = types.map(({ oid, modifier }) => `format_type(${oid}, ${modifier})`);
    const { rows } = await this.runner.query(`SELECT ${labels.join(', ')}`);
    return columns.map((name, index) => ({ name, type: String(rows[0]?.[index]) }));
  }

  async dtypes(): Promise<readonly (readonly [string, string])[]> {
    return (await this.schema()).map(({ name, type }) => [name, type] as const);
  }

  async printSchema(): Promise<void> {
    const lines = (await this.schema()).map(({ name, type }) => ` |-- ${name}: ${type}\n`);
    process.stdout.write(`root\n${lines.join('')}`);
  }

  async explain(mode: ExplainMode = 'plan'): Promise<string> {
    const options = { plan: '', verbose: ' (VERBOSE)', analyze: ' ANALYZE' };
    const { rows } = await this.runner.query(`EXPLAIN${options[mode]}\n${this.toSQL()}`);
    return rows.map((row) => String(row[0])).join('\n');
  }
}

function objects<R>({ columns, rows }: QueryResult): R[] {
  return rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])) as R);
}
