/** `conduct worker`: holds sections of tables in its data folder, which is its identity, and runs tasks on its executors. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LIMITS } from '../../common/limits.js';
import { nodeRuntime } from '../../common/node-runtime.js';
import { Engine } from '../../exec/engine.js';
import { SpillSpace } from '../../exec/spill/spill-space.js';
import { GrpcTransport } from '../../rpc/grpc-transport.js';
import { s3Settings } from '../../storage/object-store/s3-settings.js';
import { S3Store } from '../../storage/object-store/s3-store.js';
import { Worker } from '../../worker/worker.js';
import { type ClusterFlags, checkClusterAddress, readClusterSecurity } from '../access.js';
import { stopOnSignal, supervised, tellSupervisor } from '../child-protocol.js';
import { lockFolder } from '../folder-lock.js';
import { processLog } from '../process-log.js';
import { defaultExecutors, defaultWorkerMemory } from '../size.js';

export interface WorkerOptions {
  readonly data: string;
  /** host:port of the conductor. */
  readonly join: string;
  /** host:port of this worker's own server; port 0 takes a free one. */
  readonly listen: string;
  readonly executors: number | null;
  readonly memoryBytes: number | null;
  /** Folders that queries may read files from. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly spillBytes: number | null;
  readonly log: string | null;
  readonly cluster: ClusterFlags;
}

export async function runWorker(options: WorkerOptions): Promise<void> {
  const security = readClusterSecurity(options.cluster);
  const listen = checkClusterAddress(options.listen, security);
  mkdirSync(options.data, { recursive: true });
  const lock = lockFolder(options.data);
  const log = processLog('worker', options.log);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  const executors = options.executors ?? defaultExecutors(1);
  const memoryBytes = options.memoryBytes ?? defaultWorkerMemory(1);
  const runtime = nodeRuntime(
    new GrpcTransport(security),
    (outside) => new S3Store({ settings: s3Settings(process.env), runtime: outside }),
  );
  const spill = await SpillSpace.open({
    fs: runtime.fs,
    folder: join(options.data, 'spill'),
    quotaBytes: options.spillBytes ?? LIMITS.spillQuotaBytes,
  });
  const engine = await Engine.start({ executors, memoryBytes, mode: 'threads', nowMs: runtime.hrtimeMs, spill });
  const worker = await Worker.start({
    runtime,
    dataDir: options.data,
    joinAddress: options.join,
    listenAddress: listen,
    executors,
    memoryBytes,
    engine,
    allowedFolders: options.allowed,
    deniedFolders: options.denied,
    spill,
    log,
  });
  stopOnSignal(async () => {
    log.info('stopping');
    await worker.close();
    await engine.close();
    lock.release();
  });
  log.info({ executors, memoryBytes }, 'ready');
  tellSupervisor({ kind: 'ready', rpcAddress: listen, postgresPort: null });
  if (!supervised()) console.log(`ready: joined ${options.join}`);
}
