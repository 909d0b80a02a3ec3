/** Brings a value into the physical form of a field, a column or a key: wider integers, larger scales, codes to text. */
import { assert } from '../../common/assert.js';
import type { ValueInfo } from '../../plan/column-info.js';
import { MEM, OP } from '../wasm/assembler.js';
import { ExprScope } from './expression-base.js';
import type { RowScope } from './scope.js';
import { FAILURE } from './status.js';
import { type CompiledValue, PART_TYPES } from './value.js';

/** The value in the form of `target` (phys, scale). Nullability stays that of the value. */
export function convertValue(scope: RowScope, value: CompiledValue, target: ValueInfo): CompiledValue {
  const from = value.info;
  if (from.phys === target.phys && from.scale === target.scale) return value;
  const { fn } = scope;
  const parts = PART_TYPES[target.phys].map((type) => fn.local(type));
  const [to0 = -1, to1 = -1] = parts;
  const [from0 = -1, from1 = -1] = value.parts;
  const result: CompiledValue = { info: { ...target, nullable: value.isNull !== null }, parts, isNull: value.isNull };
  if (from.phys === 'dict') {
    assert(target.phys === 'str', `no conversion from a dictionary code to ${target.phys}`);
    // The code of a NULL is not an entry.
    const address = scope.dictionary(from.dictionary ?? '');
    fn.get(address).get(from0);
    if (value.isNull !== null) fn.get(value.isNull).op(OP.i32Eqz, OP.i32Mul);
    fn.i32(3).op(OP.i32Shl, OP.i32Add).mem(MEM.i64Load).set(to0);
    return result;
  }
  const integer = from.phys === 'i32' || from.phys === 'i64' || from.phys === 'i128';
  if (target.phys === 'str') return new ExprScope(scope, (expr) => scope.compile(expr)).coerce(value, target);
  assert(integer, `no conversion from ${from.phys} to ${target.phys}`);
  const low = fn.local('i64');
  const high = fn.local('i64');
  fn.get(from0);
  if (from.phys === 'i32') fn.op(OP.i64ExtendI32S);
  fn.set(low);
  if (from.phys === 'i128') fn.get(from1).set(high);
  else fn.get(low).i64(63n).op(OP.i64ShrS).set(high);
  if (target.phys === 'num') {
    fn.get(low).get(high).i32(from.scale).call(scope.runtime('num_from_i128'));
    const failed = fn.local('i32');
    fn.set(failed).set(to1).set(to0);
    failIf(scope, failed, value.isNull, FAILURE.numericRange);
    return result;
  }
  if (target.scale !== from.scale) {
    assert(target.scale > from.scale, 'a conversion never drops digits');
    const failed = fn.local('i32');
    fn.get(low)
      .get(high)
      .i32(target.scale - from.scale)
      .call(scope.runtime('i128_scale_up'));
    fn.set(failed).set(high).set(low);
    failIf(scope, failed, value.isNull, FAILURE.numericRange);
  }
  if (target.phys === 'i128') fn.get(low).set(to0).get(high).set(to1);
  else if (target.phys === 'i64') {
    // Narrowing is of a value whose range is known to fit.
    fn.get(low).set(to0);
  } else {
    assert(target.phys === 'i32', `no conversion from ${from.phys} to ${target.phys}`);
    fn.get(low).op(OP.i32WrapI64).set(to0);
  }
  return result;
}

/** Leaves with an error when the flag is set, unless the value is NULL. */
function failIf(scope: RowScope, flag: number, isNull: number | null, code: number): void {
  const { fn } = scope;
  fn.get(flag);
  if (isNull !== null) fn.get(isNull).op(OP.i32Eqz, OP.i32And);
  fn.if();
  scope.fail(code);
  fn.end();
}
