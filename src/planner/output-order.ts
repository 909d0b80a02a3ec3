/**
 * The order of a plan's rows, where it has one: ORDER BY in a subquery of FROM. SQL promises nothing of it to the query around, but
 * array_agg and the like show it in PostgreSQL, and users rely on it.
 */
import type { SortKey } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';

/** Sort keys over the plan's columns: the leading ones that can be told from outside. */
export function outputOrder(plan: LogicalPlan): readonly SortKey[] {
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
