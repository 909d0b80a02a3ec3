/** Ids that ended, so that late messages for them are turned away. */
import { LIMITS } from '../common/limits.js';

/** Adds to a set that keeps the newest ones only. */
export function remember(set: Set<string>, id: string): void {
  set.delete(id);
  set.add(id);
  for (const oldest of set) {
    if (set.size <= LIMITS.rememberedIds) break;
    set.delete(oldest);
  }
}
