/** Counts what a plan does on the conductor: says when it has held the thread for long enough, and when it is too much for it. */
import { LIMITS } from '../../common/limits.js';

/** More work than was estimated: the workers are to run the plan. */
export class TooMuchWork extends Error {
  constructor() {
    super('the plan is too much work for the conductor');
  }
}

/** Between looks at the clock. */
const CHECK_EVERY = 128;

export class Meter {
  readonly #nowMs: () => number;
  #done = 0;
  readonly #limit: number;
  #sliceEndMs: number;

  constructor(nowMs: () => number, limit: number = LIMITS.localWorkDone) {
    this.#nowMs = nowMs;
    this.#limit = limit;
    this.#sliceEndMs = nowMs() + LIMITS.localSliceMs;
  }

  /** One row more at an operator. True: others are to have the thread first. */
  spend(): boolean {
    this.#done += 1;
    if (this.#done % CHECK_EVERY !== 0) return false;
    if (this.#done > this.#limit) throw new TooMuchWork();
    return this.#nowMs() >= this.#sliceEndMs;
  }

  /** The thread was given to others. */
  resume(): void {
    this.#sliceEndMs = this.#nowMs() + LIMITS.localSliceMs;
  }
}
