/** The binary form of inet and cidr: network_send, network_recv. */
import { BinaryReader, badBinary } from './binary-reader.js';
import { addressBits, networkKey, networkOf, networkOfKey } from './network.js';

/** PGSQL_AF_INET and PGSQL_AF_INET6. */
const FAMILY_BYTES = { 4: 2, 6: 3 } as const;

export function formatBinaryNetwork(kind: 'inet' | 'cidr', key: string): Uint8Array {
  const { family, address, bits } = networkOfKey(key);
  const length = addressBits(family) / 8;
  const digits = address.toString(16).padStart(length * 2, '0');
  return Buffer.concat([Uint8Array.of(FAMILY_BYTES[family], bits, kind === 'cidr' ? 1 : 0, length), Buffer.from(digits, 'hex')]);
}

export function parseBinaryNetwork(kind: 'inet' | 'cidr', view: DataView): string {
  const reader = new BinaryReader(view);
  const familyByte = reader.uint8();
  const family = familyByte === FAMILY_BYTES[4] ? 4 : familyByte === FAMILY_BYTES[6] ? 6 : null;
  if (family === null) throw badBinary(`invalid address family in external "${kind}" value`);
  const bits = reader.uint8();
  if (bits > addressBits(family)) throw badBinary(`invalid bits in external "${kind}" value`);
  // Whether it is a cidr is what the type says.
  reader.uint8();
  const length = reader.uint8();
  if (length !== addressBits(family) / 8) throw badBinary(`invalid length in external "${kind}" value`);
  const address = BigInt(`0x${Buffer.from(reader.bytes(length)).toString('hex')}`);
  reader.end();
  const network = { family, address, bits } as const;
  if (kind === 'cidr' && networkOf(network).address !== address) throw badBinary('invalid external "cidr" value');
  return networkKey(network);
}
