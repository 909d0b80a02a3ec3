/** The binary output functions of types, and uuids. */
import { randomUUID } from 'node:crypto';
import { formatBinary } from '../types/binary-format.js';
import { TYPES } from '../types/sql-type.js';
import { define } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

const SENDERS: readonly (readonly [ArgSpec, string])[] = [
  ['bool', 'boolsend'],
  ['int2', 'int2send'],
  ['int4', 'int4send'],
  ['int8', 'int8send'],
  ['float4', 'float4send'],
  ['float8', 'float8send'],
  ['numeric', 'numeric_send'],
  ['text', 'textsend'],
  ['varchar', 'varcharsend'],
  ['char', 'bpcharsend'],
  ['name', 'namesend'],
  ['bytea', 'byteasend'],
  ['oid', 'oidsend'],
  ['uuid', 'uuid_send'],
  ['json', 'json_send'],
  ['jsonb', 'jsonb_send'],
  ['bit', 'bit_send'],
  ['varbit', 'varbit_send'],
  ['date', 'date_send'],
  ['time', 'time_send'],
  ['timetz', 'timetz_send'],
  ['timestamp', 'timestamp_send'],
  ['timestamptz', 'timestamptz_send'],
  ['interval', 'interval_send'],
  ['anyarray', 'array_send'],
  ['anyenum', 'enum_send'],
  ['record', 'record_send'],
  ['anyrange', 'range_send'],
  ['anymultirange', 'multirange_send'],
  ['inet', 'inet_send'],
  ['cidr', 'cidr_send'],
  ['macaddr', 'macaddr_send'],
  ['macaddr8', 'macaddr8_send'],
  ['money', 'cash_send'],
  ['pg_lsn', 'pg_lsn_send'],
  ['xid8', 'xid8send'],
  ['point', 'point_send'],
  ['line', 'line_send'],
  ['lseg', 'lseg_send'],
  ['box', 'box_send'],
  ['path', 'path_send'],
  ['polygon', 'poly_send'],
  ['circle', 'circle_send'],
];

export const SEND_FUNCTIONS: readonly FunctionEntry[] = [
  ...SENDERS.map(([kind, name]) =>
    define(name, [kind], 'bytea', 'The binary form of a value.', ([value = null], [type = TYPES.unknown]) => formatBinary(type, value)),
  ),
  define('gen_random_uuid', [], 'uuid', 'A random uuid of version 4.', () => randomUUID(), { volatility: 'volatile' }),
];
