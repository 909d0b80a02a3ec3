/** ALTER ... RENAME and ALTER ... SET SCHEMA. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { CatalogObject } from '../../catalog/catalog-object.js';
import {
  type ForeignKey,
  type KeyExpression,
  shapeOf,
  type TableConstraint,
  type TableDef,
  type TableShape,
  tableOid,
} from '../../catalog/table-def.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { RelationName } from '../../sql/ast.js';
import type { RenameStatement, SetSchemaStatement } from '../../sql/definition-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { referringKeys } from '../orphans.js';
import { type BoundDefinition, definition, skipping } from './bound-definition.js';
import { bindRenameAttribute } from './composite-attributes.js';
import { functionNamed } from './drop.js';
import { fullName, lookUp, relationId } from './names.js';
import { renamedInText } from './rename-in-text.js';
import { renameRole } from './role.js';
import { sequenceDefault } from './table-builder.js';

export function bindRename(context: BindContext, statement: RenameStatement): BoundDefinition {
  const { object, name, newName } = statement;
  if (object === 'schema') return renameSchema(context, name.name, newName);
  if (object === 'type' || object === 'domain') return renameType(context, statement);
  if (object === 'role') return renameRole(context, name.name, newName);
  if (object === 'function' || object === 'procedure') {
    const found = functionNamed(context, object, name, statement.args);
    if (found instanceof ConductError) throw found;
    refuseViews(context, found.id);
    return definition(`ALTER ${object.toUpperCase()}`, { changes: [alter({ kind: 'function', value: { ...found, name: newName } })] });
  }
  if (object === 'attribute') return bindRenameAttribute(context, name, statement.part ?? '', newName);
  if (object === 'database') throw notSupported(`ALTER ${object.toUpperCase()} ... RENAME`, statement.textStart);
  const tag = object === 'column' || object === 'constraint' ? 'ALTER TABLE' : `ALTER ${object.toUpperCase()}`;
  const relation = lookUp(context, name);
  if (relation === undefined) {
    const unique = object === 'index' ? renamedIndex(context, name, newName) : undefined;
    if (unique !== undefined) return definition(tag, { changes: [unique] });
    const message = `relation "${fullName(name)}" does not exist`;
    if (!statement.ifExists) throw errorAt(SQLSTATE.undefinedTable, message, name.position);
    return definition(tag, { notices: [skipping(SQLSTATE.undefinedTable, message)] });
  }
  if (statement.part !== null) {
    if (object === 'constraint' && relation.kind === 'table')
      return definition(tag, { changes: [renamedConstraint(relation.table, statement.part, newName)] });
    if (relation.kind === 'view') return renameViewColumn(context, relation.view, statement.part, newName);
    if (relation.kind !== 'table') throw errorAt(SQLSTATE.wrongObjectType, `cannot rename columns of relation "${name.name}"`, -1);
    refuseViews(context, tableOid(relation.table));
    return definition(tag, { changes: renamedColumn(context, relation.table, statement.part, newName) });
  }
  if (object === 'view' && relation.kind !== 'view') throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a view`, -1);
  refuseViews(context, relationId(relation));
  switch (relation.kind) {
    case 'system':
      throw errorAt(SQLSTATE.insufficientPrivilege, `permission denied: "${name.name}" is a system catalog`, -1);
    case 'table':
      return definition(tag, { changes: [alter({ kind: 'table', value: { ...shapeOf(relation.table), name: newName } })] });
    case 'view':
      return definition(tag, { changes: [alter({ kind: 'view', value: { ...relation.view, name: newName } })] });
    case 'index':
      return definition(tag, { changes: [alter({ kind: 'index', value: { ...relation.index, name: newName } })] });
    case 'sequence': {
      const value = { ...relation.sequence, name: newName };
      return definition(tag, { changes: [alter({ kind: 'sequence', value }), ...followDefaults(context, relation.sequence, value)] });
    }
  }
}

function alter(object: CatalogObject): CatalogChange {
  return { kind: 'alter', object };
}

/** Texts of views name what they use: they would no longer find it. */
function refuseViews(context: BindContext, id: number): void {
  const user = [...context.catalog.views, ...context.catalog.tables.filter(({ materialized }) => materialized !== undefined)].find(
    ({ uses }) => uses?.includes(id) === true,
  );
  if (user !== undefined) throw notSupported(`renaming what view "${user.name}" uses`);
}

