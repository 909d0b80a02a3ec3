import { ConductError } from '../common/errors.js';
import { tellSupervisor } from './child-protocol.js';

/** A start that failed: told to the supervisor, or to the terminal. */
export function reportFailedStart(error: unknown): void {
  const hint = error instanceof ConductError ? (error.hint ?? null) : null;
  const message = error instanceof Error ? error.message : String(error);
  tellSupervisor({ kind: 'failed', message, hint });
  console.error(error instanceof ConductError ? `conduct: ${message}${hint === null ? '' : `\nhint: ${hint}`}` : error);
  // The message above is flushed by disconnecting; the process must not linger on half-started parts.
  process.exitCode = 1;
  if (process.connected) process.disconnect();
  setTimeout(() => process.exit(1), 500).unref();
}
