/** Relations as what privileges are on. */
import type { SecurableKind } from '../../catalog/acl.js';
import type { Relation } from '../../catalog/catalog.js';
import { relationName } from '../../catalog/object-names.js';
import type { BindContext } from '../bind-context.js';
import { relationId, relationKind } from './names.js';

export interface Securable {
  readonly kind: SecurableKind;
  readonly id: number;
  readonly name: string;
  /** `table`, `view`: for messages. */
  readonly what: string;
  /** Missing: it is in none. */
  readonly schema?: string;
}

/** The statement needs these privileges on the relation; any: one of them. */
export function requireRelation(context: BindContext, relation: Relation, privileges: string, any = false): void {
  if (relation.kind === 'index') return;
  const { kind, id, name, what } = ofRelation(relation, nameOf(relation));
  context.require({ kind, id, name, what, privileges, any });
}

export function ofRelation(relation: Relation, name: string): Securable {
  const kind = relation.kind === 'sequence' ? 'sequence' : 'table';
  return { kind, id: relationId(relation), name, what: relationKind(relation), schema: schemaOf(relation) };
}

export function nameOf(relation: Relation): string {
  return relationName(relation).name;
}

function schemaOf(relation: Relation): string {
  return relationName(relation).schema;
}
