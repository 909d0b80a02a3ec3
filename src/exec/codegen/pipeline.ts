/**
 * Compiles a pipeline to one WebAssembly module. Its function `run(context, chunk, start, end) -> status` takes the rows from start
 * to end of a chunk through all operations into the sink, one row at a time with everything in locals. Other exports serve the
 * sink's store: `insert` (join directory), `sort`, `init` (a group), `dictionaryN` (predicates over dictionary entries).
 */
import { known, unreachable } from '../../common/assert.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import type { ColumnId, Expr } from '../../plan/expr.js';
import { CONTEXT, type OutputLayout, outputLayout } from '../layout.js';
import type { JoinIndex, Operation, Pipeline, Sink, Source, TupleStore } from '../pipeline.js';
import { type FunctionBuilder, type FunctionRef, MEM, ModuleBuilder, OP } from '../wasm/assembler.js';
import { RUNTIME_SIGNATURES } from '../wasm/runtime.js';
import { type DirectGroups, directGroups, emitAggregate, emitGroupInit, takeTuple } from './aggregate.js';
import { convertValue } from './convert.js';
import { compilePredicate, isCheapExpr } from './expression.js';
import { bindChunkColumn, bindSeriesColumn, clearTupleHeader, storeField } from './fields.js';
import { bindTuple, dropsUnmatched, emitInsert, emitInsertDirect, emitKeyRange, emitMayMatch, emitProbe } from './join.js';
import { emitLoopJoin } from './loop-join.js';
import { emitOutput } from './output.js';
import { isTabledMatch } from './regex-match.js';
import { type DictionaryPredicate, forEachColumn, type Parameter, RowScope, SlotAllocator } from './scope.js';
import { emitSelectedRows, selectionPays } from './selection.js';
import { emitSort } from './sort.js';
import { STATUS } from './status.js';
import { emitTopBound, type TopBound, topBound } from './top-bound.js';
import { type CompiledValue, PART_TYPES } from './value.js';
import { emitWindow } from './window.js';

export interface CompiledPipeline {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly parameters: readonly Parameter[];
  readonly contextBytes: number;
  readonly dictionaryPredicates: readonly DictionaryPredicate[];
  readonly output: OutputLayout | null;
  /** Entries of the array of groups; 0: groups are hashed. */
  readonly directGroups: number;
  /** Context slot for the last of the first rows that are kept so far; null: all are kept. */
  readonly topBound: number | null;
  /** Context slots (i64) with the number of rows that left each operation, where counting was asked for. */
  readonly counters: readonly { readonly op: number; readonly slot: number }[];
}

export interface CompileOptions {
  readonly maximumPages: number;
  /** Rows of an output buffer. */
  readonly outputRows: number;
  readonly countRows: boolean;
  /** Of the stores that the pipeline probes, by id. */
  readonly indexes: ReadonlyMap<number, JoinIndex>;
  /** Entries of the dictionaries that the pipeline's source has, by handle. */
  readonly dictionarySize: (handle: string) => number;
  /** Entries that an array of groups may have at the most. */
  readonly directGroups: number;
}

/** A probe that finds a match for more of its rows is not asked twice. */
const MATCHED_SHARE = 0.5;

export function compilePipeline(pipeline: Pipeline, options: CompileOptions): CompiledPipeline {
  const compiler = new PipelineCompiler(pipeline, options, false);
  const compiled = compiler.compile();
  // Only code that makes texts has to look after them.
  return compiler.makesTexts ? new PipelineCompiler(pipeline, options, true).compile() : compiled;
}

