/** Addresses and ranges of them, as pg_hba.conf writes them. */
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Which client addresses a rule is for. */
export interface AddressRange {
  /** As it was written. */
  readonly text: string;
  contains(address: string): boolean;
}

export const ANY_ADDRESS: AddressRange = { text: 'all', contains: () => true };

/** null: the text is no address, or a range that cannot be. */
export function parseAddressRange(text: string, mask: string | null): AddressRange | null {
  const [base = '', prefix] = text.split('/');
  const version = isIP(base);
  if (version === 0) return null;
  const bits = prefix === undefined ? maskBits(mask ?? '', version) : Number(/^\d{1,3}$/.test(prefix) ? prefix : Number.NaN);
  if (!(bits >= 0 && bits <= (version === 4 ? 32 : 128))) return null;
  const list = new BlockList();
  list.addSubnet(base, bits, version === 4 ? 'ipv4' : 'ipv6');
  return {
    text: `${base}/${bits}`,
    contains: (address) => {
      const plain = plainAddress(address);
      return isIPv6(plain) === (version === 6) && list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
    },
  };
}

/** An IPv4 address that came through an IPv6 listener is one of IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

export function isLoopback(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || plain === 'localhost' || /^127\.\d+\.\d+\.\d+$/.test(plain);
}

/** The prefix that `255.255.0.0` stands for; NaN for what is none. */
function maskBits(mask: string, version: number): number {
  if (version !== 4 || isIP(mask) !== 4) return Number.NaN;
  const bits = mask
    .split('.')
    .map((part) => Number(part).toString(2).padStart(8, '0'))
    .join('');
  return /^1*0*$/.test(bits) ? bits.replaceAll('0', '').length : Number.NaN;
}
