/** to_char of numbers: the digits put into a template (NUM_processor of formatting.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { NumberFormat, NumberTemplate, TemplatePart } from './number-template.js';

/** Separators of the C locale. */
const [DECIMAL, THOUSANDS, CURRENCY] = ['.', ',', ' '];
/** Width of a Roman number without FM. */
const ROMAN_WIDTH = 15;

/**
 * `digits`: the number without its sign, rounded to the template's places; or a Roman number. `blanks`: places of the template before
 * its first digit.
 */
export function writeNumber(template: NumberTemplate, digits: string, blanks: number, sign: '+' | '-'): string {
  return new NumberWriter(template, digits, blanks, sign).run();
}

class NumberWriter {
  readonly #format: NumberFormat;
  readonly #parts: readonly TemplatePart[];
  readonly #digits: string;
  readonly #blanks: number;
  readonly #sign: '+' | '-';
  readonly #fill: boolean;
  readonly #decimal: boolean;
  readonly #zero: boolean;
  readonly #roman: boolean;
  #bracket: boolean;
  #signAfter: boolean;
  #signWritten: boolean;
  /** Index of the last digit that FM keeps; -1: it keeps all. */
  #lastRelevant = -1;
  #places: number;
  readonly #zeroStart: number;
  #place = 0;
  #at = 0;
  /** A digit was just written: separators show. */
  #inNumber = false;
  #output = '';

