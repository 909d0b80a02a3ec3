/** What PostgreSQL's types hold, in days and microseconds since 2000. */
import type { ValueRange } from '../../plan/column-info.js';

export const DATES: ValueRange = { min: -2_451_545n, max: 2_145_031_948n };
export const TIMESTAMPS: ValueRange = { min: -211_813_488_000_000_000n, max: 9_223_371_331_199_999_999n };
export const TIMES: ValueRange = { min: 0n, max: 86_400_000_000n };
