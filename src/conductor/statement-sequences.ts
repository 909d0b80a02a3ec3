/** Sequence functions of a whole statement. */
import type { BoundStatement } from '../planner/bound-statement.js';
import { withSequenceValues } from './sequence-plan.js';
import type { StatementContext } from './statement-context.js';
import { streamRows } from './stream-plan.js';

/** What sequences give is settled before anything runs. */
export async function withSequences(bound: BoundStatement, context: StatementContext): Promise<BoundStatement> {
  switch (bound.kind) {
    case 'query':
      return { ...bound, plan: await withSequenceValues(bound.plan, context, streamRows) };
    case 'insert':
    case 'update':
    case 'merge':
    case 'create-table-as':
      return { ...bound, source: await withSequenceValues(bound.source, context, streamRows) };
    default:
      return bound;
  }
}
