/**
 * The records of a piece of delimited text: as the parser of whole files splits them, but for a sample, whose fields stay texts. A quote
 * within a field that did not begin with one is a character like others.
 */

/** null: the format has none. */
export interface FieldMarks {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
}

export interface SampleField {
  readonly text: string;
  readonly quoted: boolean;
}

/** At most `limit` records. A last one that is cut off is left out, unless the text `isWhole`. Blank lines are no records. */
export function splitRecords(
  text: string,
  { delimiter, quote, escape: escapes }: FieldMarks,
  limit: number,
  isWhole: boolean,
): SampleField[][] {
  const records: SampleField[][] = [];
  let record: SampleField[] = [];
  let field = '';
  let quoted = false;
  let inQuotes = false;
  const endField = (): void => {
    record.push({ text: field, quoted });
    field = '';
    quoted = false;
  };
  const endRecord = (): void => {
    endField();
    const [only, second] = record;
    if (second !== undefined || only?.text !== '' || only.quoted) records.push(record);
    record = [];
  };
  for (let at = 0; at < text.length && records.length < limit; at += 1) {
    const char = text[at] as string;
    if (inQuotes) {
      const next = text[at + 1];
      if (char === escapes && escapes !== '' && (next === quote || next === escapes) && next !== undefined) {
        field += next;
        at += 1;
      } else if (char === quote) inQuotes = false;
      else field += char;
    } else if (char === quote && quote !== '' && (field === '' || quoted)) {
      quoted = true;
      inQuotes = true;
    } else if (char === delimiter) endField();
    else if (char === '\n') endRecord();
    else if (char === '\r' && text[at + 1] === '\n') {
      at += 1;
      endRecord();
    } else field += char;
  }
  const started = record.length > 0 || field !== '' || quoted;
  if (isWhole && started && !inQuotes && records.length < limit) endRecord();
  return records;
}
