/** A relation of pg_catalog, information_schema or conduct: its columns, and its rows made from a snapshot. */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { arrayOf, type SqlType, TYPES } from '../types/sql-type.js';
import { typeFromName } from '../types/type-name.js';
import type { CatalogReader } from './catalog.js';
import { SYSTEM_SCHEMAS } from './system-schemas.js';

export interface SystemColumn {
  readonly name: string;
  readonly type: SqlType;
  /** Name in pg_type of the type that PostgreSQL gives it, which we may keep as another one: pg_node_tree is text. */
  readonly declared: string;
  readonly notNull: boolean;
  /** Its collation is "C", not its type's. */
  readonly bytewise: boolean;
}

export interface SystemShape {
  /** PostgreSQL's OID of the relation. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'r' | 'v';
  /** OID of its row type; 0: none. */
  readonly rowType: number;
  /** One for all databases. */
  readonly shared: boolean;
  readonly columns: readonly SystemColumn[];
  /** Rows that every PostgreSQL 15 has. */
  recorded(): SystemRows;
}

export interface SystemRelation extends SystemShape {
  rows(catalog: CatalogReader): SystemRows;
}

export type SystemRows = readonly (readonly Datum[])[];

/** A row leaves out what is NULL. */
export type RowObject = { readonly [column: string]: Datum };

/** Where the rows of a relation come from. */
export interface RowSource {
  rows(catalog: CatalogReader): Iterable<RowObject>;
  /** They depend on who asks, and when: not on the snapshot alone. */
  readonly ofSession?: boolean;
}

/** What PostgreSQL's types are here where there is no such type. */
const STAND_INS: { readonly [declared: string]: SqlType } = {
  char: TYPES.char1,
  pg_node_tree: TYPES.text,
  aclitem: TYPES.text,
  _aclitem: arrayOf(TYPES.text),
  anyarray: TYPES.text,
  inet: TYPES.text,
  pg_lsn: TYPES.text,
  pg_ndistinct: TYPES.text,
  pg_dependencies: TYPES.text,
  pg_mcv_list: TYPES.text,
  _pg_statistic: TYPES.text,
  _char: arrayOf(TYPES.char1),
  // Domains of information_schema.
  sql_identifier: TYPES.name,
  character_data: TYPES.varchar,
  yes_or_no: { kind: 'varchar', length: 3 },
  cardinal_number: TYPES.int4,
  time_stamp: { kind: 'timestamptz', precision: 2 },
};

export function systemType(declared: string): SqlType {
  return STAND_INS[declared] ?? known(typeFromName(declared), `type ${declared} of a system relation`);
}

/** `name:type[!][~]`: NOT NULL, and another collation than the type's. */
export function systemColumn(text: string): SystemColumn {
  const [, name = '', declared = '', notNull, bytewise] = known(/^(\w+):(\w+)(!?)(~?)$/.exec(text), text);
  return { name, type: systemType(declared), declared, notNull: notNull === '!', bytewise: bytewise === '~' };
}

/** What is made once for a snapshot: the next one who asks finds it. */
export function keptPerSnapshot<T>(make: (catalog: CatalogReader) => T): (catalog: CatalogReader) => T {
  const kept = new WeakMap<CatalogReader, { readonly made: T }>();
  return (catalog) => {
    let entry = kept.get(catalog);
    if (entry === undefined) {
      entry = { made: make(catalog) };
      kept.set(catalog, entry);
    }
    return entry.made;
  };
}

/** OID of the bootstrap superuser: the owner of everything. */
export const OWNER = 10;
export const DATABASE_ID = 5;
export const UTF8 = 6;
/** OIDs of collations. */
export const COLLATION = { default: 100, c: 950 } as const;

export function allSchemas(catalog: CatalogReader): readonly { readonly id: number; readonly name: string }[] {
  return [...SYSTEM_SCHEMAS, ...catalog.schemas];
}

export function schemaId(catalog: CatalogReader, name: string): number {
  return known(
    allSchemas(catalog).find((schema) => schema.name === name),
    `schema ${name}`,
  ).id;
}
