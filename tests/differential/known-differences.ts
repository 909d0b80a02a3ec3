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
    matches: (sql, told) => /^error 22.*PostgreSQL: 1 rows /s.test(told) && (told.endsWith('[null]') || /\bnull\b|nullif\(/.test(sql)),
  },
  {
    reason: 'an error in a row that is compared: PostgreSQL computes the columns that are constants while it plans, and may need no others',
    matches: (sql, told) => /^error 22.*PostgreSQL: 1 rows /s.test(told) && /row\(/.test(sql),
  },
  {
    reason: 'array_agg over NULL arrays fails in a group that HAVING drops: we compute what is kept',
    matches: (sql, told) => /PostgreSQL: error 22004 cannot accumulate null arrays$/.test(told) && /having/.test(sql),
  },
  {
    reason: 'an error in what is not needed (a branch of CASE, the rest of a row): PostgreSQL computes constants while it plans',
    matches: (sql, told) => /^1 rows .*PostgreSQL: error 2/s.test(told) && /case |row\(|coalesce\(| in \(/.test(sql),
  },
  {
    reason: 'two errors in one value: which comes first is decided by what PostgreSQL computes while it plans',
    matches: (_sql, told) =>
      /^error 2.*; PostgreSQL: error (2|0A000 timestamps cannot be binned)/s.test(told) && !told.includes('error 42'),
  },
  {
    reason: 'terms of a recursive query whose lengths or precisions differ are taken: values are as long as they are',
    matches: (_sql, told) => /PostgreSQL: error 42804 recursive query "\w+" column \d+ has type .* in non-recursive term/.test(told),
  },
  {
    reason: 'PostgreSQL 18 gives powers of numerics another scale than 15, and knows infinite intervals',
    matches: (sql, told) => (/power\(/.test(sql) && told.startsWith('row ')) || (/infinity/.test(sql) && told.startsWith('error 22008')),
  },
  {
    reason: 'unnest of a parameter without a type: PostgreSQL has an unnest of text search vectors too, and cannot choose',
    matches: (_sql, told) => told.endsWith('function unnest(unknown) is not unique'),
  },
];
