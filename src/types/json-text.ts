/**
 * The reader of JSON texts, with PostgreSQL's errors (jsonapi.c): one pass that calls a builder for every value, with the place of
 * its text. What a builder makes of them is its own affair: nothing (validation), nodes with places (json), values (jsonb).
 */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';

/** Makes values. `start` and `end` are offsets of the value's text. */
export interface JsonBuilder<T> {
  /** Whether strings are wanted without their escapes: then those that make no text are errors. */
  readonly unescape: boolean;
  literal(value: null | boolean, start: number, end: number): T;
  number(text: string, start: number, end: number): T;
  string(value: string, start: number, end: number): T;
  array(items: readonly T[], start: number, end: number): T;
  /** In the order of the text, with duplicates. */
  object(entries: readonly (readonly [string, T])[], start: number, end: number): T;
}

export function readJson<T>(text: string, builder: JsonBuilder<T>): T {
  return new JsonReader(text, builder).read();
}

type Token = 'string' | 'number' | 'true' | 'false' | 'null' | '{' | '}' | '[' | ']' | ',' | ':' | 'end';

/** A container of which a part is read. */
type Open<T> =
  | { readonly kind: 'array'; readonly start: number; readonly items: T[] }
  | { readonly kind: 'object'; readonly start: number; readonly entries: (readonly [string, T])[]; key: string };

interface Made<T> {
  readonly made: T;
}

/** What stood where something else was expected. */
type Expectation =
  | 'JSON value'
  | 'string'
  | 'array element or "]"'
  | '"," or "]"'
  | '":"'
  | 'string or "}"'
  | '"," or "}"'
  | 'end of input';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;

const CONTEXT_CHARS = 50;
const ELLIPSIS_CHARS = 3;

const ESCAPES: { readonly [letter: string]: string } = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Letters, digits, underscores and all beyond ASCII: what a word or a wrong number goes on with. */
function isWordPart(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f || code >= 0x80;
}

class JsonReader<T> {
  readonly #text: string;
  readonly #builder: JsonBuilder<T>;
  #token: Token = 'end';
  #start = 0;
  #end = 0;
  /** Of the end of the last token. */
  #previousEnd = 0;
  #string = '';
  #line = 1;
  #lineStart = 0;
  readonly #containers: Open<T>[] = [];

  constructor(text: string, builder: JsonBuilder<T>) {
    this.#text = text;
    this.#builder = builder;
  }

  read(): T {
    this.#next();
    const value = this.#value();
    if (this.#token !== 'end') throw this.#unexpected('end of input');
    return value;
  }

  // Values ---------------------------------------------------------------------------------------------------------------

  /** With a stack of its own: what is wrong deep inside is said, however deep. */
  #value(): T {
    let expected: Expectation = 'JSON value';
    for (;;) {
      const value = this.#open(expected);
      if (value === undefined) {
        expected = this.#top().kind === 'array' ? 'array element or "]"' : 'JSON value';
        continue;
      }
      const finished = this.#close(value.made);
      if (finished !== undefined) return finished.made;
      expected = 'JSON value';
    }
  }

  #top(): Open<T> {
    return known(this.#containers.at(-1), 'open container');
  }

