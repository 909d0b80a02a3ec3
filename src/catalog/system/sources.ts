/** Where the rows of pg_catalog's relations come from, beside those that are recorded. */
import type { RowSource } from '../system-relation.js';
import { ACCESS_SOURCES } from './access-rows.js';
import { TABLE_SOURCES } from './catalog-tables.js';
import { VIEW_SOURCES } from './catalog-views.js';
import { CLUSTER_SOURCES } from './cluster.js';
import { FOREIGN_SOURCES } from './foreign-tables.js';
import { FUNCTION_SOURCES } from './functions.js';
import { TYPE_SOURCES } from './types.js';

export const CATALOG_SOURCES: { readonly [name: string]: RowSource } = {
  ...TABLE_SOURCES,
  ...VIEW_SOURCES,
  ...CLUSTER_SOURCES,
  ...FUNCTION_SOURCES,
  ...TYPE_SOURCES,
  ...FOREIGN_SOURCES,
  ...ACCESS_SOURCES,
};
