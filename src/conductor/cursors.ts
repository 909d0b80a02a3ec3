/** DECLARE, FETCH, MOVE and CLOSE of a session. Cursors end with their transaction, but for those WITH HOLD that it committed. */
import type { RowObject } from '../catalog/system-relation.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { HostBatch } from '../plan/batch.js';
import type { CloseCursorStatement, DeclareCursorStatement, FetchStatement, Statement } from '../sql/ast.js';
import type { Datum } from '../types/datum.js';
import type { SessionSettings } from '../types/session-settings.js';
import type { SqlType } from '../types/sql-type.js';
import { Cursor } from './cursor.js';
import type { Outcome, Prepared, SessionState } from './query-service.js';

type RowsOutcome = Extract<Outcome, { readonly kind: 'rows' }>;

/** How the query of a cursor is run. */
interface Runner {
  prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared>;
  /** Its rows are made as they are asked for, until the signal. */
  open(session: SessionState, prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal): Promise<RowsOutcome>;
  /** Whether statements after this one are in the same transaction. */
  inTransaction(session: SessionState): boolean;
  sessionSettings(session: SessionState): SessionSettings;
}

type CursorAction = DeclareCursorStatement | FetchStatement | CloseCursorStatement;

interface Declared {
  readonly cursor: Cursor;
  readonly name: string;
  readonly text: string;
  readonly hold: boolean;
  readonly binary: boolean;
  /** As timestamps are counted. */
  readonly createdMicros: number;
  /** The transaction that declared it has committed. */
  held: boolean;
  failed: boolean;
}

interface Own {
  readonly byName: Map<string, Declared>;
  /** Savepoints, with the cursors that were there. */
  savepoints: { readonly name: string; readonly cursors: ReadonlySet<Declared> }[];
}

export function isCursorAction(statement: Statement): statement is CursorAction {
  return statement.kind === 'declare-cursor' || statement.kind === 'fetch' || statement.kind === 'close-cursor';
}

export class Cursors {
  readonly #runner: Runner;
  readonly #sessions = new WeakMap<SessionState, Own>();
  readonly #queries = new WeakMap<Prepared, Prepared>();

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  has(session: SessionState, name: string): boolean {
    return this.#sessions.get(session)?.byName.has(name) === true;
  }

