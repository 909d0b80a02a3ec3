import { expect } from 'chai';
import { type ExplainedStage, explainedStages } from './explain-text.js';
import { psql, psqlInstalled, TestCluster } from './support.js';
import { comparable, TPCH_QUERIES, TPCH_ROWS, TPCH_TABLES, tpchAnswer, tpchPresent, tpchQuery, tpchRows, tpchSchema } from './tpch-data.js';

for (const workers of [1, 2, 3]) {
  describe(`TPC-H through psql, ${workers} ${workers === 1 ? 'worker' : 'workers'}`, () => {
    let cluster: TestCluster;

    before(async function () {
      // The official data is not part of the package.
      if (!tpchPresent() || !(await psqlInstalled())) return this.skip();
      cluster = await TestCluster.start({ workers });
      const made = await psql(cluster.url, ['-q'], tpchSchema());
      expect(made).to.deep.equal({ status: 0, stdout: '', stderr: '' });
    });

    // Not set when the hook above skipped.
    after(async () => (cluster as TestCluster | undefined)?.stop());

    it('takes the official data through COPY', async () => {
      for (const table of TPCH_TABLES) {
        const copied = await psql(cluster.url, ['-c', `copy ${table} from stdin with (delimiter '|')`], tpchRows(table));
        expect(copied, table).to.deep.equal({ status: 0, stdout: `COPY ${TPCH_ROWS[table]}\n`, stderr: '' });
        const counted = await psql(cluster.url, ['-At', '-c', `select count(*) from ${table}`]);
        expect(counted.stdout, table).to.equal(`${TPCH_ROWS[table]}\n`);
      }
    });

    for (const number of TPCH_QUERIES) {
      it(`answers Q${number} as PostgreSQL does`, async () => {
        const { status, stdout, stderr } = await psql(cluster.url, ['--csv', '-c', tpchQuery(number)]);
        expect(stderr).to.equal('');
        expect(status).to.equal(0);
        expect(comparable(number, stdout)).to.deep.equal(comparable(number, tpchAnswer(number)));
      });
    }

    if (workers > 1) {
      it('sees a stage that gathers orders where one does', async () => {
        const { stdout } = await psql(cluster.url, [
          '-At',
          '-c',
          'explain analyze select o_comment from orders order by o_comment offset 1',
        ]);
        const [gathered] = explainedStages(stdout).filter(({ scans }) => scans.includes('orders'));
        expect(gathered?.output, stdout).to.equal('Gather');
        expect(rowsOut(gathered)).to.equal(TPCH_ROWS.orders);
      });

      for (const number of [3, 18]) {
        it(`runs Q${number} on every worker and gathers neither lineitem nor orders`, async () => {
          const { status, stdout, stderr } = await psql(cluster.url, ['-At', '-c', `explain analyze ${tpchQuery(number)}`]);
          expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
          const stages = explainedStages(stdout);
          const big = stages.filter(({ scans }) => scans.includes('lineitem') || scans.includes('orders'));
          expect(
            big.flatMap(({ scans }) => scans).filter((table) => table === 'lineitem' || table === 'orders'),
            stdout,
          ).to.include.members(['lineitem', 'orders']);
          const all = new Set(stages.flatMap(({ tasks }) => tasks.map(({ workerId }) => workerId)));
          expect(all.size, stdout).to.equal(workers);
          for (const stage of big) {
            expect(new Set(stage.tasks.map(({ workerId }) => workerId)), stdout).to.deep.equal(all);
            // What leaves such a stage for one place or for all is an answer, not the table.
            if (stage.output === 'Gather' || stage.output === 'Broadcast') expect(rowsOut(stage), stdout).to.be.at.most(1_000);
            expect(stage.output, stdout).not.to.equal('Result');
          }
        });
      }
    }
  });
}

function rowsOut(stage: ExplainedStage | undefined): number {
  return stage?.tasks.reduce((sum, task) => sum + task.rowsOut, 0) ?? Number.NaN;
}
