/**
 * Which type turns into which, and when: PostgreSQL's pg_cast for our kinds, type categories and preferred types, and the
 * common type of CASE, UNION, COALESCE, IN and VALUES (parse_coerce.c). The values themselves are converted by cast.ts.
 */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { RecordType, SqlType, TypeKind } from './sql-type.js';
import { sameType, TYPES } from './sql-type.js';
import { typeLabel } from './type-name.js';

/** In rising order of what they allow. */
export type CoercionContext = 'implicit' | 'assignment' | 'explicit';

/**
 * relabel: the same value under another name (text and varchar). function: the value changes. io: through the text form.
 */
export type CoercionPath = 'relabel' | 'function' | 'io';

/**
 * typcategory: boolean, numeric, string, date/time, timespan, bit string, array, enum, composite, geometric, network, range, pseudo, internal, user-defined,
 * unknown.
 */
export type TypeCategory = 'B' | 'N' | 'S' | 'D' | 'T' | 'V' | 'A' | 'E' | 'C' | 'G' | 'I' | 'R' | 'P' | 'Z' | 'U' | 'X';

const CATEGORIES: { readonly [K in TypeKind]: TypeCategory } = {
  bool: 'B',
  int2: 'N',
  int4: 'N',
  int8: 'N',
  float4: 'N',
  float8: 'N',
  numeric: 'N',
  oid: 'N',
  regproc: 'N',
  regprocedure: 'N',
  regoper: 'N',
  regoperator: 'N',
  regclass: 'N',
  regtype: 'N',
  regconfig: 'N',
  regnamespace: 'N',
  regrole: 'N',
  regcollation: 'N',
  xid: 'U',
  cid: 'U',
  tid: 'U',
  int2vector: 'A',
  oidvector: 'A',
  char1: 'Z',
  bytea: 'U',
  uuid: 'U',
  json: 'U',
  jsonb: 'U',
  jsonpath: 'U',
  inet: 'I',
  cidr: 'I',
  macaddr: 'U',
  macaddr8: 'U',
  pg_lsn: 'U',
  xid8: 'U',
  money: 'N',
  point: 'G',
  lseg: 'G',
  path: 'G',
  box: 'G',
  polygon: 'G',
  line: 'G',
  circle: 'G',
  range: 'R',
  multirange: 'R',
  bit: 'V',
  varbit: 'V',
  time: 'D',
  timetz: 'D',
  timestamptz: 'D',
  array: 'A',
  enum: 'E',
  record: 'P',
  void: 'P',
  text: 'S',
  varchar: 'S',
  char: 'S',
  name: 'S',
  date: 'D',
  timestamp: 'D',
  interval: 'T',
  unknown: 'X',
};

export function typeCategory(kind: TypeKind): TypeCategory {
  return CATEGORIES[kind];
}

/** typispreferred. */
export function isPreferredType(kind: TypeKind): boolean {
  switch (kind) {
    case 'bool':
    case 'float8':
    case 'oid':
    case 'text':
    case 'interval':
    case 'timestamptz':
    case 'varbit':
    case 'inet':
      return true;
    default:
      return false;
  }
}

const CONTEXT_RANK: { readonly [K in CoercionContext]: number } = { implicit: 0, assignment: 1, explicit: 2 };

interface CastRule {
  readonly context: CoercionContext;
  readonly path: CoercionPath;
}

const i = { context: 'implicit', path: 'function' } as const;
const a = { context: 'assignment', path: 'function' } as const;
const e = { context: 'explicit', path: 'function' } as const;
const relabel = { context: 'implicit', path: 'relabel' } as const;

const assigned = { context: 'assignment', path: 'relabel' } as const;

type CastRules = { readonly [T in TypeKind]?: CastRule };

/** What is an OID by another name: all of these convert to oid and back without a function. */
const REG_KINDS = [
  'regproc',
  'regprocedure',
  'regoper',
  'regoperator',
  'regclass',
  'regtype',
  'regconfig',
  'regnamespace',
  'regrole',
  'regcollation',
] as const satisfies readonly TypeKind[];

const TO_REG: CastRules = Object.fromEntries(REG_KINDS.map((kind) => [kind, i]));
const FROM_REG: CastRules = { oid: relabel, int4: assigned, int8: a };
const JSONB_SCALARS: CastRules = { json: a, bool: e, int2: e, int4: e, int8: e, float4: e, float8: e, numeric: e };

