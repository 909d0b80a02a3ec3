/** A client that sends bytes and reads messages, for tests of the wire itself. */
import { connect, type Socket } from 'node:net';

export interface Received {
  readonly type: string;
  readonly body: Buffer;
}

export class RawClient {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);
  #ended = false;
  #wake: (() => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#wake?.();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake?.();
    };
    socket.on('close', end);
    socket.on('error', end);
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => resolve(new RawClient(socket)));
      socket.once('error', reject);
    });
  }

  /** On a socket that is connected already. */
  static over(socket: Socket): RawClient {
    return new RawClient(socket);
  }

  /** Starts a session; gives all messages up to ReadyForQuery. */
  login(user: string, version?: number): Promise<Received[]> {
    this.send(startup({ user }, version));
    return this.untilReady();
  }

  send(...messages: readonly Buffer[]): void {
    this.#socket.write(Buffer.concat(messages));
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** One byte without a message around it (the answer to SSLRequest). */
  async byte(): Promise<string> {
    await this.#until(() => this.#buffer.length >= 1);
    const byte = this.#buffer.subarray(0, 1).toString();
    this.#buffer = this.#buffer.subarray(1);
    return byte;
  }

  /** The next message; null when the server has hung up. */
  async next(): Promise<Received | null> {
    await this.#until(() => this.#buffer.length >= 5 && this.#buffer.length >= 1 + this.#buffer.readInt32BE(1));
    if (this.#buffer.length < 5) return null;
    const length = 1 + this.#buffer.readInt32BE(1);
    const message = { type: this.#buffer.subarray(0, 1).toString(), body: this.#buffer.subarray(5, length) };
    this.#buffer = this.#buffer.subarray(length);
    return message;
  }

  /** Messages up to and with ReadyForQuery (or the end). */
  async untilReady(): Promise<Received[]> {
    const list: Received[] = [];
    for (;;) {
      const message = await this.next();
      if (message === null) return list;
      list.push(message);
      if (message.type === 'Z') return list;
    }
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition() && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(4);
  header.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), header, body]);
}

export function str(text: string): Buffer {
  return Buffer.from(`${text}\0`);
}

export function int16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeInt16BE(value, index * 2);
  return bytes;
}

export function int32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4);
  return bytes;
}

export function startup(parameters: Record<string, string> = { user: 'conduct' }, version = 196_608): Buffer {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [str(name), str(value)]);
  return message('', int32(version), ...pairs, Buffer.from([0]));
}

export const sync = message('S');
export const flush = message('H');
export const terminate = message('X');

export function query(text: string): Buffer {
  return message('Q', str(text));
}

export function parse(text: string, name = '', oids: readonly number[] = []): Buffer {
  return message('P', str(name), str(text), int16(oids.length), int32(...oids));
}

export function bind(
  options: {
    portal?: string;
    statement?: string;
    formats?: readonly number[];
    parameters?: readonly (Buffer | string | null)[];
    results?: readonly number[];
  } = {},
): Buffer {
  const { portal = '', statement = '', formats = [], parameters = [], results = [] } = options;
  const values = parameters.map((value) => {
    if (value === null) return int32(-1);
    const bytes = Buffer.from(value as string);
    return Buffer.concat([int32(bytes.length), bytes]);
  });
  return message(
    'B',
    str(portal),
    str(statement),
    int16(formats.length, ...formats),
    int16(parameters.length),
    ...values,
    int16(results.length, ...results),
  );
}

export function describe_(target: 'S' | 'P', name = ''): Buffer {
  return message('D', Buffer.from(target), str(name));
}

export function execute(portal = '', maxRows = 0): Buffer {
  return message('E', str(portal), int32(maxRows));
}

export function close(target: 'S' | 'P', name = ''): Buffer {
  return message('C', Buffer.from(target), str(name));
}

/** Values of a DataRow as text. */
export function rowOf(received: Received): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 2;
  for (let i = 0; i < received.body.readInt16BE(0); i++) {
    const length = received.body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : received.body.toString('utf8', at, at + length));
    if (length > 0) at += length;
  }
  return values;
}

/** Fields of an ErrorResponse or NoticeResponse by type. */
export function fieldsOf(received: Received): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const field of received.body.toString('utf8').split('\0')) if (field !== '') fields[field.charAt(0)] = field.slice(1);
  return fields;
}

/** Type letters in order: `RSSKZ`. */
export function types(list: readonly Received[]): string {
  return list.map((received) => received.type).join('');
}
