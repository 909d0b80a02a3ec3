/**
 * COPY FROM, data of the client's or a file of the server's: much text goes to the workers as it is (copy/text-for-workers.ts). A little of it, binary data, and rows that get defaults, generated values or
 * checks are parsed here, and sent as batches.
 */
import type { TableDef } from '../../catalog/table-def.js';
import { AssertionError, known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import type { HostBatch } from '../../plan/batch.js';
import { rowsFromBatch } from '../../plan/datum-batch.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { BoundCopyFrom } from '../../planner/bound-statement.js';
import { rewritePlan } from '../../planner/rewrite.js';
import { CopyParser } from '../../storage/formats/copy-parser.js';
import { type FileReader, fileReader } from '../../storage/formats/file-reader.js';
import { TO_THE_END, textPieces } from '../../storage/formats/text-input.js';
import type { Datum } from '../../types/datum.js';
import { transcoder } from '../../types/encoding.js';
import { plainSettings, withSession } from '../../types/session-settings.js';
import type { SqlType } from '../../types/sql-type.js';
import { batchesOfRows, batchSchema, constantRows } from '../constant-plan.js';
import { BinaryCopyParser } from '../copy/binary-parser.js';
import { type CopyReader, GrowingText } from '../copy/growing-text.js';
import { TextForWorkers } from '../copy/text-for-workers.js';
import type { CopySink, Outcome } from '../query-service.js';
import { canceled } from '../scheduler.js';
import { withSequenceValues } from '../sequence-plan.js';
import type { StatementContext } from '../statement-context.js';
import { checkNotNull } from './insert.js';
import { appendRouted } from './route-rows.js';
import { writtenTable } from './written-table.js';

export async function copyFrom(bound: BoundCopyFrom, context: StatementContext): Promise<Outcome> {
  const sink = copySink(bound, context);
  if (bound.path === null) return { kind: 'copy-in', columns: bound.ordinals.length, binary: bound.options.format === 'binary', sink };
  const reader = fileReader(context.runtime.fs, context.runtime.objects);
  const file = await fileToRead(bound.path, reader, context);
  for await (const piece of textPieces(reader, file, 0, TO_THE_END)) await sink.write(piece);
  return { kind: 'command', tag: await sink.finish() };
}

async function fileToRead(
  given: string,
  reader: FileReader,
  { fileTables }: StatementContext,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const path = await fileTables.allowed.real(fileTables.allowed.written(given), given);
  const stat = path === null ? null : await reader.stat(path);
  if (path === null || stat === null) {
    throw new ConductError(SQLSTATE.undefinedFile, `could not open file "${given}" for reading: No such file or directory`);
  }
  if (stat.kind === 'file') return { path, bytes: stat.bytes };
  throw new ConductError(SQLSTATE.wrongObjectType, `"${given}" is a directory`);
}

function copySink(bound: BoundCopyFrom, context: StatementContext): CopySink {
  const table = writtenTable(bound.table, context);
  const writer = context.transaction.writer();
  let rows = 0;
  const toUtf8 = transcoder(bound.options.encoding);
  const given = {
    table: bound.rules === null ? table : givenColumns(table, bound.ordinals),
    ordinals: bound.ordinals,
    onBatch: async (batch: HostBatch): Promise<void> => {
      if (bound.rules === null) {
        return await writer.append(table, batch);
      }
      for (const ruled of await underRules(batch, table, bound.rules, context)) {
        rows += ruled.rows;
        await (bound.route === undefined ? writer.append(table, ruled) : appendRouted(ruled, bound.route, context));
      }
    },
  };
  const { options } = bound;
  const settings = context.sessionSettings;
  const parser = options.format === 'binary' ? new BinaryCopyParser(given) : new CopyParser({ ...given, options, settings });
  const forWorkers = (): TextForWorkers =>
    new TextForWorkers({ table, ordinals: bound.ordinals, options, settings: plainSettings(settings), writer });
  const reader: CopyReader = isForWorkers(bound) ? new GrowingText(parser, forWorkers) : parser;
  const checkRunning = (): void => {
    if (context.signal.aborted) throw canceled(context.signal);
  };
  return {
    get context() {
      return reader.context;
    },
    write: async (data) => {
      checkRunning();
      await reader.write(toUtf8 === null || options.format === 'binary' ? data : toUtf8.toUtf8(data));
    },
    finish: async () => {
      checkRunning();
      const read = await reader.finish();
      checkRunning();
      // In a transaction block, what is wrong with the rows is this statement's error.
      if (context.transaction.kind !== 'statement') await context.transaction.flush();
      return `COPY ${bound.rules === null ? read : rows}`;
    },
    abort: async () => undefined,
  };
}

/** Rows that the table's definition makes something of, and names of objects, need the conductor. */
function isForWorkers({ table, options, rules }: BoundCopyFrom): boolean {
  return rules === null && options.format !== 'binary' && !table.columns.some(({ type }) => namesObjects(type));
}

function namesObjects(type: SqlType): boolean {
  return type.kind === 'array' ? namesObjects(type.element) : type.kind.startsWith('reg') || type.kind === 'record';
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
