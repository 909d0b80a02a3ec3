/** Objects that privileges are on, as GRANT names them. */
import type { Relation } from '../../catalog/catalog.js';
import { allSchemas, DATABASE_ID } from '../../catalog/system-relation.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { GrantObject, GrantTarget } from '../../sql/grant-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { findRelation } from '../from.js';
import { functionNamed } from './drop.js';
import { fullName } from './names.js';
import { nameOf, ofRelation, type Securable } from './relation-privileges.js';

/** Raises what is wrong with the name. */
export function securableNamed(context: BindContext, target: GrantTarget, { name, args }: GrantObject): Securable {
  const { catalog } = context;
  switch (target) {
    case 'table':
    case 'sequence': {
      const relation = findRelation(context, { ...name, position: -1 });
      if (relation.kind === 'index') throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is an index`, -1);
      if (target === 'sequence' && relation.kind !== 'sequence') {
        throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a sequence`, -1);
      }
      return ofRelation(relation, name.name);
    }
    case 'schema': {
      const schema = allSchemas(catalog).find((each) => each.name === name.name);
      if (schema === undefined) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${name.name}" does not exist`, -1);
      return { kind: 'schema', id: schema.id, name: schema.name, what: 'schema' };
    }
    case 'function': {
      const found = functionNamed(context, 'function', name, args);
      if (found instanceof ConductError) throw found;
      return { kind: 'function', id: found.id, name: found.name, what: 'function', schema: found.schema };
    }
    case 'type': {
      const type = catalog.findType(context.schemaName(name.schema), name.name, context.searchPath);
      if (type === undefined) throw errorAt(SQLSTATE.undefinedObject, `type "${fullName(name)}" does not exist`, -1);
      return { kind: 'type', id: type.id, name: type.name, what: 'type', schema: type.schema };
    }
    case 'database':
      if (name.name !== catalog.database) throw errorAt(SQLSTATE.invalidCatalogName, `database "${name.name}" does not exist`, -1);
      return { kind: 'database', id: DATABASE_ID, name: name.name, what: 'database' };
  }
}

/** ALL TABLES, SEQUENCES or FUNCTIONS IN SCHEMA. */
export function securablesIn(context: BindContext, target: GrantTarget, schema: string): readonly Securable[] {
  const { catalog } = context;
  if (!catalog.hasSchema(schema)) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, -1);
  const relations: readonly Relation[] =
    target === 'sequence'
      ? catalog.sequences.map((sequence) => ({ kind: 'sequence', sequence }))
      : target === 'table'
        ? [
            ...catalog.tables.map((table): Relation => ({ kind: 'table', table })),
            ...catalog.views.map((view): Relation => ({ kind: 'view', view })),
          ]
        : [];
  const found = relations.map((relation) => ofRelation(relation, nameOf(relation)));
  const functions = target === 'function' ? catalog.functions : [];
  return [
    ...found,
    ...functions.map(({ id, name, schema: within }): Securable => ({ kind: 'function', id, name, what: 'function', schema: within })),
  ].filter((each) => each.schema === schema);
}
