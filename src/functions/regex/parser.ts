/**
 * Reads a pattern into the regex tree: PostgreSQL's advanced regular expressions (re_syntax), with the tokens of regc_lex.c and the
 * grammar of regcomp.c. Which quantifiers, escapes and brackets are errors follows the same code.
 */
import { type Bracket, readBracket } from './bracket.js';
import { type CharClass, classSet, LAST_CODE_POINT, NEWLINE, oneCharacter } from './char-set.js';
import type { Assertion, Preference, RegexNode, RegexOptions } from './syntax.js';
import { EMPTY, regexError } from './syntax.js';

/** What an escape stands for. */
type Escape =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'class'; readonly name: CharClass; readonly negated: boolean }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'reference'; readonly group: number };

const MAX_REPETITIONS = 255;

const code = (character: string): number => character.charCodeAt(0);
const BACKSLASH = code('\\');
const CONTROL_ESCAPES: { readonly [letter: string]: number } = { a: 7, b: 8, B: BACKSLASH, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };
const CLASS_ESCAPES: { readonly [letter: string]: CharClass } = { d: 'digit', s: 'space', w: 'word' };
const ASSERTION_ESCAPES: { readonly [letter: string]: Assertion } = {
  A: 'begin',
  Z: 'end',
  m: 'word-begin',
  M: 'word-end',
  y: 'word-edge',
  Y: 'not-word-edge',
};

export class PatternParser {
  readonly #codes: readonly number[];
  #at = 0;
  #options: RegexOptions;
  /** Groups so far: closed ones have a tree. */
  readonly #groups: (RegexNode | undefined)[] = [undefined];

  constructor(pattern: string, options: RegexOptions) {
    this.#codes = Array.from(pattern, (character) => character.codePointAt(0) ?? 0);
    this.#options = options;
  }

  get options(): RegexOptions {
    return this.#options;
  }

  /** Capturing groups. */
  get groupCount(): number {
    return this.#groups.length - 1;
  }

