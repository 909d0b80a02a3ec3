/** CREATE SEQUENCE and ALTER SEQUENCE. */
import { isTemporarySchema } from '../../catalog/catalog.js';
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { SequenceDef } from '../../catalog/catalog-object.js';
import { tableOid } from '../../catalog/table-def.js';
import { SQLSTATE } from '../../common/errors.js';
import type { Option } from '../../sql/ast.js';
import type { AlterSequenceStatement, CreateSequenceStatement } from '../../sql/definition-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { optionText } from '../option-text.js';
import { newRelation } from '../table-definition.js';
import { type BoundDefinition, definition, skipping } from './bound-definition.js';
import { fullName, lookUp } from './names.js';
import { sequenceNumbers } from './sequence-options.js';

export function bindCreateSequence(context: BindContext, statement: CreateSequenceStatement): BoundDefinition {
  const { sequence: name, persistence, ifNotExists, options } = statement;
  const { schema, changes, notices, exists } = newRelation(context, name, persistence, ifNotExists);
  if (exists) return definition('CREATE SEQUENCE', { notices });
  const owner = ownerOf(context, options, schema);
  const value: SequenceDef = {
    id: context.newObjectId(),
    schema,
    name: name.name,
    ...sequenceNumbers(options.filter(isNumberOption), null, null),
    ...(isTemporarySchema(schema) ? { persistence: 'temporary' } : {}),
    ...(owner === null || owner === undefined ? {} : { ownedBy: owner }),
  };
  return definition('CREATE SEQUENCE', { notices, changes: [...changes, { kind: 'create', object: { kind: 'sequence', value } }] });
}

export function bindAlterSequence(context: BindContext, statement: AlterSequenceStatement): BoundDefinition {
  const { sequence: name, options } = statement;
  const relation = lookUp(context, name);
  if (relation === undefined) {
    const message = `relation "${fullName(name)}" does not exist`;
    if (!statement.ifExists) throw errorAt(SQLSTATE.undefinedTable, message, -1);
    return definition('ALTER SEQUENCE', { notices: [skipping(SQLSTATE.undefinedTable, message)] });
  }
  if (relation.kind !== 'sequence') throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a sequence`, -1);
  const before = relation.sequence;
  const owner = ownerOf(context, options, before.schema);
  const { ownedBy, ...plain } = before;
  const kept = owner === undefined ? ownedBy : owner;
  const value: SequenceDef = {
    ...plain,
    ...sequenceNumbers(options.filter(isNumberOption), null, before),
    ...(kept === null || kept === undefined ? {} : { ownedBy: kept }),
  };
  const restart = restartOf(value, options);
  return definition('ALTER SEQUENCE', {
    changes: [{ kind: 'alter', object: { kind: 'sequence', value } }],
    ...(restart === null ? {} : { restarts: [restart] }),
  });
}

/** A sequence with other numbers, of an identity column. */
export function alteredSequence(
  before: SequenceDef,
  options: readonly Option[],
): { readonly change: CatalogChange; readonly restart: BoundDefinition['restarts'][number] | null } {
  const value: SequenceDef = { ...before, ...sequenceNumbers(options.filter(isNumberOption), null, before) };
  return { change: { kind: 'alter', object: { kind: 'sequence', value } }, restart: restartOf(value, options) };
}

function restartOf(sequence: SequenceDef, options: readonly Option[]): BoundDefinition['restarts'][number] | null {
  const restart = options.find(({ name }) => name === 'restart');
  if (restart === undefined) return null;
  return { sequence, value: restart.value === null ? sequence.start : BigInt(optionText(restart.value)) };
}

function isNumberOption({ name }: Option): boolean {
  return name !== 'owned_by' && name !== 'restart' && name !== 'sequence_name';
}

/** null: OWNED BY NONE; undefined: not written. */
function ownerOf(context: BindContext, options: readonly Option[], schema: string): SequenceDef['ownedBy'] | null {
  const option = options.find(({ name }) => name === 'owned_by');
  if (option?.value?.kind !== 'list') return undefined;
  const parts = option.value.items;
  if (parts.length === 1 && parts[0]?.toLowerCase() === 'none') return null;
  const column = parts.at(-1) ?? '';
  const name = { database: null, schema: parts.at(-3) ?? null, name: parts.at(-2) ?? '', position: -1 };
  if (parts.length < 2) {
    throw errorAt(SQLSTATE.syntaxError, 'invalid OWNED BY option', -1, 'Specify OWNED BY table.column or OWNED BY NONE.');
  }
  const relation = lookUp(context, name);
  if (relation?.kind !== 'table') throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(name)}" does not exist`, -1);
  if (relation.table.schema !== schema) {
    throw errorAt(SQLSTATE.objectNotInPrerequisiteState, 'sequence must be in same schema as table it is linked to', -1);
  }
  if (!relation.table.columns.some((each) => each.name === column)) {
    throw errorAt(SQLSTATE.undefinedColumn, `column "${column}" of relation "${name.name}" does not exist`, -1);
  }
  return { table: tableOid(relation.table), column, identity: false };
}
