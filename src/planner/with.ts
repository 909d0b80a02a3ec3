/** WITH: the names that it makes visible, and what a reference to one stands for. */
import { SQLSTATE } from '../common/errors.js';
import type { LogicalPlan, RecursivePlan } from '../plan/logical.js';
import type { ModifyingQuery, WithClause } from '../sql/ast.js';
import { type BindContext, type CteScope, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { isVolatile } from './constant.js';
import type { QueryLevel } from './query-level.js';
import { bindRecursive, mentionsTable, workingTable } from './recursive.js';
import { rewritePlan } from './rewrite.js';
import { isMarked } from './search-cycle.js';

/** The names of WITH, each seeing those before it; with RECURSIVE all of them. */
export function bindWith(clause: WithClause, level: QueryLevel | null, outer: CteScope | null): CteScope | null {
  const names = new Set<string>();
  const own: CteScope[] = [];
  let scope = outer;
  for (const table of clause.tables) {
    if (names.has(table.name)) {
      throw errorAt(SQLSTATE.duplicateAlias, `WITH query name "${table.name}" specified more than once`, table.position);
    }
    names.add(table.name);
    scope = {
      table,
      outer: scope,
      level,
      references: 0,
      active: false,
      recursion: null,
      once: null,
      modified: null,
      recursive: clause.recursive,
      next: scope,
    };
    own.push(scope);
  }
  if (clause.recursive) for (const each of own) each.outer = scope;
  return scope;
}

/** A WITH table that nothing uses is still checked, then dropped. */
export function checkUnused(context: BindContext, ctes: CteScope | null, outer: CteScope | null): void {
  const unused: CteScope[] = [];
  for (let scope = ctes; scope !== null && scope !== outer; scope = scope.next) if (scope.references === 0) unused.push(scope);
  for (const scope of unused.reverse()) {
    if (scope.references > 0) continue;
    if (scope.table.query.kind === 'modifying') bindModification(context, scope, scope.table.query);
    else bindCte(context, scope);
  }
}

/** The WITH table that a name means. */
export function findCte(start: CteScope | null, name: string): CteScope | undefined {
  for (let scope = start; scope !== null; scope = scope.next) if (scope.table.name === name) return scope;
  return undefined;
}

/** Each reference binds the query of WITH again, so that its columns have ids of their own. */
export function bindCte(context: BindContext, cte: CteScope): BoundRelation {
  const { table } = cte;
  cte.references += 1;
  if (cte.recursion !== null) return workingTable(context, cte.recursion);
  if (table.query.kind === 'modifying') return modifiedRows(context, cte, table.query);
  if (cte.active) {
    throw errorAt(SQLSTATE.featureNotSupported, 'mutual recursion between WITH items is not implemented', table.position);
  }
  if (cte.once !== null) return onceMore(context, cte.once);
  context.countInlined();
  cte.active = true;
  try {
    if (cte.recursive && mentionsTable(table.query, table.name)) return bindRecursive(context, cte, bindWith);
    if (isMarked(table)) throw errorAt(SQLSTATE.syntaxError, 'WITH query is not recursive', table.position);
    const relation = context.binders.query(context, table.query, cte.level, cte.outer).finish();
    if (table.columns.length > relation.columns.length) {
      throw errorAt(
        SQLSTATE.invalidColumnReference,
        `WITH query "${table.name}" has ${relation.columns.length} columns available but ${table.columns.length} columns specified`,
        table.position,
      );
    }
    const columns = relation.columns.map((column, i) => ({ ...column, name: table.columns[i] ?? column.name }));
    if (cte.level !== null || !isVolatilePlan(relation.plan)) return { plan: relation.plan, columns };
    const made = columns.map(({ name, column }) => context.newColumn(name, column.type, column.nullable));
    const step: LogicalPlan = { kind: 'values', columns: made, rows: [] };
    cte.once = { kind: 'recursive', columns: made, id: context.newId(), all: true, name: table.name, base: relation.plan, step };
    return onceMore(context, cte.once);
  } finally {
    cte.active = false;
  }
}

/** A reference to what a data-modifying statement returns. */
function modifiedRows(context: BindContext, cte: CteScope, query: ModifyingQuery): BoundRelation {
  const { table } = cte;
  const { rows, returns } = bindModification(context, cte, query);
  if (!returns) throw errorAt(SQLSTATE.featureNotSupported, `WITH query "${table.name}" does not have a RETURNING clause`, -1);
  if (table.columns.length > rows.columns.length) {
    const message = `WITH query "${table.name}" has ${rows.columns.length} columns available but ${table.columns.length} columns specified`;
    throw errorAt(SQLSTATE.invalidColumnReference, message, table.position);
  }
  const columns = rows.columns.map(({ name, type, nullable }, i) => context.newColumn(table.columns[i] ?? name, type, nullable));
  return {
    plan: { ...rows, columns },
    columns: columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })),
  };
}

/** It is carried out once, however often its rows are read. */
function bindModification(context: BindContext, cte: CteScope, query: ModifyingQuery): NonNullable<CteScope['modified']> {
  if (cte.modified !== null) return cte.modified;
  const { table } = cte;
  if (query.statement.kind === 'merge') throw errorAt(SQLSTATE.featureNotSupported, 'MERGE not supported in WITH query', table.position);
  if (context.outermost?.tables.includes(table) !== true) {
    const message = 'WITH clause containing a data-modifying statement must be at the top level';
    throw errorAt(SQLSTATE.featureNotSupported, message, table.position);
  }
  if (cte.active) {
    const message = `recursive query "${table.name}" must not contain data-modifying statements`;
    throw errorAt(SQLSTATE.invalidRecursion, message, table.position);
  }
  cte.active = true;
  try {
    const statement = context.binders.modifying(context, query.statement, cte.outer);
    const returning = statement.returning ?? null;
    const columns = (returning?.plan.columns ?? []).map((column, i) => ({ ...column, name: returning?.output[i]?.name ?? column.name }));
    const id = context.newId();
    context.modifications.push({ id, name: table.name, statement });
    cte.modified = { rows: { kind: 'working-table', id, columns }, returns: returning !== null };
    return cte.modified;
  } finally {
    cte.active = false;
  }
}

/** One more reference to rows that are made once. */
function onceMore(context: BindContext, plan: RecursivePlan): BoundRelation {
  const columns = plan.columns.map(({ name, type, nullable }) => context.newColumn(name, type, nullable));
  return {
    plan: { ...plan, columns },
    columns: columns.map((column) => ({ name: column.name, column, tableOid: 0, attribute: 0 })),
  };
}

/** Each evaluation may give other rows. */
function isVolatilePlan(plan: LogicalPlan): boolean {
  let found = false;
  rewritePlan(plan, {
    expr: (expr) => {
      found ||= expr.kind === 'call' && isVolatile(expr);
      return undefined;
    },
  });
  return found;
}
