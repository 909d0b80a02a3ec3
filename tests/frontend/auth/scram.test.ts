import { expect } from 'chai';
import { makeVerifier } from '../../../src/common/scram-verifier.js';
import { ScramExchange } from '../../../src/frontend/auth/scram-exchange.js';

/** RFC 7677, section 3: user "user", password "pencil". */
const VECTOR = {
  clientFirst: 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
  serverNonce: '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
  salt: 'W22ZaJ0SNY7soEsUEjb6gQ==',
  serverFirst: 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  clientFinal: 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  serverFinal: 'v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
};

function exchange(password = 'pencil'): ScramExchange {
  return new ScramExchange(makeVerifier(password, Buffer.from(VECTOR.salt, 'base64'), 4_096), VECTOR.serverNonce);
}

describe('SCRAM-SHA-256', () => {
  it('gives the messages of RFC 7677', () => {
    const scram = exchange();
    expect(scram.begin(VECTOR.clientFirst)).to.equal(VECTOR.serverFirst);
    expect(scram.finish(VECTOR.clientFinal)).to.equal(VECTOR.serverFinal);
  });

  it('finds out another password', () => {
    const scram = exchange('pencils');
    scram.begin(VECTOR.clientFirst);
    expect(scram.finish(VECTOR.clientFinal)).to.equal(null);
  });

  it('refuses messages that are not well formed', () => {
    for (const first of ['', 'n,', 'p=tls-unique,,n=,r=abc', 'n,a=admin,n=,r=abc', 'n,,n=,r=', 'n,,r=abc', 'x,,n=,r=abc']) {
      expect(() => exchange().begin(first), first).to.throw(/malformed SCRAM message/);
    }
    const { clientFinal } = VECTOR;
    for (const final of [
      '',
      clientFinal.replace('c=biws', 'c=eSws'),
      clientFinal.replace('$k0', '$k1'),
      clientFinal.replace(/p=.*/, 'p=AAAA'),
      clientFinal.replace(/,p=.*/, ''),
    ]) {
      const scram = exchange();
      scram.begin(VECTOR.clientFirst);
      expect(() => scram.finish(final), final).to.throw(/malformed SCRAM message/);
    }
  });
});
