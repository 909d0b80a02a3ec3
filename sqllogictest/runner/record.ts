/** The records of a sqllogictest file, as parsed. */

export type SortMode = 'nosort' | 'rowsort' | 'valuesort';

/** `onlyif X` and `skipif X` lines before a record. */
export interface Condition {
  readonly kind: 'onlyif' | 'skipif';
  readonly label: string;
}

export type ExpectedError =
  | { readonly kind: 'any' }
  /** `error (42P01)`, with a pattern for the message if one follows. */
  | { readonly kind: 'sqlstate'; readonly code: string; readonly pattern: string }
  /** `error <regex>`: found anywhere in the message. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** Text under `----`, over several lines: the message whole. */
  | { readonly kind: 'message'; readonly message: string };

export interface Retry {
  readonly attempts: number;
  readonly backoffMs: number;
}

interface RecordBase {
  /** File that the record stands in: an included file has its own. */
  readonly file: string;
  /** 1-based line of the directive. */
  readonly line: number;
  readonly conditions: readonly Condition[];
}

export interface StatementRecord extends RecordBase {
  readonly kind: 'statement';
  readonly sql: string;
  /** Name of the connection; '' is the default one. */
  readonly connection: string;
  readonly expect:
    | { readonly kind: 'ok' }
    | { readonly kind: 'count'; readonly rows: number }
    | { readonly kind: 'error'; readonly error: ExpectedError };
  readonly retry: Retry | null;
}

export interface QueryRecord extends RecordBase {
  readonly kind: 'query';
  readonly sql: string;
  readonly connection: string;
  readonly expect:
    | {
        readonly kind: 'rows';
        /** One character a column: T, I, R, ... */
        readonly types: string;
        /** null: the file's mode. */
        readonly sort: SortMode | null;
        readonly label: string | null;
        /** null: no `----` part. */
        readonly lines: readonly string[] | null;
      }
    | { readonly kind: 'error'; readonly error: ExpectedError };
  readonly retry: Retry | null;
  /** For completion: 1-based line after the SQL, and the line after the last result line. */
  readonly sqlEnd: number;
  readonly resultEnd: number;
}

export type SltRecord =
  | StatementRecord
  | QueryRecord
  | (RecordBase & { readonly kind: 'system'; readonly command: string; readonly fails: boolean; readonly output: string | null })
  | (RecordBase & { readonly kind: 'halt' })
  | (RecordBase & { readonly kind: 'hash-threshold'; readonly threshold: number })
  | (RecordBase & { readonly kind: 'include'; readonly pattern: string })
  | (RecordBase & { readonly kind: 'sleep'; readonly ms: number })
  | (RecordBase & { readonly kind: 'subtest'; readonly name: string })
  | (RecordBase & { readonly kind: 'let'; readonly names: readonly string[]; readonly sql: string; readonly connection: string })
  | (RecordBase & { readonly kind: 'control'; readonly setting: 'substitution'; readonly on: boolean })
  | (RecordBase & { readonly kind: 'control'; readonly setting: 'sortmode'; readonly sort: SortMode })
  | (RecordBase & { readonly kind: 'control'; readonly setting: 'resultmode'; readonly mode: 'rowwise' | 'valuewise' })
  /** A line that is no known directive: fails when it is reached. */
  | (RecordBase & { readonly kind: 'malformed'; readonly message: string });
