/** Runs one child process of this program: starts it, restarts it with back-off when it dies, stops it. */
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { type ChildMessage, STOP_MS } from './child-protocol.js';

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;
/** A child that lived this long has started well: its next death starts the back-off anew. */
const STABLE_MS = 10_000;
const STACK_KIB = 4_000;

/**
 * V8's linear-time regular expressions take over when a pattern backtracks too much: a catastrophic pattern from a user must not
 * hold a thread for ever. Compiled pipelines are small: their baseline form is made when they are first called, by who calls them,
 * because handing it to V8's helper threads and waiting for them takes longer. Hot ones are optimized in the background, as ever.
 *
 * The interrupt budget is how much a JavaScript function runs before it is optimized: eight times V8's own. Rows are the business of
 * compiled pipelines; of the functions around them most run for microseconds a query, and optimizing those took up to half as much
 * CPU as the queries themselves, for hundreds of them.
 *
 * The heap may grow to five times what lives before it is marked anew. Buffers of exchanged rows are outside of it but count; with V8's
 * own factor, which leaves 24 MB for them, every query that moves a few MB marks the whole heap once.
 */
const NODE_FLAGS = [
  '--enable-source-maps',
  '--enable-experimental-regexp-engine-on-excessive-backtracks',
  '--wasm-lazy-compilation',
  '--interrupt-budget=540000',
  '--heap-growing-percent=400',
  ...stackFlags(),
];

/**
 * Statements nest as deeply as the stack lets them: V8 takes 1 MB unless told otherwise. Half of what the system grants leaves room for
 * native code, which does not ask V8.
 */
function stackFlags(): readonly string[] {
  try {
    const [, soft] = /^Max stack size +(\d+|unlimited) /m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    const granted = soft === 'unlimited' ? STACK_KIB * 2 : Number(soft) / 1024;
    return granted >= 2 * STACK_KIB ? [`--stack-size=${STACK_KIB}`] : [];
  } catch {
    // Not Linux: V8's own.
    return [];
  }
}

export type ReadyMessage = Extract<ChildMessage, { readonly kind: 'ready' }>;

export interface ChildOptions {
  /** For messages and file names: `worker-1`. */
  readonly name: string;
  /** Arguments of the `conduct` binary; asked at each start, as addresses may be known only then. */
  readonly args: () => readonly string[];
  /** What the child writes to standard output and error goes there. */
  readonly outputFile: string;
  /** Told of deaths and restarts, a line each. */
  readonly report: (line: string) => void;
}

export class Supervisor {
  readonly #options: ChildOptions;
  #child: ChildProcess | null = null;
  #stopping = false;
  #backoffMs = FIRST_BACKOFF_MS;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the child is ready for the first time; rejects when its first start fails. Later deaths lead to restarts. */
  start(): Promise<ReadyMessage> {
    return new Promise((resolve, reject) => {
      let settled = false;
      this.#spawn(
        (message) => {
          settled = true;
          resolve(message);
        },
        (error) => {
          if (settled) return false;
          settled = true;
          reject(error);
          return true;
        },
      );
    });
  }

  /** From now on the child's end is no accident. A signal may reach a whole process group, so that children end before they are told to. */
  expectEnd(): void {
    this.#stopping = true;
    clearTimeout(this.#timer);
  }

  /** Ends the child in order, by force after a while. */
  async stop(): Promise<void> {
    this.expectEnd();
    const child = this.#child;
    if (child === null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS + 1_000);
    await gone;
    clearTimeout(force);
  }

  /** `failed` says whether the death was taken as the failure of the first start: such a child is not started again. */
  #spawn(ready: (message: ReadyMessage) => void, failed: (error: ConductError) => boolean): void {
    const { name, args, outputFile, report } = this.#options;
    mkdirSync(dirname(outputFile), { recursive: true });
    const output = openSync(outputFile, 'a');
    const child = fork(fileURLToPath(new URL('./process.js', import.meta.url)), args(), {
      execArgv: NODE_FLAGS,
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    this.#child = child;
    const startedAt = Date.now();
    let failure: ConductError | null = null;
    child.on('message', (raw) => {
      const message = raw as ChildMessage;
      if (message.kind === 'ready') ready(message);
      else
        failure = new ConductError(
          SQLSTATE.systemError,
          `${name}: ${message.message}`,
          message.hint === null ? {} : { hint: message.hint },
        );
    });
    child.on('error', (cause) => report(`${name}: ${cause.message}`));
    child.once('exit', (code, signal) => {
      this.#child = null;
      const how = signal === null ? `ended with status ${code}` : `was killed by ${signal}`;
      if (failed(failure ?? new ConductError(SQLSTATE.systemError, `${name} ${how}`, { hint: `see ${outputFile}` }))) return;
      if (this.#stopping) return;
      if (Date.now() - startedAt > STABLE_MS) this.#backoffMs = FIRST_BACKOFF_MS;
      report(`${failure === null ? `${name} ${how}` : (failure as ConductError).message}; starting it again in ${this.#backoffMs} ms`);
      this.#timer = setTimeout(() => {
        this.#spawn(
          () => report(`${name} is back`),
          () => false,
        );
      }, this.#backoffMs);
      this.#backoffMs = Math.min(this.#backoffMs * 2, MAX_BACKOFF_MS);
    });
  }
}
