/**
 * Physical plans: what runs. Every node has `columns` (its output with physical types), the estimates that chose it, and
 * an operator id that EXPLAIN ANALYZE reports actual figures under. A stage is a tree of these without exchanges inside;
 * its leaves are scans, values and exchange sources.
 */
import type { Datum } from '../types/datum.js';
import type { ColumnInfo } from './column-info.js';
import type { Expr, SetFunctionCall } from './expr.js';
import type { FileTarget } from './file-target.js';
import type { PhysicalWindowFunction } from './window.js';

export interface Estimate {
  readonly rows: number;
  /** Total cost up to and including this node, in abstract units (about a microsecond of one core). */
  readonly cost: number;
}

interface PhysicalBase {
  /** Unique in the statement. */
  readonly op: number;
  readonly columns: readonly ColumnInfo[];
  readonly estimate: Estimate;
}

/** Ordinal of the column of row ids (int8): which worker, piece and row. For DELETE, UPDATE and the like. */
export const ROW_ID_ORDINAL = -1;
/** Ordinal of the column (bool) that tells whether the snapshot sees the row: a filter right above the scan drops deleted ones. */
export const LIVE_ORDINAL = -2;

/** Rows of the buckets that the task's worker holds, sections and delta, as of the snapshot. Filters sit above it (fused). */
export interface ScanNode extends PhysicalBase {
  readonly kind: 'scan';
  readonly tableId: number;
  readonly tableName: string;
  /** Snapshot: the table's version. */
  readonly version: number;
  /** Ordinal in the table of each output column, or one of the two below. May be empty (count(*)). */
  readonly ordinals: readonly number[];
  /** Conjuncts for skipping sections by min/max; they are applied again by the filter above. */
  readonly pruning: readonly PruningPredicate[];
  /** replicated tables: only one task may read it unless each task wants all rows. 'local': own buckets. 'copy': all rows. */
  readonly share: 'local' | 'copy';
  /** The one worker that holds all rows which the filter above lets through: no other reads the table. */
  readonly worker?: string;
  /** The bucket that all those rows are in: other rows of the table need not be given. */
  readonly bucket?: number;
  /** Where the table's distribution key is among the columns: their positions. Their values say in which bucket a row lies. */
  readonly bucketedBy?: readonly number[];
  /** With a column of row ids: the table's workers, whose positions are in the ids. */
  readonly holders?: readonly string[];
}

/** column OP value with value an unscaled bigint (numeric at the column's scale) or text. */
export interface PruningPredicate {
  readonly ordinal: number;
  readonly op: '=' | '<' | '<=' | '>' | '>=';
  readonly value: bigint | string;
}

export interface ValuesNode extends PhysicalBase {
  readonly kind: 'values';
  readonly rows: readonly (readonly Datum[])[];
}

export interface FilterNode extends PhysicalBase {
  readonly kind: 'filter';
  readonly input: PhysicalPlan;
  readonly predicate: Expr;
}

/** columns[i] = exprs[i]. */
export interface ProjectNode extends PhysicalBase {
  readonly kind: 'project';
  readonly input: PhysicalPlan;
  readonly exprs: readonly Expr[];
}

/**
 * Builds a hash table of `build`, streams `probe`. Output columns are chosen from both sides by id (mark adds its own, last).
 *
 * | join | output |
 * |---|---|
 * | inner | matches |
 * | probe-outer | matches, and probe rows without one with NULLs for build |
 * | build-outer | matches, and build rows without one with NULLs for probe |
 * | full | matches, and both kinds of rows without one |
 * | probe-semi, probe-anti | probe rows with / without a match |
 * | build-semi, build-anti | build rows with / without a match |
 * | probe-mark | probe rows, and true / false for match / none (never NULL) |
 * | probe-single | as probe-outer; a second match is error 21000 |
 *
 * Keys: NULL matches nothing. `residual` is a further condition over both sides, part of matching.
 */
