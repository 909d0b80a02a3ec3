/** GRANT and REVOKE of privileges, ALTER DEFAULT PRIVILEGES, ALTER ... OWNER TO. */
import { aclOf, denied, isOwner, ownerOf, privilegesOf, rolesOf } from '../../catalog/access.js';
import {
  type Acl,
  ALL_PRIVILEGES,
  defaultAcl,
  grantIn,
  intersection,
  letterOf,
  PUBLIC_GRANTEE,
  revokeIn,
  type SecurableKind,
  union,
  without,
} from '../../catalog/acl.js';
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { DefaultAcl } from '../../catalog/role-def.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { AlterOwnerStatement, DefaultPrivilegesStatement, GrantAction, GrantStatement } from '../../sql/grant-ast.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { type BoundDefinition, type DefinitionNotice, definition, skipping } from './bound-definition.js';
import type { Securable } from './relation-privileges.js';
import { requireMember, requireOwner } from './required-rights.js';
import { referenced } from './role.js';
import { securableNamed, securablesIn } from './securable.js';

export function bindGrant(context: BindContext, statement: GrantStatement): BoundDefinition {
  const { scope, objects, target, grantor } = statement;
  if (grantor !== null && referenced(context, grantor).id !== context.role.id) {
    throw errorAt(SQLSTATE.featureNotSupported, 'grantor must be current user', grantor.position);
  }
  const securables =
    scope === 'objects'
      ? objects.map((object) => securableNamed(context, target, object))
      : objects.flatMap(({ name }) => securablesIn(context, target, name.name));
  const grantees = granteesOf(context, statement);
  const notices: DefinitionNotice[] = [];
  const changes = securables.map((securable): CatalogChange => {
    const { catalog } = context;
    const wanted = wantedPrivileges(statement, securable, notices);
    const owner = ownerOf(catalog, securable.id);
    const { grantor: by, privileges } = grantorOf(context, statement, securable, wanted, notices);
    const acl = changed(aclOf(catalog, securable.kind, securable.id), statement, { grantees, by, privileges, owner });
    return { kind: 'access', value: { id: securable.id, owner, acl } };
  });
  return definition(statement.grant ? 'GRANT' : 'REVOKE', { notices, changes });
}

/** OIDs; 0 for PUBLIC. */
function granteesOf(context: BindContext, { grantees, grant, grantOption }: GrantAction): readonly number[] {
  return grantees.map((each) => {
    if (each.kind !== 'public') return referenced(context, each).id;
    if (grant && grantOption) throw errorAt(SQLSTATE.invalidGrantOperation, 'grant options can only be granted to roles', -1);
    return PUBLIC_GRANTEE;
  });
}

/** Letters. PostgreSQL speaks of relations where the statement does not say that they are sequences. */
function wantedPrivileges({ privileges, target }: GrantAction, securable: Securable, notices: DefinitionNotice[]): string {
  const all = ALL_PRIVILEGES[securable.kind];
  if (privileges === null) return all;
  let letters = '';
  for (const { name, columns } of privileges) {
    if (columns.length > 0) throw notSupported('privileges of columns');
    if (name === 'ALL') return all;
    const letter = letterOf(name);
    if (letter === undefined) throw errorAt(SQLSTATE.syntaxError, `unrecognized privilege type "${name}"`, -1);
    const possible = target === 'table' ? union(ALL_PRIVILEGES.table, ALL_PRIVILEGES.sequence) : all;
    if (!possible.includes(letter)) throw invalidPrivilege(name, target === 'table' ? 'relation' : securable.kind);
    if (!all.includes(letter) && securable.kind === 'table') throw invalidPrivilege(name, 'table');
    letters = union(letters, letter);
  }
  if (without(letters, all) !== '') {
    const message = `sequence "${securable.name}" only supports USAGE, SELECT, and UPDATE privileges`;
    notices.push({ severity: 'WARNING', code: SQLSTATE.invalidGrantOperation, message });
  }
  return intersection(letters, all);
}

function invalidPrivilege(name: string, what: string): ConductError {
  return errorAt(SQLSTATE.invalidGrantOperation, `invalid privilege type ${name.toUpperCase()} for ${what}`, -1);
}

/** Who counts as the one who grants: the owner, else a role of the user's that may pass on the most. And what it may pass on of it. */
function grantorOf(
  context: BindContext,
  { grant, privileges: asked }: GrantAction,
  { kind, id, name, what }: Securable,
  wanted: string,
  notices: DefinitionNotice[],
): { readonly grantor: number; readonly privileges: string } {
  const { catalog, role } = context;
  const owner = ownerOf(catalog, id);
  if (isOwner(catalog, role, id)) return { grantor: owner, privileges: wanted };
  const own = rolesOf(catalog, role);
  let best = { grantor: role.id, privileges: '' };
  for (const { grantee, grantable } of aclOf(catalog, kind, id)) {
    const may = intersection(wanted, grantable);
    if (own.has(grantee) && may.length > best.privileges.length) best = { grantor: grantee, privileges: may };
  }
  if (best.privileges === '' && privilegesOf(catalog, role, kind, id).privileges === '') throw denied(what, name);
  const past = grant ? 'granted' : 'could be revoked';
  const code = grant ? SQLSTATE.privilegeNotGranted : SQLSTATE.privilegeNotRevoked;
  const warn = (message: string): number => notices.push({ severity: 'WARNING', code, message });
  if (best.privileges === '') warn(`no privileges ${grant ? 'were ' : ''}${past} for "${name}"`);
  else if (asked !== null && best.privileges !== wanted) warn(`not all privileges ${grant ? 'were ' : ''}${past} for "${name}"`);
  return best;
}

