/** Shared by the storage and worker tests: shared memory, tables, random batches, and reading chunks back. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { TableDef, TableDistribution } from '../../src/catalog/table-def.js';
import { emptyStats } from '../../src/catalog/table-stats.js';
import { known } from '../../src/common/assert.js';
import { nodeRuntime } from '../../src/common/node-runtime.js';
import type { Runtime } from '../../src/common/runtime.js';
import { PageMemory } from '../../src/exec/memory.js';
import type { Chunk, ChunkStream } from '../../src/exec/task.js';
import type { HostBatch, HostColumn, PhysType } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows, datumAt, physOfType } from '../../src/plan/datum-batch.js';
import type { PruningPredicate, ScanNode } from '../../src/plan/physical.js';
import { MemoryTransport } from '../../src/rpc/memory-transport.js';
import type { Transport } from '../../src/rpc/transport.js';
import { SectionStore } from '../../src/storage/store.js';
import type { Datum } from '../../src/types/datum.js';
import type { SqlType } from '../../src/types/sql-type.js';
import { TYPES } from '../../src/types/sql-type.js';

export const silent = pino({ level: 'silent' });

export function testRuntime(transport: Transport = new MemoryTransport()): Runtime {
  return nodeRuntime(transport);
}

const folders: string[] = [];

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'conduct-storage-'));
  folders.push(folder);
  return folder;
}

export async function removeTemporaryFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
}

export function testMemory(megabytes = 256): PageMemory {
  return PageMemory.create(megabytes << 20);
}

export function testTable(id: number, types: readonly SqlType[], distribution: TableDistribution = { kind: 'random' }): TableDef {
  const columns = types.map((type, i) => ({ name: `c${i}`, type, notNull: false }));
  return {
    id,
    schema: 'public',
    name: `t${id}`,
    columns,
    primaryKey: [],
    distribution,
    placement: ['w1'],
    version: 1,
    stats: emptyStats(columns),
  };
}

export function tableBatch(table: TableDef, rows: readonly (readonly Datum[])[]): HostBatch {
  return batchFromRows(
    table.columns.map(({ name, type }) => batchColumn(name, type)),
    rows,
  );
}

/** Every type that storage tells apart. */
export const ALL_TYPES: readonly SqlType[] = [
  TYPES.bool,
  TYPES.int2,
  TYPES.int4,
  TYPES.int8,
  TYPES.float8,
  { kind: 'numeric', precision: 9, scale: 2 },
  { kind: 'numeric', precision: 18, scale: 4 },
  { kind: 'numeric', precision: 38, scale: 10 },
  TYPES.numeric,
  TYPES.text,
  { kind: 'char', length: 4 },
  TYPES.date,
  TYPES.timestamp,
  TYPES.interval,
];

/** A value that differs from row to row; extremes now and then. */
export function sampleValue(type: SqlType, row: number): Datum {
  switch (type.kind) {
    case 'bool':
      return row % 3 === 0;
    case 'int2':
      return (row * 7) % 300;
    case 'int4':
    case 'date':
      return row % 100 === 99 ? -2_000_000_000 + row : row * 1_000;
    case 'int8':
    case 'timestamp':
      return row % 100 === 98 ? -(2n ** 62n) - BigInt(row) : BigInt(row) * 10_000_000_000n;
    case 'float8':
      return row * 0.25 - 7;
    case 'numeric': {
      if (type.precision === null) return { unscaled: BigInt(row) * 1_001n - 5n, scale: row % 6 };
      const sign = row % 2 === 0 ? 1n : -1n;
      const digits = BigInt(type.precision);
      return { unscaled: (sign * (BigInt(row) * 123_457n * 10n ** (digits / 2n))) % 10n ** digits, scale: type.scale ?? 0 };
    }
    case 'char':
      return ['a', 'bb', 'ccc', 'dddd'][row % 4]?.padEnd(4) ?? '';
    case 'interval':
      return { months: row % 13, days: -row, micros: BigInt(row) * 1_000_000n };
    default:
      return `text ${row} ä€𝄞`;
  }
}

export function testRows(types: readonly SqlType[], rows: number, nullEvery = 0): Datum[][] {
  return Array.from({ length: rows }, (_, row) =>
    types.map((type, i) => (nullEvery > 0 && (row + i) % nullEvery === 0 ? null : sampleValue(type, row))),
  );
}

