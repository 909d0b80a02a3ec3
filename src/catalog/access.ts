/**
 * Who owns an object and what a role may do with it. Kept beside the objects by their OIDs, as comments are: objects that are not
 * mentioned belong to the bootstrap role and have the privileges that every new object has.
 */
import { ConductError, SQLSTATE } from '../common/errors.js';
import {
  type Acl,
  type AclItem,
  ALL_PRIVILEGES,
  defaultAcl,
  grantIn,
  intersection,
  PUBLIC_GRANTEE,
  type SecurableKind,
  union,
  without,
} from './acl.js';
import type { CatalogReader } from './catalog.js';
import { allRoles, BOOTSTRAP_ROLE, type RoleDef } from './role-def.js';

export interface AccessDef {
  /** OID of the object. */
  readonly id: number;
  /** OID of the role that it belongs to. */
  readonly owner: number;
  /** null: that of a new object. */
  readonly acl: Acl | null;
}

/** What a statement needs a role to be allowed. */
export interface Requirement {
  readonly kind: SecurableKind;
  readonly id: number;
  readonly name: string;
  /** `table`, `view`: for the message. */
  readonly what: string;
  /** Letters of privileges, all of which are needed. */
  readonly privileges: string;
  /** OID of the role that needs them: the owner of the view in which the object is named. null: whoever runs the statement. */
  readonly as: number | null;
  /** One of the privileges will do. */
  readonly any?: boolean;
}

/** OID of the role pg_database_owner, to which the schema `public` belongs. */
const DATABASE_OWNER = 6171;
const PUBLIC_SCHEMA = 2200;
const READ_ALL_DATA = 6181;
const WRITE_ALL_DATA = 6182;

export function ownerOf(catalog: CatalogReader, id: number): number {
  return catalog.accessOf(id)?.owner ?? (id === PUBLIC_SCHEMA ? DATABASE_OWNER : BOOTSTRAP_ROLE.id);
}

/** null: nothing was granted or revoked. */
export function keptAcl(catalog: CatalogReader, kind: SecurableKind, id: number): Acl | null {
  const kept = catalog.accessOf(id)?.acl ?? null;
  if (kept !== null) return kept;
  const owner = ownerOf(catalog, id);
  const all = { grantee: owner, grantor: owner, privileges: ALL_PRIVILEGES[kind], grantable: '' };
  const everybody = (privileges: string): AclItem => ({ grantee: PUBLIC_GRANTEE, grantor: owner, privileges, grantable: '' });
  if (kind === 'schema' && id === PUBLIC_SCHEMA) return [all, everybody('U')];
  if (id >= FIRST_USER_ID) return null;
  if (kind === 'schema') return [all, everybody('U')];
  return kind === 'table' && !SECRET.has(id) ? [all, everybody('r')] : null;
}

/** Objects below it are the system's. */
const FIRST_USER_ID = 16_384;

/** Relations of the system that PostgreSQL 15 shows to nobody but superusers: pg_authid, pg_shadow, pg_statistic and the like. */
const SECRET: ReadonlySet<number> = new Set([
  1260, 1418, 2613, 2619, 3429, 6100, 12005, 12110, 12114, 12118, 12130, 12134, 12138, 12332, 13401, 13430, 13498, 13507, 13519, 13532,
  13545,
]);

export function aclOf(catalog: CatalogReader, kind: SecurableKind, id: number): Acl {
  return keptAcl(catalog, kind, id) ?? defaultAcl(kind, ownerOf(catalog, id));
}

/** Of an object that the role makes; null: the usual. */
export function initialAcl(catalog: CatalogReader, role: RoleDef, kind: SecurableKind, schema: string | null): Acl | null {
  const { defaultAcls = [] } = role;
  if (defaultAcls.length === 0) return null;
  const schemaId = catalog.schemas.find(({ name }) => name === schema)?.id;
  const everywhere = defaultAcls.find((each) => each.kind === kind && each.schema === 0)?.acl;
  const here = defaultAcls.find((each) => each.kind === kind && each.schema !== 0 && each.schema === schemaId)?.acl;
  if (everywhere === undefined && here === undefined) return null;
  const merge = (acl: Acl, { grantee, grantor, privileges, grantable }: AclItem): Acl => {
    const plain = grantIn(acl, { grantee, grantor, privileges, grantable: false });
    return grantable === '' ? plain : grantIn(plain, { grantee, grantor, privileges: grantable, grantable: true });
  };
  return (here ?? []).reduce(merge, everywhere ?? defaultAcl(kind, role.id));
}

/** The role and those that it is a member of and inherits from. */
export function rolesOf(catalog: CatalogReader, role: RoleDef): ReadonlySet<number> {
  const roles = new Map(allRoles(catalog).map((each) => [each.id, each]));
  const found = new Set<number>();
  const visit = (id: number): void => {
    const each = roles.get(id);
    if (each === undefined || found.has(id)) return;
    found.add(id);
    if (each.inherit || each.memberOf.length === 0) for (const { role: group } of each.memberOf) visit(group);
  };
  visit(role.id);
  return found;
}

export function isOwner(catalog: CatalogReader, role: RoleDef, id: number): boolean {
  return role.superuser || rolesOf(catalog, role).has(ownerOf(catalog, id));
}

/** The letters of the privileges that the role has, and of those that it may pass on. */
export function privilegesOf(
  catalog: CatalogReader,
  role: RoleDef,
  kind: SecurableKind,
  id: number,
): { readonly privileges: string; readonly grantable: string } {
  const all = ALL_PRIVILEGES[kind];
  if (role.superuser) return { privileges: all, grantable: all };
  const roles = rolesOf(catalog, role);
  let privileges = '';
  let grantable = roles.has(ownerOf(catalog, id)) ? all : '';
  for (const item of aclOf(catalog, kind, id)) {
    if (item.grantee !== PUBLIC_GRANTEE && !roles.has(item.grantee)) continue;
    privileges = union(privileges, item.privileges);
    grantable = union(grantable, item.grantable);
  }
  if (roles.has(READ_ALL_DATA)) privileges = union(privileges, intersection(kind === 'schema' ? 'U' : 'r', all));
  if (roles.has(WRITE_ALL_DATA))
    privileges = union(privileges, intersection(kind === 'schema' ? 'U' : kind === 'table' ? 'awd' : 'w', all));
  return { privileges, grantable };
}

/** 42501 for the first that the role lacks. */
export function checkRequirements(catalog: CatalogReader, role: RoleDef, requirements: readonly Requirement[]): void {
  for (const { kind, id, name, what, privileges, as, any } of requirements) {
    const who = as === null ? role : as === BOOTSTRAP_ROLE.id ? BOOTSTRAP_ROLE : (allRoles(catalog).find((each) => each.id === as) ?? role);
    if (who.superuser) continue;
    const held = privilegesOf(catalog, who, kind, id).privileges;
    const fails = any === true ? intersection(privileges, held) === '' : without(privileges, held) !== '';
    if (fails) throw denied(what, name);
  }
}

export function denied(what: string, name: string): ConductError {
  return new ConductError(SQLSTATE.insufficientPrivilege, `permission denied for ${what} ${name}`);
}
