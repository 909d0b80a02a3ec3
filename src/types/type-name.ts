/**
 * Names, modifiers and wire sizes of types: what `format_type` prints, what CREATE TABLE and casts may write, and the
 * atttypmod and typlen that RowDescription sends.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { INTERVAL_FIELDS, intervalFieldsText } from './interval-fields.js';
import { rangeTypeFromName, rangeTypeFromOid } from './range-types.js';
import type { ScalarKind, SqlType, TypeKind } from './sql-type.js';
import { ARRAY_OIDS, arrayOf, TYPE_OIDS, TYPES } from './sql-type.js';

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
  char1: '"char"',
  name: 'name',
  bytea: 'bytea',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  jsonpath: 'jsonpath',
  bit: 'bit',
  varbit: 'bit varying',
  oid: 'oid',
  regproc: 'regproc',
  regprocedure: 'regprocedure',
  regoper: 'regoper',
  regoperator: 'regoperator',
  regclass: 'regclass',
  regtype: 'regtype',
  regconfig: 'regconfig',
  regnamespace: 'regnamespace',
  regrole: 'regrole',
  regcollation: 'regcollation',
  xid: 'xid',
  cid: 'cid',
  tid: 'tid',
  int2vector: 'int2vector',
  oidvector: 'oidvector',
  inet: 'inet',
  cidr: 'cidr',
  macaddr: 'macaddr',
  macaddr8: 'macaddr8',
  pg_lsn: 'pg_lsn',
  xid8: 'xid8',
  money: 'money',
  point: 'point',
  lseg: 'lseg',
  path: 'path',
  box: 'box',
  polygon: 'polygon',
  line: 'line',
  circle: 'circle',
  range: 'anyrange',
  multirange: 'anymultirange',
  date: 'date',
  time: 'time without time zone',
  timetz: 'time with time zone',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  interval: 'interval',
  array: 'anyarray',
  enum: 'anyenum',
  record: 'record',
  void: 'void',
  unknown: 'unknown',
};

/** The kind's name without modifiers, as PostgreSQL's messages have it. */
export function formatKind(kind: TypeKind): string {
  return KIND_NAMES[kind];
}

/** The type's name without modifiers: what messages and pg_typeof say. */
export function typeLabel(type: SqlType): string {
  switch (type.kind) {
    case 'array':
      return `${typeLabel(type.element)}[]`;
    case 'enum':
      return qualifiedName(type);
    case 'record':
      return type.named === null ? 'record' : qualifiedName(type.named);
    case 'range':
      return qualifiedName(type);
    case 'multirange':
      return qualifiedName({ schema: type.range.schema, name: type.range.multirange.name });
    default:
      return KIND_NAMES[type.kind];
  }
}

/** Types of `public` and those that are built in are on the search path. */
function qualifiedName(type: { readonly schema: string; readonly name: string }): string {
  const name = quoteIdentifier(type.name);
  return type.schema === 'public' || type.schema === 'pg_catalog' ? name : `${quoteIdentifier(type.schema)}.${name}`;
}

/** As quote_ident does, reserved words aside. */
export function quoteIdentifier(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
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
    case 'bit':
    case 'varbit':
      return type.length === null ? KIND_NAMES[type.kind] : `${KIND_NAMES[type.kind]}(${type.length})`;
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return type.precision === undefined ? KIND_NAMES[type.kind] : KIND_NAMES[type.kind].replace(' ', `(${type.precision}) `);
    case 'interval': {
      const fields = type.fields === undefined ? '' : ` ${intervalFieldsText(type.fields)}`;
      return `interval${fields}${type.precision === undefined ? '' : `(${type.precision})`}`;
    }
    case 'array':
      return `${formatType(type.element)}[]`;
    default:
      return typeLabel(type);
  }
}

/** Every spelling of a type without modifiers; pg_catalog's internal names included. */
const TYPE_ALIASES: ReadonlyMap<string, ScalarKind> = new Map<string, ScalarKind>([
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
  ['timestamptz', 'timestamptz'],
  ['timestamp with time zone', 'timestamptz'],
  ['time', 'time'],
  ['time without time zone', 'time'],
  ['timetz', 'timetz'],
  ['time with time zone', 'timetz'],
  ['interval', 'interval'],
  ['bytea', 'bytea'],
  ['uuid', 'uuid'],
  ['json', 'json'],
  ['jsonb', 'jsonb'],
  ['jsonpath', 'jsonpath'],
  ['bit', 'bit'],
  ['varbit', 'varbit'],
  ['bit varying', 'varbit'],
  ['regproc', 'regproc'],
  ['regprocedure', 'regprocedure'],
  ['regoper', 'regoper'],
  ['regoperator', 'regoperator'],
  ['regclass', 'regclass'],
  ['regtype', 'regtype'],
  ['regconfig', 'regconfig'],
  ['regnamespace', 'regnamespace'],
  ['regrole', 'regrole'],
  ['regcollation', 'regcollation'],
  ['xid', 'xid'],
  ['cid', 'cid'],
  ['tid', 'tid'],
  ['int2vector', 'int2vector'],
  ['oidvector', 'oidvector'],
  ['inet', 'inet'],
  ['cidr', 'cidr'],
  ['macaddr', 'macaddr'],
  ['macaddr8', 'macaddr8'],
  ['pg_lsn', 'pg_lsn'],
  ['xid8', 'xid8'],
  ['money', 'money'],
  ['point', 'point'],
  ['lseg', 'lseg'],
  ['path', 'path'],
  ['box', 'box'],
  ['polygon', 'polygon'],
  ['line', 'line'],
  ['circle', 'circle'],
  ['void', 'void'],
  ['unknown', 'unknown'],
]);