/** Defaults that call a sequence by its former name. */
function followDefaults(
  context: BindContext,
  before: { readonly schema: string; readonly name: string },
  after: { readonly schema: string; readonly name: string },
): readonly CatalogChange[] {
  const text = sequenceDefault(before);
  return context.catalog.tables.flatMap((table): CatalogChange[] => {
    if (!table.columns.some((column) => column.default === text)) return [];
    const columns = table.columns.map((column) => (column.default === text ? { ...column, default: sequenceDefault(after) } : column));
    return [alter({ kind: 'table', value: { ...shapeOf(table), columns } })];
  });
}

function renamedColumn(context: BindContext, table: TableDef, from: string, to: string): readonly CatalogChange[] {
  if (!table.columns.some(({ name }) => name === from)) throw errorAt(SQLSTATE.undefinedColumn, `column "${from}" does not exist`, -1);
  if (table.columns.some(({ name }) => name === to)) {
    throw errorAt(SQLSTATE.duplicateColumn, `column "${to}" of relation "${table.name}" already exists`, -1);
  }
  const inText = (text: string): string => renamedInText(context, text, from, to);
  const value: TableShape = {
    ...shapeOf(table),
    columns: table.columns.map((column) => {
      const named = column.name === from ? { ...column, name: to } : column;
      return named.generated === undefined || named.default === undefined ? named : { ...named, default: inText(named.default) };
    }),
    ...(table.constraints === undefined ? {} : { constraints: table.constraints.map((constraint) => withTexts(constraint, inText)) }),
  };
  const renamed = (keys: readonly ForeignKey[]): readonly ForeignKey[] =>
    keys.map((key) => (key.table === tableOid(table) ? { ...key, key: key.key.map((each) => (each === from ? to : each)) } : key));
  const own: TableShape = value.foreignKeys === undefined ? value : { ...value, foreignKeys: renamed(value.foreignKeys) };
  const referring = new Set(referringKeys(context, tableOid(table)).map((each) => each.table));
  referring.delete(table);
  const others = [...referring].map((other) =>
    alter({ kind: 'table', value: { ...shapeOf(other), foreignKeys: renamed(other.foreignKeys ?? []) } }),
  );
  const owned = context.catalog.sequences.flatMap((sequence): CatalogChange[] => {
    const { ownedBy } = sequence;
    if (ownedBy === undefined || ownedBy.table !== tableOid(table) || ownedBy.column !== from) return [];
    return [alter({ kind: 'sequence', value: { ...sequence, ownedBy: { ...ownedBy, column: to } } })];
  });
  return [alter({ kind: 'table', value: own }), ...others, ...owned];
}

function renamedConstraint(table: TableDef, from: string, to: string): CatalogChange {
  const { constraints = [] } = table;
  if (!constraints.some(({ name }) => name === from)) {
    throw errorAt(SQLSTATE.undefinedObject, `constraint "${from}" for table "${table.name}" does not exist`, -1);
  }
  if (constraints.some(({ name }) => name === to)) {
    throw errorAt(SQLSTATE.duplicateObject, `constraint "${to}" for relation "${table.name}" already exists`, -1);
  }
  const value = { ...shapeOf(table), constraints: constraints.map((each) => (each.name === from ? { ...each, name: to } : each)) };
  return alter({ kind: 'table', value });
}

function renamedIndex(context: BindContext, name: RelationName, to: string): CatalogChange | undefined {
  const table = context.catalog.tables.find(
    ({ schema, constraints }) =>
      (name.schema === null ? context.searchPath.includes(schema) : schema === context.schemaName(name.schema)) &&
      constraints?.some((constraint) => constraint.kind !== 'check' && constraint.name === name.name) === true,
  );
  return table === undefined ? undefined : renamedConstraint(table, name.name, to);
}

function renameViewColumn(
  context: BindContext,
  view: Extract<CatalogObject, { kind: 'view' }>['value'],
  from: string,
  to: string,
): BoundDefinition {
  if (!view.columns.includes(from)) throw errorAt(SQLSTATE.undefinedColumn, `column "${from}" does not exist`, -1);
  if (view.columns.includes(to)) throw errorAt(SQLSTATE.duplicateColumn, `column "${to}" of relation "${view.name}" already exists`, -1);
  refuseViews(context, view.id);
  const value = { ...view, columns: view.columns.map((column) => (column === from ? to : column)) };
  return definition('ALTER VIEW', { changes: [alter({ kind: 'view', value })] });
}

function renameType(context: BindContext, { name, newName, object }: RenameStatement): BoundDefinition {
  const type = context.catalog.findType(context.schemaName(name.schema), name.name, context.searchPath);
  if (type === undefined) throw errorAt(SQLSTATE.undefinedObject, `type "${fullName(name)}" does not exist`, -1);
  const used = context.catalog.tables.some((table) =>
    JSON.stringify(table.columns.map((column) => column.type)).includes(`"oid":${type.id}`),
  );
  if (used) throw notSupported('renaming a type that tables use');
  refuseViews(context, type.id);
  return definition(`ALTER ${object.toUpperCase()}`, { changes: [alter({ kind: 'type', value: { ...type, name: newName } })] });
}

