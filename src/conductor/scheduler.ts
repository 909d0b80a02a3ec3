/**
 * Runs a statement's stages: every task of every stage is started at once on its worker, consumers pull from producers, and the
 * frames of the root stage come here as the client takes them. Whatever happens, there is one error, and nothing is left on the
 * workers afterwards.
 */
import type { Logger } from 'pino';
import type { FileSource, SourceFile } from '../catalog/file-source.js';
import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { Cutoff } from '../common/cutoff.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Runtime } from '../common/runtime.js';
import type { HostBatch } from '../plan/batch.js';
import type { PhysicalPlan, Stage, StagePlan } from '../plan/physical.js';
import { decodeFrame } from '../rpc/frame.js';
import type { RunTaskRequest, TaskStats } from '../rpc/messages.js';
import { DEFAULT_SESSION, plainSettings, type SessionSettings } from '../types/session-settings.js';
import type { Member, Membership } from './membership.js';
import { errorRank, translateWorkerError } from './worker-errors.js';
import { type WriteTransaction, withoutStats } from './write-transaction.js';

const RETRY_HINT = 'Run the query again.';
/** How long a vague error (a lost connection) waits for the one that caused it, in milliseconds. */
const CAUSE_WAIT_MS = 500;
/** How long EXPLAIN ANALYZE waits for the figures of tasks whose output was not needed to the end, in milliseconds. */
const STATS_WAIT_MS = 1_000;

export interface RunOptions {
  readonly plan: StagePlan;
  /** Tables of the snapshot that the plan was made from, and those that it writes to, by id. */
  readonly tables: ReadonlyMap<number, TableDef>;
  /** Raises when the workers don't have all rows of a table as it was then. */
  readonly checkTable?: (table: TableDef) => void;
  readonly workMemBytes: number;
  /** What can go to disk on a worker does. */
  readonly forceSpill?: boolean;
  readonly morselRows: number;
  readonly analyze: boolean;
  /** What values are read and printed by; absent: the defaults. */
  readonly session?: SessionSettings;
  /** The transaction's own writes, which its scans see. */
  readonly own?: Pick<WriteTransaction, 'ownWrites'> | null;
  /** Number of the session that it is for. */
  readonly processId?: number;
  /** Its reason, when a ConductError, is what the client is told. */
  readonly signal: AbortSignal;
}

export interface TaskReport {
  readonly stage: number;
  readonly workerId: string;
  readonly stats: TaskStats;
}

/** A stage of a statement that runs. */
export interface StageStatus {
  readonly processId: number | null;
  /** The statement's id at the workers. */
  readonly query: string;
  readonly stage: number;
  readonly tasks: number;
  readonly ended: number;
  /** Of the tasks that have ended. */
  readonly rowsOut: number;
  readonly workers: readonly string[];
}

export class Scheduler {
  readonly #runtime: Runtime;
  readonly #members: Membership;
  readonly #log: Logger;
  readonly #runs = new Set<QueryRun>();
  readonly #endings = new Set<Promise<void>>();

  constructor(options: { readonly runtime: Runtime; readonly members: Membership; readonly log: Logger }) {
    this.#runtime = options.runtime;
    this.#members = options.members;
    this.#log = options.log;
  }

  /**
   * Batches of the root stage, pulled. Nothing starts before the first is asked for; ending the iteration early stops all tasks.
   * `report` is called once after the last row with the figures of the tasks that ended.
   */
  async *stream(options: RunOptions, report?: (tasks: readonly TaskReport[]) => void): AsyncGenerator<HostBatch> {
    const run = this.#start(options);
    let finished = false;
    try {
      const root = run.root;
      for await (const frame of mergeStreams(root.stage.workers.map((_, task) => run.fetch(root, task)))) yield decodeFrame(frame);
      await run.rootEnded();
      report?.(await run.reports(options.analyze));
      finished = true;
    } catch (error) {
      throw await run.cause(error);
    } finally {
      this.#end(run, finished);
    }
  }

  /** Runs a plan whose last stage writes; gives the tasks' figures. */
  async run(options: RunOptions): Promise<readonly TaskReport[]> {
    const run = this.#start(options);
    let finished = false;
    try {
      await run.rootEnded();
      const reports = await run.reports(options.analyze);
      finished = true;
      return reports;
    } catch (error) {
      throw await run.cause(error);
    } finally {
      this.#end(run, finished);
    }
  }

