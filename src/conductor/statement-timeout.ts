/** statement_timeout: ends a statement as a cancel of the client's does. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import type { SessionState } from './query-service.js';
import { runSettings } from './settings.js';

/** The client's signal, and statement_timeout's. */
export function withStatementTimeout(
  runtime: Runtime,
  session: SessionState,
  signal: AbortSignal,
): { readonly signal: AbortSignal; stop(): void } {
  const { statementTimeoutMs } = runSettings(session);
  if (statementTimeoutMs === 0) return { signal, stop: () => {} };
  const either = new AbortController();
  const onAbort = (): void => either.abort(signal.reason);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  const timer = runtime.setTimer(statementTimeoutMs, () =>
    either.abort(new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to statement timeout')),
  );
  return {
    signal: either.signal,
    stop: () => {
      timer.cancel();
      signal.removeEventListener('abort', onAbort);
    },
  };
}
