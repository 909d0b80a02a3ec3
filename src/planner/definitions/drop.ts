/** DROP of everything. */
import { isOwner } from '../../catalog/access.js';
import type { Relation } from '../../catalog/catalog.js';
import { type CatalogChange, objectId } from '../../catalog/catalog-change.js';
import { type CatalogObject, type FunctionDef, isInSchema } from '../../catalog/catalog-object.js';
import { shapeOf } from '../../catalog/table-def.js';
import { unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { builtInCount, resolveAggregate, resolveFunction } from '../../functions/registry.js';
import type { DropStatement, RelationName, TypeName } from '../../sql/ast.js';
import { type SqlType, sameType } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './bound-definition.js';
import { dropWithDependents } from './dependencies.js';
import { fullName, lookUp, relationKind } from './names.js';
import { requireOwner } from './required-rights.js';

export function bindDrop(context: BindContext, statement: DropStatement): BoundDefinition {
  const tag = `DROP ${statement.object.toUpperCase()}`;
  const notices: DefinitionNotice[] = [];
  const objects: CatalogObject[] = [];
  const constraints: CatalogChange[] = [];
  statement.names.forEach((name, at) => {
    const found = statement.object === 'index' ? uniqueIndex(context, name) : undefined;
    if (found !== undefined) {
      constraints.push(found);
      return;
    }
    const object = find(context, statement, name, at, notices);
    if (object !== null) requireDrop(context, object);
    if (object !== null && !objects.some(({ value }) => value.id === object.value.id)) objects.push(object);
  });
  const drops = dropWithDependents(context, objects, statement.cascade);
  return definition(tag, { notices: [...notices, ...drops.notices], changes: [...constraints, ...drops.changes] });
}

/** The owner of the object drops it, or that of its schema. */
function requireDrop(context: BindContext, object: CatalogObject): void {
  const { catalog, role } = context;
  if (role.superuser) return;
  const schema = isInSchema(object) ? catalog.schemas.find(({ name }) => name === object.value.schema) : undefined;
  if (schema !== undefined && isOwner(catalog, role, schema.id)) return;
  const id = object.kind === 'index' ? object.value.table : objectId(object);
  const relation = catalog.relationById(id);
  const what = object.kind === 'index' || relation === undefined ? object.kind : relationKind(relation);
  requireOwner(context, id, what, object.value.name);
}

/** null: not there, and IF EXISTS. */
function find(
  context: BindContext,
  statement: DropStatement,
  name: RelationName,
  at: number,
  notices: DefinitionNotice[],
): CatalogObject | null {
  const missing = (error: ConductError): null => {
    if (!statement.ifExists) throw error;
    notices.push(skipping(SQLSTATE.successfulCompletion, error.message));
    return null;
  };
  const { object } = statement;
  const { catalog } = context;
  if (object === 'schema') {
    const schema = catalog.schemas.find((each) => each.name === name.name);
    if (schema !== undefined) return { kind: 'schema', value: schema };
    if (catalog.hasSchema(name.name)) {
      const message = `cannot drop schema ${name.name} because it is required by the database system`;
      throw errorAt(SQLSTATE.dependentObjectsStillExist, message, name.position);
    }
    return missing(errorAt(SQLSTATE.invalidSchemaName, `schema "${name.name}" does not exist`, -1));
  }
  const schema = context.schemaName(name.schema);
  if (schema !== null && !catalog.hasSchema(schema)) {
    return missing(errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, -1));
  }
  if (object === 'type' || object === 'domain') {
    const type = catalog.findType(schema, name.name, context.searchPath);
    if (type === undefined) return missing(errorAt(SQLSTATE.undefinedObject, `type "${fullName(name)}" does not exist`, -1));
    if (object === 'domain' && type.definition.kind !== 'domain') {
      throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a domain`, -1);
    }
    return { kind: 'type', value: type };
  }
  if (object === 'function' || object === 'procedure') return findFunction(context, object, name, statement.args[at] ?? null, missing);
  const relation = lookUp(context, name);
  if (relation === undefined) {
    const code = object === 'index' ? SQLSTATE.undefinedObject : SQLSTATE.undefinedTable;
    return missing(errorAt(code, `${object} "${fullName(name)}" does not exist`, -1));
  }
  return asObject(relation, object, name);
}

function findFunction(
  context: BindContext,
  what: 'function' | 'procedure',
  name: RelationName,
  args: readonly TypeName[] | null,
  missing: (error: ConductError) => null,
): CatalogObject | null {
  const found = functionNamed(context, what, name, args);
  if (!(found instanceof ConductError)) return { kind: 'function', value: found };
  checkNotBuiltIn(
    name,
    args?.map((each) => context.binders.typeName(context, each)),
  );
  return missing(found);
}

/** By its name and the types of its arguments, where they are given; 42883, which is given, not thrown; 42725. */
export function functionNamed(
  context: BindContext,
  what: string,
  name: RelationName,
  args: readonly TypeName[] | null,
): FunctionDef | ConductError {
  const types = args?.map((each) => context.binders.typeName(context, each));
  const candidates = context.catalog.findFunctions(context.schemaName(name.schema), name.name, context.searchPath);
  const matching = candidates.filter(
    (each) =>
      types === undefined ||
      (each.args.length === types.length && each.args.every(({ type }, i) => types[i] !== undefined && sameType(type, types[i]))),
  );
  const [first, second] = matching;
  if (second !== undefined) throw notUnique(what, name);
  if (first !== undefined) return first;
  const message =
    types === undefined
      ? `could not find a ${what} named "${fullName(name)}"`
      : `${what} ${fullName(name)}(${types.map(typeLabel).join(', ')}) does not exist`;
  return errorAt(SQLSTATE.undefinedFunction, message, -1);
}

/** What is built in is found by its name as what was created is, and stays. */
function checkNotBuiltIn(name: RelationName, types: readonly SqlType[] | undefined): void {
  if (name.schema !== null && name.schema !== 'pg_catalog') return;
  const count = builtInCount(name.name);
  if (count === 'none') return;
  if (types === undefined && count === 'several') throw notUnique('function', name);
  if (
    types !== undefined &&
    resolveFunction(name.name, types).kind !== 'resolved' &&
    resolveAggregate(name.name, types).kind !== 'resolved'
  )
    return;
  const shown = `${name.name}(${(types ?? []).map(typeLabel).join(', ')})`;
  throw errorAt(SQLSTATE.dependentObjectsStillExist, `cannot drop function ${shown} because it is required by the database system`, -1);
}

function notUnique(what: string, name: RelationName): ConductError {
  const hint = `Specify the argument list to select the ${what} unambiguously.`;
  return errorAt(SQLSTATE.ambiguousFunction, `${what} name "${fullName(name)}" is not unique`, -1, hint);
}

/** The relation, when it is of the kind that the statement names: 42809. */
function asObject(relation: Relation, wanted: DropStatement['object'], name: RelationName): CatalogObject {
  const hint = HINTS[kindOf(relation)];
  const wrong = (): never => {
    throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not ${/^[aeiou]/.test(wanted) ? 'an' : 'a'} ${wanted}`, -1, hint);
  };
  if (kindOf(relation) !== wanted) return wrong();
  switch (relation.kind) {
    case 'table':
      return { kind: 'table', value: shapeOf(relation.table) };
    case 'view':
      return { kind: 'view', value: relation.view };
    case 'sequence':
      return { kind: 'sequence', value: relation.sequence };
    case 'index':
      return { kind: 'index', value: relation.index };
    case 'system':
      return wrong();
    default:
      return unreachable(relation);
  }
}

