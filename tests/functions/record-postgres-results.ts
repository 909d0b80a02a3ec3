/**
 * Records what PostgreSQL 15 answers to every case: `node dist/tests/functions/record-postgres-results.js URL FILE`. Each
 * line of the file is [type, text] or [SQLSTATE, message]. The database's ctype has to be C.UTF-8, its collation C.
 */
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { CASES, caseSql, casesHash } from './postgres-cases.js';

const [, , url = '', file = ''] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
const lines: string[] = [];
for (const each of CASES) {
  const sql = caseSql(each);
  try {
    const { rows } = await client.query({
      text: `SELECT format_type(pg_typeof(v)::oid, NULL) AS t, v FROM (SELECT ${sql} AS v) AS q`,
      types: { getTypeParser: () => (text: unknown) => text },
    });
    lines.push(JSON.stringify([rows[0].t, rows[0].v]));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    lines.push(JSON.stringify([error.code, error.message]));
  }
}
await client.end();
// The hash ties the results to the cases: whoever edits these has to record again.
writeFileSync(file, `{"cases": "${casesHash()}", "results": [\n${lines.join(',\n')}\n]}\n`);
