/** Where a table's rows go: the workers that hold it, and which of them each bucket is on. */
import type { TableDef } from '../catalog/table-def.js';
import { assert } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';

export interface Route {
  readonly workers: readonly string[];
  /** Index into workers of each bucket; empty unless distributed by hash. */
  readonly bucketTargets: Uint16Array;
}

const hashRoutes = new WeakMap<TableDef['placement'], Route>();

export function routeOf({ placement, distribution }: TableDef): Route {
  // Placements seldom change.
  const found = distribution.kind === 'hash' ? hashRoutes.get(placement) : undefined;
  if (found !== undefined) return found;
  const workers = [...new Set(placement)];
  assert(workers.length > 0, 'a table is placed on at least one worker');
  if (distribution.kind !== 'hash') return { workers, bucketTargets: new Uint16Array(0) };
  assert(placement.length === LIMITS.buckets, 'a worker for each bucket');
  const route = { workers, bucketTargets: Uint16Array.from(placement, (workerId) => workers.indexOf(workerId)) };
  hashRoutes.set(placement, route);
  return route;
}
