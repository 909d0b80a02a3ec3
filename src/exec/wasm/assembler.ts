/**
 * A small WebAssembly assembler. A `ModuleBuilder` holds function signatures, imports and bodies; a `FunctionBuilder` appends
 * instructions to one body in stack order. There is no optimizer: V8 is the compiler. Emitting a pipeline takes 0.1-0.2 ms.
 *
 * Source: WebAssembly core specification 2.0, chapter 5 (binary format), and the threads proposal for atomics.
 */
import { assert, known } from '../../common/assert.js';

export type WasmType = 'i32' | 'i64' | 'f64' | 'v128';

const TYPE_CODES: { readonly [K in WasmType]: number } = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

/** Plain instructions without immediates. */
export const OP = {
  unreachable: 0x00,
  return: 0x0f,
  drop: 0x1a,
  select: 0x1b,
  i32Eqz: 0x45,
  i32Eq: 0x46,
  i32Ne: 0x47,
  i32LtS: 0x48,
  i32LtU: 0x49,
  i32GtS: 0x4a,
  i32GtU: 0x4b,
  i32LeS: 0x4c,
  i32LeU: 0x4d,
  i32GeS: 0x4e,
  i32GeU: 0x4f,
  i64Eqz: 0x50,
  i64Eq: 0x51,
  i64Ne: 0x52,
  i64LtS: 0x53,
  i64LtU: 0x54,
  i64GtS: 0x55,
  i64GtU: 0x56,
  i64LeS: 0x57,
  i64LeU: 0x58,
  i64GeS: 0x59,
  i64GeU: 0x5a,
  f64Eq: 0x61,
  f64Ne: 0x62,
  f64Lt: 0x63,
  f64Gt: 0x64,
  f64Le: 0x65,
  f64Ge: 0x66,
  i32Clz: 0x67,
  i32Ctz: 0x68,
  i32Popcnt: 0x69,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32DivS: 0x6d,
  i32DivU: 0x6e,
  i32RemS: 0x6f,
  i32RemU: 0x70,
  i32And: 0x71,
  i32Or: 0x72,
  i32Xor: 0x73,
  i32Shl: 0x74,
  i32ShrS: 0x75,
  i32ShrU: 0x76,
  i32Rotl: 0x77,
  i32Rotr: 0x78,
  i64Clz: 0x79,
  i64Ctz: 0x7a,
  i64Popcnt: 0x7b,
  i64Add: 0x7c,
  i64Sub: 0x7d,
  i64Mul: 0x7e,
  i64DivS: 0x7f,
  i64DivU: 0x80,
  i64RemS: 0x81,
  i64RemU: 0x82,
  i64And: 0x83,
  i64Or: 0x84,
  i64Xor: 0x85,
  i64Shl: 0x86,
  i64ShrS: 0x87,
  i64ShrU: 0x88,
  i64Rotl: 0x89,
  i64Rotr: 0x8a,
  f64Abs: 0x99,
  f64Neg: 0x9a,
  f64Ceil: 0x9b,
  f64Floor: 0x9c,
  f64Trunc: 0x9d,
  f64Nearest: 0x9e,
  f64Sqrt: 0x9f,
  f64Add: 0xa0,
  f64Sub: 0xa1,
  f64Mul: 0xa2,
  f64Div: 0xa3,
  f64Min: 0xa4,
  f64Max: 0xa5,
  f64Copysign: 0xa6,
  i32WrapI64: 0xa7,
  i32TruncF64S: 0xaa,
  i64ExtendI32S: 0xac,
  i64ExtendI32U: 0xad,
  i64TruncF64S: 0xb0,
  f32DemoteF64: 0xb6,
  f64ConvertI32S: 0xb7,
  f64ConvertI32U: 0xb8,
  f64ConvertI64S: 0xb9,
  f64ConvertI64U: 0xba,
  f64PromoteF32: 0xbb,
  i64ReinterpretF64: 0xbd,
  f64ReinterpretI64: 0xbf,
  i32Extend8S: 0xc0,
  i32Extend16S: 0xc1,
  i64Extend32S: 0xc4,
} as const;

