/** The catalog as a session sees it: what values of regclass are called, and what functions about objects answer. */
import type { SessionSettings } from '../types/session-settings.js';
import type { SqlType } from '../types/sql-type.js';
import type { CatalogReader } from './catalog.js';
import { callCatalogFunction } from './functions/calls.js';
import { catalogRows } from './functions/sets.js';
import { nameOfOid, oidOfName } from './object-names.js';

export interface CatalogSession {
  readonly catalog: CatalogReader;
  readonly searchPath: readonly string[];
  /** Name of the session's user. */
  readonly user: string;
  readonly temporarySchema: string;
  /** Cancels what another session runs, or ends it; false: there is none of this number. */
  readonly signal: (processId: number, how: 'cancel' | 'terminate') => boolean;
  /** A stored expression over columns as PostgreSQL prints it. */
  readonly print: (sql: string, columns: readonly { readonly name: string; readonly type: SqlType }[], pretty: boolean) => string;
  /** The query of a view as it is printed. */
  readonly printQuery: (sql: string, searchPath: readonly string[] | undefined) => string;
}

export function withCatalog(settings: SessionSettings, session: CatalogSession): SessionSettings {
  const { catalog, searchPath } = session;
  return {
    ...settings,
    nameOfOid: (kind, oid) => nameOfOid(catalog, searchPath, kind, oid),
    oidOfName: (kind, text) => oidOfName(catalog, searchPath, kind, text),
    catalogRows: (name, args) => catalogRows(session, name, args),
    catalogCall: (name, args, types) => callCatalogFunction(session, name, args, types),
  };
}
