/**
 * A place of its own for every file: a schema, a database, or, on a server that has neither, the default schema, from which the
 * file's tables are dropped at its end (then one file runs at a time).
 */
import { WireClient } from '../../src/cli/wire-client.js';
import { ConductError } from '../../src/common/errors.js';
import type { Fixture } from './fixture.js';

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

/** `fixture`: tables that the file reads, made for it alone (it may drop them). */
export async function isolate(url: string, kind: IsolationKind, fixture: Fixture | null): Promise<Isolation> {
  sequence += 1;
  const name = `slt_${process.pid}_${sequence}`;
  switch (kind) {
    case 'schema':
      return inSchema(url, name, fixture);
    case 'database':
      return inDatabase(url, name, fixture);
    case 'drop':
      return inDefaultSchema(url);
  }
}

async function runOnce(url: string, run: (client: WireClient) => Promise<unknown>): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    await run(client);
  } finally {
    await client.close();
  }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

/** The fixture has a schema of its own behind the file's: the file may make tables of the same names. */
async function inSchema(url: string, name: string, fixture: Fixture | null): Promise<Isolation> {
  const schemas = fixture === null ? [name] : [name, `${name}_fixture`];
  await runOnce(url, async (client) => {
    for (const schema of schemas) await client.query(`CREATE SCHEMA ${schema}`);
    if (fixture === null) return;
    await client.query(`SET search_path TO ${name}_fixture`);
    await fixture.load(client);
  });
  return {
    database: databaseOf(url),
    async connect() {
      const client = await WireClient.connect(url);
      await client.query(`SET search_path TO ${schemas.join(', ')}, public`);
      return client;
    },
    ran: () => undefined,
    close: () =>
      runOnce(url, async (client) => {
        for (const schema of schemas) await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
      }),
  };
}

async function inDatabase(url: string, name: string, fixture: Fixture | null): Promise<Isolation> {
  await runOnce(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  if (fixture !== null) await runOnce(own.href, (client) => fixture.load(client));
  return {
    database: name,
    connect: () => WireClient.connect(own.href),
    ran: () => undefined,
    close: () => runOnce(url, (client) => client.query(`DROP DATABASE ${name}`)),
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
      const match = CREATE.exec(sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, ''));
      if (match !== null) made.push({ kind: (match[1] ?? '').replace(/\s+/g, ' '), name: match[2] ?? '' });
    },
    async close() {
      if (made.length === 0) return;
      await runOnce(url, async (client) => {
        // The last made first: views go before the tables that they read.
        for (const { kind, name } of made.reverse()) await client.query(`DROP ${kind} IF EXISTS ${name}`);
      });
    },
  };
}
