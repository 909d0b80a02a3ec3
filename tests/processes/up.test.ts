import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { WireClient } from '../../src/cli/wire-client.js';
import { alive, until } from './support.js';

/** The command line as `bin/conduct.js` runs it, from the tree that this test was compiled into. */
const COMMAND = fileURLToPath(new URL('../../src/cli/process.js', import.meta.url));

interface Up {
  readonly child: ChildProcess;
  readonly url: string;
  readonly pids: readonly number[];
  readonly ended: Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly output: () => string;
}

describe('conduct up', () => {
  let folder: string;
  const running: Up[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conduct-processes-'));
  });

  afterEach(async () => {
    for (const { child, ended, pids } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
      // They hear that their supervisor is gone.
      await until(() => !pids.some(alive), 20_000, 'the children end');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  async function up(...flags: readonly string[]): Promise<Up> {
    const args = [COMMAND, 'up', '--no-sample', '--port', '0', '--memory', '512MB', '--executors', '1', '--data', folder, ...flags];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    let over = false;
    const ended = new Promise<{ status: number | null; signal: NodeJS.Signals | null }>((resolve) => {
      child.on('close', (status, signal) => {
        over = true;
        resolve({ status, signal });
      });
    });
    const url = (): string | undefined => /^ready: (\S+)$/m.exec(output)?.[1];
    await until(() => url() !== undefined || over, 30_000, 'conduct up is ready');
    const ready = url();
    if (ready === undefined) throw new Error(`conduct up ended: ${output}`);
    const started = { child, url: ready, pids: childrenOf(child.pid ?? 0), ended, output: () => output };
    running.push(started);
    return started;
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints where it is, answers, and ends with status 0 at ${signal}`, async () => {
      const { child, url, pids, ended, output } = await up('--workers', '3');
      expect(pids).to.have.length(4);
      expect(output()).to.include(`\npsql ${url}\n`);
      const client = await WireClient.connect(url);
      const [result] = await client.query('create table t as select 1 as n; select n from t');
      expect(result?.tag).to.equal('SELECT 1');
      child.kill(signal);
      expect(await ended).to.deep.equal({ status: 0, signal: null });
      expect(pids.filter(alive)).to.deep.equal([]);
      await until(() => client.closed, 1_000, 'the connection ends');
      // Nothing was an accident.
      expect(output()).not.to.match(/killed|starting it again/);
    });
  }

  it('starts what dies again, and keeps its data over a restart', async () => {
    const first = await up();
    const client = await WireClient.connect(first.url);
    await client.query('create table t (n integer); insert into t values (1), (2), (3)');
    const [conductor, ...workers] = first.pids;
    for (const pid of workers) process.kill(pid, 'SIGKILL');
    await until(() => first.output().split('is back').length === 3, 20_000, 'both workers are back');
    await until(
      () =>
        client.query('select sum(n) from t').then(
          ([sum]) => sum?.rows[0]?.[0] === '6',
          () => false,
        ),
      10_000,
      'queries work',
    );
    expect(childrenOf(first.child.pid ?? 0)).to.include(conductor);
    await client.close();
    first.child.kill('SIGTERM');
    await first.ended;

    const second = await up();
    const again = await WireClient.connect(second.url);
    const [sum] = await again.query('select sum(n), count(*) from t');
    expect(sum?.rows).to.deep.equal([['6', '3']]);
    await again.close();
    second.child.kill('SIGTERM');
    expect((await second.ended).status).to.equal(0);
  });

  it('leaves no process behind when it is killed itself', async () => {
    const { child, pids, ended } = await up();
    child.kill('SIGKILL');
    await ended;
    await until(() => !pids.some(alive), 20_000, 'its children end');
  });

  it('refuses a data folder that another one uses', async () => {
    await up();
    const refused = await up().then(
      () => null,
      (error: Error) => error.message,
    );
    expect(refused).to.match(/is in use by another process/);
  });
});

/** Process ids of the children, in the order of their start. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
      } catch {
        // It ended meanwhile.
        return false;
      }
    })
    .sort((a, b) => a - b);
}