  /** Of pg_cursors. */
  rows(session: SessionState): readonly RowObject[] {
    return this.#list(session).map(({ name, text, hold, binary, cursor, createdMicros }) => ({
      name,
      statement: text,
      is_holdable: hold,
      is_binary: binary,
      is_scrollable: cursor.scrollable,
      creation_time: BigInt(createdMicros),
    }));
  }

  #list(session: SessionState): readonly Declared[] {
    return [...(this.#sessions.get(session)?.byName.values() ?? [])];
  }

  async prepare(session: SessionState, statement: CursorAction, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared> {
    switch (statement.kind) {
      case 'declare-cursor': {
        checkDeclaration(statement);
        const { text, textStart, query } = statement;
        const prepared = await this.#runner.prepare(session, { kind: 'query', text, textStart, query }, parameterTypes);
        const own: Prepared = { statement, parameterTypes: prepared.parameterTypes, columns: null };
        this.#queries.set(own, prepared);
        return own;
      }
      case 'fetch': {
        const { cursor, binary } = this.#find(session, statement.cursor);
        return { statement, parameterTypes: [], columns: statement.move ? null : cursor.columns, ...(binary ? { binary } : {}) };
      }
      case 'close-cursor':
        return { statement, parameterTypes: [], columns: null };
    }
  }

  async run(
    session: SessionState,
    statement: CursorAction,
    prepared: Prepared,
    parameters: readonly Datum[],
    signal: AbortSignal,
  ): Promise<Outcome> {
    switch (statement.kind) {
      case 'declare-cursor':
        await this.#declare(session, statement, prepared, parameters, signal);
        return { kind: 'command', tag: 'DECLARE CURSOR' };
      case 'fetch':
        return this.#fetch(this.#find(session, statement.cursor), statement, signal);
      case 'close-cursor':
        if (statement.name === null) this.closeAll(session);
        else this.#close(session, this.#find(session, statement.name));
        return { kind: 'command', tag: statement.name === null ? 'CLOSE CURSOR ALL' : 'CLOSE CURSOR' };
    }
  }

  closeAll(session: SessionState): void {
    for (const declared of this.#list(session)) this.#close(session, declared);
  }

  /** Before the transaction commits: what is to outlive it needs its rows. */
  async beforeCommit(session: SessionState, signal: AbortSignal): Promise<void> {
    for (const { cursor, hold } of this.#list(session)) if (hold) await cursor.hold(signal);
  }

  transactionEnded(session: SessionState, committed: boolean): void {
    const own = this.#sessions.get(session);
    if (own === undefined) return;
    own.savepoints = [];
    for (const declared of [...own.byName.values()]) {
      if (declared.held) continue;
      if (committed && declared.hold) declared.held = true;
      else this.#close(session, declared);
    }
  }

  savepoint(session: SessionState, name: string): void {
    const own = this.#of(session);
    own.savepoints.push({ name, cursors: new Set(own.byName.values()) });
  }

  release(session: SessionState, name: string): void {
    const { savepoints } = this.#of(session);
    savepoints.length = Math.max(
      0,
      savepoints.findLastIndex((savepoint) => savepoint.name === name),
    );
  }

  /** Cursors that were declared since are gone. */
  rollbackTo(session: SessionState, name: string): void {
    const { savepoints } = this.#of(session);
    const at = savepoints.findLastIndex((savepoint) => savepoint.name === name);
    const savepoint = savepoints[at];
    if (savepoint === undefined) return;
    savepoints.length = at + 1;
    for (const declared of this.#list(session)) if (!savepoint.cursors.has(declared)) this.#close(session, declared);
  }

  async #declare(
    session: SessionState,
    statement: DeclareCursorStatement,
    prepared: Prepared,
    parameters: readonly Datum[],
    signal: AbortSignal,
  ): Promise<void> {
    const { name, text, hold, binary, scroll } = statement;
    const alone = !this.#runner.inTransaction(session);
    if (alone && !hold) {
      throw new ConductError(SQLSTATE.noActiveSqlTransaction, 'DECLARE CURSOR can only be used in transaction blocks');
    }
    if (this.has(session, name) || session.hasPortal?.(name) === true) {
      throw new ConductError(SQLSTATE.duplicateCursor, `cursor "${name}" already exists`);
    }
    const query = this.#queries.get(prepared) ?? prepared;
    const running = new AbortController();
    const abort = (): void => running.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const outcome = await this.#runner.open(session, query, parameters, running.signal);
      const cursor = new Cursor(outcome, scroll, (reason) => running.abort(reason));
      try {
        if (alone) await cursor.hold(signal);
        else await cursor.readAhead(signal);
      } catch (error) {
        cursor.close();
        throw error;
      }
      const { nowMicros, statementMicros = nowMicros } = this.#runner.sessionSettings(session);
      const declared = { cursor, name, text, hold, binary, held: alone, createdMicros: statementMicros, failed: false };
      this.#of(session).byName.set(name, declared);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #fetch(declared: Declared, statement: FetchStatement, signal: AbortSignal): Outcome | Promise<Outcome> {
    if (declared.failed) {
      throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `portal "${declared.name}" cannot be run`);
    }
    const { cursor } = declared;
    const batches = failing(rowsOf(cursor, statement, signal), declared);
    if (statement.move) return moved(batches);
    const { columns, settings } = cursor;
    return {
      kind: 'rows',
      columns,
      batches,
      tag: (rows) => `FETCH ${rows}`,
      ...(settings === undefined ? {} : { settings }),
      ...(declared.binary ? { binary: true } : {}),
    };
  }

  #find(session: SessionState, name: string): Declared {
    const declared = this.#sessions.get(session)?.byName.get(name);
    if (declared !== undefined) return declared;
    throw new ConductError(SQLSTATE.invalidCursorName, `cursor "${name}" does not exist`);
  }

  #close(session: SessionState, declared: Declared): void {
    declared.cursor.close();
    this.#sessions.get(session)?.byName.delete(declared.name);
  }

  #of(session: SessionState): Own {
    let own = this.#sessions.get(session);
    if (own === undefined) {
      own = { byName: new Map(), savepoints: [] };
      this.#sessions.set(session, own);
    }
    return own;
  }
}

function checkDeclaration({ query, hold, scroll }: DeclareCursorStatement): void {
  const locking = query.kind === 'select' ? query.locking.length > 0 : false;
  if (!locking || !(hold || scroll === true)) return;
  throw new ConductError(
    SQLSTATE.featureNotSupported,
    `DECLARE ${hold ? 'CURSOR WITH HOLD' : 'SCROLL CURSOR'} ... FOR UPDATE is not supported`,
    { detail: `${hold ? 'Holdable' : 'Scrollable'} cursors must be READ ONLY.` },
  );
}

/** What FETCH and MOVE go over. A count below zero turns the direction. */
function rowsOf(cursor: Cursor, { direction, count }: FetchStatement, signal: AbortSignal): AsyncGenerator<HostBatch> {
  switch (direction) {
    case 'absolute':
      return cursor.absolute(count ?? 0, signal);
    case 'relative':
      return cursor.relative(count ?? 0, signal);
    case 'forward':
    case 'backward': {
      if (count === 0) return cursor.current(signal);
      const back = (direction === 'backward') !== (count !== null && count < 0);
      const rows = count === null ? null : Math.abs(count);
      return back ? cursor.backward(rows) : cursor.forward(rows, signal);
    }
  }
}

async function moved(batches: AsyncIterable<HostBatch>): Promise<Outcome> {
  let rows = 0;
  for await (const batch of batches) rows += batch.rows;
  return { kind: 'command', tag: `MOVE ${rows}` };
}

/** After an error there is nothing more to be had from a cursor. */
async function* failing(batches: AsyncIterable<HostBatch>, declared: Declared): AsyncGenerator<HostBatch> {
  try {
    yield* batches;
  } catch (error) {
    declared.failed = true;
    throw error;
  }
}
