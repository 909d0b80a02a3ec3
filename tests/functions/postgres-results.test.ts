/** Every operator, function and cast gives PostgreSQL's type, text and errors for the recorded cases. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { resolveFunction, resolveOperator } from '../../src/functions/registry.js';
import type { Expr } from '../../src/plan/expr.js';
import { evaluate } from '../../src/plan/interpreter.js';
import { castDatum } from '../../src/types/cast.js';
import { withoutModifiers } from '../../src/types/coercion.js';
import type { Datum } from '../../src/types/datum.js';
import type { SqlType } from '../../src/types/sql-type.js';
import { TYPES } from '../../src/types/sql-type.js';
import { formatText, parseText } from '../../src/types/text-format.js';
import { parseTypeName, typeLabel } from '../../src/types/type-name.js';
import type { Arg, Case } from './postgres-cases.js';
import { CASES, caseSql, casesHash } from './postgres-cases.js';

type Result = readonly [typeOrCode: string, text: string | null];

interface Typed {
  readonly type: SqlType;
  readonly value: Datum;
}

function argument([typeName, text]: Arg): Typed {
  if (typeName === 'unknown') return { type: TYPES.unknown, value: text };
  return explicitCast({ type: TYPES.unknown, value: text }, typeName);
}

function explicitCast(arg: Typed, typeName: string): Typed {
  const type = parseTypeName(typeName);
  if (arg.type.kind !== 'unknown') return { type, value: castDatum(arg.value, arg.type, type, 'explicit') };
  const plain = withoutModifiers(type);
  return { type, value: castDatum(parseText(plain, String(arg.value)), plain, type, 'explicit') };
}

function literal({ type, value }: Typed): Expr {
  return { kind: 'literal', type, value };
}

function run(each: Case): Typed {
  if (each.kind === 'cast') return explicitCast(argument(each.arg), each.to);
  const args = each.args.map(argument);
  const types = args.map((arg) => arg.type);
  const [left, right] = types;
  const resolution =
    each.kind === 'function'
      ? resolveFunction(each.name, types)
      : resolveOperator(each.name, right === undefined ? null : (left ?? null), right ?? left ?? TYPES.unknown);
  const shown = types.map((type) => typeLabel(type));
  if (resolution.kind !== 'resolved') {
    const what = each.kind === 'operator' ? (shown.length === 1 ? `${each.name} ${shown[0]}` : shown.join(` ${each.name} `)) : '';
    if (resolution.kind === 'not-found') throw new ConductError('42883', `operator does not exist: ${what}`);
    throw new ConductError('42725', `operator is not unique: ${what}`);
  }
  const call: Expr = {
    kind: 'call',
    type: resolution.result,
    name: resolution.entry.name,
    args: args.map((arg, index): Expr => {
      const target = resolution.casts[index] ?? arg.type;
      if (target.kind === arg.type.kind) return literal(arg);
      return { kind: 'cast', type: target, arg: literal(arg), mode: 'implicit' };
    }),
  };
  return { type: resolution.result, value: evaluate(call) };
}

function outcome(each: Case): [string, string | null] {
  try {
    const { type, value } = run(each);
    return [typeLabel(type), value === null ? null : formatText(type, value)];
  } catch (error) {
    if (error instanceof ConductError) return [error.code, error.message];
    throw error;
  }
}

/** Where we print the last digit of a double another way: libm and V8 differ by one unit in the last place. */
function isSameFloat(type: string, expected: string | null, actual: string | null): boolean {
  if (type !== 'double precision' || expected === null || actual === null) return false;
  return Math.abs(Number(expected) - Number(actual)) <= Math.abs(Number(expected)) * 4e-16;
}

describe('operators, functions and casts against recorded PostgreSQL results', () => {
  const recorded: { readonly cases: string; readonly results: readonly Result[] } = JSON.parse(
    readFileSync('tests/functions/postgres-results.json', 'utf8'),
  );
  const { results } = recorded;

  it('has a recorded result for every case', () => {
    expect(results.length).to.be.greaterThan(7000);
    expect(results.length).to.equal(CASES.length);
    expect(recorded.cases, 'the cases changed: run record-postgres-results').to.equal(casesHash());
  });

  const groups = new Map<string, number[]>();
  for (const [index, each] of CASES.entries()) {
    const name = each.kind === 'cast' ? `cast to ${each.to}` : `${each.kind} ${each.name}`;
    groups.set(name, [...(groups.get(name) ?? []), index]);
  }
  for (const [name, indexes] of groups) {
    it(`${name}: ${indexes.length} cases`, () => {
      const wrong: string[] = [];
      for (const index of indexes) {
        const each = CASES[index];
        const result = results[index];
        if (each === undefined || result === undefined) continue;
        const [type, text] = result;
        const sql = caseSql(each);
        const [actualType, actualText] = outcome(each);
        if (actualType === type && (actualText === text || isSameFloat(type, text, actualText))) continue;
        wrong.push(`${sql}\n    expected ${type} ${JSON.stringify(text)}\n    actual   ${actualType} ${JSON.stringify(actualText)}`);
      }
      expect(wrong.slice(0, 20).join('\n'), `${wrong.length} of ${indexes.length} differ`).to.equal('');
    });
  }
});
