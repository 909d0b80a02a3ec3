/** Foreign tables over files, and the one server and wrapper that they have. Without a foreign table there is none of it. */
import type { CatalogReader } from '../catalog.js';
import type { ViewDef } from '../catalog-object.js';
import { OWNER, type RowObject, type RowSource } from '../system-relation.js';

const WRAPPER = 15_700;
const SERVER = 15_701;
const NAME = 'files';

/** Views that are views to the user. */
export function ownViews(catalog: CatalogReader): readonly ViewDef[] {
  return catalog.views.filter(({ foreign }) => foreign !== true);
}

function ifAny(catalog: CatalogReader, row: RowObject): readonly RowObject[] {
  return catalog.views.some(({ foreign }) => foreign === true) ? [row] : [];
}

export const FOREIGN_SOURCES: { readonly [name: string]: RowSource } = {
  pg_foreign_data_wrapper: {
    rows: (catalog) => ifAny(catalog, { oid: WRAPPER, fdwname: NAME, fdwowner: OWNER, fdwhandler: 0, fdwvalidator: 0 }),
  },
  pg_foreign_server: { rows: (catalog) => ifAny(catalog, { oid: SERVER, srvname: NAME, srvowner: OWNER, srvfdw: WRAPPER }) },
  pg_foreign_table: {
    rows: (catalog) => catalog.views.flatMap(({ id, foreign }) => (foreign === true ? [{ ftrelid: id, ftserver: SERVER }] : [])),
  },
};