interface Change {
  readonly grantees: readonly number[];
  readonly by: number;
  readonly privileges: string;
  readonly owner: number;
}

/** 2BP01 where others hold what they got from a role that loses it. */
function changed(acl: Acl, { grant, grantOption, cascade }: GrantAction, { grantees, by, privileges, owner }: Change): Acl {
  if (privileges === '') return acl;
  return grantees.reduce((before, grantee) => {
    const one = { grantee, grantor: by, privileges, grantable: grantOption };
    const after = grant ? grantIn(before, one) : revokeIn(before, one, owner, cascade);
    if (after !== null) return after;
    throw errorAt(SQLSTATE.dependentObjectsStillExist, 'dependent privileges exist', -1, 'Use CASCADE to revoke them too.');
  }, acl);
}

export function bindDefaultPrivileges(context: BindContext, { roles, schemas, action }: DefaultPrivilegesStatement): BoundDefinition {
  const grantees = granteesOf(context, action);
  const kind: SecurableKind = action.target;
  const letters = wantedPrivileges(action, { kind, id: 0, name: '', what: kind }, []);
  const schemaIds = schemas.map((name) => securableNamed(context, 'schema', schemaObject(name)).id);
  if (schemas.length > 0 && kind === 'schema') {
    throw errorAt(SQLSTATE.invalidGrantOperation, 'cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS', -1);
  }
  const owners = roles.length === 0 ? [context.role] : roles.map((each) => referenced(context, each));
  const changes = owners.map((owner): CatalogChange => {
    requireMember(context, owner);
    const places = schemaIds.length === 0 ? [0] : schemaIds;
    const defaultAcls = places.reduce<readonly DefaultAcl[]>((kept, schema) => {
      const first = schema === 0 ? defaultAcl(kind, owner.id) : [];
      const acl = kept.find((each) => each.schema === schema && each.kind === kind)?.acl ?? first;
      const next = changed(acl, action, { grantees, by: owner.id, privileges: letters, owner: owner.id });
      const rest = kept.filter((each) => each.schema !== schema || each.kind !== kind);
      return sameAcl(next, first) ? rest : [...rest, { schema, kind, acl: inOrder(next) }];
    }, owner.defaultAcls ?? []);
    return { kind: 'alter', object: { kind: 'role', value: { ...owner, defaultAcls } } };
  });
  return definition('ALTER DEFAULT PRIVILEGES', { changes });
}

function schemaObject(name: string): Parameters<typeof securableNamed>[2] {
  return { name: { database: null, schema: null, name, position: -1 }, args: null };
}

/** PostgreSQL keeps these lists sorted. */
function inOrder(acl: Acl): Acl {
  return [...acl].sort((a, b) => a.grantee - b.grantee || a.grantor - b.grantor);
}

function sameAcl(a: Acl, b: Acl): boolean {
  return JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));
}

/** What an object has goes to the new owner; sequences of its columns go along. */
export function bindAlterOwner(context: BindContext, statement: AlterOwnerStatement): BoundDefinition {
  const { object, name, args, ifExists } = statement;
  const tag = `ALTER ${object === 'matview' ? 'MATERIALIZED VIEW' : object.replace('_', ' ').toUpperCase()}`;
  const target = OWNED[object];
  if (target === undefined) throw notSupported(`${tag} ... OWNER TO`, statement.textStart);
  const written = { database: name.at(-3) ?? null, schema: name.at(-2) ?? null, name: name.at(-1) ?? '', position: -1 };
  const { catalog } = context;
  let securable: Securable;
  try {
    securable = securableNamed(context, target, { name: written, args });
  } catch (error) {
    if (!ifExists || !(error instanceof ConductError) || error.code !== SQLSTATE.undefinedTable) throw error;
    return definition(tag, { notices: [skipping(SQLSTATE.undefinedTable, error.message)] });
  }
  const owner = referenced(context, statement.owner);
  requireOwner(context, securable.id, securable.what, securable.name);
  requireMember(context, owner);
  if (!context.role.superuser && securable.schema !== undefined) {
    const schema = catalog.schemas.find((each) => each.name === securable.schema);
    if (schema !== undefined && !privilegesOf(catalog, owner, 'schema', schema.id).privileges.includes('C'))
      throw denied('schema', schema.name);
  }
  const owned = catalog.sequences.filter(({ ownedBy }) => ownedBy?.table === securable.id);
  return definition(tag, { changes: [securable, ...owned].map(({ id }) => newOwner(context, id, owner.id)) });
}

const OWNED: Readonly<Record<string, SecurableKind>> = {
  table: 'table',
  view: 'table',
  matview: 'table',
  foreign_table: 'table',
  sequence: 'sequence',
  schema: 'schema',
  function: 'function',
  procedure: 'function',
  routine: 'function',
  type: 'type',
  domain: 'type',
  database: 'database',
};

function newOwner({ catalog }: BindContext, id: number, owner: number): CatalogChange {
  const before = ownerOf(catalog, id);
  const swap = (role: number): number => (role === before ? owner : role);
  const kept = catalog.accessOf(id)?.acl ?? null;
  const acl = kept?.reduce<Acl>((all, { grantee, grantor, privileges, grantable }) => {
    const plain = grantIn(all, { grantee: swap(grantee), grantor: swap(grantor), privileges, grantable: false });
    return grantable === ''
      ? plain
      : grantIn(plain, { grantee: swap(grantee), grantor: swap(grantor), privileges: grantable, grantable: true });
  }, []);
  return { kind: 'access', value: { id, owner, acl: acl ?? null } };
}
