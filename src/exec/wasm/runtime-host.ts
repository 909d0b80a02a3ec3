/**
 * What compiled code asks JavaScript for, a row at a time, on the executor thread: functions of the registry without a compiled
 * form, conversions from and to text, and libm. Arguments are pushed one by one, then `invoke` or `cast` evaluates and keeps the
 * result, whose words are fetched afterwards; a text result is written by `take` into memory that the caller has allocated.
 * One thread makes one call at a time, so that this state needs no lock. Errors are thrown as ConductError through compiled code.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { FUNCTIONS } from '../../functions/registry.js';
import type { PhysType } from '../../plan/batch.js';
import type { ValueInfo } from '../../plan/column-info.js';
import { decodeNum } from '../../plan/datum-batch.js';
import { castDatum } from '../../types/cast.js';
import { typeOfKind } from '../../types/coercion.js';
import type { Datum, Decimal, Interval } from '../../types/datum.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32 } from '../../types/datum.js';
import { decimalToNumber, roundDecimal } from '../../types/decimal.js';
import type { SqlType, TypeKind } from '../../types/sql-type.js';
import { TYPE_OIDS } from '../../types/sql-type.js';
import type { WasmType } from './assembler.js';

/** The functions of import module `host`. */
export const HOST_SIGNATURES: { readonly [name: string]: { readonly params: readonly WasmType[]; readonly results: readonly WasmType[] } } =
  {
    /** unscaled (lo, hi), scale: the nearest float. */
    decimal_to_f64: { params: ['i64', 'i64', 'i32'], results: ['f64'] },
    /** An argument: how it is kept (packInfo; plus NULL_ARGUMENT), its words. */
    push: { params: ['i32', 'i64', 'i64'], results: [] },
    /** Index in FUNCTIONS, packInfo of the result. 1: NULL. */
    invoke: { params: ['i32', 'i32'], results: ['i32'] },
    /** Of the one argument: type modifiers (two words, see castParameters), how the result is kept. 1: NULL. */
    cast: { params: ['i32', 'i32', 'i32', 'i32'], results: ['i32'] },
    /** The words of the last result; of text the length in bytes. */
    result_lo: { params: [], results: ['i64'] },
    result_hi: { params: [], results: ['i64'] },
    /** Writes the last text result. */
    take: { params: ['i32'], results: [] },
    /** Context, bytes: from here on its scratch area has so much room. */
    grow_scratch: { params: ['i32', 'i32'], results: [] },
  };

const KINDS = Object.keys(TYPE_OIDS).sort() as TypeKind[];
const PHYS: readonly PhysType[] = ['bool', 'i32', 'i64', 'i128', 'f64', 'num', 'interval', 'str', 'dict'];
export const NULL_ARGUMENT = 1 << 20;

/** Kind, physical type and scale of a value in one word. */
export function packInfo(info: ValueInfo): number {
  return KINDS.indexOf(info.type.kind) | (PHYS.indexOf(info.phys) << 6) | (info.scale << 10);
}

const NO_MODIFIER = -1;

/** The modifiers of the target type and the mode of a cast, from which `cast` rebuilds them. */
export function castParameters(to: SqlType, mode: 'implicit' | 'assignment' | 'explicit'): readonly [number, number, number] {
  const modeCode = mode === 'implicit' ? 0 : mode === 'assignment' ? 1 : 2;
  if (to.kind === 'numeric') return [to.precision ?? NO_MODIFIER, to.scale ?? NO_MODIFIER, modeCode];
  if (to.kind === 'varchar' || to.kind === 'char') return [to.length ?? NO_MODIFIER, 0, modeCode];
  return [NO_MODIFIER, 0, modeCode];
}

const MODES = ['implicit', 'assignment', 'explicit'] as const;

const utf8Decoder = new TextDecoder();
const utf8Encoder = new TextEncoder();
const LOW_64 = (1n << 64n) - 1n;
const LOW_56 = (1n << 56n) - 1n;

/** Gives the phase of that context a new scratch area with room for so many bytes. */
export type GrowScratch = (context: number, bytes: number) => void;

