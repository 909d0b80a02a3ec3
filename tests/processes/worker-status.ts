/** What the workers of a cluster do at the moment, asked over gRPC as the conductor would. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GrpcTransport } from '../../src/rpc/grpc-transport.js';
import type { WorkerStatus } from '../../src/rpc/messages.js';
import { workerClient } from '../../src/rpc/service.js';
import type { TestCluster } from './support.js';

/** One entry for each worker of the cluster that is wanted. */
export async function workerStatus(
  { cluster, folder }: TestCluster,
  wanted: (index: number) => boolean = () => true,
): Promise<readonly WorkerStatus[]> {
  const transport = new GrpcTransport();
  return Promise.all(
    [...cluster.workers.keys()].filter(wanted).map(async (index) => {
      const channel = transport.connect(lastAddress(join(folder, 'logs', `worker-${index + 1}.log`)));
      try {
        return await workerClient(channel).status();
      } finally {
        channel.close();
      }
    }),
  );
}

/** Where the worker said last that it listens. */
function lastAddress(log: string): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').reverse();
  for (const line of lines) {
    const entry = JSON.parse(line) as { readonly msg?: string; readonly address?: string };
    if (entry.msg === 'registered' && entry.address !== undefined) return entry.address;
  }
  throw new Error(`no address in ${log}`);
}
