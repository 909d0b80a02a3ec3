/**
 * Cuts a physical plan at its exchanges into stages: producers before consumers, the root last. A stage runs on the workers that
 * its leaves bind it to: those that hold the buckets of its scans and those that a hash exchange is addressed to; a stage
 * without such leaves is one task on one worker.
 */

import type { TableDef } from '../catalog/table-def.js';
import { assert, known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { Expr } from '../plan/expr.js';
import type { ExchangeNode, ExchangeSourceNode, PhysicalPlan, Stage, StageOutput, StagePlan } from '../plan/physical.js';
import { physicalWindowExpressions } from '../plan/window.js';
import { workersIn } from './physical/distribution.js';
import { exchangedColumns } from './physical/physical-context.js';

export interface FragmentContext {
  readonly workers: readonly string[];
  /** Tables that the plan scans, by id. */
  readonly tables: ReadonlyMap<number, TableDef>;
  readonly small: boolean;
}

/** Operators count from 1. */
const ROOT = 0;

interface Cut {
  readonly id: number;
  readonly exchange: ExchangeNode;
}

export function fragment(root: PhysicalPlan, context: FragmentContext): StagePlan {
  const stages: Stage[] = [];
  addStage(root, ROOT, { kind: 'gather' }, { workers: ['client'], reader: null, placement: null }, stages, context);
  // Ids in the order of the array: producers first.
  const order = new Map(stages.map((stage, i) => [stage.id, i]));
  const numbered = stages.map(
    (stage): Stage => ({
      ...stage,
      id: known(order.get(stage.id), 'stage'),
      consumer: stage.consumer === null ? null : known(order.get(stage.consumer), 'consumer'),
      root: renumber(stage.root, order),
    }),
  );
  return { stages: numbered, columns: exchangedColumns(root.columns) };
}

interface Reader {
  /** The reading stage's workers. */
  readonly workers: readonly string[];
  readonly reader: number | null;
  readonly placement: readonly string[] | null;
}

/** Appends the stages under `root`, then root's own. */
function addStage(root: PhysicalPlan, id: number, output: StageOutput, to: Reader, stages: Stage[], context: FragmentContext): void {
  const cuts: Cut[] = [];
  // The exchange's operator id names the stage until all are there; ids from 0 follow the order of the array.
  const body = cutAtExchanges(root, cuts);
  const { workers, reason } = placeStage(body, cuts, stages.length, context);
  for (const cut of cuts) {
    const reader: Reader = { workers, reader: id, placement: cut.exchange.placement };
    addStage(cut.exchange.input, cut.id, cut.exchange.output, reader, stages, context);
  }
  const bucketMap = output.kind === 'hash' ? bucketPartitions(known(to.placement, 'placement of a hash exchange'), to.workers) : null;
  stages.push({
    id,
    root: body,
    output,
    columns: exchangedColumns(root.columns),
    workers,
    consumer: to.reader,
    bucketMap,
    partitions: output.kind === 'gather' ? 1 : to.workers.length,
    write: null,
    placementReason: reason,
  });
}

function bucketPartitions(placement: readonly string[], workers: readonly string[]): readonly number[] {
  assert(placement.length === LIMITS.buckets, 'a placement has a worker for every bucket');
  return placement.map((worker) => {
    const partition = workers.indexOf(worker);
    assert(partition >= 0, `worker ${worker} of a placement reads the exchange`);
    return partition;
  });
}

/** Replaces exchanges by sources with provisional stage ids. */
function cutAtExchanges(plan: PhysicalPlan, cuts: Cut[]): PhysicalPlan {
  if (plan.kind === 'exchange') {
    cuts.push({ id: plan.op, exchange: plan });
    const source: ExchangeSourceNode = {
      kind: 'exchange-source',
      op: plan.op,
      columns: plan.columns,
      estimate: plan.estimate,
      stage: plan.op,
    };
    return source;
  }
  return mapPhysicalInputs(plan, (input) => cutAtExchanges(input, cuts));
}

function renumber(plan: PhysicalPlan, ids: ReadonlyMap<number, number>): PhysicalPlan {
  if (plan.kind === 'exchange-source') return { ...plan, stage: ids.get(plan.stage) ?? plan.stage };
  return mapPhysicalInputs(plan, (input) => renumber(input, ids));
}

export function physicalInputs(plan: PhysicalPlan): readonly PhysicalPlan[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'series':
    case 'exchange-source':
      return [];
    case 'table-function':
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'row-id':
    case 'window':
    case 'exchange':
      return [plan.input];
    case 'hash-join':
    case 'nested-loop-join':
      return [plan.probe, plan.build];
    case 'union-all':
      return plan.inputs;
  }
}

