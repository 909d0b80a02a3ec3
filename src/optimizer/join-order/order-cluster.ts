/**
 * The order of the joins of a cluster. Up to LIMITS.exhaustiveJoinRelations: dynamic programming over connected subgraphs and their
 * connected complements (DPccp; Moerkotte and Neumann, VLDB 2006), bushy trees included; for each set the cheapest trees for
 * the ways in which rows may be spread over the workers, since that may save an exchange further up. Beyond: greedy, the cheapest result
 * first (GOO). Parts that no equality connects are joined last, smallest first.
 */
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { ColumnId } from '../../plan/expr.js';
import { COST } from '../physical/cost.js';
import type { JoinGraph, JoinTree, RelationSet } from './join-graph.js';
import { bit } from './join-graph.js';

export interface OrderResult {
  readonly tree: JoinTree;
  /** Pairs of sets whose join was costed. */
  readonly pairs: number;
}

/** `wanted`: columns that the rows had better be hashed by (some of), for what is done with them. */
export function orderCluster(graph: JoinGraph, wanted: ReadonlySet<ColumnId> | null = null): OrderResult {
  const trees: JoinTree[] = [];
  let pairs = 0;
  for (const component of components(graph)) {
    const result = countBits(component) <= LIMITS.exhaustiveJoinRelations ? exhaustive(graph, component, wanted) : greedy(graph, component);
    trees.push(result.tree);
    pairs += result.pairs;
  }
  trees.sort((a, b) => a.rows - b.rows);
  let tree = known(trees[0], 'join tree');
  for (const next of trees.slice(1)) {
    tree = graph.join(tree, next);
    pairs += 1;
  }
  return { tree, pairs };
}

/** Sets of relations that equalities connect. */
function components(graph: JoinGraph): readonly RelationSet[] {
  const found: RelationSet[] = [];
  let rest = graph.all;
  while (rest !== 0n) {
    let component = rest & -rest;
    for (;;) {
      const grown = component | graph.neighbours(component);
      if (grown === component) break;
      component = grown;
    }
    found.push(component);
    rest &= ~component;
  }
  return found;
}

function exhaustive(graph: JoinGraph, component: RelationSet, wanted: ReadonlySet<ColumnId> | null): OrderResult {
  const best = new Map<RelationSet, readonly JoinTree[]>();
  const members = bits(component);
  for (const i of members) best.set(bit(i), [graph.leaf(i)]);
  let pairs = 0;
  // A set's best trees are complete before a larger set uses them: pairs by the size of their union.
  const found: { readonly a: RelationSet; readonly b: RelationSet; readonly size: number }[] = [];
  enumeratePairs(graph, component, (a, b) => found.push({ a, b, size: countBits(a | b) }));
  found.sort((x, y) => x.size - y.size);
  for (const { a, b } of found) {
    pairs += 1;
    let kept = best.get(a | b) ?? [];
    for (const left of known(best.get(a), 'join tree')) {
      for (const right of known(best.get(b), 'join tree')) kept = keepBetter(kept, graph.join(left, right));
    }
    best.set(a | b, kept);
  }
  const trees = known(best.get(component), 'join tree');
  const total = (tree: JoinTree): number => tree.cost + (wanted === null ? 0 : graph.spreadCost(tree, wanted));
  return { tree: trees.reduce((a, b) => (total(b) < total(a) ? b : a)), pairs };
}

/** Ways to spread the rows of a set that are worth remembering beside the cheapest. */
const KEPT_TREES = 3;
/** A dearer tree is kept for how its rows are spread only if that may save an exchange. */
const SPREAD_WORTH = COST.taskStart * 2 + COST.streamOpen * 2;

/** The cheapest tree for each way in which the rows are spread, cheapest first. */
function keepBetter(trees: readonly JoinTree[], tree: JoinTree): readonly JoinTree[] {
  const same = trees.find(({ hashedBy }) => hashedBy === tree.hashedBy);
  if (same !== undefined && same.cost <= tree.cost) return trees;
  const [first] = trees;
  if (first !== undefined && tree.cost > first.cost + SPREAD_WORTH + tree.rows * tree.bytes * COST.networkByte) return trees;
  const all = [...trees.filter((one) => one !== same), tree].sort((a, b) => a.cost - b.cost);
  const cheapest = known(all[0], 'join tree').cost;
  return all.filter((one) => one.cost <= cheapest + SPREAD_WORTH + one.rows * one.bytes * COST.networkByte).slice(0, KEPT_TREES);
}

/** Every pair of disjoint connected sets with an edge between, once. */
function enumeratePairs(graph: JoinGraph, component: RelationSet, emit: (a: RelationSet, b: RelationSet) => void): void {
  const members = bits(component);
  const upTo = (i: number): RelationSet => members.filter((j) => j <= i).reduce((set, j) => set | bit(j), 0n);
  const within = (set: RelationSet): RelationSet => graph.neighbours(set) & component;
  const complements = (a: RelationSet): void => {
    const lowest = members.find((i) => (a & bit(i)) !== 0n) ?? 0;
    const excluded = upTo(lowest) | a;
    const candidates = within(a) & ~excluded;
    for (const i of bits(candidates).reverse()) {
      emit(a, bit(i));
      grow(bit(i), excluded | (upTo(i) & candidates), (b) => emit(a, b));
    }
  };
  const grow = (set: RelationSet, excluded: RelationSet, use: (set: RelationSet) => void): void => {
    const candidates = within(set) & ~excluded;
    if (candidates === 0n) return;
    const subsets = nonEmptySubsets(candidates);
    for (const subset of subsets) use(set | subset);
    for (const subset of subsets) grow(set | subset, excluded | candidates, use);
  };
  for (const i of [...members].reverse()) {
    complements(bit(i));
    grow(bit(i), upTo(i), complements);
  }
}

function nonEmptySubsets(set: RelationSet): readonly RelationSet[] {
  const found: RelationSet[] = [];
  for (let subset = set & -set; subset !== 0n; subset = (subset - set) & set) found.push(subset);
  return found;
}

function greedy(graph: JoinGraph, component: RelationSet): OrderResult {
  let trees: readonly JoinTree[] = bits(component).map((i) => graph.leaf(i));
  const joined = new Map<string, JoinTree>();
  let pairs = 0;
  while (trees.length > 1) {
    let best: { readonly tree: JoinTree; readonly score: number } | null = null;
    for (let i = 0; i < trees.length; i += 1) {
      for (let j = i + 1; j < trees.length; j += 1) {
        const a = known(trees[i], 'tree');
        const b = known(trees[j], 'tree');
        if ((graph.neighbours(a.set) & b.set) === 0n) continue;
        const key = `${a.set} ${b.set}`;
        let tree = joined.get(key);
        if (tree === undefined) {
          tree = graph.join(a, b);
          joined.set(key, tree);
          pairs += 1;
        }
        const score = tree.rows + (tree.cost - a.cost - b.cost);
        if (best === null || score < best.score) best = { tree, score };
      }
    }
    const chosen = known(best, 'a connected pair').tree;
    trees = [...trees.filter((tree) => (tree.set & chosen.set) === 0n), chosen];
  }
  return { tree: known(trees[0], 'join tree'), pairs };
}

function bits(set: RelationSet): number[] {
  const found: number[] = [];
  for (let i = 0, rest = set; rest !== 0n; i += 1, rest >>= 1n) if ((rest & 1n) === 1n) found.push(i);
  return found;
}

function countBits(set: RelationSet): number {
  return bits(set).length;
}
