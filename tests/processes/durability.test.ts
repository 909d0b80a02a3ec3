import { expect } from 'chai';
import { chosenSeed, Random } from './random.js';
import { killHard, sleep, TestCluster, until } from './support.js';
import { findLosses, WRITTEN_SCHEMA, Writer } from './writers.js';

const ROUNDS = Number(process.env.CONDUCT_ROUNDS ?? 6);
const WRITERS = 4;
const PARTS = ['conductor', 'worker-1', 'worker-2'] as const;
/** Time for a killed process to be started again and for the cluster to answer: the back-off is up to 5 s. */
const RECOVERY_MS = 60_000;

describe('durability', () => {
  it(`keeps what it acknowledged and nothing in halves, over ${ROUNDS} rounds of kill -9`, async function () {
    this.timeout(ROUNDS * 60_000);
    const seed = chosenSeed();
    const replay = `CONDUCT_SEED=${seed} CONDUCT_ROUNDS=${ROUNDS} npm run test:durability`;
    console.log(`      seed ${seed}: ${replay}`);
    const random = new Random(seed);
    const cluster = await TestCluster.start({ workers: 2 });
    try {
      await cluster.with((client) => client.query(WRITTEN_SCHEMA));
      const writers = Array.from({ length: WRITERS }, (_, id) => new Writer(cluster.url, id, random.fork()));
      const killed = new Map<string, number>();
      let hit = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        const writing = Promise.all(writers.map((writer) => writer.run()));
        // Awaited at the end of the round: an earlier error must not count as unhandled.
        writing.catch(() => undefined);
        await sleep(random.between(100, 800));
        await until(() => writers.some(({ running }) => running), 5_000, 'a statement runs');
        const runningAtKill = writers.flatMap(({ statements }) => statements.filter(({ state }) => state === 'running'));
        const victim = random.next() < 0.1 ? 'all' : random.pick(PARTS);
        const victims = victim === 'all' ? PARTS : [victim];
        for (const name of victims) expect(killHard(part(cluster, name)), `${name} runs before it is killed`).to.equal(true);
        killed.set(victim, (killed.get(victim) ?? 0) + 1);
        // Sometimes a second one while the first is away.
        const second = random.next() < 0.25 ? random.pick(PARTS) : null;
        await sleep(random.between(20, 400));
        if (second !== null && killHard(part(cluster, second))) killed.set(second, (killed.get(second) ?? 0) + 1);
        await until(() => recovered(cluster), RECOVERY_MS, `round ${round}: the cluster answers after ${victim} was killed`);
        // Statements after the recovery, too, before all stop.
        await sleep(100);
        for (const writer of writers) writer.stop();
        await writing;
        if (runningAtKill.some(({ state }) => state === 'failed')) hit += 1;
        const losses = await cluster.with((client) => findLosses(client, writers));
        expect(losses, `round ${round}, ${victim} killed; ${replay}`).to.deep.equal([]);
      }
      await cluster.restart();
      expect(await cluster.with((client) => findLosses(client, writers)), `after a restart in order; ${replay}`).to.deep.equal([]);
      const statements = writers.flatMap((writer) => writer.statements);
      const failed = statements.filter(({ state }) => state === 'failed').length;
      const kills = [...killed].map(([name, times]) => `${name} ${times}`).join(', ');
      console.log(
        `      ${statements.length} statements, ${failed} failed; killed: ${kills}; in ${hit} of ${ROUNDS} rounds a running one was hit`,
      );
      // A fault test whose faults hit nothing has shown nothing.
      expect(hit, 'rounds whose kill failed a statement that ran').to.be.at.least(ROUNDS / 2);
      expect(statements.length - failed, 'acknowledged statements').to.be.at.least(ROUNDS * WRITERS);
    } finally {
      await cluster.stop();
    }
  });
});

function part({ cluster }: TestCluster, name: string): TestCluster['cluster']['conductor'] {
  if (name === 'conductor') return cluster.conductor;
  const worker = cluster.workers[Number(name.slice('worker-'.length)) - 1];
  if (worker === undefined) throw new Error(`no ${name}`);
  return worker;
}

async function recovered(cluster: TestCluster): Promise<boolean> {
  try {
    await cluster.with((client) =>
      client.query('set conduct.local_rows to 0; select count(*) from by_hash; select count(*) from anywhere; select count(*) from on_all'),
    );
    return true;
  } catch {
    return false;
  }
}
