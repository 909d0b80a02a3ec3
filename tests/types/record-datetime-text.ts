/** Records what PostgreSQL 15 makes of datetime-text-cases.ts: `node dist/tests/types/record-datetime-text.js URL FILE`. */
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { STYLES, TEXTS } from './datetime-text-cases.js';

const [, , url = '', file = ''] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
// One transaction each would have a time of its own: what is read as of today has the day of the recording.
const { rows } = await client.query(
  "SELECT (extract(epoch FROM date_trunc('second', now()) - '2000-01-01 00:00+00') * 1000000)::bigint AS now",
);
const results: string[] = [];
for (const { timeZone, dateOutput, dateOrder, intervalStyle } of STYLES) {
  await client.query(`SET timezone = '${timeZone}'; SET datestyle = '${dateOutput}, ${dateOrder}'; SET intervalstyle = '${intervalStyle}'`);
  for (const [type, texts] of TEXTS) {
    for (const text of texts) {
      try {
        const answer = await client.query(`SELECT CAST(CAST('${text.replaceAll("'", "''")}' AS ${type}) AS text) AS v`);
        results.push(JSON.stringify(answer.rows[0].v));
      } catch (error) {
        if (!(error instanceof Error) || !('code' in error)) throw error;
        results.push(JSON.stringify([error.code, error.message, 'hint' in error ? (error.hint ?? null) : null]));
      }
    }
  }
}
await client.end();
writeFileSync(file, `{"nowMicros": ${rows[0].now}, "results": [\n${results.join(',\n')}\n]}\n`);
