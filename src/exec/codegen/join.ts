/**
 * Probing. A hash join looks its row up in a directory of chains: entry = tuple address | tags << 32, where the tags are a
 * 32-bit Bloom filter of the entry's chain, so that most misses cost one load. Nested loops are in loop-join.ts.
 *
 * A row with many matches may fill the sink: where each probe stands is saved on the way out and restored when the row is
 * evaluated again (CONTEXT.resumeDepth tells how many probes deep the function was).
 */
import { known } from '../../common/assert.js';
import type { HashJoinNode, NestedLoopJoinNode } from '../../plan/physical.js';
import { CONTEXT, TUPLE } from '../layout.js';
import type { JoinIndex, Operation, TupleStore } from '../pipeline.js';
import { ATOMIC, type FunctionBuilder, type Label, MEM, OP } from '../wasm/assembler.js';
import { convertValue } from './convert.js';
import { compilePredicate } from './expression.js';
import { loadField, loadIsNull } from './fields.js';
import { hashValues, pushEqual } from './keys.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';
import type { CompiledValue } from './value.js';

export type Consume = () => void;

/** Parts of an `index` parameter (scope.ts). */
export const INDEX_PARAM = { address: 0, word: 4, leastKey: 8 } as const;

export function emitProbe(scope: RowScope, operation: Operation & { readonly kind: 'probe' }, index: JoinIndex, consume: Consume): void {
  const { node, store } = operation;
  const { fn } = scope;
  const param = scope.parameter({ kind: 'index', store: store.id });
  const tuple = fn.local('i32');
  const keys = node.probeKeys.map((key, i) => convertValue(scope, scope.compile(key), known(store.layout.fields[i], 'key').info));
  const lookup = index.kind === 'direct' ? directLookup(scope, keys, param, tuple) : chainLookup(scope, keys, param, tuple);
  const next = (): void => {
    fn.get(tuple).mem(MEM.i32Load, TUPLE.next).set(tuple);
  };
  /** Branches to `differs` unless the tuple matches. */
  const test = (differs: Label): void => {
    // A direct index has equal keys only in an entry.
    if (index.kind === 'chains') {
      keys.forEach((key, i) => {
        const field = loadField(fn, tuple, store.layout, i);
        if (field.isNull !== null) fn.get(field.isNull).brIf(differs);
        pushEqual(scope, key, field);
        fn.op(OP.i32Eqz).brIf(differs);
      });
    }
    const residual = node.residual;
    if (residual !== null) {
      scope.nested(() => {
        bindTuple(scope, tuple, store);
        scope.require(residual);
        compilePredicate(scope, residual, differs);
      });
    }
  };
  switch (node.join) {
    case 'inner':
      if (index.unique) {
        lookup();
        if (index.kind === 'direct') first(scope, tuple, () => fn.br(scope.rowEnd), test);
        else walk(scope, tuple, () => fn.br(scope.rowEnd), test, next);
        bindTuple(scope, tuple, store);
        consume();
        return;
      }
      chain(scope, store, tuple, { lookup, test, next, outer: false, marks: false, single: false }, consume);
      return;
    case 'probe-outer':
    case 'probe-single':
    case 'full':
    case 'build-outer': {
      const outer = node.join !== 'build-outer';
      const marks = node.join === 'full' || node.join === 'build-outer';
      chain(scope, store, tuple, { lookup, test, next, outer, marks, single: node.join === 'probe-single' }, consume);
      return;
    }
    case 'probe-semi':
    case 'probe-anti':
    case 'probe-mark': {
      lookup();
      const found = fn.local('i32');
      fn.i32(0).set(found);
      const done = fn.block();
      walk(scope, tuple, () => fn.br(done), test, next);
      fn.i32(1).set(found);
      fn.end();
      existence(scope, node, found, null, consume);
      return;
    }
    case 'build-semi':
    case 'build-anti': {
      lookup();
      const loop = fn.loop();
      walk(scope, tuple, () => fn.br(scope.rowEnd), test, next);
      fn.get(tuple).i32(1).mem(MEM.i32Store, TUPLE.flag);
      next();
      fn.br(loop);
      fn.end();
      return;
    }
  }
}