class PipelineCompiler {
  readonly #module: ModuleBuilder;
  readonly #imports = new Map<string, FunctionRef>();
  readonly #parameters: Parameter[] = [];
  readonly #slots = new SlotAllocator();
  readonly #scopes: RowScope[] = [];
  readonly #predicates: DictionaryPredicate[] = [];
  readonly #predicateBodies: (() => void)[] = [];
  readonly #counters: { op: number; slot: number }[] = [];
  readonly #layout: OutputLayout | null;
  readonly #groups: DirectGroups | null;
  readonly #bound: TopBound | null;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly options: CompileOptions,
    private readonly releaseTexts: boolean,
  ) {
    this.#module = new ModuleBuilder(options.maximumPages);
    this.#layout = pipeline.sink.kind === 'output' ? outputLayout(pipeline.sink.columns, options.outputRows) : null;
    this.#bound = topBound(pipeline, () => this.#slots.take(), dictionarySafe);
    this.#groups = pipeline.sink.kind === 'aggregate' ? directGroups(pipeline.sink, options.dictionarySize, options.directGroups) : null;
  }

  /** Known when it is compiled. */
  get makesTexts(): boolean {
    return this.#scopes.some(({ makesTexts }) => makesTexts);
  }

  compile(): CompiledPipeline {
    const { sink } = this.pipeline;
    const fn = this.#module.function('run', ['i32', 'i32', 'i32', 'i32'], ['i32']);
    this.#run(fn);
    if (sink.kind === 'aggregate' && sink.keys.length === 0) {
      emitGroupInit(this.#module.function('init', ['i32', 'i32'], []), sink);
    }
    if (sink.kind === 'tuples' && sink.store.index.kind === 'join') this.#joinIndex(sink.store, sink.store.index.keys);
    if (sink.kind === 'tuples' && sink.store.index.kind === 'sorted') {
      emitSort(this.#module, this.#runtime, sink.store.layout, sink.store.index.keys);
    }
    if (sink.kind === 'tuples' && sink.store.index.kind === 'range') {
      const { first, descending } = sink.store.index;
      emitSort(this.#module, this.#runtime, sink.store.layout, [{ field: first, descending, nullsFirst: false }]);
    }
    if (sink.kind === 'tuples' && sink.store.index.kind === 'window') {
      emitWindow({ module: this.#module, runtime: this.#runtime, scope: (each) => this.#scope(each) }, sink.store, sink.store.index);
    }
    for (const body of this.#predicateBodies) body();
    return {
      bytes: this.#module.finish(),
      parameters: this.#parameters,
      contextBytes: this.#slots.bytes,
      dictionaryPredicates: this.#predicates,
      output: this.#layout,
      directGroups: this.#groups?.entries ?? 0,
      topBound: this.#bound?.slot ?? null,
      counters: this.#counters,
    };
  }

  readonly #runtime = (name: string): FunctionRef => {
    let imported = this.#imports.get(name);
    if (imported === undefined) {
      const { params, results } = known(RUNTIME_SIGNATURES[name], `runtime function ${name}`);
      imported = this.#module.importFunction('rt', name, params, results);
      this.#imports.set(name, imported);
    }
    return imported;
  };

  #scope(fn: FunctionBuilder): RowScope {
    const scope = new RowScope({
      fn,
      context: 0,
      runtime: this.#runtime,
      parameters: this.#parameters,
      slots: this.#slots,
      releaseTexts: this.releaseTexts,
    });
    this.#scopes.push(scope);
    return scope;
  }

  #run(fn: FunctionBuilder): void {
    const [chunk, start, end] = [1, 2, 3];
    const scope = this.#scope(fn);
    if (keepsTexts(this.pipeline.sink)) scope.sinkKeepsTexts();
    if (this.#selectedRows(scope, chunk, start, end)) return;
    const row = fn.local('i32');
    scope.row = row;
    const scratch = scope.scratchMark();
    // Going on after a full sink starts at the saved row.
    scope.resumeDepth();
    fn.get(start).set(row);
    const finished = fn.block();
    const loop = fn.loop();
    fn.get(row).get(end).op(OP.i32GeU).brIf(finished);
    scope.tick();
    const rowEnd = fn.block();
    scope.rowEnd = rowEnd;
    this.#source(scope, this.pipeline.source, chunk);
    this.#withinBound(scope, this.#bound?.column ?? null);
    this.#operations(scope, this.pipeline.operations);
    fn.end();
    scope.releaseScratch(scratch);
    fn.get(row).i32(1).op(OP.i32Add).set(row);
    fn.br(loop);
    fn.end();
    fn.end();
    fn.i32(STATUS.done);
  }

  /** The whole loop, where the source is a scan whose filter or first probe is worth a selection. */
  #selectedRows(scope: RowScope, chunk: number, start: number, end: number): boolean {
    const { source, operations } = this.pipeline;
    if (source.kind !== 'chunks' || source.node.kind !== 'scan') return false;
    const bind = (): void => bindColumns(scope, source, chunk);
    bind();
    const filter = operations[0]?.kind === 'filter' ? operations[0] : null;
    const rest = filter === null ? operations : operations.slice(1);
    const parts = filter === null ? [] : conjuncts(filter.predicate);
    const cheap = parts.filter((part) => !isConstant(part) && (dictionaryColumn(scope, part) !== null || isCheapExpr(scope, part)));
    const chosen = filter !== null && selectionPays(filter.share, cheap.length) ? cheap : [];
    const tests = chosen.length > 0 ? [(): number => this.#together(scope, chosen)] : [];
    const others = parts.filter((part) => !chosen.includes(part));
    // Rows that the rest of the filter drops must not be asked for their match first.
    if (others.length === 0) tests.push(...this.#matchTest(scope, rest[0]));
    if (tests.length === 0) return false;
    emitSelectedRows({
      scope,
      start,
      end,
      bind,
      tests,
      count: this.#blockCounter(scope, source.node.op),
      consume: () => {
        this.#withinBound(scope, this.#bound?.column ?? null);
        for (const other of others) this.#filter(scope, other);
        if (filter !== null) this.#count(scope, filter.op);
        this.#operations(scope, rest);
      },
    });
    return true;
  }

  /** Drops the row where the first sort key says that it comes too late. */
  #withinBound(scope: RowScope, key: Expr | null): void {
    const bound = this.#bound;
    if (bound === null || key === null) return;
    const { info } = known(bound.layout.fields[bound.key.field], 'field');
    emitTopBound(scope, bound, convertValue(scope, scope.compile(key), info));
  }

  /** Where the operation is a probe by integers that drops many rows: whether a row may have a match. */
  #matchTest(scope: RowScope, operation: Operation | undefined): readonly (() => number)[] {
    if (operation?.kind !== 'probe' || !dropsUnmatched(operation.node)) return [];
    const { node, store } = operation;
    const share = node.estimate.rows / Math.max(1, node.probe.estimate.rows);
    const plain = node.probeKeys.every(
      (key, i) => key.kind === 'column' && isInteger(scope.columnInfo(key.id)) && isInteger(known(store.layout.fields[i], 'key').info),
    );
    if (!plain || share > MATCHED_SHARE) return [];
    return [(): number => emitMayMatch(scope, operation, known(this.options.indexes.get(store.id), 'join index'))];
  }

  /** A local: 1 where all tests are true, else 0. */
  #together(scope: RowScope, tests: readonly Expr[]): number {
    const { fn } = scope;
    const all = fn.local('i32');
    tests.forEach((test, i) => {
      const column = dictionaryColumn(scope, test);
      const value = column === null ? scope.compile(test) : scope.column(column);
      const part = known(value.parts[0], 'truth or code');
      if (column === null) fn.get(part);
      else
        fn.get(this.#dictionaryTable(scope, column, value, test))
          .get(part)
          .op(OP.i32Add)
          .mem(MEM.i32Load8U);
      if (value.isNull !== null) fn.get(value.isNull).op(OP.i32Eqz, OP.i32And);
      if (i > 0) fn.get(all).op(OP.i32And);
      fn.set(all);
    });
    return all;
  }

  #source(scope: RowScope, source: Source, chunk: number): void {
    const { fn } = scope;
    switch (source.kind) {
      case 'chunks':
        bindColumns(scope, source, chunk);
        this.#count(scope, source.node.op);
        return;
      case 'tuples': {
        const tuple = this.#tupleOfRow(scope, source, chunk);
        if (source.matched !== null) {
          fn.get(tuple).mem(MEM.i32Load, 4);
          if (source.matched) fn.op(OP.i32Eqz);
          fn.brIf(scope.rowEnd);
        }
        bindTuple(scope, tuple, source.store);
        for (const column of source.nullColumns) scope.bindValue(column.id, nullValue(scope, column));
        this.#count(scope, source.op);
        return;
      }
    }
    unreachable(source);
  }

  /** A local with the address of the current row's tuple: the chunk is a buffer of tuples, or of pointers. */
  #tupleOfRow(scope: RowScope, source: Source & { readonly kind: 'tuples' }, chunk: number): number {
    const { fn } = scope;
    const tuple = fn.local('i32');
    if (source.ordered) fn.get(chunk).get(scope.row).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(tuple);
    else fn.get(chunk).get(scope.row).i32(source.store.layout.bytes).op(OP.i32Mul, OP.i32Add).set(tuple);
    return tuple;
  }

  #operations(scope: RowScope, operations: readonly Operation[]): void {
    const [operation, ...rest] = operations;
    if (operation === undefined) {
      this.#sink(scope, this.pipeline.sink);
      return;
    }
    const { fn } = scope;
    const next = (): void => this.#operations(scope, rest);
    const counted = (op: number) => (): void => {
      this.#count(scope, op);
      next();
    };
    switch (operation.kind) {
      case 'filter':
        for (const conjunct of conjuncts(operation.predicate)) this.#filter(scope, conjunct);
        this.#count(scope, operation.op);
        next();
        return;
      case 'project': {
        const values = operation.exprs.map((expr) => scope.compile(expr));
        operation.columns.forEach((column, i) => {
          scope.bindValue(column.id, known(values[i], 'projected value'));
        });
        this.#count(scope, operation.op);
        next();
        return;
      }
      case 'probe':
        emitProbe(scope, operation, known(this.options.indexes.get(operation.store.id), 'join index'), counted(operation.op));
        return;
      case 'loop':
        emitLoopJoin(scope, operation, counted(operation.op));
        return;
      case 'row-id': {
        const id = fn.local('i64');
        fn.get(scope.contextWord(CONTEXT.task)).op(OP.i64ExtendI32U).i64(48n).op(OP.i64Shl);
        fn.get(scope.contextWord(CONTEXT.chunkNumber)).op(OP.i64ExtendI32U).i64(28n).op(OP.i64Shl, OP.i64Or);
        fn.get(scope.row).op(OP.i64ExtendI32U, OP.i64Or).set(id);
        scope.bindValue(operation.column.id, { info: { ...operation.column, nullable: false }, parts: [id], isNull: null });
        next();
        return;
      }
      case 'limit':
        this.#limit(scope, operation, counted(operation.op));
        return;
      case 'rename':
        scope.rename(operation.from, operation.to);
        next();
        return;
    }
    unreachable(operation);
  }

  /** Branches to the row's end unless the conjunct is true. */
  #filter(scope: RowScope, conjunct: Expr): void {
    const { fn } = scope;
    const column = dictionaryColumn(scope, conjunct);
    if (column === null) {
      scope.require(conjunct);
      compilePredicate(scope, conjunct, scope.rowEnd);
      return;
    }
    const value = scope.column(column);
    if (value.isNull !== null) fn.get(value.isNull).brIf(scope.rowEnd);
    const table = this.#dictionaryTable(scope, column, value, conjunct);
    fn.get(table).get(known(value.parts[0], 'code')).op(OP.i32Add).mem(MEM.i32Load8U).op(OP.i32Eqz).brIf(scope.rowEnd);
  }

  /** A local with the address of the predicate's table. */
  #dictionaryTable(scope: RowScope, column: ColumnId, value: CompiledValue, predicate: Expr): number {
    // The host finds the entries to evaluate through this parameter.
    scope.dictionary(value.info.dictionary ?? '');
    return scope.contextWord(this.#dictionaryPredicate(column, value, predicate));
  }

  /** The context slot with the predicate's table. */
  #dictionaryPredicate(column: ColumnId, value: CompiledValue, predicate: Expr): number {
    const exportName = `dictionary${this.#predicates.length}`;
    const slot = this.#slots.take();
    this.#predicates.push({ exportName, handle: value.info.dictionary ?? '', slot });
    this.#predicateBodies.push(() => {
      const [dictionary, from, to, table] = [1, 2, 3, 4];
      const fn = this.#module.function(exportName, ['i32', 'i32', 'i32', 'i32', 'i32'], ['i32']);
      const scope = this.#scope(fn);
      const row = fn.local('i32');
      scope.row = row;
      const scratch = scope.scratchMark();
      fn.get(from).set(row);
      const finished = fn.block();
      const loop = fn.loop();
      fn.get(row).get(to).op(OP.i32GeU).brIf(finished);
      fn.get(table).get(row).op(OP.i32Add).i32(0).mem(MEM.i32Store8);
      const end = fn.block();
      scope.rowEnd = end;
      const text = fn.local('i64');
      fn.get(dictionary).get(row).i32(3).op(OP.i32Shl, OP.i32Add).mem(MEM.i64Load).set(text);
      const { dictionary: _, ...info } = value.info;
      scope.bindValue(column, { info: { ...info, phys: 'str', nullable: false }, parts: [text], isNull: null });
      compilePredicate(scope, predicate, end);
      fn.get(table).get(row).op(OP.i32Add).i32(1).mem(MEM.i32Store8);
      fn.end();
      scope.releaseScratch(scratch);
      fn.get(row).i32(1).op(OP.i32Add).set(row);
      fn.br(loop);
      fn.end();
      fn.end();
      fn.i32(STATUS.done);
    });
    return slot;
  }

  /** Serial. A row counts when the rest of the pipeline is done with it: a full sink evaluates it again. */
  #limit(scope: RowScope, operation: Operation & { readonly kind: 'limit' }, next: () => void): void {
    const { fn } = scope;
    const words = scope.parameterWord(
      scope.parameter({ kind: 'limit', id: operation.id, limit: operation.limit, offset: operation.offset }),
    );
    fn.get(words).mem(MEM.i64Load, 0).i64(0n).op(OP.i64GtS);
    fn.if();
    fn.get(words).get(words).mem(MEM.i64Load, 0).i64(1n).op(OP.i64Sub).mem(MEM.i64Store, 0);
    fn.br(scope.rowEnd);
    fn.end();
    fn.get(words).mem(MEM.i64Load, 8).op(OP.i64Eqz);
    fn.if();
    fn.i32(STATUS.done).op(OP.return);
    fn.end();
    const outerEnd = scope.rowEnd;
    const end = fn.block();
    scope.rowEnd = end;
    scope.nested(next);
    fn.end();
    scope.rowEnd = outerEnd;
    if (operation.limit !== null) {
      fn.get(words).get(words).mem(MEM.i64Load, 8).i64(1n).op(OP.i64Sub).mem(MEM.i64Store, 8);
    }
  }

  #sink(scope: RowScope, sink: Sink): void {
    this.#consume(scope, sink);
    if (sink.kind !== 'aggregate') scope.keepTexts();
  }

  #consume(scope: RowScope, sink: Sink): void {
    switch (sink.kind) {
      case 'tuples': {
        const { fn } = scope;
        const { layout } = sink.store;
        if (this.#bound?.column === null) this.#withinBound(scope, this.#bound.value);
        const values = sink.values.map((value, i) => convertValue(scope, scope.compile(value), known(layout.fields[i], 'field').info));
        const keys = sink.store.index.kind === 'join' && !sink.store.index.keepNullKeys ? sink.store.index.keys : 0;
        for (const key of values.slice(0, keys)) if (key.isNull !== null) fn.get(key.isNull).brIf(scope.rowEnd);
        const tuple = fn.local('i32');
        takeTuple(scope, layout, tuple);
        clearTupleHeader(fn, tuple, layout);
        values.forEach((value, i) => {
          storeField(fn, tuple, layout, i, value);
        });
        return;
      }
      case 'aggregate':
        emitAggregate(scope, sink, this.#groups);
        return;
      case 'output':
        emitOutput(scope, sink, known(this.#layout, 'output layout'));
        return;
      case 'none':
        return;
    }
    unreachable(sink);
  }

  /** The functions that index a join's tuples. */
  #joinIndex(store: TupleStore, keys: number): void {
    this.#overTuples('insert', store, (scope, tuple) => emitInsert(scope, store, keys, tuple));
    if (!directKey(store)) return;
    this.#overTuples('range', store, (scope, tuple) => emitKeyRange(scope, store, tuple));
    this.#overTuples('insertDirect', store, (scope, tuple) => emitInsertDirect(scope, store, tuple));
  }

  /** `name(context, buffer, from, to)` over the tuples of a buffer. */
  #overTuples(name: string, store: TupleStore, body: (scope: RowScope, tuple: number) => void): void {
    const [buffer, from, to] = [1, 2, 3];
    const fn = this.#module.function(name, ['i32', 'i32', 'i32', 'i32'], ['i32']);
    const scope = this.#scope(fn);
    const row = fn.local('i32');
    const tuple = fn.local('i32');
    scope.row = row;
    fn.get(from).set(row);
    fn.get(buffer).get(from).i32(store.layout.bytes).op(OP.i32Mul, OP.i32Add).set(tuple);
    const finished = fn.block();
    const loop = fn.loop();
    fn.get(row).get(to).op(OP.i32GeU).brIf(finished);
    scope.tick();
    const end = fn.block();
    scope.rowEnd = end;
    body(scope, tuple);
    fn.end();
    fn.get(tuple).i32(store.layout.bytes).op(OP.i32Add).set(tuple);
    fn.get(row).i32(1).op(OP.i32Add).set(row);
    fn.br(loop);
    fn.end();
    fn.end();
    fn.i32(STATUS.done);
  }

  #count(scope: RowScope, op: number): void {
    if (this.options.countRows && op >= 0) scope.count(this.#counter(op));
  }

  /** Counts rows of an operator by the block. */
  #blockCounter(scope: RowScope, op: number): (rows: number) => void {
    if (!this.options.countRows || op < 0) return () => {};
    const slot = this.#counter(op);
    return (rows) => scope.countRows(slot, rows);
  }

  #counter(op: number): number {
    const slot = this.#slots.take();
    this.#counters.push({ op, slot });
    return slot;
  }
}

