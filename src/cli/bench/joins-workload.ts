/** The join workload of `conduct bench`: both engines make the rows by the same SQL. */
import { joinQueries } from '../../../bench/joins/queries.js';
import { joinTables } from '../../../bench/joins/tables.js';
import type { Workload } from '../../../bench/workload.js';
import { known } from '../../common/assert.js';
import { WireClient } from '../wire-client.js';

export function joinsWorkload(scale: number): Workload {
  const tables = joinTables(scale);
  const { name, rows } = known(
    tables.find((table) => table.name === 'scans'),
    'facts',
  );
  return {
    title: `joins, scale ${scale}`,
    queries: joinQueries(),
    tables: tables.map((table) => table.name),
    probe: { table: name, rows },
    loadConduct: async (url) => {
      const client = await WireClient.connect(url);
      try {
        for (const table of tables) {
          await client.query(`${table.create} with (${table.distribution})`);
          await client.query(`insert into ${table.name} ${table.select}`);
        }
      } finally {
        await client.close();
      }
    },
    loadDuckDb: async (duckdb) => {
      for (const table of tables) {
        await duckdb.run(table.create);
        await duckdb.run(`insert into ${table.name} ${table.select}`);
      }
    },
  };
}
