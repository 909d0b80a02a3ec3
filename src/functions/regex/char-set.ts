/** Sets of characters: ranges and POSIX classes, possibly inverted and case-blind. */

export type CharClass =
  | 'alnum'
  | 'alpha'
  | 'ascii'
  | 'blank'
  | 'cntrl'
  | 'digit'
  | 'graph'
  | 'lower'
  | 'print'
  | 'punct'
  | 'space'
  | 'upper'
  | 'xdigit'
  | 'word';

export interface CharSet {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly classes: readonly { readonly name: CharClass; readonly negated: boolean }[];
  readonly negated: boolean;
  readonly ignoreCase: boolean;
  /** Not in the set, whatever else is said: the newline of newline-sensitive matching; -1 for none. */
  readonly except: number;
}

export const NEWLINE = 0x0a;
export const LAST_CODE_POINT = 0x10_ffff;

const UNICODE: { readonly [K in Exclude<CharClass, 'ascii' | 'digit' | 'xdigit' | 'blank' | 'space' | 'cntrl'>]: RegExp } = {
  alnum: /[\p{L}\p{M}\p{N}]/u,
  alpha: /[\p{L}\p{M}\p{Nl}\p{Nd}]/u,
  graph: /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u,
  lower: /\p{Lowercase}/u,
  print: /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/u,
  punct: /[\p{P}\p{S}]/u,
  upper: /\p{Uppercase}/u,
  word: /[\p{L}\p{M}\p{N}_]/u,
};

const ASCII_ALPHA = /[a-z]/i;
const UNICODE_SPACE = /[\p{Zs}\u2028\u2029\u0085]/u;
const NO_BREAK = new Set([0xa0, 0x2007, 0x202f]);

/** Whether a character is of a class: those of the C.UTF-8 locale, where only ASCII has digits. */
export function isOfClass(code: number, name: CharClass): boolean {
  switch (name) {
    case 'ascii':
      return code < 0x80;
    case 'digit':
      return code >= 0x30 && code <= 0x39;
    case 'xdigit':
      return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
    case 'blank':
      return code === 0x20 || code === 0x09 || (code > 0x80 && UNICODE_SPACE.test(String.fromCodePoint(code)) && !NO_BREAK.has(code));
    case 'space':
      return (
        code === 0x20 ||
        (code >= 0x09 && code <= 0x0d) ||
        (code > 0x80 && UNICODE_SPACE.test(String.fromCodePoint(code)) && !NO_BREAK.has(code))
      );
    case 'cntrl':
      return code < 0x20 || (code >= 0x7f && code < 0xa0);
    case 'alpha':
      return code < 0x80 ? ASCII_ALPHA.test(String.fromCharCode(code)) : UNICODE.alpha.test(String.fromCodePoint(code));
    default:
      return UNICODE[name].test(String.fromCodePoint(code));
  }
}

const wordCache = new Int8Array(0x3000).fill(-1);

/** Letters, digits and the underscore. */
export function isWordCharacter(code: number): boolean {
  const kept = wordCache[code];
  if (kept === undefined) return isOfClass(code, 'word');
  if (kept >= 0) return kept === 1;
  const word = isOfClass(code, 'word');
  wordCache[code] = word ? 1 : 0;
  return word;
}

export function oneCharacter(code: number, ignoreCase: boolean): CharSet {
  return { ranges: [[code, code]], classes: [], negated: false, ignoreCase, except: -1 };
}

export function classSet(name: CharClass, negated: boolean): CharSet {
  return { ranges: [], classes: [{ name, negated }], negated: false, ignoreCase: false, except: -1 };
}

/** The character in the other cases, where these are single characters. */
export function caseVariants(code: number): readonly number[] {
  const text = String.fromCodePoint(code);
  const variants = [code];
  for (const other of [text.toLowerCase(), text.toUpperCase()]) {
    const variant = other.codePointAt(0);
    if (variant !== undefined && variant !== code && String.fromCodePoint(variant) === other) variants.push(variant);
  }
  return variants;
}

function isMember(set: CharSet, code: number): boolean {
  return (
    set.ranges.some(([from, to]) => code >= from && code <= to) || set.classes.some((each) => isOfClass(code, each.name) !== each.negated)
  );
}

export function contains(set: CharSet, code: number): boolean {
  if (code === set.except) return false;
  const inside = set.ignoreCase ? caseVariants(code).some((variant) => isMember(set, variant)) : isMember(set, code);
  return inside !== set.negated;
}

/** Equal sets have equal keys. */
export function charSetKey(set: CharSet): string {
  return JSON.stringify([set.ranges, set.classes, set.negated, set.ignoreCase, set.except]);
}
