/** The tables that `conduct up` loads into a new data folder. */
import type { TableSource } from './load-tables.js';

/** None while there is no generator in this build; `conduct up` then starts with an empty schema. */
export function sampleTables(): readonly TableSource[] {
  return [];
}
