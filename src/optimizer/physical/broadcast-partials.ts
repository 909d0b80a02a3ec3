/**
 * broadcast-partials: few partial groups that are to be combined in one task and then copied to all tasks of a join are copied at once,
 * and each task combines them for itself. A stage less, and a round trip less to wait for.
 *
 *     ... HAVING sum(x) > (SELECT sum(x) * 0.0001 FROM ...): each task of the join adds up the partial sums
 *
 * Not used: for many groups, and where tasks that combine in another order might get another result (floating point sums, some value
 * of a group): a join must see the same rows in all of its tasks.
 */
import type { AggregateNode, PhysicalAggregate, PhysicalPlan } from '../../plan/physical.js';

export const BROADCAST_PARTIALS = 'broadcast-partials';

/** Partial groups up to which each task combines all of them. */
const COMBINED_ROWS = 4_096;

/** The plan with its rows in every task that reads it, or null when it isn't one of these. */
export function broadcastPartials(plan: PhysicalPlan): PhysicalPlan | null {
  switch (plan.kind) {
    case 'project':
    case 'filter': {
      const input = broadcastPartials(plan.input);
      return input === null ? null : { ...plan, input };
    }
    case 'aggregate': {
      const { input } = plan;
      if (plan.phase !== 'final' || input.kind !== 'exchange' || input.output.kind !== 'gather') return null;
      if (input.estimate.rows > COMBINED_ROWS || !isOrderless(plan)) return null;
      return { ...plan, input: { ...input, output: { kind: 'broadcast' } } };
    }
    default:
      return null;
  }
}

const ORDERLESS: ReadonlySet<PhysicalAggregate['fn']> = new Set(['count', 'sum', 'sum0', 'min', 'max', 'bool_and', 'bool_or']);

function isOrderless({ aggregates, columns, keys }: AggregateNode): boolean {
  return aggregates.every(({ fn }, i) => ORDERLESS.has(fn) && (!fn.startsWith('sum') || columns[keys.length + i]?.phys !== 'f64'));
}
