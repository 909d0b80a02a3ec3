/**
 * What compiled code asks JavaScript for, a row at a time, on the executor thread: functions of the registry without a compiled
 * form, conversions from and to text, and libm. Arguments are pushed one by one, then `invoke` or `cast` evaluates and keeps the
 * result, whose words are fetched afterwards; a text result is written by `take` into memory that the caller has allocated.
 * One thread makes one call at a time, so that this state needs no lock. Errors are thrown as ConductError through compiled code.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { callFunction } from '../../functions/call.js';
import { FUNCTIONS } from '../../functions/registry.js';
import type { PhysType } from '../../plan/batch.js';
import type { ValueInfo } from '../../plan/column-info.js';
import { decodeNum, fitsNum } from '../../plan/datum-batch.js';
import { hashDecimal } from '../../plan/hash.js';
import { fromJson } from '../../plan/serialize.js';
import { castDatum } from '../../types/cast.js';
import { typeOfKind } from '../../types/coercion.js';
import type { Datum, Decimal, Interval } from '../../types/datum.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32 } from '../../types/datum.js';
import { decimalToNumber, roundDecimal } from '../../types/decimal.js';
import type { ScalarKind, SqlType, TypeKind } from '../../types/sql-type.js';
import { isOidKind, sameType, TYPE_OIDS, TYPES } from '../../types/sql-type.js';
import { fromStored, toStored } from '../../types/stored.js';
import type { WasmType } from './assembler.js';

/** The functions of import module `host`. */
export const HOST_SIGNATURES: { readonly [name: string]: { readonly params: readonly WasmType[]; readonly results: readonly WasmType[] } } =
  {
    /** unscaled (lo, hi), scale: the nearest float. */
    decimal_to_f64: { params: ['i64', 'i64', 'i32'], results: ['f64'] },
    /** A type that the next `push`, `invoke` or `cast` speaks of (see packInfo): reference to its JSON. */
    type: { params: ['i64'], results: [] },
    /** An argument: how it is kept (packInfo; plus NULL_ARGUMENT), its words. */
    push: { params: ['i32', 'i64', 'i64'], results: [] },
    /** Index in FUNCTIONS (plus SPREAD), packInfo of the result. 1: NULL. */
    invoke: { params: ['i32', 'i32'], results: ['i32'] },
    /** Of the one argument: mode (index in CAST_MODES), how the result is kept. 1: NULL. */
    cast: { params: ['i32', 'i32'], results: ['i32'] },
    /** The words of the last result; of text the length in bytes. */
    result_lo: { params: [], results: ['i64'] },
    result_hi: { params: [], results: ['i64'] },
    /** Writes the last text result. */
    take: { params: ['i32'], results: [] },
    /** Distribution hash of a wide numeric. */
    hash_wide: { params: ['i64'], results: ['i32'] },
    /** Context, bytes: from here on its scratch area has so much room. */
    grow_scratch: { params: ['i32', 'i32'], results: [] },
  };

const KINDS = Object.keys(TYPE_OIDS).sort() as ScalarKind[];
/** In place of a kind: the type came by `type` before. */
const GIVEN_TYPE = 63;
const PHYS: readonly PhysType[] = ['bool', 'i32', 'i64', 'i128', 'f64', 'num', 'interval', 'str', 'dict'];
export const NULL_ARGUMENT = 1 << 20;
/** invoke: the last argument is an array of arguments. */
export const SPREAD = 1 << 30;

assert(KINDS.length < GIVEN_TYPE, 'kinds fit into six bits');

/** Kind, physical type and scale of a value in one word. A type that is more than its kind is handed over by `type`. */
export function packInfo(info: ValueInfo): number {
  const kind = isPlainType(info.type) ? KINDS.indexOf(info.type.kind) : GIVEN_TYPE;
  return kind | (PHYS.indexOf(info.phys) << 6) | (info.scale << 10);
}

/** Kinds of many types, which no kind alone tells. */
const IS_COMPOSED: ReadonlySet<string> = new Set(['array', 'enum', 'record', 'range', 'multirange']);

/** True for types that their kind alone tells. */
export function isPlainType(type: SqlType): type is SqlType & { kind: ScalarKind } {
  if (IS_COMPOSED.has(type.kind)) return false;
  return sameType(type, typeOfKind(type.kind));
}

export const CAST_MODES = ['implicit', 'assignment', 'explicit'] as const;

const utf8Decoder = new TextDecoder();
const LOW_64 = (1n << 64n) - 1n;
const LOW_56 = (1n << 56n) - 1n;

