/**
 * Views that can be written through: a SELECT over one table, or another such view, that takes rows as they are. Names of the view stand
 * for columns of the table, or for expressions over them, which can be read alone. Bound over whatever columns stand for the table's:
 * those of the rows to be changed, or of the rows as they become.
 */
import { ownerOf } from '../catalog/access.js';
import type { Relation } from '../catalog/catalog.js';
import type { ViewDef } from '../catalog/catalog-object.js';
import type { TableDef } from '../catalog/table-def.js';
import { known } from '../common/assert.js';
import { type ConductError, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Alias, InsertColumn, InsertStatement, RelationName, SelectQuery } from '../sql/ast.js';
import { type BindContext, errorAt } from './bind-context.js';
import { coerceToBool } from './coerce.js';
import { failingRow, orRaise, text } from './column-values.js';
import { requireRelation } from './definitions/relation-privileges.js';
import { findRelation } from './from.js';
import { makeAnd } from './operators.js';
import { makeFilter } from './plan-nodes.js';
import { QueryLevel, type ScopeColumn } from './query-level.js';
import { bindTargets } from './select.js';
import { parseStoredQuery, withoutPosition } from './stored-expression.js';
import { writableTable } from './written-table.js';

export interface ViewTarget {
  readonly view: ViewDef;
  readonly table: TableDef;
  /** The view is the last one, what is over the table the first. */
  readonly layers: readonly Layer[];
}

interface Layer {
  readonly view: ViewDef;
  readonly select: SelectQuery;
  /** How its query calls what it selects from. */
  readonly alias: Alias;
}

/** The view's columns and conditions over columns that stand for the table's. */
interface ViewScope {
  readonly columns: readonly ScopeColumn[];
  readonly conditions: readonly { readonly view: ViewDef; readonly condition: Expr }[];
}

/** The table that a statement writes to, and the view that it names. verb: `insert into`, `update`, `delete from`. */
export function writeTarget(
  context: BindContext,
  name: RelationName,
  verb: string,
): { readonly table: TableDef; readonly view: ViewTarget | null } {
  const relation = findRelation(context, name);
  const privileges = PRIVILEGES[verb] ?? '';
  if (privileges !== '') requireRelation(context, relation, privileges);
  if (relation.kind !== 'view') return { table: writableTable(context, name, verb), view: null };
  const found = viewLayers(context, relation.view);
  if (typeof found !== 'string') {
    requireBelow(context, found, privileges);
    return { table: found.table, view: { view: relation.view, ...found } };
  }
  const action = VERBS[verb] ?? { event: verb, doing: verb };
  throw errorAt(
    SQLSTATE.objectNotInPrerequisiteState,
    `cannot ${verb} view "${relation.view.name}"`,
    -1,
    `To enable ${action.doing} the view, provide an INSTEAD OF ${action.event} trigger or an unconditional ON ${action.event} DO INSTEAD rule.`,
  ).with({ detail: found });
}

/** Writing through a view is its owner's doing, below it. */
function requireBelow(context: BindContext, { table, layers }: Omit<ViewTarget, 'view'>, privileges: string): void {
  layers.forEach(({ view }, i) => {
    const below = layers[i - 1]?.view;
    const relation: Relation = below === undefined ? { kind: 'table', table } : { kind: 'view', view: below };
    context.asOwner(ownerOf(context.catalog, view.id), () => requireRelation(context, relation, privileges));
  });
}

const PRIVILEGES: Readonly<Record<string, string>> = { 'insert into': 'a', update: 'w', 'delete from': 'd' };

const VERBS: Readonly<Record<string, { readonly event: string; readonly doing: string }>> = {
  'insert into': { event: 'INSERT', doing: 'inserting into' },
  update: { event: 'UPDATE', doing: 'updating' },
  'delete from': { event: 'DELETE', doing: 'deleting from' },
};

