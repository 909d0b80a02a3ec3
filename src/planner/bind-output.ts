/** A bound relation as the statement's result. */
import type { BoundRelation } from './bound-relation.js';
import type { BoundQuery } from './bound-statement.js';

export function bindOutput(relation: BoundRelation): BoundQuery {
  return {
    kind: 'query',
    plan: relation.plan,
    output: relation.columns.map(({ name, column, tableOid, attribute }) => ({ name, type: column.type, tableOid, attribute })),
  };
}