/** Loads and stores: opcode and natural alignment (log2). */
export const MEM = {
  i32Load: [0x28, 2],
  i64Load: [0x29, 3],
  f64Load: [0x2b, 3],
  i32Load8S: [0x2c, 0],
  i32Load8U: [0x2d, 0],
  i32Load16S: [0x2e, 1],
  i32Load16U: [0x2f, 1],
  i64Load8U: [0x31, 0],
  i64Load32S: [0x34, 2],
  i64Load32U: [0x35, 2],
  i32Store: [0x36, 2],
  i64Store: [0x37, 3],
  f64Store: [0x39, 3],
  i32Store8: [0x3a, 0],
  i32Store16: [0x3b, 1],
  i64Store32: [0x3e, 2],
} as const;

/** Atomic accesses (prefix 0xfe). */
export const ATOMIC = {
  i32Load: [0x10, 2],
  i64Load: [0x11, 3],
  i32Store: [0x17, 2],
  i64Store: [0x18, 3],
  i32Add: [0x1e, 2],
  i64Add: [0x1f, 3],
  i32Or: [0x33, 2],
  i64Or: [0x34, 3],
  i32Xchg: [0x41, 2],
  i64Xchg: [0x42, 3],
  i32Cas: [0x48, 2],
  i64Cas: [0x49, 3],
} as const;

/** A branch target. Made by block(), loop() and if(). */
export interface Label {
  readonly depth: number;
}

/** Room for two million functions. */
const INDEX_BYTES = 3;

