/** A cluster with two small tables, as tests of DataFrames see it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFrame } from '../../src/client/data-frame.js';
import { connect, type DateText, type Float, type Numeric, type Session } from '../../src/client/index.js';
import { TestCluster } from './support.js';

export type Sale = {
  readonly id: number;
  readonly region: string | null;
  readonly product: string | null;
  readonly amount: Numeric | null;
  readonly sold: DateText | null;
  readonly units: bigint | null;
};
export type Price = { readonly product: string; readonly price: Float | null };

export class SalesCluster {
  readonly cluster: TestCluster;
  readonly session: Session;
  /** Where the server reads and writes files. */
  readonly files: string;

  private constructor(cluster: TestCluster, session: Session, files: string) {
    this.cluster = cluster;
    this.session = session;
    this.files = files;
  }

  static async start(): Promise<SalesCluster> {
    const cluster = await TestCluster.start({ workers: 2, files: 'files' });
    const files = join(cluster.folder, 'files');
    mkdirSync(files, { recursive: true });
    const session = await connect(cluster.url);
    await session.execute(
      `CREATE TABLE sales (id integer PRIMARY KEY, region text, product text, amount numeric(12, 2), sold date, units bigint)`,
    );
    await session.execute(`INSERT INTO sales VALUES
      (1, 'north', 'tea', 10.50, '2024-01-05', 3), (2, 'north', 'coffee', 20.00, '2024-02-01', 1), (3, 'south', 'tea', 5.25, '2024-02-10', 2),
      (4, 'south', NULL, 7.75, '2025-03-01', NULL), (5, 'west', 'tea', NULL, '2025-04-01', 1)`);
    await session.execute(`CREATE TABLE prices (product text PRIMARY KEY, price double precision)`);
    await session.execute(`INSERT INTO prices VALUES ('tea', 3.5), ('cocoa', 4)`);
    await session.refresh();
    return new SalesCluster(cluster, session, files);
  }

  sales(): DataFrame<Sale> {
    return this.session.table<Sale>('sales');
  }

  prices(): DataFrame<Price> {
    return this.session.table<Price>('prices');
  }

  async stop(): Promise<void> {
    await this.session.close();
    await this.cluster.stop();
  }
}

/** Values of the column id, in order. */
export async function ids(frame: { collect(): Promise<readonly { readonly [name: string]: unknown }[]> }): Promise<readonly unknown[]> {
  return (await frame.collect()).map((row) => row.id);
}
