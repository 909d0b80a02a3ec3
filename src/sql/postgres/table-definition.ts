/** CREATE TABLE, its columns and constraints. */
import type { CreateStmt, Node, Constraint as PgConstraint, RangeVar } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type { ColumnDefinition, Constraint, CreateTableStatement, Persistence, StatementText } from '../ast.js';
import { at, type Conversion, relationName, strings } from './conversion.js';
import { expression, typeOf } from './expression.js';
import { options } from './option.js';

export function createTable(node: CreateStmt, text: StatementText, c: Conversion): CreateTableStatement {
  const columns: ColumnDefinition[] = [];
  const constraints: Constraint[] = [];
  const unsupported: { feature: string; position: number }[] = [];
  for (const element of node.tableElts ?? []) {
    if ('ColumnDef' in element) columns.push(columnDefinition(element, c));
    else if ('Constraint' in element) addConstraint(constraints, element.Constraint, c);
    else if ('TableLikeClause' in element) {
      unsupported.push({ feature: 'CREATE TABLE ... LIKE', position: at(c, element.TableLikeClause.relation?.location ?? -1) });
    } else assert(false, 'a column or constraint');
  }
  if (node.inhRelations !== undefined) unsupported.push({ feature: 'INHERITS', position: -1 });
  if (node.partspec !== undefined) unsupported.push({ feature: 'PARTITION BY', position: at(c, node.partspec.location) });
  if (node.partbound !== undefined) unsupported.push({ feature: 'PARTITION OF', position: at(c, node.partbound.location) });
  if (node.ofTypename !== undefined) unsupported.push({ feature: 'CREATE TABLE ... OF', position: at(c, node.ofTypename.location) });
  if (node.tablespacename !== undefined) unsupported.push({ feature: 'TABLESPACE', position: -1 });
  if (node.accessMethod !== undefined) unsupported.push({ feature: 'CREATE TABLE ... USING', position: -1 });
  const relation = known(node.relation, 'table name');
  return {
    kind: 'create-table',
    ...text,
    table: relationName(relation, c),
    ifNotExists: node.if_not_exists === true,
    persistence: persistence(relation),
    columns,
    constraints,
    options: options(node.options, c),
    onCommit: onCommit(node.oncommit),
    unsupported,
  };
}

export function persistence(relation: RangeVar): Persistence {
  return relation.relpersistence === 't' ? 'temporary' : relation.relpersistence === 'u' ? 'unlogged' : 'permanent';
}

function onCommit(action: CreateStmt['oncommit']): CreateTableStatement['onCommit'] {
  switch (action) {
    case 'ONCOMMIT_PRESERVE_ROWS':
      return 'preserve';
    case 'ONCOMMIT_DELETE_ROWS':
      return 'delete';
    case 'ONCOMMIT_DROP':
      return 'drop';
    default:
      return null;
  }
}

function columnDefinition(node: Extract<Node, { ColumnDef: unknown }>, c: Conversion): ColumnDefinition {
  const { colname, typeName, collClause, constraints, location } = node.ColumnDef;
  const list: Constraint[] = [];
  for (const constraint of constraints ?? []) {
    assert('Constraint' in constraint, 'a column constraint');
    addConstraint(list, constraint.Constraint, c);
  }
  return {
    name: colname ?? '',
    type: typeOf(typeName, c),
    collation: collClause === undefined ? null : strings(collClause.collname),
    constraints: list,
    position: at(c, location),
  };
}

/** DEFERRABLE and its like come as nodes of their own after the constraint that they belong to. */
function addConstraint(list: Constraint[], node: PgConstraint, c: Conversion): void {
  const position = at(c, node.location);
  const name = node.conname ?? null;
  switch (known(node.contype, 'kind of constraint')) {
    case 'CONSTR_NOTNULL':
      list.push({ kind: 'not-null', name, position });
      return;
    case 'CONSTR_NULL':
      list.push({ kind: 'null', name, position });
      return;
    case 'CONSTR_DEFAULT':
      list.push({ kind: 'default', name, expression: expression(node.raw_expr, c), position });
      return;
    case 'CONSTR_CHECK':
      list.push({ kind: 'check', name, expression: expression(node.raw_expr, c), position });
      return;
    case 'CONSTR_PRIMARY':
      list.push({ kind: 'primary-key', name, columns: strings(node.keys), position });
      return;
    case 'CONSTR_UNIQUE':
      list.push({ kind: 'unique', name, columns: strings(node.keys), position });
      return;
    case 'CONSTR_FOREIGN':
      list.push({
        kind: 'foreign-key',
        name,
        columns: strings(node.fk_attrs),
        references: relationName(known(node.pktable, 'referenced table'), c),
        referencedColumns: strings(node.pk_attrs),
        position,
      });
      return;
    case 'CONSTR_IDENTITY':
      list.push({ kind: 'unsupported-constraint', name, feature: 'GENERATED AS IDENTITY', position });
      return;
    case 'CONSTR_GENERATED':
      list.push({ kind: 'unsupported-constraint', name, feature: 'generated column', position });
      return;
    case 'CONSTR_EXCLUSION':
      list.push({ kind: 'unsupported-constraint', name, feature: 'EXCLUDE constraint', position });
      return;
    case 'CONSTR_ATTR_NOT_DEFERRABLE':
    case 'CONSTR_ATTR_IMMEDIATE':
    case 'CONSTR_ATTR_ENFORCED':
      // What a constraint is anyway.
      return;
    case 'CONSTR_ATTR_DEFERRABLE':
    case 'CONSTR_ATTR_DEFERRED':
      list.push({ kind: 'unsupported-constraint', name, feature: 'deferrable constraint', position });
      return;
    case 'CONSTR_ATTR_NOT_ENFORCED':
      list.push({ kind: 'unsupported-constraint', name, feature: 'NOT ENFORCED constraint', position });
      return;
  }
}