  constructor({ parts, format }: NumberTemplate, digits: string, blanks: number, sign: '+' | '-') {
    const { flags } = format;
    this.#format = format;
    this.#parts = parts;
    this.#digits = digits;
    this.#sign = sign;
    this.#roman = flags.has('roman');
    this.#blanks = this.#roman ? 0 : blanks;
    this.#fill = flags.has('fill');
    this.#decimal = flags.has('decimal') && !this.#roman;
    this.#zero = flags.has('zero') && !this.#roman;
    this.#bracket = flags.has('bracket');
    this.#zeroStart = Math.max(format.zeroStart - 1, 0);
    this.#signAfter = format.sign === 'after';
    if (flags.has('plus') || flags.has('minus')) {
      this.#signWritten = flags.has('minus');
    } else {
      if (sign !== '-' && this.#fill) this.#bracket = false;
      this.#signWritten = sign === '+' && this.#fill && !flags.has('sign');
      if (format.sign === 'before' && format.pre === format.digitsBeforeSign) this.#signAfter = true;
    }
    this.#places = format.post + format.pre - 1;
    if (this.#fill && this.#decimal) this.#lastRelevant = this.#findLastRelevant();
    if (!this.#signWritten && this.#blanks === 0) this.#places += 1;
  }

  /** Zeros at the end of the fraction go, but those that a 0 in the template asks for. */
  #findLastRelevant(): number {
    const point = this.#digits.indexOf('.');
    if (point < 0) return -1;
    let last = this.#digits.length - 1;
    while (last > point && this.#digits[last] === '0') last -= 1;
    const { zeroEnd } = this.#format;
    if (zeroEnd > this.#blanks) last = Math.max(last, Math.min(this.#digits.length - 1, zeroEnd - this.#blanks));
    return last;
  }

  run(): string {
    for (const part of this.#parts) {
      if (part.kind === 'literal') this.#output += part.text;
      else this.#action(part);
    }
    // A number that was cut to the precision of its type ends the text where its digits end.
    const end = this.#output.indexOf('\0');
    return end < 0 ? this.#output : this.#output.slice(0, end);
  }

  #action({ keyword, lower }: TemplatePart & { readonly kind: 'action' }): void {
    switch (keyword) {
      case '9':
      case '0':
      case '.':
      case 'D':
        if (!this.#roman) this.#digit(keyword);
        return;
      case ',':
      case 'G':
        if (this.#inNumber) this.#output += THOUSANDS;
        else if (!this.#fill) this.#output += ' ';
        return;
      case 'L':
        this.#output += CURRENCY;
        return;
      case 'RN': {
        const roman = this.#fill ? this.#digits : this.#digits.padStart(ROMAN_WIDTH);
        this.#output += lower ? roman.toLowerCase() : roman;
        return;
      }
      case 'TH': {
        if (this.#roman || this.#digits.startsWith('#') || this.#sign === '-' || this.#decimal) return;
        const suffix = ordinalSuffix(this.#digits);
        this.#output += lower ? suffix.toLowerCase() : suffix;
        return;
      }
      case 'MI':
      case 'PL': {
        const own = keyword === 'MI' ? '-' : '+';
        if (this.#sign === own) this.#output += own;
        else if (!this.#fill) this.#output += ' ';
        return;
      }
      case 'SG':
        this.#output += this.#sign;
        return;
      default:
        return;
    }
  }

  /** A 0 before the point, alone there, is a blank for 9. */
  #isBlankZero(): boolean {
    return !this.#zero && this.#at === 0 && this.#digits.startsWith('0') && this.#format.post !== 0;
  }

  #lastRelevantIsPoint(): boolean {
    return this.#lastRelevant >= 0 && this.#digits[this.#lastRelevant] === '.';
  }

  /** NUM_numpart_to_char: one place of the template. */
  #digit(keyword: '9' | '0' | '.' | 'D'): void {
    this.#inNumber = false;
    const reached = this.#place >= this.#blanks || (this.#zero && this.#zeroStart === this.#place);
    if (!this.#signWritten && reached && (!this.#isBlankZero() || this.#lastRelevantIsPoint())) this.#leadingSign();
    if (this.#place < this.#blanks) {
      if (this.#zero && this.#zeroStart <= this.#place) {
        this.#output += '0';
        this.#inNumber = true;
      } else if (!this.#fill) {
        this.#output += ' ';
      }
    } else {
      this.#ownDigit(keyword);
      if (this.#at < this.#digits.length) this.#at += 1;
    }
    this.#trailingSign();
    this.#place += 1;
  }

  #ownDigit(keyword: '9' | '0' | '.' | 'D'): void {
    const digit = this.#digits[this.#at] ?? '\0';
    if (digit === '.') {
      if (!this.#lastRelevantIsPoint() || this.#fill) this.#output += DECIMAL;
    } else if (this.#lastRelevant >= 0 && this.#at > this.#lastRelevant && keyword !== '0') {
      return;
    } else if (this.#isBlankZero()) {
      if (!this.#fill) this.#output += ' ';
      else if (this.#lastRelevantIsPoint()) this.#output += '0';
    } else {
      this.#output += digit;
      this.#inNumber = true;
    }
  }

  #leadingSign(): void {
    if (this.#format.flags.has('sign')) {
      if (this.#signAfter) return;
      this.#output += this.#sign;
    } else if (this.#bracket) {
      this.#output += this.#sign === '+' ? ' ' : '<';
    } else if (this.#sign === '-') {
      this.#output += '-';
    } else if (!this.#fill) {
      this.#output += ' ';
    }
    this.#signWritten = true;
  }

  #trailingSign(): void {
    let end = this.#places + (this.#blanks > 0 ? 1 : 0) + (this.#decimal ? 1 : 0);
    if (this.#lastRelevant >= 0 && this.#lastRelevant === this.#at) end = this.#place;
    if (this.#place + 1 !== end) return;
    if (this.#signWritten && this.#bracket) this.#output += this.#sign === '+' ? ' ' : '>';
    else if (this.#format.flags.has('sign') && this.#signAfter) this.#output += this.#sign;
  }
}

function ordinalSuffix(digits: string): string {
  const last = digits.at(-1) ?? '';
  if (!/[0-9]/.test(last)) throw new ConductError(SQLSTATE.invalidTextRepresentation, `"${digits}" is not a number`);
  if (digits.at(-2) === '1') return 'TH';
  return { '1': 'ST', '2': 'ND', '3': 'RD' }[last] ?? 'TH';
}
