/** What the binder makes of one statement: typed, names resolved, nothing left of the AST. The conductor runs it. */

import type { CatalogChange } from '../catalog/catalog-change.js';
import type { FunctionDef, SequenceDef } from '../catalog/catalog-object.js';
import type { TableColumn, TableDef, TableShape } from '../catalog/table-def.js';
import type { TableKey } from '../catalog/table-keys.js';
import type { FieldFormat } from '../plan/field-format.js';
import type { FileTarget } from '../plan/file-target.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { DiscardStatement, LockingClause, TableLockMode } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import type { BoundDefinition } from './definitions/bound-definition.js';

/** One column of a result. Its plan column is at the same index of the plan's `columns`. */
export interface OutputColumn {
  readonly name: string;
  readonly type: SqlType;
  /** OID and attribute number (from 1) of the base column that it is, or 0. */
  readonly tableOid: number;
  readonly attribute: number;
}

export interface BoundQuery extends Modifying {
  readonly kind: 'query';
  /** `plan.columns` are in output order, one an entry of `output`. */
  readonly plan: LogicalPlan;
  readonly output: readonly OutputColumn[];
  /** FOR UPDATE and FOR SHARE. */
  readonly locked?: readonly { readonly table: TableDef; readonly shared: boolean; readonly wait: LockingClause['wait'] }[];
}

/** A data-modifying statement of WITH. What reads its rows has working tables of its id. */
export interface BoundModification {
  readonly id: number;
  readonly name: string;
  readonly statement: BoundInsert | BoundUpdate | BoundDelete;
}

/** Data-modifying statements in the WITH of a statement, in the order in which they are carried out, before it, on the same snapshot. */
interface Modifying {
  readonly modifications?: readonly BoundModification[];
}

export interface BoundMerge extends Modifying {
  readonly kind: 'merge';
  readonly table: TableDef;
  /** The table's columns as they become, the row id (NULL for new ones), what is done (int4, an index into `actions`). */
  readonly source: LogicalPlan;
  readonly actions: readonly ('insert' | 'update' | 'delete')[];
}

export interface BoundInsert extends Modifying {
  readonly kind: 'insert';
  readonly table: TableDef;
  /** The columns that the user named (or all): ordinals from 0. The others get their default. */
  readonly ordinals: readonly number[];
  /** Gives ALL columns of the table in table order, of the columns' types; NULL where nothing was given. */
  readonly source: LogicalPlan;
  readonly returning?: BoundReturning | null;
  readonly onConflict?: BoundConflict | null;
  /** The table is partitioned. */
  readonly route?: BoundRoute;
}

/** Where the rows of a partitioned table go. */
export interface BoundRoute {
  /** The column of the source that has the number of the row's leaf. */
  readonly at: number;
  readonly leaves: readonly TableDef[];
  /** For each leaf the ordinals of its columns in the partitioned table. */
  readonly ordinals: readonly (readonly number[])[];
  /** ON CONFLICT, for each leaf. */
  readonly onConflict?: readonly BoundConflict[];
}

/** UPDATE and DELETE of a table with the rows of others: partitions, or tables that inherit from it. */
export interface BoundFamily {
  readonly members: readonly TableDef[];
  /** For each member the ordinals of its columns in the table. */
  readonly ordinals: readonly (readonly number[])[];
  /** The column of the source that has the number of the member that the row is in. */
  readonly at: number;
  /** And of the one that it goes to. */
  readonly to: number;
}

/** A projection over rows that come later (an empty values node, which is given the rows that were written). */
export interface BoundReturning {
  readonly plan: LogicalPlan;
  readonly output: readonly OutputColumn[];
}

export interface BoundUpdate extends Modifying {
  readonly kind: 'update';
  readonly table: TableDef;
  /** Ordinals of the columns that are set. */
  readonly assigned: readonly number[];
  /** The table's columns as they become, the row id, columns for RETURNING. */
  readonly source: LogicalPlan;
  readonly returning: BoundReturning | null;
  readonly family?: BoundFamily;
}

export interface BoundDelete extends Modifying {
  readonly kind: 'delete';
  readonly table: TableDef;
  /** The table's columns when there is a RETURNING, the row id (at `rowId`), columns for RETURNING. */
  readonly source: LogicalPlan;
  readonly rowId: number;
  readonly returning: BoundReturning | null;
  readonly family?: BoundFamily;
}

/** ON CONFLICT: what is done with rows that are there already. */
export interface BoundConflict {
  /** Keys that decide, by the ordinals of their columns. */
  readonly keys: readonly BoundConflictKey[];
  /** DO UPDATE: over rows of the table's columns and their positions, which come later; gives what BoundUpdate's source gives. */
  readonly update: LogicalPlan | null;
}

export interface BoundConflictKey {
  readonly key: TableKey;
  /** Over rows of the table's columns and their positions, which come later: the positions (int8) of those that are there already. */
  readonly lookup: LogicalPlan;
}

/** What the user asked for; the conductor turns it into a TableDistribution ('default': primary key, else first hashable). */
export type DistributionRequest =
  | { readonly kind: 'default' }
  | { readonly kind: 'hash'; readonly ordinals: readonly number[] }
  | { readonly kind: 'random' }
  | { readonly kind: 'replicated' };