function renameSchema(context: BindContext, from: string, to: string): BoundDefinition {
  const schema = context.catalog.schemas.find(({ name }) => name === from);
  if (schema === undefined) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${from}" does not exist`, -1);
  if (context.catalog.hasSchema(to)) throw errorAt(SQLSTATE.duplicateSchema, `schema "${to}" already exists`, -1);
  if (to.startsWith('pg_')) {
    throw errorAt(SQLSTATE.reservedName, `unacceptable schema name "${to}"`, -1).with({
      detail: 'The prefix "pg_" is reserved for system schemas.',
    });
  }
  const moved = [
    ...context.catalog.tables.map((table) => ({ kind: 'table', value: shapeOf(table) }) as const),
    ...context.catalog.sequences.map((value) => ({ kind: 'sequence', value }) as const),
    ...context.catalog.indexes.map((value) => ({ kind: 'index', value }) as const),
    ...context.catalog.types.map((value) => ({ kind: 'type', value }) as const),
    ...context.catalog.functions.map((value) => ({ kind: 'function', value }) as const),
    ...context.catalog.views.map((value) => ({ kind: 'view', value }) as const),
  ].filter(({ value }) => value.schema === from);
  if (moved.some(({ kind }) => kind === 'view' || kind === 'function' || kind === 'sequence')) {
    throw notSupported('renaming a schema with views, functions or sequences in it');
  }
  return definition('ALTER SCHEMA', {
    changes: [
      alter({ kind: 'schema', value: { ...schema, name: to } }),
      ...moved.map((object) => alter({ ...object, value: { ...object.value, schema: to } } as CatalogObject)),
    ],
  });
}

export function bindSetSchema(context: BindContext, statement: SetSchemaStatement): BoundDefinition {
  const { object, name, newSchema } = statement;
  const tag = `ALTER ${object.toUpperCase()}`;
  const schema = context.schemaName(newSchema) ?? newSchema;
  if (!context.catalog.hasSchema(schema)) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${newSchema}" does not exist`, -1);
  if (object === 'function' || object === 'procedure') {
    const found = functionNamed(context, object, name, statement.args);
    if (found instanceof ConductError) throw found;
    refuseViews(context, found.id);
    return definition(tag, { changes: [alter({ kind: 'function', value: { ...found, schema } })] });
  }
  const relation = lookUp(context, name);
  if (relation === undefined) {
    const message = `relation "${fullName(name)}" does not exist`;
    if (!statement.ifExists) throw errorAt(SQLSTATE.undefinedTable, message, name.position);
    return definition(tag, { notices: [skipping(SQLSTATE.undefinedTable, message)] });
  }
  refuseViews(context, relationId(relation));
  switch (relation.kind) {
    case 'system':
    case 'index':
      throw notSupported(`${tag} ... SET SCHEMA`, statement.textStart);
    case 'table': {
      const { table } = relation;
      const owned = context.catalog.sequences.filter(({ ownedBy }) => ownedBy?.table === tableOid(table));
      const columns = table.columns.map((column) => {
        const sequence = owned.find((each) => sequenceDefault(each) === column.default);
        return sequence === undefined ? column : { ...column, default: sequenceDefault({ ...sequence, schema }) };
      });
      return definition(tag, {
        changes: [
          alter({ kind: 'table', value: { ...shapeOf(table), schema, columns } }),
          ...owned.map((value) => alter({ kind: 'sequence', value: { ...value, schema } })),
        ],
      });
    }
    case 'view':
      return definition(tag, { changes: [alter({ kind: 'view', value: { ...relation.view, schema } })] });
    case 'sequence': {
      const value = { ...relation.sequence, schema };
      return definition(tag, { changes: [alter({ kind: 'sequence', value }), ...followDefaults(context, relation.sequence, value)] });
    }
  }
}

function withTexts(constraint: TableConstraint, rewrite: (text: string) => string): TableConstraint {
  if (constraint.kind === 'check') return { ...constraint, expression: rewrite(constraint.expression) };
  const { computed } = constraint;
  if (computed === undefined) return constraint;
  const key = (expression: KeyExpression): KeyExpression => ({ ...expression, sql: rewrite(expression.sql) });
  return { ...constraint, computed: { values: computed.values.map(key), where: computed.where === null ? null : key(computed.where) } };
}
