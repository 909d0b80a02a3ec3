/** Functions and casts without a compiled form: the row's values go to the host (wasm/runtime-host.ts), its result comes back. */
import { AssertionError, assert } from '../../common/assert.js';
import type { FunctionEntry } from '../../functions/function-entry.js';
import { FUNCTIONS } from '../../functions/registry.js';
import type { ValueInfo } from '../../plan/column-info.js';
import type { LiteralExpr } from '../../plan/expr.js';
import { describeExpr } from '../../plan/phys-type.js';
import { toJson } from '../../plan/serialize.js';
import { type SqlType, TYPES } from '../../types/sql-type.js';
import { OP } from '../wasm/assembler.js';
import { CAST_MODES, isPlainType, NULL_ARGUMENT, packInfo, SPREAD } from '../wasm/runtime-host.js';
import { i32, i64, type Term, type Variable } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import { type CompiledValue, PART_TYPES } from './value.js';

/** The words in which a value is handed over. */
function words(s: ExprScope, value: CompiledValue): readonly [Term, Term] {
  const first = s.part(value);
  switch (value.info.phys) {
    case 'bool':
    case 'i32':
      return [first.widen(), i64(0)];
    case 'f64':
      return [first.unary(OP.i64ReinterpretF64, 'i64'), i64(0)];
    case 'str':
    case 'i64':
      return [first, i64(0)];
    default:
      return [first, s.part(value, 1)];
  }
}

/** Hands over a type that its kind does not tell. */
function giveType(s: ExprScope, type: SqlType): void {
  if (isPlainType(type)) return;
  const { r } = s;
  const json: LiteralExpr = { kind: 'literal', type: TYPES.text, value: toJson(type) };
  const reference = s.part(s.ctx.literal(json, describeExpr(json, noColumn)));
  const target = r.resolve('host_type');
  reference.push(r.fn);
  r.fn.call(target);
}

function noColumn(): never {
  throw new AssertionError('a column in a type');
}

function push(s: ExprScope, value: CompiledValue): void {
  const { r } = s;
  const plain = value.info.phys === 'dict' ? s.value({ ...value.info, phys: 'str' }, value.isNull, s.toStr(value)) : value;
  giveType(s, plain.info.type);
  const meta = packInfo(plain.info);
  const flag = s.nullOf(plain);
  const [lo, hi] = words(s, plain);
  const target = r.resolve('host_push');
  (flag === null ? i32(meta) : i32(meta).or(flag.mul(NULL_ARGUMENT))).push(r.fn);
  lo.push(r.fn);
  hi.push(r.fn);
  r.fn.call(target);
}

/** Emits a call that leaves its NULL flag, and fetches the result. */
function fetch(s: ExprScope, invoke: Term, isNull: number | null, result: ValueInfo, before: () => void): CompiledValue {
  const { r } = s;
  const flag = r.variable('i32', isNull === null ? 0 : r.at(isNull));
  const parts = PART_TYPES[result.phys].map((type) => r.variable(type));
  const run = (): void => {
    before();
    flag.set(invoke);
    r.if(flag.eqz(), () => {
      const [first, second] = parts as [Variable, Variable];
      const lo = r.call('host_result_lo');
      switch (result.phys) {
        case 'bool':
        case 'i32':
          first.set(lo.wrap());
          break;
        case 'f64':
          first.set(lo.unary(OP.f64ReinterpretI64, 'f64'));
          break;
        case 'str': {
          const length = r.variable('i32', lo.wrap());
          const room = r.variable('i32', length.add(16));
          const address = r.at(s.ctx.allocateScratch(room.local));
          address.push(r.fn);
          r.fn.call(r.resolve('host_take'));
          first.set(address.widenU().or(length.widenU().shl(32)));
          break;
        }
        default:
          first.set(lo);
          if (parts.length > 1) second.set(r.call('host_result_hi'));
      }
    });
  };
  s.unlessNull(isNull, run);
  const nullable = result.nullable || isNull !== null;
  return s.value(result, nullable ? flag.local : null, ...parts);
}

/** A registry function by its TypeScript form. */
export function compileHostCall(
  s: ExprScope,
  entry: FunctionEntry,
  args: readonly CompiledValue[],
  result: ValueInfo,
  spread = false,
): CompiledValue {
  const index = FUNCTIONS.indexOf(entry);
  assert(index >= 0, `function ${entry.name} of the registry`);
  const isNull = entry.strict ? s.anyNull(...args) : null;
  return fetch(s, s.r.call('host_invoke', i32(spread ? index | SPREAD : index), i32(packInfo(result))), isNull, result, () => {
    for (const arg of args) push(s, arg);
    giveType(s, result.type);
  });
}

export function compileHostCast(
  s: ExprScope,
  arg: CompiledValue,
  from: SqlType,
  mode: 'implicit' | 'assignment' | 'explicit',
  result: ValueInfo,
): CompiledValue {
  const source: CompiledValue = { ...arg, info: { ...arg.info, type: from } };
  const modeCode = CAST_MODES.indexOf(mode);
  return fetch(s, s.r.call('host_cast', i32(modeCode), i32(packInfo(result))), arg.isNull, result, () => {
    push(s, source);
    giveType(s, result.type);
  });
}