/** Whether a row without a match is done with. */
export function dropsUnmatched({ join }: HashJoinNode): boolean {
  return join === 'inner' || join === 'probe-semi' || join === 'build-semi' || join === 'build-anti';
}

/** A local: 0 where the row certainly has no match, without branches. The keys are integers. */
export function emitMayMatch(scope: RowScope, { node, store }: Operation & { readonly kind: 'probe' }, index: JoinIndex): number {
  const { fn } = scope;
  const param = scope.parameter({ kind: 'index', store: store.id });
  const keys = node.probeKeys.map((key, i) => convertValue(scope, scope.compile(key), known(store.layout.fields[i], 'key').info));
  const may = fn.local('i32');
  if (index.kind === 'direct') {
    const address = scope.parameterWord(param + INDEX_PARAM.address);
    const entries = scope.parameterWord(param + INDEX_PARAM.word);
    const at = fn.local('i64');
    pushDirectOffset(fn, known(keys[0], 'key of a direct index'), scope.parameterLong(param + INDEX_PARAM.leastKey));
    fn.tee(at).get(entries).op(OP.i64ExtendI32U, OP.i64LtU).set(may);
    // Beyond the entries the first one is read, and does not count.
    fn.get(address).get(at).op(OP.i32WrapI64).i32(0).get(may).op(OP.select).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load);
    fn.i32(0).op(OP.i32Ne).get(may).op(OP.i32And).set(may);
  } else {
    const directory = scope.parameterWord(param + INDEX_PARAM.address);
    const shift = scope.parameterWord(param + INDEX_PARAM.word);
    const hash = hashValues(
      scope,
      keys.map((key) => ({ ...key, isNull: null })),
    );
    pushEntryAddress(fn, hash, directory, shift);
    fn.mem(MEM.i64Load);
    pushTag(fn, hash, shift);
    fn.i64(32n).op(OP.i64Add, OP.i64ShrU, OP.i32WrapI64).i32(1).op(OP.i32And).set(may);
  }
  for (const { isNull } of keys) if (isNull !== null) fn.get(may).get(isNull).op(OP.i32Eqz, OP.i32And).set(may);
  return may;
}

/** As walk, where there is no next tuple to try: the entry's one tuple passes the test or there is none. */
function first(scope: RowScope, tuple: number, none: () => void, test: (differs: Label) => void): void {
  const { fn } = scope;
  const found = fn.block();
  const differs = fn.block();
  fn.get(tuple).op(OP.i32Eqz).brIf(differs);
  test(differs);
  fn.br(found);
  fn.end();
  none();
  fn.end();
}

/** Sets `tuple` to the first tuple of the key, or 0, through an array. NULL matches nothing. */
function directLookup(scope: RowScope, keys: readonly CompiledValue[], param: number, tuple: number): () => void {
  const { fn } = scope;
  const address = scope.parameterWord(param + INDEX_PARAM.address);
  const entries = scope.parameterWord(param + INDEX_PARAM.word);
  const least = scope.parameterLong(param + INDEX_PARAM.leastKey);
  const key = known(keys[0], 'key of a direct index');
  const at = fn.local('i64');
  return () => {
    fn.i32(0).set(tuple);
    const miss = fn.block();
    if (key.isNull !== null) fn.get(key.isNull).brIf(miss);
    pushDirectOffset(fn, key, least);
    fn.tee(at).get(entries).op(OP.i64ExtendI32U, OP.i64GeU).brIf(miss);
    fn.get(address).get(at).op(OP.i32WrapI64).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(tuple);
    fn.end();
  };
}

function pushDirectOffset(fn: FunctionBuilder, key: CompiledValue, least: number): void {
  fn.get(known(key.parts[0], 'key'));
  if (key.info.phys !== 'i64') fn.op(OP.i64ExtendI32S);
  fn.get(least).op(OP.i64Sub);
}

