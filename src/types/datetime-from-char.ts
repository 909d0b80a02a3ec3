/** to_timestamp(text, text) and to_date: a text read by a template (DCH_from_char and do_to_timestamp of formatting.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import {
  civilFromDays,
  dayOfWeek,
  daysFromCivil,
  daysInMonth,
  isDateInRange,
  isLeapYear,
  isTimestampInRange,
  JULIAN_EPOCH,
  MICROS_PER_DAY,
} from './calendar.js';
import { SHORT_DAYS, SHORT_MONTHS } from './datetime-format.js';
import { datetimeInputError, roundTimestamp } from './datetime-parse.js';
import {
  type DateConvention,
  type FieldNode,
  FULL_DAYS,
  FULL_MONTHS,
  isDigitField,
  isSeparator,
  parseTemplate,
  ROMAN_MONTHS,
  type TemplateNode,
} from './datetime-template.js';
import { localToTimestampTz } from './datetime-zone.js';

const FIXED_WIDTH_HINT = 'If your source string is not fixed-width, try using the "FM" modifier.';
const INT32_MAX = 2_147_483_647;

type NumberName =
  | 'hh'
  | 'pm'
  | 'mi'
  | 'ss'
  | 'ssss'
  | 'd'
  | 'dd'
  | 'ddd'
  | 'mm'
  | 'ms'
  | 'year'
  | 'bc'
  | 'ww'
  | 'w'
  | 'cc'
  | 'j'
  | 'us'
  | 'tzh'
  | 'tzm';

function badFormat(message: string, fields: { detail?: string; hint?: string } = {}): ConductError {
  return new ConductError(SQLSTATE.invalidDatetimeFormat, message, fields);
}

/** The fields of an input; 0 where nothing was said. */
class TemplateReader {
  readonly #text: string;
  readonly #nodes: readonly TemplateNode[];
  readonly #values = new Map<NumberName, number>();
  #at = 0;
  #convention: DateConvention | null = null;
  #twelveHours = false;
  #yearDigits = 0;
  #zoneSign = 0;
  /** Digits of a second that FF1 to FF6 ask for. */
  #precision = 6;
  #fixed = false;
  /** Blanks and separators that were skipped beyond those of the template. */
  #extraSkip = 0;

  constructor(text: string, nodes: readonly TemplateNode[]) {
    this.#text = text;
    this.#nodes = nodes;
  }

  get convention(): DateConvention | null {
    return this.#convention;
  }

  get isTwelveHours(): boolean {
    return this.#twelveHours;
  }

  get yearDigits(): number {
    return this.#yearDigits;
  }

  get precision(): number {
    return this.#precision;
  }

  /** +1 or -1; 0: no zone was given. */
  get zoneSign(): number {
    return this.#zoneSign;
  }

  value(name: NumberName): number {
    return this.#values.get(name) ?? 0;
  }

  read(): void {
    for (const [index, node] of this.#nodes.entries()) {
      if (this.#at >= this.#text.length) break;
      const isFixedMark = node.kind === 'field' && node.key === 'FX';
      if (!this.#fixed && !isFixedMark && (node.kind === 'field' || index === 0)) this.#skipBlanks();
      switch (node.kind) {
        case 'separator':
        case 'space':
          this.#separator();
          break;
        case 'text':
          this.#plain();
          break;
        case 'field':
          this.#field(index, node);
          break;
      }
    }
  }

  #skipBlanks(): void {
    while (/^[ \t\n\v\f\r]/.test(this.#text.charAt(this.#at))) {
      this.#at += 1;
      this.#extraSkip += 1;
    }
  }

  #separator(): void {
    const char = this.#text.charAt(this.#at);
    if (this.#fixed) {
      this.#step();
      return;
    }
    // One of the template matches one of the text, or nothing.
    this.#extraSkip -= 1;
    if (/^[ \t\n\v\f\r]$/.test(char) || (char !== '' && isSeparator(char))) {
      this.#at += 1;
      this.#extraSkip += 1;
    }
  }

  #plain(): void {
    if (!this.#fixed && this.#extraSkip > 0) this.#extraSkip -= 1;
    else this.#step();
  }

  #step(): void {
    this.#at += String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0).length;
  }

