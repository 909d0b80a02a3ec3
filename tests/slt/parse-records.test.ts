import { expect } from 'chai';
import { parseRecords } from '../../sqllogictest/runner/parse-records.js';
import type { SltRecord } from '../../sqllogictest/runner/record.js';

function only(text: string): SltRecord {
  const records = parseRecords('f.slt', text);
  expect(records).to.have.length(1);
  const [record] = records;
  if (record === undefined) throw new Error('no record');
  return record;
}

describe('sqllogictest parser', () => {
  it('reads a query with types, sort mode, label and results', () => {
    const record = only('query IT rowsort label-1\nSELECT a,\n b FROM t\n----\n1\nx\n\n');
    expect(record).to.deep.include({ kind: 'query', line: 1, sql: 'SELECT a,\n b FROM t' });
    expect(record)
      .to.have.property('expect')
      .deep.equal({ kind: 'rows', types: 'IT', sort: 'rowsort', label: 'label-1', lines: ['1', 'x'] });
  });

  it('tells an empty result from a missing results part', () => {
    expect(only('query I\nSELECT 1\n----\n\n')).to.have.nested.property('expect.lines').deep.equal([]);
    expect(only('query I\nSELECT 1\n\n')).to.have.nested.property('expect.lines', null);
  });

  it('takes results that a blank line parts from the SQL', () => {
    expect(only('query I\nSELECT 1\n\n----\n1\n')).to.have.nested.property('expect.lines').deep.equal(['1']);
  });

  it('keeps a line of blanks among the results', () => {
    expect(only('query T\nSELECT 1\n----\n  \nx\n')).to.have.nested.property('expect.lines').deep.equal(['  ', 'x']);
  });

  it('gives conditions and the connection to the next record only', () => {
    const records = parseRecords('f', 'onlyif mysql # a note\nskipif x\nconnection two\nstatement ok\nA\n\nstatement ok\nB\n');
    expect(records.map((record) => record.conditions.length)).to.deep.equal([2, 0]);
    expect(records.map((record) => (record.kind === 'statement' ? record.connection : null))).to.deep.equal(['two', '']);
    expect(records[0]?.conditions[0]).to.deep.equal({ kind: 'onlyif', label: 'mysql' });
  });

  it('reads the ways to expect an error', () => {
    const error = (header: string, rest = ''): unknown => {
      const record = only(`${header}\nSELECT\n${rest}`);
      return record.kind === 'statement' || record.kind === 'query' ? record.expect : null;
    };
    expect(error('statement error')).to.deep.equal({ kind: 'error', error: { kind: 'any' } });
    expect(error('query error (42P01)')).to.deep.equal({ kind: 'error', error: { kind: 'sqlstate', code: '42P01', pattern: '' } });
    expect(error('statement error no such .*')).to.deep.equal({ kind: 'error', error: { kind: 'pattern', pattern: 'no such .*' } });
    expect(error('query error', '----\none\n\ntwo\n\n\n')).to.deep.equal({
      kind: 'error',
      error: { kind: 'message', message: 'one\n\ntwo' },
    });
  });

  it('reads counts, retries, control, let, sleep, include, system, halt and thresholds', () => {
    const text = [
      'statement count 3 retry 2 backoff 10ms\nX\n',
      'control sortmode rowsort\n',
      'control resultmode rowwise\n',
      'control substitution on\n',
      'let a, b\nSELECT 1, 2\n',
      'sleep 2s\n',
      'include *.part\n',
      'system ok\necho x\n----\nx\n\n',
      'subtest name\n',
      'hash-threshold 8\n',
      'halt\n',
    ].join('\n');
    expect(parseRecords('f', text).map((record) => record.kind)).to.deep.equal([
      'statement',
      'control',
      'control',
      'control',
      'let',
      'sleep',
      'include',
      'system',
      'subtest',
      'hash-threshold',
      'halt',
    ]);
    const [counted] = parseRecords('f', text);
    expect(counted).to.deep.include({ expect: { kind: 'count', rows: 3 }, retry: { attempts: 2, backoffMs: 10 } });
  });

  it('makes unknown lines records that fail', () => {
    expect(only('nonsense here\n')).to.include({ kind: 'malformed', line: 1 });
  });
});
