/** Statements about owners and privileges: GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, OWNER TO; and settings of roles. */
import type { AlterDefaultPrivilegesStmt, AlterOwnerStmt, AlterRoleSetStmt, AlterTableStmt, GrantStmt, Node } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import type { RelationName, StatementText, UnsupportedStatement } from '../ast.js';
import type { GrantAction, GrantObject, GrantStatementKind, GrantTarget } from '../grant-ast.js';
import { type Conversion, relationName, stringOf } from './conversion.js';
import { argumentTypes, nameParts, unsupported } from './definition.js';
import { references, roleReference } from './role.js';
import { variableSet } from './session-statement.js';

/** undefined: a statement of another kind. */
export function grantStatement(node: Node, text: StatementText, c: Conversion): GrantStatementKind | UnsupportedStatement | undefined {
  if ('GrantStmt' in node) return grant(node.GrantStmt, text, c);
  if ('AlterDefaultPrivilegesStmt' in node) return defaultPrivileges(node.AlterDefaultPrivilegesStmt, text, c);
  if ('AlterOwnerStmt' in node) return alterOwner(node.AlterOwnerStmt, text, c);
  if ('AlterTableStmt' in node) return alterTableOwner(node.AlterTableStmt, text, c);
  if ('AlterRoleSetStmt' in node) return alterRoleSetting(node.AlterRoleSetStmt, text, c);
  return undefined;
}

const TARGETS: Readonly<Record<string, GrantTarget>> = {
  OBJECT_TABLE: 'table',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_SCHEMA: 'schema',
  OBJECT_FUNCTION: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_DATABASE: 'database',
};

function action(node: GrantStmt, c: Conversion): GrantAction | null {
  const target = TARGETS[node.objtype ?? ''];
  if (target === undefined) return null;
  const privileges = (node.privileges ?? []).map((each) => {
    assert('AccessPriv' in each, 'a privilege');
    const { priv_name = 'ALL', cols } = each.AccessPriv;
    return { name: priv_name, columns: (cols ?? []).map(stringOf) };
  });
  return {
    grant: node.is_grant === true,
    target,
    privileges: privileges.length === 0 ? null : privileges,
    grantees: references(node.grantees, c),
    grantOption: node.grant_option === true,
    cascade: node.behavior === 'DROP_CASCADE',
  };
}

function grant(node: GrantStmt, text: StatementText, c: Conversion): GrantStatementKind | UnsupportedStatement {
  const what = action(node, c);
  if (what === null) return unsupported(text);
  return {
    kind: 'grant',
    ...text,
    ...what,
    scope: node.targtype === 'ACL_TARGET_ALL_IN_SCHEMA' ? 'all-in-schema' : 'objects',
    objects: (node.objects ?? []).map((object) => grantObject(object, c)),
    grantor: node.grantor === undefined ? null : roleReference(node.grantor, c),
  };
}

function grantObject(node: Node, c: Conversion): GrantObject {
  if ('RangeVar' in node) return { name: relationName(node.RangeVar, c), args: null };
  return { name: named(nameParts(node)), args: argumentTypes(node, c) };
}

function named(parts: readonly string[]): RelationName {
  return { database: parts.at(-3) ?? null, schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', position: -1 };
}

function defaultPrivileges(
  node: AlterDefaultPrivilegesStmt,
  text: StatementText,
  c: Conversion,
): GrantStatementKind | UnsupportedStatement {
  const what = action(known(node.action, 'what is granted'), c);
  if (what === null) return unsupported(text);
  const lists = new Map(
    (node.options ?? []).map((option) => {
      assert('DefElem' in option, 'an option');
      const { defname = '', arg } = option.DefElem;
      return [defname, arg !== undefined && 'List' in arg ? (arg.List.items ?? []) : []];
    }),
  );
  const schemas = (lists.get('schemas') ?? []).map(stringOf);
  return { kind: 'default-privileges', ...text, roles: references(lists.get('roles'), c), schemas, action: what };
}

function alterOwner(node: AlterOwnerStmt, text: StatementText, c: Conversion): GrantStatementKind | UnsupportedStatement {
  const object = (node.objectType ?? '').replace(/^OBJECT_/, '').toLowerCase();
  if (node.object === undefined) return unsupported(text);
  const owner = roleReference(known(node.newowner, 'owner'), c);
  return {
    kind: 'alter-owner',
    ...text,
    object,
    name: nameParts(node.object),
    args: argumentTypes(node.object, c),
    ifExists: false,
    owner,
  };
}

/** Of a relation, where it is the only action. */
function alterTableOwner(node: AlterTableStmt, text: StatementText, c: Conversion): GrantStatementKind | undefined {
  const [only, second] = node.cmds ?? [];
  if (only === undefined || second !== undefined || !('AlterTableCmd' in only) || only.AlterTableCmd.subtype !== 'AT_ChangeOwner') {
    return undefined;
  }
  const { database, schema, name } = relationName(known(node.relation, 'relation'), c);
  return {
    kind: 'alter-owner',
    ...text,
    object: (node.objtype ?? '').replace(/^OBJECT_/, '').toLowerCase(),
    name: [...(database === null ? [] : [database]), ...(schema === null ? [] : [schema]), name],
    args: null,
    ifExists: node.missing_ok === true,
    owner: roleReference(known(only.AlterTableCmd.newowner, 'owner'), c),
  };
}

function alterRoleSetting(node: AlterRoleSetStmt, text: StatementText, c: Conversion): GrantStatementKind | UnsupportedStatement {
  // For all roles, or in one database.
  if (node.role === undefined || node.database !== undefined || node.setstmt === undefined) return unsupported(text);
  const setting = variableSet(node.setstmt, text, c);
  const role = roleReference(node.role, c);
  if (setting.kind === 'unsupported') return setting;
  const value = setting.kind === 'set' && !setting.isDefault ? setting.values.join(', ') : null;
  return { kind: 'alter-role-setting', ...text, role, setting: setting.name, value };
}
