/**
 * Reads a sqllogictest file: SQLite's format and the extensions of the Rust runner. Malformed records become records that fail, so
 * that the rest of the file still runs.
 */
import type { Condition, ExpectedError, Retry, SltRecord, SortMode } from './record.js';

const DELIMITER = '----';
const DURATION_MS: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, min: 60_000 };

export function parseRecords(file: string, text: string): SltRecord[] {
  return new RecordParser(file, text).parse();
}

class RecordParser {
  readonly #file: string;
  readonly #lines: readonly string[];
  /** 0-based index of the next line. */
  #next = 0;
  #conditions: Condition[] = [];
  #connection = '';

  constructor(file: string, text: string) {
    this.#file = file;
    // White space at the end of a line is part of a value there; only an empty line ends a record.
    this.#lines = text.split(/\r?\n/);
  }

  parse(): SltRecord[] {
    const records: SltRecord[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next] ?? '';
      this.#next += 1;
      if (line.trim() === '' || line.startsWith('#')) continue;
      const words = line.trim().split(/\s+/);
      switch (words[0]) {
        case 'onlyif':
        case 'skipif':
          this.#conditions.push({ kind: words[0], label: words[1] ?? '' });
          continue;
        case 'connection':
          this.#connection = words[1] === 'default' ? '' : (words[1] ?? '');
          continue;
        default:
          records.push(this.#record(line.trim(), words));
          this.#conditions = [];
          this.#connection = '';
      }
    }
    return records;
  }

  #record(line: string, words: readonly string[]): SltRecord {
    const base = { file: this.#file, line: this.#next, conditions: this.#conditions };
    const malformed = (message: string): SltRecord => ({ ...base, kind: 'malformed', message });
    const argument = line.slice(words[0]?.length ?? 0).trim();
    switch (words[0]) {
      case 'statement':
        return this.#statement(base, argument);
      case 'query':
        return this.#query(base, argument);
      case 'system':
        return this.#system(base, words[1] === 'error');
      case 'halt':
        return { ...base, kind: 'halt' };
      case 'hash-threshold': {
        const threshold = Number(words[1]);
        return Number.isInteger(threshold) ? { ...base, kind: 'hash-threshold', threshold } : malformed(`not a threshold: ${argument}`);
      }
      case 'include':
        return { ...base, kind: 'include', pattern: argument };
      case 'sleep': {
        const ms = parseDuration(argument);
        return ms === null ? malformed(`not a duration: ${argument}`) : { ...base, kind: 'sleep', ms };
      }
      case 'subtest':
        return { ...base, kind: 'subtest', name: argument };
      case 'let': {
        const names = argument
          .replace(/^\(|\)$/g, '')
          .split(/[\s,]+/)
          .filter((name) => name !== '');
        return { ...base, kind: 'let', names, sql: this.#sql().sql, connection: this.#connection };
      }
      case 'control':
        return control(base, words) ?? malformed(`not a control record: ${line}`);
      default:
        return malformed(`unknown directive: ${line}`);
    }
  }

  /** Lines up to a blank one or `----`. A blank line before `----` belongs to neither. */
  #sql(): { readonly sql: string; readonly delimiter: boolean } {
    const lines: string[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next] ?? '';
      if (line.trimEnd() === DELIMITER) {
        this.#next += 1;
        return { sql: lines.join('\n'), delimiter: true };
      }
      if (line === '') break;
      lines.push(line);
      this.#next += 1;
    }
    let after = this.#next;
    while (after < this.#lines.length && this.#lines[after]?.trim() === '') after += 1;
    if (this.#lines[after]?.trimEnd() === DELIMITER) {
      this.#next = after + 1;
      return { sql: lines.join('\n'), delimiter: true };
    }
    return { sql: lines.join('\n'), delimiter: false };
  }

