/** What the optimizer is given and what it gives back besides the plan. */
import type { ColumnId } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { PhysicalPlan, StagePlan } from '../plan/physical.js';
import type { SessionSettings } from '../types/session-settings.js';

export interface OptimizerSettings {
  /** Names of rules that are switched off (`SET conduct.disabled_rules`). Rules that correctness needs stay on. */
  readonly disabledRules: ReadonlySet<string>;
  /** `wide`: numerics of any length, also where they may be short. */
  readonly numerics?: 'wide';
  /** Rows of all tables together up to which a plan may run on the conductor; 0 or absent: it may not. */
  readonly localRows?: number;
}

export interface OptimizerContext {
  /** Ids of the live workers. 57P03 when there is none, unless the conductor can run the plan. */
  readonly workers: readonly string[];
  readonly settings: OptimizerSettings;
  /** What literals are read and printed by; absent: the defaults. */
  readonly session?: SessionSettings;
  /** A column id that the statement does not use yet (the binder's counter goes on). */
  nextColumnId(): ColumnId;
  /** Milliseconds of a monotonic clock, for the trace only. Without it every rule took 0 ms. */
  readonly now?: () => number;
}

/** What became of one rule, for EXPLAIN (VERBOSE). */
export interface RuleTrace {
  readonly rule: string;
  readonly fired: number;
  readonly ms: number;
  /** Why it did not fire where it might have, in the order found; a bounded number. `disabled` when switched off. */
  readonly reasons: readonly string[];
}

export interface OptimizedPlan {
  /** What the scheduler runs. */
  readonly stages: StagePlan;
  /** The same before it was cut at its exchanges. */
  readonly physical: PhysicalPlan;
  /** After the logical rules. */
  readonly logical: LogicalPlan;
  readonly trace: readonly RuleTrace[];
  /** Numerics may have any length. */
  readonly wide: boolean;
  /** Its one stage runs on the conductor. */
  readonly local: boolean;
  /** It can run nowhere else. */
  readonly conductorOnly?: boolean;
}
