/**
 * The registry of functions, operators and aggregates, and PostgreSQL's overload resolution over it (parse_func.c,
 * parse_oper.c): exact match, then implicit casts, exact and preferred types, then the categories of untyped literals.
 */

import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { TypeCategory } from '../types/coercion.js';
import { canCoerce, isPreferredType, isSameKind, typeCategory } from '../types/coercion.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { arrayOf, TYPES } from '../types/sql-type.js';
import { typeFromName } from '../types/type-name.js';
import { AGGREGATES } from './aggregates.js';
import { ARITHMETIC_FUNCTIONS } from './arithmetic.js';
import { ARRAY_FUNCTIONS } from './array.js';
import { ARRAY_SEARCH_FUNCTIONS } from './array-search.js';
import { BIT_FUNCTIONS } from './bit.js';
import { BYTES_FUNCTIONS } from './bytes.js';
import { CATALOG_FUNCTIONS, CATALOG_SETS } from './catalog-functions.js';
import { COLLECTED_FUNCTIONS } from './collected.js';
import { COMPARISONS } from './comparison.js';
import { COMPARISON_NAMES } from './comparison-names.js';
import { DATETIME_FUNCTIONS } from './datetime.js';
import { DATETIME_CHAR_FUNCTIONS } from './datetime-char.js';
import { NOW_FUNCTIONS } from './datetime-now.js';
import { DATETIME_TIME_FUNCTIONS } from './datetime-time.js';
import { DATETIME_ZONE_FUNCTIONS } from './datetime-zone.js';
import { TEXT_EMITS } from './emit/text.js';
import type { EmitFunction } from './emitter.js';
import { FLOAT_FUNCTIONS } from './float.js';
import type { AggregateEntry, ArgSpec, FunctionEntry } from './function-entry.js';
import { GEOMETRY_FUNCTIONS } from './geometry.js';
import { INTEGER_FUNCTIONS } from './integer.js';
import { JSON_ACCESS_FUNCTIONS } from './json-access.js';
import { JSON_BUILD_FUNCTIONS } from './json-build.js';
import { JSON_MODIFY_FUNCTIONS } from './json-modify.js';
import { JSON_POPULATE_FUNCTIONS, JSON_POPULATE_SETS } from './json-populate.js';
import { JSON_SET_FUNCTIONS } from './json-sets.js';
import { JSON_PATH_FUNCTIONS, JSON_PATH_SETS } from './jsonpath.js';
import { MOMENT_FUNCTIONS } from './moments.js';
import { MONEY_FUNCTIONS } from './money.js';
import { NETWORK_AND_POSITION_FUNCTIONS } from './network.js';
import { NUMBER_FORMAT_FUNCTIONS } from './number-format.js';
import { NUMERIC_FUNCTIONS } from './numeric.js';
import { operatorFunctions } from './operator-names.js';
import { PARTITION_FUNCTIONS } from './partition.js';
import { quantifiedFunctions } from './quantified.js';
import { RANGE_FUNCTIONS } from './range.js';
import { RECORD_FUNCTIONS } from './record.js';
import { REGEXP_FUNCTIONS, REGEXP_SET_FUNCTIONS } from './regexp.js';
import { ROW_RULE_FUNCTIONS } from './row-rules.js';
import { SEND_FUNCTIONS } from './send.js';
import { PAUSE_FUNCTIONS, SEQUENCE_FUNCTIONS } from './sequence.js';
import { SERVER_FUNCTIONS, SERVER_SETS } from './server.js';
import type { SetFunctionEntry } from './set-function-entry.js';
import { INTERNAL_SET_FUNCTIONS, SET_FUNCTIONS } from './set-functions.js';
import { accepts, acceptsExactly, argsFor, castTypes, concreteType, elementOf, isExact, specCategory } from './signature.js';
import { SYSTEM_FUNCTIONS } from './system.js';
import { TEXT_FUNCTIONS } from './text.js';
import { TEXT_PART_FUNCTIONS } from './text-parts.js';
import { TRANSITION_FUNCTIONS } from './transition.js';
import { TRIGONOMETRIC_FUNCTIONS } from './trigonometry.js';

/** Compiled forms, by name and argument kinds. */
const EMITS = new Map<string, EmitFunction>(TEXT_EMITS);