export interface HashJoinNode extends PhysicalBase {
  readonly kind: 'hash-join';
  readonly join:
    | 'inner'
    | 'probe-outer'
    | 'build-outer'
    | 'full'
    | 'probe-semi'
    | 'probe-anti'
    | 'build-semi'
    | 'build-anti'
    | 'probe-mark'
    | 'probe-single';
  readonly build: PhysicalPlan;
  readonly probe: PhysicalPlan;
  /** Pairwise of one type and physical type (casts where needed). At least one. */
  readonly buildKeys: readonly Expr[];
  readonly probeKeys: readonly Expr[];
  readonly residual: Expr | null;
  /** The build keys are known to be unique (declared key or aggregate). */
  readonly uniqueBuild: boolean;
}

/**
 * Materialises `build` and compares every probe row with every row of it. Kinds as in HashJoinNode; probe-mark is
 * three-valued here: true if the condition is true for a row, else NULL if it is NULL for one, else false.
 */
export interface NestedLoopJoinNode extends PhysicalBase {
  readonly kind: 'nested-loop-join';
  readonly join: 'inner' | 'probe-outer' | 'full' | 'probe-semi' | 'probe-anti' | 'probe-mark' | 'probe-single';
  readonly build: PhysicalPlan;
  readonly probe: PhysicalPlan;
  readonly condition: Expr | null;
}

export type AggregateFunction =
  | 'count'
  | 'sum'
  | 'sum0'
  | 'min'
  | 'max'
  | 'any'
  | 'single'
  | 'bool_and'
  | 'bool_or'
  | 'bit_and'
  | 'bit_or'
  | 'bit_xor'
  | 'moments'
  | 'merge-moments'
  | 'collect';

/** The aggregates that execution knows; all others are lowered to these and projections. NULL arguments are skipped. */
export interface PhysicalAggregate {
  /**
   * count: rows, or non-NULL arguments: i64. sum: physical type of the output column (i64, i128, f64, num); NULL for no
   * input. sum0: the same, 0 for none (adds up partial counts). min, max, any (some value of the group, also NULL).
   * single: the only value; a second row is error 21000. bool_and / bool_or. bit_and / bit_or / bit_xor over i32 and i64.
   * moments: count, sums and squares of one or two floats (exec/codegen/moments.ts), merge-moments adds up such states. collect: the
   * texts one after the other.
   */
  readonly fn: AggregateFunction;
  readonly arg: Expr | null;
  /** moments of two: arg is y, this is x. */
  readonly second?: Expr;
  /** Only rows for which this is true count. */
  readonly filter: Expr | null;
}

/** What combines the results that an aggregate has given for parts of a group. */
export function combiningFunction(fn: AggregateFunction): AggregateFunction {
  switch (fn) {
    case 'count':
      return 'sum0';
    case 'moments':
      return 'merge-moments';
    default:
      return fn;
  }
}

/** Output: keys, then aggregates. Without keys exactly one row per task, unless `partial`: then none for no input. */
export interface AggregateNode extends PhysicalBase {
  readonly kind: 'aggregate';
  readonly input: PhysicalPlan;
  readonly keys: readonly Expr[];
  readonly aggregates: readonly PhysicalAggregate[];
  /** partial: groups may come out more than once; another aggregate above combines them. */
  readonly phase: 'single' | 'partial' | 'final';
}

