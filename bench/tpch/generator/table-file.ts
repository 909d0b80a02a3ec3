/** One table of TPC-H as a file of text. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { GeneratorThreads } from './generator-threads.js';
import type { TpchTable } from './table.js';

export async function writeTableFile(table: TpchTable, scaleFactor: number, file: string): Promise<void> {
  const threads = await GeneratorThreads.start(1);
  try {
    await pipeline(threads.chunks({ table, scaleFactor, part: 0, parts: 1 }), createWriteStream(file));
  } finally {
    await threads.stop();
  }
}
