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
];

export const TABLES: readonly TestTable[] = [
  { name: 'empty_one', columns: COLUMNS, distribution: `with (distributed_by='id')`, rows: 0 },
  { name: 'small', columns: COLUMNS, distribution: `with (distribution='replicated')`, rows: 5 },
  { name: 'spread', columns: COLUMNS, distribution: `with (distributed_by='i')`, rows: 40 },
  { name: 'tossed', columns: COLUMNS, distribution: `with (distribution='random')`, rows: 60 },
];

const TYPES: { readonly [K in SqlKind]: string } = {
  int4: 'int4',
  int8: 'int8',
  numeric: 'numeric(10,2)',
  float8: 'float8',
  text: 'text',
  bool: 'bool',
  date: 'date',
  timestamp: 'timestamp',
};

export function createTable(table: TestTable, distributed: boolean): string {
  const columns = table.columns.map(({ name, kind }) => `${name} ${TYPES[kind]}${name === 'id' ? ' not null' : ''}`);
  return `create table ${table.name} (${columns.join(', ')})${distributed ? ` ${table.distribution}` : ''}`;
}

const WORDS = ['', 'a', 'b', 'ab', 'abc', 'Abc', 'foo', 'bar', 'a%b', 'x_y', 'ünï', '日本', ' sp ', '10', '-3'];

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
