/**
 * One client: startup, then message after message until it leaves. The extended protocol's rule about errors lives here: after
 * one, everything up to the next Sync is read and dropped.
 */
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { AssertionError } from '../common/assert.js';
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import type { QueryService } from '../conductor/query-service.js';
import { LostSyncError } from './copy-in.js';
import { Session } from './session.js';
import { readStartupParameters } from './startup.js';
import { functionCallNotSupported, StatementRunner } from './statement-runner.js';
import { authenticationOk, backendKeyData, errorResponse, negotiateProtocolVersion, readyForQuery } from './wire/backend-message.js';
import { ByteInput } from './wire/byte-input.js';
import { ByteOutput, lostConnection } from './wire/byte-output.js';
import { type FrontendMessage, readMessage, readStartup, type StartupMessage, UnknownMessageError } from './wire/frontend-message.js';

/** What a connection needs of the server that accepted it. */
export interface ConnectionHost {
  readonly service: QueryService;
  readonly log: Logger;
  /** Throws 53300 when there are too many sessions. */
  admit(connection: Connection): void;
  /** A CancelRequest. */
  cancel(processId: number, secret: number): void;
}

/** The newest minor version of protocol 3 that we speak. */
const NEWEST_MINOR = 0;
/** A client that does not finish its startup in this time is let go (PostgreSQL's authentication_timeout). */
const STARTUP_TIMEOUT_MS = 60_000;
/** How long what was written may take to reach a client that is leaving. */
const LINGER_MS = 5_000;
const REFUSED = Buffer.from('N');

export class Connection {
  readonly processId: number;
  readonly secret: number;
  readonly #socket: Socket;
  readonly #host: ConnectionHost;
  readonly #input: ByteInput;
  readonly #output: ByteOutput;
  #session: Session | null = null;
  #runner: StatementRunner | null = null;
  #terminating: ConductError | null = null;
  readonly #terminated = new AbortController();

  constructor(socket: Socket, host: ConnectionHost, keys: { readonly processId: number; readonly secret: number }) {
    this.#socket = socket;
    this.#host = host;
    this.processId = keys.processId;
    this.secret = keys.secret;
    this.#input = new ByteInput(socket, () => this.#session?.cancel(lostConnection()));
    this.#output = new ByteOutput(socket);
  }

  /** Resolves when the connection has ended and nothing of it runs any more. Never rejects. */
  async run(): Promise<void> {
    try {
      const runner = await this.#startup();
      if (runner !== null) await this.#loop(runner);
    } catch (error) {
      await this.#fatal(error);
    } finally {
      this.#session?.closePortals();
      this.#runner?.end();
      await this.#hangUp();
    }
  }

  /** Stops the running statement with 57014. */
  cancelStatement(): void {
    this.#session?.cancel(new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request'));
  }

  /** The server ends: the client is told, whatever it was doing. */
  terminate(reason: ConductError): void {
    this.#terminating = reason;
    this.#session?.cancel(reason);
    this.#terminated.abort(reason);
    // A client that does not read what we have to tell is not waited for.
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }

  // -------------------------------------------------------------------------------------------------------------------

