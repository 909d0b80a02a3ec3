/**
 * The outside world as conductor and workers see it: clock, random numbers, files, databases, network. All that they do goes
 * through this interface, so that a whole cluster can run in one process on virtual time and replay by a seed.
 */
import type { Database } from 'better-sqlite3';
import type { Transport } from '../rpc/transport.js';
import type { ObjectStore } from './object-store.js';

export interface Timer {
  /** Does nothing when the timer has fired or was cancelled. */
  cancel(): void;
}

/** What is at a path, symbolic links followed. */
export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** A file that is being written, from its beginning on. */
export interface FileWriter {
  write(bytes: Uint8Array): Promise<void>;
  /** After it resolves the file's bytes are on disk. */
  close(): Promise<void>;
}

/** Paths are as the platform's; folders end without a separator. Errors are Node's own (`code: 'ENOENT'` and so on). */
export interface FileSystem {
  /** Makes the folder and its parents; fine when it is there. */
  mkdir(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /** Bytes of a file. */
  size(path: string): Promise<number>;
  /** null when there is nothing. */
  stat(path: string): Promise<FileStat | null>;
  /** The path without symbolic links; null when there is nothing. */
  realPath(path: string): Promise<string | null>;
  /** Fills `into` (which may view shared memory) from `position`; rejects when the file ends before. */
  read(path: string, position: number, into: Uint8Array): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
  /** Writes the parts in order. After it resolves the file is on disk whole, also after a power cut; before, it is not there at all. */
  writeFileDurable(path: string, parts: readonly Uint8Array[]): Promise<void>;
  /** A new, empty file that is open until it is closed. */
  createScratch(path: string): Promise<ScratchFile>;
  /** A new file in a folder that is there; rejects when there is one of the name. */
  create(path: string): Promise<FileWriter>;
  /** Fine when there is no such file. */
  unlink(path: string): Promise<void>;
  /** Gives a file or a folder another name in one step, and makes that last; rejects when a folder that is not empty is in the way. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a folder and all that is in it; fine when there is none. */
  removeFolder(path: string): Promise<void>;
}

/** A file that nothing needs to find again. Its bytes may view shared memory. */
export interface ScratchFile {
  /** Resolves when all is written; nobody waits for the disk itself. */
  write(position: number, bytes: Uint8Array): Promise<void>;
  /** Fills `into`; rejects when the file ends before. */
  read(position: number, into: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Monotonic milliseconds, with fractions, for measuring. */
  hrtimeMs(): number;
  /** Calls once after `ms`. A pending timer does not keep the process alive. */
  setTimer(ms: number, fire: () => void): Timer;
  /** Rejects with the signal's reason when it is aborted before. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to 1, 1 excluded. */
  random(): number;
  uuid(): string;
  readonly fs: FileSystem;
  /** null: paths of stores name nothing that is there. */
  readonly objects: ObjectStore | null;
  /** A SQLite database; made when there is none. The simulated runtime opens it in memory. */
  openDatabase(path: string): Database;
  readonly transport: Transport;
}
