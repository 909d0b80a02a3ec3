/**
 * Which transaction each session is in: BEGIN, COMMIT, ROLLBACK, savepoints, and the transactions that begin and end by themselves.
 * Settings that a transaction changed go back with it.
 */
import { unreachable } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE, type SqlState } from '../common/errors.js';
import type { Timer } from '../common/runtime.js';
import type { BoundSet, BoundTransaction } from '../planner/bound-statement.js';
import type { Statement } from '../sql/ast.js';
import type { Cursors } from './cursors.js';
import { Locks } from './locks.js';
import type { Outcome, SessionState, TransactionState } from './query-service.js';
import { type Isolation, SessionTransaction, type TransactionModes } from './session-transaction.js';
import { findSetting, settingValue } from './settings.js';
import type { Services } from './statement-context.js';

interface Entry {
  readonly transaction: SessionTransaction;
  /** Settings as they were when it began. */
  readonly settings: ReadonlyMap<string, string>;
  /** Settings that go back at its end, whatever it is. */
  readonly local: Set<string>;
}

export class SessionTransactions {
  readonly #services: Services;
  readonly #cursors: Cursors;
  readonly #locks: Locks;
  readonly #entries = new WeakMap<SessionState, Entry>();
  /** Of sessions that wait for their client. */
  readonly #idle = new WeakMap<SessionState, Timer>();

  constructor(services: Services, cursors: Cursors) {
    this.#services = services;
    this.#cursors = cursors;
    this.#locks = new Locks(services.runtime);
  }

  current(session: SessionState): SessionTransaction | null {
    return this.#entries.get(session)?.transaction ?? null;
  }

  state(session: SessionState): TransactionState {
    const transaction = this.current(session);
    if (transaction === null || transaction.kind !== 'block') return 'idle';
    return transaction.failed ? 'failed' : 'open';
  }

  /** One that is over with its statement. */
  single(session: SessionState): SessionTransaction {
    return this.#make(session, 'statement', this.#defaults(session));
  }

  /** 25P02 for whatever can't run in a block that an error has ended. */
  checkUsable(session: SessionState, statement: Statement): void {
    if (this.current(session)?.failed !== true) return;
    if (statement.kind === 'transaction' && ENDING.has(statement.action)) return;
    throw new ConductError(
      SQLSTATE.inFailedSqlTransaction,
      'current transaction is aborted, commands ignored until end of transaction block',
    );
  }

  /** 25001 for what is a transaction of its own. */
  checkAlone(session: SessionState, statement: string): void {
    if (this.current(session) === null) return;
    throw new ConductError(SQLSTATE.activeSqlTransaction, `${statement} cannot run inside a transaction block`);
  }

  /** 25P01 */
  checkInside(session: SessionState, statement: string): void {
    if (this.current(session) !== null) return;
    throw new ConductError(SQLSTATE.noActiveSqlTransaction, `${statement} can only be used in transaction blocks`);
  }

  /** The statements of one simple query, up to BEGIN or COMMIT among them, are one transaction. */
  beginImplicit(session: SessionState): void {
    if (this.current(session) === null) this.#enter(session, 'implicit', this.#defaults(session));
  }

  async endImplicit(session: SessionState): Promise<void> {
    if (this.current(session)?.kind === 'implicit') await this.#commit(session);
  }

  /** A statement failed, or what came before it. */
  fail(session: SessionState): void {
    const transaction = this.current(session);
    if (transaction === null) return;
    if (transaction.kind === 'block') transaction.fail();
    else this.#rollback(session);
  }

  close(session: SessionState): void {
    this.busy(session);
    if (this.current(session) !== null) this.#rollback(session);
  }

  /** SET and RESET in a transaction: what was there before comes back with ROLLBACK; after SET LOCAL, with the end. */
  noteLocal(session: SessionState, name: string): boolean {
    const entry = this.#entries.get(session);
    if (entry === undefined || entry.transaction.kind !== 'block') return false;
    entry.local.add(findSetting(name).name.toLowerCase());
    return true;
  }

