/**
 * When a worker's write may be the commit of a transaction: it is the only worker that was written to, everything that was sent to it is there,
 * no column that must not be NULL is, and no undecided transaction has rows of a table with keys, as those could be the same. Where
 * one of these fails it prepares as ever, and the conductor finds out why, or waits.
 */
import { keysOf } from '../catalog/table-keys.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { PrepareResponse } from '../rpc/messages.js';
import type { OpenTransaction } from './open-transaction.js';
import type { PreparedTransaction } from './prepared-transactions.js';

/** What the conductor knows of a transaction that a worker is to decide. */
export interface Decides {
  /** What was sent here, by table. */
  readonly expected: readonly { readonly tableId: number; readonly added: number; readonly removed: number }[];
  /** Whether the conductor that asks for it still counts on this worker. */
  readonly stillWanted: () => boolean;
}

interface Considered {
  readonly open: OpenTransaction;
  readonly changes: PrepareResponse['tables'];
  readonly decides: Decides;
  readonly undecided: Iterable<PreparedTransaction>;
}

export function mayDecide({ open, changes, decides: { expected, stillWanted }, undecided }: Considered): boolean {
  if (!stillWanted()) throw new ConductError(SQLSTATE.adminShutdown, 'the conductor has given this worker up');
  const byTable = new Map(changes.map((change) => [change.tableId, change]));
  for (const { tableId, added, removed } of expected) {
    const change = byTable.get(tableId);
    if ((change?.stats.rows ?? 0) !== added || (change?.deleted ?? 0) !== removed) return false;
  }
  const contested = new Set([...undecided].flatMap(({ answer }) => answer.tables.map(({ tableId }) => tableId)));
  for (const table of open.tables.values()) {
    const columns = byTable.get(table.id)?.stats.columns ?? [];
    if (table.columns.some(({ notNull }, ordinal) => notNull && (columns[ordinal]?.nulls ?? 0) > 0)) return false;
    if (keysOf(table).length > 0 && contested.has(table.id)) return false;
  }
  return true;
}
