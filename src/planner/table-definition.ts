/** CREATE TABLE and CREATE TABLE AS: columns, primary key and the distribution that WITH (...) asks for. */

import { type TableColumn, type TableDef, type TableShape, tableOid } from '../catalog/table-def.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type {
  ColumnDefinition,
  CreateTableAsStatement,
  CreateTableStatement,
  LikeClause,
  Option,
  Persistence,
  RelationName,
} from '../sql/ast.js';
import { type SqlType, sameType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundCreateTableAs, DistributionRequest } from './bound-statement.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './definitions/bound-definition.js';
import { movedKey } from './definitions/computed-key.js';
import { existingRelation, quoted, type Target, targetSchema } from './definitions/names.js';
import { columnType, TableBuilder } from './definitions/table-builder.js';
import { findRelation } from './from.js';
import { optionText } from './option-text.js';
import { bindBound, bindScheme, inheritKeys } from './partitions/partition-definition.js';
import { columnExpr, makeProject } from './plan-nodes.js';
import { bindWholeQuery } from './query.js';
import { isStorageParameter, storageNotices } from './storage-parameters.js';
import { parseStoredQuery } from './stored-expression.js';

export function bindCreateTable(context: BindContext, statement: CreateTableStatement): BoundDefinition {
  const [unsupported] = statement.unsupported;
  if (unsupported !== undefined) throw notSupported(unsupported.feature, unsupported.position);
  const { schema, changes, notices, exists } = newRelation(context, statement.table, statement.persistence, statement.ifNotExists);
  const tag = 'CREATE TABLE';
  if (exists) return definition(tag, { notices });
  const { persistence: kind } = statement;
  const persistence = schema === context.temporarySchema ? 'temporary' : kind === 'permanent' ? undefined : kind;
  const id = context.newObjectId();
  const name = statement.table.name;
  const shape = { schema, name, ...(persistence === undefined ? {} : { persistence }) };
  const builder = new TableBuilder(context, shape, id);
  const parents = statement.inherits.map((parent) => inheritFrom(builder, parent, statement.partitionOf !== null));
  const [parent] = parents;
  const partition = statement.partitionOf === null || parent === undefined ? null : bindBound(context, parent, name, statement.partitionOf);
  const merging: DefinitionNotice[] = [];
  statement.columns.forEach((column, at) => {
    for (const like of statement.likes) if (like.before === at) addLike(builder, like);
    if (partition !== null) changeColumn(builder, column);
    else if (!mergeColumn(builder, column, parents, merging)) builder.addColumn(column);
  });
  for (const like of statement.likes) if (like.before >= statement.columns.length) addLike(builder, like);
  for (const constraint of statement.constraints) builder.addConstraint(constraint, null);
  if (partition !== null && parent !== undefined) inheritKeys(builder, parent);
  builder.checkExpressions();
  builder.bindForeignKeys();
  if (builder.foreignKeys.length > 0 && (statement.partitionBy !== null || partition !== null))
    throw notSupported('a foreign key of a partitioned table');
  const partitioning = statement.partitionBy === null ? null : bindScheme(context, builder, statement.partitionBy);
  if (statement.onCommit !== null && persistence !== 'temporary') {
    throw errorAt(SQLSTATE.invalidTableDefinition, 'ON COMMIT can only be used on temporary tables', -1);
  }
  const table: TableShape = {
    id,
    ...shape,
    columns: builder.columns,
    primaryKey: builder.primaryKey,
    distribution: { kind: 'random' },
    placement: [],
    ...(builder.constraints.length === 0 ? {} : { constraints: builder.constraints }),
    ...(builder.foreignKeys.length === 0 ? {} : { foreignKeys: builder.foreignKeys }),
    ...(statement.onCommit === null || statement.onCommit === 'preserve' ? {} : { onCommit: statement.onCommit }),
    ...(parents.length === 0 ? {} : { inherits: parents.map(tableOid) }),
    ...(partitioning === null ? {} : { partitioning }),
    ...(partition === null ? {} : { partition: partition.bound }),
    ...(context.uses.size === 0 ? {} : { uses: [...context.uses] }),
  };
  const placing = statement.options.filter((option) => !isStorageParameter(option));
  return definition(tag, {
    notices: [...notices, ...merging, ...storageNotices(statement.options)],
    changes: [...changes, { kind: 'create', object: { kind: 'table', value: table } }, ...builder.changes],
    distributions: [{ id, request: distributionRequest(placing, builder.columns) }],
    validations: partition?.validations ?? [],
  });
}

export interface NewRelation extends Target {
  readonly notices: readonly DefinitionNotice[];
  /** The name is taken, and IF NOT EXISTS was written. */
  readonly exists: boolean;
}

/** Where a new relation goes; 42P07 when its name is taken. */
export function newRelation(context: BindContext, name: RelationName, persistence: Persistence, ifNotExists: boolean): NewRelation {
  const target = targetSchema(context, name.schema, persistence, name.position);
  const exists = existingRelation(context, target.schema, name.name) !== undefined;
  const message = `relation "${name.name}" already exists`;
  if (exists && !ifNotExists) throw errorAt(SQLSTATE.duplicateTable, message, -1);
  return { ...target, exists, notices: exists ? [skipping(SQLSTATE.duplicateTable, message)] : [] };
}

