/** What an UPDATE does to keys that others follow (ON UPDATE CASCADE), found out before it runs. */
import type { CatalogReader } from '../catalog/catalog.js';
import type { BoundStatement } from '../planner/bound-statement.js';
import { changedKeysQuery } from '../planner/changed-keys.js';
import type { Statement } from '../sql/ast.js';
import type { Datum } from '../types/datum.js';
import { type ChangedKeys, followers, writtenReferences } from './foreign-keys.js';

type Rows = readonly (readonly Datum[])[];

export async function changedKeys(
  bound: BoundStatement,
  statement: Statement,
  catalog: CatalogReader,
  run: (statement: Statement) => Promise<Rows>,
): Promise<ChangedKeys> {
  if (bound.kind !== 'update' || statement.kind !== 'update') return new Map();
  const written = writtenReferences(bound, catalog, null);
  const changes = new Map<number, Rows>();
  for (const key of written === null ? [] : followers(written)) {
    const query = changedKeysQuery(statement, key.key);
    changes.set(key.id, await run({ kind: 'query', text: statement.text, textStart: statement.textStart, query }));
  }
  return changes;
}
