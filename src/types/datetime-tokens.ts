/**
 * The words and the cutting of date/time input (ParseDateTime and the token tables of datetime.c). A text becomes fields: runs of
 * digits, times, dates, words, zones; what each means is for datetime-decode.ts and interval-parse.ts to say.
 */
import { LIMITS } from '../common/limits.js';

export type FieldKind = 'number' | 'string' | 'date' | 'time' | 'zone' | 'special';

export interface Field {
  readonly kind: FieldKind;
  /** Lower case, but for names of zones after a digit. */
  readonly text: string;
}

/** Why a text is not a value; input functions make their message of it. */
export type InputProblem = 'format' | 'field-overflow' | 'month-day-overflow' | 'interval-overflow' | 'zone-displacement';

export class BadDatetime extends Error {
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super(problem);
    this.problem = problem;
  }
}

export function badFormat(): BadDatetime {
  return new BadDatetime('format');
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';
const isAlpha = (char: string | undefined): boolean => char !== undefined && ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z'));
const isSpace = (char: string | undefined): boolean => char !== undefined && ' \t\n\v\f\r'.includes(char);
const isPunctuation = (char: string): boolean => char > ' ' && char < '\x7f';
const isSeparator = (char: string | undefined): boolean => char === '-' || char === '/' || char === '.';

/** Lower case of ASCII letters alone. */
function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function cutFields(text: string): readonly Field[] {
  const fields: Field[] = [];
  if (text.length > LIMITS.datetimeInputChars) throw badFormat();
  let at = 0;
  const take = (test: (char: string | undefined) => boolean): void => {
    while (at < text.length && test(text[at])) at += 1;
  };
  while (at < text.length) {
    const start = at;
    const char = text[at] ?? '';
    let kind: FieldKind;
    if (isSpace(char)) {
      at += 1;
      continue;
    }
    if (isDigit(char)) {
      take(isDigit);
      const next = text[at];
      if (next === ':') {
        kind = 'time';
        take((each) => isDigit(each) || each === ':' || each === '.');
      } else if (isSeparator(next)) {
        at += 1;
        if (isDigit(text[at])) {
          kind = next === '.' ? 'number' : 'date';
          take(isDigit);
          // The delimiters have to match to get a date of three fields.
          if (text[at] === next) {
            kind = 'date';
            take((each) => isDigit(each) || each === next);
          }
        } else {
          kind = 'date';
          take((each) => isDigit(each) || isAlpha(each) || each === next);
        }
      } else {
        kind = 'number';
      }
    } else if (char === '.') {
      kind = 'number';
      at += 1;
      take(isDigit);
    } else if (isAlpha(char)) {
      kind = 'string';
      take(isAlpha);
      // Dates and names of zones have separators within.
      const next = text[at];
      const word = lower(text.slice(start, at));
      if (isSeparator(next) || ((next === '+' || isDigit(next)) && !WORDS.has(word))) {
        kind = 'date';
        take((each) => isDigit(each) || isAlpha(each) || (each !== undefined && '+-/_.:'.includes(each)));
      }
    } else if (char === '+' || char === '-') {
      at += 1;
      const sign = char;
      take(isSpace);
      const rest = at;
      if (isDigit(text[at])) {
        kind = 'zone';
        take((each) => isDigit(each) || (each !== undefined && ':.-'.includes(each)));
      } else if (isAlpha(text[at])) {
        kind = 'special';
        take(isAlpha);
      } else {
        throw badFormat();
      }
      push(fields, kind, sign + text.slice(rest, at));
      continue;
    } else if (isPunctuation(char)) {
      at += 1;
      continue;
    } else {
      throw badFormat();
    }
    push(fields, kind, text.slice(start, at));
  }
  return fields;
}

/** PostgreSQL takes no more fields than this. */
const MAX_FIELDS = 25;

function push(fields: Field[], kind: FieldKind, text: string): void {
  if (fields.length >= MAX_FIELDS) throw badFormat();
  fields.push({ kind, text: lower(text) });
}

/** Units of a field label: `y2001m02d04`, `J2451187`, and of intervals. */
export type UnitName =
  | 'microsecond'
  | 'millisecond'
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'week'
  | 'month'
  | 'quarter'
  | 'year'
  | 'decade'
  | 'century'
  | 'millennium'
  | 'julian'
  | 'dow'
  | 'isodow'
  | 'doy'
  | 'isoyear'
  | 'timezone'
  | 'timezone_hour'
  | 'timezone_minute';

export type Word =
  | { readonly kind: 'special'; readonly value: 'now' | 'today' | 'tomorrow' | 'yesterday' | 'epoch' | 'infinity' | '-infinity' | 'zulu' }
  | { readonly kind: 'month' | 'dow'; readonly value: number }
  | { readonly kind: 'meridiem'; readonly value: 'am' | 'pm' }
  | { readonly kind: 'era'; readonly value: 'ad' | 'bc' }
  | { readonly kind: 'unit'; readonly value: UnitName }
  | { readonly kind: 'dst' | 'ignore' | 'iso-time' };

const MONTH_WORDS = ['jan january', 'feb february', 'mar march', 'apr april', 'may', 'jun june', 'jul july', 'aug august'].concat([
  'sep sept september',
  'oct october',
  'nov november',
  'dec december',
]);
const DAY_WORDS = ['sun sunday', 'mon monday', 'tue tues tuesday', 'wed weds wednesday', 'thu thur thurs thursday', 'fri friday'].concat(
  'sat saturday',
);
const UNIT_WORDS: readonly (readonly [string, UnitName])[] = [
  ['d', 'day'],
  ['dow', 'dow'],
  ['doy', 'doy'],
  ['h', 'hour'],
  ['isodow', 'isodow'],
  ['isoyear', 'isoyear'],
  ['j', 'julian'],
  ['jd', 'julian'],
  ['julian', 'julian'],
  ['m', 'month'],
  ['mm', 'minute'],
  ['s', 'second'],
  ['y', 'year'],
];

function indexed(kind: 'month' | 'dow', words: readonly string[], first: number): [string, Word][] {
  return words.flatMap((each, index) => each.split(' ').map((word): [string, Word] => [word, { kind, value: index + first }]));
}

/** datetktbl. */
export const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...indexed('month', MONTH_WORDS, 1),
  ...indexed('dow', DAY_WORDS, 0),
  ...UNIT_WORDS.map(([word, value]): [string, Word] => [word, { kind: 'unit', value }]),
  ['-infinity', { kind: 'special', value: '-infinity' }],
  ['infinity', { kind: 'special', value: 'infinity' }],
  ['allballs', { kind: 'special', value: 'zulu' }],
  ['epoch', { kind: 'special', value: 'epoch' }],
  ['now', { kind: 'special', value: 'now' }],
  ['today', { kind: 'special', value: 'today' }],
  ['tomorrow', { kind: 'special', value: 'tomorrow' }],
  ['yesterday', { kind: 'special', value: 'yesterday' }],
  ['ad', { kind: 'era', value: 'ad' }],
  ['bc', { kind: 'era', value: 'bc' }],
  ['am', { kind: 'meridiem', value: 'am' }],
  ['pm', { kind: 'meridiem', value: 'pm' }],
  ['at', { kind: 'ignore' }],
  ['on', { kind: 'ignore' }],
  ['dst', { kind: 'dst' }],
  ['t', { kind: 'iso-time' }],
]);