export interface PhysicalSortKey {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** Sorts; with a limit keeps the first offset + limit rows only (top-N) and skips offset. */
export interface SortNode extends PhysicalBase {
  readonly kind: 'sort';
  readonly input: PhysicalPlan;
  readonly keys: readonly PhysicalSortKey[];
  readonly limit: number | null;
  readonly offset: number;
}

/** The first `limit` rows after `offset`, in the order of the input; stops its input when it has them. */
export interface LimitNode extends PhysicalBase {
  readonly kind: 'limit';
  readonly input: PhysicalPlan;
  readonly limit: number | null;
  readonly offset: number;
}

/** Inputs' columns by position have the types and physical types of `columns`. */
export interface UnionAllNode extends PhysicalBase {
  readonly kind: 'union-all';
  readonly inputs: readonly PhysicalPlan[];
}

/** Adds an i64 column, last: unique over all tasks of the stage (task number in the upper bits). */
export interface RowIdNode extends PhysicalBase {
  readonly kind: 'row-id';
  readonly input: PhysicalPlan;
}

/**
 * Window functions: all rows of a partition are in one task. Output: columns of the input (some or all), then one column a
 * function. Rows leave ordered by (partition, order), a task's rows in one piece; without keys in the order of the input.
 */
export interface WindowNode extends PhysicalBase {
  readonly kind: 'window';
  readonly input: PhysicalPlan;
  readonly partition: readonly Expr[];
  readonly order: readonly PhysicalSortKey[];
  readonly functions: readonly PhysicalWindowFunction[];
  /** The input comes in this order: that of a sort or another window below. */
  readonly presorted: boolean;
}

/** Before fragmentation only: moves rows between tasks. */
export interface ExchangeNode extends PhysicalBase {
  readonly kind: 'exchange';
  readonly input: PhysicalPlan;
  readonly output: StageOutput;
  /** hash: worker id of each of the 256 buckets. round-robin, broadcast: the receiving workers. null: the reader's own. */
  readonly placement: readonly string[] | null;
}

/** After fragmentation: this task's partition of another stage's output. No order, unless the producer is one task. */
export interface ExchangeSourceNode extends PhysicalBase {
  readonly kind: 'exchange-source';
  readonly stage: number;
}

/** The integers from `start` by `step`, `count` of them. split: each task of the stage makes its share; copy: each makes all. */
export interface SeriesNode extends PhysicalBase {
  readonly kind: 'series';
  readonly start: bigint;
  readonly step: bigint;
  readonly count: number;
  readonly share: 'split' | 'copy';
  /** split: the workers that take part. */
  readonly workers: readonly string[];
}

/**
 * Set-returning functions over each input row, in lockstep (TableFunctionPlan). Columns: those of the input that are needed, the functions'
 * results (`outputs`: which of them are needed, by position), then the row's number where asked for. Keeps the order of its input when
 * `ordered`. Its input's rows are collected before the first row leaves.
 */
export interface TableFunctionNode extends PhysicalBase {
  readonly kind: 'table-function';
  readonly input: PhysicalPlan;
  /** Columns of the input that pass through, first among the node's. */
  readonly kept: readonly ColumnInfo[];
  readonly functions: readonly SetFunctionCall[];
  readonly outputs: readonly number[];
  readonly ordinality: boolean;
  readonly ordered: boolean;
}

export type PhysicalPlan =
  | SeriesNode
  | TableFunctionNode
  | ScanNode
  | ValuesNode
  | FilterNode
  | ProjectNode
  | HashJoinNode
  | NestedLoopJoinNode
  | AggregateNode
  | SortNode
  | LimitNode
  | UnionAllNode
  | RowIdNode
  | WindowNode
  | ExchangeNode
  | ExchangeSourceNode;

/**
 * hash: bucket = plan/hash.ts over the keys (NULL hashes to 0), partition = bucketMap[bucket]. broadcast: every partition gets
 * every row. gather: one partition. round-robin: frames in turn. dict columns leave as str.
 */
export type StageOutput =
  | { readonly kind: 'hash'; readonly keys: readonly Expr[] }
  | { readonly kind: 'broadcast' }
  | { readonly kind: 'gather' }
  | { readonly kind: 'round-robin' };

/** The unit of scheduling: one task a worker in `workers`. */
export interface Stage {
  readonly id: number;
  readonly root: PhysicalPlan;
  readonly output: StageOutput;
  /** Columns as they leave (dict became str). */
  readonly columns: readonly ColumnInfo[];
  /** Worker ids; task i runs on workers[i] and writes for / reads partition i. */
  readonly workers: readonly string[];
  /** Stage that reads this one, the first of them when several do; null: the client (through the conductor), or a write (see `write`). */
  readonly consumer: number | null;
  /** hash only: partition of each of the 256 buckets. */
  readonly bucketMap: readonly number[] | null;
  readonly partitions: number;
  /** Set for INSERT ... SELECT and CREATE TABLE AS: the rows are written to this table by each task. */
  readonly write: { readonly tableId: number; readonly transaction: string } | null;
  /** Set for COPY TO: the rows are written into files by each task. */
  readonly files?: FileTarget;
  /** Why it runs where it runs, for EXPLAIN: `all workers`, `one task: small (est. 25 rows)`, ... */
  readonly placementReason: string;
}

/** A whole statement: the last stage is the root (its output is gather to the conductor). */
export interface StagePlan {
  readonly stages: readonly Stage[];
  readonly columns: readonly ColumnInfo[];
}