export function scanNode(
  table: TableDef,
  version: number,
  ordinals: readonly number[] = table.columns.map((_, i) => i),
  options: { readonly phys?: (ordinal: number) => PhysType; readonly pruning?: readonly PruningPredicate[] } = {},
): ScanNode {
  return {
    kind: 'scan',
    op: 1,
    estimate: { rows: 1, cost: 1 },
    tableId: table.id,
    tableName: table.name,
    version,
    ordinals,
    pruning: options.pruning ?? [],
    share: 'local',
    columns: ordinals.map((ordinal, id) => {
      const { name, type } = known(table.columns[ordinal], 'column');
      const form = physOfType(type);
      return { id, name, type, phys: options.phys?.(ordinal) ?? form.phys, scale: form.scale, nullable: true, range: null };
    }),
  };
}

/** A chunk's rows, out of shared memory. */
export function chunkRows(memory: PageMemory, node: ScanNode, chunk: Chunk): Datum[][] {
  const batch = chunkBatch(memory, node, chunk);
  return Array.from({ length: chunk.rows }, (_, row) =>
    batch.columns.map((column, i) => datumAt(column, known(batch.schema[i], 'column'), row)),
  );
}

export function chunkBatch(memory: PageMemory, node: ScanNode, chunk: Chunk): HostBatch {
  const { bytes, data } = memory.views();
  const schema = node.columns.map(({ name, type, phys, scale }) => ({
    name,
    type,
    phys: phys === 'dict' ? ('str' as const) : phys,
    scale,
  }));
  const columns = chunk.columns.map((vector, i): HostColumn => {
    const { phys } = known(node.columns[i], 'column');
    const validity = vector.validity === 0 ? null : bytes.slice(vector.validity, vector.validity + Math.ceil(chunk.rows / 8));
    if (phys === 'str' || phys === 'dict') {
      const texts: Uint8Array[] = [];
      const offsets = new Int32Array(chunk.rows + 1);
      for (let row = 0; row < chunk.rows; row += 1) {
        let at = vector.data + row * 8;
        if (phys === 'dict') {
          const code = data.getInt32(vector.data + row * 4, true);
          if (code < 0 || code >= vector.dictionarySize) throw new Error(`code ${code} of ${vector.dictionarySize}`);
          at = vector.dictionary + code * 8;
        }
        const start = data.getUint32(at, true);
        const isNull = validity !== null && ((validity[row >>> 3] ?? 0) & (1 << (row & 7))) === 0;
        texts.push(bytes.slice(start, start + (isNull ? 0 : data.getUint32(at + 4, true))));
        offsets[row + 1] = (offsets[row] ?? 0) + known(texts[row], 'text').byteLength;
      }
      return { data: new Uint8Array(Buffer.concat(texts)), validity, offsets };
    }
    const width = { bool: 1, i32: 4, i64: 8, i128: 16, f64: 8, num: 16, interval: 16 }[phys];
    return { data: bytes.slice(vector.data, vector.data + chunk.rows * width), validity, offsets: null };
  });
  return { rows: chunk.rows, schema, columns };
}

/** All rows of a scan, and the number of its chunks; released. */
export async function drain(memory: PageMemory, node: ScanNode, stream: ChunkStream): Promise<{ rows: Datum[][]; chunks: number }> {
  const rows: Datum[][] = [];
  let chunks = 0;
  try {
    for (let chunk = await stream.next(); chunk !== null; chunk = await stream.next()) {
      chunks += 1;
      for (const row of chunkRows(memory, node, chunk)) rows.push(row);
    }
  } finally {
    stream.release();
  }
  return { rows, chunks };
}

export async function openStore(dataDir: string, memory: PageMemory, runtime = testRuntime()): Promise<SectionStore> {
  return SectionStore.open({ runtime, dataDir, memory, log: silent });
}

/** Appends, prepares and commits. */
export async function write(store: SectionStore, table: TableDef, version: number, batches: readonly HostBatch[]): Promise<void> {
  const transaction = `tx-${version}`;
  store.begin(transaction, table);
  for (const batch of batches) await store.append(transaction, table, batch);
  await store.prepare(transaction);
  await store.commit(transaction, version);
}

/** The first column of each row, for short comparisons. */
export function firsts(rows: readonly (readonly Datum[])[]): Datum[] {
  return rows.map((row) => known(row[0], 'first column')).sort((a, b) => Number(a) - Number(b));
}
