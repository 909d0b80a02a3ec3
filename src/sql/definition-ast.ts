/** Statements that define objects, beside CREATE TABLE and its like, which are in ast.ts. Texts are SQL as written. */
import type {
  ColumnDefinition,
  Constraint,
  Option,
  PartitionBoundClause,
  Persistence,
  QualifiedName,
  RelationName,
  Statement,
  StatementText,
  TypeName,
} from './ast.js';
import type { GrantStatementKind } from './grant-ast.js';
import type { RoleStatement } from './role-ast.js';

export type DefinitionStatement =
  | CreateSequenceStatement
  | AlterSequenceStatement
  | CreateIndexStatement
  | AlterTableStatement
  | RenameStatement
  | SetSchemaStatement
  | CommentStatement
  | CreateTypeStatement
  | AlterEnumStatement
  | AlterDomainStatement
  | CreateFunctionStatement
  | AlterFunctionStatement
  | RefreshStatement
  | MaintenanceStatement
  | RoleStatement
  | GrantStatementKind;

export interface CreateSequenceStatement extends StatementText {
  readonly kind: 'create-sequence';
  readonly sequence: RelationName;
  readonly ifNotExists: boolean;
  readonly persistence: Persistence;
  /** as, start, increment, minvalue, maxvalue, cache, cycle, owned_by. */
  readonly options: readonly Option[];
}

export interface AlterSequenceStatement extends StatementText {
  readonly kind: 'alter-sequence';
  readonly sequence: RelationName;
  readonly ifExists: boolean;
  readonly options: readonly Option[];
}

export interface CreateIndexStatement extends StatementText {
  readonly kind: 'create-index';
  /** null: chosen. */
  readonly name: string | null;
  readonly table: RelationName;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly ifNotExists: boolean;
  readonly method: string;
  /** name null: an expression, whose text it is. */
  readonly columns: readonly { readonly name: string | null; readonly text: string }[];
  readonly include: readonly string[];
  readonly where: string | null;
  /** The text after the table's name. */
  readonly definition: string;
}

/** What ALTER and its like speak of. */
export type ObjectKind =
  | 'table'
  | 'view'
  | 'materialized view'
  | 'sequence'
  | 'index'
  | 'schema'
  | 'type'
  | 'domain'
  | 'function'
  | 'procedure'
  | 'column'
  | 'attribute'
  | 'constraint'
  | 'database'
  | 'role';

export interface AlterTableStatement extends StatementText {
  readonly kind: 'alter-table';
  readonly object: ObjectKind;
  readonly table: RelationName;
  readonly only: boolean;
  readonly ifExists: boolean;
  readonly actions: readonly AlterAction[];
}

