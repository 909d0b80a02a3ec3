/**
 * From a logical plan without subqueries to a physical one with exchanges, bottom-up; the columns that readers need are
 * passed down, so that each node carries no others.
 */
import { unreachable } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { ColumnInfo, ValueInfo, ValueRange } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { Column, FilterPlan, LogicalPlan, ProjectPlan, RowIdPlan, SetPlan, ValuesPlan } from '../../plan/logical.js';
import { describeExpr, describeType, unionRanges } from '../../plan/phys-type.js';
import type { PhysicalPlan, RowIdNode, UnionAllNode, ValuesNode } from '../../plan/physical.js';
import { columnsOf } from '../columns.js';
import type { OptimizerContext } from '../context.js';
import type { RuleDriver } from '../driver.js';
import { columnRef, conjuncts, idSet } from '../expressions.js';
import { inputsOf } from '../plans.js';
import { estimateRows, rowBytes } from '../statistics/estimate-rows.js';
import { isPartitioned, renameDistribution, taskCount, workersOf } from './distribution.js';
import { type CommonForm, toForm, unionForm } from './join-keys.js';
import type { PhysicalContext, Planned, Reader } from './physical-context.js';
import { arrangeColumns, columnsById, exchangeNode, filterNode, projectNode, toColumn, toSingle } from './physical-context.js';
import { planAggregate } from './plan-aggregate.js';
import { planJoin } from './plan-join.js';
import { planScan } from './plan-scan.js';
import { planLimit, planSort } from './plan-sort.js';
import { planTableFunction } from './plan-table-function.js';
import { planWindow } from './plan-window.js';

/** Rows of an intermediate result above which a statement isn't small, however small its tables are. */
const SMALL_RESULT_ROWS = 1_000_000;

/** `local`: everything is on the conductor, and so is every table. */
export function makePhysicalContext(plan: LogicalPlan, context: OptimizerContext, driver: RuleDriver, local = false): PhysicalContext {
  let lastOp = 0;
  const physical: PhysicalContext = {
    workers: context.workers,
    placement: local ? [] : commonPlacement(plan, context.workers),
    small: local || isSmall(plan),
    local,
    allows: (step) => driver.allows(step),
    step: (step, fired) => driver.note(step, fired),
    nextOp: () => ++lastOp,
    nextColumnId: () => context.nextColumnId(),
    build: (node, required, reader = 'other') => build(node, required, reader, physical),
  };
  return physical;
}

/** The statement's plan, its columns in the order of the result. */
export function wholePlan(plan: LogicalPlan, context: PhysicalContext): Planned {
  return arrangeColumns(
    context.build(plan, idSet(plan.columns)),
    plan.columns.map((column) => column.id),
    context,
  );
}

/** Exchanges use the placement of the largest hashed table whose workers all live, so that they can meet it; else all workers in turn. */
function commonPlacement(plan: LogicalPlan, workers: readonly string[]): readonly string[] {
  let best: { rows: number; placement: readonly string[] } | null = null;
  const visit = (node: LogicalPlan): void => {
    inputsOf(node).forEach(visit);
    if (node.kind !== 'get' || node.table.distribution.kind !== 'hash') return;
    const { placement, stats } = node.table;
    const holders = new Set(placement);
    // A table that lies on fewer workers than there are would leave the others without work.
    if (placement.length !== LIMITS.buckets || holders.size < workers.length || ![...holders].every((worker) => workers.includes(worker)))
      return;
    if (best === null || stats.rows > best.rows) best = { rows: stats.rows, placement };
  };
  visit(plan);
  const found = best as { placement: readonly string[] } | null;
  return found?.placement ?? Array.from({ length: LIMITS.buckets }, (_bucket, i) => workers[i % Math.max(1, workers.length)] ?? '');
}

function isSmall(plan: LogicalPlan): boolean {
  let rows = 0;
  let bytes = 0;
  let exploding = false;
  const visit = (node: LogicalPlan): void => {
    inputsOf(node).forEach(visit);
    const estimate = estimateRows(node);
    if (estimate.rows > SMALL_RESULT_ROWS) exploding = true;
    if (node.kind === 'table-function') rows += estimate.rows;
    if (node.kind !== 'get') return;
    rows += node.table.stats.rows;
    bytes += node.table.stats.rows * rowBytes(node.columns, estimate);
  };
  visit(plan);
  return !exploding && rows <= LIMITS.smallPlanRows && bytes <= LIMITS.smallPlanBytes;
}

