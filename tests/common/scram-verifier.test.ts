import { createHash, createHmac } from 'node:crypto';
import { expect } from 'chai';
import { formatVerifier, makeVerifier, parseVerifier, preparedPassword } from '../../src/common/scram-verifier.js';

describe('verifier of a password', () => {
  it("proves RFC 7677's example exchange", () => {
    const verifier = makeVerifier('pencil', Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64'));
    const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const message = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=${nonce}`;
    const signature = createHmac('sha256', verifier.storedKey).update(message).digest();
    const proof = Buffer.from('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=', 'base64');
    const clientKey = Buffer.from(signature.map((byte, at) => byte ^ (proof[at] ?? 0)));
    expect(createHash('sha256').update(clientKey).digest().equals(verifier.storedKey)).to.equal(true);
    expect(createHmac('sha256', verifier.serverKey).update(message).digest('base64')).to.equal(
      '6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=',
    );
  });

  it('is read as it was written, and nothing else is one', () => {
    const verifier = makeVerifier('x', Buffer.from('0123456789abcdef'), 5_000);
    expect(parseVerifier(formatVerifier(verifier))).to.deep.equal(verifier);
    for (const text of ['', 'secret', 'SCRAM-SHA-256$', 'SCRAM-SHA-256$4096:AA==$AA==:AA==', 'md5b1bb5ff7e1a7ae3f0d5a4a3a4a4b7bcd']) {
      expect(parseVerifier(text), text).to.equal(null);
    }
  });

  it('is of the prepared password, so that equal characters in other codes are equal', () => {
    expect(preparedPassword('plain text')).to.equal('plain text');
    expect(preparedPassword('I\u00adX')).to.equal('IX');
    expect(preparedPassword('\u2168')).to.equal('IX');
    expect(preparedPassword('a\u00a0b')).to.equal('a b');
    // What SASLprep refuses is taken as it is.
    expect(preparedPassword('\u0007')).to.equal('\u0007');
    expect(preparedPassword('\u06271')).to.equal('\u06271');
  });
});
