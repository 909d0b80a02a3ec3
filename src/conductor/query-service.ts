/** What the frontend asks of the conductor: prepare and run statements of a session. Implemented by conductor/query.ts. */

import type { ConductError } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
import type { CopyOptions } from '../planner/bound-statement.js';
import type { Statement } from '../sql/ast.js';
import type { Datum } from '../types/datum.js';
import type { SessionSettings } from '../types/session-settings.js';
import type { SqlType } from '../types/sql-type.js';

/** Per connection. The frontend owns it; the conductor reads and changes settings (SET). */
export interface SessionState {
  readonly id: number;
  readonly user: string;
  readonly database: string;
  /** Settings by lower-case name, e.g. `search_path`, `datestyle`, `conduct.disabled_rules`. */
  readonly settings: Map<string, string>;
  /** Settings that the client asked for when it connected, by lower-case name: RESET goes back to them. */
  readonly startupSettings: ReadonlyMap<string, string>;
  /** Prepared statements by name, those of the protocol and of PREPARE; the unnamed one of the protocol is not among them. */
  readonly statements: Map<string, NamedStatement>;
  /** Told to the client as NoticeResponse before the statement completes. */
  notice(notice: ConductError & { readonly severity?: string }): void;
  /** A setting that the client hears of before it may go on (ParameterStatus), with its display name. */
  parameterStatus(name: string, value: string): void;
  /** The session of another connection, by its number. */
  other?(processId: number): OtherSession | undefined;
  /** Whether a portal of the protocol has this name: cursors share their names. */
  hasPortal?(name: string): boolean;
}

export interface OtherSession {
  readonly user: string;
  cancel(): void;
  terminate(reason: ConductError): void;
}

export interface ResultColumn {
  readonly name: string;
  readonly type: SqlType;
  /** OID and attribute number of the base column it is, or 0. */
  readonly tableOid: number;
  readonly attribute: number;
}

export interface Prepared {
  readonly statement: Statement;
  /** One entry a parameter, inferred where the client left it open. */
  readonly parameterTypes: readonly SqlType[];
  /** null: returns no rows. */
  readonly columns: readonly ResultColumn[] | null;
  /** FETCH of a cursor that was declared BINARY: its rows are binary where the client does not say how it wants them. */
  readonly binary?: boolean;
}

export interface NamedStatement {
  /** null: empty text, which is a statement too in the extended protocol. */
  readonly prepared: Prepared | null;
  readonly text: string;
  /** As timestamps are counted. */
  readonly preparedMicros: number;
  /** By PREPARE, not by the protocol. */
  readonly fromSql: boolean;
}

export type Outcome =
  | {
      readonly kind: 'rows';
      readonly columns: readonly ResultColumn[];
      /** What the values are printed by; absent: the defaults. */
      readonly settings?: SessionSettings;
      /**
       * Pulled by the frontend as the client takes rows: nothing runs far ahead. Batches have one column a result column.
       * Ending the iteration early (`return()`) stops the query's tasks.
       */
      readonly batches: AsyncIterable<HostBatch>;
      /** Command tag for the number of rows sent: `SELECT 5`. */
      readonly tag: (rows: number) => string;
      /** Of a BINARY cursor: a simple query gives them in binary form. */
      readonly binary?: boolean;
      /** COPY TO STDOUT: the rows are sent as data in this form. */
      readonly copy?: CopyOptions;
    }
  | { readonly kind: 'command'; readonly tag: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'copy-in'; readonly columns: number; readonly binary: boolean; readonly sink: CopySink };

/** Receives the bytes of COPY FROM STDIN as they come; each write resolves when there is room for more. */
export interface CopySink {
  /** Where in the data it is, as the context of errors: `COPY t, line 3`. */
  readonly context: string;
  write(data: Uint8Array): Promise<void>;
  /** All data was sent: commits, then gives the command tag (`COPY 5`). */
  finish(): Promise<string>;
  /** CopyFail, a lost client or an error: nothing of it is kept. */
  abort(reason: ConductError): Promise<void>;
}

/** A role as who wants to be it must know it. */
export interface RoleLogin {
  readonly name: string;
  readonly canLogin: boolean;
  readonly superuser: boolean;
  /** Of its password; null: it has none. */
  readonly verifier: string | null;
  /** The password is not good any more. */
  readonly expired: boolean;
  /** Sessions at once; -1: any number. */
  readonly connectionLimit: number;
  /** Names of all roles that it is a member of, its own among them. */
  readonly roles: ReadonlySet<string>;
}

/** idle: no block. failed: an error happened in it. */
export type TransactionState = 'idle' | 'open' | 'failed';

export interface QueryService {
  /** undefined: there is no role of this name. */
  findRole(name: string): RoleLogin | undefined;
  /** Resolves when parse() can be called: at once, unless the last statement broke the parser, which is then replaced. */
  ready?(): Promise<void>;
  /** In the session's dialect, else PostgreSQL's. Throws ConductError 42601 with position. No statement (empty text) gives []. */
  parse(sql: string, session?: SessionState): readonly Statement[];
  /** parameterTypes: what the client declared, null where open. */
  prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared>;
  /**
   * signal: CancelRequest or a lost client; the running statement then rejects with 57014. takesText: the client wants all columns as text, and
   * batches may be messages.
   */
  execute(
    session: SessionState,
    prepared: Prepared,
    parameters: readonly Datum[],
    signal: AbortSignal,
    takesText?: boolean,
  ): Promise<Outcome>;
  /** Before anything else: applies the settings of the start, and gives those that the client is told of. 22023, 42704. */
  begin?(session: SessionState): readonly (readonly [name: string, value: string])[];
  /** 25P02 for a statement that the session's failed transaction does not let through. */
  checkUsable?(session: SessionState, statement: Statement): void;
  /** What the session's values are read and printed by; absent: the defaults. */
  sessionSettings?(session: SessionState): SessionSettings;
  transactionState?(session: SessionState): TransactionState;
  /** The statements until endImplicit are one transaction: those of one simple query, or up to Sync. */
  beginImplicit?(session: SessionState): void;
  /** Commits them. */
  endImplicit?(session: SessionState): Promise<void>;
  /** The client was told an error: a block can only be rolled back from now on. */
  fail?(session: SessionState): void;
  /** Nothing is asked of the session until the next statement; `end` ends the connection when that takes too long. */
  waits?(session: SessionState, end: (reason: ConductError) => void): void;
  /** Whether there is a cursor of this name. */
  hasCursor?(session: SessionState, name: string): boolean;
  /** The connection is gone: its transaction is rolled back. */
  close?(session: SessionState): void;
}