  #field(index: number, node: FieldNode): void {
    this.#claimConvention(node);
    if (node.key === 'FX') {
      this.#fixed = true;
    } else {
      this.#readField(index, node);
      if (node.ordinal !== null) for (let skipped = 0; skipped < 2 && this.#at < this.#text.length; skipped += 1) this.#step();
    }
    if (this.#fixed) return;
    this.#extraSkip = 0;
    this.#skipBlanks();
  }

  #claimConvention({ key }: FieldNode): void {
    const convention = /^(IYYY|IYY|IY|I|IW|ID|IDDD)$/.test(key)
      ? 'iso-week'
      : /^(CC|DAY|DDD|DD|DY|D|MM|MONTH|MON|Q|RM|WW|W|Y,YYY|YYYY|YYY|YY|Y)$/.test(key) && !/^(DAY|DY)$/.test(key)
        ? 'gregorian'
        : null;
    if (convention === null) return;
    if (this.#convention !== null && this.#convention !== convention) {
      throw badFormat('invalid combination of date conventions', {
        hint: 'Do not mix Gregorian and ISO week date conventions in a formatting template.',
      });
    }
    this.#convention = convention;
  }

  #readField(index: number, node: FieldNode): void {
    const { key, name } = node;
    switch (key) {
      case 'AM':
      case 'PM':
        this.#set('pm', this.#word(node, name.includes('.') ? ['a.m.', 'p.m.'] : ['am', 'pm']), node);
        this.#twelveHours = true;
        return;
      case 'AD':
      case 'BC':
        this.#set('bc', this.#word(node, name.includes('.') ? ['a.d.', 'b.c.'] : ['ad', 'bc']), node);
        return;
      case 'HH':
      case 'HH12':
        this.#number('hh', 2, index, node);
        this.#twelveHours = true;
        return;
      case 'HH24':
        this.#number('hh', 2, index, node);
        return;
      case 'MI':
      case 'SS':
      case 'MM':
        this.#number(key === 'MI' ? 'mi' : key === 'SS' ? 'ss' : 'mm', 2, index, node);
        return;
      case 'MS': {
        const length = this.#number('ms', 3, index, node);
        // 25 is 0.25 and 250 is 0.25 too; 025 is 0.025.
        this.#values.set('ms', this.value('ms') * (length === 1 ? 100 : length === 2 ? 10 : 1));
        return;
      }
      case 'FF1':
      case 'FF2':
      case 'FF3':
      case 'FF4':
      case 'FF5':
      case 'FF6':
      case 'US': {
        if (key !== 'US') this.#precision = Number(key.charAt(2));
        const length = this.#number('us', key === 'US' ? 6 : this.#precision, index, node);
        this.#values.set('us', this.value('us') * 10 ** Math.max(0, 6 - length));
        return;
      }
      case 'SSSS':
      case 'SSSSS':
        this.#number('ssss', key.length, index, node);
        return;
      case 'TZ':
      case 'OF':
        throw new ConductError(SQLSTATE.featureNotSupported, `formatting field "${name}" is only supported in to_char`);
      case 'TZH':
        this.#zoneHours(index, node);
        return;
      case 'TZM':
        if (this.#zoneSign === 0) this.#zoneSign = 1;
        this.#number('tzm', 2, index, node);
        return;
      case 'MONTH':
        this.#set('mm', this.#word(node, FULL_MONTHS) + 1, node);
        return;
      case 'MON':
        this.#set('mm', this.#word(node, SHORT_MONTHS) + 1, node);
        return;
      case 'DAY':
      case 'DY': {
        this.#set('d', this.#word(node, key === 'DAY' ? FULL_DAYS : SHORT_DAYS), node);
        this.#values.set('d', this.value('d') + 1);
        return;
      }
      case 'RM':
        this.#set('mm', 12 - this.#word(node, ROMAN_MONTHS), node);
        return;
      case 'DDD':
      case 'IDDD':
        this.#number('ddd', 3, index, node);
        return;
      case 'DD':
        this.#number('dd', 2, index, node);
        return;
      case 'D':
        this.#number('d', 1, index, node);
        return;
      case 'ID': {
        this.#number('d', 1, index, node);
        const next = this.value('d') + 1;
        this.#values.set('d', next > 7 ? 1 : next);
        return;
      }
      case 'WW':
      case 'IW':
        this.#number('ww', 2, index, node);
        return;
      case 'Q':
        // Which day of a quarter is meant is unclear: it is read and has no meaning.
        this.#number(null, 1, index, node);
        return;
      case 'CC':
        this.#number('cc', 2, index, node);
        return;
      case 'W':
        this.#number('w', 1, index, node);
        return;
      case 'J':
        this.#number('j', 1, index, node);
        return;
      default:
        this.#year(index, node);
    }
  }

