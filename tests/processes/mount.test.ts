import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { mountFolders, parseMount } from '../../src/cli/mount.js';
import { TestCluster } from './support.js';

describe('a folder that is mounted', () => {
  let cluster: TestCluster;
  let folder: string;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2, files: 'files' });
    folder = join(cluster.folder, 'files');
    mkdirSync(join(folder, 'daily', 'day=1'), { recursive: true });
    writeFileSync(join(folder, "it's.csv"), 'a,b\n1,x\n2,y\n');
    writeFileSync(join(folder, 'events.json'), '{"a": 5}\n');
    writeFileSync(join(folder, 'daily', 'day=1', 'part.csv'), 'v\n7\n');
    writeFileSync(join(folder, 'broken.parquet'), 'no Parquet');
    writeFileSync(join(folder, 'notes.txt'), 'no table');
  });

  after(() => cluster.stop());

  it('has a table a file and folder, made anew at each start; what is broken is reported', async () => {
    const reports: string[] = [];
    for (let start = 0; start < 2; start += 1) {
      await mountFolders(cluster.url, [parseMount(`data=${folder}`)], (line) => reports.push(line));
    }
    expect(reports.length).to.equal(2);
    expect(reports[0]).to.match(/broken\.parquet is not mounted: file is damaged/);
    const client = await cluster.connect();
    try {
      const rows = await client.query(
        `SELECT (SELECT sum(a) FROM data."it's"), (SELECT sum(a) FROM data.events), (SELECT sum(v * day) FROM data.daily)`,
      );
      expect(JSON.stringify(rows)).to.match(/"3"/).and.to.match(/"5"/).and.to.match(/"7"/);
      const names = await client.query(
        `SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'data' AND relkind = 'f'`,
      );
      expect(JSON.stringify(names)).to.match(/"3"/);
    } finally {
      await client.close();
    }
  });

  it('is named by NAME=DIR', () => {
    expect(parseMount('a=/b')).to.deep.equal({ schema: 'a', folder: '/b' });
    for (const wrong of ['a', '=b', 'a=']) expect(() => parseMount(wrong)).to.throw(/NAME=DIR/);
  });
});
