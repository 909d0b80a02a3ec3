/** Rows that every PostgreSQL 15 has, from their recorded texts: read when a statement first asks for them. */
import { known } from '../common/assert.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { parseText } from '../types/text-format.js';
import { ROWS } from './recorded/rows.js';

/** Where the rows of a relation are in the text. */
interface Section {
  readonly head: string;
  readonly start: number;
  readonly end: number;
}

let sections: ReadonlyMap<string, Section> | null = null;

function sectionOf(relation: string): Section | undefined {
  if (sections === null) {
    const found = new Map<string, Section>();
    for (let at = ROWS.indexOf('\n='); at >= 0; ) {
      const headEnd = ROWS.indexOf('\n', at + 1);
      const next = ROWS.indexOf('\n=', headEnd);
      const head = ROWS.slice(at + 2, headEnd);
      found.set(head.slice(0, head.indexOf('\t')), { head, start: headEnd + 1, end: next < 0 ? ROWS.length - 1 : next });
      at = next;
    }
    sections = found;
  }
  return sections.get(relation);
}

/** Rows in the order of the columns; those that were not recorded are NULL. Empty: nothing was recorded of the relation. */
export function recordedRows(relation: string, columns: readonly { readonly name: string; readonly type: SqlType }[]): readonly Datum[][] {
  const section = sectionOf(relation);
  if (section === undefined) return [];
  const readers = section.head
    .split('\t')
    .slice(1)
    .map((text) => columnReader(text, columns));
  return ROWS.slice(section.start, section.end)
    .split('\n')
    .map((line) => {
      const cells = line.split('\t');
      const row = columns.map(({ name }) => LATER_VALUES[name] ?? null);
      for (const [at, { position, fallback, read }] of readers.entries()) {
        const cell = cells[at] ?? '';
        row[position] = cell === '' ? fallback : read(cell);
      }
      return row;
    });
}

/** Of columns that later versions add to catalogs with recorded rows. */
const LATER_VALUES: { readonly [column: string]: Datum } = { conenforced: true, conperiod: false };

interface ColumnReader {
  readonly position: number;
  /** Of an empty cell. */
  readonly fallback: Datum;
  readonly read: (cell: string) => Datum;
}

/** Texts repeat: each is read once. */
function columnReader(text: string, columns: readonly { readonly name: string; readonly type: SqlType }[]): ColumnReader {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const position = columns.findIndex((column) => column.name === name);
  const { type } = known(columns[position], `recorded column ${name}`);
  const seen = new Map<string, Datum>();
  const read = (cell: string): Datum => {
    const known = seen.get(cell);
    if (known !== undefined || seen.has(cell)) return known ?? null;
    const value = cell === '\\N' ? null : parseCell(type, decoded(cell));
    seen.set(cell, value);
    return value;
  };
  return { position, fallback: equals < 0 ? null : read(text.slice(equals + 1)), read };
}

function parseCell(type: SqlType, text: string): Datum {
  return type.kind === 'regproc' ? Number(text) : parseText(type, text);
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', q: '`', d: '$', E: '', '\\': '\\' };

function decoded(cell: string): string {
  return cell.includes('\\') ? cell.replaceAll(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter) : cell;
}
