/** Queries of every form: SELECT, VALUES, set operations, and what stands around them: WITH, ORDER BY, LIMIT. */
import { known, unreachable } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expr, SortKey } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { Query, SetOperationQuery, SortKey as SortItem, ValuesQuery } from '../sql/ast.js';
import { commonType } from '../types/coercion.js';
import type { SqlType } from '../types/sql-type.js';
import { type BindContext, type CteScope, errorAt, withPosition } from './bind-context.js';
import type { BoundRelation, OpenQuery } from './bound-relation.js';
import { coerceImplicitly, coerceToCommon } from './coerce.js';
import { relationOf } from './from.js';
import { type BoundLimits, bindLimits, makeLimit, sortDirection } from './limits.js';
import { rejectLocking } from './locking.js';
import { castColumns, columnExpr, makeRows, makeSet } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { openSelect } from './select.js';
import { sortValue } from './sort-values.js';
import { bindWith, checkUnused } from './with.js';

export function openQuery(context: BindContext, query: Query, parent: QueryLevel | null, outer: CteScope | null): OpenQuery {
  return context.nested(() => {
    const ctes = query.with === null ? outer : bindWith(query.with, parent, outer);
    const open = openBody(context, query, parent, ctes);
    checkUnused(context, ctes, outer);
    return open;
  });
}

function openBody(context: BindContext, query: Query, parent: QueryLevel | null, ctes: CteScope | null): OpenQuery {
  switch (query.kind) {
    case 'select':
      return openSelect(context, query, parent, ctes);
    case 'values':
      return openValues(context, query, parent, ctes);
    case 'set-operation':
      return openSetOperation(context, query, parent, ctes);
    default:
      return unreachable(query);
  }
}

function openValues(context: BindContext, query: ValuesQuery, parent: QueryLevel | null, ctes: CteScope | null): OpenQuery {
  const level = new QueryLevel(parent, ctes);
  level.clause = 'VALUES';
  const width = query.rows[0]?.length ?? 0;
  const rows = query.rows.map((row) => {
    if (row.length !== width) {
      throw errorAt(SQLSTATE.syntaxError, 'VALUES lists must all be the same length', row[0]?.position ?? query.position);
    }
    return row.map((node) => context.binders.expression(context, node, level));
  });
  const columns = Array.from({ length: width }, (_, i) =>
    coerceToCommon(
      context,
      rows.map((row) => known(row[i], 'value')),
      'VALUES',
    ),
  );
  const names = columns.map((_, i) => `column${i + 1}`);
  const types = columns.map((column) => column.type);
  const typed = rows.map((_, r) => columns.map((column) => known(column.exprs[r], 'value')));
  rejectLocking(query, 'VALUES');
  const limits = bindLimits(context, query, level);
  return {
    names,
    types,
    positions: names.map((_, i) => query.rows[0]?.[i]?.position ?? query.position),
    finish: () => {
      const relation = relationOf(context, makeRows(context, typed, names, types));
      return withTail(context, relation, query.orderBy, limits);
    },
  };
}

const CONSTRUCTS = { union: 'UNION', intersect: 'INTERSECT', except: 'EXCEPT' } as const;

function openSetOperation(context: BindContext, query: SetOperationQuery, parent: QueryLevel | null, ctes: CteScope | null): OpenQuery {
  const left = openQuery(context, query.left, parent, ctes);
  const right = openQuery(context, query.right, parent, ctes);
  const construct = CONSTRUCTS[query.operation];
  if (left.types.length !== right.types.length) {
    throw errorAt(
      SQLSTATE.syntaxError,
      `each ${construct} query must have the same number of columns`,
      right.positions[0] ?? query.position,
    );
  }
  const types = left.types.map((type, i) =>
    withPosition(right.positions[i] ?? -1, () => commonType([type, known(right.types[i], 'type')], construct)),
  );
  rejectLocking(query, 'UNION/INTERSECT/EXCEPT');
  const limits = bindLimits(context, query, new QueryLevel(parent, ctes));
  return {
    names: left.names,
    types,
    positions: left.positions,
    finish: () => {
      const inputs = [left, right].map((side) => castSide(context, side.finish(types), types));
      const [first, second] = inputs;
      const plan = makeSet(context, query.operation, query.all, known(first, 'left'), known(second, 'right'), types);
      return withTail(context, relationOf(context, plan), query.orderBy, limits);
    },
  };
}

function castSide(context: BindContext, side: BoundRelation, types: readonly SqlType[]): LogicalPlan {
  return castColumns(context, side.plan, types, (expr, type) => coerceImplicitly(context, expr, type));
}

/** ORDER BY and LIMIT over a finished relation: names and numbers of its columns alone. */
function withTail(context: BindContext, relation: BoundRelation, orderBy: readonly SortItem[], limits: BoundLimits): BoundRelation {
  let plan = relation.plan;
  let keys: readonly SortKey[] = [];
  if (orderBy.length > 0) {
    keys = orderBy.map((item): SortKey => {
      return { expr: sortValue(context, sortColumn(relation, item)), ...sortDirection(item) };
    });
    plan = { kind: 'sort', columns: plan.columns, input: plan, keys };
  }
  plan = makeLimit(context, plan, limits, keys);
  return { ...relation, plan };
}

function sortColumn(relation: BoundRelation, item: SortItem): Expr {
  const { expression } = item;
  if (expression.kind === 'integer') {
    const column = relation.columns[expression.value - 1];
    if (column !== undefined) return columnExpr(column.column);
    throw errorAt(SQLSTATE.invalidColumnReference, `ORDER BY position ${expression.value} is not in select list`, expression.position);
  }
  if (expression.kind === 'column' && expression.name.length === 1) {
    const [name] = expression.name;
    const matches = relation.columns.filter((column) => column.name === name);
    if (matches.length > 1) throw errorAt(SQLSTATE.ambiguousColumn, `ORDER BY "${name ?? ''}" is ambiguous`, expression.position);
    const [match] = matches;
    if (match !== undefined) return columnExpr(match.column);
    throw errorAt(SQLSTATE.undefinedColumn, `column "${name ?? ''}" does not exist`, expression.position);
  }
  throw withDetail(leftEnd(expression));
}

/** Where an expression starts: PostgreSQL points there, not at the operator. */
function leftEnd(node: SortItem['expression']): number {
  let start = node;
  while (start.kind === 'operator' && start.left !== null) start = start.left;
  return start.position;
}

function withDetail(position: number): Error {
  return errorAt(SQLSTATE.featureNotSupported, 'invalid UNION/INTERSECT/EXCEPT ORDER BY clause', position).with({
    detail: 'Only result column names can be used, not expressions or functions.',
    hint: 'Add the expression/function to every SELECT, or move the UNION into a FROM clause.',
  });
}

/** A query on its own: all types settled. */
export function bindWholeQuery(context: BindContext, query: Query, ctes: CteScope | null = null): BoundRelation {
  return openQuery(context, query, null, ctes).finish();
}
