import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { KnownFailures, sortFailures } from '../../sqllogictest/runner/known-failures.js';
import type { FileResult } from '../../sqllogictest/runner/run-file.js';

describe('lists of known failures', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conduct-known-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function listOf(text: string): KnownFailures {
    const path = join(folder, 'list.tsv');
    writeFileSync(path, text);
    return new KnownFailures([path]);
  }

  function resultOf(failing: readonly number[], passedLines: readonly number[]): FileResult {
    const failures = failing.map((line) => ({ file: 'f', line, sql: '', message: '', difference: null }));
    return { file: 'f', passed: passedLines.length, passedLines, skipped: 0, failures, outcomes: [] };
  }

  it('takes a file by the end of its path, with a tab or a blank before the reason', () => {
    const known = listOf('# why\n\npart/a.slt:3\tby design: so\npart/a.slt:9 not yet\nother/a.slt:4\telsewhere\n');
    expect([...known.ofFile('/corpus/part/a.slt')]).to.deep.equal([
      [3, 'by design: so'],
      [9, 'not yet'],
    ]);
    expect(known.ofFile('/corpus/counterpart/a.slt').size).to.equal(0);
  });

  it('parts what is listed from what is not, and names what is listed and passed', () => {
    const known = listOf('a.slt:3\tone\na.slt:9\ttwo\n').ofFile('/corpus/a.slt');
    const sorted = sortFailures(resultOf([3, 5], [7, 9]), known);
    expect(sorted.known.map(({ line }) => line)).to.deep.equal([3]);
    expect(sorted.unknown.map(({ line }) => line)).to.deep.equal([5]);
    expect(sorted.passed).to.deep.equal([9]);
  });

  it('refuses a line that it can not read', () => {
    expect(() => listOf('a.slt\tno line\n')).to.throw('list.tsv:1: not "path:line<TAB>reason"');
  });
});
