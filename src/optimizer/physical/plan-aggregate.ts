/**
 * Aggregation: in one step where equal keys are together already, else in two around an exchange on the keys when the first
 * step reduces, else in one after the exchange. Few groups are gathered instead: one exchange less before the result.
 */
import { notSupported } from '../../common/errors.js';
import type { ColumnInfo } from '../../plan/column-info.js';
import type { AggregateCall, ColumnId, Expr } from '../../plan/expr.js';
import type { AggregatePlan, Column } from '../../plan/logical.js';
import { describeAggregate, describeExpr } from '../../plan/phys-type.js';
import { type AggregateNode, combiningFunction, type PhysicalAggregate, type PhysicalPlan } from '../../plan/physical.js';
import { columnsOf, keyColumn } from '../columns.js';
import { columnRef, idSet } from '../expressions.js';
import { determinedBy } from '../functional-dependencies.js';
import { estimateRows, rowBytes } from '../statistics/estimate-rows.js';
import { COST, GATHERED_GROUPS } from './cost.js';
import type { Distribution } from './distribution.js';
import { isPartitioned, renameDistribution, taskCount, workersIn } from './distribution.js';
import type { PhysicalContext, Planned, Reader } from './physical-context.js';
import { columnsById, toColumn, toHash, toSingle } from './physical-context.js';

/** Partial aggregation pays when it leaves at most this share of the rows. */
const PARTIAL_SHARE = 0.6;
/** One exchange for a grouping over a grouping. */
export const SHARE_EXCHANGE = 'share-exchange';

interface Wanted {
  readonly reader: Reader;
  /** Key columns (some of the plan's) that an exchange of its rows hashes instead of all, for a reader that groups by those. */
  readonly spread?: ReadonlySet<ColumnId>;
}

export function planAggregate(
  plan: AggregatePlan,
  required: ReadonlySet<ColumnId>,
  context: PhysicalContext,
  { reader, spread }: Wanted,
): Planned {
  const keyCount = plan.keys.length;
  const aggregates = plan.aggregates
    .map((call, i) => ({ call, column: plan.columns[keyCount + i] }))
    .filter((entry): entry is { call: AggregateCall; column: Column } => entry.column !== undefined && required.has(entry.column.id));
  const needed = new Set<ColumnId>();
  for (const expr of [...plan.keys, ...aggregates.flatMap(({ call }) => [...call.args, ...(call.filter === null ? [] : [call.filter])])]) {
    for (const id of columnsOf(expr)) needed.add(id);
  }
  let input = buildInput(plan, needed, context);
  const shape = new AggregateShape(plan, aggregates, input.node, context);
  if (context.small) input = toSingle(input, rowBytes(input.node.columns, estimateRows(plan.input)), context);
  if (!isPartitioned(input.distribution) || groupsAreTogether(input.distribution, plan)) {
    return { node: shape.single(input.node, taskCount(input.distribution)), distribution: keyDistribution(input.distribution, plan) };
  }
  const bytes = rowBytes(plan.columns, estimateRows(plan));
  const inputBytes = rowBytes(input.node.columns, estimateRows(plan.input));
  const groups = estimateRows(plan).rows;
  const tasks = taskCount(input.distribution);
  const hashed = plan.keys.flatMap((key, i) => {
    const column = plan.columns[i];
    return column === undefined || spread?.has(column.id) === false ? [] : [{ key, column }];
  });
  const distribution: Distribution = {
    kind: 'hash',
    keys: hashed.map(({ column }) => new Set([column.id])),
    placement: context.placement,
  };
  if (keyCount === 0 || groups * tasks <= input.node.estimate.rows * PARTIAL_SHARE) {
    const partial = shape.partial(input.node, tasks);
    const planned: Planned = { node: partial, distribution: keyDistribution(input.distribution, plan) };
    if (keyCount === 0 || (groups <= GATHERED_GROUPS && reader !== 'join')) {
      const gathered = toSingle(planned, bytes, context);
      return { node: shape.final(gathered.node, 1), distribution: gathered.distribution };
    }
    const keys = hashed.map(({ column }) => columnRef(column));
    const exchanged = toHash(planned, keys, context.placement, bytes, context);
    return { node: shape.final(exchanged, workersIn(context.placement).length), distribution };
  }
  const keys = hashed.map(({ key }) => key);
  const exchanged = toHash(input, keys, context.placement, inputBytes, context);
  return { node: shape.single(exchanged, workersIn(context.placement).length), distribution };
}

