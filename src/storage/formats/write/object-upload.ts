/**
 * A file that is written to an object store in parts. It does not appear when it is closed: a note beside says what is left to be done, and the
 * conductor does that for all files of the statement, or gives all of them up. The note is there before the first part, so that an upload whose
 * task died is found.
 */
import { assert } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';
import type { ObjectStore } from '../../../common/object-store.js';
import type { FileWriter } from '../../../common/runtime.js';

export interface UploadNote {
  readonly path: string;
  readonly upload: string;
  /** Of all parts in order; null: it is not closed. */
  readonly tags: readonly string[] | null;
}

export function noteBytes(note: UploadNote): Uint8Array {
  return Buffer.from(JSON.stringify(note));
}

export function readNote(bytes: Uint8Array): UploadNote {
  const note = JSON.parse(Buffer.from(bytes).toString('utf8')) as UploadNote;
  assert(typeof note.path === 'string' && typeof note.upload === 'string', 'a note of an upload');
  return note;
}

/** Parts of an upload. */
const MOST_PARTS = 10_000;
/** Parts that are on their way while the next is made. */
const PARTS_AT_ONCE = 2;

export class ObjectUpload implements FileWriter {
  readonly #store: ObjectStore;
  readonly #path: string;
  readonly #note: string;
  readonly #upload: string;
  readonly #tags: Promise<string>[] = [];
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  private constructor(store: ObjectStore, path: string, note: string, upload: string) {
    this.#store = store;
    this.#path = path;
    this.#note = note;
    this.#upload = upload;
  }

  static async start(store: ObjectStore, path: string, note: string): Promise<ObjectUpload> {
    const upload = await store.startUpload(path);
    await store.write(note, noteBytes({ path, upload, tags: null }));
    return new ObjectUpload(store, path, note, upload);
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; ) {
      const part = bytes.slice(at, at + LIMITS.uploadPartBytes - this.#waitingBytes);
      this.#waiting.push(part);
      this.#waitingBytes += part.byteLength;
      at += part.byteLength;
      if (this.#waitingBytes === LIMITS.uploadPartBytes) await this.#send();
    }
  }

  async close(): Promise<void> {
    if (this.#waitingBytes > 0 || this.#tags.length === 0) await this.#send();
    const tags = await Promise.all(this.#tags);
    await this.#store.write(this.#note, noteBytes({ path: this.#path, upload: this.#upload, tags }));
  }

  async #send(): Promise<void> {
    const part = this.#tags.length + 1;
    if (part > MOST_PARTS) {
      throw new ConductError(
        SQLSTATE.programLimitExceeded,
        `an object is written in at most ${MOST_PARTS} parts of ${LIMITS.uploadPartBytes} bytes`,
      );
    }
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    const tag = this.#store.uploadPart(this.#path, this.#upload, part, bytes);
    // Whoever closes hears of a failure.
    tag.catch(() => undefined);
    this.#tags.push(tag);
    await this.#tags[this.#tags.length - PARTS_AT_ONCE];
  }
}
