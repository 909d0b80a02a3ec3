/**
 * psql's describe commands print what PostgreSQL 15 prints for the same schema, but for the lines in psql-describe/differences.txt, each group with its
 * reason. `-` lines are PostgreSQL's alone, `+` lines Conduct's. CONDUCT_UPDATE_GOLDEN=1 writes them anew and keeps the reasons.
 */
import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { commands, differingLines, outputs, prepareSchema, readSections, testFile, writeSections } from './psql-describe/describe.js';
import { TestCluster } from './support.js';

const REASON = /^# .*\n/;
const NO_REASON = '# TODO: a reason\n';

describe('psql describe commands', () => {
  let cluster: TestCluster;
  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
  });
  after(async () => cluster.stop());

  it('print what PostgreSQL prints, but for listed lines', () => {
    prepareSchema(cluster.url);
    const list = commands();
    const expected = readSections('postgres.txt');
    expect([...expected.keys()]).to.deep.equal([...list]);
    const actual = outputs(cluster.url, list);
    expect(actual).to.have.length(list.length);
    const listed = readSections('differences.txt');
    const found = new Map<string, string>();
    for (const [i, command] of list.entries()) {
      const text = actual[i] ?? '';
      expect(text, command).not.to.match(/^ERROR:/m);
      const lines = differingLines(expected.get(command) ?? '', text);
      if (lines !== '') found.set(command, `${REASON.exec(listed.get(command) ?? '')?.[0] ?? NO_REASON}${lines}`);
    }
    if (process.env.CONDUCT_UPDATE_GOLDEN === '1') writeFileSync(testFile('differences.txt'), writeSections(found));
    else expect(Object.fromEntries(found)).to.deep.equal(Object.fromEntries(listed));
    for (const [command, text] of found) expect(text, `${command} has a reason`).not.to.include(NO_REASON);
  });
});
