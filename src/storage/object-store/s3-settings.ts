/**
 * Where the store is and who asks, from the variables of the environment that the tools of S3 share. They are the server's: no statement and no
 * catalog holds a key, so that neither a log nor another user can show one.
 */
import { ConductError, SQLSTATE } from '../../common/errors.js';

export interface S3Settings {
  /** Without a slash at its end; null: Amazon's own, by the region. */
  readonly endpoint: string | null;
  readonly region: string;
  /** null: requests are not signed, which public buckets allow. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken: string | null } | null;
}

export function s3Settings(env: Readonly<Record<string, string | undefined>>): S3Settings {
  const text = (name: string): string | null => (env[name] === undefined || env[name] === '' ? null : env[name]);
  const endpoint = text('AWS_ENDPOINT_URL_S3') ?? text('AWS_ENDPOINT_URL');
  if (endpoint !== null && !/^https?:\/\/[^/?#@]+\/*$/.test(endpoint)) {
    throw new ConductError(
      SQLSTATE.invalidParameterValue,
      'AWS_ENDPOINT_URL is the address of a store, such as https://store.example:9000',
    );
  }
  const accessKeyId = text('AWS_ACCESS_KEY_ID');
  const secretAccessKey = text('AWS_SECRET_ACCESS_KEY');
  return {
    endpoint: endpoint?.replace(/\/+$/, '') ?? null,
    region: text('AWS_REGION') ?? text('AWS_DEFAULT_REGION') ?? 'us-east-1',
    credentials:
      accessKeyId === null || secretAccessKey === null ? null : { accessKeyId, secretAccessKey, sessionToken: text('AWS_SESSION_TOKEN') },
  };
}