  #zoneHours(index: number, node: FieldNode): void {
    const sign = this.#text.charAt(this.#at);
    if (sign === '+' || sign === '-' || sign === ' ') {
      this.#zoneSign = sign === '-' ? -1 : 1;
      this.#at += 1;
    } else {
      // A minus may have been taken for a separator.
      this.#zoneSign = this.#extraSkip > 0 && this.#text.charAt(this.#at - 1) === '-' ? -1 : 1;
    }
    this.#number('tzh', 2, index, node);
  }

  #year(index: number, node: FieldNode): void {
    if (node.key === 'Y,YYY') {
      const match = /^[ \t\n\v\f\r]*([+-]?\d+),[ \t\n\v\f\r]*([+-]?\d{1,3})/.exec(this.#text.slice(this.#at));
      if (match === null) throw badFormat('invalid input string for "Y,YYY"');
      this.#set('year', Number(match[1]) * 1_000 + Number(match[2]), node);
      this.#yearDigits = 4;
      this.#at += match[0].length;
      return;
    }
    const digits = node.key.length;
    const length = this.#number('year', digits, index, node);
    if (digits < 4 && length < 4) this.#values.set('year', nearestTo2020(this.value('year')));
    this.#yearDigits = digits;
  }

  #set(name: NumberName, value: number, node: FieldNode): void {
    const before = this.value(name);
    if (before !== 0 && before !== value) {
      throw badFormat(`conflicting values for "${node.name}" field in formatting string`, {
        detail: 'This value contradicts a previous setting for the same field type.',
      });
    }
    this.#values.set(name, value);
  }

  /** The index of the word that the text goes on with. */
  #word(node: FieldNode, words: readonly string[]): number {
    const rest = this.#text.slice(this.#at);
    const lower = rest.slice(0, 16).toLowerCase();
    const index = words.findIndex((word) => lower.startsWith(word.toLowerCase()));
    if (index < 0) {
      throw badFormat(`invalid value "${/^[^ \t\n\v\f\r]*/.exec(rest)?.[0] ?? ''}" for "${node.name}"`, {
        detail: 'The given value did not match any of the allowed values for this field.',
      });
    }
    this.#at += (words[index] ?? '').length;
    return index;
  }

  /** Gives how many characters it took. */
  #number(name: NumberName | null, length: number, index: number, node: FieldNode): number {
    const start = this.#at;
    const blanks = /^[ \t\n\v\f\r]*/.exec(this.#text.slice(start))?.[0].length ?? 0;
    const from = start + blanks;
    const copy = this.#text.slice(from, from + length);
    const digitsOf = (text: string): string => /^[ \t\n\v\f\r]*[+-]?\d+/.exec(text)?.[0] ?? '';
    let taken: string;
    if (node.fill || this.#endsHere(index, node)) {
      taken = digitsOf(this.#text.slice(from));
      this.#at = taken === '' ? start : from + taken.length;
    } else {
      const rest = this.#text.length - from;
      if (rest < length) {
        throw badFormat(`source string too short for "${node.name}" formatting field`, {
          detail: `Field requires ${length} characters, but only ${rest} remain.`,
          hint: FIXED_WIDTH_HINT,
        });
      }
      taken = digitsOf(copy);
      if (taken.length > 0 && taken.length < length) {
        throw badFormat(`invalid value "${copy}" for "${node.name}"`, {
          detail: `Field requires ${length} characters, but only ${taken.length} could be parsed.`,
          hint: FIXED_WIDTH_HINT,
        });
      }
      this.#at = from + taken.length;
    }
    if (taken === '') throw badFormat(`invalid value "${copy}" for "${node.name}"`, { detail: 'Value must be an integer.' });
    const value = Number(taken);
    if (value > INT32_MAX || value < -INT32_MAX - 1) {
      throw new ConductError(SQLSTATE.datetimeFieldOverflow, `value for "${node.name}" in source string is out of range`, {
        detail: `Value must be in the range ${-INT32_MAX - 1} to ${INT32_MAX}.`,
      });
    }
    if (name !== null) this.#set(name, value + 0, node);
    return this.#at - start;
  }

  /** Whether what follows in the template can't be a digit: the number is then as long as it is. */
  #endsHere(index: number, node: FieldNode): boolean {
    if (node.ordinal !== null) return true;
    const next = this.#nodes[index + 1];
    if (next === undefined) return true;
    return next.kind === 'field' ? !isDigitField(next) : !/^\d$/.test(next.text);
  }
}

