/**
 * What spilling a store's tuples needs of compiled code, in a module of its own that is made when it comes to that: `hashes(buffer, rows,
 * out)` writes the hash of each tuple's key fields, for partitioning; `compare(a, b)` and `sort` put runs in order.
 */
import { known } from '../../common/assert.js';
import { LIMITS } from '../../common/limits.js';
import type { TupleLayout } from '../layout.js';
import type { SortField } from '../pipeline.js';
import { type FunctionRef, MEM, ModuleBuilder, OP } from '../wasm/assembler.js';
import { RUNTIME_SIGNATURES } from '../wasm/runtime.js';
import { loadField } from './fields.js';
import { hashValues } from './keys.js';
import { emitCompare, emitSort } from './sort.js';

/** Makes the bits that partitions are told by independent of those that directories index by. */
const MIX = 0xd6e8feb86659fd93n;

export type SpillOrder =
  | { readonly kind: 'hashed'; readonly keys: readonly number[] }
  | { readonly kind: 'sorted'; readonly keys: readonly SortField[] };

export function compileSpill(layout: TupleLayout, order: SpillOrder, maximumPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(maximumPages);
  const imports = new Map<string, FunctionRef>();
  const runtime = (name: string): FunctionRef => {
    let imported = imports.get(name);
    if (imported === undefined) {
      const { params, results } = known(RUNTIME_SIGNATURES[name], `runtime function ${name}`);
      imported = module.importFunction('rt', name, params, results);
      imports.set(name, imported);
    }
    return imported;
  };
  if (order.kind === 'hashed') emitHashes(module, runtime, layout, order.keys);
  else {
    emitSort(module, runtime, layout, order.keys);
    emitCompare(module, runtime, layout, order.keys, 'compare');
  }
  return module.finish();
}

function emitHashes(module: ModuleBuilder, runtime: (name: string) => FunctionRef, layout: TupleLayout, keys: readonly number[]): void {
  const fn = module.function('hashes', ['i32', 'i32', 'i32'], []);
  const [buffer, rows, out] = [0, 1, 2];
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  fn.get(buffer).set(tuple);
  const done = fn.block();
  const loop = fn.loop();
  fn.get(row).get(rows).op(OP.i32GeU).brIf(done);
  const hash = hashValues(
    { fn, runtime },
    keys.map((key) => loadField(fn, tuple, layout, key)),
  );
  fn.get(out).get(row).i32(2).op(OP.i32Shl, OP.i32Add);
  fn.get(hash).get(hash).i64(29n).op(OP.i64ShrU, OP.i64Xor).i64(MIX).op(OP.i64Mul).i64(32n).op(OP.i64ShrU, OP.i32WrapI64);
  fn.mem(MEM.i32Store);
  fn.get(tuple).i32(layout.bytes).op(OP.i32Add).set(tuple);
  fn.get(row).i32(1).op(OP.i32Add).set(row);
  fn.br(loop);
  fn.end();
  fn.end();
}

/** The partition of a hash: each pass takes other bits of it. */
export function spillPartition(hash: number, level: number): number {
  return (hash >>> (32 - LIMITS.spillPartitionBits * (level + 1))) & (2 ** LIMITS.spillPartitionBits - 1);
}
