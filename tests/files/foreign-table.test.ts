import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { LocalCluster } from './local-cluster.js';

describe('foreign tables', function () {
  this.timeout(60_000);
  let cluster: LocalCluster;

  before(async () => {
    cluster = await LocalCluster.start(2);
    await writeFile(join(cluster.folder, 'people.csv'), 'name;born;zip\nAda;1815-12-10;00501\nAlan;1912-06-23;00544\n');
  });

  after(() => cluster.stop());

  const failure = async (sql: string): Promise<string> => {
    try {
      await cluster.query(sql);
    } catch (error) {
      if (error instanceof ConductError) return error.code;
      throw error;
    }
    return expect.fail(`${sql} succeeded`);
  };

  it('are names for files, with declared columns or those of the files', async () => {
    await cluster.query(
      `CREATE FOREIGN TABLE people (name text, born date, zip text) SERVER files OPTIONS (path 'people.csv', format 'csv', header 'true', delim ';')`,
    );
    expect(await cluster.query("SELECT name, zip FROM people WHERE born > date '1900-01-01'")).to.deep.equal([['Alan', '00544']]);
    await cluster.query(`CREATE FOREIGN TABLE guessed () SERVER files OPTIONS (path 'people.csv')`);
    expect(await cluster.query('SELECT sum(zip) FROM guessed')).to.deep.equal([['1045']]);
    expect(
      await cluster.query(
        "SELECT relkind, srvname FROM pg_class JOIN pg_foreign_table ON ftrelid = pg_class.oid JOIN pg_foreign_server s ON s.oid = ftserver WHERE relname = 'people'",
      ),
    ).to.deep.equal([['f', 'files']]);
    expect(await cluster.query("SELECT table_type FROM information_schema.tables WHERE table_name = 'people'")).to.deep.equal([
      ['FOREIGN'],
    ]);
    expect(await cluster.query("SELECT count(*) FROM pg_views WHERE viewname = 'people'")).to.deep.equal([['0']]);
    await cluster.query(`COPY (SELECT * FROM people) TO 'people.parquet'`);
    await cluster.query(`CREATE FOREIGN TABLE cast_people (zip int, name varchar(2)) SERVER files OPTIONS (path 'people.parquet')`);
    expect(await cluster.query('SELECT * FROM cast_people ORDER BY zip')).to.deep.equal([
      ['501', 'Ad'],
      ['544', 'Al'],
    ]);
  });

  it('are read as the files are now', async () => {
    await writeFile(join(cluster.folder, 'now.csv'), 'a\n1\n');
    await cluster.query(`CREATE FOREIGN TABLE now_rows (a int) SERVER files OPTIONS (path 'now.csv', header 'true')`);
    await writeFile(join(cluster.folder, 'now.csv'), 'a\n1\n41\n');
    expect(await cluster.query('SELECT sum(a) FROM now_rows')).to.deep.equal([['42']]);
  });

  it('are made once, and dropped as what they are', async () => {
    const create = (rest: string): string => `CREATE FOREIGN TABLE ${rest} () SERVER files OPTIONS (path 'people.csv')`;
    await cluster.query(create('IF NOT EXISTS people'));
    expect(await failure(create('people'))).to.equal('42P07');
    expect(await failure('DROP VIEW people')).to.equal('42809');
    await cluster.query('DROP FOREIGN TABLE people');
    expect(await failure('SELECT * FROM people')).to.equal('42P01');
    await cluster.query('DROP FOREIGN TABLE IF EXISTS people');
  });

  it('say what they can’t be', async () => {
    expect(await failure(`CREATE FOREIGN TABLE t (a int) SERVER other OPTIONS (path 'x.csv')`)).to.equal('42704');
    expect(await failure(`CREATE FOREIGN TABLE t (a int) SERVER files`)).to.equal('22023');
    expect(await failure(`CREATE FOREIGN TABLE t (a int) SERVER files OPTIONS (path 'x.txt')`)).to.equal('22023');
    expect(await failure(`CREATE FOREIGN TABLE t (a int NOT NULL) SERVER files OPTIONS (path 'people.csv')`)).to.equal('0A000');
    expect(await failure(`CREATE FOREIGN TABLE t (a int) SERVER files OPTIONS (path '../people.csv')`)).to.equal('42501');
    expect(await failure(`CREATE FOREIGN TABLE t (a int) SERVER files OPTIONS (path 'it''s \\ not.csv')`)).to.equal('58P01');
  });
});
