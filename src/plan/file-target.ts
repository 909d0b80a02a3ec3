/** Where the tasks of a stage write their rows when they go into files, and in which form. */
import type { SqlType } from '../types/sql-type.js';

export type WrittenFormat = 'parquet' | 'csv' | 'json';

/** Of Parquet. */
export type WrittenCompression = 'uncompressed' | 'snappy' | 'gzip' | 'brotli';

export interface FileTarget {
  /** Absolute. Nobody reads here until all tasks have ended well: then it gets its name. */
  readonly folder: string;
  /** What becomes of it: the file's path, or the folder's. */
  readonly goal: string;
  /** The only file in it, written by the only task; null: each task writes files of its own. */
  readonly fileName: string | null;
  readonly format: WrittenFormat;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  /** Ordinals of the columns whose values are folders `name=value` instead of being in the files. */
  readonly partitionBy: readonly number[];
  readonly compression: WrittenCompression;
  readonly rowGroupRows: number;
  readonly delimited: {
    readonly delimiter: string;
    readonly null: string;
    readonly header: boolean;
    readonly quote: string;
    readonly escape: string;
  };
}
