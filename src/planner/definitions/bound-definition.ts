/** A DDL statement, bound: the changes that it makes. The conductor allocates ids, places tables, fills them and commits. */
import type { CatalogChange } from '../../catalog/catalog-change.js';
import type { SequenceDef } from '../../catalog/catalog-object.js';
import type { SqlState } from '../../common/errors.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { DistributionRequest } from '../bound-statement.js';

export interface BoundDefinition {
  readonly kind: 'definition';
  /** Command tag. */
  readonly tag: string;
  readonly notices: readonly DefinitionNotice[];
  /** New objects have ids below 0: the conductor puts others in their places. */
  readonly changes: readonly CatalogChange[];
  /** How tables among the changes, by id, are to be distributed; their placement is empty so far. */
  readonly distributions: readonly { readonly id: number; readonly request: DistributionRequest }[];
  /** Rows that tables among the changes begin with, by id: a table that is rewritten gets its rows under its new id. */
  readonly fills: readonly { readonly id: number; readonly source: LogicalPlan }[];
  /** Queries that must give no row, or the error. */
  readonly validations: readonly Validation[];
  /** Passwords of roles among the changes, by id: the conductor makes verifiers of them. */
  readonly passwords: readonly { readonly role: number; readonly password: string }[];
  /** Sequences that begin anew: nextval gives the value. */
  readonly restarts: readonly { readonly sequence: SequenceDef; readonly value: bigint }[];
}

export interface Validation {
  readonly plan: LogicalPlan;
  readonly code: SqlState;
  readonly message: string;
}

export interface DefinitionNotice {
  readonly severity: 'NOTICE' | 'WARNING';
  readonly code: SqlState;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
}

export function definition(tag: string, parts: Partial<Omit<BoundDefinition, 'kind' | 'tag'>>): BoundDefinition {
  return {
    kind: 'definition',
    tag,
    notices: [],
    changes: [],
    distributions: [],
    fills: [],
    validations: [],
    passwords: [],
    restarts: [],
    ...parts,
  };
}

export function skipping(code: SqlState, message: string): DefinitionNotice {
  return { severity: 'NOTICE', code, message: `${message}, skipping` };
}
