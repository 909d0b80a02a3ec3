/** Completion: a file's text with the results that a server gave in place of those that stand there. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { QueryOutcome } from './run-file.js';

/** Records of included files, skipped ones and statements stay as they are; a query that failed becomes `query error (SQLSTATE)`. */
export function completeFile(file: string, outcomes: readonly QueryOutcome[]): void {
  const text = readFileSync(file, 'utf8');
  const completed = completeText(
    text,
    outcomes.filter((outcome) => outcome.record.file === file),
  );
  if (completed !== text) writeFileSync(file, completed);
}

export function completeText(text: string, outcomes: readonly QueryOutcome[]): string {
  const lines = text.split('\n');
  // From the end: the line numbers before a change stay right. A retried record counts by its last outcome.
  const last = new Map(outcomes.map((outcome) => [outcome.record.line, outcome]));
  for (const { record, lines: result, errorCode } of [...last.values()].sort((a, b) => b.record.line - a.record.line)) {
    if (result === null) {
      if (errorCode === null) continue;
      lines.splice(record.sqlEnd, record.resultEnd - record.sqlEnd);
      if (record.expect.kind === 'rows' || record.expect.error.kind === 'any') lines[record.line - 1] = `query error (${errorCode})`;
    } else if (record.expect.kind === 'rows') {
      lines.splice(record.sqlEnd, record.resultEnd - record.sqlEnd, '----', ...result);
    }
  }
  return lines.join('\n');
}
