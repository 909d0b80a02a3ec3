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
  ['bytea', 'bytea', 17, 1001, -1, false, 'U', false, 'i', 'bytea'],
  ['char1', 'char', 18, 1002, 1, true, 'Z', false, 'c', 'char'],
  ['int2vector', 'int2vector', 22, 1006, -1, false, 'A', false, 'i', 'int2vector'],
  ['regproc', 'regproc', 24, 1008, 4, true, 'N', false, 'i', 'regproc'],
  ['tid', 'tid', 27, 1010, 6, false, 'U', false, 's', 'tid'],
  ['xid', 'xid', 28, 1011, 4, true, 'U', false, 'i', 'xid'],
  ['cid', 'cid', 29, 1012, 4, true, 'U', false, 'i', 'cid'],
  ['oidvector', 'oidvector', 30, 1013, -1, false, 'A', false, 'i', 'oidvector'],
  ['json', 'json', 114, 199, -1, false, 'U', false, 'i', 'json_'],
  ['time', 'time', 1083, 1183, 8, true, 'D', false, 'd', 'time_'],
  ['timestamptz', 'timestamptz', 1184, 1185, 8, true, 'D', true, 'd', 'timestamptz_'],
  ['timetz', 'timetz', 1266, 1270, 12, false, 'D', false, 'd', 'timetz_'],
  ['bit', 'bit', 1560, 1561, -1, false, 'V', false, 'i', 'bit_'],
  ['varbit', 'varbit', 1562, 1563, -1, false, 'V', true, 'i', 'varbit_'],
  ['regprocedure', 'regprocedure', 2202, 2207, 4, true, 'N', false, 'i', 'regprocedure'],
  ['regoper', 'regoper', 2203, 2208, 4, true, 'N', false, 'i', 'regoper'],
  ['regoperator', 'regoperator', 2204, 2209, 4, true, 'N', false, 'i', 'regoperator'],
  ['regclass', 'regclass', 2205, 2210, 4, true, 'N', false, 'i', 'regclass'],
  ['regtype', 'regtype', 2206, 2211, 4, true, 'N', false, 'i', 'regtype'],
  ['record', 'record', 2249, 2287, -1, false, 'P', false, 'd', 'record_'],
  ['uuid', 'uuid', 2950, 2951, 16, false, 'U', false, 'c', 'uuid_'],
  ['regconfig', 'regconfig', 3734, 3735, 4, true, 'N', false, 'i', 'regconfig'],
  ['jsonb', 'jsonb', 3802, 3807, -1, false, 'U', false, 'i', 'jsonb_'],
  ['jsonpath', 'jsonpath', 4072, 4073, -1, false, 'U', false, 'i', 'jsonpath_'],
  ['regnamespace', 'regnamespace', 4089, 4090, 4, true, 'N', false, 'i', 'regnamespace'],
  ['regrole', 'regrole', 4096, 4097, 4, true, 'N', false, 'i', 'regrole'],
  ['regcollation', 'regcollation', 4191, 4192, 4, true, 'N', false, 'i', 'regcollation'],
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
      pseudo: kind === 'unknown' || kind === 'record',
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