/** Sets `tuple` to the first tuple of the keys' hash chain, or 0. NULL keys match nothing. */
function chainLookup(scope: RowScope, keys: readonly CompiledValue[], param: number, tuple: number): () => void {
  const directory = scope.parameterWord(param + INDEX_PARAM.address);
  const shift = scope.parameterWord(param + INDEX_PARAM.word);
  return () => emitLookup(scope, keys, directory, shift, tuple);
}

function emitLookup(scope: RowScope, keys: readonly CompiledValue[], directory: number, shift: number, tuple: number): void {
  const { fn } = scope;
  fn.i32(0).set(tuple);
  const miss = fn.block();
  for (const key of keys) if (key.isNull !== null) fn.get(key.isNull).brIf(miss);
  const hash = hashValues(
    scope,
    keys.map((key) => ({ ...key, isNull: null })),
  );
  const entry = fn.local('i64');
  pushEntryAddress(fn, hash, directory, shift);
  fn.mem(MEM.i64Load).set(entry);
  fn.get(entry);
  pushTag(fn, hash, shift);
  fn.i64(32n).op(OP.i64Add, OP.i64ShrU).i64(1n).op(OP.i64And, OP.i64Eqz).brIf(miss);
  fn.get(entry).op(OP.i32WrapI64).set(tuple);
  fn.end();
}

function pushEntryAddress(fn: FunctionBuilder, hash: number, directory: number, shift: number): void {
  fn.get(directory).get(hash).get(shift).op(OP.i64ExtendI32U, OP.i64ShrU, OP.i32WrapI64).i32(3).op(OP.i32Shl, OP.i32Add);
}

/** Pushes an i64 from 0 to 31: the hash bits below those of the index. */
function pushTag(fn: FunctionBuilder, hash: number, shift: number): void {
  fn.get(hash).get(shift).i32(5).op(OP.i32Sub, OP.i64ExtendI32U, OP.i64ShrU).i64(31n).op(OP.i64And);
}

/** Goes on from `tuple` to the first one that passes the test. */
function walk(scope: RowScope, tuple: number, none: () => void, test: (differs: Label) => void, next: () => void): void {
  const { fn } = scope;
  const found = fn.block();
  const loop = fn.loop();
  fn.get(tuple).op(OP.i32Eqz);
  fn.if();
  none();
  fn.end();
  const differs = fn.block();
  test(differs);
  fn.br(found);
  fn.end();
  next();
  scope.tick();
  fn.br(loop);
  fn.end();
  fn.end();
}

interface Chain {
  readonly lookup: () => void;
  readonly test: (differs: Label) => void;
  readonly next: () => void;
  /** A row without a match goes on with NULLs. */
  readonly outer: boolean;
  /** Sets the match flag of the tuples. */
  readonly marks: boolean;
  /** A second match is an error. */
  readonly single: boolean;
}

/** Every match of the row, resumable. */
function chain(scope: RowScope, store: TupleStore, tuple: number, how: Chain, consume: Consume): void {
  const { fn } = scope;
  const nullTuple = how.outer ? scope.parameterWord(scope.parameter({ kind: 'null-tuple', store: store.id })) : -1;
  const matched = fn.local('i32');
  const skip = fn.local('i32');
  const tupleSlot = scope.slots.take();
  const matchedSlot = scope.slots.take();
  const depth = scope.probes.length;
  fn.i32(0).set(matched).i32(0).set(skip);
  fn.get(scope.resumeDepth()).i32(depth).op(OP.i32GtU);
  fn.if();
  fn.get(scope.context).mem(MEM.i32Load, tupleSlot).set(tuple);
  fn.get(scope.context).mem(MEM.i32Load, matchedSlot).set(matched);
  fn.i32(1).set(skip);
  scope.resumed(depth);
  fn.else();
  how.lookup();
  fn.end();
  const scratch = scope.scratchMark();
  const next = (): void => {
    // What the tuple before has made: for its test, or behind it.
    scope.releaseScratch(scratch);
    how.next();
  };
  const loop = fn.loop();
  const here = fn.block();
  fn.get(skip).brIf(here);
  walk(
    scope,
    tuple,
    () => {
      if (!how.outer) fn.br(scope.rowEnd);
      else {
        fn.get(matched).brIf(scope.rowEnd);
        fn.get(nullTuple).set(tuple).i32(1).set(matched).br(here);
      }
    },
    how.test,
    next,
  );
  if (how.single) {
    fn.get(matched);
    fn.if();
    scope.fail(FAILURE.moreThanOneRow);
    fn.end();
  }
  fn.i32(1).set(matched);
  fn.end();
  fn.i32(0).set(skip);
  if (how.marks) fn.get(tuple).i32(1).mem(MEM.i32Store, TUPLE.flag);
  consumeEach(scope, store, tuple, consume, () => {
    fn.get(scope.context).get(tuple).mem(MEM.i32Store, tupleSlot);
    fn.get(scope.context).get(matched).mem(MEM.i32Store, matchedSlot);
  });
  next();
  fn.br(loop);
  fn.end();
}

