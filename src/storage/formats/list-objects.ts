/**
 * The objects that a path `s3://bucket/key` names: one, all below what is a folder by their names, or those that a pattern matches. All that begin
 * with what comes before the first wildcard are listed, which is how stores are searched.
 */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { OBJECT_SCHEME, type ObjectStore } from '../../common/object-store.js';
import { type FoundFile, partitionOf } from './found-file.js';
import { globMatcher, isPattern } from './glob.js';

/** `path` is inside of what is allowed. Ascending; empty when nothing is there. */
export async function listObjects(store: ObjectStore, path: string): Promise<readonly FoundFile[]> {
  const segments = path.slice(OBJECT_SCHEME.length).split('/');
  const firstWild = segments.findIndex((segment) => isPattern(segment));
  if (firstWild < 0) return listPlain(store, path);
  if (firstWild === 0) throw new ConductError(SQLSTATE.invalidName, `the name of a bucket is no pattern: "${path}"`);
  const base = OBJECT_SCHEME + segments.slice(0, firstWild).join('/');
  const before = /^[^*?[{]*/.exec(known(segments[firstWild], 'segment'))?.[0] ?? '';
  const matches = pathMatcher(segments.slice(firstWild));
  const all = await store.list(`${base}/${before}`, LIMITS.listedObjects);
  return limited(all.filter((one) => matches(one.path.slice(base.length + 1).split('/')))).map((one) => found(one, base));
}

async function listPlain(store: ObjectStore, path: string): Promise<readonly FoundFile[]> {
  const base = path.replace(/\/+$/, '');
  const isBucket = !base.slice(OBJECT_SCHEME.length).includes('/');
  const one = isBucket || base !== path ? null : await store.stat(path);
  if (one !== null) return [{ path, ...one, partition: [] }];
  const all = await store.list(`${base}/`, LIMITS.listedObjects);
  const shown = all.filter((each) =>
    each.path
      .slice(base.length + 1)
      .split('/')
      .every(isShown),
  );
  return limited(shown).map((each) => found(each, base));
}

function limited<T>(objects: readonly T[]): readonly T[] {
  if (objects.length <= LIMITS.filesOfCall) return objects;
  throw new ConductError(SQLSTATE.programLimitExceeded, `a call reads at most ${LIMITS.filesOfCall} files`);
}

function found(one: { readonly path: string; readonly bytes: number; readonly modifiedMs: number }, base: string): FoundFile {
  return { ...one, partition: partitionOf(one.path, base, '/') };
}

/** Names that begin with a dot or an underscore are what other programs keep beside their data. */
function isShown(name: string): boolean {
  return !/^[._]/.test(name);
}

function pathMatcher(patterns: readonly string[]): (names: readonly string[]) => boolean {
  const matchers = patterns.map((pattern) => {
    if (pattern === '**') return null;
    const matches = globMatcher(pattern);
    return isPattern(pattern) ? (name: string): boolean => isShown(name) && matches(name) : (name: string): boolean => name === pattern;
  });
  // A pattern that ends in ** matches all files below.
  if (matchers.at(-1) === null) matchers.push(isShown);
  return (names) => {
    // Positions of the pattern that the names so far may have led to.
    let at = new Set([0]);
    for (const name of names) {
      const next = new Set<number>();
      for (const position of withSkipped(at, matchers)) {
        const matcher = matchers[position];
        if (matcher === null) {
          if (isShown(name)) next.add(position);
        } else if (matcher?.(name) === true) next.add(position + 1);
      }
      at = next;
    }
    return withSkipped(at, matchers).has(matchers.length);
  };
}

/** `**` may stand for no folder at all. */
function withSkipped(positions: ReadonlySet<number>, matchers: readonly unknown[]): ReadonlySet<number> {
  const all = new Set(positions);
  for (const position of all) if (matchers[position] === null) all.add(position + 1);
  return all;
}
