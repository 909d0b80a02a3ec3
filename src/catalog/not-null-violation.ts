/** The error of a NULL in a column that takes none. */
import { ConductError, SQLSTATE } from '../common/errors.js';

export function notNullViolation(table: string, column: string): ConductError {
  return new ConductError(
    SQLSTATE.notNullViolation,
    `null value in column "${column}" of relation "${table}" violates not-null constraint`,
  );
}
