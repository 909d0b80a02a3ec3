/** Rows as text that is the same for rows that SQL calls equal, NULLs included: for hash tables of the interpreter. */
import { intervalSpan, trimBlanks } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import { formatDecimal, trimDecimal } from '../types/decimal.js';
import type { SqlType } from '../types/sql-type.js';
import { toJson } from './serialize.js';

export function rowKey(columns: readonly { readonly type: SqlType }[], row: readonly Datum[]): string {
  let key = '';
  columns.forEach(({ type }, i) => {
    const part = datumKey(type, row[i] ?? null);
    key += `${part.length}:${part}`;
  });
  return key;
}

function datumKey(type: SqlType, value: Datum): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 't' : 'f';
    case 'number':
      return String(value === 0 ? 0 : value);
    case 'bigint':
      return String(value);
    case 'string':
      return `'${type.kind === 'char' ? trimBlanks(value) : value}`;
    default:
      if (value === null) return '';
      if ('unscaled' in value) return value.special ?? formatDecimal(trimDecimal(value));
      if ('months' in value) return String(intervalSpan(value));
      return toJson(value);
  }
}
