/**
 * Code that reads and writes values in memory: the fields of tuples and the columns of chunks (layout.ts has where they lie).
 */
import { assert, known, unreachable } from '../../common/assert.js';
import type { ColumnInfo, ValueInfo } from '../../plan/column-info.js';
import { CHUNK_COLUMN, SERIES_CHUNK, type TupleLayout } from '../layout.js';
import { type FunctionBuilder, MEM, OP } from '../wasm/assembler.js';
import type { RowScope } from './scope.js';
import { type CompiledValue, PART_TYPES } from './value.js';

/** Loads the parts of a value in tuple form (bool as a word) from an address. */
export function loadParts(fn: FunctionBuilder, address: () => void, offset: number, info: ValueInfo, parts: readonly number[]): void {
  const [first = -1, second = -1] = parts;
  switch (info.phys) {
    case 'bool':
    case 'i32':
    case 'dict':
      address();
      fn.mem(MEM.i32Load, offset).set(first);
      return;
    case 'i64':
    case 'str':
      address();
      fn.mem(MEM.i64Load, offset).set(first);
      return;
    case 'f64':
      address();
      fn.mem(MEM.f64Load, offset).set(first);
      return;
    case 'i128':
    case 'num':
    case 'interval':
      address();
      fn.mem(MEM.i64Load, offset).set(first);
      address();
      fn.mem(MEM.i64Load, offset + 8).set(second);
      return;
  }
  unreachable(info.phys);
}

/** Stores the parts of a value in tuple form at an address. */
export function storeParts(fn: FunctionBuilder, address: () => void, offset: number, value: CompiledValue): void {
  const [first = -1, second = -1] = value.parts;
  switch (value.info.phys) {
    case 'bool':
    case 'i32':
    case 'dict':
      address();
      fn.get(first).mem(MEM.i32Store, offset);
      return;
    case 'i64':
    case 'str':
      address();
      fn.get(first).mem(MEM.i64Store, offset);
      return;
    case 'f64':
      address();
      fn.get(first).mem(MEM.f64Store, offset);
      return;
    case 'i128':
    case 'num':
    case 'interval':
      address();
      fn.get(first).mem(MEM.i64Store, offset);
      address();
      fn.get(second).mem(MEM.i64Store, offset + 8);
      return;
  }
  unreachable(value.info.phys);
}

/** Binds the column of a series: first value + row * step. */
export function bindSeriesColumn(scope: RowScope, chunk: number, info: ColumnInfo): void {
  const { fn } = scope;
  scope.bind(info.id, () => {
    const value = fn.local(info.phys === 'i32' ? 'i32' : 'i64');
    fn.get(chunk).mem(MEM.i64Load, SERIES_CHUNK.first);
    fn.get(scope.row).op(OP.i64ExtendI32U).get(chunk).mem(MEM.i64Load, SERIES_CHUNK.step).op(OP.i64Mul, OP.i64Add);
    if (info.phys === 'i32') fn.op(OP.i32WrapI64);
    fn.set(value);
    return { info, parts: [value], isNull: null };
  });
}

