/** Types that the user made: enum, composite, domain. A domain is its base type; what it demands is checked at casts and writes. */
import type { TypeDef } from '../catalog/catalog-object.js';
import { unreachable } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import type { TypeName } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';

export interface UserType {
  readonly type: SqlType;
  /** OID of the domain that was named, and is not an array's element. */
  readonly domain: number | null;
}

/** undefined: no user's type is called so. */
export function userType(context: BindContext, node: TypeName): UserType | undefined {
  if (context.catalog.types.length === 0) return undefined;
  const found = context.catalog.findType(context.schemaName(node.schema), node.name, context.searchPath);
  if (found === undefined) return undefined;
  if (node.setOf) throw notSupported('SETOF', node.position);
  context.uses.add(found.id);
  const type = sqlTypeOf(found);
  if (node.arrayDimensions > 0) return { type: { kind: 'array', element: type }, domain: null };
  return { type, domain: found.definition.kind === 'domain' ? found.id : null };
}

export function sqlTypeOf({ id, arrayId, schema, name, definition }: TypeDef): SqlType {
  switch (definition.kind) {
    case 'enum':
      return { kind: 'enum', oid: id, arrayOid: arrayId, schema, name, labels: definition.labels };
    case 'composite':
      return { kind: 'record', fields: definition.fields, named: { oid: id, arrayOid: arrayId, schema, name } };
    case 'range':
      return { kind: 'range', oid: id, arrayOid: arrayId, schema, name, subtype: definition.subtype, multirange: definition.multirange };
    case 'multirange':
      return { kind: 'multirange', range: definition.range };
    case 'domain':
      return definition.base;
    default:
      return unreachable(definition);
  }
}
