/**
 * Cuts a stage into pipelines: source → streaming operations → sink. Breakers (join build, aggregate, sort) end one pipeline with
 * a sink into a tuple store and start the next from it. Pipelines run in the order of the list; each runs on all executors.
 */
import { unreachable } from '../common/assert.js';
import type { ColumnInfo, ValueInfo } from '../plan/column-info.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import { describeExpr } from '../plan/phys-type.js';
import type {
  ExchangeSourceNode,
  FilterNode,
  HashJoinNode,
  NestedLoopJoinNode,
  PhysicalAggregate,
  PhysicalPlan,
  PhysicalSortKey,
  ScanNode,
  SeriesNode,
  Stage,
  StageOutput,
  TableFunctionNode,
  ValuesNode,
} from '../plan/physical.js';
import { combiningFunction } from '../plan/physical.js';
import { type RangeBounds, rangeBounds } from '../plan/range-bounds.js';
import { type TupleLayout, tupleLayout } from './layout.js';
import { lowerWindow, type WindowIndex } from './window/window-index.js';

/** Rows in row form, collected by a sink and read by a later pipeline or by probes. */
export interface TupleStore {
  readonly id: number;
  readonly layout: TupleLayout;
  /** Which output column each field is (null: a computed key). */
  readonly columns: readonly (ColumnInfo | null)[];
  /** What is built of the tuples when all are in. */
  readonly index:
    | { readonly kind: 'none' }
    /**
     * For joins over the first `keys` fields: how is chosen when the tuples are in (JoinIndex). keepNullKeys: tuples with NULL keys
     * stay, unlinked. unique: declared so.
     */
    | { readonly kind: 'join'; readonly keys: number; readonly keepNullKeys: boolean; readonly unique: boolean }
    /** Parted by the hash of the first `keys` fields, on disk: the rows that are to meet a join's build side which went there. */
    | { readonly kind: 'partitioned'; readonly keys: number }
    /** An array of pointers in no order. */
    | { readonly kind: 'pointers' }
    /** Pointers in the order of one field, those without NULL, and what finds ranges of them (range-index.ts). */
    | RangeIndex
    /** An array of pointers in order; with a limit only the first ones. */
    | { readonly kind: 'sorted'; readonly keys: readonly SortField[]; readonly limit: number | null; readonly offset: number }
    /** An array of pointers in order; window functions have filled the fields of their results. */
    | WindowIndex;
}

/**
 * How tuples are found by their keys. chains: a directory of hash chains. direct: an array indexed by the one integer key less the
 * least one, where the keys are dense enough. unique: no key comes twice, so that a probe ends with its first match.
 */
export interface JoinIndex {
  readonly kind: 'chains' | 'direct';
  readonly unique: boolean;
}

/** Fields of the two bounds (plan/range-bounds.ts). */
export interface RangeIndex {
  readonly kind: 'range';
  readonly first: number;
  readonly second: number | null;
  readonly descending: boolean;
}

export interface SortField {
  readonly field: number;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export type Source =
  /** input: of a table function, the tuples with the kept columns and the arguments. */
  | {
      readonly kind: 'chunks';
      readonly node: ScanNode | ExchangeSourceNode | ValuesNode | SeriesNode | TableFunctionNode;
      readonly input?: TupleStore;
    }
  | {
      readonly kind: 'tuples';
      readonly store: TupleStore;
      /** Read through the store's pointers, in order, by one executor. */
      readonly ordered: boolean;
      /** Only tuples whose match flag is set / clear. */
      readonly matched: boolean | null;
      /** Columns that are NULL in every row (the probe side of build-outer's second pipeline). */
      readonly nullColumns: readonly ColumnInfo[];
      /** Adds the constant false / true as a column (mark joins never need it: they stream). */
      readonly op: number;
    };

export type Operation =
  /** share: of the rows that pass, as estimated. */
  | { readonly kind: 'filter'; readonly op: number; readonly predicate: Expr; readonly share: number }
  | { readonly kind: 'project'; readonly op: number; readonly columns: readonly ColumnInfo[]; readonly exprs: readonly Expr[] }
  | { readonly kind: 'probe'; readonly op: number; readonly node: HashJoinNode; readonly store: TupleStore }
  | {
      readonly kind: 'loop';
      readonly op: number;
      readonly node: NestedLoopJoinNode;
      readonly store: TupleStore;
      readonly bounds: RangeBounds | null;
    }
  | { readonly kind: 'row-id'; readonly op: number; readonly column: ColumnInfo }
  | { readonly kind: 'limit'; readonly op: number; readonly id: number; readonly limit: number | null; readonly offset: number }
  /** Gives the columns of a UNION ALL's input the ids of its output. */
  | { readonly kind: 'rename'; readonly from: readonly ColumnInfo[]; readonly to: readonly ColumnInfo[] };

export type Sink =
  /** Fields are `values`, in order. */
  | { readonly kind: 'tuples'; readonly op: number; readonly store: TupleStore; readonly values: readonly Expr[] }
  | {
      readonly kind: 'aggregate';
      readonly op: number;
      readonly store: TupleStore;
      readonly keys: readonly Expr[];
      readonly aggregates: readonly PhysicalAggregate[];
      /** Keep only the groups of this executor's share (merging the groups of several executors). */
      readonly shared: boolean;
      readonly estimatedGroups: number;
    }
  | { readonly kind: 'output'; readonly op: number; readonly columns: readonly ColumnInfo[]; readonly output: StageOutput }
  /** A probe that only sets match flags ends here. */
  | { readonly kind: 'none' };

export interface Pipeline {
  readonly source: Source;
  readonly operations: readonly Operation[];
  readonly sink: Sink;
  /** Run by one executor: the order of the rows matters. */
  readonly serial: boolean;
}

/** Of sources that no operator stands for. */
export const NO_OPERATOR = -1;

/** Pipelines of a stage in an order in which they can run one after the other. */
export function pipelinesOf(stage: Stage, executors: number): readonly Pipeline[] {
  const lowering = new Lowering(executors);
  lowering.lower(stage.root, [], { kind: 'output', op: stage.root.op, columns: stage.columns, output: stage.output });
  return lowering.pipelines;
}

export function columnExpr(column: ColumnInfo): Expr {
  return { kind: 'column', type: column.type, id: column.id };
}

class Lowering {
  readonly pipelines: Pipeline[] = [];
  #stores = 0;
  #limits = 0;

