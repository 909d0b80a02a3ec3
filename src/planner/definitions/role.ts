/** CREATE, ALTER and DROP ROLE; GRANT and REVOKE of roles. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import { allRoles, BOOTSTRAP_ROLE, findRole, PLAIN_ROLE, PREDEFINED_ROLES, type RoleDef } from '../../catalog/role-def.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import { parseVerifier } from '../../common/scram-verifier.js';
import type {
  AlterRoleStatement,
  CreateRoleStatement,
  DropRoleStatement,
  GrantRoleStatement,
  RoleOption,
  RoleReference,
  RoleStatement,
} from '../../sql/role-ast.js';
import { parseTimestampTz } from '../../types/datetime-parse.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './bound-definition.js';

export function bindRole(context: BindContext, statement: RoleStatement): BoundDefinition {
  switch (statement.kind) {
    case 'create-role':
      return bindCreateRole(context, statement);
    case 'alter-role':
      return bindAlterRole(context, statement);
    case 'drop-role':
      return bindDropRole(context, statement);
    case 'grant-role':
      return bindGrantRole(context, statement);
  }
}

/** Roles as they become, before they are changes. */
class Roles {
  readonly #context: BindContext;
  readonly #changed = new Map<number, RoleDef>();

  constructor(context: BindContext) {
    this.#context = context;
  }

  put(role: RoleDef): void {
    this.#changed.set(role.id, role);
  }

  current(role: RoleDef): RoleDef {
    return this.#changed.get(role.id) ?? role;
  }

