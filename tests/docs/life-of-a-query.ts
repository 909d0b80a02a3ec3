/**
 * Takes one query through every stage of the real system and prints what each one hands to the next, for ARCHITECTURE.md. A conductor
 * and two workers run in this process on the simulated Runtime, so that the same text comes out every time.
 */
import { pino } from 'pino';
import type { Runtime } from '../../src/common/runtime.js';
import { CatalogStore } from '../../src/conductor/catalog-store.js';
import { FileTables } from '../../src/conductor/files/file-tables.js';
import { liveCatalog } from '../../src/conductor/live-catalog.js';
import { SmallTables } from '../../src/conductor/local/small-tables.js';
import { Membership } from '../../src/conductor/membership.js';
import { Queries } from '../../src/conductor/query.js';
import type { Outcome, SessionState } from '../../src/conductor/query-service.js';
import { RememberedPlans } from '../../src/conductor/remembered-plans.js';
import { Scheduler } from '../../src/conductor/scheduler.js';
import { Transactions } from '../../src/conductor/transactions.js';
import { Engine } from '../../src/exec/engine.js';
import { type Operation, pipelinesOf, type Sink, type Source } from '../../src/exec/pipeline.js';
import { SpillSpace } from '../../src/exec/spill/spill-space.js';
import { BatchRows } from '../../src/frontend/row-writer.js';
import { rowDescription } from '../../src/frontend/wire/backend-message.js';
import { MessageWriter } from '../../src/frontend/wire/message-writer.js';
import { physicalInputs } from '../../src/optimizer/fragment.js';
import { optimize } from '../../src/optimizer/optimize.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { explainLines } from '../../src/plan/explain.js';
import type { PhysicalPlan, Stage } from '../../src/plan/physical.js';
import { printExpr, printLogical } from '../../src/plan/print-logical.js';
import { bind } from '../../src/planner/bind.js';
import { decodeFrame } from '../../src/rpc/frame.js';
import { serveConductor } from '../../src/rpc/service.js';
import type { Transport } from '../../src/rpc/transport.js';
import { SimulatedWorld } from '../../src/simulation/simulated-runtime.js';
import { parse } from '../../src/sql/parse.js';
import { Worker } from '../../src/worker/worker.js';

const WORKERS = 2;
const ORDERS = 20_000;
const CUSTOMERS = 2_000;
const SEED = 1;

const SETUP = [
  `CREATE TABLE customer (c_custkey int PRIMARY KEY, c_mktsegment char(10) NOT NULL)`,
  `CREATE TABLE orders (o_orderkey bigint PRIMARY KEY, o_custkey int NOT NULL, o_totalprice numeric(15,2) NOT NULL,
     o_orderdate date NOT NULL)`,
];

const SEGMENTS = ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'];

const SESSION: SessionState = {
  id: 1,
  user: 'conduct',
  database: 'conduct',
  settings: new Map(),
  startupSettings: new Map(),
  statements: new Map(),
  notice() {},
  parameterStatus() {},
};

/** The printed forms by the names of their blocks. The parser must be loaded. */
export async function lifeOfQuery(sql: string): Promise<ReadonlyMap<string, string>> {
  const cluster = await SimulatedCluster.start();
  try {
    await cluster.load();
    return await forms(sql, cluster);
  } finally {
    await cluster.stop();
  }
}

async function forms(sql: string, cluster: SimulatedCluster): Promise<ReadonlyMap<string, string>> {
  const printed = new Map<string, string>();
  const [statement] = parse(sql, 'postgres');
  if (statement?.kind !== 'query') throw new Error('a query');
  printed.set('ast', whereOf(statement));

  const catalog = liveCatalog(cluster.store.published, cluster.members);
  const { bound } = bind(statement, { catalog, parameterTypes: [], settings: new Map() });
  if (bound.kind !== 'query') throw new Error('a bound query');
  printed.set('bound', `${printLogical(bound.plan)}\n`);

  let nextId = 1_000;
  const optimized = optimize(bound.plan, {
    workers: cluster.members.members.map(({ workerId }) => workerId),
    settings: { disabledRules: new Set() },
    nextColumnId: () => {
      nextId += 1;
      return nextId;
    },
  });
  const rules = explainLines(optimized, { verbose: true });
  printed.set('rules', lines(rules.slice(rules.indexOf('Rules:'))));
  printed.set('logical', `${printLogical(optimized.logical)}\n`);
  printed.set('stages', lines(explainLines(optimized)));

  const { stages } = optimized.stages;
  printed.set('pipelines', lines(stages.flatMap((stage) => describeStage(stage))));
  const recorded = cluster.record();
  const { columns, batches } = await cluster.run(sql);
  printed.set('modules', lines(recorded.modules.map(describeModule)));
  printed.set('frames', lines(recorded.frames.map(({ from, to, frame }) => describeFrame(from, to, frame))));
  printed.set('wire', describeWire(columns, batches));
  return printed;
}