/** Gives the phase of that context a new scratch area with room for so many bytes. */
export type GrowScratch = (context: number, bytes: number) => void;

/** The imports of one thread. */
export function hostFunctions(memory: WebAssembly.Memory, growScratch: GrowScratch): WebAssembly.ModuleImports {
  let args: Datum[] = [];
  let types: SqlType[] = [];
  const given: SqlType[] = [];
  const typeCache = new Map<bigint, { readonly bytes: Uint8Array; readonly type: SqlType }>();
  let lo = 0n;
  let hi = 0n;
  let text = '';
  let bytes = Buffer.from(memory.buffer);
  const latest: LatestText[] = [];
  const float = new DataView(new ArrayBuffer(8));

  const typeOf = (meta: number): SqlType => {
    const kind = meta & 63;
    return kind === GIVEN_TYPE ? known(given.shift(), 'type') : typeOfKind(known(KINDS[kind], 'kind'));
  };

  const textBytes = (reference: bigint): Uint8Array => new Uint8Array(memory.buffer, startOf(reference), lengthOf(reference));

  /** All of the memory: the view that was made last, unless the memory has grown. */
  const everything = (): Buffer => {
    if (bytes.buffer !== memory.buffer) bytes = Buffer.from(memory.buffer);
    return bytes;
  };

  const textOf = (reference: bigint): string => {
    const start = startOf(reference);
    return everything().toString('utf8', start, start + lengthOf(reference));
  };

  /** A constant comes row after row: an argument that is what it was at its place the last time is not decoded again. */
  const textDatum = (type: SqlType, reference: bigint): Datum => {
    const place = args.length;
    const before = latest[place];
    const repeated = before !== undefined && before.reference === reference;
    if (repeated && before.type === type && holds(everything(), startOf(reference), before.bytes)) return before.value;
    const value = fromStored(type, textOf(reference));
    // What comes a second time is worth a copy.
    latest[place] = { reference, type, bytes: repeated ? textBytes(reference).slice() : null, value };
    return value;
  };

  const read = (type: SqlType, meta: number, low: bigint, high: bigint): Datum => {
    const phys = known(PHYS[(meta >> 6) & 15], 'phys');
    const scale = (meta >> 10) & 255;
    switch (phys) {
      case 'bool':
        return low !== 0n;
      case 'i32':
      case 'i64':
        return integerDatum(type.kind, BigInt.asIntN(64, low), scale);
      case 'i128':
        return { unscaled: (high << 64n) | BigInt.asUintN(64, low), scale };
      case 'f64':
        float.setBigInt64(0, low);
        return float.getFloat64(0);
      case 'num':
        return decodeNum(BigInt.asUintN(64, low), BigInt.asUintN(64, high));
      case 'interval':
        return { months: Number(BigInt.asIntN(32, low)), days: Number(BigInt.asIntN(32, low >> 32n)), micros: high };
      case 'str':
        return textDatum(type, low);
      case 'dict':
        assert(false, 'a dictionary code as an argument');
        return null;
      default:
        return unreachable(phys);
    }
  };

  const write = (type: SqlType, meta: number, value: Datum): number => {
    lo = 0n;
    hi = 0n;
    if (value === null) return 1;
    const phys = known(PHYS[(meta >> 6) & 15], 'phys');
    const scale = (meta >> 10) & 255;
    switch (phys) {
      case 'bool':
        lo = value === true ? 1n : 0n;
        return 0;
      case 'i32':
      case 'i64':
      case 'i128': {
        const integer = integerForm(value, scale);
        // oid is unsigned: its upper half is negative as an i32.
        if (isOidKind(type.kind)) {
          lo = BigInt.asIntN(32, integer);
          return 0;
        }
        if (BigInt.asIntN(phys === 'i32' ? 32 : phys === 'i64' ? 64 : 128, integer) !== integer) throw overflow();
        lo = BigInt.asIntN(64, integer);
        hi = BigInt.asIntN(64, integer >> 64n);
        return 0;
      }
      case 'f64':
        float.setFloat64(0, value as number);
        lo = float.getBigInt64(0);
        return 0;
      case 'num':
        [lo, hi] = encodeNum(value as Decimal);
        return 0;
      case 'interval': {
        const interval = value as Interval;
        lo = BigInt.asIntN(64, (BigInt(interval.days) << 32n) | BigInt.asUintN(32, BigInt(interval.months)));
        hi = interval.micros;
        return 0;
      }
      case 'str':
        text = toStored(type, value);
        lo = BigInt(Buffer.byteLength(text));
        return 0;
      case 'dict':
        assert(false, 'a dictionary code as a result');
        return 1;
      default:
        return unreachable(phys);
    }
  };

  return {
    decimal_to_f64: (low: bigint, high: bigint, scale: number): number =>
      decimalToNumber({ unscaled: (high << 64n) | BigInt.asUintN(64, low), scale }),
    type(reference: bigint): void {
      const bytes = textBytes(reference);
      let entry = typeCache.get(reference);
      // Another query's text may lie at the same place.
      if (entry === undefined || !isSameBytes(entry.bytes, bytes)) {
        const copy = bytes.slice();
        entry = { bytes: copy, type: fromJson<SqlType>(utf8Decoder.decode(copy)) };
        if (typeCache.size >= LIMITS.cachedHostTypes) typeCache.clear();
        typeCache.set(reference, entry);
      }
      given.push(entry.type);
    },
    push(meta: number, low: bigint, high: bigint): void {
      const type = typeOf(meta);
      types.push(type);
      args.push((meta & NULL_ARGUMENT) !== 0 ? null : read(type, meta, low, high));
    },
    invoke(entry: number, result: number): number {
      const values = args;
      const kinds = types;
      args = [];
      types = [];
      const type = typeOf(result);
      const found = known(FUNCTIONS[entry & ~SPREAD], 'function');
      return write(type, result, callFunction(found, values, kinds, (entry & SPREAD) !== 0));
    },
    cast(mode: number, result: number): number {
      const value = known(args[0], 'argument');
      const from = known(types[0], 'type');
      args = [];
      types = [];
      const to = typeOf(result);
      return write(to, result, castDatum(value, from, to, known(CAST_MODES[mode], 'mode')));
    },
    hash_wide: (reference: bigint): number => hashDecimal(fromStored(TYPES.numeric, textOf(reference)) as Decimal),
    result_lo: () => lo,
    result_hi: () => hi,
    take(address: number): void {
      everything().write(text, address >>> 0, 'utf8');
    },
    grow_scratch: (context: number, bytes: number): void => growScratch(context >>> 0, bytes >>> 0),
  };
}

