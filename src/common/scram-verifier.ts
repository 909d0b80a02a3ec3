/**
 * What is kept of a password: RFC 5803's verifier for SCRAM-SHA-256, in the form of PostgreSQL's pg_authid.rolpassword. It proves
 * that a client knows the password, and can't be turned back into it.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

export interface ScramVerifier {
  readonly iterations: number;
  readonly salt: Uint8Array;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** PostgreSQL's own number: RFC 7677 asks for 4,096 at least. */
export const SCRAM_ITERATIONS = 4_096;
const KEY_BYTES = 32;

export function makeVerifier(password: string, salt: Uint8Array, iterations: number = SCRAM_ITERATIONS): ScramVerifier {
  const salted = pbkdf2Sync(preparedPassword(password), salt, iterations, KEY_BYTES, 'sha256');
  const hmac = (text: string): Uint8Array => createHmac('sha256', salted).update(text).digest();
  return {
    iterations,
    salt,
    storedKey: createHash('sha256').update(hmac('Client Key')).digest(),
    serverKey: hmac('Server Key'),
  };
}

/** `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`, in base64. */
export function formatVerifier({ iterations, salt, storedKey, serverKey }: ScramVerifier): string {
  return `SCRAM-SHA-256$${iterations}:${base64(salt)}$${base64(storedKey)}:${base64(serverKey)}`;
}

/** null: the text is none. */
export function parseVerifier(text: string): ScramVerifier | null {
  const match = /^SCRAM-SHA-256\$(\d{1,9}):([A-Za-z0-9+/]+=*)\$([A-Za-z0-9+/]+=*):([A-Za-z0-9+/]+=*)$/.exec(text);
  if (match === null) return null;
  const [, iterations = '', salt = '', stored = '', server = ''] = match;
  const bytes = (part: string): Uint8Array => Buffer.from(part, 'base64');
  const verifier = { iterations: Number(iterations), salt: bytes(salt), storedKey: bytes(stored), serverKey: bytes(server) };
  const isWhole = verifier.iterations > 0 && verifier.storedKey.length === KEY_BYTES && verifier.serverKey.length === KEY_BYTES;
  return isWhole ? verifier : null;
}

/** What SASLprep (RFC 4013) maps to a space, and to nothing. */
const SPACES = /\p{Zs}/gu;
const REMOVED = /\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|\ufe0f|[\ufe00-\ufe0e]|\ufeff/gu;
/** Controls, formats, private and unassigned characters, surrogates, and separators of lines. */
const PROHIBITED = /\p{C}|\p{Zl}|\p{Zp}|[\ufffc\ufffd]|[\u2ff0-\u2ffb]/u;
const RIGHT_TO_LEFT = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}/u;

/** SASLprep; as in PostgreSQL a password that it refuses is taken as it is. */
export function preparedPassword(password: string): string {
  if (/^[\x20-\x7e]*$/.test(password)) return password;
  const prepared = password.replace(SPACES, ' ').replace(REMOVED, '').normalize('NFKC');
  if (prepared === '' || PROHIBITED.test(prepared)) return password;
  if (RIGHT_TO_LEFT.test(prepared)) {
    const characters = Array.from(prepared);
    const isFramed = [characters[0], characters.at(-1)].every((character) => RIGHT_TO_LEFT.test(character ?? ''));
    if (!isFramed || /\p{Script=Latin}/u.test(prepared)) return password;
  }
  return prepared;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
