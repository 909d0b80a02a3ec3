/** Rows of PostgreSQL's views of its catalogs: pg_tables and its like. */

import { sessionSettings } from '../../types/session-settings.js';
import { typeOid } from '../../types/sql-type.js';
import type { CatalogReader } from '../catalog.js';
import type { RowObject, RowSource } from '../system-relation.js';
import { tableOid } from '../table-def.js';
import { ownerName } from './access-rows.js';
import { allRelations } from './all-relations.js';
import { indexDefinition } from './definition-texts.js';
import { ownViews } from './foreign-tables.js';
import { allIndexes } from './indexes.js';

function* pgTables(catalog: CatalogReader): Iterable<RowObject> {
  const indexed = new Set(allIndexes(catalog).map(({ table }) => tableOid(table)));
  for (const { id, schema, name, kind } of allRelations(catalog)) {
    if (kind !== 'r' && kind !== 'p') continue;
    yield {
      schemaname: schema,
      tablename: name,
      tableowner: ownerName(catalog, id),
      hasindexes: indexed.has(id),
      hasrules: false,
      hastriggers: false,
      rowsecurity: false,
    };
  }
}

/** Rows about tables whose figures are counted by PostgreSQL: here the exact number of rows is known. */
function* tableStatistics(catalog: CatalogReader): Iterable<RowObject> {
  for (const table of catalog.tables) {
    yield {
      relid: tableOid(table),
      schemaname: table.schema,
      relname: table.name,
      n_live_tup: BigInt(table.stats.rows),
      n_dead_tup: BigInt(table.stats.deleted ?? 0),
    };
  }
}

/** Reads are not counted. */
function indexNames(catalog: CatalogReader): readonly RowObject[] {
  return allIndexes(catalog).map((index) => ({
    relid: tableOid(index.table),
    indexrelid: index.id,
    schemaname: index.schema,
    relname: index.table.name,
    indexrelname: index.name,
  }));
}

/** Reads are not counted. */
function tableNames(catalog: CatalogReader): readonly RowObject[] {
  return catalog.tables.map((table) => ({ relid: tableOid(table), schemaname: table.schema, relname: table.name }));
}

/** Rows that the conductor makes for the session that asks. */
function ofSession(name: string): RowSource {
  return { ofSession: true, rows: () => sessionSettings().sessionRows?.(name) ?? [] };
}

export const VIEW_SOURCES: { readonly [name: string]: RowSource } = {
  pg_tables: { rows: pgTables },
  pg_views: {
    rows: (catalog) =>
      ownViews(catalog).map(({ id, schema, name, sql }) => ({
        schemaname: schema,
        viewname: name,
        viewowner: ownerName(catalog, id),
        definition: ` ${sql};`,
      })),
  },
  pg_matviews: {
    rows: (catalog) =>
      catalog.tables.flatMap((table): RowObject[] => {
        const { schema, name, materialized, constraints } = table;
        if (materialized === undefined) return [];
        const { populated, sql } = materialized;
        const hasindexes = (constraints ?? []).some(({ kind }) => kind !== 'check');
        return [
          {
            schemaname: schema,
            matviewname: name,
            matviewowner: ownerName(catalog, tableOid(table)),
            hasindexes,
            ispopulated: populated,
            definition: ` ${sql};`,
          },
        ];
      }),
  },
  pg_indexes: {
    rows: (catalog) =>
      allIndexes(catalog).map((index) => ({
        schemaname: index.schema,
        tablename: index.table.name,
        indexname: index.name,
        indexdef: indexDefinition(index),
      })),
  },
  pg_sequences: {
    rows: (catalog) =>
      catalog.sequences.map((sequence) => ({
        schemaname: sequence.schema,
        sequencename: sequence.name,
        sequenceowner: ownerName(catalog, sequence.id),
        data_type: typeOid({ kind: sequence.type }),
        start_value: sequence.start,
        min_value: sequence.min,
        max_value: sequence.max,
        increment_by: sequence.increment,
        cycle: sequence.cycle,
        cache_size: BigInt(sequence.cache),
      })),
  },
  pg_stat_user_tables: { rows: tableStatistics },
  pg_stat_all_tables: { rows: tableStatistics },
  pg_stat_user_indexes: { rows: indexNames },
  pg_stat_all_indexes: { rows: indexNames },
  pg_statio_user_indexes: { rows: indexNames },
  pg_statio_all_indexes: { rows: indexNames },
  pg_statio_user_tables: { rows: tableNames },
  pg_statio_all_tables: { rows: tableNames },
  pg_settings: ofSession('pg_settings'),
  pg_cursors: ofSession('pg_cursors'),
  pg_prepared_statements: ofSession('pg_prepared_statements'),
  pg_stat_activity: ofSession('pg_stat_activity'),
};
