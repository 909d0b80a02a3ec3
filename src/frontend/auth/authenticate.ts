/**
 * Lets a client in, or says why not: finds the rule for it and asks for what the rule asks for. An unknown user, one without a
 * password and a wrong password look the same to the client.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { makeVerifier, parseVerifier, SCRAM_ITERATIONS, type ScramVerifier } from '../../common/scram-verifier.js';
import type { RoleLogin } from '../../conductor/query-service.js';
import {
  authenticationCleartext,
  authenticationSasl,
  authenticationSaslContinue,
  authenticationSaslFinal,
} from '../wire/backend-message.js';
import type { ByteInput } from '../wire/byte-input.js';
import type { ByteOutput } from '../wire/byte-output.js';
import { readPassword, readSaslInitial, readSaslResponse } from '../wire/frontend-message.js';
import type { PeerCertificate } from '../wire/negotiate-encryption.js';
import { findRule, type HbaRule } from './hba-rules.js';
import { SCRAM_MECHANISM, ScramExchange } from './scram-exchange.js';

export interface Authentication {
  readonly rules: readonly HbaRule[];
  /** undefined: there is no role of this name. */
  findRole(name: string): RoleLogin | undefined;
}

export interface Client {
  readonly user: string;
  readonly database: string;
  readonly address: string;
  readonly encrypted: boolean;
  readonly certificate: PeerCertificate;
  readonly input: ByteInput;
  readonly output: ByteOutput;
  readonly signal: AbortSignal;
}

/** Makes up salts of users who have none: the same for the same name, as long as the process lives. */
const MOCK_SECRET = randomBytes(32);
const SALT_BYTES = 16;
const NONCE_BYTES = 18;
const PASSWORD = 0x70;

/** Resolves when the client may go on; rejects with what it is told. */
export async function authenticate(client: Client, { rules, findRole }: Authentication): Promise<RoleLogin> {
  const { user, database, address, encrypted } = client;
  const role = findRole(user);
  const rule = findRule(rules, { user, database, address, encrypted, roles: role?.roles ?? new Set([user]) });
  checkCertificate(client, rule);
  switch (rule.method) {
    case 'scram-sha-256':
      await scram(client, role);
      break;
    case 'password':
      await cleartext(client, role);
      break;
    case 'trust':
    case 'cert':
    case 'reject':
      break;
  }
  if (role === undefined) throw notAuthorized(`role "${user}" does not exist`);
  if (!role.canLogin) throw notAuthorized(`role "${user}" is not permitted to log in`);
  return role;
}

function checkCertificate({ certificate, user }: Client, { clientCertificate, method }: HbaRule): void {
  if (clientCertificate === 'no') return;
  if (!certificate.verified) throw notAuthorized('connection requires a valid client certificate');
  if (clientCertificate === 'verify-ca' || certificate.commonName === user) return;
  throw notAuthorized(`${method === 'cert' ? 'certificate' : method} authentication failed for user "${user}"`);
}

async function scram(client: Client, role: RoleLogin | undefined): Promise<void> {
  const known = verifierOf(role);
  const exchange = new ScramExchange(known ?? mockVerifier(client.user), randomBytes(NONCE_BYTES).toString('base64'));
  const { output } = client;
  authenticationSasl(output.writer, [SCRAM_MECHANISM]);
  await output.flush();
  const { mechanism, data } = readSaslInitial(await passwordBody(client));
  if (mechanism !== SCRAM_MECHANISM) {
    throw new ConductError(SQLSTATE.protocolViolation, 'client selected an invalid SASL authentication mechanism');
  }
  authenticationSaslContinue(output.writer, exchange.begin(data));
  await output.flush();
  const final = exchange.finish(readSaslResponse(await passwordBody(client)));
  if (final === null || known === null) throw wrongPassword(client.user);
  authenticationSaslFinal(output.writer, final);
}

async function cleartext(client: Client, role: RoleLogin | undefined): Promise<void> {
  authenticationCleartext(client.output.writer);
  await client.output.flush();
  const password = readPassword(await passwordBody(client));
  const known = verifierOf(role);
  const { salt, iterations, storedKey } = known ?? mockVerifier(client.user);
  const given = makeVerifier(password, salt, iterations);
  if (!timingSafeEqual(given.storedKey, storedKey) || known === null) throw wrongPassword(client.user);
}

async function passwordBody({ input, signal }: Client): Promise<Buffer> {
  const frame = await input.next(signal);
  // The client asks its user for the password and connects again.
  if (frame === null) throw new ClientLeftError();
  if (frame.type === PASSWORD) return frame.body;
  throw new ConductError(SQLSTATE.protocolViolation, `expected password response, got message type ${frame.type}`);
}

/** The client hung up while it was asked: nobody is left to tell. */
export class ClientLeftError extends Error {}

/** null: there is no password that would be good now. */
function verifierOf(role: RoleLogin | undefined): ScramVerifier | null {
  return role === undefined || role.expired || role.verifier === null ? null : parseVerifier(role.verifier);
}

function mockVerifier(user: string): ScramVerifier {
  const bytes = (what: string): Buffer => createHmac('sha256', MOCK_SECRET).update(`${what} ${user}`).digest();
  return {
    iterations: SCRAM_ITERATIONS,
    salt: bytes('salt').subarray(0, SALT_BYTES),
    storedKey: bytes('stored key'),
    serverKey: bytes('server key'),
  };
}

function wrongPassword(user: string): ConductError {
  return new ConductError(SQLSTATE.invalidPassword, `password authentication failed for user "${user}"`);
}

function notAuthorized(message: string): ConductError {
  return new ConductError(SQLSTATE.invalidAuthorizationSpecification, message);
}
