/** Owners and privileges as values of system relations. */
import { arrayValue, type Datum } from '../../types/datum.js';
import { aclOf, keptAcl, ownerOf } from '../access.js';
import { type Acl, type AclItem, aclText, PRIVILEGE_NAMES, PUBLIC_GRANTEE, type SecurableKind } from '../acl.js';
import type { CatalogReader } from '../catalog.js';
import { allRoles } from '../role-def.js';
import type { RowObject, RowSource } from '../system-relation.js';

export function roleName(catalog: CatalogReader, id: number): string {
  return allRoles(catalog).find((role) => role.id === id)?.name ?? `unknown (OID=${id})`;
}

export function ownerName(catalog: CatalogReader, object: number): string {
  return roleName(catalog, ownerOf(catalog, object));
}

export function aclTexts(catalog: CatalogReader, acl: Acl): Datum {
  return arrayValue(acl.map((item) => aclText(item, (role) => roleName(catalog, role))));
}

/** NULL where nothing was granted or revoked. */
export function aclValue(catalog: CatalogReader, kind: SecurableKind, id: number): Datum {
  const acl = keptAcl(catalog, kind, id);
  return acl === null ? null : aclTexts(catalog, acl);
}

/** One a privilege and grantee: what information_schema calls a grant. */
export function* grantsOf(catalog: CatalogReader, kind: SecurableKind, id: number): Iterable<RowObject> {
  const owner = ownerOf(catalog, id);
  for (const { grantee, grantor, privileges, grantable } of aclOf(catalog, kind, id)) {
    for (const letter of privileges) {
      yield {
        grantor: roleName(catalog, grantor),
        grantee: grantee === PUBLIC_GRANTEE ? 'PUBLIC' : roleName(catalog, grantee),
        privilege_type: PRIVILEGE_NAMES[letter] ?? '',
        is_grantable: grantee === owner || grantable.includes(letter) ? 'YES' : 'NO',
      };
    }
  }
}

/** Letters of pg_default_acl and acldefault. */
const KIND_LETTERS: Readonly<Record<string, SecurableKind>> = {
  r: 'table',
  s: 'sequence',
  f: 'function',
  n: 'schema',
  T: 'type',
  d: 'database',
};

export function kindOfLetter(letter: string): SecurableKind | undefined {
  // pg_default_acl has S for sequences, acldefault has s.
  return KIND_LETTERS[letter === 'S' ? 's' : letter];
}

const DEFAULT_LETTERS: Readonly<Record<SecurableKind, string>> = {
  table: 'r',
  sequence: 'S',
  function: 'f',
  schema: 'n',
  type: 'T',
  database: '',
};

function* defaultAcls(catalog: CatalogReader): Iterable<RowObject> {
  let oid = 15_900;
  for (const { id, defaultAcls: acls = [] } of catalog.roles) {
    for (const { schema, kind, acl } of acls) {
      oid += 1;
      const defaclacl = aclTexts(catalog, acl);
      yield { oid, defaclrole: id, defaclnamespace: schema, defaclobjtype: DEFAULT_LETTERS[kind], defaclacl };
    }
  }
}

function* roleSettings(catalog: CatalogReader): Iterable<RowObject> {
  for (const { id, settings = {} } of catalog.roles) {
    const texts = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
    if (texts.length > 0) yield { setdatabase: 0, setrole: id, setconfig: arrayValue(texts) };
  }
}

export const ACCESS_SOURCES: { readonly [name: string]: RowSource } = {
  pg_default_acl: { rows: defaultAcls },
  pg_db_role_setting: { rows: roleSettings },
};

/** `name=r*w/grantor`, as `aclText` prints it; undefined: it is none. */
export function parseAclItem(catalog: CatalogReader, text: string): AclItem | undefined {
  const match = /^("(?:[^"]|"")*"|[^=]*)=([a-zA-Z*]*)\/("(?:[^"]|"")*"|.*)$/.exec(text);
  if (match === null) return undefined;
  const [, grantee = '', letters = '', grantor = ''] = match;
  const roleOf = (name: string): number => {
    const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
    return plain === '' ? PUBLIC_GRANTEE : (allRoles(catalog).find((role) => role.name === plain)?.id ?? PUBLIC_GRANTEE);
  };
  const grantable = [...letters.matchAll(/([a-zA-Z])\*/g)].map(([, letter]) => letter ?? '').join('');
  return { grantee: roleOf(grantee), grantor: roleOf(grantor), privileges: letters.replaceAll('*', ''), grantable };
}