/** The rest of the pipeline for one match; afterwards control is behind it, whatever the row's fate. */
export function consumeEach(scope: RowScope, store: TupleStore, tuple: number, consume: Consume, save: () => void): void {
  const { fn } = scope;
  const outerEnd = scope.rowEnd;
  scope.probes.push({ save });
  const end = fn.block();
  scope.rowEnd = end;
  scope.nested(() => {
    bindTuple(scope, tuple, store);
    consume();
  });
  fn.end();
  scope.rowEnd = outerEnd;
  scope.probes.pop();
}

/** semi, anti, mark after the search. `unknown`: local, 1 where the truth is NULL (nested loops). */
export function existence(
  scope: RowScope,
  node: HashJoinNode | NestedLoopJoinNode,
  found: number,
  unknown: number | null,
  consume: Consume,
): void {
  const { fn } = scope;
  switch (node.join) {
    case 'probe-semi':
      fn.get(found).op(OP.i32Eqz).brIf(scope.rowEnd);
      break;
    case 'probe-anti':
      fn.get(found).brIf(scope.rowEnd);
      break;
    default: {
      const column = known(node.columns.at(-1), 'mark column');
      scope.bindValue(column.id, { info: { ...column, nullable: unknown !== null }, parts: [found], isNull: unknown });
    }
  }
  consume();
}

/** Makes the fields of a tuple the columns of the row. */
export function bindTuple(scope: RowScope, tuple: number, store: TupleStore): void {
  store.columns.forEach((column, i) => {
    if (column === null) return;
    scope.bind(column.id, () => loadField(scope.fn, tuple, store.layout, i));
  });
}

/** The key fields of a tuple that is being indexed; a NULL key leaves it out. */
function loadKeys(scope: RowScope, store: TupleStore, keys: number, tuple: number): readonly CompiledValue[] {
  const { fn } = scope;
  const values: CompiledValue[] = [];
  for (let i = 0; i < keys; i += 1) {
    if ((store.layout.fields[i]?.validBit ?? -1) >= 0) {
      loadIsNull(fn, tuple, store.layout, i);
      fn.brIf(scope.rowEnd);
    }
    values.push({ ...loadField(fn, tuple, store.layout, i), isNull: null });
  }
  return values;
}

/** The one key of a tuple as an i64 local. */
function loadLongKey(scope: RowScope, store: TupleStore, tuple: number): CompiledValue {
  return known(loadKeys(scope, store, 1, tuple)[0], 'key');
}

/** Body of `range(context, buffer, from, to)`: bounds of the one integer key. */
export function emitKeyRange(scope: RowScope, store: TupleStore, tuple: number): void {
  const { fn, context } = scope;
  const key = loadLongKey(scope, store, tuple);
  const value = fn.local('i64');
  fn.get(known(key.parts[0], 'key'));
  if (key.info.phys !== 'i64') fn.op(OP.i64ExtendI32S);
  fn.set(value);
  for (const [slot, beyond] of [
    [CONTEXT.leastKey, OP.i64LtS],
    [CONTEXT.greatestKey, OP.i64GtS],
  ] as const) {
    fn.get(value).get(context).mem(MEM.i64Load, slot).op(beyond);
    fn.if();
    fn.get(context).get(value).mem(MEM.i64Store, slot);
    fn.end();
  }
}

