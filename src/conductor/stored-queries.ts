/** Texts of views, defaults and checks are parsed once: they are bound at each use. */
import { assert } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { Query } from '../sql/ast.js';
import { parse } from '../sql/parse.js';

const parsed = new Map<string, Query>();

export function parseStored(sql: string): Query {
  const kept = parsed.get(sql);
  if (kept !== undefined) return kept;
  const [statement] = parse(sql, 'postgres');
  assert(statement?.kind === 'query', 'a stored query');
  if (parsed.size >= LIMITS.storedQueries) for (const oldest of [...parsed.keys()].slice(0, parsed.size >> 1)) parsed.delete(oldest);
  parsed.set(sql, statement.query);
  return statement.query;
}
