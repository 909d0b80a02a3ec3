/** Failures as text: file:line, the SQL, and the lines that differ. */
import type { Failure } from './run-file.js';

const MAX_SQL_LENGTH = 2_000;
const MAX_LINES = 40;

export function describeFailure(failure: Failure): string {
  const parts = [`${failure.file}:${failure.line}: ${failure.message}`];
  if (failure.sql !== '') parts.push(indent(cut(failure.sql)));
  if (failure.difference !== null) parts.push(...differingLines(failure.difference.expected, failure.difference.actual));
  return `${parts.join('\n')}\n`;
}

/** A line-by-line comparison: `-` expected, `+` actual, with the lines before the first difference left out. */
function differingLines(expected: readonly string[], actual: readonly string[]): string[] {
  let same = 0;
  while (same < expected.length && same < actual.length && expected[same] === actual[same]) same += 1;
  const lines = same === 0 ? [] : [`  (${same} equal lines)`];
  lines.push(...limited(expected.slice(same), '-'), ...limited(actual.slice(same), '+'));
  return lines;
}

function limited(lines: readonly string[], mark: string): string[] {
  const shown = lines.slice(0, MAX_LINES).map((line) => `  ${mark} ${line}`);
  return lines.length > MAX_LINES ? [...shown, `  ${mark} ... ${lines.length - MAX_LINES} more`] : shown;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

function cut(text: string): string {
  return text.length > MAX_SQL_LENGTH ? `${text.slice(0, MAX_SQL_LENGTH)} ...` : text;
}
