/** Bracket expressions: `[a-z[:digit:][.hyphen.]]`. */
import { type CharClass, type CharSet, NEWLINE } from './char-set.js';
import { COLLATING_NAMES } from './collating-names.js';
import type { RegexOptions } from './syntax.js';
import { regexError } from './syntax.js';

/** The pattern after the opening bracket. */
export interface Bracket {
  peek(ahead: number): number;
  next(): number;
  /** What follows a backslash that was read. */
  escape():
    | { readonly kind: 'character'; readonly code: number }
    | { readonly kind: 'class'; readonly name: CharClass; readonly negated: boolean };
}

type Element =
  | { readonly kind: 'character'; readonly code: number }
  | { readonly kind: 'class'; readonly name: CharClass; readonly negated: boolean }
  | { readonly kind: 'equivalence'; readonly code: number };

const [CARET, MINUS, OPEN, CLOSE, BACKSLASH] = [0x5e, 0x2d, 0x5b, 0x5d, 0x5c];
const [DOT, EQUALS, COLON] = [0x2e, 0x3d, 0x3a];

const CLASSES: ReadonlySet<string> = new Set([
  'alnum',
  'alpha',
  'ascii',
  'blank',
  'cntrl',
  'digit',
  'graph',
  'lower',
  'print',
  'punct',
  'space',
  'upper',
  'xdigit',
  'word',
]);

export function readBracket(source: Bracket, options: RegexOptions): CharSet {
  const ranges: [number, number][] = [];
  const classes: { name: CharClass; negated: boolean }[] = [];
  const negated = source.peek(0) === CARET;
  if (negated) source.next();
  let first = true;
  while (first || source.peek(0) !== CLOSE) {
    // A minus at an end is one, anywhere else but in a range it is an error.
    if (!first && source.peek(0) === MINUS && source.peek(1) !== CLOSE) throw regexError('range');
    const element = readElement(source);
    first = false;
    if (element.kind === 'class') {
      classes.push({ name: caseBlind(element.name, options), negated: element.negated });
      continue;
    }
    ranges.push([element.code, element.kind === 'character' ? rangeEnd(source, element.code) : element.code]);
  }
  source.next();
  return { ranges, classes, negated, ignoreCase: options.ignoreCase, except: negated && options.newlineStops ? NEWLINE : -1 };
}

function caseBlind(name: CharClass, options: RegexOptions): CharClass {
  return options.ignoreCase && (name === 'lower' || name === 'upper') ? 'alpha' : name;
}

/** The end of the range that starts with this character; the character itself where no range follows. */
function rangeEnd(source: Bracket, start: number): number {
  if (source.peek(0) !== MINUS || source.peek(1) === CLOSE) return start;
  source.next();
  const end = source.peek(0) === MINUS ? { kind: 'character' as const, code: source.next() } : readElement(source);
  if (end.kind !== 'character' || end.code < start) throw regexError('range');
  return end.code;
}

function readElement(source: Bracket): Element {
  const character = source.next();
  if (character === -1) throw regexError('bracket');
  if (character === BACKSLASH) return source.escape();
  if (character !== OPEN) return { kind: 'character', code: character };
  const type = source.peek(0);
  if (type === -1) throw regexError('bracket');
  if (type !== DOT && type !== EQUALS && type !== COLON) return { kind: 'character', code: character };
  source.next();
  const name = readName(source, type);
  if (type === COLON) {
    if (!CLASSES.has(name)) throw regexError('class');
    return { kind: 'class', name: name as CharClass, negated: false };
  }
  const code = Array.from(name).length === 1 ? name.codePointAt(0) : COLLATING_NAMES.get(name);
  if (code === undefined) throw regexError('collate');
  return { kind: type === DOT ? 'character' : 'equivalence', code };
}

/** Up to `.]`, `=]` or `:]`. */
function readName(source: Bracket, type: number): string {
  let name = '';
  while (source.peek(0) !== type || source.peek(1) !== CLOSE) {
    const character = source.next();
    if (character === -1) throw regexError('bracket');
    name += String.fromCodePoint(character);
  }
  source.next();
  source.next();
  return name;
}
