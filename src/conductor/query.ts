/**
 * The life of a query: parse → bind → optimize (which cuts the plan into stages) → schedule → stream. `runQuery` below is the
 * path of a SELECT; the other statements are in statements/.
 */
import { checkRequirements, type Requirement } from '../catalog/access.js';
import type { CatalogReader } from '../catalog/catalog.js';
import { findRole } from '../catalog/role-def.js';
import type { RowObject } from '../catalog/system-relation.js';
import { AssertionError, assert, unreachable } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import type { BindOptions } from '../planner/bind.js';
import type { BoundQuery, BoundSetConstraints, BoundStatement } from '../planner/bound-statement.js';
import type { Routine } from '../planner/procedures.js';
import type { ExecuteStatement, Query, Statement } from '../sql/ast.js';
import { initParser, parse } from '../sql/parse.js';
import { sourceError } from '../sql/source-error.js';
import type { Datum } from '../types/datum.js';
import { type SessionSettings, withSession } from '../types/session-settings.js';
import type { SqlType } from '../types/sql-type.js';
import { Activity, stageRow, workerRow } from './activity.js';
import { asStatementError, bindingKey, bindStatement } from './bind-in-session.js';
import { changedKeys } from './changed-keys.js';
import { type Part, partsOf, runParts } from './compound-statement.js';
import { batchesOfRows, batchSchema, constantRows } from './constant-plan.js';
import { Cursors, isCursorAction } from './cursors.js';
import { evaluateFirst } from './evaluate-first.js';
import { type Execution, inAnotherWay, isNarrow, isUnique, mayRunAgain, STATEMENT_ATTEMPTS } from './execution.js';
import { StatementFiles } from './files/statement-files.js';
import { keepReferences, referenceLocks, type Written, writtenReferences } from './foreign-keys.js';
import { liveCatalog } from './live-catalog.js';
import { committing, endingWith, finishingWith } from './outcome-ends.js';
import { executedWithin, isPreparedAction, PreparedStatements, withExecuted } from './prepared-statements.js';
import type { Outcome, Prepared, QueryService, RoleLogin, SessionState, TransactionState } from './query-service.js';
import { resultColumns, sameColumns } from './result-columns.js';
import { roleLogin } from './role-login.js';
import { canceled } from './scheduler.js';
import type { SessionTransaction } from './session-transaction.js';
import { NEVER, SessionTransactions, warn } from './session-transactions.js';
import { currentRole, tellSuperuser } from './session-user.js';
import { applyStartupSettings, dialectOf, reportedSettings, sessionSettingsOf, settingRows, settingValue } from './settings.js';
import { type Services, type StatementContext, statementContext } from './statement-context.js';
import { checkReadOnly, insertsConstants, locksOf, mustBeChecked } from './statement-effects.js';
import { StatementSections, sectionRows } from './statement-sections.js';
import { withSequences } from './statement-sequences.js';
import { withStatementTimeout } from './statement-timeout.js';
import { withStatementValues } from './statement-values.js';
import { copyFrom } from './statements/copy-from.js';
import { copyToFiles } from './statements/copy-to-files.js';
import { createTableAs } from './statements/create-table-as.js';
import { define } from './statements/define.js';
import { explain } from './statements/explain.js';
import { insert } from './statements/insert.js';
import { insertRows } from './statements/insert-rows.js';
import { merge } from './statements/merge.js';
import { performAll } from './statements/modifications.js';
import { remove, update } from './statements/modify.js';
import { changeSettings, show } from './statements/settings.js';
import { truncate } from './statements/truncate.js';
import { streamRows, streamToClient } from './stream-plan.js';
import { takeLocks } from './take-locks.js';
import { dropTemporary } from './temporary-objects.js';

/** A SELECT: simple constant ones are answered at once, all others are planned, and run on the conductor or as stages on the workers. */
function runQuery(bound: BoundQuery, context: StatementContext): Outcome {
  const tag = (rows: number): string => `SELECT ${rows}`;
  const rows = constantRows(bound.plan, context.sessionSettings);
  if (rows !== null) {
    return { kind: 'rows', columns: bound.output, batches: inTurns(batchesOfRows(batchSchema(bound.output), rows)), tag };
  }
  const stream = context.takesText === true ? streamToClient : streamRows;
  const first = stream(bound.plan, context);
  const batches = orAgain(first, () => stream(bound.plan, { ...context, wideNumerics: true }));
  return { kind: 'rows', columns: bound.output, batches, tag };
}

