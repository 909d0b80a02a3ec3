/** Kinds of columns that several tables have: comments, choices from a list, addresses, phone numbers, dates. */
import { RandomStream } from './random-stream.js';
import { ascii, type RowWriter } from './row-writer.js';

/** A piece of the text pool; its length varies between 0.4 and 1.6 times the average. */
export class CommentColumn {
  readonly random: RandomStream;
  readonly #pool: Uint8Array;
  readonly #minimum: number;
  readonly #maximum: number;

  constructor(seed: number, pool: Uint8Array, averageLength: number, perRow = 1) {
    this.random = new RandomStream(seed, 2 * perRow);
    this.#pool = pool;
    this.#minimum = Math.trunc(averageLength * 0.4);
    this.#maximum = Math.trunc(averageLength * 1.6);
  }

  write(out: RowWriter): void {
    const offset = this.random.next(0, this.#pool.length - this.#maximum);
    out.slice(this.#pool, offset, this.random.next(this.#minimum, this.#maximum));
  }

  /** A copy of the comment's bytes, for one that is changed before it is written. */
  next(): Uint8Array {
    const offset = this.random.next(0, this.#pool.length - this.#maximum);
    return this.#pool.slice(offset, offset + this.random.next(this.#minimum, this.#maximum));
  }
}

/** One of a list, each as likely. */
export class ChoiceColumn {
  readonly random: RandomStream;
  readonly #choices: readonly Uint8Array[];

  constructor(seed: number, choices: readonly string[], perRow = 1) {
    this.random = new RandomStream(seed, perRow);
    this.#choices = choices.map(ascii);
  }

  write(out: RowWriter): void {
    const choice = this.#choices[this.random.next(0, this.#choices.length - 1)];
    if (choice !== undefined) out.text(choice);
  }
}

const ALPHABET = ascii('0123456789abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ,');

/** 10 to 40 characters. */
export class AddressColumn {
  readonly random: RandomStream;
  readonly #buffer = new Uint8Array(40);

  constructor(seed: number) {
    this.random = new RandomStream(seed, 9);
  }

  write(out: RowWriter): void {
    const length = this.random.next(10, 40);
    let bits = 0;
    for (let at = 0; at < length; at += 1) {
      if (at % 5 === 0) bits = this.random.nextBits();
      this.#buffer[at] = ALPHABET[bits & 0x3f] ?? 0;
      bits >>= 6;
    }
    out.slice(this.#buffer, 0, length);
  }
}

/** `17-345-678-9012`: the nation gives the country code. */
export class PhoneColumn {
  readonly random: RandomStream;

  constructor(seed: number) {
    this.random = new RandomStream(seed, 3);
  }

  write(out: RowWriter, nationKey: number): void {
    const first = this.random.next(100, 999);
    const second = this.random.next(100, 999);
    const third = this.random.next(1_000, 9_999);
    out.text(ascii(`${10 + (nationKey % 90)}-${first}-${second}-${third}`));
  }
}

/** Days after this one stand for dates. */
const FIRST_DAY_MS = Date.UTC(1992, 0, 1);
/** Dates that occur: 1992-01-01 to 1998-12-31. */
export const DAYS = 2_557;
/** 1995-06-17, the specification's current date. */
export const CURRENT_DAY = (Date.UTC(1995, 5, 17) - FIRST_DAY_MS) / 86_400_000;

const DATES = Array.from({ length: DAYS }, (_, day) => ascii(new Date(FIRST_DAY_MS + day * 86_400_000).toISOString().slice(0, 10)));

export function writeDate(out: RowWriter, day: number): void {
  const date = DATES[day];
  if (date === undefined) throw new RangeError(`no date ${day} days after 1992-01-01`);
  out.text(date);
}
