/** The catalog as a session of this conductor sees it. */
import { rolesOf } from '../catalog/access.js';
import { type CatalogReader, temporarySchema } from '../catalog/catalog.js';
import type { CatalogSession } from '../catalog/catalog-session.js';
import { findRole } from '../catalog/role-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { printExpression } from '../planner/bind.js';
import { parseSearchPath } from '../planner/bind-context.js';
import type { SessionState } from './query-service.js';
import { currentRole, currentUser } from './session-user.js';
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
    signal: (processId, how) => signalSession(session, catalog, processId, how),
    print: (sql, columns, pretty) => printExpression(sql, columns, pretty, environment),
    printQuery: (sql) => ` ${sql};`,
  };
}

/** 42501 for the session of a role that the user is not a member of. */
function signalSession(session: SessionState, catalog: CatalogReader, processId: number, how: 'cancel' | 'terminate'): boolean {
  const other = session.other?.(processId);
  if (other === undefined) {
    const warning = new ConductError(SQLSTATE.warning, `PID ${processId} is not a PostgreSQL server process`);
    session.notice(Object.assign(warning, { severity: 'WARNING' }));
    return false;
  }
  const role = currentRole(session, catalog);
  const owner = findRole(catalog, other.user);
  const [verb, done] = how === 'cancel' ? ['cancel', 'query is being canceled'] : ['terminate', 'process is being terminated'];
  if (!role.superuser && owner?.superuser === true) {
    throw new ConductError(
      SQLSTATE.insufficientPrivilege,
      `must be a superuser to ${verb} superuser ${how === 'cancel' ? 'query' : 'process'}`,
    );
  }
  const own = rolesOf(catalog, role);
  if (!role.superuser && !own.has(SIGNAL_BACKEND) && (owner === undefined || !own.has(owner.id))) {
    const message = `must be a member of the role whose ${done} or member of pg_signal_backend`;
    throw new ConductError(SQLSTATE.insufficientPrivilege, message);
  }
  if (how === 'cancel') other.cancel();
  else other.terminate(new ConductError(SQLSTATE.adminShutdown, 'terminating connection due to administrator command'));
  return true;
}

/** OID of the role pg_signal_backend. */
const SIGNAL_BACKEND = 4200;