// --- a cluster in this process ---

/** What happened since recording was switched on. */
interface Recording {
  on: boolean;
  /** Frames that crossed between processes. */
  readonly frames: { readonly from: string; readonly to: string; readonly frame: Uint8Array }[];
  /** Modules of the first worker. */
  readonly modules: Uint8Array<ArrayBuffer>[];
}

class SimulatedCluster {
  readonly store: CatalogStore;
  readonly members: Membership;
  readonly #world: SimulatedWorld;
  readonly #queries: Queries;
  readonly #stop: (() => Promise<void>)[];
  readonly #recording: Recording;

  private constructor(
    world: SimulatedWorld,
    parts: { readonly store: CatalogStore; readonly members: Membership; readonly queries: Queries },
    stop: (() => Promise<void>)[],
    recording: Recording,
  ) {
    this.#world = world;
    this.store = parts.store;
    this.members = parts.members;
    this.#queries = parts.queries;
    this.#stop = stop;
    this.#recording = recording;
  }

  static async start(): Promise<SimulatedCluster> {
    const world = new SimulatedWorld(SEED, { minimumDelayMs: 1, maximumDelayMs: 1 });
    const log = pino({ level: 'silent' });
    const recording: Recording = { on: false, frames: [], modules: [] };
    const names = new Map<string, string>();
    const stop: (() => Promise<void>)[] = [];

    const runtime = noting(world.runtime(), 'conductor', names, recording);
    const store = await world.clock.run(CatalogStore.open(runtime, '/conductor'));
    const transactions = new Transactions({ runtime, store, log });
    const members = new Membership({
      runtime,
      store,
      log,
      inProgress: (transaction) => transactions.isOpen(transaction),
      exclusive: (work) => transactions.exclusive(work),
    });
    transactions.attach(members);
    const scheduler = new Scheduler({ runtime, members, log });
    const queries = new Queries({
      runtime,
      store,
      members,
      transactions,
      scheduler,
      smallTables: new SmallTables(),
      plans: new RememberedPlans(),
      fileTables: new FileTables(runtime, []),
      log,
    });
    const listener = await world.clock.run(serveConductor(runtime.transport, 'conductor:0', members));
    for (let index = 1; index <= WORKERS; index += 1) {
      const name = `worker-${index}`;
      const base = noting(world.runtime(), name, names, recording);
      // Ids in the order of the names, whatever the seed gives: plans and their tasks go by ids.
      const own = { ...base, uuid: () => `${index}${base.uuid().slice(1)}` };
      const spill = await SpillSpace.open({ fs: own.fs, folder: `/${name}/spill`, quotaBytes: 1 << 30 });
      const engine = await Engine.start({ memoryBytes: 64 << 20, executors: 1, mode: 'inline', nowMs: own.hrtimeMs, spill });
      if (index === 1) noteModules(engine, recording);
      const worker = await world.clock.run(
        Worker.start({
          runtime: own,
          dataDir: `/${name}`,
          joinAddress: listener.address,
          listenAddress: `${name}:0`,
          executors: 1,
          memoryBytes: 64 << 20,
          engine,
          spill,
          log,
        }),
      );
      names.set(worker.address, name);
      stop.push(async () => {
        await world.clock.run(worker.close());
        await engine.close();
      });
    }
    stop.push(async () => {
      await world.clock.run(listener.close());
      members.close();
      await world.clock.run(transactions.close());
      await world.clock.run(scheduler.close());
      store.close();
      world.close();
    });
    return new SimulatedCluster(world, { store, members, queries }, stop, recording);
  }

