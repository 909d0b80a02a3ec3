/** A conductor and workers in this process, on the real file system: what tests of files run their statements in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import type { ConductError } from '../../src/common/errors.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import { Conductor } from '../../src/conductor/conductor.js';
import type { SessionState } from '../../src/conductor/query-service.js';
import { Engine } from '../../src/exec/engine.js';
import { SpillSpace } from '../../src/exec/spill/spill-space.js';
import { datumAt } from '../../src/plan/datum-batch.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import { initParser } from '../../src/sql/parse.js';
import { formatText } from '../../src/types/text-format.js';
import { Worker } from '../../src/worker/worker.js';

const MEMORY_BYTES = 256 << 20;

export class LocalCluster {
  /** Where statements may read and write files. */
  readonly folder: string;
  readonly conductor: Conductor;
  readonly workers: readonly Worker[];
  readonly #engines: readonly Engine[];
  readonly #session: SessionState = {
    id: 1,
    user: 'conduct',
    database: 'conduct',
    settings: new Map(),
    startupSettings: new Map(),
    statements: new Map(),
    notice() {},
    parameterStatus() {},
  };

  private constructor(folder: string, conductor: Conductor, workers: readonly Worker[], engines: readonly Engine[]) {
    this.folder = folder;
    this.conductor = conductor;
    this.workers = workers;
    this.#engines = engines;
  }

  /** allowed: folders beside its own. */
  static async start(count: number, allowed: readonly string[] = [], objects?: Parameters<typeof nodeRuntime>[1]): Promise<LocalCluster> {
    await initParser();
    const root = await mkdtemp(join(tmpdir(), 'conduct-files-'));
    const folder = join(root, 'files');
    const runtime = nodeRuntime(new MemoryTransport(), objects);
    await runtime.fs.mkdir(folder);
    const log = pino({ level: 'silent' });
    const allowedFolders = [folder, ...allowed];
    const conductor = await Conductor.start({
      runtime,
      dataDir: join(root, 'conductor'),
      listenAddress: 'conductor:0',
      allowedFolders,
      log,
    });
    const engines: Engine[] = [];
    const workers: Worker[] = [];
    for (let i = 0; i < count; i += 1) {
      const spill = await SpillSpace.open({ fs: runtime.fs, folder: join(root, `worker-${i}`, 'spill'), quotaBytes: 1 << 30 });
      const engine = await Engine.start({ memoryBytes: MEMORY_BYTES, executors: 1, mode: 'inline', nowMs: runtime.hrtimeMs, spill });
      engines.push(engine);
      workers.push(
        await Worker.start({
          runtime,
          dataDir: join(root, `worker-${i}`),
          joinAddress: conductor.address,
          listenAddress: `worker-${i}:0`,
          executors: 1,
          memoryBytes: MEMORY_BYTES,
          engine,
          spill,
          allowedFolders,
          log,
        }),
      );
    }
    return new LocalCluster(folder, conductor, workers, engines);
  }

  /** Rows as PostgreSQL prints them, NULL as null. */
  async query(sql: string): Promise<(string | null)[][]> {
    const rows: (string | null)[][] = [];
    for (const statement of this.conductor.service.parse(sql)) {
      const prepared = await this.conductor.service.prepare(this.#session, statement, []);
      const outcome = await this.conductor.service.execute(this.#session, prepared, [], new AbortController().signal);
      if (outcome.kind !== 'rows') continue;
      for await (const batch of outcome.batches) {
        for (let row = 0; row < batch.rows; row += 1) {
          rows.push(
            batch.schema.map((schema, i) => {
              const column = batch.columns[i];
              const value = column === undefined ? null : datumAt(column, schema, row);
              return value === null ? null : formatText(schema.type, value);
            }),
          );
        }
      }
    }
    return rows;
  }

  /** Runs `COPY ... FROM STDIN` over the pieces; gives the tag. */
  async copy(sql: string, pieces: Iterable<Uint8Array>): Promise<string> {
    const [statement] = this.conductor.service.parse(sql);
    if (statement === undefined) throw new Error('no statement');
    const prepared = await this.conductor.service.prepare(this.#session, statement, []);
    const outcome = await this.conductor.service.execute(this.#session, prepared, [], new AbortController().signal);
    if (outcome.kind !== 'copy-in') throw new Error('it is not COPY FROM STDIN');
    try {
      for (const piece of pieces) await outcome.sink.write(piece);
      return await outcome.sink.finish();
    } catch (error) {
      await outcome.sink.abort(error as ConductError);
      throw error;
    }
  }

  /** Shared memory that is in use on all workers. */
  get usedBytes(): number {
    return this.#engines.reduce((sum, engine) => sum + engine.memory.usedBytes, 0);
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) await worker.close();
    await this.conductor.close();
    for (const engine of this.#engines) await engine.close();
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}