  /** Of all statements that run. */
  stages(): readonly StageStatus[] {
    return [...this.#runs].flatMap((run) => run.status());
  }

  /** Waits until the last query's outputs are released. */
  async close(): Promise<void> {
    await Promise.all(this.#endings);
  }

  #start(options: RunOptions): QueryRun {
    if (options.signal.aborted) throw canceled(options.signal);
    const run = new QueryRun(this.#runtime, this.#members, options);
    this.#runs.add(run);
    return run;
  }

  /** The workers are told in the background: the client need not wait for it. */
  #end(run: QueryRun, finished: boolean): void {
    this.#runs.delete(run);
    const ending = run
      .end(finished)
      .catch((error: unknown) => this.#log.warn({ error: String(error) }, 'a query was not released everywhere'))
      .finally(() => this.#endings.delete(ending));
    this.#endings.add(ending);
  }
}

interface RunningStage {
  readonly stage: Stage;
  readonly members: readonly Member[];
}

class QueryRun {
  readonly root: RunningStage;
  readonly #queryId: string;
  readonly #runtime: Runtime;
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #members: readonly Member[];
  readonly #stages: readonly RunningStage[];
  readonly #processId: number | null;
  readonly #ended = new Map<number, number>();
  readonly #tasks: Promise<void>[] = [];
  readonly #rootTasks: Promise<void>[] = [];
  readonly #reports: TaskReport[] = [];
  #running = 0;
  readonly #failure = new Cutoff<ConductError>();
  #canceling: Promise<unknown> | null = null;
  readonly #onAbort = (): void => {
    this.#failWith(canceled(this.#signal));
    // At once, also when nobody asks for the next row: the client may be reading slowly or not at all.
    void this.#cancelTasks();
  };

  constructor(runtime: Runtime, membership: Membership, options: RunOptions) {
    this.#runtime = runtime;
    this.#queryId = runtime.uuid();
    this.#signal = options.signal;
    const stages = options.plan.stages.map((stage): RunningStage => {
      const why = needOf(stage);
      return { stage, members: stage.workers.map((workerId) => membership.need(workerId, why)) };
    });
    this.root = known(stages[stages.length - 1], 'root stage');
    this.#stages = stages;
    this.#processId = options.processId ?? null;
    this.#members = [...new Set(stages.flatMap(({ members }) => members))];
    this.#signal.addEventListener('abort', this.#onAbort);
    for (const member of this.#members) member.gone.addEventListener('abort', this.#onMemberGone);
    const byId = new Map(stages.map((entry) => [entry.stage.id, entry]));
    for (const entry of stages) {
      entry.members.forEach((member, task) => {
        const running = this.#runTask(entry, member, taskRequest(this.#queryId, entry.stage, task, byId, options));
        this.#tasks.push(running);
        if (entry === this.root) this.#rootTasks.push(running);
      });
    }
  }

  status(): readonly StageStatus[] {
    return this.#stages.map(({ stage, members }) => ({
      processId: this.#processId,
      query: this.#queryId,
      stage: stage.id,
      tasks: members.length,
      ended: this.#ended.get(stage.id) ?? 0,
      rowsOut: this.#reports.reduce((sum, report) => sum + (report.stage === stage.id ? report.stats.rowsOut : 0), 0),
      workers: members.map(({ workerId }) => workerId),
    }));
  }

  /** Frames of one root task. Its errors are the run's. */
  async *fetch({ stage, members }: RunningStage, task: number): AsyncGenerator<Uint8Array> {
    const member = known(members[task], 'member');
    const request = { queryId: this.#queryId, stage: stage.id, task, partition: 0, attempt: 0 };
    const frames = member.service.fetch(request, this.#stop.signal)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.#failure.first(frames.next());
        if (next instanceof ConductError) throw next;
        if (next.done === true) return;
        yield next.value;
      }
    } catch (error) {
      throw translateWorkerError(error, member.workerId, RETRY_HINT);
    } finally {
      // Not awaited: the pull ends when #stop is aborted, which end() sees to.
      void Promise.resolve(frames.return?.()).catch(() => {});
    }
  }

