/** The two servers that must agree: a cluster of real processes, and PGlite (PostgreSQL 18 as WebAssembly) in this process. */
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { DatabaseError, serialize } from 'pg-protocol';
import type { DataRowMessage, RowDescriptionMessage } from 'pg-protocol/dist/messages.js';
import { TestCluster } from '../processes/support.js';

export type Answer =
  | { readonly kind: 'rows'; readonly types: readonly number[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

export interface Side {
  /** With values: prepared, bound and executed. */
  run(sql: string, values?: readonly string[]): Promise<Answer>;
  close(): Promise<void>;
}

/** What every session begins with, on both sides. */
const SESSION = ["set timezone to 'Europe/Berlin'"];

export async function startPostgres(): Promise<Side> {
  const database = await PGlite.create();
  for (const statement of SESSION) await database.exec(statement);
  return {
    async run(sql, values) {
      const question = values === undefined ? serialize.query(sql) : extended(sql, values);
      const { messages } = await database.execProtocol(question, { throwOnError: false });
      let types: readonly number[] = [];
      const rows: (readonly (string | null)[])[] = [];
      for (const message of messages) {
        if (message.name === 'error') {
          const error = message as unknown as DatabaseError;
          return { kind: 'error', code: error.code ?? '', message: error.message };
        }
        if (message.name === 'rowDescription') {
          types = (message as unknown as RowDescriptionMessage).fields.map(({ dataTypeID }) => dataTypeID);
        } else if (message.name === 'dataRow') rows.push((message as unknown as DataRowMessage).fields as (string | null)[]);
      }
      return { kind: 'rows', types, rows };
    },
    close: () => database.close(),
  };
}

function extended(sql: string, values: readonly string[]): Buffer {
  return Buffer.concat([
    serialize.parse({ text: sql }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ]);
}

export interface ConductOptions {
  readonly workers: number;
  /** Statements that every session begins with. */
  readonly settings: readonly string[];
}

export async function startConduct({ workers, settings }: ConductOptions): Promise<Side> {
  const cluster = await TestCluster.start({ workers });
  let client: pg.Client | null = null;
  const connected = async (): Promise<pg.Client> => {
    if (client !== null) return client;
    const fresh = new pg.Client({ connectionString: cluster.url });
    fresh.on('end', () => {
      client = null;
    });
    fresh.on('error', () => undefined);
    await fresh.connect();
    for (const statement of [...SESSION, ...settings]) await fresh.query(statement);
    client = fresh;
    return fresh;
  };
  return {
    async run(sql, values) {
      const open = await connected();
      try {
        const result = await open.query({
          text: sql,
          ...(values === undefined ? {} : { values: [...values] }),
          rowMode: 'array',
          types: TEXT,
        });
        return { kind: 'rows', types: result.fields.map(({ dataTypeID }) => dataTypeID), rows: result.rows };
      } catch (error) {
        if (error instanceof DatabaseError) return { kind: 'error', code: error.code ?? '', message: error.message };
        throw error;
      }
    },
    async close() {
      await client?.end();
      await cluster.stop();
    },
  };
}

/** Values as they came. */
const TEXT: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };
