/**
 * Names, modifiers and wire sizes of types: what `format_type` prints, what CREATE TABLE and casts may write, and the
 * atttypmod and typlen that RowDescription sends.
 */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { SqlType, TypeKind } from './sql-type.js';
import { TYPE_OIDS, TYPES } from './sql-type.js';

const KIND_NAMES: { readonly [K in TypeKind]: string } = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  numeric: 'numeric',
  text: 'text',
  varchar: 'character varying',
  char: 'character',
  name: 'name',
  oid: 'oid',
  date: 'date',
  timestamp: 'timestamp without time zone',
  interval: 'interval',
  unknown: 'unknown',
};

/** The kind's name without modifiers, as PostgreSQL's messages have it. */
export function formatKind(kind: TypeKind): string {
  return KIND_NAMES[kind];
}

/** The type's name with its modifiers: format_type(oid, typmod). */
export function formatType(type: SqlType): string {
  switch (type.kind) {
    case 'numeric':
      return type.precision === null ? 'numeric' : `numeric(${type.precision},${type.scale ?? 0})`;
    case 'varchar':
      return type.length === null ? 'character varying' : `character varying(${type.length})`;
    case 'char':
      return type.length === null ? 'bpchar' : `character(${type.length})`;
    default:
      return KIND_NAMES[type.kind];
  }
}

/** Every spelling of a type without modifiers; pg_catalog's internal names included. */
const TYPE_ALIASES: ReadonlyMap<string, TypeKind> = new Map<string, TypeKind>([
  ['bool', 'bool'],
  ['boolean', 'bool'],
  ['int2', 'int2'],
  ['smallint', 'int2'],
  ['int4', 'int4'],
  ['int', 'int4'],
  ['integer', 'int4'],
  ['int8', 'int8'],
  ['bigint', 'int8'],
  ['float4', 'float4'],
  ['real', 'float4'],
  ['float8', 'float8'],
  ['float', 'float8'],
  ['double precision', 'float8'],
  ['numeric', 'numeric'],
  ['decimal', 'numeric'],
  ['dec', 'numeric'],
  ['text', 'text'],
  ['varchar', 'varchar'],
  ['character varying', 'varchar'],
  ['char varying', 'varchar'],
  ['bpchar', 'char'],
  ['char', 'char'],
  ['character', 'char'],
  ['name', 'name'],
  ['oid', 'oid'],
  ['date', 'date'],
  ['timestamp', 'timestamp'],
  ['timestamp without time zone', 'timestamp'],
  ['interval', 'interval'],
  ['unknown', 'unknown'],
]);

/** PostgreSQL's bounds of modifiers. */
const MAX_CHAR_LENGTH = 10_485_760;
const MAX_NUMERIC_PRECISION = 1_000;
const MIN_NUMERIC_SCALE = -1_000;
const MAX_NUMERIC_SCALE = 1_000;

/**
 * The type of a name (lower case, schema dropped) and its modifiers, or undefined when there is none of that name. SQL's
 * `char` and `character` without a length mean char(1): the grammar writes that length itself, so bpchar without one is
 * the unconstrained type. Modifiers of interval (field masks) are dropped here: see parseInterval.
 */
export function typeFromName(name: string, modifiers: readonly number[] = []): SqlType | undefined {
  const kind = TYPE_ALIASES.get(name);
  return kind === undefined ? undefined : typeWithModifiers(kind, modifiers);
}

