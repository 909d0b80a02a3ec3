/** The join workload at a small scale: every kind of join. */
import { joinsWorkload } from '../../src/cli/bench/joins-workload.js';
import { answersAsDuckDb } from './workload-answers.js';

describe('joins', () => {
  answersAsDuckDb(joinsWorkload(0.01), { mayBeEmpty: false });
});
