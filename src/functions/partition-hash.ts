/** Bob Jenkins' hash of 2006 (lookup3) as PostgreSQL has it (hashfn.c), with a seed of 64 bits and a result of 64. */

type State = [number, number, number];

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function mix(state: State): void {
  let [a, b, c] = state;
  a = ((a - c) ^ rotate(c, 4)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 6)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 8)) | 0;
  b = (b + a) | 0;
  a = ((a - c) ^ rotate(c, 16)) | 0;
  c = (c + b) | 0;
  b = ((b - a) ^ rotate(a, 19)) | 0;
  a = (a + c) | 0;
  c = ((c - b) ^ rotate(b, 4)) | 0;
  b = (b + a) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
}

function final(state: State): void {
  let [a, b, c] = state;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  state[0] = a;
  state[1] = b;
  state[2] = c;
}

function start(length: number, seed: bigint): State {
  const first = (0x9e37_79b9 + length + 3_923_095) | 0;
  const state: State = [first, first, first];
  if (seed !== 0n) {
    state[0] = (state[0] + Number(BigInt.asIntN(32, seed >> 32n))) | 0;
    state[1] = (state[1] + Number(BigInt.asIntN(32, seed))) | 0;
    mix(state);
  }
  return state;
}

function result([, b, c]: State): bigint {
  return BigInt.asIntN(64, (BigInt(b >>> 0) << 32n) | BigInt(c >>> 0));
}

export function hashUint32Extended(value: number, seed: bigint): bigint {
  const state = start(4, seed);
  state[0] = (state[0] + value) | 0;
  final(state);
  return result(state);
}

export function hashBytesExtended(bytes: Uint8Array, seed: bigint): bigint {
  const state = start(bytes.length, seed);
  const byte = (at: number): number => bytes[at] ?? 0;
  const word = (at: number): number => byte(at) | (byte(at + 1) << 8) | (byte(at + 2) << 16) | (byte(at + 3) << 24);
  let at = 0;
  for (; bytes.length - at >= 12; at += 12) {
    state[0] = (state[0] + word(at)) | 0;
    state[1] = (state[1] + word(at + 4)) | 0;
    state[2] = (state[2] + word(at + 8)) | 0;
    mix(state);
  }
  state[0] = (state[0] + word(at)) | 0;
  state[1] = (state[1] + word(at + 4)) | 0;
  // The lowest byte of the third word is left to the length.
  state[2] = (state[2] + (word(at + 8) << 8)) | 0;
  final(state);
  return result(state);
}
