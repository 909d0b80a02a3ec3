/** Flags that say who is let in: rules and TLS of the Postgres port, token and certificates between conductor and workers. */
import { existsSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { isLoopback } from '../frontend/auth/address-range.js';
import { parseHba } from '../frontend/auth/hba-file.js';
import { type HbaRule, LOOPBACK_RULES } from '../frontend/auth/hba-rules.js';
import type { TlsOptions } from '../frontend/wire/negotiate-encryption.js';
import type { ClusterSecurity } from '../rpc/cluster-security.js';

/** Flags of the Postgres port; all of them are files but `listen`. null: not given. */
export interface AccessFlags {
  readonly listen: string;
  readonly hba: string | null;
  readonly tlsCert: string | null;
  readonly tlsKey: string | null;
  readonly tlsCa: string | null;
}

export interface ClusterFlags {
  readonly joinToken: string | null;
  readonly joinTokenFile: string | null;
  readonly clusterCert: string | null;
  readonly clusterKey: string | null;
  readonly clusterCa: string | null;
}

const TOKEN_VARIABLE = 'CONDUCT_JOIN_TOKEN';
/** A token that is easy to guess is none. */
const TOKEN_CHARACTERS = 16;
const TLS_VERSION = 'TLSv1.2';

/** Rules and TLS; refuses what would let in everybody from elsewhere. */
export function readAccess(flags: AccessFlags): { readonly rules: readonly HbaRule[]; readonly tls: TlsOptions | null } {
  const rules = flags.hba === null ? LOOPBACK_RULES : parseHba(readFlagFile('--hba', flags.hba).toString('utf8'));
  const asksPassword = rules.some(({ method }) => method === 'scram-sha-256' || method === 'password' || method === 'cert');
  if (!isLoopback(flags.listen) && !asksPassword) {
    throw new ConductError(SQLSTATE.configFileError, `--listen ${flags.listen} needs a rule that asks for a password`, {
      hint: 'Give --hba FILE with a line such as "host all all all scram-sha-256", and roles passwords by ALTER ROLE.',
    });
  }
  const tls = readTls(flags);
  if (tls === null && rules.some(({ connection }) => connection === 'hostssl')) {
    throw new ConductError(SQLSTATE.configFileError, 'rules for hostssl need TLS', { hint: 'Give --tls-cert and --tls-key.' });
  }
  if (tls?.asksClients !== true && rules.some(({ clientCertificate }) => clientCertificate !== 'no')) {
    throw new ConductError(SQLSTATE.configFileError, 'rules for client certificates need their authority', { hint: 'Give --tls-ca.' });
  }
  return { rules, tls };
}

function readTls({ tlsCert, tlsKey, tlsCa }: AccessFlags): TlsOptions | null {
  if (tlsCert === null && tlsKey === null && tlsCa === null) return null;
  if (tlsCert === null || tlsKey === null) {
    throw new ConductError(SQLSTATE.configFileError, 'TLS needs a certificate and its key', { hint: 'Give --tls-cert and --tls-key.' });
  }
  const cert = readFlagFile('--tls-cert', tlsCert);
  const key = readFlagFile('--tls-key', tlsKey);
  const authority = tlsCa === null ? {} : { ca: readFlagFile('--tls-ca', tlsCa) };
  try {
    return { context: createSecureContext({ cert, key, ...authority, minVersion: TLS_VERSION }), asksClients: tlsCa !== null };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConductError(SQLSTATE.configFileError, `the files of --tls-cert, --tls-key and --tls-ca do not go together: ${why}`, {
      cause,
    });
  }
}

export function readClusterSecurity({ joinToken, joinTokenFile, clusterCert, clusterKey, clusterCa }: ClusterFlags): ClusterSecurity {
  const kept = joinTokenFile === null ? process.env[TOKEN_VARIABLE] : readFlagFile('--join-token-file', joinTokenFile).toString('utf8');
  const text = joinToken ?? kept;
  const token = text === undefined || text.trim() === '' ? null : text.trim();
  if (token !== null && token.length < TOKEN_CHARACTERS) {
    throw new ConductError(SQLSTATE.configFileError, `the join token has fewer than ${TOKEN_CHARACTERS} characters`, {
      hint: 'Make one with: openssl rand -hex 32',
    });
  }
  if (clusterCert === null && clusterKey === null && clusterCa === null) return { token, tls: null };
  if (clusterCert === null || clusterKey === null || clusterCa === null) {
    throw new ConductError(SQLSTATE.configFileError, 'TLS in the cluster needs a certificate, its key and the authority', {
      hint: 'Give --cluster-cert, --cluster-key and --cluster-ca.',
    });
  }
  return {
    token,
    tls: {
      certificate: readFlagFile('--cluster-cert', clusterCert),
      key: readFlagFile('--cluster-key', clusterKey),
      authority: readFlagFile('--cluster-ca', clusterCa),
    },
  };
}

/** The flags for the processes that this one starts. The token goes to them by the environment, which nobody else sees. */
export function clusterArguments(flags: ClusterFlags): readonly string[] {
  if (flags.joinToken !== null) process.env[TOKEN_VARIABLE] = flags.joinToken;
  return [
    ...given('--join-token-file', flags.joinTokenFile),
    ...given('--cluster-cert', flags.clusterCert),
    ...given('--cluster-key', flags.clusterKey),
    ...given('--cluster-ca', flags.clusterCa),
  ];
}

export function accessArguments(flags: AccessFlags): readonly string[] {
  return [
    ...given('--hba', flags.hba),
    ...given('--tls-cert', flags.tlsCert),
    ...given('--tls-key', flags.tlsKey),
    ...given('--tls-ca', flags.tlsCa),
  ];
}

function given(flag: string, value: string | null): readonly string[] {
  return value === null ? [] : [flag, value];
}

/** Ports between conductor and workers are open to other machines only for who has the token. */
export function checkClusterAddress(address: string, { token }: ClusterSecurity): string {
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1');
  if (!/:\d+$/.test(address)) throw new ConductError(SQLSTATE.invalidParameterValue, `${address} is not an address with a port`);
  if (isLoopback(host) || token !== null) return address;
  throw new ConductError(SQLSTATE.configFileError, `${address} is no address of this machine alone and needs a join token`, {
    hint: `Give all parts of the cluster the same --join-token-file, or ${TOKEN_VARIABLE}.`,
  });
}

function readFlagFile(flag: string, path: string): Buffer {
  if (!existsSync(path)) throw new ConductError(SQLSTATE.configFileError, `${flag}: no such file: ${path}`);
  return readFileSync(path);
}
