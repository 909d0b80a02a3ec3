/** The tables that generated statements read and change: few distinct values, so that joins meet, groups fill and NULLs are common. */
import type { Random } from '../processes/random.js';
import type { SqlKind } from './piece.js';

export interface TestTable {
  readonly name: string;
  /** `id` is first, unique and never NULL. */
  readonly columns: readonly { readonly name: string; readonly kind: SqlKind }[];
  /** How the rows are spread; other servers ignore nothing here: the clause is left out for them. */
  readonly distribution: string;
  readonly rows: number;
  /** `id` is the primary key. */
  readonly keyed: boolean;
  /** Statements may change it. */
  readonly changed: boolean;
}

const COLUMNS: TestTable['columns'] = [
  { name: 'id', kind: 'int4' },
  { name: 'i', kind: 'int4' },
  { name: 'j', kind: 'int4' },
  { name: 'b', kind: 'int8' },
  { name: 'n', kind: 'numeric' },
  { name: 'f', kind: 'float8' },
  { name: 's', kind: 'text' },
  { name: 'u', kind: 'text' },
  { name: 'p', kind: 'bool' },
  { name: 'd', kind: 'date' },
  { name: 't', kind: 'timestamp' },
  { name: 'h', kind: 'int2' },
  { name: 'r', kind: 'float4' },
  { name: 'v', kind: 'varchar' },
  { name: 'c', kind: 'bpchar' },
  { name: 'y', kind: 'bytea' },
  { name: 'o', kind: 'time' },
  { name: 'z', kind: 'timestamptz' },
  { name: 'l', kind: 'interval' },
  { name: 'k', kind: 'uuid' },
  { name: 'm', kind: 'mood' },
  { name: 'a', kind: 'int4[]' },
  { name: 'w', kind: 'text[]' },
];

export const TABLES: readonly TestTable[] = [
  { name: 'empty_one', columns: COLUMNS, distribution: `with (distributed_by='id')`, rows: 0, keyed: false, changed: true },
  { name: 'small', columns: COLUMNS, distribution: `with (distribution='replicated')`, rows: 5, keyed: false, changed: false },
  { name: 'spread', columns: COLUMNS, distribution: `with (distributed_by='i')`, rows: 40, keyed: false, changed: true },
  { name: 'tossed', columns: COLUMNS, distribution: `with (distribution='random')`, rows: 60, keyed: false, changed: true },
  { name: 'keyed', columns: COLUMNS, distribution: '', rows: 30, keyed: true, changed: true },
  { name: 'beside', columns: COLUMNS, distribution: '', rows: 45, keyed: true, changed: true },
];

/** Many rows, and few columns: more than one morsel and more than one worker's share. Read alone or beside small tables. */
export const LARGE: TestTable = {
  name: 'large',
  columns: COLUMNS.filter(({ name }) => ['id', 'i', 'b', 'n', 's', 'd', 'v', 'a'].includes(name)),
  distribution: '',
  rows: 3_000,
  keyed: true,
  changed: false,
};

/** What tables need and no server has. */
export const DEFINITIONS = [`create type mood as enum ('sad', 'ok', 'happy')`];

const TYPES: { readonly [K in SqlKind]: string } = {
  int4: 'int4',
  int8: 'int8',
  numeric: 'numeric(10,2)',
  float8: 'float8',
  text: 'text',
  bool: 'bool',
  date: 'date',
  timestamp: 'timestamp',
  int2: 'int2',
  float4: 'float4',
  varchar: 'varchar(12)',
  bpchar: 'char(4)',
  bytea: 'bytea',
  time: 'time',
  timestamptz: 'timestamptz',
  interval: 'interval',
  uuid: 'uuid',
  mood: 'mood',
  'int4[]': 'int4[]',
  'text[]': 'text[]',
};

export function createTable(table: TestTable, distributed: boolean): string {
  const columns = table.columns.map(
    ({ name, kind }) => `${name} ${TYPES[kind]}${name === 'id' ? (table.keyed ? ' primary key' : ' not null') : ''}`,
  );
  return `create table ${table.name} (${columns.join(', ')})${distributed ? ` ${table.distribution}` : ''}`;
}