/** Years of up to three digits are those nearest to 2020. */
function nearestTo2020(year: number): number {
  if (year < 70) return year + 2_000;
  if (year < 100) return year + 1_900;
  if (year < 520) return year + 2_000;
  return year < 1_000 ? year + 1_000 : year;
}

/** The Monday of an ISO week. */
function startOfWeek(year: number, week: number): number {
  const fourth = daysFromCivil(year, 1, 4);
  return (week - 1) * 7 + fourth - ((dayOfWeek(fourth) + 6) % 7);
}

interface Read {
  readonly days: number;
  readonly micros: bigint;
  /** Seconds east; undefined: no zone was given. */
  readonly offset: number | undefined;
  /** Digits of a second. */
  readonly precision: number;
}

/** What the text says by the template: days and time of day as written, and the zone's distance east, where it says one. */
export function readByTemplate(text: string, template: string): Read {
  const reader = new TemplateReader(text, parseTemplate(template));
  reader.read();
  const outOfRange = datetimeInputError('field-overflow', text, 'timestamp');
  const time = timeOf(reader, outOfRange);
  const days = dateOf(reader, outOfRange);
  let offset: number | undefined;
  if (reader.zoneSign !== 0) {
    const [hours, minutes] = [reader.value('tzh'), reader.value('tzm')];
    if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) throw datetimeInputError('zone-displacement', text, 'timestamp');
    offset = reader.zoneSign * (hours * 3_600 + minutes * 60);
  }
  return { days, micros: time, offset, precision: reader.precision };
}

function timeOf(reader: TemplateReader, outOfRange: ConductError): bigint {
  const sum = reader.value('ssss');
  let hour = Math.trunc(sum / 3_600);
  let minute = Math.trunc((sum % 3_600) / 60);
  let second = sum % 60;
  if (reader.value('ss') !== 0) second = reader.value('ss');
  if (reader.value('mi') !== 0) minute = reader.value('mi');
  if (reader.value('hh') !== 0) hour = reader.value('hh');
  if (reader.isTwelveHours) {
    if (hour < 1 || hour > 12) {
      throw badFormat(`hour "${hour}" is invalid for the 12-hour clock`, {
        hint: 'Use the 24-hour clock, or give an hour between 1 and 12.',
      });
    }
    const isAfternoon = reader.value('pm') !== 0;
    if (isAfternoon && hour < 12) hour += 12;
    else if (!isAfternoon && hour === 12) hour = 0;
  }
  const fraction = reader.value('ms') * 1_000 + reader.value('us');
  if (hour < 0 || hour >= 24 || minute < 0 || minute >= 60 || second < 0 || second >= 60 || fraction < 0 || fraction >= 1_000_000) {
    throw outOfRange;
  }
  return BigInt(((hour * 60 + minute) * 60 + second) * 1e6 + fraction);
}