  /** 0LP01: memberships have no circles. */
  grant(member: RoleDef, role: RoleDef, admin: boolean): void {
    if (isMember(this.#context, role.id, member.id) || role.id === member.id) {
      throw errorAt(SQLSTATE.invalidGrantOperation, `role "${role.name}" is a member of role "${member.name}"`, -1);
    }
    const before = this.current(member);
    const had = before.memberOf.find((each) => each.role === role.id);
    const rest = before.memberOf.filter((each) => each !== had);
    this.put({ ...before, memberOf: [...rest, { role: role.id, admin: admin || had?.admin === true }] });
  }

  /** onlyAdmin: the membership stays. */
  revoke(member: RoleDef, role: RoleDef, onlyAdmin: boolean): void {
    const before = this.current(member);
    const memberOf = before.memberOf.flatMap((each) => {
      if (each.role !== role.id) return [each];
      return onlyAdmin ? [{ ...each, admin: false }] : [];
    });
    this.put({ ...before, memberOf });
  }

  changes(): readonly CatalogChange[] {
    return [...this.#changed.values()].map((value) => ({ kind: value.id < 0 ? 'create' : 'alter', object: { kind: 'role', value } }));
  }
}

function bindCreateRole(context: BindContext, statement: CreateRoleStatement): BoundDefinition {
  const { name, options } = statement;
  checkName(name);
  if (findRole(context.catalog, name) !== undefined) throw errorAt(SQLSTATE.duplicateObject, `role "${name}" already exists`, -1);
  const roles = new Roles(context);
  const role: RoleDef = { ...PLAIN_ROLE, id: context.newObjectId(), name };
  const passwords = withOptions(context, roles, role, options, false);
  return definition('CREATE ROLE', { changes: roles.changes(), passwords });
}

function bindAlterRole(context: BindContext, statement: AlterRoleStatement): BoundDefinition {
  const roles = new Roles(context);
  const passwords = withOptions(context, roles, changeable(referenced(context, statement.role)), statement.options, statement.removes);
  return definition('ALTER ROLE', { changes: roles.changes(), passwords });
}

function withOptions(
  context: BindContext,
  roles: Roles,
  role: RoleDef,
  options: readonly RoleOption[],
  removes: boolean,
): BoundDefinition['passwords'] {
  const passwords: { role: number; password: string }[] = [];
  roles.put(role);
  for (const option of options) {
    const now = roles.current(role);
    switch (option.kind) {
      case 'flag':
        roles.put({ ...now, [option.flag]: option.value });
        break;
      case 'password': {
        const verifier = givenVerifier(option.password);
        roles.put({ ...now, verifier });
        if (option.password !== null && option.password !== '' && verifier === null)
          passwords.push({ role: role.id, password: option.password });
        break;
      }
      case 'valid-until':
        roles.put({ ...now, validUntil: parseTimestampTz(option.text) });
        break;
      case 'connection-limit':
        if (option.limit < -1) throw errorAt(SQLSTATE.invalidParameterValue, `invalid connection limit: ${option.limit}`, -1);
        roles.put({ ...now, connectionLimit: option.limit });
        break;
      case 'in-role':
        for (const each of option.roles) roles.grant(role, referenced(context, each), false);
        break;
      case 'members':
      case 'admins':
        for (const each of option.roles) {
          const member = changeable(referenced(context, each));
          if (removes) roles.revoke(member, role, false);
          else roles.grant(member, role, option.kind === 'admins');
        }
        break;
    }
  }
  return passwords;
}

/** What is a verifier already is kept as it is, as in PostgreSQL: dumps give passwords so. */
function givenVerifier(password: string | null): string | null {
  if (password === null) return null;
  if (/^md5[0-9a-f]{32}$/.test(password)) throw notSupported('MD5 password');
  return parseVerifier(password) === null ? null : password;
}

function bindDropRole(context: BindContext, statement: DropRoleStatement): BoundDefinition {
  const notices: DefinitionNotice[] = [];
  const dropped: RoleDef[] = [];
  for (const reference of statement.roles) {
    if (reference.kind !== 'role') throw errorAt(SQLSTATE.invalidParameterValue, 'cannot use special role specifier in DROP ROLE', -1);
    const role = findRole(context.catalog, reference.name);
    if (role === undefined) {
      const message = `role "${reference.name}" does not exist`;
      if (!statement.ifExists) throw errorAt(SQLSTATE.undefinedObject, message, -1);
      notices.push(skipping(SQLSTATE.undefinedObject, message));
      continue;
    }
    if (role.name === context.user) throw errorAt(SQLSTATE.objectInUse, 'current user cannot be dropped', -1);
    if (role.id === BOOTSTRAP_ROLE.id || isPredefined(role)) {
      const message = `cannot drop role ${role.name} because it is required by the database system`;
      throw errorAt(SQLSTATE.dependentObjectsStillExist, message, -1);
    }
    dropped.push(role);
  }
  const roles = new Roles(context);
  for (const member of context.catalog.roles) {
    if (dropped.includes(member)) continue;
    for (const role of dropped) if (member.memberOf.some((each) => each.role === role.id)) roles.revoke(member, role, false);
  }
  const drops = dropped.map((value): CatalogChange => ({ kind: 'drop', object: { kind: 'role', value } }));
  return definition('DROP ROLE', { notices, changes: [...roles.changes(), ...drops] });
}

function bindGrantRole(context: BindContext, statement: GrantRoleStatement): BoundDefinition {
  const { grant, admin } = statement;
  const roles = new Roles(context);
  for (const name of statement.roles) {
    const role = roleNamed(context, name);
    for (const reference of statement.members) {
      const member = changeable(referenced(context, reference));
      if (grant) roles.grant(member, role, admin);
      else roles.revoke(member, role, admin);
    }
  }
  return definition(grant ? 'GRANT ROLE' : 'REVOKE ROLE', { changes: roles.changes() });
}

export function renameRole(context: BindContext, name: string, newName: string): BoundDefinition {
  const role = changeable(roleNamed(context, name));
  checkName(newName);
  if (role.name === context.user) throw notSupported('renaming the session user');
  if (findRole(context.catalog, newName) !== undefined) throw errorAt(SQLSTATE.duplicateObject, `role "${newName}" already exists`, -1);
  return definition('ALTER ROLE', { changes: [{ kind: 'alter', object: { kind: 'role', value: { ...role, name: newName } } }] });
}

/** 42704. */
export function roleNamed(context: BindContext, name: string): RoleDef {
  const role = findRole(context.catalog, name);
  if (role === undefined) throw errorAt(SQLSTATE.undefinedObject, `role "${name}" does not exist`, -1);
  return role;
}

function referenced(context: BindContext, reference: RoleReference): RoleDef {
  switch (reference.kind) {
    case 'role':
      return roleNamed(context, reference.name);
    case 'current_user':
    case 'session_user':
      return roleNamed(context, context.user);
    case 'public':
      throw errorAt(SQLSTATE.undefinedObject, 'role "public" does not exist', reference.position);
  }
}

function checkName(name: string): void {
  if (name === 'public' || name === 'none') throw errorAt(SQLSTATE.reservedName, `role name "${name}" is reserved`, -1);
  if (!name.startsWith('pg_')) return;
  throw errorAt(SQLSTATE.reservedName, `role name "${name}" is reserved`, -1).with({
    detail: 'Role names starting with "pg_" are reserved.',
  });
}

function isPredefined(role: RoleDef): boolean {
  return PREDEFINED_ROLES.includes(role);
}

/** Predefined roles are not in the catalog. */
function changeable(role: RoleDef): RoleDef {
  if (isPredefined(role)) throw notSupported(`changing the predefined role "${role.name}"`);
  return role;
}

/** Directly or through others. */
function isMember(context: BindContext, role: number, of: number): boolean {
  const found = allRoles(context.catalog).find(({ id }) => id === role);
  return (found?.memberOf ?? []).some((each) => each.role === of || isMember(context, each.role, of));
}
