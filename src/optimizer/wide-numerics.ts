/**
 * Numerics of any length. Compiled code computes with numerics of up to 120 bits. A plan whose tables or literals have longer ones, or that is
 * run again because an operation did not fit, gets *wide* types: its numerics are texts in the order of their values (types/stored.ts), and
 * the host computes with them. A sum, which compiled code can't do then, collects its values:
 *
 *     sum(a)  →  conduct_numeric_sum(collect(conduct_numeric_item(a)))
 */
import { assert, known } from '../common/assert.js';
import { fitsNum } from '../plan/datum-batch.js';
import type { AggregateCall, Expr } from '../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan, WindowPlan } from '../plan/logical.js';
import { ROW_ID_ORDINAL } from '../plan/physical.js';
import type { Decimal } from '../types/datum.js';
import { TYPES } from '../types/sql-type.js';
import type { OptimizerContext } from './context.js';
import { call, columnRef } from './expressions.js';
import { makeAggregate, makeProject } from './plans.js';

/** Whether a table or a literal of the plan has a value that num does not hold. */
export function needsWideNumerics(plan: LogicalPlan): boolean {
  return someNode(plan, (node) => {
    switch (node.kind) {
      case 'literal':
        return isDecimal(node.value) && !fitsNum(node.value);
      case 'values': {
        const { rows, columns } = node as unknown as { rows: readonly (readonly unknown[])[]; columns: readonly Column[] };
        const numeric = columns.flatMap(({ type }, i) => (type.kind === 'numeric' ? [i] : []));
        return numeric.length > 0 && rows.some((row) => numeric.some((i) => isDecimal(row[i]) && !fitsNum(row[i])));
      }
      case 'get': {
        const { table, ordinals } = node as unknown as LogicalPlan & { kind: 'get' };
        return ordinals.some(
          (ordinal) =>
            ordinal !== ROW_ID_ORDINAL && table.columns[ordinal]?.type.kind === 'numeric' && table.stats.columns[ordinal]?.minText != null,
        );
      }
      default:
        return false;
    }
  });
}

function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null && 'unscaled' in value;
}

type PlainNode = { readonly kind?: unknown; readonly [field: string]: unknown };

/** Fields whose contents are no part of the plan's expressions. */
const OPAQUE: ReadonlySet<string> = new Set(['table', 'rows', 'value', 'stats']);

/** Also fields that hold no node: most of a plan's objects are columns and types, and every statement comes here. */
const WITHOUT_NODES: ReadonlySet<string> = new Set([...OPAQUE, 'columns', 'type']);

function someNode(value: unknown, test: (node: PlainNode) => boolean, seen = new Set<unknown>()): boolean {
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  if (Array.isArray(value)) return value.some((item) => someNode(item, test, seen));
  const node = value as PlainNode;
  if (test(node)) return true;
  for (const field in node) if (!WITHOUT_NODES.has(field) && someNode(node[field], test, seen)) return true;
  return false;
}

/** The plan with wide types. */
export function widenNumerics(plan: LogicalPlan, context: Pick<OptimizerContext, 'nextColumnId'>): LogicalPlan {
  const made = new Map<unknown, unknown>();
  const widen = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(widen);
    if (typeof value !== 'object' || value === null) return value;
    const found = made.get(value);
    if (found !== undefined) return found;
    const node = value as PlainNode;
    if (node.kind === 'numeric' && 'precision' in node) return { ...node, wide: true };
    const parts = Object.fromEntries(Object.entries(node).map(([field, part]) => [field, OPAQUE.has(field) ? part : widen(part)]));
    const result = withoutSums(parts as PlainNode, context);
    // One node at two places stays one.
    made.set(value, result);
    return result;
  };
  return widen(plan) as LogicalPlan;
}

function withoutSums(node: PlainNode, context: Pick<OptimizerContext, 'nextColumnId'>): PlainNode {
  switch (node.kind) {
    case 'aggregate':
      return collectSums(node as unknown as AggregatePlan, context) as unknown as PlainNode;
    case 'window':
      return collectWindowSums(node as unknown as WindowPlan, context) as unknown as PlainNode;
    default:
      return node;
  }
}

function isSum({ name, args, distinct }: AggregateCall): boolean {
  assert(!distinct || name !== 'sum', 'a sum of different values is one over a grouping');
  return name === 'sum' && args[0]?.type.kind === 'numeric';
}

function collected(aggregate: AggregateCall): AggregateCall {
  return { ...aggregate, name: 'collect', type: TYPES.text, args: [call('conduct_numeric_item', TYPES.text, aggregate.args)] };
}

/** What statistical aggregates sum may be longer than what is shown. */
function sumFunction({ args: [arg] }: AggregateCall): string {
  return arg?.kind === 'call' && (arg.name === 'conduct_square' || arg.name === 'conduct_summand')
    ? 'conduct_exact_sum'
    : 'conduct_numeric_sum';
}

interface Replaced {
  readonly columns: readonly Column[];
  readonly exprs: readonly Expr[];
}

/** Columns of the calls, sums replaced by collections; and the values of the calls over those. */
function replaceSums(
  calls: readonly AggregateCall[],
  columns: readonly Column[],
  sums: readonly boolean[],
  context: Pick<OptimizerContext, 'nextColumnId'>,
): Replaced {
  const own = columns.map((column, i) =>
    sums[i] === true ? { ...column, id: context.nextColumnId(), type: TYPES.text, nullable: true } : column,
  );
  const exprs = own.map((column, i) =>
    sums[i] === true ? call(sumFunction(known(calls[i], 'call')), known(calls[i], 'call').type, [columnRef(column)]) : columnRef(column),
  );
  return { columns: own, exprs };
}

function collectSums(plan: AggregatePlan, context: Pick<OptimizerContext, 'nextColumnId'>): LogicalPlan {
  const sums = plan.aggregates.map(isSum);
  if (!sums.includes(true)) return plan;
  const keys = plan.columns.slice(0, plan.keys.length);
  const { columns, exprs } = replaceSums(plan.aggregates, plan.columns.slice(keys.length), sums, context);
  const aggregates = plan.aggregates.map((aggregate, i) => (sums[i] === true ? collected(aggregate) : aggregate));
  const aggregate = makeAggregate(plan.input, plan.keys, aggregates, [...keys, ...columns]);
  return makeProject(aggregate, plan.columns, [...keys.map(columnRef), ...exprs]);
}

function collectWindowSums(plan: WindowPlan, context: Pick<OptimizerContext, 'nextColumnId'>): LogicalPlan {
  const sums = plan.functions.map((each) => each.aggregate && isSum(each.call));
  if (!sums.includes(true)) return plan;
  const inputs = plan.input.columns;
  const calls = plan.functions.map((each) => each.call);
  const { columns, exprs } = replaceSums(calls, plan.columns.slice(inputs.length), sums, context);
  const functions = plan.functions.map((each, i) => (sums[i] === true ? { ...each, call: collected(each.call) } : each));
  const window: WindowPlan = { ...plan, functions, columns: [...inputs, ...columns] };
  return makeProject(window, plan.columns, [...inputs.map(columnRef), ...exprs]);
}
