/** has_table_privilege and its like: NULL for an OID that is none, an error for a name. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import { privilegesOf } from '../access.js';
import { defaultAcl, letterOf, PUBLIC_GRANTEE, type SecurableKind } from '../acl.js';
import type { CatalogSession } from '../catalog-session.js';
import { namedRelation, oidOfName, splitName } from '../object-names.js';
import { allRoles, BOOTSTRAP_ROLE, findRole, PLAIN_ROLE, type RoleDef } from '../role-def.js';
import { aclTexts, kindOfLetter } from '../system/access-rows.js';
import { allSchemas, DATABASE_ID } from '../system-relation.js';
import { tableOid } from '../table-def.js';
import type { CatalogCall } from './calls.js';

const TABLE = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'RULE'];
const COLUMN = ['SELECT', 'INSERT', 'UPDATE', 'REFERENCES'];

/** The object that a name or an OID is; undefined: an OID that is none. Throws for a name. */
type Find = (session: CatalogSession, object: Datum) => number | undefined;

/** `parts`: arguments that say what it is about, between the role and the privilege. */
function privilege(kind: SecurableKind, names: readonly string[], find: Find, parts = 1): CatalogCall {
  return (session, args, types) => {
    const hasRole = args.length === parts + 2;
    const role = hasRole ? roleGiven(session, args[0] ?? null, types[0]) : currentRole(session);
    const wanted = wantedPrivileges(String(args.at(-1)), names);
    const [object = null, column = null] = args.slice(hasRole ? 1 : 0);
    const id = find(session, object);
    if (id === undefined) return null;
    if (parts === 2 && !columnExists(session, object, column)) return null;
    if (role === undefined) return false;
    const relation = session.catalog.relationById(id);
    const { privileges, grantable } = privilegesOf(session.catalog, role, relation?.kind === 'sequence' ? 'sequence' : kind, id);
    return wanted.some(({ letter, option }) => privileges.includes(letter) && (!option || grantable.includes(letter)));
  };
}

interface WantedPrivilege {
  readonly letter: string;
  readonly option: boolean;
}

/** One of them will do. */
function wantedPrivileges(text: string, known: readonly string[]): readonly WantedPrivilege[] {
  return text.split(',').map((part) => {
    const name = part.trim().toUpperCase();
    const plain = name.replace(/ WITH GRANT OPTION$/, '');
    if (!known.includes(plain)) throw new ConductError(SQLSTATE.invalidParameterValue, `unrecognized privilege type: "${part.trim()}"`);
    return { letter: letterOf(plain) ?? '', option: plain !== name };
  });
}

/** `public` stands for everybody: a role that is in none and owns nothing. undefined: an OID that is none. */
function roleGiven(session: CatalogSession, role: Datum, type: SqlType | undefined): RoleDef | undefined {
  if (type?.kind === 'oid') return allRoles(session.catalog).find(({ id }) => id === role);
  if (role === 'public') return { ...PLAIN_ROLE, id: PUBLIC_GRANTEE, name: 'public' };
  if (role === session.user) return currentRole(session);
  const found = findRole(session.catalog, String(role));
  if (found === undefined) throw noRole(String(role));
  return found;
}

function currentRole({ catalog, user }: CatalogSession): RoleDef {
  return findRole(catalog, user) ?? BOOTSTRAP_ROLE;
}

function noRole(name: string): ConductError {
  return new ConductError(SQLSTATE.undefinedObject, `role "${name}" does not exist`);
}

function relation({ catalog, searchPath }: CatalogSession, object: Datum): number | undefined {
  if (typeof object === 'string') return oidOfName(catalog, searchPath, 'regclass', object);
  return namedRelation(catalog, Number(object)) === undefined ? undefined : Number(object);
}

function columnExists({ catalog, searchPath }: CatalogSession, object: Datum, column: Datum): boolean {
  if (typeof column === 'number') return true;
  const { schema, name } = typeof object === 'string' ? splitName(object) : { schema: null, name: '' };
  const table =
    typeof object === 'string' ? catalog.findTable(schema, name, searchPath) : catalog.tables.find((each) => tableOid(each) === object);
  if (table === undefined || table.columns.some((each) => each.name === column)) return true;
  throw new ConductError(SQLSTATE.undefinedColumn, `column "${String(column)}" of relation "${table.name}" does not exist`);
}

