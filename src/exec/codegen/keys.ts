/**
 * Hashing and comparing values: keys of joins and groups, sort order, and the distribution hash. In-memory hashes multiply by the
 * golden ratio: their upper bits are good, so directories index by the top bits.
 */
import { unreachable } from '../../common/assert.js';
import { isOidKind, type SqlType } from '../../types/sql-type.js';
import type { FunctionBuilder } from '../wasm/assembler.js';
import { OP } from '../wasm/assembler.js';
import type { RowScope } from './scope.js';
import type { CompiledValue } from './value.js';

const GOLDEN = 0x9e3779b97f4a7c15n;

type Runtime = Pick<RowScope, 'runtime' | 'fn'>;

/** Of the text on the stack leaves what counts in comparisons. */
function pushTrim(scope: Runtime, { info }: CompiledValue): void {
  if (info.type.kind === 'char') scope.fn.call(scope.runtime('char_trim'));
  if (info.type.kind === 'numeric') scope.fn.call(scope.runtime('wide_trim'));
}

function textHash(type: SqlType): string {
  return type.kind === 'char' ? 'hash_char' : type.kind === 'numeric' ? 'host_hash_wide' : 'hash_str';
}

/** Pushes an i64 that is equal for equal values. */
function pushWord(scope: Runtime, value: CompiledValue): void {
  const { fn } = scope;
  const [first = -1, second = -1] = value.parts;
  switch (value.info.phys) {
    case 'bool':
    case 'i32':
    case 'dict':
      fn.get(first).op(OP.i64ExtendI32S);
      return;
    case 'i64':
      fn.get(first);
      return;
    case 'i128':
      // A value within 64 bits gives its low half.
      fn.get(first).get(second).get(first).i64(63n).op(OP.i64ShrS, OP.i64Xor).i64(GOLDEN).op(OP.i64Mul, OP.i64Xor);
      return;
    case 'f64':
      fn.get(first).call(scope.runtime('hash64_f64'));
      return;
    case 'num':
      fn.get(first).get(second).call(scope.runtime('hash64_num'));
      return;
    case 'str':
      fn.get(first);
      pushTrim(scope, value);
      fn.call(scope.runtime('str_hash64'));
      return;
    case 'interval': {
      // Equal intervals have equal spans: a month counts as 30 days.
      const high = fn.local('i64');
      fn.get(first).get(second).call(scope.runtime('interval_span')).set(high);
      fn.get(high).i64(GOLDEN).op(OP.i64Mul, OP.i64Xor);
      return;
    }
  }
  unreachable(value.info.phys);
}

/** An i64 local with the hash of the values; NULL counts as a value of its own. */
export function hashValues(scope: Runtime, values: readonly CompiledValue[]): number {
  const { fn } = scope;
  const hash = fn.local('i64');
  values.forEach((value, i) => {
    if (i > 0) fn.get(hash).i64(23n).op(OP.i64Rotl);
    pushWord(scope, value);
    if (value.isNull !== null) {
      const word = fn.local('i64');
      fn.set(word).i64(0x5bd1e995n).get(word).get(value.isNull).op(OP.select);
    }
    if (i > 0) fn.op(OP.i64Xor);
    fn.i64(GOLDEN).op(OP.i64Mul).set(hash);
  });
  if (values.length === 0) fn.i64(0n).set(hash);
  if (values.length > 1) {
    fn.get(hash).get(hash).i64(32n).op(OP.i64ShrU, OP.i64Xor).i64(GOLDEN).op(OP.i64Mul).set(hash);
  }
  return hash;
}

/** Pushes 1 when two values of one form, neither NULL, are equal. */
export function pushEqual(scope: Runtime, a: CompiledValue, b: CompiledValue): void {
  const { fn } = scope;
  const [a0 = -1, a1 = -1] = a.parts;
  const [b0 = -1, b1 = -1] = b.parts;
  switch (a.info.phys) {
    case 'bool':
    case 'i32':
    case 'dict':
      fn.get(a0).get(b0).op(OP.i32Eq);
      return;
    case 'i64':
      fn.get(a0).get(b0).op(OP.i64Eq);
      return;
    case 'i128':
      fn.get(a0).get(b0).op(OP.i64Xor).get(a1).get(b1).op(OP.i64Xor, OP.i64Or, OP.i64Eqz);
      return;
    case 'f64':
      // NaN equals NaN.
      fn.get(a0).get(b0).op(OP.f64Eq).get(a0).get(a0).op(OP.f64Ne).get(b0).get(b0).op(OP.f64Ne, OP.i32And, OP.i32Or);
      return;
    case 'num':
      fn.get(a0).get(a1).get(b0).get(b1).call(scope.runtime('num_cmp')).op(OP.i32Eqz);
      return;
    case 'str': {
      fn.get(a0);
      pushTrim(scope, a);
      fn.get(b0);
      pushTrim(scope, b);
      fn.call(scope.runtime('str_eq'));
      return;
    }
    case 'interval':
      pushSpanOrder(scope, a, b);
      fn.op(OP.i32Eqz);
      return;
  }
  unreachable(a.info.phys);
}

