/** `conduct conductor`: plans and coordinates; clients connect to its Postgres port, workers to its gRPC address. */
import { mkdirSync } from 'node:fs';
import { nodeRuntime } from '../../common/node-runtime.js';
import { Conductor } from '../../conductor/conductor.js';
import { PostgresServer } from '../../frontend/server.js';
import { GrpcTransport } from '../../rpc/grpc-transport.js';
import { initParser } from '../../sql/parse.js';
import { s3Settings } from '../../storage/object-store/s3-settings.js';
import { S3Store } from '../../storage/object-store/s3-store.js';
import { type AccessFlags, type ClusterFlags, checkClusterAddress, readAccess, readClusterSecurity } from '../access.js';
import { stopOnSignal, supervised, tellSupervisor } from '../child-protocol.js';
import { lockFolder } from '../folder-lock.js';
import { processLog } from '../process-log.js';

export interface ConductorOptions {
  readonly data: string;
  /** host:port for workers. */
  readonly rpc: string;
  /** Postgres port. */
  readonly port: number;
  readonly access: AccessFlags;
  readonly cluster: ClusterFlags;
  /** Folders that queries may read files from. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  /** null: standard error. */
  readonly log: string | null;
}

export async function runConductor(options: ConductorOptions): Promise<void> {
  const { rules, tls } = readAccess(options.access);
  const security = readClusterSecurity(options.cluster);
  const rpc = checkClusterAddress(options.rpc, security);
  mkdirSync(options.data, { recursive: true });
  const lock = lockFolder(options.data);
  const log = processLog('conductor', options.log);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  const runtime = nodeRuntime(
    new GrpcTransport(security),
    (outside) => new S3Store({ settings: s3Settings(process.env), runtime: outside }),
  );
  await initParser();
  const conductor = await Conductor.start({
    runtime,
    dataDir: options.data,
    listenAddress: rpc,
    allowedFolders: options.allowed,
    deniedFolders: options.denied,
    log,
  });
  const server = new PostgresServer({ service: conductor.service, log, rules, ...(tls === null ? {} : { tls }) });
  let port: number;
  try {
    ({ port } = await server.listen(options.access.listen, options.port));
  } catch (error) {
    await conductor.close();
    throw error;
  }
  stopOnSignal(async () => {
    log.info('stopping');
    await server.close();
    await conductor.close();
    lock.release();
  });
  log.info({ rpcAddress: conductor.address, postgresPort: port }, 'ready');
  tellSupervisor({ kind: 'ready', rpcAddress: conductor.address, postgresPort: port });
  if (!supervised()) {
    console.log(`workers join at ${conductor.address}`);
    console.log(`ready: postgresql://conduct@127.0.0.1:${port}/conduct`);
  }
}
