/** Old and new values of key columns that an UPDATE changes, as a query: what ON UPDATE CASCADE follows. */
import { notSupported } from '../common/errors.js';
import type { Expression, Query, Target, TypeName, UpdateStatement } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';

const TEXT: TypeName = { name: 'text', schema: null, modifiers: [], intervalFields: null, arrayDimensions: 0, setOf: false, position: -1 };

/** The columns' values, as texts, before, then after, for each row. */
export function changedKeysQuery(statement: UpdateStatement, columns: readonly string[]): Query {
  const name = statement.alias?.name ?? statement.table.name;
  const column = (each: string): Expression => ({ kind: 'column', name: [name, each], position: -1 });
  const target = (operand: Expression): Target => ({
    expression: { kind: 'cast', operand, type: TEXT, position: -1 },
    name: null,
    position: -1,
  });
  const after = columns.map((each): Expression => {
    const assignment = statement.assignments.find((made) => made.columns.some((set) => set.name === each));
    if (assignment === undefined) return column(each);
    const isPlain = assignment.columns.length === 1 && assignment.columns[0]?.steps.length === 0 && assignment.value.kind !== 'default';
    if (!isPlain) throw notSupported('ON UPDATE CASCADE of a key that is not assigned a value by itself');
    return assignment.value;
  });
  return {
    ...PLAIN_SELECT,
    targets: [...columns.map(column), ...after].map(target),
    from: [{ kind: 'table', table: statement.table, alias: statement.alias, only: statement.only, position: -1 }, ...statement.from],
    where: statement.where,
    with: statement.with,
  };
}
