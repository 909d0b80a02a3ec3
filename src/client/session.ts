/** A connection to a server, from which DataFrames come. */
import pg from 'pg';
import { TYPE_OIDS } from '../types/sql-type.js';
import { Column, type ColumnLike } from './column.js';
import { DataFrame } from './data-frame.js';
import { renderExpression } from './expression.js';
import { fileSource, type ReadOptions } from './frame-reader.js';
import { splitName } from './named.js';
import { queryFrom, type Source } from './query.js';
import type { Row } from './row-types.js';
import type { QueryResult, QueryRunner } from './runner.js';

export interface SessionOptions {
  /** Connections that queries may take at once. */
  readonly connections?: number;
}

/** Tables and the types of their rows: what `conduct types` writes. */
export type Schema = { readonly [table: string]: Row };

/** `postgresql://conduct@127.0.0.1:5442/conduct`. Rejects when the server can't be reached. */
export async function connect<S extends Schema = Schema>(url: string, options: SessionOptions = {}): Promise<Session<S>> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 4, types: { getTypeParser } });
  // An idle connection may break, when the server stops; the next query reports it.
  pool.on('error', () => undefined);
  const session = new Session<S>(pool);
  try {
    await session.refresh();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return session;
}

/** Rows that a cursor fetches at a time. */
const FETCH_ROWS = 1_000;

export class Session<S extends Schema = Schema> implements QueryRunner {
  readonly #pool: pg.Pool;
  /** The connection that has the session's temporary objects; null while there are none. From then on all queries run there. */
  #home: pg.PoolClient | null = null;
  /** What runs on it, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();
  /** Columns of tables and views, by name with and without their schema. */
  #columns: ReadonlyMap<string, readonly string[]> = new Map();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A table or a view; `schema.name` names one in a schema. Its rows' type is the schema's, or the one given. */
  table<N extends keyof S & string>(name: N): DataFrame<S[N]>;
  table<R extends Row = Row>(name: string): DataFrame<R>;
  table(name: string): DataFrame {
    const { schema, name: table } = splitName(name);
    return this.#frame({ kind: 'table', schema, name: table, alias: null, columns: this.#columns.get(name) ?? null });
  }

  /** A query in SQL, as a frame. As a template, values in it become literals or columns: session.sql`SELECT * FROM t WHERE a = ${value}`. */
  sql<R extends Row = Row>(text: string | TemplateStringsArray, ...values: readonly ColumnLike[]): DataFrame<R> {
    const query =
      typeof text === 'string'
        ? text
        : text.reduce((sql, part, index) => `${sql}${index === 0 ? '' : interpolate(values[index - 1] ?? null)}${part}`, '');
    return this.#frame({ kind: 'subquery', query: query.trim().replace(/;$/, ''), alias: 'query', columns: null });
  }

  /** Files that the server reads. */
  readonly read = {
    table: <N extends keyof S & string>(name: N): DataFrame<S[N]> => this.table(name),
    parquet: <R extends Row = Row>(paths: string | readonly string[], options: ReadOptions = {}): DataFrame<R> =>
      this.#frame(fileSource('parquet', paths, options)),
    csv: <R extends Row = Row>(paths: string | readonly string[], options: ReadOptions = {}): DataFrame<R> =>
      this.#frame(fileSource('csv', paths, options)),
    json: <R extends Row = Row>(paths: string | readonly string[], options: ReadOptions = {}): DataFrame<R> =>
      this.#frame(fileSource('json', paths, options)),
    arrow: <R extends Row = Row>(paths: string | readonly string[], options: ReadOptions = {}): DataFrame<R> =>
      this.#frame(fileSource('arrow', paths, options)),
  } as const;

  /** Runs any statement. */
  async execute(sql: string): Promise<QueryResult> {
    return this.query(sql);
  }

  async query(sql: string): Promise<QueryResult> {
    return this.#home === null
      ? resultOf(await this.#pool.query(asArrays(sql)))
      : this.#atHome(async (client) => resultOf(await client.query(asArrays(sql))));
  }

  async temporary(sql: string): Promise<void> {
    this.#home ??= await this.#pool.connect();
    await this.#atHome((client) => client.query(sql));
  }

  async *iterate(sql: string): AsyncGenerator<QueryResult, void, undefined> {
    const home = this.#home;
    if (home === null) {
      const client = await this.#pool.connect();
      try {
        yield* fetchAll(client, sql);
      } finally {
        client.release();
      }
      return;
    }
    let done = (): void => undefined;
    const turn = this.#queue;
    this.#queue = new Promise<void>((resolve) => {
      done = resolve;
    });
    await turn.catch(() => undefined);
    try {
      yield* fetchAll(home, sql);
    } finally {
      done();
    }
  }

  /** Reads anew which tables there are and the names of their columns: connect() has done it once. */
  async refresh(): Promise<void> {
    const { rows } = await this.query(COLUMNS);
    const columns = new Map<string, string[]>();
    for (const [schema, table, column, visible] of rows) {
      const names = visible === true ? [`${String(schema)}.${String(table)}`, String(table)] : [`${String(schema)}.${String(table)}`];
      for (const name of names) {
        const known = columns.get(name);
        if (known === undefined) columns.set(name, [String(column)]);
        else known.push(String(column));
      }
    }
    this.#columns = columns;
  }

  async close(): Promise<void> {
    this.#home?.release(true);
    this.#home = null;
    await this.#pool.end();
  }

  #frame<R extends Row>(source: Source): DataFrame<R> {
    return new DataFrame<R>(this, queryFrom(source));
  }

  /** On the home connection, after what was begun there before. */
  #atHome<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const run = this.#queue.then(
      () => this.#onHome(work),
      () => this.#onHome(work),
    );
    this.#queue = run;
    return run;
  }

  #onHome<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    if (this.#home === null) throw new Error('the session is closed');
    return work(this.#home);
  }
}

const COLUMNS = `SELECT n.nspname, c.relname, a.attname, n.nspname = current_schema()
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema')
ORDER BY c.oid, a.attnum`;

function asArrays(sql: string): pg.QueryArrayConfig {
  return { text: sql, rowMode: 'array' };
}

/** Of several statements the last one counts. */
function resultOf(given: pg.QueryArrayResult<unknown[]> | readonly pg.QueryArrayResult<unknown[]>[]): QueryResult {
  const result = Array.isArray(given) ? (given.at(-1) as pg.QueryArrayResult<unknown[]>) : (given as pg.QueryArrayResult<unknown[]>);
  const { fields, rows } = result;
  return {
    columns: fields.map((field) => field.name),
    rows,
    types: fields.map((field) => ({ oid: field.dataTypeID, modifier: field.dataTypeModifier })),
  };
}

/** A cursor in a transaction of its own. */
async function* fetchAll(client: pg.PoolClient, sql: string): AsyncGenerator<QueryResult, void, undefined> {
  await client.query('BEGIN READ ONLY');
  try {
    await client.query(`DECLARE "conduct_rows" NO SCROLL CURSOR FOR\n${sql}`);
    for (;;) {
      const result = resultOf(await client.query(asArrays(`FETCH ${FETCH_ROWS} FROM "conduct_rows"`)));
      if (result.rows.length > 0) yield result;
      if (result.rows.length < FETCH_ROWS) return;
    }
  } finally {
    await client.query('ROLLBACK');
  }
}

/** SQL text of a value that is put into the user's own SQL. */
function interpolate(value: ColumnLike): string {
  return renderExpression(value instanceof Column ? value.expression : { kind: 'literal', value });
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
