/**
 * RANGE with offsets: distances between keys, as PostgreSQL's in_range functions measure them. Keys of a partition are read once, as
 * values that compare by themselves: integers, floats, decimals and intervals each in their own way; dates and times as microseconds.
 */
import { known } from '../../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import { datumAt } from '../../plan/datum-batch.js';
import { compareDatums } from '../../types/compare.js';
import { addInterval, dateToTimestamp } from '../../types/datetime.js';
import type { Datum, Decimal, Interval, TimeWithZone } from '../../types/datum.js';
import { addDecimals, compareDecimals, DECIMAL_ZERO, subtractDecimals } from '../../types/decimal.js';
import { addIntervals, negateInterval, subtractIntervals } from '../../types/interval.js';
import type { SqlType, TypeKind } from '../../types/sql-type.js';
import { TYPES } from '../../types/sql-type.js';
import { FIELD_BYTES, TUPLE, type TupleField } from '../layout.js';

const NO_INTERVAL: Interval = { months: 0, days: 0, micros: 0n };

const NO_TEXT = new Uint8Array(0);

/** The value of a field. */
export function fieldDatum(bytes: Uint8Array, tuple: number, { info, offset, validBit }: TupleField): Datum {
  if (validBit >= 0 && ((bytes[tuple + TUPLE.validity + (validBit >> 3)] ?? 0) & (1 << (validBit & 7))) === 0) return null;
  const at = tuple + offset;
  const schema = { name: '', type: info.type, phys: info.phys, scale: info.scale };
  if (info.phys !== 'str') return datumAt({ data: bytes.slice(at, at + FIELD_BYTES[info.phys]), validity: null, offsets: null }, schema, 0);
  const words = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const start = words.getUint32(0, true);
  const length = words.getUint32(4, true);
  const data = length === 0 ? NO_TEXT : bytes.slice(start, start + length);
  return datumAt({ data, validity: null, offsets: Int32Array.of(0, length) }, schema, 0);
}

/** How the keys of a type are moved and compared. */
interface Ruler<K, O> {
  key(value: Datum): K;
  offset(value: Datum): O;
  isNegative(offset: O): boolean;
  /** key >= base -+ offset, or <= with `less`. */
  inRange(key: K, base: K, offset: O, subtract: boolean, less: boolean): boolean;
}

function compared(order: number, less: boolean): boolean {
  return less ? order <= 0 : order >= 0;
}

const INTEGERS: Ruler<bigint, bigint> = {
  key: (value) => BigInt(value as number | bigint),
  offset: (value) => BigInt(value as number | bigint),
  isNegative: (offset) => offset < 0n,
  inRange: (key, base, offset, subtract, less) => {
    const bound = subtract ? base - offset : base + offset;
    return less ? key <= bound : key >= bound;
  },
};

const FLOATS: Ruler<number, number> = {
  key: (value) => value as number,
  offset: (value) => value as number,
  isNegative: (offset) => Number.isNaN(offset) || offset < 0,
  inRange: (key, base, offset, subtract, less) => {
    if (Number.isNaN(key)) return Number.isNaN(base) || !less;
    if (Number.isNaN(base)) return less;
    // Infinity less infinity is anything: all rows up to the other infinity.
    if (!Number.isFinite(offset) && !Number.isFinite(base) && (subtract ? base > 0 : base < 0)) return true;
    const bound = subtract ? base - offset : base + offset;
    return less ? key <= bound : key >= bound;
  },
};

const DECIMALS: Ruler<Decimal, Decimal> = {
  key: (value) => value as Decimal,
  offset: (value) => value as Decimal,
  isNegative: (offset) => offset.special === 'NaN' || compareDecimals(offset, DECIMAL_ZERO) < 0,
  inRange: (key, base, offset, subtract, less) => {
    if (key.special === 'NaN') return base.special === 'NaN' || !less;
    if (base.special === 'NaN') return less;
    if (offset.special === 'Infinity' && base.special === (subtract ? 'Infinity' : '-Infinity')) return true;
    return compared(compareDecimals(key, subtract ? subtractDecimals(base, offset) : addDecimals(base, offset)), less);
  },
};

