/** Values of settings as PostgreSQL reads and shows them: booleans, numbers with units, words. */

/** The value is none. The message is the hint; `whole` stands in place of PostgreSQL's usual message. */
export class InvalidSetting extends Error {
  readonly whole: string | undefined;
  /** What the message is of the error. */
  readonly field: 'hint' | 'detail';

  constructor(message: string, whole?: string, field: 'hint' | 'detail' = 'hint') {
    super(message);
    this.whole = whole;
    this.field = field;
  }
}

export type SettingType =
  | { readonly kind: 'bool' }
  | { readonly kind: 'string' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'int' | 'real'; readonly unit: string; readonly min: number; readonly max: number };

export const STRING: SettingType = { kind: 'string' };
export const BOOL: SettingType = { kind: 'bool' };
/** Largest of an integer setting. */
const INT_MAX = 2_147_483_647;
export const MILLISECONDS: SettingType = { kind: 'int', unit: 'ms', min: 0, max: INT_MAX };

/** The text as it is kept: numbers in the setting's own unit, without it. */
export function readValue(type: SettingType, name: string, value: string): string {
  switch (type.kind) {
    case 'bool': {
      const read = readBoolean(value);
      if (read === undefined) throw new InvalidSetting('', `parameter "${name}" requires a Boolean value`);
      return read ? 'on' : 'off';
    }
    case 'string':
      return value;
    case 'enum': {
      const word = value.toLowerCase();
      const found = type.values.find((each) => each === word);
      if (found !== undefined) return found;
      const flag = type.values.includes('on') ? readBoolean(value) : undefined;
      if (flag === undefined) throw new InvalidSetting(`Available values: ${type.values.join(', ')}.`);
      return flag ? 'on' : 'off';
    }
    case 'int':
    case 'real':
      return readNumber(type, name, value);
  }
}

/** As SHOW prints what is kept. */
export function shownValue(type: SettingType, kept: string): string {
  if ((type.kind !== 'int' && type.kind !== 'real') || type.unit === '' || !(Number(kept) > 0)) return kept;
  const units = unitsOf(type.unit);
  const base = units.get(type.unit) ?? 1;
  const amount = Number(kept) * base;
  for (const [unit, size] of units) {
    if (unit === '8kB') continue;
    const count = amount / size;
    if (Math.abs(count - Math.round(count)) < 1e-9) return `${Math.round(count)}${unit}`;
  }
  return kept;
}

/** Words may be cut short where that is clear. */
function readBoolean(value: string): boolean | undefined {
  const word = value.toLowerCase();
  if (word === '') return undefined;
  if (word === '1' || word === 'on' || 'true'.startsWith(word) || 'yes'.startsWith(word)) return true;
  if (word === '0' || word === 'of' || word === 'off' || 'false'.startsWith(word) || 'no'.startsWith(word)) return false;
  return undefined;
}

const MEMORY = new Map([
  ['TB', 2 ** 40],
  ['GB', 2 ** 30],
  ['MB', 2 ** 20],
  ['8kB', 2 ** 13],
  ['kB', 2 ** 10],
  ['B', 1],
]);
/** In microseconds. */
const TIME = new Map([
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['min', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
]);

function unitsOf(unit: string): ReadonlyMap<string, number> {
  return MEMORY.has(unit) ? MEMORY : TIME;
}

function readNumber(type: Extract<SettingType, { readonly kind: 'int' | 'real' }>, name: string, value: string): string {
  const match = /^\s*([+-]?(?:0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))\s*([a-zA-Z]*)\s*$/i.exec(value);
  const digits = match?.[1] ?? '';
  const written = match?.[2] ?? '';
  if (match === null) throw new InvalidSetting('');
  let number = /0x/i.test(digits) ? Number.parseInt(digits, 16) : Number(digits);
  if (written !== '') {
    if (type.unit === '') throw new InvalidSetting('');
    const units = unitsOf(type.unit);
    const size = written === '8kB' ? undefined : units.get(written);
    if (size === undefined) throw new InvalidSetting(unitHint(units));
    number = (number * size) / (units.get(type.unit) ?? 1);
  }
  if (type.kind === 'int') {
    number = roundToEven(number);
    if (Math.abs(number) > INT_MAX) throw new InvalidSetting('Value exceeds integer range.');
  }
  if (number < type.min || number > type.max) {
    const unit = type.unit === '' ? '' : ` ${type.unit}`;
    throw new InvalidSetting(
      '',
      `${number}${unit} is outside the valid range for parameter "${name}" (${type.min} .. ${shortest(type.max)})`,
    );
  }
  return String(Object.is(number, -0) ? 0 : number);
}

function unitHint(units: ReadonlyMap<string, number>): string {
  const names = [...units.keys()]
    .filter((unit) => unit !== '8kB')
    .map((unit) => `"${unit}"`)
    .reverse();
  return `Valid units for this parameter are ${names.slice(0, -1).join(', ')}, and ${names.at(-1) ?? ''}.`;
}

/** As rint() does. */
function roundToEven(number: number): number {
  const floor = Math.floor(number);
  const rest = number - floor;
  if (rest !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** As %g prints it. */
function shortest(number: number): string {
  return number === Number.POSITIVE_INFINITY || number > 1e300 ? '1.79769e+308' : String(number);
}
