import { readFileSync, rmSync } from 'node:fs';
import { type ConnectionOptions, connect as connectTls, createSecureContext, type TLSSocket } from 'node:tls';
import { expect } from 'chai';
import pg from 'pg';
import { pino } from 'pino';
import { formatVerifier, makeVerifier } from '../../../src/common/scram-verifier.js';
import type { RoleLogin } from '../../../src/conductor/query-service.js';
import { parseHba } from '../../../src/frontend/auth/hba-file.js';
import { PostgresServer } from '../../../src/frontend/server.js';
import { initParser } from '../../../src/sql/parse.js';
import { FakeService, NUMBERS } from '../fake-service.js';
import { fieldsOf, int32, message, RawClient, startup, str, types } from '../raw-client.js';
import { Authority } from './certificates.js';

const SSL_REQUEST = message('', int32(80_877_103));

function role(name: string, password: string | null, more: Partial<RoleLogin> = {}): RoleLogin {
  const verifier = password === null ? null : formatVerifier(makeVerifier(password, Buffer.from('0123456789abcdef')));
  return { name, canLogin: true, superuser: false, verifier, expired: false, connectionLimit: -1, roles: new Set([name]), ...more };
}

describe('connecting', () => {
  const authority = new Authority();
  const stranger = new Authority();
  const serverFiles = authority.issue('server', ['DNS:localhost', 'IP:127.0.0.1']);
  const log: string[] = [];
  let server: PostgresServer;
  let port = 0;

  before(initParser);

  after(() => {
    rmSync(authority.folder, { recursive: true });
    rmSync(stranger.folder, { recursive: true });
  });

  afterEach(async () => {
    await server.close();
    // Nobody reads passwords in the log.
    expect(log.join('\n')).not.to.match(/s3cret|wrong-one/);
    log.length = 0;
  });

  /** Roles: ada with a password, bob without, carl who may not log in, dora whose password is not good any more, eve once only. */
  async function start(hba: string, options: { readonly tls?: boolean; readonly asksClients?: boolean } = {}): Promise<void> {
    const service = new FakeService().on('select numbers', NUMBERS);
    const roles = [
      role('ada', 's3cret'),
      role('bob', null),
      role('carl', 's3cret', { canLogin: false }),
      role('dora', 's3cret', { expired: true }),
      role('eve', 's3cret', { connectionLimit: 1 }),
      role('ätä', 's3cret ü'),
    ];
    service.findRole = (name) => roles.find((each) => each.name === name);
    const { tls = false, asksClients = false } = options;
    const context = createSecureContext({
      cert: readFileSync(serverFiles.cert),
      key: readFileSync(serverFiles.key),
      ca: readFileSync(authority.cert),
      minVersion: 'TLSv1.2',
    });
    server = new PostgresServer({
      service,
      log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
      rules: parseHba(hba),
      ...(tls ? { tls: { context, asksClients } } : {}),
    });
    ({ port } = await server.listen('127.0.0.1', 0));
  }

  /** `ok`, or the code and text of what the client was told. */
  async function connect(user: string, password: string, ssl?: pg.ClientConfig['ssl']): Promise<string> {
    const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'conduct', ...(ssl === undefined ? {} : { ssl }) });
    try {
      await client.connect();
      const { rowCount } = await client.query('select numbers');
      return `ok ${rowCount}`;
    } catch (error) {
      const { code, message: text } = error as { code?: string; message: string };
      return `${code ?? ''} ${text}`;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  for (const method of ['scram-sha-256', 'password', 'md5']) {
    it(`${method}: lets in by the password, and does not tell an unknown role from a wrong password`, async () => {
      await start(`host all all all ${method}`);
      expect(await connect('ada', 's3cret')).to.equal('ok 7');
      expect(await connect('ätä', 's3cret ü')).to.equal('ok 7');
      for (const [user, password] of [
        ['ada', 'wrong-one'],
        ['nobody', 's3cret'],
        ['bob', 's3cret'],
        ['dora', 's3cret'],
      ] as const) {
        expect(await connect(user, password)).to.equal(`28P01 password authentication failed for user "${user}"`);
      }
      expect(await connect('carl', 's3cret')).to.equal('28000 role "carl" is not permitted to log in');
    });
  }

  it('shows an unknown user the same messages as a known one, with the same salt each time', async () => {
    await start('host all all all scram-sha-256');
    const saltOf = async (user: string): Promise<{ sent: string; salt: string | undefined }> => {
      const client = await RawClient.open(port);
      client.send(startup({ user }));
      const request = await client.next();
      const first = Buffer.from('n,,n=,r=abcdefghij');
      client.send(message('p', str('SCRAM-SHA-256'), int32(first.length), first));
      const answer = await client.next();
      client.destroy();
      const text = answer?.body.toString('utf8', 4) ?? '';
      return { sent: `${request?.type}${answer?.type} ${text.replace(/^r=[^,]*,s=[^,]*/, '')}`, salt: /s=([^,]*)/.exec(text)?.[1] };
    };
    const [ada, nobody, again, other] = [await saltOf('ada'), await saltOf('nobody'), await saltOf('nobody'), await saltOf('somebody')];
    expect(nobody.sent).to.equal(ada.sent);
    expect(nobody.salt).to.have.length(ada.salt?.length ?? -1);
    expect(nobody.salt).to.equal(again.salt);
    expect(nobody.salt).not.to.equal(other.salt);
  });

  it('trust: lets in roles that are there', async () => {
    await start('host all all all trust');
    expect(await connect('bob', '')).to.equal('ok 7');
    expect(await connect('nobody', '')).to.equal('28000 role "nobody" does not exist');
    expect(await connect('carl', '')).to.equal('28000 role "carl" is not permitted to log in');
  });

  it('rejects, and says when no rule fits', async () => {
    await start('host all bob all reject\nhost other ada all trust');
    expect(await connect('bob', '')).to.match(/^28000 pg_hba.conf rejects connection for host "127.0.0.1", user "bob"/);
    expect(await connect('ada', '')).to.match(/^28000 no pg_hba.conf entry for host "127.0.0.1", user "ada", database "conduct", no enc/);
  });

  it('holds a role to its number of sessions', async () => {
    await start('host all all all trust');
    const first = new pg.Client({ host: '127.0.0.1', port, user: 'eve', database: 'conduct' });
    await first.connect();
    expect(await connect('eve', '')).to.equal('53300 too many connections for role "eve"');
    await first.end();
  });

  it('asks with another message: 08P01', async () => {
    await start('host all all all scram-sha-256');
    const client = await RawClient.open(port);
    client.send(startup({ user: 'ada' }));
    await client.next();
    client.send(message('Q', str('select numbers')));
    expect(fieldsOf((await client.next()) ?? { type: '', body: Buffer.alloc(0) })).to.include({ S: 'FATAL', C: '08P01' });
    expect(await client.next()).to.equal(null);
  });

  describe('TLS', () => {
    const trusting = (options: ConnectionOptions = {}): ConnectionOptions => ({ ca: readFileSync(authority.cert), ...options });

    it('encrypts by SSLRequest, which hostssl rules demand', async () => {
      await start('hostssl all all all scram-sha-256', { tls: true });
      expect(await connect('ada', 's3cret', trusting())).to.equal('ok 7');
      expect(await connect('ada', 's3cret')).to.match(/^28000 no pg_hba.conf entry .* no encryption$/);
    });

    it('lets clients find out a wrong authority and a wrong name', async () => {
      await start('host all all all trust', { tls: true });
      expect(await connect('ada', '', { ca: readFileSync(stranger.cert) })).to.match(/certificate|issuer|signature/i);
      expect(await connect('ada', '', trusting({ host: 'elsewhere.example', servername: 'elsewhere.example' }))).to.match(/does not match/);
    });

    it('speaks TLS 1.2 and 1.3, nothing older', async () => {
      await start('hostssl all all all trust', { tls: true });
      for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
        expect(await connect('ada', '', trusting({ minVersion: version, maxVersion: version })), version).to.equal('ok 7');
      }
      const old = trusting({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
      expect(await connect('ada', '', old)).to.match(/version|alert|EPROTO|disconnect|terminated/i);
    });

    /** A handshake first, and the protocol inside. */
    const direct = (options: ConnectionOptions): Promise<TLSSocket> =>
      new Promise((resolve, reject) => {
        const socket = connectTls({ host: '127.0.0.1', port, ...trusting(), ...options });
        socket.once('secureConnect', () => resolve(socket));
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('closed')));
      });

    it('takes direct TLS from who says that it speaks postgresql', async () => {
      await start('hostssl all all all trust', { tls: true });
      const socket = await direct({ ALPNProtocols: ['postgresql'] });
      expect(socket.alpnProtocol).to.equal('postgresql');
      const list = (await RawClient.over(socket).login('ada')).map(({ type }) => ({ type, body: Buffer.alloc(0) }));
      expect(types(list)).to.match(/^RS+KZ$/);
      socket.destroy();
      const closed = (options: ConnectionOptions): Promise<string> =>
        direct(options).then(
          (each) => new Promise<string>((resolve) => each.once('close', () => resolve('closed'))),
          () => 'refused',
        );
      expect(await closed({})).to.match(/closed|refused/);
      expect(await closed({ ALPNProtocols: ['http/1.1'] })).to.match(/closed|refused/);
    });

    it('refuses bytes that were stuffed behind SSLRequest', async () => {
      for (const tls of [true, false]) {
        await start('host all all all trust', { tls });
        const client = await RawClient.open(port);
        client.send(SSL_REQUEST, startup({ user: 'ada' }));
        expect(fieldsOf((await client.next()) ?? { type: '', body: Buffer.alloc(0) }).M).to.equal(
          'received unencrypted data after SSL request',
        );
        expect(await client.next()).to.equal(null);
        if (tls) await server.close();
      }
    });

    it('asks clients for certificates where rules want them', async () => {
      await start('hostssl all ada all cert\nhostssl all all all trust clientcert=verify-ca', { tls: true, asksClients: true });
      const files = (from: Authority, name: string): ConnectionOptions => {
        const { cert, key } = from.issue(name);
        return trusting({ cert: readFileSync(cert), key: readFileSync(key) });
      };
      expect(await connect('ada', '', files(authority, 'ada'))).to.equal('ok 7');
      expect(await connect('bob', '', files(authority, 'ada'))).to.equal('ok 7');
      expect(await connect('ada', '', files(authority, 'bob'))).to.equal('28000 certificate authentication failed for user "ada"');
      expect(await connect('ada', '', trusting())).to.equal('28000 connection requires a valid client certificate');
      expect(await connect('ada', '', files(stranger, 'ada'))).to.equal('28000 connection requires a valid client certificate');
    });

    it('gives a long key for CancelRequest to protocol 3.2', async () => {
      await start('hostssl all all all trust', { tls: true });
      const socket = await direct({ ALPNProtocols: ['postgresql'] });
      const client = RawClient.over(socket);
      const list = await client.login('ada', (3 << 16) | 2);
      expect(list.find(({ type }) => type === 'K')?.body).to.have.length(36);
      socket.destroy();
    });
  });
});
