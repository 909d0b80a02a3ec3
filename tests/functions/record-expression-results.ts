/**
 * Records what PostgreSQL 15 answers to the expressions of expression-cases.ts or, where the file's name begins with json, of
 * json-cases.ts: `node dist/tests/functions/record-expression-results.js URL FILE`. Each line of the file is [expression, OID of the type, values of the rows] or [expression, SQLSTATE, message]. The database's
 * ctype has to be C.UTF-8, its collation C.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import pg from 'pg';
import { EXPRESSIONS } from './expression-cases.js';
import { JSON_EXPRESSIONS } from './json-cases.js';

const [, , url = '', file = ''] = process.argv;
const client = new pg.Client({ connectionString: url });
await client.connect();
const lines: string[] = [];
for (const expression of basename(file).startsWith('json') ? JSON_EXPRESSIONS : EXPRESSIONS) {
  try {
    const { rows, fields } = await client.query({
      text: `SELECT ${expression} AS v`,
      types: { getTypeParser: () => (text: unknown) => text },
    });
    lines.push(JSON.stringify([expression, fields[0]?.dataTypeID, rows.map((row) => row.v)]));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    lines.push(JSON.stringify([expression, error.code, error.message]));
  }
}
await client.end();
writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
