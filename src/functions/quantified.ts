/** `x op ANY (array)` and `x op ALL (array)`: the operator's name, the left side, the array. */
import { assert, known } from '../common/assert.js';
import { type Datum, isArrayValue } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { define, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { elementOf } from './signature.js';

type Find = (name: string, argTypes: readonly SqlType[]) => FunctionEntry | undefined;

/** Kleene logic over the elements: the first deciding one ends it. */
function fold(find: Find, args: readonly Datum[], types: readonly SqlType[], deciding: boolean): Datum {
  const [, left = null, array = null] = args;
  if (array === null) return null;
  assert(isArrayValue(array), 'an array operand');
  const leftType = known(types[1], 'type of the left side');
  const element = known(elementOf(known(types[2], 'type of the array')) ?? undefined, 'element type');
  const pair = [leftType, element];
  const entry = known(find(textArg(args, 0), pair), 'operator');
  let sawNull = false;
  for (const each of array.elements) {
    const isNull = entry.strict && (left === null || each === null);
    const result = isNull ? null : entry.evaluate([left, each], pair);
    if (result === null) sawNull = true;
    else if (result === deciding) return deciding;
  }
  return sawNull ? null : !deciding;
}

/** `find`: the registry's lookup, which knows these entries themselves. */
export function quantifiedFunctions(find: Find): readonly FunctionEntry[] {
  return [
    define('$any', ['text', 'any', 'any'], 'bool', 'x op ANY (array).', (args, types) => fold(find, args, types, true), { strict: false }),
    define('$all', ['text', 'any', 'any'], 'bool', 'x op ALL (array).', (args, types) => fold(find, args, types, false), { strict: false }),
  ];
}