function bindColumns(scope: RowScope, { node }: Source & { readonly kind: 'chunks' }, chunk: number): void {
  node.columns.forEach((column, i) => {
    if (node.kind === 'series') bindSeriesColumn(scope, chunk, column);
    else bindChunkColumn(scope, chunk, i, column);
  });
}

function isInteger({ phys, scale }: ValueInfo): boolean {
  return (phys === 'i32' || phys === 'i64') && scale === 0;
}

function isConstant(expr: Expr): boolean {
  let constant = true;
  forEachColumn(expr, () => {
    constant = false;
  });
  return constant;
}

/** Whether the sink holds references to texts after the row. */
export function keepsTexts(sink: Sink): boolean {
  switch (sink.kind) {
    case 'tuples':
    case 'aggregate':
      return sink.store.layout.fields.some(({ info }) => info.phys === 'str');
    case 'output':
      return sink.columns.some(({ phys }) => phys === 'str');
    case 'none':
      return false;
  }
  return unreachable(sink);
}

/** Whether the store's tuples have one integer key, which may index an array. */
export function directKey(store: TupleStore): boolean {
  if (store.index.kind !== 'join' || store.index.keys !== 1) return false;
  const phys = store.layout.fields[0]?.info.phys;
  return phys === 'i32' || phys === 'i64';
}

