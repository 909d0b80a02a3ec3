/** format(): a text with values put in, as text_format of varlena.c reads its specifiers. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { SqlType } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { formatText } from '../types/text-format.js';
import { quoteIdentifier, quoteLiteral } from './quoting.js';

interface Specifier {
  /** From 1; 0: the next one. */
  readonly argument: number;
  readonly leftAligned: boolean;
  readonly width: number;
  /** The argument that has the width: from 1, 0 for the next one; -1: none. */
  readonly widthArgument: number;
  readonly type: string;
}

function problem(message: string, hint?: string): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, message, hint === undefined ? {} : { hint });
}

class FormatReader {
  #at = 0;

  constructor(private readonly format: string) {}

  /** The text up to the next specifier; undefined at the end. */
  literal(): string | undefined {
    if (this.#at >= this.format.length) return undefined;
    const percent = this.format.indexOf('%', this.#at);
    const end = percent < 0 ? this.format.length : percent;
    const text = this.format.slice(this.#at, end);
    this.#at = end;
    return text;
  }

  /** The specifier here; a string for `%%`; undefined at the end. */
  specifier(): Specifier | string | undefined {
    if (this.#at >= this.format.length) return undefined;
    this.#advance();
    if (this.#here() === '%') {
      this.#at += 1;
      return '%';
    }
    const read = this.#parts();
    const type = this.#here();
    this.#at += type.length;
    if (!'sIL'.includes(type)) {
      throw problem(`unrecognized format() type specifier "${type}"`, 'For a single "%" use "%%".');
    }
    return { ...read, type };
  }

  #parts(): Omit<Specifier, 'type'> {
    const first = this.#digits();
    let argument = 0;
    if (first !== undefined) {
      if (this.#here() !== '$') return { argument, leftAligned: false, width: first, widthArgument: -1 };
      argument = nonZero(first);
      this.#advance();
    }
    let leftAligned = false;
    while (this.#here() === '-') {
      leftAligned = true;
      this.#advance();
    }
    if (this.#here() !== '*') return { argument, leftAligned, width: this.#digits() ?? 0, widthArgument: -1 };
    this.#advance();
    const position = this.#digits();
    if (position === undefined) return { argument, leftAligned, width: 0, widthArgument: 0 };
    if (this.#here() !== '$') throw problem('width argument position must be ended by "$"');
    this.#advance();
    return { argument, leftAligned, width: 0, widthArgument: nonZero(position) };
  }

  #here(): string {
    const code = this.format.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  #advance(): void {
    this.#at += 1;
    if (this.#at >= this.format.length) {
      throw problem('unterminated format() type specifier', 'For a single "%" use "%%".');
    }
  }

  #digits(): number | undefined {
    let value: number | undefined;
    while (/^[0-9]$/.test(this.#here())) {
      value = (value ?? 0) * 10 + Number(this.#here());
      if (value > 0x7fff_ffff) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'number is out of range');
      this.#advance();
    }
    return value;
  }
}

function nonZero(position: number): number {
  if (position === 0) throw problem('format specifies argument 0, but arguments are numbered from 1');
  return position;
}

/** values[0] is the format itself. */
export function formatValues(format: string, values: readonly Datum[], types: readonly SqlType[]): string {
  const reader = new FormatReader(format);
  let next = 1;
  const take = (position: number): { readonly value: Datum; readonly type: SqlType } => {
    const index = position > 0 ? position : next;
    next = index + 1;
    if (index >= values.length) throw problem('too few arguments for format()');
    return { value: values[index] ?? null, type: types[index] ?? TYPES.text };
  };
  let result = '';
  for (let text = reader.literal(); text !== undefined; text = reader.literal()) {
    result += text;
    const specifier = reader.specifier();
    if (typeof specifier === 'string') result += specifier;
    else if (specifier !== undefined) {
      const width = specifier.widthArgument < 0 ? specifier.width : widthOf(take(specifier.widthArgument));
      result += padded(converted(specifier.type, take(specifier.argument)), width, specifier.leftAligned);
    }
  }
  return result;
}

function widthOf({ value, type }: { readonly value: Datum; readonly type: SqlType }): number {
  if (value === null) return 0;
  const width = Number(formatText(type, value));
  if (!Number.isInteger(width) || Math.abs(width) > 0x7fff_ffff) {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type integer: "${formatText(type, value)}"`);
  }
  return width;
}

function converted(specifier: string, { value, type }: { readonly value: Datum; readonly type: SqlType }): string {
  if (value === null) {
    if (specifier === 'I') {
      throw new ConductError(SQLSTATE.nullValueNotAllowed, 'null values cannot be formatted as an SQL identifier');
    }
    return specifier === 'L' ? 'NULL' : '';
  }
  const text = formatText(type, value);
  if (specifier === 'I') return quoteIdentifier(text);
  return specifier === 'L' ? quoteLiteral(text) : text;
}

function padded(text: string, width: number, leftAligned: boolean): string {
  const blanks = ' '.repeat(Math.max(Math.abs(width) - Array.from(text).length, 0));
  return leftAligned || width < 0 ? text + blanks : blanks + text;
}
