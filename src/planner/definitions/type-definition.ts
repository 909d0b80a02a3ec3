/** CREATE TYPE, CREATE DOMAIN, and what alters them. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { TypeDef, TypeDefinition } from '../../catalog/catalog-object.js';
import { shapeOf, type TableColumn } from '../../catalog/table-def.js';
import { AssertionError } from '../../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { Constraint, QualifiedName } from '../../sql/ast.js';
import type { AlterDomainStatement, AlterEnumStatement, CreateTypeStatement } from '../../sql/definition-ast.js';
import type { EnumLabel, SqlType } from '../../types/sql-type.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { optionText } from '../option-text.js';
import { bindWholeQuery } from '../query.js';
import { parseStoredQuery } from '../stored-expression.js';
import { sqlTypeOf } from '../user-types.js';
import { type BoundDefinition, definition, skipping, type Validation } from './bound-definition.js';
import { chooseName, quoted, type Target, targetSchema } from './names.js';
import { columnType } from './table-builder.js';

const LABEL_BYTES = 63;
/** Distance between the values of labels, so that others find room between them. */
const LABEL_GAP = 1024;

export function bindCreateType(context: BindContext, statement: CreateTypeStatement): BoundDefinition {
  const name = statement.name.at(-1) ?? '';
  const { schema, changes } = targetSchema(context, statement.name.at(-2) ?? null, 'permanent', -1);
  if (context.catalog.findType(schema, name) !== undefined || context.catalog.findRelation(schema, name) !== undefined) {
    throw errorAt(SQLSTATE.duplicateObject, `type "${name}" already exists`, -1);
  }
  if (statement.definition.kind === 'range') return createRange(context, statement, statement.definition, { schema, changes });
  const made = typeDefinition(context, statement);
  const value: TypeDef = {
    id: context.newObjectId(),
    arrayId: context.newObjectId(),
    schema,
    name,
    definition: made,
    ...(context.uses.size === 0 ? {} : { uses: [...context.uses] }),
  };
  const tag = made.kind === 'domain' ? 'CREATE DOMAIN' : 'CREATE TYPE';
  return definition(tag, { changes: [...changes, { kind: 'create', object: { kind: 'type', value } }] });
}

function typeDefinition(context: BindContext, { name, definition: given }: CreateTypeStatement): TypeDefinition {
  switch (given.kind) {
    case 'enum': {
      given.labels.forEach((label, at) => {
        checkLabel(label);
        if (given.labels.indexOf(label) !== at) {
          throw errorAt(SQLSTATE.duplicateObject, `enum label "${label}" used more than once`, -1);
        }
      });
      return { kind: 'enum', labels: given.labels.map((label, at) => ({ code: (at + 1) * LABEL_GAP, label })) };
    }
    case 'composite': {
      const seen = new Set<string>();
      const fields = given.fields.map((field) => {
        if (seen.has(field.name)) throw errorAt(SQLSTATE.duplicateColumn, `column "${field.name}" specified more than once`, -1);
        seen.add(field.name);
        return { name: field.name, type: columnType(context, field.type).type };
      });
      return { kind: 'composite', fields };
    }
    case 'range':
      throw new AssertionError('a range type is two types');
    case 'domain': {
      const { type: base, domain } = columnType(context, given.base);
      const parent = domain === null ? undefined : context.catalog.typeById(domain)?.definition;
      const before: DomainDefinition =
        parent?.kind === 'domain' ? parent : { kind: 'domain', base, notNull: false, default: null, checks: [] };
      return given.constraints.reduce<DomainDefinition>((made, constraint) => withConstraint(made, constraint, name.at(-1) ?? ''), before);
    }
  }
}

