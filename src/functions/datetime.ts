/** Operators and functions of date, timestamp and interval. */
import type { FunctionEntry } from './function-entry.js';

export const DATETIME_FUNCTIONS: readonly FunctionEntry[] = [];