const ENTRIES: readonly FunctionEntry[] = [
  ...INTEGER_FUNCTIONS,
  ...PARTITION_FUNCTIONS,
  ...FLOAT_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...COMPARISONS,
  ...SEND_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...REGEXP_FUNCTIONS,
  ...TEXT_PART_FUNCTIONS,
  ...BYTES_FUNCTIONS,
  ...BIT_FUNCTIONS,
  ...ARITHMETIC_FUNCTIONS,
  ...TRIGONOMETRIC_FUNCTIONS,
  ...NUMBER_FORMAT_FUNCTIONS,
  ...COMPARISON_NAMES,
  ...DATETIME_FUNCTIONS,
  ...DATETIME_CHAR_FUNCTIONS,
  ...NOW_FUNCTIONS,
  ...DATETIME_ZONE_FUNCTIONS,
  ...DATETIME_TIME_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...ARRAY_SEARCH_FUNCTIONS,
  ...RECORD_FUNCTIONS,
  ...quantifiedFunctions((name, types) => findFunction(name, types)),
  ...JSON_ACCESS_FUNCTIONS,
  ...JSON_BUILD_FUNCTIONS,
  ...JSON_MODIFY_FUNCTIONS,
  ...JSON_POPULATE_FUNCTIONS,
  ...JSON_PATH_FUNCTIONS,
  ...SYSTEM_FUNCTIONS,
  ...SERVER_FUNCTIONS,
  ...CATALOG_FUNCTIONS,
  ...ROW_RULE_FUNCTIONS,
  ...MOMENT_FUNCTIONS,
  ...COLLECTED_FUNCTIONS,
  ...TRANSITION_FUNCTIONS,
  ...RANGE_FUNCTIONS,
  ...NETWORK_AND_POSITION_FUNCTIONS,
  ...MONEY_FUNCTIONS,
  ...GEOMETRY_FUNCTIONS,
  ...SEQUENCE_FUNCTIONS,
  ...PAUSE_FUNCTIONS,
];

/** Every function and operator. */
export const FUNCTIONS: readonly FunctionEntry[] = [...ENTRIES, ...operatorFunctions(ENTRIES)].map((entry) => {
  const emit = EMITS.get(`${entry.name}(${entry.args.join()})`);
  return emit === undefined ? entry : { ...entry, emit };
});

const BY_NAME = groupByName(FUNCTIONS);
const AGGREGATES_BY_NAME = groupByName(AGGREGATES);
/** Every set-returning function. */
export const SET_FUNCTION_ENTRIES: readonly SetFunctionEntry[] = [
  ...SET_FUNCTIONS,
  ...REGEXP_SET_FUNCTIONS,
  ...JSON_SET_FUNCTIONS,
  ...JSON_POPULATE_SETS,
  ...JSON_PATH_SETS,
  ...SERVER_SETS,
  ...CATALOG_SETS,
  ...INTERNAL_SET_FUNCTIONS,
];
const SETS_BY_NAME = groupByName(SET_FUNCTION_ENTRIES);

function groupByName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name);
    if (group === undefined) groups.set(entry.name, [entry]);
    else group.push(entry);
  }
  return groups;
}

/**
 * The entry of a bound call: its arguments have exactly these types. `spread`: the last of them is an array (VARIADIC).
 */
export function findFunction(name: string, argTypes: readonly SqlType[], spread = false): FunctionEntry | undefined {
  const entries = BY_NAME.get(name);
  if (entries === undefined) return undefined;
  const types = spread ? spreadTypes(argTypes) : argTypes;
  const fits = entries.filter((entry) => argsFor(entry, types.length).length === types.length);
  const exact = fits.find((entry) => argsFor(entry, types.length).every((spec, index) => isExact(spec, types[index] ?? TYPES.unknown)));
  return exact ?? fits.find((entry) => acceptsExactly(argsFor(entry, types.length), types));
}

/** With VARIADIC the last argument stands for values of its element type. */
function spreadTypes(argTypes: readonly SqlType[]): readonly SqlType[] {
  const last = argTypes.at(-1);
  return last === undefined ? [] : [...argTypes.slice(0, -1), elementOf(last) ?? last];
}

/** The entry of a bound call node. */
export function functionOf(call: {
  readonly name: string;
  readonly args: readonly { readonly type: SqlType }[];
  readonly variadic?: boolean;
}): FunctionEntry | undefined {
  return findFunction(
    call.name,
    call.args.map((arg) => arg.type),
    call.variadic === true,
  );
}

/** Whether functions, aggregates or set-returning functions of this name are built in, and whether it is more than one. */
export function builtInCount(name: string): 'none' | 'one' | 'several' {
  const count = [BY_NAME, AGGREGATES_BY_NAME, SETS_BY_NAME].reduce((sum, group) => sum + (group.get(name)?.length ?? 0), 0);
  return count === 0 ? 'none' : count === 1 ? 'one' : 'several';
}

export function isFunctionName(name: string): boolean {
  return BY_NAME.has(name);
}

