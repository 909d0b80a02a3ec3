/** FOREIGN KEY: the columns that refer to another table, and the key of it that they refer to. */
import { denied, privilegesOf } from '../../catalog/access.js';
import type { ForeignKey, TableColumn, TableConstraint, TableDef } from '../../catalog/table-def.js';
import { tableOid } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import { resolveOperator } from '../../functions/registry.js';
import type { Constraint } from '../../sql/ast.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { heirsOf } from '../from.js';
import { orphansQuery } from '../orphans.js';
import { bindWholeQuery } from '../query.js';
import { parseStoredQuery } from '../stored-expression.js';
import type { Validation } from './bound-definition.js';
import { fullName, lookUp } from './names.js';

type Written = Extract<Constraint, { readonly kind: 'foreign-key' }>;

/** What a table's key is looked for in: a table of the catalog, or the one that is being made. */
interface Referenced {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly constraints: readonly TableConstraint[];
}

export function boundForeignKey(
  context: BindContext,
  written: Written,
  own: Referenced,
  name: string,
  ordinals: readonly number[],
): Omit<ForeignKey, 'id'> {
  const target = referenced(context, written, own);
  const key = keyOf(written, target);
  if (key.length !== ordinals.length) {
    throw errorAt(SQLSTATE.invalidForeignKey, 'number of referencing and referenced columns for foreign key disagree', -1);
  }
  key.forEach((keyName, i) => {
    const from = known(own.columns[known(ordinals[i], 'ordinal')], 'column');
    const to = known(
      target.columns.find((column) => column.name === keyName),
      'key column',
    );
    if (resolveOperator('=', to.type, from.type).kind === 'resolved') return;
    throw errorAt(SQLSTATE.datatypeMismatch, `foreign key constraint "${name}" cannot be implemented`, -1).with({
      detail: `Key columns "${from.name}" and "${keyName}" are of incompatible types: ${typeLabel(from.type)} and ${typeLabel(to.type)}.`,
    });
  });
  const { onDelete, onUpdate, matchFull, deferrable } = written;
  return {
    name,
    ordinals,
    table: target.oid,
    key,
    onDelete,
    onUpdate,
    ...(matchFull ? { matchFull } : {}),
    ...(deferrable === null ? {} : { deferrable }),
  };
}

/** 42501 */
function requireReferences({ catalog, role }: BindContext, table: TableDef): void {
  if (!privilegesOf(catalog, role, 'table', tableOid(table)).privileges.includes('x')) throw denied('table', table.name);
}

function referenced(context: BindContext, { references, position }: Written, own: Referenced): Referenced {
  const isOwn = references.name === own.name && (references.schema === null || references.schema === own.schema);
  if (isOwn) return own;
  const relation = lookUp(context, references);
  if (relation === undefined) throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(references)}" does not exist`, -1);
  if (relation.kind === 'table') requireReferences(context, relation.table);
  if (relation.kind !== 'table') {
    throw errorAt(SQLSTATE.wrongObjectType, `referenced relation "${fullName(references)}" is not a table`, -1);
  }
  const { table } = relation;
  if (table.partitioning !== undefined || heirsOf(context, table).length > 0) {
    throw notSupported('a foreign key to a partitioned table or one that others inherit from', position);
  }
  if ((own.schema === context.temporarySchema) !== (table.schema === context.temporarySchema)) {
    const kind = own.schema === context.temporarySchema ? 'temporary' : 'permanent';
    const message = `constraints on ${kind} tables may reference only ${kind} tables`;
    throw errorAt(SQLSTATE.invalidTableDefinition, message, -1);
  }
  return { oid: tableOid(table), schema: table.schema, name: table.name, columns: table.columns, constraints: table.constraints ?? [] };
}

/** The key that is named, or the primary one: 42830, 42704, 42703. */
function keyOf({ referencedColumns: names }: Written, { name, columns, constraints }: Referenced): readonly string[] {
  const nameOf = (ordinal: number): string => known(columns[ordinal], 'column').name;
  if (names.length === 0) {
    const primary = constraints.find(({ kind }) => kind === 'primary');
    if (primary?.kind !== 'primary') {
      throw errorAt(SQLSTATE.undefinedObject, `there is no primary key for referenced table "${name}"`, -1);
    }
    return primary.ordinals.map(nameOf);
  }
  const missing = names.find((each) => !columns.some((column) => column.name === each));
  if (missing !== undefined) {
    throw errorAt(SQLSTATE.undefinedColumn, `column "${missing}" referenced in foreign key constraint does not exist`, -1);
  }
  const isKey = constraints.some(
    (each) =>
      each.kind !== 'check' &&
      each.computed === undefined &&
      each.ordinals.length === names.length &&
      each.ordinals.every((ordinal) => names.includes(nameOf(ordinal))),
  );
  if (isKey) return names;
  const message = `there is no unique constraint matching given keys for referenced table "${name}"`;
  throw errorAt(SQLSTATE.invalidForeignKey, message, -1);
}

/** The rows that are there are checked when a key is added to them. */
export function foreignKeyValidation(context: BindContext, table: TableDef, key: ForeignKey): Validation {
  const target = known(
    context.catalog.tables.find((each) => tableOid(each) === key.table),
    'referenced table',
  );
  const sql = orphansQuery(table, key, target);
  return {
    plan: bindWholeQuery(context, parseStoredQuery(context, sql)).plan,
    code: SQLSTATE.foreignKeyViolation,
    message: `insert or update on table "${table.name}" violates foreign key constraint "${key.name}"`,
  };
}