const DELTA_WORDS: readonly (readonly [UnitName, string])[] = [
  ['microsecond', 'microsecon us usec usecond useconds usecs'],
  ['millisecond', 'millisecon ms msec msecond mseconds msecs'],
  ['second', 's sec second seconds secs'],
  ['minute', 'm min mins minute minutes'],
  ['hour', 'h hour hours hr hrs'],
  ['day', 'd day days'],
  ['week', 'w week weeks'],
  ['month', 'mon mons month months'],
  ['quarter', 'qtr quarter'],
  ['year', 'y year years yr yrs'],
  ['decade', 'dec decade decades decs'],
  ['century', 'c cent centuries century'],
  ['millennium', 'mil millennia millennium mils'],
  ['timezone', 'timezone'],
  ['timezone_hour', 'timezone_h'],
  ['timezone_minute', 'timezone_m'],
];

const DELTA_UNITS: ReadonlyMap<string, UnitName> = new Map(
  DELTA_WORDS.flatMap(([unit, words]) => words.split(' ').map((word): [string, UnitName] => [word, unit])),
);

/** Tokens are compared by their first ten characters. */
const TOKEN_LENGTH = 10;

/** deltatktbl: a unit of time by its lower-case name, as DecodeUnits has it. */
export function deltaUnit(word: string): UnitName | undefined {
  return DELTA_UNITS.get(word.slice(0, TOKEN_LENGTH));
}

export function findWord(word: string): Word | undefined {
  return WORDS.get(word.slice(0, TOKEN_LENGTH));
}
