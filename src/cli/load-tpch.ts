/** Loads TPC-H from the project's own generator: into a running server, or as the sample of a new cluster. */
import { availableParallelism } from 'node:os';
import { tpchSchema } from '../../bench/tpch/files.js';
import { GeneratorThreads } from '../../bench/tpch/generator/generator-threads.js';
import { estimateBytes, TPCH_TABLES, type TpchTable } from '../../bench/tpch/generator/table.js';
import { known } from '../common/assert.js';
import { loadTables, type TableSource } from './load-tables.js';

/** Tables with less text than this come in one part. */
const PART_BYTES_MIN = 16 * 1024 * 1024;

export interface LoadTpchOptions {
  readonly scaleFactor: number;
  /** Shown before the progress bar. */
  readonly title: string;
  /** Drop tables of these names first. */
  readonly replace: boolean;
  /** Connections at once; null: by the machine. */
  readonly connections: number | null;
}

export async function loadTpch(url: string, options: LoadTpchOptions): Promise<void> {
  const connections = options.connections ?? Math.max(2, Math.min(8, availableParallelism()));
  const threads = await GeneratorThreads.start(Math.min(connections, availableParallelism()));
  try {
    const tables = TPCH_TABLES.map((table) => tableSource(table, options.scaleFactor, connections, threads));
    await loadTables(url, tables, { title: options.title, replace: options.replace, connections });
  } finally {
    await threads.stop();
  }
}

function tableSource(table: TpchTable, scaleFactor: number, connections: number, threads: GeneratorThreads): TableSource {
  const bytes = estimateBytes(table, scaleFactor);
  const parts = bytes < PART_BYTES_MIN ? 1 : connections;
  return {
    name: table,
    create: known(tpchSchema().get(table), `schema of ${table}`),
    bytes,
    parts: Array.from({ length: parts }, (_, part) => () => threads.chunks({ table, scaleFactor, part, parts })),
  };
}