/** A range type, and the type of multiranges that comes with it. */
function createRange(
  context: BindContext,
  statement: CreateTypeStatement,
  { parameters, subtype: written }: Extract<CreateTypeStatement['definition'], { readonly kind: 'range' }>,
  { schema, changes }: Target,
): BoundDefinition {
  const name = statement.name.at(-1) ?? '';
  if (written === null) throw errorAt(SQLSTATE.syntaxError, 'type attribute "subtype" is required', -1);
  let multirangeName = name.includes('range') ? name.replace('range', 'multirange') : `${name}_multirange`;
  for (const parameter of parameters) {
    switch (parameter.name) {
      case 'multirange_type_name':
        multirangeName = optionText(parameter.value);
        break;
      case 'subtype_diff':
        // Of use to index methods alone.
        break;
      case 'canonical':
      case 'collation':
      case 'subtype_opclass':
        throw notSupported(`CREATE TYPE ... AS RANGE with ${parameter.name}`, statement.textStart);
      default:
        throw errorAt(SQLSTATE.syntaxError, `type attribute "${parameter.name}" not recognized`, parameter.position);
    }
  }
  if (context.catalog.findType(schema, multirangeName) !== undefined) {
    throw errorAt(SQLSTATE.duplicateObject, `type "${multirangeName}" already exists`, -1).with({
      detail: `Failed while creating a multirange type for type "${name}".`,
      hint: 'You can manually specify a multirange type name using the "multirange_type_name" attribute.',
    });
  }
  const { type: subtype } = columnType(context, written);
  const uses = context.uses.size === 0 ? {} : { uses: [...context.uses] };
  const [oid, arrayOid] = [context.newObjectId(), context.newObjectId()];
  const multirange = { oid: context.newObjectId(), arrayOid: context.newObjectId(), name: multirangeName };
  const range: TypeDef = { id: oid, arrayId: arrayOid, schema, name, definition: { kind: 'range', subtype, multirange }, ...uses };
  const many: TypeDef = {
    id: multirange.oid,
    arrayId: multirange.arrayOid,
    schema,
    name: multirangeName,
    definition: { kind: 'multirange', range: { kind: 'range', oid, arrayOid, schema, name, subtype, multirange } },
    uses: [oid],
  };
  const made = [range, many].map((value): CatalogChange => ({ kind: 'create', object: { kind: 'type', value } }));
  return definition('CREATE TYPE', { changes: [...changes, ...made] });
}

type DomainDefinition = Extract<TypeDefinition, { kind: 'domain' }>;

function withConstraint(domain: DomainDefinition, constraint: Constraint, name: string): DomainDefinition {
  switch (constraint.kind) {
    case 'not-null':
      return { ...domain, notNull: true };
    case 'null':
      return { ...domain, notNull: false };
    case 'default':
      return { ...domain, default: constraint.text };
    case 'check': {
      const taken = (candidate: string): boolean => domain.checks.some((check) => check.name === candidate);
      if (constraint.name !== null && taken(constraint.name)) {
        throw errorAt(SQLSTATE.duplicateObject, `constraint "${constraint.name}" for domain "${name}" already exists`, -1);
      }
      const check = { name: constraint.name ?? chooseName([name], 'check', taken), expression: constraint.text };
      return { ...domain, checks: [...domain.checks, check] };
    }
    case 'unsupported-constraint':
      throw notSupported(constraint.feature, constraint.position);
    default:
      throw errorAt(
        SQLSTATE.syntaxError,
        `${constraint.kind.replaceAll('-', ' ')} constraints not possible for domains`,
        constraint.position,
      );
  }
}

function checkLabel(label: string): void {
  if (Buffer.byteLength(label) <= LABEL_BYTES) return;
  throw new ConductError(SQLSTATE.invalidName, `invalid enum label "${label}"`, { detail: `Labels must be ${LABEL_BYTES} bytes or less.` });
}

function typeNamed(context: BindContext, name: QualifiedName): TypeDef {
  const type = context.catalog.findType(context.schemaName(name.at(-2) ?? null), name.at(-1) ?? '', context.searchPath);
  if (type === undefined) throw errorAt(SQLSTATE.undefinedObject, `type "${name.join('.')}" does not exist`, -1);
  return type;
}

export function bindAlterEnum(context: BindContext, statement: AlterEnumStatement): BoundDefinition {
  const type = typeNamed(context, statement.name);
  if (type.definition.kind !== 'enum') throw errorAt(SQLSTATE.wrongObjectType, `${type.name} is not an enum`, -1);
  const { labels } = type.definition;
  const { oldLabel, newLabel } = statement;
  checkLabel(newLabel);
  const exists = labels.some(({ label }) => label === newLabel);
  if (oldLabel !== null) {
    if (!labels.some(({ label }) => label === oldLabel)) throw noLabel(oldLabel);
    if (exists) throw errorAt(SQLSTATE.duplicateObject, `enum label "${newLabel}" already exists`, -1);
    return altered(
      context,
      type,
      labels.map((each) => (each.label === oldLabel ? { ...each, label: newLabel } : each)),
    );
  }
  if (exists) {
    const message = `enum label "${newLabel}" already exists`;
    if (!statement.ifNotExists) throw errorAt(SQLSTATE.duplicateObject, message, -1);
    return definition('ALTER TYPE', { notices: [skipping(SQLSTATE.duplicateObject, message)] });
  }
  const neighbour = statement.neighbour === null ? labels.length - 1 : labels.findIndex(({ label }) => label === statement.neighbour);
  if (statement.neighbour !== null && neighbour < 0)
    throw errorAt(SQLSTATE.invalidParameterValue, `"${statement.neighbour}" is not an existing enum label`, -1);
  const at = statement.neighbour === null || statement.after ? neighbour + 1 : neighbour;
  const code = between(labels[at - 1]?.code, labels[at]?.code);
  if (code === undefined) throw notSupported('another label between these two');
  return altered(context, type, [...labels.slice(0, at), { code, label: newLabel }, ...labels.slice(at)]);
}

