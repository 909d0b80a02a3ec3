/** pg_get_indexdef, pg_get_constraintdef, pg_get_viewdef, pg_get_expr and their like: objects as SQL. */
import { quoteIdentifier } from '../../functions/quoting.js';
import { type Datum, isArrayValue } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import type { CatalogReader } from '../catalog.js';
import type { CatalogSession } from '../catalog-session.js';
import { nameOfOid, oidOfName } from '../object-names.js';
import { partitionKeyText } from '../partition-text.js';
import { catalogIndexes, domainConstraintOid, ruleOid } from '../system/catalog-tables.js';
import {
  constraintDefinition,
  findConstraint,
  findIndex,
  findTableById,
  indexColumn,
  indexDefinition,
  type PrintExpression,
} from '../system/definition-texts.js';
import { foreignKeysOf, foreignKeyText } from '../system/foreign-keys.js';
import { findSystemShape, findSystemShapeById } from '../system-shapes.js';
import type { CatalogCall } from './calls.js';

/** Trees of nodes are SQL texts here: printed as PostgreSQL prints them, where they are expressions over a table. */
const expression: CatalogCall = (session, [text, relation, pretty]) => {
  const table = findTableById(session.catalog, Number(relation)) ?? null;
  const sql = String(text);
  return /^(?:FOR VALUES|DEFAULT$)/.test(sql) ? sql : printer(session, pretty)(sql, table);
};

function printer({ print }: CatalogSession, pretty: Datum | undefined): PrintExpression {
  return (sql, table) => print(sql, table?.columns ?? [], pretty === true);
}

const indexText: CatalogCall = (session, [oid, column, pretty]) => {
  const { catalog } = session;
  const print = printer(session, pretty);
  const index = findIndex(catalog, Number(oid));
  if (index === undefined) return catalogIndex(Number(oid), Number(column ?? 0));
  return column === undefined || column === 0 ? indexDefinition(index, print) : indexColumn(index, Number(column), print);
};

/** An index of the system's own relations. */
function catalogIndex(oid: number, column: number): string | null {
  const row = recordedRow('pg_index', 'indexrelid', oid);
  const shape = findSystemShapeById(Number(row?.indrelid ?? 0));
  const keys = row?.indkey ?? null;
  if (row === undefined || shape === undefined || !isArrayValue(keys)) return null;
  const names = keys.elements.map((number) => shape.columns[Number(number) - 1]?.name ?? '');
  if (column > 0) return names[column - 1] ?? '';
  const name = catalogIndexName(oid);
  return `CREATE ${row.indisunique === true ? 'UNIQUE ' : ''}INDEX ${name} ON ${shape.schema}.${shape.name} USING btree (${names.join(', ')})`;
}

function catalogIndexName(oid: number): string {
  return catalogIndexes().find(({ id }) => id === oid)?.name ?? '';
}

function recordedRow(relation: string, key: string, oid: number): { readonly [column: string]: Datum } | undefined {
  const shape = findSystemShape('pg_catalog', relation);
  const at = shape?.columns.findIndex((column) => column.name === key) ?? -1;
  const row = shape?.recorded().find((each) => each[at] === oid);
  if (shape === undefined || row === undefined) return undefined;
  return Object.fromEntries(shape.columns.map(({ name }, position) => [name, row[position] ?? null]));
}

const constraintText: CatalogCall = (session, [oid, pretty]) => {
  const { catalog, print } = session;
  const found = findConstraint(catalog, Number(oid));
  if (found !== undefined) return constraintDefinition(found.table, found.constraint, printer(session, pretty));
  for (const each of foreignKeysOf(catalog)) {
    if (each.key.id === oid) return foreignKeyText(each, nameOfOid(catalog, session.searchPath, 'regclass', each.key.table) ?? '');
  }
  const domain = domainCheck(catalog, Number(oid));
  if (domain !== undefined) return `CHECK (${print(domain.sql, [{ name: 'value', type: domain.base }], pretty === true)})`;
  const row = recordedRow('pg_constraint', 'oid', Number(oid));
  const shape = findSystemShapeById(Number(row?.conrelid ?? 0));
  const keys = row?.conkey ?? null;
  if (shape === undefined || !isArrayValue(keys)) return null;
  const names = keys.elements.map((number) => shape.columns[Number(number) - 1]?.name ?? '');
  return `${row?.contype === 'p' ? 'PRIMARY KEY' : 'UNIQUE'} (${names.join(', ')})`;
};

function domainCheck(catalog: CatalogReader, oid: number): { readonly sql: string; readonly base: SqlType } | undefined {
  for (const { id, definition } of catalog.types) {
    if (definition.kind !== 'domain') continue;
    const check = definition.checks.find((_, at) => domainConstraintOid(id, at) === oid);
    if (check !== undefined) return { sql: check.expression, base: definition.base };
  }
  return undefined;
}

const viewText: CatalogCall = (session, [given], [type]) => {
  const { catalog, searchPath } = session;
  const oid = type?.kind === 'text' ? Number(oidOfName(catalog, searchPath, 'regclass', String(given))) : Number(given);
  const view = catalog.views.find(({ id }) => id === oid);
  if (view !== undefined) return session.printQuery(view.sql, view.searchPath);
  const stored = findTableById(catalog, oid)?.materialized;
  return stored === undefined ? null : session.printQuery(stored.sql, stored.searchPath);
};

function partitionKey({ catalog }: CatalogSession, [oid]: readonly Datum[]): Datum {
  const table = findTableById(catalog, Number(oid));
  return table?.partitioning === undefined ? null : partitionKeyText(table.partitioning);
}

/** There is none of its kind. */
const none: CatalogCall = () => null;

export const DEFINITION_CALLS: { readonly [name: string]: CatalogCall } = {
  pg_get_expr: expression,
  pg_get_indexdef: indexText,
  pg_get_constraintdef: constraintText,
  pg_get_viewdef: viewText,
  pg_get_ruledef: ({ catalog, printQuery }, [oid]) => {
    const view = catalog.views.find(({ id }) => ruleOid(id) === oid);
    if (view === undefined) return null;
    const name = `${quoteIdentifier(view.schema)}.${quoteIdentifier(view.name)}`;
    return `CREATE RULE "_RETURN" AS\n    ON SELECT TO ${name} DO INSTEAD ${printQuery(view.sql, view.searchPath)}`;
  },
  pg_get_triggerdef: none,
  pg_get_statisticsobjdef: none,
  pg_get_statisticsobjdef_columns: none,
  pg_get_partkeydef: partitionKey,
  pg_get_partition_constraintdef: none,
};