export function isAggregateName(name: string): boolean {
  return AGGREGATES_BY_NAME.has(name);
}

export function isSetFunctionName(name: string): boolean {
  return SETS_BY_NAME.has(name);
}

/** The entry of a bound call of a set-returning function. */
export function findSetFunction(name: string, argTypes: readonly SqlType[]): SetFunctionEntry | undefined {
  const fits = (SETS_BY_NAME.get(name) ?? []).filter(({ args }) => args.length === argTypes.length);
  return (
    fits.find(({ args }) => args.every((spec, i) => isExact(spec, argTypes[i] ?? TYPES.unknown))) ??
    fits.find(({ args }) => acceptsExactly(args, argTypes))
  );
}

/** What a call by name and argument types means. */
export type Resolution<E = FunctionEntry> =
  | {
      readonly kind: 'resolved';
      readonly entry: E;
      /** The type that each argument has to be cast to; the argument's own type where no cast is needed. */
      readonly casts: readonly SqlType[];
      readonly result: SqlType;
    }
  /** 42883: nothing of that name takes these arguments. nameKnown: something of that name exists. */
  | { readonly kind: 'not-found'; readonly nameKnown: boolean }
  /** 42725. */
  | { readonly kind: 'ambiguous' };

/** A signature that calls are matched with. `target` may want other kinds: PostgreSQL's mixed operators cast there. */
interface Candidate<E> {
  readonly args: readonly ArgSpec[];
  readonly entry: E;
}

/** Overloads of a function: `length('x')`, `round(1.5, 1)`, ... `spread`: the last argument is an array after VARIADIC. */
export function resolveFunction(name: string, argTypes: readonly SqlType[], spread = false): Resolution {
  const entries = BY_NAME.get(name);
  if (entries === undefined) return { kind: 'not-found', nameKnown: false };
  if (spread) return resolveSpread(entries, argTypes);
  return resolve(candidatesOf(entries, argTypes.length), argTypes);
}

/** A call with VARIADIC: only variadic functions, and the array's elements have to be of the repeated type. */
function resolveSpread(entries: readonly FunctionEntry[], argTypes: readonly SqlType[]): Resolution {
  const variadic = entries.filter((entry) => entry.variadic === true && entry.args.length === argTypes.length);
  const given = argTypes.at(-1);
  const takesAny = variadic.some((entry) => entry.args.at(-1) === 'any');
  if (takesAny && given !== undefined && given.kind !== 'unknown' && elementOf(given) === null) {
    throw new ConductError(SQLSTATE.datatypeMismatch, 'VARIADIC argument must be an array');
  }
  const types = spreadTypes(argTypes);
  const resolution = resolve(candidatesOf(variadic, types.length), types);
  if (resolution.kind !== 'resolved') return resolution;
  const last = known(resolution.casts.at(-1), 'variadic type');
  const own = known(argTypes.at(-1), 'variadic argument');
  const element = elementOf(own);
  const array = element !== null && isSameKind(element, last) ? own : arrayOf(last);
  return { ...resolution, casts: [...resolution.casts.slice(0, -1), array] };
}

/**
 * `date('2020-01-01')`, `int4(x)`: one argument and the name of a type mean a cast (func_get_detail), when no function
 * takes the argument exactly. Returns the type to cast to explicitly.
 */
export function functionStyleCast(name: string, argTypes: readonly SqlType[]): SqlType | undefined {
  const [source] = argTypes;
  const target = argTypes.length === 1 ? typeFromName(name) : undefined;
  if (source === undefined || target === undefined || name === 'unknown') return undefined;
  return canCoerce(source, target, 'explicit') ? target : undefined;
}

/** Overloads of an operator; `left` null for a prefix operator. */
export function resolveOperator(name: string, left: SqlType | null, right: SqlType): Resolution {
  const operator = name === '!=' ? '<>' : name;
  const entries = BY_NAME.get(operator);
  if (entries === undefined) return { kind: 'not-found', nameKnown: false };
  const argTypes = left === null ? [right] : [left, right];
  const candidates = [
    ...candidatesOf(entries, argTypes.length),
    ...mixedCandidates(operator, entries, argTypes.length),
    ...(left === null ? [] : concatCandidates(operator, entries)),
  ];
  // binary_oper_exact: an untyped literal beside a typed operand is first tried as the same type.
  if (left !== null && (left.kind === 'unknown') !== (right.kind === 'unknown')) {
    const typed = left.kind === 'unknown' ? right : left;
    const exact = candidates.find((candidate) => candidate.args.every((spec) => isExact(spec, typed)));
    if (exact !== undefined) return resolved(exact, argTypes);
  }
  return resolve(candidates, argTypes);
}

