/** Statements about roles. */
import type { StatementText } from './ast.js';

export type RoleStatement = CreateRoleStatement | AlterRoleStatement | DropRoleStatement | GrantRoleStatement;

/** A role by its name, or one that the session tells. */
export type RoleReference =
  | { readonly kind: 'role'; readonly name: string; readonly position: number }
  | { readonly kind: 'current_user' | 'session_user' | 'public'; readonly position: number };

export type RoleFlag = 'superuser' | 'inherit' | 'createRole' | 'createDatabase' | 'canLogin' | 'replication' | 'bypassRowSecurity';

export type RoleOption =
  | { readonly kind: 'flag'; readonly flag: RoleFlag; readonly value: boolean }
  /** null: none. */
  | { readonly kind: 'password'; readonly password: string | null }
  | { readonly kind: 'valid-until'; readonly text: string }
  | { readonly kind: 'connection-limit'; readonly limit: number }
  /** IN ROLE, ROLE, ADMIN. */
  | { readonly kind: 'in-role' | 'members' | 'admins'; readonly roles: readonly RoleReference[] };

export interface CreateRoleStatement extends StatementText {
  readonly kind: 'create-role';
  readonly name: string;
  readonly options: readonly RoleOption[];
}

export interface AlterRoleStatement extends StatementText {
  readonly kind: 'alter-role';
  readonly role: RoleReference;
  readonly options: readonly RoleOption[];
  /** ALTER GROUP ... DROP USER: members go. */
  readonly removes: boolean;
}

export interface DropRoleStatement extends StatementText {
  readonly kind: 'drop-role';
  readonly roles: readonly RoleReference[];
  readonly ifExists: boolean;
}

/** GRANT and REVOKE of roles. */
export interface GrantRoleStatement extends StatementText {
  readonly kind: 'grant-role';
  readonly roles: readonly string[];
  readonly members: readonly RoleReference[];
  readonly grant: boolean;
  /** WITH ADMIN OPTION, ADMIN OPTION FOR. */
  readonly admin: boolean;
}
