/** CREATE, ALTER and DROP ROLE; GRANT and REVOKE of roles. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import { relationName } from '../../catalog/object-names.js';
import { allRoles, BOOTSTRAP_ROLE, findRole, PLAIN_ROLE, PREDEFINED_ROLES, type RoleDef } from '../../catalog/role-def.js';
import { DATABASE_ID } from '../../catalog/system-relation.js';
import { type ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import { parseVerifier } from '../../common/scram-verifier.js';
import type { AlterRoleSettingStatement } from '../../sql/grant-ast.js';
import type {
  AlterRoleStatement,
  CreateRoleStatement,
  DropRoleStatement,
  GrantRoleStatement,
  RoleFlag,
  RoleOption,
  RoleReference,
  RoleStatement,
} from '../../sql/role-ast.js';
import { parseTimestampTz } from '../../types/datetime-parse.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './bound-definition.js';
import { relationKind } from './names.js';

export function bindRole(context: BindContext, statement: RoleStatement | AlterRoleSettingStatement): BoundDefinition {
  switch (statement.kind) {
    case 'create-role':
      return bindCreateRole(context, statement);
    case 'alter-role':
      return bindAlterRole(context, statement);
    case 'drop-role':
      return bindDropRole(context, statement);
    case 'grant-role':
      return bindGrantRole(context, statement);
    case 'alter-role-setting':
      return bindRoleSetting(context, statement);
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
  mayCreate(context, options);
  checkName(name);
  if (findRole(context.catalog, name) !== undefined) throw errorAt(SQLSTATE.duplicateObject, `role "${name}" already exists`, -1);
  const roles = new Roles(context);
  const role: RoleDef = { ...PLAIN_ROLE, id: context.newObjectId(), name };
  const passwords = withOptions(context, roles, role, options, false);
  return definition('CREATE ROLE', { changes: roles.changes(), passwords });
}

function bindAlterRole(context: BindContext, statement: AlterRoleStatement): BoundDefinition {
  const roles = new Roles(context);
  const role = changeable(referenced(context, statement.role));
  mayAlter(context, role, statement.options);
  const passwords = withOptions(context, roles, role, statement.options, statement.removes);
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
    mayDrop(context, role);
    dropped.push(role);
  }
  for (const role of dropped) checkUnused(context, role);
  const roles = new Roles(context);
  for (const member of context.catalog.roles) {
    if (dropped.includes(member)) continue;
    for (const role of dropped) if (member.memberOf.some((each) => each.role === role.id)) roles.revoke(member, role, false);
  }
  const drops = dropped.map((value): CatalogChange => ({ kind: 'drop', object: { kind: 'role', value } }));
  return definition('DROP ROLE', { notices, changes: [...roles.changes(), ...drops] });
}

/** 2BP01: a role that owns something or has privileges stays. */
function checkUnused(context: BindContext, role: RoleDef): void {
  const { catalog } = context;
  const details = catalog.access.flatMap(({ id, owner, acl }) => {
    const what = describeObject(context, id);
    const isNamed = (acl ?? []).some(({ grantee, grantor }) => grantee === role.id || grantor === role.id);
    return [...(owner === role.id ? [`owner of ${what}`] : []), ...(isNamed && owner !== role.id ? [`privileges for ${what}`] : [])];
  });
  for (const other of catalog.roles) {
    if (other.id === role.id)
      details.push(...(role.defaultAcls ?? []).map(() => `owner of default privileges belonging to role ${role.name}`));
    else if (other.defaultAcls?.some(({ acl }) => acl.some(({ grantee }) => grantee === role.id)) === true) {
      details.push(`privileges for default privileges belonging to role ${other.name}`);
    }
  }
  if (details.length === 0) return;
  const message = `role "${role.name}" cannot be dropped because some objects depend on it`;
  throw errorAt(SQLSTATE.dependentObjectsStillExist, message, -1).with({ detail: details.join('\n') });
}

