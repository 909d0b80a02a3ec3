/** TPC-H as a workload of `conduct bench`. */
import { tpchQueries } from '../../../bench/tpch/files.js';
import { TPCH_TABLES, unitCount } from '../../../bench/tpch/generator/table.js';
import { loadTpchIntoDuckDb } from '../../../bench/tpch/load-duckdb.js';
import type { Workload } from '../../../bench/workload.js';
import { loadTpch } from '../load-tpch.js';

export function tpchWorkload(scaleFactor: number): Workload {
  const title = `TPC-H, scale factor ${scaleFactor}`;
  return {
    title,
    queries: tpchQueries(scaleFactor),
    tables: TPCH_TABLES,
    probe: { table: 'orders', rows: unitCount('orders', scaleFactor) },
    loadConduct: async (url) => loadTpch(url, { scaleFactor, title, replace: false, connections: null }),
    loadDuckDb: async (duckdb) => loadTpchIntoDuckDb(duckdb, scaleFactor),
  };
}
