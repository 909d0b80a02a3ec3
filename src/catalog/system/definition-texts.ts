/** Objects as statements that would make them: what pg_get_indexdef and its like print. */
import { known } from '../../common/assert.js';
import { quoteIdentifier as quotedName } from '../../functions/quoting.js';
import type { CatalogReader } from '../catalog.js';
import { type KeyConstraint, type TableConstraint, type TableDef, tableOid } from '../table-def.js';
import { type AnyIndex, type AnyIndexKey, allIndexes } from './indexes.js';

/** How an expression's text is printed: its names and types as PostgreSQL has them. `table` null: it names no columns. */
export type PrintExpression = (sql: string, table: TableDef | null) => string;

const asWritten: PrintExpression = (sql) => sql;

/** `CREATE INDEX name ON schema.table USING btree (a, lower(b) DESC) WHERE (c > 0)`. */
export function indexDefinition(index: AnyIndex, print: PrintExpression = asWritten): string {
  const { name, table, method, unique, keys, include, predicate, nullsNotDistinct } = index;
  const only = table.partitioning === undefined ? '' : 'ONLY ';
  const included = include.length === 0 ? '' : ` INCLUDE (${include.map((ordinal) => columnName(table, ordinal)).join(', ')})`;
  const where = predicate === null ? '' : ` WHERE ${print(predicate, table)}`;
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quotedName(name)} ON ${only}${quotedName(table.schema)}.${quotedName(table.name)} USING ${method} (${keys
    .map((key) => keyText(index, key, print))
    .join(', ')})${included}${nullsNotDistinct ? ' NULLS NOT DISTINCT' : ''}${where}`;
}

/** One column of an index (from 1), as pg_get_indexdef(oid, column, pretty): its expression alone. */
export function indexColumn(index: AnyIndex, column: number, print: PrintExpression): string {
  const key = index.keys[column - 1];
  if (key !== undefined) return keyExpression(index, key, print);
  const included = index.include[column - 1 - index.keys.length];
  return included === undefined ? '' : columnName(index.table, included);
}

function keyText(index: AnyIndex, key: AnyIndexKey, print: PrintExpression): string {
  const collation = key.collation === null ? '' : ` COLLATE ${key.collation}`;
  const operatorClass = key.operatorClass === null ? '' : ` ${key.operatorClass}`;
  const direction = key.descending ? ' DESC' : '';
  const nulls = key.nullsFirst === key.descending ? '' : key.nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
  return `${keyExpression(index, key, print)}${collation}${operatorClass}${direction}${nulls}`;
}

function keyExpression({ table }: AnyIndex, { ordinal, sql }: AnyIndexKey, print: PrintExpression): string {
  if (ordinal !== null) return columnName(table, ordinal);
  const text = print(sql, table);
  return /^[\w."]+\(.*\)$/s.test(text) ? text : `(${text})`;
}

function columnName(table: TableDef, ordinal: number): string {
  return quotedName(known(table.columns[ordinal], 'column').name);
}

/** `PRIMARY KEY (a, b)`, `CHECK ((a > 0))`. */
export function constraintDefinition(table: TableDef, constraint: TableConstraint, print: PrintExpression): string {
  if (constraint.kind === 'check') return `CHECK (${print(constraint.expression, table)})`;
  return keyDefinition(table, constraint);
}

function keyDefinition(table: TableDef, { kind, ordinals, nullsNotDistinct }: KeyConstraint): string {
  const what = kind === 'primary' ? 'PRIMARY KEY' : nullsNotDistinct === true ? 'UNIQUE NULLS NOT DISTINCT' : 'UNIQUE';
  return `${what} (${ordinals.map((ordinal) => columnName(table, ordinal)).join(', ')})`;
}

export function findIndex(catalog: CatalogReader, id: number): AnyIndex | undefined {
  return allIndexes(catalog).find((index) => index.id === id);
}

export function findConstraint(
  catalog: CatalogReader,
  id: number,
): { readonly table: TableDef; readonly constraint: TableConstraint } | undefined {
  for (const table of catalog.tables) {
    const constraint = table.constraints?.find((each) => each.id === id);
    if (constraint !== undefined) return { table, constraint };
  }
  return undefined;
}

export function findTableById(catalog: CatalogReader, id: number): TableDef | undefined {
  return catalog.tables.find((table) => tableOid(table) === id);
}
