/** CREATE VIEW and REFRESH MATERIALIZED VIEW. */
import { isTemporarySchema } from '../../catalog/catalog.js';
import type { ViewDef } from '../../catalog/catalog-object.js';
import { shapeOf, tableOid } from '../../catalog/table-def.js';
import { SQLSTATE } from '../../common/errors.js';
import type { CreateViewStatement, Option } from '../../sql/ast.js';
import type { RefreshStatement } from '../../sql/definition-ast.js';
import { type SqlType, sameType } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { optionText } from '../option-text.js';
import { bindWholeQuery } from '../query.js';
import { parseStoredQuery, withoutPosition } from '../stored-expression.js';
import { viewLayers } from '../view-target.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './bound-definition.js';
import { fullName, lookUp, targetSchema } from './names.js';

/** Positions of a foreign table's text are none of the statement's. */
export function bindCreateView(context: BindContext, statement: CreateViewStatement): BoundDefinition {
  return statement.foreign === undefined ? bindView(context, statement) : withoutPosition(() => bindView(context, statement));
}

function bindView(context: BindContext, statement: CreateViewStatement): BoundDefinition {
  let { checkOption } = statement;
  for (const option of statement.options) {
    if (option.name === 'check_option') checkOption = checkOptionOf(option);
    else if (option.name !== 'security_barrier' && option.name !== 'security_invoker') {
      throw errorAt(SQLSTATE.invalidParameterValue, `unrecognized parameter "${option.name}"`, -1);
    }
  }
  const stars = context.recordStars(() => bindWholeQuery(context, statement.query));
  const columns = viewColumns(
    statement,
    stars.result.columns.map(({ name, column }) => ({ name, type: column.type })),
  );
  const uses = [...context.uses];
  const temporary = uses.some((id) => isTemporary(context, id));
  const notices: DefinitionNotice[] = [];
  if (temporary && statement.persistence !== 'temporary') {
    const message = `view "${statement.view.name}" will be a temporary view`;
    notices.push({ severity: 'NOTICE', code: SQLSTATE.successfulCompletion, message });
  }
  const persistence = temporary ? 'temporary' : statement.persistence;
  const target = targetSchema(context, statement.view.schema, persistence, statement.view.position);
  const existing = context.catalog.findRelation(target.schema, statement.view.name);
  if (existing !== undefined && statement.foreign?.ifNotExists === true) {
    const notice = skipping(SQLSTATE.duplicateTable, `relation "${statement.view.name}" already exists`);
    return definition('CREATE FOREIGN TABLE', { notices: [notice], changes: [] });
  }
  if (existing !== undefined && (!statement.orReplace || existing.kind !== 'view')) {
    if (statement.orReplace) throw errorAt(SQLSTATE.wrongObjectType, `"${statement.view.name}" is not a view`, -1);
    throw errorAt(SQLSTATE.duplicateTable, `relation "${statement.view.name}" already exists`, -1);
  }
  const before = existing?.kind === 'view' ? existing.view : undefined;
  if (before !== undefined) checkReplacement(before, columns);
  const view: ViewDef = {
    id: before?.id ?? context.newObjectId(),
    schema: target.schema,
    name: statement.view.name,
    columns: columns.map(({ name }) => name),
    types: columns.map(({ type }) => type),
    sql: expandStars(statement, stars.expansions),
    searchPath: context.searchPath,
    uses,
    ...(isTemporarySchema(target.schema) ? { persistence: 'temporary' } : {}),
    ...(statement.foreign === undefined ? {} : { foreign: true }),
    ...(checkOption === null ? {} : { checkOption }),
    ...(before?.defaults === undefined ? {} : { defaults: before.defaults }),
    ...(before?.revision === undefined ? {} : { revision: before.revision }),
  };
  const problem = checkOption === null ? '' : viewLayers(context, view);
  if (typeof problem === 'string' && problem !== '') {
    const message = 'WITH CHECK OPTION is supported only on automatically updatable views';
    throw errorAt(SQLSTATE.featureNotSupported, message, -1, problem);
  }
  const kind = before === undefined ? 'create' : 'alter';
  return definition(statement.foreign === undefined ? 'CREATE VIEW' : 'CREATE FOREIGN TABLE', {
    notices,
    changes: [...target.changes, { kind, object: { kind: 'view', value: view } }],
  });
}

function checkOptionOf(option: Option): 'local' | 'cascaded' {
  const value = optionText(option.value).toLowerCase();
  if (value === 'local' || value === 'cascaded') return value;
  throw errorAt(SQLSTATE.invalidParameterValue, `invalid value for enum option "check_option": ${value}`, -1).with({
    detail: 'Valid values are "local" and "cascaded".',
  });
}