  read(): RegexNode {
    this.#prefixes();
    if (this.#options.syntax === 'literal') {
      const rest = this.#codes.slice(this.#at);
      return { kind: 'concat', items: rest.map((each) => this.#character(each)) };
    }
    const node = this.#alternatives(true, false);
    if (this.#at < this.#codes.length) throw regexError('parenthesis');
    return node;
  }

  /** `***:`, `***=`, `(?flags)`. */
  #prefixes(): void {
    if (this.#options.syntax !== 'are') return;
    if (this.#looksAt('***')) {
      if (this.#looksAt('***=')) {
        this.#options = { ...this.#options, syntax: 'literal' };
        this.#at += 4;
        return;
      }
      if (!this.#looksAt('***:')) throw regexError('quantifier');
      this.#at += 4;
    }
    const letter = this.#peek(2);
    if (this.#looksAt('(?') && ((letter >= code('a') && letter <= code('z')) || (letter >= code('A') && letter <= code('Z')))) {
      this.#at += 2;
      while (this.#at < this.#codes.length && this.#peek(0) !== code(')')) {
        const changed = withOption(this.#options, String.fromCodePoint(this.#next()));
        if (changed === undefined) throw regexError('option');
        this.#options = changed;
      }
      if (this.#at >= this.#codes.length) throw regexError('option');
      this.#at += 1;
    }
  }

  #peek(ahead: number): number {
    return this.#codes[this.#at + ahead] ?? -1;
  }

  #next(): number {
    const character = this.#peek(0);
    this.#at += 1;
    return character;
  }

  #looksAt(text: string): boolean {
    for (let i = 0; i < text.length; i += 1) if (this.#peek(i) !== text.charCodeAt(i)) return false;
    return true;
  }

  #skip(): void {
    while (this.#at < this.#codes.length) {
      if (this.#looksAt('(?#') && this.#options.syntax === 'are') {
        while (this.#at < this.#codes.length && this.#peek(0) !== code(')')) this.#at += 1;
        this.#at += 1;
      } else if (this.#options.expanded && isSpace(this.#peek(0))) {
        this.#at += 1;
      } else if (this.#options.expanded && this.#peek(0) === code('#')) {
        while (this.#at < this.#codes.length && this.#peek(0) !== NEWLINE) this.#at += 1;
      } else {
        return;
      }
    }
  }

  #alternatives(top: boolean, inLook: boolean): RegexNode {
    const branches = [this.#branch(top, inLook)];
    while (this.#peek(0) === code('|')) {
      this.#at += 1;
      branches.push(this.#branch(top, inLook));
    }
    const [only] = branches;
    return branches.length === 1 && only !== undefined ? only : { kind: 'alternatives', items: branches };
  }

  #branch(top: boolean, inLook: boolean): RegexNode {
    const items: RegexNode[] = [];
    while (true) {
      this.#skip();
      const next = this.#peek(0);
      if (next === -1 || next === code('|')) break;
      if (next === code(')') && (!top || this.#options.syntax === 'are')) {
        if (top) throw regexError('parenthesis');
        break;
      }
      const atom = this.#atom(inLook);
      this.#skip();
      items.push(atom.kind === 'assertion' || atom.kind === 'look' ? atom : this.#quantified(atom));
    }
    const [only] = items;
    if (only === undefined) return EMPTY;
    return items.length === 1 ? only : { kind: 'concat', items };
  }

  #atom(inLook: boolean): RegexNode {
    const character = this.#next();
    switch (String.fromCodePoint(character)) {
      case '*':
      case '+':
      case '?':
        throw regexError('quantifier');
      case '{':
        if (isDigit(this.#boundStart())) throw regexError('quantifier');
        return this.#character(character);
      case '(':
        return this.#parenthesis(inLook);
      case '[':
        return this.#bracket();
      case '.':
        return {
          kind: 'set',
          set: { ranges: [], classes: [], negated: true, ignoreCase: false, except: this.#options.newlineStops ? NEWLINE : -1 },
        };
      case '^':
        return { kind: 'assertion', what: this.#options.newlineAnchors ? 'line-begin' : 'begin' };
      case '$':
        return { kind: 'assertion', what: this.#options.newlineAnchors ? 'line-end' : 'end' };
      case '\\':
        return this.#escapeAtom(inLook);
      default:
        return this.#character(character);
    }
  }

  /** The first character after a `{`, which decides whether it is a bound. */
  #boundStart(): number {
    const start = this.#at;
    if (this.#options.expanded) this.#skip();
    const first = this.#peek(0);
    this.#at = start;
    return first;
  }

  #character(character: number): RegexNode {
    return { kind: 'set', set: oneCharacter(character, this.#options.ignoreCase) };
  }

  #quantified(atom: RegexNode): RegexNode {
    const lazy = this.#options.syntax === 'are';
    const preference = (): Preference => {
      if (!lazy || this.#peek(0) !== code('?')) return 'longer';
      this.#at += 1;
      return 'shorter';
    };
    const repeat = (min: number, max: number): RegexNode => ({ kind: 'repeat', item: atom, min, max, preference: preference() });
    switch (this.#peek(0)) {
      case code('*'):
        this.#at += 1;
        return repeat(0, Number.POSITIVE_INFINITY);
      case code('+'):
        this.#at += 1;
        return repeat(1, Number.POSITIVE_INFINITY);
      case code('?'):
        this.#at += 1;
        return repeat(0, 1);
      case code('{'):
        this.#at += 1;
        if (!isDigit(this.#boundStart())) {
          this.#at -= 1;
          return atom;
        }
        return this.#bound(atom, preference);
      default:
        return atom;
    }
  }

  #bound(atom: RegexNode, preference: () => Preference): RegexNode {
    const min = this.#count();
    let max = min;
    const exact = this.#peek(0) !== code(',');
    if (!exact) {
      this.#at += 1;
      max = isDigit(this.#peek(0)) ? this.#count() : Number.POSITIVE_INFINITY;
      if (max < min) throw regexError('repetition');
    }
    if (this.#peek(0) === -1) throw regexError('brace');
    if (this.#next() !== code('}')) throw regexError('repetition');
    const chosen = preference();
    return { kind: 'repeat', item: atom, min, max, preference: exact ? 0 : chosen };
  }

  #count(): number {
    let value = 0;
    if (this.#options.expanded) this.#skip();
    while (isDigit(this.#peek(0))) {
      value = value * 10 + this.#next() - code('0');
      if (value > MAX_REPETITIONS) throw regexError('repetition');
      if (this.#options.expanded) this.#skip();
    }
    return value;
  }

  #parenthesis(inLook: boolean): RegexNode {
    if (this.#options.syntax === 'are' && this.#peek(0) === code('?')) return this.#special(inLook);
    if (inLook) return this.#closed(this.#alternatives(false, true));
    const capture = this.#groups.length;
    this.#groups.push(undefined);
    const item = this.#closed(this.#alternatives(false, false));
    this.#groups[capture] = item;
    return { kind: 'group', item, capture };
  }

  /** What follows `(?`. */
  #special(inLook: boolean): RegexNode {
    this.#at += 1;
    const behind = this.#peek(0) === code('<');
    if (behind) this.#at += 1;
    const type = this.#next();
    // Within a concatenation even a bare assertion may be quantified.
    if (type === code(':') && !behind) return { kind: 'concat', items: [this.#closed(this.#alternatives(false, inLook))] };
    if (type !== code('=') && type !== code('!')) throw regexError('quantifier');
    const item = this.#closed(this.#alternatives(false, true));
    return { kind: 'look', item, ahead: !behind, negated: type === code('!') };
  }

  #closed(node: RegexNode): RegexNode {
    if (this.#next() !== code(')')) throw regexError('parenthesis');
    return node;
  }

  #bracket(): RegexNode {
    for (const [text, what] of [
      ['[:<:]]', 'word-begin'],
      ['[:>:]]', 'word-end'],
    ] as const) {
      if (this.#looksAt(text)) {
        this.#at += text.length;
        return { kind: 'assertion', what };
      }
    }
    const source: Bracket = {
      peek: (ahead) => this.#peek(ahead),
      next: () => this.#next(),
      escape: () => {
        if (this.#options.syntax !== 'are') return { kind: 'character', code: BACKSLASH };
        const element = this.#escape();
        if (element.kind === 'character' || element.kind === 'class') return element;
        throw regexError('escape');
      },
    };
    return { kind: 'set', set: readBracket(source, this.#options) };
  }

  #escapeAtom(inLook: boolean): RegexNode {
    const atom = this.#escape();
    switch (atom.kind) {
      case 'character':
        return this.#character(atom.code);
      case 'class':
        return { kind: 'set', set: classSet(atom.name, atom.negated) };
      case 'assertion':
        return { kind: 'assertion', what: atom.what };
      case 'reference': {
        const target = this.#groups[atom.group];
        if (target === undefined || inLook) throw regexError('back-reference');
        return { kind: 'back-reference', group: atom.group, target };
      }
    }
  }

  /** What follows a backslash. */
  #escape(): Escape {
    const first = this.#next();
    if (first === -1) throw regexError('escape');
    const letter = String.fromCodePoint(first);
    if (!/[a-zA-Z0-9]/.test(letter) || this.#options.syntax !== 'are') return { kind: 'character', code: first };
    const control = CONTROL_ESCAPES[letter];
    if (control !== undefined) return { kind: 'character', code: control };
    const what = ASSERTION_ESCAPES[letter];
    if (what !== undefined) return { kind: 'assertion', what };
    const name = CLASS_ESCAPES[letter.toLowerCase()];
    if (name !== undefined) return { kind: 'class', name, negated: letter !== letter.toLowerCase() };
    switch (letter) {
      case 'c':
        if (this.#peek(0) === -1) throw regexError('escape');
        return { kind: 'character', code: this.#next() & 0x1f };
      case 'u':
        return { kind: 'character', code: this.#digits(16, 4, 4) };
      case 'U':
        return { kind: 'character', code: this.#digits(16, 8, 8) };
      case 'x':
        return { kind: 'character', code: this.#digits(16, 1, 255) };
      default:
        if (isDigit(first)) return this.#numeric(first);
        throw regexError('escape');
    }
  }

  /** `\1` is a back reference, `\12` one if there are so many groups, else an octal code. */
  #numeric(first: number): Escape {
    const start = this.#at;
    this.#at -= 1;
    if (first !== code('0')) {
      const group = this.#digits(10, 1, 255);
      if (this.#at === start || (group > 0 && group <= this.groupCount)) return { kind: 'reference', group };
      this.#at = start - 1;
    }
    let value = this.#digits(8, 1, 3);
    if (value > 0xff) {
      this.#at -= 1;
      value >>= 3;
    }
    return { kind: 'character', code: value };
  }

  #digits(base: number, least: number, most: number): number {
    let value = 0;
    let read = 0;
    while (read < most) {
      const digit = digitValue(this.#peek(0));
      if (digit < 0 || digit >= base) break;
      this.#at += 1;
      read += 1;
      value = Math.min(value * base + digit, Number.MAX_SAFE_INTEGER / 32);
    }
    if (read < least || value > LAST_CODE_POINT) throw regexError('escape');
    return value;
  }
}

function digitValue(character: number): number {
  if (isDigit(character)) return character - code('0');
  const lower = character | 0x20;
  return lower >= code('a') && lower <= code('f') ? lower - code('a') + 10 : -1;
}

function isDigit(character: number): boolean {
  return character >= code('0') && character <= code('9');
}

function isSpace(character: number): boolean {
  return character === 0x20 || (character >= 0x09 && character <= 0x0d);
}

/** The options with one more flag letter; undefined for a letter that is none. */
export function withOption(options: RegexOptions, letter: string): RegexOptions | undefined {
  switch (letter) {
    case 'c':
      return { ...options, ignoreCase: false };
    case 'e':
      return { ...options, syntax: 'ere' };
    case 'i':
      return { ...options, ignoreCase: true };
    case 'm':
    case 'n':
      return { ...options, newlineStops: true, newlineAnchors: true };
    case 'p':
      return { ...options, newlineStops: true, newlineAnchors: false };
    case 'q':
      return { ...options, syntax: 'literal' };
    case 's':
      return { ...options, newlineStops: false, newlineAnchors: false };
    case 't':
      return { ...options, expanded: false };
    case 'w':
      return { ...options, newlineStops: false, newlineAnchors: true };
    case 'x':
      return { ...options, expanded: true };
    default:
      return undefined;
  }
}
