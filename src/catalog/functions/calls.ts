/** The functions about objects of the catalog, by their names. */
import { known } from '../../common/assert.js';
import type { Datum } from '../../types/datum.js';
import type { SqlType } from '../../types/sql-type.js';
import type { CatalogSession } from '../catalog-session.js';
import { COMMENT_CALLS } from './comments.js';
import { DEFINITION_CALLS } from './definitions.js';
import { FUNCTION_CALLS } from './function-texts.js';
import { NAME_CALLS } from './names.js';
import { PRIVILEGE_CALLS } from './privileges.js';
import { SIZE_CALLS } from './sizes.js';

export type CatalogCall = (session: CatalogSession, args: readonly Datum[], types: readonly SqlType[]) => Datum;

const CALLS: { readonly [name: string]: CatalogCall } = {
  ...DEFINITION_CALLS,
  ...FUNCTION_CALLS,
  ...NAME_CALLS,
  ...PRIVILEGE_CALLS,
  ...COMMENT_CALLS,
  ...SIZE_CALLS,
};

/** Arguments are not NULL. */
export function callCatalogFunction(session: CatalogSession, name: string, args: readonly Datum[], types: readonly SqlType[]): Datum {
  return known(CALLS[name], name)(session, args, types);
}
