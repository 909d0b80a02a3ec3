/** What lasts as long as a connection: settings, prepared statements, portals, the running statement's abort. */
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import type { NamedStatement, OtherSession, Prepared, SessionState } from '../conductor/query-service.js';
import type { Datum } from '../types/datum.js';
import type { ResultStream } from './result-stream.js';
import { noticeResponse, parameterStatus, type Severity, type TransactionStatus } from './wire/backend-message.js';
import type { MessageWriter } from './wire/message-writer.js';

/** A statement bound to its parameters. */
export interface Portal {
  readonly name: string;
  readonly prepared: Prepared | null;
  readonly parameters: readonly Datum[];
  /** One a result column. */
  readonly formats: readonly number[];
  /** Ends the portal's query, also between two Executes. */
  readonly abort: AbortController;
  state: 'new' | 'done' | ResultStream;
}

const SEVERITIES: ReadonlySet<string> = new Set(['WARNING', 'NOTICE', 'DEBUG', 'INFO', 'LOG']);

const LEVELS: readonly string[] = ['debug', 'log', 'notice', 'warning', 'error'];

function levelOf(name: string): number {
  return LEVELS.indexOf(name.toLowerCase().replace(/\d$/, ''));
}

export class Session implements SessionState {
  readonly id: number;
  readonly user: string;
  readonly database: string;
  readonly settings = new Map<string, string>();
  readonly startupSettings: ReadonlyMap<string, string>;
  readonly statements = new Map<string, NamedStatement>();
  /** The protocol's statement without a name. */
  unnamed: NamedStatement | null = null;
  readonly portals = new Map<string, Portal>();
  readonly other: (processId: number) => OtherSession | undefined;
  readonly #out: MessageWriter;
  /** Parameters as the client knows them, and those that have changed since. */
  readonly #told = new Map<string, string>();
  readonly #changed = new Map<string, string>();
  #running: AbortController | null = null;

  constructor(options: {
    readonly id: number;
    readonly user: string;
    readonly database: string;
    readonly startupSettings: ReadonlyMap<string, string>;
    readonly out: MessageWriter;
    readonly other?: (processId: number) => OtherSession | undefined;
  }) {
    this.id = options.id;
    this.user = options.user;
    this.database = options.database;
    this.startupSettings = options.startupSettings;
    this.#out = options.out;
    this.other = options.other ?? (() => undefined);
  }

  transactionStatus: TransactionStatus = 'I';

  notice(notice: ConductError & { readonly severity?: string }): void {
    const severity = notice.severity !== undefined && SEVERITIES.has(notice.severity) ? (notice.severity as Severity) : 'NOTICE';
    const wanted = this.settings.get('client_min_messages') ?? 'notice';
    if (severity !== 'INFO' && levelOf(severity) < levelOf(wanted)) return;
    noticeResponse(this.#out, severity, toWireError(notice));
  }

  parameterStatus(name: string, value: string): void {
    this.#changed.set(name, value);
  }

  /** At the start the client hears of all of them, in this order. */
  tellAll(parameters: readonly (readonly [name: string, value: string])[]): void {
    this.#changed.clear();
    for (const [name, value] of parameters) this.#changed.set(name, value);
    this.tellParameters();
  }

  /** Before the client may go on, it hears of the parameters that are not what it knows. */
  tellParameters(): void {
    for (const [name, value] of this.#changed) {
      if (this.#told.get(name) === value) continue;
      this.#told.set(name, value);
      parameterStatus(this.#out, name, value);
    }
    this.#changed.clear();
  }

  /** While `run` runs, cancel() aborts the controller. */
  async cancellable<T>(abort: AbortController, run: () => Promise<T>): Promise<T> {
    this.#running = abort;
    try {
      return await run();
    } finally {
      this.#running = null;
    }
  }

  /** Nothing happens when nothing runs, as in PostgreSQL. */
  cancel(reason: ConductError): void {
    this.#running?.abort(reason);
  }

  statement(name: string): NamedStatement {
    const statement = name === '' ? this.unnamed : this.statements.get(name);
    if (statement != null) return statement;
    const which = name === '' ? 'unnamed prepared statement' : `prepared statement "${name}"`;
    throw new ConductError(SQLSTATE.invalidSqlStatementName, `${which} does not exist`);
  }

  portal(name: string): Portal {
    const portal = this.portals.get(name);
    if (portal === undefined) throw new ConductError(SQLSTATE.invalidCursorName, `portal "${name}" does not exist`);
    return portal;
  }

  hasPortal(name: string): boolean {
    return this.portals.has(name);
  }

  closePortal(name: string): void {
    const portal = this.portals.get(name);
    if (portal === undefined) return;
    this.portals.delete(name);
    if (typeof portal.state === 'object') {
      portal.state.close();
      portal.abort.abort(new ConductError(SQLSTATE.queryCanceled, 'portal was closed'));
    }
    portal.state = 'done';
  }

  /** The transaction ends: portals do not outlive it. */
  closePortals(): void {
    for (const name of [...this.portals.keys()]) this.closePortal(name);
  }
}
