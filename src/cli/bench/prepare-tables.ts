/** A workload's tables in a server, and which of its queries are asked for. */
import type { BenchQuery, Workload } from '../../../bench/workload.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { WireClient } from '../wire-client.js';

/** names: empty for all. */
export function chooseQueries(workload: Workload, names: readonly string[]): readonly BenchQuery[] {
  const known = workload.queries.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `no such query: ${unknown}`, {
      hint: `they are named ${known[0]} to ${known.at(-1)}`,
    });
  }
  return workload.queries.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** Loads the tables where there are none; tables of another size would be compared in vain. */
export async function prepareTables(client: WireClient, url: string, { title, tables, probe, loadConduct }: Workload): Promise<void> {
  const names = tables.map((table) => `'${table}'`).join(', ');
  const [found] = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename IN (${names})`);
  if (found === undefined || found.rows.length === 0) {
    const started = performance.now();
    await loadConduct(url);
    console.error(`loaded Conduct in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return;
  }
  const [counted] = await client.query(`SELECT count(*) FROM ${probe.table}`);
  const rows = counted?.rows[0]?.[0];
  if (rows !== String(probe.rows)) {
    throw new ConductError(SQLSTATE.invalidParameterValue, `the server does not hold ${title}: ${probe.table} has ${rows} rows`, {
      hint: `drop ${tables.join(', ')}, or name another server`,
    });
  }
}
