/**
 * The session settings that values depend on: time zone, styles, and what "now" means. Input and output functions, casts and
 * many functions read them, at any depth (an array of timestamps within a row within json), so they are not passed along but in
 * force while a piece of synchronous work runs: `withSession`. Whoever starts such a piece (binding, folding, a turn of an
 * executor, writing rows) says whose it is. They travel to workers with the task.
 */

import type { Datum } from './datum.js';
import type { SqlType, TypeKind } from './sql-type.js';

export type DateOutput = 'ISO' | 'SQL' | 'Postgres' | 'German';
export type DateOrder = 'MDY' | 'DMY' | 'YMD';
export type IntervalStyle = 'postgres' | 'postgres_verbose' | 'sql_standard' | 'iso_8601';

/** Plain data, the same as JSON, but for what only the conductor knows. */
export interface SessionSettings {
  /** A name that findZone() knows. */
  readonly timeZone: string;
  readonly dateOutput: DateOutput;
  readonly dateOrder: DateOrder;
  readonly intervalStyle: IntervalStyle;
  /** Start of the transaction, in microseconds since 2000-01-01 UTC: below 2^53 for another two centuries. */
  readonly nowMicros: number;
  /** Start of the statement; absent: the same. */
  readonly statementMicros?: number;
  /** What an OID of a kind such as regclass is called; undefined: it is written as a number. */
  readonly nameOfOid?: (kind: TypeKind, oid: number) => string | undefined;
  /** Rows of a system relation about the session. */
  readonly sessionRows?: (relation: string) => readonly { readonly [column: string]: Datum }[];
  /** The value of a setting as SHOW prints it; null: there is none of that name, and `missingOk`. */
  readonly settingOf?: (name: string, missingOk: boolean) => string | null;
  /** A call of a function about objects of the catalog. Arguments are not NULL. */
  readonly catalogCall?: (name: string, args: readonly Datum[], types: readonly SqlType[]) => Datum;
  /** The same of a set-returning one. */
  readonly catalogRows?: (name: string, args: readonly Datum[]) => Iterable<readonly Datum[]>;
  /** The OID of a name; undefined: names of that kind are not known. Throws where there is no such object. */
  readonly oidOfName?: (kind: TypeKind, text: string) => number | undefined;
}

/** What goes to workers. */
export function plainSettings(settings: SessionSettings): SessionSettings {
  const { nameOfOid, oidOfName, sessionRows, settingOf, catalogCall, catalogRows, ...plain } = settings;
  return plain;
}

export const DEFAULT_SESSION: SessionSettings = {
  timeZone: 'UTC',
  dateOutput: 'ISO',
  dateOrder: 'MDY',
  intervalStyle: 'postgres',
  nowMicros: 0,
};

let current = DEFAULT_SESSION;

/** The settings in force. */
export function sessionSettings(): SessionSettings {
  return current;
}

/** Runs synchronous work under these settings. What is awaited inside would run under another's. */
export function withSession<T>(settings: SessionSettings, run: () => T): T {
  const outer = current;
  current = settings;
  try {
    return run();
  } finally {
    current = outer;
  }
}