const HINTS: { readonly [kind: string]: string } = {
  table: 'Use DROP TABLE to remove a table.',
  view: 'Use DROP VIEW to remove a view.',
  'foreign table': 'Use DROP FOREIGN TABLE to remove a foreign table.',
  sequence: 'Use DROP SEQUENCE to remove a sequence.',
  index: 'Use DROP INDEX to remove an index.',
  'materialized view': 'Use DROP MATERIALIZED VIEW to remove a materialized view.',
};

function kindOf(relation: Relation): string {
  if (relation.kind === 'view' && relation.view.foreign === true) return 'foreign table';
  return relation.kind === 'table' && relation.table.materialized !== undefined ? 'materialized view' : relation.kind;
}

/** A unique index is a constraint of its table. */
function uniqueIndex(context: BindContext, name: RelationName): CatalogChange | undefined {
  const schema = context.schemaName(name.schema);
  for (const table of context.catalog.tables) {
    if (schema === null ? !context.searchPath.includes(table.schema) : table.schema !== schema) continue;
    const found = table.constraints?.find((constraint) => constraint.kind !== 'check' && constraint.name === name.name);
    if (found === undefined || found.kind === 'check') continue;
    if (found.index !== true) {
      const message = `cannot drop index ${name.name} because constraint ${name.name} on table ${table.name} requires it`;
      const hint = `You can drop constraint ${name.name} on table ${table.name} instead.`;
      throw errorAt(SQLSTATE.dependentObjectsStillExist, message, -1, hint);
    }
    const constraints = (table.constraints ?? []).filter((constraint) => constraint !== found);
    return { kind: 'alter', object: { kind: 'table', value: { ...shapeOf(table), constraints } } };
  }
  return undefined;
}
