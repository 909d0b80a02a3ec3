/** Rows of pg_type: our types and their arrays, which drivers look up at connect, with PostgreSQL's OIDs. */
import type { TypeKind } from '../types/sql-type.js';

export interface SystemType {
  readonly oid: number;
  readonly name: string;
  /** Our type, or null for arrays. */
  readonly kind: TypeKind | null;
  readonly length: number;
  readonly byValue: boolean;
  readonly category: string;
  readonly preferred: boolean;
  readonly pseudo: boolean;
  /** Of an array: its element; of name: char. */
  readonly element: number;
  readonly array: number;
  readonly align: string;
  /** Prefix of its input and output functions. */
  readonly io: string;
}

type Row = readonly [
  kind: TypeKind,
  name: string,
  oid: number,
  array: number,
  length: number,
  byValue: boolean,
  category: string,
  preferred: boolean,
  align: string,
  io: string,
];

const ROWS: readonly Row[] = [
  ['bool', 'bool', 16, 1000, 1, true, 'B', true, 'c', 'bool'],
  ['name', 'name', 19, 1003, 64, false, 'S', false, 'c', 'name'],
  ['int8', 'int8', 20, 1016, 8, true, 'N', false, 'd', 'int8'],
  ['int2', 'int2', 21, 1005, 2, true, 'N', false, 's', 'int2'],
  ['int4', 'int4', 23, 1007, 4, true, 'N', false, 'i', 'int4'],
  ['text', 'text', 25, 1009, -1, false, 'S', true, 'i', 'text'],
  ['oid', 'oid', 26, 1028, 4, true, 'N', true, 'i', 'oid'],
  ['float4', 'float4', 700, 1021, 4, true, 'N', false, 'i', 'float4'],
  ['float8', 'float8', 701, 1022, 8, true, 'N', true, 'd', 'float8'],
  ['unknown', 'unknown', 705, 0, -2, false, 'X', false, 'c', 'unknown'],
  ['char', 'bpchar', 1042, 1014, -1, false, 'S', false, 'i', 'bpchar'],
  ['varchar', 'varchar', 1043, 1015, -1, false, 'S', false, 'i', 'varchar'],
  ['date', 'date', 1082, 1182, 4, true, 'D', false, 'i', 'date_'],
  ['timestamp', 'timestamp', 1114, 1115, 8, true, 'D', false, 'd', 'timestamp_'],
  ['interval', 'interval', 1186, 1187, 16, false, 'T', true, 'd', 'interval_'],
  ['numeric', 'numeric', 1700, 1231, -1, false, 'N', false, 'i', 'numeric_'],
];

export const SYSTEM_TYPES: readonly SystemType[] = ROWS.flatMap(
  ([kind, name, oid, array, length, byValue, category, preferred, align, io]): SystemType[] => {
    const element = kind === 'name' ? 18 : 0;
    const own: SystemType = {
      oid,
      name,
      kind,
      length,
      byValue,
      category,
      preferred,
      pseudo: kind === 'unknown',
      element,
      array,
      align,
      io,
    };
    if (array === 0) return [own];
    return [
      own,
      {
        oid: array,
        name: `_${name}`,
        kind: null,
        length: -1,
        byValue: false,
        category: 'A',
        preferred: false,
        pseudo: false,
        element: oid,
        array: 0,
        align: align === 'd' ? 'd' : 'i',
        io: 'array_',
      },
    ];
  },
);
