import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { canCoerce, coercionPath, commonType } from '../../src/types/coercion.js';
import { TYPES } from '../../src/types/sql-type.js';
import { formatType, parseTypeName } from '../../src/types/type-name.js';

function common(...names: readonly string[]): string {
  return formatType(commonType(names.map(parseTypeName), 'CASE'));
}

describe('coercion', () => {
  it('allows casts by context as pg_cast does', () => {
    const cases: readonly (readonly [string, string, string])[] = [
      ['int4', 'int8', 'implicit'],
      ['int4', 'float8', 'implicit'],
      ['int8', 'int4', 'assignment'],
      ['float8', 'numeric', 'assignment'],
      ['numeric', 'float8', 'implicit'],
      ['int4', 'bool', 'explicit'],
      ['bool', 'int4', 'explicit'],
      ['int4', 'text', 'assignment'],
      ['text', 'int4', 'explicit'],
      ['date', 'timestamp', 'implicit'],
      ['timestamp', 'date', 'assignment'],
      ['date', 'text', 'assignment'],
      ['varchar', 'text', 'implicit'],
      ['text', 'bpchar', 'implicit'],
      ['unknown', 'date', 'implicit'],
      ['name', 'varchar', 'assignment'],
    ];
    const contexts = ['implicit', 'assignment', 'explicit'] as const;
    for (const [from, to, least] of cases) {
      for (const context of contexts) {
        const allowed = contexts.indexOf(context) >= contexts.indexOf(least as 'implicit');
        expect(canCoerce(parseTypeName(from), parseTypeName(to), context), `${from} to ${to}, ${context}`).to.equal(allowed);
      }
    }
    expect(canCoerce(parseTypeName('int4'), parseTypeName('date'), 'explicit')).to.equal(false);
    expect(canCoerce(parseTypeName('int8'), parseTypeName('bool'), 'explicit')).to.equal(false);
    expect(coercionPath(TYPES.varchar, TYPES.text, 'implicit')).to.equal('relabel');
    expect(coercionPath(TYPES.bpchar, TYPES.text, 'implicit')).to.equal('function');
  });

  it('picks the common type of CASE, UNION and IN', () => {
    expect(common('int4', 'int8')).to.equal('bigint');
    expect(common('int4', 'numeric(15,2)')).to.equal('numeric');
    expect(common('numeric(15,2)', 'numeric(15,2)')).to.equal('numeric(15,2)');
    expect(common('numeric(15,2)', 'numeric(10,2)')).to.equal('numeric');
    expect(common('numeric', 'float8', 'int4')).to.equal('double precision');
    expect(common('unknown', 'date')).to.equal('date');
    expect(common('unknown', 'unknown')).to.equal('text');
    expect(common('varchar(3)', 'text')).to.equal('character varying');
    expect(common('text', 'varchar(3)')).to.equal('text');
    expect(common('varchar(3)', 'char(3)')).to.equal('character varying');
    expect(common('date', 'timestamp')).to.equal('timestamp without time zone');
    expect(common('char(3)', 'unknown')).to.equal('bpchar');
    expect(() => common('int4', 'text'))
      .to.throw(ConductError, 'CASE types integer and text cannot be matched')
      .with.property('code', '42804');
  });
});