/** pg_cast: source, then target. What is not here goes through the text form (see `coercionPath`) or not at all. */
const CASTS: { readonly [K in TypeKind]?: CastRules } = {
  int2: { int4: i, int8: i, float4: i, float8: i, numeric: i, oid: i, ...TO_REG },
  int4: { int2: a, int8: i, float4: i, float8: i, numeric: i, money: a, oid: relabel, bool: e, char1: e, bit: e, ...TO_REG },
  int8: { int2: a, int4: a, float4: i, float8: i, numeric: i, money: a, oid: i, bit: e, ...TO_REG },
  float4: { int2: a, int4: a, int8: a, float8: i, numeric: a },
  float8: { int2: a, int4: a, int8: a, float4: a, numeric: a },
  numeric: { int2: a, int4: a, int8: a, float4: i, float8: i, money: a },
  bool: { int4: e, text: a, varchar: a, char: a },
  oid: { int4: assigned, int8: a, ...TO_REG },
  ...Object.fromEntries(REG_KINDS.map((kind) => [kind, FROM_REG])),
  regproc: { ...FROM_REG, regprocedure: relabel },
  regprocedure: { ...FROM_REG, regproc: relabel },
  regoper: { ...FROM_REG, regoperator: relabel },
  regoperator: { ...FROM_REG, regoper: relabel },
  text: { varchar: relabel, char: relabel, name: i, char1: a, regclass: i },
  varchar: { text: relabel, char: relabel, name: i, char1: a, regclass: i },
  char: { text: i, varchar: i, name: i, char1: a },
  char1: { text: i, varchar: a, char: a, int4: e },
  name: { text: i, varchar: a, char: a },
  date: { timestamp: i, timestamptz: i },
  time: { interval: i, timetz: i },
  timetz: { time: a },
  timestamp: { date: a, time: a, timestamptz: i },
  timestamptz: { date: a, time: a, timestamp: a, timetz: a },
  interval: { time: a },
  bit: { varbit: relabel, int4: e, int8: e },
  varbit: { bit: relabel },
  json: { jsonb: a },
  cidr: { inet: relabel },
  inet: { cidr: a },
  macaddr: { macaddr8: i },
  macaddr8: { macaddr: i },
  xid8: { xid: e },
  money: { numeric: a },
  point: { box: a },
  lseg: { point: e },
  path: { polygon: a },
  box: { point: e, lseg: e, polygon: a, circle: e },
  polygon: { point: e, path: a, box: e, circle: e },
  circle: { point: e, box: e, polygon: e },
  jsonb: JSONB_SCALARS,
};

/** How a value of one type becomes another in a context, or null when it can't (find_coercion_pathway). */
export function coercionPath(from: SqlType, to: SqlType, context: CoercionContext): CoercionPath | null {
  if (from.kind === 'unknown') return from.kind === to.kind ? 'relabel' : 'io';
  if (to.kind === 'unknown' || from.kind === 'void' || to.kind === 'void') return from.kind === to.kind ? 'relabel' : null;
  if (from.kind === 'array' && to.kind === 'array') return arrayPath(from.element, to.element, context);
  if (from.kind === 'enum' && to.kind === 'enum') return from.oid === to.oid ? 'relabel' : null;
  if (from.kind === 'record' && to.kind === 'record') return recordPath(from, to, context);
  if (from.kind === 'range' && to.kind === 'multirange' && sameType(from, to.range)) return context === 'implicit' ? null : 'function';
  if (from.kind === to.kind && (from.kind === 'range' || from.kind === 'multirange')) return sameType(from, to) ? 'relabel' : null;
  if (to.kind === 'array') {
    if (from.kind === 'int2vector' && to.element.kind === 'int2') return 'relabel';
    if (from.kind === 'oidvector' && to.element.kind === 'oid') return 'relabel';
  }
  return kindPath(from.kind, to.kind, context);
}

