/**
 * Lets the tasks of the last stage make the messages that the client gets, where there are many rows: the conductor has one thread, the
 * workers have many. Only rows whose values all have a compiled text form are rendered there, and others here (frontend/row-writer.ts).
 */
import { known } from '../common/assert.js';
import { LIMITS } from '../common/limits.js';
import type { HostBatch } from '../plan/batch.js';
import type { ColumnInfo } from '../plan/column-info.js';
import type { PhysicalPlan, ProjectNode, Stage, StagePlan } from '../plan/physical.js';
import { isRenderable, WIRE_ROW } from '../plan/wire-row.js';
import type { SessionSettings } from '../types/session-settings.js';
import { TYPES } from '../types/sql-type.js';
import { inputsOf } from './scheduler.js';

/** The plan with messages in the place of rows, or null: the conductor renders them. */
export function withMessages(plan: StagePlan, { dateOutput }: SessionSettings): StagePlan | null {
  const last = known(plan.stages.at(-1), 'last stage');
  const { root } = last;
  const renderable = plan.columns.length > 0 && plan.columns.every((column) => isRenderable(column, dateOutput === 'ISO'));
  if (!renderable || root.estimate.rows < LIMITS.renderedRows || last.write !== null) return null;
  const column: ColumnInfo = {
    id: Math.max(...root.columns.map(({ id }) => id), ...plan.columns.map(({ id }) => id)) + 1,
    name: WIRE_ROW,
    type: TYPES.text,
    phys: 'str',
    scale: 0,
    nullable: false,
    range: null,
  };
  const rendered: ProjectNode = {
    kind: 'project',
    op: 1 + Math.max(...plan.stages.map((stage) => largestOp(stage.root))),
    columns: [column],
    estimate: root.estimate,
    input: root,
    exprs: [{ kind: 'call', name: WIRE_ROW, type: TYPES.text, args: plan.columns.map(({ id, type }) => ({ kind: 'column', id, type })) }],
  };
  const stage: Stage = { ...last, root: rendered, columns: [column] };
  return { stages: [...plan.stages.slice(0, -1), stage], columns: [column] };
}

/** What comes of such a plan, marked for the frontend. */
export async function* asMessages(batches: AsyncIterable<HostBatch>): AsyncGenerator<HostBatch> {
  for await (const batch of batches) yield { ...batch, messages: true };
}

function largestOp(plan: PhysicalPlan): number {
  return Math.max(plan.op, ...inputsOf(plan).map(largestOp));
}
