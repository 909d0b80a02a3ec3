/**
 * WITH RECURSIVE: a table whose query is `base UNION [ALL] step`, where the step reads the table's rows that came last. The step is
 * bound once; the reference in it is a working table.
 */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import type { CommonTable, Query, SetOperationQuery } from '../sql/ast.js';
import { commonType } from '../types/coercion.js';
import { type SqlType, sameType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, type CteScope, errorAt, withPosition } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { coerceImplicitly } from './coerce.js';
import { castColumns } from './plan-nodes.js';
import { addedNames, isMarked, withSearchAndCycle } from './search-cycle.js';

/** What a reference inside of the step finds. */
export interface Recursion {
  readonly id: number;
  readonly columns: readonly { readonly name: string; readonly type: SqlType }[];
  references: number;
  /** How many of the last columns are those of SEARCH and CYCLE, which `*` leaves out. */
  readonly hidden: number;
}

/** Whether the query reads a table of that name that it does not define itself. */
export function mentionsTable(query: unknown, name: string): boolean {
  if (Array.isArray(query)) return query.some((item) => mentionsTable(item, name));
  if (typeof query !== 'object' || query === null) return false;
  if (isTableItem(query) && query.table.schema === null && query.table.name === name) return true;
  return Object.values(query).some((value) => mentionsTable(value, name));
}

function isTableItem(node: object): node is { readonly table: { readonly schema: string | null; readonly name: string } } {
  if (!('kind' in node) || node.kind !== 'table' || !('table' in node)) return false;
  return typeof node.table === 'object' && node.table !== null;
}

function invalid(message: string, position: number): Error {
  return errorAt(SQLSTATE.invalidRecursion, message, position);
}

export function bindRecursive(context: BindContext, cte: CteScope, bindWith: BindWith): BoundRelation {
  const { table } = cte;
  const written = recursiveForm(table);
  const ctes = written.with === null ? cte.outer : bindWith(written.with, cte.level, cte.outer);
  const query = isMarked(table) ? withSearchAndCycle(table, written, ownNames(context, written, cte, ctes)) : written;
  if (mentionsTable(query.left, table.name)) {
    throw invalid(
      `recursive reference to query "${table.name}" must not appear within its non-recursive term`,
      referenceIn(query.left, table),
    );
  }
  checkStep(query.right, table);
  const left = context.binders.query(context, query.left, cte.level, ctes).finish();
  if (table.columns.length > left.columns.length) {
    throw errorAt(
      SQLSTATE.invalidColumnReference,
      `WITH query "${table.name}" has ${left.columns.length} columns available but ${table.columns.length} columns specified`,
      table.position,
    );
  }
  const added = addedNames(table);
  const width = left.columns.length - added.length;
  const columns = left.columns.map(({ name, column }, i) => ({
    name: i < width ? (table.columns[i] ?? name) : (added[i - width] ?? name),
    type: column.type,
  }));
  const recursion: Recursion = { id: context.newId(), columns, references: 0, hidden: added.length };
  cte.recursion = recursion;
  try {
    const step = bindStep(context, query, cte, ctes, recursion);
    const made = columns.map(({ name, type }) => context.newColumn(name, type, true));
    const plan: LogicalPlan = {
      kind: 'recursive',
      columns: made,
      id: recursion.id,
      all: query.all,
      name: table.name,
      base: left.plan,
      step,
    };
    return relation(made, plan);
  } finally {
    cte.recursion = null;
  }
}

/** Names of the columns that the table has without SEARCH and CYCLE. */
function ownNames(context: BindContext, { left }: SetOperationQuery, { table, level }: CteScope, ctes: CteScope | null): readonly string[] {
  return context.binders.query(context, left, level, ctes).names.map((name, i) => table.columns[i] ?? name);
}

type BindWith = (clause: NonNullable<Query['with']>, level: CteScope['level'], outer: CteScope | null) => CteScope | null;

/** 42P19 and 0A000 for what is no `base UNION step`. */
function recursiveForm(table: CommonTable): SetOperationQuery {
  const { query } = table;
  if (query.kind !== 'set-operation' || query.operation !== 'union') {
    const message = `recursive query "${table.name}" does not have the form non-recursive-term UNION [ALL] recursive-term`;
    throw invalid(message, table.position);
  }
  const [sort] = query.orderBy;
  if (sort !== undefined)
    throw errorAt(SQLSTATE.featureNotSupported, 'ORDER BY in a recursive query is not implemented', sort.expression.position);
  if (query.offset !== null)
    throw errorAt(SQLSTATE.featureNotSupported, 'OFFSET in a recursive query is not implemented', query.offset.position);
  if (query.limit !== null)
    throw errorAt(SQLSTATE.featureNotSupported, 'LIMIT in a recursive query is not implemented', query.limit.position);
  if (query.locking.length > 0) {
    throw errorAt(SQLSTATE.featureNotSupported, 'FOR UPDATE/SHARE in a recursive query is not implemented', table.position);
  }
  return query;
}

