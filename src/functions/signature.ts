/**
 * Types in signatures: which arguments a signature takes, and which types polymorphic ones stand for in a call
 * (check_generic_type_consistency and enforce_generic_type_consistency of parse_coerce.c).
 */
import { ConductError } from '../common/errors.js';
import { coercionPath, commonType, isSameKind, type TypeCategory, typeCategory, typeOfKind, withoutModifiers } from '../types/coercion.js';
import { multirangeOf, rangeTypeFromName } from '../types/range-types.js';
import { arrayOf, type RangeType, type SqlType, TYPES, type TypeKind } from '../types/sql-type.js';
import type { ArgSpec, PolymorphicType } from './function-entry.js';

const POLYMORPHIC: ReadonlySet<ArgSpec> = new Set<PolymorphicType>([
  'any',
  'anyelement',
  'anyarray',
  'anynonarray',
  'anyenum',
  'anycompatible',
  'anycompatiblearray',
  'anycompatiblenonarray',
  'anyrange',
  'anymultirange',
]);

function isPolymorphic(spec: ArgSpec): spec is PolymorphicType {
  return POLYMORPHIC.has(spec);
}

/** The type that a signature names, or null for a polymorphic one. */
export function concreteType(spec: ArgSpec): SqlType | null {
  if (isPolymorphic(spec)) return null;
  const range = rangeTypeFromName(spec);
  if (range !== undefined) return range;
  return spec.endsWith('[]') ? arrayOf(typeOfKind(spec.slice(0, -2) as TypeKind)) : typeOfKind(spec as TypeKind);
}

/** True where the argument has the signature's type, modifiers aside. */
export function isExact(spec: ArgSpec, type: SqlType): boolean {
  if (spec === type.kind) return true;
  if (type.kind === 'range') return spec === type.name && type.schema === 'pg_catalog';
  if (type.kind !== 'array' || !spec.endsWith('[]')) return false;
  return spec.slice(0, -2) === type.element.kind;
}

export function specCategory(spec: ArgSpec): TypeCategory {
  if (isPolymorphic(spec)) return 'P';
  if (rangeTypeFromName(spec) !== undefined) return 'R';
  return spec.endsWith('[]') ? 'A' : typeCategory(spec as TypeKind);
}

/** The element type of what counts as an array. */
export function elementOf(type: SqlType): SqlType | null {
  if (type.kind === 'array') return type.element;
  if (type.kind === 'int2vector') return TYPES.int2;
  return type.kind === 'oidvector' ? TYPES.oid : null;
}

/** What polymorphic types stand for: the element of each group, null where nothing says it. */
interface Binding {
  readonly element: SqlType | null;
  readonly compatible: SqlType | null;
  /** anyarray as it came: an oidvector stays one. */
  readonly array: SqlType | null;
  readonly range: RangeType | null;
}

/**
 * What the polymorphic types of a signature stand for; null when the arguments do not fit. Untyped literals (unknown) fit
 * everywhere and say nothing.
 */
function bindPolymorphic(specs: readonly ArgSpec[], types: readonly SqlType[]): Binding | null {
  let element: SqlType | null = null;
  let array: SqlType | null = null;
  let range: RangeType | null = null;
  const compatible: SqlType[] = [];
  for (const [index, spec] of specs.entries()) {
    const type = types[index];
    if (type === undefined || type.kind === 'unknown' || !isPolymorphic(spec) || spec === 'any') continue;
    if (spec === 'anyrange' || spec === 'anymultirange') {
      const given =
        spec === 'anyrange' && type.kind === 'range' ? type : spec === 'anymultirange' && type.kind === 'multirange' ? type.range : null;
      if (given === null || (range !== null && range.oid !== given.oid)) return null;
      range = given;
      continue;
    }
    const own = spec === 'anyarray' || spec === 'anycompatiblearray' ? elementOf(type) : type;
    if (own === null) return null;
    if (spec === 'anyenum' && type.kind !== 'enum') return null;
    if ((spec === 'anynonarray' || spec === 'anycompatiblenonarray') && elementOf(type) !== null) return null;
    if (spec.startsWith('anycompatible')) {
      compatible.push(withoutModifiers(own));
      continue;
    }
    if (element !== null && !isSameKind(element, own)) return null;
    element = withoutModifiers(own);
    if (spec === 'anyarray') array = type;
  }
  // A range says what an element is, also where the element is an untyped literal.
  if (range !== null && element !== null && !isSameKind(element, range.subtype)) return null;
  if (range !== null) element = withoutModifiers(range.subtype);
  const common = compatible.length === 0 ? null : commonOf(compatible);
  if (compatible.length > 0 && common === null) return null;
  return { element, compatible: common, array, range };
}

