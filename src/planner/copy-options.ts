/** The options of COPY, checked in PostgreSQL's order and with its errors. */
import { known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Option } from '../sql/ast.js';
import { findEncoding } from '../types/encoding.js';
import { at, errorAt } from './bind-context.js';
import type { CopyOptions } from './bound-statement.js';
import { optionText } from './option-text.js';

/** What COPY copies: FORCE_QUOTE and its kin name columns of it. */
export interface CopyColumns {
  /** Of every column that is copied, in order. */
  readonly names: readonly string[];
  /** Throws 42703 and 42701. */
  check(names: readonly string[]): void;
}

/** `columns` is asked for after what is wrong with the options alone. */
export function bindCopyOptions(options: readonly Option[], direction: 'from' | 'to', columns: () => CopyColumns): CopyOptions {
  const given = new Given(options);
  const format = copyFormat(given.take('format'));
  const csv = format === 'csv';
  const header = copyHeader(given.take('header'), direction);
  checkFreeze(given.take('freeze'));
  const encoding = copyEncoding(given.take('encoding'));
  const delimiter = given.text('delimiter');
  const nullText = given.text('null');
  const quote = given.text('quote');
  const escapeText = given.text('escape');
  const forceQuote = columnList(given.take('force_quote'), true);
  const forceNotNull = columnList(given.take('force_not_null'), false);
  const forceNull = columnList(given.take('force_null'), false);
  given.checkEmpty();

  if (format === 'binary') checkBinary({ delimiter, nullText, header });
  const texts = {
    delimiter: delimiter ?? (csv ? ',' : '\t'),
    nullText: nullText ?? (csv ? '' : '\\N'),
    quote: quote ?? '"',
    escape: escapeText ?? quote ?? '"',
  };
  checkTexts({ ...texts, csv, quoteGiven: quote !== undefined, escapeGiven: escapeText !== undefined });
  checkForce('force quote', forceQuote, csv, direction === 'to', 'COPY TO');
  checkForce('force not null', forceNotNull, csv, direction === 'from', 'COPY FROM');
  checkForce('force null', forceNull, csv, direction === 'from', 'COPY FROM');
  const copied = columns();
  return {
    format,
    delimiter: texts.delimiter,
    null: texts.nullText,
    header,
    quote: texts.quote,
    escape: texts.escape,
    forceQuote: fields('FORCE_QUOTE', forceQuote, copied),
    forceNotNull: fields('FORCE_NOT_NULL', forceNotNull, copied),
    forceNull: fields('FORCE_NULL', forceNull, copied),
    encoding,
  };
}

/** The options as they were written, each at most once; those that were taken are gone. */
class Given {
  readonly #options = new Map<string, Option>();

