/**
 * The order of a plan's rows, where it has one: ORDER BY in a subquery of FROM. SQL promises nothing of it to the query around, but
 * array_agg and the like show it in PostgreSQL, and users rely on it.
 */
import type { SortKey } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { BindContext } from './bind-context.js';
import { duplicateExpr } from './rewrite.js';

/** The plan with its sort keys among its columns, where ORDER BY is directly under its projection, and the keys. */
export function exposeOrder(context: BindContext, plan: LogicalPlan): { readonly plan: LogicalPlan; readonly keys: readonly SortKey[] } {
  const visible = outputOrder(plan);
  if (plan.kind !== 'project') return { plan, keys: visible };
  const added = outputOrder(plan.input)
    .slice(visible.length)
    .map((key) => ({ key, column: context.newColumn('', key.expr.type, true) }));
  if (added.length === 0) return { plan, keys: visible };
  const exprs = [...plan.exprs, ...added.map(({ key }) => duplicateExpr(key.expr, () => context.newId()))];
  const keys = added.map(({ key, column }): SortKey => ({ ...key, expr: { kind: 'column', type: column.type, id: column.id } }));
  return {
    plan: { ...plan, exprs, columns: [...plan.columns, ...added.map(({ column }) => column)] },
    keys: [...visible, ...keys],
  };
}

/** Sort keys over the plan's columns: the leading ones that can be told from outside. */
function outputOrder(plan: LogicalPlan): readonly SortKey[] {
  switch (plan.kind) {
    case 'sort':
      return plan.keys;
    case 'limit':
    case 'filter':
      return outputOrder(plan.input);
    case 'project': {
      const { input, exprs, columns } = plan;
      const keys: SortKey[] = [];
      for (const key of outputOrder(input)) {
        const { expr } = key;
        const at = expr.kind === 'column' ? exprs.findIndex((each) => each.kind === 'column' && each.id === expr.id) : -1;
        const column = columns[at];
        if (column === undefined) break;
        keys.push({ ...key, expr: { kind: 'column', type: column.type, id: column.id } });
      }
      return keys;
    }
    default:
      return [];
  }
}
