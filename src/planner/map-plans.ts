/** Applies a rewrite to every plan of a bound statement. */
import { unreachable } from '../common/assert.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { BoundConflict, BoundCopyTo, BoundExplain, BoundModification, BoundQuery, BoundStatement } from './bound-statement.js';

export function mapPlans<T extends BoundStatement>(bound: T, map: (plan: LogicalPlan) => LogicalPlan): T;
export function mapPlans(bound: BoundStatement, map: (plan: LogicalPlan) => LogicalPlan): BoundStatement {
  switch (bound.kind) {
    case 'query':
      return { ...bound, plan: map(bound.plan), ...modifications(bound, map) };
    case 'insert': {
      const { onConflict } = bound;
      return {
        ...bound,
        ...modifications(bound, map),
        source: map(bound.source),
        returning: bound.returning == null ? null : { ...bound.returning, plan: map(bound.returning.plan) },
        onConflict: onConflict == null ? null : mapConflict(onConflict, map),
        ...(bound.route?.onConflict === undefined
          ? {}
          : { route: { ...bound.route, onConflict: bound.route.onConflict.map((each) => mapConflict(each, map)) } }),
      };
    }
    case 'update':
    case 'delete': {
      const { returning } = bound;
      return {
        ...bound,
        ...modifications(bound, map),
        source: map(bound.source),
        returning: returning === null ? null : { ...returning, plan: map(returning.plan) },
      };
    }
    case 'merge':
    case 'create-table-as':
      return { ...bound, source: map(bound.source), ...modifications(bound, map) };
    case 'copy-from':
      return { ...bound, rules: bound.rules === null ? null : map(bound.rules) };
    case 'definition':
      return {
        ...bound,
        fills: bound.fills.map((fill) => ({ ...fill, source: map(fill.source) })),
        validations: bound.validations.map((validation) => ({ ...validation, plan: map(validation.plan) })),
      };
    case 'copy-to-files':
      return { ...bound, source: mapPlans<BoundQuery>(bound.source, map) };
    case 'copy-to':
      return { ...bound, source: mapPlans<BoundCopyTo['source']>(bound.source, map) };
    case 'explain':
      return { ...bound, statement: mapPlans<BoundExplain['statement']>(bound.statement, map) };
    case 'call':
      return { ...bound, args: map(bound.args) };
    case 'lock-table':
    case 'set-constraints':
    case 'truncate':
    case 'set':
    case 'show':
    case 'reset':
    case 'transaction':
    case 'discard':
      return bound;
    default:
      return unreachable(bound);
  }
}

function mapConflict({ keys, update }: BoundConflict, map: (plan: LogicalPlan) => LogicalPlan): BoundConflict {
  return { keys: keys.map((key) => ({ ...key, lookup: map(key.lookup) })), update: update === null ? null : map(update) };
}

function modifications(
  bound: { readonly modifications?: readonly BoundModification[] },
  map: (plan: LogicalPlan) => LogicalPlan,
): { readonly modifications?: readonly BoundModification[] } {
  if (bound.modifications === undefined) return {};
  return {
    modifications: bound.modifications.map((each) => ({
      ...each,
      statement: mapPlans<BoundModification['statement']>(each.statement, map),
    })),
  };
}
