/**
 * Records what PostgreSQL 15 prints: `node dist/tests/processes/psql-describe/record-psql-describe.js postgresql://conduct@host:port/conduct`, a fresh
 * database named conduct whose bootstrap superuser is conduct, with lc_collate C and lc_ctype C.UTF-8.
 */
import { writeFileSync } from 'node:fs';
import { commands, outputs, prepareSchema, testFile, writeSections } from './describe.js';

const url = process.argv[2] ?? '';
prepareSchema(url);
const list = commands();
const texts = outputs(url, list);
writeFileSync(testFile('postgres.txt'), writeSections(list.map((command, i) => [command, texts[i] ?? ''])));
