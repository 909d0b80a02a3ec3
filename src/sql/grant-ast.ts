/** Statements about owners and privileges. */
import type { QualifiedName, RelationName, StatementText, TypeName } from './ast.js';
import type { RoleReference } from './role-ast.js';

export type GrantStatementKind = GrantStatement | DefaultPrivilegesStatement | AlterOwnerStatement | AlterRoleSettingStatement;

/** Kinds of objects as GRANT names them. `table` is a view or a sequence, too. */
export type GrantTarget = 'table' | 'sequence' | 'schema' | 'function' | 'type' | 'database';

/** GRANT and REVOKE of privileges. */
export interface GrantStatement extends StatementText, GrantAction {
  readonly kind: 'grant';
  /** `all-in-schema`: the names are schemas', and all their objects of this kind are meant. */
  readonly scope: 'objects' | 'all-in-schema';
  readonly objects: readonly GrantObject[];
  /** GRANTED BY. */
  readonly grantor: RoleReference | null;
}

export interface GrantAction {
  readonly grant: boolean;
  readonly target: GrantTarget;
  /** null: ALL. */
  readonly privileges: readonly GrantedPrivilege[] | null;
  readonly grantees: readonly RoleReference[];
  /** WITH GRANT OPTION, GRANT OPTION FOR. */
  readonly grantOption: boolean;
  readonly cascade: boolean;
}

export interface GrantedPrivilege {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface GrantObject {
  readonly name: RelationName;
  /** Of a function; null: not written. */
  readonly args: readonly TypeName[] | null;
}

/** ALTER DEFAULT PRIVILEGES. */
export interface DefaultPrivilegesStatement extends StatementText {
  readonly kind: 'default-privileges';
  /** Empty: the current user's. */
  readonly roles: readonly RoleReference[];
  /** Empty: in all. */
  readonly schemas: readonly string[];
  readonly action: GrantAction;
}

/** ALTER ... OWNER TO. */
export interface AlterOwnerStatement extends StatementText {
  readonly kind: 'alter-owner';
  readonly object: string;
  readonly name: QualifiedName;
  readonly args: readonly TypeName[] | null;
  readonly ifExists: boolean;
  readonly owner: RoleReference;
}

/** ALTER ROLE ... SET and RESET: settings that its sessions begin with. */
export interface AlterRoleSettingStatement extends StatementText {
  readonly kind: 'alter-role-setting';
  readonly role: RoleReference;
  /** null: RESET ALL. */
  readonly setting: string | null;
  /** null: RESET. */
  readonly value: string | null;
}
