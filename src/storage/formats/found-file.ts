/** A file that a call names, and what the folders on its way say of its rows. */
import { sep } from 'node:path';

export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** `name=value` folders below what the call names literally, outermost first. */
  readonly partition: readonly { readonly name: string; readonly value: string | null }[];
}

/** What Hive writes for NULL. */
export const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

/** Folders `name=value` of the path below `base`. */
export function partitionOf(path: string, base: string, separator = sep): FoundFile['partition'] {
  const folders = path
    .slice(base === separator ? 1 : base.length + 1)
    .split(separator)
    .slice(0, -1);
  return folders.flatMap((folder) => {
    const at = folder.indexOf('=');
    if (at <= 0) return [];
    const value = folder.slice(at + 1);
    return [{ name: decoded(folder.slice(0, at)), value: value === NULL_PARTITION ? null : decoded(value) }];
  });
}

/** Characters that a file system can't have in a name are written as in addresses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
