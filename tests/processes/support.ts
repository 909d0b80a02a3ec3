/** A cluster of real processes with a data folder of its own, and psql at its side; after stop() neither process nor file is left. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Cluster } from '../../src/cli/cluster.js';
import type { Supervisor } from '../../src/cli/supervisor.js';
import { WireClient } from '../../src/cli/wire-client.js';

export interface TestClusterOptions {
  readonly workers: number;
  readonly executors?: number;
  /** Folder, in the cluster's own, that statements may read and write files in. */
  readonly files?: string;
  /** Of each worker, in bytes. */
  readonly memory?: number;
  readonly spill?: number;
  readonly conductorFlags?: readonly string[];
  readonly workerFlags?: readonly string[];
}

/** A worker's share on machines that run the tests: small, so that several clusters fit beside whatever else runs there. */
const WORKER_MEMORY_BYTES = 1 << 30;

export class TestCluster {
  readonly folder: string;
  /** What the supervisors reported: deaths and restarts. */
  readonly events: string[];
  readonly #options: TestClusterOptions;
  #cluster: Cluster;

  private constructor(cluster: Cluster, folder: string, events: string[], options: TestClusterOptions) {
    this.#cluster = cluster;
    this.folder = folder;
    this.events = events;
    this.#options = options;
  }

  static async start(options: TestClusterOptions): Promise<TestCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'conduct-processes-'));
    const events: string[] = [];
    try {
      return new TestCluster(await startIn(folder, events, options), folder, events, options);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get cluster(): Cluster {
    return this.#cluster;
  }

  /** Everything ends in order and starts again with the same data, at another port. */
  async restart(): Promise<void> {
    const { pids } = this;
    await this.#cluster.stop();
    expect(pids.filter(alive), 'processes left behind').to.deep.equal([]);
    this.#cluster = await startIn(this.folder, this.events, this.#options);
  }

  get url(): string {
    return this.cluster.url;
  }

  connect(): Promise<WireClient> {
    return WireClient.connect(this.url);
  }

  /** Runs work with a connection of its own. */
  async with<T>(work: (client: WireClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    try {
      return await work(client);
    } finally {
      await client.close();
    }
  }

  get pids(): readonly number[] {
    return [this.cluster.conductor, ...this.cluster.workers].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Everything ends, and nothing may be left of it. */
  async stop(): Promise<void> {
    const { pids } = this;
    try {
      await this.cluster.stop();
      expect(pids.filter(alive), 'processes left behind').to.deep.equal([]);
    } finally {
      if (process.env.CONDUCT_KEEP_DATA === undefined) rmSync(this.folder, { recursive: true, force: true });
      else console.log(`data kept in ${this.folder}`);
    }
  }

  /** The end of a part's log, for failures. */
  logTail(name: string, lines = 20): string {
    const path = join(this.folder, 'logs', `${name}.log`);
    if (!existsSync(path)) return `${path} does not exist`;
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}

function startIn(
  folder: string,
  events: string[],
  { workers, executors = 1, files, memory, spill, ...flags }: TestClusterOptions,
): Promise<Cluster> {
  return Cluster.start({
    dataFolder: folder,
    workers,
    executors,
    memoryBytes: memory ?? WORKER_MEMORY_BYTES,
    spillBytes: spill ?? null,
    port: 0,
    rpcPort: 0,
    ...flags,
    ...(files === undefined ? {} : { allowed: [join(folder, files)] }),
    report: (line) => events.push(line),
  });
}

/** kill -9 of what the supervisor runs now; false when it runs nothing (it is between two starts). */
export function killHard(part: Supervisor): boolean {
  const { pid } = part;
  if (pid === undefined) return false;
  process.kill(pid, 'SIGKILL');
  return true;
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A number of /proc/PID/status, in bytes. */
export function processMemory(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text);
  if (match === null) throw new Error(`/proc/${pid}/status has no ${field}`);
  return Number(match[1]) * 1024;
}

/** Processor time that a process has used, in milliseconds; its threads included. */
export function processorMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // Fields are counted behind the name, which may have spaces: utime and stime are the 14th and 15th, in ticks of 10 ms.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs psql against the URL without its start file. `input`: its standard input. */
export function psql(url: string, args: readonly string[], input: NodeJS.ReadableStream | string = ''): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('psql', ['-X', '-v', 'ON_ERROR_STOP=1', ...args, url], { stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    // A psql that stops at an error no longer reads what it is sent.
    child.stdin.on('error', () => undefined);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
    if (typeof input === 'string') child.stdin.end(input);
    else input.pipe(child.stdin);
  });
}

/** Whether psql can be run here. */
export function psqlInstalled(): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('psql', ['--version'], { stdio: 'ignore' });
    child.on('error', () => resolve(false));
    child.on('close', (status) => resolve(status === 0));
  });
}

export async function until(condition: () => boolean | Promise<boolean>, timeoutMs: number, what: string): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(25);
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
