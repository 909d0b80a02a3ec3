/** System relations about roles. */
import { allRoles, type RoleDef } from './role-def.js';
import { define, OWNER, type RowObject, type SystemRelation } from './system-relation.js';

/** What pg_authid and pg_roles have in common, but for the prefix of pg_user. */
function roleRow(role: RoleDef): RowObject {
  return {
    oid: role.id,
    rolname: role.name,
    rolsuper: role.superuser,
    rolinherit: role.inherit,
    rolcreaterole: role.createRole,
    rolcreatedb: role.createDatabase,
    rolcanlogin: role.canLogin,
    rolreplication: role.replication,
    rolconnlimit: role.connectionLimit,
    rolbypassrls: role.bypassRowSecurity,
    rolvaliduntil: role.validUntil,
  };
}

const HIDDEN_PASSWORD = '********';

export const ROLE_RELATIONS: readonly SystemRelation[] = [
  define(
    1260,
    'pg_catalog',
    'pg_authid',
    `oid:oid rolname:name rolsuper:bool rolinherit:bool rolcreaterole:bool rolcreatedb:bool rolcanlogin:bool rolreplication:bool
     rolbypassrls:bool rolconnlimit:int4 rolpassword:text rolvaliduntil:timestamptz`,
    (catalog) => allRoles(catalog).map((role) => ({ ...roleRow(role), rolpassword: role.verifier })),
  ),
  define(
    12_001,
    'pg_catalog',
    'pg_roles',
    `rolname:name rolsuper:bool rolinherit:bool rolcreaterole:bool rolcreatedb:bool rolcanlogin:bool rolreplication:bool
     rolconnlimit:int4 rolpassword:text rolvaliduntil:timestamptz rolbypassrls:bool rolconfig:text[] oid:oid`,
    (catalog) => allRoles(catalog).map((role) => ({ ...roleRow(role), rolpassword: HIDDEN_PASSWORD })),
  ),
  define(1261, 'pg_catalog', 'pg_auth_members', 'roleid:oid member:oid grantor:oid admin_option:bool', (catalog) =>
    allRoles(catalog).flatMap((member) =>
      member.memberOf.map(({ role, admin }) => ({ roleid: role, member: member.id, grantor: OWNER, admin_option: admin })),
    ),
  ),
];
