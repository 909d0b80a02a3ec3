/** The two servers that must agree: a cluster of real processes, and PGlite (PostgreSQL 18 as WebAssembly) in this process. */
import { PGlite } from '@electric-sql/pglite';
import type { DatabaseError } from 'pg-protocol';
import { serialize } from 'pg-protocol';
import type { DataRowMessage, RowDescriptionMessage } from 'pg-protocol/dist/messages.js';
import type { WireClient } from '../../src/cli/wire-client.js';
import { ConductError } from '../../src/common/errors.js';
import { TestCluster } from '../processes/support.js';

export type Answer =
  | { readonly kind: 'rows'; readonly types: readonly number[]; readonly rows: readonly (readonly (string | null)[])[] }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

export interface Side {
  run(sql: string): Promise<Answer>;
  close(): Promise<void>;
}

export async function startPostgres(): Promise<Side> {
  const database = await PGlite.create();
  return {
    async run(sql) {
      const { messages } = await database.execProtocol(serialize.query(sql), { throwOnError: false });
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

export async function startConduct(workers: number): Promise<Side> {
  const cluster = await TestCluster.start({ workers });
  let client: WireClient = await cluster.connect();
  return {
    async run(sql) {
      try {
        if (client.closed) client = await cluster.connect();
        const result = (await client.query(sql)).at(-1);
        return { kind: 'rows', types: result?.fields.map(({ typeOid }) => typeOid) ?? [], rows: result?.rows ?? [] };
      } catch (error) {
        if (error instanceof ConductError) return { kind: 'error', code: error.code, message: error.message };
        throw error;
      }
    },
    async close() {
      await client.close();
      await cluster.stop();
    },
  };
}
