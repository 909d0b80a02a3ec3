/** Type names of the parse tree. */
import type { TypeName as PgTypeName } from 'libpg-query';
import type { Expression, IntervalFields, TypeName } from '../ast.js';
import { at, type Conversion, strings, withoutCatalog } from './conversion.js';

/** Bits of datetime fields in an interval's typmod (utils/timestamp.h, INTERVAL_MASK). */
const MONTH = 1 << 1;
const YEAR = 1 << 2;
const DAY = 1 << 3;
const HOUR = 1 << 10;
const MINUTE = 1 << 11;
const SECOND = 1 << 12;
const ALL_FIELDS = 0x7fff;

const INTERVAL_FIELDS: ReadonlyMap<number, IntervalFields> = new Map([
  [YEAR, 'year'],
  [MONTH, 'month'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
  [SECOND, 'second'],
  [YEAR | MONTH, 'year to month'],
  [DAY | HOUR, 'day to hour'],
  [DAY | HOUR | MINUTE, 'day to minute'],
  [DAY | HOUR | MINUTE | SECOND, 'day to second'],
  [HOUR | MINUTE, 'hour to minute'],
  [HOUR | MINUTE | SECOND, 'hour to second'],
  [MINUTE | SECOND, 'minute to second'],
]);

/** `modifiers`: the type's typmods, converted. */
export function typeName(type: PgTypeName, modifiers: readonly Expression[], conversion: Conversion): TypeName {
  const name = withoutCatalog(strings(type.names));
  const last = name[name.length - 1] ?? '';
  const builtIn = name.length === 1;
  let fields: IntervalFields | null = null;
  let kept = modifiers;
  const mask = modifiers[0];
  // For interval the grammar gives (fields, precision) or (fields); no fields are all of them.
  if (builtIn && last === 'interval' && mask?.kind === 'integer') {
    if (mask.value !== ALL_FIELDS) fields = INTERVAL_FIELDS.get(mask.value) ?? null;
    kept = modifiers.slice(1);
  }
  return {
    name: type.pct_type === true ? `${last}%TYPE` : last,
    schema: builtIn ? null : name.slice(0, -1).join('.'),
    modifiers: kept,
    intervalFields: fields,
    arrayDimensions: (type.arrayBounds ?? []).length,
    setOf: type.setof === true,
    position: at(conversion, type.location),
  };
}
