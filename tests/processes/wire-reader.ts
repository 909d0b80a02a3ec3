/** A client of the Postgres protocol that reads as slowly as the test wants, and keeps no rows: it counts them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serialize } from 'pg-protocol';
import { parseUrl } from '../../src/cli/wire-client.js';

const HEADER_BYTES = 5;

export class WireReader {
  rows = 0;
  bytes = 0;
  /** Messages other than rows, by their type letter, in order. */
  readonly types: string[] = [];
  /** SQLSTATEs of the errors that came. */
  readonly errors: string[] = [];
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  /** Bytes of a row's body that are still to come. */
  #skip = 0;
  #wake: () => void = () => undefined;
  readonly #key = { processId: 0, secret: 0 };
  readonly #url: string;

  private constructor(url: string, socket: Socket) {
    this.#url = url;
    this.#socket = socket;
    socket.on('readable', () => this.#wake());
    socket.on('close', () => this.#wake());
  }

  static async connect(url: string): Promise<WireReader> {
    const { user, database } = parseUrl(url);
    const reader = new WireReader(url, await openSocket(url));
    reader.#socket.write(serialize.startup({ user, database }));
    await reader.readToReady();
    return reader;
  }

  send(sql: string): void {
    this.types.length = 0;
    this.rows = 0;
    this.bytes = 0;
    this.#socket.write(serialize.query(sql));
  }

  /** Takes what has come, up to `limit` bytes (0: all); gives how much that was. */
  take(limit = 0): number {
    // read(n) gives null when fewer are there: what is there is taken then.
    const wanted = limit === 0 ? this.#socket.readableLength : Math.min(limit, this.#socket.readableLength);
    const chunk = (wanted === 0 ? this.#socket.read() : this.#socket.read(wanted)) as Buffer | null;
    if (chunk === null) return 0;
    this.bytes += chunk.length;
    this.#receive(chunk);
    return chunk.length;
  }

  async readToReady(): Promise<void> {
    while (this.types.at(-1) !== 'Z') {
      if (this.take() > 0) continue;
      if (this.#socket.destroyed || this.#socket.readableEnded) throw new Error('the server closed the connection');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async cancel(): Promise<void> {
    const socket = await openSocket(this.#url);
    socket.end(serialize.cancel(this.#key.processId, this.#key.secret));
    socket.resume();
    await once(socket, 'close');
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    // A listener for 'readable' keeps resume() from having an effect: rows that nobody took would keep the socket open.
    this.#socket.removeAllListeners('readable');
    this.#socket.end(serialize.end());
    this.#socket.resume();
    await closed;
  }

  #receive(chunk: Buffer): void {
    let at = 0;
    if (this.#skip > 0) {
      at = Math.min(this.#skip, chunk.length);
      this.#skip -= at;
    }
    let data = at === 0 ? chunk : chunk.subarray(at);
    if (this.#rest.length > 0) data = Buffer.concat([this.#rest, data]);
    at = 0;
    while (data.length - at >= HEADER_BYTES) {
      const type = String.fromCharCode(data[at] ?? 0);
      const length = data.readUInt32BE(at + 1) + 1;
      if (type === 'D') {
        this.rows += 1;
        this.#skip = Math.max(0, at + length - data.length);
      } else {
        if (data.length - at < length) break;
        this.types.push(type);
        const body = data.subarray(at + HEADER_BYTES, at + length);
        if (type === 'E') this.errors.push(/(?:^|\0)C([0-9A-Z]{5})\0/.exec(body.toString('latin1'))?.[1] ?? '');
        if (type === 'K') {
          this.#key.processId = body.readInt32BE(0);
          this.#key.secret = body.readInt32BE(4);
        }
      }
      at += length;
    }
    this.#rest = at >= data.length ? Buffer.alloc(0) : Buffer.from(data.subarray(at));
  }
}

async function openSocket(url: string): Promise<Socket> {
  const { host, port } = parseUrl(url);
  const socket = connect({ host, port });
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}
