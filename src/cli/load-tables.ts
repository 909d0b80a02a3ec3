/** Creates tables and fills them through COPY over the wire, on several connections at once, with a progress bar on a terminal. */
import { Progress } from './progress.js';
import { WireClient } from './wire-client.js';

export interface TableSource {
  readonly name: string;
  /** The CREATE TABLE statement. */
  readonly create: string;
  /** Exact or estimated size of the text, for the progress bar. */
  readonly bytes: number;
  /**
   * The rows, in parts that are copied apart, each in a transaction of its own: as COPY takes them, fields separated by `|`, no separator at
   * the end, lines ended by a newline.
   */
  readonly parts: readonly (() => AsyncIterable<Uint8Array>)[];
}

export interface LoadOptions {
  /** Shown before the progress bar. */
  readonly title: string;
  /** Drop tables of these names first. */
  readonly replace: boolean;
  /** Connections, each of which copies one part at a time. */
  readonly connections: number;
}

/** A part of a table that waits for a connection. */
interface Part {
  readonly table: string;
  readonly bytes: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export async function loadTables(url: string, tables: readonly TableSource[], options: LoadOptions): Promise<void> {
  await createTables(url, tables, options.replace);
  const total = tables.reduce((sum, table) => sum + table.bytes, 0);
  const progress = new Progress(options.title, total);
  // The largest first, so that none is left alone at the end.
  const queue: Part[] = tables
    .flatMap((table) => table.parts.map((chunks) => ({ table: table.name, bytes: table.bytes / table.parts.length, chunks })))
    .sort((a, b) => b.bytes - a.bytes);
  const work = async (): Promise<void> => {
    const client = await WireClient.connect(url);
    try {
      for (let part = queue.shift(); part !== undefined; part = queue.shift()) {
        await copyPart(client, part, (bytes, name) => progress.advance(bytes, name));
      }
    } finally {
      await client.close();
    }
  };
  try {
    // One failure ends all: the others' connections close with their loops, as the queue is emptied.
    const results = await Promise.allSettled(
      Array.from({ length: options.connections }, () =>
        work().catch((error: unknown) => {
          queue.length = 0;
          throw error;
        }),
      ),
    );
    const failure = results.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    progress.complete();
  } finally {
    progress.stop();
  }
}

async function createTables(url: string, tables: readonly TableSource[], replace: boolean): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    for (const table of tables) {
      if (replace) await client.query(`DROP TABLE IF EXISTS ${table.name}`);
      await client.query(table.create);
    }
  } finally {
    await client.close();
  }
}

async function copyPart(client: WireClient, part: Part, progress: (bytes: number, name: string) => void): Promise<void> {
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of part.chunks()) {
      progress(chunk.byteLength, part.table);
      yield chunk;
    }
  }
  await client.copyIn(`COPY ${part.table} FROM STDIN WITH (FORMAT text, DELIMITER '|')`, counted());
}
