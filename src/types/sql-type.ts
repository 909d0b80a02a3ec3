/**
 * SQL types as the binder sees them, with PostgreSQL's real OIDs. A type is a readonly plain object; two types are
 * equal when their fields are. `unknown` is the type of an untyped string literal or parameter before coercion.
 */

/** A label of an enum: `code` is its value, in the order of the labels, with gaps for labels that are added in between. */
export interface EnumLabel {
  readonly code: number;
  readonly label: string;
}

export interface ArrayType {
  readonly kind: 'array';
  /** Never an array itself: all arrays of a type are one type, whatever their dimensions. */
  readonly element: SqlType;
}

export interface EnumType {
  readonly kind: 'enum';
  readonly oid: number;
  readonly arrayOid: number;
  readonly schema: string;
  readonly name: string;
  /** In their order. */
  readonly labels: readonly EnumLabel[];
}

export interface RecordField {
  readonly name: string;
  readonly type: SqlType;
}

export interface RecordType {
  readonly kind: 'record';
  readonly fields: readonly RecordField[];
  /** A composite type (also the row type of a table), or null: an anonymous record, as ROW(...) makes it. */
  readonly named: { readonly oid: number; readonly arrayOid: number; readonly schema: string; readonly name: string } | null;
}

/** An interval of values of another type: int4range, or what CREATE TYPE ... AS RANGE made. */
export interface RangeType {
  readonly kind: 'range';
  readonly oid: number;
  readonly arrayOid: number;
  readonly schema: string;
  readonly name: string;
  readonly subtype: SqlType;
  /** The type of lists of such ranges that comes with it. */
  readonly multirange: { readonly oid: number; readonly arrayOid: number; readonly name: string };
}

export interface MultirangeType {
  readonly kind: 'multirange';
  readonly range: RangeType;
}

export type SqlType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'int2' }
  | { readonly kind: 'int4' }
  | { readonly kind: 'int8' }
  | { readonly kind: 'float4' }
  | { readonly kind: 'float8' }
  /** precision null: unconstrained. With a precision, the scale is known (0 where the user gave none). */
  | {
      readonly kind: 'numeric';
      readonly precision: number | null;
      readonly scale: number | null;
      /** In plans whose numerics may have any length (optimizer/wide-numerics.ts): how values are kept, no other type. */
      readonly wide?: true;
    }
  | { readonly kind: 'text' }
  | { readonly kind: 'varchar'; readonly length: number | null }
  /** bpchar: blank padded; length null only for the typmod-less bpchar. */
  | { readonly kind: 'char'; readonly length: number | null }
  /** "char": one byte. */
  | { readonly kind: 'char1' }
  | { readonly kind: 'name' }
  | { readonly kind: 'bytea' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'json' }
  | { readonly kind: 'jsonb' }
  | { readonly kind: 'jsonpath' }
  | { readonly kind: 'bit'; readonly length: number | null }
  | { readonly kind: 'varbit'; readonly length: number | null }
  | { readonly kind: 'oid' }
  | { readonly kind: 'regproc' }
  | { readonly kind: 'regprocedure' }
  | { readonly kind: 'regoper' }
  | { readonly kind: 'regoperator' }
  | { readonly kind: 'regclass' }
  | { readonly kind: 'regtype' }
  | { readonly kind: 'regconfig' }
  | { readonly kind: 'regnamespace' }
  | { readonly kind: 'regrole' }
  | { readonly kind: 'regcollation' }
  | { readonly kind: 'xid' }
  | { readonly kind: 'cid' }
  | { readonly kind: 'tid' }
  | { readonly kind: 'int2vector' }
  | { readonly kind: 'oidvector' }
  | { readonly kind: 'inet' }
  | { readonly kind: 'cidr' }
  | { readonly kind: 'macaddr' }
  | { readonly kind: 'macaddr8' }
  | { readonly kind: 'pg_lsn' }
  | { readonly kind: 'xid8' }
  | { readonly kind: 'money' }
  | { readonly kind: 'point' }
  | { readonly kind: 'lseg' }
  | { readonly kind: 'path' }
  | { readonly kind: 'box' }
  | { readonly kind: 'polygon' }
  | { readonly kind: 'line' }
  | { readonly kind: 'circle' }
  | { readonly kind: 'date' }
  /** precision: digits of the fraction of a second; absent: all six. */
  | { readonly kind: 'time'; readonly precision?: number }
  | { readonly kind: 'timetz'; readonly precision?: number }
  | { readonly kind: 'timestamp'; readonly precision?: number }
  | { readonly kind: 'timestamptz'; readonly precision?: number }
  /** fields: those that a declaration such as `interval year to month` has (a mask of INTERVAL_FIELDS); absent: all. */
  | { readonly kind: 'interval'; readonly fields?: number; readonly precision?: number }
  | ArrayType
  | EnumType
  | RecordType
  | RangeType
  | MultirangeType
  | { readonly kind: 'void' }
  | { readonly kind: 'unknown' };

