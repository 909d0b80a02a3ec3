/** Schemas that every database has, with PostgreSQL's OIDs; `conduct` is our own. */
export const PG_CATALOG = 11;
export const INFORMATION_SCHEMA = 13_207;
export const CONDUCT_SCHEMA = 15_800;

export const SYSTEM_SCHEMAS: readonly { readonly id: number; readonly name: string }[] = [
  { id: PG_CATALOG, name: 'pg_catalog' },
  { id: 99, name: 'pg_toast' },
  { id: INFORMATION_SCHEMA, name: 'information_schema' },
  { id: CONDUCT_SCHEMA, name: 'conduct' },
];
