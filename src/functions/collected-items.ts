/**
 * What the collect aggregate collects: items, one a row, each a line of JSON with the row's values. The functions that make
 * results of them (collected.ts) sort them and drop duplicates first, as the call asks for.
 */
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';

/** Values that JSON has no form for are objects with one of these fields. */
interface Marked {
  readonly n?: string;
  readonly f?: string;
  /** Decimal: unscaled, scale, special. */
  readonly d?: readonly [string, number, string?];
  readonly i?: readonly [number, number, string];
  readonly t?: readonly [string, number];
  readonly b?: string;
  /** Array: lengths, lower bounds, elements. */
  readonly a?: readonly [readonly number[], readonly number[], readonly Encoded[]];
  readonly r?: readonly Encoded[];
}

type Encoded = null | boolean | number | string | Marked;

function encode(value: Datum): Encoded {
  switch (typeof value) {
    case 'bigint':
      return { n: value.toString() };
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { f: Object.is(value, -0) ? '-0' : String(value) };
    case 'boolean':
    case 'string':
      return value;
    default:
  }
  if (value === null) return null;
  if (value instanceof Uint8Array) return { b: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  if ('unscaled' in value) {
    return { d: value.special === undefined ? [value.unscaled.toString(), value.scale] : ['0', value.scale, value.special] };
  }
  if ('months' in value) return { i: [value.months, value.days, value.micros.toString()] };
  if ('timeMicros' in value) return { t: [value.timeMicros.toString(), value.zoneWest] };
  if ('elements' in value) {
    return { a: [value.dimensions.map(({ length }) => length), value.dimensions.map(({ lower }) => lower), value.elements.map(encode)] };
  }
  return { r: value.fields.map(encode) };
}

function decode(value: Encoded): Datum {
  if (typeof value !== 'object' || value === null) return value;
  if (value.n !== undefined) return BigInt(value.n);
  if (value.f !== undefined) return Number(value.f);
  if (value.d !== undefined) {
    const [unscaled, scale, special] = value.d;
    return {
      unscaled: BigInt(unscaled),
      scale,
      ...(special === undefined ? {} : { special: special as 'NaN' | 'Infinity' | '-Infinity' }),
    };
  }
  if (value.i !== undefined) return { months: value.i[0], days: value.i[1], micros: BigInt(value.i[2]) };
  if (value.t !== undefined) return { timeMicros: BigInt(value.t[0]), zoneWest: value.t[1] };
  if (value.b !== undefined) return new Uint8Array(Buffer.from(value.b, 'base64'));
  if (value.a !== undefined) {
    const [lengths, lowers, elements] = value.a;
    return { dimensions: lengths.map((length, i) => ({ length, lower: lowers[i] ?? 1 })), elements: elements.map(decode) };
  }
  return { fields: (value.r ?? []).map(decode) };
}

const SEPARATOR = '\n';

/** The text of one row's item. */
export function itemText(values: readonly Datum[]): string {
  return `${JSON.stringify(values.map(encode))}${SEPARATOR}`;
}

export interface ItemOrder {
  /** Of a value of the item. */
  readonly index: number;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** How the items of a call are to be read. */
export interface ItemSpec {
  /** Types of the item's values. */
  readonly types: readonly SqlType[];
  readonly order: readonly ItemOrder[];
  /** Items that are equal in their first so many values are one. Their order is by all of these. */
  readonly distinct: number | null;
}

export type Item = readonly Datum[];

/** The items of a collected text, in the order that the spec asks for, else as they came. */
export function readItems(text: Datum, spec: ItemSpec): readonly Item[] {
  if (typeof text !== 'string' || text === '') return [];
  const lines = JSON.parse(`[${text.slice(0, -SEPARATOR.length).replaceAll(SEPARATOR, ',')}]`) as Encoded[][];
  const items = lines.map((line) => line.map(decode));
  if (spec.order.length > 0) items.sort((a, b) => compareItems(spec, a, b));
  const { distinct } = spec;
  if (distinct === null) return items;
  return items.filter((item, i) => {
    const before = items[i - 1];
    return before === undefined || !isSameItem(spec, distinct, before, item);
  });
}

/** By the keys of the order; 0 for items that come in any order. */
export function compareItems({ types, order }: ItemSpec, a: Item, b: Item): number {
  for (const { index, descending, nullsFirst } of order) {
    const left = a[index] ?? null;
    const right = b[index] ?? null;
    if (left === null || right === null) {
      if (left === right) continue;
      return (left === null) === nullsFirst ? -1 : 1;
    }
    const type = types[index];
    const compared = type === undefined ? 0 : compareDatums(type, left, right);
    if (compared !== 0) return descending ? -compared : compared;
  }
  return 0;
}

function isSameItem({ types }: ItemSpec, count: number, a: Item, b: Item): boolean {
  return types.slice(0, count).every((type, i) => {
    const left = a[i] ?? null;
    const right = b[i] ?? null;
    return left === null || right === null ? left === right : compareDatums(type, left, right) === 0;
  });
}
