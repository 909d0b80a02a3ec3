/** DELETE: the row ids that WHERE finds, with the rows themselves where RETURNING wants them. */
import { known } from '../common/assert.js';
import type { DeleteStatement } from '../sql/ast.js';
import type { BindContext, CteScope } from './bind-context.js';
import type { BoundDelete } from './bound-statement.js';
import { bindReturning, bindSource, bindTarget } from './modification.js';
import { ordinalsIn } from './partitions/routing.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { bindWith, checkUnused } from './with.js';

export function bindDelete(context: BindContext, statement: DeleteStatement, outer: CteScope | null = null): BoundDelete {
  const ctes = statement.with === null ? outer : bindWith(statement.with, null, outer);
  const level = new QueryLevel(null, ctes);
  const target = bindTarget(context, level, statement.table, statement.alias, statement.only, 'delete from');
  const { table } = target;
  const from = bindSource(context, level, target, statement.using, statement.where);
  const wanted = statement.returning.length > 0;
  const row = wanted ? table.columns.map((column, ordinal) => known(target.plan.columns[ordinal], column.name)) : [];
  const member = target.members === null ? [] : target.plan.columns.slice(-1);
  const columns = [...row, target.rowId, ...(wanted ? from.extra : []), ...member];
  const source = makeProject(
    context,
    from.plan,
    columns.map(columnExpr),
    columns.map(({ name }) => name),
  );
  const returning = bindReturning(context, statement.returning, table, target.scope, source.columns, from.others, ctes, target.view);
  checkUnused(context, ctes, outer);
  const bound = { kind: 'delete', table, source, rowId: row.length, returning } as const;
  const { members } = target;
  if (members === null) return bound;
  const at = columns.length - 1;
  return { ...bound, family: { members, ordinals: members.map((each) => ordinalsIn(table, each)), at, to: at } };
}
