/** Who may connect from where, and how they prove who they are: the first rule that fits a connection decides. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { type AddressRange, parseAddressRange } from './address-range.js';

export type AuthMethod = 'trust' | 'reject' | 'scram-sha-256' | 'password' | 'cert';

export interface HbaRule {
  /** host: with or without TLS. */
  readonly connection: 'host' | 'hostssl' | 'hostnossl';
  readonly databases: readonly NamePattern[];
  readonly users: readonly NamePattern[];
  readonly address: AddressRange;
  readonly method: AuthMethod;
  /** The client needs a certificate, too, and with verify-full one in its user's name. */
  readonly clientCertificate: 'no' | 'verify-ca' | 'verify-full';
}

export type NamePattern =
  | { readonly kind: 'all' }
  /** A database of the user's name. */
  | { readonly kind: 'same-user' }
  | { readonly kind: 'name'; readonly name: string }
  /** `+role`: who is a member of it. */
  | { readonly kind: 'members'; readonly role: string };

export interface Connecting {
  readonly user: string;
  readonly database: string;
  readonly address: string;
  readonly encrypted: boolean;
  /** Names of all roles that the user is a member of, its own among them. */
  readonly roles: ReadonlySet<string>;
}

/** Without a file: everybody on this machine. */
export const LOOPBACK_RULES: readonly HbaRule[] = ['127.0.0.0/8', '::1/128'].flatMap((text): HbaRule[] => {
  const address = parseAddressRange(text, null);
  const all = [{ kind: 'all' }] as const;
  return address === null ? [] : [{ connection: 'host', databases: all, users: all, address, method: 'trust', clientCertificate: 'no' }];
});

/** 28000 when no rule fits, or one that rejects. */
export function findRule(rules: readonly HbaRule[], connecting: Connecting): HbaRule {
  const rule = rules.find((each) => fits(each, connecting));
  const { address, user, database, encrypted } = connecting;
  const who = `host "${address}", user "${user}", database "${database}", ${encrypted ? 'SSL encryption' : 'no encryption'}`;
  if (rule === undefined) throw refused(`no pg_hba.conf entry for ${who}`);
  if (rule.method === 'reject') throw refused(`pg_hba.conf rejects connection for ${who}`);
  return rule;
}

function fits({ connection, databases, users, address }: HbaRule, connecting: Connecting): boolean {
  if (connection === 'hostssl' && !connecting.encrypted) return false;
  if (connection === 'hostnossl' && connecting.encrypted) return false;
  if (!address.contains(connecting.address)) return false;
  return databases.some((each) => fitsDatabase(each, connecting)) && users.some((each) => fitsUser(each, connecting));
}

function fitsDatabase(pattern: NamePattern, { database, user, roles }: Connecting): boolean {
  switch (pattern.kind) {
    case 'all':
      return true;
    case 'same-user':
      return database === user;
    case 'name':
      return pattern.name === database;
    case 'members':
      return roles.has(pattern.role);
  }
}

function fitsUser(pattern: NamePattern, { user, roles }: Connecting): boolean {
  switch (pattern.kind) {
    case 'all':
      return true;
    case 'same-user':
      return false;
    case 'name':
      return pattern.name === user;
    case 'members':
      return roles.has(pattern.role);
  }
}

function refused(message: string): ConductError {
  return new ConductError(SQLSTATE.invalidAuthorizationSpecification, message);
}
