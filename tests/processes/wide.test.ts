/** The wide table with few rows. */
import { expect } from 'chai';
import { compareAnswers } from '../../bench/answer.js';
import { wideWorkload } from '../../src/cli/bench/wide-workload.js';
import { toAnswer } from '../../src/cli/commands/bench.js';
import { WireClient } from '../../src/cli/wire-client.js';
import { answersAsDuckDb } from './workload-answers.js';

describe('the wide table', () => {
  const engines = answersAsDuckDb(wideWorkload(20_000), { mayBeEmpty: true });

  it('has the same rows in both engines', async () => {
    const client = await WireClient.connect(engines().cluster.url);
    try {
      const sql = 'SELECT * FROM views WHERE view_id % 7 = 0';
      const ours = toAnswer(await client.query(sql));
      expect(ours.columns).to.have.length(100);
      expect(ours.rows.length).to.be.greaterThan(1_000);
      expect(compareAnswers(ours, await engines().duckdb.answer(sql), sql)).to.equal(null);
    } finally {
      await client.close();
    }
  });
});