/** A grouping over a grouping: when the upper one groups by some of the lower one's keys, one exchange on those serves both. */
function buildInput(plan: AggregatePlan, needed: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const { input } = plan;
  if (input.kind !== 'aggregate' || plan.keys.length === 0 || !context.allows(SHARE_EXCHANGE)) return context.build(input, needed);
  const inner = idSet(input.columns.slice(0, input.keys.length));
  const ids = plan.keys.map((key) => (key.kind === 'column' && inner.has(key.id) ? key.id : null)).filter((id) => id !== null);
  if (ids.length < plan.keys.length || ids.length === inner.size) return context.build(input, needed);
  // Few groups would leave workers with little or nothing; those are gathered.
  const pays = estimateRows(plan).rows > GATHERED_GROUPS;
  context.step(SHARE_EXCHANGE, pays);
  return pays ? planAggregate(input, needed, context, { reader: 'other', spread: new Set(ids) }) : context.build(input, needed);
}

/** Rows with equal keys are on one worker: the rows are spread by some of the keys, or by what follows from them. */
function groupsAreTogether(distribution: Distribution, plan: AggregatePlan): boolean {
  // Without keys there is a row of each task, also where a constant key has all rows in one place.
  if (distribution.kind !== 'hash' || plan.keys.length === 0) return false;
  const ids = plan.keys.map(keyColumn).filter((id) => id !== null);
  if (distribution.keys.every((set) => ids.some((id) => set.has(id)))) return true;
  const determined = determinedBy(
    plan.input,
    plan.keys.filter((key) => key.kind === 'column').map((key) => key.id),
  );
  return distribution.keys.every((set) => [...set].some((id) => determined.has(id)));
}

/** Some value of a group is that of one of its rows, all of which are on one worker. */
function keyDistribution(distribution: Distribution, plan: AggregatePlan): Distribution {
  const taken = plan.aggregates.map((call) => (call.name === 'any' ? call.args[0] : undefined));
  const exprs = [...plan.keys, ...taken];
  return renameDistribution(distribution, (id) =>
    plan.columns.flatMap((column, i) => {
      const expr = exprs[i];
      return expr !== undefined && keyColumn(expr) === id ? [column.id] : [];
    }),
  );
}

/** The nodes of one aggregation. */
class AggregateShape {
  readonly #plan: AggregatePlan;
  readonly #aggregates: readonly { readonly call: AggregateCall; readonly column: Column }[];
  readonly #context: PhysicalContext;
  /** Aggregates' columns as the result has them, whatever the steps are. */
  readonly #results: readonly ColumnInfo[];
  readonly #partialIds: readonly ColumnId[];

