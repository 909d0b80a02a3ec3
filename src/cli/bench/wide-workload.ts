/** One wide table as a workload of `conduct bench`. */
import { loadWideIntoDuckDb, WIDE_TABLE, wideQueries, wideSchema, wideSlices } from '../../../bench/wide/wide-table.js';
import type { Workload } from '../../../bench/workload.js';
import { Progress } from '../progress.js';
import { WireClient } from '../wire-client.js';

export function wideWorkload(rows: number): Workload {
  const title = `wide table, ${rows} rows`;
  return {
    title,
    queries: wideQueries(),
    tables: [WIDE_TABLE],
    probe: { table: WIDE_TABLE, rows },
    loadConduct: async (url) => withProgress(title, rows, async (progress) => loadConduct(url, rows, progress)),
    loadDuckDb: async (duckdb) => withProgress(title, rows, async (progress) => loadWideIntoDuckDb(duckdb, rows, progress)),
  };
}

async function loadConduct(url: string, rows: number, progress: (rows: number) => void): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    await client.query(wideSchema());
    for (const slice of wideSlices(rows)) {
      await client.query(slice.sql);
      progress(slice.rows);
    }
  } finally {
    await client.close();
  }
}

async function withProgress(title: string, total: number, work: (progress: (rows: number) => void) => Promise<void>): Promise<void> {
  const progress = new Progress(title, total);
  try {
    await work((rows) => progress.advance(rows));
  } finally {
    progress.stop();
  }
}
