/** Batches as delimited text, as COPY writes it, and as one JSON object a line. */
import { known } from '../../../common/assert.js';
import type { HostBatch } from '../../../plan/batch.js';
import { datumAt } from '../../../plan/datum-batch.js';
import type { FileTarget } from '../../../plan/file-target.js';
import { encodeJson } from '../../../types/json-encode.js';
import { quoteJson } from '../../../types/json-value.js';
import { formatText } from '../../../types/text-format.js';
import type { FileEncoder } from './file-encoder.js';

export class CsvEncoder implements FileEncoder {
  readonly #names: readonly string[];
  readonly #format: FileTarget['delimited'];
  readonly #special: RegExp;
  #begun = false;

  constructor(names: readonly string[], format: FileTarget['delimited']) {
    this.#names = names;
    this.#format = format;
    const marks = [format.delimiter, format.quote].map((mark) => mark.replace(/[\\\]^-]/g, '\\$&')).join('');
    this.#special = new RegExp(`[${marks}\\r\\n]`);
  }

  add(batch: HostBatch): readonly Uint8Array[] {
    const lines: string[] = this.#header();
    for (let row = 0; row < batch.rows; row += 1) {
      const fields = batch.schema.map((schema, i) => {
        const value = datumAt(known(batch.columns[i], 'column'), schema, row);
        return value === null ? this.#format.null : this.#field(formatText(schema.type, value), batch.schema.length === 1);
      });
      lines.push(`${fields.join(this.#format.delimiter)}\n`);
    }
    return [Buffer.from(lines.join(''))];
  }

  end(): readonly Uint8Array[] {
    return [Buffer.from(this.#header().join(''))];
  }

  #header(): string[] {
    const due = this.#format.header && !this.#begun;
    this.#begun = true;
    return due ? [`${this.#names.map((name) => this.#field(name, false)).join(this.#format.delimiter)}\n`] : [];
  }

  /** What could be taken for NULL, or for the end of old files' data, is quoted. */
  #field(text: string, alone: boolean): string {
    const { quote, escape: escapes, null: nullText } = this.#format;
    if (text !== nullText && !this.#special.test(text) && !(alone && text === '\\.')) return text;
    let quoted = '';
    for (const char of text) quoted += char === quote || char === escapes ? escapes + char : char;
    return quote + quoted + quote;
  }
}

export class JsonEncoder implements FileEncoder {
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names.map((name) => quoteJson(name));
  }

  add(batch: HostBatch): readonly Uint8Array[] {
    const lines: string[] = [];
    for (let row = 0; row < batch.rows; row += 1) {
      const members = batch.schema.map((schema, i) => {
        const value = datumAt(known(batch.columns[i], 'column'), schema, row);
        return `${this.#names[i]}:${value === null ? 'null' : encodeJson(schema.type, value)}`;
      });
      lines.push(`{${members.join(',')}}\n`);
    }
    return [Buffer.from(lines.join(''))];
  }

  end(): readonly Uint8Array[] {
    return [];
  }
}
