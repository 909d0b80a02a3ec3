/**
 * Plans of the last queries. The optimizer is pure: the same bound plan over the same tables, with the same workers and settings,
 * gives the same stages, so that a query that is run again is not optimized again. Tables are compared as objects: a commit makes
 * a new one, with new statistics.
 *
 * A plan that depends on the time or on names in the catalog (`'today'::date`, `'t'::regclass`) is not kept: optimizing it has asked
 * the session for them.
 */
import type { TableDef } from '../catalog/table-def.js';
import { LIMITS } from '../common/limits.js';
import { type OptimizedPlan, type OptimizerContext, optimize } from '../optimizer/optimize.js';
import type { LogicalPlan } from '../plan/logical.js';
import { toJson } from '../plan/serialize.js';
import { DEFAULT_SESSION, type SessionSettings } from '../types/session-settings.js';

export class RememberedPlans {
  readonly #tables = new WeakMap<TableDef, number>();
  /** Least recently used first. */
  readonly #plans = new Map<string, OptimizedPlan>();
  #lastTable = 0;

  optimize(plan: LogicalPlan, context: OptimizerContext): OptimizedPlan {
    const key = this.#key(plan, context);
    if (key.length > LIMITS.rememberedPlanChars) return optimize(plan, context);
    const known = this.#plans.get(key);
    const session = watched(context.session ?? DEFAULT_SESSION);
    const optimized = known ?? optimize(plan, { ...context, session: session.settings });
    if (session.asked()) return optimized;
    this.#plans.delete(key);
    this.#plans.set(key, optimized);
    const [oldest] = this.#plans.keys();
    if (this.#plans.size > LIMITS.rememberedPlans && oldest !== undefined) this.#plans.delete(oldest);
    return optimized;
  }

  #key(plan: LogicalPlan, { workers, settings, session }: OptimizerContext): string {
    const { timeZone, dateOutput, dateOrder, intervalStyle } = session ?? DEFAULT_SESSION;
    const rest = [[...settings.disabledRules], settings.numerics ?? '', settings.localRows ?? 0];
    return toJson([plan, workers, rest, timeZone, dateOutput, dateOrder, intervalStyle], (value) =>
      isTable(value) ? this.#tableNumber(value) : value,
    );
  }

  #tableNumber(table: TableDef): number {
    let number = this.#tables.get(table);
    if (number === undefined) {
      this.#lastTable += 1;
      number = this.#lastTable;
      this.#tables.set(table, number);
    }
    return number;
  }
}

function isTable(value: object): value is TableDef {
  return 'placement' in value && 'stats' in value && 'distribution' in value;
}

/** Settings that tell whether anybody has asked for what changes from statement to statement. */
function watched(settings: SessionSettings): { readonly settings: SessionSettings; readonly asked: () => boolean } {
  let asked = false;
  const ask = <T>(value: T): T => {
    asked = true;
    return value;
  };
  const { nameOfOid, oidOfName, sessionRows, statementMicros } = settings;
  return {
    asked: () => asked,
    settings: {
      ...settings,
      get nowMicros() {
        return ask(settings.nowMicros);
      },
      get statementMicros() {
        return ask(statementMicros ?? settings.nowMicros);
      },
      ...(nameOfOid === undefined ? {} : { nameOfOid: (kind, oid) => ask(nameOfOid(kind, oid)) }),
      ...(oidOfName === undefined ? {} : { oidOfName: (kind, text) => ask(oidOfName(kind, text)) }),
      ...(sessionRows === undefined ? {} : { sessionRows: (relation) => ask(sessionRows(relation)) }),
    },
  };
}
