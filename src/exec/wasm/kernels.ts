/** Compiled helpers that no pipeline contains: packing text columns for a batch, tuples with their texts for a file. */
import { type FunctionBuilder, MEM, ModuleBuilder, OP } from './assembler.js';

/** Loads and stores 16 bytes (v128). */
const V128_LOAD = 0;
const V128_STORE = 11;

export interface Kernels {
  /** Bytes of all texts of a column of references. */
  readonly textBytes: (references: number, rows: number) => number;
  /** Writes rows + 1 offsets and the bytes one after the other; both areas have 16 spare bytes. */
  readonly textPack: (references: number, rows: number, offsets: number, bytes: number) => void;
  /** How many of the tuples, one at least, make a block of no more than `room` bytes. `texts`: as of tuplePack. */
  readonly tuplesThatFit: (pointers: number, count: number, tupleBytes: number, texts: number, textCount: number, room: number) => number;
  /** Bytes of a block of the tuples. */
  readonly blockBytes: (pointers: number, count: number, tupleBytes: number, texts: number, textCount: number) => number;
  /**
   * Makes a block: the tuples, then their texts; references are from the block's start, those of NULLs empty. `texts`: words, three a
   * text field: its offset, the offset of its validity byte, the bit in it (0: never NULL).
   */
  readonly tuplePack: (pointers: number, count: number, tupleBytes: number, texts: number, textCount: number, to: number) => void;
  /** Makes the references of a block that lies at `block` addresses. */
  readonly tupleUnpack: (block: number, count: number, tupleBytes: number, texts: number, textCount: number) => void;
}

export function kernelModuleBytes(maximumPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(maximumPages);
  emitTextBytes(module.function('textBytes', ['i32', 'i32'], ['i32']));
  emitTextPack(module.function('textPack', ['i32', 'i32', 'i32', 'i32'], []));
  emitTuplesThatFit(module.function('tuplesThatFit', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], ['i32']));
  emitBlockBytes(module.function('blockBytes', ['i32', 'i32', 'i32', 'i32', 'i32'], ['i32']));
  emitTuplePack(module.function('tuplePack', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], []));
  emitTupleUnpack(module.function('tupleUnpack', ['i32', 'i32', 'i32', 'i32', 'i32'], []));
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

/** Word n of the current text field's description. */
function pushTextWord(fn: FunctionBuilder, texts: number, field: number, word: number): void {
  fn.get(texts)
    .get(field)
    .i32(12)
    .op(OP.i32Mul, OP.i32Add)
    .mem(MEM.i32Load, word * 4);
}

/** Sets `length` to the bytes of a tuple's text, 0 for NULL. */
function textLength(fn: FunctionBuilder, tuple: number, texts: number, field: number, length: number): void {
  const bit = fn.local('i32');
  fn.i32(0).set(length);
  pushTextWord(fn, texts, field, 2);
  fn.tee(bit).op(OP.i32Eqz);
  fn.get(tuple);
  pushTextWord(fn, texts, field, 1);
  fn.op(OP.i32Add).mem(MEM.i32Load8U).get(bit).op(OP.i32And, OP.i32Or);
  fn.if();
  fn.get(tuple);
  pushTextWord(fn, texts, field, 0);
  fn.op(OP.i32Add).mem(MEM.i32Load, 4).set(length);
  fn.end();
}

/** Sets `bytes` to what the tuple takes in a block. */
function tupleSize(fn: FunctionBuilder, tuple: number, bytes: number, tupleBytes: number, texts: number, textCount: number): void {
  const field = fn.local('i32');
  const length = fn.local('i32');
  fn.get(tupleBytes).set(bytes);
  eachRow(fn, field, textCount, () => {
    textLength(fn, tuple, texts, field, length);
    fn.get(bytes).get(length).op(OP.i32Add).set(bytes);
  });
}

function pointerAt(fn: FunctionBuilder, pointers: number, row: number, tuple: number): void {
  fn.get(pointers).get(row).i32(2).op(OP.i32Shl, OP.i32Add).mem(MEM.i32Load).set(tuple);
}

function emitTuplesThatFit(fn: FunctionBuilder): void {
  const [pointers, count, tupleBytes, texts, textCount, room] = [0, 1, 2, 3, 4, 5];
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  const bytes = fn.local('i32');
  const total = fn.local('i32');
  const full = fn.block();
  eachRow(fn, row, count, () => {
    pointerAt(fn, pointers, row, tuple);
    tupleSize(fn, tuple, bytes, tupleBytes, texts, textCount);
    fn.get(total).get(bytes).op(OP.i32Add).set(total);
    fn.get(row).i32(0).op(OP.i32GtU).get(total).get(room).op(OP.i32GtU, OP.i32And).brIf(full);
  });
  fn.end();
  fn.get(row);
}

function emitBlockBytes(fn: FunctionBuilder): void {
  const [pointers, count, tupleBytes, texts, textCount] = [0, 1, 2, 3, 4];
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  const bytes = fn.local('i32');
  const total = fn.local('i32');
  eachRow(fn, row, count, () => {
    pointerAt(fn, pointers, row, tuple);
    tupleSize(fn, tuple, bytes, tupleBytes, texts, textCount);
    fn.get(total).get(bytes).op(OP.i32Add).set(total);
  });
  fn.get(total);
}

function emitTuplePack(fn: FunctionBuilder): void {
  const [pointers, count, tupleBytes, texts, textCount, to] = [0, 1, 2, 3, 4, 5];
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  const copy = fn.local('i32');
  const field = fn.local('i32');
  const length = fn.local('i32');
  const text = fn.local('i32');
  fn.get(to).get(count).get(tupleBytes).op(OP.i32Mul, OP.i32Add).set(text);
  fn.get(to).set(copy);
  eachRow(fn, row, count, () => {
    pointerAt(fn, pointers, row, tuple);
    fn.get(copy).get(tuple).get(tupleBytes).memoryCopy();
    eachRow(fn, field, textCount, () => {
      textLength(fn, tuple, texts, field, length);
      // The reference of an empty text may lead anywhere.
      fn.get(length);
      fn.if();
      fn.get(text).get(tuple);
      pushTextWord(fn, texts, field, 0);
      fn.op(OP.i32Add).mem(MEM.i32Load).get(length).memoryCopy();
      fn.end();
      fn.get(copy);
      pushTextWord(fn, texts, field, 0);
      fn.op(OP.i32Add).get(text).get(to).op(OP.i32Sub).mem(MEM.i32Store);
      fn.get(copy);
      pushTextWord(fn, texts, field, 0);
      fn.op(OP.i32Add).get(length).mem(MEM.i32Store, 4);
      fn.get(text).get(length).op(OP.i32Add).set(text);
    });
    fn.get(copy).get(tupleBytes).op(OP.i32Add).set(copy);
  });
}

function emitTupleUnpack(fn: FunctionBuilder): void {
  const [block, count, tupleBytes, texts, textCount] = [0, 1, 2, 3, 4];
  const row = fn.local('i32');
  const tuple = fn.local('i32');
  const field = fn.local('i32');
  const at = fn.local('i32');
  fn.get(block).set(tuple);
  eachRow(fn, row, count, () => {
    eachRow(fn, field, textCount, () => {
      fn.get(tuple);
      pushTextWord(fn, texts, field, 0);
      fn.op(OP.i32Add).tee(at);
      fn.get(at).mem(MEM.i32Load).get(block).op(OP.i32Add).mem(MEM.i32Store);
    });
    fn.get(tuple).get(tupleBytes).op(OP.i32Add).set(tuple);
  });
}
