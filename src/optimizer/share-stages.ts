/**
 * share-stages: stages that do the same and send it the same way run once; all their readers read the one that is left.
 *
 * Outputs are kept until the query ends, and each reader names what it pulls by stage and partition, so any number of stages can read
 * one. Two stages are the same when they differ in column ids and names only. A view that a statement uses twice scans its tables once.
 *
 *     WITH r AS (SELECT l_suppkey, sum(...) AS s FROM lineitem GROUP BY 1)
 *     SELECT ... FROM supplier, r WHERE s = (SELECT max(s) FROM r)   →  one stage scans lineitem
 *
 * Not touched: stages with random() and the like, of which each use has values of its own.
 */
import { known } from '../common/assert.js';
import type { Expr } from '../plan/expr.js';
import type { PhysicalPlan, Stage, StagePlan } from '../plan/physical.js';
import { isVolatile } from './expressions.js';
import { mapPhysicalInputs, physicalExpressions, physicalInputs } from './fragment.js';
import { samePlacement } from './physical/distribution.js';

export const SHARE_STAGES = 'share-stages';

/** Rows of constants up to which they are compared. */
const COMPARED_ROWS = 1_000;

export interface SharedStages {
  readonly plan: StagePlan;
  /** Stages that are left out. */
  readonly fired: number;
}

export function shareStages(plan: StagePlan): SharedStages {
  const outlines = plan.stages.map(outline);
  const counts = new Map<string, number>();
  for (const text of outlines) counts.set(text, (counts.get(text) ?? 0) + 1);
  if ([...counts.values()].every((count) => count === 1)) return { plan, fired: 0 };
  // Producers come before their readers, so that equal readers of equal stages are found equal, too.
  const standIn = new Map<number, number>();
  const kept: { stage: Stage; key: string | null }[] = [];
  plan.stages.forEach((stage, i) => {
    const root = redirect(stage.root, standIn);
    const own: Stage = root === stage.root ? stage : { ...stage, root };
    const comparable = stage.consumer !== null && (counts.get(outlines[i] ?? '') ?? 0) > 1 && isRepeatable(stage.root);
    const key = comparable ? stageKey(own) : null;
    const same = key === null ? undefined : kept.find((entry) => entry.key === key && sameReaders(entry.stage, own));
    if (same === undefined) kept.push({ stage: own, key });
    else standIn.set(stage.id, same.stage.id);
  });
  if (standIn.size === 0) return { plan, fired: 0 };
  const numbers = new Map(kept.map(({ stage }, i) => [stage.id, i]));
  const number = (id: number): number => known(numbers.get(standIn.get(id) ?? id), 'stage');
  const stages = kept.map(({ stage }, i) => ({
    ...stage,
    id: i,
    consumer: stage.consumer === null ? null : number(stage.consumer),
    root: renumber(stage.root, number),
  }));
  return { plan: { ...plan, stages }, fired: standIn.size };
}

function redirect(plan: PhysicalPlan, standIn: ReadonlyMap<number, number>): PhysicalPlan {
  return standIn.size === 0 ? plan : renumber(plan, (id) => standIn.get(id) ?? id);
}

function renumber(plan: PhysicalPlan, number: (id: number) => number): PhysicalPlan {
  if (plan.kind === 'exchange-source') return { ...plan, stage: number(plan.stage) };
  return mapPhysicalInputs(plan, (input) => renumber(input, number));
}

/** Both outputs are cut into the same partitions. */
function sameReaders(a: Stage, b: Stage): boolean {
  if (a.partitions !== b.partitions || !samePlacement(a.workers, b.workers)) return false;
  if (a.bucketMap === null || b.bucketMap === null) return a.bucketMap === b.bucketMap;
  return a.bucketMap.every((partition, bucket) => partition === b.bucketMap?.[bucket]);
}

/** What a stage is made of, cheap to compare: stages with different ones are different. */
function outline(stage: Stage): string {
  const visit = (plan: PhysicalPlan): string =>
    `${plan.kind}${plan.kind === 'scan' ? plan.tableId : ''}(${physicalInputs(plan).map(visit).join()})`;
  return `${stage.output.kind} ${visit(stage.root)}`;
}

function isRepeatable(plan: PhysicalPlan): boolean {
  if (plan.kind === 'row-id') return false;
  if (plan.kind === 'values' && plan.rows.length > COMPARED_ROWS) return false;
  return physicalExpressions(plan).every((expr: Expr) => !isVolatile(expr)) && physicalInputs(plan).every(isRepeatable);
}

/** Equal for stages that differ in ids and names of columns, operator ids and estimates only. Ids are numbered in order of appearance. */
function stageKey(stage: Stage): string {
  const ids = new Map<number, number>();
  return JSON.stringify([stage.output, stage.root], function (this: object, name, value: unknown) {
    if (isLeftOut(this, name, value)) return undefined;
    if (typeof value === 'bigint') return `${value}n`;
    // NaN and the infinities are null to JSON.
    if (typeof value === 'number' && !Number.isFinite(value)) return `${value}`;
    if (name !== 'id' || typeof value !== 'number') return value;
    const known = ids.get(value);
    if (known !== undefined) return known;
    ids.set(value, ids.size);
    return ids.size - 1;
  });
}

/** Only a column's name is for people: a call's or an aggregate's says what it does, as the `op` of a comparison does. */
function isLeftOut(holder: object, field: string, value: unknown): boolean {
  switch (field) {
    case 'estimate':
    case 'tableName':
      return true;
    case 'op':
      return typeof value === 'number';
    case 'name':
      return 'id' in holder;
    default:
      return false;
  }
}
