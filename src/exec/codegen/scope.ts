/**
 * The surroundings of compiled expressions in a pipeline function: which columns the current row has and where they come from,
 * hoisted literals, parameters and dictionaries, and the way out (failures, full sinks).
 *
 * A column is loaded into locals at its first use and stays there while its scope lasts. Code that may be skipped (a CASE
 * branch) must not be the first to load a column, so `require` loads all columns of an expression before it is compiled.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr, LiteralExpr } from '../../plan/expr.js';
import type { Datum } from '../../types/datum.js';
import { CONTEXT, CONTROL, PARAM_BYTES } from '../layout.js';
import { type FunctionBuilder, type FunctionRef, type Label, MEM, OP } from '../wasm/assembler.js';
import { compileExpr } from './expression.js';
import { loadParts } from './fields.js';
import { STATUS } from './status.js';
import { type CompiledValue, type ExprContext, PART_TYPES } from './value.js';

/** What a phase's parameter slots hold; filled by the host before the phase runs. */
export type Parameter =
  | { readonly kind: 'literal'; readonly info: ValueInfo; readonly value: Datum }
  /** Address of the str values of a dictionary. */
  | { readonly kind: 'dictionary'; readonly handle: string }
  /**
   * Word 0: address. Word 1: for chains the shift of the hash (64 - log2(entries)), for a direct index its entries, for pointers the
   * number of tuples. Long at 8: the least key of a direct index.
   */
  | { readonly kind: 'index'; readonly store: number }
  /** Address of a tuple of NULLs in the store's layout. */
  | { readonly kind: 'null-tuple'; readonly store: number }
  /** Address of 256 i32: partition of each bucket. */
  | { readonly kind: 'bucket-map' }
  /** Address of two i32: rows still to skip, rows still to let through (-1: any number). */
  | { readonly kind: 'limit'; readonly id: number; readonly limit: number | null; readonly offset: number };

/** A predicate over one dict column, evaluated once per dictionary entry into a table of bytes (1: true). */
export interface DictionaryPredicate {
  /** Function `dictionaryN(context, dictionary, from, to, table)`. */
  readonly exportName: string;
  readonly handle: string;
  /** Context slot with the table's address. */
  readonly slot: number;
}

type Loader = () => CompiledValue;

export interface ScopeOptions {
  readonly fn: FunctionBuilder;
  readonly context: number;
  readonly runtime: (name: string) => FunctionRef;
  readonly parameters: Parameter[];
  readonly slots: SlotAllocator;
  /** Whether texts are given up when nothing refers to them any more. */
  readonly releaseTexts: boolean;
}

/** Hands out words of the context. */
export class SlotAllocator {
  #next = CONTEXT.slots as number;

  take(bytes = 8): number {
    const at = this.#next;
    this.#next += Math.ceil(bytes / 8) * 8;
    return at;
  }

  get bytes(): number {
    return this.#next;
  }
}

/** Locals: the next free byte, the start of its area, how often the sink had kept texts. */
export interface ScratchMark {
  readonly pointer: number;
  readonly start: number;
  readonly kept: number;
}

export class RowScope implements ExprContext {
  readonly fn: FunctionBuilder;
  readonly context: number;
  readonly slots: SlotAllocator;
  readonly #runtime: (name: string) => FunctionRef;
  readonly #parameters: Parameter[];
  #loaders = new Map<ColumnId, Loader>();
  #loaded = new Map<ColumnId, CompiledValue>();
  #infos = new Map<ColumnId, ValueInfo>();
  readonly #dictionaries = new Map<string, number>();
  readonly #literals = new Map<string, CompiledValue>();
  #paramsLocal: number | null = null;
  #ticks: number | null = null;
  #resumeDepth: number | null = null;
  readonly #releaseTexts: boolean;
  #scratchUsed = false;
  /** Local: how often the sink has kept texts; null where it never does. */
  #textsKept: number | null = null;
  /** Context slots that the row has been counted in on its way here. */
  #counted: readonly number[] = [];
  readonly #leaving: (() => void)[] = [];
  /** Probes around the current code, outermost first: how each saves where it is. */
  readonly probes: { readonly save: () => void }[] = [];
  /** Local with the current source row. */
  row = -1;
  /** Where code goes on when the current row is done. */
  rowEnd: Label = { depth: 0 };
  overrides: (expr: Expr) => CompiledValue | null = () => null;

  constructor(options: ScopeOptions) {
    this.fn = options.fn;
    this.context = options.context;
    this.slots = options.slots;
    this.#runtime = options.runtime;
    this.#parameters = options.parameters;
    this.#releaseTexts = options.releaseTexts;
  }

