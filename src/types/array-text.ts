/** The text form of arrays: `{1,2}`, `{{a,"b c"},{NULL,d}}`, `[0:1]={x,y}`; array_in and array_out. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { ArrayDimension, ArrayValue, Datum } from './datum.js';
import { EMPTY_ARRAY } from './datum.js';
import { trimSpaces } from './decimal.js';
import type { SqlType } from './sql-type.js';

/** MAXDIM. */
export const MAX_DIMENSIONS = 6;

function malformed(text: string, detail: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `malformed array literal: "${text}"`, { detail });
}

export function tooManyDimensions(count: number): ConductError {
  return new ConductError(
    SQLSTATE.programLimitExceeded,
    `number of array dimensions (${count}) exceeds the maximum allowed (${MAX_DIMENSIONS})`,
  );
}

/** The value of an array's text; `parse` reads an element that is not NULL. */
export function parseArray(element: SqlType, text: string, parse: (text: string) => Datum): ArrayValue {
  const { bounds, rest } = splitBounds(text);
  const reader = new ElementReader(text, rest, separatorOf(element), parse);
  const { lengths, elements } = reader.read();
  if (bounds !== null) {
    const agrees = bounds.length === lengths.length && bounds.every(({ length }, index) => length === lengths[index]);
    if (!agrees) throw malformed(text, 'Specified array dimensions do not match array contents.');
  }
  if (elements.length === 0) return EMPTY_ARRAY;
  return { dimensions: bounds ?? lengths.map((length) => ({ length, lower: 1 })), elements };
}

/** `[1:3][0:1]=` before the braces. */
function splitBounds(text: string): { readonly bounds: readonly ArrayDimension[] | null; readonly rest: number } {
  let at = /^\s*/.exec(text)?.[0].length ?? 0;
  if (text[at] !== '[') {
    if (text[at] !== '{') throw malformed(text, 'Array value must start with "{" or dimension information.');
    return { bounds: null, rest: at };
  }
  const bounds: ArrayDimension[] = [];
  while (text[at] === '[') {
    const match = /^\[\s*([-+]?\d+)\s*(?::\s*([-+]?\d+)\s*)?\]\s*/.exec(text.slice(at));
    if (match === null) throw malformed(text, '"[" must introduce explicitly-specified array dimensions.');
    const upper = Number(match[2] ?? match[1]);
    const lower = match[2] === undefined ? 1 : Number(match[1]);
    if (bounds.length >= MAX_DIMENSIONS) throw tooManyDimensions(bounds.length + 1);
    if (upper < lower) throw new ConductError(SQLSTATE.arraySubscriptError, 'upper bound cannot be less than lower bound');
    bounds.push({ length: upper - lower + 1, lower });
    at += match[0].length;
  }
  const equals = /^=\s*/.exec(text.slice(at));
  if (equals === null) throw malformed(text, 'Missing "=" after array dimensions.');
  at += equals[0].length;
  if (text[at] !== '{') throw malformed(text, 'Array contents must start with "{".');
  return { bounds, rest: at };
}

class ElementReader {
  readonly #text: string;
  readonly #separator: string;
  readonly #parse: (text: string) => Datum;
  readonly #elements: Datum[] = [];
  readonly #lengths: number[] = [];
  /** Depth at which elements stand; null before the first. */
  #leafDepth: number | null = null;
  #at: number;

  constructor(text: string, at: number, separator: string, parse: (text: string) => Datum) {
    this.#text = text;
    this.#at = at;
    this.#separator = separator;
    this.#parse = parse;
  }

