/** A range of a JSON file as chunks: members that are wanted go from the bytes into columns, others are passed over. */
import { known } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import type { Chunk } from '../../../exec/task.js';
import type { SqlType } from '../../../types/sql-type.js';
import { typeLabel } from '../../../types/type-name.js';
import { type ColumnBuilder, columnBuilder } from '../column-builder.js';
import type { OpenSplit, SplitContext } from '../file-scan.js';
import { hostVector } from '../host-vector.js';
import { readText, textPieces } from '../text-input.js';
import { readJsonRows } from './json-rows.js';
import { type JsonKind, type JsonScanner, unescaped } from './json-scanner.js';

const BATCH_ROWS = 32_768;

interface Member {
  readonly builder: ColumnBuilder;
  readonly type: SqlType;
  /** The row that it was set in last. */
  seen: number;
}

export async function* jsonChunks(split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  const bytes = await readText(context.fs, split.file, split.from, split.to);
  const { node, source, table, target } = context;
  const members = new Map<string, Member>();
  for (const ordinal of node.ordinals) {
    const column = source.columns[ordinal];
    const type = table.columns[ordinal]?.type;
    if (column?.kind !== 'stored' || type === undefined) continue;
    members.set(column.name, { builder: columnBuilder(column.name, type, BATCH_ROWS), type, seen: -1 });
  }
  const chunks: Chunk[] = [];
  let row = 0;
  let at = 0;
  const flush = (): void => {
    const columns = node.columns.map((info, i) => {
      const ordinal = known(node.ordinals[i], 'ordinal');
      const column = source.columns[ordinal];
      const member = column?.kind === 'stored' ? members.get(column.name) : undefined;
      if (member === undefined) return context.constant(split, ordinal, row, info);
      const made = member.builder.finish(row);
      const phys = member.type.kind === 'numeric' && made.offsets !== null ? 'str' : member.builder.schema.phys;
      return hostVector(made, phys, row, info, target);
    });
    chunks.push(context.chunk(row, columns));
    row = 0;
    for (const member of members.values()) member.seen = -1;
  };
  try {
    readJsonRows(
      bytes,
      (scanner, name, kind, start, end) => {
        const member = members.get(name);
        if (member === undefined) return;
        add(member, scanner, name, kind, start, end, row);
        member.seen = row;
      },
      (end) => {
        for (const member of members.values()) if (member.seen !== row) member.builder.addNull(row);
        row += 1;
        at = end;
        if (row === BATCH_ROWS) flush();
        return false;
      },
    );
  } catch (error) {
    throw await withLine(error, bytes, at, split, context);
  }
  if (row > 0) flush();
  yield* chunks;
}

function add(member: Member, scanner: JsonScanner, name: string, kind: JsonKind, start: number, end: number, row: number): void {
  const { builder, type } = member;
  const isJson = type.kind === 'json' || type.kind === 'jsonb';
  if (kind === 'null' && !isJson) {
    builder.addNull(row);
    return;
  }
  try {
    if (isJson) {
      if (kind === 'null') builder.addNull(row);
      else builder.add(scanner.bytes, start, end, row);
    } else if (kind === 'string') {
      addString(builder, scanner.bytes, start + 1, end - 1, row);
    } else {
      builder.add(scanner.bytes, start, end, row);
    }
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    throw error.with({ context: `member ${name} of type ${typeLabel(type)}` });
  }
}

function addString(builder: ColumnBuilder, bytes: Buffer, start: number, end: number, row: number): void {
  const backslash = bytes.indexOf(0x5c, start);
  if (backslash < 0 || backslash >= end) {
    builder.add(bytes, start, end, row);
    return;
  }
  const text = unescaped(bytes, start, end);
  if (text.includes('\0')) throw new ConductError(SQLSTATE.untranslatableCharacter, 'unsupported Unicode escape sequence');
  const made = Buffer.from(text);
  builder.add(made, 0, made.length, row);
}

async function withLine(error: unknown, bytes: Uint8Array, at: number, { file, from }: OpenSplit, { fs }: SplitContext): Promise<unknown> {
  if (!(error instanceof ConductError)) return error;
  let line = 1;
  const count = (part: Uint8Array): void => {
    for (let found = part.indexOf(0x0a); found >= 0; found = part.indexOf(0x0a, found + 1)) line += 1;
  };
  for await (const part of textPieces(fs, file, 0, from)) count(part);
  // The row that failed begins after the last one that did not, and the white space between them.
  let begin = at;
  while (begin < bytes.length && (bytes[begin] === 0x0a || bytes[begin] === 0x0d || bytes[begin] === 0x20 || bytes[begin] === 0x2c))
    begin += 1;
  count(bytes.subarray(0, begin));
  const where = error.context === undefined ? '' : `, ${error.context}`;
  return error.with({ context: `file ${file.path}, line ${line}${where}` });
}
