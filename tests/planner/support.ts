/** A small schema and TPC-H's, made from their DDL by the binder itself, and short forms of binding and of expecting errors. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type CatalogReader, MemoryCatalog } from '../../src/catalog/catalog.js';
import type { TableDef } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { ConductError } from '../../src/common/errors.js';
import { printLogical } from '../../src/plan/print-logical.js';
import { type BindResult, bind } from '../../src/planner/bind.js';
import type { Statement } from '../../src/sql/ast.js';
import { initParser, parse } from '../../src/sql/parse.js';
import type { SqlType } from '../../src/types/sql-type.js';

export const SMALL_SCHEMA = `
  create table t (a int primary key, b int, c text, d date, n numeric(15,2));
  create table u (x int not null, y bigint, z varchar(10), f float8);
  create table k (id bigint, part int2, label char(5), at timestamp, flag bool, primary key (id, part));
`;

export const TPCH_DIRECTORY = join(process.cwd(), 'bench', 'tpch');

export async function loadParser(): Promise<void> {
  await initParser();
}

export function parseOne(sql: string): Statement {
  const [statement] = parse(sql, 'postgres');
  if (statement === undefined) throw new Error(`no statement in ${sql}`);
  return statement;
}

export function catalogOf(ddl: string): MemoryCatalog {
  const tables: TableDef[] = [];
  for (const statement of parse(ddl, 'postgres')) {
    const { bound } = bind(statement, { catalog: new MemoryCatalog({ tables }), parameterTypes: [], settings: new Map() });
    const change = bound.kind === 'definition' ? bound.changes[0] : undefined;
    if (change?.kind !== 'create' || change.object.kind !== 'table') throw new Error('only CREATE TABLE makes a catalog');
    const made = change.object.value;
    tables.push({
      id: 16_384 + tables.length,
      schema: made.schema,
      name: made.name,
      columns: made.columns,
      primaryKey: made.primaryKey,
      distribution: { kind: 'random' },
      placement: [],
      version: 1,
      stats: emptyStats(made.columns),
    });
  }
  return new MemoryCatalog({ version: 1, tables });
}

let small: MemoryCatalog | undefined;
let tpch: MemoryCatalog | undefined;

export function smallCatalog(): MemoryCatalog {
  small ??= catalogOf(SMALL_SCHEMA);
  return small;
}

export function tpchCatalog(): MemoryCatalog {
  tpch ??= catalogOf(readFileSync(join(TPCH_DIRECTORY, 'schema.sql'), 'utf8'));
  return tpch;
}

export function tpchQuery(number: number): string {
  return readFileSync(join(TPCH_DIRECTORY, 'queries', `q${number}.sql`), 'utf8');
}

export function bindSql(sql: string, catalog: CatalogReader = smallCatalog(), types: readonly (SqlType | null)[] = []): BindResult {
  return bind(parseOne(sql), { catalog, parameterTypes: types, settings: new Map() });
}

/** The printed plan of a query or of an INSERT's source. */
export function planOf(sql: string, catalog: CatalogReader = smallCatalog()): string {
  const { bound } = bindSql(sql, catalog);
  switch (bound.kind) {
    case 'query':
      return printLogical(bound.plan);
    case 'insert':
    case 'create-table-as':
      return printLogical(bound.source);
    default:
      throw new Error(`no plan in ${bound.kind}`);
  }
}

/** The position is given by a caret: `select |x from t`. */
export function expectError(marked: string, code: string, message: string | RegExp, hint?: string): void {
  const position = marked.indexOf('|');
  const sql = marked.replace('|', '');
  let caught: unknown;
  try {
    bindSql(sql);
  } catch (error) {
    caught = error;
  }
  expect(caught, `no error: ${sql}`).to.be.instanceOf(ConductError);
  if (!(caught instanceof ConductError)) return;
  expect(`${caught.code} ${caught.message}`, sql).to.match(
    typeof message === 'string' ? new RegExp(`^${code} ${escapeRegExp(message)}$`) : new RegExp(`^${code} .*${message.source}`),
  );
  if (position >= 0) expect(caught.position, `position of: ${sql}`).to.equal(position);
  if (hint !== undefined) expect(caught.hint, `hint of: ${sql}`).to.equal(hint);
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
