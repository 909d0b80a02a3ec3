/** Rows of the schema `conduct`. Those about what runs come from the conductor. */
import { known, unreachable } from '../../common/assert.js';
import { sessionSettings } from '../../types/session-settings.js';
import type { CatalogReader } from '../catalog.js';
import type { RowObject, RowSource } from '../system-relation.js';
import type { TableDef } from '../table-def.js';

/** How each table's rows are distributed: a row for each worker that holds some of its buckets, or a copy. */
function* placement(catalog: CatalogReader): Iterable<RowObject> {
  for (const table of catalog.tables) {
    const buckets = new Map<string, number>();
    for (const worker of table.placement) buckets.set(worker, (buckets.get(worker) ?? 0) + 1);
    for (const [worker, count] of buckets) {
      yield {
        schemaname: table.schema,
        tablename: table.name,
        distribution: describeDistribution(table),
        table_rows: BigInt(table.stats.rows),
        worker,
        buckets: table.distribution.kind === 'replicated' ? null : count,
      };
    }
  }
}

/** Where each bucket of a table's rows is. Copies of replicated tables have no buckets. */
function* buckets(catalog: CatalogReader): Iterable<RowObject> {
  for (const { schema, name, distribution, placement } of catalog.tables) {
    if (distribution.kind === 'replicated') continue;
    for (const [bucket, worker] of placement.entries()) yield { schemaname: schema, tablename: name, bucket, worker };
  }
}

function describeDistribution({ distribution, columns }: TableDef): string {
  switch (distribution.kind) {
    case 'hash':
      return `hash (${distribution.ordinals.map((ordinal) => known(columns[ordinal], 'column').name).join(', ')})`;
    case 'random':
    case 'replicated':
      return distribution.kind;
    default:
      return unreachable(distribution);
  }
}

function ofConductor(name: string): RowSource {
  return { ofSession: true, rows: () => sessionSettings().sessionRows?.(`conduct.${name}`) ?? [] };
}

export const CONDUCT_SOURCES: { readonly [name: string]: RowSource } = {
  placement: { rows: placement },
  buckets: { rows: buckets },
  workers: ofConductor('workers'),
  queries: ofConductor('queries'),
  stages: ofConductor('stages'),
  sections: ofConductor('sections'),
  settings: ofConductor('settings'),
};