  async rootEnded(): Promise<void> {
    await this.#failure.first(Promise.all(this.#rootTasks));
    if (this.#failure.by !== null) throw this.#failure.by;
  }

  /** Figures of the tasks that ended. Others were stopped early by their consumers (LIMIT); `all` waits a little for them. */
  async reports(all: boolean): Promise<readonly TaskReport[]> {
    if (all && this.#running > 0) {
      const waited = this.#wait(STATS_WAIT_MS);
      await Promise.race([Promise.allSettled(this.#tasks), waited.done]);
      waited.stop();
    }
    return [...this.#reports];
  }

  /** The one error of a failed run: a lost connection waits a moment for the task error behind it. */
  async cause(error: unknown): Promise<ConductError> {
    const seen = translateWorkerError(error, 'unknown', RETRY_HINT);
    this.#failWith(seen);
    if (this.#signal.aborted) return canceled(this.#signal);
    if (errorRank(this.#worst(seen)) > 0) {
      const waited = this.#wait(CAUSE_WAIT_MS);
      await Promise.race([Promise.allSettled(this.#tasks), waited.done]);
      waited.stop();
    }
    if (this.#signal.aborted) return canceled(this.#signal);
    const told = this.#worst(seen);
    if (told.code === SQLSTATE.queryCanceled) {
      // Nobody cancelled it: a task was stopped by something that did not say why.
      return new ConductError(SQLSTATE.adminShutdown, 'a task of the query was stopped', { hint: RETRY_HINT, detail: told.message });
    }
    return told;
  }

  /** Nothing of the query stays on any worker. */
  async end(finished: boolean): Promise<void> {
    this.#signal.removeEventListener('abort', this.#onAbort);
    for (const member of this.#members) member.gone.removeEventListener('abort', this.#onMemberGone);
    // Answers of tasks travel with other messages: that some are not there yet doesn't mean that tasks still run. A release, which
    // nobody waits for either, ends those that do (LIMIT), so a query that went well costs no cancel.
    if (!finished) {
      await this.#cancelTasks();
      // After cancelQuery, so that tasks that were still on their way there find their query fenced.
      this.#stop.abort();
      await Promise.allSettled(this.#tasks);
    }
    await Promise.allSettled(this.#live().map((member) => member.service.releaseQuery(this.#queryId)));
    if (this.#running > 0) this.#stop.abort();
    await Promise.allSettled(this.#tasks);
  }

  #cancelTasks(): Promise<unknown> {
    this.#canceling ??= Promise.allSettled(this.#live().map((member) => member.service.cancelQuery(this.#queryId)));
    return this.#canceling;
  }

  #live(): readonly Member[] {
    return this.#members.filter((member) => !member.gone.aborted);
  }

  async #runTask({ stage }: RunningStage, member: Member, request: RunTaskRequest): Promise<void> {
    this.#running += 1;
    try {
      const stats = await member.service.runTask(request, this.#stop.signal);
      this.#reports.push({ stage: stage.id, workerId: member.workerId, stats });
    } catch (error) {
      this.#failWith(translateWorkerError(error, member.workerId, RETRY_HINT));
    } finally {
      this.#running -= 1;
      this.#ended.set(stage.id, (this.#ended.get(stage.id) ?? 0) + 1);
    }
  }

  readonly #onMemberGone = (): void => {
    const gone = this.#members.find((member) => member.gone.aborted);
    this.#failWith(
      new ConductError(SQLSTATE.adminShutdown, `worker ${gone?.workerId ?? ''} went away while the statement ran`, { hint: RETRY_HINT }),
    );
  };

  #failWith(error: ConductError): void {
    if (this.#worst(error) === error) this.#failure.cut(error);
  }

  #worst(seen: ConductError): ConductError {
    const failure = this.#failure.by;
    return failure !== null && errorRank(failure) <= errorRank(seen) ? failure : seen;
  }

  #wait(ms: number): { readonly done: Promise<void>; stop(): void } {
    let stop: () => void = () => {};
    const done = new Promise<void>((resolve) => {
      const timer = this.#runtime.setTimer(ms, resolve);
      stop = () => {
        timer.cancel();
        resolve();
      };
    });
    return { done, stop };
  }
}

function taskRequest(
  queryId: string,
  stage: Stage,
  task: number,
  stages: ReadonlyMap<number, RunningStage>,
  options: RunOptions,
): RunTaskRequest {
  const sources = new Set<number>();
  const table = (id: number): TableDef => known(options.tables.get(id), `table ${id} of the snapshot`);
  const tables = new Map<number, TableDef>();
  walk(stage.root, (node) => {
    if (node.kind === 'exchange-source') sources.add(node.stage);
    if (node.kind !== 'scan') return;
    const scanned = table(node.tableId);
    options.checkTable?.(scanned);
    tables.set(node.tableId, scannedTable(scanned, known(stage.workers[task], 'worker')));
  });
  if (stage.write !== null && !tables.has(stage.write.tableId)) tables.set(stage.write.tableId, withoutStats(table(stage.write.tableId)));
  return {
    queryId,
    attempt: 0,
    stage,
    task,
    inputs: [...sources].map((source) => ({
      stage: source,
      tasks: known(stages.get(source), 'input stage').members.map(({ workerId, address }) => ({ workerId, address })),
    })),
    tables: [...tables.values()],
    workMemBytes: options.workMemBytes,
    forceSpill: options.forceSpill ?? false,
    analyze: options.analyze,
    morselRows: options.morselRows,
    session: plainSettings(options.session ?? DEFAULT_SESSION),
    own: options.own?.ownWrites(known(stage.workers[task], 'worker')) ?? null,
  };
}

const scannedTables = new WeakMap<TableDef, TableDef>();

/** A scan needs the columns alone; the placement would be most of the message. The same object for the same table. */
function scannedTable(table: TableDef, worker: string): TableDef {
  if (table.files !== undefined) return filesFor(table, table.files, worker);
  let scanned = scannedTables.get(table);
  if (scanned === undefined) {
    scanned = { ...table, placement: [], stats: { rows: table.stats.rows, columns: [] } };
    scannedTables.set(table, scanned);
  }
  return scanned;
}

/** What the worker reads of files, and no more of them. */
function filesFor(table: TableDef, source: FileSource, worker: string): TableDef {
  const positions = new Map<number, number>();
  const files: SourceFile[] = [];
  const splits = source.splits
    .filter((split) => split.worker === worker)
    .map((split) => {
      const position = positions.get(split.file) ?? files.push(known(source.files[split.file], 'file')) - 1;
      positions.set(split.file, position);
      return { ...split, file: position };
    });
  return { ...table, placement: [], stats: { rows: table.stats.rows, columns: [] }, files: { ...source, files, splits } };
}

function walk(plan: PhysicalPlan, visit: (node: PhysicalPlan) => void): void {
  visit(plan);
  for (const input of inputsOf(plan)) walk(input, visit);
}

export function inputsOf(plan: PhysicalPlan): readonly PhysicalPlan[] {
  switch (plan.kind) {
    case 'scan':
    case 'values':
    case 'series':
    case 'exchange-source':
      return [];
    case 'table-function':
      return [plan.input];
    case 'hash-join':
    case 'nested-loop-join':
      return [plan.build, plan.probe];
    case 'union-all':
      return plan.inputs;
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
    case 'row-id':
    case 'window':
    case 'exchange':
      return [plan.input];
  }
}

/** What the stage needs its workers for, for the error when one is away. */
function needOf(stage: Stage): string {
  const names = new Set<string>();
  walk(stage.root, (node) => {
    if (node.kind === 'scan') names.add(`"${node.tableName}"`);
  });
  return names.size === 0 ? 'takes part in the query' : `holds a part of table ${[...names].join(', ')}`;
}

export function canceled(signal: AbortSignal): ConductError {
  const reason: unknown = signal.reason;
  return reason instanceof ConductError ? reason : new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request');
}

/** Items of all streams as they come; order is kept within a stream. At most one item a stream is asked for ahead. */
async function* mergeStreams(streams: readonly AsyncGenerator<Uint8Array>[]): AsyncGenerator<Uint8Array> {
  const [only, ...others] = streams;
  if (only === undefined) return;
  if (others.length === 0) {
    yield* only;
    return;
  }
  const arrived: { readonly stream: AsyncGenerator<Uint8Array>; readonly result: Promise<IteratorResult<Uint8Array>> }[] = [];
  let wake: () => void = () => {};
  const pull = (stream: AsyncGenerator<Uint8Array>): void => {
    const result = stream.next();
    const come = (): void => {
      arrived.push({ stream, result });
      wake();
    };
    result.then(come, come);
  };
  const open = new Set(streams);
  for (const stream of streams) pull(stream);
  try {
    while (open.size > 0) {
      const next = arrived.shift();
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const { stream, result } = next;
      const item = await result;
      if (item.done === true) {
        open.delete(stream);
      } else {
        pull(stream);
        yield item.value;
      }
    }
  } finally {
    // Streams that wait for data end by the run's signal.
    for (const stream of open) void stream.return(undefined).catch(() => {});
  }
}
