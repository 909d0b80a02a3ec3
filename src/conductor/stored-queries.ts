/** Texts of views, defaults, checks and functions are parsed once: they are bound at each use. */
import { assert } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { Query, Statement } from '../sql/ast.js';
import { parse } from '../sql/parse.js';

const parsed = new Map<string, readonly Statement[]>();

export function parseStored(sql: string): Query {
  const [statement] = parseStoredStatements(sql);
  assert(statement?.kind === 'query', 'a stored query');
  return statement.query;
}

export function parseStoredStatements(sql: string): readonly Statement[] {
  const kept = parsed.get(sql);
  if (kept !== undefined) return kept;
  const statements = parse(sql, 'postgres');
  if (parsed.size >= LIMITS.storedQueries) for (const oldest of [...parsed.keys()].slice(0, parsed.size >> 1)) parsed.delete(oldest);
  parsed.set(sql, statements);
  return statements;
}
