/**
 * Snappy's raw format, decompressed by compiled code in a memory of its own: literals and copies by eight bytes at a time, which write beyond
 * their ends into what comes next or into spare bytes. The library that did it before took bytes singly: 2.0 ms a MiB of numbers that can't be
 * compressed, and 2.6 of others.
 */
import { LIMITS } from '../../common/limits.js';
import { ModuleBuilder } from '../../exec/wasm/assembler.js';
import { i32, Routine, type Variable } from '../../exec/wasm/runtime-routine.js';
import { corrupt } from './corrupt.js';

const PAGE_BYTES = 65_536;
/** Of a compressed page and what comes of it, with the most that the format adds to what can't be compressed. */
const MAXIMUM_PAGES = Math.ceil((LIMITS.parquetPageBytes * 2.25) / PAGE_BYTES);
/** Behind input and output. */
const SPARE_BYTES = 64;
/** What is kept between pages: more is given back. */
const KEPT_BYTES = 64 << 20;

type Decode = (at: number, end: number, to: number, limit: number) => number;

interface Decoder {
  readonly memory: WebAssembly.Memory;
  readonly decode: Decode;
}

let compiled: WebAssembly.Module | null = null;
let kept: Decoder | null = null;

/** Exactly `length` bytes must come out. */
export function decompressSnappy(bytes: Uint8Array, length: number): Uint8Array {
  const { told, start } = preamble(bytes);
  if (told !== length) throw corrupt(`a page of ${length} bytes has ${told}`);
  const to = (bytes.length + SPARE_BYTES + 15) & ~15;
  const needed = to + length + SPARE_BYTES;
  const decoder = kept ?? open();
  const pages = Math.ceil((needed - decoder.memory.buffer.byteLength) / PAGE_BYTES);
  if (pages > 0) decoder.memory.grow(pages);
  kept = decoder.memory.buffer.byteLength > KEPT_BYTES ? null : decoder;
  const all = new Uint8Array(decoder.memory.buffer);
  all.set(bytes, 0);
  const end = decoder.decode(start, bytes.length, to, to + length);
  if (end !== to + length) throw corrupt('a compressed page is not what it should be');
  return all.slice(to, end);
}

/** The length of what comes out, and where the compressed bytes begin. */
function preamble(bytes: Uint8Array): { readonly told: number; readonly start: number } {
  let told = 0;
  for (let at = 0; at < 5; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) break;
    told += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { told, start: at + 1 };
  }
  throw corrupt('a compressed page has no length');
}

function open(): Decoder {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: MAXIMUM_PAGES });
  compiled ??= new WebAssembly.Module(snappyModule());
  const { decode } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
  return { memory, decode: decode as Decode };
}

/** Exports `decode(at, end, to, limit)`: gives where the output ends, or -1 for what is damaged. */
function snappyModule(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(MAXIMUM_PAGES, false);
  const fn = module.function('decode', ['i32', 'i32', 'i32', 'i32'], ['i32']);
  const r = new Routine(fn, () => fn);
  const [at, end, to, limit] = r.params() as [Variable, Variable, Variable, Variable];
  const base = r.variable('i32', to);
  const tag = r.variable('i32');
  const length = r.variable('i32');
  const offset = r.variable('i32');
  r.while(
    () => at.ltU(end),
    () => {
      tag.set(at.load('i32Load8U'));
      at.set(at.add(1));
      r.if(
        tag.and(3).eqz(),
        () => literal(r, { at, end, to, limit, tag, length }),
        () => {
          readCopy(r, { at, tag, length, offset });
          const isWrong = at.gtU(end).or(offset.sub(1).geU(to.sub(base)));
          r.if(isWrong.or(length.gtU(limit.sub(to))), () => r.return(-1));
          copy(r, to, offset, length);
        },
      );
    },
  );
  r.results(to);
  return module.finish();
}

type Places<K extends string> = { readonly [name in K]: Variable };

/** Bytes as they are; their number is in the tag, or in up to four bytes behind it. */
function literal(r: Routine, { at, end, to, limit, tag, length }: Places<'at' | 'end' | 'to' | 'limit' | 'tag' | 'length'>): void {
  length.set(tag.shrU(2));
  r.if(length.geU(60), () => {
    const width = r.variable('i32', length.sub(59));
    r.if(width.gtU(end.sub(at)), () => r.return(-1));
    length.set(at.load('i32Load').and(i32(-1).shrU(i32(32).sub(width.shl(3)))));
    at.set(at.add(width));
  });
  length.set(length.add(1));
  const isWrong = length.gtU(end.sub(at)).or(length.gtU(limit.sub(to)));
  r.if(isWrong.or(length.eqz()), () => r.return(-1));
  const stop = r.variable('i32', to.add(length));
  const from = r.variable('i32', at);
  at.set(at.add(length));
  eights(r, from, to, stop);
}

/** A length and how far back, in one, two or four bytes. */
function readCopy(r: Routine, { at, tag, length, offset }: Places<'at' | 'tag' | 'length' | 'offset'>): void {
  r.if(
    tag.and(3).eq(1),
    () => {
      length.set(tag.shrU(2).and(7).add(4));
      offset.set(tag.and(0xe0).shl(3).or(at.load('i32Load8U')));
      at.set(at.add(1));
    },
    () => {
      length.set(tag.shrU(2).add(1));
      r.if(
        tag.and(3).eq(2),
        () => {
          offset.set(at.load('i32Load16U'));
          at.set(at.add(2));
        },
        () => {
          offset.set(at.load('i32Load'));
          at.set(at.add(4));
        },
      );
    },
  );
}

/** Bytes from further back, which the copy itself may make: the pattern doubles until it is eight bytes long. */
function copy(r: Routine, to: Variable, offset: Variable, length: Variable): void {
  const from = r.variable('i32', to.sub(offset));
  const stop = r.variable('i32', to.add(length));
  r.while(
    () => to.sub(from).ltU(8).and(to.ltU(stop)),
    () => {
      r.store('i64Store', to, from.load('i64Load'));
      to.set(to.add(to.sub(from)));
    },
  );
  eights(r, from, to, stop);
}

function eights(r: Routine, from: Variable, to: Variable, stop: Variable): void {
  r.while(
    () => to.ltU(stop),
    () => {
      r.store('i64Store', to, from.load('i64Load'));
      from.set(from.add(8));
      to.set(to.add(8));
    },
  );
  to.set(stop);
}
