/** Runs the records of one file in order, each on its connection, and says which passed, failed or were skipped. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StatementResult, WireClient } from '../../src/cli/wire-client.js';
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import { compareError, compareResult, describeError, describeExpectedError } from './compare.js';
import { formatRows, hashValues, type ResultMode, resultLines } from './format-values.js';
import type { Isolation } from './isolation.js';
import { parseRecords } from './parse-records.js';
import type { Condition, QueryRecord, Retry, SltRecord, SortMode, StatementRecord } from './record.js';
import { Substitution } from './substitution.js';

/** Labels that this engine answers to. */
const ENGINE_LABELS: ReadonlySet<string> = new Set(['conduct', 'postgres', 'postgresql']);
/** SQLite's files say `skipif postgresql` of a server of long ago: those records hold today. */
const IGNORED_SKIPS: ReadonlySet<string> = new Set(['postgresql']);
const MAX_INCLUDE_DEPTH = 16;
/** Time that a cancelled record gets to answer before its connection is given up. */
const CANCEL_GRACE_MS = 5_000;

export interface Failure {
  readonly file: string;
  readonly line: number;
  readonly sql: string;
  readonly message: string;
  /** Expected and actual lines, where the failure is a difference of results. */
  readonly difference: { readonly expected: readonly string[]; readonly actual: readonly string[] } | null;
}

/** What a query record gave, for completion. */
export interface QueryOutcome {
  readonly record: QueryRecord;
  /** null: it failed with `errorCode`. */
  readonly lines: readonly string[] | null;
  readonly errorCode: string | null;
}

export interface FileResult {
  readonly file: string;
  readonly passed: number;
  /** Lines of the records that passed, of included files too. */
  readonly passedLines: readonly number[];
  readonly skipped: number;
  readonly failures: readonly Failure[];
  readonly outcomes: readonly QueryOutcome[];
}

export interface FileOptions {
  readonly isolation: Isolation;
  readonly timeoutMs: number;
}

export async function runFile(file: string, options: FileOptions): Promise<FileResult> {
  const runner = new FileRunner(file, options);
  try {
    await runner.runRecords(parseRecords(file, readFileSync(file, 'utf8')), 0);
  } finally {
    await runner.close();
  }
  return runner.result();
}

class FileRunner {
  readonly #file: string;
  readonly #options: FileOptions;
  readonly #substitution: Substitution;
  readonly #connections = new Map<string, WireClient>();
  readonly #labels = new Map<string, { readonly hash: string; readonly line: number }>();
  readonly #failures: Failure[] = [];
  readonly #outcomes: QueryOutcome[] = [];
  readonly #passedLines: number[] = [];
  #skipped = 0;
  #mode: ResultMode = 'typed';
  #sort: SortMode = 'nosort';
  #hashThreshold = 0;
  #substitute = false;
  #halted = false;

  constructor(file: string, options: FileOptions) {
    this.#file = file;
    this.#options = options;
    this.#substitution = new Substitution(options.isolation.database);
  }

  result(): FileResult {
    return {
      file: this.#file,
      passed: this.#passedLines.length,
      passedLines: this.#passedLines,
      skipped: this.#skipped,
      failures: this.#failures,
      outcomes: this.#outcomes,
    };
  }

  async close(): Promise<void> {
    this.#substitution.close();
    for (const client of this.#connections.values()) await client.close();
  }

  async runRecords(records: readonly SltRecord[], depth: number): Promise<void> {
    for (const record of records) {
      const counts = record.kind === 'statement' || record.kind === 'query' || record.kind === 'system' || record.kind === 'let';
      if (this.#halted || skips(record.conditions)) {
        if (counts) this.#skipped += 1;
        continue;
      }
      await this.#run(record, depth);
    }
  }

  async #run(record: SltRecord, depth: number): Promise<void> {
    switch (record.kind) {
      case 'statement':
        return this.#tried(record, record.retry, () => this.#statement(record));
      case 'query':
        return this.#tried(record, record.retry, () => this.#query(record));
      case 'system':
        return this.#tried(record, null, () => this.#system(record));
      case 'let':
        return this.#tried(record, null, () => this.#let(record));
      case 'halt':
        this.#halted = true;
        return;
      case 'hash-threshold':
        this.#hashThreshold = record.threshold;
        return;
      case 'include':
        return this.#include(record, depth);
      case 'sleep':
        await sleep(record.ms);
        return;
      case 'subtest':
        return;
      case 'control':
        if (record.setting === 'substitution') this.#substitute = record.on;
        else if (record.setting === 'sortmode') this.#sort = record.sort;
        else this.#mode = record.mode;
        return;
      case 'malformed':
        this.#failures.push(failure(record, '', record.message));
    }
  }

