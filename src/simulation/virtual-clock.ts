/**
 * Virtual time: timers fire in the order of their times, ties in the order in which they were set. Between two of them all pending
 * promise jobs run to their end, so that what happens depends on the program and the seed alone.
 */

interface Event {
  readonly time: number;
  readonly order: number;
  readonly fire: () => void;
  cancelled: boolean;
}

export class VirtualClock {
  #now = 0;
  #order = 0;
  #events: Event[] = [];

  /** Virtual milliseconds since the start. */
  get now(): number {
    return this.#now;
  }

  /** Timers that are still to fire. */
  get pending(): number {
    return this.#events.filter((event) => !event.cancelled).length;
  }

  set(ms: number, fire: () => void): { cancel(): void } {
    const event: Event = { time: this.#now + Math.max(0, ms), order: this.#order, fire, cancelled: false };
    this.#order += 1;
    const at = this.#events.findIndex((other) => other.time > event.time);
    if (at < 0) this.#events.push(event);
    else this.#events.splice(at, 0, event);
    return {
      cancel: () => {
        event.cancelled = true;
      },
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = (): void => {
        timer.cancel();
        reject(signal?.reason as Error);
      };
      const timer = this.set(ms, () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Lets time pass until the promise settles. Fails when nothing is left that could settle it, or after `limitMs`. */
  async run<T>(promise: Promise<T>, limitMs = 600_000): Promise<T> {
    let settled = false;
    const done = promise.then(
      () => {
        settled = true;
      },
      () => {
        settled = true;
      },
    );
    for (;;) {
      await quiet();
      if (settled) break;
      const event = this.#events.shift();
      if (event === undefined) throw new Error(`the simulation stands still at ${this.#now} ms`);
      if (event.cancelled) continue;
      if (event.time > limitMs) throw new Error(`the simulation is not done after ${limitMs} ms`);
      this.#now = event.time;
      event.fire();
    }
    await done;
    return promise;
  }
}

/** All promise jobs have run. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
