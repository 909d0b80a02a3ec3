/**
 * JSON as rows without making objects: the scanner goes over the bytes of values and tells where each member of an object begins and ends.
 * Numbers keep their digits, and what is inside of members is left as it is written.
 */
import { ConductError, SQLSTATE } from '../../../common/errors.js';
import { LIMITS } from '../../../common/limits.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** What a value is, by its first byte. */
export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';

export class JsonScanner {
  readonly bytes: Buffer;
  at: number;
  readonly #end: number;
  #depth = 0;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
    this.#end = end;
  }

  /** Past white space; false at the end. */
  skipSpace(): boolean {
    const { bytes } = this;
    let at = this.at;
    while (at < this.#end) {
      const byte = bytes[at] as number;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
      at += 1;
    }
    this.at = at;
    return at < this.#end;
  }

  /** Takes the byte when it is next. */
  take(byte: number): boolean {
    if (!this.skipSpace() || this.bytes[this.at] !== byte) return false;
    this.at += 1;
    return true;
  }

  takeOpenArray(): boolean {
    return this.take(OPEN_ARRAY);
  }

  takeCloseArray(): boolean {
    return this.take(CLOSE_ARRAY);
  }

  takeComma(): boolean {
    return this.take(COMMA);
  }

  isObject(): boolean {
    return this.skipSpace() && this.bytes[this.at] === OPEN_OBJECT;
  }

  /** The members of the object that is next. `member` gets the bytes of the name, quotes not included, and leaves the scanner where it is. */
  object(member: (nameStart: number, nameEnd: number, kind: JsonKind, start: number, end: number) => void): void {
    if (!this.take(OPEN_OBJECT)) throw this.#bad();
    if (this.take(CLOSE_OBJECT)) return;
    for (;;) {
      this.skipSpace();
      const nameStart = this.at + 1;
      if (this.bytes[this.at] !== QUOTE) throw this.#bad();
      this.#string();
      const nameEnd = this.at - 1;
      if (!this.take(COLON)) throw this.#bad();
      this.skipSpace();
      const start = this.at;
      const kind = this.value();
      member(nameStart, nameEnd, kind, start, this.at);
      if (this.take(COMMA)) continue;
      if (!this.take(CLOSE_OBJECT)) throw this.#bad();
      return;
    }
  }

  /** Past the value that is next. */
  value(): JsonKind {
    if (!this.skipSpace()) throw this.#bad();
    const byte = this.bytes[this.at] as number;
    switch (byte) {
      case QUOTE:
        this.#string();
        return 'string';
      case OPEN_OBJECT:
        this.#nested(() => this.object(() => undefined));
        return 'object';
      case OPEN_ARRAY:
        this.#nested(() => this.#array());
        return 'array';
      case 0x74:
        return this.#word('true');
      case 0x66:
        return this.#word('false');
      case 0x6e:
        return this.#word('null');
      default:
        this.#number();
        return 'number';
    }
  }

  #nested(read: () => void): void {
    this.#depth += 1;
    if (this.#depth > LIMITS.jsonDepth) throw new ConductError(SQLSTATE.statementTooComplex, 'JSON nests too deeply');
    read();
    this.#depth -= 1;
  }

  #array(): void {
    this.at += 1;
    if (this.take(CLOSE_ARRAY)) return;
    for (;;) {
      this.value();
      if (this.take(COMMA)) continue;
      if (!this.take(CLOSE_ARRAY)) throw this.#bad();
      return;
    }
  }

  #string(): void {
    const { bytes } = this;
    let at = this.at + 1;
    for (; at < this.#end; at += 1) {
      const byte = bytes[at] as number;
      if (byte === QUOTE) {
        this.at = at + 1;
        return;
      }
      if (byte === BACKSLASH) at += 1;
      else if (byte < 0x20) break;
    }
    this.at = Math.min(at, this.#end);
    throw this.#bad();
  }

  #word<W extends 'true' | 'false' | 'null'>(word: W): W {
    for (let i = 0; i < word.length; i += 1) {
      if (this.at + i >= this.#end || this.bytes[this.at + i] !== word.charCodeAt(i)) throw this.#bad();
    }
    this.at += word.length;
    return word;
  }

  #number(): void {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    const digits = (): boolean => {
      const from = at;
      while (at < this.#end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at += 1;
      return at > from;
    };
    if (bytes[at] === 0x2d) at += 1;
    const leading = bytes[at];
    const whole = at;
    let valid = digits() && !(leading === 0x30 && at - whole > 1);
    if (valid && bytes[at] === 0x2e && at < this.#end) {
      at += 1;
      valid = digits();
    }
    if (valid && at < this.#end && ((bytes[at] as number) | 0x20) === 0x65) {
      at += 1;
      if (bytes[at] === 0x2b || bytes[at] === 0x2d) at += 1;
      valid = digits();
    }
    if (!valid) throw this.#bad();
    this.at = at;
  }

  #bad(): ConductError {
    const shown =
      this.bytes
        .subarray(this.at, Math.min(this.#end, this.at + 40))
        .toString('utf8')
        .split('\n')[0] ?? '';
    return new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type json', {
      detail: shown === '' ? 'The input string ended unexpectedly.' : `Token "${shown}" is invalid.`,
    });
  }
}

/** The text of a string's bytes, quotes not included. */
export function unescaped(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  if (!text.includes('\\')) return text;
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type json', {
      detail: 'An escape sequence is invalid.',
    });
  }
}