  /** Runs a record, again after its back-off while it fails and has attempts left; counts it. */
  async #tried(record: SltRecord, retry: Retry | null, attempt: () => Promise<Failure | null>): Promise<void> {
    let left = retry?.attempts ?? 0;
    let failed = await this.#guarded(record, attempt);
    while (failed !== null && retry !== null && left > 0) {
      left -= 1;
      await sleep(retry.backoffMs);
      failed = await this.#guarded(record, attempt);
    }
    if (failed === null) this.#passedLines.push(record.line);
    else this.#failures.push(failed);
  }

  /** Problems of the record itself (an unknown variable, a server that can't be reached) are failures of it. */
  async #guarded(record: SltRecord, attempt: () => Promise<Failure | null>): Promise<Failure | null> {
    try {
      return await attempt();
    } catch (error) {
      return failure(record, 'sql' in record ? record.sql : '', describeError(error));
    }
  }

  async #statement(record: StatementRecord): Promise<Failure | null> {
    const sql = this.#text(record.sql);
    let results: readonly StatementResult[];
    try {
      results = await this.#execute(record.connection, sql);
    } catch (error) {
      if (record.expect.kind !== 'error') return failure(record, sql, describeError(error));
      const difference = compareError(record.expect.error, error);
      return difference === null
        ? null
        : failure(record, sql, 'another error than expected', [describeExpectedError(record.expect.error)], [difference]);
    }
    switch (record.expect.kind) {
      case 'ok':
        return null;
      case 'count': {
        const rows = affectedRows(results);
        return rows === record.expect.rows ? null : failure(record, sql, `expected ${record.expect.rows} rows, got ${rows}`);
      }
      case 'error':
        return failure(record, sql, `expected ${describeExpectedError(record.expect.error)}, but it succeeded`);
    }
  }

  async #query(record: QueryRecord): Promise<Failure | null> {
    const sql = this.#text(record.sql);
    const { expect } = record;
    let result: StatementResult | undefined;
    try {
      result = (await this.#execute(record.connection, sql)).at(-1);
    } catch (error) {
      this.#outcomes.push({ record, lines: null, errorCode: error instanceof ConductError ? error.code : null });
      if (expect.kind !== 'error') return failure(record, sql, describeError(error));
      const difference = compareError(expect.error, error);
      return difference === null
        ? null
        : failure(record, sql, 'another error than expected', [describeExpectedError(expect.error)], [difference]);
    }
    const sort = (expect.kind === 'rows' ? expect.sort : null) ?? this.#sort;
    const types = expect.kind === 'rows' ? expect.types : '';
    const oids = result?.fields.map((field) => field.typeOid) ?? [];
    const rows = formatRows(result?.rows ?? [], oids, types, this.#mode, sort);
    const values = rows.flat();
    const hashed = this.#hashThreshold > 0 && values.length > this.#hashThreshold;
    this.#outcomes.push({ record, lines: hashed ? [hashValues(values)] : resultLines(rows, this.#mode), errorCode: null });
    if (expect.kind === 'error') return failure(record, sql, `expected ${describeExpectedError(expect.error)}, but it succeeded`);
    if (types !== '' && types.length !== oids.length) {
      return failure(record, sql, `expected ${types.length} columns, got ${oids.length}`);
    }
    if (expect.label !== null) {
      const wrong = this.#checkLabel(record, expect.label, hashValues(values), sql);
      if (wrong !== null) return wrong;
    }
    // Without a results part SQLite's files only ask that the query runs; the Rust runner's expect no rows.
    if (expect.lines === null && this.#mode === 'typed') return null;
    const expected = expect.lines ?? [];
    const actual = compareResult(expected, rows, this.#mode, this.#hashThreshold);
    return actual === null ? null : failure(record, sql, 'another result than expected', expected, actual);
  }

  /** Queries with one label give one result. */
  #checkLabel(record: QueryRecord, label: string, hash: string, sql: string): Failure | null {
    const before = this.#labels.get(label);
    if (before === undefined) {
      this.#labels.set(label, { hash, line: record.line });
      return null;
    }
    if (before.hash === hash) return null;
    return failure(record, sql, `another result than line ${before.line}, which has the same label ${label}`, [before.hash], [hash]);
  }

  async #let(record: Extract<SltRecord, { readonly kind: 'let' }>): Promise<Failure | null> {
    const sql = this.#text(record.sql);
    const result = (await this.#execute(record.connection, sql)).at(-1);
    const row = result?.rows[0];
    if (row === undefined || result?.rows.length !== 1 || row.length !== record.names.length) {
      return failure(record, sql, `expected one row of ${record.names.length} columns`);
    }
    for (const [index, name] of record.names.entries()) this.#substitution.set(name, row[index] ?? 'NULL');
    return null;
  }

  async #system(record: Extract<SltRecord, { readonly kind: 'system' }>): Promise<Failure | null> {
    const command = this.#text(record.command);
    const { status, output } = await shell(command, dirname(resolve(record.file)), this.#options.timeoutMs);
    if ((status !== 0) !== record.fails) return failure(record, command, `the command ended with status ${status}\n${output}`);
    if (record.output === null || record.output === output.trim()) return null;
    return failure(record, command, 'another output than expected', record.output.split('\n'), output.trim().split('\n'));
  }

  async #include(record: Extract<SltRecord, { readonly kind: 'include' }>, depth: number): Promise<void> {
    const files = depth < MAX_INCLUDE_DEPTH ? matchingFiles(dirname(record.file), record.pattern) : [];
    if (files.length === 0) {
      this.#failures.push(failure(record, '', `nothing to include: ${record.pattern}`));
      return;
    }
    for (const file of files) await this.runRecords(parseRecords(file, readFileSync(file, 'utf8')), depth + 1);
  }

  #text(sql: string): string {
    return this.#substitute ? this.#substitution.apply(sql) : sql;
  }

  /** Runs on the named connection, which is opened when first used or lost. Cancels what takes too long. */
  async #execute(connection: string, sql: string): Promise<readonly StatementResult[]> {
    let client = this.#connections.get(connection);
    if (client === undefined || client.closed) {
      client = await this.#options.isolation.connect();
      this.#connections.set(connection, client);
    }
    const running = client.query(sql);
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<'expired'>((resolve) => {
      timer = setTimeout(() => resolve('expired'), this.#options.timeoutMs);
    });
    const first = await Promise.race([running, expired]).finally(() => clearTimeout(timer));
    if (first !== 'expired') {
      this.#options.isolation.ran(sql);
      return first;
    }
    await client.cancel();
    const answered = await Promise.race([
      running.then(
        () => true,
        () => true,
      ),
      sleep(CANCEL_GRACE_MS, false, { ref: false }),
    ]);
    if (!answered) {
      this.#connections.delete(connection);
      client.destroy();
    }
    throw new ConductError(SQLSTATE.connectionFailure, `no answer after ${this.#options.timeoutMs / 1_000} s`);
  }
}

