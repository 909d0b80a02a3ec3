/** COPY: the table or query that is copied. */
import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import type { CopyStatement, Expression, ModifyingQuery, RelationName } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { type BindContext, errorAt } from './bind-context.js';
import { bindOutput } from './bind-output.js';
import type { BoundCopyFrom, BoundCopyTo, BoundCopyToFiles, BoundQuery } from './bound-statement.js';
import { coerceToBool } from './coerce.js';
import { defaultValue, hasRowRules, levelOf, withRowRules } from './column-values.js';
import { bindCopyOptions, type CopyColumns } from './copy-options.js';
import { bindCopyToFiles } from './copy-to-files.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { findRelation } from './from.js';
import { withRoute } from './partitions/routing.js';
import { columnExpr, makeFilter, makeProject } from './plan-nodes.js';
import { bindWholeQuery } from './query.js';
import { hasSubquery, someExpr } from './rewrite.js';
import { ordinalsOf, writableTable } from './written-table.js';

export function bindCopy(context: BindContext, statement: CopyStatement): BoundCopyFrom | BoundCopyTo | BoundCopyToFiles {
  const position = statement.table?.position ?? statement.textStart;
  if (statement.program) throw notSupported('COPY ... PROGRAM', position);
  if (statement.fileName !== null) {
    if (statement.direction === 'to') return bindCopyToFiles(statement, statement.fileName, (query) => bindCopyTo(context, query).source);
  }
  return statement.direction === 'to' ? bindCopyTo(context, statement) : bindCopyFrom(context, statement);
}

function bindCopyFrom(context: BindContext, statement: CopyStatement): BoundCopyFrom {
  if (statement.table === null) throw errorAt(SQLSTATE.syntaxError, 'COPY FROM needs a table', statement.textStart);
  const table = writableTable(context, { ...statement.table, position: -1 }, 'copy to');
  requireRelation(context, { kind: 'table', table }, 'a');
  let ordinals: readonly number[] = [];
  const options = bindCopyOptions(statement.options, 'from', () => {
    ordinals = copiedOrdinals(table, statement.columns);
    return tableColumns(table, ordinals);
  });
  const rules = copyRules(context, table, ordinals, statement.where);
  const copy = { kind: 'copy-from', table, ordinals, options, path: statement.fileName } as const;
  if (table.partitioning === undefined || rules === null) return { ...copy, rules };
  const { plan, route } = withRoute(context, table, rules);
  return { ...copy, rules: plan, route };
}

/** Generated columns are not copied, and may not be named. */
function copiedOrdinals(table: TableDef, names: readonly string[]): readonly number[] {
  if (names.length === 0) return table.columns.flatMap(({ generated }, i) => (generated === undefined ? [i] : []));
  const ordinals = ordinalsOf(table, named(names));
  const computed = ordinals.map((ordinal) => table.columns[ordinal]).find((column) => column?.generated !== undefined);
  if (computed === undefined) return ordinals;
  throw errorAt(SQLSTATE.invalidColumnReference, `column "${computed.name}" is a generated column`, -1).with({
    detail: 'Generated columns cannot be used in COPY.',
  });
}

function tableColumns(table: TableDef, ordinals: readonly number[]): CopyColumns {
  return {
    names: ordinals.map((ordinal) => known(table.columns[ordinal], 'column').name),
    check: (names) => void ordinalsOf(table, named(names)),
  };
}

/** What a row becomes by the table's definition: a plan over no rows, which get put in. null: rows are as they come. */
function copyRules(context: BindContext, table: TableDef, ordinals: readonly number[], where: Expression | null): LogicalPlan | null {
  const filled = table.columns.some(
    ({ default: text, domain }, ordinal) => !ordinals.includes(ordinal) && (text !== undefined || domain !== undefined),
  );
  if (!filled && where === null && !hasRowRules(table) && table.partitioning === undefined) return null;
  const columns = table.columns.map(({ name, type }) => context.newColumn(name, type, true));
  const exprs = columns.map((column, ordinal) =>
    ordinals.includes(ordinal) ? columnExpr(column) : defaultValue(context, known(table.columns[ordinal], 'column')),
  );
  const names = columns.map(({ name }) => name);
  const rows = makeProject(context, { kind: 'values', columns, rows: [] }, exprs, names);
  const wanted = where === null ? rows : makeFilter(rows, copyCondition(context, table, where, rows.columns));
  return withRowRules(context, table, wanted);
}

