/** Whose privileges are in force in a session: SET SESSION AUTHORIZATION, SET ROLE, and the settings that roles begin with. */
import { rolesOf } from '../catalog/access.js';
import type { CatalogReader } from '../catalog/catalog.js';
import { BOOTSTRAP_ROLE, findRole, type RoleDef } from '../catalog/role-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { SessionState } from './query-service.js';

const NONE = 'none';

export function sessionUser(session: SessionState): string {
  return session.settings.get('session_authorization') ?? session.user;
}

export function currentUser(session: SessionState): string {
  const role = session.settings.get('role') ?? NONE;
  return role === NONE ? sessionUser(session) : role;
}

/** Its definition. Sessions outlive roles: one whose role was dropped is nobody with no privileges. */
export function currentRole(session: SessionState, catalog: CatalogReader): RoleDef {
  const name = currentUser(session);
  const role = findRole(catalog, name);
  if (role !== undefined) return role;
  if (name === BOOTSTRAP_ROLE.name) return BOOTSTRAP_ROLE;
  throw new ConductError(SQLSTATE.undefinedObject, `role "${name}" does not exist`);
}

/** Those are set by `assume` alone. */
export function isUserSetting(name: string): boolean {
  return name === 'role' || name === 'session_authorization';
}

/** value null: back to the user who has logged in. 42501 */
export function assume(session: SessionState, catalog: CatalogReader, setting: string, value: string | null): void {
  if (setting === 'role') {
    if (value === null || value === NONE) session.settings.set('role', NONE);
    else session.settings.set('role', allowedRole(session, catalog, value).name);
  } else {
    const name = value ?? session.user;
    const role = known(catalog, name);
    if (name !== session.user && findRole(catalog, session.user)?.superuser !== true) {
      throw new ConductError(SQLSTATE.insufficientPrivilege, 'permission denied to set session authorization');
    }
    session.settings.set('session_authorization', role.name);
    session.settings.set('role', NONE);
    session.parameterStatus('session_authorization', role.name);
  }
  tellSuperuser(session, catalog);
}

function allowedRole(session: SessionState, catalog: CatalogReader, name: string): RoleDef {
  const role = known(catalog, name);
  const user = known(catalog, sessionUser(session));
  // Memberships count whether the user inherits from them or not.
  if (user.superuser || rolesOf(catalog, { ...user, inherit: true }).has(role.id)) return role;
  throw new ConductError(SQLSTATE.insufficientPrivilege, `permission denied to set role "${name}"`);
}

function known(catalog: CatalogReader, name: string): RoleDef {
  const role = findRole(catalog, name) ?? (name === BOOTSTRAP_ROLE.name ? BOOTSTRAP_ROLE : undefined);
  if (role === undefined) throw new ConductError(SQLSTATE.invalidParameterValue, `role "${name}" does not exist`);
  return role;
}

/** The client hears of it where it changes. */
export function tellSuperuser(session: SessionState, catalog: CatalogReader): void {
  const value = currentRole(session, catalog).superuser ? 'on' : 'off';
  if (session.settings.get('is_superuser') === value) return;
  session.settings.set('is_superuser', value);
  session.parameterStatus('is_superuser', value);
}
