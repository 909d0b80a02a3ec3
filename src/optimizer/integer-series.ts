/** Calls of generate_series over integer literals: how many rows they give is known, and compiled code can count them out. */
import type { SetFunctionCall } from '../plan/expr.js';

interface IntegerSeries {
  readonly start: bigint;
  readonly step: bigint;
  readonly count: number;
}

/** null: not such a call, or one that fails (a step of zero). A NULL argument gives an empty series. */
export function integerSeries(each: SetFunctionCall): IntegerSeries | null {
  if (each.name !== 'generate_series' || each.args.length < 2) return null;
  const values: (bigint | null)[] = [];
  for (const arg of each.args) {
    if (arg.kind !== 'literal' || (arg.type.kind !== 'int4' && arg.type.kind !== 'int8')) return null;
    values.push(typeof arg.value === 'number' || typeof arg.value === 'bigint' ? BigInt(arg.value) : null);
  }
  const [start, stop, step = 1n] = values;
  if (start == null || stop == null || step === null) return { start: 0n, step: 1n, count: 0 };
  if (step === 0n) return null;
  const steps = (stop - start) / step;
  const away = stop !== start && stop > start !== step > 0n;
  return { start, step, count: away ? 0 : Number(steps) + 1 };
}
