/** The messages between conductor and workers, and the two services as interfaces. service.ts carries them over a Transport. */
import type { TableDef, TableStats } from '../catalog/table-def.js';
import type { WireError } from '../common/errors.js';
import type { FieldFormat } from '../plan/field-format.js';
import type { Stage } from '../plan/physical.js';
import type { TaskStats } from '../plan/task-stats.js';
import type { SessionSettings } from '../types/session-settings.js';

/** What a worker tells of itself when it joins. Its id is kept in its data folder. */
export interface RegisterRequest {
  readonly workerId: string;
  /** host:port of its gRPC server. */
  readonly address: string;
  readonly executors: number;
  readonly memoryBytes: number;
  readonly pid: number;
  /** Transactions that it holds as prepared and doesn't know the outcome of. */
  readonly preparedTransactions: readonly string[];
  /** Those that it has decided itself: they are committed. The conductor may not have heard of it. */
  readonly decidedTransactions: readonly string[];
  /** Names this registration: whoever asks the worker to decide a transaction shows that he has heard of no later one. */
  readonly registration: string;
  /** Tables that it holds data of; the answer says which are to be removed. */
  readonly tableIds: readonly number[];
}
export interface TransactionOutcome {
  readonly transaction: string;
  /** Commit sequence number, or null: aborted. */
  readonly committedAs: number | null;
}
export interface RegisterResponse {
  readonly outcomes: readonly TransactionOutcome[];
  readonly droppedTableIds: readonly number[];
  /** Commit sequence number of the last TRUNCATE of each table that had one. */
  readonly truncations: readonly { readonly tableId: number; readonly version: number }[];
}
export interface HeartbeatRequest {
  readonly workerId: string;
  /** Transactions whose commit is on disk since the last beat. */
  readonly committed: readonly string[];
}
/** oldestSnapshot: catalog version; no older one is in use. known false: evicted or a new conductor; the worker registers again. */
export interface HeartbeatResponse {
  readonly known: boolean;
  readonly oldestSnapshot: number;
  /** Commits up to this version are in the catalog on disk. */
  readonly savedVersion: number;
}

export interface ConductorService {
  register(request: RegisterRequest): Promise<RegisterResponse>;
  heartbeat(request: HeartbeatRequest): Promise<HeartbeatResponse>;
  /** For prepared transactions that a snapshot needs and whose Commit has not come yet. */
  outcomes(transactions: readonly string[]): Promise<readonly TransactionOutcome[]>;
}

export type { OperatorStats, TaskStats } from '../plan/task-stats.js';

export interface RunTaskRequest {
  readonly queryId: string;
  readonly attempt: number;
  readonly stage: Stage;
  /** Index into stage.workers; also the partition that it reads. */
  readonly task: number;
  /** Input stages: for each, the address of every producing task, in task order. */
  readonly inputs: readonly {
    readonly stage: number;
    readonly tasks: readonly { readonly workerId: string; readonly address: string }[];
  }[];
  /** Definitions of the tables that the stage scans or writes. */
  readonly tables: readonly TableDef[];
  readonly workMemBytes: number;
  /** Collect per-operator times (EXPLAIN ANALYZE). */
  readonly analyze: boolean;
  readonly morselRows: number;
  /** What can go to disk does, whether there is room or not. */
  readonly forceSpill: boolean;
  /** What values are read and printed by. */
  readonly session: SessionSettings;
  /** The transaction that the task runs in, when it has written anything or is about to. */
  readonly own: OwnWrites | null;
}

