/** What clients are told when a worker is lost, and which of several errors of one statement is the one to tell. */
import { ConductError, fromWireError, SQLSTATE, toWireError } from '../common/errors.js';

/** Transport errors name addresses; clients hear of the worker, and that trying again is right. */
export function translateWorkerError(error: unknown, workerId: string, hint: string): ConductError {
  const known = error instanceof ConductError ? error : fromWireError(toWireError(error));
  if (known.code !== SQLSTATE.connectionFailure) return known;
  return new ConductError(SQLSTATE.adminShutdown, `worker ${workerId} went away while the statement ran`, {
    hint,
    detail: known.message,
    cause: known,
  });
}

/** Lower is more telling: a user's error says more than the loss of a worker, which says more than that a task was stopped. */
export function errorRank(error: ConductError): number {
  switch (error.code) {
    case SQLSTATE.queryCanceled:
      return 3;
    case SQLSTATE.connectionFailure:
      return 2;
    case SQLSTATE.adminShutdown:
      return 1;
    default:
      return 0;
  }
}
