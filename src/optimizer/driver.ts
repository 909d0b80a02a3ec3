/**
 * Runs the rules: walks the plan, times and counts them, honours the switched-off ones, and refuses, by name, a rule
 * that changed what a node gives out (column ids and types in order).
 */
import { assert } from '../common/assert.js';
import type { LogicalPlan } from '../plan/logical.js';
import { sameType } from '../types/sql-type.js';
import type { OptimizerContext, RuleTrace } from './context.js';
import { mapInputs } from './plans.js';
import type { NodeRule, Rule, RuleContext } from './rule.js';

/** Passes over the plan before a phase ends, whatever still fires. */
const MAX_PASSES = 12;
/** Firings at one node in one pass. */
const MAX_FIRINGS = 64;
const MAX_REASONS = 4;

/** Rules that run together: node rules to a fixpoint; a plan rule once. */
export type Phase = readonly NodeRule[] | Rule;

interface Counts {
  fired: number;
  ms: number;
  readonly reasons: string[];
}

/** A rule of the phase that runs, with what is kept of it. */
interface RunningRule {
  readonly rule: NodeRule;
  readonly context: RuleContext;
  readonly entry: Counts;
  /** Its bit in #declined. */
  readonly bit: number;
}

export class RuleDriver {
  readonly #context: OptimizerContext;
  readonly #now: () => number;
  readonly #bits = new Map<NodeRule, number>();
  /** Of each node the rules that left it as it is, as bits. Rules look at the node alone, and nodes never change: they would leave it again. */
  readonly #declined = new Map<LogicalPlan, number>();
  readonly #traces = new Map<string, Counts>();

  constructor(context: OptimizerContext) {
    this.#context = context;
    this.#now = context.now ?? (() => 0);
  }

  get trace(): readonly RuleTrace[] {
    return [...this.#traces].map(([rule, entry]) => ({ rule, ...entry }));
  }

  run(plan: LogicalPlan, phases: readonly Phase[]): LogicalPlan {
    let result = plan;
    for (const phase of phases) {
      if ('kind' in phase) result = phase.kind === 'plan' ? this.#rewrite(result, phase) : this.#fixpoint(result, [phase]);
      else result = this.#fixpoint(result, phase);
    }
    return result;
  }

  /** A step after the logical rules, with a name, a time and an off switch as they have. `fired`: how often it changed something. */
  step<T extends { readonly fired: number }>(name: string, off: T, run: () => T): T {
    if (!this.#enabled({ name })) return off;
    const entry = this.#entry(name);
    const started = this.#now();
    const result = run();
    entry.ms += this.#now() - started;
    entry.fired += result.fired;
    return result;
  }

  /** Whether a choice of the physical planner isn't switched off. */
  allows(name: string): boolean {
    return this.#enabled({ name });
  }

  /** A choice of the physical planner was made or not; its time is part of the planner's. */
  note(name: string, fired: boolean): void {
    this.#entry(name).fired += fired ? 1 : 0;
  }

  #enabled(rule: Pick<Rule, 'name' | 'required'>): boolean {
    const { disabledRules } = this.#context.settings;
    if (rule.required === true || !(disabledRules.has(rule.name) || disabledRules.has('all'))) return true;
    const entry = this.#entry(rule.name);
    if (!entry.reasons.includes('disabled')) entry.reasons.push('disabled');
    return false;
  }

  #entry(name: string): Counts {
    const found = this.#traces.get(name);
    if (found !== undefined) return found;
    const entry = { fired: 0, ms: 0, reasons: [] };
    this.#traces.set(name, entry);
    return entry;
  }

  #ruleContext(rule: Rule): RuleContext {
    const entry = this.#entry(rule.name);
    return {
      nextColumnId: () => this.#context.nextColumnId(),
      decline: (reason) => {
        if (entry.reasons.length < MAX_REASONS && !entry.reasons.includes(reason)) entry.reasons.push(reason);
        return null;
      },
    };
  }

  #rewrite(plan: LogicalPlan, rule: Rule & { kind: 'plan' }): LogicalPlan {
    if (!this.#enabled(rule)) return plan;
    const entry = this.#entry(rule.name);
    const started = this.#now();
    const result = rule.rewrite(plan, this.#ruleContext(rule));
    entry.ms += this.#now() - started;
    if (result === plan) return plan;
    entry.fired += 1;
    checkSame(plan, result, rule.name);
    return result;
  }

  #fixpoint(plan: LogicalPlan, candidates: readonly NodeRule[]): LogicalPlan {
    const rules = candidates
      .filter((rule) => this.#enabled(rule))
      .map((rule) => ({ rule, context: this.#ruleContext(rule), entry: this.#entry(rule.name), bit: this.#bit(rule) }));
    let current = plan;
    for (let pass = 0; pass < MAX_PASSES; pass += 1) {
      const next = this.#pass(current, rules);
      if (next === current) return current;
      current = next;
    }
    return current;
  }

  #bit(rule: NodeRule): number {
    let bit = this.#bits.get(rule);
    if (bit === undefined) {
      assert(this.#bits.size < 31, 'a bit for each rule');
      bit = 1 << this.#bits.size;
      this.#bits.set(rule, bit);
    }
    return bit;
  }

  #pass(plan: LogicalPlan, rules: readonly RunningRule[]): LogicalPlan {
    let node = mapInputs(plan, (input) => this.#pass(input, rules));
    for (let firings = 0; firings < MAX_FIRINGS; firings += 1) {
      const before = node;
      const known = this.#declined.get(node) ?? 0;
      let declined = known;
      for (const { rule, context, entry, bit } of rules) {
        if ((declined & bit) !== 0) continue;
        const started = this.#now();
        const result = rule.apply(node, context);
        entry.ms += this.#now() - started;
        if (result === null || result === node) {
          declined |= bit;
          continue;
        }
        entry.fired += 1;
        checkSame(node, result, rule.name);
        this.#declined.set(node, declined);
        node = result;
        declined = this.#declined.get(node) ?? 0;
      }
      if (declined !== known || node !== before) this.#declined.set(node, declined);
      if (node === before) break;
    }
    return node;
  }
}

/** A rule may know better whether a column can be NULL, but never give other columns. */
function checkSame(before: LogicalPlan, after: LogicalPlan, rule: string): void {
  const same =
    before.columns.length === after.columns.length &&
    before.columns.every((column, i) => {
      const other = after.columns[i];
      return other !== undefined && other.id === column.id && sameType(other.type, column.type);
    });
  if (same) return;
  const list = (plan: LogicalPlan): string => plan.columns.map((column) => `${column.name}#${column.id}:${column.type.kind}`).join(', ');
  assert(false, `rule ${rule} changed the columns of a ${before.kind} from (${list(before)}) to (${list(after)})`);
}
