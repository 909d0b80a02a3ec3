/** Conductor and workers that speak TLS among themselves, each a process, and whom they turn away. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { GrpcTransport } from '../../src/rpc/grpc-transport.js';
import { conductorClient } from '../../src/rpc/service.js';
import { Authority, type CertificateFiles } from '../frontend/auth/certificates.js';
import { conductUntil } from './command.js';
import { TestCluster } from './support.js';

const NAMES = ['IP:127.0.0.1', 'DNS:localhost'];

describe('TLS between the processes of a cluster', () => {
  const authority = new Authority();
  const stranger = new Authority();
  const folder = mkdtempSync(join(tmpdir(), 'conduct-cluster-tls-'));
  let cluster: TestCluster;
  let workers = 0;

  const flags = ({ cert, key }: CertificateFiles, from: Authority): readonly string[] => [
    ...['--cluster-cert', cert, '--cluster-key', key, '--cluster-ca', from.cert],
  ];

  before(async () => {
    const shared = flags(authority.issue('part', NAMES), authority);
    cluster = await TestCluster.start({ workers: 2, conductorFlags: shared, workerFlags: shared });
  });

  after(async () => {
    await cluster.stop();
    for (const each of [authority.folder, stranger.folder, folder]) rmSync(each, { recursive: true });
  });

  /** Why a worker with these flags does not get in, by its own log. */
  async function refusal(given: readonly string[], address = cluster.cluster.rpcAddress): Promise<string> {
    workers += 1;
    const data = join(folder, `worker-${workers}`);
    const output = await conductUntil(['worker', '--join', address, '--data', data, '--memory', '64MB', ...given], /cannot register yet/);
    const why = /"why":"(?<why>(?:[^"\\]|\\.)*)"/.exec(output)?.groups?.why ?? output;
    const [count] = await cluster.with((client) => client.query('select count(*) from conduct.workers'));
    expect(count?.rows, why).to.deep.equal([['2']]);
    return why;
  }

  it('runs queries whose rows go from one process to the other', async () => {
    await cluster.with(async (client) => {
      await client.query('create table t as select g as a, g % 7 as b from generate_series(1, 20000) g');
      const [joined] = await client.query('select count(*) from t x join t y on x.b = y.a');
      expect(joined?.rows).to.deep.equal([['17143']]);
    });
  });

  it('turns away workers that speak plain text, and such callers of workers', async () => {
    expect(await refusal([])).to.match(/^no connection to /);
    const transport = new GrpcTransport();
    const channel = transport.connect(cluster.cluster.rpcAddress);
    const error = await conductorClient(channel)
      .heartbeat({ workerId: 'nobody', committed: [] })
      .catch((reason: unknown) => reason);
    channel.close();
    expect(error).to.include({ code: '08006' });
  });

  it('turns away certificates of another authority, on both sides', async () => {
    expect(await refusal(flags(stranger.issue('other', NAMES), authority))).to.match(/^no (connection|answer)/);
    expect(await refusal(flags(authority.issue('mine', NAMES), stranger))).to.match(/^no connection to .*certificate/);
  });

  it('turns away certificates that have expired', async () => {
    expect(await refusal(flags(authority.issue('old', NAMES, -1), authority))).to.match(/^no (connection|answer)/);
  });

  it('turns away a worker whose certificate has another name than its address', async () => {
    const why = await refusal(flags(authority.issue('elsewhere', ['DNS:elsewhere']), authority));
    expect(why).to.match(/^the conductor can't reach this worker: no connection .*(altnames|does not match)/);
  });

  it('does not join a conductor whose certificate has another name or has expired', async () => {
    for (const [names, days, why] of [
      [['DNS:elsewhere'], 1, /^no connection .*(altnames|does not match)/],
      [NAMES, -1, /^no connection .*expired/],
    ] as const) {
      const wrong = flags(authority.issue(`conductor-${days}`, names, days), authority);
      const data = join(folder, `conductor-${days}`);
      const listening = ['conductor', '--port', '0', '--rpc', '127.0.0.1:0', '--data', data, ...wrong];
      await conductUntil(listening, /"rpcAddress":"(?<address>[^"]+)"/, async (match) => {
        expect(await refusal(flags(authority.issue('good', NAMES), authority), match.groups?.address)).to.match(why);
      });
    }
  });
});