export interface BoundCreateTableAs extends Modifying {
  readonly kind: 'create-table-as';
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly extra: Pick<TableShape, 'persistence' | 'onCommit' | 'materialized' | 'uses'>;
  /** What has to be there before: the session's temporary schema. */
  readonly changes: readonly CatalogChange[];
  readonly distribution: DistributionRequest;
  readonly ifNotExists: boolean;
  readonly exists: boolean;
  /** Gives the new table's columns in order. */
  readonly source: LogicalPlan;
  readonly withNoData: boolean;
}

export interface BoundTruncate {
  readonly kind: 'truncate';
  readonly tables: readonly TableDef[];
  /** Sequences of their columns that begin anew. */
  readonly restarts: readonly SequenceDef[];
}

export interface CopyOptions extends FieldFormat {
  /** Positions of the columns whose values are always quoted (COPY TO). */
  readonly forceQuote: readonly number[];
  /** PostgreSQL's name of it; see types/encoding.ts. */
  readonly encoding: string;
}

export interface BoundCopyFrom {
  readonly kind: 'copy-from';
  readonly table: TableDef;
  /** Ordinals of the table's columns in the order of the data. */
  readonly ordinals: readonly number[];
  readonly options: CopyOptions;
  /** A file of the server's, as it was written; null: the client sends the data. */
  readonly path: string | null;
  /**
   * Over rows of all columns in order (its only leaf, which has none yet): with defaults and generated columns, and an error
   * for what violates a constraint. null: the table asks for nothing.
   */
  readonly rules: LogicalPlan | null;
  /** The table is partitioned; there are rules then. */
  readonly route?: BoundRoute;
}

export interface BoundCopyTo {
  readonly kind: 'copy-to';
  /** A statement that modifies has RETURNING. */
  readonly source: BoundQuery | BoundInsert | BoundUpdate | BoundDelete;
  readonly options: CopyOptions;
}

/** COPY of a query into a file, or into files of a folder, that the server writes. */
export interface BoundCopyToFiles {
  readonly kind: 'copy-to-files';
  readonly source: BoundQuery;
  /** As it is written. */
  readonly path: string;
  /** One file of this path, not files in a folder. */
  readonly single: boolean;
  readonly form: Omit<FileTarget, 'folder' | 'goal' | 'fileName'>;
}

export interface BoundExplain {
  readonly kind: 'explain';
  /** What is evaluated before the plan is made, for the reader. */
  readonly notes?: readonly string[];
  readonly analyze: boolean;
  readonly verbose: boolean;
  readonly costs: boolean;
  readonly timing: boolean;
  readonly format: 'text' | 'json';
  readonly statement: BoundQuery | BoundInsert | BoundUpdate | BoundDelete | BoundMerge | BoundCreateTableAs;
}

export interface BoundSet {
  readonly kind: 'set';
  /** Lower case. */
  readonly name: string;
  /** null: back to the default (SET x TO DEFAULT). */
  readonly value: string | null;
  /** SET LOCAL: until the end of the transaction. */
  readonly local: boolean;
}

export interface BoundShow {
  readonly kind: 'show';
  /** Lower case; `all` for SHOW ALL. */
  readonly name: string;
}

export interface BoundReset {
  readonly kind: 'reset';
  /** null: RESET ALL. */
  readonly name: string | null;
}

export interface BoundTransaction {
  readonly kind: 'transaction';
  readonly action: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'rollback-to';
  /** Savepoint's name. */
  readonly name: string | null;
  /** BEGIN: what was written of the modes, else null. */
  readonly isolation?: string | null;
  readonly readOnly?: boolean | null;
  readonly deferrable?: boolean | null;
  /** COMMIT AND CHAIN. */
  readonly chain?: boolean;
  /** Of the command tag, where it is not the action's. */
  readonly verb?: string;
}

export interface BoundDiscard {
  readonly kind: 'discard';
  readonly target: DiscardStatement['target'];
}

export interface BoundLockTable {
  readonly kind: 'lock-table';
  readonly tables: readonly TableDef[];
  readonly mode: TableLockMode;
  readonly nowait: boolean;
}

export interface BoundSetConstraints {
  readonly kind: 'set-constraints';
  /** Ids of foreign keys; null: all. */
  readonly keys: readonly number[] | null;
  readonly deferred: boolean;
}

export interface BoundCall {
  readonly kind: 'call';
  readonly definition: FunctionDef;
  /** One row: the values of the arguments. */
  readonly args: LogicalPlan;
}

export type BoundStatement =
  | BoundQuery
  | BoundInsert
  | BoundUpdate
  | BoundDelete
  | BoundMerge
  | BoundCreateTableAs
  | BoundTruncate
  | BoundDefinition
  | BoundCopyFrom
  | BoundCopyTo
  | BoundCopyToFiles
  | BoundExplain
  | BoundSet
  | BoundShow
  | BoundReset
  | BoundTransaction
  | BoundDiscard
  | BoundLockTable
  | BoundSetConstraints
  | BoundCall;
