/**
 * The registry of functions, operators and aggregates, and PostgreSQL's overload resolution over it (parse_func.c,
 * parse_oper.c): exact match, then implicit casts, exact and preferred types, then the categories of untyped literals.
 */

import type { TypeCategory } from '../types/coercion.js';
import { canCoerce, coercionPath, isPreferredType, typeCategory, typeOfKind } from '../types/coercion.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { typeFromName } from '../types/type-name.js';
import { AGGREGATES } from './aggregates.js';
import { COMPARISONS } from './comparison.js';
import { DATETIME_FUNCTIONS } from './datetime.js';
import { TEXT_EMITS } from './emit/text.js';
import type { EmitFunction } from './emitter.js';
import { FLOAT_FUNCTIONS } from './float.js';
import type { AggregateEntry, FunctionEntry } from './function-entry.js';
import { INTEGER_FUNCTIONS } from './integer.js';
import { NUMERIC_FUNCTIONS } from './numeric.js';
import { SYSTEM_FUNCTIONS } from './system.js';
import { TEXT_FUNCTIONS } from './text.js';

/** Compiled forms, by name and argument kinds. */
const EMITS = new Map<string, EmitFunction>(TEXT_EMITS);

/** Every function and operator. */
export const FUNCTIONS: readonly FunctionEntry[] = [
  ...INTEGER_FUNCTIONS,
  ...FLOAT_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...COMPARISONS,
  ...TEXT_FUNCTIONS,
  ...DATETIME_FUNCTIONS,
  ...SYSTEM_FUNCTIONS,
].map((entry) => {
  const emit = EMITS.get(`${entry.name}(${entry.args.join()})`);
  return emit === undefined ? entry : { ...entry, emit };
});

const BY_NAME = groupByName(FUNCTIONS);
const AGGREGATES_BY_NAME = groupByName(AGGREGATES);

function groupByName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    const group = groups.get(entry.name);
    if (group === undefined) groups.set(entry.name, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** The entry of a bound call: exactly these kinds. */
export function findFunction(name: string, argKinds: readonly TypeKind[]): FunctionEntry | undefined {
  return BY_NAME.get(name)?.find((entry) => sameKinds(argsFor(entry, argKinds.length), argKinds));
}

export function isFunctionName(name: string): boolean {
  return BY_NAME.has(name);
}

export function isAggregateName(name: string): boolean {
  return AGGREGATES_BY_NAME.has(name);
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
  readonly args: readonly TypeKind[];
  readonly entry: E;
}

/** Overloads of a function: `length('x')`, `round(1.5, 1)`, ... */
export function resolveFunction(name: string, argTypes: readonly SqlType[]): Resolution {
  const entries = BY_NAME.get(name);
  if (entries === undefined) return { kind: 'not-found', nameKnown: false };
  if (ANY_TO_TEXT.has(name)) {
    const entry = entries[0];
    if (entry !== undefined && argTypes.length >= entry.args.length) {
      const casts = argTypes.map(() => TYPES.text);
      return { kind: 'resolved', entry, casts, result: entry.result(casts) };
    }
  }
  return resolve(candidatesOf(entries, argTypes.length), argTypes);
}

/** Declared VARIADIC "any" in PostgreSQL: each argument goes through its text form. */
const ANY_TO_TEXT: ReadonlySet<string> = new Set(['concat', 'concat_ws']);

/** The kinds of a call with `argCount` arguments: a variadic entry repeats its last. */
function argsFor(entry: FunctionEntry | AggregateEntry, argCount: number): readonly (TypeKind | 'any')[] {
  const last = entry.args.at(-1);
  if (!('variadic' in entry) || entry.variadic !== true || last === undefined || argCount <= entry.args.length) return entry.args;
  return [...entry.args, ...new Array<TypeKind | 'any'>(argCount - entry.args.length).fill(last)];
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
  const candidates = [...candidatesOf(entries, argTypes.length), ...mixedCandidates(operator, entries, argTypes.length)];
  // binary_oper_exact: an untyped literal beside a typed operand is first tried as the same type.
  if (left !== null && (left.kind === 'unknown') !== (right.kind === 'unknown')) {
    const known = left.kind === 'unknown' ? right.kind : left.kind;
    const exact = candidates.find((candidate) => sameKinds(candidate.args, [known, known]));
    if (exact !== undefined) return resolved(exact, argTypes);
  }
  const resolution = resolve(candidates, argTypes);
  if (operator === '||' && resolution.kind !== 'resolved') return resolveAnyConcat(entries, argTypes) ?? resolution;
  return resolution;
}

/** text || anynonarray and anynonarray || text: the other operand goes through its text form. */
function resolveAnyConcat(entries: readonly FunctionEntry[], argTypes: readonly SqlType[]): Resolution | undefined {
  const stringy = argTypes.some((type) => typeCategory(type.kind) === 'S' || type.kind === 'unknown');
  const textConcat = entries.find((entry) => sameKinds(entry.args, ['text', 'text']));
  return stringy && textConcat !== undefined ? resolved({ args: textConcat.args, entry: textConcat }, argTypes) : undefined;
}

/** Overloads of an aggregate. count(*) has no arguments. */
export function resolveAggregate(name: string, argTypes: readonly SqlType[]): Resolution<AggregateEntry> {
  const entries = AGGREGATES_BY_NAME.get(name);
  if (entries === undefined) return { kind: 'not-found', nameKnown: false };
  const any = entries.find((entry) => entry.args.length === argTypes.length && entry.args.every((arg) => arg === 'any'));
  if (any !== undefined) return { kind: 'resolved', entry: any, casts: argTypes, result: any.result(argTypes) };
  return resolve(candidatesOf(entries, argTypes.length), argTypes);
}

function candidatesOf<E extends { readonly args: readonly (TypeKind | 'any')[] }>(entries: readonly E[], argCount: number): Candidate<E>[] {
  return entries.filter((entry) => entry.args.length === argCount).map((entry) => ({ args: entry.args as readonly TypeKind[], entry }));
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
    add('name', 'text', 'text');
    add('text', 'name', 'text');
  }
  return candidates;
}

