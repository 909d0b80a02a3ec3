/**
 * Lists of privileges, as PostgreSQL keeps them: who was given what on an object, by whom, and may pass on what. Pure values; whose
 * they are and what they say of a role is in access.ts.
 */

/** What privileges are on. Views and system relations are tables. */
export type SecurableKind = 'table' | 'sequence' | 'schema' | 'function' | 'type' | 'database';

export interface AclItem {
  /** OID of the role that may; 0: everybody. */
  readonly grantee: number;
  /** OID of the role that gave it. */
  readonly grantor: number;
  /** Letters of privileges, in the order of `LETTERS`. */
  readonly privileges: string;
  /** Those of them that the grantee may pass on. */
  readonly grantable: string;
}

export type Acl = readonly AclItem[];

export const PUBLIC_GRANTEE = 0;

/** Privileges by their letters, in the order in which PostgreSQL writes them. */
export const PRIVILEGE_NAMES: Readonly<Record<string, string>> = {
  a: 'INSERT',
  r: 'SELECT',
  w: 'UPDATE',
  d: 'DELETE',
  D: 'TRUNCATE',
  x: 'REFERENCES',
  t: 'TRIGGER',
  X: 'EXECUTE',
  U: 'USAGE',
  C: 'CREATE',
  T: 'TEMPORARY',
  c: 'CONNECT',
};

const LETTERS = Object.keys(PRIVILEGE_NAMES).join('');

/** All that there are on an object. */
export const ALL_PRIVILEGES: Readonly<Record<SecurableKind, string>> = {
  table: 'arwdDxt',
  sequence: 'rwU',
  schema: 'UC',
  function: 'X',
  type: 'U',
  database: 'CTc',
};

/** What everybody may do with a new object. */
const PUBLIC_PRIVILEGES: Readonly<Record<SecurableKind, string>> = {
  table: '',
  sequence: '',
  schema: '',
  function: 'X',
  type: 'U',
  database: 'Tc',
};

/** Of an object of which nothing was granted or revoked yet. */
export function defaultAcl(kind: SecurableKind, owner: number): Acl {
  const everybody = PUBLIC_PRIVILEGES[kind];
  return [
    ...(everybody === '' ? [] : [{ grantee: PUBLIC_GRANTEE, grantor: owner, privileges: everybody, grantable: '' }]),
    { grantee: owner, grantor: owner, privileges: ALL_PRIVILEGES[kind], grantable: '' },
  ];
}

export function letterOf(name: string): string | undefined {
  const wanted = name.toUpperCase() === 'TEMP' ? 'TEMPORARY' : name.toUpperCase();
  return [...LETTERS].find((letter) => PRIVILEGE_NAMES[letter] === wanted);
}

export function union(a: string, b: string): string {
  return [...LETTERS].filter((letter) => a.includes(letter) || b.includes(letter)).join('');
}

export function without(a: string, b: string): string {
  return [...a].filter((letter) => !b.includes(letter)).join('');
}

export function intersection(a: string, b: string): string {
  return [...a].filter((letter) => b.includes(letter)).join('');
}

export interface Granted {
  readonly grantee: number;
  readonly grantor: number;
  readonly privileges: string;
  readonly grantable: boolean;
}

export function grantIn(acl: Acl, { grantee, grantor, privileges, grantable }: Granted): Acl {
  const at = acl.findIndex((item) => item.grantee === grantee && item.grantor === grantor);
  const before = acl[at] ?? { grantee, grantor, privileges: '', grantable: '' };
  const item = {
    ...before,
    privileges: union(before.privileges, privileges),
    grantable: grantable ? union(before.grantable, privileges) : before.grantable,
  };
  return at < 0 ? [...acl, item] : acl.with(at, item);
}

/** null: others got it from the grantee, and would have to lose it, too: `cascade` says that they do. */
export function revokeIn(acl: Acl, revoked: Granted, owner: number, cascade: boolean): Acl | null {
  const { grantee, grantor, privileges, grantable } = revoked;
  const at = acl.findIndex((item) => item.grantee === grantee && item.grantor === grantor);
  const before = acl[at];
  if (before === undefined) return acl;
  // `grantable`: GRANT OPTION FOR, the privilege itself stays.
  const item = {
    ...before,
    privileges: grantable ? before.privileges : without(before.privileges, privileges),
    grantable: without(before.grantable, privileges),
  };
  const rest = item.privileges === '' ? acl.filter((_, i) => i !== at) : acl.with(at, item);
  const lost = without(intersection(before.grantable, privileges), grantableBy(rest, grantee));
  return lost === '' || grantee === owner ? rest : withoutDependents(rest, grantee, lost, owner, cascade);
}

/** What a role passed on that it may no longer pass on goes, too. */
function withoutDependents(acl: Acl, grantor: number, lost: string, owner: number, cascade: boolean): Acl | null {
  let rest: Acl | null = acl;
  for (const item of acl) {
    if (item.grantor !== grantor || intersection(item.privileges, lost) === '') continue;
    if (!cascade) return null;
    rest = rest === null ? null : revokeIn(rest, { grantee: item.grantee, grantor, privileges: lost, grantable: false }, owner, true);
  }
  return rest;
}

function grantableBy(acl: Acl, role: number): string {
  return acl.filter(({ grantee }) => grantee === role).reduce((all, item) => union(all, item.grantable), '');
}

/** `name=r*w/grantor` */
export function aclText({ grantee, grantor, privileges, grantable }: AclItem, nameOf: (role: number) => string): string {
  const letters = [...privileges].map((letter) => (grantable.includes(letter) ? `${letter}*` : letter)).join('');
  const quoted = (name: string): string => (/^\w+$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
  return `${grantee === PUBLIC_GRANTEE ? '' : quoted(nameOf(grantee))}=${letters}/${quoted(nameOf(grantor))}`;
}
