/**
 * What a delimited file looks like, from a sample of it: the delimiter and the quote under which most records have the same number of fields,
 * whether the first record is a header, and the types of the columns.
 */
import { known } from '../../../common/assert.js';
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { type SqlType, TYPES } from '../../../types/sql-type.js';
import { fitsType, TypeGuess } from '../infer-type.js';
import { type FieldMarks, type SampleField, splitRecords } from './records.js';

/** What the user has said; undefined: to be found out. */
export interface DialectWishes {
  readonly delimiter: string | undefined;
  readonly quote: string | undefined;
  readonly escape: string | undefined;
  readonly null: string | undefined;
  readonly header: boolean | undefined;
  readonly allText: boolean;
  /** Records of the sample. */
  readonly sampleRows: number;
}

export interface Dialect extends FieldMarks {
  readonly null: string;
  readonly header: boolean;
  readonly fields: readonly { readonly name: string; readonly type: SqlType }[];
  /** Records of the sample, the header not counted. */
  readonly rows: number;
}

const DELIMITERS = [',', '\t', ';', '|'];
const QUOTES = ['"', "'"];

/** Records that the delimiter is found by. */
const SNIFFED_RECORDS = 1_000;

export function detectDialect(sample: string, isWhole: boolean, wishes: DialectWishes): Dialect {
  const marks = detectMarks(sample, isWhole, wishes);
  const records = splitRecords(sample, marks, wishes.sampleRows + 1, isWhole);
  const width = usualWidth(records);
  const nullText = wishes.null ?? '';
  const [first, ...rest] = records;
  const types = guessTypes(rest, width, nullText);
  const header = wishes.header ?? (first !== undefined && isHeader(first, types, nullText, rest.length));
  const all = header ? types : guessTypes(records, width, nullText);
  const names = uniqueNames(header ? (first ?? []) : [], header ? Math.max(width, first?.length ?? 0) : width);
  return {
    ...marks,
    null: nullText,
    header,
    rows: Math.max(0, records.length - (header ? 1 : 0)),
    fields: names.map((name, i) => ({ name, type: wishes.allText ? TYPES.text : (all[i] ?? TYPES.text) })),
  };
}

/** As the header has them; those without one, and a second one of a name, get a number. */
export function uniqueNames(header: readonly SampleField[], width: number): readonly string[] {
  const names: string[] = [];
  for (let i = 0; i < width; i += 1) {
    const given = header[i]?.text.trim() ?? '';
    const name = given === '' ? `column${i}` : given;
    let unique = name;
    for (let number = 1; names.includes(unique); number += 1) unique = `${name}_${number}`;
    names.push(unique);
  }
  return names;
}

/** The marks under which the records agree best; of equally good ones those that make more fields. */
function detectMarks(sample: string, isWhole: boolean, wishes: DialectWishes): FieldMarks {
  let best: { readonly marks: FieldMarks; readonly score: number } | null = null;
  for (const delimiter of wishes.delimiter === undefined ? DELIMITERS : [wishes.delimiter]) {
    for (const quote of wishes.quote === undefined ? QUOTES : [wishes.quote]) {
      const marks = { delimiter, quote, escape: wishes.escape ?? quote };
      const records = splitRecords(sample, marks, SNIFFED_RECORDS, isWhole);
      const width = usualWidth(records);
      const agreeing = records.filter((record) => record.length === width).length;
      const share = records.length === 0 ? 0 : agreeing / records.length;
      // One field a record is what a wrong delimiter gives, too.
      const score = share * (width > 1 ? 1 + Math.min(width, 100) / 1_000 : 0.5) + (isUsed(records) ? 0.01 : 0);
      if (best === null || score > best.score) best = { marks, score };
    }
  }
  return known(best, 'marks').marks;
}

/** Quotes that are of use hold something that is quoted. */
function isUsed(records: readonly (readonly SampleField[])[]): boolean {
  return records.some((record) => record.some(({ quoted }) => quoted));
}

/** The number of fields that most records have. */
function usualWidth(records: readonly (readonly SampleField[])[]): number {
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let width = 0;
  let most = 0;
  for (const [length, count] of counts) {
    if (count <= most) continue;
    width = length;
    most = count;
  }
  return width;
}

function isNull({ text, quoted }: SampleField, nullText: string): boolean {
  return !quoted && text === nullText;
}

function guessTypes(records: readonly (readonly SampleField[])[], width: number, nullText: string): readonly (SqlType | null)[] {
  const guesses = Array.from({ length: width }, () => new TypeGuess());
  for (const record of records) {
    record.forEach((field, i) => {
      if (!isNull(field, nullText)) guesses[i]?.note(field.text);
    });
  }
  return guesses.map(({ type }) => type);
}

/** A first record of names: where a column is of another type than text, its name is not; where all are texts, it is taken for one. */
function isHeader(first: readonly SampleField[], types: readonly (SqlType | null)[], nullText: string, rows: number): boolean {
  const named = first.every((field) => !isNull(field, nullText));
  if (rows === 0) return named && first.every(({ text }) => !/^[\d.+-]/.test(text));
  const typed = types.some((type) => type !== null && type.kind !== 'text');
  if (!typed) return named;
  return first.some((field, i) => {
    const type = types[i];
    return type != null && type.kind !== 'text' && !isNull(field, nullText) && !fitsType(type, field.text);
  });
}

/** Columns that the user has named, in the place of those that were found. */
export function withColumns(dialect: Dialect, columns: readonly { readonly name: string; readonly type: SqlType }[]): Dialect {
  if (dialect.rows > 0 && columns.length !== dialect.fields.length) {
    throw new ConductError(
      SQLSTATE.datatypeMismatch,
      `the column definition list has ${columns.length} columns, the file has ${dialect.fields.length}`,
    );
  }
  return { ...dialect, fields: columns };
}
