/**
 * How a conductor or worker process tells the process that supervises it how it does, over Node's IPC channel, and learns that
 * it should stop. The channel closes when the supervisor dies, however it dies: the child then stops as well.
 */
export type ChildMessage =
  | { readonly kind: 'ready'; readonly rpcAddress: string; readonly postgresPort: number | null }
  | { readonly kind: 'failed'; readonly message: string; readonly hint: string | null };

/** Time that a process has for an orderly stop before it is ended. */
export const STOP_MS = 8_000;

export function supervised(): boolean {
  return process.send !== undefined;
}

/** Does nothing without a supervisor. */
export function tellSupervisor(message: ChildMessage): void {
  if (process.send !== undefined && process.connected) process.send(message);
}

/**
 * Calls `stop` once, at SIGTERM, at SIGINT (unless supervised: a terminal sends it to the whole group, and the supervisor stops its children
 * in order), or when the supervisor is gone; then ends the process with status 0.
 */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const run = (): void => {
    if (stopping) return;
    stopping = true;
    // A stop that hangs must not leave a process behind.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', run);
  if (supervised()) {
    process.on('SIGINT', () => undefined);
    process.on('disconnect', run);
  } else {
    process.on('SIGINT', run);
  }
}
