/** The clauses of a SELECT that has none but those that its maker adds. */
import type { SelectQuery } from './ast.js';

export const PLAIN_SELECT: Omit<SelectQuery, 'targets'> = {
  kind: 'select',
  distinct: null,
  from: [],
  where: null,
  groupBy: [],
  groupDistinct: false,
  having: null,
  windows: [],
  with: null,
  orderBy: [],
  limit: null,
  offset: null,
  withTies: false,
  locking: [],
  position: -1,
};