  constructor(private readonly executors: number) {}

  lower(plan: PhysicalPlan, operations: readonly Operation[], sink: Sink): void {
    switch (plan.kind) {
      case 'scan':
      case 'values':
      case 'series':
      case 'exchange-source':
        this.#add({ kind: 'chunks', node: plan }, operations, sink);
        return;
      case 'table-function':
        this.#tableFunction(plan, operations, sink);
        return;
      case 'filter':
        this.lower(plan.input, [filterOperation(plan), ...operations], sink);
        return;
      case 'project':
        this.lower(plan.input, [{ kind: 'project', op: plan.op, columns: plan.columns, exprs: plan.exprs }, ...operations], sink);
        return;
      case 'hash-join':
        this.#hashJoin(plan, operations, sink);
        return;
      case 'nested-loop-join':
        this.#nestedLoop(plan, operations, sink);
        return;
      case 'aggregate': {
        const store = this.#store(plan.columns, plan.columns, { kind: 'none' });
        const own: Sink = {
          kind: 'aggregate',
          op: plan.op,
          store,
          keys: plan.keys,
          aggregates: plan.aggregates,
          shared: false,
          estimatedGroups: plan.estimate.rows,
        };
        this.lower(plan.input, [], own);
        this.#tuples(this.#merged(own, plan.columns), plan.op, operations, sink);
        return;
      }
      case 'sort': {
        const fields = [...plan.columns];
        const columns: (ColumnInfo | null)[] = [...plan.columns];
        const values: Expr[] = plan.columns.map(columnExpr);
        const infos: ValueInfo[] = [...fields];
        const keys = plan.keys.map((key) => this.#sortField(key, plan.input.columns, columns, values, infos));
        const store = this.#store(infos, columns, { kind: 'sorted', keys, limit: plan.limit, offset: plan.offset });
        this.lower(plan.input, [], { kind: 'tuples', op: plan.op, store, values });
        this.#tuples(store, plan.op, operations, sink, true);
        return;
      }
      case 'limit': {
        this.#limits += 1;
        const limit: Operation = { kind: 'limit', op: plan.op, id: this.#limits, limit: plan.limit, offset: plan.offset };
        this.lower(plan.input, [limit, ...operations], sink);
        return;
      }
      case 'union-all':
        for (const input of plan.inputs) {
          this.lower(input, [{ kind: 'rename', from: input.columns, to: plan.columns }, ...operations], sink);
        }
        return;
      case 'row-id': {
        const column = plan.columns.at(-1);
        if (column === undefined) return;
        // An id must not depend on how often a row is evaluated again: it is that of a source's row.
        const store = this.#store(plan.input.columns, plan.input.columns, { kind: 'none' });
        this.lower(plan.input, [], { kind: 'tuples', op: plan.op, store, values: plan.input.columns.map(columnExpr) });
        this.#tuples(store, plan.op, [{ kind: 'row-id', op: plan.op, column }, ...operations], sink);
        return;
      }
      case 'window': {
        const { infos, columns, values, index } = lowerWindow(plan);
        const store = this.#store(infos, columns, index);
        this.lower(plan.input, [], { kind: 'tuples', op: plan.op, store, values });
        this.#tuples(store, plan.op, operations, sink, true);
        return;
      }
      case 'exchange':
        throw new Error('exchanges are cut before execution');
    }
    unreachable(plan);
  }

  #add(source: Source, operations: readonly Operation[], sink: Sink): void {
    const ordered = source.kind === 'tuples' ? source.ordered : source.node.kind === 'table-function' && source.node.ordered;
    const serial = ordered || operations.some((op) => op.kind === 'limit');
    this.pipelines.push({ source, operations, sink, serial });
  }

  #tuples(store: TupleStore, op: number, operations: readonly Operation[], sink: Sink, ordered = false): void {
    this.#add({ kind: 'tuples', store, ordered, matched: null, nullColumns: [], op }, operations, sink);
  }

