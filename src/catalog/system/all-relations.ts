/** Everything that has a row in pg_class: the user's tables, views, sequences, indexes and composite types, and what the system has. */
import type { SqlType } from '../../types/sql-type.js';
import { typmodOf } from '../../types/type-name.js';
import type { CatalogReader } from '../catalog.js';
import type { IndexDef } from '../catalog-object.js';
import { indexParts, ordinalOf } from '../index-parts.js';
import { rowTypeOf, rowTypeOid } from '../row-type.js';
import type { SystemShape } from '../system-relation.js';
import { COLLATION, keptPerSnapshot } from '../system-relation.js';
import { systemShapes } from '../system-shapes.js';
import { type KeyConstraint, type TableDef, tableOid } from '../table-def.js';
import { builtInType, columnTypeOid, factsOf, typeFacts } from './type-facts.js';

export interface AnyColumn {
  readonly name: string;
  readonly type: SqlType;
  /** In pg_type. */
  readonly typeOid: number;
  readonly typmod: number;
  readonly collation: number;
  readonly notNull: boolean;
  readonly default?: string;
  readonly generated?: 'stored';
  readonly identity?: 'always' | 'by default';
  readonly inherited?: boolean;
}

export interface AnyRelation {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'p' | 'v' | 'f' | 'm' | 'S' | 'i' | 'I' | 'c';
  readonly columns: readonly AnyColumn[];
  readonly rowType: number;
  readonly persistence: 'p' | 't' | 'u';
  /** Of an index: its access method. */
  readonly method: number;
  readonly shared: boolean;
  readonly table: TableDef | null;
}

const PLAIN = { columns: [], rowType: 0, persistence: 'p', method: 0, shared: false, table: null } as const;

/** OIDs of access methods. */
const METHODS: Readonly<Record<string, number>> = { btree: 403, hash: 405, gist: 783, gin: 2742, spgist: 4000, brin: 3580 };

export function methodId(name: string): number {
  return METHODS[name] ?? 0;
}

export const allRelations = keptPerSnapshot((catalog): readonly AnyRelation[] => [...userRelations(catalog), ...systemPart()]);

let system: readonly AnyRelation[] | null = null;

function systemPart(): readonly AnyRelation[] {
  system ??= systemShapes().map(systemRelation);
  return system;
}

function* userRelations(catalog: CatalogReader): Iterable<AnyRelation> {
  for (const table of catalog.tables) {
    yield tableRelation(table);
    for (const constraint of table.constraints ?? []) if (constraint.kind !== 'check') yield keyRelation(table, constraint);
  }
  for (const { id, schema, name, columns: names, types, persistence, foreign } of catalog.views) {
    const columns = names.flatMap((column, at) => (types?.[at] === undefined ? [] : [plainColumn(column, types[at])]));
    yield {
      ...PLAIN,
      id,
      schema,
      name,
      kind: foreign === true ? 'f' : 'v',
      columns,
      rowType: rowTypeOid({ id }),
      persistence: persistence === undefined ? 'p' : 't',
    };
  }
  for (const { id, schema, name, persistence } of catalog.sequences) {
    const columns = SEQUENCE_COLUMNS.map(([column, type]) => ({ ...plainColumn(column, type), notNull: true }));
    yield { ...PLAIN, id, schema, name, kind: 'S', columns, persistence: persistenceLetter(persistence) };
  }
  for (const index of catalog.indexes) {
    const owner = catalog.relationById(index.table);
    if (owner?.kind === 'table') yield indexRelation(owner.table, index);
  }
  for (const { id, schema, name, definition } of catalog.types) {
    if (definition.kind !== 'composite') continue;
    const columns = definition.fields.map((field) => plainColumn(field.name, field.type));
    yield { ...PLAIN, id, schema, name, kind: 'c', columns, rowType: id };
  }
}

const SEQUENCE_COLUMNS: readonly (readonly [string, SqlType])[] = [
  ['last_value', { kind: 'int8' }],
  ['log_cnt', { kind: 'int8' }],
  ['is_called', { kind: 'bool' }],
];

