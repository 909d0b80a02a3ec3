/** Rows about the cluster: databases, roles, schemas, and comments on all of it. */
import { arrayValue, type Datum } from '../../types/datum.js';
import { ownerOf } from '../access.js';
import type { CatalogReader } from '../catalog.js';
import { allRoles, type RoleDef } from '../role-def.js';
import { allSchemas, DATABASE_ID, OWNER, type RowObject, type RowSource, UTF8 } from '../system-relation.js';
import { aclValue } from './access-rows.js';

/** OIDs of relations whose rows comments are on. */
const DATABASE_CLASS = 1262;
const ROLE_CLASS = 1260;
const CONSTRAINT_CLASS = 2606;

const DATABASE = {
  encoding: UTF8,
  datlocprovider: 'c',
  datconnlimit: -1,
  datfrozenxid: 0,
  datminmxid: 1,
  dattablespace: 1663,
  datcollate: 'C',
  datctype: 'C.UTF-8',
  dathasloginevt: false,
} as const;

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
    rolconfig: settingTexts(role),
  };
}

function settingTexts({ settings = {} }: RoleDef): Datum {
  const texts = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  return texts.length === 0 ? null : arrayValue(texts);
}

const HIDDEN_PASSWORD = '********';

function userRow(role: RoleDef, password: string | null): RowObject {
  return {
    usename: role.name,
    usesysid: role.id,
    usecreatedb: role.createDatabase,
    usesuper: role.superuser,
    userepl: role.replication,
    usebypassrls: role.bypassRowSecurity,
    passwd: password,
    valuntil: role.validUntil,
  };
}

const logins = (catalog: CatalogReader): readonly RoleDef[] => allRoles(catalog).filter(({ canLogin }) => canLogin);

function* memberships(catalog: CatalogReader): Iterable<RowObject> {
  let oid = 15_000;
  for (const member of allRoles(catalog)) {
    for (const { role, admin } of member.memberOf) {
      oid += 1;
      yield { roleid: role, member: member.id, grantor: OWNER, admin_option: admin, oid, inherit_option: member.inherit, set_option: true };
    }
  }
}

const isShared = ({ classId }: { readonly classId: number }): boolean => classId === DATABASE_CLASS || classId === ROLE_CLASS;

function* descriptions(catalog: CatalogReader): Iterable<RowObject> {
  for (const comment of catalog.comments) {
    if (isShared(comment)) continue;
    const { classId, objectId, part, text } = comment;
    // A comment on a constraint is kept with its table.
    if (classId === CONSTRAINT_CLASS) yield { objoid: part, classoid: classId, objsubid: 0, description: text };
    else yield { objoid: objectId, classoid: classId, objsubid: part, description: text };
  }
  yield { objoid: 11, classoid: 2615, objsubid: 0, description: 'system catalog schema' };
  yield { objoid: 99, classoid: 2615, objsubid: 0, description: 'reserved schema for TOAST tables' };
  if (!catalog.comments.some(({ classId, objectId }) => classId === 2615 && objectId === 2200)) {
    yield { objoid: 2200, classoid: 2615, objsubid: 0, description: 'standard public schema' };
  }
}

export const CLUSTER_SOURCES: { readonly [name: string]: RowSource } = {
  pg_database: {
    rows: (catalog) => [
      {
        ...DATABASE,
        oid: DATABASE_ID,
        datname: catalog.database,
        datistemplate: false,
        datallowconn: true,
        datdba: ownerOf(catalog, DATABASE_ID),
        datacl: aclValue(catalog, 'database', DATABASE_ID),
      },
    ],
  },
  pg_namespace: {
    rows: (catalog) =>
      allSchemas(catalog).map(({ id, name }) => ({
        oid: id,
        nspname: name,
        nspowner: ownerOf(catalog, id),
        nspacl: aclValue(catalog, 'schema', id),
      })),
  },
  pg_authid: {
    rows: (catalog) =>
      allRoles(catalog).map((role) => {
        const { rolconfig: _settings, ...row } = roleRow(role);
        return { ...row, rolpassword: role.verifier };
      }),
  },
  pg_roles: { rows: (catalog) => allRoles(catalog).map((role) => ({ ...roleRow(role), rolpassword: HIDDEN_PASSWORD })) },
  pg_user: { rows: (catalog) => logins(catalog).map((role) => userRow(role, HIDDEN_PASSWORD)) },
  pg_shadow: { rows: (catalog) => logins(catalog).map((role) => userRow(role, role.verifier)) },
  pg_group: {
    rows: (catalog) =>
      allRoles(catalog)
        .filter(({ canLogin }) => !canLogin)
        .map(({ id, name }) => ({ groname: name, grosysid: id, grolist: memberIds(catalog, id) })),
  },
  pg_auth_members: { rows: memberships },
  pg_description: { rows: descriptions },
  pg_shdescription: {
    rows: (catalog) =>
      catalog.comments.filter(isShared).map(({ classId, objectId, text }) => ({ objoid: objectId, classoid: classId, description: text })),
  },
};

function memberIds(catalog: CatalogReader, role: number): Datum {
  const members = allRoles(catalog).filter(({ memberOf }) => memberOf.some((each) => each.role === role));
  return arrayValue(members.map(({ id }) => id));
}
