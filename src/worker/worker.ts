/**
 * A worker: holds sections of tables in its data folder (which is its identity), runs tasks, serves their outputs. It registers
 * with the conductor, beats, and registers again whenever the conductor doesn't know it: there it learns what became of the
 * transactions that it holds as prepared.
 */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Runtime, Timer } from '../common/runtime.js';
import type { SpillSpace } from '../exec/spill/spill-space.js';
import type { SharedMemory, TaskRunner } from '../exec/task.js';
import { decodeFrame, encodeFrame } from '../rpc/frame.js';
import type { ConductorService, WorkerService } from '../rpc/messages.js';
import { conductorClient, serveWorker, workerClient } from '../rpc/service.js';
import type { Channel, Listener } from '../rpc/transport.js';
import { AllowedPaths } from '../storage/formats/allowed-paths.js';
import { fileReader } from '../storage/formats/file-reader.js';
import { FooterCache } from '../storage/formats/footer-cache.js';
import { SectionStore } from '../storage/store.js';
import { CopiedText } from './copied-text.js';
import { TaskManager } from './task-manager.js';

export interface WorkerOptions {
  readonly runtime: Runtime;
  /** Sections, SQLite and the worker's id. */
  readonly dataDir: string;
  /** host:port of the conductor. */
  readonly joinAddress: string;
  /** host:port to listen on; port 0 takes a free one. */
  readonly listenAddress: string;
  readonly executors: number;
  readonly memoryBytes: number;
  readonly engine: TaskRunner & { readonly memory: SharedMemory };
  /** Folders that queries may read files from; missing: none. */
  readonly allowedFolders?: readonly string[];
  /** Folders inside of those that they may not, beside the data folder. */
  readonly deniedFolders?: readonly string[];
  /** Where the engine and the outputs of tasks go when memory is short. */
  readonly spill: SpillSpace;
  readonly log: Logger;
}

const ID_FILE = 'worker-id';
/** Waits between attempts to register: doubled from the first to the last. */
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 2_000;

export class Worker {
  readonly id: string;
  readonly #options: WorkerOptions;
  readonly #store: SectionStore;
  readonly #tasks: TaskManager;
  readonly #channels = new Map<string, Channel>();
  readonly #conductorChannel: Channel;
  readonly #conductor: ConductorService;
  readonly #stop = new AbortController();
  /** Names the last registration. */
  #registration = '';
  #listener: Listener | null = null;
  #timer: Timer | null = null;
  #beating: Promise<void> = Promise.resolve();

  private constructor(options: WorkerOptions, id: string, store: SectionStore) {
    this.id = id;
    this.#options = options;
    this.#store = store;
    const { fs, objects } = options.runtime;
    const allowed = new AllowedPaths(fs, options.allowedFolders ?? [], [options.dataDir, ...(options.deniedFolders ?? [])]);
    const { memory } = options.engine;
    const files = { fs: fileReader(fs, objects), files: fs, objects, allowed, memory, footers: new FooterCache() };
    this.#tasks = new TaskManager({
      workerId: id,
      store,
      files,
      engine: options.engine,
      spill: options.spill,
      memoryBytes: options.memoryBytes,
      peer: (address) => workerClient(this.#channel(address)),
    });
    this.#conductorChannel = options.runtime.transport.connect(options.joinAddress);
    this.#conductor = conductorClient(this.#conductorChannel);
    // Until the conductor says what is in use.
    store.setOldestSnapshot(0, 0);
    store.setResolver((transactions) => this.#conductor.outcomes(transactions));
  }

  /** Resolves when the worker has joined; waits for a conductor that is not there yet. */
  static async start(options: WorkerOptions): Promise<Worker> {
    const { runtime, dataDir, engine, log, listenAddress } = options;
    await runtime.fs.mkdir(dataDir);
    const id = await workerIdOf(runtime, dataDir);
    const store = await SectionStore.open({ runtime, dataDir, memory: engine.memory, log });
    const worker = new Worker(options, id, store);
    worker.#listener = await serveWorker(runtime.transport, listenAddress, worker.#service());
    try {
      await worker.#register(true);
    } catch (error) {
      await worker.close();
      throw error;
    }
    worker.#beatLater();
    return worker;
  }

  /** host:port that it really listens on. */
  get address(): string {
    return this.#listener?.address ?? this.#options.listenAddress;
  }

