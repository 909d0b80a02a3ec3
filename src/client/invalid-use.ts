/** A call of the builder that can't become SQL: found before anything is sent. */
import { ConductError, SQLSTATE } from '../common/errors.js';

export function invalidUse(message: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, message);
}
