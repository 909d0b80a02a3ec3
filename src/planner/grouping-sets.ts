/**
 * GROUP BY as a list of grouping sets: ROLLUP, CUBE and GROUPING SETS expand to sets, and items beside each other multiply
 * (transformGroupClause and expand_grouping_sets in PostgreSQL).
 */
import { known, unreachable } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { Expr } from '../plan/expr.js';
import type { Expression, GroupItem, SelectQuery } from '../sql/ast.js';
import { errorAt } from './bind-context.js';
import { sameExpr } from './rewrite.js';

export interface GroupingSets {
  /** What any of the sets groups by. */
  readonly keys: readonly Expr[];
  /** Indexes of keys, for each set. null: there is one set of all keys. */
  readonly sets: readonly (readonly number[])[] | null;
}

/** Keys of one set. */
type KeySet = readonly number[];

/** bindKey: an expression, a name or a number of the select list. */
export function bindGroupBy(select: SelectQuery, bindKey: (node: Expression) => Expr): GroupingSets {
  const expansion = new Expansion(bindKey);
  let sets: readonly KeySet[] = [[]];
  for (const item of select.groupBy) sets = product(sets, expansion.sets(item), item.position);
  if (select.groupDistinct) sets = withoutDuplicates(sets);
  const [only] = sets;
  if (sets.length === 1 && only !== undefined) return { keys: only.map((key) => expansion.key(key)), sets: null };
  return { keys: expansion.keys, sets };
}

class Expansion {
  readonly keys: Expr[] = [];
  readonly #bindKey: (node: Expression) => Expr;

  constructor(bindKey: (node: Expression) => Expr) {
    this.#bindKey = bindKey;
  }

  key(index: number): Expr {
    return known(this.keys[index], 'key of a grouping set');
  }

  sets(item: GroupItem): readonly KeySet[] {
    switch (item.kind) {
      case 'expression':
        return [this.#keySet(item.expression)];
      case 'empty':
        return [[]];
      case 'sets':
        return item.items.flatMap((each) => this.sets(each));
      case 'rollup': {
        const parts = this.#parts(item.items);
        return Array.from({ length: parts.length + 1 }, (_, i) => union(parts.slice(0, parts.length - i)));
      }
      case 'cube': {
        if (item.items.length > LIMITS.cubeElements) {
          throw errorAt(SQLSTATE.tooManyColumns, `CUBE is limited to ${LIMITS.cubeElements} elements`, item.position);
        }
        const parts = this.#parts(item.items);
        return Array.from({ length: 2 ** parts.length }, (_, i) => union(parts.filter((_part, bit) => (i & (1 << bit)) === 0)));
      }
      default:
        return unreachable(item);
    }
  }

  /** An element of ROLLUP or CUBE: one key, or a list of them in parentheses. */
  #parts(items: readonly GroupItem[]): readonly KeySet[] {
    return items.map((item) => {
      if (item.kind === 'expression') return this.#keySet(item.expression);
      throw notSupported('nested ROLLUP or CUBE', item.position);
    });
  }

  #keySet(node: Expression): KeySet {
    const nodes = node.kind === 'row' && !node.explicit ? node.items : [node];
    return union(nodes.map((each) => [this.#indexOf(this.#bindKey(each))]));
  }

  #indexOf(expr: Expr): number {
    const existing = this.keys.findIndex((key) => sameExpr(key, expr));
    if (existing >= 0) return existing;
    this.keys.push(expr);
    return this.keys.length - 1;
  }
}

function union(parts: readonly KeySet[]): KeySet {
  return [...new Set(parts.flat())];
}

/** Each set of the left with each of the right. */
function product(left: readonly KeySet[], right: readonly KeySet[], position: number): readonly KeySet[] {
  if (left.length * right.length > LIMITS.groupingSets) {
    throw errorAt(SQLSTATE.statementTooComplex, `too many grouping sets present (maximum ${LIMITS.groupingSets})`, position);
  }
  return left.flatMap((a) => right.map((b) => union([a, b])));
}

function withoutDuplicates(sets: readonly KeySet[]): readonly KeySet[] {
  const seen = new Set<string>();
  return sets.filter((set) => {
    const name = [...set].sort((a, b) => a - b).join();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}
