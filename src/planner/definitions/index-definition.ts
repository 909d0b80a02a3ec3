/** CREATE INDEX: a unique one is a constraint of its table, which is enforced; any other is recorded, and said to be no more. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { IndexDef } from '../../catalog/catalog-object.js';
import { indexParts } from '../../catalog/index-parts.js';
import { shapeOf, type TableDef, tableOid } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import type { CreateIndexStatement } from '../../sql/definition-ast.js';
import type { SqlType } from '../../types/sql-type.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { levelOf } from '../column-values.js';
import { findRelation, heirsOf } from '../from.js';
import { checkKeys } from '../partitions/partition-definition.js';
import { bindWholeQuery } from '../query.js';
import { parseStoredExpression, parseStoredQuery, withoutPosition } from '../stored-expression.js';
import { targetName } from '../target-names.js';
import { type BoundDefinition, definition, skipping, type Validation } from './bound-definition.js';
import { computedKey } from './computed-key.js';
import { duplicateQuery } from './duplicate-query.js';
import { chooseName, quoted } from './names.js';
import { TableBuilder } from './table-builder.js';

const METHODS: ReadonlySet<string> = new Set(['btree', 'hash', 'gin', 'gist', 'spgist', 'brin']);

export function bindCreateIndex(context: BindContext, statement: CreateIndexStatement): BoundDefinition {
  const tag = 'CREATE INDEX';
  const relation = findRelation(context, statement.table);
  if (relation.kind !== 'table') {
    throw errorAt(SQLSTATE.wrongObjectType, `cannot create index on relation "${statement.table.name}"`, -1).with({
      detail: 'This operation is not supported for views.',
    });
  }
  if (!METHODS.has(statement.method)) {
    throw errorAt(SQLSTATE.undefinedObject, `access method "${statement.method}" does not exist`, -1);
  }
  const { table } = relation;
  const taken = (name: string): boolean =>
    context.catalog.findRelation(table.schema, name) !== undefined ||
    context.catalog.tables.some((each) => each.schema === table.schema && each.constraints?.some((own) => own.name === name) === true);
  if (statement.name !== null && taken(statement.name)) {
    const message = `relation "${statement.name}" already exists`;
    if (!statement.ifNotExists) throw errorAt(SQLSTATE.duplicateTable, message, -1);
    return definition(tag, { notices: [skipping(SQLSTATE.duplicateTable, message)] });
  }
  const ordinals = [...statement.columns.map(({ name }) => name), ...statement.include].flatMap((name) => {
    if (name === null) return [];
    const ordinal = table.columns.findIndex((column) => column.name === name);
    if (ordinal < 0) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, -1);
    return [ordinal];
  });
  if (statement.unique) return uniqueIndex(context, statement, tag, table, ordinals.slice(0, statement.columns.length));
  const names = statement.columns.map(({ name }) => name ?? 'expr');
  const name = statement.name ?? chooseName([table.name, ...names], 'idx', taken);
  const value: IndexDef = {
    id: context.newObjectId(),
    schema: table.schema,
    name,
    table: tableOid(table),
    method: statement.method,
    definition: statement.definition,
    ordinals,
    ...(statement.columns.every((column) => column.name !== null) ? {} : { expressions: expressionTypes(context, statement, table) }),
  };
  return definition(tag, {
    notices: [
      {
        severity: 'NOTICE',
        code: SQLSTATE.successfulCompletion,
        message: `index "${name}" is recorded and not built: scans skip by the bounds that every section has`,
      },
    ],
    changes: [{ kind: 'create', object: { kind: 'index', value } }],
  });
}

/** Types of the keys that are expressions. Raises what is wrong with them. */
function expressionTypes(context: BindContext, { definition: text }: CreateIndexStatement, table: TableDef): readonly SqlType[] {
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  return indexParts(text).keys.flatMap(({ sql }) => {
    if (table.columns.some(({ name }) => quoted(name) === sql || name === sql)) return [];
    const node = parseStoredExpression(context, sql);
    return [withoutPosition(() => context.binders.expression(context, node, levelOf(table, columns))).type];
  });
}

function uniqueIndex(
  context: BindContext,
  statement: CreateIndexStatement,
  tag: string,
  table: TableDef,
  ordinals: readonly number[],
): BoundDefinition {
  if (statement.where !== null || statement.columns.some(({ name }) => name === null)) {
    if (table.partitioning !== undefined) throw notSupported('such a unique index of a partitioned table', statement.textStart);
    const { change, validation } = withComputedKey(context, statement, table);
    return definition(tag, { changes: [change], validations: [validation] });
  }
  const names = ordinals.map((ordinal) => known(table.columns[ordinal], 'column').name);
  // Rows of a partitioned table are unique where each partition's are, as the key decides the partition.
  const members = table.partitioning === undefined ? [] : heirsOf(context, table);
  const keys = [table, ...members].map((each) => withKey(context, statement, each, names, each === table ? statement.name : null));
  return definition(tag, { changes: keys.map(({ change }) => change), validations: keys.map(({ validation }) => validation) });
}

/** Over expressions, or over the rows that meet a condition. */
function withComputedKey(
  context: BindContext,
  statement: CreateIndexStatement,
  table: TableDef,
): { readonly change: CatalogChange; readonly validation: Validation } {
  const { nullsNotDistinct, where } = statement;
  if (nullsNotDistinct && where !== null) throw notSupported('NULLS NOT DISTINCT of a partial index', statement.textStart);
  const values = statement.columns.map(({ name, text }) => (name === null ? text : quoted(name)));
  const computed = computedKey(context, table, { values, where });
  const names = statement.columns.map(({ name, text }) => name ?? targetName(parseStoredExpression(context, text)));
  const builder = builderOf(context, table);
  builder.addComputedKey(
    computed,
    names.map((name) => (name === '?column?' ? 'expr' : name)),
    statement.name,
    nullsNotDistinct,
  );
  const added = known(builder.constraints.at(-1), 'constraint');
  const { sql, message } = duplicateQuery(table, { values, where }, added.name, nullsNotDistinct);
  const { plan } = bindWholeQuery(context, parseStoredQuery(context, sql));
  const value = { ...shapeOf(table), constraints: builder.constraints };
  return { change: { kind: 'alter', object: { kind: 'table', value } }, validation: { plan, code: SQLSTATE.uniqueViolation, message } };
}

function builderOf(context: BindContext, table: TableDef): TableBuilder {
  const builder = new TableBuilder(context, table, tableOid(table));
  builder.columns = [...table.columns];
  builder.constraints = [...(table.constraints ?? [])];
  return builder;
}

function withKey(
  context: BindContext,
  statement: CreateIndexStatement,
  table: TableDef,
  names: readonly string[],
  name: string | null,
): { readonly change: CatalogChange; readonly validation: Validation } {
  const builder = builderOf(context, table);
  const ordinals = names.map((column) => builder.ordinalOf(column));
  builder.addKey('unique', ordinals, name, statement.nullsNotDistinct, -1, true);
  if (table.partitioning !== undefined) checkKeys(builder, table.partitioning);
  const added = known(builder.constraints.at(-1), 'constraint');
  const { sql, message } = duplicateQuery(table, { values: names.map(quoted), where: null }, added.name, statement.nullsNotDistinct);
  const { plan } = bindWholeQuery(context, parseStoredQuery(context, sql));
  const value = { ...shapeOf(table), constraints: builder.constraints };
  return {
    change: { kind: 'alter', object: { kind: 'table', value } },
    validation: { plan, code: SQLSTATE.uniqueViolation, message },
  };
}
