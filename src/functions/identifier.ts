/** parse_ident(): a qualified identifier in its parts. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';

const SPACE = /[ \t\n\r\f\v]/;
const START = /[a-zA-Z_\u0080-\u{10ffff}]/u;
const PART = /[a-zA-Z_0-9$\u0080-\u{10ffff}]/u;

/** `strict`: nothing may follow the last part. */
export function parseIdentifier(text: string, strict: boolean): string[] {
  const source = new IdentifierSource(text);
  const parts: string[] = [];
  source.skipSpaces();
  let afterDot = false;
  while (true) {
    parts.push(source.part(afterDot));
    source.skipSpaces();
    if (source.take('.')) {
      afterDot = true;
      source.skipSpaces();
    } else if (source.atEnd()) {
      return parts;
    } else {
      if (strict) throw source.error();
      return parts;
    }
  }
}

class IdentifierSource {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(private readonly text: string) {
    this.#characters = Array.from(text);
  }

  atEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  take(character: string): boolean {
    if (this.#characters[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  skipSpaces(): void {
    while (SPACE.test(this.#characters[this.#at] ?? 'x')) this.#at += 1;
  }

  error(detail?: string): ConductError {
    return new ConductError(
      SQLSTATE.invalidParameterValue,
      `string is not a valid identifier: "${this.text}"`,
      detail === undefined ? {} : { detail },
    );
  }

  part(afterDot: boolean): string {
    const here = this.#characters[this.#at] ?? '';
    if (here === '"') return this.#quoted();
    if (START.test(here)) {
      const start = this.#at;
      while (PART.test(this.#characters[this.#at] ?? '')) this.#at += 1;
      const name = this.#characters.slice(start, this.#at).join('');
      return truncated(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
    }
    if (here === '.') throw this.error('No valid identifier before ".".');
    throw this.error(afterDot ? 'No valid identifier after ".".' : undefined);
  }

  #quoted(): string {
    let name = '';
    this.#at += 1;
    while (true) {
      const here = this.#characters[this.#at];
      if (here === undefined) throw this.error('String has unclosed double quotes.');
      this.#at += 1;
      if (here !== '"') name += here;
      else if (this.take('"')) name += '"';
      else break;
    }
    if (name === '') throw this.error('Quoted identifier must not be empty.');
    return truncated(name);
  }
}

function truncated(name: string): string {
  let result = name;
  while (Buffer.byteLength(result) > LIMITS.identifierBytes) result = Array.from(result).slice(0, -1).join('');
  return result;
}