export type TypeKind = SqlType['kind'];

/** Kinds that are one type (but for modifiers). */
export type ScalarKind = Exclude<TypeKind, 'array' | 'enum' | 'record' | 'range' | 'multirange'>;

export const TYPES = {
  bool: { kind: 'bool' },
  int2: { kind: 'int2' },
  int4: { kind: 'int4' },
  int8: { kind: 'int8' },
  float4: { kind: 'float4' },
  float8: { kind: 'float8' },
  numeric: { kind: 'numeric', precision: null, scale: null },
  text: { kind: 'text' },
  varchar: { kind: 'varchar', length: null },
  bpchar: { kind: 'char', length: null },
  char1: { kind: 'char1' },
  name: { kind: 'name' },
  bytea: { kind: 'bytea' },
  uuid: { kind: 'uuid' },
  json: { kind: 'json' },
  jsonb: { kind: 'jsonb' },
  jsonpath: { kind: 'jsonpath' },
  bit: { kind: 'bit', length: null },
  varbit: { kind: 'varbit', length: null },
  oid: { kind: 'oid' },
  regproc: { kind: 'regproc' },
  regprocedure: { kind: 'regprocedure' },
  regoper: { kind: 'regoper' },
  regoperator: { kind: 'regoperator' },
  regclass: { kind: 'regclass' },
  regtype: { kind: 'regtype' },
  regconfig: { kind: 'regconfig' },
  regnamespace: { kind: 'regnamespace' },
  regrole: { kind: 'regrole' },
  regcollation: { kind: 'regcollation' },
  xid: { kind: 'xid' },
  cid: { kind: 'cid' },
  tid: { kind: 'tid' },
  int2vector: { kind: 'int2vector' },
  oidvector: { kind: 'oidvector' },
  inet: { kind: 'inet' },
  cidr: { kind: 'cidr' },
  macaddr: { kind: 'macaddr' },
  macaddr8: { kind: 'macaddr8' },
  pg_lsn: { kind: 'pg_lsn' },
  xid8: { kind: 'xid8' },
  money: { kind: 'money' },
  point: { kind: 'point' },
  lseg: { kind: 'lseg' },
  path: { kind: 'path' },
  box: { kind: 'box' },
  polygon: { kind: 'polygon' },
  line: { kind: 'line' },
  circle: { kind: 'circle' },
  date: { kind: 'date' },
  time: { kind: 'time' },
  timetz: { kind: 'timetz' },
  timestamp: { kind: 'timestamp' },
  timestamptz: { kind: 'timestamptz' },
  interval: { kind: 'interval' },
  record: { kind: 'record', fields: [], named: null },
  void: { kind: 'void' },
  unknown: { kind: 'unknown' },
} as const satisfies Record<string, SqlType>;

/** OIDs of pg_type, the same in every PostgreSQL since 7. */
export const TYPE_OIDS: { readonly [K in ScalarKind | 'record']: number } = {
  bool: 16,
  bytea: 17,
  char1: 18,
  name: 19,
  int8: 20,
  int2: 21,
  int2vector: 22,
  int4: 23,
  regproc: 24,
  text: 25,
  oid: 26,
  tid: 27,
  xid: 28,
  cid: 29,
  oidvector: 30,
  inet: 869,
  cidr: 650,
  macaddr: 829,
  macaddr8: 774,
  pg_lsn: 3220,
  xid8: 5069,
  money: 790,
  point: 600,
  lseg: 601,
  path: 602,
  box: 603,
  polygon: 604,
  line: 628,
  circle: 718,
  json: 114,
  float4: 700,
  float8: 701,
  unknown: 705,
  char: 1042,
  varchar: 1043,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  timetz: 1266,
  bit: 1560,
  varbit: 1562,
  numeric: 1700,
  regprocedure: 2202,
  regoper: 2203,
  regoperator: 2204,
  regclass: 2205,
  regtype: 2206,
  record: 2249,
  void: 2278,
  uuid: 2950,
  regconfig: 3734,
  jsonb: 3802,
  jsonpath: 4072,
  regnamespace: 4089,
  regrole: 4096,
  regcollation: 4191,
};