/** Where the step may not name its table (checkWellFormedRecursion): PostgreSQL's rules, in its words. */
function checkStep(step: Query, table: CommonTable): void {
  const { name } = table;
  let references = 0;
  const refuse = (where: string, position: number): never => {
    throw invalid(`recursive reference to query "${name}" must not appear ${where}`, position);
  };
  /** context: why a reference found here is an error. */
  const walk = (node: unknown, context: string | null): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item, context);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    if (isTableItem(node)) {
      if (node.table.schema !== null || node.table.name !== name) return;
      const position = 'position' in node && typeof node.position === 'number' ? node.position : -1;
      if (context !== null) refuse(context, position);
      references += 1;
      if (references > 1) refuse('more than once', position);
      return;
    }
    const kind = 'kind' in node ? node.kind : null;
    if (kind === 'join' && 'type' in node && 'left' in node && 'right' in node) {
      walk(node.left, node.type === 'right' || node.type === 'full' ? 'within an outer join' : context);
      walk(node.right, node.type === 'left' || node.type === 'full' ? 'within an outer join' : context);
      if ('on' in node) walk(node.on, context);
      return;
    }
    if (kind === 'set-operation' && 'operation' in node && 'left' in node && 'right' in node) {
      const { operation } = node;
      walk(node.left, operation === 'intersect' && 'all' in node && node.all === true ? 'within INTERSECT' : context);
      walk(
        node.right,
        operation === 'except'
          ? 'within EXCEPT'
          : operation === 'intersect' && 'all' in node && node.all === true
            ? 'within INTERSECT'
            : context,
      );
      return;
    }
    const inner = typeof kind === 'string' && SUBQUERIES.has(kind) ? 'within a subquery' : context;
    for (const value of Object.values(node)) walk(value, inner);
  };
  walk(step, null);
}

/** Expressions that hold queries. */
const SUBQUERIES: ReadonlySet<string> = new Set(['exists', 'in-subquery', 'quantified-subquery', 'scalar-subquery', 'array-subquery']);

function referenceIn(query: Query, table: CommonTable): number {
  let position = -1;
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (typeof node === 'object' && node !== null) {
      if (isTableItem(node) && node.table.name === table.name && 'position' in node && typeof node.position === 'number') {
        if (position < 0) position = node.position;
      } else Object.values(node).forEach(walk);
    }
  };
  walk(query);
  return position;
}

function bindStep(
  context: BindContext,
  query: SetOperationQuery,
  cte: CteScope,
  ctes: CteScope | null,
  { columns }: Recursion,
): LogicalPlan {
  const right = context.binders.query(context, query.right, cte.level, ctes);
  if (right.types.length !== columns.length) {
    throw errorAt(SQLSTATE.syntaxError, 'each UNION query must have the same number of columns', right.positions[0] ?? query.position);
  }
  const types = columns.map(({ type }, i) => {
    const other = known(right.types[i], 'type');
    const common = withPosition(right.positions[i] ?? -1, () => commonType([type, other], 'UNION'));
    if (sameType(plain(common), plain(type))) return type;
    throw errorAt(
      SQLSTATE.datatypeMismatch,
      `recursive query "${cte.table.name}" column ${i + 1} has type ${typeLabel(type)} in non-recursive term but type ${typeLabel(common)} overall`,
      query.left.position,
      'Cast the output of the non-recursive term to the correct type.',
    );
  });
  return castColumns(context, right.finish(types).plan, types, (expr, type) => coerceImplicitly(context, expr, type));
}

/** Without a length or precision: rows are compared by their values. */
function plain(type: SqlType): SqlType {
  if (type.kind === 'numeric') return TYPES.numeric;
  if (type.kind === 'varchar') return TYPES.varchar;
  return type.kind === 'char' ? TYPES.bpchar : type;
}

/** The rows that came last, where the step names its table. */
export function workingTable(context: BindContext, recursion: Recursion): BoundRelation {
  recursion.references += 1;
  const columns = recursion.columns.map(({ name, type }) => context.newColumn(name, type, true));
  const made = relation(columns, { kind: 'working-table', columns, id: recursion.id });
  const shown = columns.length - recursion.hidden;
  return { ...made, columns: made.columns.map((column, i) => (i < shown ? column : { ...column, hidden: true })) };
}

function relation(columns: readonly Column[], plan: LogicalPlan): BoundRelation {
  return { plan, columns: columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })) };
}
