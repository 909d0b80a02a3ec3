import { expect } from 'chai';
import { AGGREGATES } from '../../src/functions/aggregates.js';
import {
  FUNCTIONS,
  findFunction,
  functionStyleCast,
  resolveAggregate,
  resolveFunction,
  resolveOperator,
} from '../../src/functions/registry.js';
import { TYPES } from '../../src/types/sql-type.js';
import { formatType, parseTypeName } from '../../src/types/type-name.js';

describe('registry', () => {
  it('has each signature once', () => {
    const signatures = FUNCTIONS.map((entry) => `${entry.name}(${entry.args.join(', ')})`);
    expect(signatures.filter((each, index) => signatures.indexOf(each) !== index)).to.deep.equal([]);
    const aggregates = AGGREGATES.map((entry) => `${entry.name}(${entry.args.join(', ')})`);
    expect(new Set(aggregates).size).to.equal(aggregates.length);
  });

  it('finds the entry of a bound call by exact kinds', () => {
    expect(findFunction('+', [TYPES.int4, TYPES.int4])?.args).to.deep.equal(['int4', 'int4']);
    expect(findFunction('+', [TYPES.int4, TYPES.int8])).to.equal(undefined);
    expect(findFunction('concat', [TYPES.text, TYPES.text, TYPES.text])?.name).to.equal('concat');
  });

  it('keeps the modifiers of arguments that need no cast', () => {
    const resolution = resolveOperator('*', parseTypeName('numeric(15,2)'), parseTypeName('int4'));
    expect(resolution.kind === 'resolved' && resolution.casts.map(formatType)).to.deep.equal(['numeric(15,2)', 'numeric']);
    const text = resolveOperator('=', parseTypeName('varchar(10)'), parseTypeName('unknown'));
    expect(text.kind === 'resolved' && text.casts.map(formatType)).to.deep.equal(['text', 'text']);
  });

  it('gives aggregates the result types of PostgreSQL', () => {
    const cases: readonly (readonly [string, string | null, string])[] = [
      ['count', null, 'bigint'],
      ['count', 'date', 'bigint'],
      ['sum', 'int2', 'bigint'],
      ['sum', 'int4', 'bigint'],
      ['sum', 'int8', 'numeric'],
      ['sum', 'numeric(15,2)', 'numeric'],
      ['sum', 'float4', 'real'],
      ['sum', 'float8', 'double precision'],
      ['sum', 'interval', 'interval'],
      ['avg', 'int4', 'numeric'],
      ['avg', 'float4', 'double precision'],
      ['avg', 'numeric(15,2)', 'numeric'],
      ['min', 'varchar(10)', 'text'],
      ['max', 'char(10)', 'bpchar'],
      ['min', 'date', 'date'],
      ['max', 'unknown', 'text'],
      ['bool_and', 'bool', 'boolean'],
    ];
    for (const [name, arg, expected] of cases) {
      const resolution = resolveAggregate(name, arg === null ? [] : [parseTypeName(arg)]);
      expect(resolution.kind === 'resolved' && formatType(resolution.result), `${name}(${arg ?? '*'})`).to.equal(expected);
    }
    expect(resolveAggregate('sum', [parseTypeName('text')]).kind).to.equal('not-found');
    expect(resolveAggregate('min', [parseTypeName('bool')]).kind).to.equal('not-found');
  });

  it('tells unknown names, wrong arguments and ambiguity apart', () => {
    expect(resolveFunction('nothing', [])).to.deep.equal({ kind: 'not-found', nameKnown: false });
    expect(resolveFunction('length', [parseTypeName('int4')])).to.deep.equal({ kind: 'not-found', nameKnown: true });
    expect(resolveOperator('-', null, parseTypeName('unknown')).kind).to.equal('ambiguous');
  });

  it('takes a type name with one argument for a cast', () => {
    expect(functionStyleCast('date', [parseTypeName('unknown')])).to.deep.equal({ kind: 'date' });
    expect(functionStyleCast('int4', [parseTypeName('numeric')])).to.deep.equal({ kind: 'int4' });
    expect(functionStyleCast('date', [parseTypeName('int4')])).to.equal(undefined);
  });
});
