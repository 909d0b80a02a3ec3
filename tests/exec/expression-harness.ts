/** Compiles expressions into a module of their own and runs them a row at a time over values in memory. */
import { known, unreachable } from '../../src/common/assert.js';
import { compileExpr, compilePredicate } from '../../src/exec/codegen/expression.js';
import { failureError } from '../../src/exec/codegen/status.js';
import { type CompiledValue, type ExprContext, PART_TYPES } from '../../src/exec/codegen/value.js';
import { type FunctionBuilder, type FunctionRef, MEM, ModuleBuilder, OP } from '../../src/exec/wasm/assembler.js';
import { instantiateRuntime, RUNTIME_SIGNATURES, runtimeModuleBytes } from '../../src/exec/wasm/runtime.js';
import { encodeNum } from '../../src/exec/wasm/runtime-host.js';
import type { ValueInfo } from '../../src/plan/column-info.js';
import { decodeNum } from '../../src/plan/datum-batch.js';
import type { ColumnId, Expr, LiteralExpr } from '../../src/plan/expr.js';
import { DATE_INFINITY_INT32, DATE_MINUS_INFINITY_INT32, type Datum, type Decimal, type Interval } from '../../src/types/datum.js';
import { fromStored, toStored } from '../../src/types/stored.js';

const PAGES = 64;
const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
const runtime = instantiateRuntime(new WebAssembly.Module(runtimeModuleBytes(PAGES)), memory);
const view = new DataView(memory.buffer);

/** Memory: status, output, rows (32 bytes a column), dictionaries, strings, scratch. */
const STATUS_AT = 64;
const OUTPUT_AT = 128;
const ROW_AT = 1024;
const SLOT = 32;
const DICTIONARY_AT = 65_536;
const STRINGS_AT = 131_072;
const SCRATCH_POINTER_AT = 72;
const SCRATCH_AT = 40 * 65_536;

let stringsEnd = STRINGS_AT;

function putString(text: string): bigint {
  const bytes = new TextEncoder().encode(text);
  if (stringsEnd + bytes.length + 32 > SCRATCH_AT) stringsEnd = STRINGS_AT;
  new Uint8Array(memory.buffer, stringsEnd, bytes.length).set(bytes);
  new Uint8Array(memory.buffer, stringsEnd + bytes.length, 16).fill(0x20);
  const ref = BigInt.asIntN(64, (BigInt(bytes.length) << 32n) | BigInt(stringsEnd));
  stringsEnd += bytes.length + 16;
  return ref;
}

/** The integer form of a datum. */
function integerOf(value: Datum, scale: number): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') {
    if (value === Number.POSITIVE_INFINITY) return BigInt(DATE_INFINITY_INT32);
    if (value === Number.NEGATIVE_INFINITY) return BigInt(DATE_MINUS_INFINITY_INT32);
    return BigInt(value);
  }
  const decimal = value as Decimal;
  if (decimal.scale > scale) throw new Error('digits beyond the scale');
  return decimal.unscaled * 10n ** BigInt(scale - decimal.scale);
}

function words(value: Datum, info: ValueInfo, dictionary?: readonly string[]): readonly [bigint, bigint] {
  if (value === null) return [0n, 0n];
  switch (info.phys) {
    case 'bool':
    case 'i32':
    case 'i64':
    case 'i128': {
      const integer = integerOf(value, info.scale);
      return [BigInt.asIntN(64, integer), BigInt.asIntN(64, integer >> 64n)];
    }
    case 'f64': {
      const float = new DataView(new ArrayBuffer(8));
      float.setFloat64(0, value as number);
      return [float.getBigInt64(0), 0n];
    }
    case 'num':
      return encodeNum(value as Decimal);
    case 'interval': {
      const { months, days, micros } = value as Interval;
      return [BigInt.asIntN(64, (BigInt(days) << 32n) | BigInt.asUintN(32, BigInt(months))), micros];
    }
    case 'str':
      return [putString(toStored(info.type, value)), 0n];
    case 'dict':
      return [BigInt(known(dictionary, 'dictionary').indexOf(value as string)), 0n];
  }
  return unreachable(info.phys);
}

function loadParts(fn: FunctionBuilder, address: number, info: ValueInfo, parts: readonly number[]): void {
  parts.forEach((part, i) => {
    const type = PART_TYPES[info.phys][i];
    fn.i32(address + i * 8)
      .mem(type === 'i32' ? MEM.i32Load : type === 'f64' ? MEM.f64Load : MEM.i64Load)
      .set(part);
  });
}