/** The imports of one thread. */
export function hostFunctions(memory: WebAssembly.Memory, growScratch: GrowScratch): WebAssembly.ModuleImports {
  let args: Datum[] = [];
  let types: SqlType[] = [];
  let lo = 0n;
  let hi = 0n;
  let text = new Uint8Array(0);
  const float = new DataView(new ArrayBuffer(8));

  const read = (meta: number, low: bigint, high: bigint): Datum => {
    const kind = known(KINDS[meta & 63], 'kind');
    const phys = known(PHYS[(meta >> 6) & 15], 'phys');
    const scale = (meta >> 10) & 255;
    switch (phys) {
      case 'bool':
        return low !== 0n;
      case 'i32':
      case 'i64':
        return integerDatum(kind, BigInt.asIntN(64, low), scale);
      case 'i128':
        return { unscaled: (high << 64n) | BigInt.asUintN(64, low), scale };
      case 'f64':
        float.setBigInt64(0, low);
        return float.getFloat64(0);
      case 'num':
        return decodeNum(BigInt.asUintN(64, low), BigInt.asUintN(64, high));
      case 'interval':
        return { months: Number(BigInt.asIntN(32, low)), days: Number(BigInt.asIntN(32, low >> 32n)), micros: high };
      case 'str': {
        const bytes = new Uint8Array(memory.buffer, Number(BigInt.asUintN(32, low)), Number(BigInt.asUintN(32, low >> 32n)));
        // TextDecoder refuses views of shared memory.
        return utf8Decoder.decode(bytes.slice());
      }
      case 'dict':
        assert(false, 'a dictionary code as an argument');
        return null;
      default:
        return unreachable(phys);
    }
  };

  const write = (meta: number, value: Datum): number => {
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
        if (KINDS[meta & 63] === 'oid') {
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
        text = utf8Encoder.encode(value as string);
        lo = BigInt(text.length);
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
    push(meta: number, low: bigint, high: bigint): void {
      types.push(typeOfKind(known(KINDS[meta & 63], 'kind')));
      args.push((meta & NULL_ARGUMENT) !== 0 ? null : read(meta, low, high));
    },
    invoke(entry: number, result: number): number {
      const values = args;
      const kinds = types;
      args = [];
      types = [];
      return write(result, known(FUNCTIONS[entry], 'function').evaluate(values, kinds));
    },
    cast(first: number, second: number, mode: number, result: number): number {
      const value = known(args[0], 'argument');
      const from = known(types[0], 'type');
      args = [];
      types = [];
      const to = withModifiers(known(KINDS[result & 63], 'kind'), first, second);
      return write(result, castDatum(value, from, to, known(MODES[mode], 'mode')));
    },
    result_lo: () => lo,
    result_hi: () => hi,
    take(address: number): void {
      new Uint8Array(memory.buffer, address >>> 0, text.length).set(text);
    },
    grow_scratch: (context: number, bytes: number): void => growScratch(context >>> 0, bytes >>> 0),
  };
}

function withModifiers(kind: TypeKind, first: number, second: number): SqlType {
  if (kind === 'numeric') return first === NO_MODIFIER ? typeOfKind(kind) : { kind, precision: first, scale: second };
  if (kind === 'varchar' || kind === 'char') return { kind, length: first === NO_MODIFIER ? null : first };
  return typeOfKind(kind);
}

function integerDatum(kind: TypeKind, value: bigint, scale: number): Datum {
  if (kind === 'numeric') return { unscaled: value, scale };
  if (kind === 'int8' || kind === 'timestamp') return value;
  if (kind === 'oid') return Number(BigInt.asUintN(32, value));
  if (kind === 'date') {
    if (value === BigInt(DATE_INFINITY_INT32)) return Number.POSITIVE_INFINITY;
    if (value === BigInt(DATE_MINUS_INFINITY_INT32)) return Number.NEGATIVE_INFINITY;
  }
  return Number(value);
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

/** The two words of a num. 22003 for what is beyond 120 bits, unless trailing zeros can go. */
export function encodeNum(value: Decimal): [bigint, bigint] {
  if (value.special === 'NaN') return [0n, BigInt.asIntN(64, 0xffn << 56n)];
  let { unscaled, scale } = value;
  while (scale > 0 && unscaled % 10n === 0n && (scale > 127 || BigInt.asIntN(120, unscaled) !== unscaled)) {
    unscaled /= 10n;
    scale -= 1;
  }
  if (value.special !== undefined || scale > 127 || BigInt.asIntN(120, unscaled) !== unscaled) throw overflow();
  return [BigInt.asIntN(64, unscaled & LOW_64), BigInt.asIntN(64, ((unscaled >> 64n) & LOW_56) | (BigInt(scale) << 56n))];
}

function overflow(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'value overflows numeric format');
}
