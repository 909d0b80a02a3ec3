/** What the sessions of this conductor do: rows of pg_stat_activity and conduct.queries. */
import type { CatalogReader } from '../catalog/catalog.js';
import { DATABASE_ID, type RowObject } from '../catalog/system-relation.js';
import type { Statement } from '../sql/ast.js';
import { arrayValue } from '../types/datum.js';
import { UNIX_TO_2000_MS } from './datetime-settings.js';
import type { Member } from './membership.js';
import type { SessionState, TransactionState } from './query-service.js';
import type { StageStatus } from './scheduler.js';

interface Entry {
  readonly startedMs: number;
  text: string;
  queryStartMs: number | null;
  changedMs: number;
  active: boolean;
}

export class Activity {
  readonly #entries = new Map<SessionState, Entry>();

  begin(session: SessionState, statement: Statement, nowMs: number): void {
    const entry = this.#entry(session, nowMs);
    entry.text = shownText(statement);
    entry.queryStartMs = nowMs;
    entry.changedMs = nowMs;
    entry.active = true;
  }

  /** It waits for its client. */
  idle(session: SessionState, nowMs: number): void {
    const entry = this.#entry(session, nowMs);
    if (entry.active) entry.changedMs = nowMs;
    entry.active = false;
  }

  close(session: SessionState): void {
    this.#entries.delete(session);
  }

  /** `state`: of the transaction that the session is in. `userId`: OID of a role by its name. */
  rows(state: (session: SessionState) => TransactionState, userId: (name: string) => number | null): readonly RowObject[] {
    return [...this.#entries].map(([session, entry]) => ({
      datid: DATABASE_ID,
      datname: session.database,
      pid: session.id,
      usesysid: userId(session.user),
      usename: session.user,
      application_name: session.settings.get('application_name') ?? '',
      backend_start: microsOf(entry.startedMs),
      query_start: entry.queryStartMs === null ? null : microsOf(entry.queryStartMs),
      state_change: microsOf(entry.changedMs),
      state: entry.active ? 'active' : IDLE[state(session)],
      query: entry.text,
      backend_type: 'client backend',
    }));
  }

  /** Those that run. */
  queries(): readonly RowObject[] {
    return [...this.#entries].flatMap(([session, { active, text, queryStartMs }]): RowObject[] =>
      active
        ? [{ session: session.id, usename: session.user, started: queryStartMs === null ? null : microsOf(queryStartMs), query: text }]
        : [],
    );
  }

  #entry(session: SessionState, nowMs: number): Entry {
    let entry = this.#entries.get(session);
    if (entry === undefined) {
      entry = { startedMs: nowMs, text: '', queryStartMs: null, changedMs: nowMs, active: false };
      this.#entries.set(session, entry);
    }
    return entry;
  }
}

/** Milliseconds since 1970 as a timestamptz. */
function microsOf(ms: number): bigint {
  return BigInt(Math.round((ms - UNIX_TO_2000_MS) * 1_000));
}

/** A row of conduct.stages. */
export function stageRow({ processId, query, stage, tasks, ended, rowsOut, workers }: StageStatus): RowObject {
  return { session: processId, query, stage, tasks, ended, rows_out: BigInt(rowsOut), workers: arrayValue(workers) };
}

/** A row of conduct.workers. */
export function workerRow({ workerId, address, executors, memoryBytes }: Member, catalog: CatalogReader): RowObject {
  const buckets = catalog.tables.reduce((sum, { placement }) => sum + placement.filter((holder) => holder === workerId).length, 0);
  return { worker: workerId, address, executors, memory_bytes: BigInt(memoryBytes), buckets: BigInt(buckets) };
}

const IDLE: { readonly [T in TransactionState]: string } = {
  idle: 'idle',
  open: 'idle in transaction',
  failed: 'idle in transaction (aborted)',
};

/** As much as PostgreSQL keeps of a query. */
const TEXT_LENGTH = 1_023;

/** Statements about roles may hold passwords: others are not to see them. */
function shownText(statement: Statement): string {
  if (statement.kind === 'create-role') return 'CREATE ROLE';
  if (statement.kind === 'alter-role') return 'ALTER ROLE';
  return statement.text.slice(0, TEXT_LENGTH);
}
