/**
 * GROUP BY and aggregates. Expressions were bound over the input of the aggregation; here each part that is a group key becomes
 * the key's output column, and what is left of the input's columns is an error (42803), unless grouping by a table's
 * primary key makes it single-valued. Several grouping sets become one aggregation over an expanded input (expand-sets.ts).
 */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { ColumnId, Expr } from '../plan/expr.js';
import type { Column, LogicalPlan } from '../plan/logical.js';
import { TYPES } from '../types/sql-type.js';
import { type BindContext, errorAt } from './bind-context.js';
import { aggregateSets, type SetKey } from './expand-sets.js';
import type { GroupingSets } from './grouping-sets.js';
import { canBeNull } from './nullability.js';
import { columnExpr } from './plan-nodes.js';
import type { QueryLevel } from './query-level.js';
import { rewriteExpr, rewritePlan, sameExpr, visitExpr } from './rewrite.js';
import { checkEquality } from './sort-values.js';

/** The call that stands for GROUPING(...) until the grouping sets are known. */
export const GROUPING_CALL = 'grouping';

export class Grouping {
  readonly #context: BindContext;
  readonly #level: QueryLevel;
  readonly #input: LogicalPlan;
  /** How many grouping sets there are; null: one, of all keys. */
  readonly #setCount: number | null;
  /** Number of the grouping set of a row, where there are several. */
  readonly #setColumn: Column | null;
  readonly #keys: SetKey[] = [];
  readonly #keyIds = new Set<ColumnId>();
  /** Columns that a primary key among the keys of all sets determines. */
  readonly #determined: ReadonlySet<ColumnId>;

  constructor(context: BindContext, level: QueryLevel, input: LogicalPlan, { keys, sets }: GroupingSets) {
    this.#context = context;
    this.#level = level;
    this.#input = input;
    this.#setCount = sets?.length ?? null;
    this.#setColumn = sets === null ? null : context.newColumn('set', TYPES.int4, false);
    keys.forEach((key, i) => {
      checkEquality([key.type], context.positionOf(key));
      this.#addKey(key, sets === null ? null : sets.map((set) => set.includes(i)));
    });
    const inAllSets = new Set(this.#keys.flatMap((key) => (key.in === null && key.expr.kind === 'column' ? [key.expr.id] : [])));
    const tables = level.keyedTables.filter((table) => table.key.every((id) => inAllSets.has(id)));
    this.#determined = new Set(tables.flatMap((table) => table.columns));
  }

  /** An expression of SELECT, HAVING or ORDER BY over the aggregation's output. */
  rewrite(expr: Expr): Expr {
    return this.#rewrite(expr, false);
  }

  /** To be called when all expressions were rewritten: they may have added determined columns to the keys. */
  plan(): LogicalPlan {
    const { aggregates } = this.#level;
    if (this.#setColumn !== null && this.#setCount !== null) {
      return aggregateSets(this.#context, this.#input, {
        setColumn: this.#setColumn,
        setCount: this.#setCount,
        keys: this.#keys,
        aggregates,
      });
    }
    return {
      kind: 'aggregate',
      columns: [...this.#keys.map((key) => key.column), ...aggregates.map((aggregate) => aggregate.column)],
      input: this.#input,
      keys: this.#keys.map((key) => key.expr),
      aggregates: aggregates.map((aggregate) => aggregate.call),
    };
  }

  #addKey(expr: Expr, inSets: readonly boolean[] | null): Column {
    const existing = this.#keys.find((key) => sameExpr(key.expr, expr));
    if (existing !== undefined) return existing.column;
    const some = inSets?.includes(false) === true ? inSets : null;
    // What is grouped by in some sets only is NULL in the others: a column of its own.
    const own = expr.kind === 'column' && this.#setCount === null ? this.#input.columns.find((column) => column.id === expr.id) : undefined;
    const column = own ?? this.#context.newColumn(keyName(this.#context, expr), expr.type, some !== null || canBeNull(this.#context, expr));
    if (own === undefined && expr.kind === 'column') this.#context.setOrigin(column.id, this.#context.originOf(expr.id));
    this.#keys.push({ expr, column, in: some });
    if (own !== undefined) this.#keyIds.add(own.id);
    return column;
  }

