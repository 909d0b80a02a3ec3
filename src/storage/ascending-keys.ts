/**
 * Keys whose values ascend from row to row as they come to a table's writer, as those of loads often do: they differ from each other, and are found to be new by
 * bounds alone, without an index of all rows. Of numbers and moments without NULLs; whatever is not looked at counts as not ascending.
 */
import type { TableDef } from '../catalog/table-def.js';
import { keysOf, type TableKey } from '../catalog/table-keys.js';
import type { HostBatch } from '../plan/batch.js';
import { asWords } from './encoding/gather.js';
import type { Piece } from './piece.js';

/** A key column: 32-bit words of its values, one or two a row. */
interface Words {
  readonly words: Int32Array;
  readonly stride: 1 | 2;
}

export class AscendingKeys {
  /** By name, with the last row's values; empty before the first row. */
  readonly #last = new Map<string, readonly Words[]>();
  readonly #keys: readonly TableKey[];

  constructor(table: TableDef) {
    this.#keys = keysOf(table).filter(({ computed }) => computed === undefined);
    for (const { name } of this.#keys) this.#last.set(name, []);
  }

  /** The rows come behind all others. */
  add(batch: HostBatch): void {
    for (const { name, ordinals } of this.#keys) {
      const last = this.#last.get(name);
      if (last === undefined || batch.rows === 0) continue;
      const columns = ordinals.map((ordinal) => keyWords(batch, ordinal));
      if (columns.every((column) => column !== null) && ascends(last, columns, batch.rows)) {
        this.#last.set(
          name,
          columns.map(({ words, stride }) => ({ words: words.slice((batch.rows - 1) * stride, batch.rows * stride), stride })),
        );
      } else this.#last.delete(name);
    }
  }

  has(key: TableKey): boolean {
    return (this.#last.get(key.name)?.length ?? 0) > 0;
  }
}

function keyWords({ schema, columns, rows }: HostBatch, ordinal: number): Words | null {
  const phys = schema[ordinal]?.phys;
  const column = columns[ordinal];
  if (column === undefined || column.validity !== null || (phys !== 'i32' && phys !== 'i64')) return null;
  const stride = phys === 'i64' ? 2 : 1;
  return { words: asWords(column.data, rows * stride), stride };
}

function ascends(last: readonly Words[], columns: readonly Words[], rows: number): boolean {
  if (last.length > 0 && !isBelow(last, 0, columns, 0)) return false;
  for (let row = 1; row < rows; row += 1) if (!isBelow(columns, row - 1, columns, row)) return false;
  return true;
}

function isBelow(left: readonly Words[], a: number, right: readonly Words[], b: number): boolean {
  for (let i = 0; i < left.length; i += 1) {
    const x = left[i] as Words;
    const y = right[i] as Words;
    const difference = x.stride === 2 ? compareWide(x.words, a * 2, y.words, b * 2) : (x.words[a] as number) - (y.words[b] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function compareWide(x: Int32Array, a: number, y: Int32Array, b: number): number {
  const high = (x[a + 1] as number) - (y[b + 1] as number);
  return high !== 0 ? high : ((x[a] as number) >>> 0) - ((y[b] as number) >>> 0);
}

/** No row of the one pieces has the first value of the key of a row of the others, by their bounds. */
export function areApart(key: TableKey, some: readonly Piece[], others: readonly Piece[]): boolean {
  if (others.length === 0) return true;
  const mine = boundsOf(key, some);
  return mine !== null && others.every((other) => isOutside(mine, boundsOf(key, [other])));
}

interface Bounds {
  readonly min: bigint;
  readonly max: bigint;
}

function isOutside(a: Bounds, b: Bounds | null): boolean {
  return b !== null && (a.max < b.min || a.min > b.max);
}

/** null: nobody knows. */
function boundsOf({ ordinals: [first] }: TableKey, pieces: readonly Piece[]): Bounds | null {
  let bounds: Bounds | null = null;
  for (const { description } of pieces) {
    const block = first === undefined ? undefined : description.blocks[first];
    if (block === undefined || block.domain !== 'int' || block.stats.nulls > 0 || block.stats.min === null || block.stats.max === null)
      return null;
    const [min, max] = [BigInt(block.stats.min), BigInt(block.stats.max)];
    bounds = bounds === null ? { min, max } : { min: min < bounds.min ? min : bounds.min, max: max > bounds.max ? max : bounds.max };
  }
  return bounds;
}
