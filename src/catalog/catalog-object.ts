/** What a catalog holds beside tables. Each object has an OID that is its own for ever, and a schema that it is in. */
import type { EnumLabel, RangeType, SqlType } from '../types/sql-type.js';
import type { RoleDef } from './role-def.js';
import type { TableShape } from './table-def.js';

export interface SchemaDef {
  readonly id: number;
  readonly name: string;
  readonly revision?: number;
}

interface Named {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  /** Catalog version of the last change: set by the store. */
  readonly revision?: number;
}

/** A view is its query's text: it is bound afresh at each use. */
export interface ViewDef extends Named {
  /** Names of its columns, or empty: those of the query. */
  readonly columns: readonly string[];
  readonly sql: string;
  /** Types of the columns when it was made. */
  readonly types?: readonly SqlType[];
  /** The search path that its names are looked up by. Missing: the session's. */
  readonly searchPath?: readonly string[];
  readonly persistence?: 'temporary';
  /** A foreign table: a name for files, made by CREATE FOREIGN TABLE. */
  readonly foreign?: true;
  /** WITH CHECK OPTION: rows that are written through it meet its condition, or those of the views below it, too. */
  readonly checkOption?: 'local' | 'cascaded';
  /** ALTER COLUMN ... SET DEFAULT: for rows that are written through it. SQL by column. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** OIDs of the relations, types and functions in its query. */
  readonly uses?: readonly number[];
}

export interface SequenceDef extends Named {
  readonly type: 'int2' | 'int4' | 'int8';
  readonly start: bigint;
  readonly increment: bigint;
  readonly min: bigint;
  readonly max: bigint;
  readonly cache: number;
  readonly cycle: boolean;
  readonly persistence?: 'temporary' | 'unlogged';
  /** The column that it goes away with. `identity`: it can't be altered by itself. */
  readonly ownedBy?: { readonly table: number; readonly column: string; readonly identity: boolean };
}

/** An index that enforces nothing: recorded, not built. A unique one is a constraint of its table. */
export interface IndexDef extends Named {
  readonly table: number;
  readonly method: string;
  /** The statement's text after the table's name: `USING btree (a, lower(b)) WHERE c > 0`. */
  readonly definition: string;
  readonly ordinals: readonly number[];
  /** Types of the keys that are expressions, in their order. */
  readonly expressions?: readonly SqlType[];
}

export interface TypeDef extends Named {
  /** OID of its array type; 0: it has none. */
  readonly arrayId: number;
  readonly definition: TypeDefinition;
  readonly uses?: readonly number[];
}

export type TypeDefinition =
  | { readonly kind: 'enum'; readonly labels: readonly EnumLabel[] }
  | { readonly kind: 'composite'; readonly fields: readonly { readonly name: string; readonly type: SqlType }[] }
  | { readonly kind: 'range'; readonly subtype: SqlType; readonly multirange: RangeType['multirange'] }
  /** Comes with a range type, and goes with it. */
  | { readonly kind: 'multirange'; readonly range: RangeType }
  | {
      readonly kind: 'domain';
      readonly base: SqlType;
      readonly notNull: boolean;
      readonly default: string | null;
      /** Over VALUE. */
      readonly checks: readonly { readonly name: string; readonly expression: string }[];
    };

/** Types that a call decides. */
export type PolymorphicName =
  | 'anyelement'
  | 'anyarray'
  | 'anynonarray'
  | 'anyenum'
  | 'anycompatible'
  | 'anycompatiblearray'
  | 'anycompatiblenonarray'
  | 'anyrange'
  | 'anymultirange';

/** A value that goes in or out of a function: `type` is unknown where the call decides it. */
export interface FunctionColumn {
  /** Empty: unnamed. */
  readonly name: string;
  readonly type: SqlType;
  readonly polymorphic?: PolymorphicName;
}

/** A function in SQL: its body takes the place of the call. */
export interface FunctionDef extends Named {
  readonly kind: 'function' | 'procedure';
  readonly args: readonly FunctionArgument[];
  readonly returns: SqlType;
  readonly returnsPolymorphic?: PolymorphicName;
  readonly returnsSet: boolean;
  /** RETURNS TABLE and OUT arguments. */
  readonly columns: readonly FunctionColumn[];
  readonly body: string;
  readonly strict: boolean;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  readonly searchPath: readonly string[];
  readonly uses?: readonly number[];
}

export interface FunctionArgument extends FunctionColumn {
  readonly default: string | null;
  readonly variadic: boolean;
}

/** Text about an object (COMMENT ON). `part`: attribute number of a column, else 0. */
export interface CommentDef {
  /** OID of the system relation that describes objects of its kind, such as 1259 (pg_class). */
  readonly classId: number;
  readonly objectId: number;
  readonly part: number;
  readonly text: string;
}

export type CatalogObject =
  | { readonly kind: 'schema'; readonly value: SchemaDef }
  | { readonly kind: 'table'; readonly value: TableShape }
  | { readonly kind: 'view'; readonly value: ViewDef }
  | { readonly kind: 'sequence'; readonly value: SequenceDef }
  | { readonly kind: 'index'; readonly value: IndexDef }
  | { readonly kind: 'type'; readonly value: TypeDef }
  | { readonly kind: 'function'; readonly value: FunctionDef }
  | { readonly kind: 'role'; readonly value: RoleDef };

/** What is in a schema. */
export type SchemaObject = Exclude<CatalogObject, { readonly kind: 'schema' | 'role' }>;

export function isInSchema(object: CatalogObject): object is SchemaObject {
  return object.kind !== 'schema' && object.kind !== 'role';
}

interface ValueOf {
  readonly schema: SchemaDef;
  readonly table: TableShape;
  readonly view: ViewDef;
  readonly sequence: SequenceDef;
  readonly index: IndexDef;
  readonly type: TypeDef;
  readonly function: FunctionDef;
  readonly role: RoleDef;
}

/** The objects of one kind, in their order. */
export function valuesOf<K extends CatalogObject['kind']>(objects: Iterable<CatalogObject>, kind: K): ValueOf[K][] {
  const found: ValueOf[K][] = [];
  for (const object of objects) if (object.kind === kind) found.push(object.value as ValueOf[K]);
  return found;
}
