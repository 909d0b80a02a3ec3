/** Temporary objects are in a schema of their session's, and go with it: at its end, or when the conductor starts again. */
import { type CatalogReader, isTemporarySchema, temporarySchema } from '../catalog/catalog.js';
import { type CatalogChange, objectsOf } from '../catalog/catalog-change.js';
import { type CatalogObject, isInSchema } from '../catalog/catalog-object.js';
import type { CatalogStore } from './catalog-store.js';
import type { SessionState } from './query-service.js';
import type { Services } from './statement-context.js';

/** At the end of the session. Not waited for: nobody else can name them. */
export function dropTemporary({ store, transactions, log }: Services, session: SessionState): void {
  const schema = temporarySchema(session.id);
  if (!store.published.hasSchema(schema)) return;
  transactions
    .change(() => store.change(dropsIn(store.published, (name) => name === schema)))
    .catch((error: unknown) => log.warn({ schema, error: String(error) }, 'temporary objects were not dropped; the next start drops them'));
}

/** At start: sessions of before are gone. */
export function dropAllTemporary(store: CatalogStore): void {
  const changes = dropsIn(store.published, isTemporarySchema);
  if (changes.length === 0) return;
  store.change(changes);
  store.publish();
}

/** DISCARD TEMP. */
export function temporaryDrops(catalog: CatalogReader, session: SessionState): readonly CatalogChange[] {
  const schema = temporarySchema(session.id);
  return catalog.hasSchema(schema) ? dropsIn(catalog, (name) => name === schema) : [];
}

function dropsIn(catalog: CatalogReader, isDropped: (schema: string) => boolean): readonly CatalogChange[] {
  const gone = objectsOf(catalog).filter((object) => {
    if (object.kind === 'schema') return isDropped(object.value.name);
    return isInSchema(object) && isDropped(object.value.schema);
  });
  const schemasLast = (object: CatalogObject): number => (object.kind === 'schema' ? 1 : 0);
  return [...gone].sort((a, b) => schemasLast(a) - schemasLast(b)).map((object): CatalogChange => ({ kind: 'drop', object }));
}
