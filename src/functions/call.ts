/** The call of an entry's TypeScript form, as the interpreter and the executor's host do it. */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import { isArrayValue } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import type { FunctionEntry } from './function-entry.js';
import { elementOf } from './signature.js';

/** `spread`: the last argument is an array of the repeated arguments; a NULL there is a NULL result. */
export function callFunction(entry: FunctionEntry, args: readonly Datum[], types: readonly SqlType[], spread: boolean): Datum {
  if (!spread) return entry.strict && args.includes(null) ? null : entry.evaluate(args, types);
  const last = args.at(-1) ?? null;
  if (!isArrayValue(last)) return null;
  const element = known(elementOf(known(types.at(-1), 'variadic type')) ?? undefined, 'element type');
  const all = [...args.slice(0, -1), ...last.elements];
  if (entry.strict && all.includes(null)) return null;
  return entry.evaluate(all, [...types.slice(0, -1), ...last.elements.map(() => element)]);
}