function schema({ catalog }: CatalogSession, object: Datum): number | undefined {
  const found = allSchemas(catalog).find(({ id, name }) => (typeof object === 'string' ? name === object : id === object));
  if (found !== undefined || typeof object !== 'string') return found?.id;
  throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${object}" does not exist`);
}

function database({ catalog }: CatalogSession, object: Datum): number | undefined {
  if (typeof object !== 'string') return object === DATABASE_ID ? DATABASE_ID : undefined;
  if (object === catalog.database) return DATABASE_ID;
  throw new ConductError(SQLSTATE.invalidCatalogName, `database "${object}" does not exist`);
}

function routine({ catalog, searchPath }: CatalogSession, object: Datum): number | undefined {
  return typeof object === 'string' ? oidOfName(catalog, searchPath, 'regprocedure', object) : Number(object);
}

function dataType({ catalog, searchPath }: CatalogSession, object: Datum): number | undefined {
  return typeof object === 'string' ? oidOfName(catalog, searchPath, 'regtype', object) : Number(object);
}

/** Kinds of objects that there is nothing of: nobody is kept from them. */
const always: CatalogCall = () => true;

/** A superuser is a member of every role. */
function hasRole(session: CatalogSession, args: readonly Datum[]): Datum {
  const { catalog, user } = session;
  const [first = null, second = null] = args;
  const member = args.length === 3 ? roleOf(session, first) : findRole(catalog, user);
  const role = roleOf(session, args.length === 3 ? second : first);
  if (member === undefined) return true;
  return role !== undefined && (member.superuser || isMember(catalog.roles, member, role.id));
}

function roleOf({ catalog }: CatalogSession, given: Datum): RoleDef | undefined {
  if (typeof given === 'number') return allRoles(catalog).find(({ id }) => id === given);
  const role = findRole(catalog, String(given));
  if (role === undefined) throw noRole(String(given));
  return role;
}

function isMember(roles: readonly RoleDef[], member: RoleDef, of: number): boolean {
  if (member.id === of) return true;
  return member.memberOf.some(({ role }) => {
    const next = roles.find(({ id }) => id === role);
    return role === of || (next !== undefined && isMember(roles, next, of));
  });
}

/** The privileges that a new object has, by the letter of its kind. */
const acldefault: CatalogCall = ({ catalog }, [letter = null, owner = null]) => {
  const kind = kindOfLetter(String(letter));
  return kind === undefined ? null : aclTexts(catalog, defaultAcl(kind, Number(owner)));
};

export const PRIVILEGE_CALLS: { readonly [name: string]: CatalogCall } = {
  acldefault,
  has_table_privilege: privilege('table', TABLE, relation),
  has_any_column_privilege: privilege('table', COLUMN, relation),
  has_sequence_privilege: privilege('sequence', ['USAGE', 'SELECT', 'UPDATE'], relation),
  has_column_privilege: privilege('table', COLUMN, relation, 2),
  has_schema_privilege: privilege('schema', ['CREATE', 'USAGE'], schema),
  has_database_privilege: privilege('database', ['CREATE', 'CONNECT', 'TEMPORARY', 'TEMP'], database),
  has_function_privilege: privilege('function', ['EXECUTE'], routine),
  has_type_privilege: privilege('type', ['USAGE'], dataType),
  has_tablespace_privilege: always,
  has_language_privilege: always,
  has_server_privilege: always,
  has_foreign_data_wrapper_privilege: always,
  pg_has_role: hasRole,
  pg_cancel_backend: ({ signal }, [id]) => signal(Number(id), 'cancel'),
  pg_terminate_backend: ({ signal }, [id]) => signal(Number(id), 'terminate'),
  pg_relation_is_publishable: () => false,
  row_security_active: () => false,
};