class TestContext implements ExprContext {
  readonly #loaded = new Map<ColumnId, CompiledValue>();

  constructor(
    readonly fn: FunctionBuilder,
    readonly columns: readonly ValueInfo[],
    readonly imports: ReadonlyMap<string, FunctionRef>,
  ) {}

  column(id: ColumnId): CompiledValue {
    const loaded = this.#loaded.get(id);
    if (loaded !== undefined) return loaded;
    const info = known(this.columns[id], 'column');
    const parts = PART_TYPES[info.phys].map((type) => this.fn.local(type));
    loadParts(this.fn, ROW_AT + id * SLOT, info, parts);
    let isNull: number | null = null;
    if (info.nullable) {
      isNull = this.fn.local('i32');
      this.fn
        .i32(ROW_AT + id * SLOT + 16)
        .mem(MEM.i32Load)
        .set(isNull);
    }
    const value = { info, parts, isNull };
    this.#loaded.set(id, value);
    return value;
  }

  columnInfo(id: ColumnId): ValueInfo {
    return known(this.columns[id], 'column');
  }

  runtime(name: string): FunctionRef {
    return known(this.imports.get(name), `runtime function ${name}`);
  }

  literal(expr: LiteralExpr, info: ValueInfo): CompiledValue {
    const parts = PART_TYPES[info.phys].map((type) => this.fn.local(type));
    const [lo, hi] = words(expr.value, info);
    parts.forEach((part, i) => {
      const type = PART_TYPES[info.phys][i];
      const word = i === 0 ? lo : hi;
      if (type === 'i32') this.fn.i32(Number(BigInt.asIntN(32, word)));
      else if (type === 'i64') this.fn.i64(word);
      else this.fn.i64(word).op(OP.f64ReinterpretI64);
      this.fn.set(part);
    });
    if (expr.value !== null) return { info, parts, isNull: null };
    const isNull = this.fn.local('i32');
    this.fn.i32(1).set(isNull);
    return { info, parts, isNull };
  }

  fail(code: number): void {
    this.fn.i32(STATUS_AT).i32(code).mem(MEM.i32Store).op(OP.return);
  }

  dictionary(): number {
    const local = this.fn.local('i32');
    this.fn.i32(DICTIONARY_AT).set(local);
    return local;
  }

  override(): null {
    return null;
  }

  allocateScratch(bytes: number): number {
    const { fn } = this;
    const at = fn.local('i32');
    fn.i32(SCRATCH_POINTER_AT).i32(SCRATCH_POINTER_AT).mem(MEM.i32Load).tee(at).get(bytes).op(OP.i32Add).mem(MEM.i32Store);
    return at;
  }
}

export interface Compiled {
  readonly info: ValueInfo;
  /** Throws ConductError where the expression fails. */
  run(row: readonly Datum[]): Datum;
}

function build(columns: readonly ValueInfo[], write: (ctx: TestContext) => void): () => void {
  const module = new ModuleBuilder(PAGES);
  const imports = new Map<string, FunctionRef>();
  for (const [name, { params, results }] of Object.entries(RUNTIME_SIGNATURES))
    imports.set(name, module.importFunction('rt', name, params, results));
  const fn = module.function('run', [], []);
  write(new TestContext(fn, columns, imports));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), { env: { memory }, rt: runtime.exports });
  return instance.exports.run as () => void;
}

function loadRow(columns: readonly ValueInfo[], row: readonly Datum[], dictionary?: readonly string[]): void {
  view.setInt32(STATUS_AT, 0, true);
  view.setInt32(SCRATCH_POINTER_AT, SCRATCH_AT, true);
  // Garbage under NULLs: operations must not depend on it.
  const garbage = BigInt.asIntN(64, 0x8000_0000_8000_0000n);
  columns.forEach((info, i) => {
    const value = row[i] ?? null;
    const [lo, hi] = value === null && info.phys !== 'str' && info.phys !== 'bool' ? [garbage, garbage] : words(value, info, dictionary);
    view.setBigInt64(ROW_AT + i * SLOT, lo, true);
    view.setBigInt64(ROW_AT + i * SLOT + 8, hi, true);
    view.setInt32(ROW_AT + i * SLOT + 16, value === null ? 1 : 0, true);
  });
  dictionary?.forEach((entry, i) => {
    view.setBigInt64(DICTIONARY_AT + i * 8, putString(entry), true);
  });
}

