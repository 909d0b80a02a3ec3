import { readFileSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import type { ClusterSecurity } from '../../src/rpc/cluster-security.js';
import { GrpcTransport } from '../../src/rpc/grpc-transport.js';
import { Authority, type CertificateFiles } from '../frontend/auth/certificates.js';

const TOKEN = 'a-token-of-enough-characters';
const OPTIONS = { timeoutMs: 60_000 };

describe('a cluster that lets in its own parts alone', () => {
  const authority = new Authority();
  const stranger = new Authority();

  after(() => {
    rmSync(authority.folder, { recursive: true });
    rmSync(stranger.folder, { recursive: true });
  });

  /** What a caller gets: of a small call, of one that is too long to share a stream, and of a stream. */
  async function calls(server: ClusterSecurity, client: ClusterSecurity): Promise<string[]> {
    const listener = await new GrpcTransport(server).listen('127.0.0.1:0', {
      unary: { echo: async (request) => Uint8Array.of(request.byteLength & 0xff) },
      stream: {
        async *count() {
          yield Uint8Array.of(1);
          yield Uint8Array.of(2);
        },
      },
    });
    const channel = new GrpcTransport(client).connect(listener.address);
    const told = async (work: () => Promise<string>): Promise<string> => work().catch((error: unknown) => (error as Error).message);
    try {
      const echo = (bytes: number): Promise<string> =>
        told(async () => String((await channel.unary('echo', new Uint8Array(bytes), OPTIONS))[0]));
      const count = (): Promise<string> =>
        told(async () => {
          const items: number[] = [];
          for await (const item of channel.stream('count', new Uint8Array(0), OPTIONS)) items.push(item[0] ?? 0);
          return items.join(' ');
        });
      return [await echo(3), await echo(1 << 20), await count()];
    } finally {
      channel.close();
      await listener.close();
    }
  }

  const plain = (token: string | null): ClusterSecurity => ({ token, tls: null });
  const GOOD = ['3', '0', '1 2'];

  it('takes calls with the token', async () => {
    expect(await calls(plain(TOKEN), plain(TOKEN))).to.deep.equal(GOOD);
    expect(await calls(plain(null), plain(TOKEN))).to.deep.equal(GOOD);
  });

  it('refuses calls of every kind without it, or with another', async () => {
    for (const [given, told] of [
      [null, 'the join token is missing'],
      ['another-token-of-enough-characters', 'the join token is wrong'],
    ] as const) {
      expect(await calls(plain(TOKEN), plain(given))).to.deep.equal([told, told, told]);
    }
  });

  it('shows certificates on both sides, and takes those of its authority alone', async () => {
    const files = { ours: authority.issue('part', ['IP:127.0.0.1']), theirs: stranger.issue('part', ['IP:127.0.0.1']) };
    const secure = ({ cert, key }: CertificateFiles, from: Authority): ClusterSecurity => ({
      token: TOKEN,
      tls: { certificate: readFileSync(cert), key: readFileSync(key), authority: readFileSync(from.cert) },
    });
    const ours = secure(files.ours, authority);
    expect(await calls(ours, ours)).to.deep.equal(GOOD);
    for (const other of [secure(files.theirs, authority), secure(files.theirs, stranger), plain(TOKEN)]) {
      for (const told of await calls(ours, other)) expect(told).to.match(/^no (connection|answer)/);
    }
  });
});
