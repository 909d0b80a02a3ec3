import { expect } from 'chai';
import { toWireError } from '../../src/common/errors.js';

describe('errors that cross processes', () => {
  for (const [code, state] of [
    ['ENOSPC', '53100'],
    ['SQLITE_FULL', '53100'],
    ['EIO', '58030'],
    ['SQLITE_IOERR_FSYNC', '58030'],
    ['SQLITE_CONSTRAINT', 'XX000'],
  ] as const) {
    it(`have ${state} for ${code}`, () => {
      expect(toWireError(Object.assign(new Error('it failed'), { code }))).to.deep.equal({ code: state, message: 'it failed' });
    });
  }
});