function skips(conditions: readonly Condition[]): boolean {
  return conditions.some(({ kind, label }) =>
    kind === 'onlyif' ? !ENGINE_LABELS.has(label) : ENGINE_LABELS.has(label) && !IGNORED_SKIPS.has(label),
  );
}

function failure(
  record: SltRecord,
  sql: string,
  message: string,
  expected: readonly string[] | null = null,
  actual: readonly string[] = [],
): Failure {
  return { file: record.file, line: record.line, sql, message, difference: expected === null ? null : { expected, actual } };
}

/** The number at the end of the last command tag: `INSERT 0 3`, `SELECT 3`. */
function affectedRows(results: readonly StatementResult[]): number {
  const last = results.at(-1);
  const match = /(\d+)$/.exec(last?.tag ?? '');
  return match === null ? 0 : Number(match[1]);
}

function shell(command: string, folder: string, timeoutMs: number): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], timeout: timeoutMs });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
  });
}

/** Files that a pattern with `*` and `?` names, relative to a folder, sorted. */
function matchingFiles(folder: string, pattern: string): string[] {
  const path = join(folder, pattern);
  if (!/[*?]/.test(pattern)) return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [path] : [];
  const fixed = path.slice(0, path.search(/[*?]/));
  const root = fixed.slice(0, fixed.lastIndexOf(sep)) || '.';
  const expression = new RegExp(
    `^${path
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*\*\/?|\*|\?/g, (wild) => (wild.startsWith('**') ? '.*' : wild === '*' ? '[^/]*' : '[^/]'))}$`,
  );
  return readdirSync(root, { recursive: true })
    .map((name) => join(root, String(name)))
    .filter((name) => expression.test(name) && statSync(name).isFile())
    .sort();
}
