/**
 * Templates of to_char, to_date and to_timestamp (formatting.c): a text is cut into fields (`YYYY`, `FMMonth`, `DDth`), separators and
 * plain characters.
 */
import { LIMITS } from '../common/limits.js';

/** How a date is counted; a template can't mix the two. */
export type DateConvention = 'gregorian' | 'iso-week';

export interface FieldNode {
  readonly kind: 'field';
  /** As in the template: `Month`, `hh24`. */
  readonly name: string;
  /** In upper case, without the points of `A.M.`. */
  readonly key: string;
  /** FM: without padding; in input: as many digits as there are. */
  readonly fill: boolean;
  /** TM: the locale's names, without padding. */
  readonly localized: boolean;
  /** TH or th behind it. */
  readonly ordinal: 'upper' | 'lower' | null;
}

export type TemplateNode = FieldNode | { readonly kind: 'separator' | 'space' | 'text'; readonly text: string };

/** Longer ones before those that they begin with. */
const KEYWORDS: readonly string[] = (
  'A.D. A.M. AD AM B.C. BC CC DAY DDD DD DY D FF1 FF2 FF3 FF4 FF5 FF6 FX HH24 HH12 HH IDDD ID IW IYYY IYY IY I J MI MM MONTH MON MS ' +
  'OF P.M. PM Q RM SSSSS SSSS SS TZH TZM TZ US WW W Y,YYY YYYY YYY YY Y'
).split(' ');
const MIXED_CASE: readonly string[] = ['Day', 'Dy', 'Month', 'Mon'];

const BY_LETTER = new Map<string, string[]>();
for (const keyword of [...MIXED_CASE, ...KEYWORDS, ...KEYWORDS.map((each) => each.toLowerCase())]) {
  const letter = keyword.charAt(0);
  const list = BY_LETTER.get(letter);
  if (list === undefined) BY_LETTER.set(letter, [keyword]);
  else list.push(keyword);
}

/** Fields that are read as digits: a number before one of them can't be of any length. */
const DIGIT_KEYS: ReadonlySet<string> = new Set(
  (
    'CC DDD DD D FF1 FF2 FF3 FF4 FF5 FF6 HH24 HH12 HH IDDD ID IW IYYY IYY IY I J MI MM MS Q SSSSS SSSS SS TZM US WW W Y,YYY YYYY YYY YY ' +
    'Y'
  ).split(' '),
);

export function isDigitField({ key }: FieldNode): boolean {
  return DIGIT_KEYS.has(key);
}

export function isSeparator(char: string): boolean {
  return char > ' ' && char < '\x7f' && !/[A-Za-z0-9]/.test(char);
}

const cache = new Map<string, readonly TemplateNode[]>();

export function parseTemplate(text: string): readonly TemplateNode[] {
  const kept = cache.get(text);
  if (kept !== undefined) return kept;
  const nodes = parse(text);
  if (cache.size >= LIMITS.cachedTemplates) cache.clear();
  cache.set(text, nodes);
  return nodes;
}

function parse(text: string): readonly TemplateNode[] {
  const nodes: TemplateNode[] = [];
  let at = 0;
  while (at < text.length) {
    const prefix = text.slice(at, at + 2).toUpperCase();
    const hasPrefix = /^(FM|fm|TM|tm)/.test(text.slice(at, at + 2));
    if (hasPrefix) at += 2;
    const name = (BY_LETTER.get(text.charAt(at)) ?? []).find((keyword) => text.startsWith(keyword, at));
    if (name !== undefined) {
      at += name.length;
      const postfix = text.slice(at, at + 2);
      const isPostfix = /^(TH|th|SP|sp)$/.test(postfix);
      if (isPostfix) at += 2;
      nodes.push({
        kind: 'field',
        name,
        key: name.toUpperCase().replaceAll('.', ''),
        fill: hasPrefix && prefix === 'FM',
        localized: hasPrefix && prefix === 'TM',
        ordinal: postfix === 'TH' ? 'upper' : postfix === 'th' ? 'lower' : null,
      });
    } else if (text[at] === '"') {
      at = quoted(text, at + 1, nodes);
    } else if (at < text.length) {
      if (text[at] === '\\' && text[at + 1] === '"') at += 1;
      const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
      nodes.push({ kind: isSeparator(char) ? 'separator' : /^[ \t\n\v\f\r]$/.test(char) ? 'space' : 'text', text: char });
      at += char.length;
    }
  }
  return nodes;
}

/** Text in double quotes: a backslash takes the next character as it is. Gives where the text goes on. */
function quoted(text: string, start: number, nodes: TemplateNode[]): number {
  let at = start;
  while (at < text.length) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\' && at + 1 < text.length) at += 1;
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    nodes.push({ kind: 'text', text: char });
    at += char.length;
  }
  return at;
}

export const FULL_MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
].concat(['October', 'November', 'December']);
export const FULL_DAYS: readonly string[] = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** From the end of the year. */
export const ROMAN_MONTHS: readonly string[] = ['XII', 'XI', 'X', 'IX', 'VIII', 'VII', 'VI', 'V', 'IV', 'III', 'II', 'I'];
