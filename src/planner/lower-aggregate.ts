/**
 * What execution computes for an aggregate: counts, sums and the like, moments of floats, or a collection of all values; and the
 * expression over those that is the aggregate's value.
 *
 *     stddev(i)                       → conduct_variance('stddev', count(i), sum(i), sum(i * i))
 *     string_agg(a, ',' ORDER BY b)   → conduct_string_agg(collect(conduct_item(a, ',', b)), 'items in the order of their third value')
 */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import { HYPOTHETICAL_RESULTS, ORDERED_SET_NAMES } from '../functions/aggregates.js';
import { ITEM_FUNCTION, resultFunction } from '../functions/collected.js';
import type { ItemSpec } from '../functions/collected-items.js';
import { FLOAT_RESULTS } from '../functions/moments.js';
import { MONEY_CENTS, MONEY_OF_CENTS } from '../functions/money.js';
import type { AggregateCall, Expr, SortKey } from '../plan/expr.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import { canBeNull } from './nullability.js';
import { makeAnd, makeNot } from './operators.js';
import { duplicateExpr, sameExpr } from './rewrite.js';

export interface BoundAggregate extends AggregateCall {
  /** ORDER BY, or WITHIN GROUP. */
  readonly order: readonly SortKey[];
  /** The order in which the rows come, where the query says it. */
  readonly inputOrder: readonly SortKey[];
  /** Of an ordered-set aggregate; `args` are what it orders. */
  readonly direct: readonly Expr[];
  /** Over the frames of a window. */
  readonly inWindow: boolean;
}

export interface LoweredAggregate {
  readonly calls: readonly AggregateCall[];
  /** The aggregate's value, given those of the calls. */
  readonly result: (columns: readonly Expr[]) => Expr;
}

export function lowerAggregate(context: BindContext, aggregate: BoundAggregate): LoweredAggregate {
  const { name, args, filter, type, distinct } = aggregate;
  if (isCollected(aggregate))
    return collected(context, isExact(aggregate) ? { ...aggregate, args: args.map((arg) => cast(arg, TYPES.numeric)) } : aggregate);
  if (name === 'regr_count' && !distinct) {
    const [y, x] = [known(args[0], 'y'), known(args[1], 'x')];
    return plain({ name: 'count', args: [y], distinct, filter: withFilter(filter, notNull(context, x)), type });
  }
  if (FLOAT_RESULTS[name] !== undefined) return isExact(aggregate) ? exactStatistic(context, aggregate) : floatStatistic(aggregate);
  if (name === 'sum' && type.kind === 'money') {
    const cents = args.map((arg) => call(MONEY_CENTS, TYPES.numeric, [arg]));
    const sum: AggregateCall = { name, args: cents, distinct, filter, type: TYPES.numeric };
    return { calls: [sum], result: ([total]) => call(MONEY_OF_CENTS, type, [known(total, 'total')]) };
  }
  return plain({ name, args, distinct, filter, type });
}

/** A statistic of integers or numeric. */
function isExact({ name, type }: BoundAggregate): boolean {
  return FLOAT_RESULTS[name] !== undefined && type.kind === 'numeric';
}

function plain(call: AggregateCall): LoweredAggregate {
  return { calls: [call], result: ([column]) => known(column, 'aggregate') };
}

// Statistics -------------------------------------------------------------------------------------------------------------

function floatStatistic({ name, args, filter, type }: BoundAggregate): LoweredAggregate {
  const moments: AggregateCall = { name: 'moments', args, distinct: false, filter, type: TYPES.text };
  return {
    calls: [moments],
    result: ([state]) => {
      const moment = (index: number): Expr => {
        if (index >= args.length * 3) return { kind: 'literal', type: TYPES.float8, value: null };
        return call('conduct_moment', TYPES.float8, [known(state, 'state'), { kind: 'literal', type: TYPES.int4, value: index }]);
      };
      return call('conduct_from_moments', type, [text(name), ...[0, 1, 2, 3, 4, 5].map(moment)]);
    },
  };
}

function exactStatistic(context: BindContext, { name, args, filter, type }: BoundAggregate): LoweredAggregate {
  const arg = known(args[0], 'argument');
  const narrow = arg.type.kind === 'int2' || arg.type.kind === 'int4';
  // Squares of 32-bit integers fit into 64 bits.
  const wide: SqlType = narrow ? TYPES.int8 : TYPES.numeric;
  const value = (): Expr =>
    cast(
      duplicateExpr(arg, () => context.newId()),
      wide,
    );
  const square = narrow ? call('*', wide, [value(), value()]) : call('conduct_square', wide, [value()]);
  // On the way to the result numbers may be longer than results.
  const summand = narrow ? value() : call('conduct_summand', wide, [value()]);
  const sum = (summed: Expr): AggregateCall => ({ name: 'sum', args: [summed], distinct: false, filter, type: TYPES.numeric });
  return {
    calls: [{ name: 'count', args: [arg], distinct: false, filter, type: TYPES.int8 }, sum(summand), sum(square)],
    result: (columns) => call('conduct_variance', type, [text(name), ...columns]),
  };
}