/** The reason, for a view that can't be written through. */
export function viewLayers(context: BindContext, view: ViewDef): Omit<ViewTarget, 'view'> | string {
  const query = parseStoredQuery(context, view.sql);
  const no = (what: string): string => `Views ${what} are not automatically updatable.`;
  if (query.kind === 'set-operation') return no('containing UNION, INTERSECT, or EXCEPT');
  if (query.kind === 'values') return no('that do not select from a single table or view');
  if (query.distinct !== null) return no('containing DISTINCT');
  if (query.groupBy.length > 0) return no('containing GROUP BY');
  if (query.having !== null) return no('containing HAVING');
  if (query.with !== null) return no('containing WITH');
  if (query.limit !== null || query.offset !== null) return no('containing LIMIT or OFFSET');
  const [item, second] = query.from;
  if (item?.kind !== 'table' || second !== undefined) return no('that do not select from a single table or view');
  const relation = context.withSearchPath(view.searchPath, () => findRelation(context, { ...item.table, position: -1 }));
  if (relation.kind !== 'table' && relation.kind !== 'view') return no('that do not select from a single table or view');
  const below = relation.kind === 'table' ? { table: relation.table, layers: [] } : viewLayers(context, relation.view);
  if (typeof below === 'string') return below;
  const alias = item.alias ?? { name: item.table.name, columns: [] };
  const layers = [...below.layers, { view, select: query, alias }];
  const table = below.table;
  return rowWise(context, { view, table, layers }) ?? { table, layers };
}

/** Why rows of the view are not rows of the table, or null. */
function rowWise(context: BindContext, target: ViewTarget): string | null {
  const columns = target.table.columns.map(({ name, type }) => ({ name, type, id: context.newId() }));
  const { level } = bindLayers(context, target, columns);
  if (level.aggregates.length > 0) return 'Views that return aggregate functions are not automatically updatable.';
  if (level.windows.length > 0) return 'Views that return window functions are not automatically updatable.';
  return level.setCalls.length > 0 ? 'Views that return set-returning functions are not automatically updatable.' : null;
}

/** base: what stands for the table's columns, in their order. */
export function viewScope(context: BindContext, target: ViewTarget, base: readonly ScopeColumn[]): ViewScope {
  return bindLayers(context, target, base).scope;
}

function bindLayers(
  context: BindContext,
  { layers }: ViewTarget,
  base: readonly ScopeColumn[],
): { readonly scope: ViewScope; readonly level: QueryLevel } {
  const before = new Set(context.uses);
  const conditions: ViewScope['conditions'][number][] = [];
  let columns = base;
  let level = new QueryLevel(null, null);
  for (const { view, select, alias } of layers) {
    level = new QueryLevel(null, null);
    const named = columns.map((column, i) => ({ ...column, name: alias.columns[i] ?? column.name }));
    level.namespace = { tables: [{ name: alias.name, schema: null, aliasOf: null, columns: named }], columns: named };
    for (const { id, name } of named) context.setOwner(id, level, name);
    const made = context.withSearchPath(view.searchPath, () =>
      withoutPosition(() => {
        level.clause = 'WHERE';
        const condition =
          select.where === null ? null : coerceToBool(context, context.binders.expression(context, select.where, level), 'WHERE');
        level.clause = 'select';
        return { condition, targets: bindTargets(context, select.targets, level) };
      }),
    );
    if (made.condition !== null) conditions.push({ view, condition: made.condition });
    columns = made.targets.map(({ expr, name }, i): ScopeColumn => {
      const column = { name: view.columns[i] ?? name, type: view.types?.[i] ?? expr.type };
      return expr.kind === 'column' ? { ...column, id: expr.id } : { ...column, id: context.newId(), value: expr };
    });
  }
  for (const id of context.uses) if (!before.has(id)) context.uses.delete(id);
  return { scope: { columns, conditions }, level };
}

/** The rows of the table that the view shows. */
export function shownRows(plan: LogicalPlan, { conditions }: ViewScope): LogicalPlan {
  return conditions.length === 0 ? plan : makeFilter(plan, makeAnd(conditions.map(({ condition }) => condition)));
}

