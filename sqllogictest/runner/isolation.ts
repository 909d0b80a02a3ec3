/**
 * A place of its own for every file: a schema, a database, or, on a server that has neither, the default schema, from which the
 * file's tables are dropped at its end (then one file runs at a time).
 */
import { WireClient } from '../../src/cli/wire-client.js';
import { ConductError } from '../../src/common/errors.js';

export type IsolationKind = 'schema' | 'database' | 'drop';

export interface Isolation {
  /** For `$__DATABASE__`. */
  readonly database: string;
  connect(): Promise<WireClient>;
  /** Told of each statement that succeeded. */
  ran(sql: string): void;
  /** Removes what the file left. */
  close(): Promise<void>;
}

/** The best kind that the server has. Errors other than refusals (a lost connection) are thrown. */
export async function detectIsolation(url: string): Promise<IsolationKind> {
  const client = await WireClient.connect(url);
  const probe = `slt_probe_${process.pid}`;
  try {
    await client.query(`CREATE SCHEMA ${probe}`);
    await client.query(`SET search_path TO ${probe}, public`);
    await client.query(`DROP SCHEMA ${probe}`);
    return 'schema';
  } catch (error) {
    if (error instanceof ConductError && !client.closed) return 'drop';
    throw error;
  } finally {
    await client.close();
  }
}

let sequence = 0;

export async function isolate(url: string, kind: IsolationKind): Promise<Isolation> {
  sequence += 1;
  const name = `slt_${process.pid}_${sequence}`;
  switch (kind) {
    case 'schema':
      return inSchema(url, name);
    case 'database':
      return inDatabase(url, name);
    case 'drop':
      return inDefaultSchema(url);
  }
}

async function runOnce(url: string, sql: string): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    await client.query(sql);
  } finally {
    await client.close();
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function inSchema(url: string, name: string): Promise<Isolation> {
  await runOnce(url, `CREATE SCHEMA ${name}`);
  return {
    database: databaseOf(url),
    async connect() {
      const client = await WireClient.connect(url);
      await client.query(`SET search_path TO ${name}, public`);
      return client;
    },
    ran: () => undefined,
    close: () => runOnce(url, `DROP SCHEMA ${name} CASCADE`),
  };
}

async function inDatabase(url: string, name: string): Promise<Isolation> {
  await runOnce(url, `CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    database: name,
    connect: () => WireClient.connect(own.href),
    ran: () => undefined,
    close: () => runOnce(url, `DROP DATABASE ${name}`),
  };
}

const IDENTIFIER = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const CREATE = new RegExp(
  String.raw`^\s*create\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(table|view|materialized\s+view)\s+(?:if\s+not\s+exists\s+)?(${IDENTIFIER}(?:\s*\.\s*${IDENTIFIER})?)`,
  'i',
);

async function inDefaultSchema(url: string): Promise<Isolation> {
  const made: { readonly kind: string; readonly name: string }[] = [];
  return {
    database: databaseOf(url),
    connect: () => WireClient.connect(url),
    ran(sql) {
      // Leading comments don't matter to the server, nor here.
      const match = CREATE.exec(sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/, ''));
      if (match !== null) made.push({ kind: (match[1] ?? '').replace(/\s+/g, ' '), name: match[2] ?? '' });
    },
    async close() {
      if (made.length === 0) return;
      const client = await WireClient.connect(url);
      try {
        // The last made first: views go before the tables that they read.
        for (const { kind, name } of made.reverse()) await client.query(`DROP ${kind} IF EXISTS ${name}`);
      } finally {
        await client.close();
      }
    },
  };
}
