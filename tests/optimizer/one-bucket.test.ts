/** A filter that names one value of the distribution key asks one worker alone. */
import { expect } from 'chai';
import type { MemoryCatalog } from '../../src/catalog/catalog.js';
import { explainLines } from '../../src/plan/explain.js';
import { catalogOf, loadParser, plan } from './support.js';

const WORKERS = ['w1', 'w2', 'w3'];
const DDL = `
  create table t (id int primary key, a int, c text);
  create table p (id int not null, t_id int not null, primary key (id, t_id)) with (distributed_by = 't_id,id');
  create table w (name varchar(10) primary key, n bigint);
`;

describe('read-one-bucket', () => {
  let catalog: MemoryCatalog;
  before(async () => {
    await loadParser();
    const large = { rows: 1_000_000, columns: {} };
    catalog = catalogOf(DDL, { t: large, p: large, w: large }, { workers: WORKERS });
  });

  const workersOf = (sql: string, disabled: readonly string[] = []): readonly string[] =>
    plan(sql, catalog, WORKERS, disabled).stages.stages.flatMap(({ workers }) => workers);

  it('runs one task where equality is with a literal, from either side and through casts that keep values', () => {
    for (const condition of ['id = 5', '5 = id', "id = '5'", 'id = 5::bigint', 'id = 5.00', 'id = 5 and a > 3']) {
      expect(workersOf(`select c from t where ${condition}`), condition).to.deep.equal(workersOf('select c from t where id = 5'));
    }
    expect(workersOf('select c from t where id = 5')).to.have.length(1);
    expect(workersOf("select n from w where name = 'x'")).to.have.length(1);
  });

  it('asks the worker of the bucket', () => {
    const chosen = new Set(Array.from({ length: 20 }, (_, i) => workersOf(`select c from t where id = ${i}`)[0]));
    expect([...chosen].sort()).to.deep.equal(WORKERS);
  });

  it('says so in EXPLAIN', () => {
    const [head] = explainLines(plan('select c from t where id = 5', catalog, WORKERS), { costs: false });
    expect(head).to.equal('Result from Stage 0: 1 task, one worker holds the rows');
  });

  it('needs all columns of the key', () => {
    expect(workersOf('select * from p where t_id = 1 and id = 2')).to.have.length(1);
    expect(workersOf('select * from p where t_id = 1')).to.have.length(3);
  });

  it('does not take other comparisons, alternatives and NULL', () => {
    for (const condition of ['id > 5', 'id = 5 or id = 6', 'id = a', 'id in (5, 6)', 'id is not distinct from 5']) {
      expect(workersOf(`select c from t where ${condition}`), condition).to.have.length(3);
    }
  });

  it('is switched off by name', () => {
    expect(workersOf('select c from t where id = 5', ['read-one-bucket'])).to.have.length(3);
  });
});
