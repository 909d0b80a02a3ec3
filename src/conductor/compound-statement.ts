/**
 * Statements that are carried out as several, one after the other in one transaction: CALL, whose parts are the statements of the
 * procedure's body, and CREATE SCHEMA with elements.
 */
import { known } from '../common/assert.js';
import { notSupported } from '../common/errors.js';
import { rowsFromBatch } from '../plan/datum-batch.js';
import type { Expr } from '../plan/expr.js';
import type { BoundStatement } from '../planner/bound-statement.js';
import { quoted } from '../planner/definitions/names.js';
import type { Routine } from '../planner/procedures.js';
import type { CreateSchemaStatement, Statement } from '../sql/ast.js';
import type { Datum } from '../types/datum.js';
import { constantRows } from './constant-plan.js';
import type { Outcome, SessionState } from './query-service.js';
import type { StatementContext } from './statement-context.js';
import { parseStoredStatements } from './stored-queries.js';
import { streamRows } from './stream-plan.js';

export interface Part {
  readonly statement: Statement;
  /** The procedure, with the values of its arguments, in whose body it is. */
  readonly routine: Routine | null;
}

interface Parts {
  readonly tag: string;
  readonly parts: readonly Part[];
  /** Names without a schema are looked for in these. */
  readonly searchPath: readonly string[] | null;
}

/** null: the statement is one. */
export async function partsOf(bound: BoundStatement, statement: Statement, context: StatementContext): Promise<Parts | null> {
  if (statement.kind === 'create-schema' && statement.elements.length > 0) return schemaParts(statement, context);
  if (bound.kind !== 'call') return null;
  const { definition } = bound;
  const values = await firstRow(bound.args, context);
  const args = definition.args.map(({ type }, index): Expr => ({ kind: 'literal', type, value: values[index] ?? null }));
  const parts = parseStoredStatements(definition.body).map((each): Part => {
    if (each.kind === 'transaction') throw notSupported(`${each.action.toUpperCase()} in a procedure in SQL`);
    return { statement: each, routine: { definition, args } };
  });
  return { tag: 'CALL', parts, searchPath: null };
}

async function firstRow(plan: Parameters<typeof streamRows>[0], context: StatementContext): Promise<readonly Datum[]> {
  const rows = constantRows(plan, context.sessionSettings);
  if (rows !== null) return known(rows[0], 'row of arguments');
  for await (const batch of streamRows(plan, context)) {
    const [row] = rowsFromBatch(batch);
    if (row !== undefined) return row;
  }
  return [];
}

function schemaParts(statement: CreateSchemaStatement, { session }: StatementContext): Parts {
  const name = statement.name ?? statement.authorization ?? '';
  const schema: Part = { statement: { ...statement, elements: [] }, routine: null };
  const elements = statement.elements.map((element): Part => ({ statement: element, routine: null }));
  const path = session.settings.get('search_path') ?? '';
  return { tag: 'CREATE SCHEMA', parts: [schema, ...elements], searchPath: [quoted(name), path].filter((each) => each !== '') };
}

export async function runParts(
  { tag, parts, searchPath }: Parts,
  session: SessionState,
  run: (part: Part) => Promise<unknown>,
): Promise<Outcome> {
  const before = session.settings.get('search_path');
  try {
    if (searchPath !== null) session.settings.set('search_path', searchPath.join(', '));
    for (const part of parts) await run(part);
  } finally {
    if (searchPath !== null) {
      if (before === undefined) session.settings.delete('search_path');
      else session.settings.set('search_path', before);
    }
  }
  return { kind: 'command', tag };
}