/** Where numerics turn out too short before the client has seen a row, the rows of `again`. */
async function* orAgain(batches: AsyncIterable<HostBatch>, again: () => AsyncIterable<HostBatch>): AsyncGenerator<HostBatch> {
  let sent = false;
  try {
    for await (const batch of batches) {
      sent ||= batch.rows > 0;
      yield batch;
    }
    return;
  } catch (error) {
    if (sent || !isNarrow(error)) throw error;
  }
  yield* again();
}

export class Queries implements QueryService {
  readonly #services: Services;
  readonly #sessions: SessionTransactions;
  readonly #cursors: Cursors;
  readonly #activity = new Activity();
  readonly #prepared = new PreparedStatements(this, (session, query) => this.#evaluate(session, query));
  /** EXPLAIN EXECUTE and CREATE TABLE AS EXECUTE: the statement with what is executed in it. */
  readonly #explained = new WeakMap<Prepared, { readonly explained: Prepared; readonly executed: ExecuteStatement }>();
  /** Bound forms of prepared statements, good while the catalog and the search path are what they were. */
  readonly #bound = new WeakMap<Prepared, KeptBinding>();

  /** Parts of other statements, and the routine that they are of. */
  readonly #parts = new WeakMap<Prepared, Routine | null>();

  constructor(services: Services) {
    this.#services = services;
    this.#cursors = new Cursors({
      prepare: (session, statement, parameterTypes) => this.prepare(session, statement, parameterTypes),
      open: (session, prepared, parameters, signal) => this.#openCursor({ session, prepared, parameters, signal }),
      inTransaction: (session) => this.#sessions.current(session) !== null,
      sessionSettings: (session) => this.sessionSettings(session),
    });
    this.#sessions = new SessionTransactions(services, this.#cursors);
  }

  ready(): Promise<void> {
    return initParser();
  }

  parse(sql: string, session?: SessionState): readonly Statement[] {
    return parse(sql, session === undefined ? 'postgres' : dialectOf(session));
  }

  transactionState(session: SessionState): TransactionState {
    return this.#sessions.state(session);
  }

  findRole(name: string): RoleLogin | undefined {
    return roleLogin(this.#services.store.published, name, this.#services.runtime.now());
  }

  begin(session: SessionState): readonly (readonly [name: string, value: string])[] {
    const { published } = this.#services.store;
    applyStartupSettings(session, findRole(published, session.user)?.settings);
    tellSuperuser(session, published);
    return reportedSettings(session);
  }

  checkUsable(session: SessionState, statement: Statement): void {
    this.#sessions.checkUsable(session, statement);
  }

  beginImplicit(session: SessionState): void {
    this.#sessions.beginImplicit(session);
  }

  async endImplicit(session: SessionState): Promise<void> {
    if (this.#sessions.current(session)?.kind === 'implicit') await this.#beforeCommit(session, NEVER);
    await this.#sessions.endImplicit(session);
  }

  fail(session: SessionState): void {
    this.#sessions.fail(session);
  }

  hasCursor(session: SessionState, name: string): boolean {
    return this.#cursors.has(session, name);
  }

  waits(session: SessionState, end: (reason: ConductError) => void): void {
    this.#activity.idle(session, this.#services.runtime.now());
    this.#sessions.watchIdle(session, end);
  }

  close(session: SessionState): void {
    this.#sessions.close(session);
    this.#activity.close(session);
    this.#cursors.closeAll(session);
    dropTemporary(this.#services, session);
  }

  async prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared> {
    try {
      return await this.#prepare(session, statement, parameterTypes);
    } catch (error) {
      throw sourceError(error, statement);
    }
  }

  async #prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared> {
    this.#sessions.busy(session);
    this.#sessions.checkUsable(session, statement);
    const executed = executedWithin(statement);
    if (executed !== null) {
      const query = this.#prepared.find(session, executed.name);
      const explained = await this.prepare(session, withExecuted(statement, query.statement), query.parameterTypes);
      const prepared = { ...explained, parameterTypes: [] };
      this.#explained.set(prepared, { explained, executed });
      return prepared;
    }
    if (isPreparedAction(statement)) return this.#prepared.prepare(session, statement);
    if (isCursorAction(statement)) return this.#cursors.prepare(session, statement, parameterTypes);
    const transaction = this.#sessions.current(session);
    const catalog = this.#live(transaction === null ? this.#services.store.published : transaction.peek());
    const reads = this.#reads(catalog);
    const result = await this.#bind(statement, { catalog, parameterTypes }, session, reads);
    const prepared: Prepared = { statement, parameterTypes: result.parameterTypes, columns: resultColumns(result.bound) };
    this.#bound.set(prepared, {
      bound: result.bound,
      requirements: result.requirements,
      key: result.lasting && reads.files.tables.length === 0 ? bindingKey(catalog, session, transaction) : '',
    });
    return prepared;
  }

  async execute(
    session: SessionState,
    prepared: Prepared,
    parameters: readonly Datum[],
    signal: AbortSignal,
    takesText = false,
  ): Promise<Outcome> {
    this.#activity.begin(session, prepared.statement, this.#services.runtime.now());
    this.#sessions.busy(session);
    this.#sessions.checkUsable(session, prepared.statement);
    if (parameters.length < prepared.parameterTypes.length) {
      throw new ConductError(SQLSTATE.undefinedParameter, `there is no parameter $${parameters.length + 1}`);
    }
    const explained = this.#explained.get(prepared);
    if (explained !== undefined) {
      const values = await this.#prepared.arguments(session, explained.executed, explained.explained.parameterTypes);
      return await this.execute(session, explained.explained, values, signal);
    }
    if (isPreparedAction(prepared.statement)) return await this.#prepared.run(session, prepared.statement, signal);
    const kept = this.#bound.get(prepared)?.bound;
    if (kept?.kind === 'discard' && kept.target === 'all') {
      this.#sessions.checkAlone(session, 'DISCARD ALL');
      session.statements.clear();
      this.#cursors.closeAll(session);
    }
    if (kept?.kind === 'transaction') {
      if (kept.action === 'commit') await this.#beforeCommit(session, signal);
      return this.#sessions.control(session, kept, signal);
    }
    if (kept?.kind === 'set' && this.#sessions.setModes(session, kept)) return { kind: 'command', tag: 'SET' };
    const current = this.#sessions.current(session);
    const timed = withStatementTimeout(this.#services.runtime, session, signal);
    try {
      if (timed.signal.aborted) throw canceled(timed.signal);
      const run = { session, prepared, parameters, signal: timed.signal, takesText };
      const { statement } = prepared;
      const outcome = isCursorAction(statement)
        ? await this.#cursors.run(session, statement, prepared, parameters, timed.signal)
        : current === null
          ? await this.#runAlone(run)
          : await this.#runInside(run, current);
      if (outcome.kind === 'rows') return { ...outcome, batches: endingWith(outcome.batches, timed.stop) };
      timed.stop();
      return outcome;
    } catch (error) {
      timed.stop();
      throw sourceError(asStatementError(error, timed.signal), prepared.statement);
    }
  }

  /** The one row of a query without tables: the arguments of EXECUTE. */
  async #evaluate(session: SessionState, query: Query): Promise<{ readonly types: readonly SqlType[]; readonly row: readonly Datum[] }> {
    const prepared = await this.prepare(session, { kind: 'query', text: '', textStart: 0, query }, []);
    const bound = this.#bound.get(prepared)?.bound;
    if (bound?.kind !== 'query') throw notSupported('this argument of EXECUTE');
    const settings = this.sessionSettings(session);
    const settled = withSession(settings, () => withStatementValues(bound, [], session, ''));
    const [row] = settled.kind === 'query' ? (constantRows(settled.plan, settings) ?? []) : [];
    if (row === undefined) throw notSupported('this argument of EXECUTE');
    return { types: bound.output.map(({ type }) => type), row };
  }

  async #openCursor(run: Execution): Promise<Extract<Outcome, { readonly kind: 'rows' }>> {
    const current = this.#sessions.current(run.session);
    const outcome = current === null ? await this.#runAlone(run) : await this.#runInside(run, current);
    current?.holdSnapshot();
    assert(outcome.kind === 'rows', 'rows of a cursor');
    return outcome;
  }

  /** A statement that is a transaction of its own. What changed under it since its snapshot makes it run again. */
  async #runAlone(given: Execution): Promise<Outcome> {
    let run = given;
    for (let attempt = 1; ; attempt += 1) {
      const transaction = this.#sessions.single(run.session);
      try {
        const outcome = await this.#run(run, transaction);
        if (outcome.kind === 'copy-in') return { ...outcome, sink: committing(outcome.sink, transaction) };
        if (outcome.kind === 'rows' && transaction.writes === null) {
          return { ...outcome, batches: endingWith(outcome.batches, () => transaction.rollback()) };
        }
        await transaction.commit();
        return outcome;
      } catch (error) {
        transaction.rollback();
        const other = inAnotherWay(run, error);
        if (other !== null) {
          run = other;
          continue;
        }
        const again = mayRunAgain(error) || (isUnique(error) && this.#avoidsConflicts(run.prepared));
        if (!again || transaction.modes.isolation !== 'read committed' || attempt === STATEMENT_ATTEMPTS) throw error;
      }
    }
  }

  /** A key that another transaction has brought in between is what ON CONFLICT is for. */
  #avoidsConflicts(prepared: Prepared): boolean {
    const bound = this.#bound.get(prepared)?.bound;
    return bound?.kind === 'insert' && bound.onConflict != null;
  }

  async #runInside(given: Execution, transaction: SessionTransaction): Promise<Outcome> {
    let run = given;
    for (let attempt = 1; ; attempt += 1) {
      const before = transaction.mark();
      try {
        return await this.#run(run, transaction);
      } catch (error) {
        const other = inAnotherWay(run, error);
        if (other !== null) {
          await transaction.undo(before);
          run = other;
          continue;
        }
        const again = mayRunAgain(error) || (isUnique(error) && this.#avoidsConflicts(run.prepared));
        if (!again || transaction.modes.isolation !== 'read committed' || attempt === STATEMENT_ATTEMPTS) throw error;
        await transaction.undo(before);
      }
    }
  }

  async #run(
    { session, prepared, parameters, signal, wideNumerics = false, wholeTables = false, takesText = false, trusted = false }: Execution,
    transaction: SessionTransaction,
  ): Promise<Outcome> {
    const peeked = this.#live(transaction.peek());
    const reads = this.#reads(peeked);
    const { bound: preview } = await this.#rebound({ session, prepared, reads }, peeked, transaction);
    if (transaction.modes.readOnly) checkReadOnly(preview, prepared.statement);
    const timeoutMs = Number(settingValue(session, 'lock_timeout'));
    if (preview.kind === 'lock-table') this.#sessions.checkInside(session, 'LOCK TABLE');
    await takeLocks(locksOf(preview, transaction.modes.isolation, wholeTables), transaction, timeoutMs, signal);
    for (const { table, shared } of referenceLocks(preview, peeked)) {
      await transaction.lockReferences(table, shared, timeoutMs, signal);
    }
    // Rows that only this transaction has seen so far are brought to where its scans find them.
    if (!insertsConstants(preview)) await transaction.flush();
    const catalog = this.#live(transaction.takeSnapshot());
    const context = {
      ...statementContext(this.#services, session, catalog, signal, transaction),
      text: prepared.statement.text,
      wideNumerics,
      takesText: takesText && preview.kind === 'query',
      files: reads.files,
    };
    const settings = context.sessionSettings;
    const { bound: rebound, requirements } = await this.#rebound({ session, prepared, reads }, catalog, transaction);
    if (!trusted) checkRequirements(catalog, currentRole(session, catalog), requirements);
    const bound = withSession(settings, () =>
      withStatementValues(rebound, parameters, session, prepared.statement.text, (name) => this.#sessions.noteLocal(session, name)),
    );
    if (bound.kind === 'set-constraints') return await this.#setConstraints(bound, session, transaction, signal);
    const changes = await changedKeys(preview, prepared.statement, peeked, (query) =>
      this.#runPart({ statement: query, routine: null }, session, transaction, signal, true),
    );
    const parts = await partsOf(bound, prepared.statement, context);
    if (parts !== null) return await runParts(parts, session, (part) => this.#runPart(part, session, transaction, signal));
    const written: Written[] = [];
    const perform = async (part: BoundStatement): Promise<Outcome> => {
      const resolved = await withSequences(await evaluateFirst(part, context), context);
      const references = withSession(settings, () => writtenReferences(resolved, catalog, settings));
      const outcome = await withSession(settings, () => execute(resolved, context, this.#sessions));
      // One that changed no row changes nothing for others: that is where cascades end.
      const isIdle = outcome.kind === 'command' && outcome.tag.endsWith(' 0');
      if (references !== null && !isIdle) written.push(references);
      return outcome;
    };
    const done = await performAll(bound, perform);
    const keep = async (): Promise<void> => {
      await transaction.flush();
      // A statement that is a transaction of its own ends where it would be looked at anyway.
      const deferred = transaction.kind === 'statement' ? null : transaction.deferredKeys;
      const run = (sql: string): Promise<readonly (readonly Datum[])[]> => this.#runWithin(sql, session, transaction, signal);
      for (const each of written) await keepReferences(each, catalog, run, { deferred, changes });
    };
    if (written.length > 0 && done.kind === 'copy-in') return { ...done, sink: finishingWith(done.sink, keep) };
    if (written.length > 0) await keep();
    const outcome = done.kind === 'rows' ? { ...done, settings } : done;
    // What is wrong with the rows is this statement's error, not the commit's.
    if (transaction.kind !== 'statement' && outcome.kind !== 'copy-in' && mustBeChecked(bound)) await transaction.flush();
    return outcome;
  }

  async #setConstraints(
    { keys, deferred }: BoundSetConstraints,
    session: SessionState,
    transaction: SessionTransaction,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (transaction.kind === 'statement')
      warn(session, SQLSTATE.noActiveSqlTransaction, 'SET CONSTRAINTS can only be used in transaction blocks');
    transaction.deferredKeys.setMode(keys, deferred);
    if (!deferred) await this.#checkDeferred(session, transaction, keys, signal);
    return { kind: 'command', tag: 'SET CONSTRAINTS' };
  }

  async #checkDeferred(
    session: SessionState,
    transaction: SessionTransaction,
    keys: readonly number[] | null,
    signal: AbortSignal,
  ): Promise<void> {
    if (transaction.deferredKeys.isEmpty || transaction.failed) return;
    await transaction.deferredKeys.check(keys, this.#live(transaction.peek()), (sql) => this.#runWithin(sql, session, transaction, signal));
  }

  /** Before a commit: rows that refer to nothing end the transaction. */
  async #beforeCommit(session: SessionState, signal: AbortSignal): Promise<void> {
    const transaction = this.#sessions.current(session);
    if (transaction === null) return;
    try {
      await this.#checkDeferred(session, transaction, null, signal);
    } catch (error) {
      await this.#sessions.control(session, { kind: 'transaction', action: 'rollback', name: null }, signal);
      throw error;
    }
  }

  /** A statement of our own within the transaction, by itself. */
  async #runWithin(
    sql: string,
    session: SessionState,
    transaction: SessionTransaction,
    signal: AbortSignal,
  ): Promise<readonly (readonly Datum[])[]> {
    const [statement] = parse(sql, 'postgres');
    assert(statement !== undefined, 'a statement');
    return await this.#runPart({ statement, routine: null }, session, transaction, signal, true);
  }

  async #runPart(
    part: Part,
    session: SessionState,
    transaction: SessionTransaction,
    signal: AbortSignal,
    trusted = false,
  ): Promise<readonly (readonly Datum[])[]> {
    const prepared: Prepared = { statement: part.statement, parameterTypes: [], columns: null };
    this.#parts.set(prepared, part.routine);
    const outcome = await this.#run({ session, prepared, parameters: [], signal, trusted }, transaction);
    const rows: Datum[][] = [];
    if (outcome.kind === 'rows') for await (const batch of outcome.batches) rows.push(...rowsFromBatch(batch));
    return rows;
  }

  sessionSettings(session: SessionState): SessionSettings {
    const now = this.#services.runtime.now();
    return {
      ...sessionSettingsOf(session, this.#sessions.current(session)?.startedMs ?? now, now),
      sessionRows: (relation) => this.#sessionRows(session, relation),
    };
  }

  #sessionRows(session: SessionState, relation: string): readonly RowObject[] {
    const { store, members } = this.#services;
    switch (relation) {
      case 'pg_stat_activity':
        return this.#activity.rows(
          (each) => this.#sessions.state(each),
          (name) => findRole(store.published, name)?.id ?? null,
        );
      case 'conduct.queries':
        return this.#activity.queries();
      case 'conduct.stages':
        return this.#services.scheduler.stages().map(stageRow);
      case 'conduct.workers':
        return members.members.map((member) => workerRow(member, store.published));
      case 'conduct.settings':
        return settingRows(session)
          .filter(({ category }) => category === 'Conduct')
          .map(({ name = null, setting = null, unit = null, short_desc = null }) => ({ name, setting, unit, description: short_desc }));
      case 'pg_settings':
        return settingRows(session);
      case 'pg_cursors':
        return this.#cursors.rows(session);
      case 'pg_prepared_statements':
        return this.#prepared.rows(session);
      default:
        return [];
    }
  }

  #live(catalog: CatalogReader): CatalogReader {
    return liveCatalog(catalog, this.#services.members);
  }

  #reads(catalog: CatalogReader): Reads {
    const { fileTables, members } = this.#services;
    return {
      files: new StatementFiles(fileTables, () => members.members.map(({ workerId }) => workerId)),
      sections: new StatementSections(() => sectionRows(members.members, catalog)),
    };
  }

  #bind(
    statement: Statement,
    given: Pick<BindOptions, 'catalog' | 'parameterTypes' | 'routine'>,
    session: SessionState,
    { files, sections }: Reads,
  ): Promise<ReturnType<typeof bindStatement>> {
    const sessionRows = (relation: string): readonly RowObject[] =>
      relation === 'conduct.sections' ? sections.rows() : this.#sessionRows(session, relation);
    const settings = { ...this.sessionSettings(session), sessionRows };
    return sections.binding(() => files.binding((findFiles) => bindStatement(statement, { ...given, findFiles }, session, settings)));
  }

  async #rebound(
    { session, prepared, reads }: { readonly session: SessionState; readonly prepared: Prepared; readonly reads: Reads },
    catalog: CatalogReader,
    transaction: SessionTransaction,
  ): Promise<KeptBinding> {
    const key = bindingKey(catalog, session, transaction);
    const kept = this.#bound.get(prepared);
    if (kept?.key === key) return kept;
    const { statement, parameterTypes } = prepared;
    const routine = this.#parts.get(prepared) ?? null;
    const given = { catalog, parameterTypes, ...(routine === null ? {} : { routine }) };
    const { bound, requirements, lasting } = await this.#bind(statement, given, session, reads);
    if (!this.#parts.has(prepared) && !sameColumns(resultColumns(bound), prepared.columns)) {
      throw new ConductError(SQLSTATE.featureNotSupported, 'cached plan must not change result type');
    }
    const binding = { bound, requirements, key: lasting && reads.files.tables.length === 0 ? key : '' };
    this.#bound.set(prepared, binding);
    return binding;
  }
}