  constructor(options: readonly Option[]) {
    for (const option of options) {
      if (this.#options.has(option.name)) throw errorAt(SQLSTATE.syntaxError, 'conflicting or redundant options', option.position);
      this.#options.set(option.name, option);
    }
  }

  take(name: string): Option | undefined {
    const option = this.#options.get(name);
    this.#options.delete(name);
    return option;
  }

  text(name: string): string | undefined {
    const option = this.take(name);
    return option === undefined ? undefined : optionText(option.value);
  }

  checkEmpty(): void {
    for (const { name, position } of this.#options.values()) {
      throw errorAt(SQLSTATE.syntaxError, `option "${name}" not recognized`, position);
    }
  }
}

function copyFormat(option: Option | undefined): CopyOptions['format'] {
  if (option === undefined) return 'text';
  const format = optionText(option.value);
  if (format === 'text' || format === 'csv' || format === 'binary') return format;
  throw errorAt(SQLSTATE.invalidParameterValue, `COPY format "${format}" not recognized`, option.position);
}

function copyHeader(option: Option | undefined, direction: 'from' | 'to'): CopyOptions['header'] {
  if (option === undefined) return false;
  if (option.value !== null && optionText(option.value).toLowerCase() === 'match') {
    if (direction === 'from') return 'match';
    throw new ConductError(SQLSTATE.featureNotSupported, 'cannot use "match" with HEADER in COPY TO');
  }
  return booleanOf(option) ?? fail('header requires a Boolean value or "match"');
}

function checkFreeze(option: Option | undefined): void {
  if (option !== undefined && booleanOf(option) === null) fail('freeze requires a Boolean value');
}

function booleanOf(option: Option): boolean | null {
  if (option.value === null) return true;
  const text = optionText(option.value).toLowerCase();
  if (text === 'true' || text === 'on' || text === '1') return true;
  return text === 'false' || text === 'off' || text === '0' ? false : null;
}

function fail(message: string): never {
  throw new ConductError(SQLSTATE.syntaxError, message);
}

function copyEncoding(option: Option | undefined): string {
  if (option === undefined) return 'UTF8';
  const text = optionText(option.value);
  const encoding = findEncoding(text);
  if (encoding.known) return encoding.name;
  if (encoding.exists) throw notSupported(`COPY with encoding ${text}`, option.position);
  throw errorAt(SQLSTATE.invalidParameterValue, 'argument to option "encoding" must be a valid encoding name', option.position);
}

/** Names, or all columns. */
type ColumnList = readonly string[] | 'all' | null;

function columnList(option: Option | undefined, starAllowed: boolean): ColumnList {
  if (option === undefined) return null;
  const { value, name, position } = option;
  if (value?.kind === 'list') return value.items;
  if (value?.kind === 'star' && starAllowed) return 'all';
  throw errorAt(SQLSTATE.invalidParameterValue, `argument to option "${name}" must be a list of column names`, position);
}

function checkBinary(texts: {
  readonly delimiter: string | undefined;
  readonly nullText: string | undefined;
  readonly header: CopyOptions['header'];
}): void {
  if (texts.delimiter !== undefined) fail('cannot specify DELIMITER in BINARY mode');
  if (texts.nullText !== undefined) fail('cannot specify NULL in BINARY mode');
  if (texts.header !== false) throw unsupported('cannot specify HEADER in BINARY mode');
}

function checkTexts(options: {
  readonly delimiter: string;
  readonly nullText: string;
  readonly quote: string;
  readonly escape: string;
  readonly csv: boolean;
  readonly quoteGiven: boolean;
  readonly escapeGiven: boolean;
}): void {
  const { delimiter, nullText, quote, csv } = options;
  const invalid = (message: string): ConductError => new ConductError(SQLSTATE.invalidParameterValue, message);
  if (!isOneByte(delimiter)) throw unsupported('COPY delimiter must be a single one-byte character');
  if (/[\r\n]/.test(delimiter)) throw invalid('COPY delimiter cannot be newline or carriage return');
  if (/[\r\n]/.test(nullText)) throw invalid('COPY null representation cannot use newline or carriage return');
  if (!csv && /[\\.a-z0-9]/.test(delimiter)) throw invalid(`COPY delimiter cannot be "${delimiter}"`);
  if (!csv && options.quoteGiven) throw unsupported('COPY quote available only in CSV mode');
  if (csv && !isOneByte(quote)) throw unsupported('COPY quote must be a single one-byte character');
  if (csv && delimiter === quote) throw invalid('COPY delimiter and quote must be different');
  if (!csv && options.escapeGiven) throw unsupported('COPY escape available only in CSV mode');
  if (csv && !isOneByte(options.escape)) throw unsupported('COPY escape must be a single one-byte character');
  if (nullText.includes(delimiter)) throw unsupported('COPY delimiter must not appear in the NULL specification');
  if (csv && nullText.includes(quote)) throw unsupported('CSV quote character must not appear in the NULL specification');
}

function checkForce(what: string, list: ColumnList, csv: boolean, allowed: boolean, where: string): void {
  if (list === null) return;
  if (!csv) throw unsupported(`COPY ${what} available only in CSV mode`);
  if (!allowed) throw unsupported(`COPY ${what} only available using ${where}`);
}

/** Positions among the columns that are copied. */
function fields(option: string, list: ColumnList, copied: CopyColumns): readonly number[] {
  if (list === null) return [];
  if (list === 'all') return copied.names.map((_, position) => position);
  copied.check(list);
  return list.map((name) => {
    const position = copied.names.indexOf(name);
    if (position >= 0) return position;
    throw new ConductError(SQLSTATE.invalidColumnReference, `${option} column "${name}" not referenced by COPY`, at(-1));
  });
}

function unsupported(message: string): ConductError {
  return new ConductError(SQLSTATE.featureNotSupported, message);
}

function isOneByte(text: string): boolean {
  return text.length === 1 && known(text.codePointAt(0), 'character') < 128;
}
