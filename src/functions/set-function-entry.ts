/** What the registry holds of a set-returning function: one entry a signature. */
import type { Datum } from '../types/datum.js';
import type { RecordType, SqlType } from '../types/sql-type.js';
import type { ArgSpec } from './function-entry.js';

/** A column of the result of a set-returning function. */
export interface SetColumn {
  /** null: named after the function, or after its alias in FROM. */
  readonly name: string | null;
  readonly type: SqlType;
}

export interface SetFunctionEntry {
  readonly name: string;
  /** Types of the arguments: calls are bound with exactly these. */
  readonly args: readonly ArgSpec[];
  readonly columns: (args: readonly SqlType[]) => readonly SetColumn[];
  /** The type of a row as one value, where it is a named one. */
  readonly row?: (args: readonly SqlType[]) => RecordType;
  /** No rows for a NULL argument, without a call. */
  readonly strict: boolean;
  /** One line for people. */
  readonly doc: string;
  /** The rows for arguments of the kinds `args`, one datum a column, made as they are asked for. Throws ConductError. */
  rows(args: readonly Datum[], argTypes: readonly SqlType[]): Iterable<readonly Datum[]>;
}
