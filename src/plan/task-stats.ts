/** What a task reports of its run: EXPLAIN ANALYZE and the logs show it. */

export interface OperatorStats {
  readonly op: number;
  readonly rows: number;
  /** Time in the pipelines that this operator is part of, each of which is one loop, and of indexing or sorting its rows; milliseconds. */
  readonly ms: number;
  /** Of its rows that went to disk, in how many partitions or runs. Bytes that went there twice count twice. */
  readonly spilledBytes: number;
  readonly spilledParts: number;
}

export interface TaskStats {
  readonly operators: readonly OperatorStats[];
  readonly ms: number;
  readonly rowsOut: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly compileMs: number;
  readonly peakMemoryBytes: number;
  /** By the conductor's interpreter: there is no code and no memory of its own. */
  readonly interpreted?: boolean;
  /** Of all operators, and of the output. */
  readonly spilledBytes: number;
}
