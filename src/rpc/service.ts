/**
 * The two services of messages.ts over a Transport: servers around an implementation, and clients that look like one. A wire
 * message is added in four places: conduct.proto, messages.ts, and a server and a client line here.
 */
import type { TableDef, TableStats } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { Stage } from '../plan/physical.js';
import { fromJson, toJson } from '../plan/serialize.js';
import type { SessionSettings } from '../types/session-settings.js';
import { codec, fromJsonBytes, jsonBytes } from './codec.js';
import type {
  AppendRequest,
  ConductorService,
  CopyRowsRequest,
  CopySource,
  DecideRequest,
  FetchRequest,
  HeartbeatRequest,
  HeartbeatResponse,
  KeyRequest,
  OwnWrites,
  PrepareResponse,
  RegisterRequest,
  RegisterResponse,
  RemoveRequest,
  RunTaskRequest,
  SectionStatus,
  TaskStats,
  TransactionOutcome,
  WorkerService,
  WorkerStatus,
} from './messages.js';
import type { CallOptions, Channel, Listener, Transport } from './transport.js';

/** As on the wire: an absent committedAs means aborted. */
interface OutcomeWire {
  readonly transaction: string;
  readonly committedAs?: number;
}
type RegisterResponseWire = Omit<RegisterResponse, 'outcomes'> & { readonly outcomes: readonly OutcomeWire[] };
type RunTaskWire = Omit<RunTaskRequest, 'stage' | 'tables' | 'own' | 'session'> & {
  readonly sessionJson: Uint8Array;
  readonly stageJson: Uint8Array;
  readonly tablesJson: Uint8Array;
  readonly own?: OwnWrites;
};
type KeyWire = KeyRequest & { readonly since?: number; readonly tableJson?: Uint8Array; readonly frame?: Uint8Array };
type RemoveWire = Omit<RemoveRequest, 'table'> & { readonly tableJson: Uint8Array };
type AppendWire = Omit<AppendRequest, 'table'> & { readonly tableJson: Uint8Array };
type CopyRowsWire = Omit<CopyRowsRequest, 'table' | 'source'> & { readonly tableJson: Uint8Array; readonly sourceJson: Uint8Array };
interface PrepareWire {
  readonly decided: boolean;
  readonly tables: readonly {
    readonly tableId: number;
    readonly statsJson: Uint8Array;
    readonly sketches: readonly string[];
    readonly deleted: number;
  }[];
}
interface TransactionWire {
  readonly transaction: string;
  readonly version: number;
}
interface TableWire {
  readonly tableId: number;
  readonly version: number;
}

const WIRE = {
  empty: codec<object>('Empty'),
  register: codec<RegisterRequest>('RegisterRequest'),
  registered: codec<RegisterResponseWire>('RegisterResponse'),
  heartbeat: codec<HeartbeatRequest>('HeartbeatRequest'),
  heard: codec<HeartbeatResponse>('HeartbeatResponse'),
  outcomes: codec<{ readonly transactions: readonly string[] }>('OutcomesRequest'),
  outcomesKnown: codec<{ readonly outcomes: readonly OutcomeWire[] }>('OutcomesResponse'),
  runTask: codec<RunTaskWire>('RunTaskRequest'),
  taskStats: codec<TaskStats>('TaskStats'),
  fetch: codec<FetchRequest>('FetchRequest'),
  query: codec<{ readonly queryId: string }>('QueryRequest'),
  append: codec<AppendWire>('AppendRequest'),
  copyRows: codec<CopyRowsWire>('CopyRowsRequest'),
  rowsCopied: codec<{ readonly rows: number }>('CopyRowsResponse'),
  remove: codec<RemoveWire>('RemoveRequest'),
  keys: codec<KeyWire>('KeyRequest'),
  keyFrames: codec<{ readonly frames: readonly Uint8Array[] }>('KeyFrames'),
  transaction: codec<TransactionWire>('TransactionRequest'),
  prepare: codec<{ readonly transaction: string; readonly last?: AppendWire | null; readonly decide?: DecideRequest | null }>(
    'PrepareRequest',
  ),
  prepared: codec<PrepareWire>('PrepareResponse'),
  committed: codec<{ readonly deferred: boolean }>('CommitResponse'),
  table: codec<TableWire>('TableRequest'),
  status: codec<WorkerStatus>('WorkerStatus'),
  sections: codec<{ readonly sections: readonly SectionStatus[] }>('HeldSections'),
};

