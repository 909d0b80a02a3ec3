/** The listener that speaks PostgreSQL's protocol: accepts connections, keeps them under their limit, finds those to cancel. */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { QueryService, RoleLogin } from '../conductor/query-service.js';
import { type HbaRule, LOOPBACK_RULES } from './auth/hba-rules.js';
import { Connection, type ConnectionHost } from './connection.js';
import type { TlsOptions } from './wire/negotiate-encryption.js';

/** Bytes that the socket holds before a session must wait for the client to read. */
const SOCKET_BUFFER_BYTES = 256 << 10;
/** Of a key for CancelRequest. */
const SECRET_BYTES = 32;

export interface ServerOptions {
  readonly service: QueryService;
  readonly log: Logger;
  readonly maxConnections?: number;
  /** Missing: who is on this machine is trusted, nobody else let in. */
  readonly rules?: readonly HbaRule[];
  /** Missing: plain text alone. */
  readonly tls?: TlsOptions;
}

export class PostgresServer {
  readonly #server: Server;
  readonly #host: ConnectionHost;
  readonly #maxConnections: number;
  /** Every open socket, also before its startup, with its end. */
  readonly #open = new Map<Connection, Promise<void>>();
  /** Sessions by process id. */
  readonly #sessions = new Map<number, Connection>();
  #lastProcessId = 0;
  #closing = false;

  constructor(options: ServerOptions) {
    this.#maxConnections = options.maxConnections ?? LIMITS.connections;
    this.#host = {
      service: options.service,
      log: options.log,
      tls: options.tls ?? null,
      rules: options.rules ?? LOOPBACK_RULES,
      admit: (connection, role) => this.#admit(connection, role),
      cancel: (processId, secret) => this.#cancel(processId, secret),
      other: (processId) => this.#sessions.get(processId),
    };
    this.#server = createServer({ noDelay: true, keepAlive: true, highWaterMark: SOCKET_BUFFER_BYTES }, (socket) => this.#accept(socket));
  }

  /** Port 0: any free one. */
  listen(host: string, port: number): Promise<{ readonly port: number }> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => this.#host.log.error({ err: error }, 'listener failed'));
        const address = this.#server.address();
        assert(address !== null && typeof address === 'object', 'a TCP address');
        resolve({ port: address.port });
      });
    });
  }

  /** Open now, whether or not they have got as far as a session. */
  get connections(): number {
    return this.#open.size;
  }

  /** Ends every connection with 57P01; resolves when none is left. */
  async close(): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) => {
      if (!this.#server.listening) resolve();
      else this.#server.close(() => resolve());
    });
    const reason = new ConductError(SQLSTATE.adminShutdown, 'terminating connection due to administrator command');
    for (const connection of this.#open.keys()) connection.terminate(reason);
    await Promise.all([...this.#open.values(), closed]);
  }

  #accept(socket: Socket): void {
    if (this.#closing) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket, this.#host, { processId: this.#nextProcessId(), secret: randomBytes(SECRET_BYTES) });
    const ended = connection.run().finally(() => {
      this.#open.delete(connection);
      this.#sessions.delete(connection.processId);
    });
    this.#open.set(connection, ended);
  }

  /** Positive and 31 bits; one that is in use still is passed over. */
  #nextProcessId(): number {
    do {
      this.#lastProcessId = (this.#lastProcessId % 0x7fff_ffff) + 1;
    } while (this.#sessions.has(this.#lastProcessId));
    return this.#lastProcessId;
  }

  #admit(connection: Connection, { name, superuser, connectionLimit }: RoleLogin): void {
    if (this.#sessions.size >= this.#maxConnections) {
      throw new ConductError(SQLSTATE.tooManyConnections, 'sorry, too many clients already');
    }
    if (connectionLimit >= 0 && !superuser) {
      const own = [...this.#sessions.values()].filter(({ user }) => user === name);
      if (own.length >= connectionLimit) throw new ConductError(SQLSTATE.tooManyConnections, `too many connections for role "${name}"`);
    }
    this.#sessions.set(connection.processId, connection);
  }

  /** A wrong key is ignored in silence, as the protocol wants. */
  #cancel(processId: number, secret: Buffer): void {
    const connection = this.#sessions.get(processId);
    if (connection?.isSecret(secret) === true) connection.cancel();
  }
}
