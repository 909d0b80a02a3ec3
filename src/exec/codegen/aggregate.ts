/**
 * The aggregation sink: an open-addressing directory of pointers to group tuples, per executor. A group's tuple has its hash in
 * `flag`, the keys, then one field an aggregate; the validity bit of an aggregate's field says that it has seen a value.
 */
import { assert, known, unreachable } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type { ValueInfo } from '../../plan/column-info.js';
import type { PhysicalAggregate } from '../../plan/physical.js';
import { CONTEXT, REASON, TUPLE, type TupleField, type TupleLayout } from '../layout.js';
import type { Sink } from '../pipeline.js';
import { type FunctionBuilder, MEM, OP } from '../wasm/assembler.js';
import { Routine, type Term } from '../wasm/runtime-routine.js';
import type { StateField } from './aggregate-state.js';
import { emitCollect } from './collect.js';
import { convertValue } from './convert.js';
import { compilePredicate } from './expression.js';
import { clearTupleHeader, loadField, loadParts, storeField, storeParts } from './fields.js';
import { hashValues, pushNotDistinct, pushOrder } from './keys.js';
import { emitMergeMoments, emitMoments } from './moments.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';
import { type CompiledValue, PART_TYPES } from './value.js';

type AggregateSink = Sink & { readonly kind: 'aggregate' };

/**
 * The groups of keys with few possible values stand in an array: a group's index is made of its keys, each less its least value, and
 * nothing is hashed or compared. `places[i]` says how key i counts.
 */
export interface DirectGroups {
  readonly entries: number;
  readonly places: readonly {
    readonly least: bigint;
    /** Indexes that the key takes up; NULL, where it can be, is the last. */
    readonly size: number;
    readonly nullable: boolean;
  }[];
}

/** Entries that an array of groups may have, whatever the estimate. */
const DIRECT_ENTRIES = 1 << 16;
/** Else so many for each estimated group, and at the most this many. */
const DIRECT_ENTRIES_PER_GROUP = 8;
const DIRECT_ENTRIES_MAXIMUM = 1 << 24;

/** How to index groups directly, or null. dictionarySize: entries of a dictionary so far, complete for the task. most: entries that fit. */
export function directGroups(sink: AggregateSink, dictionarySize: (handle: string) => number, most: number): DirectGroups | null {
  if (sink.keys.length === 0) return null;
  let entries = 1;
  const places: DirectGroups['places'][number][] = [];
  for (const { info } of sink.store.layout.fields.slice(0, sink.keys.length)) {
    const size = keySize(info, dictionarySize);
    if (size === null) return null;
    places.push({ least: info.phys === 'dict' || info.range === null ? 0n : info.range.min, size, nullable: info.nullable });
    entries *= size;
    if (entries > Math.min(most, DIRECT_ENTRIES_MAXIMUM)) return null;
  }
  return entries <= Math.max(DIRECT_ENTRIES, sink.estimatedGroups * DIRECT_ENTRIES_PER_GROUP) ? { entries, places } : null;
}

function keySize(info: ValueInfo, dictionarySize: (handle: string) => number): number | null {
  const nulls = info.nullable ? 1 : 0;
  switch (info.phys) {
    case 'bool':
      return 2 + nulls;
    case 'dict': {
      // Rounded up, so that modules are shared while a dictionary grows.
      const size = dictionarySize(info.dictionary ?? '');
      return 2 ** Math.ceil(Math.log2(Math.max(2, size))) + nulls;
    }
    case 'i32':
    case 'i64': {
      if (info.range === null) return null;
      const size = info.range.max - info.range.min + 1n;
      return size <= 0n || size > BigInt(DIRECT_ENTRIES_MAXIMUM) ? null : Number(size) + nulls;
    }
    case 'i128':
    case 'f64':
    case 'num':
    case 'interval':
    case 'str':
      return null;
  }
  return unreachable(info.phys);
}