  #rewrite(expr: Expr, inSubquery: boolean): Expr {
    return rewriteExpr(expr, (node) => this.#replacement(node, inSubquery));
  }

  #replacement(node: Expr, inSubquery: boolean): Expr | undefined {
    // Inside of a subquery only columns are recognised as group keys, no expressions.
    const key =
      inSubquery && node.kind !== 'column'
        ? undefined
        : this.#keys.find(({ expr: grouped }) => (node.kind === 'literal' ? grouped === node : sameExpr(grouped, node)));
    if (key !== undefined) {
      const column: Expr = { kind: 'column', type: key.column.type, id: key.column.id };
      return this.#context.locate(column, this.#context.positionOf(node));
    }
    if (node.kind === 'column') return this.#checkColumn(node.id, node, inSubquery);
    if (node.kind === 'call' && node.name === GROUPING_CALL) return this.#groupingMask(node.args, this.#context.positionOf(node));
    if (node.kind !== 'subquery' || inSubquery) return undefined;
    const compare = node.compare === null ? null : this.#rewrite(node.compare, false);
    return { ...node, plan: rewritePlan(node.plan, { expr: (inner) => this.#replacement(inner, true) }), compare };
  }

  #checkColumn(id: ColumnId, node: Expr, inSubquery: boolean): Expr {
    if (this.#keyIds.has(id) || this.#context.ownerOf(id) !== this.#level) return node;
    if (this.#determined.has(id)) return columnExpr(this.#addKey(node, null));
    const label = this.#context.labelOf(id);
    const message = inSubquery
      ? `subquery uses ungrouped column "${label}" from outer query`
      : `column "${label}" must appear in the GROUP BY clause or be used in an aggregate function`;
    throw errorAt(SQLSTATE.groupingError, message, this.#context.positionOf(node));
  }

  /** GROUPING(...): a bit for each argument, the last one lowest, set where the row's grouping set leaves the argument out. */
  #groupingMask(args: readonly Expr[], position: number): Expr | undefined {
    if (args.some((arg) => this.#isOuter(arg))) return undefined;
    const keys = args.map((arg) => {
      const key = this.#keys.find((candidate) => sameExpr(candidate.expr, arg));
      if (key !== undefined) return key;
      const message = 'arguments to GROUPING must be grouping expressions of the associated query level';
      throw errorAt(SQLSTATE.groupingError, message, this.#context.positionOf(arg) >= 0 ? this.#context.positionOf(arg) : position);
    });
    const masks = Array.from({ length: this.#setCount ?? 1 }, (_, set) =>
      keys.reduce((mask, key) => mask * 2 + (key.in === null || key.in[set] === true ? 0 : 1), 0),
    );
    const [first = 0] = masks;
    if (masks.every((mask) => mask === first)) return int4(first);
    const branches = [...new Set(masks)].map((mask) => ({
      when: this.#setIsOneOf(masks.flatMap((each, set) => (each === mask ? [set] : []))),
      then: int4(mask),
    }));
    return { kind: 'case', type: TYPES.int4, branches, otherwise: null };
  }

  #setIsOneOf(sets: readonly number[]): Expr {
    return { kind: 'in-list', type: TYPES.bool, arg: columnExpr(known(this.#setColumn, 'number of the set')), list: sets.map(int4) };
  }

  /** Of an enclosing query: it is its GROUPING. */
  #isOuter(expr: Expr): boolean {
    let outer = false;
    visitExpr(expr, (node) => {
      if (node.kind !== 'column') return;
      const owner = this.#context.ownerOf(node.id);
      outer ||= owner !== undefined && owner !== this.#level;
    });
    return outer;
  }
}

function int4(value: number): Expr {
  return { kind: 'literal', type: TYPES.int4, value };
}

/** For people only. */
function keyName(context: BindContext, expr: Expr): string {
  if (expr.kind === 'column') return context.labelOf(expr.id).split('.').at(-1) ?? expr.kind;
  return expr.kind === 'call' ? expr.name : expr.kind;
}
