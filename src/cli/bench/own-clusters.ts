/** Clusters that a benchmark starts for itself, in temporary folders that go with them, also when it is interrupted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { Cluster } from '../cluster.js';

export interface ClusterSize {
  readonly workers: number;
  /** Of each worker. */
  readonly executors: number;
}

export class OwnCluster {
  readonly size: ClusterSize;
  readonly #folder: string;
  #cluster: Cluster | null = null;

  constructor(size: ClusterSize) {
    this.size = size;
    this.#folder = mkdtempSync(join(tmpdir(), 'conduct-bench-'));
  }

  get url(): string {
    if (this.#cluster === null) throw new Error('the cluster is not running');
    return this.#cluster.url;
  }

  async start(): Promise<void> {
    this.#cluster = await Cluster.start({
      dataFolder: this.#folder,
      ...this.size,
      memoryBytes: null,
      port: 0,
      rpcPort: 0,
      report: (line) => console.error(`conduct: ${line}`),
    });
  }

  /** All processes end and start again with the same data, at another address. */
  async restart(): Promise<void> {
    await this.#stop();
    await this.start();
  }

  async remove(): Promise<void> {
    await this.#stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #stop(): Promise<void> {
    const cluster = this.#cluster;
    this.#cluster = null;
    await cluster?.stop();
  }
}

export async function withOwnClusters<T>(sizes: readonly ClusterSize[], work: (clusters: readonly OwnCluster[]) => Promise<T>): Promise<T> {
  let interrupt = (): void => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    interrupt = () => reject(new ConductError(SQLSTATE.queryCanceled, 'interrupted'));
  });
  stopped.catch(() => {});
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  const clusters = sizes.map((size) => new OwnCluster(size));
  try {
    for (const cluster of clusters) await cluster.start();
    return await Promise.race([work(clusters), stopped]);
  } finally {
    await Promise.all(clusters.map((cluster) => cluster.remove()));
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