const EMPTY = WIRE.empty.encode({});
const CONTROL: CallOptions = { timeoutMs: LIMITS.controlCallMs };
/** Prepare fsyncs everything that the transaction wrote; append waits while sections are being written. */
const WRITE: CallOptions = { timeoutMs: LIMITS.writeCallMs };

const stages = new WeakMap<Stage, Uint8Array>();

/** Made once for all tasks of a stage. */
function stageJson(stage: Stage): Uint8Array {
  let json = stages.get(stage);
  if (json === undefined) {
    json = jsonBytes(stage);
    stages.set(stage, json);
  }
  return json;
}

const tableBytes = new WeakMap<TableDef, Uint8Array>();

function tableJson(table: TableDef): Uint8Array {
  let json = tableBytes.get(table);
  if (json === undefined) {
    json = jsonBytes(table);
    tableBytes.set(table, json);
  }
  return json;
}

const tables = new WeakMap<TableDef, string>();

function tablesJson(definitions: readonly TableDef[]): Uint8Array {
  const texts = definitions.map((table) => {
    let text = tables.get(table);
    if (text === undefined) {
      text = toJson(table);
      tables.set(table, text);
    }
    return text;
  });
  return Buffer.from(`[${texts.join()}]`);
}

/**
 * What tasks brought last: those of small queries over the same tables bring the same definitions, and those of a statement that is run
 * again the same stages. One object for one text: what was compiled of a stage goes with its object.
 */
