/** Roles: who connects, and groups of them. They belong to the cluster, not to a schema. */
import type { Acl, SecurableKind } from './acl.js';

export interface RoleMembership {
  /** OID of the role that is granted. */
  readonly role: number;
  /** WITH ADMIN OPTION. */
  readonly admin: boolean;
}

/** ALTER DEFAULT PRIVILEGES: what objects that the role makes begin with. */
export interface DefaultAcl {
  /** OID of the schema that they are in; 0: any. */
  readonly schema: number;
  readonly kind: SecurableKind;
  readonly acl: Acl;
}

export interface RoleDef {
  readonly id: number;
  readonly name: string;
  readonly superuser: boolean;
  readonly inherit: boolean;
  readonly createRole: boolean;
  readonly createDatabase: boolean;
  readonly canLogin: boolean;
  readonly replication: boolean;
  readonly bypassRowSecurity: boolean;
  /** -1: none. */
  readonly connectionLimit: number;
  /** `SCRAM-SHA-256$...` as PostgreSQL keeps it: the password itself is nowhere. null: none. */
  readonly verifier: string | null;
  /** Microseconds since 2000-01-01 UTC, as values of timestamptz; null: for ever. The password is not good from then on. */
  readonly validUntil: bigint | null;
  readonly memberOf: readonly RoleMembership[];
  readonly defaultAcls?: readonly DefaultAcl[];
  /** ALTER ROLE ... SET: what its sessions begin with, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Catalog version of the last change: set by the store. */
  readonly revision?: number;
}

/** What CREATE ROLE gives without options. */
export const PLAIN_ROLE: Omit<RoleDef, 'id' | 'name'> = {
  superuser: false,
  inherit: true,
  createRole: false,
  createDatabase: false,
  canLogin: false,
  replication: false,
  bypassRowSecurity: false,
  connectionLimit: -1,
  verifier: null,
  validUntil: null,
  memberOf: [],
};

/** The owner of everything. Its OID is that of PostgreSQL's bootstrap superuser. */
export const BOOTSTRAP_ROLE: RoleDef = {
  ...PLAIN_ROLE,
  id: 10,
  name: 'conduct',
  superuser: true,
  createRole: true,
  createDatabase: true,
  canLogin: true,
  replication: true,
  bypassRowSecurity: true,
};

/** Roles that every PostgreSQL 15 has, by their OIDs. */
export const PREDEFINED_ROLES: readonly RoleDef[] = [
  predefined(6171, 'pg_database_owner'),
  predefined(6181, 'pg_read_all_data'),
  predefined(6182, 'pg_write_all_data'),
  predefined(3373, 'pg_monitor', [3374, 3375, 3377]),
  predefined(3374, 'pg_read_all_settings'),
  predefined(3375, 'pg_read_all_stats'),
  predefined(3377, 'pg_stat_scan_tables'),
  predefined(4569, 'pg_read_server_files'),
  predefined(4570, 'pg_write_server_files'),
  predefined(4571, 'pg_execute_server_program'),
  predefined(4200, 'pg_signal_backend'),
  predefined(4544, 'pg_checkpoint'),
];

function predefined(id: number, name: string, memberOf: readonly number[] = []): RoleDef {
  return { ...PLAIN_ROLE, id, name, memberOf: memberOf.map((role) => ({ role, admin: false })) };
}

/** Those of the catalog and the predefined ones. */
export function allRoles(catalog: { readonly roles: readonly RoleDef[] }): readonly RoleDef[] {
  return [...catalog.roles, ...PREDEFINED_ROLES];
}

export function findRole(catalog: { readonly roles: readonly RoleDef[] }, name: string): RoleDef | undefined {
  return allRoles(catalog).find((role) => role.name === name);
}
