/** Sends an exchange to a server and gives its answers as lines. */
import { query, RawClient, startup } from '../frontend/raw-client.js';
import { bytesOf, lineOf, nameOf } from './exchange-bytes.js';
import type { Exchange, Step } from './exchange-file.js';

export interface Target {
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** How the bytes of a step go out: one piece after the other, each in a packet of its own. */
export type Cut = (bytes: Buffer) => readonly Buffer[];

export const whole: Cut = (bytes) => [bytes];
export const byByte: Cut = (bytes) => [...bytes].map((byte) => Buffer.from([byte]));
export const splitAt =
  (offset: number): Cut =>
  (bytes) =>
    offset >= bytes.length ? [bytes] : [bytes.subarray(0, offset), bytes.subarray(offset)];

/** How long a server may take for one step. */
const STEP_TIMEOUT_MS = 30_000;

/** One list of lines a step. */
export async function runExchange(target: Target, setup: readonly string[], exchange: Exchange, cut: Cut): Promise<string[][]> {
  const client = await RawClient.open(target.port);
  try {
    if (!/^(Startup|SSLRequest|GSSENCRequest|Bytes)\b/.test(exchange.steps[0]?.sends[0] ?? '')) {
      client.send(startup({ user: target.user, database: target.database }));
      await client.untilReady();
      for (const statement of setup) {
        client.send(query(statement));
        const error = (await client.untilReady()).find(({ type }) => type === 'E');
        if (error !== undefined) throw new Error(`${statement}: ${lineOf(error)}`);
      }
    }
    const lists: string[][] = [];
    for (const step of exchange.steps) lists.push(await runStep(client, target, step, cut));
    return lists;
  } finally {
    client.destroy();
  }
}

async function runStep(client: RawClient, target: Target, step: Step, cut: Cut): Promise<string[]> {
  const bytes = Buffer.concat(step.sends.map((line) => bytesOf(withNames(line, target))));
  for (const piece of cut(bytes)) {
    client.send(piece);
    // The pieces must arrive one by one.
    await new Promise((resolve) => setImmediate(resolve));
  }
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve(['no answer']), STEP_TIMEOUT_MS);
  });
  try {
    return await Promise.race([listen(client, step), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

async function listen(client: RawClient, { until }: Step): Promise<string[]> {
  const lines: string[] = [];
  if (until.type === 'byte') return [`byte ${await client.byte()}`];
  for (let left = until.times; left > 0; ) {
    const received = await client.next();
    if (received === null) {
      lines.push('end');
      break;
    }
    lines.push(lineOf(received));
    if (nameOf(received) === until.type) left -= 1;
  }
  return lines;
}

/** The names that the server under test knows in place of `USER` and `DATABASE`. */
function withNames(line: string, { user, database }: Target): string {
  return line.replaceAll('"USER"', JSON.stringify(user)).replaceAll('"DATABASE"', JSON.stringify(database));
}
