/** A conductor and its workers on this machine as child processes: what `conduct up`, `conduct slt --workers` and the process tests run. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defaultExecutors, defaultWorkerMemory } from './size.js';
import { Supervisor } from './supervisor.js';
import { WireClient } from './wire-client.js';

export interface ClusterOptions {
  readonly dataFolder: string;
  readonly workers: number;
  /** Executor threads of each worker; null: by the machine. */
  readonly executors: number | null;
  /** Memory of each worker in bytes; null: by the machine. */
  readonly memoryBytes: number | null;
  /** Disk that the queries of each worker may take, in bytes; null: LIMITS.spillQuotaBytes. */
  readonly spillBytes?: number | null;
  /** 0 takes a free one, which stays the same over restarts of the conductor. */
  readonly port: number;
  /** Where workers join; 0 takes a free one. */
  readonly rpcPort: number;
  /** Folders that queries may read files from; missing: the current one. */
  readonly allowed?: readonly string[];
  /** Address of the Postgres port; missing: loopback. */
  readonly listen?: string;
  /** Whether it may be tried out without a password; missing: yes. */
  readonly trusted?: boolean;
  /** More flags of the conductor and of each worker. */
  readonly conductorFlags?: readonly string[];
  readonly workerFlags?: readonly string[];
  readonly report: (line: string) => void;
}

export class Cluster {
  readonly url: string;
  readonly rpcAddress: string;
  readonly conductor: Supervisor;
  readonly workers: readonly Supervisor[];

  private constructor(url: string, rpcAddress: string, conductor: Supervisor, workers: readonly Supervisor[]) {
    this.url = url;
    this.rpcAddress = rpcAddress;
    this.conductor = conductor;
    this.workers = workers;
  }

  /** Resolves when queries are answered and all workers have joined. Rejects, with nothing left running, when a part can't start. */
  static async start(options: ClusterOptions): Promise<Cluster> {
    const { dataFolder, report } = options;
    const logs = join(dataFolder, 'logs');
    const { listen = '127.0.0.1', trusted = true } = options;
    const names = Array.from({ length: options.workers }, (_, index) => `worker-${index + 1}`);
    const allowed = [
      ...(options.allowed ?? []).flatMap((folder) => ['--allow', folder]),
      ...['conductor', 'logs', ...names].flatMap((name) => ['--deny', join(dataFolder, name)]),
    ];
    let address = { rpc: `127.0.0.1:${options.rpcPort}`, port: options.port };
    const conductor = new Supervisor({
      name: 'conductor',
      args: () => [
        ...['conductor', '--data', join(dataFolder, 'conductor'), '--log', join(logs, 'conductor.log')],
        ...['--port', String(address.port), '--rpc', address.rpc, '--listen', listen],
        ...allowed,
        ...(options.conductorFlags ?? []),
      ],
      outputFile: join(logs, 'conductor.out'),
      report,
    });
    const executors = options.executors ?? defaultExecutors(options.workers);
    const memoryBytes = options.memoryBytes ?? defaultWorkerMemory(options.workers);
    const workers = names.map((name) => {
      return new Supervisor({
        name,
        args: () => [
          ...['worker', '--join', address.rpc, '--data', join(dataFolder, name), '--log', join(logs, `${name}.log`)],
          ...['--executors', String(executors), '--memory', String(memoryBytes)],
          ...allowed,
          ...(options.spillBytes == null ? [] : ['--spill', String(options.spillBytes)]),
          ...(options.workerFlags ?? []),
        ],
        outputFile: join(logs, `${name}.out`),
        report,
      });
    });
    try {
      const ready = await conductor.start();
      // From here on restarts listen where the first start did: workers and clients keep their addresses.
      address = { rpc: ready.rpcAddress, port: ready.postgresPort ?? options.port };
      await Promise.all(workers.map((worker) => worker.start()));
      const url = `postgresql://conduct@${hostOf(listen)}:${address.port}/conduct`;
      if (trusted) await tryOut(url);
      return new Cluster(url, address.rpc, conductor, workers);
    } catch (error) {
      await stopAll(conductor, workers);
      throw error;
    }
  }

  async stop(): Promise<void> {
    await stopAll(this.conductor, this.workers);
  }
}

async function tryOut(url: string): Promise<void> {
  const client = await WireClient.connect(url);
  try {
    await client.query('SELECT 1');
  } finally {
    await client.close();
  }
}

/** Where clients on this machine connect to. */
function hostOf(listen: string): string {
  if (listen === '0.0.0.0' || listen === '::') return '127.0.0.1';
  return listen.includes(':') ? `[${listen}]` : listen;
}

/** The conductor first: its queries end before the workers that run them go. */
async function stopAll(conductor: Supervisor, workers: readonly Supervisor[]): Promise<void> {
  for (const part of [conductor, ...workers]) part.expectEnd();
  await conductor.stop();
  await Promise.all(workers.map((worker) => worker.stop()));
}

/** Workers whose data a folder already holds. */
export function workersIn(dataFolder: string): number {
  if (!existsSync(dataFolder)) return 0;
  return readdirSync(dataFolder).filter((name) => /^worker-\d+$/.test(name)).length;
}
