/** One result or one error, whatever the tasks do, and nothing left on the workers. */
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import type { RunOptions, TaskReport } from '../../src/conductor/scheduler.js';
import { rowsFromBatch } from '../../src/plan/datum-batch.js';
import type { Stage } from '../../src/plan/physical.js';
import { eventually, type FakeWorker, failure, frame, NO_STATS, TestConductor } from './fake-worker.js';

const ESTIMATE = { rows: 1, cost: 1 };

function stage(id: number, workers: readonly string[], inputs: readonly number[], consumer: number | null): Stage {
  return {
    id,
    root: {
      kind: 'union-all',
      op: id,
      columns: [],
      estimate: ESTIMATE,
      inputs: inputs.map((input, at) => ({ kind: 'exchange-source', op: 100 + at, columns: [], estimate: ESTIMATE, stage: input })),
    },
    output: { kind: 'gather' },
    columns: [],
    workers,
    consumer,
    bucketMap: null,
    partitions: 1,
    write: null,
    placementReason: 'test',
  };
}

const TWO_STAGES = [stage(1, ['w0', 'w1'], [], 2), stage(2, ['w1'], [1], null)];

/** Never resolves, unless the call is cancelled. */
function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new ConductError('57014', 'stopped')));
  });
}

describe('scheduler', () => {
  let conductor: TestConductor;
  let workers: FakeWorker[];
  let abort: AbortController;

  beforeEach(async () => {
    conductor = await TestConductor.start();
    workers = await conductor.join(2);
    abort = new AbortController();
  });

  afterEach(async () => {
    await conductor.close();
  });

  function options(stages: readonly Stage[] = TWO_STAGES): RunOptions {
    return {
      plan: { stages, columns: [] },
      tables: new Map(),
      workMemBytes: 1,
      morselRows: 1,
      analyze: false,
      signal: abort.signal,
    };
  }

  async function collect(run: RunOptions, report?: (tasks: readonly TaskReport[]) => void): Promise<unknown[]> {
    const rows: unknown[] = [];
    for await (const batch of conductor.scheduler.stream(run, report)) rows.push(...rowsFromBatch(batch).map(([value]) => value));
    return rows;
  }

  async function everythingReleased(): Promise<void> {
    await eventually(() => workers.every((worker) => worker.released.length === 1));
  }

  it('runs every task with its inputs and gives the rows in order', async () => {
    const requests: string[] = [];
    for (const worker of workers) {
      worker.run = async ({ stage: { id }, task, inputs }) => {
        requests.push(
          `${worker.id} stage ${id} task ${task} from ${inputs.flatMap(({ tasks }) => tasks.map(({ workerId }) => workerId)).join(' ')}`,
        );
        return { ...NO_STATS, rowsOut: id };
      };
    }
    (workers[1] as FakeWorker).frames = async function* () {
      yield frame([1, 2]);
      yield frame([3]);
    };
    let reports: readonly TaskReport[] = [];
    const rows = await collect(options(), (tasks) => {
      reports = tasks;
    });
    expect(rows).to.deep.equal([1, 2, 3]);
    expect(requests.sort()).to.deep.equal(['w0 stage 1 task 0 from ', 'w1 stage 1 task 1 from ', 'w1 stage 2 task 0 from w0 w1']);
    expect(reports.map(({ stage: id, workerId, stats }) => [id, workerId, stats.rowsOut]).sort()).to.deep.equal([
      [1, 'w0', 1],
      [1, 'w1', 1],
      [2, 'w1', 2],
    ]);
    await everythingReleased();
    expect(workers.flatMap(({ cancelled }) => cancelled)).to.deep.equal([]);
  });

  it('merges the rows of several root tasks', async () => {
    workers.forEach((worker, at) => {
      worker.frames = async function* () {
        yield frame([at * 10]);
        yield frame([at * 10 + 1]);
      };
    });
    const rows = await collect(options([stage(1, ['w0', 'w1'], [], null)]));
    expect((rows as number[]).sort((a, b) => a - b)).to.deep.equal([0, 1, 10, 11]);
    await everythingReleased();
  });

  it('starts nothing before the first row is asked for', async () => {
    conductor.scheduler.stream(options());
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(workers.flatMap(({ calls }) => calls)).to.deep.equal([]);
  });

  it('gives the first task error, once, and cancels the rest', async () => {
    (workers[0] as FakeWorker).run = async () => {
      throw new ConductError('22012', 'division by zero');
    };
    (workers[1] as FakeWorker).run = (_request, signal) => hang(signal);
    (workers[1] as FakeWorker).frames = async function* (_request, signal) {
      yield frame([1]);
      await hang(signal);
    };
    expect(await failure(collect(options()))).to.include({ code: '22012', message: 'division by zero' });
    await everythingReleased();
    expect(workers.every(({ cancelled }) => cancelled.length === 1)).to.equal(true);
  });

  it('prefers the cause to the broken connection that it showed as', async () => {
    (workers[0] as FakeWorker).run = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new ConductError('22003', 'integer out of range');
    };
    (workers[1] as FakeWorker).run = (_request, signal) => hang(signal);
    (workers[1] as FakeWorker).frames = async function* () {
      yield* [];
      throw new ConductError('08006', 'the producer ended');
    };
    expect((await failure(collect(options()))).code).to.equal('22003');
    await everythingReleased();
  });

  it('answers a cancel with 57014 at once and stops all tasks, also while the client reads nothing', async () => {
    for (const worker of workers) {
      worker.run = (_request, signal) => hang(signal);
      worker.frames = async function* () {
        for (;;) yield frame([1]);
      };
    }
    const stream = conductor.scheduler.stream(options());
    await stream.next();
    abort.abort();
    await eventually(() => workers.every(({ cancelled }) => cancelled.length === 1));
    expect(await failure(stream.next())).to.include({ code: '57014', message: 'canceling statement due to user request' });
    await everythingReleased();
    expect((await failure(collect(options()))).code).to.equal('57014');
  });

  it('is cancelled while the client reads nothing and more than one task gives rows', async () => {
    for (const worker of workers) {
      worker.run = (_request, signal) => hang(signal);
      worker.frames = async function* (_request, signal) {
        yield frame([1]);
        await hang(signal);
      };
    }
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const stream = conductor.scheduler.stream(options([stage(1, ['w0', 'w1'], [], null)]));
    await stream.next();
    abort.abort();
    // Rows that nobody has asked for yet fail meanwhile: that is nobody's error, and no end of the process.
    await eventually(() => workers.every(({ cancelled }) => cancelled.length === 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).to.deep.equal([]);
    expect(await failure(stream.next())).to.include({ code: '57014' });
    await everythingReleased();
  });

  it("tells the signal's own reason", async () => {
    (workers[1] as FakeWorker).frames = (_request, signal) => ({
      [Symbol.asyncIterator]: () => ({ next: () => hang(signal) }),
    });
    const running = failure(collect(options()));
    setTimeout(() => abort.abort(new ConductError('57014', 'canceling statement due to statement timeout')), 20);
    expect((await running).message).to.equal('canceling statement due to statement timeout');
    await everythingReleased();
  });

  it('gives one clear error when a worker dies', async () => {
    for (const worker of workers) worker.run = (_request, signal) => hang(signal);
    (workers[1] as FakeWorker).frames = async function* (_request, signal) {
      yield frame([1]);
      await hang(signal);
    };
    const running = failure(collect(options()));
    await eventually(() => (workers[0] as FakeWorker).calls.includes('runTask'));
    await (workers[0] as FakeWorker).die();
    const error = await running;
    expect(error.code).to.equal('57P01');
    expect(error.message).to.equal('worker w0 went away while the statement ran');
    expect(error.hint).to.match(/again/);
    await eventually(() => (workers[1] as FakeWorker).released.length === 1);
  });

  it('gives that error too when a worker just stops to beat', async () => {
    for (const worker of workers) worker.run = (_request, signal) => hang(signal);
    (workers[1] as FakeWorker).frames = async function* (_request, signal) {
      yield* [];
      await hang(signal);
    };
    const running = failure(collect(options()));
    await eventually(() => (workers[0] as FakeWorker).calls.includes('runTask'));
    conductor.members.evict('w0', 'test');
    expect((await running).code).to.equal('57P01');
  });

  it('fails at once when a needed worker is away', async () => {
    conductor.members.evict('w0', 'test');
    const error = await failure(collect(options()));
    expect(error.code).to.equal('57P03');
    expect(error.hint).to.not.equal(undefined);
    expect((workers[1] as FakeWorker).calls).to.deep.equal([]);
  });

  it('stops the tasks when the reader has had enough, and when the root needs no more', async () => {
    (workers[0] as FakeWorker).run = (_request, signal) => hang(signal);
    (workers[1] as FakeWorker).frames = async function* () {
      yield frame([1]);
      yield frame([2]);
    };
    for await (const batch of conductor.scheduler.stream(options())) {
      expect(batch.rows).to.equal(1);
      break;
    }
    await everythingReleased();
    for (const worker of workers) worker.released.length = 0;
    (workers[1] as FakeWorker).run = async ({ stage: { id } }, signal) => (id === 1 ? hang(signal) : NO_STATS);
    expect(await collect(options())).to.deep.equal([1, 2]);
    await everythingReleased();
    // The first query alone was cancelled: a release ends what the second left.
    expect((workers[0] as FakeWorker).cancelled).to.have.length(1);
  });
});