// Collections ------------------------------------------------------------------------------------------------------------

const JSON_NAMES: readonly string[] = ['json_agg', 'jsonb_agg', 'json_object_agg', 'jsonb_object_agg'];
const COLLECTED: ReadonlySet<string> = new Set([
  'array_agg',
  'string_agg',
  'range_agg',
  'range_intersect_agg',
  ...JSON_NAMES,
  ...ORDERED_SET_NAMES,
  ...HYPOTHETICAL_RESULTS.keys(),
]);
/** Rows in which the first value is NULL don't count. */
const SKIPS_NULLS: ReadonlySet<string> = new Set(['string_agg', 'mode', 'percentile_disc', 'percentile_cont']);
/** The order of the rows shows in the result. */
const KEEPS_ORDER: ReadonlySet<string> = new Set(['array_agg', 'string_agg', ...JSON_NAMES]);

function isCollected({ name, args, distinct, inWindow }: BoundAggregate): boolean {
  if (COLLECTED.has(name)) return true;
  if (name === 'regr_count') return distinct;
  if (FLOAT_RESULTS[name] !== undefined) return distinct || (inWindow && args[0]?.type.kind.startsWith('float') === true);
  return name.startsWith('bit_') && args[0]?.type.kind === 'bit';
}

function collected(context: BindContext, aggregate: BoundAggregate): LoweredAggregate {
  const { name, args, filter, type, direct } = aggregate;
  const { values, spec } = itemsOf(context, aggregate);
  const skipped = SKIPS_NULLS.has(name)
    ? args.slice(0, 1)
    : FLOAT_RESULTS[name] !== undefined || name === 'regr_count' || name.startsWith('bit_')
      ? args
      : [];
  const present = skipped.filter((arg) => canBeNull(context, arg)).map((arg) => notNull(context, arg));
  const collect: AggregateCall = {
    name: 'collect',
    args: [call(ITEM_FUNCTION, TYPES.text, values)],
    distinct: false,
    filter: withFilter(filter, ...present),
    type: TYPES.text,
  };
  return {
    calls: [collect],
    result: ([items]) => call(resultFunction(name), type, [known(items, 'items'), text(JSON.stringify(spec)), ...direct]),
  };
}

/** What a row's item has: the arguments, and keys of the order that are none of those. */
function itemsOf(
  context: BindContext,
  { name, args, distinct, order, inputOrder }: BoundAggregate,
): { readonly values: readonly Expr[]; readonly spec: ItemSpec } {
  const values = [...args];
  const keys = order.length === 0 && !distinct && KEEPS_ORDER.has(name) ? inputOrder : order;
  const sorted = keys.map(({ expr, descending, nullsFirst }) => {
    // Under DISTINCT keys are compared with the arguments as written.
    let index = values.findIndex((value) => sameExpr(distinct ? withoutImplicitCasts(value) : value, expr));
    if (index < 0) {
      if (distinct) {
        throw errorAt(
          SQLSTATE.invalidColumnReference,
          'in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list',
          context.positionOf(expr),
        );
      }
      index = values.length;
      values.push(expr);
    }
    return { index, descending, nullsFirst };
  });
  if (distinct) {
    args.forEach((_, index) => {
      if (!sorted.some((key) => key.index === index)) sorted.push({ index, descending: false, nullsFirst: false });
    });
  }
  return { values, spec: { types: values.map((value) => value.type), order: sorted, distinct: distinct ? args.length : null } };
}

// Expressions ------------------------------------------------------------------------------------------------------------

function call(name: string, type: SqlType, args: readonly Expr[]): Expr {
  return { kind: 'call', type, name, args };
}

function text(value: string): Expr {
  return { kind: 'literal', type: TYPES.text, value };
}

function cast(arg: Expr, type: SqlType): Expr {
  return arg.type.kind === type.kind ? arg : { kind: 'cast', type, arg, mode: 'implicit' };
}

function withoutImplicitCasts(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === 'cast' && inner.mode === 'implicit') inner = inner.arg;
  return inner;
}

function notNull(context: BindContext, arg: Expr): Expr {
  return makeNot({ kind: 'is-null', type: TYPES.bool, arg: duplicateExpr(arg, () => context.newId()) });
}

function withFilter(filter: Expr | null, ...conditions: readonly Expr[]): Expr | null {
  const all = filter === null ? conditions : [filter, ...conditions];
  return all.length === 0 ? null : makeAnd(all);
}
