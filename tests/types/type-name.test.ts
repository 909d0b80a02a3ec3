import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { TYPES } from '../../src/types/sql-type.js';
import { formatType, parseTypeName, typeFromName, typeFromOid, typeLength, typmodOf } from '../../src/types/type-name.js';

describe('type names', () => {
  it('reads aliases and modifiers', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['int', 'integer'],
      ['INT4', 'integer'],
      ['pg_catalog.int8', 'bigint'],
      ['decimal(10)', 'numeric(10,0)'],
      ['numeric(15, 2)', 'numeric(15,2)'],
      ['numeric', 'numeric'],
      ['varchar(10)', 'character varying(10)'],
      ['character  varying', 'character varying'],
      ['char', 'character(1)'],
      ['char(25)', 'character(25)'],
      ['bpchar', 'bpchar'],
      ['float', 'double precision'],
      ['double precision', 'double precision'],
      ['timestamp', 'timestamp without time zone'],
      ['timestamp(6) without time zone', 'timestamp without time zone'],
      ['timestamp without time zone', 'timestamp without time zone'],
      ['bool', 'boolean'],
    ];
    for (const [text, expected] of cases) expect(formatType(parseTypeName(text)), text).to.equal(expected);
  });

  it('refuses unknown names and modifiers out of range', () => {
    const codes: readonly (readonly [string, string])[] = [
      ['nothing', '42704'],
      ['numeric(0)', '22023'],
      ['numeric(1001)', '22023'],
      ['numeric(10,1001)', '22023'],
      ['varchar(0)', '22023'],
      ['char(10485761)', '22023'],
      ['integer(3)', '42601'],
      ['timestamp(-1)', '22023'],
    ];
    for (const [text, code] of codes) {
      expect(() => parseTypeName(text), text)
        .to.throw(ConductError)
        .with.property('code', code);
    }
    expect(typeFromName('nothing')).to.equal(undefined);
  });

  it('encodes the modifiers that RowDescription sends', () => {
    expect(typmodOf(parseTypeName('numeric(15,2)'))).to.equal(983046);
    expect(typmodOf(parseTypeName('varchar(10)'))).to.equal(14);
    expect(typmodOf(parseTypeName('char(25)'))).to.equal(29);
    expect(typmodOf(TYPES.numeric)).to.equal(-1);
    for (const name of ['numeric(15,2)', 'numeric(3,-2)', 'numeric(2,4)', 'numeric', 'varchar(10)', 'bpchar', 'date']) {
      const type = parseTypeName(name);
      const oid = { numeric: 1700, varchar: 1043, char: 1042, date: 1082 }[type.kind as 'date'];
      expect(typeFromOid(oid ?? 0, typmodOf(type)), name).to.deep.equal(type);
    }
    expect(typeFromOid(142)).to.equal(undefined);
  });

  it('knows the sizes of pg_type', () => {
    expect(typeLength(TYPES.int4)).to.equal(4);
    expect(typeLength(TYPES.interval)).to.equal(16);
    expect(typeLength(TYPES.text)).to.equal(-1);
    expect(typeLength(TYPES.name)).to.equal(64);
  });
});
