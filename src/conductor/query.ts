/**
 * The life of a query: parse → bind → optimize (which cuts the plan into stages) → schedule → stream. `runQuery` below is the
 * path of a SELECT; the other statements are in statements/.
 */
import { type CatalogReader, temporarySchema } from '../catalog/catalog.js';
import { unreachable } from '../common/assert.js';
import { ConductError, fromWireError, notSupported, SQLSTATE, toWireError } from '../common/errors.js';
import { optimize } from '../optimizer/optimize.js';
import type { HostBatch } from '../plan/batch.js';
import type { LogicalPlan } from '../plan/logical.js';
import { bind } from '../planner/bind.js';
import type { BoundQuery, BoundStatement } from '../planner/bound-statement.js';
import type { Statement } from '../sql/ast.js';
import { initParser, parse } from '../sql/parse.js';
import type { Datum } from '../types/datum.js';
import { type SqlType, sameType } from '../types/sql-type.js';
import { batchesOfRows, batchSchema, constantRows } from './constant-plan.js';
import { liveCatalog } from './live-catalog.js';
import type { Outcome, Prepared, QueryService, ResultColumn, SessionState } from './query-service.js';
import { resolveRecursions } from './resolve-recursion.js';
import { canceled } from './scheduler.js';
import { withSequenceValues } from './sequence-plan.js';
import { optimizerContext, runOptions, type Services, type StatementContext, statementContext } from './statement-context.js';
import { withStatementValues } from './statement-values.js';
import { copyFrom } from './statements/copy-from.js';
import { createSchema, createTable } from './statements/create-table.js';
import { createTableAs } from './statements/create-table-as.js';
import { dropSchema, dropTable } from './statements/drop.js';
import { EXPLAIN_COLUMNS, explain } from './statements/explain.js';
import { insert } from './statements/insert.js';
import { changeSettings, show, showColumns } from './statements/settings.js';
import { truncate } from './statements/truncate.js';
import { parseStored } from './stored-queries.js';

/** A SELECT: small constant ones are answered here, all others run as stages on the workers. */
function runQuery(bound: BoundQuery, context: StatementContext): Outcome {
  const tag = (rows: number): string => `SELECT ${rows}`;
  const rows = constantRows(bound.plan);
  if (rows !== null) {
    return { kind: 'rows', columns: bound.output, batches: inTurns(batchesOfRows(batchSchema(bound.output), rows)), tag };
  }
  const { stages } = optimize(bound.plan, optimizerContext(bound.plan, context));
  const batches = context.scheduler.stream({ ...runOptions(context), plan: stages, analyze: false });
  return { kind: 'rows', columns: bound.output, batches, tag };
}

export class Queries implements QueryService {
  readonly #services: Services;
  /** Bound forms of prepared statements, good while the catalog and the search path are what they were. */
  readonly #bound = new WeakMap<Prepared, { readonly bound: BoundStatement; readonly key: string }>();

  constructor(services: Services) {
    this.#services = services;
  }

  ready(): Promise<void> {
    return initParser();
  }

  parse(sql: string): readonly Statement[] {
    return parse(sql, 'postgres');
  }

  async prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared> {
    const catalog = this.#catalog();
    const result = bindStatement(statement, catalog, parameterTypes, session);
    const prepared: Prepared = { statement, parameterTypes: result.parameterTypes, columns: resultColumns(result.bound) };
    this.#bound.set(prepared, { bound: result.bound, key: bindingKey(catalog, session) });
    return prepared;
  }

