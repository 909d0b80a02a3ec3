import { expect } from 'chai';
import { printTable } from '../../src/cli/print-table.js';

describe('table printer', () => {
  it('aligns numbers right and text left, as psql', () => {
    const fields = [
      { name: 'n', typeOid: 23 },
      { name: 'name', typeOid: 25 },
    ];
    expect(
      printTable({
        fields,
        rows: [
          ['1', 'a'],
          ['100', null],
        ],
        tag: 'SELECT 2',
      }),
    ).to.equal('  n  | name \n-----+------\n   1 | a\n 100 |\n(2 rows)\n');
  });

  it('continues values over several lines with a plus sign', () => {
    expect(printTable({ fields: [{ name: 'x', typeOid: 25 }], rows: [['a\nb']], tag: '' })).to.equal(' x \n---\n a+\n b\n(1 row)\n');
  });

  it('counts wide characters twice and combining marks not at all', () => {
    const fields = [
      { name: 'x', typeOid: 25 },
      { name: 'y', typeOid: 25 },
    ];
    const lines = printTable({
      fields,
      rows: [
        ['\u4e2d', 'a'],
        ['e\u0301', 'b'],
      ],
      tag: '',
    }).split('\n');
    expect(lines.slice(1, 4)).to.deep.equal(['----+---', ' \u4e2d | a', ' e\u0301  | b']);
  });

  it('prints the tag of a statement without rows', () => {
    expect(printTable({ fields: [], rows: [], tag: 'CREATE TABLE' })).to.equal('CREATE TABLE\n');
  });
});
