/**
 * The worker's room on disk for what does not fit into memory: files in one folder, written to their end and read by position, gone when
 * whoever made them is through. What a process that was killed left there goes at the next start.
 *
 * Every block has a checksum: a disk that gives back other bytes than it got is an error, not an answer.
 */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { FileSystem, ScratchFile } from '../../common/runtime.js';

export interface SpillSpaceOptions {
  readonly fs: FileSystem;
  /** Of its own: whatever is in it is removed. */
  readonly folder: string;
  /** Bytes of all files together. */
  readonly quotaBytes: number;
}

/** Where bytes are in a file. */
export interface SpillBlock {
  readonly position: number;
  readonly bytes: number;
  readonly checksum: number;
}

export class SpillSpace {
  readonly #options: SpillSpaceOptions;
  #nextFile = 1;
  #usedBytes = 0;
  #writtenBytes = 0;
  #files = 0;

  private constructor(options: SpillSpaceOptions) {
    this.#options = options;
  }

  static async open(options: SpillSpaceOptions): Promise<SpillSpace> {
    await options.fs.removeFolder(options.folder);
    await options.fs.mkdir(options.folder);
    return new SpillSpace(options);
  }

  /** On disk now. */
  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Since the start. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Files that are there now. */
  get files(): number {
    return this.#files;
  }

  file(): SpillFile {
    const path = join(this.#options.folder, `${this.#nextFile}.spill`);
    this.#nextFile += 1;
    return new SpillFile(this, this.#options.fs, path);
  }

  // For files

  opened(): void {
    this.#files += 1;
  }

  /** Bytes that are about to be written. 53100 over the quota. */
  reserve(bytes: number): void {
    const { quotaBytes } = this.#options;
    if (this.#usedBytes + bytes > quotaBytes) {
      throw new ConductError(SQLSTATE.diskFull, 'out of disk space for temporary files', {
        detail: `The queries of a worker may keep ${Math.round(quotaBytes / 1_048_576)} MB on disk.`,
        hint: 'Raise conduct.work_mem so that less goes to disk, or start workers with more --spill.',
      });
    }
    this.#usedBytes += bytes;
    this.#writtenBytes += bytes;
  }

  closed(bytes: number): void {
    this.#usedBytes -= bytes;
    this.#files -= 1;
  }
}

/** One file, made when it is first written to. Writes go one after the other. */
export class SpillFile {
  readonly #space: SpillSpace;
  readonly #fs: FileSystem;
  readonly #path: string;
  #file: Promise<ScratchFile> | null = null;
  #end = 0;
  #busy: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(space: SpillSpace, fs: FileSystem, path: string) {
    this.#space = space;
    this.#fs = fs;
    this.#path = path;
  }

  get bytes(): number {
    return this.#end;
  }

  /** Writes bytes that lie behind one another as one or more blocks; they must stay as they are until it resolves. */
  async write(bytes: Uint8Array, lengths: readonly number[]): Promise<readonly SpillBlock[]> {
    this.#space.reserve(bytes.byteLength);
    const position = this.#end;
    this.#end += bytes.byteLength;
    let at = 0;
    const blocks = lengths.map((length): SpillBlock => {
      const block = { position: position + at, bytes: length, checksum: crc32(bytes.subarray(at, at + length)) };
      at += length;
      return block;
    });
    const file = await this.#open();
    await this.#inTurn(async () => {
      try {
        await file.write(position, bytes);
      } catch (error) {
        throw diskError(error);
      }
    });
    return blocks;
  }

  async read({ position, bytes, checksum }: SpillBlock, into: Uint8Array): Promise<void> {
    const file = await this.#open();
    const target = into.subarray(0, bytes);
    try {
      await this.#inTurn(() => file.read(position, target));
    } catch (error) {
      throw corrupted(this.#path, error);
    }
    if (crc32(target) !== checksum) throw corrupted(this.#path);
  }

  /** Removes it. Fine when it is gone. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#busy.catch(() => {});
    const opening = this.#file;
    if (opening === null) return;
    try {
      const file = await opening.catch(() => null);
      await file?.close();
      await this.#fs.unlink(this.#path);
    } finally {
      this.#space.closed(this.#end);
    }
  }

  #open(): Promise<ScratchFile> {
    if (this.#closed) throw new ConductError(SQLSTATE.queryCanceled, 'the query has ended');
    if (this.#file === null) {
      this.#space.opened();
      this.#file = this.#fs.createScratch(this.#path).catch((error: unknown) => {
        throw diskError(error);
      });
    }
    return this.#file;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#busy.then(work, work);
    this.#busy = turn.catch(() => {});
    return turn;
  }
}

function diskError(error: unknown): ConductError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ConductError(SQLSTATE.diskFull, 'could not write to a temporary file: no space left on device', {
      hint: "Make room on the disk of the worker's data folder.",
      cause: error,
    });
  }
  return new ConductError(
    SQLSTATE.ioError,
    `could not write to a temporary file: ${error instanceof Error ? error.message : String(error)}`,
    {
      cause: error,
    },
  );
}

function corrupted(path: string, cause?: unknown): ConductError {
  return new ConductError(SQLSTATE.dataCorrupted, `temporary file "${path}" is corrupted: what was read is not what was written`, {
    hint: 'Run the query again; if it happens again, check the disk.',
    cause,
  });
}