function build(plan: LogicalPlan, required: ReadonlySet<ColumnId>, reader: Reader, context: PhysicalContext): Planned {
  switch (plan.kind) {
    case 'get':
      return planScan(plan, required, [], context);
    case 'values':
      return planValues(plan, required, context);
    case 'filter':
      return planFilter(plan, required, reader, context);
    case 'project':
      return planProject(plan, required, reader, context);
    case 'join':
      return planJoin(plan, required, context, reader);
    case 'aggregate':
      return planAggregate(plan, required, context, { reader });
    case 'sort':
      return planSort(plan, required, context);
    case 'limit':
      return planLimit(plan, required, context);
    case 'set':
      return planUnionAll(plan, required, context);
    case 'row-id':
      return planRowId(plan, required, context);
    case 'window':
      return planWindow(plan, required, context);
    case 'table-function':
      return planTableFunction(plan, required, context);
    case 'recursive':
    case 'working-table':
      throw notSupported('WITH RECURSIVE here');
    case 'apply':
      throw notSupported('this correlated subquery');
    case 'distinct':
      throw notSupported('DISTINCT here');
  }
  return unreachable(plan);
}

function planValues(plan: ValuesPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const kept = plan.columns.map((column, i) => ({ column, i })).filter(({ column }) => required.has(column.id));
  const node: ValuesNode = {
    kind: 'values',
    op: context.nextOp(),
    columns: kept.map(({ column, i }) => valuesColumn(column, i, plan)),
    estimate: { rows: plan.rows.length, cost: plan.rows.length * 0.01 },
    rows: plan.rows.map((row) => kept.map(({ i }) => row[i] ?? null)),
  };
  return { node, distribution: { kind: 'replicated', holders: null } };
}

/** Numerics are fixed when all values have one display scale. */
function valuesColumn(column: Column, at: number, plan: ValuesPlan): ColumnInfo {
  const nullable = plan.rows.some((row) => (row[at] ?? null) === null);
  const base = describeType(column.type, nullable);
  const values = plan.rows.map((row) => row[at] ?? null).filter((value) => value !== null);
  const infos = values.map((value) => describeExpr({ kind: 'literal', type: column.type, value }, () => base));
  const [first] = infos;
  if (base.phys !== 'num' || first === undefined) return toColumn(column.id, column.name, base);
  if (!infos.every((info) => info.phys !== 'num' && info.scale === first.scale)) return toColumn(column.id, column.name, base);
  const wide = infos.some((info) => info.phys === 'i128');
  return toColumn(column.id, column.name, {
    ...first,
    phys: wide ? 'i128' : 'i64',
    type: column.type,
    nullable,
    range: mergeRanges(infos),
  });
}

function mergeRanges(infos: readonly ValueInfo[]): ValueRange | null {
  return infos.length === 0 ? null : infos.map((info) => info.range).reduce(unionRanges);
}

function planFilter(plan: FilterPlan, required: ReadonlySet<ColumnId>, reader: Reader, context: PhysicalContext): Planned {
  const needed = union(required, columnsOf(plan.predicate));
  const parts = conjuncts(plan.predicate);
  const input = plan.input.kind === 'get' ? planScan(plan.input, needed, parts, context) : build(plan.input, needed, reader, context);
  const node = filterNode(input.node, parts, estimateRows(plan).rows, required, context, taskCount(input.distribution));
  return { ...input, node };
}

function planProject(plan: ProjectPlan, required: ReadonlySet<ColumnId>, reader: Reader, context: PhysicalContext): Planned {
  const seen = new Set<ColumnId>();
  const kept = plan.columns.flatMap((column, i) => {
    const expr = plan.exprs[i];
    if (expr === undefined || !required.has(column.id) || seen.has(column.id)) return [];
    seen.add(column.id);
    return [{ column, expr }];
  });
  const needed = new Set<ColumnId>();
  for (const { expr } of kept) for (const id of columnsOf(expr)) needed.add(id);
  const input = build(plan.input, needed, reader, context);
  const distribution = renameDistribution(input.distribution, (id) =>
    kept.flatMap(({ column, expr }) => (expr.kind === 'column' && expr.id === id ? [column.id] : [])),
  );
  if (kept.every(({ column, expr }) => expr.kind === 'column' && expr.id === column.id) && input.node.columns.length === kept.length) {
    return { node: input.node, distribution };
  }
  const lookup = columnsById(input.node);
  const columns = kept.map(({ column, expr }) => toColumn(column.id, column.name, describeExpr(expr, lookup)));
  const exprs = kept.map(({ expr }) => expr);
  return { node: projectNode(input.node, columns, exprs, context, taskCount(input.distribution)), distribution };
}

function planRowId(plan: RowIdPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  const input = build(plan.input, required, 'other', context);
  const column = plan.columns.at(-1);
  if (column === undefined || !required.has(column.id)) return input;
  const node: RowIdNode = {
    kind: 'row-id',
    op: context.nextOp(),
    columns: [...input.node.columns, toColumn(column.id, column.name, describeType(column.type, false))],
    estimate: input.node.estimate,
    input: input.node,
  };
  return { ...input, node };
}

