/**
 * The type of a column from the texts of a sample. Guesses are those that other tools make: a truth value, an integer, a float, a date, a
 * time of day, a timestamp, else text. A value further on that does not fit is an error where it is met, not a NULL.
 */
import { type SqlType, TYPES } from '../../types/sql-type.js';
import { parseText } from '../../types/text-format.js';

interface Candidate {
  readonly type: SqlType;
  readonly looksLike: RegExp;
  /** What the pattern can't tell. */
  readonly isValid: (text: string) => boolean;
}

const always = (): boolean => true;

/** From the narrowest on; each takes all that the ones before it of its family take. */
const CANDIDATES: readonly Candidate[] = [
  { type: TYPES.bool, looksLike: /^(true|false)$/i, isValid: always },
  { type: TYPES.int8, looksLike: /^[+-]?\d{1,19}$/, isValid: isInt8 },
  { type: TYPES.float8, looksLike: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/, isValid: always },
  { type: TYPES.date, looksLike: /^\d{4}-\d{1,2}-\d{1,2}$/, isValid: (text) => parses(TYPES.date, text) },
  { type: TYPES.time, looksLike: /^\d{1,2}:\d{2}:\d{2}(\.\d{1,6})?$/, isValid: (text) => parses(TYPES.time, text) },
  {
    type: TYPES.timestamp,
    looksLike: /^\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$/,
    isValid: (text) => parses(TYPES.timestamp, text),
  },
  {
    type: TYPES.timestamptz,
    looksLike: /^\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)? ?(Z|[+-]\d{2}(:?\d{2})?)$/,
    isValid: (text) => parses(TYPES.timestamptz, text),
  },
];

export class TypeGuess {
  #left: readonly Candidate[] = CANDIDATES;
  #seen = false;

  /** A value that is not NULL. */
  note(text: string): void {
    this.#seen = true;
    if (this.#left.length === 0) return;
    const fits = this.#left.filter(({ looksLike, isValid }) => looksLike.test(text) && isValid(text));
    this.#left = fits.length === this.#left.length ? this.#left : fits;
  }

  /** null: there was no value. */
  get type(): SqlType | null {
    return this.#seen ? (this.#left[0]?.type ?? TYPES.text) : null;
  }
}

/** Whether a value can be one of a column of the type. */
export function fitsType(type: SqlType, text: string): boolean {
  const candidate = CANDIDATES.find((one) => one.type.kind === type.kind);
  return candidate === undefined || (candidate.looksLike.test(text) && candidate.isValid(text));
}

function isInt8(text: string): boolean {
  const value = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, value) === value;
}

function parses(type: SqlType, text: string): boolean {
  try {
    parseText(type, text);
    return true;
  } catch {
    return false;
  }
}
