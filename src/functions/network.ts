/** Operators and functions of inet, cidr, macaddr and macaddr8, of pg_lsn and xid8. */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import { addDecimals, decimalFromInteger, decimalToInteger, subtractDecimals } from '../types/decimal.js';
import { unsignedKey, unsignedOfKey } from '../types/log-position.js';
import {
  abbreviatedNetwork,
  addressBits,
  formatHost,
  formatNetwork,
  type NetworkAddress,
  networkKey,
  networkMask,
  networkOf,
  networkOfKey,
} from '../types/network.js';
import type { TypeKind } from '../types/sql-type.js';
import { bigintArg, decimalArg, define, numberArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const INET: readonly TypeKind[] = ['inet'];
const INETS: readonly TypeKind[] = ['inet', 'inet'];

function address(args: readonly Datum[], index: number): NetworkAddress {
  return networkOfKey(textArg(args, index));
}

function allOnes({ family }: NetworkAddress): bigint {
  return (1n << BigInt(addressBits(family))) - 1n;
}

/** Whether the second is within the network of the first. */
function isWithin(outer: NetworkAddress, inner: NetworkAddress): boolean {
  if (outer.family !== inner.family || inner.bits < outer.bits) return false;
  const mask = networkMask(outer.family, outer.bits);
  return (outer.address & mask) === (inner.address & mask);
}

function relation(
  name: string,
  also: string,
  doc: string,
  holds: (left: NetworkAddress, right: NetworkAddress) => boolean,
): FunctionEntry[] {
  return [name, also].map((each) => define(each, INETS, 'bool', doc, (args) => holds(address(args, 0), address(args, 1))));
}

function bitwise(name: string, also: string, verb: string, combine: (left: bigint, right: bigint) => bigint): FunctionEntry[] {
  return [name, also].map((each) =>
    define(each, INETS, 'inet', `Bitwise ${verb.toLowerCase()}.`, (args) => {
      const [left, right] = [address(args, 0), address(args, 1)];
      if (left.family !== right.family) {
        throw new ConductError(SQLSTATE.invalidParameterValue, `cannot ${verb} inet values of different sizes`);
      }
      return networkKey({ ...left, bits: Math.max(left.bits, right.bits), address: combine(left.address, right.address) });
    }),
  );
}

function shifted(value: NetworkAddress, by: bigint): string {
  const sum = value.address + by;
  if (sum < 0n || sum > allOnes(value)) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'result is out of range');
  return networkKey({ ...value, address: sum });
}

function distance(left: NetworkAddress, right: NetworkAddress): bigint {
  if (left.family !== right.family) {
    throw new ConductError(SQLSTATE.invalidParameterValue, 'cannot subtract inet values of different sizes');
  }
  const difference = left.address - right.address;
  if (BigInt.asIntN(64, difference) !== difference) throw new ConductError(SQLSTATE.numericValueOutOfRange, 'result is out of range');
  return difference;
}

function checkedMaskLength(value: NetworkAddress, bits: number): number {
  const width = addressBits(value.family);
  if (bits < -1 || bits > width) throw new ConductError(SQLSTATE.invalidParameterValue, `invalid mask length: ${bits}`);
  return bits === -1 ? width : bits;
}

/** The smallest network that has both in it. */
function merged(left: NetworkAddress, right: NetworkAddress): string {
  if (left.family !== right.family) {
    throw new ConductError(SQLSTATE.invalidParameterValue, 'cannot merge addresses from different families');
  }
  let bits = Math.min(left.bits, right.bits);
  while ((left.address & networkMask(left.family, bits)) !== (right.address & networkMask(left.family, bits))) bits -= 1;
  return networkKey(networkOf({ ...left, bits }));
}