  async control(session: SessionState, bound: BoundTransaction, signal: AbortSignal): Promise<Outcome> {
    const transaction = this.current(session);
    const inBlock = transaction?.kind === 'block';
    switch (bound.action) {
      case 'begin': {
        const modes = this.#modes(session, bound);
        if (inBlock) warn(session, SQLSTATE.activeSqlTransaction, 'there is already a transaction in progress');
        else if (transaction === null) this.#enter(session, 'block', modes);
        else {
          transaction.kind = 'block';
          transaction.modes = modes;
        }
        return command(bound.verb ?? 'BEGIN');
      }
      case 'commit':
        return this.#endBlock(session, bound, inBlock, transaction?.failed === true ? 'ROLLBACK' : 'COMMIT', signal);
      case 'rollback':
        return this.#endBlock(session, bound, inBlock, 'ROLLBACK', signal);
      case 'savepoint':
        await needBlock(transaction, 'SAVEPOINT').savepoint(bound.name ?? '');
        this.#cursors.savepoint(session, bound.name ?? '');
        return command('SAVEPOINT');
      case 'release':
        needBlock(transaction, 'RELEASE SAVEPOINT').release(bound.name ?? '');
        this.#cursors.release(session, bound.name ?? '');
        return command('RELEASE');
      case 'rollback-to':
        await needBlock(transaction, 'ROLLBACK TO SAVEPOINT').rollbackTo(bound.name ?? '');
        this.#cursors.rollbackTo(session, bound.name ?? '');
        return command('ROLLBACK');
      default:
        return unreachable(bound.action);
    }
  }

  async #endBlock(
    session: SessionState,
    bound: BoundTransaction,
    inBlock: boolean,
    end: 'COMMIT' | 'ROLLBACK',
    signal: AbortSignal,
  ): Promise<Outcome> {
    const before = this.current(session);
    if (!inBlock) {
      if (bound.chain) {
        throw new ConductError(SQLSTATE.noActiveSqlTransaction, `${end} AND CHAIN can only be used in transaction blocks`);
      }
      warn(session, SQLSTATE.noActiveSqlTransaction, 'there is no transaction in progress');
    }
    if (before !== null) {
      if (end === 'COMMIT') await this.#commit(session, signal);
      else this.#rollback(session);
    }
    if (bound.chain && before !== null) this.#enter(session, 'block', before.modes);
    return command(end);
  }

  /** SET TRANSACTION and SET SESSION CHARACTERISTICS: modes as `transaction_isolation=repeatable read`. Gives whether it was one. */
  setModes(session: SessionState, bound: BoundSet): boolean {
    if (bound.name === 'session characteristics') {
      for (const [name, value] of modesOf(bound)) session.settings.set(`default_${name}`, value);
      return true;
    }
    if (bound.name === 'transaction snapshot') throw notSupported('SET TRANSACTION SNAPSHOT');
    if (bound.name !== 'transaction' && !MODE_SETTINGS.has(bound.name)) return false;
    const transaction = this.current(session);
    if (transaction === null || transaction.kind === 'statement') {
      if (bound.name === 'transaction') {
        warn(session, SQLSTATE.noActiveSqlTransaction, 'SET TRANSACTION can only be used in transaction blocks');
      }
      return true;
    }
    const given = bound.name === 'transaction' ? modesOf(bound) : [[bound.name, bound.value ?? ''] as const];
    for (const [name, value] of given) this.#setMode(session, transaction, name, value);
    return true;
  }

  #setMode(session: SessionState, transaction: SessionTransaction, name: string, value: string): void {
    const { modes } = transaction;
    if (name === 'transaction_isolation') {
      const isolation = isolationOf(value);
      if (transaction.started && isolation !== modes.isolation) {
        throw new ConductError(SQLSTATE.activeSqlTransaction, 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
      }
      transaction.modes = { ...modes, isolation };
    } else if (name === 'transaction_read_only') {
      const readOnly = isOn(value);
      if (transaction.started && !readOnly && modes.readOnly) {
        throw new ConductError(SQLSTATE.activeSqlTransaction, 'transaction read-write mode must be set before any query');
      }
      transaction.modes = { ...modes, readOnly };
    } else transaction.modes = { ...modes, deferrable: isOn(value) };
    this.#showModes(session, transaction.modes);
  }

  /** Ends a session that nobody uses, by one timeout in a block and another outside. `end` tells the client. */
  watchIdle(session: SessionState, end: (reason: ConductError) => void): void {
    this.busy(session);
    const inBlock = this.current(session)?.kind === 'block';
    const ms = Number(settingValue(session, inBlock ? 'idle_in_transaction_session_timeout' : 'idle_session_timeout'));
    if (ms === 0) return;
    const reason = inBlock
      ? new ConductError(SQLSTATE.idleInTransactionSessionTimeout, 'terminating connection due to idle-in-transaction timeout')
      : new ConductError(SQLSTATE.idleSessionTimeout, 'terminating connection due to idle-session timeout');
    this.#idle.set(
      session,
      this.#services.runtime.setTimer(ms, () => end(reason)),
    );
  }

  busy(session: SessionState): void {
    this.#idle.get(session)?.cancel();
    this.#idle.delete(session);
  }

  #make(session: SessionState, kind: SessionTransaction['kind'], modes: TransactionModes): SessionTransaction {
    const { transactions, store } = this.#services;
    return new SessionTransaction(
      { transactions, locks: this.#locks, published: () => store.published, allocateId: () => store.allocateId() },
      session.id,
      kind,
      modes,
    );
  }

  #enter(session: SessionState, kind: SessionTransaction['kind'], modes: TransactionModes): void {
    const settings = new Map(session.settings);
    this.#entries.set(session, { transaction: this.#make(session, kind, modes), settings, local: new Set() });
    this.#showModes(session, modes);
  }

  #showModes(session: SessionState, { isolation, readOnly, deferrable }: TransactionModes): void {
    session.settings.set('transaction_isolation', isolation);
    session.settings.set('transaction_read_only', readOnly ? 'on' : 'off');
    session.settings.set('transaction_deferrable', deferrable ? 'on' : 'off');
  }

  async #commit(session: SessionState, signal: AbortSignal = NEVER): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    try {
      await this.#cursors.beforeCommit(session, signal);
    } catch (error) {
      this.#rollback(session);
      throw error;
    }
    this.#leave(session);
    try {
      await entry.transaction.commit();
    } catch (error) {
      this.#cursors.transactionEnded(session, false);
      this.#restore(session, entry, () => true);
      throw error;
    }
    this.#cursors.transactionEnded(session, true);
    this.#restore(session, entry, (name) => entry.local.has(name));
  }

  #rollback(session: SessionState): void {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    this.#leave(session);
    this.#cursors.transactionEnded(session, false);
    entry.transaction.rollback();
    this.#restore(session, entry, () => true);
  }

  #leave(session: SessionState): void {
    this.#entries.delete(session);
    for (const name of MODE_SETTINGS) session.settings.delete(name);
  }

  #restore(session: SessionState, { settings }: Entry, goesBack: (name: string) => boolean): void {
    for (const name of new Set([...session.settings.keys(), ...settings.keys()])) {
      const before = settings.get(name);
      if (MODE_SETTINGS.has(name) || session.settings.get(name) === before || !goesBack(name)) continue;
      if (before === undefined) session.settings.delete(name);
      else session.settings.set(name, before);
      if (name.startsWith('default_transaction_')) continue;
      const setting = findSetting(name);
      if (setting.reported === true) session.parameterStatus(setting.name, settingValue(session, setting.name));
    }
  }

  #defaults(session: SessionState): TransactionModes {
    return {
      isolation: isolationOf(session.settings.get('default_transaction_isolation') ?? 'read committed'),
      readOnly: isOn(session.settings.get('default_transaction_read_only') ?? 'off'),
      deferrable: isOn(session.settings.get('default_transaction_deferrable') ?? 'off'),
    };
  }

  #modes(session: SessionState, { isolation, readOnly, deferrable }: BoundTransaction): TransactionModes {
    const defaults = this.#defaults(session);
    return {
      isolation: isolation == null ? defaults.isolation : isolationOf(isolation),
      readOnly: readOnly ?? defaults.readOnly,
      deferrable: deferrable ?? defaults.deferrable,
    };
  }
}

