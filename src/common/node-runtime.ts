/** The real Runtime: Node's clock, random numbers, file system and SQLite. The caller brings the network. */
import { randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, readdir, readFile, realpath, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import BetterSqlite3 from 'better-sqlite3';
import type { Transport } from '../rpc/transport.js';
import type { ObjectStore } from './object-store.js';
import type { FileSystem, Runtime } from './runtime.js';

/** objects: makes the store that paths s3:// are in. */
export function nodeRuntime(
  transport: Transport,
  objects: (runtime: Pick<Runtime, 'sleep' | 'random'>) => ObjectStore | null = () => null,
): Runtime {
  const random = (): number => Math.random();
  return {
    now: () => Date.now(),
    hrtimeMs: () => performance.now(),
    setTimer(ms, fire) {
      const handle = setTimeout(fire, ms);
      handle.unref();
      return { cancel: () => clearTimeout(handle) };
    },
    sleep,
    random,
    uuid: () => randomUUID(),
    fs: nodeFileSystem,
    objects: objects({ sleep, random }),
    openDatabase: (path) => new BetterSqlite3(path),
    transport,
  };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      clearTimeout(handle);
      reject(signal?.reason as Error);
    };
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** One read system call returns at most 2 GiB - 4 KiB on Linux; smaller pieces also keep the pool's threads available. */
const READ_PIECE_BYTES = 64 << 20;

export const nodeFileSystem: FileSystem = {
  async mkdir(path) {
    await mkdir(path, { recursive: true });
  },

  async exists(path) {
    try {
      await access(path);
      return true;
    } catch {
      return false;
    }
  },

  async list(path) {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },

  async size(path) {
    return (await stat(path)).size;
  },

  async stat(path) {
    try {
      const found = await stat(path);
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
      return { kind, bytes: found.size, modifiedMs: found.mtimeMs };
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  async realPath(path) {
    try {
      return await realpath(path);
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  },

  async read(path, position, into) {
    const file = await open(path, 'r');
    try {
      await readFully(file, path, position, into);
    } finally {
      await file.close();
    }
  },

  async readFile(path) {
    return readFile(path);
  },

  async writeFileDurable(path, parts) {
    const temporary = `${path}.tmp`;
    const file = await open(temporary, 'w');
    try {
      for (const part of parts) await writeFully(file, part, null);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  },

  async create(path) {
    const file = await open(path, 'wx');
    return {
      async write(bytes) {
        let at = 0;
        while (at < bytes.byteLength) at += (await file.write(bytes, at, bytes.byteLength - at)).bytesWritten;
      },
      async close() {
        try {
          await file.sync();
        } finally {
          await file.close();
        }
      },
    };
  },

  async rename(from, to) {
    await rename(from, to);
    await syncFolder(dirname(to));
  },

  async createScratch(path) {
    const file = await open(path, 'wx+');
    return {
      write: (position, bytes) => writeFully(file, bytes, position),
      read: (position, into) => readFully(file, path, position, into),
      close: () => file.close(),
    };
  },

  async unlink(path) {
    try {
      await unlink(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },

  async removeFolder(path) {
    await rm(path, { recursive: true, force: true });
  },
};

/** Without this a rename may be lost in a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readFully(file: FileHandle, path: string, position: number, into: Uint8Array): Promise<void> {
  let at = 0;
  while (at < into.byteLength) {
    const length = Math.min(READ_PIECE_BYTES, into.byteLength - at);
    const { bytesRead } = await file.read(into, at, length, position + at);
    if (bytesRead === 0) throw new Error(`${path} ends at byte ${position + at}, ${into.byteLength - at} bytes early`);
    at += bytesRead;
  }
}

/** position null: behind what was written before. */
async function writeFully(file: FileHandle, bytes: Uint8Array, position: number | null): Promise<void> {
  let at = 0;
  while (at < bytes.byteLength) {
    at += (await file.write(bytes, at, bytes.byteLength - at, position === null ? null : position + at)).bytesWritten;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