/** As PostgreSQL describes it in such lists. */
function describeObject({ catalog, searchPath }: BindContext, id: number): string {
  const relation = catalog.relationById(id);
  const full = ({ schema, name }: { readonly schema: string; readonly name: string }): string =>
    searchPath.includes(schema) ? name : `${schema}.${name}`;
  if (relation !== undefined) return `${relationKind(relation)} ${full(relationName(relation))}`;
  if (id === DATABASE_ID) return `database ${catalog.database}`;
  const schema = catalog.schemas.find((each) => each.id === id);
  if (schema !== undefined) return `schema ${schema.name}`;
  const routine = catalog.functions.find((each) => each.id === id);
  if (routine !== undefined) return `function ${full(routine)}(${routine.args.map(({ type }) => typeLabel(type)).join(',')})`;
  const type = catalog.typeById(id);
  return `type ${type === undefined ? id : full(type)}`;
}

function bindGrantRole(context: BindContext, statement: GrantRoleStatement): BoundDefinition {
  const { grant, admin } = statement;
  const roles = new Roles(context);
  for (const name of statement.roles) {
    const role = roleNamed(context, name);
    mayGrant(context, role);
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
  if (!context.role.superuser && (role.superuser || !context.role.createRole)) throw notAllowed('permission denied to rename role');
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

export function referenced(context: BindContext, reference: RoleReference): RoleDef {
  switch (reference.kind) {
    case 'role':
      return roleNamed(context, reference.name);
    case 'current_user':
    case 'session_user':
      return context.role;
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

// Who may ----------------------------------------------------------------------------------------------------------------

function notAllowed(message: string): ConductError {
  return errorAt(SQLSTATE.insufficientPrivilege, message, -1);
}

function isGiven(options: readonly RoleOption[], flag: RoleFlag): boolean {
  return options.some((option) => option.kind === 'flag' && option.flag === flag && option.value);
}

function mayCreate({ role }: BindContext, options: readonly RoleOption[]): void {
  if (role.superuser) return;
  if (isGiven(options, 'superuser')) throw notAllowed('must be superuser to create superusers');
  if (isGiven(options, 'replication')) throw notAllowed('must be superuser to create replication users');
  if (isGiven(options, 'bypassRowSecurity')) throw notAllowed('must be superuser to create bypassrls users');
  if (!role.createRole) throw notAllowed('permission denied to create role');
}

/** Everybody may change their own password. */
function mayAlter({ role }: BindContext, altered: RoleDef, options: readonly RoleOption[]): void {
  if (role.superuser) return;
  const sets = (flag: RoleFlag): boolean => options.some((option) => option.kind === 'flag' && option.flag === flag);
  if (altered.superuser || sets('superuser')) {
    throw notAllowed('must be superuser to alter superuser roles or change superuser attribute');
  }
  if (altered.replication || sets('replication')) {
    throw notAllowed('must be superuser to alter replication roles or change replication attribute');
  }
  if (sets('bypassRowSecurity')) throw notAllowed('must be superuser to change bypassrls attribute');
  if (role.createRole || (altered.id === role.id && options.every(({ kind }) => kind === 'password'))) return;
  throw notAllowed('permission denied');
}

function mayDrop({ role }: BindContext, dropped: RoleDef): void {
  if (role.superuser) return;
  if (!role.createRole) throw notAllowed('permission denied to drop role');
  if (dropped.superuser) throw notAllowed('must be superuser to drop superusers');
}

function mayGrant({ role }: BindContext, granted: RoleDef): void {
  if (role.superuser) return;
  if (granted.superuser) throw notAllowed('must be superuser to alter superusers');
  if (role.createRole || role.memberOf.some((each) => each.role === granted.id && each.admin)) return;
  throw notAllowed(`must have admin option on role "${granted.name}"`);
}

function bindRoleSetting(context: BindContext, { role: reference, setting, value }: AlterRoleSettingStatement): BoundDefinition {
  const role = changeable(referenced(context, reference));
  const { role: user } = context;
  if (!user.superuser && user.id !== role.id && (role.superuser || !user.createRole)) throw notAllowed('permission denied');
  const { [setting ?? '']: _former, ...others } = role.settings ?? {};
  const kept = setting === null ? {} : others;
  const settings = setting === null || value === null ? kept : { ...kept, [setting]: value };
  return definition('ALTER ROLE', { changes: [{ kind: 'alter', object: { kind: 'role', value: { ...role, settings } } }] });
}
