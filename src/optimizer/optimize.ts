/** The way from a bound logical plan to stages: rules → join order → physical plan → fragments. Pure. */
import type { TableDef } from '../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { LogicalPlan } from '../plan/logical.js';
import { DEFAULT_SESSION, withSession } from '../types/session-settings.js';
import type { OptimizedPlan, OptimizerContext } from './context.js';
import { RuleDriver } from './driver.js';
import { columnRef } from './expressions.js';
import { fragment } from './fragment.js';
import { PHASES } from './phases.js';
import { samePlacement, taskCount, workersIn } from './physical/distribution.js';
import type { PhysicalContext, Planned } from './physical/physical-context.js';
import { exchangeNode, toHash } from './physical/physical-context.js';
import { planLocally } from './physical/plan-local.js';
import { makePhysicalContext, wholePlan } from './physical/plan-physical.js';
import { inputsOf } from './plans.js';
import { SHARE_STAGES, shareStages } from './share-stages.js';
import { estimateRows, rowBytes } from './statistics/estimate-rows.js';
import { needsWideNumerics, widenNumerics } from './wide-numerics.js';

export type { OptimizedPlan, OptimizerContext, OptimizerSettings, RuleTrace } from './context.js';

/** Plans a query whose rows go to the client: the last stage gathers them. */
export function optimize(plan: LogicalPlan, context: OptimizerContext): OptimizedPlan {
  return plans(plan, context, null);
}

/** Plans rows that are written into files by the tasks which have them, or by one worker alone; the conductor says where. */
export function planFiles(plan: LogicalPlan, worker: string | null, context: OptimizerContext): OptimizedPlan {
  return plans(plan, context, (planned, physical, logical) =>
    worker === null ? planned : distributeTo([worker], planned, physical, rowBytes(planned.node.columns, estimateRows(logical))),
  );
}

/**
 * Plans rows that go into `table`, whose columns the plan's columns are, in order and type. Each task of the last stage has
 * exactly the rows of the buckets its worker holds (replicated: all rows); the conductor sets its `write`.
 */
export function planWrite(plan: LogicalPlan, table: TableDef, context: OptimizerContext): OptimizedPlan {
  return plans(plan, context, (planned, physical, logical) => distributeFor(table, planned, physical, logical));
}

/** Brings the rows to where they are wanted; null: to the client. */
type Deliver = ((planned: Planned, physical: PhysicalContext, logical: LogicalPlan) => Planned) | null;

function plans(plan: LogicalPlan, context: OptimizerContext, deliver: Deliver): OptimizedPlan {
  return withSession(context.session ?? DEFAULT_SESSION, () => plansInSession(plan, context, deliver));
}

function plansInSession(plan: LogicalPlan, context: OptimizerContext, deliver: Deliver): OptimizedPlan {
  const driver = new RuleDriver(context);
  const ruled = driver.run(plan, PHASES);
  const wide = context.settings.numerics === 'wide' || needsWideNumerics(ruled);
  const logical = wide ? widenNumerics(ruled, context) : ruled;
  const here = deliver === null ? planLocally(logical, context, driver) : null;
  if (here !== null)
    return { stages: here.stages, physical: here.node, logical, trace: driver.trace, wide, local: true, conductorOnly: here.must };
  if (context.workers.length === 0) throw noWorkers();
  const physical = makePhysicalContext(logical, context, driver);
  const built = wholePlan(logical, physical);
  const { node } = deliver?.(built, physical, logical) ?? built;
  const cut = fragment(node, { workers: context.workers, tables: tablesOf(logical), small: physical.small });
  const { plan: stages } = driver.step(SHARE_STAGES, { plan: cut, fired: 0 }, () => shareStages(cut));
  return { stages, physical: node, logical, trace: driver.trace, wide, local: false };
}

function noWorkers(): ConductError {
  return new ConductError(SQLSTATE.cannotConnectNow, 'no worker is there', {
    hint: 'Start one with `conduct worker --join HOST:PORT`, or wait until those that restart are back.',
  });
}

function distributeFor(table: TableDef, planned: Planned, context: PhysicalContext, logical: LogicalPlan): Planned {
  const workers = workersIn(table.placement);
  const bytesPerRow = rowBytes(planned.node.columns, estimateRows(logical));
  const { distribution } = table;
  switch (distribution.kind) {
    case 'hash': {
      const keys = distribution.ordinals.map((ordinal) => planned.node.columns[ordinal]).filter((column) => column !== undefined);
      const there = planned.distribution;
      const inPlace =
        there.kind === 'hash' &&
        samePlacement(there.placement, table.placement) &&
        there.keys.length === keys.length &&
        keys.every((key, i) => there.keys[i]?.has(key.id) === true);
      if (inPlace) return planned;
      return { node: toHash(planned, keys.map(columnRef), table.placement, bytesPerRow, context), distribution: planned.distribution };
    }
    case 'random':
      return distributeTo(workers, planned, context, bytesPerRow);
    case 'replicated':
      return distributeTo(workers, planned, context, bytesPerRow, 'broadcast');
  }
}

/** Each worker gets its share of the rows, or all of them. */
function distributeTo(
  workers: readonly string[],
  planned: Planned,
  context: PhysicalContext,
  bytesPerRow: number,
  kind: 'round-robin' | 'broadcast' = 'round-robin',
): Planned {
  const consumers = workers.length * taskCount(planned.distribution);
  const node = exchangeNode(planned, { kind }, { placement: workers, consumers, bytesPerRow }, context);
  return { node, distribution: { kind: 'spread', workers } };
}

function tablesOf(plan: LogicalPlan): ReadonlyMap<number, TableDef> {
  const tables = new Map<number, TableDef>();
  const visit = (node: LogicalPlan): void => {
    if (node.kind === 'get') tables.set(node.table.id, node.table);
    inputsOf(node).forEach(visit);
  };
  visit(plan);
  return tables;
}
