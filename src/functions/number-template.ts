/** Templates of to_char and to_number for numbers, as formatting.c parses them: `FM999,990.00MI`. */
import { ConductError, SQLSTATE } from '../common/errors.js';

/** Longest first where one is the start of another. Lower case means the same but for RN and TH. */
const KEYWORDS = ['EEEE', 'FM', 'MI', 'PL', 'PR', 'RN', 'SG', 'SP', 'TH', ',', '.', '0', '9', 'B', 'C', 'D', 'G', 'L', 'S', 'V'] as const;
type Keyword = (typeof KEYWORDS)[number];

export type TemplatePart =
  | { readonly kind: 'action'; readonly keyword: Keyword; readonly lower: boolean }
  | { readonly kind: 'literal'; readonly text: string };

/** What the whole template says (NUMDesc). Positions are changed while a number is written. */
export interface NumberFormat {
  /** Digits before the point, behind it, and behind V. */
  pre: number;
  post: number;
  multi: number;
  /** From 1: the first 0 before the point; 0: there is none. */
  zeroStart: number;
  zeroEnd: number;
  sign: 'none' | 'before' | 'after';
  /** Digits before S. */
  digitsBeforeSign: number;
  readonly flags: Set<FormatFlag>;
}

export type FormatFlag = 'decimal' | 'zero' | 'blank' | 'fill' | 'sign' | 'bracket' | 'minus' | 'plus' | 'roman' | 'multi' | 'scientific';

export interface NumberTemplate {
  readonly parts: readonly TemplatePart[];
  readonly format: NumberFormat;
}

function wrong(message: string, detail?: string): ConductError {
  return new ConductError(SQLSTATE.syntaxError, message, detail === undefined ? {} : { detail });
}

export function parseNumberTemplate(text: string): NumberTemplate {
  const parts: TemplatePart[] = [];
  const format: NumberFormat = {
    pre: 0,
    post: 0,
    multi: 0,
    zeroStart: 0,
    zeroEnd: 0,
    sign: 'none',
    digitsBeforeSign: 0,
    flags: new Set(),
  };
  const characters = Array.from(text);
  const literal = (character: string): number => parts.push({ kind: 'literal', text: character });
  for (let at = 0; at < characters.length; ) {
    const rest = characters.slice(at, at + 4).join('');
    const keyword = KEYWORDS.find((each) => rest.startsWith(each) || rest.startsWith(each.toLowerCase()));
    if (keyword !== undefined) {
      parts.push({ kind: 'action', keyword, lower: !rest.startsWith(keyword) });
      describe(format, keyword);
      at += keyword.length;
    } else if (characters[at] === '"') {
      at = quoted(characters, at + 1, literal);
    } else {
      if (characters[at] === '\\' && characters[at + 1] === '"') at += 1;
      literal(characters[at] ?? '');
      at += 1;
    }
  }
  return { parts, format };
}

/** Text in double quotes, in which a backslash takes the next character as it is; returns the position behind it. */
function quoted(characters: readonly string[], from: number, literal: (character: string) => void): number {
  let at = from;
  while (at < characters.length) {
    if (characters[at] === '"') return at + 1;
    if (characters[at] === '\\' && at + 1 < characters.length) at += 1;
    literal(characters[at] ?? '');
    at += 1;
  }
  return at;
}

/** NUMDesc_prepare. */
function describe(format: NumberFormat, keyword: Keyword): void {
  const { flags } = format;
  if (flags.has('scientific') && keyword !== 'EEEE') throw wrong('"EEEE" must be the last pattern used');
  switch (keyword) {
    case '9':
      if (flags.has('bracket')) throw wrong('"9" must be ahead of "PR"');
      if (flags.has('multi')) format.multi += 1;
      else if (flags.has('decimal')) format.post += 1;
      else format.pre += 1;
      return;
    case '0':
      if (flags.has('bracket')) throw wrong('"0" must be ahead of "PR"');
      if (!flags.has('zero') && !flags.has('decimal')) {
        flags.add('zero');
        format.zeroStart = format.pre + 1;
      }
      if (flags.has('decimal')) format.post += 1;
      else format.pre += 1;
      format.zeroEnd = format.pre + format.post;
      return;
    case 'B':
      if (format.pre === 0 && format.post === 0 && !flags.has('zero')) flags.add('blank');
      return;
    case 'D':
    case '.':
      if (flags.has('decimal')) throw wrong('multiple decimal points');
      if (flags.has('multi')) throw wrong('cannot use "V" and decimal point together');
      flags.add('decimal');
      return;
    case 'FM':
      flags.add('fill');
      return;
    case 'RN':
      flags.add('roman');
      return;
    case 'V':
      if (flags.has('decimal')) throw wrong('cannot use "V" and decimal point together');
      flags.add('multi');
      return;
    case 'EEEE':
      describeScientific(flags);
      return;
    default:
      describeSign(format, keyword);
  }
}

function describeScientific(flags: Set<FormatFlag>): void {
  if (flags.has('scientific')) throw wrong('cannot use "EEEE" twice');
  const others: readonly FormatFlag[] = ['blank', 'fill', 'sign', 'bracket', 'minus', 'plus', 'roman', 'multi'];
  if (others.some((flag) => flags.has(flag))) {
    throw wrong('"EEEE" is incompatible with other formats', '"EEEE" may only be used together with digit and decimal point patterns.');
  }
  flags.add('scientific');
}

function describeSign(format: NumberFormat, keyword: Keyword): void {
  const { flags } = format;
  const forbidWithS = (): void => {
    if (flags.has('sign')) throw wrong(`cannot use "S" and "${keyword}" together`);
  };
  switch (keyword) {
    case 'S':
      if (flags.has('sign')) throw wrong('cannot use "S" twice');
      if (flags.has('plus') || flags.has('minus') || flags.has('bracket')) {
        throw wrong('cannot use "S" and "PL"/"MI"/"SG"/"PR" together');
      }
      format.sign = flags.has('decimal') ? 'after' : 'before';
      if (!flags.has('decimal')) format.digitsBeforeSign = format.pre;
      flags.add('sign');
      return;
    case 'MI':
      forbidWithS();
      flags.add('minus');
      return;
    case 'PL':
      forbidWithS();
      flags.add('plus');
      return;
    case 'SG':
      forbidWithS();
      flags.add('minus');
      flags.add('plus');
      return;
    case 'PR':
      if (flags.has('sign') || flags.has('plus') || flags.has('minus')) {
        throw wrong('cannot use "PR" and "S"/"PL"/"MI"/"SG" together');
      }
      flags.add('bracket');
      return;
    default:
      return;
  }
}