/** A transaction whose scans see what it has flushed itself. */
export interface OwnWrites {
  readonly transaction: string;
  /** The last flush that they see. */
  readonly command: number;
  /** The worker has been told of it: it is an error when it knows nothing of it any more. */
  readonly known: boolean;
}
export interface FetchRequest {
  readonly queryId: string;
  readonly stage: number;
  /** Producing task. */
  readonly task: number;
  readonly partition: number;
  readonly attempt: number;
}
export interface AppendRequest {
  readonly transaction: string;
  readonly table: TableDef;
  /** One frame (rpc/frame.ts) with all columns of the table, in order; its rows belong to this worker's buckets. */
  readonly frame: Uint8Array;
}
/** How the text of COPY is read: columns of the table in the order of the data, and what values are read by. */
export interface CopySource {
  readonly ordinals: readonly number[];
  readonly options: FieldFormat;
  readonly settings: SessionSettings;
}
export interface CopyRowsRequest {
  readonly transaction: string;
  readonly table: TableDef;
  readonly source: CopySource;
  /** Whole rows that belong to this worker's buckets, without a header. */
  readonly text: Uint8Array;
}
/** Asks a worker to commit by its own write a transaction that wrote to no other one. */
export interface DecideRequest {
  readonly registration: string;
  /** What was sent to the worker, by table. */
  readonly expected: readonly { readonly tableId: number; readonly added: number; readonly removed: number }[];
}
/** What a transaction added on this worker, by table. Ranges and null counts are exact. */
export interface PrepareResponse {
  /** It is committed. */
  readonly decided: boolean;
  readonly tables: readonly {
    readonly tableId: number;
    readonly stats: TableStats;
    /** HyperLogLog registers of each column, base64, for merging distinct counts. */
    readonly sketches: readonly string[];
    /** Rows deleted, of its own too. */
    readonly deleted: number;
  }[];
}
export interface KeyRequest {
  readonly transaction: string;
  readonly tableId: number;
  /** Name of the constraint. */
  readonly key: string;
}
export interface RemoveRequest {
  readonly transaction: string;
  readonly table: TableDef;
  /** Row ids (storage/deletion.ts), 8 bytes each. */
  readonly rowIds: Uint8Array;
}
/** A section or delta batch that a worker holds. */
export interface SectionStatus {
  readonly tableId: number;
  /** Unique on the worker. */
  readonly section: number;
  readonly kind: 'section' | 'delta';
  /** Rows of the table as it is now; not committed; another one has taken its place, or TRUNCATE removed it: kept for older snapshots. */
  readonly state: 'current' | 'prepared' | 'superseded' | 'truncated';
  readonly rows: number;
  /** Of committed deletions. */
  readonly deletedRows: number;
  /** On disk. */
  readonly bytes: number;
  readonly columns: number;
  /** Those that it has rows of; null: its rows are in no order of buckets. */
  readonly buckets: { readonly count: number; readonly first: number; readonly last: number } | null;
}
export interface WorkerStatus {
  readonly workerId: string;
  readonly runningTasks: number;
  readonly retainedBytes: number;
  readonly memoryUsedBytes: number;
  /** Written to temporary files since the start, and in such files now. */
  readonly spilledBytes: number;
  readonly spillDiskBytes: number;
}

export interface WorkerService {
  /** Resolves when the task ended and its output is retained (or consumed); rejects with the task's error. */
  runTask(request: RunTaskRequest, signal?: AbortSignal): Promise<TaskStats>;
  /** Frames of one partition of a task's output; waits for a task that has not started yet. */
  fetch(request: FetchRequest, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  /** Stops the query's tasks and forgets its outputs. Also for queries that it never heard of (fences late tasks). */
  cancelQuery(queryId: string): Promise<void>;
  /** The query ended: its outputs go. */
  releaseQuery(queryId: string): Promise<void>;
  append(request: AppendRequest): Promise<void>;
  /** Gives the number of rows. The context of errors counts the lines of the text. */
  copyRows(request: CopyRowsRequest): Promise<number>;
  /** Rows of its own pieces are deleted. */
  remove(request: RemoveRequest): Promise<void>;
  /** What was written so far is seen by the transaction itself from now on. Gives what is new. */
  flush(transaction: string, command: number): Promise<PrepareResponse>;
  /** 23505 when rows of the prepared transaction have keys that are there by now. */
  checkPrepared(transaction: string): Promise<void>;
  /** Frames with the key columns of the prepared transaction's new rows, for workers that hold the rest of the table. */
  newKeys(request: KeyRequest & { readonly since: number }): Promise<readonly Uint8Array[]>;
  /** 23505 when such keys are here already. */
  findKeys(request: KeyRequest & { readonly table: TableDef; readonly frame: Uint8Array }): Promise<void>;
  /** Undoes what was written after a flush. */
  rollbackTo(transaction: string, command: number): Promise<void>;
  /**
   * Durable after this: fsynced and marked prepared. `last`: rows that come with it, to save a round trip. `decide`: and committed, unless
   * the worker finds something that speaks against it.
   */
  prepare(transaction: string, last: AppendRequest | null, decide: DecideRequest | null): Promise<PrepareResponse>;
  /** Gives whether that is on disk; if not, a heartbeat tells when it is. `lazy`: it may be sent with the next message. */
  commit(transaction: string, version: number, lazy?: boolean): Promise<boolean>;
  abort(transaction: string): Promise<void>;
  /** Rows committed up to `version` are gone for snapshots from it on. */
  truncate(tableId: number, version: number): Promise<void>;
  drop(tableId: number): Promise<void>;
  status(): Promise<WorkerStatus>;
  /** All that it holds. */
  sections(signal?: AbortSignal): Promise<readonly SectionStatus[]>;
}

/** How an error crosses a Channel. */
export type RemoteError = WireError;
