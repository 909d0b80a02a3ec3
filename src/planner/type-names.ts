/** Types as written to SQL types: 42704 for an unknown name, 0A000 for types of PostgreSQL that are not here yet. */
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { TypeName } from '../sql/ast.js';
import type { SqlType } from '../types/sql-type.js';
import { typeFromName } from '../types/type-name.js';
import { errorAt, withPosition } from './bind-context.js';

/** Types of PostgreSQL by internal name, as messages call them. */
const NOT_YET: ReadonlyMap<string, string> = new Map([
  ['timestamptz', 'timestamp with time zone'],
  ['time', 'time without time zone'],
  ['timetz', 'time with time zone'],
  ['bytea', 'bytea'],
  ['json', 'json'],
  ['jsonb', 'jsonb'],
  ['uuid', 'uuid'],
  ['money', 'money'],
  ['bit', 'bit'],
  ['varbit', 'bit varying'],
  ['xml', 'xml'],
  ['inet', 'inet'],
  ['cidr', 'cidr'],
  ['macaddr', 'macaddr'],
  ['point', 'point'],
  ['line', 'line'],
  ['lseg', 'lseg'],
  ['box', 'box'],
  ['path', 'path'],
  ['polygon', 'polygon'],
  ['circle', 'circle'],
  ['tsvector', 'tsvector'],
  ['tsquery', 'tsquery'],
  ['regclass', 'regclass'],
  ['regtype', 'regtype'],
  ['regproc', 'regproc'],
  ['serial', 'serial'],
  ['bigserial', 'bigserial'],
  ['smallserial', 'smallserial'],
]);

export function bindTypeName(node: TypeName): SqlType {
  const shown = node.schema === null ? node.name : `${node.schema}.${node.name}`;
  if (node.arrayDimensions > 0) throw notSupported(`type ${shown}[]`, node.position);
  if (node.setOf) throw notSupported('SETOF', node.position);
  if (node.schema === null || node.schema === 'pg_catalog') {
    const missing = NOT_YET.get(node.name);
    if (missing !== undefined) throw notSupported(`type ${missing}`, node.position);
    const modifiers = node.modifiers.map((modifier) => {
      if (modifier.kind === 'integer') return modifier.value;
      throw errorAt(SQLSTATE.syntaxError, 'type modifiers must be simple constants or identifiers', modifier.position);
    });
    // Pseudo-type of untyped literals: no column or cast can have it.
    const type = node.name === 'unknown' ? undefined : withPosition(node.position, () => typeFromName(node.name, modifiers));
    if (type !== undefined) return type;
  }
  throw errorAt(SQLSTATE.undefinedObject, `type "${shown}" does not exist`, node.position);
}