  constructor(
    plan: AggregatePlan,
    aggregates: readonly { readonly call: AggregateCall; readonly column: Column }[],
    input: PhysicalPlan,
    context: PhysicalContext,
  ) {
    this.#plan = plan;
    this.#aggregates = aggregates;
    this.#context = context;
    const lookup = columnsById(input);
    const { bound } = estimateRows(plan.input);
    this.#results = aggregates.map(({ call, column }) => {
      const arg = call.args[0] === undefined ? null : describeExpr(call.args[0], lookup);
      const grouped = plan.keys.length > 0 && call.filter === null;
      return toColumn(column.id, column.name, describeAggregate(functionOf(call), call.type, arg, { rowBound: bound, grouped }));
    });
    this.#partialIds = aggregates.map(() => context.nextColumnId());
  }

  single(input: PhysicalPlan, tasks: number): AggregateNode {
    return this.#node('single', input, tasks, this.#plan.keys, this.#calls(), [
      ...this.#keyColumns(input, this.#plan.keys),
      ...this.#resultsFrom(input),
    ]);
  }

  partial(input: PhysicalPlan, tasks: number): AggregateNode {
    const columns = this.#results.map((column, i) => ({ ...column, id: this.#partialIds[i] ?? -1 }));
    return this.#node('partial', input, tasks, this.#plan.keys, this.#calls(), [...this.#keyColumns(input, this.#plan.keys), ...columns]);
  }

  final(input: PhysicalPlan, tasks: number): AggregateNode {
    const keys = this.#plan.keys.map((key, i) => columnRef({ id: this.#plan.columns[i]?.id ?? -1, type: key.type }));
    const calls = this.#results.map((column, i): PhysicalAggregate => {
      const fn = this.#aggregates[i] === undefined ? 'any' : functionOf(this.#aggregates[i].call);
      const arg = columnRef({ id: this.#partialIds[i] ?? -1, type: column.type });
      return { fn: combiningFunction(fn), arg, filter: null };
    });
    return this.#node('final', input, tasks, keys, calls, [...this.#keyColumns(input, keys), ...this.#resultsFrom(input)]);
  }

  /** Dictionary codes have become text where rows came by an exchange. */
  #resultsFrom(input: PhysicalPlan): readonly ColumnInfo[] {
    const coded = input.columns.some(({ phys }) => phys === 'dict');
    return coded ? this.#results : this.#results.map(asText);
  }

  #calls(): readonly PhysicalAggregate[] {
    return this.#aggregates.map(({ call }) => physicalAggregate(call));
  }

  #keyColumns(input: PhysicalPlan, keys: readonly Expr[]): readonly ColumnInfo[] {
    const lookup = columnsById(input);
    return keys.map((key, i) => {
      const column = this.#plan.columns[i];
      return toColumn(column?.id ?? -1, column?.name ?? '', describeExpr(key, lookup));
    });
  }

  #node(
    phase: AggregateNode['phase'],
    input: PhysicalPlan,
    tasks: number,
    keys: readonly Expr[],
    aggregates: readonly PhysicalAggregate[],
    columns: readonly ColumnInfo[],
  ): AggregateNode {
    const groups = estimateRows(this.#plan).rows;
    const rows = phase === 'partial' ? Math.min(input.estimate.rows, Math.max(1, groups) * tasks) : groups;
    const work = (input.estimate.rows * COST.groupRow * (1 + aggregates.length / 4) + rows * COST.newGroup) / tasks;
    const estimate = { rows, cost: input.estimate.cost + work };
    return { kind: 'aggregate', op: this.#context.nextOp(), columns, estimate, input, keys, aggregates, phase };
  }
}

function asText(column: ColumnInfo): ColumnInfo {
  if (column.phys !== 'dict') return column;
  const { dictionary: _, ...info } = column;
  return { ...info, phys: 'str' };
}

export function physicalAggregate(call: AggregateCall): PhysicalAggregate {
  const [arg = null, second] = call.args;
  return { fn: functionOf(call), arg, ...(second === undefined ? {} : { second }), filter: call.filter };
}

/** What execution calls the aggregate. */
export function functionOf(call: AggregateCall): PhysicalAggregate['fn'] {
  if (call.distinct) throw notSupported(`${call.name}(DISTINCT ...) here`);
  switch (call.name) {
    case 'count':
    case 'sum':
    case 'sum0':
    case 'min':
    case 'max':
    case 'any':
    case 'single':
    case 'bool_and':
    case 'bool_or':
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
    case 'moments':
    case 'merge-moments':
    case 'collect':
      return call.name;
    case 'any_value':
      return 'any';
    case 'every':
      return 'bool_and';
    default:
      throw notSupported(`aggregate function ${call.name}`);
  }
}
