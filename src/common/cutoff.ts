/**
 * What cuts waits short: a failure, a cancel. One after the other may wait beside it, as for the items of a stream.
 *
 * Promise.race with a promise of the end leaves a reaction on that promise for every wait, which keeps what the wait gave until the promise is
 * settled: all items, as long as nothing fails. Here a wait that is over leaves nothing.
 */
export class Cutoff<E extends object | string> {
  readonly #waiting = new Set<(by: E) => void>();
  #by: E | null = null;

  /** What it was last cut by; null: not yet. */
  get by(): E | null {
    return this.#by;
  }

  /** Ends the waits of now and of later. */
  cut(by: E): void {
    this.#by = by;
    for (const stop of this.#waiting) stop(by);
    this.#waiting.clear();
  }

  /** What the promise gives, or what cuts the wait short if that comes first. */
  first<T>(promise: Promise<T>): Promise<T | E> {
    return new Promise((resolve, reject) => {
      if (this.#by === null) this.#waiting.add(resolve);
      else resolve(this.#by);
      promise.then(
        (value) => {
          this.#waiting.delete(resolve);
          resolve(value);
        },
        (error: unknown) => {
          this.#waiting.delete(resolve);
          reject(error);
        },
      );
    });
  }
}