function commonOf(types: readonly SqlType[]): SqlType | null {
  try {
    const common = commonType(types, '');
    return types.every((type) => coercionPath(type, common, 'implicit') !== null) ? common : null;
  } catch (error) {
    if (error instanceof ConductError) return null;
    throw error;
  }
}

/** Whether arguments of these types are taken, by implicit casts where needed. */
export function accepts(specs: readonly ArgSpec[], types: readonly SqlType[]): boolean {
  const concrete = specs.every((spec, index) => {
    const type = types[index];
    const target = concreteType(spec);
    return target === null || type === undefined || coercionPath(type, target, 'implicit') !== null;
  });
  return concrete && bindPolymorphic(specs, types) !== null;
}

/** Whether arguments of these types are taken as they are: how a bound call finds its entry again. */
export function acceptsExactly(specs: readonly ArgSpec[], types: readonly SqlType[]): boolean {
  const concrete = specs.every((spec, index) => {
    const type = types[index];
    return isPolymorphic(spec) || (type !== undefined && isExact(spec, type));
  });
  const binding = concrete ? bindPolymorphic(specs, types) : null;
  if (binding === null) return false;
  return specs.every((spec, index) => {
    if (spec === 'any') return true;
    const [type, target] = [types[index], boundType(spec, binding)];
    return type === undefined || target === null || isSameKind(type, target) || isVectorFor(type, target) || isRecordFor(type, target);
  });
}

/** `record` takes every record as it is. */
function isRecordFor(type: SqlType, target: SqlType): boolean {
  return type.kind === 'record' && target.kind === 'record' && target.named === null && target.fields.length === 0;
}

/** Vectors are taken as arrays as they are. */
function isVectorFor(type: SqlType, target: SqlType): boolean {
  const element = type.kind === 'array' ? null : elementOf(type);
  return element !== null && target.kind === 'array' && isSameKind(element, target.element);
}

function boundType(spec: ArgSpec, binding: Binding): SqlType | null {
  switch (spec) {
    case 'anyelement':
    case 'anynonarray':
    case 'anyenum':
      return binding.element;
    case 'anyarray':
      return binding.element === null ? null : arrayOf(binding.element);
    case 'anycompatible':
    case 'anycompatiblenonarray':
      return binding.compatible ?? TYPES.text;
    case 'anycompatiblearray':
      return arrayOf(binding.compatible ?? TYPES.text);
    case 'anyrange':
      return binding.range;
    case 'anymultirange':
      return binding.range === null ? null : multirangeOf(binding.range);
    default:
      return concreteType(spec);
  }
}

/** The type that each argument is cast to; null when an untyped literal leaves a polymorphic type open. */
export function castTypes(specs: readonly ArgSpec[], types: readonly SqlType[]): readonly SqlType[] | null {
  const binding = bindPolymorphic(specs, types);
  if (binding === null) return null;
  const casts: SqlType[] = [];
  for (const [index, spec] of specs.entries()) {
    const own = types[index];
    const target = spec === 'any' ? (own ?? null) : boundType(spec, binding);
    if (target === null) return null;
    const isKept = own !== undefined && (isSameKind(own, target) || isVectorFor(own, target) || isRecordFor(own, target));
    casts.push(isKept ? own : target);
  }
  return casts;
}

/** The result's type, given the types that the arguments have been cast to. */
export function resultType(spec: ArgSpec, specs: readonly ArgSpec[], casts: readonly SqlType[]): SqlType {
  const concrete = concreteType(spec);
  if (concrete !== null) return concrete;
  const binding = bindPolymorphic(specs, casts);
  const bound = binding === null || spec === 'any' ? null : boundType(spec, binding);
  return bound ?? TYPES.unknown;
}

/** The signature for so many arguments: a variadic one repeats its last type. */
export function argsFor(entry: { readonly args: readonly ArgSpec[]; readonly variadic?: boolean }, argCount: number): readonly ArgSpec[] {
  const last = entry.args.at(-1);
  if (entry.variadic !== true || last === undefined || argCount <= entry.args.length) return entry.args;
  return [...entry.args, ...new Array<ArgSpec>(argCount - entry.args.length).fill(last)];
}
