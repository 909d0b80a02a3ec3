/** The locks that a statement needs, taken one after the other; NOWAIT and SKIP LOCKED don't wait for them. */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { SessionTransaction } from './session-transaction.js';
import type { NeededLock } from './statement-effects.js';

/** The shortest wait there is: 0 is for ever. */
const NO_WAIT_MS = 1;

export async function takeLocks(
  needed: readonly NeededLock[],
  transaction: SessionTransaction,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (const { table, mode, wait = 'wait' } of needed) {
    try {
      await transaction.lock(table, mode, wait === 'wait' ? timeoutMs : NO_WAIT_MS, signal);
    } catch (error) {
      if (wait === 'wait' || !(error instanceof ConductError) || error.code !== SQLSTATE.lockNotAvailable) throw error;
      // Whole tables are locked, so that there is no telling which rows to skip.
      if (wait === 'skip') throw notSupported('SKIP LOCKED while others hold a lock of the table');
      const what = wait === 'nowait-table' ? 'relation' : 'row in relation';
      throw new ConductError(SQLSTATE.lockNotAvailable, `could not obtain lock on ${what} "${table.name}"`);
    }
  }
}
