/**
 * Runs tasks: gives the engine its inputs (scans of the store, exchanges from other workers) and takes its output (the shuffle
 * store, or the section store for a stage that writes). Fences queries that were cancelled before their tasks came.
 */
import { setMaxListeners } from 'node:events';
import { known } from '../common/assert.js';
import { ConductError, fromWireError, SQLSTATE, toWireError } from '../common/errors.js';
import type { SpillSpace } from '../exec/spill/spill-space.js';
import type { ChunkStream, TaskInputs, TaskOutput, TaskRunner } from '../exec/task.js';
import type { HostBatch } from '../plan/batch.js';
import type { ExchangeSourceNode, PhysicalPlan, ScanNode, SeriesNode, Stage, ValuesNode } from '../plan/physical.js';
import { decodeFrame } from '../rpc/frame.js';
import type { FetchRequest, RunTaskRequest, TaskStats, WorkerService } from '../rpc/messages.js';
import { FileScan, type FileScanHost } from '../storage/formats/file-scan.js';
import { FileSink } from '../storage/formats/write/file-sink.js';
import type { OutputHost } from '../storage/formats/write/output-files.js';
import type { SectionStore } from '../storage/store.js';
import type { OpenProducer } from './exchange-reader.js';
import { ExchangeReader } from './exchange-reader.js';
import type { OutputId, OutputMode, TaskOutputBuffer } from './shuffle-store.js';
import { batchBytes, canceled, ShuffleStore } from './shuffle-store.js';

export interface TaskManagerOptions {
  readonly workerId: string;
  readonly store: SectionStore;
  /** What scans of files need. */
  readonly files: FileScanHost & OutputHost;
  readonly engine: TaskRunner;
  /** Where outputs go that are too much for memory. */
  readonly spill: SpillSpace;
  /** The worker's. */
  readonly memoryBytes: number;
  /** The worker that listens there. */
  readonly peer: (address: string) => WorkerService;
}

/** What retained outputs may take beside the worker's memory, as a part of it. */
const RETAINED_SHARE = 1 / 8;

/** Made once: an error with its stack is a good part of a release. */
const QUERY_ENDED = new ConductError(SQLSTATE.queryCanceled, 'the query has ended');

interface RunningTask {
  readonly request: RunTaskRequest;
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
}

export class TaskManager {
  readonly #options: TaskManagerOptions;
  readonly #shuffle: ShuffleStore;
  readonly #running = new Set<RunningTask>();

  constructor(options: TaskManagerOptions) {
    this.#options = options;
    this.#shuffle = new ShuffleStore(options.spill, options.memoryBytes * RETAINED_SHARE);
  }

  get runningTasks(): number {
    return this.#running.size;
  }

  get retainedBytes(): number {
    return this.#shuffle.retainedBytes;
  }