/** Astronomical, or null where none was given. */
function yearOf(reader: TemplateReader): number | null {
  const isBc = reader.value('bc') !== 0;
  const century = isBc ? -reader.value('cc') : reader.value('cc');
  const given = reader.value('year');
  if (given !== 0) {
    if (century !== 0 && reader.yearDigits <= 2) {
      const year = given % 100;
      if (year === 0) return century * 100 + (century >= 0 ? 0 : 1);
      return century >= 0 ? year + (century - 1) * 100 : (century + 1) * 100 - year + 1;
    }
    const year = isBc ? -given : given;
    return year < 0 ? year + 1 : year;
  }
  if (century === 0) return null;
  return century >= 0 ? (century - 1) * 100 + 1 : century * 100 + 1;
}

function dateOf(reader: TemplateReader, outOfRange: ConductError): number {
  const given = yearOf(reader);
  let year = given ?? 0;
  let month = 1;
  let day = 1;
  const setDays = (days: number): void => {
    ({ year, month, day } = civilFromDays(days));
  };
  let dayOfYear = reader.value('ddd');
  if (reader.value('j') !== 0) setDays(reader.value('j') - JULIAN_EPOCH);
  const week = reader.value('ww');
  if (week !== 0) {
    if (reader.convention === 'iso-week') {
      const weekday = reader.value('d');
      const shift = weekday === 0 ? 0 : weekday > 1 ? weekday - 2 : 6;
      setDays(startOfWeek(year, week) + shift);
    } else {
      dayOfYear = (week - 1) * 7 + 1;
    }
  }
  const weekOfMonth = reader.value('w');
  const dayOfMonth = weekOfMonth !== 0 ? (weekOfMonth - 1) * 7 + 1 : reader.value('dd');
  const hasMonth = reader.value('mm') !== 0;
  if (dayOfMonth !== 0) day = dayOfMonth;
  if (hasMonth) month = reader.value('mm');
  if (dayOfYear !== 0 && (month <= 1 || day <= 1)) {
    if (year === 0 && reader.value('bc') === 0) throw badFormat('cannot calculate day of year without year information');
    if (reader.convention === 'iso-week') {
      setDays(startOfWeek(year, 1) - 1 + dayOfYear);
    } else {
      [month, day] = fromDayOfYear(year, dayOfYear, month, day);
    }
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) throw outOfRange;
  if (day > daysInMonth(year, month)) throw outOfRange;
  return daysFromCivil(year, month, day);
}

/** Fills in the month and the day, each where it is not set. */
function fromDayOfYear(year: number, dayOfYear: number, month: number, day: number): [number, number] {
  let before = 0;
  let found = 1;
  while (found <= 12 && dayOfYear > before + daysInMonth(year, found)) {
    before += daysInMonth(year, found);
    found += 1;
  }
  if (found > 12) before = isLeapYear(year) ? 366 : 365;
  return [month <= 1 ? found : month, day <= 1 ? dayOfYear - before : day];
}

/** to_timestamp(text, text): without a zone in the template, the session's. */
export function timestampFromChar(text: string, template: string): bigint {
  const { days, micros, offset, precision } = readByTemplate(text, template);
  const local = BigInt(days) * MICROS_PER_DAY + micros;
  const result = offset === undefined && isTimestampInRange(local) ? localToTimestampTz(local) : local - BigInt(offset ?? 0) * 1_000_000n;
  if (!isTimestampInRange(result)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, 'timestamp out of range');
  return roundTimestamp(result, precision);
}

export function dateFromChar(text: string, template: string): number {
  const { days } = readByTemplate(text, template);
  if (!isDateInRange(days)) throw new ConductError(SQLSTATE.datetimeFieldOverflow, `date out of range: "${text}"`);
  return days;
}