async function execute(bound: BoundStatement, context: StatementContext, sessions: SessionTransactions): Promise<Outcome> {
  switch (bound.kind) {
    case 'query':
      return runQuery(bound, context);
    case 'insert':
      return bound.returning == null && bound.onConflict == null ? insert(bound, context) : insertRows(bound, context);
    case 'update':
      return update(bound, context);
    case 'delete':
      return remove(bound, context);
    case 'merge':
      return merge(bound, context);
    case 'definition':
      return define(bound, context);
    case 'create-table-as':
      return createTableAs(bound, context);
    case 'lock-table':
      return { kind: 'command', tag: 'LOCK TABLE' };
    case 'set-constraints':
      throw new AssertionError('SET CONSTRAINTS is carried out before');
    case 'call':
      throw new AssertionError('CALL performs the statements of the body');
    case 'truncate':
      return truncate(bound, context);
    case 'copy-from':
      return copyFrom(bound, context);
    case 'copy-to':
      throw new AssertionError('COPY TO performs its source');
    case 'copy-to-files':
      return copyToFiles(bound, context);
    case 'explain':
      return explain(bound, context);
    case 'set':
    case 'reset':
    case 'discard':
      return changeSettings(bound, context, bound.kind === 'set' && bound.local && sessions.noteLocal(context.session, bound.name));
    case 'show':
      return show(bound, context);
    case 'transaction':
      return sessions.control(context.session, bound, context.signal);
    default:
      return unreachable(bound);
  }
}

async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** What a statement reads that has to be looked at before it can be bound. */
interface Reads {
  readonly files: StatementFiles;
  readonly sections: StatementSections;
}

/** A bound form, and what it is good for. */
interface KeptBinding {
  readonly bound: BoundStatement;
  readonly requirements: readonly Requirement[];
  readonly key: string;
}