  #store(infos: readonly ValueInfo[], columns: readonly (ColumnInfo | null)[], index: TupleStore['index']): TupleStore {
    this.#stores += 1;
    return { id: this.#stores, layout: tupleLayout(infos), columns, index };
  }

  /**
   * Each executor has groups of its own, for each pipeline that it runs into the aggregate (UNION ALL and outer joins make several): one more
   * pipeline merges them, each executor a share of the keys.
   */
  #merged(local: Sink & { kind: 'aggregate' }, columns: readonly ColumnInfo[]): TupleStore {
    const pipelines = this.pipelines.filter((pipeline) => pipeline.sink === local).length;
    if (this.executors === 1 && pipelines === 1) return local.store;
    const store = this.#store(columns, columns, { kind: 'none' });
    const keys = columns.slice(0, local.keys.length).map(columnExpr);
    const aggregates = local.aggregates.map((aggregate, i): PhysicalAggregate => {
      const column = columns[local.keys.length + i];
      if (column === undefined) throw new Error('aggregate without column');
      return { fn: combiningFunction(aggregate.fn), arg: columnExpr(column), filter: null };
    });
    this.#add({ kind: 'tuples', store: local.store, ordered: false, matched: null, nullColumns: [], op: NO_OPERATOR }, [], {
      kind: 'aggregate',
      op: local.op,
      store,
      keys,
      aggregates,
      shared: true,
      estimatedGroups: local.estimatedGroups,
    });
    return store;
  }

  #sortField(
    key: PhysicalSortKey,
    inputs: readonly ColumnInfo[],
    columns: (ColumnInfo | null)[],
    values: Expr[],
    infos: ValueInfo[],
  ): SortField {
    const expr = key.expr;
    let field = expr.kind === 'column' ? columns.findIndex((column) => column?.id === expr.id && column.phys !== 'dict') : -1;
    if (field < 0) {
      field = values.length;
      values.push(expr);
      columns.push(null);
      // Codes have no order.
      const { dictionary: _, ...info } = describeKey(expr, inputs);
      infos.push(info.phys === 'dict' ? { ...info, phys: 'str' } : info);
    }
    return { field, descending: key.descending, nullsFirst: key.nullsFirst };
  }

  /** The input is collected: its rows are read by TypeScript. */
  #tableFunction(node: TableFunctionNode, operations: readonly Operation[], sink: Sink): void {
    const args = node.functions.flatMap((each) => each.args);
    const infos = args.map((arg): ValueInfo => {
      const { dictionary: _, ...info } = describeKey(arg, node.input.columns);
      return info.phys === 'dict' ? { ...info, phys: 'str' } : info;
    });
    const store = this.#store([...node.kept, ...infos], [...node.kept, ...args.map(() => null)], { kind: 'none' });
    this.lower(node.input, [], { kind: 'tuples', op: node.op, store, values: [...node.kept.map(columnExpr), ...args] });
    this.#add({ kind: 'chunks', node, input: store }, operations, sink);
  }

  #hashJoin(node: HashJoinNode, operations: readonly Operation[], sink: Sink): void {
    const keepNullKeys = node.join === 'build-outer' || node.join === 'full' || node.join === 'build-anti';
    const extended = node.join === 'probe-outer' || node.join === 'full' || node.join === 'probe-single';
    const keys = node.buildKeys.map((key, i) => {
      const probeKey = node.probeKeys[i];
      if (probeKey === undefined) throw new Error('unpaired join key');
      return { key, info: commonKeyInfo(describeKey(key, node.build.columns), describeKey(probeKey, node.probe.columns)) };
    });
    const { store, values } = this.#buildSide(node.build.columns, keys, extended, {
      kind: 'join',
      keys: node.buildKeys.length,
      keepNullKeys,
      unique: node.uniqueBuild,
    });
    this.lower(node.build, [], { kind: 'tuples', op: node.op, store, values });
    const probe: Operation = { kind: 'probe', op: node.op, node, store };
    switch (node.join) {
      case 'inner':
      case 'probe-outer':
      case 'probe-semi':
      case 'probe-anti':
      case 'probe-mark':
      case 'probe-single':
        this.lower(node.probe, [probe, ...operations], sink);
        return;
      case 'build-outer':
      case 'full':
        this.lower(node.probe, [probe, ...operations], sink);
        this.#unmatched(store, false, node, operations, sink);
        return;
      case 'build-semi':
      case 'build-anti':
        this.lower(node.probe, [probe], { kind: 'none' });
        this.#unmatched(store, node.join === 'build-semi', node, operations, sink);
        return;
    }
    unreachable(node.join);
  }

  #nestedLoop(node: NestedLoopJoinNode, operations: readonly Operation[], sink: Sink): void {
    const extended = node.join === 'probe-outer' || node.join === 'full' || node.join === 'probe-single';
    const bounds = rangeBounds(node);
    const keys = (bounds === null ? [] : [bounds.first, ...(bounds.second === null ? [] : [bounds.second])]).map(({ build }) => ({
      key: build,
      info: describeKey(build, node.build.columns),
    }));
    const second = keys.length > 1 ? 1 : null;
    const index =
      bounds === null ? { kind: 'pointers' as const } : { kind: 'range' as const, first: 0, second, descending: bounds.descending };
    const { store, values } = this.#buildSide(node.build.columns, keys, extended, index);
    this.lower(node.build, [], { kind: 'tuples', op: node.op, store, values });
    this.lower(node.probe, [{ kind: 'loop', op: node.op, node, store, bounds }, ...operations], sink);
    if (node.join === 'full') this.#unmatched(store, false, node, operations, sink);
  }

  /** After probing: the build rows that (didn't) match. Columns of the probe side are NULL. */
  #unmatched(
    store: TupleStore,
    matched: boolean,
    node: HashJoinNode | NestedLoopJoinNode,
    operations: readonly Operation[],
    sink: Sink,
  ): void {
    const nullColumns = node.columns.filter((column) => !store.columns.some((field) => field?.id === column.id));
    this.#add({ kind: 'tuples', store, ordered: false, matched, nullColumns, op: node.op }, operations, sink);
  }

  /** Key fields first (a bare column is its own field, but for codes: keys are texts), then the other columns. */
  #buildSide(
    inputs: readonly ColumnInfo[],
    keys: readonly { readonly key: Expr; readonly info: ValueInfo }[],
    extended: boolean,
    index: TupleStore['index'],
  ): { store: TupleStore; values: readonly Expr[] } {
    const columns: (ColumnInfo | null)[] = [];
    const values: Expr[] = [];
    const infos: ValueInfo[] = [];
    const add = (expr: Expr, column: ColumnInfo | null, info: ValueInfo): void => {
      values.push(expr);
      columns.push(column);
      infos.push(extended && !info.nullable ? { ...info, nullable: true } : info);
    };
    for (const { key, info } of keys) {
      const column = key.kind === 'column' ? inputs.find((input) => input.id === key.id && input.phys !== 'dict') : undefined;
      add(key, column ?? null, info);
    }
    for (const input of inputs) {
      if (!columns.some((column) => column?.id === input.id)) add(columnExpr(input), input, input);
    }
    return { store: this.#store(infos, columns, index), values };
  }
}