function noLabel(label: string): ConductError {
  return errorAt(SQLSTATE.invalidParameterValue, `"${label}" is not an existing enum label`, -1);
}

function between(before: number | undefined, after: number | undefined): number | undefined {
  if (after === undefined) return (before ?? 0) + LABEL_GAP;
  if (before === undefined) return after - LABEL_GAP;
  const middle = Math.floor((before + after) / 2);
  return middle === before ? undefined : middle;
}

/** Columns carry the labels of their type with them. */
function altered(context: BindContext, type: TypeDef, labels: readonly EnumLabel[]): BoundDefinition {
  const value: TypeDef = { ...type, definition: { kind: 'enum', labels } };
  const now = sqlTypeOf(value);
  const replaced = (column: TableColumn): TableColumn => {
    const next = withEnum(column.type, type.id, now);
    return next === column.type ? column : { ...column, type: next };
  };
  const tables = context.catalog.tables.flatMap((table): CatalogChange[] => {
    const columns = table.columns.map(replaced);
    if (columns.every((column, at) => column === table.columns[at])) return [];
    return [{ kind: 'alter', object: { kind: 'table', value: { ...shapeOf(table), columns } } }];
  });
  return definition('ALTER TYPE', { changes: [{ kind: 'alter', object: { kind: 'type', value } }, ...tables] });
}

function withEnum(type: SqlType, id: number, now: SqlType): SqlType {
  if (type.kind === 'enum') return type.oid === id ? now : type;
  if (type.kind === 'array') {
    const element = withEnum(type.element, id, now);
    return element === type.element ? type : { ...type, element };
  }
  return type;
}

/** Rows of tables whose columns are of the domain must meet its new condition. */
function domainRows(context: BindContext, type: TypeDef, condition: string): readonly Validation[] {
  const isNotNull = condition === 'value IS NOT NULL';
  return context.catalog.tables.flatMap((table) =>
    table.columns.flatMap((column): readonly Validation[] => {
      if (column.domain !== type.id) return [];
      const rows = `SELECT ${quoted(column.name)} AS value FROM ${quoted(table.schema)}.${quoted(table.name)}`;
      const plan = bindWholeQuery(context, parseStoredQuery(context, `SELECT 1 FROM (${rows}) AS d WHERE NOT (${condition})`)).plan;
      const where = `column "${column.name}" of table "${table.name}"`;
      return isNotNull
        ? [{ plan, code: SQLSTATE.notNullViolation, message: `${where} contains null values` }]
        : [{ plan, code: SQLSTATE.checkViolation, message: `${where} contains values that violate the new constraint` }];
    }),
  );
}

export function bindAlterDomain(context: BindContext, statement: AlterDomainStatement): BoundDefinition {
  const type = typeNamed(context, statement.name);
  const before = type.definition;
  if (before.kind !== 'domain') throw errorAt(SQLSTATE.wrongObjectType, `${type.name} is not a domain`, -1);
  const { action } = statement;
  const save = (made: DomainDefinition, validations: readonly Validation[] = []): BoundDefinition =>
    definition('ALTER DOMAIN', {
      changes: [{ kind: 'alter', object: { kind: 'type', value: { ...type, definition: made } } }],
      validations,
    });
  switch (action.kind) {
    case 'default':
      return save({ ...before, default: action.text });
    case 'not-null':
      return save({ ...before, notNull: action.notNull }, action.notNull ? domainRows(context, type, 'value IS NOT NULL') : []);
    case 'add': {
      const { constraint } = action;
      return save(
        withConstraint(before, constraint, type.name),
        constraint.kind === 'check' ? domainRows(context, type, constraint.text) : [],
      );
    }
    case 'drop': {
      const checks = before.checks.filter(({ name }) => name !== action.name);
      const message = `constraint "${action.name}" of domain "${type.name}" does not exist`;
      if (checks.length < before.checks.length) return save({ ...before, checks });
      if (!action.ifExists) throw errorAt(SQLSTATE.undefinedObject, message, -1);
      return definition('ALTER DOMAIN', { notices: [skipping(SQLSTATE.successfulCompletion, message)] });
    }
  }
}
