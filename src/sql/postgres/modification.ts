/** INSERT, UPDATE, DELETE, MERGE. */
import type { DeleteStmt, InsertStmt, MergeStmt, MergeWhenClause, Node, OnConflictClause, UpdateStmt } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type {
  Assignment,
  DeleteStatement,
  Expression,
  InsertColumn,
  InsertStatement,
  MergeAction,
  MergeClause,
  MergeStatement,
  ModifyingQuery,
  OnConflict,
  StatementText,
  UpdateStatement,
} from '../ast.js';
import { aliasOf, at, type Conversion, relationName, selectOf } from './conversion.js';
import { expression, expressions, indirection, optional, targets } from './expression.js';
import { fromItem, query, withClause } from './query.js';

/** Any of them. */
export function modifying(node: Node, text: StatementText, c: Conversion): ModifyingQuery['statement'] {
  if ('InsertStmt' in node) return insert(node.InsertStmt, text, c);
  if ('UpdateStmt' in node) return update(node.UpdateStmt, text, c);
  if ('DeleteStmt' in node) return remove(node.DeleteStmt, text, c);
  assert('MergeStmt' in node, 'a data-modifying statement');
  return merge(node.MergeStmt, text, c);
}

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
    overriding: overriding(node.override),
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

export function merge(node: MergeStmt, text: StatementText, c: Conversion): MergeStatement {
  const relation = known(node.relation, 'table');
  const clauses = (node.mergeWhenClauses ?? []).map((clause) => {
    assert('MergeWhenClause' in clause, 'a WHEN clause');
    return clause.MergeWhenClause;
  });
  const bySource = clauses.some(({ matchKind }) => matchKind === 'MERGE_WHEN_NOT_MATCHED_BY_SOURCE');
  return {
    kind: 'merge',
    ...text,
    with: withClause(node.withClause, c),
    table: relationName(relation, c),
    only: relation.inh !== true,
    alias: aliasOf(relation.alias),
    source: fromItem(known(node.sourceRelation, 'source'), c),
    on: expression(known(node.joinCondition, 'condition'), c),
    clauses: clauses.map((clause): MergeClause => {
      return {
        matched: clause.matchKind === 'MERGE_WHEN_MATCHED',
        condition: optional(clause.condition, c),
        action: mergeAction(clause, c),
      };
    }),
    unsupported: node.returningClause !== undefined ? 'RETURNING of MERGE' : bySource ? 'WHEN NOT MATCHED BY SOURCE' : null,
  };
}

function mergeAction(clause: MergeWhenClause, c: Conversion): MergeAction {
  switch (clause.commandType) {
    case 'CMD_UPDATE':
      return { kind: 'update', assignments: assignments(clause.targetList, c) };
    case 'CMD_DELETE':
      return { kind: 'delete' };
    case 'CMD_INSERT':
      return {
        kind: 'insert',
        columns: (clause.targetList ?? []).map((column) => insertColumn(column, c)),
        values: clause.values === undefined ? null : expressions(clause.values, c),
        overriding: overriding(clause.override),
      };
    default:
      return { kind: 'nothing' };
  }
}

function overriding(kind: InsertStmt['override']): InsertStatement['overriding'] {
  return kind === 'OVERRIDING_USER_VALUE' ? 'user' : kind === 'OVERRIDING_SYSTEM_VALUE' ? 'system' : null;
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