export function plainColumn(name: string, type: SqlType): AnyColumn {
  const { collation } = factsOf(type.kind === 'array' ? type.element : type);
  return { name, type, typeOid: columnTypeOid({ type }), typmod: typmodOf(type), collation, notNull: false };
}

function persistenceLetter(persistence: TableDef['persistence']): 'p' | 't' | 'u' {
  return persistence === 'temporary' ? 't' : persistence === 'unlogged' ? 'u' : 'p';
}

function tableRelation(table: TableDef): AnyRelation {
  const kind = table.materialized !== undefined ? 'm' : table.partitioning !== undefined ? 'p' : 'r';
  return {
    ...PLAIN,
    id: tableOid(table),
    schema: table.schema,
    name: table.name,
    kind,
    columns: table.columns.map((column) => ({ ...column, ...plainColumn(column.name, column.type), ...ofTable(table, column) })),
    rowType: rowTypeOf(table).named?.oid ?? 0,
    persistence: persistenceLetter(table.persistence),
    table,
  };
}

function ofTable(table: TableDef, column: TableDef['columns'][number]): Pick<AnyColumn, 'typeOid' | 'notNull'> & { inherited: boolean } {
  return { typeOid: columnTypeOid(column), notNull: column.notNull, inherited: (table.inherits ?? []).length > 0 };
}

function keyRelation(table: TableDef, constraint: KeyConstraint): AnyRelation {
  const columns = keyColumns(table, constraint);
  const kind = table.partitioning === undefined ? 'i' : 'I';
  const { schema, persistence } = table;
  return {
    ...PLAIN,
    id: constraint.id,
    schema,
    name: constraint.name,
    kind,
    columns,
    method: methodId('btree'),
    persistence: persistenceLetter(persistence),
  };
}

function keyColumns(table: TableDef, { ordinals, computed }: KeyConstraint): readonly AnyColumn[] {
  if (computed === undefined) return ordinals.flatMap((ordinal) => keyColumn(table, ordinal));
  return computed.values.flatMap(({ sql, expr }) => {
    const ordinal = ordinalOf(table, sql);
    return ordinal === null ? [plainColumn(expressionName(sql), expr.type)] : keyColumn(table, ordinal);
  });
}

/** An expression is called after its function. */
function expressionName(sql: string): string {
  return /^\(?(\w+)\(/.exec(sql)?.[1] ?? 'expr';
}

function keyColumn(table: TableDef, ordinal: number): readonly AnyColumn[] {
  const column = table.columns[ordinal];
  return column === undefined ? [] : [{ ...plainColumn(column.name, column.type), typeOid: columnTypeOid(column) }];
}

function indexRelation(table: TableDef, index: IndexDef): AnyRelation {
  const columns = indexColumns(table, index);
  const kind = table.partitioning === undefined ? 'i' : 'I';
  const { id, schema, name, method } = index;
  return { ...PLAIN, id, schema, name, kind, columns, method: methodId(method), persistence: persistenceLetter(table.persistence) };
}

/** In the order of the keys; those that are expressions are named after their function. */
function indexColumns(table: TableDef, { definition, expressions = [] }: IndexDef): readonly AnyColumn[] {
  const { keys, include } = indexParts(definition);
  const types = [...expressions];
  return [...keys.map(({ sql }) => sql), ...include].flatMap((sql) => {
    const ordinal = ordinalOf(table, sql);
    if (ordinal !== null) return keyColumn(table, ordinal);
    const type = types.shift();
    return type === undefined ? [] : [plainColumn(expressionName(sql), type)];
  });
}

function systemRelation(relation: SystemShape): AnyRelation {
  const { id, schema, name, kind, rowType, shared } = relation;
  const columns = relation.columns.map((column): AnyColumn => {
    const typeOid = builtInType(column.declared);
    const own = typeFacts(typeOid)?.collation ?? 0;
    const element = typeFacts(typeFacts(typeOid)?.element ?? 0)?.collation ?? 0;
    const collation = column.bytewise ? COLLATION.c : own !== 0 ? own : element;
    return { name: column.name, type: column.type, typeOid, typmod: -1, collation, notNull: column.notNull };
  });
  return { ...PLAIN, id, schema, name, kind, columns, rowType, shared };
}