/** A partition's columns are its parent's; they may have other defaults and more constraints. */
function changeColumn(builder: TableBuilder, column: ColumnDefinition): void {
  const ordinal = builder.ordinalOf(column.name);
  if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${column.name}" does not exist`, -1);
  if (column.constraints.some(({ kind }) => kind === 'default')) builder.withoutFields(ordinal, ['default']);
  for (const constraint of column.constraints) builder.addConstraint(constraint, ordinal);
}

function inheritFrom(builder: TableBuilder, name: RelationName, asPartition: boolean): TableDef {
  const relation = findRelation(builder.context, name);
  if (relation.kind !== 'table') throw errorAt(SQLSTATE.wrongObjectType, `inherited relation "${name.name}" is not a table`, -1);
  const { table } = relation;
  // `inherits` says it, as long as it is so.
  builder.context.uses.delete(tableOid(table));
  if (table.partitioning !== undefined && !asPartition) {
    throw errorAt(SQLSTATE.wrongObjectType, `cannot inherit from partitioned table "${table.name}"`, -1);
  }
  for (const column of table.columns) {
    const ordinal = builder.ordinalOf(column.name);
    if (ordinal < 0) builder.columns.push(withoutIdentity(column));
    else if (!sameType(builder.columns[ordinal]?.type ?? column.type, column.type)) {
      throw errorAt(SQLSTATE.datatypeMismatch, `inherited column "${column.name}" has a type conflict`, -1).with({
        detail: `${typeLabel(builder.columns[ordinal]?.type ?? column.type)} versus ${typeLabel(column.type)}`,
      });
    }
  }
  for (const constraint of table.constraints ?? []) {
    if (constraint.kind !== 'check' || builder.constraints.some(({ name: own }) => own === constraint.name)) continue;
    builder.constraints.push({ ...constraint, id: builder.context.newObjectId() });
  }
  return table;
}

function withoutIdentity(column: TableColumn): TableColumn {
  if (column.identity === undefined) return column;
  const { identity, default: _sequence, ...plain } = column;
  return plain;
}

/** A column that a parent has too becomes one with it. */
function mergeColumn(builder: TableBuilder, column: ColumnDefinition, parents: readonly TableDef[], notices: DefinitionNotice[]): boolean {
  const ordinal = parents.length === 0 ? -1 : builder.ordinalOf(column.name);
  if (ordinal < 0 || !parents.some((parent) => parent.columns.some(({ name }) => name === column.name))) return false;
  const { type } = columnType(builder.context, column.type);
  const inherited = builder.columns[ordinal];
  if (inherited === undefined || !sameType(inherited.type, type)) {
    throw errorAt(SQLSTATE.datatypeMismatch, `column "${column.name}" has a type conflict`, -1).with({
      detail: `${inherited === undefined ? '' : typeLabel(inherited.type)} versus ${typeLabel(type)}`,
    });
  }
  const message = `merging column "${column.name}" with inherited definition`;
  notices.push({ severity: 'NOTICE', code: SQLSTATE.successfulCompletion, message });
  if (column.constraints.some(({ kind }) => kind === 'default')) builder.withoutFields(ordinal, ['default']);
  for (const constraint of column.constraints) builder.addConstraint(constraint, ordinal);
  return true;
}

/** LIKE copies names, types and NOT NULL, and what INCLUDING says. */
function addLike(builder: TableBuilder, like: LikeClause): void {
  const { context } = builder;
  const relation = findRelation(context, like.table);
  if (relation.kind === 'view') {
    const bound = relationColumns(context, like.table);
    for (const { name, type } of bound) builder.columns.push({ name, type, notNull: false });
    return;
  }
  if (relation.kind !== 'table') {
    throw errorAt(SQLSTATE.wrongObjectType, `relation "${like.table.name}" is invalid in LIKE clause`, like.table.position);
  }
  const { table } = relation;
  // What was copied is independent of where it came from.
  context.uses.delete(tableOid(table));
  const base = builder.columns.length;
  const { including } = like;
  for (const column of table.columns) {
    if (builder.ordinalOf(column.name) >= 0)
      throw errorAt(SQLSTATE.duplicateColumn, `column "${column.name}" specified more than once`, -1);
    const { default: text, generated, identity, ...plain } = column;
    builder.columns.push(plain);
    const ordinal = builder.columns.length - 1;
    if (identity !== undefined) {
      if (including.has('identity')) builder.setIdentity(ordinal, identity === 'always', [], -1);
    } else if (generated !== undefined) {
      if (including.has('generated') && text !== undefined) builder.alterColumn(ordinal, { default: text, generated });
    } else if (text !== undefined && including.has('defaults')) builder.setDefaultText(ordinal, text);
  }
  for (const constraint of table.constraints ?? []) {
    if (constraint.kind === 'check') {
      if (including.has('constraints')) builder.addCheck(constraint.expression, constraint.name, null);
    } else if (including.has('indexes')) {
      const ordinals = constraint.ordinals.map((ordinal) => base + ordinal);
      if (constraint.computed !== undefined) {
        const names = constraint.computed.values.map(({ expr }) =>
          expr.kind === 'column' ? (table.columns[expr.id]?.name ?? '') : 'expr',
        );
        const moved = movedKey(constraint.computed, (ordinal) => base + ordinal);
        builder.addComputedKey(moved, names, null, constraint.nullsNotDistinct === true);
      } else builder.addKey(constraint.kind, ordinals, null, constraint.nullsNotDistinct === true, -1, constraint.index === true);
    }
  }
}