/** text || anynonarray and anynonarray || text: the other operand goes through its text form. */
function concatCandidates(name: string, entries: readonly FunctionEntry[]): readonly Candidate<FunctionEntry>[] {
  const entry = name === '||' ? entries.find((each) => sameKinds(each.args, ['text', 'text'])) : undefined;
  if (entry === undefined) return [];
  return [
    { args: ['text', 'anynonarray'], entry },
    { args: ['anynonarray', 'text'], entry },
  ];
}

/** Overloads of an aggregate. count(*) has no arguments. */
export function resolveAggregate(name: string, argTypes: readonly SqlType[]): Resolution<AggregateEntry> {
  const entries = AGGREGATES_BY_NAME.get(name);
  if (entries === undefined) return { kind: 'not-found', nameKnown: false };
  const any = entries.find((entry) => entry.args.length === argTypes.length && entry.args.every((arg) => arg === 'any'));
  if (any !== undefined) return { kind: 'resolved', entry: any, casts: argTypes, result: any.result(argTypes) };
  return resolve(candidatesOf(entries, argTypes.length), argTypes);
}

/** A set-returning function as a candidate of overload resolution: `result` is not asked for. */
interface SetCandidate extends Omit<SetFunctionEntry, 'rows'> {
  readonly entry: SetFunctionEntry;
  readonly result: (args: readonly SqlType[]) => SqlType;
}

/** Overloads of a set-returning function. */
export function resolveSetFunction(
  name: string,
  argTypes: readonly SqlType[],
): { readonly entry: SetFunctionEntry; readonly casts: readonly SqlType[] } | 'ambiguous' | 'not-found' {
  const entries = SETS_BY_NAME.get(name) ?? [];
  const any = entries.find((entry) => entry.args.length === argTypes.length && entry.args.every((arg) => arg === 'any'));
  if (any !== undefined) return { entry: any, casts: argTypes };
  const wrapped = entries.map((entry): SetCandidate => ({ ...entry, entry, result: () => TYPES.unknown }));
  const resolution = resolve(candidatesOf(wrapped, argTypes.length), argTypes);
  return resolution.kind === 'resolved' ? { entry: resolution.entry.entry, casts: resolution.casts } : resolution.kind;
}

function candidatesOf<E extends Resolvable>(entries: readonly E[], argCount: number): Candidate<E>[] {
  return entries.map((entry) => ({ args: argsFor(entry, argCount), entry })).filter(({ args }) => args.length === argCount);
}

const MIXED_OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '=', '<>', '<', '<=', '>', '>=']);
const MIXED_COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);
const INTEGER_WIDTHS: readonly TypeKind[] = ['int2', 'int4', 'int8'];

/**
 * PostgreSQL has operators over two different types (int24eq, float84pl, ...). They decide what overload resolution picks
 * (`1 + 1::real` is a float84pl); we execute them as the operator over the wider type.
 */
function mixedCandidates(name: string, entries: readonly FunctionEntry[], argCount: number): Candidate<FunctionEntry>[] {
  if (argCount !== 2 || !MIXED_OPERATORS.has(name)) return [];
  const candidates: Candidate<FunctionEntry>[] = [];
  const add = (left: TypeKind, right: TypeKind, wide: TypeKind): void => {
    const entry = entries.find((each) => sameKinds(each.args, [wide, wide]));
    if (entry !== undefined) candidates.push({ args: [left, right], entry });
  };
  for (const [narrowIndex, narrow] of INTEGER_WIDTHS.entries()) {
    for (const wide of INTEGER_WIDTHS.slice(narrowIndex + 1)) {
      add(narrow, wide, wide);
      add(wide, narrow, wide);
    }
  }
  add('float4', 'float8', 'float8');
  add('float8', 'float4', 'float8');
  if (MIXED_COMPARISONS.has(name)) {
    add('date', 'timestamp', 'timestamp');
    add('timestamp', 'date', 'timestamp');
    add('date', 'timestamptz', 'timestamptz');
    add('timestamptz', 'date', 'timestamptz');
    add('timestamp', 'timestamptz', 'timestamptz');
    add('timestamptz', 'timestamp', 'timestamptz');
    add('name', 'name', 'text');
    add('name', 'text', 'text');
    add('text', 'name', 'text');
  }
  return candidates;
}

function sameKinds(left: readonly ArgSpec[], right: readonly TypeKind[]): boolean {
  return left.length === right.length && left.every((kind, index) => kind === right[index]);
}

/** What overload resolution needs of an entry. */
type Resolvable = Pick<AggregateEntry, 'args' | 'result'> & { readonly variadic?: boolean };

