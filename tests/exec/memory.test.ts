import { expect } from 'chai';
import { PageMemory } from '../../src/exec/memory.js';

describe('the shared memory', () => {
  it('zeroes the bytes that it is asked to, and no others', () => {
    const memory = PageMemory.create(4 << 20);
    const address = memory.allocate(256);
    for (const [from, bytes] of [
      [0, 0],
      [0, 64],
      [3, 2],
      [3, 5],
      [3, 6],
      [5, 40],
      [8, 9],
    ] as const) {
      memory.bytes().fill(7, address, address + 128);
      memory.zero(address + from, bytes);
      const expected = Array.from({ length: 128 }, (_, at) => (at >= from && at < from + bytes ? 0 : 7));
      expect([...memory.bytes().subarray(address, address + 128)]).to.deep.equal(expected);
    }
  });
});
