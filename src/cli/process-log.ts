/** The log of a process: pino, to a file that is appended to, or to standard error when the process runs in a terminal by itself. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Logger, pino } from 'pino';

export function processLog(name: string, file: string | null): Logger {
  const level = process.env.CONDUCT_LOG_LEVEL ?? 'info';
  if (file === null) return pino({ name, level }, pino.destination({ dest: 2, sync: true }));
  mkdirSync(dirname(file), { recursive: true });
  // Synchronous: the last lines before a crash are the ones that matter.
  return pino({ name, level }, pino.destination({ dest: file, append: true, sync: true }));
}
