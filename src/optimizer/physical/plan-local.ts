/**
 * The choice to run a whole statement on the conductor: its tables are so small that the conductor keeps their rows, and so little is done
 * with them that its interpreter is through before tasks on workers would have started. The plan is the same physical plan without
 * exchanges. What is estimated too low is found out while it runs, and goes to the workers then.
 */
import { notSupported } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { FunctionEntry } from '../../functions/function-entry.js';
import { REGEXP_FUNCTIONS, REGEXP_SET_FUNCTIONS } from '../../functions/regexp.js';
import { functionOf } from '../../functions/registry.js';
import type { Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { PhysicalPlan, StagePlan } from '../../plan/physical.js';
import { rankNames } from '../../plan/window.js';
import type { SqlType } from '../../types/sql-type.js';
import type { OptimizerContext } from '../context.js';
import type { RuleDriver } from '../driver.js';
import { someExpr } from '../expressions.js';
import { physicalInputs } from '../fragment.js';
import { needsConductor } from '../needs-conductor.js';
import { expressionsOf, inputsOf } from '../plans.js';
import { exchangedColumns } from './physical-context.js';
import { makePhysicalContext, wholePlan } from './plan-physical.js';

/** Name and off switch of the choice. */
const RUN_ON_CONDUCTOR = 'run-on-conductor';
/** Stands for the conductor where EXPLAIN names workers. */
export const CONDUCTOR = 'conductor';

const PATTERN_FUNCTIONS: ReadonlySet<FunctionEntry> = new Set(REGEXP_FUNCTIONS);
/** Some of them are those of other functions, too. */
const PATTERN_NAMES: ReadonlySet<string> = new Set([...REGEXP_FUNCTIONS, ...REGEXP_SET_FUNCTIONS].map(({ name }) => name));

export interface LocalPlan {
  readonly node: PhysicalPlan;
  readonly stages: StagePlan;
  /** The workers can't run it. */
  readonly must: boolean;
}

/** null: the workers run it. */
export function planLocally(plan: LogicalPlan, context: OptimizerContext, driver: RuleDriver): LocalPlan | null {
  const { localRows = 0 } = context.settings;
  const must = needsConductor(plan);
  const may = localRows > 0 && readsLittle(plan, localRows) && driver.allows(RUN_ON_CONDUCTOR);
  if (!must && !may) return null;
  const physical = makePhysicalContext(plan, { ...context, workers: [CONDUCTOR] }, driver, true);
  const { node } = wholePlan(plan, physical);
  const work = workOf(node);
  if (must && work === Number.POSITIVE_INFINITY) throw notSupported('functions about the catalog in such a query');
  const fits = must || work <= LIMITS.localWork;
  driver.note(RUN_ON_CONDUCTOR, fits);
  return fits ? { node, stages: oneStage(node), must } : null;
}

function readsLittle(plan: LogicalPlan, localRows: number): boolean {
  let rows = 0;
  let bytes = 0;
  const visit = (node: LogicalPlan): boolean => {
    if (node.kind === 'table-function' && node.functions.some(({ name }) => PATTERN_NAMES.has(name))) return false;
    if (expressionsOf(node).some((expr) => someExpr(expr, runsPattern))) return false;
    if (node.kind === 'get') {
      // Row ids are for changing rows where they are; files have no versions.
      if (node.ordinals.some((ordinal) => ordinal < 0) || node.table.files !== undefined) return false;
      const { stats } = node.table;
      rows += stats.rows;
      // All columns are kept, whichever are asked for.
      bytes += stats.rows * stats.columns.reduce((sum, { meanBytes }) => sum + meanBytes, 0);
    }
    return rows <= localRows && bytes <= LIMITS.localBytes && inputsOf(node).every(visit);
  };
  return visit(plan);
}

/** A regular expression may take seconds over one value, in which the conductor would do nothing else. */
function runsPattern(expr: Expr): boolean {
  if (expr.kind !== 'call' || !PATTERN_NAMES.has(expr.name)) return false;
  const entry = functionOf(expr);
  return entry === undefined || PATTERN_FUNCTIONS.has(entry);
}

/** Rows that pass an operator, over all operators, as estimated. */
function workOf(node: PhysicalPlan): number {
  return ownWork(node) + physicalInputs(node).reduce((sum, input) => sum + workOf(input), 0);
}

function ownWork(node: PhysicalPlan): number {
  switch (node.kind) {
    case 'scan':
    case 'values':
    case 'series':
    case 'table-function':
    case 'row-id':
    case 'union-all':
      return node.estimate.rows;
    case 'filter':
    case 'project':
    case 'limit':
      return node.input.estimate.rows;
    case 'sort':
      return node.input.estimate.rows * Math.log2(2 + node.input.estimate.rows);
    case 'aggregate':
      return isPlain(node.keys) ? node.input.estimate.rows : Number.POSITIVE_INFINITY;
    case 'hash-join':
      return isPlain(node.buildKeys) ? node.build.estimate.rows + node.probe.estimate.rows + node.estimate.rows : Number.POSITIVE_INFINITY;
    case 'nested-loop-join':
      return node.probe.estimate.rows * (1 + node.build.estimate.rows);
    case 'window':
      return rankNames(node.functions) === null ? Number.POSITIVE_INFINITY : node.estimate.rows * Math.log2(2 + node.estimate.rows);
    case 'exchange':
    case 'exchange-source':
      return Number.POSITIVE_INFINITY;
  }
}

/** The interpreter's keys are texts, which of composite values do not say what is equal. */
function isPlain(keys: readonly { readonly type: SqlType }[]): boolean {
  return keys.every(({ type }) =>
    type.kind === 'array' ? hasOneText(type.element) : !['record', 'jsonb', 'range', 'multirange'].includes(type.kind),
  );
}

/** Equal values are written in one way: arrays of them are equal where their texts are. */
function hasOneText(type: SqlType): boolean {
  switch (type.kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'oid':
    case 'text':
    case 'varchar':
    case 'name':
    case 'char1':
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return true;
    default:
      return false;
  }
}

function oneStage(root: PhysicalPlan): StagePlan {
  const columns = exchangedColumns(root.columns);
  const tables = hasScan(root);
  return {
    columns,
    stages: [
      {
        id: 0,
        root,
        output: { kind: 'gather' },
        columns,
        workers: [CONDUCTOR],
        consumer: null,
        bucketMap: null,
        partitions: 1,
        write: null,
        placementReason: tables ? 'on the conductor: small tables' : 'on the conductor: constants',
      },
    ],
  };
}

function hasScan(node: PhysicalPlan): boolean {
  return node.kind === 'scan' || physicalInputs(node).some(hasScan);
}
