/** A maximal tree of inner joins, flattened: relations in any order and the predicates between them. */
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { sameType } from '../../types/sql-type.js';
import { conjuncts, idSet } from '../expressions.js';

export interface JoinCluster {
  readonly relations: readonly LogicalPlan[];
  readonly predicates: readonly Expr[];
}

export function isInnerJoin(plan: LogicalPlan): boolean {
  return plan.kind === 'join' && plan.join === 'inner';
}

/** `leaf` is applied to each relation. A projection that only leaves columns out is seen through: columns keep their ids. */
export function flattenCluster(plan: LogicalPlan, leaf: (plan: LogicalPlan) => LogicalPlan): JoinCluster {
  const relations: LogicalPlan[] = [];
  const predicates: Expr[] = [];
  const visit = (node: LogicalPlan): void => {
    if (node.kind === 'join' && node.join === 'inner') {
      visit(node.left);
      visit(node.right);
      predicates.push(...conjuncts(node.condition));
    } else if (node.kind === 'project' && isInnerJoin(node.input) && onlyNarrows(node)) visit(node.input);
    else relations.push(leaf(node));
  };
  visit(plan);
  return { relations, predicates };
}

function onlyNarrows(node: LogicalPlan & { kind: 'project' }): boolean {
  return node.exprs.every((expr, i) => expr.kind === 'column' && expr.id === node.columns[i]?.id);
}

/** Index of the relation that has each column. */
export function relationOfColumns(relations: readonly LogicalPlan[]): ReadonlyMap<ColumnId, number> {
  const owner = new Map<ColumnId, number>();
  relations.forEach((relation, i) => {
    for (const id of idSet(relation.columns)) owner.set(id, i);
  });
  return owner;
}

/** Columns that are equal to each other by `column = column` predicates of one type. */
export class EquivalenceClasses {
  readonly #parent = new Map<ColumnId, ColumnId>();

  /** Whether the predicate is such an equality (and is now taken in). */
  add(predicate: Expr): boolean {
    if (predicate.kind !== 'call' || predicate.name !== '=') return false;
    const [a, b] = predicate.args;
    if (
      a?.kind !== 'column' ||
      b?.kind !== 'column' ||
      a.type.kind !== b.type.kind ||
      (a.type.kind !== 'numeric' && !sameType(a.type, b.type))
    )
      return false;
    this.#parent.set(this.find(a.id), this.find(b.id));
    return true;
  }

  find(id: ColumnId): ColumnId {
    let root = id;
    for (let parent = this.#parent.get(root); parent !== undefined && parent !== root; parent = this.#parent.get(root)) root = parent;
    if (!this.#parent.has(id)) this.#parent.set(id, id);
    if (root !== id) this.#parent.set(id, root);
    return root;
  }

  /** Classes of two and more. */
  get classes(): readonly (readonly ColumnId[])[] {
    const found = new Map<ColumnId, ColumnId[]>();
    for (const id of this.#parent.keys()) {
      const root = this.find(id);
      found.set(root, [...(found.get(root) ?? []), id]);
    }
    return [...found.values()].filter((members) => members.length > 1);
  }
}
