/** The fields that a declaration such as `interval year to month` names, as bits of an interval's typmod. */
import type { SqlType } from './sql-type.js';

export const INTERVAL_FIELDS = { month: 2, year: 4, day: 8, hour: 1_024, minute: 2_048, second: 4_096, full: 0x7fff } as const;

const F = INTERVAL_FIELDS;

/** Every declaration, in the words of the grammar. */
export const INTERVAL_FIELD_MASKS = {
  year: F.year,
  month: F.month,
  day: F.day,
  hour: F.hour,
  minute: F.minute,
  second: F.second,
  'year to month': F.year | F.month,
  'day to hour': F.day | F.hour,
  'day to minute': F.day | F.hour | F.minute,
  'day to second': F.day | F.hour | F.minute | F.second,
  'hour to minute': F.hour | F.minute,
  'hour to second': F.hour | F.minute | F.second,
  'minute to second': F.minute | F.second,
} as const;

export function intervalFieldsText(mask: number): string {
  return Object.entries(INTERVAL_FIELD_MASKS).find(([, fields]) => fields === mask)?.[0] ?? '';
}

/** The type with the fields that were written behind it. */
export function withIntervalFields(type: SqlType, fields: keyof typeof INTERVAL_FIELD_MASKS | null): SqlType {
  return type.kind === 'interval' && fields !== null ? { ...type, fields: INTERVAL_FIELD_MASKS[fields] } : type;
}
