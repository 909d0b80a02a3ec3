/** Objects in a store such as S3, by paths `s3://bucket/key`. Objects appear whole or not at all, and have no folders: names with slashes do. */

export const OBJECT_SCHEME = 's3://';

export function isObjectPath(path: string): boolean {
  return path.startsWith(OBJECT_SCHEME);
}

export interface ObjectStat {
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** Failures that may pass are tried again before; what is thrown is a ConductError with a SQLSTATE, and never has a credential in it. */
export interface ObjectStore {
  /** null: there is none. */
  stat(path: string): Promise<ObjectStat | null>;
  /** Objects whose paths begin so, ascending; at most `limit`, beyond which it is an error. */
  list(prefix: string, limit: number): Promise<readonly (ObjectStat & { readonly path: string })[]>;
  /** Whether no object's path begins so. */
  isEmpty(prefix: string): Promise<boolean>;
  /** Fills `into` from `position`; rejects when the object ends before. */
  read(path: string, position: number, into: Uint8Array): Promise<void>;
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Fine when there is none. */
  remove(path: string): Promise<void>;
  /** Begins an object that comes in parts; gives what it is known by. */
  startUpload(path: string): Promise<string>;
  /** Parts count from 1; all but the last have LIMITS.uploadPartBytes. Gives the tag that proves it. */
  uploadPart(path: string, upload: string, part: number, bytes: Uint8Array): Promise<string>;
  /** The object is there from now on. */
  completeUpload(path: string, upload: string, tags: readonly string[]): Promise<void>;
  /** Fine when it is over. */
  abortUpload(path: string, upload: string): Promise<void>;
}
