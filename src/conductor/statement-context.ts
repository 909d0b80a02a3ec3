/** What running one statement needs: the session, the snapshot it reads, and the conductor's parts. */
import type { Logger } from 'pino';
import type { CatalogReader } from '../catalog/catalog.js';
import { withCatalog } from '../catalog/catalog-session.js';
import { ConductError, type SqlState } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import type { OptimizerContext } from '../optimizer/optimize.js';
import type { LogicalPlan } from '../plan/logical.js';
import { rewriteEverywhere } from '../planner/rewrite.js';
import type { SessionSettings } from '../types/session-settings.js';
import { catalogSession } from './catalog-session.js';
import type { CatalogStore } from './catalog-store.js';
import type { FileTables } from './files/file-tables.js';
import type { StatementFiles } from './files/statement-files.js';
import type { SmallTables } from './local/small-tables.js';
import type { Membership } from './membership.js';
import type { SessionState } from './query-service.js';
import type { RememberedPlans } from './remembered-plans.js';
import type { RunOptions, Scheduler, TaskReport } from './scheduler.js';
import type { SessionTransaction } from './session-transaction.js';
import { currentSetting } from './setting-calls.js';
import { type RunSettings, runSettings, sessionSettingsOf } from './settings.js';
import type { Copy } from './statements/copies.js';
import type { Transactions } from './transactions.js';

export interface Services {
  readonly runtime: Runtime;
  readonly store: CatalogStore;
  readonly members: Membership;
  readonly transactions: Transactions;
  readonly scheduler: Scheduler;
  readonly fileTables: FileTables;
  readonly smallTables: SmallTables;
  readonly plans: RememberedPlans;
  readonly log: Logger;
}

export interface StatementContext extends Services {
  /** What the client has sent, as far as it is known. */
  readonly text: string;
  /** Those that the statement reads. */
  readonly files?: StatementFiles;
  readonly session: SessionState;
  readonly settings: RunSettings;
  /** What values are read and printed by. */
  readonly sessionSettings: SessionSettings;
  /** The snapshot that the statement was bound against. */
  readonly catalog: CatalogReader;
  readonly signal: AbortSignal;
  readonly transaction: SessionTransaction;
  /** The statement is run again because its numerics were too short. */
  readonly wideNumerics?: boolean;
  /** The client wants all columns as text: the workers may make its messages. */
  readonly takesText?: boolean;
  /** By table id: rows that the statement has changed. Its parts change a row once. */
  readonly changed?: Map<number, Set<bigint>>;
  /** By table id: the copies of replicated tables that it changes. */
  readonly copies: Map<number, readonly Copy[]>;
  /** EXPLAIN ANALYZE: is told what the tasks of the statement's first plan measured. */
  readonly measured?: (reports: readonly TaskReport[]) => void;
}

export function statementContext(
  services: Services,
  session: SessionState,
  catalog: CatalogReader,
  signal: AbortSignal,
  transaction: SessionTransaction,
): StatementContext {
  const nowMs = services.runtime.now();
  transaction.startedMs ??= nowMs;
  return {
    ...services,
    text: '',
    session,
    settings: runSettings(session),
    sessionSettings: {
      ...withCatalog(sessionSettingsOf(session, transaction.startedMs, nowMs), catalogSession(session, catalog)),
      settingOf: (name, missingOk) => currentSetting(session, name, missingOk),
    },
    catalog,
    signal,
    transaction,
    changed: new Map(),
    copies: new Map(),
  };
}

/** `timed`: rules are timed, which for small statements is a good part of what they take. */
export function optimizerContext(plan: LogicalPlan, context: StatementContext, timed = false): OptimizerContext {
  let nextId = largestColumnId(plan);
  return {
    workers: context.members.members.map(({ workerId }) => workerId),
    settings: {
      disabledRules: context.settings.disabledRules,
      // What a transaction has written is at the workers alone.
      localRows: context.transaction.overlayKey === '' ? context.settings.localRows : 0,
      ...(context.wideNumerics === true ? { numerics: 'wide' as const } : {}),
    },
    session: context.sessionSettings,
    nextColumnId: () => {
      nextId += 1;
      return nextId;
    },
    ...(timed ? { now: () => context.runtime.hrtimeMs() } : {}),
  };
}

/** The part of the scheduler's options that is the same for all statements. */
export function runOptions(context: StatementContext): Omit<RunOptions, 'plan' | 'analyze'> {
  const tables = new Map([...context.catalog.tables, ...(context.files?.tables ?? [])].map((table) => [table.id, table]));
  const { workMemBytes, forceSpill, morselRows } = context.settings;
  return {
    tables,
    checkTable: (table) => context.store.checkRecovered(table),
    workMemBytes,
    forceSpill,
    morselRows,
    session: context.sessionSettings,
    processId: context.session.id,
    signal: context.signal,
    own: context.transaction.writes,
  };
}

export function notice(session: SessionState, code: SqlState, message: string): void {
  session.notice(Object.assign(new ConductError(code, message), { severity: 'NOTICE' }));
}

function largestColumnId(plan: LogicalPlan): number {
  let largest = 0;
  rewriteEverywhere(plan, {
    column: (column) => {
      if (column.id > largest) largest = column.id;
      return column;
    },
  });
  return largest;
}