function nullValue(scope: RowScope, column: ColumnInfo): CompiledValue {
  const { fn } = scope;
  const parts = PART_TYPES[column.phys].map((type) => fn.local(type));
  const isNull = fn.local('i32');
  fn.i32(1).set(isNull);
  return { info: { ...column, nullable: true }, parts, isNull };
}

function conjuncts(predicate: Expr): readonly Expr[] {
  return predicate.kind === 'and' ? predicate.args.flatMap(conjuncts) : [predicate];
}

const DICTIONARY_SAFE = new Set(['=', '<>', '<', '<=', '>', '>=', '~~', '!~~', '~~*', '!~~*']);

/** The one dict column that the predicate is over, when it may be evaluated over the dictionary: it can't fail and isn't TRUE for NULL. */
function dictionaryColumn(scope: RowScope, predicate: Expr): ColumnId | null {
  let column: ColumnId | null = null;
  let single = true;
  forEachColumn(predicate, (id) => {
    if (column !== null && column !== id) single = false;
    column = id;
  });
  if (column === null || !single || !dictionarySafe(predicate)) return null;
  return scope.columnInfo(column).phys === 'dict' ? column : null;
}

function dictionarySafe(expr: Expr): boolean {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return true;
    case 'call':
      return (DICTIONARY_SAFE.has(expr.name) || isTabledMatch(expr)) && expr.args.every(dictionarySafe);
    case 'and':
    case 'or':
      return expr.args.every(dictionarySafe);
    case 'not':
      return dictionarySafe(expr.arg);
    case 'in-list':
      return dictionarySafe(expr.arg) && expr.list.every(dictionarySafe);
    case 'cast':
      return expr.type.kind === 'text' && dictionarySafe(expr.arg);
    case 'param':
    case 'is-null':
    case 'is-distinct':
    case 'case':
    case 'coalesce':
    case 'subquery':
      return false;
  }
  return unreachable(expr);
}
