/** INSERT, UPDATE, DELETE. */
import type { DeleteStmt, InsertStmt, Node, OnConflictClause, UpdateStmt } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type {
  Assignment,
  DeleteStatement,
  Expression,
  InsertColumn,
  InsertStatement,
  OnConflict,
  StatementText,
  UpdateStatement,
} from '../ast.js';
import { aliasOf, at, type Conversion, relationName, selectOf } from './conversion.js';
import { expression, indirection, optional, targets } from './expression.js';
import { fromItem, query, withClause } from './query.js';

export function insert(node: InsertStmt, text: StatementText, c: Conversion): InsertStatement {
  const relation = known(node.relation, 'table');
  return {
    kind: 'insert',
    ...text,
    with: withClause(node.withClause, c),
    table: relationName(relation, c),
    alias: aliasOf(relation.alias),
    columns: (node.cols ?? []).map((column) => insertColumn(column, c)),
    source: node.selectStmt === undefined ? null : query(selectOf(node.selectStmt), c),
    overriding: node.override === 'OVERRIDING_USER_VALUE' ? 'user' : node.override === 'OVERRIDING_SYSTEM_VALUE' ? 'system' : null,
    onConflict: node.onConflictClause === undefined ? null : onConflict(node.onConflictClause, c),
    returning: targets(node.returningClause?.exprs, c),
  };
}

export function update(node: UpdateStmt, text: StatementText, c: Conversion): UpdateStatement {
  const relation = known(node.relation, 'table');
  return {
    kind: 'update',
    ...text,
    with: withClause(node.withClause, c),
    table: relationName(relation, c),
    only: relation.inh !== true,
    alias: aliasOf(relation.alias),
    assignments: assignments(node.targetList, c),
    from: (node.fromClause ?? []).map((item) => fromItem(item, c)),
    where: optional(node.whereClause, c),
    returning: targets(node.returningClause?.exprs, c),
  };
}

export function remove(node: DeleteStmt, text: StatementText, c: Conversion): DeleteStatement {
  const relation = known(node.relation, 'table');
  return {
    kind: 'delete',
    ...text,
    with: withClause(node.withClause, c),
    table: relationName(relation, c),
    only: relation.inh !== true,
    alias: aliasOf(relation.alias),
    using: (node.usingClause ?? []).map((item) => fromItem(item, c)),
    where: optional(node.whereClause, c),
    returning: targets(node.returningClause?.exprs, c),
  };
}

function insertColumn(node: Node, c: Conversion): InsertColumn {
  assert('ResTarget' in node, 'a target column');
  return {
    name: node.ResTarget.name ?? '',
    steps: indirection(node.ResTarget.indirection, c),
    position: at(c, node.ResTarget.location),
  };
}

/** SET (a, b) = source comes as one target a column, each with the same source: put together again. */
function assignments(nodes: readonly Node[] | undefined, c: Conversion): readonly Assignment[] {
  const list: Assignment[] = [];
  let open: { columns: InsertColumn[]; left: number } | null = null;
  for (const node of nodes ?? []) {
    assert('ResTarget' in node, 'a target column');
    const column = insertColumn(node, c);
    const value = node.ResTarget.val;
    if (value === undefined || !('MultiAssignRef' in value)) {
      list.push({ columns: [column], value: expression(value, c), position: column.position });
      continue;
    }
    if (open === null) {
      const source: Expression = expression(value.MultiAssignRef.source, c);
      open = { columns: [column], left: (value.MultiAssignRef.ncolumns ?? 1) - 1 };
      list.push({ columns: open.columns, value: source, position: column.position });
    } else {
      open.columns.push(column);
      open.left--;
    }
    if (open.left === 0) open = null;
  }
  return list;
}

function onConflict(clause: OnConflictClause, c: Conversion): OnConflict {
  const target = (clause.infer?.indexElems ?? []).map((node): Expression => {
    assert('IndexElem' in node, 'a conflict target');
    const { name, expr } = node.IndexElem;
    return expr === undefined ? { kind: 'column', name: [name ?? ''], position: at(c, clause.infer?.location) } : expression(expr, c);
  });
  return {
    action: clause.action === 'ONCONFLICT_UPDATE' ? 'update' : 'nothing',
    target,
    targetWhere: optional(clause.infer?.whereClause, c),
    constraint: clause.infer?.conname ?? null,
    assignments: assignments(clause.targetList, c),
    where: optional(clause.whereClause, c),
    position: at(c, clause.location),
  };
}