  #service(): WorkerService {
    const tasks = this.#tasks;
    const store = this.#store;
    const copied = new CopiedText(store);
    return {
      runTask: (request, signal) => tasks.runTask(request, signal),
      fetch: (request, signal) => tasks.fetch(request, signal),
      cancelQuery: (queryId) => tasks.cancelQuery(queryId),
      releaseQuery: (queryId) => tasks.releaseQuery(queryId),
      append: ({ transaction, table, frame }) => store.append(transaction, table, decodeFrame(frame)),
      copyRows: (request) => copied.append(request),
      remove: ({ transaction, table, rowIds }) => store.remove(transaction, table, rowIdsOf(rowIds)),
      flush: (transaction, command) => store.flush(transaction, command),
      checkPrepared: (transaction) => store.checkPrepared(transaction),
      newKeys: async ({ transaction, tableId, key, since }) => (await store.newKeys({ transaction, tableId, key, since })).map(encodeFrame),
      findKeys: ({ transaction, table, key, frame }) => store.findKeys(transaction, table, key, decodeFrame(frame)),
      rollbackTo: (transaction, command) => store.rollbackTo(transaction, command),
      prepare: async (transaction, last, decide) => {
        if (last !== null) await store.append(transaction, last.table, decodeFrame(last.frame));
        if (decide === null) return store.prepare(transaction);
        const { expected, registration } = decide;
        return store.prepare(transaction, { expected, stillWanted: () => registration === this.#registration });
      },
      commit: async (transaction, version) => !(await store.commit(transaction, version, true)),
      abort: (transaction) => store.abort(transaction),
      truncate: (tableId, version) => store.truncate(tableId, version),
      drop: (tableId) => store.drop(tableId),
      status: async () => ({
        workerId: this.id,
        runningTasks: tasks.runningTasks,
        retainedBytes: tasks.retainedBytes,
        memoryUsedBytes: this.#options.engine.memory.usedBytes,
        spilledBytes: this.#options.spill.writtenBytes,
        spillDiskBytes: this.#options.spill.usedBytes,
      }),
      sections: () => store.sections(),
    };
  }

  #channel(address: string): Channel {
    let channel = this.#channels.get(address);
    if (channel === undefined) {
      channel = this.#options.runtime.transport.connect(address);
      this.#channels.set(address, channel);
    }
    return channel;
  }

  // --- membership ---

  /** Tries until it is registered or the worker stops. first: a conductor that does not want this worker is an error. */
  async #register(first = false): Promise<void> {
    const { runtime, log, executors, memoryBytes } = this.#options;
    let told = '';
    for (let waitMs = FIRST_RETRY_MS; !this.#stop.signal.aborted; waitMs = Math.min(waitMs * 2, LAST_RETRY_MS)) {
      try {
        // From here on nothing is decided for who has not heard of this registration: all that was is in it.
        this.#registration = runtime.uuid();
        this.#store.settleCommits();
        const response = await this.#conductor.register({
          workerId: this.id,
          address: this.address,
          executors,
          memoryBytes,
          pid: process.pid,
          preparedTransactions: this.#store.preparedTransactions(),
          decidedTransactions: this.#store.decidedTransactions(),
          registration: this.#registration,
          tableIds: this.#store.tableIds(),
        });
        for (const { tableId, version } of response.truncations) await this.#store.truncate(tableId, version);
        await this.#store.resolveUnknown(response.outcomes, true);
        for (const tableId of response.droppedTableIds) await this.#store.drop(tableId);
        log.info({ workerId: this.id, address: this.address }, 'registered');
        return;
      } catch (error) {
        // Once: it may be that the conductor is not there yet.
        const why = error instanceof Error ? error.message : String(error);
        if (why !== told) log.warn({ why }, 'cannot register yet');
        told = why;
        if (first && error instanceof ConductError && error.code === SQLSTATE.invalidAuthorizationSpecification) throw error;
        try {
          await runtime.sleep(waitMs, this.#stop.signal);
        } catch {
          return;
        }
      }
    }
  }

  #beatLater(): void {
    if (this.#stop.signal.aborted) return;
    this.#timer = this.#options.runtime.setTimer(LIMITS.heartbeatMs, () => {
      this.#beating = this.#beat().finally(() => this.#beatLater());
    });
  }

  async #beat(): Promise<void> {
    let known: boolean;
    const committed = this.#store.settleCommits();
    try {
      const answer = await this.#conductor.heartbeat({ workerId: this.id, committed });
      known = answer.known;
      if (known) this.#store.setOldestSnapshot(answer.oldestSnapshot, answer.savedVersion);
    } catch (error) {
      this.#store.retell(committed);
      // It may be restarting. Its successor will not know this worker.
      this.#options.log.debug({ err: error }, 'heartbeat failed');
      return;
    }
    if (known || this.#stop.signal.aborted) return;
    this.#options.log.warn({ workerId: this.id }, 'the conductor does not know this worker: registering again');
    // Before it is known again: what comes afterwards belongs to the new registration.
    await this.#tasks.endAllQueries();
    await this.#store.abortUnprepared();
    await this.#register();
  }

  /** Stops serving; tasks that run are aborted. The engine is the caller's to close. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#timer?.cancel();
    await this.#tasks.endAllQueries();
    await this.#listener?.close();
    this.#conductorChannel.close();
    await this.#beating;
    for (const channel of this.#channels.values()) channel.close();
    await this.#store.close();
  }
}

function rowIdsOf(bytes: Uint8Array): BigInt64Array {
  const aligned = new Uint8Array(bytes.byteLength);
  aligned.set(bytes);
  return new BigInt64Array(aligned.buffer);
}

/** The id in the data folder, made at the first start. */
async function workerIdOf(runtime: Runtime, dataDir: string): Promise<string> {
  const path = join(dataDir, ID_FILE);
  if (await runtime.fs.exists(path))
    return Buffer.from(await runtime.fs.readFile(path))
      .toString('utf8')
      .trim();
  const id = runtime.uuid();
  await runtime.fs.writeFileDurable(path, [Buffer.from(`${id}\n`)]);
  return id;
}
