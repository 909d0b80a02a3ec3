/** Throws frames at a server and watches it: it must answer others all the while, end what it cannot read, and keep nothing. */
import { connect } from 'node:net';
import { pino } from 'pino';
import { parseHba } from '../../src/frontend/auth/hba-file.js';
import { PostgresServer } from '../../src/frontend/server.js';
import { initParser } from '../../src/sql/parse.js';
import { FakeService, FakeSink, NUMBERS } from '../frontend/fake-service.js';
import { query, RawClient, startup, types } from '../frontend/raw-client.js';
import { RandomFrames, randomNumbers } from './random-frames.js';

export interface FuzzResult {
  readonly frames: number;
  readonly connections: number;
  /** Connections that the server did not end within the time after the client had. */
  readonly hung: number;
  /** Connections that the server still has at the end. */
  readonly left: number;
  /** Failed looks from another connection. */
  readonly unanswered: number;
  readonly internalErrors: readonly string[];
}

const FRAMES_OF_CONNECTION = 40;
const CONNECTIONS_AT_ONCE = 16;
/** A look at whether the server answers, after so many connections. */
const LOOK_EVERY = 64;
const HANG_MS = 10_000;

export async function fuzz(seed: number, frames: number): Promise<FuzzResult> {
  await initParser();
  const service = new FakeService().on('select numbers', NUMBERS).on('set x to 1', { run: () => ({ tag: 'SET' }) });
  service.on('copy t from stdin', { run: () => ({ copy: new FakeSink(), columns: 2 }) });
  const internalErrors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void internalErrors.push(line) });
  // Half of the connections are asked for a password, which is never right.
  const rules = parseHba('host asked all all scram-sha-256\nhost plain all all password\nhost all all all trust');
  const server = new PostgresServer({ service, log, rules });
  const { port } = await server.listen('127.0.0.1', 0);
  const numbers = randomNumbers(seed);
  let sent = 0;
  let connections = 0;
  let hung = 0;
  let unanswered = 0;
  const worker = async (): Promise<void> => {
    while (sent < frames) {
      const random = new RandomFrames(Math.floor(numbers() * 2 ** 31));
      const list: Buffer[] = [];
      const known = numbers() < 0.6;
      if (known) list.push(startup({ user: 'ada', database: 'd' }));
      else if (numbers() < 0.5) list.push(startup({ user: 'ada', database: numbers() < 0.5 ? 'asked' : 'plain' }));
      const count = known ? FRAMES_OF_CONNECTION : 3;
      for (let i = 0; i < count; i += 1) list.push(random.frame(known));
      sent += list.length;
      connections += 1;
      if (!(await closes(port, Buffer.concat(list)))) hung += 1;
      if (connections % LOOK_EVERY === 0 && !(await answers(port))) unanswered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS_AT_ONCE }, worker));
  const left = server.connections;
  await server.close();
  return { frames: sent, connections, hung, left, unanswered, internalErrors };
}

/** Sends all and says goodbye: the server must, too. */
function closes(port: number, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const timer = setTimeout(() => {
      socket.destroy();
      resolve(false);
    }, HANG_MS);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
    socket.end(bytes);
  });
}

async function answers(port: number): Promise<boolean> {
  const client = await RawClient.open(port);
  try {
    client.send(startup({ user: 'ada' }), query('select numbers'));
    await client.untilReady();
    return types(await client.untilReady()) === 'TDDDDDDDCZ';
  } finally {
    client.destroy();
  }
}
