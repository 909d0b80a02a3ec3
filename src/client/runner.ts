/** How a frame's SQL is run. */
export interface QueryRunner {
  query(sql: string): Promise<QueryResult>;
  /** Rows as they come, so many at a time: the server computes no further than the reader reads. */
  iterate(sql: string): AsyncIterable<QueryResult>;
  /** A statement about objects that belong to the session. */
  temporary(sql: string): Promise<void>;
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly types: readonly ColumnType[];
}

/** Of a result's column: PostgreSQL's OID of its type, and the modifier. */
export interface ColumnType {
  readonly oid: number;
  readonly modifier: number;
}

/** Of a frame's column. */
export interface ColumnSchema {
  readonly name: string;
  /** SQL's name: `numeric(15,2)`. */
  readonly type: string;
}