function pushSpanOrder(scope: Runtime, a: CompiledValue, b: CompiledValue): void {
  const { fn } = scope;
  for (const part of [...a.parts, ...b.parts]) fn.get(part);
  fn.call(scope.runtime('interval_cmp'));
}

/** Pushes 1 when two values of one form are not distinct: equal, or both NULL. */
export function pushNotDistinct(scope: Runtime, a: CompiledValue, b: CompiledValue): void {
  const { fn } = scope;
  if (a.isNull === null && b.isNull === null) {
    pushEqual(scope, a, b);
    return;
  }
  const pushNull = (value: CompiledValue): FunctionBuilder => (value.isNull === null ? fn.i32(0) : fn.get(value.isNull));
  pushNull(a);
  pushNull(b);
  fn.op(OP.i32Or);
  fn.if('i32');
  pushNull(a);
  pushNull(b);
  fn.op(OP.i32And);
  fn.else();
  pushEqual(scope, a, b);
  fn.end();
}

/** Pushes a negative number, 0 or a positive number: the order of two values that are not NULL. */
export function pushOrder(scope: Runtime, a: CompiledValue, b: CompiledValue): void {
  const { fn } = scope;
  const [a0 = -1, a1 = -1] = a.parts;
  const [b0 = -1, b1 = -1] = b.parts;
  const difference = (greater: number, less: number): void => {
    fn.get(a0).get(b0).op(greater).get(a0).get(b0).op(less, OP.i32Sub);
  };
  switch (a.info.phys) {
    case 'bool':
    case 'i32':
      if (isOidKind(a.info.type.kind)) difference(OP.i32GtU, OP.i32LtU);
      else difference(OP.i32GtS, OP.i32LtS);
      return;
    case 'i64':
      difference(OP.i64GtS, OP.i64LtS);
      return;
    case 'i128':
      fn.get(a0).get(a1).get(b0).get(b1).call(scope.runtime('i128_cmp'));
      return;
    case 'f64':
      // NaN is greater than all numbers and equal to itself.
      difference(OP.f64Gt, OP.f64Lt);
      fn.get(a0).get(a0).op(OP.f64Ne).get(b0).get(b0).op(OP.f64Ne, OP.i32Sub, OP.i32Add);
      return;
    case 'num':
      fn.get(a0).get(a1).get(b0).get(b1).call(scope.runtime('num_cmp'));
      return;
    case 'str': {
      fn.get(a0);
      pushTrim(scope, a);
      fn.get(b0);
      pushTrim(scope, b);
      fn.call(scope.runtime('str_cmp'));
      return;
    }
    case 'interval':
      pushSpanOrder(scope, a, b);
      return;
    case 'dict':
      throw new Error('dictionary codes have no order: convert to text first');
  }
  unreachable(a.info.phys);
}

/** An i32 local with the distribution hash (plan/hash.ts) of the values. */
export function distributionHash(scope: RowScope, values: readonly CompiledValue[]): number {
  const { fn } = scope;
  const hash = fn.local('i32');
  values.forEach((value, i) => {
    const [first = -1, second = -1] = value.parts;
    if (i > 0) fn.get(hash);
    switch (value.info.phys) {
      case 'bool':
      case 'i32':
        if (value.info.scale > 0) {
          fn.get(first).op(OP.i64ExtendI32S).get(first).op(OP.i64ExtendI32S).i64(63n).op(OP.i64ShrS);
          fn.i32(value.info.scale).call(scope.runtime('hash_numeric'));
        } else fn.get(first).op(OP.i64ExtendI32S).call(scope.runtime('hash_i64'));
        break;
      case 'i64':
        if (value.info.scale > 0) {
          fn.get(first).get(first).i64(63n).op(OP.i64ShrS).i32(value.info.scale).call(scope.runtime('hash_numeric'));
        } else fn.get(first).call(scope.runtime('hash_i64'));
        break;
      case 'i128':
        fn.get(first).get(second).i32(value.info.scale).call(scope.runtime('hash_numeric'));
        break;
      case 'num':
        fn.get(first).get(second).i64(8n).op(OP.i64Shl).i64(8n).op(OP.i64ShrS);
        fn.get(second).i64(56n).op(OP.i64ShrU, OP.i32WrapI64).call(scope.runtime('hash_numeric'));
        break;
      case 'f64':
        fn.get(first).call(scope.runtime('hash_f64'));
        break;
      case 'str':
        fn.get(first).call(scope.runtime(textHash(value.info.type)));
        break;
      case 'interval':
        // The low half of the span: months of 30 days, days of 24 hours.
        fn.get(first).get(second).call(scope.runtime('interval_span')).set(fn.local('i64'));
        fn.call(scope.runtime('hash_i64'));
        break;
      case 'dict':
        throw new Error('dictionary codes have no distribution hash: convert to text first');
      default:
        unreachable(value.info.phys);
    }
    if (value.isNull !== null) {
      const word = fn.local('i32');
      fn.set(word).i32(0).get(word).get(value.isNull).op(OP.select);
    }
    if (i > 0) fn.call(scope.runtime('hash_combine'));
    fn.set(hash);
  });
  return hash;
}
