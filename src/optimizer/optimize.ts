/** The way from a bound logical plan to stages: rules → join order → physical plan → fragments. Pure. */
import { notSupported } from '../common/errors.js';
import type { TableDef } from '../catalog/table-def.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { OptimizedPlan, OptimizerContext } from './context.js';

export type { OptimizedPlan, OptimizerContext, OptimizerSettings, RuleTrace } from './context.js';

/** Plans a query whose rows go to the client: the last stage gathers them. */
export function optimize(_plan: LogicalPlan, _context: OptimizerContext): OptimizedPlan {
  throw notSupported('planning');
}

/**
 * Plans rows that go into `table`, whose columns the plan's columns are, in order and type. Each task of the last stage has
 * exactly the rows of the buckets its worker holds (replicated: all rows); the conductor sets its `write`.
 */
export function planWrite(_plan: LogicalPlan, _table: TableDef, _context: OptimizerContext): OptimizedPlan {
  throw notSupported('planning');
}
