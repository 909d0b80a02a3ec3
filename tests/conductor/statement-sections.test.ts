/** Which rows the workers' answers make, and that a statement asks them once. */
import { expect } from 'chai';
import { StatementSections, sectionRows } from '../../src/conductor/statement-sections.js';
import { type FakeWorker, failure, TestConductor } from './fake-worker.js';

describe('conduct.sections', () => {
  let conductor: TestConductor;
  let workers: FakeWorker[];

  beforeEach(async () => {
    conductor = await TestConductor.start();
    workers = await conductor.join(2);
    const { id } = await conductor.createTable('t', { kind: 'random' }, ['w0', 'w1']);
    for (const [at, worker] of workers.entries())
      worker.committed.set(
        id,
        Array.from({ length: at + 1 }, () => [1, 'x']),
      );
  });

  afterEach(async () => {
    await conductor.close();
  });

  const rows = async (): Promise<readonly unknown[]> => {
    const found = await sectionRows(conductor.members.members, conductor.store.published);
    return found.map((row) => [row.worker, row.schemaname, row.tablename, row.kind, row.rows]);
  };

  it('names the tables that the catalog has, and leaves out what it has not', async () => {
    workers[0]?.committed.set(9_999_999, [[1, 'dropped']]);
    expect(await rows()).to.deep.equal([
      ['w0', 'public', 't', 'delta', 1n],
      ['w1', 'public', 't', 'delta', 2n],
    ]);
  });

  it('has no rows of a worker that leaves while it is asked', async () => {
    const [, second] = workers;
    if (second === undefined) throw new Error('no worker');
    second.before = async (method) => {
      // Its new registration ends the earlier member, whose answer never comes.
      if (method !== 'sections') return;
      second.before = async () => {};
      await second.join(conductor.runtime, conductor.members);
      await new Promise(() => {});
    };
    expect(await rows()).to.deep.equal([['w0', 'public', 't', 'delta', 1n]]);
  });

  it('fails when a worker that counts as there does not answer', async () => {
    await workers[1]?.die();
    expect(await failure(rows())).to.include({ code: '57P01' });
  });

  it('asks once for all bindings of a statement, and not at all where none wants to know', async () => {
    let asked = 0;
    const sections = new StatementSections(async () => {
      asked += 1;
      return [{ worker: 'w0' }];
    });
    expect(await sections.binding(async () => 'no')).to.equal('no');
    expect(asked).to.equal(0);
    expect(await sections.binding(async () => sections.rows())).to.deep.equal([{ worker: 'w0' }]);
    expect(await sections.binding(async () => sections.rows())).to.have.length(1);
    expect(asked).to.equal(1);
  });
});
