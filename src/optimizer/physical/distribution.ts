/** Where the rows of a physical plan are: the property that decides whether an exchange is needed. */
import type { ColumnId } from '../../plan/expr.js';

export type Distribution =
  /**
   * A row is on the worker of its bucket: the hash over one column of each set, in order (the columns of a set are equal to
   * each other in every row). An empty set: a key that is no longer among the columns.
   */
  | { readonly kind: 'hash'; readonly keys: readonly ReadonlySet<ColumnId>[]; readonly placement: readonly string[] }
  /** Each row on one of the workers, no one knows which. */
  | { readonly kind: 'spread'; readonly workers: readonly string[] }
  /** Every task that runs the plan has all rows; holders: the workers that can run it, null: all can. */
  | { readonly kind: 'replicated'; readonly holders: readonly string[] | null }
  /** All rows in one task; worker: where it has to run, null: anywhere. */
  | { readonly kind: 'single'; readonly worker: string | null };

export function isPartitioned(distribution: Distribution): boolean {
  return distribution.kind === 'hash' || distribution.kind === 'spread';
}

/** Workers that hold rows; one for single and replicated, whose only worker is known or not. */
export function taskCount(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'hash':
      return workersIn(distribution.placement).length;
    case 'spread':
      return distribution.workers.length;
    case 'replicated':
    case 'single':
      return 1;
  }
}

const placementMemo = new WeakMap<readonly string[], readonly string[]>();

/** The distinct workers of a placement, which has one for each bucket. Asked for again and again. */
export function workersIn(placement: readonly string[]): readonly string[] {
  const found = placementMemo.get(placement);
  if (found !== undefined) return found;
  const workers = [...new Set(placement)];
  placementMemo.set(placement, workers);
  return workers;
}

export function workersOf(distribution: Distribution): readonly string[] {
  switch (distribution.kind) {
    case 'hash':
      return workersIn(distribution.placement);
    case 'spread':
      return distribution.workers;
    case 'replicated':
      return distribution.holders ?? [];
    case 'single':
      return distribution.worker === null ? [] : [distribution.worker];
  }
}

export function samePlacement(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((worker, i) => worker === b[i]));
}

/** The distribution after columns were kept, dropped or renamed: `rename` gives the new ids of a column. */
export function renameDistribution(distribution: Distribution, rename: (id: ColumnId) => readonly ColumnId[]): Distribution {
  if (distribution.kind !== 'hash') return distribution;
  const keys = distribution.keys.map((set) => new Set([...set].flatMap(rename)));
  if (keys.some((set) => set.size === 0)) return { kind: 'spread', workers: workersOf(distribution) };
  return { ...distribution, keys };
}
