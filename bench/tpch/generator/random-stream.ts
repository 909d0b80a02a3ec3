/**
 * A stream of random numbers as TPC-H's data generator draws them: each column of a table has its own Lehmer generator
 * (seed × 16807 mod 2^31 − 1), and each row takes a fixed number of draws, used or not. So any row's state can be computed, and
 * parts of a table that are generated apart are the same rows as in the whole.
 */
const MULTIPLIER = 16_807;
const MODULUS = 2_147_483_647;

export class RandomStream {
  readonly #drawsPerRow: number;
  /** SKIP[n]: what the seed is multiplied with to skip n draws, for what one row can leave unused. */
  readonly #skip: Float64Array;
  #seed: number;
  #used = 0;

  constructor(seed: number, drawsPerRow = 1) {
    this.#seed = seed;
    this.#drawsPerRow = drawsPerRow;
    this.#skip = new Float64Array(drawsPerRow + 1);
    this.#skip[0] = 1;
    for (let draws = 1; draws <= drawsPerRow; draws += 1) this.#skip[draws] = multiply(this.#skip[draws - 1] ?? 1, MULTIPLIER);
  }

  /** The next draw as an integer from `low` to `high`, both included. */
  next(low: number, high: number): number {
    return low + Math.trunc((this.#draw() / MODULUS) * (high - low + 1));
  }

  /**
   * The next draw scaled to minus 2^31 .. 0. The original asks for 0 .. 2^31 − 1, whose size overflows its 32-bit integers; characters of
   * addresses depend on it.
   */
  nextBits(): number {
    return Math.trunc((this.#draw() / MODULUS) * -2_147_483_648);
  }

  /** Draws what the row has left unused. */
  endRow(): void {
    const unused = this.#drawsPerRow - this.#used;
    if (unused > 0) this.#seed = multiply(this.#seed, this.#skip[unused] ?? 1);
    this.#used = 0;
  }

  /** Goes to the beginning of the row that is `rows` further, from the beginning of one. */
  skipRows(rows: number): void {
    let draws = rows * this.#drawsPerRow;
    let factor = MULTIPLIER;
    while (draws > 0) {
      if (draws % 2 === 1) this.#seed = multiply(this.#seed, factor);
      draws = Math.floor(draws / 2);
      factor = multiply(factor, factor);
    }
  }

  #draw(): number {
    // The product is below 2^46 and thus exact; the quotient's fraction is too far from 0 and 1 for rounding to move its floor.
    const product = this.#seed * MULTIPLIER;
    this.#seed = product - Math.floor(product / MODULUS) * MODULUS;
    this.#used += 1;
    return this.#seed;
  }
}

/** a × b mod 2^31 − 1 without exceeding 2^53 on the way. */
function multiply(a: number, b: number): number {
  const high = Math.floor(b / 65_536);
  return (((a * high) % MODULUS) * 65_536 + a * (b % 65_536)) % MODULUS;
}