/** PostgreSQL's bounds of modifiers. */
const MAX_CHAR_LENGTH = 10_485_760;
const MAX_NUMERIC_PRECISION = 1_000;
const MIN_NUMERIC_SCALE = -1_000;
const MAX_NUMERIC_SCALE = 1_000;
const MAX_BIT_LENGTH = 83_886_080;
const MAX_SECOND_DIGITS = 6;

/**
 * The type of a name (lower case, schema dropped) and its modifiers, or undefined when there is none of that name. SQL's
 * `char` and `character` without a length mean char(1): the grammar writes that length itself, so bpchar without one is
 * the unconstrained type. Modifiers of interval (field masks) are dropped here: see parseInterval.
 */
export function typeFromName(name: string, modifiers: readonly number[] = []): SqlType | undefined {
  const kind = TYPE_ALIASES.get(name);
  if (kind !== undefined) return typeWithModifiers(kind, modifiers);
  const range = rangeTypeFromName(name);
  if (range !== undefined) {
    if (modifiers.length > 0) throw new ConductError(SQLSTATE.syntaxError, `type modifier is not allowed for type "${name}"`);
    return range;
  }
  // pg_catalog's names of array types, such as _int4.
  const element = name.startsWith('_') ? name.slice(1) : '';
  if (rangeTypeFromName(element) === undefined && !TYPE_ALIASES.has(element)) return undefined;
  const type = typeFromName(element, modifiers);
  return type === undefined ? undefined : arrayOf(type);
}