function copyCondition(context: BindContext, table: TableDef, where: Expression, columns: readonly Column[]): Expr {
  const level = levelOf(table, columns);
  level.clause = 'COPY FROM WHERE conditions';
  const condition = coerceToBool(context, context.binders.expression(context, where, level), 'WHERE');
  for (const [ordinal, { name, generated }] of table.columns.entries()) {
    const id = columns[ordinal]?.id;
    if (generated === undefined || !someExpr(condition, (expr) => expr.kind === 'column' && expr.id === id)) continue;
    throw errorAt(SQLSTATE.invalidColumnReference, 'generated columns are not supported in COPY FROM WHERE conditions', -1).with({
      detail: `Column "${name}" is a generated column.`,
    });
  }
  if (hasSubquery(condition)) {
    throw errorAt(SQLSTATE.featureNotSupported, 'cannot use subquery in COPY FROM WHERE condition', where.position);
  }
  return condition;
}

function named(columns: readonly string[]): readonly { readonly name: string; readonly position: number }[] {
  return columns.map((name) => ({ name, position: -1 }));
}

function bindCopyTo(context: BindContext, statement: CopyStatement): BoundCopyTo {
  const { query, table } = statement;
  if (query !== null) {
    const source = query.kind === 'modifying' ? returningSource(context, query) : bindOutput(bindWholeQuery(context, query));
    const output = source.kind === 'query' ? source.output : (source.returning?.output ?? []);
    const options = bindCopyOptions(statement.options, 'to', () => queryColumns(output.map(({ name }) => name)));
    return { kind: 'copy-to', source, options };
  }
  if (table === null) throw errorAt(SQLSTATE.syntaxError, 'COPY needs a table or a query', statement.textStart);
  const relation = findRelation(context, { ...table, position: -1 });
  if (relation.kind === 'view') {
    const hint = 'Try the COPY (SELECT ...) TO variant.';
    throw errorAt(SQLSTATE.wrongObjectType, `cannot copy from view "${table.name}"`, -1, hint);
  }
  let names = statement.columns;
  const options = bindCopyOptions(statement.options, 'to', () => {
    if (relation.kind !== 'table') return queryColumns(names);
    const columns = tableColumns(relation.table, copiedOrdinals(relation.table, names));
    names = columns.names;
    return columns;
  });
  return { kind: 'copy-to', source: columnsOf(context, table, names), options };
}

function returningSource(context: BindContext, { statement }: ModifyingQuery): BoundCopyTo['source'] {
  const source = context.binders.modifying(context, statement, null);
  if (source.returning == null) throw errorAt(SQLSTATE.featureNotSupported, 'COPY query must have a RETURNING clause', -1);
  return source;
}

function queryColumns(names: readonly string[]): CopyColumns {
  return {
    names,
    check: (wanted) => {
      for (const [i, name] of wanted.entries()) {
        if (!names.includes(name)) throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" does not exist`, -1);
        if (wanted.indexOf(name) < i) throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" specified more than once`, -1);
      }
    },
  };
}

/** COPY t (a, b) TO is a query over the table's columns; of a relation of the system without a list, over all. */
function columnsOf(context: BindContext, table: RelationName, names: readonly string[]): BoundQuery {
  const star = { expression: { kind: 'star', qualifier: [], position: -1 } as const, name: null, position: -1 };
  const targets = names.map((name) => ({
    expression: { kind: 'column', name: [name], position: -1 } as const,
    name: null,
    position: -1,
  }));
  return bindOutput(
    bindWholeQuery(context, {
      ...PLAIN_SELECT,
      targets: targets.length === 0 ? [star] : targets,
      // COPY of a table does not read those that inherit from it.
      from: [{ kind: 'table', table, only: true, alias: null, position: table.position }],
    }),
  );
}
