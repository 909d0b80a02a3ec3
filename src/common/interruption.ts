/**
 * Synchronous work that can take long (a regular expression with back references) asks now and then whether it has to stop. Who runs
 * such work says how to find out: an executor looks at the cancel word of its query.
 */
let ask: (() => void) | null = null;

/** Runs synchronous work; `check` throws where it has to stop. */
export function withInterruption<T>(check: () => void, run: () => T): T {
  const outer = ask;
  ask = check;
  try {
    return run();
  } finally {
    ask = outer;
  }
}

export function checkInterruption(): void {
  ask?.();
}