/** Body of `insertDirect(context, buffer, from, to)`. Several threads may insert at once. */
export function emitInsertDirect(scope: RowScope, store: TupleStore, tuple: number): void {
  const { fn, context } = scope;
  const param = scope.parameter({ kind: 'index', store: store.id });
  const address = scope.parameterWord(param + INDEX_PARAM.address);
  const least = scope.parameterLong(param + INDEX_PARAM.leastKey);
  const key = loadLongKey(scope, store, tuple);
  const old = fn.local('i32');
  fn.get(address);
  pushDirectOffset(fn, key, least);
  fn.op(OP.i32WrapI64).i32(2).op(OP.i32Shl, OP.i32Add).get(tuple).atomic(ATOMIC.i32Xchg).set(old);
  fn.get(tuple).get(old).mem(MEM.i32Store, TUPLE.next);
  fn.get(old);
  fn.if();
  fn.get(context).i32(1).mem(MEM.i32Store, CONTEXT.duplicates);
  fn.end();
}

/**
 * Body of `insert(context, buffer, from, to)`: links a tuple into its hash chain. Several threads may insert at once: of two equal
 * keys the one that is linked later sees the other behind it.
 */
export function emitInsert(scope: RowScope, store: TupleStore, keys: number, tuple: number): void {
  const { fn, context } = scope;
  const param = scope.parameter({ kind: 'index', store: store.id });
  const directory = scope.parameterWord(param + INDEX_PARAM.address);
  const shift = scope.parameterWord(param + INDEX_PARAM.word);
  const values = loadKeys(scope, store, keys, tuple);
  const hash = hashValues(scope, values);
  const entry = fn.local('i32');
  const tag = fn.local('i64');
  const seen = fn.local('i64');
  const old = fn.local('i64');
  pushEntryAddress(fn, hash, directory, shift);
  fn.set(entry);
  fn.i64(1n);
  pushTag(fn, hash, shift);
  fn.i64(32n).op(OP.i64Add, OP.i64Shl).set(tag);
  fn.get(entry).atomic(ATOMIC.i64Load).set(old);
  const retry = fn.loop();
  fn.get(tuple).get(old).op(OP.i32WrapI64).mem(MEM.i32Store, TUPLE.next);
  fn.get(entry).get(old);
  fn.get(old).i64(-0x1_0000_0000n).op(OP.i64And).get(tag).op(OP.i64Or).get(tuple).op(OP.i64ExtendI32U, OP.i64Or);
  fn.atomic(ATOMIC.i64Cas).tee(seen).get(old).op(OP.i64Ne);
  fn.if();
  fn.get(seen).set(old).br(retry);
  fn.end();
  fn.end();
  if (store.index.kind === 'join' && store.index.unique) return;
  const other = fn.local('i32');
  fn.get(context).mem(MEM.i32Load, CONTEXT.duplicates).brIf(scope.rowEnd);
  // No tag of this hash before: no equal key.
  fn.get(old).get(tag).op(OP.i64And, OP.i64Eqz).brIf(scope.rowEnd);
  fn.get(old).op(OP.i32WrapI64).set(other);
  const look = fn.loop();
  fn.get(other).op(OP.i32Eqz).brIf(scope.rowEnd);
  const differs = fn.block();
  values.forEach((value, i) => {
    pushEqual(scope, value, { ...loadField(fn, other, store.layout, i), isNull: null });
    fn.op(OP.i32Eqz).brIf(differs);
  });
  fn.get(context).i32(1).mem(MEM.i32Store, CONTEXT.duplicates).br(scope.rowEnd);
  fn.end();
  fn.get(other).mem(MEM.i32Load, TUPLE.next).set(other).br(look);
  fn.end();
}