export const NEVER = new AbortController().signal;
const ENDING: ReadonlySet<string> = new Set(['commit', 'rollback', 'rollback to']);
const MODE_SETTINGS: ReadonlySet<string> = new Set(['transaction_isolation', 'transaction_read_only', 'transaction_deferrable']);

function command(tag: string): Outcome {
  return { kind: 'command', tag };
}

function needBlock(transaction: SessionTransaction | null, statement: string): SessionTransaction {
  if (transaction !== null && transaction.kind === 'block') return transaction;
  throw new ConductError(SQLSTATE.noActiveSqlTransaction, `${statement} can only be used in transaction blocks`);
}

function isolationOf(value: string): Isolation {
  const level = value.toLowerCase();
  if (level === 'read uncommitted') return 'read committed';
  if (level === 'read committed' || level === 'repeatable read' || level === 'serializable') return level;
  throw new ConductError(SQLSTATE.invalidParameterValue, `invalid value for parameter "transaction_isolation": "${value}"`, {
    hint: 'Available values: serializable, repeatable read, read committed, read uncommitted.',
  });
}

function isOn(value: string): boolean {
  return ['on', 'true', 'yes', '1', 't', 'y'].includes(value.toLowerCase());
}

function modesOf(bound: BoundSet): readonly (readonly [string, string])[] {
  return (bound.value ?? '').split(',').map((mode) => {
    const [name = '', value = ''] = mode.trim().split('=');
    return [name, value] as const;
  });
}

export function warn(session: SessionState, code: SqlState, message: string): void {
  session.notice(Object.assign(new ConductError(code, message), { severity: 'WARNING' }));
}
