/** `conduct up`: a conductor and N workers on this machine, with the sample at the first start, until SIGINT or SIGTERM. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessFlags, accessArguments, type ClusterFlags, clusterArguments, readAccess, readClusterSecurity } from '../access.js';
import { Cluster, workersIn } from '../cluster.js';
import { lockFolder } from '../folder-lock.js';
import { mountFolders, parseMount } from '../mount.js';
import { loadSample } from '../sample.js';

export interface UpOptions {
  readonly data: string;
  readonly workers: number;
  readonly executors: number | null;
  readonly memoryBytes: number | null;
  readonly spillBytes: number | null;
  readonly port: number;
  readonly rpcPort: number;
  /** Folders that queries may read files from. */
  readonly allowed: readonly string[];
  /** NAME=DIR each. */
  readonly mounts: readonly string[];
  readonly sample: boolean;
  readonly access: AccessFlags;
  readonly cluster: ClusterFlags;
}

export async function runUp(options: UpOptions): Promise<void> {
  // What is wrong with the flags is told before anything is started.
  readAccess(options.access);
  readClusterSecurity(options.cluster);
  const mounts = options.mounts.map(parseMount);
  mkdirSync(options.data, { recursive: true });
  const lock = lockFolder(options.data);
  const held = workersIn(options.data);
  if (held > options.workers) {
    console.error(`conduct: ${options.data} holds the data of ${held} workers; queries that need more than ${options.workers} will fail`);
  }
  const firstStart = !existsSync(join(options.data, 'conductor'));
  const stopped = stopSignal();
  const cluster = await Cluster.start({
    dataFolder: options.data,
    workers: options.workers,
    executors: options.executors,
    memoryBytes: options.memoryBytes,
    spillBytes: options.spillBytes,
    port: options.port,
    rpcPort: options.rpcPort,
    allowed: [...options.allowed, ...mounts.map(({ folder }) => folder)],
    listen: options.access.listen,
    trusted: options.access.hba === null,
    conductorFlags: [...accessArguments(options.access), ...clusterArguments(options.cluster)],
    workerFlags: clusterArguments(options.cluster),
    report: (line) => console.error(`conduct: ${line}`),
  });
  try {
    // Rules may ask for a password, which only their author has.
    if (options.sample && options.access.hba === null) await Promise.race([loadSampleOnce(cluster.url, options.data, firstStart), stopped]);
    if (mounts.length > 0) await mountFolders(cluster.url, mounts, (line) => console.error(`conduct: ${line}`));
    if (!stopRequested()) {
      console.log(`workers join at ${cluster.rpcAddress}`);
      console.log(`ready: ${cluster.url}`);
      console.log(`psql ${cluster.url}`);
    }
    await stopped;
  } finally {
    await cluster.stop();
    lock.release();
  }
  process.exit(0);
}

let requested = false;

function stopRequested(): boolean {
  return requested;
}

/** Resolves at the first SIGINT or SIGTERM. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        requested = true;
        resolve();
      });
    }
  });
}

/** Loads the sample into a new data folder; a load that was cut short is begun anew at the next start. */
async function loadSampleOnce(url: string, dataFolder: string, firstStart: boolean): Promise<void> {
  const marker = join(dataFolder, 'sample');
  const state = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : '';
  if (state !== 'loading' && !(firstStart && state === '')) return;
  writeFileSync(marker, 'loading\n');
  await loadSample(url);
  writeFileSync(marker, 'loaded\n');
}
