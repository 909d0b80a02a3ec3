/**
 * A small client of the Postgres protocol for the command line: simple queries whose values stay the server's own text, and COPY
 * FROM STDIN with backpressure. npm `pg` converts values by type and needs an add-on for COPY; the sqllogictest runner and the
 * loader need neither. Passwords in clear text only: this talks to local servers.
 */
import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import type { DatabaseError } from 'pg-protocol';
import { parse, serialize } from 'pg-protocol';
import type {
  BackendKeyDataMessage,
  BackendMessage,
  CommandCompleteMessage,
  DataRowMessage,
  NoticeMessage,
  ParameterStatusMessage,
  RowDescriptionMessage,
} from 'pg-protocol/dist/messages.js';
import { Cutoff } from '../common/cutoff.js';
import { ConductError, SQLSTATE, type SqlState } from '../common/errors.js';

export interface ResultField {
  readonly name: string;
  readonly typeOid: number;
}

/** What one statement gave. */
export interface StatementResult {
  /** Empty for statements that return no rows. */
  readonly fields: readonly ResultField[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** The command tag, `SELECT 5`; empty for an empty query. */
  readonly tag: string;
}

export interface Notice {
  readonly severity: string;
  readonly message: string;
}

interface Pending {
  readonly results: StatementResult[];
  fields: readonly ResultField[];
  rows: (string | null)[][];
  error: ConductError | undefined;
  /** Non-null for a COPY: told when the server is ready for its data. */
  readonly copyReady: ((accepted: boolean) => void) | null;
  readonly resolve: (results: readonly StatementResult[]) => void;
  readonly reject: (error: Error) => void;
}

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

/** `postgresql://user:password@host:port/database`; what is missing is filled in from Conduct's defaults. */
export function parseUrl(url: string): ServerAddress {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new ConductError(SQLSTATE.invalidParameterValue, `not a URL: ${url}`, { hint: 'write postgresql://user@host:port/database' });
  }
  if (parsed.protocol !== 'postgresql:' && parsed.protocol !== 'postgres:') {
    throw new ConductError(SQLSTATE.invalidParameterValue, `not a Postgres URL: ${url}`);
  }
  const user = decodeURIComponent(parsed.username) || 'conduct';
  return {
    host: parsed.searchParams.get('host') ?? (parsed.hostname || '127.0.0.1'),
    port: parsed.port === '' ? 5442 : Number(parsed.port),
    user,
    database: decodeURIComponent(parsed.pathname.slice(1)) || user,
    password: decodeURIComponent(parsed.password),
  };
}

export class WireClient {
  readonly parameters = new Map<string, string>();
  readonly notices: Notice[] = [];
  readonly #address: ServerAddress;
  readonly #socket: Socket;
  #pending: Pending | null = null;
  #lost: ConductError | null = null;
  #processId = 0;
  #secretKey = 0;

  private constructor(address: ServerAddress, socket: Socket) {
    this.#address = address;
    this.#socket = socket;
  }

  /** Rejects with 08006 when nobody listens there, or with the server's own refusal. */
  static async connect(url: string): Promise<WireClient> {
    const address = parseUrl(url);
    const socket = connectSocket(
      address.host.startsWith('/') ? { path: `${address.host}/.s.PGSQL.${address.port}` } : { host: address.host, port: address.port },
    );
    socket.setNoDelay(true);
    try {
      await once(socket, 'connect');
    } catch (cause) {
      socket.destroy();
      throw new ConductError(SQLSTATE.connectionFailure, `can't connect to ${address.host}:${address.port}`, { cause });
    }
    const client = new WireClient(address, socket);
    client.#listen();
    await client.#request(serialize.startup({ user: address.user, database: address.database, application_name: 'conduct' }), null);
    return client;
  }

  get closed(): boolean {
    return this.#lost !== null;
  }

  /** Runs all statements of the text; rejects with the first error (what ran before it, ran). One call at a time. */
  query(text: string): Promise<readonly StatementResult[]> {
    return this.#request(serialize.query(text), null);
  }

