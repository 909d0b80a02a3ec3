/** Indexes: those of keys and the recorded ones, as pg_index has them. */
import { known } from '../../common/assert.js';
import { arrayValue, type Datum } from '../../types/datum.js';
import { type SqlType, typeOid } from '../../types/sql-type.js';
import type { CatalogReader } from '../catalog.js';
import type { IndexDef } from '../catalog-object.js';
import { type IndexKey, indexParts, ordinalOf } from '../index-parts.js';
import { keptPerSnapshot, type RowObject } from '../system-relation.js';
import { findSystemShape } from '../system-shapes.js';
import { type KeyConstraint, type TableDef, tableOid } from '../table-def.js';
import { methodId } from './all-relations.js';
import { factsOf } from './type-facts.js';

export interface AnyIndexKey extends IndexKey {
  /** Ordinal of the column that it is; null: an expression. */
  readonly ordinal: number | null;
}

/** An index of the user's, whatever made it. */
export interface AnyIndex {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly table: TableDef;
  readonly method: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  /** The constraint that it enforces; null: it was made by CREATE INDEX. */
  readonly constraint: KeyConstraint | null;
  readonly keys: readonly AnyIndexKey[];
  readonly include: readonly number[];
  readonly predicate: string | null;
}

export const allIndexes = keptPerSnapshot((catalog): readonly AnyIndex[] => [...indexesOf(catalog)]);

function* indexesOf(catalog: CatalogReader): Iterable<AnyIndex> {
  for (const table of catalog.tables) {
    for (const constraint of table.constraints ?? []) if (constraint.kind !== 'check') yield keyIndex(table, constraint);
  }
  for (const index of catalog.indexes) {
    const owner = catalog.relationById(index.table);
    if (owner?.kind === 'table') yield recordedIndex(owner.table, index);
  }
}

const PLAIN_KEY = { collation: null, operatorClass: null, descending: false, nullsFirst: false } as const;

function keyIndex(table: TableDef, constraint: KeyConstraint): AnyIndex {
  return {
    id: constraint.id,
    schema: table.schema,
    name: constraint.name,
    table,
    method: 'btree',
    unique: true,
    nullsNotDistinct: constraint.nullsNotDistinct === true,
    constraint: constraint.index === true ? null : constraint,
    keys: keysOf(table, constraint),
    include: [],
    predicate: constraint.computed?.where?.sql ?? null,
  };
}

function keysOf(table: TableDef, { ordinals, computed }: KeyConstraint): readonly AnyIndexKey[] {
  if (computed !== undefined) return computed.values.map(({ sql }) => ({ ...PLAIN_KEY, sql, ordinal: ordinalOf(table, sql) }));
  return ordinals.map((ordinal) => ({ ...PLAIN_KEY, sql: known(table.columns[ordinal], 'column').name, ordinal }));
}

function recordedIndex(table: TableDef, { id, schema, name, method, definition }: IndexDef): AnyIndex {
  const { keys, include, predicate } = indexParts(definition);
  return {
    id,
    schema,
    name,
    table,
    method,
    unique: false,
    nullsNotDistinct: false,
    constraint: null,
    keys: keys.map((key) => ({ ...key, ordinal: ordinalOf(table, key.sql) })),
    include: include.flatMap((column) => ordinalOf(table, column) ?? []),
    predicate,
  };
}

export function indexRow(index: AnyIndex): RowObject {
  const { id, table, unique, keys, include, predicate, constraint, nullsNotDistinct } = index;
  const expressions = keys.filter(({ ordinal }) => ordinal === null).map(({ sql }) => sql);
  const types = keys.map(({ ordinal }) => (ordinal === null ? null : known(table.columns[ordinal], 'column').type));
  return {
    indexrelid: id,
    indrelid: tableOid(table),
    indnatts: keys.length + include.length,
    indnkeyatts: keys.length,
    indisunique: unique,
    indnullsnotdistinct: nullsNotDistinct,
    indisprimary: constraint?.kind === 'primary',
    indisexclusion: false,
    indimmediate: true,
    indisclustered: false,
    indisvalid: true,
    indcheckxmin: false,
    indisready: true,
    indislive: true,
    indisreplident: false,
    indkey: vector([...keys.map(({ ordinal }) => (ordinal === null ? 0 : ordinal + 1)), ...include.map((ordinal) => ordinal + 1)]),
    indcollation: vector(types.map((type) => (type === null ? 0 : factsOf(type).collation))),
    indclass: vector(types.map((type) => (type === null ? 0 : operatorClass(methodId(index.method), type)))),
    indoption: vector(keys.map(({ descending, nullsFirst }) => (descending ? 1 : 0) + (nullsFirst ? 2 : 0))),
    indexprs: expressions.length === 0 ? null : expressions.join(', '),
    indpred: predicate,
  };
}

/** int2vector and oidvector count from 0. */
export function vector(numbers: readonly number[]): Datum {
  return numbers.length === 0 ? arrayValue([]) : { dimensions: [{ length: numbers.length, lower: 0 }], elements: numbers };
}

let defaultClasses: ReadonlyMap<string, number> | null = null;

/** OID of the default operator class of a type. */
function operatorClass(method: number, type: SqlType): number {
  if (defaultClasses === null) {
    const shape = known(findSystemShape('pg_catalog', 'pg_opclass'), 'pg_opclass');
    const at = (name: string): number => shape.columns.findIndex((column) => column.name === name);
    const [oid, access, input, isDefault] = [at('oid'), at('opcmethod'), at('opcintype'), at('opcdefault')];
    const found = shape.recorded().filter((row) => row[isDefault] === true);
    defaultClasses = new Map(found.map((row) => [`${Number(row[access])}/${Number(row[input])}`, Number(row[oid])]));
  }
  return defaultClasses.get(`${method}/${classInput(type)}`) ?? 0;
}

/** OIDs of types whose values are compared as another's. */
function classInput(type: SqlType): number {
  switch (type.kind) {
    case 'varchar':
      return 25;
    case 'array':
      return 2277;
    case 'enum':
      return 3500;
    case 'record':
      return 2249;
    default:
      return typeOid(type);
  }
}
