/**
 * inet, cidr, macaddr and macaddr8. An address is kept as text whose order is PostgreSQL's (network_cmp): the family, the bits of
 * the network, which a shorter network with the same beginning precedes, and the whole address in hexadecimal digits. An inet and a
 * cidr of the same address are the same text. A macaddr is its canonical text.
 */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';

export interface NetworkAddress {
  readonly family: 4 | 6;
  readonly address: bigint;
  /** Length of the network's mask. */
  readonly bits: number;
}

const BITS_END = '!';

export function addressBits(family: 4 | 6): 32 | 128 {
  return family === 4 ? 32 : 128;
}

export function networkKey({ family, address, bits }: NetworkAddress): string {
  const width = addressBits(family);
  const network = address.toString(2).padStart(width, '0').slice(0, bits);
  return `${family}${network}${BITS_END}${address.toString(16).padStart(width / 4, '0')}`;
}

export function networkOfKey(key: string): NetworkAddress {
  const end = key.indexOf(BITS_END);
  assert(end > 0, 'a stored network address');
  return { family: key.startsWith('4') ? 4 : 6, address: BigInt(`0x${key.slice(end + 1)}`), bits: end - 1 };
}

/** The address with all bits behind the mask cleared. */
export function networkOf({ family, address, bits }: NetworkAddress): NetworkAddress {
  return { family, address: address & networkMask(family, bits), bits };
}

export function networkMask(family: 4 | 6, bits: number): bigint {
  const width = addressBits(family);
  return ((1n << BigInt(bits)) - 1n) << BigInt(width - bits);
}

