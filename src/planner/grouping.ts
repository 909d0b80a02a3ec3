/**
 * GROUP BY and aggregates. Expressions were bound over the input of the aggregation; here each part that is a group key becomes
 * the key's output column, and what is left of the input's columns is an error (42803), unless grouping by a table's
 * primary key makes it single-valued.
 */
import { SQLSTATE } from '../common/errors.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { type BindContext, errorAt } from './bind-context.js';
import { canBeNull } from './nullability.js';
import type { QueryLevel } from './query-level.js';
import { rewriteExpr, sameExpr } from './rewrite.js';

interface GroupKey {
  readonly expr: Expr;
  readonly column: Column;
}

export class Grouping {
  readonly #context: BindContext;
  readonly #level: QueryLevel;
  readonly #input: LogicalPlan;
  readonly #keys: GroupKey[] = [];
  readonly #keyIds = new Set<ColumnId>();
  /** Columns that a primary key among the group keys determines. */
  readonly #determined: ReadonlySet<ColumnId>;

  constructor(context: BindContext, level: QueryLevel, input: LogicalPlan, keys: readonly Expr[]) {
    this.#context = context;
    this.#level = level;
    this.#input = input;
    for (const key of keys) this.#addKey(key);
    const tables = level.keyedTables.filter((table) => table.key.every((id) => this.#keyIds.has(id)));
    this.#determined = new Set(tables.flatMap((table) => table.columns));
  }

  /** An expression of SELECT, HAVING or ORDER BY over the aggregation's output. */
  rewrite(expr: Expr): Expr {
    return this.#rewrite(expr, false);
  }

  /** To be called when all expressions were rewritten: they may have added determined columns to the keys. */
  plan(): LogicalPlan {
    return {
      kind: 'aggregate',
      columns: [...this.#keys.map((key) => key.column), ...this.#level.aggregates.map((aggregate) => aggregate.column)],
      input: this.#input,
      keys: this.#keys.map((key) => key.expr),
      aggregates: this.#level.aggregates.map((aggregate) => aggregate.call),
    };
  }

  #addKey(expr: Expr): Column {
    const existing = this.#keys.find((key) => sameExpr(key.expr, expr));
    if (existing !== undefined) return existing.column;
    const own = expr.kind === 'column' ? this.#input.columns.find((column) => column.id === expr.id) : undefined;
    const column = own ?? this.#context.newColumn(keyName(expr), expr.type, canBeNull(this.#context, expr));
    this.#keys.push({ expr, column });
    if (own !== undefined) this.#keyIds.add(own.id);
    return column;
  }

  #rewrite(expr: Expr, inSubquery: boolean): Expr {
    return rewriteExpr(expr, (node) => {
      const key = node.kind === 'literal' ? undefined : this.#keys.find((candidate) => sameExpr(candidate.expr, node));
      if (key !== undefined) {
        const column: Expr = { kind: 'column', type: key.column.type, id: key.column.id };
        return this.#context.locate(column, this.#context.positionOf(node));
      }
      if (node.kind === 'column') return this.#checkColumn(node.id, node, inSubquery);
      // The message differs inside subqueries; the walk into their plans is the same.
      if (node.kind === 'subquery' && !inSubquery) return this.#rewrite(node, true);
      return undefined;
    });
  }

  #checkColumn(id: ColumnId, node: Expr, inSubquery: boolean): Expr {
    if (this.#keyIds.has(id) || this.#context.ownerOf(id) !== this.#level) return node;
    if (this.#determined.has(id)) {
      this.#addKey(node);
      return node;
    }
    const label = this.#context.labelOf(id);
    const message = inSubquery
      ? `subquery uses ungrouped column "${label}" from outer query`
      : `column "${label}" must appear in the GROUP BY clause or be used in an aggregate function`;
    throw errorAt(SQLSTATE.groupingError, message, this.#context.positionOf(node));
  }
}

/** For people only. */
function keyName(expr: Expr): string {
  return expr.kind === 'call' ? expr.name : expr.kind;
}
