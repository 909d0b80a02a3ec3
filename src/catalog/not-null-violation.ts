/** The error of a NULL in a column that takes none. */
import { ConductError, SQLSTATE } from '../common/errors.js';

export function notNullViolation({ schema, name }: { readonly schema: string; readonly name: string }, column: string): ConductError {
  const message = `null value in column "${column}" of relation "${name}" violates not-null constraint`;
  return new ConductError(SQLSTATE.notNullViolation, message, { subject: { schema, table: name, column } });
}
