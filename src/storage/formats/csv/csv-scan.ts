/** A range of lines of a delimited file as chunks. Fields that nobody wants are passed over without being looked at. */
import type { TableColumn, TableDef } from '../../../catalog/table-def.js';
import { known } from '../../../common/assert.js';
import { ConductError } from '../../../common/errors.js';
import type { Chunk } from '../../../exec/task.js';
import type { HostBatch } from '../../../plan/batch.js';
import { TYPES } from '../../../types/sql-type.js';
import { CopyParser } from '../copy-parser.js';
import type { FileReader } from '../file-reader.js';
import type { OpenSplit, SplitContext } from '../file-scan.js';
import { hostVector } from '../host-vector.js';
import { textPieces } from '../text-input.js';

export async function* csvChunks(split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  const format = known(context.source.delimited, 'format of a delimited file');
  const fields = fieldColumns(format.fields, context);
  const wanted = new Set(fields.flatMap(({ ordinal }, i) => (context.node.ordinals.includes(ordinal) ? [i] : [])));
  const table: TableDef = { ...context.table, columns: fields.map(({ column }) => column) };
  const ready: Chunk[] = [];
  const parser = new CopyParser({
    table,
    ordinals: fields.map((_, i) => i),
    options: { format: 'csv', header: false, forceNotNull: [], forceNull: [], ...format },
    skipped: new Set(fields.flatMap((_, i) => (wanted.has(i) ? [] : [i]))),
    foreign: true,
    context: `file ${split.file.path}`,
    onBatch: async (batch) => {
      ready.push(toChunk(batch, split, fields, context));
    },
  });
  try {
    for await (const piece of textPieces(context.fs, split.file, split.from, split.to)) {
      await parser.write(piece);
      yield* ready.splice(0);
    }
    await parser.finish();
    yield* ready.splice(0);
  } catch (error) {
    throw await withLine(error, split, context.fs);
  }
}

interface Field {
  readonly column: TableColumn;
  /** Of the table's column; -1: there is none, a partition has taken its place. */
  readonly ordinal: number;
}

function fieldColumns(names: readonly string[], { source, table }: SplitContext): readonly Field[] {
  return names.map((name) => {
    const ordinal = source.columns.findIndex((column) => column.kind === 'stored' && column.name === name);
    const column = table.columns[ordinal];
    return { ordinal, column: { name, type: column?.type ?? TYPES.text, notNull: false } };
  });
}

function toChunk(batch: HostBatch, split: OpenSplit, fields: readonly Field[], context: SplitContext): Chunk {
  const { node, target } = context;
  const columns = node.columns.map((info, i) => {
    const ordinal = known(node.ordinals[i], 'ordinal');
    const field = fields.findIndex((one) => one.ordinal === ordinal);
    const column = batch.columns[field];
    const schema = batch.schema[field];
    if (column === undefined || schema === undefined) return context.constant(split, ordinal, batch.rows, info);
    return hostVector(column, schema.phys, batch.rows, info, target);
  });
  return context.chunk(batch.rows, columns);
}

/** The parser counts from the range's first line; people count from the file's. */
async function withLine(error: unknown, { file, from }: OpenSplit, fs: FileReader): Promise<unknown> {
  if (!(error instanceof ConductError) || error.context === undefined) return error;
  let before = 0;
  for await (const part of textPieces(fs, file, 0, from)) {
    for (let found = part.indexOf(0x0a); found >= 0; found = part.indexOf(0x0a, found + 1)) before += 1;
  }
  const context = error.context.replace(/, line (\d+)/, (_, line: string) => `, line ${Number(line) + before}`);
  return error.with({ context, ...(error.hint === undefined ? { hint: TYPES_HINT } : {}) });
}

const TYPES_HINT = "The types were guessed from the first lines: name them, as in read_csv('...') AS t(a text, b int).";
