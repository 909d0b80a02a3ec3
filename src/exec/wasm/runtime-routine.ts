/**
 * Structured emission over the assembler: terms are expression trees that emit themselves where they are used, a `Routine` holds
 * variables and control flow. The runtime library and the expression compiler are written in it, since hand-written stack order
 * is unreadable for 128-bit arithmetic. A term that is used twice is emitted twice: keep shared values in a variable.
 */
import { assert, known } from '../../common/assert.js';
import { type FunctionBuilder, type FunctionRef, type Label, MEM, OP, type WasmType } from './assembler.js';

/** Plain numbers stand for constants of the other operand's type. */
export type Operand = Term | number | bigint;

type Numeric = 'i32' | 'i64' | 'f64';

export class Term {
  constructor(
    readonly type: WasmType,
    readonly push: (fn: FunctionBuilder) => void,
  ) {}

  add(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Add, i64: OP.i64Add, f64: OP.f64Add });
  }
  sub(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Sub, i64: OP.i64Sub, f64: OP.f64Sub });
  }
  mul(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Mul, i64: OP.i64Mul, f64: OP.f64Mul });
  }
  div(other: Operand): Term {
    return this.#same(other, { f64: OP.f64Div });
  }
  divS(other: Operand): Term {
    return this.#same(other, { i32: OP.i32DivS, i64: OP.i64DivS });
  }
  divU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32DivU, i64: OP.i64DivU });
  }
  remS(other: Operand): Term {
    return this.#same(other, { i32: OP.i32RemS, i64: OP.i64RemS });
  }
  remU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32RemU, i64: OP.i64RemU });
  }
  and(other: Operand): Term {
    return this.#same(other, { i32: OP.i32And, i64: OP.i64And });
  }
  or(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Or, i64: OP.i64Or });
  }
  xor(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Xor, i64: OP.i64Xor });
  }
  shl(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Shl, i64: OP.i64Shl });
  }
  shrS(other: Operand): Term {
    return this.#same(other, { i32: OP.i32ShrS, i64: OP.i64ShrS });
  }
  shrU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32ShrU, i64: OP.i64ShrU });
  }
  rotl(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Rotl, i64: OP.i64Rotl });
  }
  eq(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Eq, i64: OP.i64Eq, f64: OP.f64Eq }, 'i32');
  }
  ne(other: Operand): Term {
    return this.#same(other, { i32: OP.i32Ne, i64: OP.i64Ne, f64: OP.f64Ne }, 'i32');
  }
  /** Signed for integers. */
  lt(other: Operand): Term {
    return this.#same(other, { i32: OP.i32LtS, i64: OP.i64LtS, f64: OP.f64Lt }, 'i32');
  }
  le(other: Operand): Term {
    return this.#same(other, { i32: OP.i32LeS, i64: OP.i64LeS, f64: OP.f64Le }, 'i32');
  }
  gt(other: Operand): Term {
    return this.#same(other, { i32: OP.i32GtS, i64: OP.i64GtS, f64: OP.f64Gt }, 'i32');
  }
  ge(other: Operand): Term {
    return this.#same(other, { i32: OP.i32GeS, i64: OP.i64GeS, f64: OP.f64Ge }, 'i32');
  }
  ltU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32LtU, i64: OP.i64LtU }, 'i32');
  }
  leU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32LeU, i64: OP.i64LeU }, 'i32');
  }
  gtU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32GtU, i64: OP.i64GtU }, 'i32');
  }
  geU(other: Operand): Term {
    return this.#same(other, { i32: OP.i32GeU, i64: OP.i64GeU }, 'i32');
  }
  eqz(): Term {
    return this.#alone({ i32: OP.i32Eqz, i64: OP.i64Eqz }, 'i32');
  }
  clz(): Term {
    return this.#alone({ i32: OP.i32Clz, i64: OP.i64Clz });
  }
  ctz(): Term {
    return this.#alone({ i32: OP.i32Ctz, i64: OP.i64Ctz });
  }
  popcnt(): Term {
    return this.#alone({ i32: OP.i32Popcnt, i64: OP.i64Popcnt });
  }
  /** i64 to its low i32. */
  wrap(): Term {
    return this.#alone({ i64: OP.i32WrapI64 }, 'i32');
  }
  /** i32 to i64, signed. */
  widen(): Term {
    return this.#alone({ i32: OP.i64ExtendI32S }, 'i64');
  }
  /** i32 to i64, unsigned. */
  widenU(): Term {
    return this.#alone({ i32: OP.i64ExtendI32U }, 'i64');
  }
  /** Signed integer to f64. */
  toF64(): Term {
    return this.#alone({ i32: OP.f64ConvertI32S, i64: OP.f64ConvertI64S }, 'f64');
  }
  unary(op: number, result: WasmType = this.type): Term {
    return new Term(result, (fn) => {
      this.push(fn);
      fn.op(op);
    });
  }
  /** Memory at this address. */
  load(access: keyof typeof MEM, offset = 0): Term {
    assert(this.type === 'i32', 'addresses are i32');
    return new Term(access.startsWith('f64') ? 'f64' : access.startsWith('i64') ? 'i64' : 'i32', (fn) => {
      this.push(fn);
      fn.mem(unaligned(access), offset);
    });
  }

  #same(other: Operand, ops: { readonly [K in Numeric]?: number }, result: WasmType = this.type): Term {
    const right = term(this.type, other);
    const op = known(ops[this.type as Numeric], `operation of ${this.type}`);
    assert(right.type === this.type, `operand types ${this.type} and ${right.type}`);
    return new Term(result, (fn) => {
      this.push(fn);
      right.push(fn);
      fn.op(op);
    });
  }

  #alone(ops: { readonly [K in Numeric]?: number }, result: WasmType = this.type): Term {
    return this.unary(known(ops[this.type as Numeric], `operation of ${this.type}`), result);
  }
}

