/** What definitions need the user to be: the owner of an object, somebody who may create in a schema. */
import { denied, isOwner, privilegesOf, rolesOf } from '../../catalog/access.js';
import { isTemporarySchema } from '../../catalog/catalog.js';
import type { RoleDef } from '../../catalog/role-def.js';
import { SQLSTATE } from '../../common/errors.js';
import { at, type BindContext, errorAt } from '../bind-context.js';

/** 42501 */
export function requireOwner(context: BindContext, id: number, what: string, name: string): void {
  if (!isOwner(context.catalog, context.role, id)) {
    throw errorAt(SQLSTATE.insufficientPrivilege, `must be owner of ${what} ${name}`, -1);
  }
}

/** 42501. The session's own temporary schema is its own. */
export function requireCreate(context: BindContext, schema: string, position: number): void {
  const found = context.catalog.schemas.find(({ name }) => name === schema);
  if (found === undefined || isTemporarySchema(schema)) return;
  if (privilegesOf(context.catalog, context.role, 'schema', found.id).privileges.includes('C')) return;
  throw denied('schema', schema).with(at(position));
}

/** 42501: objects are given to roles that the user is a member of. */
export function requireMember(context: BindContext, role: RoleDef): void {
  if (context.role.superuser || rolesOf(context.catalog, context.role).has(role.id)) return;
  throw errorAt(SQLSTATE.insufficientPrivilege, `must be member of role "${role.name}"`, -1);
}
