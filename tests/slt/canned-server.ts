/** A server of the Postgres protocol that answers known texts with known rows: what the runner's own tests run against. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export type CannedAnswer =
  | {
      readonly columns: readonly { readonly name: string; readonly typeOid: number }[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly tag: string }
  | { readonly code: string; readonly message: string }
  /** Never answers, until it is cancelled. */
  | { readonly hangs: true };

export class CannedServer {
  readonly url: string;
  /** Every text that was asked, in order. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    this.url = `postgresql://conduct@127.0.0.1:${(server.address() as AddressInfo).port}/conduct`;
  }

  /** Texts that are not listed get the tag `OK`. */
  static async start(answers: { readonly [sql: string]: CannedAnswer }): Promise<CannedServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const canned = new CannedServer(server);
    server.on('connection', (socket) => canned.#serve(socket, answers));
    return canned;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket, answers: { readonly [sql: string]: CannedAnswer }): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    let buffered = Buffer.alloc(0);
    let started = false;
    socket.on('data', (chunk) => {
      buffered = Buffer.concat([buffered, chunk]);
      for (;;) {
        const header = started ? 1 : 0;
        if (buffered.length < header + 4) return;
        const length = buffered.readInt32BE(header);
        if (buffered.length < header + length) return;
        const type = started ? String.fromCharCode(buffered[0] ?? 0) : '';
        const body = buffered.subarray(header + 4, header + length);
        buffered = buffered.subarray(header + length);
        if (!started) {
          if (body.readInt32BE(0) === 80877102) {
            // CancelRequest: every statement that hangs gets its error.
            for (const other of this.#sockets) other.emit('cancelled');
            socket.end();
            return;
          }
          started = true;
          socket.write(Buffer.concat([message('R', int32(0)), message('K', int32(1), int32(2)), ready()]));
        } else if (type === 'Q') {
          const sql = body.subarray(0, -1).toString('utf8');
          this.asked.push(sql);
          this.#answer(socket, answers[sql] ?? { tag: 'OK' });
        } else if (type === 'X') {
          socket.end();
        }
      }
    });
  }

  #answer(socket: Socket, answer: CannedAnswer): void {
    if ('hangs' in answer) {
      socket.once('cancelled', () => socket.write(Buffer.concat([error('57014', 'canceled'), ready()])));
    } else if ('tag' in answer) {
      socket.write(Buffer.concat([message('C', text(answer.tag)), ready()]));
    } else if ('code' in answer) {
      socket.write(Buffer.concat([error(answer.code, answer.message), ready()]));
    } else {
      const fields = answer.columns.map(({ name, typeOid }) =>
        Buffer.concat([text(name), int32(0), int16(0), int32(typeOid), int16(-1), int32(-1), int16(0)]),
      );
      const rows = answer.rows.map((row) =>
        message(
          'D',
          int16(row.length),
          ...row.map((value) => (value === null ? int32(-1) : Buffer.concat([int32(Buffer.byteLength(value)), Buffer.from(value)]))),
        ),
      );
      const parts = [message('T', int16(fields.length), ...fields), ...rows, message('C', text(`SELECT ${rows.length}`)), ready()];
      socket.write(Buffer.concat(parts));
    }
  }
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function error(code: string, reason: string): Buffer {
  return message('E', Buffer.from('S'), text('ERROR'), Buffer.from('C'), text(code), Buffer.from('M'), text(reason), Buffer.from([0]));
}

function ready(): Buffer {
  return message('Z', Buffer.from('I'));
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}
