/** current_setting() and set_config(). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { SessionState } from './query-service.js';
import { changeSetting, shownSetting } from './settings.js';

export function callSetting(
  called: string,
  [name = null, second = null, third = null]: readonly Datum[],
  session: SessionState,
  noteLocal: (name: string) => boolean,
): Datum {
  if (called === 'current_setting') return typeof name === 'string' ? currentSetting(session, name, second === true) : null;
  if (typeof name !== 'string') throw new ConductError(SQLSTATE.nullValueNotAllowed, 'SET requires parameter name');
  const value = typeof second === 'string' ? second : null;
  // Outside of a transaction block what is local ends with the statement.
  if (third === true && !noteLocal(name)) return value;
  changeSetting(session, name, value);
  return shownSetting(session, name);
}

export function currentSetting(session: SessionState, name: string, missingOk: boolean): string | null {
  try {
    return shownSetting(session, name);
  } catch (error) {
    if (missingOk && error instanceof ConductError && error.code === SQLSTATE.undefinedObject) return null;
    throw error;
  }
}
