import { expect } from 'chai';
import pg from 'pg';
import { chosenSeed, Random } from './random.js';
import { killHard, sleep, TestCluster } from './support.js';

/** The last one looks at the sum. */
const CLIENTS = 8;
const ACCOUNTS = 24;
const START_BALANCE = 100;
/** At the most: it ends when all kills are done. */
const SECONDS = Number(process.env.CONDUCT_SECONDS ?? 40);
const KILLS = 3;
const TRANSFERS_BETWEEN_KILLS = 100;
/** What a statement may end with when others change the same rows, or a process dies. */
const EXPECTED = new Set(['40001', '40P01', '57P01', '57P03', '57P02', '08006', '25P02', '55P03']);

async function connect(cluster: TestCluster): Promise<pg.Client> {
  const client = new pg.Client(cluster.url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '00000';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function numberOf(client: pg.Client, sql: string): Promise<number> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return Number(Object.values(rows[0] ?? {})[0]);
}

describe('isolation', () => {
  let cluster: TestCluster;
  let one: pg.Client;
  let two: pg.Client;

  before(async function () {
    this.timeout(60_000);
    cluster = await TestCluster.start({ workers: 3 });
    one = await connect(cluster);
    two = await connect(cluster);
  });

  after(async function () {
    this.timeout(60_000);
    await one.end().catch(() => undefined);
    await two.end().catch(() => undefined);
    await cluster.stop();
  });

  beforeEach(async () => {
    await one.query('drop table if exists t');
    await one.query('create table t (id int primary key, v int)');
    await one.query('insert into t values (1, 10), (2, 20), (3, 30)');
  });

  afterEach(async () => {
    for (const client of [one, two]) await client.query('rollback');
  });

  it('shows nothing of what is not committed (dirty read), and what is, per statement (READ COMMITTED)', async () => {
    await one.query('begin');
    await one.query('update t set v = 11 where id = 1');
    await two.query('begin');
    expect(await numberOf(two, 'select v from t where id = 1')).to.equal(10);
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(11);
    await one.query('commit');
    expect(await numberOf(two, 'select v from t where id = 1')).to.equal(11);
  });

  it('reads the same again, and no phantoms (REPEATABLE READ)', async () => {
    await two.query('begin isolation level repeatable read');
    expect(await numberOf(two, 'select sum(v) from t')).to.equal(60);
    await one.query('update t set v = 11 where id = 1');
    await one.query('insert into t values (4, 40)');
    await one.query('delete from t where id = 2');
    expect(await numberOf(two, 'select sum(v) from t')).to.equal(60);
    expect(await numberOf(two, 'select count(*) from t where v >= 40')).to.equal(0);
    await two.query('commit');
    expect(await numberOf(two, 'select sum(v) from t')).to.equal(81);
  });

  it('loses no update: waits and goes on with what is there (READ COMMITTED), or refuses (REPEATABLE READ)', async () => {
    await one.query('begin');
    await one.query('update t set v = v + 1 where id = 1');
    const waiting = two.query('update t set v = v + 1 where id = 1');
    await sleep(100);
    await one.query('commit');
    await waiting;
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(12);
    await one.query('begin isolation level repeatable read');
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(12);
    await two.query('update t set v = v + 1 where id = 1');
    expect(await codeOf(one.query('update t set v = v + 1 where id = 1'))).to.equal('40001');
    await one.query('rollback');
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(13);
  });

  it('has changes of different rows go on side by side, and of one row wait', async () => {
    await one.query('begin');
    await two.query('begin');
    await one.query('update t set v = v + 1 where id = 1');
    await two.query('update t set v = v + 1 where id = 2');
    await two.query('delete from t where id = 3');
    const waiting = codeOf(two.query('update t set v = v + 5 where id = 1'));
    expect(await Promise.race([waiting, sleep(200).then(() => 'waits')])).to.equal('waits');
    await one.query('commit');
    expect(await waiting).to.equal('00000');
    await two.query('commit');
    const { rows } = await one.query('select id, v from t order by id');
    expect(rows).to.deep.equal([
      { id: 1, v: 16 },
      { id: 2, v: 21 },
    ]);
  });

  it('counts once for each of many upserts and merges at once, on one row and on several', async () => {
    const clients = await Promise.all(Array.from({ length: 4 }, () => connect(cluster)));
    const upsert = (id: number): string => `insert into t values (${id}, 1) on conflict (id) do update set v = t.v + 1`;
    const merge = (id: number): string => `merge into t using (values (${id})) s (k) on id = k
      when matched then update set v = t.v + 1 when not matched then insert values (k, 1)`;
    const codes: string[] = [];
    const work = async (client: pg.Client, i: number): Promise<void> => {
      for (let round = 0; round < 10; round += 1) {
        codes.push(await codeOf(client.query(round % 2 === 0 ? upsert(50 + (round % 4)) : merge(1 + ((i + round) % 3)))));
      }
    };
    await Promise.all(clients.map(work));
    expect(codes).to.have.length(40);
    expect(codes.filter((code) => code !== '00000')).to.deep.equal([]);
    expect(await numberOf(one, 'select sum(v) from t where id >= 50')).to.equal(20);
    expect(await numberOf(one, 'select sum(v) from t where id < 50')).to.equal(60 + 20);
    for (const client of clients) await client.end();
  });

  it('finds transactions that wait for rows of each other', async () => {
    for (const client of [one, two]) await client.query('begin');
    await one.query('update t set v = 0 where id = 1');
    await two.query('update t set v = 0 where id = 2');
    const first = codeOf(one.query('update t set v = 1 where id = 2'));
    await sleep(100);
    expect(await codeOf(two.query('update t set v = 1 where id = 1'))).to.equal('40P01');
    expect(await first).to.equal('00000');
    await one.query('commit');
    await two.query('rollback');
    expect(await numberOf(one, 'select sum(v) from t')).to.equal(31);
  });

  it('goes on with a row whose change was rolled back, also in REPEATABLE READ', async () => {
    await one.query('begin');
    await two.query('begin isolation level repeatable read');
    await one.query('savepoint s');
    await one.query('update t set v = 0 where id = 1');
    const waiting = codeOf(two.query('update t set v = v + 1 where id = 1'));
    expect(await Promise.race([waiting, sleep(200).then(() => 'waits')])).to.equal('waits');
    await one.query('rollback to s');
    expect(await waiting).to.equal('00000');
    await two.query('commit');
    await one.query('commit');
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(11);
  });

  it('locks the table to change more rows than it locks one by one', async () => {
    await one.query('insert into t select i, 0 from generate_series(100, 6000) i');
    await one.query('begin');
    await two.query('begin');
    await two.query('update t set v = 1 where id = 1');
    const all = codeOf(one.query('update t set v = v + 1'));
    expect(await Promise.race([all, sleep(300).then(() => 'waits')])).to.equal('waits');
    await two.query('commit');
    expect(await all).to.equal('00000');
    const other = codeOf(two.query('update t set v = v + 1 where id = 5'));
    await one.query('commit');
    expect(await other).to.equal('00000');
    expect(await numberOf(one, 'select sum(v) from t')).to.equal(2 + 21 + 31 + 5901);
  });

  it('allows write skew where PostgreSQL does, and not in SERIALIZABLE', async () => {
    for (const [level, failures] of [
      ['repeatable read', 0],
      ['serializable', 1],
    ] as const) {
      await one.query('update t set v = 10');
      for (const client of [one, two]) await client.query(`begin isolation level ${level}`);
      for (const client of [one, two]) expect(await numberOf(client, 'select sum(v) from t')).to.equal(30);
      const first = codeOf(one.query('insert into t values (100, -20)').then(() => one.query('commit')));
      const second = codeOf(two.query('insert into t values (101, -20)').then(() => two.query('commit')));
      const codes = await Promise.race([Promise.all([first, second]), sleep(10_000).then(() => ['stuck'])]);
      expect(codes.filter((code) => code !== '00000').length, `${level}: ${codes.join()}`).to.equal(failures);
      for (const client of [one, two]) await client.query('rollback');
      await one.query('delete from t where id >= 100');
    }
  });

  it('finds a deadlock, and gives up a lock after lock_timeout', async () => {
    await one.query('drop table if exists s');
    await one.query('create table s (id int, v int)');
    await one.query('insert into s values (1, 1)');
    await one.query('begin');
    await two.query('begin');
    await one.query('update t set v = 0');
    await two.query('update s set v = 0');
    const waiting = codeOf(one.query('update s set v = 1'));
    await sleep(100);
    expect(await codeOf(two.query('update t set v = 1'))).to.equal('40P01');
    await two.query('rollback');
    expect(await waiting).to.equal('00000');
    await two.query("set lock_timeout = '200ms'");
    expect(await codeOf(two.query('update t set v = 1'))).to.equal('55P03');
    await two.query('reset lock_timeout');
    await one.query('rollback');
  });

  it('has a second insert of a key wait for the end of the first', async () => {
    const inserts = [
      { sql: 'insert into t values (7, 2)', afterCommit: '23505', v: 1 },
      { sql: 'insert into t values (7, 2) on conflict do nothing', afterCommit: '00000', v: 1 },
      { sql: 'insert into t values (7, 2) on conflict (id) do update set v = t.v + 10', afterCommit: '00000', v: 11 },
    ];
    for (const { sql, afterCommit, v } of inserts) {
      for (const end of ['commit', 'rollback']) {
        await one.query('delete from t where id = 7');
        await one.query('begin');
        await two.query('begin');
        await one.query('insert into t values (7, 1)');
        const second = codeOf(two.query(sql));
        expect(await Promise.race([second, sleep(200).then(() => 'waits')]), sql).to.equal('waits');
        await one.query(end);
        expect(await second, `${sql} after ${end}`).to.equal(end === 'commit' ? afterCommit : '00000');
        await two.query('commit');
        expect(await numberOf(one, 'select v from t where id = 7'), `${sql} after ${end}`).to.equal(end === 'commit' ? v : 2);
      }
    }
    await Promise.all([one, two].map((client, i) => codeOf(client.query(`insert into t values (8, ${i})`))));
    expect(await numberOf(one, 'select count(*) from t where id = 8')).to.equal(1);
  });

  it('keeps rows of FOR UPDATE as they are', async () => {
    await one.query('begin');
    expect(await numberOf(one, 'select v from t where id = 1 for update')).to.equal(10);
    const waiting = codeOf(two.query('update t set v = v + 1 where id = 1'));
    expect(await Promise.race([waiting, sleep(200).then(() => 'waits')])).to.equal('waits');
    await one.query('update t set v = 20 where id = 1');
    await one.query('commit');
    expect(await waiting).to.equal('00000');
    expect(await numberOf(one, 'select v from t where id = 1')).to.equal(21);
  });

  it('has the statements of one query as one transaction', async () => {
    const failed = await Promise.all([
      codeOf(one.query('insert into t values (9, 1); insert into t values (10, 1); insert into t values (9, 2)')),
    ]);
    expect(failed).to.deep.equal(['23505']);
    expect(await numberOf(one, 'select count(*) from t where id >= 9')).to.equal(0);
  });

  it(`keeps the sum of balances, over ${CLIENTS} connections and random kills of workers`, async function () {
    this.timeout((SECONDS + 120) * 1_000);
    const seed = chosenSeed();
    console.log(`      seed ${seed}`);
    const random = new Random(seed);
    await one.query('drop table if exists accounts, journal');
    await one.query('create table accounts (id int primary key, balance int)');
    await one.query('create table journal (id int, amount int)');
    await one.query(`insert into accounts select i, ${START_BALANCE} from generate_series(1, ${ACCOUNTS}) i`);
    let end = Date.now() + SECONDS * 1_000;
    const problems: string[] = [];
    const committed = new Set<number>();
    let failed = 0;
    let checks = 0;
    let next = 0;
    const transfer = async (client: pg.Client, mine: Random): Promise<void> => {
      next += 1;
      const id = next;
      const level = mine.pick(['read committed', 'repeatable read', 'serializable'] as const);
      const amount = mine.between(1, 20);
      const from = mine.between(1, ACCOUNTS);
      const to = (from % ACCOUNTS) + 1;
      await client.query(`begin isolation level ${level}`);
      if (mine.next() < 0.3) await client.query('savepoint s');
      await client.query(`update accounts set balance = balance - ${amount} where id = ${from}`);
      if (mine.next() < 0.2) {
        const own = await numberOf(client, 'select sum(balance) from accounts');
        if (level !== 'read committed' && own !== ACCOUNTS * START_BALANCE - amount) problems.push(`own sum ${own} after taking ${amount}`);
      }
      await client.query(`insert into journal values (${id}, ${amount})`);
      await client.query(`update accounts set balance = balance + ${amount} where id = ${to}`);
      if (mine.next() < 0.1) {
        await client.query('rollback');
        return;
      }
      await client.query('commit');
      committed.add(id);
    };
    const check = async (client: pg.Client): Promise<void> => {
      // By the workers, and by the conductor.
      await client.query(`set conduct.local_rows to ${checks % 2 === 0 ? '0' : 'default'}`);
      const sum = await numberOf(client, 'select sum(balance) from accounts');
      checks += 1;
      if (sum !== ACCOUNTS * START_BALANCE) problems.push(`sum ${sum}`);
    };
    const work = async (number: number): Promise<void> => {
      const mine = random.fork();
      const client = await connect(cluster);
      while (Date.now() < end && problems.length === 0) {
        try {
          if (number === CLIENTS - 1) {
            await check(client);
            await sleep(50);
          } else {
            await transfer(client, mine);
          }
        } catch (error) {
          failed += 1;
          const { code, message } = error as { code?: string; message: string };
          if (code === undefined || !EXPECTED.has(code)) problems.push(`${code}: ${message}`);
          await client.query('rollback');
          if (code?.startsWith('57') === true) await sleep(50);
        }
      }
      await client.end();
    };
    let kills = 0;
    const killer = async (): Promise<void> => {
      for (let round = 1; round <= KILLS; round += 1) {
        const enough = committed.size + TRANSFERS_BETWEEN_KILLS;
        // On a slow machine it is not to wait forever.
        const latest = Date.now() + (SECONDS * 1_000) / (KILLS + 1);
        while (committed.size < enough && Date.now() < latest && problems.length === 0) await sleep(random.between(10, 100));
        const victim = random.pick(cluster.cluster.workers);
        if (victim !== undefined && killHard(victim)) kills += 1;
      }
      const after = committed.size + TRANSFERS_BETWEEN_KILLS / 4;
      while (committed.size < after && Date.now() < end) await sleep(50);
      end = Date.now();
    };
    await Promise.all([killer(), ...Array.from({ length: CLIENTS }, (_, number) => work(number))]);
    for (let attempt = 0; attempt < 100; attempt += 1) {
      if ((await codeOf(one.query('set conduct.local_rows to 0; select count(*) from accounts, journal'))) === '00000') break;
      await sleep(200);
    }
    console.log(`      ${committed.size} transfers, ${failed} failed, ${checks} sums, ${kills} kills`);
    expect(problems, `seed ${seed}`).to.deep.equal([]);
    expect(await numberOf(one, 'select sum(balance) from accounts')).to.equal(ACCOUNTS * START_BALANCE);
    const { rows } = await one.query<{ id: number }>('select id from journal');
    expect(new Set(rows.map(({ id }) => id)), `seed ${seed}`).to.deep.equal(committed);
    expect(rows.length).to.equal(committed.size);
    expect(committed.size).to.be.greaterThan(10);
    expect(kills).to.be.greaterThan(0);
  });
});
