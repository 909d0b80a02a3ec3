/** Statements about roles: CREATE, ALTER and DROP ROLE, USER and GROUP, and GRANT of roles. */
import type { AlterRoleStmt, CreateRoleStmt, GrantRoleStmt, Node, RoleSpec } from 'libpg-query';
import { assert } from '../../common/assert.js';
import type { StatementText } from '../ast.js';
import type { RoleFlag, RoleOption, RoleReference, RoleStatement } from '../role-ast.js';
import { at, type Conversion, stringOf } from './conversion.js';

/** undefined: a statement of another kind. */
export function roleStatement(node: Node, text: StatementText, c: Conversion): RoleStatement | undefined {
  if ('CreateRoleStmt' in node) return createRole(node.CreateRoleStmt, text, c);
  if ('AlterRoleStmt' in node) return alterRole(node.AlterRoleStmt, text, c);
  if ('DropRoleStmt' in node) {
    const { roles, missing_ok } = node.DropRoleStmt;
    return { kind: 'drop-role', ...text, roles: references(roles, c), ifExists: missing_ok === true };
  }
  if ('GrantRoleStmt' in node) return grantRole(node.GrantRoleStmt, text, c);
  return undefined;
}

function createRole(node: CreateRoleStmt, text: StatementText, c: Conversion): RoleStatement {
  const options = roleOptions(node.options, c);
  // CREATE USER is CREATE ROLE with LOGIN, unless it says otherwise.
  const login: RoleOption = { kind: 'flag', flag: 'canLogin', value: true };
  return {
    kind: 'create-role',
    ...text,
    name: node.role ?? '',
    options: node.stmt_type === 'ROLESTMT_USER' ? [login, ...options] : options,
  };
}

function alterRole(node: AlterRoleStmt, text: StatementText, c: Conversion): RoleStatement {
  const { role, options, action } = node;
  return { kind: 'alter-role', ...text, role: roleReference(role ?? {}, c), options: roleOptions(options, c), removes: action === -1 };
}

function grantRole(node: GrantRoleStmt, text: StatementText, c: Conversion): RoleStatement {
  const roles = (node.granted_roles ?? []).map((role) => {
    assert('AccessPriv' in role, 'a role that is granted');
    return role.AccessPriv.priv_name ?? '';
  });
  const admin = (node.opt ?? []).some((option) => 'DefElem' in option && option.DefElem.defname === 'admin');
  return { kind: 'grant-role', ...text, roles, members: references(node.grantee_roles, c), grant: node.is_grant === true, admin };
}

export function references(nodes: readonly Node[] | undefined, c: Conversion): readonly RoleReference[] {
  return (nodes ?? []).map((node) => {
    assert('RoleSpec' in node, 'a role');
    return roleReference(node.RoleSpec, c);
  });
}

export function roleReference({ roletype, rolename, location }: RoleSpec, c: Conversion): RoleReference {
  const position = at(c, location);
  switch (roletype) {
    case 'ROLESPEC_CURRENT_USER':
    case 'ROLESPEC_CURRENT_ROLE':
      return { kind: 'current_user', position };
    case 'ROLESPEC_SESSION_USER':
      return { kind: 'session_user', position };
    case 'ROLESPEC_PUBLIC':
      return { kind: 'public', position };
    default:
      return { kind: 'role', name: rolename ?? '', position };
  }
}

const FLAGS: Readonly<Record<string, RoleFlag>> = {
  superuser: 'superuser',
  inherit: 'inherit',
  createrole: 'createRole',
  createdb: 'createDatabase',
  canlogin: 'canLogin',
  isreplication: 'replication',
  bypassrls: 'bypassRowSecurity',
};

const LISTS = { addroleto: 'in-role', rolemembers: 'members', adminmembers: 'admins' } as const;

function roleOptions(nodes: readonly Node[] | undefined, c: Conversion): readonly RoleOption[] {
  return (nodes ?? []).flatMap((node): RoleOption[] => {
    assert('DefElem' in node, 'an option of a role');
    const { defname = '', arg } = node.DefElem;
    const flag = FLAGS[defname];
    if (flag !== undefined) return [{ kind: 'flag', flag, value: arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval === true }];
    switch (defname) {
      case 'password':
        return [{ kind: 'password', password: arg === undefined ? null : stringOf(arg) }];
      case 'validUntil':
        return [{ kind: 'valid-until', text: stringOf(arg) }];
      case 'connectionlimit':
        return [{ kind: 'connection-limit', limit: arg !== undefined && 'Integer' in arg ? (arg.Integer.ival ?? 0) : 0 }];
      case 'addroleto':
      case 'rolemembers':
      case 'adminmembers':
        return [{ kind: LISTS[defname], roles: references(arg !== undefined && 'List' in arg ? arg.List.items : [], c) }];
      default:
        // SYSID, which PostgreSQL ignores, too.
        return [];
    }
  });
}
