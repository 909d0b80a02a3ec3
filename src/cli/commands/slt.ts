/** `conduct slt`: runs sqllogictest files against a server, or a cluster of its own in a temporary folder. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { completeFile } from '../../../sqllogictest/runner/complete-file.js';
import { Fixture } from '../../../sqllogictest/runner/fixture.js';
import { detectIsolation, type Isolation, type IsolationKind, isolate } from '../../../sqllogictest/runner/isolation.js';
import { KnownFailures, sortFailures } from '../../../sqllogictest/runner/known-failures.js';
import { describeFailure } from '../../../sqllogictest/runner/report.js';
import { type FileResult, runFile } from '../../../sqllogictest/runner/run-file.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { Cluster } from '../cluster.js';
import { WireClient } from '../wire-client.js';

export interface SltOptions {
  readonly files: readonly string[];
  readonly url: string | null;
  readonly workers: number | null;
  readonly executors: number | null;
  readonly jobs: number | null;
  readonly complete: boolean;
  readonly timeoutMs: number;
  readonly shownFailures: number;
  readonly fixture: string | null;
  readonly isolation: string | null;
  /** Lists of records that are known to fail. */
  readonly known: readonly string[];
  /** name=value: set on every connection. */
  readonly settings: readonly string[];
  readonly defaultUrl: string;
}

/** Whether all passed. */
export async function runSlt(options: SltOptions): Promise<boolean> {
  const files = options.files.flatMap(filesUnder);
  if (files.length === 0) throw new ConductError(SQLSTATE.invalidParameterValue, 'no .slt or .test files there');
  if (options.workers === null) return runFiles(options.url ?? options.defaultUrl, files, options);
  if (options.url !== null) throw new ConductError(SQLSTATE.invalidParameterValue, 'give --url or --workers, not both');
  const folder = mkdtempSync(join(tmpdir(), 'conduct-slt-'));
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    const cluster = await Cluster.start({
      dataFolder: folder,
      workers: options.workers,
      executors: options.executors,
      memoryBytes: null,
      port: 0,
      rpcPort: 0,
      report: (line) => console.error(`conduct: ${line}`),
    });
    try {
      const stopped = new Promise<boolean>((resolve) => {
        if (interrupted.signal.aborted) resolve(false);
        interrupted.signal.addEventListener('abort', () => resolve(false));
      });
      return await Promise.race([runFiles(cluster.url, files, options), stopped]);
    } finally {
      await cluster.stop();
    }
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runFiles(url: string, files: readonly string[], options: SltOptions): Promise<boolean> {
  const isolation = options.isolation === null ? await detectIsolation(url) : isolationKind(options.isolation);
  const fixture = options.fixture === null ? null : new Fixture(options.fixture);
  if (fixture !== null && isolation === 'drop') await loadOnce(url, fixture);
  // In one schema files would meet each other's tables.
  const jobs = isolation === 'drop' ? 1 : (options.jobs ?? availableParallelism());
  const known = new KnownFailures(options.known);
  let passed = 0;
  let failed = 0;
  let knownFailed = 0;
  let knownPassed = 0;
  let skipped = 0;
  let shown = 0;
  const queue = [...files];
  const work = async (): Promise<void> => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const result = await runOne(url, file, { kind: isolation, fixture, options });
      const failures = sortFailures(result, known.ofFile(file));
      passed += result.passed;
      failed += failures.unknown.length;
      knownFailed += failures.known.length;
      for (const line of failures.passed) {
        if (knownPassed < options.shownFailures) console.log(`${file}:${line}: listed as failing, but passed`);
        knownPassed += 1;
      }
      skipped += result.skipped;
      for (const failure of failures.unknown) {
        if (shown < options.shownFailures) console.log(describeFailure(failure));
        else console.log(`${failure.file}:${failure.line}: ${failure.message.split('\n')[0]}`);
        shown += 1;
      }
      if (options.complete) completeFile(file, result.outcomes);
      if (files.length > 1) console.log(`${file}: ${result.passed} passed, ${failures.unknown.length} failed, ${result.skipped} skipped`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, files.length) }, work));
  if (passed + failed === 0) {
    // A run that looked at nothing must not count as one that went well.
    console.log('no record was run');
    failed += 1;
  }
  if (knownFailed > 0) {
    const all = passed + failed + knownFailed;
    console.log(
      `${knownFailed} of ${all} records failed as listed in ${options.known.join(', ')} (${((100 * knownFailed) / all).toFixed(2)} %)`,
    );
  }
  if (knownPassed > 0) console.log(`${knownPassed} listed records passed: take them from the lists, or say there when they fail`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0;
}

interface RunContext {
  readonly kind: IsolationKind;
  readonly fixture: Fixture | null;
  readonly options: SltOptions;
}

async function runOne(url: string, file: string, { kind, fixture, options }: RunContext): Promise<FileResult> {
  try {
    const needed = fixture !== null && kind !== 'drop' && fixture.neededBy(readFileSync(file, 'utf8'));
    const isolation = await isolate(url, kind, needed ? fixture : null);
    try {
      return await runFile(file, { isolation: withSettings(isolation, options.settings), timeoutMs: options.timeoutMs });
    } finally {
      await isolation.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      file,
      passed: 0,
      passedLines: [],
      skipped: 0,
      failures: [{ file, line: 1, sql: '', message, difference: null }],
      outcomes: [],
    };
  }
}

/** Every connection begins with the settings. */
function withSettings(isolation: Isolation, settings: readonly string[]): Isolation {
  if (settings.length === 0) return isolation;
  return {
    ...isolation,
    async connect() {
      const client = await isolation.connect();
      for (const setting of settings) {
        const [name = '', value = ''] = setting.split(/=(.*)/s);
        await client.query(`SET ${name} = '${value.replaceAll("'", "''")}'`);
      }
      return client;
    },
  };
}

async function loadOnce(url: string, fixture: Fixture): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    await fixture.load(client);
  } finally {
    await client.close();
  }
}

function isolationKind(text: string): IsolationKind {
  if (text === 'schema' || text === 'database' || text === 'drop') return text;
  throw new ConductError(SQLSTATE.invalidParameterValue, `no such isolation: ${text}`);
}

/** The file itself, or the suites in a folder, sorted. */
function filesUnder(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new ConductError(SQLSTATE.invalidParameterValue, `no such file: ${path}`);
  if (!stats.isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((name) => /\.(slt|test)$/.test(name))
    .sort();
}
