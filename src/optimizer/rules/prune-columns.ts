/**
 * prune-columns: no operator makes a column that nobody reads.
 *
 * The columns that readers need are passed down from the root; scans, projections, groupings and UNION ALL leave out the rest. Group
 * keys stay: they make the groups.
 *
 *     SELECT a FROM (SELECT a, b, sum(c) FROM t GROUP BY a, b)  →  the sum is not computed, t's other columns are not read
 *
 * Not touched: columns of DISTINCT.
 */
import type { ColumnId } from '../../plan/expr.js';
import type { LogicalPlan, SetPlan } from '../../plan/logical.js';
import { columnsOf } from '../columns.js';
import { columnRef, idSet } from '../expressions.js';
import { expressionsOf, makeProject, mapInputs } from '../plans.js';
import type { PlanRule } from '../rule.js';

export const pruneColumns: PlanRule = {
  kind: 'plan',
  name: 'prune-columns',
  reason: 'less is read, kept and sent',
  rewrite: (plan) => prune(plan, idSet(plan.columns)),
};

function prune(plan: LogicalPlan, required: ReadonlySet<ColumnId>): LogicalPlan {
  const kept = plan.columns.map((column, i) => ({ column, i })).filter(({ column }) => required.has(column.id));
  const all = kept.length === plan.columns.length;
  switch (plan.kind) {
    case 'get':
      return all ? plan : { ...plan, columns: kept.map(({ column }) => column), ordinals: kept.map(({ i }) => plan.ordinals[i] ?? 0) };
    case 'values':
      return all
        ? plan
        : { ...plan, columns: kept.map(({ column }) => column), rows: plan.rows.map((row) => kept.map(({ i }) => row[i] ?? null)) };
    case 'project': {
      const exprs = all ? plan.exprs : kept.map(({ i }) => plan.exprs[i]).filter((expr) => expr !== undefined);
      const input = prune(plan.input, new Set(exprs.flatMap((expr) => [...columnsOf(expr)])));
      return all && input === plan.input ? plan : makeProject(input, all ? plan.columns : kept.map(({ column }) => column), exprs);
    }
    case 'aggregate': {
      const keyCount = plan.keys.length;
      const keep = plan.aggregates.map((_call, i) => required.has(plan.columns[keyCount + i]?.id ?? -1));
      const pruned = keep.every(Boolean)
        ? plan
        : {
            ...plan,
            aggregates: plan.aggregates.filter((_call, i) => keep[i]),
            columns: plan.columns.filter((_column, i) => i < keyCount || keep[i - keyCount] === true),
          };
      const needed = new Set(expressionsOf(pruned).flatMap((expr) => [...columnsOf(expr)]));
      return mapInputs(pruned, (input) => prune(input, needed));
    }
    case 'window': {
      const inputs = plan.input.columns.length;
      const keep = plan.functions.map((_call, i) => required.has(plan.columns[inputs + i]?.id ?? -1));
      // Its order of rows goes with it: nobody may rely on that.
      if (!keep.some(Boolean)) return prune(plan.input, required);
      const pruned = keep.every(Boolean)
        ? plan
        : {
            ...plan,
            functions: plan.functions.filter((_call, i) => keep[i]),
            columns: plan.columns.filter((_column, i) => i < inputs || keep[i - inputs] === true),
          };
      const outputs = idSet(pruned.columns.slice(inputs));
      const needed = new Set([...required].filter((id) => !outputs.has(id)));
      for (const expr of expressionsOf(pruned)) for (const id of columnsOf(expr)) needed.add(id);
      return mapInputs(pruned, (input) => prune(input, needed));
    }
    case 'set':
      return pruneUnion(plan, required);
    case 'distinct':
      return mapInputs(plan, (input) => prune(input, idSet(input.columns)));
    case 'recursive':
      // By position, and all of them: rows are compared.
      return mapInputs(plan, (input) => prune(input, idSet(input.columns)));
    case 'working-table':
      return plan;
    case 'filter':
    case 'sort':
    case 'limit':
    case 'row-id':
    case 'table-function':
    case 'join':
    case 'apply': {
      const needed = new Set(required);
      for (const expr of expressionsOf(plan)) for (const id of columnsOf(expr)) needed.add(id);
      return mapInputs(plan, (input) => prune(input, needed));
    }
  }
}

/** UNION ALL by position; the others compare whole rows. */
function pruneUnion(plan: SetPlan, required: ReadonlySet<ColumnId>): LogicalPlan {
  const positions = plan.columns
    .map((column, i) => ({ column, i }))
    .filter(({ column }) => plan.op !== 'union' || !plan.all || required.has(column.id));
  const side = (input: LogicalPlan): LogicalPlan => {
    const columns = positions.map(({ i }) => input.columns[i]).filter((column) => column !== undefined);
    const pruned = prune(input, idSet(columns));
    const exact = pruned.columns.length === columns.length && columns.every((column, i) => pruned.columns[i]?.id === column.id);
    return exact ? pruned : makeProject(pruned, columns, columns.map(columnRef));
  };
  const left = side(plan.left);
  const right = side(plan.right);
  if (left === plan.left && right === plan.right) return plan;
  return { ...plan, left, right, columns: positions.map(({ column }) => column) };
}
