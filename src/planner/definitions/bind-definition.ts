/** The entry to the statements that define objects. */

import { denied, privilegesOf } from '../../catalog/access.js';
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { RoleDef } from '../../catalog/role-def.js';
import { DATABASE_ID } from '../../catalog/system-relation.js';
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
import { bindAlterOwner, bindDefaultPrivileges, bindGrant } from './grant.js';
import { bindCreateIndex } from './index-definition.js';
import { checkOwner } from './ownership.js';
import { bindRename, bindSetSchema } from './rename.js';
import { requireMember } from './required-rights.js';
import { bindRole, roleNamed } from './role.js';
import { bindAlterSequence, bindCreateSequence } from './sequence.js';
import { bindAlterDomain, bindAlterEnum, bindCreateType } from './type-definition.js';
import { bindRefresh } from './view.js';

export function bindDefinition(context: BindContext, statement: DefinitionStatement): BoundDefinition {
  checkOwner(context, statement);
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
    case 'grant':
      return bindGrant(context, statement);
    case 'default-privileges':
      return bindDefaultPrivileges(context, statement);
    case 'alter-owner':
      return bindAlterOwner(context, statement);
    case 'alter-role-setting':
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

/** AUTHORIZATION, else the user: a role that the user is a member of. */
function ownerOf(context: BindContext, { authorization }: CreateSchemaStatement): RoleDef {
  if (authorization === null || authorization === 'current_user') return context.role;
  const owner = roleNamed(context, authorization);
  requireMember(context, owner);
  return owner;
}

export function bindCreateSchema(context: BindContext, statement: CreateSchemaStatement): BoundDefinition {
  const tag = 'CREATE SCHEMA';
  const { catalog, role } = context;
  if (!privilegesOf(catalog, role, 'database', DATABASE_ID).privileges.includes('C')) throw denied('database', catalog.database);
  const owner = ownerOf(context, statement);
  const name = statement.name ?? owner.name;
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
  const id = context.newObjectId();
  const access: readonly CatalogChange[] = owner.id === role.id ? [] : [{ kind: 'access', value: { id, owner: owner.id, acl: null } }];
  return definition(tag, { changes: [{ kind: 'create', object: { kind: 'schema', value: { id, name } } }, ...access] });
}