/** 22023 when the modifiers are out of range for the kind. */
export function typeWithModifiers(kind: TypeKind, modifiers: readonly number[]): SqlType {
  const [first, second] = modifiers;
  switch (kind) {
    case 'numeric': {
      if (first === undefined) return TYPES.numeric;
      if (modifiers.length > 2) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid NUMERIC type modifier');
      if (first < 1 || first > MAX_NUMERIC_PRECISION) {
        throw new ConductError(SQLSTATE.invalidParameterValue, `NUMERIC precision ${first} must be between 1 and ${MAX_NUMERIC_PRECISION}`);
      }
      const scale = second ?? 0;
      if (scale < MIN_NUMERIC_SCALE || scale > MAX_NUMERIC_SCALE) {
        throw new ConductError(
          SQLSTATE.invalidParameterValue,
          `NUMERIC scale ${scale} must be between ${MIN_NUMERIC_SCALE} and ${MAX_NUMERIC_SCALE}`,
        );
      }
      return { kind, precision: first, scale };
    }
    case 'varchar':
    case 'char': {
      if (first === undefined) return { kind, length: null };
      const label = kind === 'char' ? 'char' : 'varchar';
      if (modifiers.length > 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid type modifier');
      if (first < 1) throw new ConductError(SQLSTATE.invalidParameterValue, `length for type ${label} must be at least 1`);
      if (first > MAX_CHAR_LENGTH) {
        throw new ConductError(SQLSTATE.invalidParameterValue, `length for type ${label} cannot exceed ${MAX_CHAR_LENGTH}`);
      }
      return { kind, length: first };
    }
    case 'timestamp':
      if (first !== undefined && first < 6) throw notSupported(`type timestamp(${first})`);
      return TYPES.timestamp;
    case 'interval':
      return TYPES.interval;
    default:
      if (first !== undefined) {
        throw new ConductError(SQLSTATE.syntaxError, `type modifier is not allowed for type "${KIND_NAMES[kind]}"`);
      }
      return { kind };
  }
}

/** Parses `character varying(10)`, `numeric(15, 2)`, `int`, ...: as regtype's input does. 42704 for an unknown name. */
export function parseTypeName(text: string): SqlType {
  const match =
    /^\s*(?:pg_catalog\s*\.\s*)?([a-z_][a-z0-9_ ]*?)\s*(?:\(\s*(-?\d+(?:\s*,\s*-?\d+)*)\s*\)\s*(without time zone)?)?\s*$/i.exec(text);
  const words = (match?.[1] ?? '').toLowerCase().split(/\s+/).join(' ');
  const modifiers = match?.[2] === undefined ? [] : match[2].split(',').map(Number);
  if (modifiers.length === 0 && (words === 'char' || words === 'character')) return { kind: 'char', length: 1 };
  const type = match === null ? undefined : typeFromName(words, modifiers);
  if (type === undefined) throw new ConductError(SQLSTATE.undefinedObject, `type "${text.trim()}" does not exist`);
  return type;
}

/** atttypmod: -1 for none; varlena headers of 4 bytes are counted as PostgreSQL does. */
export function typmodOf(type: SqlType): number {
  switch (type.kind) {
    case 'numeric':
      return type.precision === null ? -1 : ((type.precision << 16) | ((type.scale ?? 0) & 0x7ff)) + 4;
    case 'varchar':
    case 'char':
      return type.length === null ? -1 : type.length + 4;
    default:
      return -1;
  }
}

const KINDS_BY_OID: ReadonlyMap<number, TypeKind> = new Map(
  (Object.keys(TYPE_OIDS) as TypeKind[]).map((kind) => [TYPE_OIDS[kind], kind] as const),
);

/** The type of an OID and an atttypmod (-1: none), or undefined when Conduct has no such type. */
export function typeFromOid(oid: number, typmod = -1): SqlType | undefined {
  const kind = KINDS_BY_OID.get(oid);
  if (kind === undefined) return undefined;
  if (kind === 'numeric' && typmod >= 4) {
    const scaleBits = (typmod - 4) & 0x7ff;
    return { kind, precision: ((typmod - 4) >> 16) & 0xffff, scale: (scaleBits ^ 1024) - 1024 };
  }
  if (kind === 'varchar' || kind === 'char') return { kind, length: typmod >= 4 ? typmod - 4 : null };
  return kind === 'numeric' ? TYPES.numeric : { kind };
}

const LENGTHS: { readonly [K in TypeKind]: number } = {
  bool: 1,
  int2: 2,
  int4: 4,
  int8: 8,
  float4: 4,
  float8: 8,
  numeric: -1,
  text: -1,
  varchar: -1,
  char: -1,
  name: 64,
  oid: 4,
  date: 4,
  timestamp: 8,
  interval: 16,
  unknown: -2,
};

/** typlen of pg_type: -1 for varlena, -2 for a C string. */
export function typeLength(type: SqlType): number {
  return LENGTHS[type.kind];
}
