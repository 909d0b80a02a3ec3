/**
 * One client: startup, then message after message until it leaves. The extended protocol's rule about errors lives here: after
 * one, everything up to the next Sync is read and dropped.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { AssertionError } from '../common/assert.js';
import { ConductError, SQLSTATE, toWireError } from '../common/errors.js';
import type { OtherSession, QueryService, RoleLogin } from '../conductor/query-service.js';
import { plainAddress } from './auth/address-range.js';
import { authenticate, ClientLeftError } from './auth/authenticate.js';
import type { HbaRule } from './auth/hba-rules.js';
import { LostSyncError } from './copy-in.js';
import { Session } from './session.js';
import { readStartupParameters } from './startup.js';
import { functionCallNotSupported, StatementRunner } from './statement-runner.js';
import { authenticationOk, backendKeyData, errorResponse, negotiateProtocolVersion, readyForQuery } from './wire/backend-message.js';
import { ByteInput } from './wire/byte-input.js';
import { ByteOutput, lostConnection } from './wire/byte-output.js';
import { type FrontendMessage, readMessage, readStartup, type StartupMessage, UnknownMessageError } from './wire/frontend-message.js';
import { negotiateEncryption, type TlsOptions, type Transport } from './wire/negotiate-encryption.js';

/** What a connection needs of the server that accepted it. */
export interface ConnectionHost {
  readonly service: QueryService;
  readonly log: Logger;
  /** null: plain text alone. */
  readonly tls: TlsOptions | null;
  readonly rules: readonly HbaRule[];
  /** Throws 53300 when there are too many sessions, or too many of the role. */
  admit(connection: Connection, role: RoleLogin): void;
  /** A CancelRequest. */
  cancel(processId: number, secret: Buffer): void;
  /** A connection with a session, by its number. */
  other(processId: number): OtherSession | undefined;
}

/** The newest minor version of protocol 3 that we speak, and the one that brought long keys for CancelRequest. */
const NEWEST_MINOR = 2;
const LONG_KEYS_MINOR = 2;
const SHORT_KEY_BYTES = 4;
/** A client that does not finish its startup in this time is let go (PostgreSQL's authentication_timeout). */
const STARTUP_TIMEOUT_MS = 60_000;
/** How long what was written may take to reach a client that is leaving. */
const LINGER_MS = 5_000;

/** A socket that speaks the protocol, encrypted or not. */
class Link {
  readonly socket: Socket;
  readonly input: ByteInput;
  readonly output: ByteOutput;
  readonly transport: Transport;

  constructor(transport: Transport, onLost: () => void) {
    this.transport = transport;
    this.socket = transport.socket;
    this.input = new ByteInput(this.socket, onLost);
    this.output = new ByteOutput(this.socket);
  }
}

export class Connection {
  readonly processId: number;
  /** As long as the client's version of the protocol wants it. */
  #secret: Buffer;
  /** As it was accepted; behind TLS the link has another. */
  readonly #accepted: Socket;
  readonly #host: ConnectionHost;
  #link: Link | null = null;
  #session: Session | null = null;
  #runner: StatementRunner | null = null;
  #terminating: ConductError | null = null;
  readonly #terminated = new AbortController();

  constructor(socket: Socket, host: ConnectionHost, keys: { readonly processId: number; readonly secret: Buffer }) {
    this.#accepted = socket;
    this.#host = host;
    this.processId = keys.processId;
    this.#secret = keys.secret;
    // A connection that fails closes; who reads or writes hears of that.
    socket.on('error', () => undefined);
  }

  get user(): string {
    return this.#session?.user ?? '';
  }

  isSecret(secret: Buffer): boolean {
    return secret.length === this.#secret.length && timingSafeEqual(secret, this.#secret);
  }