/** Emits `find the row's group, update it`. */
export function emitAggregate(scope: RowScope, sink: AggregateSink, direct: DirectGroups | null): void {
  const { fn } = scope;
  const group = fn.local('i32');
  const isNew = fn.local('i32');
  if (sink.keys.length === 0) {
    if (sink.shared) skipOtherShares(scope, null);
    fn.get(scope.contextWord(CONTEXT.directory)).set(group);
  } else if (direct !== null) findDirectGroup(scope, sink, direct, group, isNew);
  else findGroup(scope, sink, group, isNew);
  let singles = 0;
  sink.aggregates.forEach((aggregate, i) => {
    if (aggregate.fn === 'single') singles += 1;
    emitUpdate(scope, sink, aggregate, sink.keys.length + i, group, isNew, singles === 1);
  });
}

/** Emits `init(context, tuple)`: a group without rows, for aggregation without keys. */
export function emitGroupInit(fn: FunctionBuilder, sink: AggregateSink): void {
  initGroup(fn, sink, 1);
}

function initGroup(fn: FunctionBuilder, sink: AggregateSink, tuple: number): void {
  const layout = sink.store.layout;
  clearTupleHeader(fn, tuple, layout);
  sink.aggregates.forEach((aggregate, i) => {
    const index = sink.keys.length + i;
    const field = known(layout.fields[index], 'aggregate field');
    const zero: CompiledValue = { info: field.info, parts: PART_TYPES[field.info.phys].map((type) => fn.local(type)), isNull: null };
    if (aggregate.fn === 'count' || aggregate.fn === 'sum0') storeField(fn, tuple, layout, index, zero);
    // Comparisons read a NULL text as well: it must point to readable bytes, not to what the memory held before.
    else if (aggregate.fn === 'sum' || field.info.phys === 'str') storeParts(fn, () => fn.get(tuple), field.offset, zero);
  });
}

/** When groups are merged each executor takes those of its share. hash null: all of them are the first one's. */
function skipOtherShares(scope: RowScope, hash32: number | null): void {
  const { fn } = scope;
  if (hash32 === null) fn.i32(0);
  else fn.get(hash32).i32(16).op(OP.i32ShrU).get(scope.contextWord(CONTEXT.shares)).op(OP.i32Mul).i32(16).op(OP.i32ShrU);
  fn.get(scope.contextWord(CONTEXT.share)).op(OP.i32Ne).brIf(scope.rowEnd);
}

function findGroup(scope: RowScope, sink: AggregateSink, group: number, isNew: number): void {
  const { fn } = scope;
  const layout = sink.store.layout;
  const keys = sink.keys.map((key, i) => convertValue(scope, scope.compile(key), known(layout.fields[i], 'key field').info));
  const hash = hashValues(scope, keys);
  const hash32 = fn.local('i32');
  fn.get(hash).i64(32n).op(OP.i64ShrU, OP.i32WrapI64).set(hash32);
  if (sink.shared) skipOtherShares(scope, hash32);
  const directory = scope.contextWord(CONTEXT.directory);
  const mask = scope.contextWord(CONTEXT.directoryMask);
  const index = fn.local('i32');
  fn.get(hash32).get(mask).op(OP.i32And).set(index);
  fn.i32(0).set(isNew);
  const found = fn.block();
  const probe = fn.loop();
  fn.get(directory).get(index).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).tee(group).op(OP.i32Eqz);
  fn.if();
  fn.get(scope.context).mem(MEM.i32Load, CONTEXT.groups).get(scope.context).mem(MEM.i32Load, CONTEXT.groupLimit).op(OP.i32GeU);
  fn.if();
  scope.leaveFull(REASON.directory);
  fn.end();
  takeTuple(scope, layout, group);
  fn.get(scope.context).get(scope.context).mem(MEM.i32Load, CONTEXT.groups).i32(1).op(OP.i32Add).mem(MEM.i32Store, CONTEXT.groups);
  fn.get(directory).get(index).i32(2).op(OP.i32Shl, OP.i32Add).get(group).mem(MEM.i32Store);
  initGroup(fn, sink, group);
  fn.get(group).get(hash32).mem(MEM.i32Store, TUPLE.flag);
  keys.forEach((key, i) => {
    storeField(fn, group, layout, i, key);
  });
  fn.i32(1).set(isNew);
  scope.keepTexts();
  fn.br(found);
  fn.end();
  const differs = fn.block();
  fn.get(group).mem(MEM.i32Load, TUPLE.flag).get(hash32).op(OP.i32Ne).brIf(differs);
  keys.forEach((key, i) => {
    pushNotDistinct(scope, key, loadField(fn, group, layout, i));
    fn.op(OP.i32Eqz).brIf(differs);
  });
  fn.br(found);
  fn.end();
  fn.get(index).i32(1).op(OP.i32Add).get(mask).op(OP.i32And).set(index);
  fn.br(probe);
  fn.end();
  fn.end();
}

