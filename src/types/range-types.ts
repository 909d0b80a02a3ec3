/** The range types that are built in, with the OIDs of pg_type. */
import { type MultirangeType, type RangeType, type SqlType, TYPES } from './sql-type.js';

function builtIn(
  name: string,
  subtype: SqlType,
  oids: readonly [number, number],
  multirange: readonly [string, number, number],
): RangeType {
  const [multirangeName, oid, arrayOid] = multirange;
  return {
    kind: 'range',
    oid: oids[0],
    arrayOid: oids[1],
    schema: 'pg_catalog',
    name,
    subtype,
    multirange: { oid, arrayOid, name: multirangeName },
  };
}

export const RANGE_TYPES: readonly RangeType[] = [
  builtIn('int4range', TYPES.int4, [3904, 3905], ['int4multirange', 4451, 6150]),
  builtIn('numrange', TYPES.numeric, [3906, 3907], ['nummultirange', 4532, 6151]),
  builtIn('tsrange', TYPES.timestamp, [3908, 3909], ['tsmultirange', 4533, 6152]),
  builtIn('tstzrange', TYPES.timestamptz, [3910, 3911], ['tstzmultirange', 4534, 6153]),
  builtIn('daterange', TYPES.date, [3912, 3913], ['datemultirange', 4535, 6155]),
  builtIn('int8range', TYPES.int8, [3926, 3927], ['int8multirange', 4536, 6157]),
];

export function multirangeOf(range: RangeType): MultirangeType {
  return { kind: 'multirange', range };
}

/** A built-in range or multirange type by its name. */
export function rangeTypeFromName(name: string): RangeType | MultirangeType | undefined {
  const range = RANGE_TYPES.find((type) => type.name === name);
  if (range !== undefined) return range;
  const owner = RANGE_TYPES.find((type) => type.multirange.name === name);
  return owner === undefined ? undefined : multirangeOf(owner);
}

/** A built-in range or multirange type, or whether an array of one, by its OID. */
export function rangeTypeFromOid(oid: number): { readonly type: RangeType | MultirangeType; readonly isArray: boolean } | undefined {
  for (const range of RANGE_TYPES) {
    if (oid === range.oid || oid === range.arrayOid) return { type: range, isArray: oid === range.arrayOid };
    const { multirange } = range;
    if (oid === multirange.oid || oid === multirange.arrayOid) return { type: multirangeOf(range), isArray: oid === multirange.arrayOid };
  }
  return undefined;
}