  /** Resolves when the connection has ended and nothing of it runs any more. Never rejects. */
  async run(): Promise<void> {
    try {
      const runner = await this.#startup();
      if (runner !== null && this.#link !== null) await this.#loop(runner, this.#link);
    } catch (error) {
      if (!(error instanceof ClientLeftError)) await this.#fatal(error);
    } finally {
      this.#session?.closePortals();
      this.#runner?.end();
      await this.#hangUp();
    }
  }

  /** Stops the running statement with 57014. */
  cancel(): void {
    this.#session?.cancel(new ConductError(SQLSTATE.queryCanceled, 'canceling statement due to user request'));
  }

  /** The server ends: the client is told, whatever it was doing. */
  terminate(reason: ConductError): void {
    this.#terminating = reason;
    this.#session?.cancel(reason);
    this.#terminated.abort(reason);
    if (this.#link === null) this.#accepted.destroy();
    // A client that does not read what we have to tell is not waited for.
    setTimeout(() => this.#accepted.destroy(), 1_000).unref();
  }

  // -------------------------------------------------------------------------------------------------------------------

  async #startup(): Promise<StatementRunner | null> {
    const timer = setTimeout(() => this.#accepted.destroy(), STARTUP_TIMEOUT_MS).unref();
    try {
      const transport = await negotiateEncryption(this.#accepted, this.#host.tls);
      if (transport === null) return null;
      const link = new Link(transport, () => this.#session?.cancel(lostConnection()));
      this.#link = link;
      const frame = await link.input.next(this.#terminated.signal);
      if (frame === null) return null;
      const message = readStartup(frame.body);
      if (message.kind === 'startup') return await this.#open(message, link);
      this.#host.cancel(message.processId, message.secret);
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async #open(message: Extract<StartupMessage, { readonly kind: 'startup' }>, link: Link): Promise<StatementRunner> {
    const { input, output, transport } = link;
    input.endStartup();
    const { major, minor, parameters } = message;
    if (major !== 3) {
      throw new ConductError(
        SQLSTATE.featureNotSupported,
        `unsupported frontend protocol ${major}.${minor}: server supports 3.0 to 3.${NEWEST_MINOR}`,
      );
    }
    const out = output.writer;
    const { user, database, settings, unknownOptions } = readStartupParameters(parameters);
    const { service, rules } = this.#host;
    const newest = Math.min(minor, NEWEST_MINOR);
    if (minor > NEWEST_MINOR || unknownOptions.length > 0) negotiateProtocolVersion(out, newest, unknownOptions);
    const { encrypted, certificate } = transport;
    const address = plainAddress(this.#accepted.remoteAddress ?? '');
    const signal = this.#terminated.signal;
    const role = await authenticate(
      { user, database, address, encrypted, certificate, input, output, signal },
      { rules, findRole: (name) => service.findRole(name) },
    );
    const session = new Session({
      id: this.processId,
      user,
      database,
      startupSettings: settings,
      out,
      other: (processId) => this.#host.other(processId),
    });
    this.#session = session;
    this.#host.admit(this, role);
    input.authenticated();
    authenticationOk(out);
    const runner = new StatementRunner({ service, session, input, output });
    session.tellAll(runner.begin());
    this.#runner = runner;
    if (newest < LONG_KEYS_MINOR) this.#secret = this.#secret.subarray(0, SHORT_KEY_BYTES);
    backendKeyData(out, this.processId, this.#secret);
    readyForQuery(out, session.transactionStatus);
    await output.flush();
    return runner;
  }

  async #loop(runner: StatementRunner, { input, output, socket }: Link): Promise<void> {
    let skipUntilSync = false;
    for (;;) {
      const frame = await input.next(this.#terminated.signal);
      if (frame === null) return;
      if (frame.type === TERMINATE) return;
      if (skipUntilSync && frame.type !== SYNC) continue;
      skipUntilSync = false;
      try {
        await this.#handle(readMessage(frame), runner, output);
      } catch (error) {
        if (error instanceof UnknownMessageError || this.#terminating !== null || socket.destroyed) throw error;
        this.#reportError(error, output);
        runner.fail();
        if (error instanceof LostSyncError) throw lostSync();
        if (EXTENDED.has(frame.type)) {
          skipUntilSync = true;
          await output.flush();
        } else await this.#ready(output);
      }
    }
  }

  async #handle(message: FrontendMessage, runner: StatementRunner, output: ByteOutput): Promise<void> {
    switch (message.kind) {
      case 'query':
        await runner.simpleQuery(message.text);
        return await this.#ready(output);
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
        return await output.flush();
      case 'sync':
        await runner.endRound();
        return await this.#ready(output);
      case 'copy-data':
      case 'copy-done':
      case 'copy-fail':
        // What was on its way when a COPY failed.
        return;
      case 'function-call':
        this.#reportError(functionCallNotSupported(), output);
        return await this.#ready(output);
      case 'password':
        throw new UnknownMessageError(0x70);
      case 'terminate':
        return;
    }
  }

  /** The end of a simple query, or Sync: outside a transaction block that ends the transaction, and portals with it. */
  async #ready(output: ByteOutput): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    if (this.#runner !== null) session.transactionStatus = this.#runner.transactionStatus();
    if (session.transactionStatus === 'I') session.closePortals();
    session.tellParameters();
    readyForQuery(output.writer, session.transactionStatus);
    await output.flush();
    this.#runner?.waits((reason) => this.terminate(reason));
  }

  #reportError(error: unknown, output: ByteOutput): void {
    if (!(error instanceof ConductError) || error.code === SQLSTATE.internalError) this.#logBug(error);
    errorResponse(output.writer, 'ERROR', toWireError(error));
  }

  #logBug(error: unknown): void {
    if (error instanceof RangeError) return;
    this.#host.log.error({ err: error, session: this.processId, assertion: error instanceof AssertionError }, 'internal error');
  }

  async #fatal(error: unknown): Promise<void> {
    const socket = this.#link?.socket ?? this.#accepted;
    if (socket.destroyed) return;
    const told = this.#terminating ?? error;
    if (!(told instanceof ConductError)) this.#logBug(told);
    const output = this.#link?.output ?? new ByteOutput(socket);
    errorResponse(output.writer, 'FATAL', toWireError(told));
    await output.flush().catch(() => undefined);
  }

  /** Lets what was written reach the client, within bounds. */
  #hangUp(): Promise<void> {
    const socket = this.#link?.socket ?? this.#accepted;
    return new Promise((resolve) => {
      if (socket.destroyed) return resolve();
      const timer = setTimeout(() => this.#accepted.destroy(), LINGER_MS).unref();
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
