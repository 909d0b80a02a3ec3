/** How conductor and workers know each other: a token that all of them have, and certificates of an authority of their own. */
import { createHash, timingSafeEqual } from 'node:crypto';
import * as grpc from '@grpc/grpc-js';
import { ConductError, SQLSTATE } from '../common/errors.js';

export interface ClusterSecurity {
  /** null: whoever reaches the port is let in. */
  readonly token: string | null;
  /** PEM; null: plain text. Both sides show a certificate, and take one of the authority alone. */
  readonly tls: { readonly certificate: Buffer; readonly key: Buffer; readonly authority: Buffer } | null;
}

export const OPEN_CLUSTER: ClusterSecurity = { token: null, tls: null };

const TOKEN_KEY = 'conduct-join-token';

/** Goes with every call. */
export function callMetadata({ token }: ClusterSecurity): grpc.Metadata {
  const metadata = new grpc.Metadata();
  if (token !== null) metadata.set(TOKEN_KEY, Buffer.from(token).toString('base64'));
  return metadata;
}

/** null: the caller has the token. */
export function callerError({ token }: ClusterSecurity, metadata: grpc.Metadata): ConductError | null {
  if (token === null) return null;
  const [given] = metadata.get(TOKEN_KEY);
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  if (typeof given === 'string' && timingSafeEqual(digest(Buffer.from(given, 'base64').toString()), digest(token))) return null;
  return new ConductError(SQLSTATE.invalidAuthorizationSpecification, `the join token is ${given === undefined ? 'missing' : 'wrong'}`, {
    hint: 'Give all parts of the cluster the same --join-token-file, or CONDUCT_JOIN_TOKEN.',
  });
}

export function serverCredentials({ tls }: ClusterSecurity): grpc.ServerCredentials {
  if (tls === null) return grpc.ServerCredentials.createInsecure();
  return grpc.ServerCredentials.createSsl(tls.authority, [{ cert_chain: tls.certificate, private_key: tls.key }], true);
}

export function clientCredentials({ tls }: ClusterSecurity): grpc.ChannelCredentials {
  return tls === null ? grpc.credentials.createInsecure() : grpc.credentials.createSsl(tls.authority, tls.key, tls.certificate);
}
