/** Which columns can be NULL, by declarations and by the exact NULL counts of the snapshot. */
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { describeExpr, describeType } from '../plan/phys-type.js';
import { TYPES } from '../types/sql-type.js';
import { rewriteExpr } from './expressions.js';
import { mapExpressions, mapInputs } from './plans.js';

/** Whether the expression can be NULL in a row of these columns. A column that isn't among them can. */
export function canBeNull(expr: Expr, columns: readonly Column[]): boolean {
  const nullable = new Map(columns.map((column) => [column.id, column]));
  return describeExpr(expr, (id) => {
    const column = nullable.get(id);
    return column === undefined ? describeType(TYPES.text, true) : describeType(column.type, column.nullable);
  }).nullable;
}

/** The plan with `nullable` of all its columns as narrow as is known, in the plans of subqueries too. */
export function refineNullability(plan: LogicalPlan, outer: readonly Column[] = []): LogicalPlan {
  const withInputs = mapInputs(plan, (input) =>
    refineNullability(input, plan.kind === 'apply' && input === plan.right ? [...outer, ...plan.left.columns] : outer),
  );
  const visible = [...outer, ...inputColumns(withInputs)];
  const refined = mapExpressions(withInputs, (expr) =>
    rewriteExpr(expr, (node) => {
      if (node.kind !== 'subquery') return node;
      const inner = refineNullability(node.plan, visible);
      return inner === node.plan ? node : { ...node, plan: inner };
    }),
  );
  return withColumns(refined, outer);
}

function inputColumns(plan: LogicalPlan): readonly Column[] {
  switch (plan.kind) {
    case 'get':
    case 'values':
    case 'working-table':
      return [];
    case 'join':
    case 'apply':
    case 'set':
      return [...plan.left.columns, ...plan.right.columns];
    case 'recursive':
      return [...plan.base.columns, ...plan.step.columns];
    default:
      return plan.input.columns;
  }
}

function withColumns(plan: LogicalPlan, outer: readonly Column[]): LogicalPlan {
  switch (plan.kind) {
    case 'get':
      return {
        ...plan,
        columns: plan.columns.map((column, i) => {
          const stats = plan.table.stats.columns[plan.ordinals[i] ?? -1];
          return column.nullable && stats !== undefined && stats.nulls === 0 ? { ...column, nullable: false } : column;
        }),
      };
    case 'project': {
      const columns = plan.columns.map((column, i) => {
        const expr = plan.exprs[i];
        return expr === undefined ? column : withNullable(column, canBeNull(expr, [...outer, ...plan.input.columns]));
      });
      return { ...plan, columns };
    }
    case 'aggregate': {
      const columns = plan.columns.map((column, i) => {
        const key = plan.keys[i];
        return key === undefined ? column : withNullable(column, canBeNull(key, [...outer, ...plan.input.columns]));
      });
      return { ...plan, columns };
    }
    case 'values':
    case 'filter':
    case 'join':
    case 'apply':
    case 'sort':
    case 'limit':
    case 'distinct':
    case 'set':
    case 'row-id':
    case 'window':
    case 'table-function':
    case 'recursive':
    case 'working-table':
      return plan;
  }
}

function withNullable(column: Column, nullable: boolean): Column {
  return column.nullable && !nullable ? { ...column, nullable } : column;
}
