/** Types as written to SQL types: 42704 for an unknown name, 0A000 for types of PostgreSQL that are not here yet. */

import { rowTypeOf } from '../catalog/row-type.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { TypeName } from '../sql/ast.js';
import { withIntervalFields } from '../types/interval-fields.js';
import { arrayOf, type SqlType, TYPES } from '../types/sql-type.js';
import { typeFromName } from '../types/type-name.js';
import { type BindContext, errorAt, withPosition } from './bind-context.js';

/** Types of PostgreSQL that are not here. */
const NOT_YET: ReadonlySet<string> = new Set([
  'xml',
  'tsvector',
  'tsquery',
  'gtsvector',
  'pg_snapshot',
  'txid_snapshot',
  'refcursor',
  'aclitem',
  'regdictionary',
]);

export function bindTypeName(context: BindContext, node: TypeName): SqlType {
  const shown = node.schema === null ? node.name : `${node.schema}.${node.name}`;
  if (node.setOf) throw notSupported('SETOF', node.position);
  const element = elementType(context, node);
  if (element === undefined) throw errorAt(SQLSTATE.undefinedObject, `type "${shown}" does not exist`, node.position);
  return node.arrayDimensions > 0 ? arrayOf(element) : element;
}

function elementType(context: BindContext, node: TypeName): SqlType | undefined {
  if (node.schema === null || node.schema === 'pg_catalog') {
    const name = node.name.startsWith('_') ? node.name.slice(1) : node.name;
    if (NOT_YET.has(name)) throw notSupported(`type ${name}`, node.position);
    const modifiers = node.modifiers.map((modifier) => {
      if (modifier.kind === 'integer') return modifier.value;
      throw errorAt(SQLSTATE.syntaxError, 'type modifiers must be simple constants or identifiers', modifier.position);
    });
    // The grammar calls SQL's char bpchar: what is left is "char". Pseudo-types can't be written.
    if (node.name === 'char') return TYPES.char1;
    if (node.name === 'unknown' || node.name === 'void') return undefined;
    if (node.name === 'record') return TYPES.record;
    const type = withPosition(node.position, () => typeFromName(node.name, modifiers));
    if (type !== undefined) return withIntervalFields(type, node.intervalFields);
  }
  return catalogType(context, node.schema, node.name);
}

/** The row type of a table, under the table's name. */
function catalogType(context: BindContext, schema: string | null, name: string): SqlType | undefined {
  const table = context.catalog.findTable(schema, name, context.searchPath);
  if (table !== undefined) return rowTypeOf(table);
  if (!name.startsWith('_')) return undefined;
  const element = context.catalog.findTable(schema, name.slice(1), context.searchPath);
  return element === undefined ? undefined : arrayOf(rowTypeOf(element));
}