/** Strings start anywhere: accesses promise no alignment. */
function unaligned(access: keyof typeof MEM): readonly [number, number] {
  return [MEM[access][0], 0];
}

export function i32(value: number): Term {
  return new Term('i32', (fn) => fn.i32(value));
}

export function i64(value: bigint | number): Term {
  return new Term('i64', (fn) => fn.i64(BigInt(value)));
}

export function f64(value: number): Term {
  return new Term('f64', (fn) => fn.f64(value));
}

export function term(type: WasmType, value: Operand): Term {
  if (value instanceof Term) return value;
  if (type === 'i64') return i64(value);
  if (type === 'f64') return f64(Number(value));
  assert(type === 'i32', 'constant type');
  return i32(Number(value));
}

/** A local variable. */
export class Variable extends Term {
  constructor(
    type: WasmType,
    readonly fn: FunctionBuilder,
    readonly local: number,
  ) {
    super(type, (target) => target.get(local));
  }

  set(value: Operand): void {
    const source = term(this.type, value);
    assert(source.type === this.type, `assigns ${source.type} to ${this.type}`);
    source.push(this.fn);
    this.fn.set(this.local);
  }

  /** Assigns and gives the value. */
  tee(value: Operand): Term {
    const source = term(this.type, value);
    return new Term(this.type, (fn) => {
      source.push(fn);
      fn.tee(this.local);
    });
  }
}

export class Routine {
  constructor(
    readonly fn: FunctionBuilder,
    readonly resolve: (name: string) => FunctionRef,
  ) {}

  /** The parameters of the function, as variables. */
  params(): Variable[] {
    return this.fn.params.map((type, i) => new Variable(type, this.fn, i));
  }

  /** An existing local as a variable. */
  at(local: number): Variable {
    return new Variable(this.fn.typeOfLocal(local), this.fn, local);
  }

  variable(type: WasmType, value?: Operand): Variable {
    const made = new Variable(type, this.fn, this.fn.local(type));
    if (value !== undefined) made.set(value);
    return made;
  }

  /** Evaluates a term once. */
  keep(value: Term): Variable {
    if (value instanceof Variable) return value;
    return this.variable(value.type, value);
  }

  if(condition: Term, then: () => void, otherwise?: () => void): void {
    condition.push(this.fn);
    this.fn.if();
    then();
    if (otherwise !== undefined) {
      this.fn.else();
      otherwise();
    }
    this.fn.end();
  }

  /** while (condition) body. */
  while(condition: () => Term, body: (exit: Label, again: Label) => void): void {
    const exit = this.fn.block();
    const again = this.fn.loop();
    condition().push(this.fn);
    this.fn.op(OP.i32Eqz).brIf(exit);
    body(exit, again);
    this.fn.br(again);
    this.fn.end();
    this.fn.end();
  }

  block(body: (exit: Label) => void): void {
    const exit = this.fn.block();
    body(exit);
    this.fn.end();
  }

  breakIf(condition: Term, label: Label): void {
    condition.push(this.fn);
    this.fn.brIf(label);
  }

  break(label: Label): void {
    this.fn.br(label);
  }

  /** Leaves the function with these results. */
  return(...values: readonly Operand[]): void {
    this.results(...values);
    this.fn.op(OP.return);
  }

  /** Pushes the results at the end of a function. */
  results(...values: readonly Operand[]): void {
    values.forEach((value, i) => {
      term(known(this.fn.results[i], 'result type'), value).push(this.fn);
    });
  }

  /** A call with one result, as a term. */
  call(name: string, ...args: readonly Operand[]): Term {
    const target = this.resolve(name);
    assert(target.params.length === args.length, `${name} takes ${target.params.length} arguments`);
    const terms = args.map((value, i) => term(known(target.params[i], 'param'), value));
    terms.forEach((value, i) => {
      assert(value.type === target.params[i], `${name}: type of argument ${i}`);
    });
    return new Term(known(target.results[0], `result of ${name}`), (fn) => {
      for (const value of terms) value.push(fn);
      fn.call(target);
    });
  }

  /** A call with any number of results, kept in new variables. */
  calls(name: string, ...args: readonly Operand[]): Variable[] {
    const target = this.resolve(name);
    this.call(name, ...args).push(this.fn);
    const made = target.results.map((type) => this.variable(type));
    for (const result of [...made].reverse()) this.fn.set(result.local);
    return made;
  }

  /** A call whose results go into existing variables. */
  into(variables: readonly Variable[], name: string, ...args: readonly Operand[]): void {
    assert(this.resolve(name).results.length === variables.length, `results of ${name}`);
    this.call(name, ...args).push(this.fn);
    for (const result of [...variables].reverse()) this.fn.set(result.local);
  }

  store(access: keyof typeof MEM, address: Term, value: Term, offset = 0): void {
    address.push(this.fn);
    value.push(this.fn);
    this.fn.mem(unaligned(access), offset);
  }

  select(condition: Term, yes: Operand, no: Operand, type?: WasmType): Term {
    const known = type ?? (yes instanceof Term ? yes.type : no instanceof Term ? no.type : 'i32');
    const first = term(known, yes);
    const second = term(known, no);
    return new Term(known, (fn) => {
      first.push(fn);
      second.push(fn);
      condition.push(fn);
      fn.op(OP.select);
    });
  }
}

/** One function of the runtime library. */
export interface RuntimeFunction {
  readonly name: string;
  readonly params: readonly WasmType[];
  readonly results: readonly WasmType[];
  emit(routine: Routine, ...params: Variable[]): void;
}
