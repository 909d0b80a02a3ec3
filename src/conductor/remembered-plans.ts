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

/** The first plan of a text: it gets its key when the text comes again. */
interface First {
  readonly plan: LogicalPlan;
  /** What else it was made from. */
  readonly rest: string;
  readonly optimized: OptimizedPlan;
}

export class RememberedPlans {
  readonly #tables = new WeakMap<TableDef, number>();
  /** Least recently used first. */
  readonly #plans = new Map<string, OptimizedPlan>();
  /** By text, those that came once. */
  readonly #firsts = new Map<string, First>();
  /** Texts that came more than once. */
  readonly #known = new Set<string>();
  #lastTable = 0;

  /** `text`: of the statement. To write down a plan is a good part of making it, and most statements never come again. */
  optimize(plan: LogicalPlan, context: OptimizerContext, text: string): OptimizedPlan {
    if (text.length > LIMITS.rememberedPlanChars) return optimize(plan, context);
    const first = this.#firsts.get(text);
    if (first === undefined && !this.#known.has(text)) {
      const { optimized, lasting } = optimizeOnce(plan, context);
      if (lasting) this.#firsts.set(text, { plan, rest: restOf(context), optimized });
      forgetOldest(this.#firsts);
      return optimized;
    }
    if (first !== undefined) {
      this.#firsts.delete(text);
      this.#known.add(text);
      forgetOldest(this.#known);
      this.#remember(this.#key(first.plan, first.rest), first.optimized);
    }
    const key = this.#key(plan, restOf(context));
    if (key.length > LIMITS.rememberedPlanChars) return optimize(plan, context);
    const known = this.#plans.get(key);
    const { optimized, lasting } = known === undefined ? optimizeOnce(plan, context) : { optimized: known, lasting: true };
    if (lasting) this.#remember(key, optimized);
    return optimized;
  }

  #remember(key: string, optimized: OptimizedPlan): void {
    if (key.length > LIMITS.rememberedPlanChars) return;
    this.#plans.delete(key);
    this.#plans.set(key, optimized);
    forgetOldest(this.#plans);
  }

  #key(plan: LogicalPlan, rest: string): string {
    return `${rest}${toJson(plan, (value) => (isTable(value) ? this.#tableNumber(value) : value))}`;
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

/** Workers, settings, and what of the session values are read and printed by. */
function restOf({ workers, settings, session }: OptimizerContext): string {
  const { timeZone, dateOutput, dateOrder, intervalStyle } = session ?? DEFAULT_SESSION;
  const { disabledRules, numerics, localRows } = settings;
  return JSON.stringify([workers, [...disabledRules], numerics, localRows, timeZone, dateOutput, dateOrder, intervalStyle]);
}

/** Lasting: it does not depend on what changes from statement to statement. */
function optimizeOnce(plan: LogicalPlan, context: OptimizerContext): { readonly optimized: OptimizedPlan; readonly lasting: boolean } {
  const session = watched(context.session ?? DEFAULT_SESSION);
  const optimized = optimize(plan, { ...context, session: session.settings });
  return { optimized, lasting: !session.asked() };
}

function forgetOldest(kept: { readonly size: number; keys(): Iterator<string>; delete(key: string): boolean }): void {
  if (kept.size <= LIMITS.rememberedPlans) return;
  const oldest = kept.keys().next();
  if (oldest.done !== true) kept.delete(oldest.value);
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