  #resultLines(): string[] {
    const lines: string[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next] ?? '';
      if (line === '') break;
      lines.push(line);
      this.#next += 1;
    }
    return lines;
  }

  /** A message under `----` goes on to two blank lines or the end of the file. */
  #message(): string {
    const lines: string[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next] ?? '';
      if (line === '' && (this.#lines[this.#next + 1] ?? '') === '') break;
      lines.push(line);
      this.#next += 1;
    }
    return lines.join('\n').trim();
  }

  #error(argument: string, delimiter: boolean): ExpectedError {
    if (delimiter) {
      const message = this.#message();
      if (message !== '') return { kind: 'message', message };
    }
    const state = /^\(([0-9A-Z]{5})\)\s*(.*)$/.exec(argument);
    if (state !== null) return { kind: 'sqlstate', code: state[1] ?? '', pattern: state[2] ?? '' };
    return argument === '' ? { kind: 'any' } : { kind: 'pattern', pattern: argument };
  }

  #statement(base: Base, argument: string): SltRecord {
    const { rest, retry } = splitRetry(argument);
    const connection = this.#connection;
    const [word = '', ...more] = rest.split(/\s+/);
    const { sql, delimiter } = this.#sql();
    const record = { ...base, kind: 'statement', sql, connection, retry } as const;
    switch (word) {
      case 'ok':
        if (delimiter) this.#resultLines();
        return { ...record, expect: { kind: 'ok' } };
      case 'count': {
        const rows = Number(more[0]);
        if (!Number.isInteger(rows)) return { ...base, kind: 'malformed', message: `not a count: ${argument}` };
        return { ...record, expect: { kind: 'count', rows } };
      }
      case 'error':
        return { ...record, expect: { kind: 'error', error: this.#error(rest.slice('error'.length).trim(), delimiter) } };
      default:
        return { ...base, kind: 'malformed', message: `unknown directive: statement ${argument}` };
    }
  }

  #query(base: Base, argument: string): SltRecord {
    const { rest, retry } = splitRetry(argument);
    const connection = this.#connection;
    const { sql, delimiter } = this.#sql();
    const sqlEnd = this.#next - (delimiter ? 1 : 0);
    const record = { ...base, kind: 'query', sql, connection, retry, sqlEnd } as const;
    if (/^error(\s|$)/.test(rest)) {
      const error = this.#error(rest.slice('error'.length).trim(), delimiter);
      return { ...record, expect: { kind: 'error', error }, resultEnd: this.#next };
    }
    const [types = '', ...more] = rest.split(/\s+/);
    let sort: SortMode | null = null;
    let label: string | null = null;
    for (const word of more) {
      if (word === 'nosort' || word === 'rowsort' || word === 'valuesort') sort = word;
      else if (word.startsWith('#')) break;
      else label = word;
    }
    const lines = delimiter ? this.#resultLines() : null;
    return { ...record, expect: { kind: 'rows', types, sort, label, lines }, resultEnd: this.#next };
  }

  #system(base: Base, fails: boolean): SltRecord {
    const { sql, delimiter } = this.#sql();
    return { ...base, kind: 'system', command: sql, fails, output: delimiter ? this.#message() : null };
  }
}

interface Base {
  readonly file: string;
  readonly line: number;
  readonly conditions: readonly Condition[];
}

function control(base: Base, words: readonly string[]): SltRecord | null {
  const value = words[2];
  switch (words[1]) {
    case 'substitution':
      return value === 'on' || value === 'off' ? { ...base, kind: 'control', setting: 'substitution', on: value === 'on' } : null;
    case 'sortmode':
      return value === 'nosort' || value === 'rowsort' || value === 'valuesort'
        ? { ...base, kind: 'control', setting: 'sortmode', sort: value }
        : null;
    case 'resultmode':
      return value === 'rowwise' || value === 'valuewise' ? { ...base, kind: 'control', setting: 'resultmode', mode: value } : null;
    default:
      return null;
  }
}

/** `... retry 3 backoff 5s` at the end of a directive. */
function splitRetry(argument: string): { readonly rest: string; readonly retry: Retry | null } {
  const match = /^(.*?)\s*\bretry\s+(\d+)\s+backoff\s+(\S+)$/.exec(argument);
  const backoffMs = match === null ? null : parseDuration(match[3] ?? '');
  if (match === null || backoffMs === null) return { rest: argument, retry: null };
  return { rest: match[1] ?? '', retry: { attempts: Number(match[2]), backoffMs } };
}

function parseDuration(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|min|m)$/.exec(text);
  if (match === null) return null;
  return Number(match[1]) * (DURATION_MS[match[2] ?? ''] ?? Number.NaN);
}