function invalidSyntax(type: string, text: string): ConductError {
  return new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${type}: "${text}"`);
}

export function parseNetwork(type: 'inet' | 'cidr', text: string): string {
  const parsed = text.includes(':') ? parseVersion6(text) : type === 'inet' ? parseVersion4(text) : parseNetwork4(text);
  if (parsed === null) throw invalidSyntax(type, text);
  if (type === 'cidr' && networkOf(parsed).address !== parsed.address) {
    throw new ConductError(SQLSTATE.invalidTextRepresentation, `invalid cidr value: "${text}"`, {
      detail: 'Value has bits set to right of mask.',
    });
  }
  return networkKey(parsed);
}

function prefixLength(text: string | undefined, width: number): number | null {
  if (text === undefined || !/^\d+$/.test(text) || (text.length > 1 && text.startsWith('0') && width === 128)) return null;
  const bits = Number(text);
  return bits <= width ? bits : null;
}

function octetsOf(text: string): readonly number[] | null {
  const octets = text.split('.');
  if (octets.length > 4 || !octets.every((octet) => /^\d+$/.test(octet) && Number(octet) <= 255)) return null;
  return octets.map(Number);
}

function addressOfOctets(octets: readonly number[]): bigint {
  return [0, 1, 2, 3].reduce((address, index) => (address << 8n) | BigInt(octets[index] ?? 0), 0n);
}

/** Octets may be missing at the end where a mask says that they are not needed. */
function parseVersion4(text: string): NetworkAddress | null {
  const [octetText = '', ...rest] = text.split('/');
  const octets = octetsOf(octetText);
  if (octets === null || rest.length > 1) return null;
  const bits = rest.length === 0 ? (octets.length === 4 ? 32 : null) : prefixLength(rest[0], 32);
  if (bits === null || bits >> 3 > octets.length) return null;
  return { family: 4, address: addressOfOctets(octets), bits };
}

/** Without a mask the class of the first octet says how long it is, at least as long as what is written. */
function parseNetwork4(text: string): NetworkAddress | null {
  const [octetText = '', ...rest] = text.split('/');
  const hex = /^0[xX]([0-9a-fA-F]+)$/.exec(octetText)?.[1];
  const octets = hex === undefined ? octetsOf(octetText) : hexOctets(hex);
  if (octets === null || rest.length > 1) return null;
  if (rest.length === 1) {
    const bits = prefixLength(rest[0], 32);
    return bits === null ? null : { family: 4, address: addressOfOctets(octets), bits };
  }
  const first = octets[0] ?? 0;
  const classBits = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
  const bits = Math.max(classBits, octets.length * 8);
  return { family: 4, address: addressOfOctets(octets), bits: bits === 8 && first === 224 ? 4 : bits };
}

function hexOctets(digits: string): readonly number[] | null {
  const octets = (digits.match(/.{1,2}/g) ?? []).map((pair) => Number.parseInt(pair.padEnd(2, '0'), 16));
  return octets.length > 4 ? null : octets;
}

function parseVersion6(text: string): NetworkAddress | null {
  const [addressText = '', ...rest] = text.split('/');
  if (rest.length > 1) return null;
  const bits = rest.length === 0 ? 128 : prefixLength(rest[0], 128);
  const words = wordsOf(addressText);
  if (bits === null || words === null) return null;
  return { family: 6, address: words.reduce((address, word) => (address << 16n) | BigInt(word), 0n), bits };
}

/** Eight words of 16 bits; `::` stands for zeros, the last two words may be written as an IPv4 address. */
function wordsOf(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const parts = halves.map((half, index) => (half === '' ? [] : wordList(half, index === halves.length - 1)));
  const [head, tail] = parts;
  if (head === undefined || head === null || tail === null) return null;
  if (tail === undefined) return head.length === 8 ? head : null;
  const zeros = 8 - head.length - tail.length;
  return zeros < 1 ? null : [...head, ...Array.from({ length: zeros }, () => 0), ...tail];
}

function wordList(text: string, isLast: boolean): readonly number[] | null {
  const words: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const octets = octetsOf(part);
      if (!isLast || index !== parts.length - 1 || octets === null || octets.length !== 4) return null;
      const [a = 0, b = 0, c = 0, d = 0] = octets;
      words.push((a << 8) | b, (c << 8) | d);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      words.push(Number.parseInt(part, 16));
    } else {
      return null;
    }
  }
  return words;
}

/** The mask is written where it is not the whole address; always for a cidr. */
export function formatNetwork(type: 'inet' | 'cidr', key: string): string {
  const value = networkOfKey(key);
  const host = formatHost(value);
  return type === 'inet' && value.bits === addressBits(value.family) ? host : `${host}/${value.bits}`;
}

export function formatHost({ family, address }: NetworkAddress): string {
  return family === 4 ? formatOctets(address) : formatWords(address);
}

function formatOctets(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 0xffn).join('.');
}

/** The longest run of at least two zero words is `::`, the first of equal ones; IPv4 addresses within show as such. */
function formatWords(address: bigint): string {
  const words = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - index * 16)) & 0xffffn));
  let [start, length] = [-1, 1];
  for (let at = 0; at < 8; at += 1) {
    let end = at;
    while (end < 8 && words[end] === 0) end += 1;
    if (end - at > length) [start, length] = [at, end - at];
    at = Math.max(at, end - 1);
  }
  const hasVersion4 = start === 0 && (length === 6 || (length === 5 && words[5] === 0xffff));
  const shown = words.slice(0, hasVersion4 ? 6 : 8).map((word) => word.toString(16));
  const last = hasVersion4 ? [formatOctets(address & 0xffff_ffffn)] : [];
  if (start < 0) return shown.join(':');
  return `${shown.slice(0, start).join(':')}::${[...shown.slice(start + length), ...last].join(':')}`;
}

/** abbrev(cidr): only the octets or words that the mask reaches into. */
export function abbreviatedNetwork({ family, address, bits }: NetworkAddress): string {
  if (family === 4) {
    const octets = formatOctets(address).split('.');
    return `${bits === 0 ? '0' : octets.slice(0, Math.ceil(bits / 8)).join('.')}/${bits}`;
  }
  return `${formatWords(address)}/${bits}`;
}

const MAC_FORMS = [
  /^([0-9a-f]{1,2}):([0-9a-f]{1,2}):([0-9a-f]{1,2}):([0-9a-f]{1,2}):([0-9a-f]{1,2}):([0-9a-f]{1,2})$/i,
  /^([0-9a-f]{1,2})-([0-9a-f]{1,2})-([0-9a-f]{1,2})-([0-9a-f]{1,2})-([0-9a-f]{1,2})-([0-9a-f]{1,2})$/i,
  /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})[:-]([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i,
  /^([0-9a-f]{2})([0-9a-f]{2})([.-])([0-9a-f]{2})([0-9a-f]{2})\3([0-9a-f]{2})([0-9a-f]{2})$/i,
  /^([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i,
];

export function parseMac(text: string): string {
  for (const form of MAC_FORMS) {
    const match = form.exec(text.trim());
    if (match !== null) {
      const pairs = match.slice(1).filter((part) => !/^[.-]$/.test(part));
      return pairs.map((pair) => pair.padStart(2, '0').toLowerCase()).join(':');
    }
  }
  throw invalidSyntax('macaddr', text);
}

/** Six or eight bytes, each of two digits, with one kind of separator between them or none; FF FE goes into the middle of six. */
export function parseMac8(text: string): string {
  const inner = text.trim();
  const separators = new Set(inner.replaceAll(/[0-9a-f]/gi, ''));
  const digits = inner.replaceAll(/[:.-]/g, '');
  const isMac = /^(?:[0-9a-f]{2}[:.-]?)*[0-9a-f]{2}$/i.test(inner) && separators.size <= 1;
  if (!isMac || (digits.length !== 12 && digits.length !== 16)) throw invalidSyntax('macaddr8', text);
  const pairs = digits.toLowerCase().match(/../g) ?? [];
  return (pairs.length === 8 ? pairs : [...pairs.slice(0, 3), 'ff', 'fe', ...pairs.slice(3)]).join(':');
}

export function mac8OfMac(mac: string): string {
  return parseMac8(mac);
}

export function macOfMac8(mac: string): string {
  const pairs = mac.split(':');
  if (pairs[3] !== 'ff' || pairs[4] !== 'fe') {
    throw new ConductError(SQLSTATE.numericValueOutOfRange, 'macaddr8 data out of range to convert to macaddr', {
      hint: 'Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.',
    });
  }
  return [...pairs.slice(0, 3), ...pairs.slice(5)].join(':');
}
