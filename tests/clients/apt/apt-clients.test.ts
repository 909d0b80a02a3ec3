/** Clients that Debian has packages of, against a cluster: `scripts/test-clients` installs them. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { TestCluster } from '../../processes/support.js';

const FOLDER = fileURLToPath(new URL('../../../../tests/clients/apt', import.meta.url));
/** Debian's own: its packages are not for others. */
const PYTHON = '/usr/bin/python3';
const JAR = '/usr/share/java/postgresql.jar';

/** What a program wrote, when it has ended; rejects when it failed. */
function run(command: string, args: readonly string[], environment: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: FOLDER, env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment } });
    let output = '';
    const collect = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')}: ${output.slice(-2_000)}`)),
    );
  });
}

describe('clients from Debian', function () {
  this.timeout(180_000);
  let cluster: TestCluster;

  before(async () => {
    cluster = await TestCluster.start({ workers: 2 });
  });

  after(() => cluster.stop());

  for (const name of ['psycopg2', 'psycopg3', 'asyncpg', 'sqlalchemy']) {
    it(name, async () => {
      expect(await run(PYTHON, [`${name}_scenario.py`, cluster.url])).to.equal('ok\n');
    });
  }

  it('JDBC', async () => {
    expect(await run('java', ['-cp', JAR, 'Jdbc.java', cluster.url])).to.equal('ok\n');
  });

  it('pgbench, in its three modes', async () => {
    const { hostname, port } = new URL(cluster.url);
    const environment = { PGHOST: hostname, PGPORT: port, PGUSER: 'conduct' };
    await run('pgbench', ['-i', '-s', '1', 'conduct'], environment);
    for (const mode of ['simple', 'extended', 'prepared']) {
      const output = await run('pgbench', ['-n', '-M', mode, '-t', '20', '-c', '2', 'conduct'], environment);
      expect(output, mode)
        .to.match(/actually processed: 40\/40/)
        .and.match(/failed transactions: 0/);
    }
    await cluster.with(async (client) => {
      const [result] = await client.query('select sum(tbalance) = (select sum(bbalance) from pgbench_branches) from pgbench_tellers');
      expect(result?.rows).to.deep.equal([['t']]);
    });
  });
});
