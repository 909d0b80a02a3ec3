/**
 * Which files may be read and written: those inside of the folders that the server was started with. A path is looked at twice, as it is
 * written and without its symbolic links, so that neither `..` nor a link leads out. Conductor and workers check alike, each for itself.
 */
import { isAbsolute, join, normalize, resolve, sep } from 'node:path';
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { isObjectPath, OBJECT_SCHEME } from '../../common/object-store.js';
import type { FileSystem } from '../../common/runtime.js';

/** They have files that are no files. */
const NEVER = ['/proc', '/sys', '/dev'];

export class AllowedPaths {
  readonly #fs: FileSystem;
  readonly #roots: readonly string[];
  readonly #denied: readonly string[];
  /** Buckets, or beginnings of keys in them, without a slash at their ends. */
  readonly #objects: readonly string[];
  #realDenied: Promise<readonly string[]> | null = null;
  #realRoots: Promise<readonly string[]> | null = null;

  /**
   * roots: absolute; relative paths are taken from the first. Empty: nothing is allowed. denied: folders inside of them that are not, such as
   * the server's own data.
   */
  constructor(fs: FileSystem, roots: readonly string[], denied: readonly string[] = []) {
    this.#fs = fs;
    this.#roots = roots.filter((root) => !isObjectPath(root)).map((root) => resolve(root));
    this.#objects = roots.filter(isObjectPath).map((root) => root.replace(/\/+$/, ''));
    this.#denied = denied.map((folder) => resolve(folder));
  }

  /** The absolute form of a path as it is written, inside of the allowed folders by its words. */
  written(path: string): string {
    if (isObjectPath(path)) return this.#object(path);
    const [first] = this.#roots;
    if (first === undefined) throw new ConductError(SQLSTATE.insufficientPrivilege, 'this server has no access to files', ALLOW);
    if (path.includes('\0')) throw new ConductError(SQLSTATE.invalidName, 'a path has no null bytes');
    const absolute = trimmed(isAbsolute(path) ? normalize(path) : join(first, path));
    if (!isAllowed(absolute, this.#roots, this.#denied)) throw outside(path);
    return absolute;
  }

  /** The path without symbolic links; null: nothing is there. 42501 when it is not inside. `shown` is what the message names. */
  async real(absolute: string, shown = absolute): Promise<string | null> {
    // Nothing in a store leads elsewhere.
    if (isObjectPath(absolute)) return this.#object(absolute);
    const path = await this.#fs.realPath(absolute);
    if (path === null) return null;
    this.#realRoots ??= this.#resolve(this.#roots);
    this.#realDenied ??= this.#resolve(this.#denied);
    if (!isAllowed(path, await this.#realRoots, await this.#realDenied)) throw outside(shown);
    return path;
  }

  /** For what comes from another process: the path must be real already. */
  async check(path: string): Promise<void> {
    const real = await this.real(this.written(path), path);
    if (real === null) throw missingFile(path);
    if (real !== path) throw outside(path);
  }

  #object(path: string): string {
    const [bucket, ...names] = path.slice(OBJECT_SCHEME.length).split('/');
    if (path.includes('\0')) throw new ConductError(SQLSTATE.invalidName, 'a path has no null bytes');
    const isPlain = names.every((name, i) => name !== '.' && name !== '..' && (name !== '' || i === names.length - 1));
    if (!isPlain || !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/i.test(bucket ?? '')) {
      throw new ConductError(SQLSTATE.invalidName, `"${path}" is no path of an object: s3://bucket/name`);
    }
    if (!this.#objects.some((root) => path === root || path.startsWith(`${root}/`))) throw outside(path);
    return path;
  }

  async #resolve(folders: readonly string[]): Promise<readonly string[]> {
    const real = await Promise.all(folders.map((folder) => this.#fs.realPath(folder)));
    return real.map((path, i) => path ?? known(folders[i], 'folder'));
  }
}

const ALLOW = { hint: 'Start the server with --allow DIR, or --allow s3://BUCKET, for each place that queries may read from.' };

export function missingFile(path: string): ConductError {
  return new ConductError(SQLSTATE.undefinedFile, `could not open file "${path}": No such file or directory`);
}

function outside(path: string): ConductError {
  return new ConductError(SQLSTATE.insufficientPrivilege, `permission denied for file "${path}"`, {
    detail: 'It is outside of the places that queries may read from.',
    ...ALLOW,
  });
}

function isAllowed(path: string, roots: readonly string[], denied: readonly string[]): boolean {
  return roots.some((root) => isInside(path, root)) && ![...NEVER, ...denied].some((folder) => isInside(path, folder));
}

function isInside(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith(sep) ? path.slice(0, -1) : path;
}
