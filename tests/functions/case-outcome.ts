/** What the registry and the interpreter make of a case: its type and text, or the error. */
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

export function outcome(each: Case): [string, string | null] {
  try {
    const { type, value } = run(each);
    return [typeLabel(type), value === null ? null : formatText(type, value)];
  } catch (error) {
    if (error instanceof ConductError) return [error.code, error.message];
    throw error;
  }
}
