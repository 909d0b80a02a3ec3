/** What compiled forms in the function registry emit against (functions/emitter.ts). */
import type { Emitter } from '../../functions/emitter.js';
import { i32, i64 } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';

export function emitterOf(s: ExprScope): Emitter {
  const { r } = s;
  return {
    text: (value) => r.keep(s.toStr(value)).local,
    constant: (type, value) => r.variable(type, type === 'i32' ? i32(value) : i64(value)).local,
    call: (name, ...args) => r.calls(name, ...args.map((local) => r.at(local))).map((result) => result.local),
    byteLength: (text) => r.variable('i32', r.at(text).shrU(32).wrap()).local,
    anyNull: (...values) => s.anyNull(...values),
    value: (info, isNull, ...locals) => s.value(info, isNull, ...locals.map((local) => r.at(local))),
  };
}