  // Columns

  /** `info`: of the loader's value, where it is known before. */
  bind(id: ColumnId, load: Loader, info?: ValueInfo): void {
    this.#loaders.set(id, load);
    this.#loaded.delete(id);
    if (info === undefined) this.#infos.delete(id);
    else this.#infos.set(id, info);
  }

  bindValue(id: ColumnId, value: CompiledValue): void {
    this.bind(id, () => value);
    this.#loaded.set(id, value);
    this.#infos.set(id, value.info);
  }

  columnInfo(id: ColumnId): ValueInfo {
    return this.#infos.get(id) ?? this.column(id).info;
  }

  column(id: ColumnId): CompiledValue {
    const loaded = this.#loaded.get(id);
    if (loaded !== undefined) return loaded;
    const value = known(this.#loaders.get(id), `column ${id} in the pipeline`)();
    this.#loaded.set(id, value);
    return value;
  }

  has(id: ColumnId): boolean {
    return this.#loaders.has(id);
  }

  /** The same columns under new ids, in place of all others where `only`. */
  rename(from: readonly ColumnInfo[], to: readonly ColumnInfo[]): void {
    const values = from.map((column) => ({ load: this.#loaders.get(column.id), loaded: this.#loaded.get(column.id) }));
    to.forEach((column, i) => {
      const value = values[i];
      if (value?.load === undefined) return;
      this.bind(column.id, value.load);
      if (value.loaded !== undefined) this.#loaded.set(column.id, value.loaded);
    });
  }

  /** What `write` binds and loads is forgotten afterwards. */
  nested(write: () => void): void {
    const loaders = new Map(this.#loaders);
    const loaded = new Map(this.#loaded);
    const infos = new Map(this.#infos);
    const counted = this.#counted;
    write();
    this.#loaders = loaders;
    this.#loaded = loaded;
    this.#infos = infos;
    this.#counted = counted;
  }

  /** What is loaded from here on is forgotten (after a point that can be jumped over). */
  mark(): () => void {
    const loaded = new Map(this.#loaded);
    return () => {
      this.#loaded = loaded;
    };
  }

  require(expr: Expr): void {
    if (this.override(expr) !== null) return;
    forEachColumn(expr, (id) => {
      this.column(id);
    });
  }

  /** As require, for those columns that the row has by now. */
  requireBound(expr: Expr): void {
    forEachColumn(expr, (id) => {
      if (this.has(id)) this.column(id);
    });
  }

  /** The expression's value, all its columns loaded first. */
  compile(expr: Expr): CompiledValue {
    this.require(expr);
    return compileExpr(this, expr);
  }

  override(expr: Expr): CompiledValue | null {
    return this.overrides(expr);
  }

  // Parameters

  parameter(parameter: Parameter): number {
    this.#parameters.push(parameter);
    return (this.#parameters.length - 1) * PARAM_BYTES;
  }

  /** Loads a word of the parameters into a local, once a call. */
  parameterWord(offset: number): number {
    const { fn } = this;
    const local = fn.local('i32');
    fn.atStart(() => {
      fn.get(this.params()).mem(MEM.i32Load, offset).set(local);
    });
    return local;
  }

  params(): number {
    if (this.#paramsLocal === null) {
      const { fn } = this;
      const local = fn.local('i32');
      this.#paramsLocal = local;
      fn.atStart(() => {
        fn.get(this.context).mem(MEM.i32Load, CONTEXT.params).set(local);
      });
    }
    return this.#paramsLocal;
  }

  /** Loads a long of the parameters into a local, once a call. */
  parameterLong(offset: number): number {
    const { fn } = this;
    const local = fn.local('i64');
    fn.atStart(() => {
      fn.get(this.params()).mem(MEM.i64Load, offset).set(local);
    });
    return local;
  }

  /** Loads a word of the context into a local, once a call. */
  contextWord(offset: number): number {
    const { fn } = this;
    const local = fn.local('i32');
    fn.atStart(() => {
      fn.get(this.context).mem(MEM.i32Load, offset).set(local);
    });
    return local;
  }

  literal(expr: LiteralExpr, info: ValueInfo): CompiledValue {
    const { fn } = this;
    const key = `${info.phys}|${info.scale}|${JSON.stringify(info.type)}|${literalKey(expr.value)}`;
    const known = this.#literals.get(key);
    if (known !== undefined) return known;
    const parts = PART_TYPES[info.phys].map((type) => fn.local(type));
    let isNull: number | null = null;
    if (expr.value === null) {
      const local = fn.local('i32');
      isNull = local;
      fn.atStart(() => fn.i32(1).set(local));
      if (info.phys === 'str') {
        // Readable: the parameter area itself, with length 0.
        fn.atStart(() => fn.get(this.params()).op(OP.i64ExtendI32U).set(known0(parts)));
      }
    } else {
      const offset = this.parameter({ kind: 'literal', info, value: expr.value });
      fn.atStart(() => loadParts(fn, () => fn.get(this.params()), offset, info, parts));
    }
    const value: CompiledValue = { info: expr.value === null ? { ...info, nullable: true } : { ...info, nullable: false }, parts, isNull };
    this.#literals.set(key, value);
    return value;
  }

  dictionary(handle: string): number {
    const existing = this.#dictionaries.get(handle);
    if (existing !== undefined) return existing;
    const local = this.parameterWord(this.parameter({ kind: 'dictionary', handle }));
    this.#dictionaries.set(handle, local);
    return local;
  }

  runtime(name: string): FunctionRef {
    return this.#runtime(name);
  }

  // Resuming

  /** Local: how many probes are to be restored. */
  resumeDepth(): number {
    if (this.#resumeDepth === null) {
      const { fn } = this;
      const local = this.contextWord(CONTEXT.resumeDepth);
      this.#resumeDepth = local;
      fn.atStart(() => fn.get(this.context).i32(0).mem(MEM.i32Store, CONTEXT.resumeDepth));
    }
    return this.#resumeDepth;
  }

  /** The probe at `depth` was restored: the innermost one ends the restoring. */
  resumed(depth: number): void {
    const { fn } = this;
    const local = this.resumeDepth();
    fn.get(local)
      .i32(depth + 1)
      .op(OP.i32Eq);
    fn.if();
    fn.i32(0).set(local);
    fn.end();
  }

  /** One more in the slot (i64), for a row that goes on from here. */
  count(slot: number): void {
    this.#add(slot, 1n);
    this.#counted = [...this.#counted, slot];
  }

  /** Adds a local (i32) to the slot. */
  countRows(slot: number, rows: number): void {
    const { fn, context } = this;
    fn.get(context).get(context).mem(MEM.i64Load, slot).get(rows).op(OP.i64ExtendI32S, OP.i64Add).mem(MEM.i64Store, slot);
  }

  #add(slot: number, amount: bigint): void {
    const { fn, context } = this;
    fn.get(context).get(context).mem(MEM.i64Load, slot).i64(amount).op(OP.i64Add).mem(MEM.i64Store, slot);
  }

  // Ways out

  fail(errorCode: number): void {
    const { fn } = this;
    fn.get(this.context).i32(errorCode).mem(MEM.i32Store, CONTEXT.errorCode);
    fn.i32(STATUS.error).op(OP.return);
  }

  /** What is written wherever the function leaves with sinkFull from here on. */
  leaving(write: () => void): void {
    this.#leaving.push(write);
  }

  /** Leaves with sinkFull; the call after it evaluates the current row again from the saved probe positions. */
  leaveFull(reason: number): void {
    const { fn } = this;
    fn.get(this.context).get(this.row).mem(MEM.i32Store, CONTEXT.cursorRow);
    fn.get(this.context).i32(this.probes.length).mem(MEM.i32Store, CONTEXT.resumeDepth);
    fn.get(this.context).i32(reason).mem(MEM.i32Store, CONTEXT.reason);
    for (const probe of this.probes) probe.save();
    for (const write of this.#leaving) write();
    // The row comes by here again.
    for (const slot of this.#counted) this.#add(slot, -1n);
    fn.i32(STATUS.sinkFull).op(OP.return);
  }

  // Scratch memory

  /** Whether the code so far makes texts. */
  get makesTexts(): boolean {
    return this.#scratchUsed;
  }

  /** To be called before anything else where the sink refers to texts of the rows that it gets. */
  sinkKeepsTexts(): void {
    this.#textsKept = this.fn.local('i32');
  }

  /** The sink has taken the current row, and refers to its texts. */
  keepTexts(): void {
    const kept = this.#textsKept;
    if (this.#releaseTexts && kept !== null) this.fn.get(kept).i32(1).op(OP.i32Add).set(kept);
  }

  /** Where scratch memory stands. */
  scratchMark(): ScratchMark {
    const { fn } = this;
    const mark = { pointer: fn.local('i32'), start: fn.local('i32'), kept: fn.local('i32') };
    this.#noteScratch(mark);
    return mark;
  }

  #noteScratch(mark: ScratchMark): void {
    if (!this.#releaseTexts) return;
    const { fn, context } = this;
    fn.get(context).mem(MEM.i32Load, CONTEXT.scratchPointer).set(mark.pointer);
    fn.get(context).mem(MEM.i32Load, CONTEXT.scratchStart).set(mark.start);
    if (this.#textsKept !== null) fn.get(this.#textsKept).set(mark.kept);
  }

  /** Gives up the texts made since the mark, unless the sink refers to some; to be called behind the code that makes them. */
  releaseScratch(mark: ScratchMark): void {
    if (!this.#releaseTexts || !this.#scratchUsed) return;
    const { fn, context } = this;
    if (this.#textsKept !== null) {
      fn.get(this.#textsKept).get(mark.kept).op(OP.i32Eq);
      fn.if();
    }
    // A new area since then has nothing else in it.
    const start = fn.local('i32');
    fn.get(context).mem(MEM.i32Load, CONTEXT.scratchStart).set(start);
    fn.get(context)
      .get(mark.pointer)
      .get(start)
      .get(start)
      .get(mark.start)
      .op(OP.i32Eq, OP.select)
      .mem(MEM.i32Store, CONTEXT.scratchPointer);
    if (this.#textsKept !== null) fn.end();
    this.#noteScratch(mark);
  }

  allocateScratch(bytesLocal: number): number {
    const { fn } = this;
    this.#scratchUsed = true;
    const at = fn.local('i32');
    const end = fn.local('i32');
    const place = (): void => {
      fn.get(this.context).mem(MEM.i32Load, CONTEXT.scratchPointer).tee(at).get(bytesLocal).op(OP.i32Add).i32(16).op(OP.i32Add).set(end);
    };
    place();
    fn.get(end).get(this.context).mem(MEM.i32Load, CONTEXT.scratchEnd).op(OP.i32GtU);
    fn.if();
    // Not by leaving: the row has been counted in some aggregates, or gone on with some of its matches, and would be again.
    fn.get(this.context).get(bytesLocal).i32(64).op(OP.i32Add).call(this.runtime('host_grow_scratch'));
    place();
    fn.end();
    fn.get(this.context).get(end).mem(MEM.i32Store, CONTEXT.scratchPointer);
    return at;
  }

  /** In every loop: reads the cancel flag each blockRows times. */
  tick(): void {
    const { fn } = this;
    if (this.#ticks === null) {
      const local = fn.local('i32');
      this.#ticks = local;
    }
    const ticks = this.#ticks;
    fn.get(ticks)
      .i32(1)
      .op(OP.i32Add)
      .tee(ticks)
      .i32(LIMITS.blockRows - 1)
      .op(OP.i32And)
      .op(OP.i32Eqz);
    fn.if();
    fn.get(this.context).mem(MEM.i32Load, CONTEXT.control).mem(MEM.i32Load, CONTROL.cancel);
    fn.if();
    fn.i32(STATUS.cancelled).op(OP.return);
    fn.end();
    fn.end();
  }
}

function known0(parts: readonly number[]): number {
  return known(parts[0], 'part');
}

function literalKey(value: Datum): string {
  if (typeof value === 'bigint') return `n${value}`;
  if (typeof value === 'object' && value !== null) {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `n${part}` : part));
  }
  return `${typeof value}${Object.is(value, -0) ? '-0' : String(value)}`;
}

/** Every column reference in an expression. Iterative: expressions may be deep. */
export function forEachColumn(expr: Expr, visit: (id: ColumnId) => void): void {
  const stack: Expr[] = [expr];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    switch (next.kind) {
      case 'column':
        visit(next.id);
        break;
      case 'literal':
      case 'param':
        break;
      case 'call':
      case 'and':
      case 'or':
      case 'coalesce':
        stack.push(...next.args);
        break;
      case 'cast':
      case 'not':
      case 'is-null':
        stack.push(next.arg);
        break;
      case 'is-distinct':
        stack.push(next.left, next.right);
        break;
      case 'case':
        for (const branch of next.branches) stack.push(branch.when, branch.then);
        if (next.otherwise !== null) stack.push(next.otherwise);
        break;
      case 'in-list':
        stack.push(next.arg, ...next.list);
        break;
      case 'subquery':
        assert(false, 'subqueries are unnested before execution');
        break;
      default:
        unreachable(next);
    }
  }
}