/** Casts go to the entry's types; an argument that has the type already keeps its modifiers. */
function resolved<E extends Resolvable>(candidate: Candidate<E>, argTypes: readonly SqlType[]): Resolution<E> {
  // Mixed operators cast to the types of the entry that executes them, not to those that they are chosen by.
  const casts = castTypes(argsFor(candidate.entry, argTypes.length), argTypes);
  if (casts === null) {
    throw new ConductError(SQLSTATE.datatypeMismatch, 'could not determine polymorphic type because input has type unknown');
  }
  return { kind: 'resolved', entry: candidate.entry, casts, result: candidate.entry.result(casts) };
}

function resolve<E extends Resolvable>(candidates: readonly Candidate<E>[], argTypes: readonly SqlType[]): Resolution<E> {
  const exact = candidates.find((candidate) => candidate.args.every((spec, index) => isExact(spec, argTypes[index] ?? TYPES.unknown)));
  if (exact !== undefined) return resolved(exact, argTypes);
  const viable = candidates.filter((candidate) => accepts(candidate.args, argTypes));
  const [only] = viable;
  if (only === undefined) return { kind: 'not-found', nameKnown: true };
  const selected = viable.length === 1 ? only : selectCandidate(viable, argTypes);
  return selected === undefined ? { kind: 'ambiguous' } : resolved(selected, argTypes);
}

function isPreferredSpec(spec: ArgSpec): boolean {
  return concreteType(spec) !== null && !spec.endsWith('[]') && isPreferredType(spec as TypeKind);
}

/** func_select_candidate: each step keeps the best candidates, and ends when one is left. */
function selectCandidate<E>(viable: readonly Candidate<E>[], types: readonly SqlType[]): Candidate<E> | undefined {
  let left = keepBest(viable, (candidate) =>
    count(types, (type, index) => type.kind !== 'unknown' && isExact(candidate.args[index] ?? 'unknown', type)),
  );
  if (left.length === 1) return left[0];
  left = keepBest(left, (candidate) =>
    count(types, (type, index) => {
      const target = candidate.args[index];
      if (type.kind === 'unknown' || target === undefined) return false;
      return isExact(target, type) || (specCategory(target) === typeCategory(type.kind) && isPreferredSpec(target));
    }),
  );
  if (left.length === 1) return left[0];
  if (!types.some((type) => type.kind === 'unknown')) return undefined;
  left = resolveUnknowns(left, types);
  if (left.length === 1) return left[0];
  return assumeUnknownsAreKnown(left, types);
}

/** Untyped literals: string if any candidate takes one there, else the category that all agree on; preferred types win. */
function resolveUnknowns<E>(candidates: readonly Candidate<E>[], types: readonly SqlType[]): readonly Candidate<E>[] {
  const slots: { readonly index: number; readonly category: TypeCategory; readonly preferred: boolean }[] = [];
  for (const [index, type] of types.entries()) {
    if (type.kind !== 'unknown') continue;
    const targets = candidates.map((candidate) => candidate.args[index] ?? 'unknown');
    const categories = new Set(targets.map(specCategory));
    const [first = 'X'] = categories;
    const category = categories.has('S') ? 'S' : categories.size === 1 ? first : undefined;
    if (category === undefined) return candidates;
    const preferred = targets.some((target) => specCategory(target) === category && isPreferredSpec(target));
    slots.push({ index, category, preferred });
  }
  const kept = candidates.filter((candidate) =>
    slots.every(({ index, category, preferred }) => {
      const target = candidate.args[index] ?? 'unknown';
      return specCategory(target) === category && (!preferred || isPreferredSpec(target));
    }),
  );
  return kept.length > 0 ? kept : candidates;
}

/** Last chance: all typed arguments have one type; a single candidate that takes it everywhere. */
function assumeUnknownsAreKnown<E>(candidates: readonly Candidate<E>[], types: readonly SqlType[]): Candidate<E> | undefined {
  const typed = types.filter((type) => type.kind !== 'unknown');
  const [first] = typed;
  if (first === undefined || !typed.every((type) => isSameKind(type, first))) return undefined;
  const all = types.map(() => first);
  const kept = candidates.filter((candidate) => accepts(candidate.args, all));
  return kept.length === 1 ? kept[0] : undefined;
}

function keepBest<T>(items: readonly T[], score: (item: T) => number): readonly T[] {
  const scores = items.map(score);
  const best = Math.max(...scores);
  return items.filter((_, index) => scores[index] === best);
}

function count<T>(items: readonly T[], test: (item: T, index: number) => boolean): number {
  return items.filter(test).length;
}
