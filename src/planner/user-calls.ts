/**
 * Which of the user's functions a call means, and what its arguments are: by position or by name, with defaults in the places of those
 * that are not given, VARIADIC ones gathered into an array, and polymorphic types settled.
 */
import type { FunctionArgument, FunctionColumn, FunctionDef, PolymorphicName } from '../catalog/catalog-object.js';
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import { castTypes, elementOf, resultType } from '../functions/signature.js';
import type { Expr } from '../plan/expr.js';
import type { FunctionCall } from '../sql/ast.js';
import { arrayOf, type SqlType, sameType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import { tryCoerce } from './coerce.js';
import { QueryLevel } from './query-level.js';
import { parseStoredExpression, withoutPosition } from './stored-expression.js';

export interface UserCall {
  readonly definition: FunctionDef;
  readonly args: readonly Expr[];
  /** What it returns in this call. */
  readonly returns: SqlType;
  /** RETURNS TABLE and OUT arguments, in this call. */
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
}

/** Arguments as they are written. */
interface GivenArguments {
  readonly positional: readonly Expr[];
  readonly named: ReadonlyMap<string, Expr>;
  /** The last one is the array of the variadic arguments. */
  readonly variadic: boolean;
}

function givenArguments(context: BindContext, node: FunctionCall, level: QueryLevel): GivenArguments {
  const positional: Expr[] = [];
  const named = new Map<string, Expr>();
  for (const arg of node.args) {
    if (arg.kind !== 'named-argument') {
      if (named.size > 0) throw errorAt(SQLSTATE.syntaxError, 'positional argument cannot follow named argument', arg.position);
      positional.push(context.binders.expression(context, arg, level));
    } else {
      if (named.has(arg.name)) throw errorAt(SQLSTATE.syntaxError, `argument name "${arg.name}" used more than once`, arg.position);
      named.set(arg.name, context.binders.expression(context, arg.value, level));
    }
  }
  return { positional, named, variadic: node.variadic };
}

/** undefined: no function of the user's is called so, or none takes these arguments. */
export function userCall(context: BindContext, node: FunctionCall, level: QueryLevel): UserCall | undefined {
  if (context.catalog.functions.length === 0) return undefined;
  const schema = context.schemaName(node.name.at(-2) ?? null);
  const candidates = context.catalog.findFunctions(schema, known(node.name.at(-1), 'function name'), context.searchPath);
  if (candidates.length === 0) return undefined;
  const call = chosen(context, candidates, givenArguments(context, node, level));
  if (call?.definition.kind !== 'procedure') return call;
  const types = call.definition.args.map(({ type }) => typeLabel(type)).join(', ');
  throw errorAt(
    SQLSTATE.wrongObjectType,
    `${call.definition.name}(${types}) is a procedure`,
    node.position,
    'To call a procedure, use CALL.',
  );
}

/** What CALL means: a procedure, else the function that it would be. */
export function procedureCall(context: BindContext, node: FunctionCall, level: QueryLevel): UserCall | undefined {
  const schema = context.schemaName(node.name.at(-2) ?? null);
  const candidates = context.catalog.findFunctions(schema, known(node.name.at(-1), 'procedure name'), context.searchPath);
  const given = givenArguments(context, node, level);
  const procedures = candidates.filter(({ kind }) => kind === 'procedure');
  return chosen(context, procedures, given) ?? chosen(context, candidates, given);
}

/** A function over a row, by its name alone. */
export function rowCall(context: BindContext, row: Expr, name: string): UserCall | undefined {
  const candidates = context.catalog.findFunctions(null, name, context.searchPath);
  return candidates.length === 0 ? undefined : chosen(context, candidates, { positional: [row], named: new Map(), variadic: false });
}

function chosen(context: BindContext, candidates: readonly FunctionDef[], given: GivenArguments): UserCall | undefined {
  const ranked = candidates
    .flatMap((definition) => {
      const slots = slotsFor(definition.args, given);
      return slots === undefined ? [] : [{ definition, slots, exact: exactCount(definition.args, slots) }];
    })
    .sort((a, b) => b.exact - a.exact);
  for (const { definition, slots } of ranked) {
    const call = settled(context, definition, slots);
    if (call === undefined) continue;
    context.uses.add(definition.id);
    context.require({ kind: 'function', id: definition.id, name: definition.name, what: 'function', privileges: 'X' });
    return call;
  }
  return undefined;
}

/** What stands for each argument: one value, several for a variadic one, undefined for a default. */
type Slot = readonly Expr[] | undefined;

function slotsFor(args: readonly FunctionArgument[], { positional, named, variadic }: GivenArguments): readonly Slot[] | undefined {
  const gathers = args.at(-1)?.variadic === true && !variadic && named.size === 0 && positional.length >= args.length;
  if (positional.length > args.length && !gathers) return undefined;
  const slots: Slot[] = args.map((_, i) => {
    const expr = positional[i];
    if (expr === undefined) return undefined;
    return gathers && i === args.length - 1 ? positional.slice(i) : [expr];
  });
  for (const [name, expr] of named) {
    const at = args.findIndex((arg) => arg.name === name);
    if (at < 0 || slots[at] !== undefined) return undefined;
    slots[at] = [expr];
  }
  const isComplete = args.every((arg, i) => slots[i] !== undefined || arg.default !== null);
  return isComplete && (!variadic || args.at(-1)?.variadic === true) ? slots : undefined;
}

/** Arguments that need no cast; an untyped literal is a text rather than anything else. */
function exactCount(args: readonly FunctionArgument[], slots: readonly Slot[]): number {
  return args.filter(({ type, variadic }, i) => {
    const given = slots[i]?.[0];
    if (variadic || given === undefined) return false;
    return given.type.kind === 'unknown' ? type.kind === 'text' : sameType(given.type, type);
  }).length;
}

function settled(context: BindContext, definition: FunctionDef, slots: readonly Slot[]): UserCall | undefined {
  const { args } = definition;
  const given = args.map((arg, i) => slots[i] ?? [defaultOf(context, arg)]);
  const isSpread = args.map((arg, i) => arg.variadic && (slots[i] === undefined ? 0 : known(given[i], 'argument').length) > 0);
  const specs = given.flatMap((exprs, i) => exprs.map(() => specOf(known(args[i], 'argument'), isGathered(definition, slots, i))));
  const types = given.flat().map(({ type }) => type);
  const casts = castTypes(specs, types);
  if (casts === null) {
    if (specs.every((spec) => spec === 'any')) return undefined;
    const isOpen = given.flat().every(({ type }, i) => specs[i] === 'any' || type.kind === 'unknown');
    if (!isOpen) return undefined;
    throw errorAt(SQLSTATE.datatypeMismatch, 'could not determine polymorphic type because input has type unknown', -1);
  }
  let at = 0;
  const bound: Expr[] = [];
  for (const [i, arg] of args.entries()) {
    const exprs = known(given[i], 'argument');
    const gathered = isSpread[i] === true && isGathered(definition, slots, i);
    const fixed = gathered ? (elementOf(arg.type) ?? arg.type) : arg.type;
    const targets = exprs.map((_, offset) => (arg.polymorphic === undefined ? fixed : known(casts[at + offset], 'type')));
    at += exprs.length;
    const coerced = exprs.map((expr, offset) => tryCoerce(context, expr, known(targets[offset], 'type'), 'implicit'));
    if (coerced.includes(undefined)) return undefined;
    const values = coerced.flatMap((expr) => (expr === undefined ? [] : [expr]));
    const [first] = values;
    if (!gathered) bound.push(known(first, 'argument'));
    else bound.push({ kind: 'call', type: arrayOf(known(first, 'argument').type), name: '$array', args: values });
  }
  const boundTypes = bound.map(({ type }) => type);
  const concrete = (column: FunctionColumn): SqlType => resolved(column.polymorphic, column.type, args, boundTypes);
  return {
    definition,
    args: bound,
    returns: recordOf(definition, concrete) ?? resolved(definition.returnsPolymorphic, definition.returns, args, boundTypes),
    columns: definition.columns.map((column) => ({ name: column.name, type: concrete(column) })),
  };
}

/** Several OUT arguments: a row of them. */
function recordOf({ columns, returns }: FunctionDef, concrete: (column: FunctionColumn) => SqlType): SqlType | undefined {
  if (returns.kind !== 'record' || returns.named !== null || columns.length < 2) return undefined;
  return { ...returns, fields: columns.map((column) => ({ name: column.name, type: concrete(column) })) };
}

function isGathered({ args }: FunctionDef, slots: readonly Slot[], i: number): boolean {
  const slot = slots[i];
  if (args[i]?.variadic !== true || slot === undefined) return false;
  return slot.length > 1 || elementOf(known(slot[0], 'argument').type) === null;
}

/** A gathered argument is checked as an element of its array. */
function specOf({ polymorphic }: FunctionArgument, gathered: boolean): PolymorphicName | 'any' {
  if (polymorphic === undefined) return 'any';
  if (!gathered) return polymorphic;
  return polymorphic === 'anycompatiblearray' ? 'anycompatible' : 'anyelement';
}

function resolved(name: PolymorphicName | undefined, type: SqlType, args: readonly FunctionArgument[], types: readonly SqlType[]): SqlType {
  if (name === undefined) return type;
  return resultType(
    name,
    args.map(({ polymorphic }) => polymorphic ?? 'any'),
    types,
  );
}

function defaultOf(context: BindContext, { default: text, type, polymorphic }: FunctionArgument): Expr {
  const node = parseStoredExpression(context, text ?? 'NULL');
  const expr = withoutPosition(() => context.binders.expression(context, node, new QueryLevel(null, null)));
  if (polymorphic !== undefined || type.kind === 'unknown') return expr;
  return tryCoerce(context, expr, type, 'assignment') ?? { kind: 'literal', type: TYPES.unknown, value: null };
}
