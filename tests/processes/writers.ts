/**
 * Connections that write to tables without pause, each statement with rows that name it, and remember what the server said. What
 * the tables hold can be compared with that: an acknowledged statement is there once, any other one whole or not at all.
 */

import { WireClient } from '../../src/cli/wire-client.js';
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import type { Random } from './random.js';
import { sleep } from './support.js';

export const WRITTEN_TABLES = ['by_hash', 'on_all', 'anywhere'] as const;
export type WrittenTable = (typeof WRITTEN_TABLES)[number];

export const WRITTEN_SCHEMA = `
  create table by_hash (writer integer, statement integer, n integer, note text) with (distributed_by = 'n');
  create table on_all (writer integer, statement integer, n integer, note text) with (distribution = replicated);
  create table anywhere (writer integer, statement integer, n integer, note text) with (distribution = 'random');
  create table numbers (n integer) with (distributed_by = 'n');
  insert into numbers select * from (values ${Array.from({ length: 300 }, (_, n) => `(${n})`).join(',')}) v(n)`;

/** Rows of the table `numbers`, from which INSERT ... SELECT takes. */
const NUMBERS = 300;
/** Rows for each of two workers beyond which a commit is written as a section at once. */
const LARGE_COPY_ROWS = 150_000;

type StatementKind = 'insert' | 'insert-select' | 'copy' | 'large-copy';

export interface Statement {
  readonly table: WrittenTable;
  readonly writer: number;
  readonly number: number;
  readonly kind: StatementKind;
  readonly rows: number;
  state: 'running' | 'acknowledged' | 'failed';
  error: string;
}

/** SQLSTATEs that a statement may end with when a process dies; any other error is a failure of the test. */
const LOSS: ReadonlySet<string> = new Set([
  SQLSTATE.adminShutdown,
  SQLSTATE.cannotConnectNow,
  SQLSTATE.connectionFailure,
  SQLSTATE.transactionResolutionUnknown,
  // PostgreSQL's crash_shutdown, connection_does_not_exist.
  '57P02',
  '08003',
]);

export class Writer {
  readonly statements: Statement[] = [];
  readonly #url: string;
  readonly #id: number;
  readonly #random: Random;
  #client: WireClient | null = null;
  #stopped = false;
  #unexpected: Error | null = null;

  constructor(url: string, id: number, random: Random) {
    this.#url = url;
    this.#id = id;
    this.#random = random;
  }

  get running(): boolean {
    return this.statements.at(-1)?.state === 'running';
  }

  /** Writes until stop(); reconnects when it must. Rejects at an error that no dying process explains. */
  async run(): Promise<void> {
    this.#stopped = false;
    while (!this.#stopped) {
      if (this.#client === null || this.#client.closed) this.#client = await this.#reconnect();
      if (this.#client === null) break;
      const statement = this.#choose();
      this.statements.push(statement);
      try {
        await this.#write(this.#client, statement);
        statement.state = 'acknowledged';
      } catch (error) {
        statement.state = 'failed';
        statement.error = String(error);
        if (!(error instanceof ConductError) || !LOSS.has(error.code)) this.#unexpected ??= error as Error;
        // A worker that is away makes statements fail at once: not in a tight loop.
        await sleep(20);
      }
    }
    await this.#client?.close();
    this.#client = null;
    if (this.#unexpected !== null) throw this.#unexpected;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #reconnect(): Promise<WireClient | null> {
    while (!this.#stopped) {
      try {
        return await WireClient.connect(this.#url);
      } catch {
        await sleep(25);
      }
    }
    return null;
  }

  #choose(): Statement {
    const random = this.#random;
    const roll = random.next();
    const kind: StatementKind = roll < 0.55 ? 'insert' : roll < 0.7 ? 'insert-select' : roll < 0.96 ? 'copy' : 'large-copy';
    return {
      table: random.pick(WRITTEN_TABLES),
      writer: this.#id,
      number: this.statements.length,
      kind,
      rows: rowsOf(kind, random),
      state: 'running',
      error: '',
    };
  }

  async #write(client: WireClient, { table, writer, number, kind, rows }: Statement): Promise<void> {
    switch (kind) {
      case 'insert': {
        const values = Array.from({ length: rows }, (_, n) => `(${writer},${number},${n},'${note(n)}')`);
        await client.query(`insert into ${table} values ${values.join(',')}`);
        return;
      }
      case 'insert-select':
        await client.query(`insert into ${table} select ${writer}, ${number}, n, 'note ' || n from numbers where n < ${rows}`);
        return;
      case 'copy':
      case 'large-copy':
        await client.copyIn(`copy ${table} from stdin`, copyRows(writer, number, rows));
        return;
    }
  }
}

function rowsOf(kind: StatementKind, random: Random): number {
  switch (kind) {
    case 'insert':
      // One row is at one worker, which commits it by itself.
      return random.next() < 0.5 ? 1 : random.between(2, 40);
    case 'insert-select':
      return random.between(1, NUMBERS);
    case 'copy':
      return random.between(1, 5_000);
    case 'large-copy':
      return LARGE_COPY_ROWS;
  }
}

function note(n: number): string {
  return `note ${n}`;
}

async function* copyRows(writer: number, statement: number, rows: number): AsyncGenerator<Uint8Array> {
  const chunkRows = 1_000;
  for (let from = 0; from < rows; from += chunkRows) {
    let text = '';
    for (let n = from; n < Math.min(rows, from + chunkRows); n += 1) text += `${writer}\t${statement}\t${n}\t${note(n)}\n`;
    yield Buffer.from(text);
  }
}

/** What is wrong with what the tables hold, a line each; nothing when all is well. */
export async function findLosses(client: WireClient, writers: readonly Writer[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const table of WRITTEN_TABLES) {
    // One scan finds rows that are missing, there twice, or not the statement's: 0 to rows-1 are each there once.
    const [result] = await client.query(
      `select writer, statement, count(*), count(distinct n), min(n), max(n), count(case when note = 'note ' || n then 1 end)
       from ${table} group by writer, statement`,
    );
    const found = new Map((result?.rows ?? []).map(([writer, statement, ...figures]) => [`${writer}/${statement}`, figures.join(' ')]));
    for (const { statements } of writers) {
      for (const statement of statements) {
        if (statement.table !== table) continue;
        const { writer, number, rows, state, kind, error } = statement;
        const name = `${writer}/${number}`;
        const figures = found.get(name);
        found.delete(name);
        const whole = `${rows} ${rows} 0 ${rows - 1} ${rows}`;
        if (figures === whole || (figures === undefined && state !== 'acknowledged')) continue;
        wrong.push(`${table}: ${state} ${kind} ${name} has ${figures ?? 'nothing'}, not ${whole}${error === '' ? '' : ` (${error})`}`);
      }
    }
    for (const [name, figures] of found) wrong.push(`${table}: nobody wrote ${name}: ${figures}`);
  }
  return wrong;
}
