/** conduct_moment(state, i): number i of the state of a statistical aggregate (moments.ts). Compiled only: elsewhere there are no states. */
import { assert, known } from '../../common/assert.js';
import type { ValueInfo } from '../../plan/column-info.js';
import type { Expr } from '../../plan/expr.js';
import { f64 } from '../wasm/runtime-routine.js';
import type { ExprScope } from './expression-base.js';
import type { CompiledValue } from './value.js';

const DOUBLE = 8;

/** null: another function. */
export function compileMoment(
  s: ExprScope,
  name: string,
  exprs: readonly Expr[],
  args: readonly CompiledValue[],
  result: ValueInfo,
): CompiledValue | null {
  if (name !== 'conduct_moment') return null;
  const state = known(args[0], 'state');
  const index = known(exprs[1], 'index');
  assert(state.info.phys === 'str' && index.kind === 'literal' && typeof index.value === 'number', 'a number of a state');
  const { r } = s;
  const value = r.variable('f64', f64(0));
  const at = index.value * DOUBLE;
  s.unlessNull(state.isNull, () => value.set(s.part(state).wrap().load('f64Load', at)));
  return s.value(result, state.isNull, value);
}
