/** Messages as no client sends them: good ones with bytes changed, cut, repeated, of any type and length. All from a seed. */
import { bind, close, describe_, execute, flush, int32, message, parse, query, startup, str, sync } from '../frontend/raw-client.js';

/** Pseudo-random numbers from 0 to below 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STATEMENTS = ['select numbers', 'set x to 1', 'copy t from stdin', 'select numbers; set x to 1', '', ';;', 'selec', 'select 1 from'];
const NAMES = ['', 'a', 'b', '\u{1d11e}'];

const AFTER: readonly ((pick: <T>(list: readonly T[]) => T) => Buffer)[] = [
  (pick) => query(pick(STATEMENTS)),
  (pick) => parse(pick(STATEMENTS), pick(NAMES), pick([[], [23], [0, 25]])),
  (pick) =>
    bind({
      portal: pick(NAMES),
      statement: pick(NAMES),
      formats: pick([[], [0], [1], [0, 1], [7]]),
      parameters: pick([[], ['1'], [null], ['x', Buffer.from([0xff])]]),
      results: pick([[], [1], [0, 1], [9]]),
    }),
  (pick) => describe_(pick(['S', 'P']), pick(NAMES)),
  (pick) => execute(pick(NAMES), pick([0, 1, -1, 2 ** 31 - 1])),
  (pick) => close(pick(['S', 'P']), pick(NAMES)),
  () => sync,
  () => flush,
  (pick) => message('d', Buffer.from(pick(['1\tx\n', '', 'x', '\\.\n']))),
  () => message('c'),
  () => message('f', str('no')),
  () => message('F', int32(1, 2, 3)),
  () => message('p', str('secret')),
];

const BEFORE: readonly ((pick: <T>(list: readonly T[]) => T) => Buffer)[] = [
  () => startup({ user: 'ada' }),
  (pick) =>
    startup({ user: 'ada', database: 'd', options: pick(['-c x=1', '-c', '--a=b', '\\']), '_pq_.x': '1' }, (3 << 16) | pick([0, 2, 9_999])),
  () => startup({}, 2 << 16),
  () => message('', int32(80_877_103)),
  () => message('', int32(80_877_104)),
  () => message('', int32(80_877_102, 1, 2)),
  () => message('p', str('SCRAM-SHA-256'), int32(20), Buffer.from('n,,n=,r=abcdefghijkl')),
  () => message('p', str('secret')),
];

export class RandomFrames {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = randomNumbers(seed);
  }

  /** known: of a client that was let in. */
  frame(known: boolean): Buffer {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(this.#next() * list.length)] as T;
    const good = pick(known ? AFTER : BEFORE)(pick);
    switch (Math.floor(this.#next() * 10)) {
      case 0:
        return this.#bytes(1 + Math.floor(this.#next() * 40));
      case 1:
        return message(String.fromCharCode(Math.floor(this.#next() * 128)), this.#bytes(Math.floor(this.#next() * 30)));
      case 2:
        return good.subarray(0, Math.floor(this.#next() * good.length));
      case 3:
        return Buffer.concat([good, good.subarray(0, Math.floor(this.#next() * good.length))]);
      case 4:
      case 5:
        return this.#changed(good);
      case 6:
        return this.#resized(good, known ? 1 : 0);
      default:
        return good;
    }
  }

  #bytes(count: number): Buffer {
    return Buffer.from(Array.from({ length: count }, () => Math.floor(this.#next() * 256)));
  }

  /** A few bytes behind the length are others: the framing holds. */
  #changed(good: Buffer): Buffer {
    const bytes = Buffer.from(good);
    for (let i = Math.floor(this.#next() * 4); i >= 0; i -= 1) {
      const at = 5 + Math.floor(this.#next() * (bytes.length - 5));
      if (at < bytes.length) bytes[at] = Math.floor(this.#next() * 256);
    }
    return bytes;
  }

  /** The length says something else. */
  #resized(good: Buffer, lengthAt: number): Buffer {
    const bytes = Buffer.from(good);
    const lengths = [0, 3, 4, 5, bytes.length + 3, 10_001, 65_540, 2 ** 30, -1, Math.floor(this.#next() * 64)];
    bytes.writeInt32BE(lengths[Math.floor(this.#next() * lengths.length)] ?? 0, lengthAt);
    return bytes;
  }
}
