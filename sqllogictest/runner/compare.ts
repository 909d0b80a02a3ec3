/** Whether what a server gave is what a record expects. */
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import { hashValues, type ResultMode, resultLines } from './format-values.js';
import type { ExpectedError } from './record.js';

const IGNORE = '<slt:ignore>';

/** null: as expected; otherwise what the result looks like in the file's own form. */
export function compareResult(
  expected: readonly string[],
  rows: readonly (readonly string[])[],
  mode: ResultMode,
  hashThreshold: number,
): readonly string[] | null {
  const actual = resultLines(rows, mode);
  if (expected.length === 1 && / values hashing to [0-9a-f]{32}$/.test(expected[0] ?? '')) {
    const hash = hashValues(rows.flat());
    return hash === expected[0] ? null : [hash, ...actual];
  }
  if (expected.some((line) => line.includes(IGNORE))) {
    return matchesIgnoring(expected.map(normalize).join('\n'), actual.map(normalize).join('\n')) ? null : actual;
  }
  const same = expected.length === actual.length && expected.every((line, index) => sameLine(line, actual[index] ?? '', mode));
  if (same) return null;
  return hashThreshold > 0 && rows.flat().length > hashThreshold ? [hashValues(rows.flat()), ...actual] : actual;
}

/** SQLite's runner ignores white space at the end of a line; the Rust runner compares with white space collapsed. */
function sameLine(expected: string, actual: string, mode: ResultMode): boolean {
  if (expected === actual) return true;
  return mode === 'typed' ? expected.trimEnd() === actual.trimEnd() : normalize(expected) === normalize(actual);
}

function normalize(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}

/** `<slt:ignore>` stands for any text. */
function matchesIgnoring(expected: string, actual: string): boolean {
  const pattern = expected
    .split(IGNORE)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(actual);
}

/** null: as expected; otherwise why not. A lost connection is never an expected error. */
export function compareError(expected: ExpectedError, error: unknown): string | null {
  if (!(error instanceof ConductError) || error.code === SQLSTATE.connectionFailure) return describeError(error);
  switch (expected.kind) {
    case 'any':
      return null;
    case 'sqlstate':
      if (error.code !== expected.code) return describeError(error);
      return expected.pattern === '' || found(expected.pattern, error.message) ? null : describeError(error);
    case 'pattern':
      return found(expected.pattern, `${error.code}: ${error.message}`) ? null : describeError(error);
    case 'message':
      return expected.message === error.message.trim() ? null : describeError(error);
  }
}

export function describeError(error: unknown): string {
  if (error instanceof ConductError) return `error (${error.code}) ${error.message}`;
  return `error ${error instanceof Error ? error.message : String(error)}`;
}

export function describeExpectedError(expected: ExpectedError): string {
  switch (expected.kind) {
    case 'any':
      return 'an error';
    case 'sqlstate':
      return `error (${expected.code}) ${expected.pattern}`.trimEnd();
    case 'pattern':
      return `error ${expected.pattern}`;
    case 'message':
      return `error ${expected.message}`;
  }
}

/** Patterns are written for another engine's regular expressions; one that this engine can't read is looked for as text. */
function found(pattern: string, message: string): boolean {
  try {
    return new RegExp(pattern).test(message);
  } catch {
    return message.includes(pattern);
  }
}