  read(): { readonly lengths: readonly number[]; readonly elements: readonly Datum[] } {
    this.#readList(0);
    this.#skipSpaces();
    if (this.#at < this.#text.length) throw malformed(this.#text, 'Junk after closing right brace.');
    if (this.#elements.length === 0) return { lengths: [], elements: [] };
    return { lengths: this.#lengths, elements: this.#elements };
  }

  #skipSpaces(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  /** A list in braces; the reader stands on the opening one. */
  #readList(depth: number): void {
    if (depth >= MAX_DIMENSIONS) throw tooManyDimensions(depth + 1);
    this.#at += 1;
    let count = 0;
    this.#skipSpaces();
    if (this.#text[this.#at] === '}') {
      this.#at += 1;
      // An empty list stands alone.
      if (depth > 0) throw malformed(this.#text, 'Unexpected "}" character.');
      this.#noteLength(depth, 0);
      return;
    }
    for (;;) {
      this.#skipSpaces();
      if (this.#text[this.#at] === '{') {
        if (this.#leafDepth !== null && this.#leafDepth <= depth) throw this.#ragged();
        this.#readList(depth + 1);
      } else {
        if (this.#leafDepth !== null && this.#leafDepth !== depth) throw this.#ragged();
        this.#leafDepth = depth;
        this.#readElement();
      }
      count += 1;
      this.#skipSpaces();
      const next = this.#text[this.#at];
      this.#at += 1;
      if (next === '}') break;
      if (next === undefined) throw malformed(this.#text, 'Unexpected end of input.');
      if (next !== this.#separator) throw malformed(this.#text, 'Unexpected array element.');
    }
    this.#noteLength(depth, count);
  }

  #ragged(): ConductError {
    return malformed(this.#text, 'Multidimensional arrays must have sub-arrays with matching dimensions.');
  }

  #noteLength(depth: number, count: number): void {
    const known = this.#lengths[depth];
    if (known !== undefined && known !== count) throw this.#ragged();
    this.#lengths[depth] = count;
  }

  #readElement(): void {
    if (this.#elements.length >= LIMITS.arrayElements) {
      throw new ConductError(SQLSTATE.programLimitExceeded, `array size exceeds the maximum allowed (${LIMITS.arrayElements})`);
    }
    if (this.#text[this.#at] === '"') {
      this.#elements.push(this.#parse(this.#quoted()));
      return;
    }
    const word = this.#bare();
    this.#elements.push(word === null ? null : this.#parse(word));
  }

  #quoted(): string {
    let value = '';
    this.#at += 1;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw malformed(this.#text, 'Unexpected end of input.');
      this.#at += 1;
      if (character === '"') return value;
      if (character === '\\') {
        value += this.#text.charAt(this.#at);
        this.#at += 1;
      } else value += character;
    }
  }

  /** Up to a comma or brace, without blanks around; null: NULL, in any case of letters and without a backslash. */
  #bare(): string | null {
    let value = '';
    let kept = 0;
    let isEscaped = false;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw malformed(this.#text, 'Unexpected end of input.');
      if (character === this.#separator || character === '}') break;
      if (character === '{') throw malformed(this.#text, 'Unexpected "{" character.');
      if (character === '"') throw malformed(this.#text, 'Unexpected array element.');
      this.#at += 1;
      if (character === '\\') {
        isEscaped = true;
        value += this.#text.charAt(this.#at);
        this.#at += 1;
        kept = value.length;
      } else {
        value += character;
        if (!/\s/.test(character)) kept = value.length;
      }
    }
    const word = isEscaped ? value.slice(0, kept) : trimSpaces(value);
    if (word === '' && !isEscaped) throw malformed(this.#text, `Unexpected "${this.#text[this.#at]}" character.`);
    return !isEscaped && word.toUpperCase() === 'NULL' ? null : word;
  }
}

/** What an element can't have outside of quotes, beside the separator. */
const NEEDS_QUOTES = /^$|^null$|[{}"\\\s]/i;

/** typdelim: coordinates of boxes have commas of their own. */
function separatorOf(element: SqlType): string {
  return element.kind === 'box' ? ';' : ',';
}

/** `write` gives the text of an element that is not NULL. */
export function formatArray(type: SqlType, value: ArrayValue, write: (element: Datum) => string): string {
  const { dimensions, elements } = value;
  if (elements.length === 0) return '{}';
  const bounds = dimensions.some(({ lower }) => lower !== 1)
    ? `${dimensions.map(({ lower, length }) => `[${lower}:${lower + length - 1}]`).join('')}=`
    : '';
  const separator = separatorOf(type);
  const texts = elements.map((element) => (element === null ? 'NULL' : quoteElement(write(element), separator)));
  return bounds + nested(texts, separator, dimensions, 0, 0, texts.length);
}

function quoteElement(text: string, separator: string): string {
  return NEEDS_QUOTES.test(text) || text.includes(separator) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text;
}

function nested(
  texts: readonly string[],
  separator: string,
  dimensions: readonly ArrayDimension[],
  depth: number,
  from: number,
  to: number,
): string {
  if (depth === dimensions.length - 1) return `{${texts.slice(from, to).join(separator)}}`;
  const length = dimensions[depth]?.length ?? 1;
  const step = (to - from) / length;
  const parts = Array.from({ length }, (_, index) =>
    nested(texts, separator, dimensions, depth + 1, from + index * step, from + (index + 1) * step),
  );
  return `{${parts.join(separator)}}`;
}

/** int2vector and oidvector: numbers between blanks, from subscript 0. */
export function parseVector(kind: 'int2vector' | 'oidvector', text: string): ArrayValue {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const [min, max] = kind === 'int2vector' ? [-0x8000, 0x7fff] : [0, 0xffff_ffff];
  const element = kind === 'int2vector' ? 'smallint' : 'oid';
  const elements = words.map((word) => {
    const value = Number(word);
    if (!/^[-+]?\d+$/.test(word)) {
      throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${element}: "${word}"`);
    }
    if (value < min || value > max)
      throw new ConductError(SQLSTATE.numericValueOutOfRange, `value "${word}" is out of range for type ${element}`);
    return value;
  });
  return { dimensions: [{ length: elements.length, lower: 0 }], elements };
}
