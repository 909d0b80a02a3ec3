/** What a role's definition says of its logging in. */

import type { CatalogReader } from '../catalog/catalog.js';
import { allRoles, findRole } from '../catalog/role-def.js';
import type { RoleLogin } from './query-service.js';

const UNIX_TO_2000_MS = 946_684_800_000;

export function roleLogin(catalog: CatalogReader, name: string, nowMs: number): RoleLogin | undefined {
  const role = findRole(catalog, name);
  if (role === undefined) return undefined;
  const byId = new Map(allRoles(catalog).map((each) => [each.id, each]));
  const roles = new Set<string>();
  const visit = (id: number): void => {
    const member = byId.get(id);
    if (member === undefined || roles.has(member.name)) return;
    roles.add(member.name);
    for (const { role: group } of member.memberOf) visit(group);
  };
  visit(role.id);
  const { canLogin, superuser, verifier, validUntil, connectionLimit } = role;
  const nowMicros = BigInt(Math.round((nowMs - UNIX_TO_2000_MS) * 1_000));
  return { name, canLogin, superuser, verifier, expired: validUntil !== null && validUntil <= nowMicros, connectionLimit, roles };
}
