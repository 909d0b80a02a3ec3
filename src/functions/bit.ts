/** Operators and functions of bit strings. A value is a text of 0 and 1; positions count from 1 in SUBSTRING, from 0 in get_bit. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { TypeKind } from '../types/sql-type.js';
import { aliases, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';
import { cutText, overlayParts, substringRange } from './substring.js';

const BIT: readonly TypeKind[] = ['bit'];
const PAIR: readonly TypeKind[] = ['bit', 'bit'];

function both(name: string, verb: string, doc: string, combine: (left: number, right: number) => number): FunctionEntry {
  return define(name, PAIR, 'bit', doc, (args) => {
    const [left, right] = [textArg(args, 0), textArg(args, 1)];
    if (left.length !== right.length) {
      throw new ConductError(SQLSTATE.stringDataLengthMismatch, `cannot ${verb} bit strings of different sizes`);
    }
    return Array.from(left, (bit, index) => combine(Number(bit), Number(right[index]))).join('');
  });
}

/** The length stays; zeros come in. */
function shift(bits: string, places: number): string {
  const zeros = '0'.repeat(Math.min(Math.abs(places), bits.length));
  return places >= 0 ? bits.slice(places) + zeros : zeros + bits.slice(0, Math.max(bits.length + places, 0));
}

function checkIndex(bits: string, index: number): void {
  if (index < 0 || index >= bits.length) {
    throw new ConductError(SQLSTATE.arraySubscriptError, `bit index ${index} out of valid range (0..${bits.length - 1})`);
  }
}

function setBit(bits: string, index: number, value: number): string {
  checkIndex(bits, index);
  if (value !== 0 && value !== 1) throw new ConductError(SQLSTATE.invalidParameterValue, 'new bit must be 0 or 1');
  return `${bits.slice(0, index)}${value}${bits.slice(index + 1)}`;
}

function overlay(args: readonly Datum[]): string {
  const [target, part, start] = [textArg(args, 0), textArg(args, 1), numberArg(args, 2)];
  const [before, after] = overlayParts(start, args.length > 3 ? numberArg(args, 3) : part.length);
  return cutText(target, before) + part + cutText(target, after);
}

export const BIT_FUNCTIONS: readonly FunctionEntry[] = [
  define('||', ['varbit', 'varbit'], 'varbit', 'Both, one after the other.', (args) => textArg(args, 0) + textArg(args, 1)),
  both('&', 'AND', 'Bitwise and.', (left, right) => left & right),
  both('|', 'OR', 'Bitwise or.', (left, right) => left | right),
  both('#', 'XOR', 'Bitwise exclusive or.', (left, right) => left ^ right),
  define('~', BIT, 'bit', 'Bitwise not.', (args) => textArg(args, 0).replace(/[01]/g, (bit) => (bit === '0' ? '1' : '0'))),
  define('<<', ['bit', 'int4'], 'bit', 'Shift left, keeping the length.', (args) => shift(textArg(args, 0), numberArg(args, 1))),
  define('>>', ['bit', 'int4'], 'bit', 'Shift right, keeping the length.', (args) => shift(textArg(args, 0), -numberArg(args, 1))),
  ...aliases(['length', 'bit_length'], (name) => define(name, BIT, 'int4', 'Number of bits.', (args) => textArg(args, 0).length)),
  define('octet_length', BIT, 'int4', 'Number of bytes.', (args) => (textArg(args, 0).length + 7) >> 3),
  define('bit_count', BIT, 'int8', 'Number of bits that are set.', (args) => BigInt(textArg(args, 0).replaceAll('0', '').length)),
  define('substring', ['bit', 'int4'], 'bit', 'From that bit on.', (args) =>
    cutText(textArg(args, 0), substringRange(numberArg(args, 1), undefined)),
  ),
  define('substring', ['bit', 'int4', 'int4'], 'bit', 'From that bit on, that many.', (args) =>
    cutText(textArg(args, 0), substringRange(numberArg(args, 1), numberArg(args, 2))),
  ),
  define('position', PAIR, 'int4', 'Where the second argument is in the first, from 1; 0 if not.', (args) => {
    const [bits, part] = [textArg(args, 0), textArg(args, 1)];
    return bits === '' ? 0 : bits.indexOf(part) + 1;
  }),
  define('overlay', ['bit', 'bit', 'int4'], 'bit', 'The second argument put over the first from that bit on.', overlay),
  define('overlay', ['bit', 'bit', 'int4', 'int4'], 'bit', 'The second argument in place of so many bits of the first.', overlay),
  define('get_bit', ['bit', 'int4'], 'int4', 'That bit, from 0 on the left.', (args) => {
    const bits = textArg(args, 0);
    const index = numberArg(args, 1);
    checkIndex(bits, index);
    return Number(bits[index]);
  }),
  define('set_bit', ['bit', 'int4', 'int4'], 'bit', 'With another bit there, from 0 on the left.', (args) =>
    setBit(textArg(args, 0), numberArg(args, 1), numberArg(args, 2)),
  ),
];
