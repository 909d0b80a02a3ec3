/**
 * Which type turns into which, and when: PostgreSQL's pg_cast for our kinds, type categories and preferred types, and the
 * common type of CASE, UNION, COALESCE, IN and VALUES (parse_coerce.c). The values themselves are converted by cast.ts.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { SqlType, TypeKind } from './sql-type.js';
import { sameType, TYPES } from './sql-type.js';
import { formatKind } from './type-name.js';

/** In rising order of what they allow. */
export type CoercionContext = 'implicit' | 'assignment' | 'explicit';

/**
 * relabel: the same value under another name (text and varchar). function: the value changes. io: through the text form.
 */
export type CoercionPath = 'relabel' | 'function' | 'io';

/** typcategory: boolean, numeric, string, date/time, timespan, unknown. */
export type TypeCategory = 'B' | 'N' | 'S' | 'D' | 'T' | 'X';

const CATEGORIES: { readonly [K in TypeKind]: TypeCategory } = {
  bool: 'B',
  int2: 'N',
  int4: 'N',
  int8: 'N',
  float4: 'N',
  float8: 'N',
  numeric: 'N',
  oid: 'N',
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

/** typispreferred. (The preferred date/time type is timestamptz, which we do not have.) */
export function isPreferredType(kind: TypeKind): boolean {
  return kind === 'bool' || kind === 'float8' || kind === 'oid' || kind === 'text' || kind === 'interval';
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

/** pg_cast: source, then target. What is not here goes through the text form (see `coercionPath`) or not at all. */
const CASTS: { readonly [K in TypeKind]?: { readonly [T in TypeKind]?: CastRule } } = {
  int2: { int4: i, int8: i, float4: i, float8: i, numeric: i, oid: i },
  int4: { int2: a, int8: i, float4: i, float8: i, numeric: i, oid: relabel, bool: e },
  int8: { int2: a, int4: a, float4: i, float8: i, numeric: i, oid: i },
  float4: { int2: a, int4: a, int8: a, float8: i, numeric: a },
  float8: { int2: a, int4: a, int8: a, float4: a, numeric: a },
  numeric: { int2: a, int4: a, int8: a, float4: i, float8: i },
  bool: { int4: e, text: a, varchar: a, char: a },
  oid: { int4: { context: 'assignment', path: 'function' }, int8: a },
  text: { varchar: relabel, char: relabel, name: i },
  varchar: { text: relabel, char: relabel, name: i },
  char: { text: i, varchar: i, name: i },
  name: { text: i, varchar: a, char: a },
  date: { timestamp: i },
  timestamp: { date: a },
};

/** How a value of one kind becomes another in a context, or null when it can't (find_coercion_pathway). */
export function coercionPath(from: TypeKind, to: TypeKind, context: CoercionContext): CoercionPath | null {
  if (from === to) return 'relabel';
  // An untyped literal takes any type: its text is the input of that type.
  if (from === 'unknown') return 'io';
  if (to === 'unknown') return null;
  const rule = CASTS[from]?.[to];
  if (rule !== undefined) return CONTEXT_RANK[rule.context] <= CONTEXT_RANK[context] ? rule.path : null;
  // Every type has a text form: to a string in assignments, from a string by an explicit cast only.
  if (CONTEXT_RANK[context] >= CONTEXT_RANK.assignment && CATEGORIES[to] === 'S') return 'io';
  if (context === 'explicit' && CATEGORIES[from] === 'S') return 'io';
  return null;
}

export function canCoerce(from: SqlType, to: SqlType, context: CoercionContext): boolean {
  return coercionPath(from.kind, to.kind, context) !== null;
}

/** The same kind without modifiers: what results of functions and mixed CASE branches have. */
export function withoutModifiers(type: SqlType): SqlType {
  return typeOfKind(type.kind);
}

/** The kind's type without modifiers. */
export function typeOfKind(kind: TypeKind): SqlType {
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
  let chosen = first.kind;
  for (const { kind } of types.slice(1)) {
    if (kind === 'unknown' || kind === chosen) continue;
    if (chosen === 'unknown') {
      chosen = kind;
    } else if (CATEGORIES[kind] !== CATEGORIES[chosen]) {
      throw new ConductError(
        SQLSTATE.datatypeMismatch,
        `${construct} types ${formatKind(chosen)} and ${formatKind(kind)} cannot be matched`,
      );
    } else if (
      !isPreferredType(chosen) &&
      coercionPath(chosen, kind, 'implicit') !== null &&
      coercionPath(kind, chosen, 'implicit') === null
    ) {
      chosen = kind;
    }
  }
  if (chosen === 'unknown') return TYPES.text;
  const known = types.filter((type) => type.kind !== 'unknown');
  const model = known[0];
  // A literal of type unknown has no modifier, so it takes them away too, except that all typed inputs agree.
  if (model !== undefined && known.length === types.length && known.every((type) => sameType(type, model))) return model;
  return typeOfKind(chosen);
}
