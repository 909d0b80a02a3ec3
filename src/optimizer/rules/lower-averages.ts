/**
 * lower-averages: avg(x) is sum(x) / count(x), NULL where the count is 0. Equal sums and counts of a grouping are computed once.
 *
 *     SELECT avg(a), sum(a) FROM t  →  SELECT s / c, s FROM (SELECT sum(a) AS s, count(a) AS c FROM t)
 *
 * Not touched: sum, count, min, max.
 */
import type { AggregateCall, Expr } from '../../plan/expr.js';
import type { Column } from '../../plan/logical.js';
import type { SqlType } from '../../types/sql-type.js';
import { TYPES } from '../../types/sql-type.js';
import { call, columnRef, exprKey, literal } from '../expressions.js';
import { makeAggregate, makeProject } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const lowerAverages: NodeRule = {
  kind: 'node',
  name: 'lower-averages',
  reason: 'sums and counts can be computed in two steps around an exchange',
  required: true,
  apply: (node, context) => {
    if (node.kind !== 'aggregate' || !node.aggregates.some((aggregate) => aggregate.name === 'avg')) return null;
    const keyCount = node.keys.length;
    const calls: AggregateCall[] = [];
    const columns: Column[] = [];
    const known = new Map<string, Column>();
    const add = (aggregate: AggregateCall, column: Column | null): Column => {
      const key = `${aggregate.name} ${aggregate.distinct} ${aggregate.args.map(exprKey).join()} ${aggregate.filter === null ? '' : exprKey(aggregate.filter)}`;
      const found = known.get(key);
      if (found !== undefined) return found;
      const added = column ?? {
        id: context.nextColumnId(),
        name: aggregate.name,
        type: aggregate.type,
        nullable: aggregate.name !== 'count',
      };
      calls.push(aggregate);
      columns.push(added);
      known.set(key, added);
      return added;
    };
    const exprs = node.aggregates.map((aggregate, i): Expr => {
      const column = node.columns[keyCount + i];
      const [arg] = aggregate.args;
      if (aggregate.name !== 'avg' || arg === undefined) return columnRef(add(aggregate, column ?? null));
      const summed = sumOf(arg);
      const total = add({ ...aggregate, name: 'sum', args: [summed.arg], type: summed.type }, null);
      const count = add({ ...aggregate, name: 'count', type: TYPES.int8 }, null);
      return quotient(aggregate.type, columnRef(total), columnRef(count));
    });
    const keyColumns = node.columns.slice(0, keyCount);
    const aggregate = makeAggregate(node.input, node.keys, calls, [...keyColumns, ...columns]);
    return makeProject(aggregate, node.columns, [...keyColumns.map(columnRef), ...exprs]);
  },
};

/** The sum that PostgreSQL's avg keeps. */
function sumOf(arg: Expr): { readonly arg: Expr; readonly type: SqlType } {
  switch (arg.type.kind) {
    case 'int2':
    case 'int4':
      return { arg, type: TYPES.int8 };
    case 'float4':
      return { arg: cast(arg, TYPES.float8), type: TYPES.float8 };
    case 'float8':
      return { arg, type: TYPES.float8 };
    case 'interval':
      return { arg, type: TYPES.interval };
    default:
      return { arg, type: TYPES.numeric };
  }
}

function quotient(type: SqlType, total: Expr, count: Expr): Expr {
  const divisor: SqlType = type.kind === 'interval' ? TYPES.float8 : type;
  const dividend = total.type.kind === type.kind ? total : cast(total, type);
  const value = call('/', type, [dividend, cast(count, divisor)]);
  const none = call('=', TYPES.bool, [count, literal(TYPES.int8, 0n)]);
  return { kind: 'case', type, branches: [{ when: none, then: literal(type, null) }], otherwise: value };
}

function cast(arg: Expr, type: SqlType): Expr {
  return { kind: 'cast', type, arg, mode: 'implicit' };
}
