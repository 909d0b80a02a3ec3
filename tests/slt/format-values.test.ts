import { expect } from 'chai';
import { formatRows, formatTyped, hashValues } from '../../sqllogictest/runner/format-values.js';

describe('sqllogictest values', () => {
  it('prints integers as C does: bool as a digit, fractions cut, other text 0', () => {
    expect(formatTyped('t', 'I', 16)).to.equal('1');
    expect(formatTyped('f', 'I', 16)).to.equal('0');
    expect(formatTyped('12.99', 'I', 1700)).to.equal('12');
    expect(formatTyped('-0.5', 'I', 1700)).to.equal('0');
    expect(formatTyped('1e+20', 'I', 701)).to.equal('100000000000000000000');
    expect(formatTyped('9223372036854775807', 'I', 20)).to.equal('9223372036854775807');
    expect(formatTyped('abc', 'I', 25)).to.equal('0');
    expect(formatTyped(null, 'I', 23)).to.equal('NULL');
  });

  it('prints reals with three digits, halves to even as printf', () => {
    expect(formatTyped('0.0625', 'R', 701)).to.equal('0.062');
    expect(formatTyped('0.1875', 'R', 701)).to.equal('0.188');
    expect(formatTyped('-0.0625', 'R', 701)).to.equal('-0.062');
    expect(formatTyped('1.0005', 'R', 1700)).to.equal((1.0005).toFixed(3));
    expect(formatTyped('3', 'R', 23)).to.equal('3.000');
    expect(formatTyped('1e22', 'R', 701)).to.equal('10000000000000000000000.000');
  });

  it('marks empty text and bytes outside printable ASCII', () => {
    expect(formatTyped('', 'T', 25)).to.equal('(empty)');
    expect(formatTyped('a\tb\u00e9', 'T', 25)).to.equal('a@b@@');
  });

  it('shows the server text in the modes of the Rust runner', () => {
    expect(formatRows([['t', '1.50', null, '', 'a\nb']], [16, 1700, 23, 25, 25], 'BRITT', 'valuewise', 'nosort')).to.deep.equal([
      ['t', '1.50', 'NULL', '(empty)', 'a\\nb'],
    ]);
  });

  it('sorts rows and values by bytes, not by UTF-16 units', () => {
    // U+FF5E is less than U+1F600 in bytes, but greater in UTF-16 units.
    const rows = [['\u{1F600}'], ['\uFF5E'], ['b'], ['B']];
    expect(formatRows(rows, [25], 'T', 'valuewise', 'rowsort').flat()).to.deep.equal(['B', 'b', '\uFF5E', '\u{1F600}']);
    expect(
      formatRows(
        [
          ['2', '10'],
          ['1', '3'],
        ],
        [23, 23],
        'II',
        'typed',
        'valuesort',
      ).flat(),
    ).to.deep.equal(['1', '10', '2', '3']);
    expect(
      formatRows(
        [
          ['2', 'a'],
          ['10', 'b'],
        ],
        [23, 25],
        'IT',
        'typed',
        'rowsort',
      ).flat(),
    ).to.deep.equal(['10', 'b', '2', 'a']);
  });

  it('hashes each value with a newline', () => {
    // echo -e '1\n2' | md5sum
    expect(hashValues(['1', '2'])).to.equal('2 values hashing to 6ddb4095eb719e2a9f0a3f95677d24e0');
  });
});
