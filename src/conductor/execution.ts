/** One execution of a statement, and when it is run again. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { Prepared, SessionState } from './query-service.js';
import { RowLocksExhausted } from './session-transaction.js';

export interface Execution {
  readonly session: SessionState;
  readonly prepared: Prepared;
  readonly parameters: readonly Datum[];
  readonly signal: AbortSignal;
  /** The client wants all columns as text. */
  readonly takesText?: boolean;
  /** A statement of our own, which is about rows that a statement of the user's was allowed to change. */
  readonly trusted?: boolean;
  /** Numerics were too long for the short form. */
  readonly wideNumerics?: boolean;
  /** There were too many rows to lock each. */
  readonly wholeTables?: boolean;
}

/** How often a statement of READ COMMITTED is run when others change what it is about to change. */
export const STATEMENT_ATTEMPTS = 20;

/** In READ COMMITTED the statement is to see what changed, and to go on with it. */
export function mayRunAgain(error: unknown): boolean {
  return error instanceof ConductError && error.code === SQLSTATE.serializationFailure;
}

/** How the statement is run again when it has found out that the first way does not do; null: it was not that. */
export function inAnotherWay(run: Execution, error: unknown): Execution | null {
  if (isNarrow(error) && run.wideNumerics !== true) return { ...run, wideNumerics: true };
  if (error instanceof RowLocksExhausted && run.wholeTables !== true) return { ...run, wholeTables: true };
  return null;
}

export function isNarrow(error: unknown): boolean {
  return error instanceof ConductError && error.narrow;
}

export function isUnique(error: unknown): boolean {
  return error instanceof ConductError && error.code === SQLSTATE.uniqueViolation;
}