class ReadTexts<T> {
  readonly #limit: number;
  readonly #values = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  read(json: Uint8Array): T {
    const text = Buffer.from(json.buffer, json.byteOffset, json.byteLength).toString();
    const value = this.#values.get(text) ?? fromJson<T>(text);
    // Last again: the first is the one that was not read for longest.
    this.#values.delete(text);
    this.#values.set(text, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#limit && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}

const readDefinitions = new ReadTexts<readonly TableDef[]>(64);
const readTables = new ReadTexts<TableDef>(64);
const readStages = new ReadTexts<Stage>(256);

export function serveConductor(transport: Transport, address: string, service: ConductorService): Promise<Listener> {
  return transport.listen(address, {
    unary: {
      Register: async (bytes) => {
        const response = await service.register(WIRE.register.decode(bytes));
        return WIRE.registered.encode({ ...response, outcomes: response.outcomes.map(outcomeToWire) });
      },
      Heartbeat: async (bytes) => WIRE.heard.encode(await service.heartbeat(WIRE.heartbeat.decode(bytes))),
      Outcomes: async (bytes) => {
        const outcomes = await service.outcomes(WIRE.outcomes.decode(bytes).transactions);
        return WIRE.outcomesKnown.encode({ outcomes: outcomes.map(outcomeToWire) });
      },
    },
    stream: {},
  });
}

export function conductorClient(channel: Channel): ConductorService {
  return {
    register: async (request) => {
      const response = WIRE.registered.decode(await channel.unary('Register', WIRE.register.encode(request), CONTROL));
      return { ...response, outcomes: response.outcomes.map(outcomeFromWire) };
    },
    heartbeat: async (request) => {
      // Longer than all missed beats together would be no beat.
      const options: CallOptions = { timeoutMs: LIMITS.heartbeatMs * LIMITS.heartbeatMisses };
      return WIRE.heard.decode(await channel.unary('Heartbeat', WIRE.heartbeat.encode(request), options));
    },
    outcomes: async (transactions) => {
      const response = WIRE.outcomesKnown.decode(await channel.unary('Outcomes', WIRE.outcomes.encode({ transactions }), CONTROL));
      return response.outcomes.map(outcomeFromWire);
    },
  };
}

export function serveWorker(transport: Transport, address: string, service: WorkerService): Promise<Listener> {
  const transaction = (run: (request: TransactionWire) => Promise<void>) => async (bytes: Uint8Array) => {
    await run(WIRE.transaction.decode(bytes));
    return EMPTY;
  };
  const query = (run: (queryId: string) => Promise<void>) => async (bytes: Uint8Array) => {
    await run(WIRE.query.decode(bytes).queryId);
    return EMPTY;
  };
  const table = (run: (request: TableWire) => Promise<void>) => async (bytes: Uint8Array) => {
    await run(WIRE.table.decode(bytes));
    return EMPTY;
  };
  return transport.listen(address, {
    unary: {
      RunTask: async (bytes, signal) => {
        const { stageJson, tablesJson, sessionJson, own, ...request } = WIRE.runTask.decode(bytes);
        const session = fromJsonBytes<SessionSettings>(sessionJson);
        const stage = readStages.read(stageJson);
        const tables = readDefinitions.read(tablesJson);
        return WIRE.taskStats.encode(await service.runTask({ ...request, stage, tables, session, own: own ?? null }, signal));
      },
      CancelQuery: query((queryId) => service.cancelQuery(queryId)),
      ReleaseQuery: query((queryId) => service.releaseQuery(queryId)),
      Append: async (bytes) => {
        const { tableJson, ...request } = WIRE.append.decode(bytes);
        await service.append({ ...request, table: readTables.read(tableJson) });
        return EMPTY;
      },
      CopyRows: async (bytes) => {
        const { tableJson, sourceJson, ...request } = WIRE.copyRows.decode(bytes);
        const [table] = readDefinitions.read(tableJson);
        const source = fromJsonBytes<CopySource>(sourceJson);
        return WIRE.rowsCopied.encode({ rows: await service.copyRows({ ...request, table: known(table, 'table'), source }) });
      },
      Prepare: async (bytes) => {
        const { transaction: id, last, decide = null } = WIRE.prepare.decode(bytes);
        if (last == null) return preparedToWire(await service.prepare(id, null, decide));
        const { tableJson, ...request } = last;
        return preparedToWire(await service.prepare(id, { ...request, table: readTables.read(tableJson) }, decide));
      },
      Flush: async (bytes) => {
        const { transaction: id, version } = WIRE.transaction.decode(bytes);
        return preparedToWire(await service.flush(id, version));
      },
      CheckPrepared: transaction((request) => service.checkPrepared(request.transaction)),
      NewKeys: async (bytes) => {
        const { since = 0, ...request } = WIRE.keys.decode(bytes);
        return WIRE.keyFrames.encode({ frames: await service.newKeys({ ...request, since }) });
      },
      FindKeys: async (bytes) => {
        const { tableJson = EMPTY, frame = EMPTY, ...request } = WIRE.keys.decode(bytes);
        await service.findKeys({ ...request, table: readTables.read(tableJson), frame });
        return EMPTY;
      },
      RollbackTo: transaction((request) => service.rollbackTo(request.transaction, request.version)),
      Remove: async (bytes) => {
        const { tableJson, ...request } = WIRE.remove.decode(bytes);
        await service.remove({ ...request, table: readTables.read(tableJson) });
        return EMPTY;
      },
      Commit: async (bytes) => {
        const request = WIRE.transaction.decode(bytes);
        return WIRE.committed.encode({ deferred: !(await service.commit(request.transaction, request.version)) });
      },
      Abort: transaction((request) => service.abort(request.transaction)),
      Truncate: table((request) => service.truncate(request.tableId, request.version)),
      Drop: table((request) => service.drop(request.tableId)),
      Status: async () => WIRE.status.encode(await service.status()),
      Sections: async () => WIRE.sections.encode({ sections: await service.sections() }),
    },
    stream: {
      Fetch: (bytes, signal) => service.fetch(WIRE.fetch.decode(bytes), signal),
    },
  });
}

export function workerClient(channel: Channel): WorkerService {
  const call = async (method: string, request: Uint8Array, options: CallOptions): Promise<void> => {
    await channel.unary(method, request, options);
  };
  return {
    runTask: async (request, signal) => {
      const { stage, tables, session, own, ...rest } = request;
      const bytes = WIRE.runTask.encode({
        ...rest,
        ...(own === null ? {} : { own }),
        stageJson: stageJson(stage),
        tablesJson: tablesJson(tables),
        sessionJson: jsonBytes(session),
      });
      const options: CallOptions = { timeoutMs: null, ...(signal === undefined ? {} : { signal }) };
      // The query ends with its root stage; the end of another one, if it is a good end, is news for nobody.
      const lazy = stage.consumer === null ? {} : { lazy: 'answer' as const };
      return WIRE.taskStats.decode(await channel.unary('RunTask', bytes, { ...options, ...lazy }));
    },
    fetch: (request, signal) =>
      channel.stream('Fetch', WIRE.fetch.encode(request), { timeoutMs: null, ...(signal === undefined ? {} : { signal }) }),
    cancelQuery: (queryId) => call('CancelQuery', WIRE.query.encode({ queryId }), CONTROL),
    releaseQuery: (queryId) => call('ReleaseQuery', WIRE.query.encode({ queryId }), { ...CONTROL, lazy: 'call' }),
    append: ({ table, ...rest }) => call('Append', WIRE.append.encode({ ...rest, tableJson: tableJson(table) }), WRITE),
    copyRows: async ({ table, source, ...rest }) => {
      const request = WIRE.copyRows.encode({ ...rest, tableJson: tablesJson([table]), sourceJson: jsonBytes(source) });
      return WIRE.rowsCopied.decode(await channel.unary('CopyRows', request, WRITE)).rows;
    },
    prepare: async (transaction, last, decide) => {
      const wire = last === null ? {} : { last: { transaction, frame: last.frame, tableJson: tableJson(last.table) } };
      const request = WIRE.prepare.encode({ transaction, ...wire, ...(decide === null ? {} : { decide }) });
      return preparedFromWire(await channel.unary('Prepare', request, WRITE));
    },
    flush: async (transaction, command) => {
      return preparedFromWire(await channel.unary('Flush', WIRE.transaction.encode({ transaction, version: command }), WRITE));
    },
    checkPrepared: (transaction) => call('CheckPrepared', WIRE.transaction.encode({ transaction, version: 0 }), WRITE),
    newKeys: async (request) => WIRE.keyFrames.decode(await channel.unary('NewKeys', WIRE.keys.encode(request), WRITE)).frames,
    findKeys: ({ table, ...rest }) => call('FindKeys', WIRE.keys.encode({ ...rest, tableJson: tableJson(table) }), WRITE),
    rollbackTo: (transaction, command) => call('RollbackTo', WIRE.transaction.encode({ transaction, version: command }), CONTROL),
    remove: ({ table, ...rest }) => call('Remove', WIRE.remove.encode({ ...rest, tableJson: tableJson(table) }), WRITE),
    commit: async (transaction, version, lazy = false) => {
      const options: CallOptions = lazy ? { ...CONTROL, lazy: 'call' } : CONTROL;
      const bytes = await channel.unary('Commit', WIRE.transaction.encode({ transaction, version }), options);
      return !WIRE.committed.decode(bytes).deferred;
    },
    abort: (transaction) => call('Abort', WIRE.transaction.encode({ transaction, version: 0 }), CONTROL),
    truncate: (tableId, version) => call('Truncate', WIRE.table.encode({ tableId, version }), CONTROL),
    drop: (tableId) => call('Drop', WIRE.table.encode({ tableId, version: 0 }), CONTROL),
    status: async () => WIRE.status.decode(await channel.unary('Status', EMPTY, CONTROL)),
    sections: async (signal) => {
      const options: CallOptions = signal === undefined ? CONTROL : { ...CONTROL, signal };
      return WIRE.sections.decode(await channel.unary('Sections', EMPTY, options)).sections;
    },
  };
}

function preparedToWire({ tables, decided }: PrepareResponse): Uint8Array {
  return WIRE.prepared.encode({
    decided,
    tables: tables.map(({ tableId, stats, sketches, deleted }) => ({ tableId, statsJson: jsonBytes(stats), sketches, deleted })),
  });
}

function preparedFromWire(bytes: Uint8Array): PrepareResponse {
  const { tables, decided } = WIRE.prepared.decode(bytes);
  return {
    decided,
    tables: tables.map(({ tableId, statsJson, sketches, deleted }): PrepareResponse['tables'][number] => ({
      tableId,
      stats: fromJsonBytes<TableStats>(statsJson),
      sketches,
      deleted,
    })),
  };
}

function outcomeToWire({ transaction, committedAs }: TransactionOutcome): OutcomeWire {
  return committedAs === null ? { transaction } : { transaction, committedAs };
}

function outcomeFromWire({ transaction, committedAs }: OutcomeWire): TransactionOutcome {
  return { transaction, committedAs: committedAs ?? null };
}
