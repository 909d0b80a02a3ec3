/**
 * compare-by-value: jsonb, and arrays of numbers that have several forms, are grouped and joined by keys, which are the same for equal
 * values; their stored texts may differ ({"a": 1} and {"a": 1.0}). Of the values of a group one is shown.
 *
 *     SELECT j, count(*) FROM t GROUP BY j  →  SELECT min(j::text)::jsonb, count(*) FROM t GROUP BY key(j)
 *     a JOIN b ON a.j = b.j                 →  a JOIN b ON key(a.j) = key(b.j)
 *
 * Not touched: keys of other types, comparisons in a filter.
 */
import { VALUE_KEY } from '../../functions/record.js';
import type { AggregateCall, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { isComparedByKey } from '../../types/value-key.js';
import { call, columnRef, conjunction, conjuncts } from '../expressions.js';
import { makeAggregate, makeProject } from '../plans.js';
import type { NodeRule, RuleContext } from '../rule.js';

export const compareByValue: NodeRule = {
  kind: 'node',
  name: 'compare-by-value',
  reason: 'equal values may have different texts',
  required: true,
  apply: (node, context) => {
    if (node.kind === 'aggregate') return grouped(node, context);
    if (node.kind !== 'join') return null;
    const parts = conjuncts(node.condition);
    const keyed = parts.map(comparison);
    return keyed.every((part, i) => part === parts[i]) ? null : { ...node, condition: conjunction(keyed) };
  },
};

function keyOf(expr: Expr): Expr {
  return call(VALUE_KEY, TYPES.text, [expr]);
}

function comparison(expr: Expr): Expr {
  if (expr.kind === 'is-distinct' && isComparedByKey(expr.left.type)) return { ...expr, left: keyOf(expr.left), right: keyOf(expr.right) };
  if (expr.kind === 'not') {
    const arg = comparison(expr.arg);
    return arg === expr.arg ? expr : { ...expr, arg };
  }
  if (expr.kind !== 'call' || expr.name !== '=') return expr;
  const [left, right] = expr.args;
  if (left === undefined || right === undefined || !isComparedByKey(left.type)) return expr;
  return call('=', TYPES.bool, [keyOf(left), keyOf(right)]);
}

function grouped(node: AggregatePlan, context: RuleContext): LogicalPlan | null {
  if (!node.keys.some((key) => isComparedByKey(key.type))) return null;
  const width = node.keys.length;
  const shown: AggregateCall[] = [];
  const shownColumns: Column[] = [];
  const keyColumns: Column[] = [];
  const exprs: Expr[] = [];
  const keys = node.keys.map((key, i) => {
    const column = node.columns[i] ?? { id: context.nextColumnId(), name: 'key', type: key.type, nullable: true };
    if (!isComparedByKey(key.type)) {
      keyColumns.push(column);
      exprs.push(columnRef(column));
      return key;
    }
    const text: Column = { id: context.nextColumnId(), name: column.name, type: TYPES.text, nullable: true };
    shown.push({ name: 'min', args: [cast(key, TYPES.text)], distinct: false, filter: null, type: TYPES.text });
    shownColumns.push(text);
    keyColumns.push({ ...text, id: context.nextColumnId() });
    exprs.push(cast(columnRef(text), key.type));
    return keyOf(key);
  });
  const rest = node.columns.slice(width);
  const aggregate = makeAggregate(node.input, keys, [...node.aggregates, ...shown], [...keyColumns, ...rest, ...shownColumns]);
  return makeProject(aggregate, node.columns, [...exprs, ...rest.map(columnRef)]);
}

function cast(arg: Expr, type: Expr['type']): Expr {
  return { kind: 'cast', type, arg, mode: 'explicit' };
}