  /** Runs `COPY ... FROM STDIN` and sends the data as the server takes it; gives the command tag. */
  async copyIn(statement: string, data: AsyncIterable<Uint8Array>): Promise<string> {
    let copyReady: (accepted: boolean) => void = () => undefined;
    const accepted = new Promise<boolean>((resolve) => {
      copyReady = resolve;
    });
    const done = this.#request(serialize.query(statement), copyReady);
    // An error may end the COPY while data is still being sent: sending stops, and the await below reports it.
    const over = new Cutoff<'over'>();
    const end = (): void => {
      over.cut('over');
      copyReady(false);
    };
    const ended = done.then(end, end);
    if (await accepted) {
      try {
        for await (const chunk of data) {
          if (over.by !== null) break;
          const message = serialize.copyData(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
          if (!this.#socket.write(message)) await over.first(once(this.#socket, 'drain'));
        }
        if (over.by === null) this.#socket.write(serialize.copyDone());
      } catch (error) {
        if (over.by === null) this.#socket.write(serialize.copyFail(error instanceof Error ? error.message : String(error)));
        await ended;
        throw error;
      }
    }
    const results = await done;
    return results.at(-1)?.tag ?? '';
  }

  /** Asks the server to cancel what runs on this connection; resolves when the request was delivered. */
  async cancel(): Promise<void> {
    const { host, port } = this.#address;
    const socket = connectSocket(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port });
    socket.on('error', () => socket.destroy());
    socket.end(serialize.cancel(this.#processId, this.#secretKey));
    await new Promise((resolve) => socket.once('close', resolve));
  }

  /** Drops the connection without a word. */
  destroy(): void {
    this.#socket.destroy();
  }

  async close(): Promise<void> {
    if (this.#socket.destroyed) return;
    const closed = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.end(serialize.end());
    const timer = setTimeout(() => this.#socket.destroy(), 1_000);
    await closed;
    clearTimeout(timer);
  }

  #request(bytes: Uint8Array, copyReady: Pending['copyReady']): Promise<readonly StatementResult[]> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    if (this.#pending !== null) return Promise.reject(new Error('one query at a time on a connection'));
    return new Promise((resolve, reject) => {
      this.#pending = { results: [], fields: [], rows: [], error: undefined, copyReady, resolve, reject };
      this.#socket.write(bytes);
    });
  }

  #listen(): void {
    this.#socket.on('error', (cause) => this.#lose(cause));
    this.#socket.on('close', () => this.#lose(undefined));
    // parse() resolves at the stream's end; losing the connection is told by 'close'.
    parse(this.#socket, (message) => this.#receive(message)).catch((cause: unknown) => this.#lose(cause));
  }

  #lose(cause: unknown): void {
    if (this.#lost !== null) return;
    const pending = this.#pending;
    this.#pending = null;
    this.#lost = new ConductError(SQLSTATE.connectionFailure, 'the server closed the connection', cause === undefined ? {} : { cause });
    this.#socket.destroy();
    pending?.reject(pending.error ?? this.#lost);
  }

  #receive(message: BackendMessage): void {
    const pending = this.#pending;
    switch (message.name) {
      case 'parameterStatus': {
        const { parameterName, parameterValue } = message as ParameterStatusMessage;
        this.parameters.set(parameterName, parameterValue);
        return;
      }
      case 'backendKeyData': {
        const { processID, secretKey } = message as BackendKeyDataMessage;
        this.#processId = processID;
        this.#secretKey = secretKey;
        return;
      }
      case 'notice': {
        const notice = message as NoticeMessage;
        this.notices.push({ severity: notice.severity ?? 'NOTICE', message: notice.message ?? '' });
        return;
      }
      case 'authenticationCleartextPassword':
        this.#socket.write(serialize.password(this.#address.password));
        return;
      case 'authenticationMD5Password':
      case 'authenticationSASL':
        if (pending !== null) pending.error = new ConductError(SQLSTATE.featureNotSupported, 'the server asks for a password');
        this.#socket.destroy();
        return;
      default:
        if (pending !== null) this.#receiveResult(pending, message);
    }
  }

  #receiveResult(pending: Pending, message: BackendMessage): void {
    switch (message.name) {
      case 'rowDescription':
        pending.fields = (message as RowDescriptionMessage).fields.map((field) => ({ name: field.name, typeOid: field.dataTypeID }));
        return;
      case 'dataRow':
        pending.rows.push((message as DataRowMessage).fields as (string | null)[]);
        return;
      case 'commandComplete':
        this.#complete(pending, (message as CommandCompleteMessage).text);
        return;
      case 'emptyQuery':
        this.#complete(pending, '');
        return;
      case 'copyInResponse':
        if (pending.copyReady === null) this.#socket.write(serialize.copyFail('no data for COPY FROM STDIN here'));
        else pending.copyReady(true);
        return;
      case 'error':
        pending.error ??= toConductError(message as unknown as DatabaseError);
        return;
      case 'readyForQuery':
        this.#pending = null;
        if (pending.error === undefined) pending.resolve(pending.results);
        else pending.reject(pending.error);
        return;
      default:
        return;
    }
  }

  #complete(pending: Pending, tag: string): void {
    pending.results.push({ fields: pending.fields, rows: pending.rows, tag });
    pending.fields = [];
    pending.rows = [];
  }
}

function toConductError(error: DatabaseError): ConductError {
  return new ConductError((error.code ?? SQLSTATE.internalError) as SqlState, error.message, {
    ...(error.position === undefined ? {} : { position: Number(error.position) - 1 }),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.where === undefined ? {} : { context: error.where }),
  });
}
