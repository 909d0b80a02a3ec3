/**
 * TPC-H at scale factor 0.01 as the official generator writes it, and PostgreSQL's answers. The files are not part of the package:
 * they are beside the checkout, or where CONDUCT_TPCH says.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The checkout, also for compiled code in a folder of it. */
export const ROOT = process.cwd();
export const TPCH_FOLDER = process.env.CONDUCT_TPCH ?? join(ROOT, '../shared/tpch');

/** Rows that each table of the official data has. */
export const TPCH_ROWS = {
  region: 5,
  nation: 25,
  supplier: 100,
  part: 2_000,
  partsupp: 8_000,
  customer: 1_500,
  orders: 15_000,
  lineitem: 60_175,
} as const;

export type TpchTable = keyof typeof TPCH_ROWS;
export const TPCH_TABLES = Object.keys(TPCH_ROWS) as readonly TpchTable[];
export const TPCH_QUERIES = Array.from({ length: 22 }, (_, index) => index + 1);

export function tpchPresent(): boolean {
  return existsSync(join(TPCH_FOLDER, 'sf0.01', 'lineitem.tbl.gz'));
}

export function tpchSchema(): string {
  return readFileSync(join(ROOT, 'bench/tpch/schema.sql'), 'utf8');
}

/** Rows as COPY's text format wants them: the generator ends each with a delimiter too many. */
export function tpchRows(table: TpchTable): Readable {
  const lines = createInterface({ input: createReadStream(join(TPCH_FOLDER, 'sf0.01', `${table}.tbl.gz`)).pipe(createGunzip()) });
  const out = new PassThrough();
  void (async () => {
    let chunk = '';
    for await (const line of lines) {
      chunk += `${line.slice(0, -1)}\n`;
      if (chunk.length < 64 << 10) continue;
      if (!out.write(chunk)) await new Promise((resolve) => out.once('drain', resolve));
      chunk = '';
    }
    out.end(chunk);
  })().catch((error: Error) => out.destroy(error));
  return out;
}

/** The file's statement, with the specification's fraction of this scale factor in Q11. */
export function tpchQuery(number: number): string {
  const text = readFileSync(join(ROOT, `bench/tpch/queries/q${number}.sql`), 'utf8');
  return number === 11 ? text.replace('0.0001', '0.01') : text;
}

export function tpchAnswer(number: number): string {
  return readFileSync(join(TPCH_FOLDER, `answers-sf0.01/q${number}.csv`), 'utf8');
}

/** Columns that are an average or a division: PostgreSQL and Conduct may show a different number of zeros at their end. */
const DIVIDED: Readonly<Record<number, readonly string[]>> = {
  1: ['avg_qty', 'avg_price', 'avg_disc'],
  8: ['mkt_share'],
  14: ['promo_revenue'],
  17: ['avg_yearly'],
};

/** Rows of psql's CSV output to compare, the header first; exact but for the trailing zeros of averages and divisions. */
export function comparable(query: number, csv: string): readonly (readonly string[])[] {
  const rows = csv.trimEnd().split('\n').map(csvFields);
  const divided = (DIVIDED[query] ?? []).map((name) => rows[0]?.indexOf(name));
  return rows.map((row) => row.map((field, i) => (divided.includes(i) ? withoutTrailingZeros(field) : field)));
}

function withoutTrailingZeros(field: string): string {
  return /^-?\d+\.\d+$/.test(field) ? field.replace(/\.?0+$/, '') : field;
}

/** The answers have no line breaks inside of a field. */
function csvFields(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}