  /** Reads a scalar or an empty container; undefined: a container has begun, up to its first value. */
  #open(expected: Expectation): Made<T> | undefined {
    const [start, end, token] = [this.#start, this.#end, this.#token];
    switch (token) {
      case '{':
        this.#next();
        if (this.#at('}')) return this.#closed({ kind: 'object', start, entries: [], key: '' });
        this.#containers.push({ kind: 'object', start, entries: [], key: this.#key('string or "}"') });
        return undefined;
      case '[':
        this.#next();
        if (this.#at(']')) return this.#closed({ kind: 'array', start, items: [] });
        this.#containers.push({ kind: 'array', start, items: [] });
        return undefined;
      case 'string': {
        const value = this.#string;
        this.#next();
        return { made: this.#builder.string(value, start, end) };
      }
      case 'number':
        this.#next();
        return { made: this.#builder.number(this.#text.slice(start, end), start, end) };
      case 'true':
      case 'false':
      case 'null':
        this.#next();
        return { made: this.#builder.literal(token === 'null' ? null : token === 'true', start, end) };
      default:
        throw this.#unexpected(expected);
    }
  }

  /** Puts a value into the container that is open, and closes those that end with it; undefined: another value follows. */
  #close(value: T): Made<T> | undefined {
    let made = { made: value };
    for (;;) {
      const top = this.#containers.at(-1);
      if (top === undefined) return made;
      if (top.kind === 'array') top.items.push(made.made);
      else top.entries.push([top.key, made.made]);
      if (this.#at(',')) {
        this.#next();
        if (top.kind === 'object') top.key = this.#key('string');
        return undefined;
      }
      if (!this.#at(top.kind === 'array' ? ']' : '}')) throw this.#unexpected(top.kind === 'array' ? '"," or "]"' : '"," or "}"');
      if (this.#containers.length > LIMITS.jsonDepth) throw tooDeep();
      this.#containers.pop();
      made = this.#closed(top);
    }
  }

  #closed(container: Open<T>): Made<T> {
    const { start } = container;
    this.#next();
    const end = this.#previousEnd;
    return {
      made:
        container.kind === 'array' ? this.#builder.array(container.items, start, end) : this.#builder.object(container.entries, start, end),
    };
  }

  #key(expected: Expectation): string {
    if (!this.#at('string')) throw this.#unexpected(expected);
    const key = this.#string;
    this.#next();
    if (!this.#at(':')) throw this.#unexpected('":"');
    this.#next();
    return key;
  }

  #at(token: Token): boolean {
    return this.#token === token;
  }

  // Tokens ---------------------------------------------------------------------------------------------------------------

  #next(): void {
    const text = this.#text;
    this.#previousEnd = this.#end;
    let at = this.#end;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) {
        this.#line += 1;
        this.#lineStart = at + 1;
      } else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) break;
      at += 1;
    }
    this.#start = at;
    if (at >= text.length) {
      this.#end = at;
      this.#token = 'end';
      return;
    }
    const code = text.charCodeAt(at);
    if (code === QUOTE) this.#readString();
    else if (code === MINUS) this.#readNumber(at + 1);
    else if (isDigit(code)) this.#readNumber(at);
    else this.#readOther(text.charAt(at));
  }

  #readOther(character: string): void {
    switch (character) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        this.#token = character;
        this.#end = this.#start + 1;
        return;
      default:
    }
    let at = this.#start;
    while (at < this.#text.length && isWordPart(this.#text.charCodeAt(at))) at += 1;
    const word = this.#text.slice(this.#start, at);
    this.#end = at === this.#start ? at + 1 : at;
    if (word !== 'true' && word !== 'false' && word !== 'null') throw this.#invalidToken();
    this.#token = word;
  }