export type AlterAction =
  | { readonly kind: 'add-column'; readonly column: ColumnDefinition; readonly ifNotExists: boolean }
  | { readonly kind: 'drop-column'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  /** using null: an assignment cast. */
  | { readonly kind: 'set-type'; readonly name: string; readonly type: TypeName; readonly using: string | null }
  /** text null: DROP DEFAULT. */
  | { readonly kind: 'set-default'; readonly name: string; readonly text: string | null }
  | { readonly kind: 'set-not-null'; readonly name: string; readonly notNull: boolean }
  | { readonly kind: 'add-constraint'; readonly constraint: Constraint }
  | { readonly kind: 'drop-constraint'; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: 'drop-identity'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'drop-expression'; readonly name: string; readonly ifExists: boolean }
  | { readonly kind: 'add-identity'; readonly name: string; readonly constraint: Constraint }
  /** ALTER COLUMN ... SET GENERATED (always null: not written), RESTART, SET of options of its sequence. */
  | { readonly kind: 'set-identity'; readonly name: string; readonly always: boolean | null; readonly options: readonly Option[] }
  | { readonly kind: 'inherit'; readonly parent: RelationName; readonly add: boolean }
  | { readonly kind: 'attach-partition'; readonly partition: RelationName; readonly bound: PartitionBoundClause }
  | { readonly kind: 'detach-partition'; readonly partition: RelationName }
  /** Changes nothing here: storage, statistics targets, clustering. */
  | { readonly kind: 'nothing'; readonly what: string }
  | { readonly kind: 'unsupported-action'; readonly feature: string };

export interface RenameStatement extends StatementText {
  readonly kind: 'rename';
  readonly object: ObjectKind;
  readonly name: RelationName;
  /** Of a function; null: not written. */
  readonly args: readonly TypeName[] | null;
  /** Of a column or constraint: what it belongs to is `name`. */
  readonly part: string | null;
  readonly newName: string;
  readonly ifExists: boolean;
}

export interface SetSchemaStatement extends StatementText {
  readonly kind: 'set-schema';
  readonly object: ObjectKind;
  readonly name: RelationName;
  /** Of a function; null: not written. */
  readonly args: readonly TypeName[] | null;
  readonly newSchema: string;
  readonly ifExists: boolean;
}

export interface CommentStatement extends StatementText {
  readonly kind: 'comment';
  readonly object: ObjectKind;
  /** Of a column or constraint: the last part is its own name. */
  readonly name: QualifiedName;
  /** Argument types of a function. */
  readonly args: readonly TypeName[];
  readonly comment: string | null;
}

export interface CreateTypeStatement extends StatementText {
  readonly kind: 'create-type';
  readonly name: QualifiedName;
  readonly definition:
    | { readonly kind: 'enum'; readonly labels: readonly string[] }
    | { readonly kind: 'composite'; readonly fields: readonly { readonly name: string; readonly type: TypeName }[] }
    | { readonly kind: 'range'; readonly parameters: readonly Option[]; readonly subtype: TypeName | null }
    | { readonly kind: 'domain'; readonly base: TypeName; readonly constraints: readonly Constraint[] };
}

export interface AlterEnumStatement extends StatementText {
  readonly kind: 'alter-enum';
  readonly name: QualifiedName;
  /** null: a new label; else the label to rename. */
  readonly oldLabel: string | null;
  readonly newLabel: string;
  readonly neighbour: string | null;
  readonly after: boolean;
  readonly ifNotExists: boolean;
}

export interface AlterDomainStatement extends StatementText {
  readonly kind: 'alter-domain';
  readonly name: QualifiedName;
  readonly action:
    | { readonly kind: 'default'; readonly text: string | null }
    | { readonly kind: 'not-null'; readonly notNull: boolean }
    | { readonly kind: 'add'; readonly constraint: Constraint }
    | { readonly kind: 'drop'; readonly name: string; readonly ifExists: boolean };
}

export interface CreateFunctionStatement extends StatementText {
  readonly kind: 'create-function';
  readonly name: QualifiedName;
  readonly orReplace: boolean;
  readonly procedure: boolean;
  readonly args: readonly {
    readonly name: string;
    readonly type: TypeName;
    readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
    readonly default: string | null;
  }[];
  /** null: by the OUT arguments, or none. */
  readonly returns: TypeName | null;
  readonly language: string;
  /** null: a body in the statement itself (RETURN, BEGIN ATOMIC). */
  readonly body: string | null;
  readonly strict: boolean;
  readonly volatility: 'immutable' | 'stable' | 'volatile';
}

/** ALTER FUNCTION: null is what stays as it is. */
export interface AlterFunctionStatement extends StatementText {
  readonly kind: 'alter-function';
  readonly object: 'function' | 'procedure';
  readonly name: RelationName;
  /** null: not written. */
  readonly args: readonly TypeName[] | null;
  readonly strict: boolean | null;
  readonly volatility: 'immutable' | 'stable' | 'volatile' | null;
}

/** REFRESH MATERIALIZED VIEW. */
export interface RefreshStatement extends StatementText {
  readonly kind: 'refresh';
  readonly view: RelationName;
  readonly concurrently: boolean;
  readonly withData: boolean;
}

/** What PostgreSQL's storage needs now and then, and what there is nothing of here to end. */
export interface MaintenanceStatement extends StatementText {
  readonly kind: 'maintenance';
  readonly command: 'VACUUM' | 'ANALYZE' | 'REINDEX' | 'CLUSTER' | 'CHECKPOINT' | 'UNLISTEN';
  readonly tables: readonly RelationName[];
}

/** Elements of CREATE SCHEMA, in order. */
export type SchemaElement = Statement;
