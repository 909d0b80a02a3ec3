/** What the frontend asks of the conductor: prepare and run statements of a session. Implemented by conductor/query.ts. */

import type { ConductError } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
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
  /** Told to the client as NoticeResponse before the statement completes. */
  notice(notice: ConductError & { readonly severity?: string }): void;
  /** A setting that the client must hear of (ParameterStatus), with its display name. */
  parameterStatus(name: string, value: string): void;
  /** Whether a portal of the protocol has this name: cursors share their names. */
  hasPortal?(name: string): boolean;
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
    }
  | { readonly kind: 'command'; readonly tag: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'copy-in'; readonly columns: number; readonly sink: CopySink };

/** Receives the bytes of COPY FROM STDIN as they come; each write resolves when there is room for more. */
export interface CopySink {
  write(data: Uint8Array): Promise<void>;
  /** All data was sent: commits, then gives the command tag (`COPY 5`). */
  finish(): Promise<string>;
  /** CopyFail, a lost client or an error: nothing of it is kept. */
  abort(reason: ConductError): Promise<void>;
}

/** idle: no block. failed: an error happened in it. */
export type TransactionState = 'idle' | 'open' | 'failed';

export interface QueryService {
  /** Resolves when parse() can be called: at once, unless the last statement broke the parser, which is then replaced. */
  ready?(): Promise<void>;
  /** In the session's dialect, else PostgreSQL's. Throws ConductError 42601 with position. No statement (empty text) gives []. */
  parse(sql: string, session?: SessionState): readonly Statement[];
  /** parameterTypes: what the client declared, null where open. */
  prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared>;
  /** signal: CancelRequest or a lost client; the running statement then rejects with 57014. */
  execute(session: SessionState, prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal): Promise<Outcome>;
  /** What the session's values are read and printed by; absent: the defaults. */
  sessionSettings?(session: SessionState): SessionSettings;
  transactionState?(session: SessionState): TransactionState;
  /** The statements until endImplicit are one transaction: those of one simple query. */
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