const NETWORK_FUNCTIONS: readonly FunctionEntry[] = [
  ...relation(
    '<<',
    'network_sub',
    'Whether the first is within the network of the second, and not it.',
    (a, b) => isWithin(b, a) && a.bits > b.bits,
  ),
  ...relation('<<=', 'network_subeq', 'Whether the first is within the network of the second, or it.', (a, b) => isWithin(b, a)),
  ...relation(
    '>>',
    'network_sup',
    'Whether the second is within the network of the first, and not it.',
    (a, b) => isWithin(a, b) && b.bits > a.bits,
  ),
  ...relation('>>=', 'network_supeq', 'Whether the second is within the network of the first, or it.', (a, b) => isWithin(a, b)),
  ...relation('&&', 'network_overlap', 'Whether one is within the network of the other.', (a, b) => isWithin(a, b) || isWithin(b, a)),
  define('~', INET, 'inet', 'Bitwise not.', (args) => {
    const value = address(args, 0);
    return networkKey({ ...value, address: value.address ^ allOnes(value) });
  }),
  ...bitwise('&', 'inetand', 'AND', (a, b) => a & b),
  ...bitwise('|', 'inetor', 'OR', (a, b) => a | b),
  define('+', ['inet', 'int8'], 'inet', 'So many addresses on.', (args) => shifted(address(args, 0), bigintArg(args, 1))),
  define('+', ['int8', 'inet'], 'inet', 'So many addresses on.', (args) => shifted(address(args, 1), bigintArg(args, 0))),
  define('-', ['inet', 'int8'], 'inet', 'So many addresses back.', (args) => shifted(address(args, 0), -bigintArg(args, 1))),
  define('-', INETS, 'int8', 'How many addresses lie between.', (args) => distance(address(args, 0), address(args, 1))),
  define('abbrev', INET, 'text', 'In short.', (args) => formatNetwork('inet', textArg(args, 0))),
  define('abbrev', ['cidr'], 'text', 'In short: the octets that the mask reaches into.', (args) => abbreviatedNetwork(address(args, 0))),
  define('text', INET, 'text', 'With the length of the mask.', (args) => formatNetwork('cidr', textArg(args, 0))),
  define('host', INET, 'text', 'The address alone.', (args) => formatHost(address(args, 0))),
  define('family', INET, 'int4', '4 or 6.', (args) => address(args, 0).family),
  define('masklen', INET, 'int4', 'The length of the mask.', (args) => address(args, 0).bits),
  define('broadcast', INET, 'inet', 'The last address of the network.', (args) => {
    const value = address(args, 0);
    return networkKey({ ...value, address: value.address | (allOnes(value) ^ networkMask(value.family, value.bits)) });
  }),
  define('netmask', INET, 'inet', 'The mask as an address.', (args) => {
    const value = address(args, 0);
    return networkKey({ ...value, bits: addressBits(value.family), address: networkMask(value.family, value.bits) });
  }),
  define('hostmask', INET, 'inet', 'What is not the mask, as an address.', (args) => {
    const value = address(args, 0);
    return networkKey({ ...value, bits: addressBits(value.family), address: allOnes(value) ^ networkMask(value.family, value.bits) });
  }),
  define('network', INET, 'cidr', 'The network of the address.', (args) => networkKey(networkOf(address(args, 0)))),
  define('set_masklen', ['inet', 'int4'], 'inet', 'With a mask of that length.', (args) => {
    const value = address(args, 0);
    return networkKey({ ...value, bits: checkedMaskLength(value, numberArg(args, 1)) });
  }),
  define('set_masklen', ['cidr', 'int4'], 'cidr', 'With a mask of that length.', (args) => {
    const value = address(args, 0);
    return networkKey(networkOf({ ...value, bits: checkedMaskLength(value, numberArg(args, 1)) }));
  }),
  define(
    'inet_same_family',
    INETS,
    'bool',
    'Whether both are IPv4, or both IPv6.',
    (args) => address(args, 0).family === address(args, 1).family,
  ),
  define('inet_merge', INETS, 'cidr', 'The smallest network that has both in it.', (args) => merged(address(args, 0), address(args, 1))),
];

// Hardware addresses -----------------------------------------------------------------------------------------------------------

function bytesOf(mac: string): readonly number[] {
  return mac.split(':').map((pair) => Number.parseInt(pair, 16));
}

function macOf(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** The maker's part stays. */
function truncated(mac: string): string {
  return macOf(bytesOf(mac).map((byte, index) => (index < 3 ? byte : 0)));
}

function macFunctions(kind: 'macaddr' | 'macaddr8'): readonly FunctionEntry[] {
  const pair = (name: string, doc: string, combine: (left: number, right: number) => number): FunctionEntry =>
    define(name, [kind, kind], kind, doc, (args) => {
      const right = bytesOf(textArg(args, 1));
      return macOf(bytesOf(textArg(args, 0)).map((byte, index) => combine(byte, known(right[index], 'byte'))));
    });
  return [
    define('~', [kind], kind, 'Bitwise not.', (args) => macOf(bytesOf(textArg(args, 0)).map((byte) => byte ^ 0xff))),
    pair('&', 'Bitwise and.', (left, right) => left & right),
    pair('|', 'Bitwise or.', (left, right) => left | right),
    define('trunc', [kind], kind, "The maker's part, and zeros.", (args) => truncated(textArg(args, 0))),
  ];
}

// Unsigned numbers -------------------------------------------------------------------------------------------------------------

function movedPosition(args: readonly Datum[], position: number, bytes: number, sign: 1 | -1): string {
  const count = decimalArg(args, bytes);
  if (count.special === 'NaN') {
    const operation = sign === 1 ? 'add NaN to' : 'subtract NaN from';
    throw new ConductError(SQLSTATE.numericValueOutOfRange, `cannot ${operation} pg_lsn`);
  }
  const from = decimalFromInteger(unsignedOfKey(textArg(args, position)));
  const moved = decimalToInteger(sign === 1 ? addDecimals(from, count) : subtractDecimals(from, count));
  if (moved === undefined || moved < 0n || moved >= 1n << 64n) {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'pg_lsn out of range');
  }
  return unsignedKey(moved);
}

export const NETWORK_AND_POSITION_FUNCTIONS: readonly FunctionEntry[] = [
  ...NETWORK_FUNCTIONS,
  ...macFunctions('macaddr'),
  ...macFunctions('macaddr8'),
  define('macaddr8_set7bit', ['macaddr8'], 'macaddr8', 'With the seventh bit set, as in IPv6 addresses.', (args) => {
    return macOf(bytesOf(textArg(args, 0)).map((byte, index) => (index === 0 ? byte | 2 : byte)));
  }),
  define('-', ['pg_lsn', 'pg_lsn'], 'numeric', 'Bytes between two positions.', (args) =>
    decimalFromInteger(unsignedOfKey(textArg(args, 0)) - unsignedOfKey(textArg(args, 1))),
  ),
  define('+', ['pg_lsn', 'numeric'], 'pg_lsn', 'So many bytes on.', (args) => movedPosition(args, 0, 1, 1)),
  define('+', ['numeric', 'pg_lsn'], 'pg_lsn', 'So many bytes on.', (args) => movedPosition(args, 1, 0, 1)),
  define('-', ['pg_lsn', 'numeric'], 'pg_lsn', 'So many bytes back.', (args) => movedPosition(args, 0, 1, -1)),
];
