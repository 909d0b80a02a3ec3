/**
 * lower-set-operations: UNION is DISTINCT over UNION ALL; INTERSECT and EXCEPT are semi and anti joins of the distinct left
 * side, on all columns, where NULL equals NULL.
 *
 *     SELECT a FROM t EXCEPT SELECT b FROM s  →  anti join (distinct t, s, NOT a IS DISTINCT FROM b)
 *
 * With ALL a row comes so many times as it does on the side with fewer (INTERSECT) or as there are more on the left (EXCEPT): both
 * sides are counted together, and the rows repeated.
 *
 * Not touched: UNION ALL.
 */
import { REPEAT } from '../../functions/set-functions.js';
import type { AggregateCall, Expr } from '../../plan/expr.js';
import type { Column, LogicalPlan, SetPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { call, columnRef, conjunction, isNotDistinct, literal } from '../expressions.js';
import { makeAggregate, makeJoin, makeNarrow, makeProject } from '../plans.js';
import type { NodeRule, RuleContext } from '../rule.js';

export const lowerSetOperations: NodeRule = {
  kind: 'node',
  name: 'lower-set-operations',
  reason: 'joins and grouping do the work',
  required: true,
  apply: (node, context) => {
    if (node.kind !== 'set' || (node.op === 'union' && node.all)) return null;
    if (node.op === 'union') return { kind: 'distinct', columns: node.columns, input: { ...node, all: true } };
    if (node.all) return countedRows(node, context);
    const left = makeProject(node.left, node.columns, node.left.columns.map(columnRef));
    const condition = node.columns.flatMap((column, i) => {
      const other = node.right.columns[i];
      return other === undefined ? [] : [isNotDistinct(columnRef(column), columnRef(other))];
    });
    const distinct = { kind: 'distinct', columns: left.columns, input: left } as const;
    return makeJoin(node.op === 'intersect' ? 'semi' : 'anti', distinct, node.right, conjunction(condition));
  },
};

function countedRows(node: SetPlan, context: RuleContext): LogicalPlan {
  const fresh = (name: string, type: Column['type']): Column => ({ id: context.nextColumnId(), name, type, nullable: false });
  const side = (input: LogicalPlan, isLeft: boolean): LogicalPlan =>
    makeProject(
      input,
      [...node.columns.map((column) => ({ ...column, id: context.nextColumnId() })), fresh('left', TYPES.bool)],
      [...input.columns.map(columnRef), literal(TYPES.bool, isLeft)],
    );
  const isLeft = fresh('left', TYPES.bool);
  const both: SetPlan = {
    kind: 'set',
    columns: [...node.columns.map((column) => ({ ...column, nullable: true })), isLeft],
    op: 'union',
    all: true,
    left: side(node.left, true),
    right: side(node.right, false),
  };
  const counted = (filter: Expr): AggregateCall => ({ name: 'count', args: [], distinct: false, filter, type: TYPES.int8 });
  const onLeft = fresh('left rows', TYPES.int8);
  const onRight = fresh('right rows', TYPES.int8);
  const calls = [counted(columnRef(isLeft)), counted({ kind: 'not', type: TYPES.bool, arg: columnRef(isLeft) })];
  const keys = both.columns.slice(0, -1);
  const groups = makeAggregate(both, keys.map(columnRef), calls, [...keys, onLeft, onRight]);
  const less = call('<', TYPES.bool, [columnRef(onLeft), columnRef(onRight)]);
  const times: Expr =
    node.op === 'except'
      ? call('-', TYPES.int8, [columnRef(onLeft), columnRef(onRight)])
      : { kind: 'case', type: TYPES.int8, branches: [{ when: less, then: columnRef(onLeft) }], otherwise: columnRef(onRight) };
  const repeated: LogicalPlan = {
    kind: 'table-function',
    columns: groups.columns,
    input: groups,
    functions: [{ name: REPEAT, args: [times], width: 0 }],
    ordinality: false,
  };
  return makeNarrow(repeated, node.columns);
}
