import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type AccessFlags, checkClusterAddress, readAccess, readClusterSecurity } from '../../src/cli/access.js';
import { Authority } from '../frontend/auth/certificates.js';

const NO_FLAGS: AccessFlags = { listen: '127.0.0.1', hba: null, tlsCert: null, tlsKey: null, tlsCa: null };
const NO_CLUSTER = { joinToken: null, joinTokenFile: null, clusterCert: null, clusterKey: null, clusterCa: null };

describe('flags that say who is let in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-access-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  after(() => rmSync(folder, { recursive: true }));

  it('refuses to listen beyond this machine without a rule that asks for a password', () => {
    expect(() => readAccess({ ...NO_FLAGS, listen: '0.0.0.0' }))
      .to.throw(/--listen 0.0.0.0 needs a rule/)
      .with.property('hint');
    const trusting = file('trusting', 'host all all all trust');
    expect(() => readAccess({ ...NO_FLAGS, listen: '::', hba: trusting })).to.throw(/needs a rule/);
    const asking = file('asking', 'host all all 127.0.0.1/32 trust\nhost all all all scram-sha-256');
    expect(readAccess({ ...NO_FLAGS, listen: '0.0.0.0', hba: asking }).rules).to.have.length(2);
    expect(readAccess({ ...NO_FLAGS, listen: 'localhost' }).tls).to.equal(null);
  });

  it('refuses rules that nothing could meet, files that are not there and keys that do not fit', () => {
    expect(() => readAccess({ ...NO_FLAGS, hba: join(folder, 'missing') })).to.throw(/--hba: no such file/);
    expect(() => readAccess({ ...NO_FLAGS, hba: file('ssl', 'hostssl all all all trust') })).to.throw(/rules for hostssl need TLS/);
    const authority = new Authority();
    const other = new Authority();
    try {
      const { cert, key } = authority.issue('one');
      const pair = { ...NO_FLAGS, tlsCert: cert, tlsKey: key };
      expect(readAccess(pair).tls?.asksClients).to.equal(false);
      expect(readAccess({ ...pair, tlsCa: authority.cert }).tls?.asksClients).to.equal(true);
      expect(() => readAccess({ ...pair, hba: file('cert', 'hostssl all all all cert') })).to.throw(/need their authority/);
      expect(() => readAccess({ ...NO_FLAGS, tlsCert: cert })).to.throw(/a certificate and its key/);
      expect(() => readAccess({ ...NO_FLAGS, tlsCert: cert, tlsKey: other.issue('two').key })).to.throw(/do not go together/);
    } finally {
      rmSync(authority.folder, { recursive: true });
      rmSync(other.folder, { recursive: true });
    }
  });

  it('takes the join token from a flag, a file or the environment', () => {
    const inFile = file('token', 'a-token-of-enough-characters\n');
    expect(readClusterSecurity({ ...NO_CLUSTER, joinTokenFile: inFile }).token).to.equal('a-token-of-enough-characters');
    expect(readClusterSecurity({ ...NO_CLUSTER, joinToken: 'one-from-the-command-line' }).token).to.equal('one-from-the-command-line');
    expect(readClusterSecurity(NO_CLUSTER)).to.deep.equal({ token: null, tls: null });
    expect(() => readClusterSecurity({ ...NO_CLUSTER, joinToken: 'short' })).to.throw(/fewer than 16 characters/);
    expect(() => readClusterSecurity({ ...NO_CLUSTER, clusterCert: inFile })).to.throw(/a certificate, its key and the authority/);
  });

  it('opens the ports of the cluster to other machines only with a token', () => {
    const open = { token: null, tls: null };
    expect(checkClusterAddress('127.0.0.1:5443', open)).to.equal('127.0.0.1:5443');
    expect(checkClusterAddress('[::1]:0', open)).to.equal('[::1]:0');
    expect(() => checkClusterAddress('0.0.0.0:5443', open)).to.throw(/needs a join token/);
    expect(checkClusterAddress('0.0.0.0:5443', { token: 'a-token-of-enough-characters', tls: null })).to.equal('0.0.0.0:5443');
    expect(() => checkClusterAddress('localhost', open)).to.throw(/not an address with a port/);
  });
});
