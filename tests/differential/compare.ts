/** Whether two answers are the same: types, rows (as a set with repetitions unless they are ordered), and the error's code. */
import type { Answer } from './sides.js';

const FLOATS: ReadonlySet<number> = new Set([700, 701]);
/** char(n): blanks at the end don't count. */
const PADDED = 1042;
/** Sums and roots may differ in the last digits, which depend on the order and the C library. */
const RELATIVE_ERROR = 1e-9;

/** Null: equal. Else what differs, for people. */
export function difference(ours: Answer, theirs: Answer, ordered: boolean): string | null {
  if (ours.kind === 'error' || theirs.kind === 'error') {
    if (ours.kind === 'error' && theirs.kind === 'error')
      return ours.code === theirs.code ? null : `${told(ours)}; PostgreSQL: ${told(theirs)}`;
    return `${told(ours)}; PostgreSQL: ${told(theirs)}`;
  }
  // Types that statements made have numbers of their own on each side.
  const named = (types: readonly number[]): string => types.map((oid) => (oid >= 16_384 ? 'made' : oid)).join();
  if (named(ours.types) !== named(theirs.types)) return `types ${ours.types.join()}; PostgreSQL: ${theirs.types.join()}`;
  if (ours.rows.length !== theirs.rows.length) return `${told(ours)}; PostgreSQL: ${told(theirs)}`;
  const [mine, yours] = ordered ? [ours.rows, theirs.rows] : [sorted(ours), sorted(theirs)];
  for (const [index, row] of mine.entries()) {
    const other = yours[index] ?? [];
    if (row.every((value, at) => same(value, other[at] ?? null, theirs.types[at] ?? 0))) continue;
    return `row ${index + 1}: ${JSON.stringify(row)}; PostgreSQL: ${JSON.stringify(other)}`;
  }
  return null;
}

function same(a: string | null, b: string | null, type: number): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  // Of equal texts of several lengths, which stands for all is nobody's promise.
  if (type === PADDED) return a.trimEnd() === b.trimEnd();
  if (!FLOATS.has(type)) return false;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= RELATIVE_ERROR * Math.max(Math.abs(x), Math.abs(y));
}

/** By their text; floats rounded, so that a last digit moves no row. */
function sorted(answer: Extract<Answer, { readonly kind: 'rows' }>): readonly (readonly (string | null)[])[] {
  const key = (row: readonly (string | null)[]): string =>
    JSON.stringify(row.map((value, at) => (value === null ? null : sortable(value, answer.types[at] ?? 0))));
  return answer.rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row);
}

function sortable(value: string, type: number): string {
  if (FLOATS.has(type)) return Number(value).toPrecision(8);
  return type === PADDED ? value.trimEnd() : value;
}

function told(answer: Answer): string {
  if (answer.kind === 'error') return `error ${answer.code} ${answer.message}`;
  return `${answer.rows.length} rows${answer.rows.length === 1 ? ` ${JSON.stringify(answer.rows[0]).slice(0, 200)}` : ''}`;
}
