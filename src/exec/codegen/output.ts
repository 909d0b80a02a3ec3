/** The output sink: rows into columnar buffers, one set a partition; the executor takes a full set away as a batch. */
import { known, unreachable } from '../../common/assert.js';
import { CONTEXT, type OutputLayout, REASON } from '../layout.js';
import type { Sink } from '../pipeline.js';
import { MEM, OP } from '../wasm/assembler.js';
import { convertValue } from './convert.js';
import { distributionHash } from './keys.js';
import type { RowScope } from './scope.js';
import type { CompiledValue } from './value.js';

export function emitOutput(scope: RowScope, sink: Sink & { readonly kind: 'output' }, layout: OutputLayout): void {
  const { fn } = scope;
  const values = layout.columns.map(({ info }) =>
    convertValue(scope, scope.column(info.id), info.phys === 'dict' ? { ...info, phys: 'str' } : info),
  );
  const base = scope.contextWord(CONTEXT.outputBase);
  const counts = scope.contextWord(CONTEXT.outputCounts);
  const set = fn.local('i32');
  const counter = fn.local('i32');
  const row = fn.local('i32');
  const partition = emitPartition(scope, sink);
  if (partition === null) {
    fn.get(base).set(set).get(counts).set(counter);
  } else {
    fn.get(base).get(partition).i32(layout.bytes).op(OP.i32Mul, OP.i32Add).set(set);
    fn.get(counts).get(partition).i32(2).op(OP.i32Shl, OP.i32Add).set(counter);
  }
  fn.get(counter).mem(MEM.i32Load).tee(row).i32(layout.rows).op(OP.i32GeU);
  fn.if();
  fn.get(scope.context);
  if (partition === null) fn.i32(0);
  else fn.get(partition);
  fn.mem(MEM.i32Store, CONTEXT.partition);
  scope.leaveFull(REASON.output);
  fn.end();
  values.forEach((value, i) => {
    const column = known(layout.columns[i], 'output column');
    storeColumn(scope, set, row, column.data, value);
    if (column.validity < 0) return;
    const address = fn.local('i32');
    fn.get(set).get(row).i32(3).op(OP.i32ShrU, OP.i32Add).tee(address);
    fn.get(address).mem(MEM.i32Load8U, column.validity);
    if (value.isNull === null) fn.i32(1);
    else fn.get(value.isNull).op(OP.i32Eqz);
    fn.get(row).i32(7).op(OP.i32And, OP.i32Shl, OP.i32Or).mem(MEM.i32Store8, column.validity);
  });
  fn.get(counter).get(row).i32(1).op(OP.i32Add).mem(MEM.i32Store);
}

/** An i32 local with the row's partition, or null where there is one buffer set only. */
function emitPartition(scope: RowScope, sink: Sink & { readonly kind: 'output' }): number | null {
  const { output } = sink;
  const { fn } = scope;
  switch (output.kind) {
    case 'gather':
    case 'broadcast':
    case 'round-robin':
      return null;
    case 'hash': {
      const values = output.keys.map((key) => {
        const value = scope.compile(key);
        return value.info.phys === 'dict' ? convertValue(scope, value, { ...value.info, phys: 'str' }) : value;
      });
      const hash = distributionHash(scope, values);
      const map = scope.parameterWord(scope.parameter({ kind: 'bucket-map' }));
      const partition = fn.local('i32');
      fn.get(map).get(hash).i32(24).op(OP.i32ShrU).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(partition);
      return partition;
    }
  }
  return unreachable(output);
}

function storeColumn(scope: RowScope, set: number, row: number, offset: number, value: CompiledValue): void {
  const { fn } = scope;
  const [first = -1, second = -1] = value.parts;
  const address = (shift: number): void => {
    fn.get(set).get(row);
    if (shift > 0) fn.i32(shift).op(OP.i32Shl);
    fn.op(OP.i32Add);
  };
  switch (value.info.phys) {
    case 'bool':
      address(0);
      fn.get(first).mem(MEM.i32Store8, offset);
      return;
    case 'i32':
      address(2);
      fn.get(first).mem(MEM.i32Store, offset);
      return;
    case 'i64':
      address(3);
      fn.get(first).mem(MEM.i64Store, offset);
      return;
    case 'str': {
      // The text of a NULL is empty: its reference may be anything.
      address(3);
      fn.get(first);
      if (value.isNull !== null) {
        const text = fn.local('i64');
        fn.set(text).i64(0n).get(text).get(value.isNull).op(OP.select);
      }
      fn.mem(MEM.i64Store, offset);
      return;
    }
    case 'f64':
      address(3);
      fn.get(first).mem(MEM.f64Store, offset);
      return;
    case 'i128':
    case 'num':
    case 'interval':
      address(4);
      fn.get(first).mem(MEM.i64Store, offset);
      address(4);
      fn.get(second).mem(MEM.i64Store, offset + 8);
      return;
    case 'dict':
      throw new Error('dictionary codes never leave a task');
  }
  unreachable(value.info.phys);
}