  /** The tables, with rows from a formula. */
  async load(): Promise<void> {
    for (const sql of SETUP) await this.#execute(sql);
    await this.#copy(
      'customer',
      Array.from({ length: CUSTOMERS }, (_, i) => `${i}\t${SEGMENTS[i % SEGMENTS.length] ?? ''}`),
    );
    await this.#copy(
      'orders',
      Array.from({ length: ORDERS }, (_, i) => {
        const date = new Date(Date.UTC(1992, 0, 1 + ((i * 31) % 2_400))).toISOString().slice(0, 10);
        return `${i}\t${(i * 7) % CUSTOMERS}\t${1_000 + ((i * 37) % 90_000)}.${10 + (i % 90)}\t${date}`;
      }),
    );
  }

  async #copy(table: string, rows: readonly string[]): Promise<void> {
    const outcome = await this.#execute(`COPY ${table} FROM STDIN`);
    if (outcome.kind !== 'copy-in') throw new Error('COPY takes rows');
    await this.#world.clock.run(outcome.sink.write(Buffer.from(`${rows.join('\n')}\n`)));
    await this.#world.clock.run(outcome.sink.finish());
  }

  async #execute(sql: string): Promise<Outcome> {
    const [statement] = this.#queries.parse(sql);
    if (statement === undefined) throw new Error('a statement');
    const prepared = await this.#world.clock.run(this.#queries.prepare(SESSION, statement, []));
    return this.#world.clock.run(this.#queries.execute(SESSION, prepared, [], new AbortController().signal));
  }

  async run(sql: string): Promise<{ columns: Extract<Outcome, { kind: 'rows' }>['columns']; batches: readonly HostBatch[] }> {
    const outcome = await this.#execute(sql);
    if (outcome.kind !== 'rows') throw new Error('a query gives rows');
    const collect = async (): Promise<HostBatch[]> => {
      const batches: HostBatch[] = [];
      for await (const batch of outcome.batches) batches.push(batch);
      return batches;
    };
    return { columns: outcome.columns, batches: await this.#world.clock.run(collect()) };
  }

  /** Records from now on. */
  record(): Recording {
    this.#recording.on = true;
    return this.#recording;
  }

  async stop(): Promise<void> {
    for (const part of this.#stop) await part();
  }
}

/** The runtime with a transport that notes the frames which this process pulls. */
function noting(runtime: Runtime, name: string, names: ReadonlyMap<string, string>, recording: Recording): Runtime {
  const { transport } = runtime;
  const noted: Transport = {
    listen: (address, handlers) => transport.listen(address, handlers),
    connect: (address) => {
      const channel = transport.connect(address);
      return {
        unary: (method, request, options) => channel.unary(method, request, options),
        async *stream(method, request, options) {
          for await (const frame of channel.stream(method, request, options)) {
            if (recording.on) recording.frames.push({ from: names.get(address) ?? address, to: name, frame });
            yield frame;
          }
        },
        close: () => channel.close(),
      };
    },
  };
  return { ...runtime, transport: noted };
}

function noteModules(engine: Engine, recording: Recording): void {
  const compile = engine.module.bind(engine);
  engine.module = (bytes) => {
    if (recording.on) recording.modules.push(bytes);
    return compile(bytes);
  };
}

// --- printed forms ---

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

/** The WHERE clause as JSON, one object a line where it fits. */
function whereOf(statement: unknown): string {
  const find = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return undefined;
    const record = value as Record<string, unknown>;
    if (record.where !== undefined && record.where !== null) return record.where;
    for (const part of Object.values(record)) {
      const found = find(part);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return `${compactJson(find(statement), '')}\n`;
}

function compactJson(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  if (flat.length + indent.length < 110 || typeof value !== 'object' || value === null) return flat.replace(/([,:])(?=["{[\d])/g, '$1 ');
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => `${deeper}${compactJson(item, deeper)}`).join(',\n')}\n${indent}]`;
  const fields = Object.entries(value).map(([key, item]) => `${deeper}"${key}": ${compactJson(item, deeper)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}

function describeStage(stage: Stage): readonly string[] {
  const names = columnNames(stage.root);
  return pipelinesOf(stage, 1).map((pipeline, index) => {
    const steps = [
      describeSource(pipeline.source),
      ...pipeline.operations.map((operation) => describeOperation(operation, names)),
      describeSink(pipeline.sink, names),
    ];
    return `stage ${stage.id}, pipeline ${index + 1}: ${steps.join(' → ')}`;
  });
}

function columnNames(plan: PhysicalPlan): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const visit = (node: PhysicalPlan): void => {
    for (const column of node.columns) names.set(column.id, column.name);
    physicalInputs(node).forEach(visit);
  };
  visit(plan);
  return names;
}

function describeSource(source: Source): string {
  if (source.kind === 'tuples') return `tuples of store ${source.store.id}${source.ordered ? ', in order' : ''}`;
  const { node } = source;
  switch (node.kind) {
    case 'scan':
      return `scan ${node.tableName}(${node.columns.map(({ name, phys }) => `${name} ${phys}`).join(', ')})`;
    case 'exchange-source':
      return `frames of stage ${node.stage}`;
    case 'values':
      return 'constant rows';
    case 'series':
    case 'table-function':
      return node.kind;
  }
}

function describeOperation(operation: Operation, names: ReadonlyMap<number, string>): string {
  switch (operation.kind) {
    case 'filter':
      return `filter ${printExpr(operation.predicate, names)}`;
    case 'project':
      return `project ${operation.exprs.map((expr) => printExpr(expr, names)).join(', ')}`;
    case 'probe':
      return `probe store ${operation.store.id} by ${operation.node.probeKeys.map((key) => printExpr(key, names)).join(', ')}`;
    case 'loop':
      return `loop over store ${operation.store.id}`;
    case 'row-id':
    case 'limit':
    case 'rename':
      return operation.kind;
  }
}

function describeSink(sink: Sink, names: ReadonlyMap<number, string>): string {
  switch (sink.kind) {
    case 'tuples':
      return `${sink.store.index.kind === 'join' ? 'join build' : sink.store.index.kind}: store ${sink.store.id}`;
    case 'aggregate': {
      const calls = sink.aggregates.map(({ fn, arg }) => `${fn}(${arg === null ? '*' : printExpr(arg, names)})`);
      return `aggregate ${calls.join(', ')} by ${sink.keys.map((key) => printExpr(key, names)).join(', ')}: store ${sink.store.id}`;
    }
    case 'output':
      return `output (${sink.output.kind})`;
    case 'none':
      return 'nothing';
  }
}

/** A compiled module as WebAssembly tells it. */
function describeModule(bytes: Uint8Array<ArrayBuffer>): string {
  const module = new WebAssembly.Module(bytes);
  const imports = WebAssembly.Module.imports(module);
  const memory = imports.filter(({ kind }) => kind === 'memory').map(({ name }) => name);
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  return `${bytes.length} bytes: imports ${memory.join()} and ${imports.length - memory.length} functions, exports ${exported.join(', ')}`;
}

function describeFrame(from: string, to: string, frame: Uint8Array): string {
  const { rows, schema, columns } = decodeFrame(frame);
  const described = schema.map(({ name, phys, scale }, i) => {
    const nulls = columns[i]?.validity === null ? '' : '?';
    return `${name} ${phys}${scale > 0 ? `(${scale})` : ''}${nulls}`;
  });
  return `${from} → ${to}: ${rows} ${rows === 1 ? 'row' : 'rows'} (${described.join(', ')}), ${frame.byteLength} bytes`;
}

/** RowDescription and the first DataRow as bytes and text. */
function describeWire(columns: Extract<Outcome, { kind: 'rows' }>['columns'], batches: readonly HostBatch[]): string {
  const header = new MessageWriter();
  rowDescription(header, columns, []);
  const out = [...hexDump(header.bytes.subarray(0, header.length))];
  for (const batch of batches) {
    for (let row = 0; row < batch.rows; row += 1) {
      const writer = new MessageWriter();
      new BatchRows(batch, columns, []).write(writer, row, row + 1);
      out.push('', ...hexDump(writer.bytes.subarray(0, writer.length)));
    }
  }
  return lines(out);
}

function hexDump(bytes: Uint8Array): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    out.push(`${hex.padEnd(47)}  ${text}`);
  }
  return out;
}
