/** Records what PostgreSQL 15 answers: `node dist/tests/wire/record-exchanges.js postgresql://user@127.0.0.1:5432/db FILES...`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseExchanges, withRecorded } from './exchange-file.js';
import { runExchange, whole } from './run-exchange.js';

const [url = '', ...paths] = process.argv.slice(2);
const { port, username, pathname } = new URL(url);
const target = { port: Number(port), user: username, database: pathname.slice(1) };
for (const path of paths) {
  const text = readFileSync(path, 'utf8');
  const { setup, exchanges } = parseExchanges(text);
  const recorded: string[][] = [];
  for (const exchange of exchanges) recorded.push(...(await runExchange(target, setup, exchange, whole)));
  writeFileSync(path, withRecorded(text, recorded));
  console.log(`${path}: ${exchanges.length} exchanges`);
}
