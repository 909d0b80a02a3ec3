/** CREATE TABLE, its columns and constraints. */
import type { CreateStmt, Node, Constraint as PgConstraint, RangeVar, TableLikeClause } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type {
  ColumnDefinition,
  Constraint,
  CreateTableStatement,
  LikeClause,
  Persistence,
  ReferentialAction,
  RelationName,
  StatementText,
  TypeName,
} from '../ast.js';
import { at, type Conversion, relationName, strings } from './conversion.js';
import { expression, typeOf } from './expression.js';
import { expressionText, parenthesizedText } from './expression-text.js';
import { options } from './option.js';
import { partitionBound, partitionBy } from './partition.js';

export function createTable(node: CreateStmt, text: StatementText, c: Conversion): CreateTableStatement {
  const columns: ColumnDefinition[] = [];
  const constraints: Constraint[] = [];
  const likes: LikeClause[] = [];
  const unsupported: { feature: string; position: number }[] = [];
  for (const element of node.tableElts ?? []) {
    if ('ColumnDef' in element) columns.push(columnDefinition(element, c));
    else if ('Constraint' in element) addConstraint(constraints, element.Constraint, c);
    else if ('TableLikeClause' in element) {
      likes.push(likeClause(element.TableLikeClause, columns.length, c));
    } else assert(false, 'a column or constraint');
  }
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
    inherits: (node.inhRelations ?? []).map((parent) => relationOf(parent, c)),
    partitionBy: node.partspec === undefined ? null : partitionBy(node.partspec, c),
    partitionOf: node.partbound === undefined ? null : partitionBound(node.partbound, c),
    likes,
    unsupported,
  };
}

function relationOf(node: Node, c: Conversion): RelationName {
  assert('RangeVar' in node, 'a table name');
  return relationName(node.RangeVar, c);
}

/** parsenodes.h, CREATE_TABLE_LIKE_*. */
const LIKE_BITS = [
  ['comments', 1 << 0],
  ['constraints', 1 << 2],
  ['defaults', 1 << 3],
  ['generated', 1 << 4],
  ['identity', 1 << 5],
  ['indexes', 1 << 6],
] as const;

function likeClause(node: TableLikeClause, before: number, c: Conversion): LikeClause {
  const bits = node.options ?? 0;
  return {
    table: relationName(known(node.relation, 'table name'), c),
    before,
    including: new Set(LIKE_BITS.flatMap(([name, bit]) => ((bits & bit) !== 0 ? [name] : []))),
  };
}

export function persistence(relation: RangeVar): Persistence {
  return relation.relpersistence === 't' ? 'temporary' : relation.relpersistence === 'u' ? 'unlogged' : 'permanent';
}

export function onCommit(action: CreateStmt['oncommit']): CreateTableStatement['onCommit'] {
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

export function columnDefinition(node: Extract<Node, { ColumnDef: unknown }>, c: Conversion): ColumnDefinition {
  const { colname, typeName, collClause, constraints, location } = node.ColumnDef;
  const list: Constraint[] = [];
  for (const constraint of constraints ?? []) {
    assert('Constraint' in constraint, 'a column constraint');
    addConstraint(list, constraint.Constraint, c);
  }
  return {
    name: colname ?? '',
    // A column of a partition has its parent's type.
    type: typeName === undefined ? NO_TYPE : typeOf(typeName, c),
    collation: collClause === undefined ? null : strings(collClause.collname),
    constraints: list,
    position: at(c, location),
  };
}

const NO_TYPE: TypeName = { name: '', schema: null, modifiers: [], intervalFields: null, arrayDimensions: 0, setOf: false, position: -1 };

/** PostgreSQL's letters for the actions of a foreign key. */
const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** DEFERRABLE and its like come as nodes of their own after the constraint that they belong to. */
export function addConstraint(list: Constraint[], node: PgConstraint, c: Conversion): void {
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
      list.push({
        kind: 'default',
        name,
        expression: expression(node.raw_expr, c),
        text: expressionText(c, node.location, ['default'], true),
        position,
      });
      return;
    case 'CONSTR_CHECK':
      list.push({ kind: 'check', name, expression: expression(node.raw_expr, c), text: parenthesizedText(c, node.location), position });
      return;
    case 'CONSTR_PRIMARY':
      list.push({
        kind: 'primary-key',
        name,
        columns: strings(node.keys),
        nullsNotDistinct: node.nulls_not_distinct === true,
        index: node.indexname ?? null,
        position,
      });
      return;
    case 'CONSTR_UNIQUE':
      list.push({
        kind: 'unique',
        name,
        columns: strings(node.keys),
        nullsNotDistinct: node.nulls_not_distinct === true,
        index: node.indexname ?? null,
        position,
      });
      return;
    case 'CONSTR_FOREIGN':
      if (node.fk_matchtype === 'p') throw notSupported('MATCH PARTIAL', position);
      list.push({
        kind: 'foreign-key',
        name,
        columns: strings(node.fk_attrs),
        references: relationName(known(node.pktable, 'referenced table'), c),
        referencedColumns: strings(node.pk_attrs),
        onDelete: ACTIONS[node.fk_del_action ?? ''] ?? 'no action',
        onUpdate: ACTIONS[node.fk_upd_action ?? ''] ?? 'no action',
        matchFull: node.fk_matchtype === 'f',
        deferrable: node.initdeferred === true ? 'deferred' : node.deferrable === true ? 'immediate' : null,
        checksRows: node.skip_validation !== true,
        position,
      });
      return;
    case 'CONSTR_IDENTITY':
      list.push({ kind: 'identity', name, always: node.generated_when === 'a', options: options(node.options, c), position });
      return;
    case 'CONSTR_GENERATED':
      list.push({ kind: 'generated', name, text: parenthesizedText(c, node.location), position });
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
    case 'CONSTR_ATTR_DEFERRED': {
      // It speaks of the constraint before it.
      const before = list.at(-1);
      const deferrable = node.contype === 'CONSTR_ATTR_DEFERRED' ? 'deferred' : 'immediate';
      if (before?.kind === 'foreign-key') {
        list[list.length - 1] = { ...before, deferrable: before.deferrable === 'deferred' ? 'deferred' : deferrable };
        return;
      }
      list.push({ kind: 'unsupported-constraint', name, feature: 'deferrable constraint', position });
      return;
    }
    case 'CONSTR_ATTR_NOT_ENFORCED':
      list.push({ kind: 'unsupported-constraint', name, feature: 'NOT ENFORCED constraint', position });
      return;
  }
}
