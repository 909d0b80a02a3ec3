/** money: cents in 64 bits, written as in the locale C: $1,234.56. */
import { ConductError, SQLSTATE } from '../common/errors.js';

const FRACTION_DIGITS = 2;
const MAX = (1n << 63n) - 1n;
const MIN = -(1n << 63n);

/** A sign, brackets for a negative amount, $ and group separators are taken where PostgreSQL takes them; further digits are rounded. */
const FORM = /^\s*\$?\s*([-+(]?)\s*\$?\s*([\d,]*)(?:\.([\d,]*))?\s*([-+)$\s]*)$/;

export function parseMoney(text: string): bigint {
  const match = FORM.exec(text);
  if (match === null) throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type money: "${text}"`);
  const [, sign = '', whole = '', fraction = '', rest = ''] = match;
  const digits = fraction.replaceAll(',', '');
  const kept = digits.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0');
  const rounded = (digits[FRACTION_DIGITS] ?? '0') >= '5' ? 1n : 0n;
  const size = BigInt(`${whole.replaceAll(',', '')}${kept}`) + rounded;
  const cents = sign === '-' || sign === '(' || rest.includes('-') ? -size : size;
  if (cents > MAX || cents < MIN) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `value "${text}" is out of range for type money`);
  }
  return cents;
}

export function formatMoney(cents: bigint): string {
  const digits = (cents < 0n ? -cents : cents).toString().padStart(FRACTION_DIGITS + 1, '0');
  const whole = digits.slice(0, -FRACTION_DIGITS).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${cents < 0n ? '-' : ''}$${whole}.${digits.slice(-FRACTION_DIGITS)}`;
}

export function checkedMoney(cents: bigint): bigint {
  if (cents > MAX || cents < MIN) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'bigint out of range');
  return cents;
}