  /** Resolves when the task has ended and its output is retained, or consumed where it is not retained. */
  async runTask(request: RunTaskRequest, signal?: AbortSignal): Promise<TaskStats> {
    const { queryId, stage, task, attempt } = request;
    this.#shuffle.checkOpen(queryId);
    for (const other of this.#running) {
      const same = other.request.queryId === queryId && other.request.stage.id === stage.id && other.request.task === task;
      if (!same) continue;
      if (other.request.attempt >= attempt) throw new ConductError(SQLSTATE.queryCanceled, `attempt ${attempt} of a task was replaced`);
      other.abort.abort(new ConductError(SQLSTATE.queryCanceled, `attempt ${other.request.attempt} of a task was replaced`));
    }
    const output = this.#shuffle.output({ queryId, stage: stage.id, task, attempt });
    output.start(outputMode(stage), request.forceSpill);
    const abort = new AbortController();
    // Every input listens to it, and every producer of an input: no leak.
    setMaxListeners(0, abort.signal);
    const onAbort = (): void => abort.abort(canceled(known(signal, 'signal')));
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted === true) onAbort();
    const done = this.#run(request, output, abort.signal);
    const running: RunningTask = { request, abort, done };
    this.#running.add(running);
    try {
      return await done;
    } finally {
      this.#running.delete(running);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #run(request: RunTaskRequest, output: TaskOutputBuffer, signal: AbortSignal): Promise<TaskStats> {
    const { queryId, stage, task } = request;
    const releases: (() => void)[] = [];
    const counts = { rowsOut: 0, bytesOut: 0, bytesIn: 0 };
    const sinks: FileSink[] = [];
    // A writer that waits for readers must hear of the end too.
    const onAbort = (): void => output.fail(canceled(signal));
    signal.addEventListener('abort', onAbort);
    try {
      for (const node of scansOf(stage.root)) releases.push(this.#options.store.pinSnapshot(node.tableId, node.version));
      if (signal.aborted) throw canceled(signal);
      const stats = await this.#options.engine.run({
        queryId,
        stage,
        task,
        inputs: this.#inputs(request, releases, signal, (bytes) => {
          counts.bytesIn += bytes;
        }),
        output: this.#output(request, output, counts, sinks),
        signal,
        memoryLimitBytes: request.workMemBytes,
        forceSpill: request.forceSpill,
        analyze: request.analyze,
        morselRows: request.morselRows,
        session: request.session,
      });
      for (const sink of sinks) await sink.finish();
      if (signal.aborted) throw canceled(signal);
      output.end();
      return { ...stats, ...counts, spilledBytes: stats.spilledBytes + output.spilledBytes };
    } catch (error) {
      const told = error instanceof ConductError ? error : fromWireError(toWireError(error));
      output.fail(told);
      for (const sink of sinks) await sink.abandon();
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      for (const release of releases) release();
    }
  }

  #inputs(request: RunTaskRequest, releases: (() => void)[], signal: AbortSignal, received: (bytes: number) => void): TaskInputs {
    const open = (stage: number): ExchangeReader => {
      const reader = new ExchangeReader(this.#producers(request, stage), signal, received);
      releases.push(() => void reader.close());
      return reader;
    };
    // All at once: their round trips overlap, and what goes to one worker goes together.
    const opened = exchangesOf(request.stage.root).map(({ stage }) => ({ stage, reader: open(stage) }));
    return {
      scan: (node): ChunkStream => {
        const table = known(
          request.tables.find(({ id }) => id === node.tableId),
          `definition of table ${node.tableName}`,
        );
        const stream =
          table.files === undefined
            ? this.#options.store.scan(node, table, request.own, this.#options.workerId)
            : new FileScan(this.#options.files, node, table);
        // Also for engines that fail before they could; releasing twice is fine.
        releases.push(() => stream.release());
        return stream;
      },
      exchange: (stage): AsyncIterable<HostBatch> => {
        const at = opened.findIndex((one) => one.stage === stage);
        return at < 0 ? open(stage) : known(opened.splice(at, 1)[0], 'reader').reader;
      },
    };
  }

  #producers(request: RunTaskRequest, stage: number): readonly OpenProducer[] {
    const input = known(
      request.inputs.find((one) => one.stage === stage),
      `producers of stage ${stage}`,
    );
    return input.tasks.map(({ workerId, address }, task): OpenProducer => {
      const id: OutputId = { queryId: request.queryId, stage, task, attempt: request.attempt };
      return workerId === this.#options.workerId
        ? (stop) => this.#shuffle.output(id).batches(request.task, stop)
        : (stop) => this.#pull(address, { ...id, partition: request.task }, stop);
    });
  }

  async *#pull(address: string, request: FetchRequest, signal: AbortSignal): AsyncGenerator<HostBatch> {
    for await (const frame of this.#options.peer(address).fetch(request, signal)) yield decodeFrame(frame);
  }

  #output(request: RunTaskRequest, output: TaskOutputBuffer, counts: { rowsOut: number; bytesOut: number }, ends: FileSink[]): TaskOutput {
    const { stage, tables, task } = request;
    const count = (batch: HostBatch): void => {
      counts.rowsOut += batch.rows;
      counts.bytesOut += batchBytes(batch);
    };
    if (stage.files !== undefined) {
      const sink = new FileSink(this.#options.files, stage.files, task);
      ends.push(sink);
      return {
        write: (_partition, batch) => {
          count(batch);
          return sink.write(batch);
        },
      };
    }
    if (stage.write === null) {
      return {
        write: (partition, batch) => {
          count(batch);
          return output.write(partition, batch);
        },
      };
    }
    const { tableId, transaction } = stage.write;
    const table = known(
      tables.find(({ id }) => id === tableId),
      `definition of table ${tableId}`,
    );
    // Also a task without rows takes part in the transaction.
    this.#options.store.begin(transaction, table);
    return {
      write: (_partition, batch) => {
        count(batch);
        return this.#options.store.append(transaction, table, batch);
      },
    };
  }

  fetch(request: FetchRequest, signal?: AbortSignal): AsyncIterable<Uint8Array> {
    return this.#shuffle.frames(request, request.partition, signal ?? null);
  }

  /** Stops the query's tasks, waits for them to end, and forgets their outputs. */
  async cancelQuery(queryId: string): Promise<void> {
    await this.#endQuery(queryId, new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request'));
  }

  async releaseQuery(queryId: string): Promise<void> {
    await this.#endQuery(queryId, QUERY_ENDED);
  }

  async #endQuery(queryId: string, error: ConductError): Promise<void> {
    // First, so that a task that comes now finds the query ended.
    const forgotten = this.#shuffle.endQuery(queryId, error);
    const tasks = [...this.#running].filter(({ request }) => request.queryId === queryId);
    for (const { abort } of tasks) abort.abort(error);
    await Promise.allSettled([forgotten, ...tasks.map(({ done }) => done)]);
  }

  /** The conductor of these queries is gone, or gave them up with this worker. */
  async endAllQueries(): Promise<void> {
    const ids = new Set([...this.#shuffle.queryIds, ...[...this.#running].map(({ request }) => request.queryId)]);
    await Promise.all([...ids].map((id) => this.#endQuery(id, new ConductError(SQLSTATE.adminShutdown, 'the query was given up'))));
  }
}

function outputMode(stage: Stage): OutputMode {
  if (stage.consumer === null) return 'streamed';
  return stage.output.kind === 'broadcast' ? 'broadcast' : 'retained';
}

function scansOf(plan: PhysicalPlan): readonly ScanNode[] {
  return leavesOf(plan).flatMap((leaf) => (leaf.kind === 'scan' ? [leaf] : []));
}

function exchangesOf(plan: PhysicalPlan): readonly ExchangeSourceNode[] {
  return leavesOf(plan).flatMap((leaf) => (leaf.kind === 'exchange-source' ? [leaf] : []));
}

function leavesOf(plan: PhysicalPlan): readonly (ScanNode | ValuesNode | SeriesNode | ExchangeSourceNode)[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'series':
    case 'exchange-source':
      return [plan];
    case 'table-function':
      return leavesOf(plan.input);
    case 'hash-join':
    case 'nested-loop-join':
      return [...leavesOf(plan.build), ...leavesOf(plan.probe)];
    case 'union-all':
      return plan.inputs.flatMap(leavesOf);
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'row-id':
    case 'window':
    case 'exchange':
      return leavesOf(plan.input);
  }
}
