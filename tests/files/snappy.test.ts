import { expect } from 'chai';
import { decompressSnappy as arbiter } from 'hyparquet-compressors';
import { ConductError } from '../../src/common/errors.js';
import { decompressSnappy } from '../../src/storage/formats/snappy-decoder.js';
import { snappyCompress } from '../../src/storage/formats/write/snappy.js';

describe('Snappy', () => {
  /** Repetitions at all small distances, numbers, noise, and lengths around those that the code treats alike. */
  const contents: readonly Uint8Array[] = [
    ...[0, 1, 2, 7, 8, 9, 15, 16, 17, 59, 60, 61, 62, 255, 256, 257].map((length) =>
      Uint8Array.from({ length }, (_, i) => (i * 167) & 255),
    ),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 63, 64, 65].map((period) => Uint8Array.from({ length: 5_000 }, (_, i) => (i % period) * 31)),
    new Uint8Array(BigInt64Array.from({ length: 20_000 }, (_, i) => BigInt(i * 37)).buffer),
    Uint8Array.from({ length: 200_000 }, (_, i) => Math.imul(i, 0x9e3779b1) >>> 24),
  ];

  it('comes out as it went in', () => {
    for (const content of contents) {
      const packed = snappyCompress(content);
      expect(Buffer.compare(decompressSnappy(packed, content.length), content), `${content.length} bytes`).to.equal(0);
      expect(Buffer.compare(arbiter(packed, content.length), content)).to.equal(0);
    }
  });

  it('reads literals and copies of every form', () => {
    const long = Uint8Array.from({ length: 300 }, (_, i) => i & 255);
    // A literal whose length takes two bytes, then a copy with an offset of one byte and three bits, of two bytes, and of four.
    const packed = Uint8Array.of(
      ...[0xbe, 0x02],
      ...[0xf4, 0x2b, 0x01],
      ...long,
      ...[0x21, 0x2c],
      ...[0x1a, 0x2c, 0x01],
      ...[0x07, 0x01, 0, 0, 0],
      ...[0x05, 0x01],
    );
    const out = decompressSnappy(packed, 318);
    expect([...out.subarray(300)]).to.deep.equal([...arbiter(packed, 318).subarray(300)]);
  });

  it('is refused when it is damaged, and never read or written beyond', () => {
    let refused = 0;
    for (const content of contents.slice(10)) {
      const packed = snappyCompress(content);
      for (let round = 0; round < 60; round += 1) {
        const damaged = packed.slice(0, round % 3 === 0 ? Math.imul(round, 7919) % packed.length : packed.length);
        if (damaged.length > 3) damaged[3 + (Math.imul(round, 104_729) % (damaged.length - 3))] = round * 5;
        try {
          expect(decompressSnappy(damaged, content.length)).to.have.length(content.length);
        } catch (error) {
          expect(error).to.be.instanceOf(ConductError).with.property('code', 'XX001');
          refused += 1;
        }
      }
    }
    expect(refused).to.be.greaterThan(100);
  });
});