/** The expressions of the node itself. */
export function physicalExpressions(plan: PhysicalPlan): readonly Expr[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'exchange-source':
    case 'limit':
    case 'row-id':
    case 'union-all':
    case 'series':
      return [];
    case 'table-function':
      return plan.functions.flatMap(({ args }) => args);
    case 'filter':
      return [plan.predicate];
    case 'project':
      return plan.exprs;
    case 'sort':
      return plan.keys.map((key) => key.expr);
    case 'aggregate':
      return [
        ...plan.keys,
        ...plan.aggregates.flatMap(({ arg, second = null, filter }) => [arg, second, filter].filter((expr) => expr !== null)),
      ];
    case 'hash-join':
      return [...plan.buildKeys, ...plan.probeKeys, ...(plan.residual === null ? [] : [plan.residual])];
    case 'nested-loop-join':
      return plan.condition === null ? [] : [plan.condition];
    case 'window':
      return [...plan.partition, ...plan.order.map((key) => key.expr), ...plan.functions.flatMap(physicalWindowExpressions)];
    case 'exchange':
      return plan.output.kind === 'hash' ? plan.output.keys : [];
  }
}

export function mapPhysicalInputs(plan: PhysicalPlan, f: (input: PhysicalPlan) => PhysicalPlan): PhysicalPlan {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'series':
    case 'exchange-source':
      return plan;
    case 'table-function':
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'row-id':
    case 'window':
    case 'exchange':
      return { ...plan, input: f(plan.input) };
    case 'hash-join':
    case 'nested-loop-join':
      return { ...plan, probe: f(plan.probe), build: f(plan.build) };
    case 'union-all':
      return { ...plan, inputs: plan.inputs.map(f) };
  }
}

/** The workers of a stage, in the order of the live ones, and why those. */
function placeStage(
  body: PhysicalPlan,
  cuts: readonly Cut[],
  index: number,
  context: FragmentContext,
): { readonly workers: readonly string[]; readonly reason: string } {
  const bound = new Set<string>();
  const addressed = new Set<string>();
  let holders: readonly string[] | null = null;
  const visit = (plan: PhysicalPlan): void => {
    physicalInputs(plan).forEach(visit);
    if (plan.kind === 'series' && plan.share === 'split') for (const worker of plan.workers) bound.add(worker);
    if (plan.kind !== 'scan') return;
    const table = known(context.tables.get(plan.tableId), `table ${plan.tableName}`);
    const workers = plan.worker === undefined ? workersIn(table.placement) : [plan.worker];
    if (plan.share === 'copy') holders = holders === null ? workers : holders.filter((worker) => workers.includes(worker));
    else for (const worker of workers) bound.add(worker);
  };
  visit(body);
  const gathers = cuts.some(({ exchange }) => exchange.output.kind === 'gather');
  for (const { exchange } of cuts) for (const worker of exchange.placement ?? []) addressed.add(worker);
  const all = new Set([...bound, ...addressed]);
  if (all.size > 0) {
    assert(!gathers || all.size === 1, 'a stage that gathers is one task');
    const workers = ordered(all, context.workers);
    if (workers.length === 1)
      return { workers, reason: bound.size > 0 ? 'one task: one worker holds the rows' : 'one task: addressed by the exchange' };
    const everywhere = workers.length >= context.workers.length ? 'all workers' : `${workers.length} workers`;
    return {
      workers,
      reason: bound.size > 0 ? `${everywhere}: hold the buckets of the scan` : `${everywhere}: partitions of the exchange`,
    };
  }
  const candidates = holders ?? context.workers;
  const live = (candidates as readonly string[]).filter((worker) => context.workers.includes(worker));
  const from = live.length > 0 ? live : (candidates as readonly string[]);
  const worker = from[index % Math.max(1, from.length)];
  const rows = Math.round(body.estimate.rows);
  const reason =
    holders !== null
      ? 'one task: every worker has a copy'
      : context.small
        ? `one task: small (estimated ${rows} ${rows === 1 ? 'row' : 'rows'})`
        : gathers
          ? 'one task: gathers'
          : 'one task: constants';
  return { workers: worker === undefined ? [] : [worker], reason };
}

function ordered(set: ReadonlySet<string>, live: readonly string[]): readonly string[] {
  const known = live.filter((worker) => set.has(worker));
  return [...known, ...[...set].filter((worker) => !live.includes(worker)).sort()];
}
