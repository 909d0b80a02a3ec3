/**
 * Records what PostgreSQL 15 answers to made-up regular expressions: `node dist/tests/functions/record-regex-results.js URL FILE`. Each
 * line of the file is [pattern, flags, text, result], the result being what regexp_matches gives, or an error's message. The
 * database's ctype has to be C.UTF-8.
 */
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { EDGE_CASES, randomCases } from './regex-cases.js';

const [, , url = '', file = ''] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
const lines: string[] = [];
for (const [pattern, flags, text] of [...EDGE_CASES, ...randomCases(6000)]) {
  let result: unknown;
  try {
    const sql = "SELECT coalesce(json_agg(m), '[]') AS j FROM regexp_matches($1, $2, $3) AS m";
    result = (await client.query({ text: sql, values: [text, pattern, flags] })).rows[0].j;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    result = error.message;
  }
  lines.push(JSON.stringify([pattern, flags, text, result]));
}
await client.end();
writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