/** Binds a column of a columnar chunk: data pointers are read once a call. */
export function bindChunkColumn(scope: RowScope, chunk: number, index: number, info: ColumnInfo): void {
  const { fn } = scope;
  const base = index * CHUNK_COLUMN.bytes;
  let data = -1;
  let validity = -1;
  const pointers = (): void => {
    if (data >= 0) return;
    data = fn.local('i32');
    fn.atStart(() =>
      fn
        .get(chunk)
        .mem(MEM.i32Load, base + CHUNK_COLUMN.data)
        .set(data),
    );
    if (!info.nullable) return;
    validity = fn.local('i32');
    fn.atStart(() =>
      fn
        .get(chunk)
        .mem(MEM.i32Load, base + CHUNK_COLUMN.validity)
        .set(validity),
    );
  };
  const load = (): CompiledValue => {
    pointers();
    const parts = PART_TYPES[info.phys].map((type) => fn.local(type));
    const address = (shift: number): void => {
      fn.get(data).get(scope.row);
      if (shift > 0) fn.i32(shift).op(OP.i32Shl);
      fn.op(OP.i32Add);
    };
    const [first = -1, second = -1] = parts;
    switch (info.phys) {
      case 'bool':
        address(0);
        fn.mem(MEM.i32Load8U).set(first);
        break;
      case 'i32':
      case 'dict':
        address(2);
        fn.mem(MEM.i32Load).set(first);
        break;
      case 'i64':
      case 'str':
        address(3);
        fn.mem(MEM.i64Load).set(first);
        break;
      case 'f64':
        address(3);
        fn.mem(MEM.f64Load).set(first);
        break;
      case 'i128':
      case 'num':
      case 'interval':
        address(4);
        fn.mem(MEM.i64Load).set(first);
        address(4);
        fn.mem(MEM.i64Load, 8).set(second);
        break;
      default:
        unreachable(info.phys);
    }
    if (!info.nullable) return { info, parts, isNull: null };
    const isNull = fn.local('i32');
    fn.get(validity).get(scope.row).i32(3).op(OP.i32ShrU, OP.i32Add).mem(MEM.i32Load8U);
    fn.get(scope.row).i32(7).op(OP.i32And, OP.i32ShrU).i32(1).op(OP.i32And, OP.i32Eqz).set(isNull);
    return { info, parts, isNull };
  };
  scope.bind(info.id, load, info);
}

/** The value of a tuple's field. `tuple`: local with its address. */
export function loadField(fn: FunctionBuilder, tuple: number, layout: TupleLayout, index: number): CompiledValue {
  const field = known(layout.fields[index], 'field');
  const parts = PART_TYPES[field.info.phys].map((type) => fn.local(type));
  loadParts(fn, () => fn.get(tuple), field.offset, field.info, parts);
  if (field.validBit < 0) return { info: field.info, parts, isNull: null };
  const isNull = fn.local('i32');
  loadIsNull(fn, tuple, layout, index);
  fn.set(isNull);
  return { info: field.info, parts, isNull };
}

/** Pushes 1 when the field is NULL. */
export function loadIsNull(fn: FunctionBuilder, tuple: number, layout: TupleLayout, index: number): void {
  const field = known(layout.fields[index], 'field');
  fn.get(tuple).mem(MEM.i32Load8U, layout.validityOffset + (field.validBit >> 3));
  fn.i32(1 << (field.validBit & 7)).op(OP.i32And, OP.i32Eqz);
}

/** Stores a value, already in the field's form, and its validity bit. `fresh`: the validity bytes are zero. */
export function storeField(fn: FunctionBuilder, tuple: number, layout: TupleLayout, index: number, value: CompiledValue): void {
  const field = known(layout.fields[index], 'field');
  storeParts(fn, () => fn.get(tuple), field.offset, value);
  if (field.validBit < 0) {
    assert(value.isNull === null, 'a nullable value in a field without validity');
    return;
  }
  const at = layout.validityOffset + (field.validBit >> 3);
  const bit = field.validBit & 7;
  fn.get(tuple).get(tuple).mem(MEM.i32Load8U, at);
  if (value.isNull === null) fn.i32(1 << bit);
  else fn.get(value.isNull).op(OP.i32Eqz).i32(bit).op(OP.i32Shl);
  fn.op(OP.i32Or).mem(MEM.i32Store8, at);
}

/** Zeroes a new tuple's header words and validity bytes. */
export function clearTupleHeader(fn: FunctionBuilder, tuple: number, layout: TupleLayout): void {
  fn.get(tuple).i64(0n).mem(MEM.i64Store, 0);
  const bits = layout.fields.filter((field) => field.validBit >= 0).length;
  for (let byte = 0; byte < Math.ceil(bits / 8); byte += 1) {
    fn.get(tuple)
      .i32(0)
      .mem(MEM.i32Store8, layout.validityOffset + byte);
  }
}
