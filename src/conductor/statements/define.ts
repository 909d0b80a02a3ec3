/** DDL: checks what the new definitions demand of the rows that are there, changes the catalog, and fills tables that are rewritten. */
import { createHash } from 'node:crypto';
import { type CatalogChange, changedObject } from '../../catalog/catalog-change.js';
import type { TableShape } from '../../catalog/table-def.js';
import { known } from '../../common/assert.js';
import { ConductError } from '../../common/errors.js';
import { formatVerifier, makeVerifier } from '../../common/scram-verifier.js';
import type { LogicalPlan } from '../../plan/logical.js';
import type { BoundDefinition, DefinitionNotice } from '../../planner/definitions/bound-definition.js';
import { rewritePlan } from '../../planner/rewrite.js';
import { changeCatalog } from '../change-catalog.js';
import { constantRows } from '../constant-plan.js';
import type { Outcome } from '../query-service.js';
import { withSequenceValues } from '../sequence-plan.js';
import { checkSetting } from '../settings.js';
import type { StatementContext } from '../statement-context.js';
import { streamRows } from '../stream-plan.js';
import { writeSource } from './insert.js';
import { distributionOf, placementOf } from './place-table.js';

export async function define(bound: BoundDefinition, context: StatementContext): Promise<Outcome> {
  for (const each of bound.notices) tell(each, context);
  for (const { plan, code, message } of bound.validations) {
    if (await hasRows(plan, context)) throw new ConductError(code, message);
  }
  for (const change of bound.changes) checkRoleSettings(change, context);
  const ids = new Ids(context);
  const changes = bound.changes.map((change) => withVerifier(placed(ids.in(change), bound, ids, context), bound, ids, context));
  await changeCatalog(context, changes);
  for (const { id, source } of bound.fills) {
    const filled = ids.of(id);
    const table = changes.flatMap((change) => {
      const object = changedObject(change);
      return object?.kind === 'table' && object.value.id === filled ? [object.value] : [];
    })[0];
    const settled = await withSequenceValues(withIds(source, ids), context, streamRows);
    await writeSource(context.store.draft(known(table, 'table to fill')), settled, context);
  }
  for (const { sequence, value } of bound.restarts) context.store.sequences.set(sequence, value, false);
  return { kind: 'command', tag: bound.tag };
}

/** ALTER ROLE ... SET of a setting that is none, or to a value that it can't have. */
function checkRoleSettings(change: CatalogChange, { session }: StatementContext): void {
  const object = changedObject(change);
  if (object?.kind !== 'role') return;
  for (const [name, value] of Object.entries(object.value.settings ?? {})) checkSetting(session, name, value);
}

function tell({ severity, code, message, detail, hint }: DefinitionNotice, { session }: StatementContext): void {
  const fields = { ...(detail === undefined ? {} : { detail }), ...(hint === undefined ? {} : { hint }) };
  session.notice(Object.assign(new ConductError(code, message, fields), { severity }));
}

async function hasRows(plan: LogicalPlan, context: StatementContext): Promise<boolean> {
  const rows = constantRows(plan, context.sessionSettings);
  if (rows !== null) return rows.length > 0;
  for await (const batch of streamRows(plan, context)) if (batch.rows > 0) return true;
  return false;
}

/** Fields of catalog objects that hold ids: those below 0 stand for ids that are allocated here. */
const ID_FIELDS: ReadonlySet<string> = new Set([
  'id',
  'oid',
  'arrayId',
  'arrayOid',
  'table',
  'domain',
  'objectId',
  'uses',
  'inherits',
  'role',
]);

class Ids {
  readonly #context: StatementContext;
  readonly #allocated = new Map<number, number>();

  constructor(context: StatementContext) {
    this.#context = context;
  }

  of(id: number): number {
    if (id >= 0) return id;
    let allocated = this.#allocated.get(id);
    if (allocated === undefined) {
      allocated = this.#context.store.allocateId();
      this.#allocated.set(id, allocated);
    }
    return allocated;
  }

  in<T>(value: T, field = ''): T {
    if (typeof value === 'number') return (ID_FIELDS.has(field) ? this.of(value) : value) as T;
    if (Array.isArray(value)) return value.map((item) => this.in(item, field)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.in(item, key)])) as T;
  }
}

/** New sequences in the rows of a new column. */
function withIds(source: LogicalPlan, ids: Ids): LogicalPlan {
  return rewritePlan(source, {
    expr: (expr) => {
      const isNew = expr.kind === 'literal' && expr.type.kind === 'regclass' && typeof expr.value === 'number' && expr.value < 0;
      return isNew ? { ...expr, value: ids.of(expr.value) } : undefined;
    },
  });
}

/** Of a password only its verifier is kept. */
function withVerifier(change: CatalogChange, bound: BoundDefinition, ids: Ids, context: StatementContext): CatalogChange {
  if (change.kind === 'comment' || change.kind === 'access' || change.object.kind !== 'role') return change;
  const { value } = change.object;
  const given = bound.passwords.find(({ role }) => ids.of(role) === value.id);
  if (given === undefined) return change;
  const salt = createHash('sha256').update(context.runtime.uuid()).digest().subarray(0, SALT_BYTES);
  return { ...change, object: { kind: 'role', value: { ...value, verifier: formatVerifier(makeVerifier(given.password, salt)) } } };
}

/** As PostgreSQL's. */
const SALT_BYTES = 16;

/** New tables, and new forms of tables, lie where their distribution says. */
function placed(change: CatalogChange, bound: BoundDefinition, ids: Ids, context: StatementContext): CatalogChange {
  if (change.kind !== 'create' || change.object.kind !== 'table') return change;
  const table = change.object.value;
  const request = bound.distributions.find(({ id }) => ids.of(id) === table.id)?.request;
  if (request === undefined) return change;
  const distribution = distributionOf(request, table.columns, table.primaryKey);
  const value: TableShape = { ...table, distribution, placement: placementOf(distribution, context) };
  return { kind: 'create', object: { kind: 'table', value } };
}
