/**
 * One process a data folder. The lock is an exclusive SQLite transaction: the operating system frees it when its process dies,
 * however it dies, which a file with a process id does not.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ConductError, SQLSTATE } from '../common/errors.js';

/** Time that a killed predecessor gets to end before its folder counts as in use. */
const WAIT_MS = 5_000;

export interface FolderLock {
  release(): void;
}

/** Makes the folder when there is none. Blocks the thread while it waits: call it at the start of a process. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const database = new BetterSqlite3(join(folder, 'lock.db'), { timeout: WAIT_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `${folder} is in use by another process`, {
      hint: 'stop the other conduct, or give another --data folder',
      cause,
    });
  }
  return { release: () => database.close() };
}
