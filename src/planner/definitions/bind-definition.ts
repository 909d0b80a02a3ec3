/** The entry to the statements that define objects. */
import { findRole } from '../../catalog/role-def.js';
import { unreachable } from '../../common/assert.js';
import { SQLSTATE } from '../../common/errors.js';
import type { CreateSchemaStatement } from '../../sql/ast.js';
import type { DefinitionStatement, MaintenanceStatement } from '../../sql/definition-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { findRelation } from '../from.js';
import { bindAlterTable } from './alter-table.js';
import { type BoundDefinition, definition, skipping } from './bound-definition.js';
import { bindComment } from './comment.js';
import { bindAlterFunction, bindCreateFunction } from './function-definition.js';
import { bindCreateIndex } from './index-definition.js';
import { bindRename, bindSetSchema } from './rename.js';
import { bindRole } from './role.js';
import { bindAlterSequence, bindCreateSequence } from './sequence.js';
import { bindAlterDomain, bindAlterEnum, bindCreateType } from './type-definition.js';
import { bindRefresh } from './view.js';

export function bindDefinition(context: BindContext, statement: DefinitionStatement): BoundDefinition {
  switch (statement.kind) {
    case 'create-sequence':
      return bindCreateSequence(context, statement);
    case 'alter-sequence':
      return bindAlterSequence(context, statement);
    case 'create-index':
      return bindCreateIndex(context, statement);
    case 'alter-table':
      return bindAlterTable(context, statement);
    case 'rename':
      return bindRename(context, statement);
    case 'set-schema':
      return bindSetSchema(context, statement);
    case 'comment':
      return bindComment(context, statement);
    case 'create-type':
      return bindCreateType(context, statement);
    case 'alter-enum':
      return bindAlterEnum(context, statement);
    case 'alter-domain':
      return bindAlterDomain(context, statement);
    case 'create-function':
      return bindCreateFunction(context, statement);
    case 'alter-function':
      return bindAlterFunction(context, statement);
    case 'refresh':
      return bindRefresh(context, statement);
    case 'maintenance':
      return bindMaintenance(context, statement);
    case 'create-role':
    case 'alter-role':
    case 'drop-role':
    case 'grant-role':
      return bindRole(context, statement);
    default:
      return unreachable(statement);
  }
}

/**
 * Nothing to do, honestly: statistics are exact after every commit, sections are merged in the background, and every commit is
 * durable. The tables must be there.
 */
function bindMaintenance(context: BindContext, { command, tables }: MaintenanceStatement): BoundDefinition {
  if (command !== 'REINDEX') for (const name of tables) findRelation(context, { ...name, position: -1 });
  return definition(command, {});
}

/** The role that AUTHORIZATION names: it has to be there, and owns no more than others. */
function ownerOf(context: BindContext, { authorization }: CreateSchemaStatement): string {
  if (authorization === null) return context.user;
  const name = authorization === 'current_user' ? context.user : authorization;
  if (findRole(context.catalog, name) === undefined) throw errorAt(SQLSTATE.undefinedObject, `role "${name}" does not exist`, -1);
  return name;
}

export function bindCreateSchema(context: BindContext, statement: CreateSchemaStatement): BoundDefinition {
  const tag = 'CREATE SCHEMA';
  const owner = ownerOf(context, statement);
  const name = statement.name ?? owner;
  const message = `schema "${name}" already exists`;
  if (context.catalog.hasSchema(name)) {
    if (!statement.ifNotExists) throw errorAt(SQLSTATE.duplicateSchema, message, -1);
    return definition(tag, { notices: [skipping(SQLSTATE.duplicateSchema, message)] });
  }
  if (name.startsWith('pg_')) {
    throw errorAt(SQLSTATE.reservedName, `unacceptable schema name "${name}"`, -1).with({
      detail: 'The prefix "pg_" is reserved for system schemas.',
    });
  }
  return definition(tag, { changes: [{ kind: 'create', object: { kind: 'schema', value: { id: context.newObjectId(), name } } }] });
}
