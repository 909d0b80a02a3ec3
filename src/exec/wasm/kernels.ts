/** Compiled helpers of the executors that no pipeline contains: packing text columns for a batch. */
import { type FunctionBuilder, MEM, ModuleBuilder, OP } from './assembler.js';

/** Loads and stores 16 bytes (v128). */
const V128_LOAD = 0;
const V128_STORE = 11;

export interface Kernels {
  /** Bytes of all texts of a column of references. */
  readonly textBytes: (references: number, rows: number) => number;
  /** Writes rows + 1 offsets and the bytes one after the other; both areas have 16 spare bytes. */
  readonly textPack: (references: number, rows: number, offsets: number, bytes: number) => void;
}

export function kernelModuleBytes(maximumPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(maximumPages);
  emitTextBytes(module.function('textBytes', ['i32', 'i32'], ['i32']));
  emitTextPack(module.function('textPack', ['i32', 'i32', 'i32', 'i32'], []));
  return module.finish();
}

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
}

/** for (row = 0; row < rows; row += 1) */
function eachRow(fn: FunctionBuilder, row: number, rows: number, body: () => void): void {
  fn.i32(0).set(row);
  const done = fn.block();
  const loop = fn.loop();
  fn.get(row).get(rows).op(OP.i32GeU).brIf(done);
  body();
  fn.get(row).i32(1).op(OP.i32Add).set(row);
  fn.br(loop);
  fn.end();
  fn.end();
}

function emitTextBytes(fn: FunctionBuilder): void {
  const rows = 1;
  const row = fn.local('i32');
  const total = fn.local('i32');
  eachRow(fn, row, rows, () => {
    fn.get(total).get(0).get(row).i32(3).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load, 4).op(OP.i32Add).set(total);
  });
  fn.get(total);
}

function emitTextPack(fn: FunctionBuilder): void {
  const [references, rows, offsets, bytes] = [0, 1, 2, 3];
  const row = fn.local('i32');
  const to = fn.local('i32');
  const from = fn.local('i32');
  const length = fn.local('i32');
  const at = fn.local('i32');
  fn.get(bytes).set(to);
  eachRow(fn, row, rows, () => {
    fn.get(offsets).get(row).i32(2).op(OP.i32Shl, OP.i32Add).get(to).get(bytes).op(OP.i32Sub).mem(MEM.i32Store);
    fn.get(references).get(row).i32(3).op(OP.i32Shl, OP.i32Add).tee(at).mem(MEM.i32Load).set(from);
    fn.get(at).mem(MEM.i32Load, 4).set(length);
    fn.get(length).i32(256).op(OP.i32LeU);
    fn.if();
    // 16 bytes at a time: what is written beyond the end is overwritten by the next text or lies in the spare bytes.
    fn.i32(0).set(at);
    const copied = fn.block();
    const copy = fn.loop();
    fn.get(at).get(length).op(OP.i32GeU).brIf(copied);
    fn.get(to).get(at).op(OP.i32Add).get(from).get(at).op(OP.i32Add).simd(V128_LOAD, 0, 0).simd(V128_STORE, 0, 0);
    fn.get(at).i32(16).op(OP.i32Add).set(at);
    fn.br(copy);
    fn.end();
    fn.end();
    fn.else();
    fn.get(to).get(from).get(length).memoryCopy();
    fn.end();
    fn.get(to).get(length).op(OP.i32Add).set(to);
  });
  fn.get(offsets).get(rows).i32(2).op(OP.i32Shl, OP.i32Add).get(to).get(bytes).op(OP.i32Sub).mem(MEM.i32Store);
}
