/** The rules in the order in which they run. */
import type { Phase } from './driver.js';

export const PHASES: readonly Phase[] = [];
