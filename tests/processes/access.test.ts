import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { Authority } from '../frontend/auth/certificates.js';
import { conduct } from './command.js';
import { type CommandResult, psql, psqlInstalled, sleep, TestCluster, until } from './support.js';

const TOKEN = 'a-token-of-enough-characters';

async function refused(work: Promise<unknown>, code: string): Promise<void> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).to.include({ code });
}

describe('who is let in to a cluster', () => {
  const authority = new Authority();
  const stranger = new Authority();
  const folder = mkdtempSync(join(tmpdir(), 'conduct-access-'));
  let cluster: TestCluster;
  let port: number;

  before(async () => {
    const server = authority.issue('localhost', ['DNS:localhost', 'IP:127.0.0.1']);
    const hba = join(folder, 'rules.conf');
    writeFileSync(hba, 'host all conduct 127.0.0.1/32 trust\nhostssl all all all scram-sha-256\n');
    const token = join(folder, 'token');
    writeFileSync(token, TOKEN);
    const shared = ['--join-token-file', token];
    const conductorFlags = [...shared, '--hba', hba, '--tls-cert', server.cert, '--tls-key', server.key];
    cluster = await TestCluster.start({ workers: 1, conductorFlags, workerFlags: shared });
    port = Number(new URL(cluster.url).port);
    await cluster.with((client) => client.query("create role ada login password 's3cret-word'"));
  });

  after(async () => {
    await cluster.stop();
    for (const each of [authority.folder, stranger.folder, folder]) rmSync(each, { recursive: true });
  });

  it('takes psql over TLS with a password, and nobody else', async function () {
    if (!(await psqlInstalled())) this.skip();
    const ask = (password: string, options: string): Promise<CommandResult> =>
      psql(`postgresql://ada:${password}@localhost:${port}/conduct?${options}`, ['-Atc', 'select current_user']);
    const verified = `sslmode=verify-full&sslrootcert=${authority.cert}`;
    expect((await ask('s3cret-word', verified)).stdout).to.equal('ada\n');
    expect((await ask('wrong-word', verified)).stderr).to.include('password authentication failed for user "ada"');
    expect((await ask('s3cret-word', 'sslmode=disable')).stderr).to.match(/no pg_hba.conf entry .* no encryption/);
    expect((await ask('s3cret-word', `sslmode=verify-ca&sslrootcert=${stranger.cert}`)).stderr).to.match(/certificate verify failed/);
  });

  it('refuses workers without the token, or with another', async () => {
    const join_ = ['worker', '--join', cluster.cluster.rpcAddress, '--data', join(folder, 'worker'), '--memory', '64MB'];
    const without = await conduct(join_);
    expect([without.status, without.stderr]).to.satisfy(
      ([status, text]: [number, string]) => status === 1 && /join token is missing/.test(text),
    );
    const wrong = await conduct(join_, { CONDUCT_JOIN_TOKEN: 'another-token-of-enough-characters' });
    expect([wrong.status, wrong.stderr]).to.satisfy(([status, text]: [number, string]) => status === 1 && /join token is wrong/.test(text));
    await cluster.with((client) => client.query('select 1'));
  });

  it('does not start where everybody could come in', async () => {
    const { status, stderr } = await conduct(['up', '--listen', '0.0.0.0', '--port', '0', '--data', join(folder, 'open')]);
    expect(status).to.equal(1);
    expect(stderr).to.match(/--listen 0.0.0.0 needs a rule that asks for a password\nhint: /);
    const workers = await conduct(['conductor', '--rpc', '0.0.0.0:0', '--port', '0', '--data', join(folder, 'open')]);
    expect(workers.stderr).to.match(/needs a join token/);
  });

  it('lets sessions be cancelled and ended by number, by those who may', async () => {
    const other = new pg.Client({ connectionString: cluster.url });
    const ended = new Promise<string>((resolve) => other.on('error', (error) => resolve('code' in error ? String(error.code) : '')));
    await other.connect();
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    await cluster.with(async (client) => {
      const sleeping = other.query('select pg_sleep(20)').catch((error: { code?: string }) => error.code);
      await until(
        async () => {
          const [active] = await client.query(`select query from pg_stat_activity where pid = ${pid} and state = 'active'`);
          return active?.rows.length === 1;
        },
        10_000,
        'the statement runs',
      );
      await client.query('set role ada');
      await refused(client.query(`select pg_cancel_backend(${pid})`), '42501');
      await client.query('reset role');
      const [cancelled] = await client.query(`select pid, pg_cancel_backend(pid) from pg_stat_activity where pid = ${pid}`);
      expect(cancelled?.rows).to.deep.equal([[String(pid), 't']]);
      expect(await sleeping).to.equal('57014');
      expect((await other.query('select 1 as one')).rows).to.deep.equal([{ one: 1 }]);
      const [gone] = await client.query(`select pg_terminate_backend(${pid}), pg_cancel_backend(0)`);
      expect(gone?.rows).to.deep.equal([['t', 'f']]);
      expect(client.notices.map(({ message }) => message)).to.deep.equal(['PID 0 is not a PostgreSQL server process']);
      expect(await ended).to.equal('57P01');
    });
  });

  it('ends sessions and statements that take too long', async () => {
    const failure = async (settings: string, run: (client: pg.Client) => Promise<unknown>): Promise<string> => {
      const client = new pg.Client(cluster.url);
      const ended = new Promise<string>((resolve) => client.on('error', (error) => resolve('code' in error ? String(error.code) : '')));
      await client.connect();
      try {
        await client.query(settings);
        await run(client);
        return await Promise.race([ended, sleep(20_000).then(() => 'nothing')]);
      } catch (error) {
        return (error as { code?: string }).code ?? '';
      } finally {
        await client.end().catch(() => undefined);
      }
    };
    expect(await failure("set idle_session_timeout to '200ms'", async () => undefined)).to.equal('57P05');
    expect(await failure("set idle_in_transaction_session_timeout to '200ms'", (client) => client.query('begin'))).to.equal('25P03');
    expect(await failure("set statement_timeout to '200ms'", (client) => client.query('select pg_sleep(20)'))).to.equal('57014');
    await cluster.with(async (holder) => {
      await holder.query('create table locked (a integer primary key)');
      await holder.query('begin; truncate locked');
      const waits = await failure("set lock_timeout to '200ms'", (client) => client.query('truncate locked'));
      expect(waits).to.equal('55P03');
      await holder.query('rollback');
    });
  });

  it('writes no password, key or literal into a log', async () => {
    await cluster.with(async (client) => {
      for (const sql of [
        "alter role ada password 'pa55word-literal'",
        "select 'plain-literal'::integer",
        "create table logged (a text); insert into logged values ('row-literal')",
        "select * from logged where a = 'where-literal' and 1 / 0 = 1",
        "prepare p as select 'prepared-literal' from nowhere",
      ]) {
        await client.query(sql).catch(() => undefined);
      }
    });
    const logs = join(cluster.folder, 'logs');
    const texts = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
    expect(texts.join('').length).to.be.above(100);
    for (const text of texts) expect(text).not.to.match(/-literal|s3cret|wrong-word|PRIVATE KEY|a-token-of|another-token/);
  });
});
