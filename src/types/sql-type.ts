/**
 * SQL types as the binder sees them, with PostgreSQL's real OIDs. A type is a readonly plain object; two types are
 * equal when their fields are. `unknown` is the type of an untyped string literal or parameter before coercion.
 */

export type SqlType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'int2' }
  | { readonly kind: 'int4' }
  | { readonly kind: 'int8' }
  | { readonly kind: 'float4' }
  | { readonly kind: 'float8' }
  /** precision null: unconstrained. With a precision, the scale is known (0 where the user gave none). */
  | { readonly kind: 'numeric'; readonly precision: number | null; readonly scale: number | null }
  | { readonly kind: 'text' }
  | { readonly kind: 'varchar'; readonly length: number | null }
  /** bpchar: blank padded; length null only for the typmod-less bpchar. */
  | { readonly kind: 'char'; readonly length: number | null }
  | { readonly kind: 'name' }
  | { readonly kind: 'oid' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'interval' }
  | { readonly kind: 'unknown' };

export type TypeKind = SqlType['kind'];

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
  name: { kind: 'name' },
  oid: { kind: 'oid' },
  date: { kind: 'date' },
  timestamp: { kind: 'timestamp' },
  interval: { kind: 'interval' },
  unknown: { kind: 'unknown' },
} as const satisfies Record<string, SqlType>;

/** OIDs of pg_type, the same in every PostgreSQL since 7. */
export const TYPE_OIDS: { readonly [K in TypeKind]: number } = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  oid: 26,
  float4: 700,
  float8: 701,
  unknown: 705,
  char: 1042,
  varchar: 1043,
  date: 1082,
  timestamp: 1114,
  interval: 1186,
  numeric: 1700,
  name: 19,
};

export function sameType(a: SqlType, b: SqlType): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'numeric' && b.kind === 'numeric') return a.precision === b.precision && a.scale === b.scale;
  if ((a.kind === 'varchar' && b.kind === 'varchar') || (a.kind === 'char' && b.kind === 'char')) return a.length === b.length;
  return true;
}