/** OIDs of the array types; 0: there is none. */
export const ARRAY_OIDS: { readonly [K in ScalarKind | 'record']: number } = {
  bool: 1000,
  bytea: 1001,
  char1: 1002,
  name: 1003,
  int8: 1016,
  int2: 1005,
  int2vector: 1006,
  int4: 1007,
  regproc: 1008,
  text: 1009,
  oid: 1028,
  tid: 1010,
  xid: 1011,
  cid: 1012,
  oidvector: 1013,
  inet: 1041,
  cidr: 651,
  macaddr: 1040,
  macaddr8: 775,
  pg_lsn: 3221,
  xid8: 271,
  money: 791,
  point: 1017,
  lseg: 1018,
  path: 1019,
  box: 1020,
  polygon: 1027,
  line: 629,
  circle: 719,
  json: 199,
  float4: 1021,
  float8: 1022,
  unknown: 0,
  char: 1014,
  varchar: 1015,
  date: 1182,
  time: 1183,
  timestamp: 1115,
  timestamptz: 1185,
  interval: 1187,
  timetz: 1270,
  bit: 1561,
  varbit: 1563,
  numeric: 1231,
  regprocedure: 2207,
  regoper: 2208,
  regoperator: 2209,
  regclass: 2210,
  regtype: 2211,
  record: 2287,
  void: 0,
  uuid: 2951,
  regconfig: 3735,
  jsonb: 3807,
  jsonpath: 4073,
  regnamespace: 4090,
  regrole: 4097,
  regcollation: 4192,
};

export function arrayOf(element: SqlType): ArrayType {
  return element.kind === 'array' ? element : { kind: 'array', element };
}

/** The type's OID in pg_type. */
export function typeOid(type: SqlType): number {
  switch (type.kind) {
    case 'array':
      return arrayTypeOid(type.element);
    case 'enum':
      return type.oid;
    case 'record':
      return type.named?.oid ?? TYPE_OIDS.record;
    case 'range':
      return type.oid;
    case 'multirange':
      return type.range.multirange.oid;
    default:
      return TYPE_OIDS[type.kind];
  }
}

function arrayTypeOid(element: SqlType): number {
  switch (element.kind) {
    case 'array':
      return arrayTypeOid(element.element);
    case 'enum':
      return element.arrayOid;
    case 'record':
      return element.named?.arrayOid ?? ARRAY_OIDS.record;
    case 'range':
      return element.arrayOid;
    case 'multirange':
      return element.range.multirange.arrayOid;
    default:
      return ARRAY_OIDS[element.kind];
  }
}

export function sameType(a: SqlType, b: SqlType): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'numeric':
      return b.kind === 'numeric' && a.precision === b.precision && a.scale === b.scale;
    case 'varchar':
    case 'char':
    case 'bit':
    case 'varbit':
      return b.kind === a.kind && a.length === b.length;
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return b.kind === a.kind && a.precision === b.precision;
    case 'interval':
      return b.kind === 'interval' && a.fields === b.fields && a.precision === b.precision;
    case 'array':
      return b.kind === 'array' && sameType(a.element, b.element);
    case 'enum':
      return b.kind === 'enum' && a.oid === b.oid;
    case 'record':
      return b.kind === 'record' && sameRecord(a, b);
    case 'range':
      return b.kind === 'range' && a.oid === b.oid;
    case 'multirange':
      return b.kind === 'multirange' && a.range.oid === b.range.oid;
    default:
      return a.kind === b.kind;
  }
}

function sameRecord(a: RecordType, b: RecordType): boolean {
  if (a.named !== null || b.named !== null) return a.named?.oid === b.named?.oid;
  if (a.fields.length !== b.fields.length) return false;
  return a.fields.every((field, index) => {
    const other = b.fields[index];
    return other !== undefined && field.name === other.name && sameType(field.type, other.type);
  });
}

/** True for the kinds whose values are OIDs: unsigned 32-bit integers that may print as names. */
export function isOidKind(kind: TypeKind): boolean {
  return kind === 'oid' || kind === 'xid' || kind === 'cid' || kind.startsWith('reg');
}
