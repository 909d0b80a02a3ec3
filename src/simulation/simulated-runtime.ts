/**
 * A world in one process for conductor and workers: virtual time, seeded random numbers, files and SQLite in memory, and a network
 * with seeded delays whose every message goes into a trace hash. Two runs with one seed have one trace. Native SQLite runs for
 * real, and executors run inline: both are deterministic.
 */
import { createHash, type Hash } from 'node:crypto';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import type { FileSystem, Runtime } from '../common/runtime.js';
import { MemoryTransport } from '../rpc/memory-transport.js';
import { VirtualClock } from './virtual-clock.js';

export interface NetworkOptions {
  /** Delay of one message, in virtual milliseconds. */
  readonly minimumDelayMs: number;
  readonly maximumDelayMs: number;
}

export class SimulatedWorld {
  readonly clock = new VirtualClock();
  readonly #random: () => number;
  readonly #hash: Hash = createHash('sha256');
  readonly #transport: MemoryTransport;
  readonly #files = new Map<string, Uint8Array>();
  readonly #databases = new Map<string, Database>();
  #messages = 0;

  constructor(seed: number, network: NetworkOptions) {
    this.#random = mulberry32(seed);
    this.#transport = new MemoryTransport({
      beforeMessage: async (address, method) => {
        const { minimumDelayMs, maximumDelayMs } = network;
        await this.clock.sleep(minimumDelayMs + this.#random() * (maximumDelayMs - minimumDelayMs));
        this.#messages += 1;
        this.note(`${address} ${method}`);
      },
      startTimer: (ms, fire) => {
        const timer = this.clock.set(ms, fire);
        return () => timer.cancel();
      },
    });
  }

  /** Messages delivered so far. */
  get messages(): number {
    return this.#messages;
  }

  /** Adds an event to the trace, with its time. */
  note(event: string): void {
    this.#hash.update(`${this.clock.now.toFixed(6)} ${event}\n`);
  }

  /** The trace so far. */
  traceHash(): string {
    return this.#hash.copy().digest('hex');
  }

  /** The world as one process sees it. */
  runtime(): Runtime {
    return {
      now: () => this.clock.now,
      hrtimeMs: () => this.clock.now,
      setTimer: (ms, fire) => this.clock.set(ms, fire),
      sleep: (ms, signal) => this.clock.sleep(ms, signal),
      random: this.#random,
      uuid: () => this.#uuid(),
      fs: this.#fileSystem(),
      objects: null,
      openDatabase: (path) => this.#openDatabase(path),
      transport: this.#transport,
    };
  }

  close(): void {
    for (const database of this.#databases.values()) database.close();
    this.#databases.clear();
  }

  #uuid(): string {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16)).join('');
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
  }

  #openDatabase(path: string): Database {
    const database = new BetterSqlite3(':memory:');
    this.#databases.get(path)?.close();
    this.#databases.set(path, database);
    return database;
  }

  #fileSystem(): FileSystem {
    const files = this.#files;
    const find = (path: string): Uint8Array => {
      const file = files.get(path);
      if (file === undefined) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
      return file;
    };
    return {
      async mkdir() {},
      async exists(path) {
        return files.has(path) || [...files.keys()].some((name) => name.startsWith(`${path}/`));
      },
      async list(path) {
        const names = [...files.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1));
        return [...new Set(names.map((name) => name.split('/')[0] ?? name))].sort();
      },
      async size(path) {
        return find(path).byteLength;
      },
      async stat(path) {
        const file = files.get(path);
        if (file !== undefined) return { kind: 'file', bytes: file.byteLength, modifiedMs: 0 };
        return (await this.exists(path)) ? { kind: 'folder', bytes: 0, modifiedMs: 0 } : null;
      },
      async realPath(path) {
        return (await this.exists(path)) ? path : null;
      },
      async read(path, position, into) {
        const file = find(path);
        if (position + into.byteLength > file.byteLength) throw new Error(`${path} ends before ${position + into.byteLength}`);
        into.set(file.subarray(position, position + into.byteLength));
      },
      async readFile(path) {
        return find(path).slice();
      },
      async writeFileDurable(path, parts) {
        files.set(path, new Uint8Array(Buffer.concat(parts)));
      },
      async create(path) {
        const parts: Uint8Array[] = [];
        return {
          async write(bytes) {
            parts.push(bytes.slice());
          },
          async close() {
            files.set(path, new Uint8Array(Buffer.concat(parts)));
          },
        };
      },
      async rename(from, to) {
        for (const [name, bytes] of [...files]) {
          if (name !== from && !name.startsWith(`${from}/`)) continue;
          files.delete(name);
          files.set(`${to}${name.slice(from.length)}`, bytes);
        }
      },
      async createScratch(path) {
        files.set(path, new Uint8Array(0));
        return {
          async write(position, bytes) {
            const before = find(path);
            const after = new Uint8Array(Math.max(before.byteLength, position + bytes.byteLength));
            after.set(before);
            after.set(bytes, position);
            files.set(path, after);
          },
          async read(position, into) {
            const file = find(path);
            if (position + into.byteLength > file.byteLength) throw new Error(`${path} ends before ${position + into.byteLength}`);
            into.set(file.subarray(position, position + into.byteLength));
          },
          async close() {},
        };
      },
      async unlink(path) {
        files.delete(path);
      },
      async removeFolder(path) {
        for (const name of [...files.keys()]) if (name.startsWith(`${path}/`)) files.delete(name);
      },
    };
  }
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
