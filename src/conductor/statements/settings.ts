/** SET, RESET, DISCARD and SHOW. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { HostBatch } from '../../plan/batch.js';
import type { BoundDiscard, BoundReset, BoundSet, BoundShow } from '../../planner/bound-statement.js';
import { TYPES } from '../../types/sql-type.js';
import { batchesOfRows, batchSchema } from '../constant-plan.js';
import type { Outcome, ResultColumn } from '../query-service.js';
import { discardSequences } from '../sequence-functions.js';
import { assume, isUserSetting } from '../session-user.js';
import { allSettings, changeSetting, findSetting, resetAllSettings, shownSetting } from '../settings.js';
import type { StatementContext } from '../statement-context.js';
import { temporaryDrops } from '../temporary-objects.js';

export function changeSettings(bound: BoundSet | BoundReset | BoundDiscard, context: StatementContext, localHolds: boolean): Outcome {
  const { session } = context;
  switch (bound.kind) {
    case 'set':
      // Outside of a transaction block a SET LOCAL ends with its own statement.
      if (!bound.local || localHolds) set(context, bound.name, bound.value);
      else {
        findSetting(bound.name);
        const message = 'SET LOCAL can only be used in transaction blocks';
        session.notice(Object.assign(new ConductError(SQLSTATE.noActiveSqlTransaction, message), { severity: 'WARNING' }));
      }
      return { kind: 'command', tag: 'SET' };
    case 'reset':
      if (bound.name === null) resetAllSettings(session);
      else set(context, bound.name, null);
      return { kind: 'command', tag: 'RESET' };
    case 'discard':
      if (bound.target === 'all') {
        resetAllSettings(session);
        assume(session, context.catalog, 'session_authorization', null);
      }
      if (bound.target === 'all' || bound.target === 'sequences') discardSequences(session);
      if (bound.target === 'all' || bound.target === 'temp') context.transaction.change(temporaryDrops(context.catalog, session));
      return { kind: 'command', tag: bound.target === 'channels' ? 'UNLISTEN' : `DISCARD ${bound.target.toUpperCase()}` };
  }
}

function set({ session, catalog }: StatementContext, name: string, value: string | null): void {
  if (isUserSetting(name)) assume(session, catalog, name, value);
  else changeSetting(session, name, value);
}

export function showColumns({ name }: BoundShow): readonly ResultColumn[] {
  const names = name === 'all' ? ['name', 'setting', 'description'] : [findSetting(name).name];
  return names.map((column) => ({ name: column, type: TYPES.text, tableOid: 0, attribute: 0 }));
}

export function show(bound: BoundShow, { session }: StatementContext): Outcome {
  const columns = showColumns(bound);
  const rows =
    bound.name === 'all'
      ? allSettings().map(({ name, description }) => [name, shownSetting(session, name), description])
      : [[shownSetting(session, bound.name)]];
  return { kind: 'rows', columns, batches: batches(columns, rows), tag: () => 'SHOW' };
}

async function* batches(columns: readonly ResultColumn[], rows: readonly (readonly string[])[]): AsyncGenerator<HostBatch> {
  yield* batchesOfRows(batchSchema(columns), rows);
}