function startOf(reference: bigint): number {
  return Number(BigInt.asUintN(32, reference));
}

function lengthOf(reference: bigint): number {
  return Number(BigInt.asUintN(32, reference >> 32n));
}

interface LatestText {
  readonly reference: bigint;
  readonly type: SqlType;
  /** null until it has come twice. */
  readonly bytes: Uint8Array | null;
  readonly value: Datum;
}

/** Whether these bytes stand there. */
function holds(memory: Uint8Array, start: number, text: Uint8Array | null): boolean {
  if (text === null) return false;
  for (let at = 0; at < text.length; at += 1) if (memory[start + at] !== text[at]) return false;
  return true;
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at += 1) if (left[at] !== right[at]) return false;
  return true;
}

function integerDatum(kind: TypeKind, value: bigint, scale: number): Datum {
  switch (kind) {
    case 'numeric':
      return { unscaled: value, scale };
    case 'int8':
    case 'money':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
      return value;
    case 'date':
      if (value === BigInt(DATE_INFINITY_INT32)) return Number.POSITIVE_INFINITY;
      if (value === BigInt(DATE_MINUS_INFINITY_INT32)) return Number.NEGATIVE_INFINITY;
      return Number(value);
    default:
      return isOidKind(kind) ? Number(BigInt.asUintN(32, value)) : Number(value);
  }
}

function integerForm(value: Datum, scale: number): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') {
    if (value === Number.POSITIVE_INFINITY) return BigInt(DATE_INFINITY_INT32);
    if (value === Number.NEGATIVE_INFINITY) return BigInt(DATE_MINUS_INFINITY_INT32);
    return BigInt(value);
  }
  const decimal = value as Decimal;
  if (decimal.special !== undefined) throw overflow();
  const rounded = roundDecimal(decimal, scale);
  return rounded.unscaled * 10n ** BigInt(scale - rounded.scale);
}

/** The two words of a num. 22003 for what is beyond 120 bits. */
export function encodeNum(value: Decimal): [bigint, bigint] {
  if (value.special === 'NaN') return [0n, BigInt.asIntN(64, 0xffn << 56n)];
  const { unscaled, scale } = value;
  if (!fitsNum(value)) throw overflow();
  return [BigInt.asIntN(64, unscaled & LOW_64), BigInt.asIntN(64, ((unscaled >> 64n) & LOW_56) | (BigInt(scale) << 56n))];
}

function overflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format', { narrow: true });
}
