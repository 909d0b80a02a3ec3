/** Values as text that is the same for values that SQL calls equal: 1.0 and 1.00, a month and 30 days, whatever arrays and rows hold. */
import { intervalSpan, trimBlanks } from './compare.js';
import { type Datum, isArrayValue, isRecordValue, isTimeWithZone } from './datum.js';
import { formatDecimal, trimDecimal } from './decimal.js';
import { jsonKeyOf } from './json-key.js';
import { parseJsonValue } from './json-value.js';
import { type SqlType, TYPES, type TypeKind } from './sql-type.js';

export function valueKey(type: SqlType, value: Datum): string {
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return String(value === 0 ? 0 : value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') {
    if (type.kind === 'jsonb') return `j${jsonKeyOf(parseJsonValue(value))}`;
    return `'${type.kind === 'char' ? trimBlanks(value) : value}`;
  }
  if (value === null) return '';
  if ('unscaled' in value) return value.special ?? formatDecimal(trimDecimal(value));
  if ('months' in value) return String(intervalSpan(value));
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex');
  if (isTimeWithZone(value)) return `${value.timeMicros} ${value.zoneWest}`;
  if (type.kind === 'range') return rangeKey(type.subtype, value);
  if (type.kind === 'multirange' && isArrayValue(value)) return listKey(value.elements, () => type.range);
  if (isArrayValue(value)) {
    const shape = value.dimensions.map(({ length, lower }) => `${lower}:${length}`).join();
    const element = type.kind === 'array' ? type.element : TYPES.int8;
    return `${shape};${listKey(value.elements, () => element)}`;
  }
  if (isRecordValue(value)) return listKey(value.fields, (i) => (type.kind === 'record' ? type.fields[i]?.type : undefined) ?? type);
  return '';
}

/** The bounds and the brackets. */
function rangeKey(subtype: SqlType, value: Datum): string {
  return isRecordValue(value) ? listKey(value.fields, (index) => (index === 2 ? TYPES.text : subtype)) : '';
}

/** Keys of several values, which can't run into each other. */
export function listKey(values: readonly Datum[], typeAt: (index: number) => SqlType): string {
  return values
    .map((value, i) => {
      const key = value === null ? '' : valueKey(typeAt(i), value);
      return value === null ? '-' : `${key.length}:${key}`;
    })
    .join('');
}

/** Equal values may differ. */
const HAS_FORMS: ReadonlySet<TypeKind> = new Set(['numeric', 'float4', 'float8', 'interval', 'char']);

/** Whether texts and bytes of equal values may differ, and no compiled comparison knows better. */
export function isComparedByKey(type: SqlType): boolean {
  switch (type.kind) {
    case 'jsonb':
      return true;
    case 'array':
      return isComparedByKey(type.element) || HAS_FORMS.has(type.element.kind);
    case 'range':
      return HAS_FORMS.has(type.subtype.kind);
    case 'multirange':
      return isComparedByKey(type.range);
    default:
      return false;
  }
}
