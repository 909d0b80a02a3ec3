/**
 * has_table_privilege and its like. Privileges are not kept: whoever may connect may do everything, so that the answer for what exists is
 * true. NULL for an OID that is none, an error for a name.
 */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import type { CatalogSession } from '../catalog-session.js';
import { namedRelation, oidOfName, splitName } from '../object-names.js';
import { allRoles, findRole, type RoleDef } from '../role-def.js';
import { allSchemas, DATABASE_ID } from '../system-relation.js';
import { tableOid } from '../table-def.js';
import type { CatalogCall } from './calls.js';

const TABLE = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'RULE'];
const COLUMN = ['SELECT', 'INSERT', 'UPDATE', 'REFERENCES'];

/** Whether the object is there: false for an OID that is none. Throws for a name. */
type Exists = (session: CatalogSession, object: Datum) => boolean;

/** `parts`: arguments that say what it is about, between the role and the privilege. */
function privilege(names: readonly string[], exists: Exists, parts = 1): CatalogCall {
  return (session, args, types) => {
    const hasRole = args.length === parts + 2;
    if (hasRole) checkRole(session, args[0] ?? null, types[0]);
    checkNames(String(args.at(-1)), names);
    const [object = null, column = null] = args.slice(hasRole ? 1 : 0);
    if (!exists(session, object)) return null;
    return parts === 1 || columnExists(session, object, column) ? true : null;
  };
}

function checkNames(text: string, known: readonly string[]): void {
  for (const part of text.split(',')) {
    const name = part
      .trim()
      .toUpperCase()
      .replace(/ WITH GRANT OPTION$/, '');
    if (!known.includes(name)) throw new ConductError(SQLSTATE.invalidParameterValue, `unrecognized privilege type: "${part.trim()}"`);
  }
}

/** `public` stands for everybody. */
function checkRole({ catalog, user }: CatalogSession, role: Datum, type: SqlType | undefined): void {
  if (type?.kind === 'oid' || role === 'public' || role === user) return;
  if (findRole(catalog, String(role)) === undefined) throw noRole(String(role));
}

function noRole(name: string): ConductError {
  return new ConductError(SQLSTATE.undefinedObject, `role "${name}" does not exist`);
}

function relationExists({ catalog, searchPath }: CatalogSession, object: Datum): boolean {
  if (typeof object === 'string') return oidOfName(catalog, searchPath, 'regclass', object) !== undefined;
  return namedRelation(catalog, Number(object)) !== undefined;
}

function columnExists({ catalog, searchPath }: CatalogSession, object: Datum, column: Datum): boolean {
  if (typeof column === 'number') return true;
  const { schema, name } = typeof object === 'string' ? splitName(object) : { schema: null, name: '' };
  const table =
    typeof object === 'string' ? catalog.findTable(schema, name, searchPath) : catalog.tables.find((each) => tableOid(each) === object);
  if (table === undefined || table.columns.some((each) => each.name === column)) return true;
  throw new ConductError(SQLSTATE.undefinedColumn, `column "${String(column)}" of relation "${table.name}" does not exist`);
}

function schemaExists({ catalog }: CatalogSession, object: Datum): boolean {
  if (typeof object !== 'string') return allSchemas(catalog).some(({ id }) => id === object);
  if (catalog.hasSchema(object)) return true;
  throw new ConductError(SQLSTATE.invalidSchemaName, `schema "${object}" does not exist`);
}

function databaseExists({ catalog }: CatalogSession, object: Datum): boolean {
  if (typeof object !== 'string') return object === DATABASE_ID;
  if (object === catalog.database) return true;
  throw new ConductError(SQLSTATE.invalidCatalogName, `database "${object}" does not exist`);
}

const always: Exists = () => true;

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

export const PRIVILEGE_CALLS: { readonly [name: string]: CatalogCall } = {
  has_table_privilege: privilege(TABLE, relationExists),
  has_any_column_privilege: privilege(COLUMN, relationExists),
  has_sequence_privilege: privilege(['USAGE', 'SELECT', 'UPDATE'], relationExists),
  has_column_privilege: privilege(COLUMN, relationExists, 2),
  has_schema_privilege: privilege(['CREATE', 'USAGE'], schemaExists),
  has_database_privilege: privilege(['CREATE', 'CONNECT', 'TEMPORARY', 'TEMP'], databaseExists),
  has_function_privilege: privilege(['EXECUTE'], always),
  has_type_privilege: privilege(['USAGE'], always),
  has_tablespace_privilege: privilege(['CREATE'], always),
  has_language_privilege: privilege(['USAGE'], always),
  has_server_privilege: privilege(['USAGE'], always),
  has_foreign_data_wrapper_privilege: privilege(['USAGE'], always),
  pg_has_role: hasRole,
  pg_relation_is_publishable: () => false,
  row_security_active: () => false,
};