const WORDS = ['', 'a', 'b', 'ab', 'abc', 'Abc', 'foo', 'bar', 'a%b', 'x_y', 'ünï', '日本', ' sp ', '10', '-3'];

const UUIDS = ['00000000-0000-0000-0000-000000000000', '0a0b0c0d-0001-4fff-8000-ffffffffffff', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

/** A value of the kind as SQL text, not NULL. Floats are short, so that sums of them are exact in any order. */
export function randomLiteral(kind: SqlKind, random: Random): string {
  switch (kind) {
    case 'int4':
      return String(random.between(-9, 9));
    case 'int8':
      return `${random.pick(['0', '1', '-1', '7', '42', '4294967296', '-4294967297'])}::int8`;
    case 'numeric':
      return `${random.between(-20, 20)}.${random.pick(['0', '5', '25', '00', '75'])}`;
    case 'float8':
      return `${random.pick(['0', '1', '-1', '0.5', '-2.25', '1024', '0.125'])}::float8`;
    case 'text':
      return `'${random.pick(WORDS)}'::text`;
    case 'bool':
      return random.pick(['true', 'false']);
    case 'date':
      return `date '20${random.between(19, 21)}-0${random.between(1, 9)}-${random.pick(['01', '15', '28'])}'`;
    case 'timestamp':
      return `timestamp '20${random.between(19, 21)}-0${random.between(1, 9)}-11 0${random.between(0, 9)}:30:00'`;
    case 'int2':
      return `${random.pick(['0', '1', '(-1)', '7', '(-20)', '300'])}::int2`;
    case 'float4':
      return `${random.pick(['0', '1', '(-1)', '0.5', '(-2.25)', '1024', '0.1'])}::float4`;
    case 'varchar':
      return `'${random.pick(WORDS)}'::varchar`;
    case 'bpchar':
      return `'${random.pick(['', 'a', 'a ', 'ab', 'b  ', 'ü', 'foo'])}'::bpchar`;
    case 'bytea':
      return `'${random.pick(['', 'a', 'ab', '\\x00', '\\x00ff', '\\xc3bc', '\\xff'])}'::bytea`;
    case 'time':
      return `time '${random.pick(['00:00', '01:30', '12:00:00.5', '23:59:59', '24:00'])}'`;
    case 'timestamptz':
      return `timestamptz '20${random.between(19, 21)}-${random.pick(['01', '03', '10'])}-${random.pick(['11', '25', '29'])} 0${random.between(0, 3)}:30:00+00'`;
    case 'interval':
      return `interval '${random.pick(['0', '1 day', '-1 day', '1 month', '90 minutes', '1 year 2 days', '-1 month 3 days 04:05:06.7'])}'`;
    case 'uuid':
      return `'${random.pick(UUIDS)}'::uuid`;
    case 'mood':
      return `'${random.pick(['sad', 'ok', 'happy'])}'::mood`;
    case 'int4[]':
      return `'${random.pick(['{}', '{1}', '{1,2}', '{2,1,NULL}', '{NULL}', '{1,2,3,-9}'])}'::int4[]`;
    case 'text[]':
      return `'${random.pick(['{}', '{a}', '{a,b}', '{"",NULL}', '{"a b","x,y",Abc}', '{b,a,ü}'])}'::text[]`;
  }
}

export function insertRows(table: TestTable, random: Random): string | null {
  if (table.rows === 0) return null;
  const rows = Array.from({ length: table.rows }, (_, id) => rowValues(table, id + 1, random));
  return `insert into ${table.name} values ${rows.join(', ')}`;
}

export function rowValues(table: TestTable, id: number, random: Random): string {
  const values = table.columns.map(({ name, kind }) => {
    if (name === 'id') return String(id);
    return random.next() < 0.2 ? 'null' : randomLiteral(kind, random);
  });
  return `(${values.join(', ')})`;
}
