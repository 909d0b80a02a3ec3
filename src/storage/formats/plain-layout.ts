/** What the compiled code of plain-rows.ts is made for, and the memory that it shares with who calls it. */
import type { ColumnBuilder } from './column-builder.js';

export interface PlainFormat {
  readonly delimiter: number;
  /** -1: there is none. */
  readonly quote: number;
  readonly escape: number;
  /** At the start of a row: not for this code. */
  readonly backslashIsSpecial: boolean;
  /** Backslashes in fields are escapes. */
  readonly escapes: boolean;
  readonly nullBytes: Uint8Array;
}

export interface PlainField {
  readonly builder: ColumnBuilder;
  /** NULL is an error. */
  readonly required: boolean;
  /** skipped: its value is not looked at. */
  readonly skipped: boolean;
  /** Two words a row where the value is kept for the builder: where it starts (0: NULL) and ends. 0: it is written by this code. */
  readonly spans: number;
}

export interface PlainRowsLayout {
  readonly format: PlainFormat;
  readonly fields: readonly PlainField[];
  /** Fields from here on are not looked at: the row goes on to the end of its line. */
  readonly read: number;
  /** Words: the row and the reason that it was left with, then for each field where its texts lie and where they end. */
  readonly context: number;
  /** A word a row: where it starts. */
  readonly starts: number;
  /** 10^0 to 10^22 as f64, then 10^0 to 10^18 as i64. */
  readonly powers: number;
}

/** Why the code was left: the input or the room for rows ended, a row is not plain, or (from `full` on) a field's texts need room. */
export const LEFT = { ended: 0, notPlain: 1, full: 2 } as const;
export const CONTEXT_WORDS = { row: 0, reason: 1, texts: 2 } as const;
/** Behind the input and behind texts, so many bytes may be read or written. */
export const SPARE_BYTES = 64;
export const DOUBLE_POWERS = 23;
