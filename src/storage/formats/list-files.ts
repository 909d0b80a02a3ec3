/**
 * The files that a call names: a file, a folder (all files below it), or a pattern with `*`, `?`, `[...]`, `{a,b}` and `**` (any folders).
 * Names that begin with a dot or an underscore are what other programs keep beside their data: patterns and folders leave them out.
 */
import { join, sep } from 'node:path';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { isObjectPath, type ObjectStore } from '../../common/object-store.js';
import type { FileSystem } from '../../common/runtime.js';
import { type AllowedPaths, missingFile } from './allowed-paths.js';
import { storeOf } from './file-reader.js';
import { type FoundFile, partitionOf } from './found-file.js';
import { globMatcher, isPattern } from './glob.js';
import { listObjects } from './list-objects.js';

/** Sorted by path. 58P01 when a path names nothing, 42501 when one is not allowed. */
export async function listFiles(
  { fs, objects, allowed }: { readonly fs: FileSystem; readonly objects: ObjectStore | null; readonly allowed: AllowedPaths },
  paths: readonly string[],
): Promise<readonly FoundFile[]> {
  const lister = new Lister(fs, allowed);
  const found: FoundFile[] = [];
  for (const path of paths) {
    const before = found.length;
    const own = isObjectPath(path) ? await listObjects(storeOf(objects), allowed.written(path)) : await lister.expand(path);
    for (const file of own) found.push(file);
    if (found.length === before) throw missingFile(path);
  }
  return found;
}

class Lister {
  readonly #fs: FileSystem;
  readonly #allowed: AllowedPaths;
  #count = 0;

  constructor(fs: FileSystem, allowed: AllowedPaths) {
    this.#fs = fs;
    this.#allowed = allowed;
  }

  async expand(shown: string): Promise<readonly FoundFile[]> {
    const absolute = this.#allowed.written(shown);
    const segments = absolute.split(sep);
    const firstWild = segments.findIndex((segment) => isPattern(segment));
    const literal = firstWild < 0 ? absolute : segments.slice(0, firstWild).join(sep) || sep;
    const found: FoundFile[] = [];
    if (firstWild >= 0) await this.#match(literal, segments.slice(firstWild), literal, found, 0);
    else await this.#take(literal, literal, found, 0);
    return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }

  /** Files under `folder` that the segments match. */
  async #match(folder: string, segments: readonly string[], base: string, found: FoundFile[], depth: number): Promise<void> {
    checkDepth(folder, depth);
    if ((await this.#allowed.real(folder)) === null) return;
    const [segment, ...rest] = segments;
    if (segment === undefined) return;
    if (segment === '**') {
      await this.#match(folder, rest.length === 0 ? ['*'] : rest, base, found, depth + 1);
      for (const name of await this.#names(folder)) {
        const path = join(folder, name);
        if ((await this.#stat(path))?.kind === 'folder') await this.#match(path, segments, base, found, depth + 1);
      }
      return;
    }
    if (!isPattern(segment)) {
      await this.#step(join(folder, segment), rest, base, found, depth);
      return;
    }
    const matches = globMatcher(segment);
    for (const name of await this.#names(folder)) {
      if (matches(name)) await this.#step(join(folder, name), rest, base, found, depth);
    }
  }

  async #step(path: string, rest: readonly string[], base: string, found: FoundFile[], depth: number): Promise<void> {
    if (rest.length > 0) {
      if ((await this.#stat(path))?.kind === 'folder') await this.#match(path, rest, base, found, depth + 1);
    } else if ((await this.#stat(path))?.kind === 'file') await this.#take(path, base, found, depth);
  }

  /** The file, or all files below the folder. */
  async #take(path: string, base: string, found: FoundFile[], depth: number): Promise<void> {
    checkDepth(path, depth);
    const real = await this.#allowed.real(path);
    if (real === null) return;
    const stat = await this.#fs.stat(real);
    if (stat === null) return;
    if (stat.kind === 'folder') {
      for (const name of await this.#names(path)) await this.#take(join(path, name), base, found, depth + 1);
      return;
    }
    if (stat.kind !== 'file') throw new ConductError(SQLSTATE.wrongObjectType, `"${path}" is not a regular file`);
    this.#count += 1;
    if (this.#count > LIMITS.filesOfCall)
      throw new ConductError(SQLSTATE.programLimitExceeded, `a call reads at most ${LIMITS.filesOfCall} files`);
    found.push({ path: real, bytes: stat.bytes, modifiedMs: stat.modifiedMs, partition: partitionOf(path, base) });
  }

  async #names(folder: string): Promise<readonly string[]> {
    return (await this.#fs.list(folder)).filter((name) => !/^[._]/.test(name));
  }

  /** Of what is allowed; a link that leads out is an error, not something to pass by. */
  async #stat(path: string): Promise<{ readonly kind: string } | null> {
    const real = await this.#allowed.real(path);
    return real === null ? null : this.#fs.stat(real);
  }
}

function checkDepth(path: string, depth: number): void {
  if (depth > LIMITS.globDepth) throw new ConductError(SQLSTATE.programLimitExceeded, `folders nest too deeply at "${path}"`);
}
