/** Creates tables and fills them through COPY over the wire, several at once, with a progress bar on a terminal. */
import { SingleBar } from 'cli-progress';
import { WireClient } from './wire-client.js';

export interface TableSource {
  readonly name: string;
  /** The CREATE TABLE statement. */
  readonly create: string;
  /** Exact or estimated size of the text, for the progress bar. */
  readonly bytes: number;
  /** Rows as COPY takes them: fields separated by `|`, no separator at the end, lines ended by a newline. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface LoadOptions {
  /** Shown before the progress bar. */
  readonly title: string;
  /** Drop tables of these names first. */
  readonly replace: boolean;
  /** Tables loaded at once. */
  readonly parallel?: number;
}

export async function loadTables(url: string, tables: readonly TableSource[], options: LoadOptions): Promise<void> {
  const total = tables.reduce((sum, table) => sum + table.bytes, 0);
  const bar = new SingleBar({
    format: `${options.title} [{bar}] {percentage}% {name} {duration_formatted}`,
    barsize: 30,
    hideCursor: true,
    clearOnComplete: false,
    // Without a terminal there is no bar to redraw: one line at the end of each table instead.
    noTTYOutput: false,
    stream: process.stderr,
  });
  if (process.stderr.isTTY) bar.start(total, 0, { name: '' });
  else console.error(`loading ${options.title} ...`);
  const queue = [...tables].sort((a, b) => b.bytes - a.bytes);
  const load = async (): Promise<void> => {
    const client = await WireClient.connect(url);
    try {
      for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
        await loadTable(client, table, options.replace, (bytes, name) => bar.increment(bytes, { name }));
      }
    } finally {
      await client.close();
    }
  };
  try {
    // One failure ends all: the others' connections close with their loops, as the queue is emptied.
    const results = await Promise.allSettled(
      Array.from({ length: options.parallel ?? 2 }, () =>
        load().catch((error: unknown) => {
          queue.length = 0;
          throw error;
        }),
      ),
    );
    const failure = results.find((result) => result.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    bar.update(total, { name: '' });
  } finally {
    bar.stop();
  }
}

async function loadTable(
  client: WireClient,
  table: TableSource,
  replace: boolean,
  progress: (bytes: number, name: string) => void,
): Promise<void> {
  if (replace) await client.query(`DROP TABLE IF EXISTS ${table.name}`);
  await client.query(table.create);
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of table.chunks()) {
      progress(chunk.byteLength, table.name);
      yield chunk;
    }
  }
  await client.copyIn(`COPY ${table.name} FROM STDIN WITH (FORMAT text, DELIMITER '|')`, counted());
}
