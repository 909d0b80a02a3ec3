/** to_number: digits read by a template (NUM_processor of formatting.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { NumberFormat, NumberTemplate, TemplatePart } from './number-template.js';

export interface ReadNumber {
  /** A sign or a blank, and digits. */
  readonly text: string;
  readonly scale: number;
}

export function readNumber(template: NumberTemplate, text: string): ReadNumber {
  for (const [flag, name] of [
    ['scientific', 'EEEE'],
    ['roman', 'RN'],
  ] as const) {
    if (template.format.flags.has(flag)) throw new ConductError(SQLSTATE.featureNotSupported, `"${name}" not supported for input`);
  }
  return new NumberReader(template, text).run();
}

const THOUSANDS = ',';

class NumberReader {
  readonly #format: NumberFormat;
  readonly #parts: readonly TemplatePart[];
  readonly #input: readonly string[];
  #at = 0;
  #sign = ' ';
  #digits = '';
  #before = 0;
  #behind = 0;
  #point = false;

  constructor({ parts, format }: NumberTemplate, text: string) {
    this.#parts = parts;
    this.#format = format;
    this.#input = Array.from(text);
  }

  run(): ReadNumber {
    for (const part of this.#parts) {
      if (this.#atEnd()) break;
      if (part.kind === 'literal') this.#at += 1;
      else this.#action(part.keyword);
    }
    const digits = this.#digits.endsWith('.') ? this.#digits.slice(0, -1) : this.#digits;
    return { text: this.#sign + digits, scale: this.#behind };
  }

  #atEnd(): boolean {
    return this.#at >= this.#input.length;
  }

  #here(): string {
    return this.#input[this.#at] ?? '';
  }

  /** Skips characters that can't be part of a number. */
  #skip(count: number): void {
    for (let left = count; left > 0 && !this.#atEnd() && !'0123456789.,+-'.includes(this.#here()); left -= 1) this.#at += 1;
  }

  #action(keyword: (TemplatePart & { readonly kind: 'action' })['keyword']): void {
    const flags = this.#format.flags;
    switch (keyword) {
      case '9':
      case '0':
      case '.':
      case 'D':
        this.#digit(keyword);
        this.#at += 1;
        return;
      case ',':
      case 'G':
        // Before any digit FM leaves them out.
        if (flags.has('fill')) return;
        if (this.#here() === THOUSANDS) this.#at += 1;
        return;
      case 'L':
        this.#skip(1);
        return;
      case 'TH':
        if (!flags.has('decimal')) this.#skip(2);
        return;
      case 'MI':
      case 'PL':
      case 'SG':
        this.#signPart(keyword);
        return;
      default:
        return;
    }
  }

  #signPart(keyword: 'MI' | 'PL' | 'SG'): void {
    const here = this.#here();
    if ((here === '-' && keyword !== 'PL') || (here === '+' && keyword !== 'MI')) {
      this.#sign = here;
      this.#at += 1;
    } else {
      this.#skip(1);
    }
  }

  /** NUM_numpart_from_char; the caller steps over the character. */
  #digit(keyword: '9' | '0' | '.' | 'D'): void {
    const { flags } = this.#format;
    if (this.#here() === ' ') this.#at += 1;
    if (this.#atEnd()) return;
    if (this.#sign === ' ' && (keyword === '9' || keyword === '0') && this.#before + this.#behind === 0) this.#signBefore();
    if (this.#atEnd()) return;
    let read = false;
    if (/[0-9]/.test(this.#here())) {
      if (this.#point && this.#behind === this.#format.post) return;
      this.#digits += this.#here();
      if (this.#point) this.#behind += 1;
      else this.#before += 1;
      read = true;
    } else if (flags.has('decimal') && !this.#point && this.#here() === '.') {
      this.#digits += '.';
      this.#point = true;
      read = true;
    }
    if (this.#sign === ' ' && this.#before + this.#behind > 0) this.#signBehind(read);
  }

  #signBefore(): void {
    const { flags, sign } = this.#format;
    const here = this.#here();
    if (flags.has('sign') && sign === 'before') {
      if (here !== '-' && here !== '+') return;
      this.#sign = here;
    } else if (here === '-' || (flags.has('bracket') && here === '<')) {
      this.#sign = '-';
    } else if (here === '+') {
      this.#sign = '+';
    } else {
      return;
    }
    this.#at += 1;
  }

  #signBehind(read: boolean): void {
    const { flags } = this.#format;
    const next = this.#input[this.#at + 1];
    if (flags.has('sign') && read && next !== undefined && !/[0-9]/.test(next)) {
      if (next !== '-' && next !== '+') return;
      this.#sign = next;
      this.#at += 1;
    } else if (!read && !flags.has('sign') && (flags.has('plus') || flags.has('minus'))) {
      // FM9.999999MI reads 5.01-: where MI stands in it depends on the digits.
      if (this.#here() === '-' || this.#here() === '+') this.#sign = this.#here();
    }
  }
}
