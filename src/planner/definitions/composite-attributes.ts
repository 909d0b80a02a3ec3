/** ALTER TYPE ... ADD, DROP, ALTER and RENAME ATTRIBUTE of composite types. */
import type { TypeDef, TypeDefinition } from '../../catalog/catalog-object.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import type { RelationName } from '../../sql/ast.js';
import type { AlterTableStatement } from '../../sql/definition-ast.js';
import type { RecordField, SqlType } from '../../types/sql-type.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { type BoundDefinition, definition, skipping } from './bound-definition.js';
import { fullName } from './names.js';
import { columnType } from './table-builder.js';

type Composite = Extract<TypeDefinition, { readonly kind: 'composite' }>;

function compositeNamed(context: BindContext, name: RelationName): { readonly type: TypeDef; readonly made: Composite } {
  const type = context.catalog.findType(context.schemaName(name.schema), name.name, context.searchPath);
  if (type === undefined) throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(name)}" does not exist`, name.position);
  if (type.definition.kind !== 'composite') throw errorAt(SQLSTATE.wrongObjectType, `"${name.name}" is not a composite type`, -1);
  return { type, made: type.definition };
}

export function bindAlterComposite(context: BindContext, statement: AlterTableStatement): BoundDefinition {
  const { type, made } = compositeNamed(context, statement.table);
  refuseUsed(context, type);
  let { fields } = made;
  const missing = (name: string): string => `column "${name}" of relation "${type.name}" does not exist`;
  for (const action of statement.actions) {
    switch (action.kind) {
      case 'add-column': {
        const { name } = action.column;
        refuseTaken(fields, name, type.name);
        fields = [...fields, { name, type: columnType(context, action.column.type).type }];
        break;
      }
      case 'drop-column': {
        const kept = fields.filter(({ name }) => name !== action.name);
        if (kept.length === fields.length) {
          if (!action.ifExists) throw errorAt(SQLSTATE.undefinedColumn, missing(action.name), -1);
          return definition('ALTER TYPE', { notices: [skipping(SQLSTATE.undefinedColumn, missing(action.name))] });
        }
        fields = kept;
        break;
      }
      case 'set-type': {
        if (!fields.some(({ name }) => name === action.name)) throw errorAt(SQLSTATE.undefinedColumn, missing(action.name), -1);
        const next = columnType(context, action.type).type;
        fields = fields.map((field) => (field.name === action.name ? { ...field, type: next } : field));
        break;
      }
      default:
        throw notSupported(`ALTER TYPE ... ${action.kind.replaceAll('-', ' ').toUpperCase()}`, statement.textStart);
    }
  }
  return changed(type, fields);
}

export function bindRenameAttribute(context: BindContext, name: RelationName, from: string, to: string): BoundDefinition {
  const { type, made } = compositeNamed(context, name);
  if (!made.fields.some((field) => field.name === from)) {
    throw errorAt(SQLSTATE.undefinedColumn, `column "${from}" does not exist`, -1);
  }
  refuseTaken(made.fields, to, type.name);
  refuseUsed(context, type);
  return changed(
    type,
    made.fields.map((field) => (field.name === from ? { ...field, name: to } : field)),
  );
}

function refuseTaken(fields: readonly RecordField[], name: string, type: string): void {
  if (!fields.some((field) => field.name === name)) return;
  throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" of relation "${type}" already exists`, -1);
}

/** Rows hold values of the type as it was. */
function refuseUsed(context: BindContext, type: TypeDef): void {
  for (const table of context.catalog.tables) {
    const column = table.columns.find((each) => usesType(each.type, type.id));
    if (column === undefined) continue;
    throw errorAt(
      SQLSTATE.featureNotSupported,
      `cannot alter type "${type.name}" because column "${table.name}.${column.name}" uses it`,
      -1,
    );
  }
}

function usesType(type: SqlType, id: number): boolean {
  if (type.kind === 'array') return usesType(type.element, id);
  if (type.kind !== 'record') return false;
  return type.named?.oid === id || type.fields.some((field) => usesType(field.type, id));
}

function changed(type: TypeDef, fields: readonly RecordField[]): BoundDefinition {
  const value: TypeDef = { ...type, definition: { kind: 'composite', fields } };
  return definition('ALTER TYPE', { changes: [{ kind: 'alter', object: { kind: 'type', value } }] });
}