/** 22023 when the modifiers are out of range for the kind. */
export function typeWithModifiers(kind: ScalarKind, modifiers: readonly number[]): SqlType {
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
    case 'bit':
    case 'varbit': {
      if (first === undefined) return { kind, length: null };
      if (modifiers.length > 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid type modifier');
      const label = KIND_NAMES[kind];
      if (first < 1) throw new ConductError(SQLSTATE.invalidParameterValue, `length for type ${label} must be at least 1`);
      if (first > MAX_BIT_LENGTH) {
        throw new ConductError(SQLSTATE.invalidParameterValue, `length for type ${label} cannot exceed ${MAX_BIT_LENGTH}`);
      }
      return { kind, length: first };
    }
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz': {
      if (first === undefined) return { kind };
      if (modifiers.length > 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid type modifier');
      const label = `${kind.startsWith('timestamp') ? 'TIMESTAMP' : 'TIME'}(${first})${kind.endsWith('tz') ? ' WITH TIME ZONE' : ''}`;
      if (first < 0) throw new ConductError(SQLSTATE.invalidParameterValue, `${label} precision must not be negative`);
      // PostgreSQL takes the most that it has, with a warning.
      return first >= MAX_SECOND_DIGITS ? { kind } : { kind, precision: first };
    }
    case 'interval': {
      if (first === undefined) return TYPES.interval;
      if (modifiers.length > 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid INTERVAL type modifier');
      if (first < 0) throw new ConductError(SQLSTATE.invalidParameterValue, `INTERVAL(${first}) precision must not be negative`);
      return first >= MAX_SECOND_DIGITS ? TYPES.interval : { kind, precision: first };
    }
    default:
      if (first !== undefined) {
        throw new ConductError(SQLSTATE.syntaxError, `type modifier is not allowed for type "${KIND_NAMES[kind]}"`);
      }
      return typeOfScalar(kind);
  }
}

/** Parses `character varying(10)`, `numeric(15, 2)`, `int[]`, ...: as regtype's input does. 42704 for an unknown name. */
export function parseTypeName(text: string): SqlType {
  const match =
    /^\s*(?:pg_catalog\s*\.\s*)?("char"|[a-z_][a-z0-9_ ]*?)\s*(?:\(\s*(-?\d+(?:\s*,\s*-?\d+)*)\s*\)\s*(with(?:out)? time zone)?)?\s*((?:\[\d*\]\s*)*)$/i.exec(
      text,
    );
  const words = `${match?.[1] ?? ''} ${match?.[3] ?? ''}`.toLowerCase().trim().split(/\s+/).join(' ');
  const modifiers = match?.[2] === undefined ? [] : match[2].split(',').map(Number);
  const type = match === null ? undefined : typeFromWords(words, modifiers);
  if (type === undefined) throw new ConductError(SQLSTATE.undefinedObject, `type "${text.trim()}" does not exist`);
  return (match?.[4] ?? '') === '' ? type : arrayOf(type);
}

function typeFromWords(words: string, modifiers: readonly number[]): SqlType | undefined {
  if (words === '"char"') return TYPES.char1;
  if (modifiers.length === 0 && (words === 'char' || words === 'character')) return { kind: 'char', length: 1 };
  if (modifiers.length === 0 && words === 'bit') return { kind: 'bit', length: 1 };
  return typeFromName(words, modifiers);
}

/** atttypmod: -1 for none; varlena headers of 4 bytes are counted as PostgreSQL does. */
export function typmodOf(type: SqlType): number {
  switch (type.kind) {
    case 'numeric':
      return type.precision === null ? -1 : ((type.precision << 16) | ((type.scale ?? 0) & 0x7ff)) + 4;
    case 'varchar':
    case 'char':
      return type.length === null ? -1 : type.length + 4;
    case 'bit':
    case 'varbit':
      return type.length ?? -1;
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return type.precision ?? -1;
    case 'interval':
      if (type.fields === undefined && type.precision === undefined) return -1;
      return ((type.fields ?? INTERVAL_FIELDS.full) << 16) | (type.precision ?? 0xffff);
    case 'array':
      return typmodOf(type.element);
    default:
      return -1;
  }
}

const KINDS = Object.keys(TYPE_OIDS) as (keyof typeof TYPE_OIDS)[];
const KINDS_BY_OID: ReadonlyMap<number, ScalarKind | 'record'> = new Map(KINDS.map((kind) => [TYPE_OIDS[kind], kind] as const));
const ELEMENTS_BY_OID: ReadonlyMap<number, ScalarKind | 'record'> = new Map(
  KINDS.filter((kind) => ARRAY_OIDS[kind] !== 0).map((kind) => [ARRAY_OIDS[kind], kind] as const),
);

/** The type of an OID and an atttypmod (-1: none), or undefined when it is none that is built in. */
export function typeFromOid(oid: number, typmod = -1): SqlType | undefined {
  const kind = KINDS_BY_OID.get(oid);
  if (kind !== undefined) return typeFromTypmod(kind, typmod);
  const range = rangeTypeFromOid(oid);
  if (range !== undefined) return range.isArray ? arrayOf(range.type) : range.type;
  const element = ELEMENTS_BY_OID.get(oid);
  return element === undefined ? undefined : arrayOf(typeFromTypmod(element, typmod));
}

function typeFromTypmod(kind: ScalarKind | 'record', typmod: number): SqlType {
  switch (kind) {
    case 'numeric': {
      if (typmod < 4) return TYPES.numeric;
      const scaleBits = (typmod - 4) & 0x7ff;
      return { kind, precision: ((typmod - 4) >> 16) & 0xffff, scale: (scaleBits ^ 1024) - 1024 };
    }
    case 'varchar':
    case 'char':
      return { kind, length: typmod >= 4 ? typmod - 4 : null };
    case 'bit':
    case 'varbit':
      return { kind, length: typmod >= 0 ? typmod : null };
    case 'time':
    case 'timetz':
    case 'timestamp':
    case 'timestamptz':
      return typmod >= 0 ? { kind, precision: typmod } : { kind };
    case 'interval': {
      if (typmod < 0) return TYPES.interval;
      const [fields, precision] = [(typmod >> 16) & 0x7fff, typmod & 0xffff];
      return {
        kind,
        ...(fields === INTERVAL_FIELDS.full ? {} : { fields }),
        ...(precision === 0xffff ? {} : { precision }),
      };
    }
    case 'record':
      return TYPES.record;
    default:
      return typeOfScalar(kind);
  }
}

function typeOfScalar(kind: Exclude<ScalarKind, 'char'>): SqlType {
  return TYPES[kind];
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
  char1: 1,
  bytea: -1,
  uuid: 16,
  json: -1,
  jsonb: -1,
  jsonpath: -1,
  bit: -1,
  varbit: -1,
  oid: 4,
  regproc: 4,
  regprocedure: 4,
  regoper: 4,
  regoperator: 4,
  regclass: 4,
  regtype: 4,
  regconfig: 4,
  regnamespace: 4,
  regrole: 4,
  regcollation: 4,
  xid: 4,
  cid: 4,
  tid: 6,
  int2vector: -1,
  oidvector: -1,
  inet: -1,
  cidr: -1,
  macaddr: 6,
  macaddr8: 8,
  pg_lsn: 8,
  xid8: 8,
  money: 8,
  point: 16,
  lseg: 32,
  path: -1,
  box: 32,
  polygon: -1,
  line: 24,
  circle: 24,
  range: -1,
  multirange: -1,
  date: 4,
  time: 8,
  timetz: 12,
  timestamp: 8,
  timestamptz: 8,
  interval: 16,
  array: -1,
  enum: 4,
  record: -1,
  void: 4,
  unknown: -2,
};

/** typlen of pg_type: -1 for varlena, -2 for a C string. */
export function typeLength(type: SqlType): number {
  return LENGTHS[type.kind];
}
