/**
 * What join ordering asks of a cluster: relations as bits, which sets are connected, the condition between two sets, and the
 * cost of joining them. Sets are bigints: there may be more than 32 relations.
 */

import { known } from '../../common/assert.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { columnsOf } from '../columns.js';
import { call, columnRef, conjunction } from '../expressions.js';
import { COST } from '../physical/cost.js';
import { inputsOf, makeJoin } from '../plans.js';
import { estimateRows, rowBytes } from '../statistics/estimate-rows.js';
import type { JoinCluster } from './join-cluster.js';
import { EquivalenceClasses, relationOfColumns } from './join-cluster.js';

export type RelationSet = bigint;

/** A way to join a set of relations. Rows are those of the set: the same for all of its trees. */
export interface JoinTree {
  readonly set: RelationSet;
  readonly rows: number;
  readonly bytes: number;
  readonly cost: number;
  /** Classes of the columns that the rows are hashed by, sorted; 'replicated'; null: anyhow. */
  readonly hashedBy: string | null;
  /** null: a relation. */
  readonly sides: readonly [JoinTree, JoinTree] | null;
}

/** What is the same for all trees of a set. The plan is one of its trees. */
interface SetFacts {
  readonly plan: LogicalPlan;
  readonly rows: number;
  readonly bytes: number;
}

interface ClassMember {
  readonly id: ColumnId;
  readonly bit: RelationSet;
}

interface ColumnClass {
  readonly name: string;
  readonly members: readonly ClassMember[];
  /** Relations that have a member. */
  readonly set: RelationSet;
}

export class JoinGraph {
  readonly relations: readonly LogicalPlan[];
  readonly #predicates: readonly { readonly expr: Expr; readonly set: RelationSet }[];
  readonly #columnClasses: readonly ColumnClass[];
  readonly #facts = new Map<RelationSet, SetFacts>();
  readonly #classes: EquivalenceClasses;
  readonly #neighbours: RelationSet[];
  readonly #types = new Map<ColumnId, Expr['type']>();
  readonly #tasks: number;

