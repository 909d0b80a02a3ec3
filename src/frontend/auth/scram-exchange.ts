/**
 * The server's half of SCRAM-SHA-256 (RFC 5802 and 7677), as PostgreSQL speaks it: the user's name is that of the startup packet.
 * Every step is taken for users without a password, too, so that they can't be told from a wrong one.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { ScramVerifier } from '../../common/scram-verifier.js';

export const SCRAM_MECHANISM = 'SCRAM-SHA-256';

/** Printable ASCII without a comma. */
const NONCE = /^[\x21-\x2b\x2d-\x7e]+$/;

export class ScramExchange {
  readonly #verifier: ScramVerifier;
  readonly #serverNonce: string;
  #clientFirstBare = '';
  #serverFirst = '';
  #nonce = '';
  /** What the client must repeat: base64 of the header that it began with. */
  #binding = '';

  /** `serverNonce`: fresh and random. */
  constructor(verifier: ScramVerifier, serverNonce: string) {
    this.#verifier = verifier;
    this.#serverNonce = serverNonce;
  }

  /** client-first-message to server-first-message. */
  begin(clientFirst: string): string {
    const match = /^([nyp])(?:=([^,]*))?,([^,]*),(.*)$/s.exec(clientFirst);
    if (match === null) throw malformed('The message is no client-first-message.');
    const [, flag = '', , authorization = '', bare = ''] = match;
    if (flag === 'p') throw malformed('Channel binding was not offered.');
    if (authorization !== '') throw malformed('Authorization identities are not supported.');
    const attributes = /^n=([^,]*),r=([^,]*)(?:,.*)?$/s.exec(bare);
    const nonce = attributes?.[2] ?? '';
    if (attributes === null || !NONCE.test(nonce)) throw malformed('The nonce is missing or not printable.');
    this.#clientFirstBare = bare;
    this.#binding = Buffer.from(`${flag},${authorization},`).toString('base64');
    this.#nonce = nonce + this.#serverNonce;
    const { salt, iterations } = this.#verifier;
    this.#serverFirst = `r=${this.#nonce},s=${Buffer.from(salt).toString('base64')},i=${iterations}`;
    return this.#serverFirst;
  }

  /** client-final-message to server-final-message; null: the client does not know the password. */
  finish(clientFinal: string): string | null {
    const match = /^(c=([^,]*),r=([^,]*)(?:,[^,]*)*),p=([A-Za-z0-9+/]+=*)$/.exec(clientFinal);
    if (match === null) throw malformed('The message is no client-final-message.');
    const [, withoutProof = '', binding = '', nonce = '', proofText = ''] = match;
    if (binding !== this.#binding) throw malformed('The channel binding is not the one that the exchange began with.');
    if (nonce !== this.#nonce) throw malformed('The nonce is another.');
    const proof = Buffer.from(proofText, 'base64');
    const { storedKey, serverKey } = this.#verifier;
    if (proof.length !== storedKey.length) throw malformed('The proof has another length.');
    const message = `${this.#clientFirstBare},${this.#serverFirst},${withoutProof}`;
    const signature = createHmac('sha256', storedKey).update(message).digest();
    const clientKey = Buffer.from(proof.map((byte, i) => byte ^ (signature[i] ?? 0)));
    if (!timingSafeEqual(createHash('sha256').update(clientKey).digest(), storedKey)) return null;
    return `v=${createHmac('sha256', serverKey).update(message).digest('base64')}`;
  }
}

function malformed(detail: string): ConductError {
  return new ConductError(SQLSTATE.protocolViolation, 'malformed SCRAM message', { detail });
}
