/** What a bound statement does to tables: the locks that it needs, whether it may run in a read-only transaction, what is checked when. */
import { type TableDef, type TableShape, tableOid } from '../catalog/table-def.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { BoundLockTable, BoundModification, BoundStatement } from '../planner/bound-statement.js';
import { mapPlans } from '../planner/map-plans.js';
import { rewriteEverywhere } from '../planner/rewrite.js';
import type { Statement, TableLockMode } from '../sql/ast.js';
import { isConstant } from './constant-plan.js';
import type { LockMode } from './locks.js';
import type { Isolation } from './session-transaction.js';

export interface NeededLock {
  readonly table: TableShape;
  readonly mode: LockMode;
  /** nowait-table: of LOCK TABLE. */
  readonly wait?: 'wait' | 'nowait' | 'nowait-table' | 'skip';
}

/** How statements that change rows lock their table: row by row, or whole. */
type Changing = 'change' | 'write';

/** Two that have read could not both go on to write. */
const STRONGEST_FIRST: readonly LockMode[] = ['exclusive', 'write', 'change', 'insert', 'read'];

/** In the order of the tables' ids, so that statements do not wait for each other in a circle. */
export function locksOf(bound: BoundStatement, isolation: Isolation, wholeTables: boolean): readonly NeededLock[] {
  const needed: NeededLock[] = [];
  // Of two that lock what they read, and change it, each would wait for the other.
  const changing: Changing = wholeTables || isolation === 'serializable' ? 'write' : 'change';
  if (isolation === 'serializable') for (const table of tablesRead(bound)) needed.push({ table, mode: 'read' });
  needed.push(...writeLocks(bound, changing));
  return needed.sort((a, b) => tableOid(a.table) - tableOid(b.table) || STRONGEST_FIRST.indexOf(a.mode) - STRONGEST_FIRST.indexOf(b.mode));
}

function writeLocks(bound: BoundStatement, changing: Changing): readonly NeededLock[] {
  return [...ownLocks(bound, changing), ...modificationsOf(bound).flatMap(({ statement }) => ownLocks(statement, changing))];
}

function modificationsOf(bound: BoundStatement): readonly BoundModification[] {
  if (bound.kind === 'copy-to') return modificationsOf(bound.source);
  return ('modifications' in bound ? bound.modifications : undefined) ?? [];
}

function ownLocks(bound: BoundStatement, changing: Changing): readonly NeededLock[] {
  switch (bound.kind) {
    case 'query':
      return (bound.locked ?? []).map(({ table, shared, wait }) => ({ table, mode: shared ? 'read' : 'write', wait }));
    case 'insert':
      return together(bound.table, bound.route?.leaves, bound.onConflict == null ? 'insert' : changing);
    case 'copy-from':
      return together(bound.table, bound.route?.leaves, 'insert');
    case 'copy-to':
    case 'copy-to-files':
      return ownLocks(bound.source, changing);
    case 'update':
    case 'delete':
      return together(bound.table, bound.family?.members, changing);
    case 'merge':
      return together(bound.table, undefined, changing);
    case 'explain':
      return bound.analyze ? writeLocks(bound.statement, changing) : [];
    case 'definition':
      return bound.changes.flatMap((change) =>
        (change.kind === 'alter' || change.kind === 'drop') && change.object.kind === 'table'
          ? [{ table: change.object.value, mode: 'exclusive' as const }]
          : [],
      );
    case 'lock-table':
      return tableLocks(bound);
    case 'truncate':
      return bound.tables.map((table) => ({ table, mode: 'exclusive' }));
    default:
      return [];
  }
}

/** Readers wait for nobody, and nobody for them: modes that only keep tables from being changed by DDL are none here. */
const TABLE_MODES: { readonly [M in TableLockMode]: LockMode | null } = {
  'access share': null,
  'row share': null,
  'row exclusive': 'insert',
  'share update exclusive': 'exclusive',
  share: 'read',
  'share row exclusive': 'exclusive',
  exclusive: 'exclusive',
  'access exclusive': 'exclusive',
};

function tableLocks({ tables, mode, nowait }: BoundLockTable): readonly NeededLock[] {
  const own = TABLE_MODES[mode];
  return own === null ? [] : tables.map((table) => ({ table, mode: own, ...(nowait ? { wait: 'nowait-table' } : {}) }));
}

/** A table and those that have rows for it. A row of a replicated table has an id in each copy: they are not locked one by one. */
function together(table: TableDef, others: readonly TableDef[] | undefined, mode: LockMode): readonly NeededLock[] {
  return [...new Set([table, ...(others ?? [])])].map((each) => ({
    table: each,
    mode: mode === 'change' && each.distribution.kind === 'replicated' ? 'write' : mode,
  }));
}

/** Tables that the statement's plans scan. */
function tablesRead(bound: BoundStatement): readonly TableDef[] {
  const tables = new Set<TableDef>();
  mapPlans(bound, (plan) =>
    rewriteEverywhere(plan, {
      node: (node) => {
        if (node.kind === 'get') tables.add(node.table);
        return node;
      },
    }),
  );
  return [...tables];
}

/** Rows that are known before anything runs: nothing is read for them. */
export function insertsConstants(bound: BoundStatement): boolean {
  return (
    bound.kind === 'insert' &&
    bound.modifications === undefined &&
    isConstant(bound.source) &&
    bound.onConflict == null &&
    bound.returning == null
  );
}

/** Its rows are looked at by the workers alone, or must be unique. */
export function mustBeChecked(bound: BoundStatement): boolean {
  if (modificationsOf(bound).length > 0) return true;
  switch (bound.kind) {
    case 'insert':
      return !isConstant(bound.source) || bound.table.primaryKey.length > 0 || [bound.table, ...(bound.route?.leaves ?? [])].some(hasKeys);
    case 'update':
    case 'delete':
    case 'merge':
    case 'copy-from':
    case 'create-table-as':
      return true;
    case 'copy-to':
      return mustBeChecked(bound.source);
    case 'definition':
      return bound.fills.length > 0;
    default:
      return false;
  }
}

function hasKeys(table: TableDef): boolean {
  return (table.constraints ?? []).some(({ kind }) => kind === 'primary' || kind === 'unique');
}

/** 25006 */
export function checkReadOnly(bound: BoundStatement, statement: Statement): void {
  const verb = writingVerb(bound, statement);
  if (verb === null) return;
  throw new ConductError(SQLSTATE.readOnlySqlTransaction, `cannot execute ${verb} in a read-only transaction`);
}

function writingVerb(bound: BoundStatement, statement: Statement): string | null {
  switch (bound.kind) {
    case 'query':
      return modificationsOf(bound).length > 0 ? 'SELECT' : null;
    case 'set':
    case 'show':
    case 'reset':
    case 'transaction':
    case 'discard':
    case 'lock-table':
    case 'set-constraints':
    case 'call':
      return null;
    case 'copy-to':
    case 'copy-to-files':
      return writingVerb(bound.source, statement);
    case 'explain':
      return bound.analyze && bound.statement.kind !== 'query' ? writingVerb(bound.statement, statement) : null;
    case 'insert':
      return 'INSERT';
    case 'copy-from':
      return 'COPY FROM';
    case 'truncate':
      return 'TRUNCATE TABLE';
    case 'definition':
      return bound.tag;
    default:
      return bound.kind.replaceAll('-', ' ').toUpperCase();
  }
}