  constructor(cluster: JoinCluster, tasks: number) {
    this.relations = cluster.relations;
    this.#tasks = tasks;
    const owner = relationOfColumns(cluster.relations);
    this.#classes = new EquivalenceClasses();
    const predicates: { expr: Expr; set: RelationSet }[] = [];
    for (const expr of cluster.predicates) {
      const relations = new Set([...columnsOf(expr)].map((id) => owner.get(id)).filter((i) => i !== undefined));
      if (relations.size === 2 && this.#classes.add(expr)) continue;
      predicates.push({ expr, set: [...relations].reduce((set, i) => set | bit(i), 0n) });
    }
    this.#predicates = predicates;
    for (const relation of cluster.relations) for (const column of relation.columns) this.#types.set(column.id, column.type);
    this.#columnClasses = this.#classes.classes.map((ids) => {
      const members = ids.map((id) => ({ id, bit: bit(known(owner.get(id), 'relation')) }));
      const name = String(this.#classes.find(known(ids[0], 'member of a class')));
      return { name, members, set: members.reduce((set, member) => set | member.bit, 0n) };
    });
    this.#neighbours = cluster.relations.map(
      (_relation, i) => this.#columnClasses.reduce((set, { set: all }) => ((all & bit(i)) === 0n ? set : set | all), 0n) & ~bit(i),
    );
    for (const { set, expr } of predicates) {
      const relations = this.#indexes(set);
      if (relations.length !== 2 || expr.kind !== 'call' || expr.name !== '=') continue;
      const [a, b] = relations;
      if (a !== undefined && b !== undefined) {
        this.#connect(a, b);
        this.#connect(b, a);
      }
    }
  }

  get size(): number {
    return this.relations.length;
  }

  get all(): RelationSet {
    return (1n << BigInt(this.size)) - 1n;
  }

  leaf(relation: number): JoinTree {
    const plan = known(this.relations[relation], 'relation');
    const estimate = estimateRows(plan);
    const facts: SetFacts = { plan, rows: estimate.rows, bytes: rowBytes(plan.columns, estimate) };
    this.#facts.set(bit(relation), facts);
    const cost = (tableRows(plan) * SCAN_COST) / this.#tasks;
    return { set: bit(relation), rows: facts.rows, bytes: facts.bytes, cost, hashedBy: this.#leafHashedBy(plan), sides: null };
  }

  /** The tree as a plan. */
  plan(tree: JoinTree): LogicalPlan {
    if (tree.sides === null) return known(this.#facts.get(tree.set), 'relation').plan;
    const [a, b] = tree.sides;
    return makeJoin('inner', this.plan(a), this.plan(b), this.#condition(a.set, b.set));
  }

  /** What it costs to hash the tree's rows by some of these columns, for a reader that wants that. */
  spreadCost(tree: JoinTree, columns: ReadonlySet<ColumnId>): number {
    if (this.#tasks === 1 || tree.hashedBy === 'replicated') return 0;
    const wanted = new Set([...columns].map((id) => String(this.#classes.find(id))));
    return tree.hashedBy?.split(',').every((name) => wanted.has(name)) === true ? 0 : FIXED;
  }

  /** Relations outside the set that an equality connects to it. */
  neighbours(set: RelationSet): RelationSet {
    let result = 0n;
    for (const i of this.#indexes(set)) result |= this.#neighbours[i] ?? 0n;
    return result & ~set;
  }

  /** The join of two trees. */
  join(a: JoinTree, b: JoinTree): JoinTree {
    const set = a.set | b.set;
    const { rows, bytes } = this.#factsOf(a.set, b.set);
    const classes = this.#columnClasses.filter((one) => (one.set & a.set) !== 0n && (one.set & b.set) !== 0n).map(({ name }) => name);
    const { cost: moved, hashedBy } = this.#movement(a, b, classes);
    const [build, probe] = a.rows <= b.rows ? [a, b] : [b, a];
    const keyed = classes.length > 0 || this.#connected(a.set, b.set);
    const local = keyed
      ? build.rows * COST.buildRow +
        probe.rows * ((build.rows > 200_000 ? COST.coldProbeRow : COST.probeRow) + Math.max(0, classes.length - 1) * COST.probeKey)
      : build.rows * COST.buildRow + a.rows * b.rows * COST.nestedPair;
    const cost = a.cost + b.cost + (local + rows * COST.outputRow) / this.#tasks + moved;
    return { set, rows, bytes, cost, hashedBy, sides: [a, b] };
  }

  #factsOf(a: RelationSet, b: RelationSet): SetFacts {
    const found = this.#facts.get(a | b);
    if (found !== undefined) return found;
    const left = known(this.#facts.get(a), 'facts of a set').plan;
    const right = known(this.#facts.get(b), 'facts of a set').plan;
    const plan = makeJoin('inner', left, right, this.#condition(a, b));
    const estimate = estimateRows(plan);
    const facts: SetFacts = { plan, rows: estimate.rows, bytes: rowBytes(plan.columns, estimate) };
    this.#facts.set(a | b, facts);
    return facts;
  }

  #connect(a: number, b: number): void {
    this.#neighbours[a] = (this.#neighbours[a] ?? 0n) | bit(b);
  }

  #connected(a: RelationSet, b: RelationSet): boolean {
    return (this.neighbours(a) & b) !== 0n;
  }

  #indexes(set: RelationSet): readonly number[] {
    const found: number[] = [];
    for (let i = 0, rest = set; rest !== 0n; i += 1, rest >>= 1n) if ((rest & 1n) === 1n) found.push(i);
    return found;
  }

  /** One equality a class (the others follow from those inside the sides), and the predicates that both sides together complete. */
  #condition(a: RelationSet, b: RelationSet): Expr {
    const parts: Expr[] = [];
    for (const { members, set } of this.#columnClasses) {
      if ((set & a) === 0n || (set & b) === 0n) continue;
      const left = known(
        members.find((member) => (member.bit & a) !== 0n),
        'member',
      );
      const right = known(
        members.find((member) => (member.bit & b) !== 0n),
        'member',
      );
      parts.push(call('=', TYPES.bool, [this.#column(left.id), this.#column(right.id)]));
    }
    const both = a | b;
    for (const { expr, set } of this.#predicates) {
      if ((set & ~both) === 0n && (set & ~a) !== 0n && (set & ~b) !== 0n) parts.push(expr);
    }
    return conjunction(parts);
  }

  #column(id: ColumnId): Expr {
    return columnRef({ id, type: known(this.#types.get(id), 'type of a column') });
  }

  /** The cheapest way to bring the rows together, roughly as the physical planner will. */
  #movement(a: JoinTree, b: JoinTree, classes: readonly string[]): { readonly cost: number; readonly hashedBy: string | null } {
    if (this.#tasks === 1) return { cost: 0, hashedBy: null };
    if (a.hashedBy === 'replicated') return { cost: 0, hashedBy: b.hashedBy };
    if (b.hashedBy === 'replicated') return { cost: 0, hashedBy: a.hashedBy };
    const joined = new Set(classes);
    const fits = (tree: JoinTree): boolean => tree.hashedBy?.split(',').every((name) => joined.has(name)) === true;
    if (fits(a) && a.hashedBy === b.hashedBy) return { cost: 0, hashedBy: a.hashedBy };
    // While the other side is at work, waiting for this one costs little.
    const start = (tree: JoinTree): number => FIXED - Math.min(FIXED / 2, Math.max(0, (tree === a ? b : a).cost - tree.cost));
    const perRow = (tree: JoinTree): number => COST.networkRow + tree.bytes * COST.networkByte;
    const send = (tree: JoinTree): number => (tree.rows * perRow(tree)) / this.#tasks + start(tree);
    const copy = (tree: JoinTree): number => tree.rows * this.#tasks * perRow(tree) + start(tree);
    const options = [
      { cost: copy(a), hashedBy: b.hashedBy },
      { cost: copy(b), hashedBy: a.hashedBy },
    ];
    if (fits(a)) options.push({ cost: send(b), hashedBy: a.hashedBy });
    if (fits(b)) options.push({ cost: send(a), hashedBy: b.hashedBy });
    if (classes.length > 0) options.push({ cost: send(a) + send(b), hashedBy: [...classes].sort().join() });
    return options.reduce((best, option) => (option.cost < best.cost ? option : best));
  }

  #leafHashedBy(plan: LogicalPlan): string | null {
    const spread = spreadOf(plan);
    if (spread === 'replicated' || spread === null) return spread;
    return spread
      .map((id) => String(this.#classes.find(id)))
      .sort()
      .join();
  }
}

/** Starting an exchange. */
const FIXED = COST.taskStart * 2 + COST.streamOpen * 2;
/** Reading a row of a table, a few columns wide. */
const SCAN_COST = COST.scanRow * 3;

export function bit(relation: number): RelationSet {
  return 1n << BigInt(relation);
}

/** The columns that the rows of a relation will be hashed by: those of its table, or its group keys. null: not known. */
function spreadOf(plan: LogicalPlan): 'replicated' | readonly ColumnId[] | null {
  switch (plan.kind) {
    case 'filter':
      return spreadOf(plan.input);
    case 'project': {
      const below = spreadOf(plan.input);
      if (below === null || below === 'replicated') return below;
      const ids = below.map((id) => plan.columns[plan.exprs.findIndex((expr) => expr.kind === 'column' && expr.id === id)]?.id);
      return allKnown(ids);
    }
    case 'join':
      return plan.join === 'semi' || plan.join === 'anti' ? spreadOf(plan.left) : null;
    case 'aggregate':
      return plan.keys.length === 0 ? null : plan.columns.slice(0, plan.keys.length).map(({ id }) => id);
    case 'get': {
      const { distribution } = plan.table;
      if (distribution.kind === 'replicated') return 'replicated';
      if (distribution.kind !== 'hash') return null;
      return allKnown(distribution.ordinals.map((ordinal) => plan.columns[plan.ordinals.indexOf(ordinal)]?.id));
    }
    default:
      return null;
  }
}

function allKnown(ids: readonly (ColumnId | undefined)[]): readonly ColumnId[] | null {
  const found = ids.filter((id) => id !== undefined);
  return found.length === ids.length ? found : null;
}

function tableRows(plan: LogicalPlan): number {
  return plan.kind === 'get' ? plan.table.stats.rows : inputsOf(plan).reduce((sum, input) => sum + tableRows(input), 0);
}
