/** Records what PostgreSQL 15 answers to DATETIME_CASES: `node dist/tests/functions/record-datetime-results.js URL FILE`. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { DATETIME_CASES, DATETIME_STYLES } from './datetime-cases.js';
import { caseSql } from './postgres-cases.js';

const [, , url = '', file = ''] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
const texts: string[] = [];
const indexes = new Map<string, number>();
/** Most answers come many times over: each is kept once. */
const results: number[][] = [];
for (const { timeZone, dateOutput, dateOrder, intervalStyle } of DATETIME_STYLES) {
  await client.query(`SET timezone = '${timeZone}'; SET datestyle = '${dateOutput}, ${dateOrder}'; SET intervalstyle = '${intervalStyle}'`);
  const list: number[] = [];
  for (const each of DATETIME_CASES) {
    const answer = JSON.stringify(await answerTo(caseSql(each)));
    const known = indexes.get(answer) ?? texts.length;
    if (known === texts.length) texts.push(answer);
    indexes.set(answer, known);
    list.push(known);
  }
  results.push(list);
}
await client.end();
const hash = createHash('sha256').update(DATETIME_CASES.map(caseSql).join('\n')).digest('hex');
const lists = results.map((list) => JSON.stringify(list).replace(/((?:\d+,){24})/g, '$1\n'));
writeFileSync(file, `{"cases": "${hash}", "answers": [\n${texts.join(',\n')}\n], "results": [\n${lists.join(',\n')}\n]}\n`);

async function answerTo(sql: string): Promise<readonly [string, string | null]> {
  try {
    const { rows } = await client.query({
      text: `SELECT format_type(pg_typeof(v)::oid, NULL) AS t, v FROM (SELECT ${sql} AS v) AS q`,
      types: { getTypeParser: () => (text: unknown) => text },
    });
    return [rows[0].t, rows[0].v];
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return [String(error.code), error.message];
  }
}
