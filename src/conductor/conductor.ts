/** The conductor process: catalog, membership, transactions, scheduler and the gRPC server that workers register at. */
import type { Logger } from 'pino';
import type { Runtime } from '../common/runtime.js';
import { serveConductor } from '../rpc/service.js';
import type { Listener } from '../rpc/transport.js';
import { CatalogStore } from './catalog-store.js';
import { forgetTables } from './change-catalog.js';
import { FileTables } from './files/file-tables.js';
import { SmallTables } from './local/small-tables.js';
import { Membership } from './membership.js';
import { Queries } from './query.js';
import type { QueryService } from './query-service.js';
import { RememberedPlans } from './remembered-plans.js';
import { Scheduler } from './scheduler.js';
import type { Services } from './statement-context.js';
import { dropAllTemporary } from './temporary-objects.js';
import { Transactions } from './transactions.js';

export interface ConductorOptions {
  readonly runtime: Runtime;
  /** Holds the catalog; made when there is none. */
  readonly dataDir: string;
  /** host:port for workers; port 0 takes a free one. */
  readonly listenAddress: string;
  /** Folders that queries may read files from; missing: none. */
  readonly allowedFolders?: readonly string[];
  /** Folders inside of those that they may not, beside the data folder. */
  readonly deniedFolders?: readonly string[];
  readonly log: Logger;
}

export class Conductor {
  /** host:port that workers join at. */
  readonly address: string;
  /** What the frontend serves. The parser must be loaded (initParser) before its first use. */
  readonly service: QueryService;
  readonly #services: Services;
  readonly #listener: Listener;

  static async start({
    runtime,
    dataDir,
    listenAddress,
    allowedFolders = [],
    deniedFolders = [],
    log,
  }: ConductorOptions): Promise<Conductor> {
    const store = await CatalogStore.open(runtime, dataDir);
    const transactions = new Transactions({ runtime, store, log });
    const members = new Membership({
      runtime,
      store,
      log,
      inProgress: (transaction) => transactions.isOpen(transaction),
      exclusive: (work) => transactions.exclusive(work),
      oldestSnapshot: () => transactions.oldestSnapshot,
    });
    transactions.attach(members);
    dropAllTemporary(store);
    store.onDropped = (tables) => forgetTables(tables, members, log);
    const scheduler = new Scheduler({ runtime, members, log });
    try {
      const listener = await serveConductor(runtime.transport, listenAddress, members);
      const fileTables = new FileTables(runtime, allowedFolders, [dataDir, ...deniedFolders]);
      const smallTables = new SmallTables();
      const plans = new RememberedPlans();
      return new Conductor({ runtime, store, members, transactions, scheduler, smallTables, plans, fileTables, log }, listener);
    } catch (error) {
      members.close();
      store.close();
      throw error;
    }
  }

  private constructor(services: Services, listener: Listener) {
    this.#services = services;
    this.#listener = listener;
    this.address = listener.address;
    this.service = new Queries(services);
  }

  /** Resolves when at least `count` workers are registered. */
  waitForWorkers(count: number): Promise<void> {
    return this.#services.members.waitFor(count);
  }

  /** Statements that still run get errors. */
  async close(): Promise<void> {
    const { members, transactions, scheduler, store } = this.#services;
    await this.#listener.close();
    members.close();
    await transactions.close();
    await scheduler.close();
    store.close();
  }
}
