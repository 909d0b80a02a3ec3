import { expect } from 'chai';
import { defaultExecutors, defaultWorkerMemory, parseSize } from '../../src/cli/size.js';

describe('sizes', () => {
  it('reads units as powers of 1,024', () => {
    expect(parseSize('512MB')).to.equal(512 * 2 ** 20);
    expect(parseSize('2GiB')).to.equal(2 ** 31);
    expect(parseSize('1.5g')).to.equal(1.5 * 2 ** 30);
    expect(parseSize('4096')).to.equal(4096);
    expect(parseSize('7 kB')).to.equal(7 * 1024);
  });

  it('refuses what is no size', () => {
    for (const text of ['', 'MB', '-1', '0', '1TBs', 'x1']) expect(() => parseSize(text)).to.throw('not a size');
  });

  it('shares the machine between workers', () => {
    expect(defaultExecutors(1_000)).to.equal(1);
    expect(defaultWorkerMemory(1)).to.be.at.most(2 ** 32);
    expect(defaultWorkerMemory(4)).to.be.lessThan(defaultWorkerMemory(1) + 1);
  });
});
