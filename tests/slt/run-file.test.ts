import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { completeText } from '../../sqllogictest/runner/complete-file.js';
import { isolate } from '../../sqllogictest/runner/isolation.js';
import { describeFailure } from '../../sqllogictest/runner/report.js';
import { type FileResult, runFile } from '../../sqllogictest/runner/run-file.js';
import { CannedServer } from './canned-server.js';

const INT = { name: 'a', typeOid: 23 };
const TEXT = { name: 'b', typeOid: 25 };
const NUMERIC = { name: 'c', typeOid: 1700 };

describe('sqllogictest runner', () => {
  let server: CannedServer;
  let folder: string;

  before(async () => {
    server = await CannedServer.start({
      'SELECT two': {
        columns: [INT, TEXT],
        rows: [
          ['2', 'b'],
          ['1', null],
        ],
      },
      'SELECT none': { columns: [INT], rows: [] },
      'SELECT 7': { columns: [INT], rows: [['7']] },
      'SELECT average': { columns: [NUMERIC], rows: [['1.5000000000000000']] },
      'INSERT three': { tag: 'INSERT 0 3' },
      'SELECT wrong': { code: '42P01', message: 'relation "wrong" does not exist' },
      'SELECT for ever': { hangs: true },
    });
    folder = mkdtempSync(join(tmpdir(), 'conduct-slt-test-'));
  });

  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function run(text: string, timeoutMs = 5_000): Promise<FileResult> {
    const file = join(folder, 'file.slt');
    writeFileSync(file, text);
    const isolation = await isolate(server.url, 'drop', null);
    try {
      return await runFile(file, { isolation, timeoutMs });
    } finally {
      await isolation.close();
    }
  }

  async function counts(text: string): Promise<readonly [number, number, number]> {
    const { passed, failures, skipped } = await run(text);
    return [passed, failures.length, skipped];
  }

  it('passes what is as expected', async () => {
    const text = [
      'statement ok\nCREATE TABLE t(a int)\n',
      'query IT rowsort x\nSELECT two\n----\n1\nNULL\n2\nb\n',
      'query IT valuesort\nSELECT two\n----\n1\n2\nNULL\nb\n',
      'query I\nSELECT none\n----\n',
      'query R\nSELECT average\n----\n1.500\n',
      'statement count 3\nINSERT three\n',
      'statement error\nSELECT wrong\n',
      'statement error (42P01)\nSELECT wrong\n',
      'query error relation ".*" does\nSELECT wrong\n',
      'query error\nSELECT wrong\n----\nrelation "wrong" does not exist\n\n',
      'control resultmode rowwise\n',
      'query IT\nSELECT two\n----\n2 b\n1   NULL\n',
      'query IT\nSELECT two\n----\n2 <slt:ignore>\n1 NULL\n',
      'query R\nSELECT average\n----\n1.5000000000000000\n',
    ].join('\n');
    expect(await counts(text)).to.deep.equal([13, 0, 0]);
    expect(server.asked).to.include('DROP TABLE IF EXISTS t');
  });

  // One deliberately wrong expectation each: a runner that passes any of them is broken.
  const wrong: { readonly [name: string]: string } = {
    'another value': 'query IT\nSELECT two\n----\n2\nb\n1\nx\n',
    'another order without sorting': 'query IT nosort\nSELECT two\n----\n1\nNULL\n2\nb\n',
    'a row too few': 'query IT\nSELECT two\n----\n2\nb\n',
    'a row too many': 'query I\nSELECT 7\n----\n7\n7\n',
    'rows where none come': 'query I\nSELECT none\n----\n1\n',
    'no rows where some come': 'query I\nSELECT 7\n----\n',
    'another hash': 'query I\nSELECT 7\n----\n1 values hashing to 00000000000000000000000000000000\n',
    'another number of columns': 'query II\nSELECT 7\n----\n7\n',
    'success of a failing statement': 'statement ok\nSELECT wrong\n',
    'success of a failing query': 'query I\nSELECT wrong\n----\n1\n',
    'an error of a good statement': 'statement error\nSELECT 7\n',
    'an error of a good query': 'query error\nSELECT 7\n',
    'another SQLSTATE': 'statement error (22012)\nSELECT wrong\n',
    'another message': 'query error no such thing\nSELECT wrong\n',
    'another whole message': 'query error\nSELECT wrong\n----\nrelation does not exist\n\n',
    'another count': 'statement count 4\nINSERT three\n',
    'text where SQLite prints three digits': 'query R\nSELECT average\n----\n1.5000000000000000\n',
    'results of one label that differ': 'query I nosort l\nSELECT 7\n----\n7\n\nquery I nosort l\nSELECT none\n',
    'an unknown directive': 'selectt 1\n',
    'a missing include': 'include missing-*.slt\n',
    'a command that fails': 'system ok\nfalse\n',
    'an unknown variable': 'control substitution on\n\nquery I\nSELECT $missing\n----\n7\n',
    'ignored text with another rest': 'control resultmode rowwise\n\nquery IT\nSELECT two\n----\n2 <slt:ignore>\n1 x\n',
  };
  for (const [name, text] of Object.entries(wrong)) {
    it(`fails on a wrong expectation: ${name}`, async () => {
      const { failures } = await run(text);
      expect(failures).to.have.length(1);
    });
  }

  it('names the file, the line and both results of a failure', async () => {
    const { failures } = await run('\nquery I\nSELECT 7\n----\n8\n');
    const [failure] = failures;
    if (failure === undefined) throw new Error('no failure');
    expect(describeFailure(failure)).to.match(/file\.slt:2: another result than expected\n {2}SELECT 7\n {2}- 8\n {2}\+ 7\n/);
  });

  it('skips by the conditions of the file only, and not for the old skipif postgresql', async () => {
    const record = 'query I\nSELECT 7\n----\n7\n';
    expect(
      await counts(`skipif conduct\n${record}\nonlyif mysql\n${record}\nskipif mysql\n${record}\nskipif postgresql\n${record}`),
    ).to.deep.equal([2, 0, 2]);
    expect(await counts(`onlyif mysql\nhalt\n\n${record}\nonlyif conduct\nhalt\n\n${record}`)).to.deep.equal([1, 0, 1]);
  });

  it('compares hashes where the file has one, values below the threshold', async () => {
    const hashed = 'query I\nSELECT 7\n----\n1 values hashing to 84bc3da1b3e33a18e8d5e1bdd7a18d7a\n';
    expect(await counts(hashed)).to.deep.equal([1, 0, 0]);
    expect(await counts('hash-threshold 1\n\nquery I\nSELECT 7\n----\n7\n')).to.deep.equal([1, 0, 0]);
  });

  it('substitutes variables that let has bound', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the braces are the runner's.
    const text = 'control substitution on\n\nlet n\nSELECT 7\n\nquery I\nSELECT $n\n----\n7\n\nquery I\nSELECT ${other:$n}\n----\n7\n';
    expect(await counts(text)).to.deep.equal([3, 0, 0]);
  });

  it('includes files and runs commands in the folder of the file', async () => {
    writeFileSync(join(folder, 'part.inc'), 'query I\nSELECT 7\n----\n7\n');
    expect(await counts('include *.inc\n\nsystem ok\nls part.inc\n----\npart.inc\n\n')).to.deep.equal([2, 0, 0]);
  });

  it('tries again as often as a record says', async () => {
    const before = server.asked.filter((sql) => sql === 'SELECT wrong').length;
    expect(await counts('statement ok retry 2 backoff 1ms\nSELECT wrong\n')).to.deep.equal([0, 1, 0]);
    expect(server.asked.filter((sql) => sql === 'SELECT wrong').length - before).to.equal(3);
  });

  it('cancels a record that takes too long, fails it, and goes on', async () => {
    const { passed, failures } = await run('statement error\nSELECT for ever\n\nquery I\nSELECT 7\n----\n7\n', 100);
    expect([passed, failures.length]).to.deep.equal([1, 1]);
    expect(failures[0]?.difference?.actual[0]).to.contain('no answer after');
  });

  it('writes results in completion mode and leaves the rest of the file alone', async () => {
    const text = '# head\n\nquery IT rowsort\nSELECT two\n----\nold\n\nquery I\nSELECT wrong\n----\n1\n2\n\nquery I\nSELECT 7\n\n# end\n';
    const { outcomes } = await run(text);
    expect(completeText(text, outcomes)).to.equal(
      '# head\n\nquery IT rowsort\nSELECT two\n----\n1\nNULL\n2\nb\n\nquery error (42P01)\nSELECT wrong\n\nquery I\nSELECT 7\n----\n7\n\n# end\n',
    );
  });
});