function relationColumns(context: BindContext, table: RelationName): readonly { readonly name: string; readonly type: SqlType }[] {
  const query = parseStoredQuery(context, `SELECT * FROM ${table.schema === null ? '' : `${quoted(table.schema)}.`}${quoted(table.name)}`);
  return bindWholeQuery(context, query).columns.map(({ name, column }) => ({ name, type: column.type }));
}

/** WITH (distributed_by = 'a,b') and WITH (distribution = replicated | random | 'a,b'). */
function distributionRequest(options: readonly Option[], columns: readonly TableColumn[]): DistributionRequest {
  let request: DistributionRequest = { kind: 'default' };
  for (const option of options) {
    if (request.kind !== 'default') {
      throw errorAt(SQLSTATE.invalidParameterValue, 'a table has one distribution only', option.position);
    }
    if (option.namespace !== null || (option.name !== 'distributed_by' && option.name !== 'distribution')) {
      const name = option.namespace === null ? option.name : `${option.namespace}.${option.name}`;
      throw errorAt(
        SQLSTATE.invalidParameterValue,
        `unrecognized parameter "${name}"`,
        option.position,
        "Conduct's table parameters are distributed_by = 'column, ...' and distribution = replicated | random | hash.",
      );
    }
    request = readDistribution(option, columns);
  }
  return request;
}

function readDistribution(option: Option, columns: readonly TableColumn[]): DistributionRequest {
  const text = optionText(option.value);
  if (option.name === 'distribution') {
    const word = text.trim().toLowerCase();
    if (word === 'replicated' || word === 'random') return { kind: word };
    if (word === 'hash' || word === 'default') return { kind: 'default' };
    throw errorAt(
      SQLSTATE.invalidParameterValue,
      `invalid value for parameter "distribution": "${text}"`,
      option.position,
      "Valid values are replicated, random and hash; name the columns with distributed_by = 'column, ...'.",
    );
  }
  const names = splitNames(text);
  if (names.length === 0) {
    throw errorAt(SQLSTATE.invalidParameterValue, 'distributed_by names no column', option.position);
  }
  const ordinals = names.map((name) => {
    const ordinal = columns.findIndex((column) => column.name === name);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" named in distributed_by does not exist`, option.position);
    return ordinal;
  });
  return { kind: 'hash', ordinals: [...new Set(ordinals)] };
}

/** Comma-separated identifiers, folded unless quoted. */
function splitNames(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"]|"")+)"|[^\s,"]+/g)].map((match) =>
    match[1] === undefined ? match[0].toLowerCase() : match[1].replaceAll('""', '"'),
  );
}

export function bindCreateTableAs(context: BindContext, statement: CreateTableAsStatement): BoundCreateTableAs {
  const { schema, changes, exists } = newRelation(context, statement.table, statement.persistence, statement.ifNotExists);
  const relation = bindWholeQuery(context, statement.query);
  if (statement.columns.length > relation.columns.length) {
    throw errorAt(SQLSTATE.syntaxError, 'too many column names were specified', -1);
  }
  const names = new Set<string>();
  const columns = relation.columns.map(({ name, column }, i): TableColumn => {
    const final = statement.columns[i] ?? name;
    if (names.has(final)) throw errorAt(SQLSTATE.duplicateColumn, `column "${final}" specified more than once`, -1);
    names.add(final);
    return { name: final, type: column.type.kind === 'unknown' ? TYPES.text : column.type, notNull: false };
  });
  const source = makeProject(
    context,
    relation.plan,
    relation.plan.columns.map(columnExpr),
    columns.map((column) => column.name),
  );
  const { onCommit, materializedView, persistence: kind } = statement;
  const persistence = schema === context.temporarySchema ? 'temporary' : kind === 'permanent' ? undefined : kind;
  const materialized = { sql: statement.queryText, searchPath: context.searchPath, populated: !statement.withNoData };
  return {
    kind: 'create-table-as',
    schema,
    name: statement.table.name,
    columns,
    extra: {
      ...(persistence === undefined ? {} : { persistence }),
      ...(onCommit === null || onCommit === 'preserve' ? {} : { onCommit }),
      ...(materializedView ? { materialized, uses: [...context.uses] } : {}),
    },
    changes,
    distribution: distributionRequest(statement.options, columns),
    ifNotExists: statement.ifNotExists,
    exists,
    source,
    withNoData: statement.withNoData,
  };
}
