/** What lasts as long as a connection: settings, prepared statements, portals, the running statement's abort. */
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import type { Prepared, SessionState } from '../conductor/query-service.js';
import type { Datum } from '../types/datum.js';
import type { ResultStream } from './result-stream.js';
import { noticeResponse, parameterStatus, type Severity, type TransactionStatus } from './wire/backend-message.js';
import type { MessageWriter } from './wire/message-writer.js';

/** `prepared` null: empty text, which is a statement too in the extended protocol. */
export interface PreparedStatement {
  readonly name: string;
  readonly prepared: Prepared | null;
}

/** A statement bound to its parameters. */
export interface Portal {
  readonly name: string;
  readonly statement: PreparedStatement;
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
  readonly settings: Map<string, string>;
  readonly statements = new Map<string, PreparedStatement>();
  readonly portals = new Map<string, Portal>();
  readonly #out: MessageWriter;
  #running: AbortController | null = null;

  constructor(options: {
    readonly id: number;
    readonly user: string;
    readonly database: string;
    readonly settings: Map<string, string>;
    readonly out: MessageWriter;
  }) {
    this.id = options.id;
    this.user = options.user;
    this.database = options.database;
    this.settings = options.settings;
    this.#out = options.out;
  }

  transactionStatus: TransactionStatus = 'I';

  notice(notice: ConductError & { readonly severity?: string }): void {
    const severity = notice.severity !== undefined && SEVERITIES.has(notice.severity) ? (notice.severity as Severity) : 'NOTICE';
    const wanted = this.settings.get('client_min_messages') ?? 'notice';
    if (severity !== 'INFO' && levelOf(severity) < levelOf(wanted)) return;
    noticeResponse(this.#out, severity, toWireError(notice));
  }

  parameterStatus(name: string, value: string): void {
    parameterStatus(this.#out, name, value);
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

  statement(name: string): PreparedStatement {
    const statement = this.statements.get(name);
    if (statement !== undefined) return statement;
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