function findDirectGroup(scope: RowScope, sink: AggregateSink, direct: DirectGroups, group: number, isNew: number): void {
  const { fn } = scope;
  const layout = sink.store.layout;
  const keys = sink.keys.map((key, i) => convertValue(scope, scope.compile(key), known(layout.fields[i], 'key field').info));
  if (sink.shared) {
    const hash = hashValues(scope, keys);
    const hash32 = fn.local('i32');
    fn.get(hash).i64(32n).op(OP.i64ShrU, OP.i32WrapI64).set(hash32);
    skipOtherShares(scope, hash32);
  }
  const entry = fn.local('i32');
  keys.forEach((key, i) => {
    const { least, size, nullable } = known(direct.places[i], 'place');
    if (i > 0) fn.get(entry).i32(size).op(OP.i32Mul);
    fn.get(known(key.parts[0], 'key'));
    if (key.info.phys === 'i64') {
      if (least !== 0n) fn.i64(least).op(OP.i64Sub);
      fn.op(OP.i32WrapI64);
    } else if (least !== 0n) fn.i32(Number(least)).op(OP.i32Sub);
    if (key.isNull !== null && nullable) {
      const place = fn.local('i32');
      fn.set(place)
        .i32(size - 1)
        .get(place)
        .get(key.isNull)
        .op(OP.select);
    }
    if (i > 0) fn.op(OP.i32Add);
    fn.set(entry);
  });
  fn.get(scope.contextWord(CONTEXT.directory)).get(entry).i32(2).op(OP.i32Shl, OP.i32Add).tee(entry);
  fn.i32(0).set(isNew);
  fn.mem(MEM.i32Load).tee(group).op(OP.i32Eqz);
  fn.if();
  takeTuple(scope, layout, group);
  fn.get(entry).get(group).mem(MEM.i32Store);
  initGroup(fn, sink, group);
  keys.forEach((key, i) => {
    storeField(fn, group, layout, i, key);
  });
  fn.i32(1).set(isNew);
  fn.end();
}

/** Takes the next tuple of the sink's buffer, or leaves when there is none. */
export function takeTuple(scope: RowScope, layout: TupleLayout, tuple: number): void {
  const { fn, context } = scope;
  fn.get(context).mem(MEM.i32Load, CONTEXT.tuplePointer).tee(tuple).i32(layout.bytes).op(OP.i32Add);
  fn.get(context).mem(MEM.i32Load, CONTEXT.tupleEnd).op(OP.i32GtU);
  fn.if();
  scope.leaveFull(REASON.tuples);
  fn.end();
  fn.get(context).get(tuple).i32(layout.bytes).op(OP.i32Add).mem(MEM.i32Store, CONTEXT.tuplePointer);
}

