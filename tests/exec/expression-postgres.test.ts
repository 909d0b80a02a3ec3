/**
 * The operators, functions and casts recorded from PostgreSQL, compiled with their arguments as literals and as columns: the same
 * value or SQLSTATE as the interpreter, which tests/functions holds against the recorded results.
 */
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { resolveFunction, resolveOperator } from '../../src/functions/registry.js';
import type { ValueInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { evaluate } from '../../src/plan/interpreter.js';
import { describeType } from '../../src/plan/phys-type.js';
import { castDatum } from '../../src/types/cast.js';
import { withoutModifiers } from '../../src/types/coercion.js';
import { compareDatums } from '../../src/types/compare.js';
import type { Datum, Decimal } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { parseText } from '../../src/types/text-format.js';
import { parseTypeName } from '../../src/types/type-name.js';
import { DATETIME_CASES } from '../functions/datetime-cases.js';
import { type Arg, CASES, type Case } from '../functions/postgres-cases.js';
import { type Compiled, compile } from './expression-harness.js';

interface Typed {
  readonly type: SqlType;
  readonly value: Datum;
}

/** null: text that is no value of its type. */
function argument([typeName, text]: Arg): Typed | null {
  if (typeName === 'unknown') return { type: TYPES.text, value: text };
  const type = parseTypeName(typeName);
  const plain = withoutModifiers(type);
  try {
    return { type, value: castDatum(parseText(plain, text), plain, type, 'explicit') };
  } catch {
    return null;
  }
}

/** The bound call with these operands. */
function bind(each: Case, args: readonly Typed[], operand: (arg: Typed, index: number) => Expr): Expr | null {
  if (each.kind === 'cast') {
    const [arg] = args;
    return arg === undefined ? null : { kind: 'cast', type: parseTypeName(each.to), arg: operand(arg, 0), mode: 'explicit' };
  }
  const types = args.map((arg) => arg.type);
  const [left, right] = types;
  const resolution =
    each.kind === 'function'
      ? resolveFunction(each.name, types)
      : resolveOperator(each.name, right === undefined ? null : (left ?? null), right ?? left ?? TYPES.unknown);
  if (resolution.kind !== 'resolved') return null;
  return {
    kind: 'call',
    type: resolution.result,
    name: resolution.entry.name,
    args: args.map((arg, index): Expr => {
      const to = resolution.casts[index] ?? arg.type;
      const value = operand(arg, index);
      return to.kind === arg.type.kind ? value : { kind: 'cast', type: to, arg: value, mode: 'implicit' };
    }),
  };
}

type Outcome = { readonly value: Datum } | { readonly error: string; readonly message: string };
function outcome(body: () => Datum): Outcome {
  try {
    return { value: body() };
  } catch (error) {
    if (error instanceof ConductError) return { error: error.code, message: error.message };
    throw error;
  }
}

const show = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint'
      ? `${part}n`
      : typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0))
        ? `${Object.is(part, -0) ? '-0' : part}`
        : part,
  );

function agrees(type: SqlType, expected: Outcome, actual: Outcome): boolean {
  // Compiled numerics have 120 bits and no infinity: an error then, never a wrong value.
  if ('error' in actual && actual.message === 'value overflows numeric format') return true;
  if ('error' in expected || 'error' in actual) return 'error' in expected && 'error' in actual && expected.error === actual.error;
  if (expected.value === null || actual.value === null) return expected.value === actual.value;
  // Trailing zeros beyond 120 bits are dropped.
  if (beyond(expected.value)) return compareDatums(type, expected.value, actual.value) === 0;
  if (type.kind === 'numeric') {
    return (
      compareDatums(TYPES.numeric, expected.value, actual.value) === 0 &&
      (expected.value as Decimal).scale === (actual.value as Decimal).scale
    );
  }
  return show(expected.value) === show(actual.value);
}

/** Numerics that compiled code cannot hold: infinite ones and those beyond 120 bits. */
function beyond(value: Datum): boolean {
  if (typeof value !== 'object' || value === null || !('unscaled' in value)) return false;
  return (
    (value.special !== undefined && value.special !== 'NaN') || BigInt.asIntN(120, value.unscaled) !== value.unscaled || value.scale > 127
  );
}

describe('compiled expressions over the cases recorded from PostgreSQL', function () {
  this.timeout(60_000);
  const check = (operand: (arg: Typed, index: number) => Expr, stride: number): void => {
    const compiled = new Map<string, Compiled>();
    let checked = 0;
    const wrong: string[] = [];
    for (const [at, each] of [...CASES, ...DATETIME_CASES].entries()) {
      if (at % stride !== 0) continue;
      const found = (each.kind === 'cast' ? [each.arg] : each.args).map(argument);
      const args = found.filter((arg) => arg !== null);
      if (args.length < found.length || args.some((arg) => beyond(arg.value))) continue;
      const expr = bind(each, args, operand);
      if (expr === null) continue;
      const columns: ValueInfo[] = args.map((arg) => describeType(arg.type, false));
      const key = show(expr);
      const code = compiled.get(key) ?? compile(expr, columns);
      compiled.set(key, code);
      const values = args.map((arg) => arg.value);
      const expected = outcome(() => evaluate(expr, (id) => values[id] ?? null));
      const actual = outcome(() => code.run(values));
      checked += 1;
      if (!agrees(expr.type, expected, actual)) wrong.push(`${show(each)}: expected ${show(expected)}, got ${show(actual)}`);
    }
    expect(wrong.slice(0, 20).join('\n'), `${wrong.length} of ${checked} differ`).to.equal('');
    expect(checked).to.be.greaterThan(500);
  };

  it('with arguments in columns', () => {
    check(({ type }, id) => ({ kind: 'column', type, id }), 1);
  });
  it('with literal arguments', () => {
    // A module each: every eleventh is enough.
    check(({ type, value }) => ({ kind: 'literal', type, value }), 11);
  });
});
