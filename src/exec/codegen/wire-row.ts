/** A row as a DataRow message in text format, built in scratch memory: type, length, number of fields, then each field. */
import { assert } from '../../common/assert.js';
import type { ValueInfo } from '../../plan/column-info.js';
import { i32, type Term, type Variable } from '../wasm/runtime-routine.js';
import { networkOrder } from '../wasm/runtime-wire.js';
import type { ExprScope } from './expression-base.js';
import type { CompiledValue } from './value.js';

const DATA_ROW = 'D'.charCodeAt(0);
const HEADER_BYTES = 7;
const LENGTH_BYTES = 4;
/** No value of a fixed-width type is longer as text, but for a decimal with a scale of its own: up to 127 digits after the point. */
const FIXED_BYTES = 64;
const NUM_BYTES = 192;
/** Scale up to which ten to its power fits 64 bits. */
const SMALL_SCALE = 18;

export function compileWireRow(s: ExprScope, args: readonly CompiledValue[], result: ValueInfo): CompiledValue {
  const { r } = s;
  const texts = args.map((arg) => (isText(arg) ? r.keep(s.toStr(arg)) : null));
  const fixed = args.reduce((sum, arg) => sum + LENGTH_BYTES + (isText(arg) ? 0 : arg.info.phys === 'num' ? NUM_BYTES : FIXED_BYTES), 0);
  const room = r.variable('i32', HEADER_BYTES + fixed);
  for (const [i, text] of texts.entries()) {
    if (text === null) continue;
    const bytes = text.shrU(32).wrap();
    const flag = args[i]?.isNull ?? null;
    // The length of a NULL may be anything.
    room.set(room.add(flag === null ? bytes : bytes.mul(r.at(flag).eqz())));
  }
  const start = r.keep(r.at(s.ctx.allocateScratch(room.local)));
  const at = r.variable('i32', start.add(HEADER_BYTES));
  for (const [i, arg] of args.entries()) {
    const put = (): void => at.set(field(s, at, arg, texts[i] ?? null));
    if (arg.isNull === null) {
      put();
      continue;
    }
    r.if(
      r.at(arg.isNull),
      () => {
        r.store('i32Store', at, i32(-1));
        at.set(at.add(LENGTH_BYTES));
      },
      put,
    );
  }
  r.store('i32Store8', start, i32(DATA_ROW));
  r.store('i32Store', start, networkOrder(r, at.sub(start).sub(1)), 1);
  r.store('i32Store8', start, i32(args.length >>> 8), 5);
  r.store('i32Store8', start, i32(args.length & 0xff), 6);
  return s.value(result, null, start.widenU().or(at.sub(start).widenU().shl(32)));
}

/** The text of an integer, or of a numeric in an integer form: what its field has behind the length. */
export function compileNumberText(s: ExprScope, value: CompiledValue, result: ValueInfo): CompiledValue {
  const { r } = s;
  const text = r.variable('i64');
  s.unlessNull(value.isNull, () => {
    const room = r.variable('i32', LENGTH_BYTES + FIXED_BYTES);
    const at = r.keep(r.at(s.ctx.allocateScratch(room.local)));
    const end = r.keep(integerField(s, at, value));
    const start = r.keep(at.add(LENGTH_BYTES));
    text.set(start.widenU().or(end.sub(start).widenU().shl(32)));
  });
  return s.value(result, value.isNull, text);
}

function isText({ info }: CompiledValue): boolean {
  return info.phys === 'str' || info.phys === 'dict';
}

/** Writes a value that is not NULL; the address behind it. */
function field(s: ExprScope, at: Variable, value: CompiledValue, text: Variable | null): Term {
  const { r } = s;
  const { type, phys } = value.info;
  if (text !== null) return r.call('wire_text', at, text);
  if (type.kind === 'bool') {
    r.store('i32Store', at, i32(0x0100_0000));
    r.store('i32Store8', at, r.select(s.part(value), i32('t'.charCodeAt(0)), i32('f'.charCodeAt(0))), LENGTH_BYTES);
    return at.add(LENGTH_BYTES + 1);
  }
  if (type.kind === 'date') return r.call('wire_date', at, s.part(value));
  if (type.kind === 'timestamp') return r.call('wire_timestamp', at, s.part(value));
  if (phys === 'num') return r.call('wire_num', at, s.part(value), s.part(value, 1));
  return integerField(s, at, value);
}

/** An integer, or a numeric in an integer form. */
function integerField(s: ExprScope, at: Variable, value: CompiledValue): Term {
  const { r } = s;
  const { phys, scale } = value.info;
  assert(phys === 'bool' || phys === 'i32' || phys === 'i64' || phys === 'i128', `a number, not ${phys}`);
  if (phys !== 'i128' && scale === 0) return r.call('wire_integer', at, s.to64(value));
  if (phys !== 'i128' && scale <= SMALL_SCALE) return r.call('wire_scaled', at, s.to64(value), scale, 10n ** BigInt(scale));
  const [low, high] = s.toWide(value);
  return r.call('wire_wide', at, low, high, scale);
}
