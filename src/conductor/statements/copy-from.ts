/** COPY FROM STDIN: parses the client's bytes into batches and sends them to the workers as they come. */
import type { TableDef } from '../../catalog/table-def.js';
import { AssertionError, known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { HostBatch } from '../../plan/batch.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { BoundCopyFrom } from '../../planner/bound-statement.js';
import { rewritePlan } from '../../planner/rewrite.js';
import { CopyParser } from '../../storage/formats/copy-parser.js';
import type { Datum } from '../../types/datum.js';
import { transcoder } from '../../types/encoding.js';
import { withSession } from '../../types/session-settings.js';
import { batchesOfRows, batchSchema, constantRows } from '../constant-plan.js';
import { BinaryCopyParser } from '../copy/binary-parser.js';
import type { CopySink, Outcome } from '../query-service.js';
import { canceled } from '../scheduler.js';
import { withSequenceValues } from '../sequence-plan.js';
import type { StatementContext } from '../statement-context.js';
import { checkNotNull } from './insert.js';
import { appendRouted } from './route-rows.js';
import { writtenTable } from './written-table.js';

export function copyFrom(bound: BoundCopyFrom, context: StatementContext): Outcome {
  const table = writtenTable(bound.table, context);
  const writer = context.transaction.writer();
  let rows = 0;
  const toUtf8 = transcoder(bound.options.encoding);
  const given = {
    table: bound.rules === null ? table : givenColumns(table, bound.ordinals),
    ordinals: bound.ordinals,
    onBatch: async (batch: HostBatch): Promise<void> => {
      if (bound.rules === null) {
        rows += batch.rows;
        return await writer.append(table, batch);
      }
      for (const ruled of await underRules(batch, table, bound.rules, context)) {
        rows += ruled.rows;
        await (bound.route === undefined ? writer.append(table, ruled) : appendRouted(ruled, bound.route, context));
      }
    },
  };
  const { options } = bound;
  const parser =
    options.format === 'binary' ? new BinaryCopyParser(given) : new CopyParser({ ...given, options, settings: context.sessionSettings });
  const checkRunning = (): void => {
    if (context.signal.aborted) throw canceled(context.signal);
  };
  const sink: CopySink = {
    get context() {
      return parser.context;
    },
    write: async (data) => {
      checkRunning();
      await parser.write(toUtf8 === null || options.format === 'binary' ? data : toUtf8.toUtf8(data));
    },
    finish: async () => {
      checkRunning();
      await parser.finish();
      checkRunning();
      // In a transaction block, what is wrong with the rows is this statement's error.
      if (context.transaction.kind !== 'statement') await context.transaction.flush();
      return `COPY ${rows}`;
    },
    abort: async () => undefined,
  };
  return { kind: 'copy-in', columns: bound.ordinals.length, binary: options.format === 'binary', sink };
}

/** What is not in the data is filled in afterwards, and checked for NULLs then. */
function givenColumns(table: TableDef, ordinals: readonly number[]): TableDef {
  return {
    ...table,
    columns: table.columns.map((column, ordinal) => (ordinals.includes(ordinal) ? column : { ...column, notNull: false })),
  };
}

/** The rows with what the table's definition makes of them. */
async function underRules(batch: HostBatch, table: TableDef, rules: LogicalPlan, context: StatementContext): Promise<Iterable<HostBatch>> {
  const given = rowsFromBatch(batch);
  const rows: (readonly Datum[])[] = [];
  for (let at = 0; at < given.length; at += LIMITS.constantRows) {
    const part = given.slice(at, at + LIMITS.constantRows);
    const plan = rewritePlan(rules, {
      expr: () => undefined,
      node: (node) => (node.kind === 'values' && node.rows.length === 0 ? { ...node, rows: part } : node),
    });
    const settled = await withSequenceValues(plan, context, () => {
      throw new AssertionError('rows of COPY are constant');
    });
    rows.push(...known(constantRows(settled, context.sessionSettings), 'constant rows'));
  }
  return withSession(context.sessionSettings, () => {
    checkNotNull(table, rows);
    return [...batchesOfRows(batchSchema(rules.columns), rows)];
  });
}