function kindPath(from: TypeKind, to: TypeKind, context: CoercionContext): CoercionPath | null {
  if (from === to) return 'relabel';
  const rule = CASTS[from]?.[to];
  if (rule !== undefined) return CONTEXT_RANK[rule.context] <= CONTEXT_RANK[context] ? rule.path : null;
  // Every type has a text form: to a string in assignments, from a string by an explicit cast only.
  if (CONTEXT_RANK[context] >= CONTEXT_RANK.assignment && CATEGORIES[to] === 'S') return 'io';
  if (context === 'explicit' && CATEGORIES[from] === 'S') return 'io';
  return null;
}

/** Arrays convert element by element, where elements do. */
function arrayPath(from: SqlType, to: SqlType, context: CoercionContext): CoercionPath | null {
  const path = coercionPath(from, to, context);
  return path === null || path === 'relabel' ? path : 'function';
}

/** A row to a named type: field by field, as assignments do. Every record is a `record`. */
function recordPath(from: RecordType, to: RecordType, context: CoercionContext): CoercionPath | null {
  if (to.named === null && to.fields.length === 0) return 'relabel';
  if (sameType(from, to)) return 'relabel';
  if (from.named !== null && to.named !== null) return null;
  if (from.named !== null || from.fields.length !== to.fields.length) return null;
  const fieldContext = context === 'implicit' ? 'assignment' : context;
  const fits = from.fields.every((field, index) => {
    const target = to.fields[index];
    return target !== undefined && coercionPath(field.type, target.type, fieldContext) !== null;
  });
  return fits ? 'function' : null;
}

export function canCoerce(from: SqlType, to: SqlType, context: CoercionContext): boolean {
  return coercionPath(from, to, context) !== null;
}

/** The same type without modifiers: what results of functions and mixed CASE branches have. */
export function withoutModifiers(type: SqlType): SqlType {
  switch (type.kind) {
    case 'array': {
      const element = withoutModifiers(type.element);
      return element === type.element ? type : { kind: 'array', element };
    }
    case 'enum':
    case 'record':
    case 'range':
    case 'multirange':
      return type;
    default:
      return typeOfKind(type.kind);
  }
}

/** The kind's type without modifiers. Arrays and enums have no type of their kind alone. */
export function typeOfKind(kind: TypeKind): SqlType {
  assert(kind !== 'array' && kind !== 'enum' && kind !== 'range' && kind !== 'multirange', `the type of kind ${kind}`);
  return kind === 'char' ? TYPES.bpchar : TYPES[kind];
}

/**
 * The type that all inputs of a construct take (select_common_type): `construct` names it in the error (CASE, UNION, IN,
 * COALESCE, VALUES). Untyped literals take the others' type, or text. Modifiers survive when all inputs have the same.
 * 42804 when categories differ.
 */
export function commonType(types: readonly SqlType[], construct: string): SqlType {
  const first = types[0];
  if (first === undefined) return TYPES.text;
  if (first.kind !== 'unknown' && types.every((type) => sameType(type, first))) return first;
  let chosen = first;
  for (const type of types.slice(1)) {
    if (type.kind === 'unknown' || isSameKind(type, chosen)) continue;
    if (chosen.kind === 'unknown') {
      chosen = type;
    } else if (CATEGORIES[type.kind] !== CATEGORIES[chosen.kind]) {
      throw new ConductError(SQLSTATE.datatypeMismatch, `${construct} types ${typeLabel(chosen)} and ${typeLabel(type)} cannot be matched`);
    } else if (
      !isPreferredType(chosen.kind) &&
      coercionPath(chosen, type, 'implicit') !== null &&
      coercionPath(type, chosen, 'implicit') === null
    ) {
      chosen = type;
    }
  }
  if (chosen.kind === 'unknown') return TYPES.text;
  const known = types.filter((type) => type.kind !== 'unknown');
  const model = known[0];
  // A literal of type unknown has no modifier, so it takes them away too, except that all typed inputs agree.
  if (model !== undefined && known.length === types.length && known.every((type) => sameType(type, model))) return model;
  return withoutModifiers(chosen);
}

/** Kinds of many types. */
const HAS_PARTS: ReadonlySet<TypeKind> = new Set(['array', 'enum', 'record', 'range', 'multirange']);

/** The same type but for modifiers: the same OID. */
export function isSameKind(a: SqlType, b: SqlType): boolean {
  if (a.kind !== b.kind) return false;
  if (HAS_PARTS.has(a.kind)) return sameType(withoutModifiers(a), withoutModifiers(b));
  return true;
}
