/** Schemas that every database has, with PostgreSQL's OIDs. */
export const SYSTEM_SCHEMAS: readonly { readonly id: number; readonly name: string }[] = [
  { id: 11, name: 'pg_catalog' },
  { id: 13_000, name: 'information_schema' },
];
