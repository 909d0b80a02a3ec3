/** placeholder */
import type { SqlType } from '../types/sql-type.js';
import type { Datum } from '../types/datum.js';
import type { CatalogReader } from './catalog.js';

/** A relation whose rows are made from the catalog when a query names it. */
export interface SystemRelation {
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  rows(catalog: CatalogReader): readonly (readonly Datum[])[];
}
export function findSystemRelation(schema: string, name: string): SystemRelation | undefined {
  void schema;
  void name;
  return undefined;
}
