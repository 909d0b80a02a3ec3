/** Which rows partitions hold, as SQL over the parent's columns: conditions of single partitions, and the choice of a leaf for a row. */
import type { CatalogReader } from '../../catalog/catalog.js';
import type { PartitionBound, PartitionKey, PartitionScheme, RangeLimit } from '../../catalog/partition.js';
import { type TableDef, tableOid } from '../../catalog/table-def.js';
import { assert } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';

/** Of a partitioned table, in the order of their names. */
export function partitionsOf(catalog: Pick<CatalogReader, 'tables'>, parent: TableDef): readonly TableDef[] {
  const id = tableOid(parent);
  return catalog.tables
    .filter(({ partition, inherits }) => partition !== undefined && inherits?.includes(id) === true)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Tables with the rows: partitions that are not partitioned themselves. */
export function leavesOf(catalog: Pick<CatalogReader, 'tables'>, table: TableDef): readonly TableDef[] {
  if (table.partitioning === undefined) return [table];
  return partitionsOf(catalog, table).flatMap((partition) => leavesOf(catalog, partition));
}

/** Never NULL. Of the default partition: what is in none of the others. */
export function partitionCondition(scheme: PartitionScheme, bound: PartitionBound, others: readonly PartitionBound[]): string {
  switch (bound.kind) {
    case 'default': {
      const taken = others.filter(({ kind }) => kind !== 'default').map((other) => partitionCondition(scheme, other, []));
      return taken.length === 0 ? 'true' : `NOT (${taken.join(' OR ')})`;
    }
    case 'list': {
      const [key] = scheme.keys;
      assert(key !== undefined, 'a key');
      return listCondition(key, bound.values);
    }
    case 'range': {
      const present = scheme.keys.map(({ sql }) => `(${sql}) IS NOT NULL`);
      return `coalesce(${[...present, lowerCondition(scheme.keys, bound.from), upperCondition(scheme.keys, bound.to)].join(' AND ')}, false)`;
    }
    case 'hash':
      return `conduct_partition_remainder(${hashSql(scheme.keys)}, ${bound.modulus}) = ${bound.remainder}`;
  }
}

function listCondition({ sql, type }: PartitionKey, values: readonly (string | null)[]): string {
  const present = values.flatMap((value) => (value === null ? [] : [`${value}::${type}`]));
  const some = present.length === 0 ? [] : [`coalesce((${sql}) IN (${present.join(', ')}), false)`];
  const none = values.includes(null) ? [`(${sql}) IS NULL`] : [];
  return `(${[...some, ...none].join(' OR ')})`;
}

function lowerCondition([key, ...keys]: readonly PartitionKey[], [limit, ...limits]: readonly RangeLimit[]): string {
  if (key === undefined || limit === undefined || limit.kind === 'minvalue') return 'true';
  if (limit.kind === 'maxvalue') return 'false';
  const value = `${limit.sql}::${key.type}`;
  if (keys.length === 0) return `(${key.sql}) >= ${value}`;
  return `((${key.sql}) > ${value} OR ((${key.sql}) = ${value} AND ${lowerCondition(keys, limits)}))`;
}

function upperCondition([key, ...keys]: readonly PartitionKey[], [limit, ...limits]: readonly RangeLimit[]): string {
  if (key === undefined || limit === undefined || limit.kind === 'minvalue') return 'false';
  if (limit.kind === 'maxvalue') return 'true';
  const value = `${limit.sql}::${key.type}`;
  if (keys.length === 0) return `(${key.sql}) < ${value}`;
  return `((${key.sql}) < ${value} OR ((${key.sql}) = ${value} AND ${upperCondition(keys, limits)}))`;
}

/** partbounds.h, HASH_PARTITION_SEED: rows lie where PostgreSQL puts them. */
const HASH_SEED = '8816678312871386365';

const HASHES: ReadonlyMap<string, string> = new Map([
  ['smallint', 'hashint2extended'],
  ['integer', 'hashint4extended'],
  ['bigint', 'hashint8extended'],
  ['date', 'hashint4extended'],
  ['text', 'hashtextextended'],
  ['character varying', 'hashtextextended'],
]);

/** NULLs leave the hash as it is. */
function hashSql(keys: readonly PartitionKey[]): string {
  return keys.reduce((before, { sql, type }) => {
    const name = hashFunction(type);
    const key = type === 'date' ? `((${sql}) - date '2000-01-01')` : `(${sql})`;
    return `coalesce(conduct_combine_hash(${before}, ${name}(${key}, ${HASH_SEED})), ${before})`;
  }, '0::bigint');
}

export function hashFunction(type: string): string {
  const name = HASHES.get(type);
  if (name === undefined) throw notSupported(`PARTITION BY HASH of type ${type}`);
  return name;
}

/** What rows of a partition must meet, by its own bound and its parents'. */
export function partitionConditions(catalog: Pick<CatalogReader, 'tables'>, table: TableDef): readonly string[] {
  const { partition, inherits } = table;
  if (partition === undefined) return [];
  const parent = catalog.tables.find((candidate) => inherits?.includes(tableOid(candidate)) === true);
  if (parent?.partitioning === undefined) return [];
  const others = partitionsOf(catalog, parent).flatMap(({ partition: other }) =>
    other === undefined || other === partition ? [] : [other],
  );
  return [...partitionConditions(catalog, parent), partitionCondition(parent.partitioning, partition, others)];
}

/** The number of the leaf (in the order of `leavesOf`) that a row goes to; raises where there is none. */
export function routingSql(catalog: Pick<CatalogReader, 'tables'>, root: TableDef): string {
  let next = 0;
  const visit = (table: TableDef): string => {
    const { partitioning } = table;
    if (partitioning === undefined) {
      next += 1;
      return String(next - 1);
    }
    const branches: string[] = [];
    let otherwise = noPartition(table, partitioning);
    for (const part of partitionsOf(catalog, table)) {
      const inner = visit(part);
      if (part.partition === undefined || part.partition.kind === 'default') otherwise = inner;
      else branches.push(`WHEN ${partitionCondition(partitioning, part.partition, [])} THEN ${inner}`);
    }
    return branches.length === 0 ? `(${otherwise})` : `(CASE ${branches.join(' ')} ELSE ${otherwise} END)`;
  };
  return visit(root);
}

function noPartition(table: TableDef, { keys }: PartitionScheme): string {
  const names = keys.map(({ sql, column }) => column ?? sql);
  const values = keys.map(({ sql }) => `coalesce((${sql})::text, 'null')`);
  return `conduct_no_partition(${literal(table.name)}, ${literal(names.join(', '))}, ${values.join(` || ', ' || `)})`;
}

export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
