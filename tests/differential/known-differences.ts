/** Where generated statements may differ from PGlite, each with its reason. A new entry needs one that PostgreSQL 15 would sign. */

export interface KnownDifference {
  readonly reason: string;
  matches(sql: string, told: string): boolean;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: 'a subquery of more than one row whose value nobody needs: PostgreSQL leaves some of them out before it looks at their rows',
    matches: (_sql, told) => told.startsWith('error 21000'),
  },
  {
    reason: 'an argument that fails beside a constant NULL: a strict function is NULL before PostgreSQL computes its stable arguments',
    matches: (_sql, told) => /^error 22.*PostgreSQL: 1 rows \[null\]$/s.test(told),
  },
  {
    reason: 'unnest of a parameter without a type: PostgreSQL has an unnest of text search vectors too, and cannot choose',
    matches: (_sql, told) => told.endsWith('function unnest(unknown) is not unique'),
  },
];
