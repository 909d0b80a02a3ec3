/** A table with a column of every type that clients meet, and values for it as text. */
import { expect } from 'chai';

/** A statement with parameters as the client sends it; gives the rows as objects. */
export type Run = (sql: string, values: readonly (string | number)[]) => Promise<readonly object[]>;

export const TYPES = {
  b: ['boolean', 'true'],
  i2: ['smallint', '-32768'],
  i4: ['integer', '2147483647'],
  i8: ['bigint', '-9223372036854775808'],
  f4: ['real', '1.5'],
  f8: ['double precision', '-1e+300'],
  n: ['numeric', '12345678901234567890.12345'],
  n2: ['numeric(10,2)', '-1234.50'],
  t: ['text', 'häß€𝄞 \'quoted\' "too" \\ \n'],
  v: ['varchar(10)', 'abc'],
  c: ['char(5)', 'ab   '],
  d: ['date', '2024-02-29'],
  ti: ['time', '12:34:56.789'],
  ts: ['timestamp', '2024-02-29 12:34:56.789'],
  tz: ['timestamptz', '2024-02-29 12:34:56.789+00'],
  iv: ['interval', '1 day 02:03:04'],
  u: ['uuid', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  by: ['bytea', '\\x00ff61'],
  j: ['json', '{"a": [1, null]}'],
  jb: ['jsonb', '{"a": [1, null]}'],
  ai: ['integer[]', '{1,NULL,3}'],
  at: ['text[]', '{a,"b c",NULL,""}'],
} as const;

export type TypeName = keyof typeof TYPES;

export const NAMES = Object.keys(TYPES) as readonly TypeName[];

/** `create table` with an integer key and all of them. */
export function createTable(name: string): string {
  const columns = NAMES.map((column) => `${column} ${TYPES[column][0]}`);
  return `create table ${name} (id integer primary key, ${columns.join(', ')})`;
}

/** Columns as text, for `select`: what was stored, whatever a client makes of it. */
export function asText(): string {
  return NAMES.map((column) => `${column}::text as ${column}`).join(', ');
}

/** All values as text. */
export function texts(): Readonly<Record<string, string>> {
  // char(n) loses its blanks as text.
  return Object.fromEntries(NAMES.map((column) => [column, column === 'c' ? 'ab' : TYPES[column][1]]));
}

/** Stores values of all types by parameters and reads them as they were. mark: how the client writes its parameters. */
export async function roundTrip(table: string, run: Run, mark: (number: number) => string = (number) => `$${number}`): Promise<void> {
  await run(createTable(table), []);
  const casts = NAMES.map((name, i) => `cast(cast(${mark(i + 2)} as text) as ${TYPES[name][0]})`);
  await run(`insert into ${table} values (cast(${mark(1)} as integer), ${casts.join(', ')})`, [1, ...NAMES.map((name) => TYPES[name][1])]);
  const [row] = await run(`select ${asText()} from ${table} where id = cast(${mark(1)} as integer)`, [1]);
  expect({ ...row }).to.deep.equal(texts());
  const [typed] = await run(`select b, i4, i8, n, t, ai, jb from ${table}`, []);
  expect({ ...typed }).to.deep.equal({
    b: true,
    i4: 2147483647,
    i8: TYPES.i8[1],
    n: TYPES.n[1],
    t: TYPES.t[1],
    ai: [1, null, 3],
    jb: { a: [1, null] },
  });
  await run(`drop table ${table}`, []);
}

/** What the driver says of a failed statement, whatever is wrapped around it. */
export function sqlStateOf(error: unknown): string | undefined {
  for (let each: unknown = error; typeof each === 'object' && each !== null; ) {
    if ('code' in each && typeof each.code === 'string' && /^[0-9A-Z]{5}$/.test(each.code)) return each.code;
    each = 'cause' in each ? each.cause : 'driverError' in each ? each.driverError : 'original' in each ? each.original : null;
  }
  return undefined;
}
