/** Where new objects go and what those without a name are called, as PostgreSQL has it. */
import type { Relation } from '../../catalog/catalog.js';
import { isTemporarySchema } from '../../catalog/catalog.js';
import type { CatalogChange } from '../../catalog/catalog-change.js';
import { tableOid } from '../../catalog/table-def.js';
import { unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Persistence, RelationName } from '../../sql/ast.js';
import { at, type BindContext, errorAt, withPosition } from '../bind-context.js';
import { requireCreate } from './required-rights.js';

export interface Target {
  readonly schema: string;
  /** The schema's own creation, where the session's temporary schema is not there yet. */
  readonly changes: readonly CatalogChange[];
}

/** The schema that a new object goes to: the one named, the temporary one, or the first of the search path. */
export function targetSchema(context: BindContext, written: string | null, persistence: Persistence, position: number): Target {
  const named = withPosition(position, () => context.schemaName(written));
  if (persistence === 'temporary' || (named !== null && isTemporarySchema(named)))
    return temporaryTarget(context, written, named, position);
  const schema = named ?? context.searchPath.find((candidate) => !isTemporarySchema(candidate) && context.catalog.hasSchema(candidate));
  if (schema === undefined) {
    throw new ConductError(SQLSTATE.invalidSchemaName, 'no schema has been selected to create in', at(position));
  }
  if (!context.catalog.hasSchema(schema)) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, position);
  if (schema === 'pg_catalog' || schema === 'information_schema') {
    throw errorAt(SQLSTATE.insufficientPrivilege, `permission denied to create in schema "${schema}"`, position);
  }
  requireCreate(context, schema, position);
  return { schema, changes: [] };
}

function temporaryTarget(context: BindContext, written: string | null, named: string | null, position: number): Target {
  const schema = context.temporarySchema;
  if (schema === undefined || (named !== null && named !== schema)) {
    const message = written === null ? 'temporary tables need a session' : 'cannot create temporary relation in non-temporary schema';
    throw errorAt(SQLSTATE.invalidTableDefinition, message, position);
  }
  if (context.catalog.hasSchema(schema)) return { schema, changes: [] };
  const change: CatalogChange = { kind: 'create', object: { kind: 'schema', value: { id: context.newObjectId(), name: schema } } };
  return { schema, changes: [change] };
}

export function existingRelation(context: BindContext, schema: string, name: string): Relation | undefined {
  return context.catalog.findRelation(schema, name);
}

export function relationId(relation: Relation): number {
  switch (relation.kind) {
    case 'table':
      return tableOid(relation.table);
    case 'view':
      return relation.view.id;
    case 'sequence':
      return relation.sequence.id;
    case 'index':
      return relation.index.id;
    case 'system':
      return relation.relation.id;
    default:
      return unreachable(relation);
  }
}

/** As messages about privileges call it. */
export function relationKind(relation: Relation): string {
  switch (relation.kind) {
    case 'table':
      return relation.table.materialized === undefined ? 'table' : 'materialized view';
    case 'view':
      return relation.view.foreign === true ? 'foreign table' : 'view';
    case 'sequence':
    case 'index':
      return relation.kind;
    case 'system':
      return relation.relation.kind === 'v' ? 'view' : 'table';
    default:
      return unreachable(relation);
  }
}

/** A relation that DDL names, without a position as PostgreSQL. undefined: there is none. */
export function lookUp(context: BindContext, name: RelationName): Relation | undefined {
  const schema = context.schemaName(name.schema);
  if (schema !== null && !context.catalog.hasSchema(schema) && name.schema !== 'pg_temp') return undefined;
  return context.catalog.findRelation(schema, name.name, context.searchPath);
}

export function fullName(name: RelationName): string {
  return name.schema === null ? name.name : `${name.schema}.${name.name}`;
}

/** An identifier as SQL text. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** Words that are no names of columns and tables without quotes. */
const RESERVED: ReadonlySet<string> = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check
   coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema
   current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch
   float for foreign freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval
   into is isnull join lateral leading least left like limit localtime localtimestamp national natural nchar none normalize not notnull
   null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real references returning
   right row select session_user setof similar smallint some substring symmetric table tablesample then time timestamp to trailing treat
   trim true union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
   xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
);

const NAME_BYTES = 63;

/** `table_column_suffix`, cut to fit, with the first number that makes it free. */
export function chooseName(parts: readonly string[], suffix: string, taken: (name: string) => boolean): string {
  for (let number = 0; ; number += 1) {
    const label = number === 0 ? suffix : `${suffix}${number}`;
    const name = `${shortened(parts, NAME_BYTES - label.length - 1)}_${label}`;
    if (!taken(name)) return name;
  }
}

/** PostgreSQL takes from the longer one of the two first. */
function shortened(parts: readonly string[], bytes: number): string {
  const [first = '', ...rest] = parts;
  let left = first;
  let right = rest.join('_');
  const room = right === '' ? bytes : bytes - 1;
  while (left.length + right.length > room) {
    if (left.length > right.length) left = left.slice(0, -1);
    else right = right.slice(0, -1);
  }
  return right === '' ? left : `${left}_${right}`;
}

/** Whether the text names the column, as far as words tell. */
export function mentions(sql: string, name: string): boolean {
  const words = sql.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+/gu) ?? [];
  return words.some((word) => (word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase()) === name);
}