function emitUpdate(
  scope: RowScope,
  sink: AggregateSink,
  aggregate: PhysicalAggregate,
  index: number,
  group: number,
  isNew: number,
  firstSingle: boolean,
): void {
  const { fn } = scope;
  const layout = sink.store.layout;
  const field = known(layout.fields[index], 'aggregate field');
  const skip = fn.block();
  const forget = scope.mark();
  if (aggregate.filter !== null) {
    scope.require(aggregate.filter);
    compilePredicate(scope, aggregate.filter, skip);
  }
  const raw = aggregate.arg === null ? null : scope.compile(aggregate.arg);
  const keepsNull = aggregate.fn === 'any' || aggregate.fn === 'single';
  if (raw !== null && raw.isNull !== null && !keepsNull) fn.get(raw.isNull).brIf(skip);
  switch (aggregate.fn) {
    case 'count':
      addTo(scope, layout, index, group, null);
      break;
    case 'sum':
    case 'sum0':
      addTo(scope, layout, index, group, known(raw, 'argument of sum'));
      if (field.validBit >= 0) setValid(fn, group, layout, index);
      break;
    case 'min':
    case 'max':
    case 'bool_and':
    case 'bool_or': {
      const least = aggregate.fn === 'min' || aggregate.fn === 'bool_and';
      const value = notNull(convertValue(scope, known(raw, 'argument'), field.info));
      assert(field.validBit >= 0 || sink.keys.length > 0, 'the extreme of no rows is NULL');
      const keep = fn.block();
      const replace = fn.block();
      if (field.validBit >= 0) {
        fn.get(group)
          .mem(MEM.i32Load8U, layout.validityOffset + (field.validBit >> 3))
          .i32(1 << (field.validBit & 7));
        fn.op(OP.i32And, OP.i32Eqz).brIf(replace);
      } else fn.get(isNew).brIf(replace);
      const parts = PART_TYPES[field.info.phys].map((type) => fn.local(type));
      loadParts(fn, () => fn.get(group), field.offset, field.info, parts);
      pushOrder(scope, value, { info: field.info, parts, isNull: null });
      // Of equal numerics, which may differ in their display scales, PostgreSQL takes the last one.
      const last = field.info.type.kind === 'numeric' && (field.info.phys === 'num' || field.info.phys === 'str');
      if (last) fn.i32(0).op(least ? OP.i32GtS : OP.i32LtS);
      else fn.i32(0).op(least ? OP.i32LtS : OP.i32GtS, OP.i32Eqz);
      fn.brIf(keep);
      fn.end();
      storeParts(fn, () => fn.get(group), field.offset, value);
      if (field.info.phys === 'str') scope.keepTexts();
      if (field.validBit >= 0) setValid(fn, group, layout, index);
      fn.end();
      break;
    }
    case 'any':
    case 'single': {
      const value = convertValue(scope, known(raw, 'argument'), field.info);
      if (aggregate.fn === 'single' && firstSingle) {
        fn.get(group).mem(MEM.i32Load, TUPLE.next);
        fn.if();
        scope.fail(FAILURE.moreThanOneRow);
        fn.end();
        fn.get(group).i32(1).mem(MEM.i32Store, TUPLE.next);
      }
      if (aggregate.fn === 'any' && sink.keys.length > 0) fn.get(isNew).op(OP.i32Eqz).brIf(skip);
      if (value.isNull !== null) fn.get(value.isNull).brIf(skip);
      storeParts(fn, () => fn.get(group), field.offset, value);
      if (field.info.phys === 'str') scope.keepTexts();
      if (field.validBit >= 0) setValid(fn, group, layout, index);
      break;
    }
    case 'bit_and':
    case 'bit_or':
    case 'bit_xor':
      combineBits(scope, aggregate.fn, layout, index, group, notNull(convertValue(scope, known(raw, 'argument'), field.info)));
      break;
    case 'moments':
    case 'merge-moments': {
      const state = stateField(fn, group, layout, index);
      if (aggregate.fn === 'merge-moments') {
        emitMergeMoments(scope, state, known(raw, 'state'));
        break;
      }
      const second = aggregate.second === undefined ? null : scope.compile(aggregate.second);
      if (second?.isNull != null) fn.get(second.isNull).brIf(skip);
      if (second === null) emitMoments(scope, state, known(raw, 'argument'), null);
      else emitMoments(scope, state, second, raw);
      break;
    }
    case 'collect':
      emitCollect(scope, stateField(fn, group, layout, index), known(raw, 'argument'));
      break;
    default:
      unreachable(aggregate.fn);
  }
  fn.end();
  forget();
}

function notNull(value: CompiledValue): CompiledValue {
  return value.isNull === null ? value : { ...value, isNull: null };
}

function setValid(fn: FunctionBuilder, group: number, layout: TupleLayout, index: number): void {
  const field = known(layout.fields[index], 'field');
  const at = layout.validityOffset + (field.validBit >> 3);
  fn.get(group)
    .get(group)
    .mem(MEM.i32Load8U, at)
    .i32(1 << (field.validBit & 7))
    .op(OP.i32Or)
    .mem(MEM.i32Store8, at);
}

/** Pushes what is not zero when the field has a value. */
function pushValid(fn: FunctionBuilder, group: number, layout: TupleLayout, index: number): void {
  const field = known(layout.fields[index], 'field');
  assert(field.validBit >= 0, 'a field that may have no value');
  fn.get(group)
    .mem(MEM.i32Load8U, layout.validityOffset + (field.validBit >> 3))
    .i32(1 << (field.validBit & 7))
    .op(OP.i32And);
}

