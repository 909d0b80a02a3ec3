/** A connection to a server, from which DataFrames come. */
import pg from 'pg';
import { TYPE_OIDS } from '../types/sql-type.js';
import type { ColumnLike } from './column.js';
import { DataFrame, interpolate, type QueryResult } from './data-frame.js';
import { queryFrom } from './query.js';
import type { Row } from './row-types.js';

export interface SessionOptions {
  /** Connections that queries may take at once. */
  readonly connections?: number;
}

/** `postgresql://conduct@127.0.0.1:5442/conduct`. Rejects when the server can't be reached. */
export async function connect(url: string, options: SessionOptions = {}): Promise<Session> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 4, types: { getTypeParser } });
  // An idle connection may break, when the server stops; the next query reports it.
  pool.on('error', () => undefined);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return new Session(pool);
}

export class Session {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A table or a view; `schema.name` names one in a schema. R: the type of its rows, as collect() gives them. */
  table<R extends Row = Row>(name: string): DataFrame<R> {
    const dot = name.indexOf('.');
    const schema = dot < 0 ? null : name.slice(0, dot);
    return new DataFrame<R>(this, queryFrom({ kind: 'table', schema, name: name.slice(dot + 1), alias: null }));
  }

  /** A query in SQL, as a frame. As a template, values in it become literals or columns: session.sql`SELECT * FROM t WHERE a = ${value}`. */
  sql<R extends Row = Row>(text: string | TemplateStringsArray, ...values: readonly ColumnLike[]): DataFrame<R> {
    const query =
      typeof text === 'string'
        ? text
        : text.reduce((sql, part, index) => `${sql}${index === 0 ? '' : interpolate(values[index - 1] ?? null)}${part}`, '');
    return new DataFrame<R>(this, queryFrom({ kind: 'subquery', query: query.trim().replace(/;$/, ''), alias: 'query' }));
  }

  /** Runs any statement. */
  async execute(sql: string): Promise<QueryResult> {
    return this.query(sql);
  }

  async query(sql: string): Promise<QueryResult> {
    const { fields, rows } = await this.#pool.query<unknown[]>({ text: sql, rowMode: 'array' });
    return { columns: fields.map((field) => field.name), rows };
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

const INTEGERS: ReadonlySet<number> = new Set([TYPE_OIDS.int2, TYPE_OIDS.int4, TYPE_OIDS.oid]);
const FLOATS: ReadonlySet<number> = new Set([TYPE_OIDS.float4, TYPE_OIDS.float8]);

/** Values as JavaScript has them without loss; all others stay text. */
function getTypeParser(oid: number): (text: string) => unknown {
  if (oid === TYPE_OIDS.bool) return (text) => text === 't';
  if (INTEGERS.has(oid) || FLOATS.has(oid)) return Number;
  if (oid === TYPE_OIDS.int8) return BigInt;
  return (text) => text;
}
