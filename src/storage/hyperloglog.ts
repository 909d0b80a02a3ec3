/**
 * HyperLogLog: an estimate of distinct values in 2 KiB, mergeable. 2^11 registers give a standard error of 2.3 %. Hashes are
 * the 32-bit ones of plan/hash.ts, so sketches of different workers and versions can be merged.
 */

const INDEX_BITS = 11;
const REGISTERS = 1 << INDEX_BITS;
/** A hash has this many bits after the index: ranks go from 1 to one more. */
const RANK_BITS = 32 - INDEX_BITS;
/** Up to this many used registers, the text form lists them. */
const SPARSE_REGISTERS = REGISTERS / 3;

/** 2^-rank of each rank. */
const INVERSE_POWERS = Float64Array.from({ length: RANK_BITS + 2 }, (_, rank) => 2 ** -rank);

export class HyperLogLog {
  readonly #registers: Uint8Array;
  /** Registers of each rank, once they have been counted. */
  #ranks: Int32Array | null = null;

  constructor(registers = new Uint8Array(REGISTERS)) {
    this.#registers = registers;
  }

  /** Adds a value by its 32-bit hash. */
  add(hash: number): void {
    const rest = hash >>> INDEX_BITS;
    this.#raise(hash & (REGISTERS - 1), rest === 0 ? RANK_BITS + 1 : Math.clz32(rest) - INDEX_BITS + 1);
  }

  #raise(index: number, rank: number): void {
    const before = this.#registers[index] as number;
    if (rank <= before) return;
    this.#registers[index] = rank;
    const ranks = this.#ranks;
    if (ranks === null) return;
    ranks[before] = (ranks[before] as number) - 1;
    ranks[rank] = (ranks[rank] as number) + 1;
  }

  copy(): HyperLogLog {
    const copy = new HyperLogLog(this.#registers.slice());
    copy.#ranks = this.#ranks?.slice() ?? null;
    return copy;
  }

  /** Takes in what the other one has seen. */
  merge(other: HyperLogLog): void {
    for (let i = 0; i < REGISTERS; i += 1) this.#raise(i, other.#registers[i] as number);
  }

  /** The same for one in its text form. */
  mergeBase64(text: string): void {
    const bytes = Buffer.from(text.slice(1), 'base64');
    if (text.startsWith('d')) {
      for (let i = 0; i < REGISTERS; i += 1) this.#raise(i, bytes[i] ?? 0);
    } else {
      for (let at = 0; at + 3 <= bytes.length; at += 3) this.#raise(bytes.readUInt16LE(at) & (REGISTERS - 1), bytes[at + 2] as number);
    }
  }

  /** Distinct values, rounded. 0 for none. */
  estimate(): number {
    const ranks = this.#countRanks();
    let sum = 0;
    for (let rank = 0; rank < ranks.length; rank += 1) sum += (ranks[rank] as number) * (INVERSE_POWERS[rank] as number);
    const empty = ranks[0] as number;
    const raw = ((0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS * REGISTERS) / sum;
    if (raw <= 2.5 * REGISTERS && empty > 0) return Math.round(REGISTERS * Math.log(REGISTERS / empty));
    // Above a thirtieth of 2^32, collisions of the 32-bit hash itself count.
    if (raw > 2 ** 32 / 30) return Math.round(-(2 ** 32) * Math.log(1 - Math.min(raw / 2 ** 32, 0.999)));
    return Math.round(raw);
  }

  #countRanks(): Int32Array {
    if (this.#ranks !== null) return this.#ranks;
    const ranks = new Int32Array(INVERSE_POWERS.length);
    for (let i = 0; i < REGISTERS; i += 1) {
      const rank = this.#registers[i] as number;
      ranks[rank] = (ranks[rank] as number) + 1;
    }
    this.#ranks = ranks;
    return ranks;
  }

  /** `s` and (index u16, rank u8) of each used register, or `d` and all registers; then base64. */
  toBase64(): string {
    let used = 0;
    for (let i = 0; i < REGISTERS; i += 1) if (this.#registers[i] !== 0) used += 1;
    if (used > SPARSE_REGISTERS) return `d${Buffer.from(this.#registers).toString('base64')}`;
    const bytes = Buffer.alloc(used * 3);
    let at = 0;
    for (let i = 0; i < REGISTERS; i += 1) {
      const rank = this.#registers[i] as number;
      if (rank === 0) continue;
      bytes.writeUInt16LE(i, at);
      bytes[at + 2] = rank;
      at += 3;
    }
    return `s${bytes.toString('base64')}`;
  }

  /** The empty text is an empty sketch. */
  static fromBase64(text: string): HyperLogLog {
    const sketch = new HyperLogLog();
    sketch.mergeBase64(text);
    return sketch;
  }
}
