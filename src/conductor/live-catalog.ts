/**
 * The published catalog as the workers that are there can serve it: replicated tables are narrowed to the copies on live
 * workers, so that the death of one holder doesn't stop queries. Writes take the full placement from the store.
 */
import { type CatalogReader, MemoryCatalog } from '../catalog/catalog.js';
import type { TableDef } from '../catalog/table-def.js';
import type { Membership } from './membership.js';

interface Kept {
  readonly published: CatalogReader;
  readonly epoch: number;
  readonly live: CatalogReader;
}

const kept = new WeakMap<Membership, Kept>();

export function liveCatalog(published: CatalogReader, members: Membership): CatalogReader {
  const before = kept.get(members);
  if (before?.published === published && before.epoch === members.epoch) return before.live;
  const tables = published.tables.map((table) => narrowed(table, members));
  const same = tables.every((table, at) => table === published.tables[at]);
  const live = same ? published : new MemoryCatalog({ ...published.content, tables });
  kept.set(members, { published, epoch: members.epoch, live });
  return live;
}

function narrowed(table: TableDef, members: Membership): TableDef {
  if (table.distribution.kind !== 'replicated') return table;
  const placement = table.placement.filter((workerId) => members.find(workerId) !== undefined);
  // Without any copy the full placement stays: the scheduler's error then names a worker to wait for.
  return placement.length === 0 || placement.length === table.placement.length ? table : { ...table, placement };
}
