/** Binding in a session: by its settings, its temporary objects and the snapshot of its transaction. */
import { type CatalogReader, temporarySchema } from '../catalog/catalog.js';
import { withCatalog } from '../catalog/catalog-session.js';
import type { RowObject } from '../catalog/system-relation.js';
import { fromWireError, toWireError } from '../common/errors.js';
import { type BindOptions, type BindResult, bind } from '../planner/bind.js';
import type { Statement } from '../sql/ast.js';
import { type SessionSettings, withSession } from '../types/session-settings.js';
import { catalogSession } from './catalog-session.js';
import type { SessionState } from './query-service.js';
import { canceled } from './scheduler.js';
import type { SessionTransaction } from './session-transaction.js';
import { currentUser } from './session-user.js';
import { parseStored, parseStoredStatements } from './stored-queries.js';

export function bindStatement(
  statement: Statement,
  given: Pick<BindOptions, 'catalog' | 'parameterTypes' | 'findFiles' | 'routine'>,
  session: SessionState,
  settings: SessionSettings,
): BindResult & { readonly lasting: boolean } {
  // What it knows of the session is true for this one execution.
  let lasting = true;
  const sessionRows = (relation: string): readonly RowObject[] => {
    lasting = false;
    return settings.sessionRows?.(relation) ?? [];
  };
  try {
    const { catalog } = given;
    const environment = {
      ...given,
      settings: session.settings,
      parseQuery: parseStored,
      parseStatements: parseStoredStatements,
      temporarySchema: temporarySchema(session.id),
      user: currentUser(session),
    };
    const result = withSession({ ...withCatalog(settings, catalogSession(session, catalog)), sessionRows }, () =>
      bind(statement, environment),
    );
    return { ...result, lasting };
  } catch (error) {
    throw asStatementError(error, null);
  }
}

/** Settings that literals are read by, and names found. */
const BINDING_SETTINGS = ['search_path', 'datestyle', 'intervalstyle', 'timezone'] as const;

export function bindingKey(catalog: CatalogReader, session: SessionState, transaction: SessionTransaction | null): string {
  const settings = BINDING_SETTINGS.map((name) => session.settings.get(name) ?? '');
  return `${catalog.version}/${currentUser(session)}/${transaction?.overlayKey ?? ''}/${settings.join('/')}`;
}

/** A stack overflow is the statement's depth (54001), and after a cancel every error is the cancel. */
export function asStatementError(error: unknown, signal: AbortSignal | null): unknown {
  if (signal?.aborted === true) return canceled(signal);
  return error instanceof RangeError ? fromWireError(toWireError(error)) : error;
}