function stateField(fn: FunctionBuilder, group: number, layout: TupleLayout, index: number): StateField {
  const field = known(layout.fields[index], 'field');
  assert(field.validBit >= 0, 'a state may be missing');
  return {
    group,
    offset: field.offset,
    pushHasState: () => pushValid(fn, group, layout, index),
    setHasState: () => setValid(fn, group, layout, index),
  };
}

const BIT_OPS = {
  bit_and: { i32: OP.i32And, i64: OP.i64And },
  bit_or: { i32: OP.i32Or, i64: OP.i64Or },
  bit_xor: { i32: OP.i32Xor, i64: OP.i64Xor },
} as const;

function combineBits(
  scope: RowScope,
  name: keyof typeof BIT_OPS,
  layout: TupleLayout,
  index: number,
  group: number,
  value: CompiledValue,
): void {
  const { fn } = scope;
  const field = known(layout.fields[index], 'field');
  const { phys } = field.info;
  if (phys !== 'i32' && phys !== 'i64') throw notSupported(`${name} of ${field.info.type.kind}`);
  const part = known(value.parts[0], 'part');
  pushValid(fn, group, layout, index);
  fn.if();
  fn.get(group);
  fn.get(group).mem(phys === 'i32' ? MEM.i32Load : MEM.i64Load, field.offset);
  fn.get(part).op(BIT_OPS[name][phys]);
  fn.mem(phys === 'i32' ? MEM.i32Store : MEM.i64Store, field.offset);
  fn.else();
  storeParts(fn, () => fn.get(group), field.offset, value);
  setValid(fn, group, layout, index);
  fn.end();
}

/** state += value; value null: += 1. */
function addTo(scope: RowScope, layout: TupleLayout, index: number, group: number, value: CompiledValue | null): void {
  const { fn } = scope;
  const field = known(layout.fields[index], 'field');
  const at = field.offset;
  switch (field.info.phys) {
    case 'i64': {
      const sum = fn.local('i64');
      const addend = fn.local('i64');
      if (value === null) fn.i64(1n).set(addend);
      else pushLong(scope, value, field.info.scale, addend);
      fn.get(group).mem(MEM.i64Load, at).get(addend).op(OP.i64Add).set(sum);
      if (value !== null && field.info.range === null) {
        // Overflow: the sum's sign differs from both.
        fn.get(sum).get(addend).op(OP.i64Xor).get(sum).get(group).mem(MEM.i64Load, at).op(OP.i64Xor, OP.i64And).i64(0n).op(OP.i64LtS);
        fn.if();
        scope.fail(FAILURE.int8Range);
        fn.end();
      }
      fn.get(group).get(sum).mem(MEM.i64Store, at);
      return;
    }
    case 'i128': {
      const arg = known(value, 'argument of a 128-bit sum');
      const low = fn.local('i64');
      const high = fn.local('i64');
      if (arg.info.phys === 'i128' || arg.info.scale !== field.info.scale) {
        const wide = convertValue(scope, notNull(arg), { ...field.info, nullable: false });
        fn.get(wide.parts[0] ?? -1)
          .set(low)
          .get(wide.parts[1] ?? -1)
          .set(high);
      } else {
        pushLong(scope, arg, field.info.scale, low);
        fn.get(low).i64(63n).op(OP.i64ShrS).set(high);
      }
      const sum = fn.local('i64');
      const before = fn.local('i64');
      const upper = fn.local('i64');
      fn.get(group).mem(MEM.i64Load, at).get(low).op(OP.i64Add).set(sum);
      fn.get(group)
        .mem(MEM.i64Load, at + 8)
        .tee(before)
        .get(high)
        .op(OP.i64Add);
      fn.get(sum).get(low).op(OP.i64LtU, OP.i64ExtendI32U, OP.i64Add).set(upper);
      if (field.info.range === null && arg.info.type.kind === 'numeric') {
        // Overflow: the sum's sign differs from both. Integers never get there.
        fn.get(upper).get(high).op(OP.i64Xor).get(upper).get(before).op(OP.i64Xor, OP.i64And).i64(0n).op(OP.i64LtS);
        fn.if();
        scope.fail(FAILURE.numericRange);
        fn.end();
      }
      fn.get(group)
        .get(upper)
        .mem(MEM.i64Store, at + 8);
      fn.get(group).get(sum).mem(MEM.i64Store, at);
      return;
    }
    case 'f64':
      addFloat(scope, field, group, known(value, 'argument'));
      return;
    case 'num': {
      const arg = convertValue(scope, notNull(known(value, 'argument')), { ...field.info, nullable: false });
      const failed = fn.local('i32');
      const low = fn.local('i64');
      const high = fn.local('i64');
      fn.get(group)
        .mem(MEM.i64Load, at)
        .get(group)
        .mem(MEM.i64Load, at + 8);
      fn.get(arg.parts[0] ?? -1)
        .get(arg.parts[1] ?? -1)
        .call(scope.runtime('num_add'))
        .set(failed)
        .set(high)
        .set(low);
      fn.get(failed);
      fn.if();
      scope.fail(FAILURE.numericRange);
      fn.end();
      fn.get(group).get(low).mem(MEM.i64Store, at);
      fn.get(group)
        .get(high)
        .mem(MEM.i64Store, at + 8);
      return;
    }
    case 'interval':
      addInterval(scope, at, group, known(value, 'argument'));
      return;
    case 'bool':
    case 'i32':
    case 'str':
    case 'dict':
      throw new Error(`no sum in ${field.info.phys} form`);
  }
  unreachable(field.info.phys);
}

