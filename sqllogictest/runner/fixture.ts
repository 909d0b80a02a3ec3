/**
 * Tables that suites read: a folder with `setup.sql` and, for tables that it creates, `NAME.csv` files. A comment that begins
 * with `-- after loading:` holds statements that run when the files are in.
 */
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { splitStatements } from '../../src/cli/statements.js';
import type { WireClient } from '../../src/cli/wire-client.js';

export class Fixture {
  readonly #folder: string;
  readonly #statements: readonly string[];
  readonly #after: readonly string[];
  readonly #names: RegExp;

  constructor(folder: string) {
    const setup = readFileSync(join(folder, 'setup.sql'), 'utf8');
    this.#folder = folder;
    this.#statements = splitStatements(setup.replace(/^--.*$/gm, '')).statements;
    this.#after = splitStatements(/^-- after loading:(.*)$/m.exec(setup)?.[1] ?? '').statements;
    const names = [...this.#statements, ...this.#after].flatMap((statement) => /\bcreate\s+table\s+(\w+)/i.exec(statement)?.[1] ?? []);
    this.#names = new RegExp(`\\b(${names.join('|')})\\b`, 'i');
  }

  /** Whether a file reads any of the tables. */
  neededBy(text: string): boolean {
    return this.#names.test(text);
  }

  /** Makes the tables in the connection's current schema. */
  async load(client: WireClient): Promise<void> {
    for (const statement of this.#statements) await client.query(statement);
    for (const file of readdirSync(this.#folder).filter((name) => name.endsWith('.csv'))) {
      await client.copyIn(`COPY ${basename(file, '.csv')} FROM STDIN WITH (FORMAT csv)`, createReadStream(join(this.#folder, file)));
    }
    for (const statement of this.#after) await client.query(statement);
  }
}
