/**
 * A table whose rows are in files: what the conductor found out about them when it bound the statement, and what workers read by. A
 * split is the unit that one worker reads; splits say who reads them, so that each row is read once.
 */
import type { SqlType } from '../types/sql-type.js';

export type FileFormat = 'parquet' | 'csv' | 'json' | 'arrow';

/** A call such as read_csv('data/*.csv', header => true) as it is written, before anything was looked up. */
export interface FileCall {
  readonly format: FileFormat;
  /** Paths, patterns and folders. */
  readonly paths: readonly string[];
  readonly options: ReadonlyMap<string, FileOptionValue>;
  /** AS t(a int, b text): null: by what is in the files. */
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[] | null;
}

export type FileOptionValue = string | number | boolean | readonly string[];

/** Two calls with equal keys read the same. */
export function fileCallKey({ format, paths, options, columns }: FileCall): string {
  return JSON.stringify([format, paths, [...options], columns]);
}

export interface SourceFile {
  /** Absolute and without symbolic links, inside the folders that are allowed. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Values of the folders `name=value` on its way, as the source's `partitions` name them; null: NULL. */
  readonly partition: readonly (string | null)[];
}

export interface FileSplit {
  /** Position among the files. */
  readonly file: number;
  /** Who reads it. */
  readonly worker: string;
  /** Row groups or record batches, or bytes: from the first up to the last, which is not part of it. */
  readonly from: number;
  readonly to: number;
}

/** Where a column of the table comes from. */
export type FileColumn =
  | { readonly kind: 'stored'; readonly name: string }
  | { readonly kind: 'partition'; readonly index: number }
  | { readonly kind: 'file-name' };

export interface FileSource {
  readonly format: FileFormat;
  readonly files: readonly SourceFile[];
  readonly splits: readonly FileSplit[];
  /** By ordinal of the table's column. */
  readonly columns: readonly FileColumn[];
  /** Of delimited text. */
  readonly delimited?: DelimitedFormat;
}

/** How the fields of a line are told apart. */
export interface DelimitedFormat {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly null: string;
  /** Names of the fields of a line, in order. */
  readonly fields: readonly string[];
}