function readDatum(info: ValueInfo): Datum {
  const lo = view.getBigInt64(OUTPUT_AT, true);
  const hi = view.getBigInt64(OUTPUT_AT + 8, true);
  if (view.getInt32(OUTPUT_AT + 16, true) !== 0) return null;
  switch (info.phys) {
    case 'bool':
    case 'i32':
    case 'i64':
    case 'i128': {
      const small = info.phys === 'bool' || info.phys === 'i32';
      const integer = small ? BigInt.asIntN(32, lo) : info.phys === 'i64' ? lo : (hi << 64n) | BigInt.asUintN(64, lo);
      switch (info.type.kind) {
        case 'bool':
          return integer !== 0n;
        case 'numeric':
          return { unscaled: integer, scale: info.scale };
        case 'int8':
        case 'time':
        case 'timestamp':
        case 'timestamptz':
          return integer;
        case 'date':
          if (integer === BigInt(DATE_INFINITY_INT32)) return Number.POSITIVE_INFINITY;
          if (integer === BigInt(DATE_MINUS_INFINITY_INT32)) return Number.NEGATIVE_INFINITY;
          return Number(integer);
        case 'oid':
          return Number(BigInt.asUintN(32, integer));
        default:
          return Number(integer);
      }
    }
    case 'f64':
      return view.getFloat64(OUTPUT_AT, true);
    case 'num':
      return decodeNum(BigInt.asUintN(64, lo), BigInt.asUintN(64, hi));
    case 'interval':
      return { months: Number(BigInt.asIntN(32, lo)), days: Number(BigInt.asIntN(32, lo >> 32n)), micros: hi };
    case 'str':
    case 'dict': {
      const ref = BigInt.asUintN(64, info.phys === 'dict' ? view.getBigInt64(DICTIONARY_AT + Number(BigInt.asIntN(32, lo)) * 8, true) : lo);
      const text = new TextDecoder().decode(new Uint8Array(memory.buffer, Number(ref & 0xffff_ffffn), Number(ref >> 32n)).slice());
      return fromStored(info.type, text);
    }
  }
  return unreachable(info.phys);
}

/** An expression over columns 0, 1, ... of these facts. */
export function compile(expr: Expr, columns: readonly ValueInfo[], dictionary?: readonly string[]): Compiled {
  let info: ValueInfo | undefined;
  const run = build(columns, (ctx) => {
    const value = compileExpr(ctx, expr);
    info = value.info;
    value.parts.forEach((part, i) => {
      const type = PART_TYPES[value.info.phys][i];
      ctx.fn
        .i32(OUTPUT_AT + i * 8)
        .get(part)
        .mem(type === 'i32' ? MEM.i32Store : type === 'f64' ? MEM.f64Store : MEM.i64Store);
    });
    ctx.fn.i32(OUTPUT_AT + 16);
    if (value.isNull === null) ctx.fn.i32(0);
    else ctx.fn.get(value.isNull);
    ctx.fn.mem(MEM.i32Store);
  });
  const facts = known(info, 'info');
  return {
    info: facts,
    run(row) {
      loadRow(columns, row, dictionary);
      run();
      const status = view.getInt32(STATUS_AT, true);
      if (status !== 0) throw failureError(status);
      return readDatum(facts);
    },
  };
}

/** Whether compilePredicate lets a row through. */
export function compileFilter(
  expr: Expr,
  columns: readonly ValueInfo[],
  dictionary?: readonly string[],
): (row: readonly Datum[]) => boolean {
  const run = build(columns, (ctx) => {
    ctx.fn.i32(OUTPUT_AT).i32(0).mem(MEM.i32Store);
    const skip = ctx.fn.block();
    compilePredicate(ctx, expr, skip);
    ctx.fn.i32(OUTPUT_AT).i32(1).mem(MEM.i32Store);
    ctx.fn.end();
  });
  return (row) => {
    loadRow(columns, row, dictionary);
    run();
    const status = view.getInt32(STATUS_AT, true);
    if (status !== 0) throw failureError(status);
    return view.getInt32(OUTPUT_AT, true) === 1;
  };
}
