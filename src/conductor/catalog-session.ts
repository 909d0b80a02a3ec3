/** The catalog as a session of this conductor sees it. */
import { type CatalogReader, temporarySchema } from '../catalog/catalog.js';
import type { CatalogSession } from '../catalog/catalog-session.js';
import { printExpression } from '../planner/bind.js';
import { parseSearchPath } from '../planner/bind-context.js';
import type { SessionState } from './query-service.js';
import { currentUser } from './session-user.js';
import { parseStored } from './stored-queries.js';

export function catalogSession(session: SessionState, catalog: CatalogReader): CatalogSession {
  const temporary = temporarySchema(session.id);
  const path = parseSearchPath(session.settings.get('search_path'));
  const environment = { catalog, parameterTypes: [], settings: session.settings, parseQuery: parseStored, temporarySchema: temporary };
  return {
    catalog,
    searchPath: catalog.hasSchema(temporary) ? [temporary, ...path] : path,
    user: currentUser(session),
    temporarySchema: temporary,
    print: (sql, columns, pretty) => printExpression(sql, columns, pretty, environment),
    printQuery: (sql) => ` ${sql};`,
  };
}
