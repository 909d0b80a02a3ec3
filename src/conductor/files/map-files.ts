/** Looks at many files, a few at a time. */

const AT_ONCE = 16;

/** Results in the order of the files; the first failure ends it. */
export async function mapFiles<T, R>(files: readonly T[], look: (file: T, at: number) => Promise<R>): Promise<readonly R[]> {
  const results = new Array<R>(files.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < files.length) {
      const at = next;
      next += 1;
      const file = files[at];
      if (file !== undefined) results[at] = await look(file, at);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, files.length) }, work));
  return results;
}