const isNegativeInterval = (offset: Interval): boolean => compareDatums(TYPES.interval, offset, NO_INTERVAL) < 0;

const INTERVALS: Ruler<Interval, Interval> = {
  key: (value) => value as Interval,
  offset: (value) => value as Interval,
  isNegative: isNegativeInterval,
  inRange: (key, base, offset, subtract, less) => {
    const bound = subtract ? subtractIntervals(base, offset) : addIntervals(base, offset);
    return compared(compareDatums(TYPES.interval, key, bound), less);
  },
};

function timestamps(key: (value: Datum) => bigint): Ruler<bigint, Interval> {
  return {
    key,
    offset: (value) => value as Interval,
    isNegative: isNegativeInterval,
    inRange: (value, base, offset, subtract, less) => {
      const bound = addInterval(base, subtract ? negateInterval(offset) : offset);
      return less ? value <= bound : value >= bound;
    },
  };
}

/** A time of day moves by an interval's time alone, and does not wrap around. */
const TIMES: Ruler<bigint, Interval> = {
  key: (value) => value as bigint,
  offset: (value) => value as Interval,
  isNegative: (offset) => offset.micros < 0n,
  inRange: (value, base, offset, subtract, less) => {
    const bound = subtract ? base - offset.micros : base + offset.micros;
    return less ? value <= bound : value >= bound;
  },
};

const ZONED_TIMES: Ruler<TimeWithZone, Interval> = {
  key: (value) => value as TimeWithZone,
  offset: TIMES.offset,
  isNegative: TIMES.isNegative,
  inRange: (value, base, offset, subtract, less) => {
    const timeMicros = subtract ? base.timeMicros - offset.micros : base.timeMicros + offset.micros;
    const bound = { ...base, timeMicros };
    return compared(compareDatums(TYPES.timetz, value, bound), less);
  },
};

function rulerOf(kind: TypeKind): Ruler<unknown, unknown> {
  switch (kind) {
    case 'int2':
    case 'int4':
    case 'int8':
      return INTEGERS as Ruler<unknown, unknown>;
    case 'float4':
    case 'float8':
      return FLOATS as Ruler<unknown, unknown>;
    case 'numeric':
      return DECIMALS as Ruler<unknown, unknown>;
    case 'interval':
      return INTERVALS as Ruler<unknown, unknown>;
    case 'date':
      return timestamps((value) => dateToTimestamp(value as number)) as Ruler<unknown, unknown>;
    case 'timestamp':
    case 'timestamptz':
      return timestamps((value) => value as bigint) as Ruler<unknown, unknown>;
    case 'time':
      return TIMES as Ruler<unknown, unknown>;
    case 'timetz':
      return ZONED_TIMES as Ruler<unknown, unknown>;
    default:
      throw notSupported(`RANGE with offset over type ${kind}`);
  }
}

export interface RangeInput {
  readonly type: SqlType;
  readonly keys: readonly Datum[];
  readonly start: Datum | undefined;
  readonly end: Datum | undefined;
}

/** The comparison of keys at a distance; undefined offsets are of bounds without one. */
export function rangeTest(
  input: RangeInput,
): (row: number, base: number, edge: 'start' | 'end', subtract: boolean, less: boolean) => boolean {
  const ruler = rulerOf(input.type.kind);
  const keys = input.keys.map((key) => (key === null ? null : ruler.key(key)));
  const offsetOf = (value: Datum | undefined): unknown => {
    if (value === undefined) return undefined;
    const offset = ruler.offset(value);
    if (ruler.isNegative(offset)) {
      throw new ConductError(SQLSTATE.invalidPrecedingOrFollowingSize, 'invalid preceding or following size in window function');
    }
    return offset;
  };
  const offsets = { start: offsetOf(input.start), end: offsetOf(input.end) };
  return (row, base, edge, subtract, less) =>
    ruler.inRange(known(keys[row], 'key'), known(keys[base], 'key'), known(offsets[edge], 'offset'), subtract, less);
}