function filterOperation({ op, predicate, estimate, input }: FilterNode): Operation {
  return { kind: 'filter', op, predicate, share: estimate.rows / Math.max(1, input.estimate.rows) };
}

/** The form in which the keys of both sides of a join are hashed and compared. */
function commonKeyInfo(build: ValueInfo, probe: ValueInfo): ValueInfo {
  const { dictionary: _, ...plain } = build;
  if (build.phys === 'dict' || build.phys === 'str' || probe.phys === 'str') return { ...plain, phys: 'str' };
  if (build.phys === 'num' || probe.phys === 'num') return { ...plain, phys: 'num', scale: 0, range: null };
  if (build.scale !== probe.scale) return { ...plain, phys: 'i128', scale: Math.max(build.scale, probe.scale), range: null };
  const widest = INTEGER_WIDTHS.find((phys) => phys === build.phys || phys === probe.phys);
  return widest === undefined || widest === build.phys ? build : { ...plain, phys: widest, range: null };
}

const INTEGER_WIDTHS = ['i128', 'i64', 'i32'] as const;

/** The form of a key over these columns. */
export function describeKey(expr: Expr, inputs: readonly ColumnInfo[]): ValueInfo {
  return describeExpr(expr, (id: ColumnId) => {
    const column = inputs.find((input) => input.id === id);
    if (column === undefined) throw new Error(`column ${id} is not an input`);
    return column;
  });
}
