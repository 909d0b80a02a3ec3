/**
 * SQL to printed plan, over the small schema and TPC-H's. CONDUCT_UPDATE_GOLDEN=1 writes the plans anew: read the diff.
 * Every plan is also held to the invariants of check-plan.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { CatalogReader } from '../../src/catalog/catalog.js';
import { printLogical } from '../../src/plan/print-logical.js';
import { checkPlan } from './check-plan.js';
import { bindSql, loadParser, smallCatalog, tpchCatalog, tpchQuery } from './support.js';

const DIRECTORY = join(process.cwd(), 'tests', 'planner', 'golden');
const UPDATE = process.env.CONDUCT_UPDATE_GOLDEN === '1';

interface GoldenCase {
  readonly comment: string;
  readonly sql: string;
  readonly plan: string;
}

/** `-- comment`, the statement, `---`, the plan; cases are separated by an empty line. */
function readCases(file: string): readonly GoldenCase[] {
  return readFileSync(join(DIRECTORY, file), 'utf8')
    .split('\n\n')
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [head = '', plan = ''] = block.trimEnd().split('\n---\n');
      const lines = head.split('\n');
      const comment = lines.filter((line) => line.startsWith('--')).join('\n');
      return { comment, sql: lines.filter((line) => !line.startsWith('--')).join('\n'), plan };
    });
}

function planText(sql: string, catalog: CatalogReader): string {
  const { bound } = bindSql(sql, catalog);
  const plan = bound.kind === 'query' ? bound.plan : bound.kind === 'insert' || bound.kind === 'create-table-as' ? bound.source : undefined;
  if (plan === undefined) throw new Error(`no plan: ${sql}`);
  checkPlan(plan);
  return printLogical(plan);
}

function runFile(file: string, catalog: () => CatalogReader, sqlOf: (text: string) => string): void {
  const cases = readCases(file);
  expect(cases.length).to.be.greaterThan(0);
  const actual = cases.map(({ comment, sql }) => ({ comment, sql, plan: planText(sqlOf(sql), catalog()) }));
  if (UPDATE) {
    const text = actual.map(({ comment, sql, plan }) => `${comment === '' ? '' : `${comment}\n`}${sql}\n---\n${plan}\n`).join('\n');
    writeFileSync(join(DIRECTORY, file), text);
    return;
  }
  for (const [i, { sql, plan }] of actual.entries()) expect(plan, sql).to.equal(cases[i]?.plan);
}

describe('bound plans', () => {
  before(loadParser);

  for (const file of ['select', 'joins', 'grouping', 'subqueries', 'set-operations', 'expressions', 'insert', 'windows']) {
    it(`of ${file} are as recorded`, () => runFile(`plans-${file}.txt`, smallCatalog, (sql) => sql));
  }

  it('of the 22 TPC-H queries are as recorded', () =>
    runFile('plans-tpch.txt', tpchCatalog, (text) => tpchQuery(Number(text.trim().slice(1)))));
});
