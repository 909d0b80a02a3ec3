/**
 * What join ordering asks of a cluster: relations as bits, which sets are connected, the condition between two sets, and the
 * cost of joining them. Sets are bigints: there may be more than 32 relations.
 */

import type { TableDef } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import type { JoinPlan, LogicalPlan } from '../../plan/logical.js';
import { TYPES } from '../../types/sql-type.js';
import { columnsOf } from '../columns.js';
import { call, columnRef, conjunction } from '../expressions.js';
import { COST } from '../physical/cost.js';
import { makeJoin } from '../plans.js';
import { estimateRows, rowBytes } from '../statistics/estimate-rows.js';
import type { JoinCluster } from './join-cluster.js';
import { EquivalenceClasses, relationOfColumns } from './join-cluster.js';

export type RelationSet = bigint;

/** The best way found to join a set of relations. */
export interface JoinTree {
  readonly set: RelationSet;
  readonly plan: LogicalPlan;
  readonly rows: number;
  readonly bytes: number;
  readonly cost: number;
  /** Classes of the columns that the rows are hashed by, sorted; 'replicated'; null: anyhow. */
  readonly hashedBy: string | null;
}

interface ClassMember {
  readonly id: ColumnId;
  readonly relation: number;
}

export class JoinGraph {
  readonly relations: readonly LogicalPlan[];
  readonly #predicates: readonly { readonly expr: Expr; readonly set: RelationSet }[];
  readonly #members: readonly (readonly ClassMember[])[];
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
    this.#members = this.#classes.classes.map((ids) => ids.map((id) => ({ id, relation: known(owner.get(id), 'relation') })));
    this.#neighbours = cluster.relations.map(() => 0n);
    for (const members of this.#members)
      for (const a of members) for (const b of members) if (a.relation !== b.relation) this.#connect(a.relation, b.relation);
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
    const table = tableOf(plan);
    return {
      set: bit(relation),
      plan,
      rows: estimate.rows,
      bytes: rowBytes(plan.columns, estimate),
      cost: 0,
      hashedBy: table === null ? null : this.#hashedBy(table.table, table.ids),
    };
  }

  /** Relations outside the set that an equality connects to it. */
  neighbours(set: RelationSet): RelationSet {
    let result = 0n;
    for (const i of this.#indexes(set)) result |= this.#neighbours[i] ?? 0n;
    return result & ~set;
  }

  /** The join of two trees, as a plan with its condition, and its cost. */
  join(a: JoinTree, b: JoinTree): JoinTree {
    const { plan, classes } = this.#plan(a, b);
    const estimate = estimateRows(plan);
    const bytes = rowBytes(plan.columns, estimate);
    const { cost: moved, hashedBy } = this.#movement(a, b, classes);
    const [build, probe] = a.rows <= b.rows ? [a, b] : [b, a];
    const keyed = classes.length > 0 || this.#connected(a.set, b.set);
    const local = keyed
      ? build.rows * COST.buildRow + probe.rows * (build.rows > 200_000 ? COST.coldProbeRow : COST.probeRow)
      : build.rows * COST.buildRow + a.rows * b.rows * COST.nestedPair;
    const cost = a.cost + b.cost + (local + estimate.rows * COST.outputRow) / this.#tasks + moved;
    return { set: a.set | b.set, plan, rows: estimate.rows, bytes, cost, hashedBy };
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
  #plan(a: JoinTree, b: JoinTree): { readonly plan: JoinPlan; readonly classes: readonly string[] } {
    const parts: Expr[] = [];
    const classes: string[] = [];
    for (const members of this.#members) {
      const left = members.find((member) => (bit(member.relation) & a.set) !== 0n);
      const right = members.find((member) => (bit(member.relation) & b.set) !== 0n);
      if (left === undefined || right === undefined) continue;
      classes.push(String(this.#classes.find(left.id)));
      parts.push(call('=', TYPES.bool, [this.#column(left.id), this.#column(right.id)]));
    }
    const both = a.set | b.set;
    for (const { expr, set } of this.#predicates) {
      if ((set & ~both) === 0n && (set & ~a.set) !== 0n && (set & ~b.set) !== 0n) parts.push(expr);
    }
    return { plan: makeJoin('inner', a.plan, b.plan, conjunction(parts)), classes };
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
    const send = (tree: JoinTree): number => (tree.rows * (COST.networkRow + tree.bytes * COST.networkByte)) / this.#tasks + FIXED;
    const copy = (tree: JoinTree): number => tree.rows * this.#tasks * (COST.networkRow + tree.bytes * COST.networkByte) + FIXED;
    const options = [
      { cost: copy(a), hashedBy: b.hashedBy },
      { cost: copy(b), hashedBy: a.hashedBy },
    ];
    if (fits(a)) options.push({ cost: send(b), hashedBy: a.hashedBy });
    if (fits(b)) options.push({ cost: send(a), hashedBy: b.hashedBy });
    if (classes.length > 0) options.push({ cost: send(a) + send(b), hashedBy: [...classes].sort().join() });
    return options.reduce((best, option) => (option.cost < best.cost ? option : best));
  }

  #hashedBy(table: TableDef, ids: readonly (ColumnId | undefined)[]): string | null {
    if (table.distribution.kind === 'replicated') return 'replicated';
    if (table.distribution.kind !== 'hash' || ids.includes(undefined)) return null;
    return ids
      .map((id) => String(this.#classes.find(known(id, 'distribution column'))))
      .sort()
      .join();
  }
}

/** Starting an exchange. */
const FIXED = COST.taskStart * 2 + COST.streamOpen * 2;

export function bit(relation: number): RelationSet {
  return 1n << BigInt(relation);
}

/** The table that a relation reads with nothing but filters and tests above, and its distribution columns. */
function tableOf(plan: LogicalPlan): { readonly table: TableDef; readonly ids: readonly (ColumnId | undefined)[] } | null {
  if (plan.kind === 'filter' || plan.kind === 'project') return tableOf(plan.input);
  if (plan.kind === 'join' && (plan.join === 'semi' || plan.join === 'anti')) return tableOf(plan.left);
  if (plan.kind !== 'get') return null;
  const { distribution } = plan.table;
  const ids = distribution.kind === 'hash' ? distribution.ordinals.map((ordinal) => plan.columns[plan.ordinals.indexOf(ordinal)]?.id) : [];
  return { table: plan.table, ids };
}