/** UNION ALL; its columns by position are brought to one physical form each. */
function planUnionAll(plan: SetPlan, required: ReadonlySet<ColumnId>, context: PhysicalContext): Planned {
  if (plan.op !== 'union' || !plan.all) throw notSupported(`${plan.op.toUpperCase()} here`);
  const kept = plan.columns.map((column, i) => ({ column, i })).filter(({ column }) => required.has(column.id));
  const sides = unionInputs(plan).map((input) => {
    const ids = kept.map(({ i }) => input.columns[i]?.id ?? -1);
    return { logical: input, planned: build(input, new Set(ids), 'other', context), ids };
  });
  const single = context.small || sides.every(({ planned }) => !isPartitioned(planned.distribution));
  const moved = sides.map(({ planned, logical, ids }) => {
    const bytes = rowBytes(planned.node.columns, estimateRows(logical));
    if (single) return { planned: singleAnywhere(planned, bytes, context), ids };
    if (isPartitioned(planned.distribution)) return { planned, ids };
    const options = { placement: context.workers, consumers: context.workers.length, bytesPerRow: bytes };
    const node = exchangeNode(planned, { kind: 'round-robin' }, options, context);
    return { planned: { node, distribution: { kind: 'spread' as const, workers: context.workers } }, ids };
  });
  const forms = kept.map((_entry, k) => unionForm(moved.map(({ planned, ids }) => columnsById(planned.node)(ids[k] ?? -1))));
  const inputs = moved.map(({ planned, ids }) => alignUnionInput(planned.node, ids, forms, kept, context));
  const columns = kept.map(({ column }, k): ColumnInfo => {
    const infos = inputs.map((input) => input.columns[k]).filter((info) => info !== undefined);
    return toColumn(column.id, column.name, unionInfo(infos, column));
  });
  const cost = inputs.reduce((sum, input) => sum + input.estimate.cost, 0);
  const node: UnionAllNode = {
    kind: 'union-all',
    op: context.nextOp(),
    columns,
    estimate: { rows: estimateRows(plan).rows, cost },
    inputs,
  };
  if (single) {
    const worker =
      moved.map(({ planned }) => (planned.distribution.kind === 'single' ? planned.distribution.worker : null)).find((w) => w !== null) ??
      null;
    return { node, distribution: { kind: 'single', worker } };
  }
  return { node, distribution: { kind: 'spread', workers: [...new Set(moved.flatMap(({ planned }) => workersOf(planned.distribution)))] } };
}

/** In one task that may run on any worker: a plan that is bound to one is gathered from it, so that all can meet. */
function singleAnywhere(planned: Planned, bytes: number, context: PhysicalContext): Planned {
  const single = toSingle(planned, bytes, context);
  if (single.distribution.kind !== 'single' || single.distribution.worker === null || context.workers.length === 1) return single;
  const node = exchangeNode(single, { kind: 'gather' }, { placement: null, consumers: 1, bytesPerRow: bytes }, context);
  return { node, distribution: { kind: 'single', worker: null } };
}

/** The branches of nested UNION ALLs, columns by position. */
function unionInputs(plan: SetPlan): readonly LogicalPlan[] {
  const flat = (input: LogicalPlan): readonly LogicalPlan[] =>
    input.kind === 'set' && input.op === 'union' && input.all ? [...flat(input.left), ...flat(input.right)] : [input];
  return [...flat(plan.left), ...flat(plan.right)];
}

function alignUnionInput(
  node: PhysicalPlan,
  ids: readonly ColumnId[],
  forms: readonly CommonForm[],
  kept: readonly { readonly column: Column }[],
  context: PhysicalContext,
): PhysicalPlan {
  const inPlace = node.columns.length === ids.length && node.columns.every((column, i) => column.id === ids[i]);
  if (inPlace && forms.every((form) => form === null)) return node;
  const lookup = columnsById(node);
  const exprs = ids.map((id, k): Expr => toForm(columnRef({ id, type: lookup(id).type }), lookup(id), forms[k] ?? null));
  const columns = exprs.map((expr, k) => toColumn(context.nextColumnId(), kept[k]?.column.name ?? '', describeExpr(expr, lookup)));
  return projectNode(node, columns, exprs, context);
}

function unionInfo(infos: readonly ColumnInfo[], column: Column): ValueInfo {
  const [first] = infos;
  if (first === undefined) return describeType(column.type);
  const { id: _id, name: _name, ...rest } = first;
  return { ...rest, type: column.type, nullable: infos.some((info) => info.nullable), range: mergeRanges(infos) };
}

function union(a: ReadonlySet<ColumnId>, b: ReadonlySet<ColumnId>): ReadonlySet<ColumnId> {
  return new Set([...a, ...b]);
}