/** An overflow is an error, a sum of infinities is not. float4 keeps its precision from row to row. */
function addFloat(scope: RowScope, field: TupleField, group: number, value: CompiledValue): void {
  const { fn } = scope;
  const at = field.offset;
  const addend = known(value.parts[0], 'argument');
  const before = fn.local('f64');
  const sum = fn.local('f64');
  fn.get(group).mem(MEM.f64Load, at).tee(before).get(addend).op(OP.f64Add);
  if (field.info.type.kind === 'float4') fn.op(OP.f32DemoteF64, OP.f64PromoteF32);
  fn.set(sum);
  const infinite = (local: number): void => {
    fn.get(local).op(OP.f64Abs).f64(Number.POSITIVE_INFINITY).op(OP.f64Eq);
  };
  infinite(sum);
  fn.if();
  infinite(before);
  infinite(addend);
  fn.op(OP.i32Or, OP.i32Eqz);
  fn.if();
  scope.fail(FAILURE.floatRange);
  fn.end();
  fn.end();
  fn.get(group).get(sum).mem(MEM.f64Store, at);
}

/** Months, days and microseconds are added apart. */
function addInterval(scope: RowScope, at: number, group: number, value: CompiledValue): void {
  const r = new Routine(scope.fn, (name) => scope.runtime(name));
  const tuple = r.at(group);
  const [fields, micros] = value.parts.map((part) => r.at(part));
  const outOfRange = (test: Term): void => r.if(test, () => scope.fail(FAILURE.intervalRange));
  const addWord = (offset: number, addend: Term): void => {
    const sum = r.keep(tuple.load('i32Load', offset).widen().add(addend.widen()));
    outOfRange(sum.wrap().widen().ne(sum));
    r.store('i32Store', tuple, sum.wrap(), offset);
  };
  const both = known(fields, 'months and days');
  addWord(at, both.wrap());
  addWord(at + 4, both.shrU(32).wrap());
  const before = r.keep(tuple.load('i64Load', at + 8));
  const addend = known(micros, 'microseconds');
  const sum = r.keep(before.add(addend));
  // The sum's sign differs from both.
  outOfRange(sum.xor(before).and(sum.xor(addend)).lt(0n));
  r.store('i64Store', tuple, sum, at + 8);
}

/** Sets an i64 local to an integer value of at most 64 bits, at the given scale. */
function pushLong(scope: RowScope, value: CompiledValue, scale: number, to: number): void {
  const { fn } = scope;
  assert(value.info.scale === scale, 'a 64-bit sum adds values of its own scale');
  fn.get(value.parts[0] ?? -1);
  if (value.info.phys === 'i32') fn.op(OP.i64ExtendI32S);
  else assert(value.info.phys === 'i64' || value.info.phys === 'i128', `a sum of ${value.info.phys}`);
  fn.set(to);
}
