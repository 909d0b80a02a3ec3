import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many of the objects something refers to still. */
export async function alive(objects: readonly WeakRef<object>[]): Promise<number> {
  // What a turn has looked at stays until its end.
  await nextTurn();
  collectGarbage();
  return objects.filter((each) => each.deref() !== undefined).length;
}