  async execute(session: SessionState, prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal): Promise<Outcome> {
    const catalog = this.#catalog();
    const bound = withStatementValues(this.#rebound(session, prepared, catalog), parameters, session, this.#services.runtime.now());
    const timed = this.#timed(session, signal);
    const context = statementContext(this.#services, session, catalog, timed.signal);
    try {
      if (timed.signal.aborted) throw canceled(timed.signal);
      const outcome = await execute(await resolveRecursions(bound, context), context);
      if (outcome.kind === 'rows') return { ...outcome, batches: endingWith(outcome.batches, timed.stop) };
      timed.stop();
      return outcome;
    } catch (error) {
      timed.stop();
      throw asStatementError(error, timed.signal);
    }
  }

  #catalog(): CatalogReader {
    return liveCatalog(this.#services.store.published, this.#services.members);
  }

  #rebound(session: SessionState, prepared: Prepared, catalog: CatalogReader): BoundStatement {
    const key = bindingKey(catalog, session);
    const kept = this.#bound.get(prepared);
    if (kept?.key === key) return kept.bound;
    const { bound } = bindStatement(prepared.statement, catalog, prepared.parameterTypes, session);
    if (!sameColumns(resultColumns(bound), prepared.columns)) throw notSupported('a changed result type of a cached plan');
    this.#bound.set(prepared, { bound, key });
    return bound;
  }

  /** The client's signal, and statement_timeout's. */
  #timed(session: SessionState, signal: AbortSignal): { readonly signal: AbortSignal; stop(): void } {
    const { statementTimeoutMs } = statementContext(this.#services, session, this.#services.store.published, signal).settings;
    if (statementTimeoutMs === 0) return { signal, stop: () => {} };
    const either = new AbortController();
    const onAbort = (): void => either.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    const timer = this.#services.runtime.setTimer(statementTimeoutMs, () =>
      either.abort(new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to statement timeout')),
    );
    return {
      signal: either.signal,
      stop: () => {
        timer.cancel();
        signal.removeEventListener('abort', onAbort);
      },
    };
  }
}

/** What sequences give is settled before anything runs. */
async function withSequences(bound: BoundStatement, context: StatementContext): Promise<BoundStatement> {
  switch (bound.kind) {
    case 'query':
      return { ...bound, plan: await withSequenceValues(bound.plan, context, streamRows) };
    case 'insert':
    case 'create-table-as':
      return { ...bound, source: await withSequenceValues(bound.source, context, streamRows) };
    default:
      return bound;
  }
}

function streamRows(plan: LogicalPlan, context: StatementContext): AsyncIterable<HostBatch> {
  const { stages } = optimize(plan, optimizerContext(plan, context));
  return context.scheduler.stream({ ...runOptions(context), plan: stages, analyze: false });
}

async function execute(bound: BoundStatement, context: StatementContext): Promise<Outcome> {
  switch (bound.kind) {
    case 'query':
      return runQuery(bound, context);
    case 'insert':
      return insert(bound, context);
    case 'create-table':
      return createTable(bound, context);
    case 'create-table-as':
      return createTableAs(bound, context);
    case 'drop-table':
      return dropTable(bound, context);
    case 'truncate':
      return truncate(bound, context);
    case 'create-schema':
      return createSchema(bound, context);
    case 'drop-schema':
      return dropSchema(bound, context);
    case 'copy-from':
      return copyFrom(bound, context);
    case 'copy-to':
      throw notSupported('COPY TO');
    case 'explain':
      return explain(bound, context);
    case 'set':
    case 'reset':
    case 'discard':
      return changeSettings(bound, context);
    case 'show':
      return show(bound, context);
    case 'transaction':
      throw notSupported('transaction blocks');
    default:
      return unreachable(bound);
  }
}

function resultColumns(bound: BoundStatement): readonly ResultColumn[] | null {
  switch (bound.kind) {
    case 'query':
      return bound.output;
    case 'explain':
      return EXPLAIN_COLUMNS;
    case 'show':
      return showColumns(bound);
    default:
      return null;
  }
}

function bindStatement(
  statement: Statement,
  catalog: CatalogReader,
  parameterTypes: readonly (SqlType | null)[],
  session: SessionState,
): { readonly bound: BoundStatement; readonly parameterTypes: readonly SqlType[] } {
  try {
    return bind(statement, {
      catalog,
      parameterTypes,
      settings: session.settings,
      parseQuery: parseStored,
      temporarySchema: temporarySchema(session.id),
    });
  } catch (error) {
    throw asStatementError(error, null);
  }
}

function bindingKey(catalog: CatalogReader, session: SessionState): string {
  return `${catalog.version}/${session.settings.get('search_path') ?? ''}/${session.settings.get('datestyle') ?? ''}`;
}

function sameColumns(a: readonly ResultColumn[] | null, b: readonly ResultColumn[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every(({ name, type }, at) => name === b[at]?.name && sameType(type, b[at].type));
}

/** A stack overflow is the statement's depth (54001), and after a cancel every error is the cancel. */
function asStatementError(error: unknown, signal: AbortSignal | null): unknown {
  if (signal?.aborted === true) return canceled(signal);
  return error instanceof RangeError ? fromWireError(toWireError(error)) : error;
}

async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

async function* endingWith<T>(items: AsyncIterable<T>, stop: () => void): AsyncGenerator<T> {
  try {
    yield* items;
  } finally {
    stop();
  }
}