function sameKinds(left: readonly (TypeKind | 'any')[], right: readonly TypeKind[]): boolean {
  return left.length === right.length && left.every((kind, index) => kind === right[index]);
}

/** Casts go to the entry's kinds; an argument that has the kind already keeps its modifiers. */
function resolved<E extends FunctionEntry | AggregateEntry>(candidate: Candidate<E>, argTypes: readonly SqlType[]): Resolution<E> {
  const casts = candidate.entry.args.map((kind, index) => {
    const own = argTypes[index];
    return own !== undefined && (kind === 'any' || own.kind === kind) ? own : typeOfKind(kind as TypeKind);
  });
  return { kind: 'resolved', entry: candidate.entry, casts, result: candidate.entry.result(casts) };
}

function resolve<E extends FunctionEntry | AggregateEntry>(
  candidates: readonly Candidate<E>[],
  argTypes: readonly SqlType[],
): Resolution<E> {
  const kinds = argTypes.map((type) => type.kind);
  const exact = candidates.find((candidate) => sameKinds(candidate.args, kinds));
  if (exact !== undefined) return resolved(exact, argTypes);
  const viable = candidates.filter((candidate) =>
    candidate.args.every((kind, index) => coercionPath(kinds[index] ?? kind, kind, 'implicit') !== null),
  );
  const [only] = viable;
  if (only === undefined) return { kind: 'not-found', nameKnown: true };
  const selected = viable.length === 1 ? only : selectCandidate(viable, kinds);
  return selected === undefined ? { kind: 'ambiguous' } : resolved(selected, argTypes);
}

/** func_select_candidate: each step keeps the best candidates, and ends when one is left. */
function selectCandidate<E>(viable: readonly Candidate<E>[], kinds: readonly TypeKind[]): Candidate<E> | undefined {
  let left = keepBest(viable, (candidate) => count(kinds, (kind, index) => kind !== 'unknown' && candidate.args[index] === kind));
  if (left.length === 1) return left[0];
  left = keepBest(left, (candidate) =>
    count(kinds, (kind, index) => {
      const target = candidate.args[index];
      if (kind === 'unknown' || target === undefined) return false;
      return target === kind || (typeCategory(target) === typeCategory(kind) && isPreferredType(target));
    }),
  );
  if (left.length === 1) return left[0];
  if (!kinds.includes('unknown')) return undefined;
  left = resolveUnknowns(left, kinds);
  if (left.length === 1) return left[0];
  return assumeUnknownsAreKnown(left, kinds);
}

/** Untyped literals: string if any candidate takes one there, else the category that all agree on; preferred types win. */
function resolveUnknowns<E>(candidates: readonly Candidate<E>[], kinds: readonly TypeKind[]): readonly Candidate<E>[] {
  const slots: { readonly index: number; readonly category: TypeCategory; readonly preferred: boolean }[] = [];
  for (const [index, kind] of kinds.entries()) {
    if (kind !== 'unknown') continue;
    const targets = candidates.map((candidate) => candidate.args[index] ?? 'unknown');
    const categories = new Set(targets.map(typeCategory));
    const [first = 'X'] = categories;
    const category = categories.has('S') ? 'S' : categories.size === 1 ? first : undefined;
    if (category === undefined) return candidates;
    const preferred = targets.some((target) => typeCategory(target) === category && isPreferredType(target));
    slots.push({ index, category, preferred });
  }
  const kept = candidates.filter((candidate) =>
    slots.every(({ index, category, preferred }) => {
      const target = candidate.args[index] ?? 'unknown';
      return typeCategory(target) === category && (!preferred || isPreferredType(target));
    }),
  );
  return kept.length > 0 ? kept : candidates;
}

/** Last chance: all typed arguments have one type; a single candidate that takes it everywhere. */
function assumeUnknownsAreKnown<E>(candidates: readonly Candidate<E>[], kinds: readonly TypeKind[]): Candidate<E> | undefined {
  const known = new Set(kinds.filter((kind) => kind !== 'unknown'));
  const [kind] = known;
  if (known.size !== 1 || kind === undefined) return undefined;
  const kept = candidates.filter((candidate) => candidate.args.every((target) => coercionPath(kind, target, 'implicit') !== null));
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
