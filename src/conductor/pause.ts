/** pg_sleep and its kin: the conductor waits, so that no thread is blocked and a cancel ends it at once. */
import { assert, known } from '../common/assert.js';
import { intervalSpan } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import type { StatementContext } from './statement-context.js';

const UNIX_TO_2000_MS = 946_684_800_000;
/** The longest single wait of a timer; longer ones are several. */
const LONGEST_WAIT_MS = 2 ** 30;

/** How long a call waits, in milliseconds; less than nothing is nothing. */
export function pauseMs(name: string, args: readonly Datum[], context: StatementContext): number {
  const value = known(args[0], 'argument');
  switch (name) {
    case 'pg_sleep':
      assert(typeof value === 'number', 'a number of seconds');
      return Math.max(0, value * 1_000);
    case 'pg_sleep_for':
      assert(typeof value === 'object' && value !== null && 'months' in value, 'an interval');
      return Math.max(0, Number(intervalSpan(value)) / 1_000);
    default:
      assert(typeof value === 'bigint', 'a timestamp');
      return Math.max(0, Number(value) / 1_000 + UNIX_TO_2000_MS - context.runtime.now());
  }
}

export async function pause(ms: number, { runtime, signal }: StatementContext): Promise<void> {
  for (let left = ms; left > 0; left -= LONGEST_WAIT_MS) await runtime.sleep(Math.min(left, LONGEST_WAIT_MS), signal);
}