interface ViewColumn {
  readonly name: string;
  readonly type: SqlType;
}

function viewColumns(statement: CreateViewStatement, columns: readonly ViewColumn[]): readonly ViewColumn[] {
  if (statement.columns.length > columns.length) {
    throw errorAt(SQLSTATE.syntaxError, 'CREATE VIEW specifies more column names than columns', -1);
  }
  const named = columns.map((column, i) => ({ ...column, name: statement.columns[i] ?? column.name }));
  const seen = new Set<string>();
  for (const { name, type } of named) {
    const value = type.kind === 'array' ? type.element : type;
    if (value.kind === 'record' && value.named === null) {
      throw errorAt(SQLSTATE.invalidTableDefinition, `column "${name}" has pseudo-type ${typeLabel(type)}`, -1);
    }
    if (seen.has(name)) throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" specified more than once`, -1);
    seen.add(name);
  }
  return named;
}

/** OR REPLACE may add columns at the end, and nothing else. */
function checkReplacement(before: ViewDef, columns: readonly ViewColumn[]): void {
  if (columns.length < before.columns.length) throw errorAt(SQLSTATE.invalidTableDefinition, 'cannot drop columns from view', -1);
  before.columns.forEach((name, i) => {
    const now = columns[i];
    const type = before.types?.[i];
    if (now === undefined) return;
    if (now.name !== name) {
      const hint = 'Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.';
      throw errorAt(SQLSTATE.invalidTableDefinition, `cannot change name of view column "${name}" to "${now.name}"`, -1, hint);
    }
    if (type !== undefined && !sameType(type, now.type)) {
      const message = `cannot change data type of view column "${name}" from ${typeLabel(type)} to ${typeLabel(now.type)}`;
      throw errorAt(SQLSTATE.invalidTableDefinition, message, -1);
    }
  });
}

function isTemporary(context: BindContext, id: number): boolean {
  const relation = context.catalog.relationById(id);
  if (relation?.kind === 'table') return isTemporarySchema(relation.table.schema);
  return relation?.kind === 'view' ? isTemporarySchema(relation.view.schema) : false;
}

/** `*` means the columns of today, whatever is added later: the stored text names them. */
function expandStars(statement: CreateViewStatement, expansions: ReadonlyMap<number, string>): string {
  const query = [...statement.queryText];
  const start = statement.textStart + [...statement.text.slice(0, statement.text.lastIndexOf(statement.queryText))].length;
  let text = statement.queryText;
  const star = /^(?:(?:"(?:[^"]|"")*"|[\w$\u0080-\uffff]+)\s*\.\s*)*\*/u;
  for (const [position, list] of [...expansions].sort(([a], [b]) => b - a)) {
    const at = position - start;
    if (at < 0) continue;
    const offset = query.slice(0, at).join('').length;
    const found = star.exec(text.slice(offset));
    if (found !== null) text = text.slice(0, offset) + list + text.slice(offset + found[0].length);
  }
  return text;
}

/** The table is filled anew under another id. */
export function bindRefresh(context: BindContext, statement: RefreshStatement): BoundDefinition {
  const relation = lookUp(context, statement.view);
  if (relation === undefined) throw errorAt(SQLSTATE.undefinedTable, `relation "${fullName(statement.view)}" does not exist`, -1);
  if (relation.kind !== 'table' || relation.table.materialized === undefined) {
    throw errorAt(SQLSTATE.featureNotSupported, `"${statement.view.name}" is not a materialized view`, -1);
  }
  const { table } = relation;
  const { materialized } = relation.table;
  if (statement.concurrently && !materialized.populated) {
    throw errorAt(SQLSTATE.featureNotSupported, 'CONCURRENTLY cannot be used when the materialized view is not populated', -1);
  }
  if (statement.concurrently && !statement.withData) {
    throw errorAt(SQLSTATE.syntaxError, 'REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together', -1);
  }
  const id = context.newObjectId();
  const shape = shapeOf(table);
  const value = { ...shape, id, oid: tableOid(table), materialized: { ...materialized, populated: statement.withData } };
  const source = context.withSearchPath(
    materialized.searchPath,
    () => bindWholeQuery(context, parseStoredQuery(context, materialized.sql)).plan,
  );
  return definition('REFRESH MATERIALIZED VIEW', {
    changes: [{ kind: 'alter', object: { kind: 'table', value } }],
    fills: statement.withData ? [{ id, source }] : [],
  });
}
