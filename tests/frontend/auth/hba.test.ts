import { expect } from 'chai';
import { isLoopback, parseAddressRange } from '../../../src/frontend/auth/address-range.js';
import { parseHba } from '../../../src/frontend/auth/hba-file.js';
import { type Connecting, findRule, LOOPBACK_RULES } from '../../../src/frontend/auth/hba-rules.js';

const ADA: Connecting = { user: 'ada', database: 'sales', address: '10.1.2.3', encrypted: false, roles: new Set(['ada', 'staff']) };

function methodFor(file: string, connecting: Partial<Connecting> = {}): string {
  try {
    return findRule(parseHba(file), { ...ADA, ...connecting }).method;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('rules of pg_hba.conf', () => {
  it('takes the first rule that fits', () => {
    const file = `
# TYPE  DATABASE  USER  ADDRESS        METHOD
local   all       all                  trust
host    all       bob   0.0.0.0/0      trust
host    sales     ada   10.1.0.0/16    password   # the office
host    all       all   all            reject`;
    expect(methodFor(file)).to.equal('password');
    expect(methodFor(file, { user: 'bob' })).to.equal('trust');
    expect(methodFor(file, { address: '10.2.0.1' })).to.match(/^pg_hba.conf rejects connection for host "10.2.0.1", user "ada"/);
  });

  it('says that no rule fits as PostgreSQL does', () => {
    expect(methodFor('host all bob all trust')).to.equal(
      'no pg_hba.conf entry for host "10.1.2.3", user "ada", database "sales", no encryption',
    );
    expect(methodFor('', { encrypted: true })).to.match(/SSL encryption$/);
  });

  it('tells encrypted connections from others', () => {
    const file = 'hostssl all all all scram-sha-256\nhostnossl all all all reject';
    expect(methodFor(file, { encrypted: true })).to.equal('scram-sha-256');
    expect(methodFor(file)).to.match(/rejects/);
  });

  it('knows lists, members, sameuser and quoted names', () => {
    expect(methodFor('host "sales", other  bob,+staff  all  trust')).to.equal('trust');
    expect(methodFor('host sameuser all all trust', { database: 'ada' })).to.equal('trust');
    expect(methodFor('host sameuser all all trust')).to.match(/^no pg_hba/);
    // In quotes a word has no special meaning.
    expect(methodFor('host "all" all all trust')).to.match(/^no pg_hba/);
    expect(methodFor('host all "+staff" all trust')).to.match(/^no pg_hba/);
    expect(methodFor('host all "a ""b""" all trust', { user: 'a "b"' })).to.equal('trust');
  });

  it('knows ranges with a prefix and with a mask, of IPv4 and IPv6', () => {
    expect(methodFor('host all all 10.1.2.0 255.255.255.0 trust')).to.equal('trust');
    expect(methodFor('host all all 10.1.3.0/24 trust')).to.match(/^no pg_hba/);
    expect(methodFor('host all all fe80::/10 trust', { address: 'fe80::1' })).to.equal('trust');
    expect(methodFor('host all all 10.0.0.0/8 trust', { address: '::ffff:10.9.9.9' })).to.equal('trust');
    expect(parseAddressRange('10.0.0.0/33', null)).to.equal(null);
    expect(parseAddressRange('10.0.0.0', '255.0.255.0')).to.equal(null);
  });

  it('goes on with a line that ends in a backslash', () => {
    expect(methodFor('host all \\\n all all trust')).to.equal('trust');
  });

  it('refuses what it does not know, with the line', () => {
    for (const [line, message] of [
      ['host all all all peer', /line 2 .*method "peer" is not supported/],
      ['host all all somewhere.example trust', /neither an address/],
      ['host all all 10.0.0.1 trust', /neither an address/],
      ['remote all all all trust', /invalid connection type "remote"/],
      ['host all all all', /end-of-line before authentication method/],
      ['host all all all cert', /only be checked if "hostssl"/],
      ['hostssl all all all ldap ldapserver=x', /method|option/],
      ['host "all all all trust', /unterminated quote/],
    ] as const) {
      expect(() => parseHba(`\n${line}`), line).to.throw(message);
    }
  });

  it('trusts this machine alone by default', () => {
    const find = (address: string): string => findRule(LOOPBACK_RULES, { ...ADA, address }).method;
    expect([find('127.0.0.1'), find('127.8.8.8'), find('::1')]).to.deep.equal(['trust', 'trust', 'trust']);
    expect(() => find('10.1.2.3')).to.throw(/^no pg_hba.conf entry/);
    expect(['127.0.0.1', 'localhost', '::1', '0.0.0.0', '10.0.0.1', '::'].map(isLoopback)).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