  async #startup(): Promise<StatementRunner | null> {
    const timer = setTimeout(() => this.#socket.destroy(), STARTUP_TIMEOUT_MS).unref();
    try {
      for (;;) {
        const frame = await this.#input.next(this.#terminated.signal);
        if (frame === null) return null;
        const message = readStartup(frame.body);
        switch (message.kind) {
          case 'ssl-request':
          case 'gss-request':
            this.#socket.write(REFUSED);
            break;
          case 'cancel':
            this.#host.cancel(message.processId, message.secret);
            return null;
          case 'startup':
            return await this.#open(message);
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #open(message: Extract<StartupMessage, { readonly kind: 'startup' }>): Promise<StatementRunner> {
    this.#input.endStartup();
    const { major, minor, parameters } = message;
    if (major !== 3) {
      throw new ConductError(
        SQLSTATE.featureNotSupported,
        `unsupported frontend protocol ${major}.${minor}: server supports 3.0 to 3.${NEWEST_MINOR}`,
      );
    }
    const out = this.#output.writer;
    const request = readStartupParameters(parameters);
    this.#host.admit(this);
    if (minor > NEWEST_MINOR || request.unknownOptions.length > 0) negotiateProtocolVersion(out, NEWEST_MINOR, request.unknownOptions);
    authenticationOk(out);
    const { user, database, settings } = request;
    const session = new Session({ id: this.processId, user, database, startupSettings: settings, out });
    const runner = new StatementRunner({ service: this.#host.service, session, input: this.#input, output: this.#output });
    session.tellAll(runner.begin());
    this.#session = session;
    this.#runner = runner;
    backendKeyData(out, this.processId, this.secret);
    readyForQuery(out, session.transactionStatus);
    await this.#output.flush();
    return runner;
  }

  async #loop(runner: StatementRunner): Promise<void> {
    let skipUntilSync = false;
    for (;;) {
      const frame = await this.#input.next(this.#terminated.signal);
      if (frame === null) return;
      if (frame.type === TERMINATE) return;
      if (skipUntilSync && frame.type !== SYNC) continue;
      skipUntilSync = false;
      try {
        await this.#handle(readMessage(frame), runner);
      } catch (error) {
        if (error instanceof UnknownMessageError || this.#terminating !== null || this.#socket.destroyed) throw error;
        this.#reportError(error);
        runner.fail();
        if (error instanceof LostSyncError) throw lostSync();
        if (EXTENDED.has(frame.type)) {
          skipUntilSync = true;
          await this.#output.flush();
        } else await this.#ready();
      }
    }
  }

  async #handle(message: FrontendMessage, runner: StatementRunner): Promise<void> {
    switch (message.kind) {
      case 'query':
        await runner.simpleQuery(message.text);
        return await this.#ready();
      case 'parse':
        return await runner.parse(message);
      case 'bind':
        return runner.bind(message);
      case 'describe':
        return await runner.describe(message);
      case 'execute':
        return await runner.execute(message);
      case 'close':
        return runner.close(message);
      case 'flush':
        return await this.#output.flush();
      case 'sync':
        await runner.endRound();
        return await this.#ready();
      case 'copy-data':
      case 'copy-done':
      case 'copy-fail':
        // What was on its way when a COPY failed.
        return;
      case 'function-call':
        this.#reportError(functionCallNotSupported());
        return await this.#ready();
      case 'password':
        throw new UnknownMessageError(0x70);
      case 'terminate':
        return;
    }
  }

  /** The end of a simple query, or Sync: outside a transaction block that ends the transaction, and portals with it. */
  async #ready(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    if (this.#runner !== null) session.transactionStatus = this.#runner.transactionStatus();
    if (session.transactionStatus === 'I') session.closePortals();
    session.tellParameters();
    readyForQuery(this.#output.writer, session.transactionStatus);
    await this.#output.flush();
    this.#runner?.waits((reason) => this.terminate(reason));
  }

  #reportError(error: unknown): void {
    if (!(error instanceof ConductError) || error.code === SQLSTATE.internalError) this.#logBug(error);
    errorResponse(this.#output.writer, 'ERROR', toWireError(error));
  }

  #logBug(error: unknown): void {
    if (error instanceof RangeError) return;
    this.#host.log.error({ err: error, session: this.processId, assertion: error instanceof AssertionError }, 'internal error');
  }

  async #fatal(error: unknown): Promise<void> {
    if (this.#socket.destroyed) return;
    const told = this.#terminating ?? error;
    if (!(told instanceof ConductError)) this.#logBug(told);
    errorResponse(this.#output.writer, 'FATAL', toWireError(told));
    await this.#output.flush().catch(() => undefined);
  }

  /** Lets what was written reach the client, within bounds. */
  #hangUp(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve) => {
      if (socket.destroyed) return resolve();
      const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      // Data that nobody will read must not keep the socket open.
      socket.removeAllListeners('data');
      socket.resume();
      socket.end(() => socket.destroySoon());
    });
  }
}

function lostSync(): ConductError {
  return new ConductError(SQLSTATE.protocolViolation, 'terminating connection because protocol synchronization was lost');
}

const SYNC = 0x53;
const TERMINATE = 0x58;
/** Parse, Bind, Describe, Execute, Close, Flush: an error in one of them is over at the next Sync. */
const EXTENDED: ReadonlySet<number> = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));