/** The plan, whose first columns are the table's as they become, with an error for rows that a CHECK OPTION does not let in. */
export function withCheckOptions(context: BindContext, target: ViewTarget | null, plan: LogicalPlan): LogicalPlan {
  if (target === null) return plan;
  const row = target.table.columns.map((_, ordinal) => known(plan.columns[ordinal], 'column'));
  const { conditions } = viewScope(context, target, row);
  const checks = conditions.flatMap(({ view, condition }) => {
    const at = target.layers.findIndex((layer) => layer.view === view);
    const enforced = view.checkOption !== undefined || target.layers.slice(at + 1).some((outer) => outer.view.checkOption === 'cascaded');
    return enforced ? [orRaise(condition, 'conduct_view_violation', [text(view.name)], failingRow(context, row))] : [];
  });
  return checks.length === 0 ? plan : makeFilter(plan, makeAnd(checks));
}

/** The table's column that a name of the view stands for: 42703, 0A000 for what is computed. */
export function baseOrdinal(
  { view }: ViewTarget,
  columns: readonly ScopeColumn[],
  base: readonly { readonly id: number }[],
  name: string,
  verb: 'insert into' | 'update',
  position: number,
): number {
  const found = columns.find((column) => column.name === name);
  if (found === undefined) {
    throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" of relation "${view.name}" does not exist`, position);
  }
  const ordinal = found.value === undefined ? base.findIndex(({ id }) => id === found.id) : -1;
  if (ordinal >= 0) return ordinal;
  throw computedColumn(view, name, verb);
}

function computedColumn(view: ViewDef, name: string, verb: string): ConductError {
  return errorAt(SQLSTATE.featureNotSupported, `cannot ${verb} column "${name}" of view "${view.name}"`, -1).with({
    detail: 'View columns that are not columns of their base relation are not updatable.',
  });
}

/** INSERT into a view as one into its table: the table with the view's defaults, and the ordinals of the columns that are given. */
export function insertThrough(
  context: BindContext,
  target: ViewTarget,
  { columns, source }: InsertStatement,
): { readonly table: TableDef; readonly ordinals: readonly number[] } {
  const base = target.table.columns.map(({ name, type }) => ({ name, type, id: context.newId() }));
  const shown = viewScope(context, target, base).columns;
  const ordinalOf = (name: string, position: number): number => baseOrdinal(target, shown, base, name, 'insert into', position);
  const { defaults = {} } = target.view;
  const withDefaults = target.table.columns.map((column, ordinal) => {
    const own = shown.find(({ id }) => id === base[ordinal]?.id);
    const text = own === undefined ? undefined : defaults[own.name];
    return text === undefined ? column : { ...column, default: text };
  });
  const table = { ...target.table, columns: withDefaults };
  if (columns.length > 0)
    return {
      table,
      ordinals: distinct(
        columns,
        columns.map(({ name, position }) => ordinalOf(name, position)),
      ),
    };
  const width = source === null ? 0 : source.kind === 'values' ? known(source.rows[0], 'row').length : shown.length;
  const writable = shown.filter(({ value }, i) => i < width || value === undefined);
  return {
    table,
    ordinals: distinct(
      [],
      writable.map(({ name }) => ordinalOf(name, -1)),
    ),
  };
}

/** 42601 for two names of one column. */
function distinct(columns: readonly InsertColumn[], ordinals: readonly number[]): readonly number[] {
  ordinals.forEach((ordinal, i) => {
    const first = ordinals.indexOf(ordinal);
    if (first === i || (columns[i]?.steps.length ?? 0) > 0) return;
    const [name, again] = [columns[first]?.name, columns[i]];
    if (again !== undefined && name === again.name) {
      throw errorAt(SQLSTATE.duplicateColumn, `column "${name}" specified more than once`, again.position);
    }
    throw errorAt(SQLSTATE.syntaxError, `multiple assignments to same column "${again?.name ?? ''}"`, -1);
  });
  return ordinals;
}