export class ByteWriter {
  #buffer = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    if (this.length === this.#buffer.length) this.#grow(1);
    this.#buffer[this.length++] = value;
  }

  bytes(values: ArrayLike<number>): void {
    if (this.length + values.length > this.#buffer.length) this.#grow(values.length);
    this.#buffer.set(values, this.length);
    this.length += values.length;
  }

  /** Unsigned LEB128. */
  u32(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit value. */
  s32(value: number): void {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  /** Signed LEB128 of a 64-bit value (taken modulo 2^64). */
  s64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  /** ASCII only: names are our own. */
  name(text: string): void {
    this.u32(text.length);
    for (let at = 0; at < text.length; at += 1) this.byte(text.charCodeAt(at));
  }

  /** Space for an index that is known later, as a LEB128 of fixed length. Gives its place for `setIndex`. */
  reserveIndex(): number {
    const at = this.length;
    for (let i = 0; i < INDEX_BYTES; i += 1) this.byte(0);
    return at;
  }

  setIndex(at: number, index: number): void {
    for (let i = 0, rest = index; i < INDEX_BYTES; i += 1, rest >>>= 7) {
      this.#buffer[at + i] = (rest & 0x7f) | (i + 1 < INDEX_BYTES ? 0x80 : 0);
    }
  }

  finish(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }

  #grow(extra: number): void {
    const next = new Uint8Array(Math.max(this.#buffer.length * 2, this.length + extra));
    next.set(this.#buffer.subarray(0, this.length));
    this.#buffer = next;
  }
}

/** A function that can be called: imported or defined. */
export interface FunctionRef {
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
}

interface ImportedFunction extends FunctionRef {
  readonly module: string;
  readonly name: string;
}

/** A call instruction: the index of its target is written when all functions are there. */
interface Relocation {
  readonly code: ByteWriter;
  readonly at: number;
  readonly target: FunctionRef;
}

export class ModuleBuilder {
  readonly #types: { key: string; params: readonly WasmType[]; results: readonly WasmType[] }[] = [];
  readonly #imports: ImportedFunction[] = [];
  readonly #functions: FunctionBuilder[] = [];

  /** maximumPages is that of the memory `env.memory` which every module imports. */
  constructor(
    readonly maximumPages: number,
    readonly shared = true,
  ) {}

  /** The module imports it if something calls it. */
  importFunction(module: string, name: string, params: readonly WasmType[], results: readonly WasmType[]): FunctionRef {
    const existing = this.#imports.find((entry) => entry.module === module && entry.name === name);
    if (existing !== undefined) return existing;
    const entry = { module, name, params, results };
    this.#imports.push(entry);
    return entry;
  }

  /** exportName null: internal. */
  function(exportName: string | null, params: readonly WasmType[], results: readonly WasmType[]): FunctionBuilder {
    const built = new FunctionBuilder(exportName, params, results, (p, r) => this.#type(p, r));
    this.#functions.push(built);
    return built;
  }

  #type(params: readonly WasmType[], results: readonly WasmType[]): number {
    const key = `${params.join()}>${results.join()}`;
    const at = this.#types.findIndex((entry) => entry.key === key);
    if (at >= 0) return at;
    this.#types.push({ key, params, results });
    return this.#types.length - 1;
  }

  /** The module's bytes. Memory is imported as `env.memory`. */
  finish(): Uint8Array<ArrayBuffer> {
    const called = new Set(this.#functions.flatMap((entry) => entry.relocations.map(({ target }) => target)));
    const imports = this.#imports.filter((entry) => called.has(entry));
    const indices = new Map<FunctionRef, number>([...imports, ...this.#functions].map((entry, index) => [entry, index]));
    const indexOf = (target: FunctionRef): number => known(indices.get(target), 'function of this module');
    for (const { relocations } of this.#functions) for (const { code, at, target } of relocations) code.setIndex(at, indexOf(target));
    const functionTypes = this.#functions.map((entry) => this.#type(entry.params, entry.results));
    const importTypes = imports.map((entry) => this.#type(entry.params, entry.results));
    const out = new ByteWriter();
    out.bytes([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    section(out, 1, (body) => {
      body.u32(this.#types.length);
      for (const type of this.#types) {
        body.byte(0x60);
        body.u32(type.params.length);
        for (const param of type.params) body.byte(TYPE_CODES[param]);
        body.u32(type.results.length);
        for (const result of type.results) body.byte(TYPE_CODES[result]);
      }
    });
    section(out, 2, (body) => {
      body.u32(imports.length + 1);
      imports.forEach((entry, i) => {
        body.name(entry.module);
        body.name(entry.name);
        body.byte(0x00);
        body.u32(known(importTypes[i], 'type'));
      });
      body.name('env');
      body.name('memory');
      body.bytes([0x02, this.shared ? 0x03 : 0x01]);
      body.u32(1);
      body.u32(this.maximumPages);
    });
    section(out, 3, (body) => {
      body.u32(functionTypes.length);
      for (const type of functionTypes) body.u32(type);
    });
    section(out, 7, (body) => {
      const exported = this.#functions.filter((entry) => entry.exportName !== null);
      body.u32(exported.length);
      for (const entry of exported) {
        body.name(known(entry.exportName, 'export name'));
        body.byte(0x00);
        body.u32(indexOf(entry));
      }
    });
    section(out, 10, (body) => {
      body.u32(this.#functions.length);
      for (const entry of this.#functions) {
        const code = entry.finish();
        body.u32(code.length);
        body.bytes(code);
      }
    });
    return out.finish().slice() as Uint8Array<ArrayBuffer>;
  }
}

function section(out: ByteWriter, id: number, write: (body: ByteWriter) => void): void {
  const body = new ByteWriter();
  write(body);
  out.byte(id);
  out.u32(body.length);
  out.bytes(body.finish());
}

/** Appends instructions in stack order. Parameters are the first locals. */
export class FunctionBuilder implements FunctionRef {
  #code = new ByteWriter();
  readonly #prologue = new ByteWriter();
  readonly #locals: WasmType[] = [];
  readonly relocations: Relocation[] = [];
  #depth = 0;

  constructor(
    readonly exportName: string | null,
    readonly params: readonly WasmType[],
    readonly results: readonly WasmType[],
    readonly blockType: (params: readonly WasmType[], results: readonly WasmType[]) => number,
  ) {}

  /** A new local, zero at entry. */
  local(type: WasmType): number {
    this.#locals.push(type);
    return this.params.length + this.#locals.length - 1;
  }

  typeOfLocal(local: number): WasmType {
    return known(local < this.params.length ? this.params[local] : this.#locals[local - this.params.length], 'local');
  }

  get(local: number): this {
    this.#code.byte(0x20);
    this.#code.u32(local);
    return this;
  }

  set(local: number): this {
    this.#code.byte(0x21);
    this.#code.u32(local);
    return this;
  }

  tee(local: number): this {
    this.#code.byte(0x22);
    this.#code.u32(local);
    return this;
  }

  i32(value: number): this {
    this.#code.byte(0x41);
    this.#code.s32(value);
    return this;
  }

  i64(value: bigint): this {
    this.#code.byte(0x42);
    this.#code.s64(value);
    return this;
  }

  f64(value: number): this {
    this.#code.byte(0x44);
    this.#code.bytes(new Uint8Array(new Float64Array([value]).buffer));
    return this;
  }

  op(...codes: readonly number[]): this {
    for (const code of codes) this.#code.byte(code);
    return this;
  }

  /** A load takes the address from the stack, a store the address and the value. */
  mem(access: readonly [number, number], offset = 0): this {
    this.#code.byte(access[0]);
    this.#code.u32(access[1]);
    this.#code.u32(offset);
    return this;
  }

  atomic(access: readonly [number, number], offset = 0): this {
    this.#code.byte(0xfe);
    this.#code.u32(access[0]);
    this.#code.u32(access[1]);
    this.#code.u32(offset);
    return this;
  }

  /** A SIMD instruction (prefix 0xfd) with its immediate bytes. */
  simd(code: number, ...immediates: readonly number[]): this {
    this.#code.byte(0xfd);
    this.#code.u32(code);
    this.#code.bytes(immediates);
    return this;
  }

  /** memory.fill: address, byte, length from the stack. */
  memoryFill(): this {
    return this.op(0xfc, 0x0b, 0x00);
  }

  /** memory.copy: to, from, length from the stack. */
  memoryCopy(): this {
    return this.op(0xfc, 0x0a, 0x00, 0x00);
  }

  /** i64.trunc_sat_f64_s. */
  i64TruncSatF64S(): this {
    return this.op(0xfc, 0x06);
  }

  call(target: FunctionRef): this {
    this.#code.byte(0x10);
    this.relocations.push({ code: this.#code, at: this.#code.reserveIndex(), target });
    return this;
  }

  block(...results: readonly WasmType[]): Label {
    return this.#open(0x02, results);
  }

  loop(...results: readonly WasmType[]): Label {
    return this.#open(0x03, results);
  }

  /**
   * Appends to the function's start instead, whatever block is open: for what is loaded once a call (pointers, literals). Nested
   * calls append in order.
   */
  atStart(write: () => void): void {
    const code = this.#code;
    const depth = this.#depth;
    this.#code = this.#prologue;
    this.#depth = 0;
    try {
      write();
      assert(this.#depth === 0, 'unclosed block at start');
    } finally {
      this.#code = code;
      this.#depth = depth;
    }
  }

  /** Takes the condition from the stack. */
  if(...results: readonly WasmType[]): Label {
    return this.#open(0x04, results);
  }

  else(): this {
    return this.op(0x05);
  }

  end(): this {
    assert(this.#depth > 0, 'end without block');
    this.#depth -= 1;
    return this.op(0x0b);
  }

  br(label: Label): this {
    this.#code.byte(0x0c);
    this.#code.u32(this.#distance(label));
    return this;
  }

  brIf(label: Label): this {
    this.#code.byte(0x0d);
    this.#code.u32(this.#distance(label));
    return this;
  }

  #open(code: number, results: readonly WasmType[]): Label {
    this.#code.byte(code);
    if (results.length === 0) this.#code.byte(0x40);
    else if (results.length === 1) this.#code.byte(TYPE_CODES[known(results[0], 'result')]);
    else this.#code.s32(this.blockType([], results));
    this.#depth += 1;
    return { depth: this.#depth };
  }

  #distance(label: Label): number {
    assert(label.depth > 0 && label.depth <= this.#depth, 'branch out of scope');
    return this.#depth - label.depth;
  }

  /** Local declarations, code and the closing end. */
  finish(): Uint8Array {
    assert(this.#depth === 0, 'unclosed block');
    const out = new ByteWriter();
    const runs: { count: number; type: WasmType }[] = [];
    for (const type of this.#locals) {
      const last = runs.at(-1);
      if (last?.type === type) last.count += 1;
      else runs.push({ count: 1, type });
    }
    out.u32(runs.length);
    for (const run of runs) {
      out.u32(run.count);
      out.byte(TYPE_CODES[run.type]);
    }
    out.bytes(this.#prologue.finish());
    out.bytes(this.#code.finish());
    out.byte(0x0b);
    return out.finish();
  }
}