  #readNumber(from: number): void {
    const text = this.#text;
    let at = from;
    let isValid = true;
    const digits = (): void => {
      if (!isDigit(text.charCodeAt(at))) isValid = false;
      while (isDigit(text.charCodeAt(at))) at += 1;
    };
    if (text.charCodeAt(at) === ZERO) at += 1;
    else digits();
    if (text.charCodeAt(at) === DOT) {
      at += 1;
      digits();
    }
    const exponent = text.charAt(at);
    if (exponent === 'e' || exponent === 'E') {
      at += 1;
      const sign = text.charAt(at);
      if (sign === '+' || sign === '-') at += 1;
      digits();
    }
    for (; at < text.length && isWordPart(text.charCodeAt(at)); at += 1) isValid = false;
    this.#end = at;
    if (!isValid) throw this.#invalidToken();
    this.#token = 'number';
  }

  #readString(): void {
    const text = this.#text;
    let at = this.#start + 1;
    let from = at;
    let value = '';
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        value += text.slice(from, at);
        const escaped = this.#readEscape(at);
        value += escaped.value;
        at = escaped.end;
        from = at;
      } else if (code >= 0x20) {
        at += 1;
      } else if (at >= text.length) {
        this.#end = text.length;
        throw this.#invalidToken();
      } else {
        this.#end = at;
        throw this.#error(`Character with value 0x${code.toString(16).padStart(2, '0')} must be escaped.`);
      }
    }
    this.#string = value === '' ? text.slice(from, at) : value + text.slice(from, at);
    this.#end = at + 1;
    this.#token = 'string';
  }

  #readEscape(at: number): { readonly value: string; readonly end: number } {
    const letter = this.#text.charAt(at + 1);
    if (letter === '') {
      this.#end = at + 1;
      throw this.#invalidToken();
    }
    if (letter !== 'u') {
      const value = ESCAPES[letter];
      if (value !== undefined) return { value, end: at + 2 };
      const shown = String.fromCodePoint(this.#text.codePointAt(at + 1) ?? 0);
      this.#end = at + 1 + shown.length;
      this.#start = at;
      throw this.#error(`Escape sequence "\\${shown}" is invalid.`);
    }
    const unit = this.#readHex(at + 2);
    const end = at + 6;
    if (!this.#builder.unescape) return { value: '', end };
    if (unit >= 0xdc00 && unit <= 0xdfff) throw this.#surrogateError('low surrogate must follow a high surrogate', end);
    if (unit === 0) {
      this.#end = end;
      throw this.#error('\\u0000 cannot be converted to text.', SQLSTATE.untranslatableCharacter, 'unsupported Unicode escape sequence');
    }
    if (unit < 0xd800 || unit > 0xdbff) return { value: String.fromCharCode(unit), end };
    return this.#readLowSurrogate(unit, end);
  }

  #readLowSurrogate(high: number, at: number): { readonly value: string; readonly end: number } {
    const isEscape = this.#text.charAt(at) === '\\' && this.#text.charAt(at + 1) === 'u';
    if (!isEscape) {
      throw this.#surrogateError('low surrogate must follow a high surrogate', at + (this.#text.charAt(at) === '\\' ? 2 : 1));
    }
    const low = this.#readHex(at + 2);
    if (low >= 0xd800 && low <= 0xdbff) throw this.#surrogateError('high surrogate must not follow a high surrogate', at + 6);
    if (low < 0xdc00 || low > 0xdfff) throw this.#surrogateError('low surrogate must follow a high surrogate', at + 6);
    return { value: String.fromCharCode(high, low), end: at + 6 };
  }

  #readHex(at: number): number {
    let value = 0;
    for (let index = at; index < at + 4; index += 1) {
      const digit = Number.parseInt(this.#text.charAt(index), 16);
      if (Number.isNaN(digit)) {
        this.#end = Math.min(index + 1, this.#text.length);
        if (index >= this.#text.length) throw this.#invalidToken();
        throw this.#error('"\\u" must be followed by four hexadecimal digits.');
      }
      value = value * 16 + digit;
    }
    return value;
  }

  // Errors ---------------------------------------------------------------------------------------------------------------

  #surrogateError(what: string, end: number): ConductError {
    this.#end = Math.min(end, this.#text.length);
    return this.#error(`Unicode ${what}.`);
  }

  #invalidToken(): ConductError {
    return this.#error(`Token "${this.#text.slice(this.#start, this.#end)}" is invalid.`);
  }

  #unexpected(expected: Expectation): ConductError {
    if (this.#token === 'end') return this.#error('The input string ended unexpectedly.', undefined, undefined, true);
    const found = this.#text.slice(this.#start, this.#end);
    return this.#error(
      expected === 'end of input' ? `Expected end of input, but found "${found}".` : `Expected ${expected}, but found "${found}".`,
    );
  }

  /** With the line up to the end of the token, or its last part. */
  #error(
    detail: string,
    code: typeof SQLSTATE.invalidTextRepresentation | typeof SQLSTATE.untranslatableCharacter = SQLSTATE.invalidTextRepresentation,
    message = 'invalid input syntax for type json',
    atEnd = false,
  ): ConductError {
    const text = this.#text;
    let from = Math.max(this.#lineStart, this.#end - CONTEXT_CHARS + 1);
    if (from - this.#lineStart <= ELLIPSIS_CHARS) from = this.#lineStart;
    const next = text.charAt(this.#end);
    const isCut = !atEnd && next !== '' && next !== '\n' && next !== '\r';
    const shown = `${from > this.#lineStart ? '...' : ''}${text.slice(from, this.#end)}${isCut ? '...' : ''}`;
    return new ConductError(code, message, { detail, context: `JSON data, line ${this.#line}: ${shown}` });
  }
}

export function tooDeep(): ConductError {
  return new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', {
    hint: `JSON may be nested ${LIMITS.jsonDepth} levels deep.`,
  });
}

// json: its text, with places ------------------------------------------------------------------------------------------------

/** A value inside a json text; numbers and texts of containers are looked up by their place. */
export type JsonNode =
  | { readonly kind: 'null' | 'boolean' | 'number'; readonly start: number; readonly end: number }
  | { readonly kind: 'string'; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly start: number; readonly end: number }
  | {
      readonly kind: 'object';
      readonly entries: readonly (readonly [string, JsonNode])[];
      readonly start: number;
      readonly end: number;
    };

const NODES: JsonBuilder<JsonNode> = {
  unescape: true,
  literal: (value, start, end) => ({ kind: value === null ? 'null' : 'boolean', start, end }),
  number: (_, start, end) => ({ kind: 'number', start, end }),
  string: (value, start, end) => ({ kind: 'string', value, start, end }),
  array: (items, start, end) => ({ kind: 'array', items, start, end }),
  object: (entries, start, end) => ({ kind: 'object', entries, start, end }),
};

/** The json text with the places of its values; escapes that make no text are errors, as where PostgreSQL looks into json. */
export function jsonNodes(text: string): JsonNode {
  return readJson(text, NODES);
}

const nothing = (): null => null;
const CHECK: JsonBuilder<null> = { unescape: false, literal: nothing, number: nothing, string: nothing, array: nothing, object: nothing };

/** json's input: the text as it is. */
export function parseJson(text: string): string {
  readJson(text, CHECK);
  return text;
}
