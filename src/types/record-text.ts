/** The text form of composite values: `(1,"a b",)`; record_in and record_out. An empty field is NULL. */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum, RecordValue } from './datum.js';
import { readQuotedPart } from './quoted-part.js';
import type { RecordType, SqlType } from './sql-type.js';

function malformed(text: string, detail: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `malformed record literal: "${text}"`, { detail });
}

export function parseRecord(type: RecordType, text: string, parse: (type: SqlType, text: string) => Datum): RecordValue {
  if (type.named === null) {
    throw new ConductError(SQLSTATE.featureNotSupported, 'input of anonymous composite types is not implemented');
  }
  const fields = splitRecord(text, type.fields.length);
  return {
    fields: fields.map((field, index) => (field === null ? null : parse(known(type.fields[index], 'field').type, field))),
  };
}

function splitRecord(text: string, count: number): (string | null)[] {
  const start = /^\s*/.exec(text)?.[0].length ?? 0;
  if (text[start] !== '(') throw malformed(text, 'Missing left parenthesis.');
  let at = start + 1;
  const fields: (string | null)[] = [];
  for (let index = 0; index < count; index += 1) {
    if (index > 0) {
      if (text[at] !== ',') throw malformed(text, 'Too few columns.');
      at += 1;
    }
    const field = readField(text, at);
    fields.push(field.value);
    at = field.end;
  }
  if (text[at] === ',') throw malformed(text, 'Too many columns.');
  if (text[at] !== ')') throw malformed(text, 'Unexpected end of input.');
  if (text.slice(at + 1).trim() !== '') throw malformed(text, 'Junk after right parenthesis.');
  return fields;
}

function readField(text: string, start: number): { readonly value: string | null; readonly end: number } {
  if (text[start] === ',' || text[start] === ')') return { value: null, end: start };
  return readQuotedPart(text, start, ',)', (detail) => malformed(text, detail));
}

const NEEDS_QUOTES = /^$|[(),"\\\s]/;

export function formatRecord(type: RecordType, value: RecordValue, write: (type: SqlType, value: Datum) => string): string {
  const fields = value.fields.map((field, index) => {
    if (field === null) return '';
    const text = write(known(type.fields[index], 'field').type, field);
    return NEEDS_QUOTES.test(text) ? `"${text.replaceAll(/["\\]/g, '$&$&')}"` : text;
  });
  return `(${fields.join(',')})`;
}
