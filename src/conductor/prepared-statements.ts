/** PREPARE, EXECUTE and DEALLOCATE of a session, in SQL; they share the names of the protocol's Parse message. */
import type { RowObject } from '../catalog/system-relation.js';
import { assert, known } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { DeallocateStatement, ExecuteStatement, Expression, PrepareStatement, Query, Statement } from '../sql/ast.js';
import { PLAIN_SELECT } from '../sql/plain-select.js';
import { castDatum } from '../types/cast.js';
import { arrayValue, type Datum } from '../types/datum.js';
import type { SessionSettings } from '../types/session-settings.js';
import { type SqlType, sameType, typeOid } from '../types/sql-type.js';
import type { NamedStatement, Outcome, Prepared, SessionState } from './query-service.js';

/** Rows of a query without tables, and their types. */
type Evaluate = (session: SessionState, query: Query) => Promise<{ readonly types: readonly SqlType[]; readonly row: readonly Datum[] }>;

interface Runner {
  prepare(session: SessionState, statement: Statement, parameterTypes: readonly (SqlType | null)[]): Promise<Prepared>;
  execute(session: SessionState, prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal): Promise<Outcome>;
  sessionSettings(session: SessionState): SessionSettings;
}

type PreparedAction = PrepareStatement | ExecuteStatement | DeallocateStatement;

export function isPreparedAction(statement: Statement): statement is PreparedAction {
  return statement.kind === 'prepare' || statement.kind === 'execute' || statement.kind === 'deallocate';
}

/** What a statement executes: EXPLAIN EXECUTE, CREATE TABLE AS EXECUTE. */
export function executedWithin(statement: Statement): ExecuteStatement | null {
  if (statement.kind === 'create-table-execute') return statement.execute;
  return statement.kind === 'explain' && statement.statement.kind === 'execute' ? statement.statement : null;
}

/** The statement over the prepared one itself. */
export function withExecuted(statement: Statement, prepared: Statement): Statement {
  if (statement.kind === 'explain') return { ...statement, statement: prepared };
  assert(statement.kind === 'create-table-execute', 'a statement that executes');
  if (prepared.kind === 'query') return { ...statement.table, query: prepared.query };
  throw new ConductError(SQLSTATE.wrongObjectType, 'prepared statement is not a SELECT');
}

export class PreparedStatements {
  readonly #runner: Runner;
  readonly #evaluate: Evaluate;

  constructor(runner: Runner, evaluate: Evaluate) {
    this.#runner = runner;
    this.#evaluate = evaluate;
  }

  /** The statement itself, ready to be run. An EXECUTE has the columns of what it executes. */
  async prepare(session: SessionState, statement: PreparedAction): Promise<Prepared> {
    const columns = statement.kind === 'execute' ? this.find(session, statement.name).columns : null;
    return { statement, parameterTypes: [], columns };
  }

  async run(session: SessionState, statement: PreparedAction, signal: AbortSignal): Promise<Outcome> {
    switch (statement.kind) {
      case 'prepare': {
        if (session.statements.has(statement.name)) {
          throw new ConductError(SQLSTATE.duplicatePreparedStatement, `prepared statement "${statement.name}" already exists`);
        }
        const prepared = await this.#runner.prepare(session, statement.statement, await this.#declaredTypes(session, statement));
        const { nowMicros, statementMicros = nowMicros } = this.#runner.sessionSettings(session);
        session.statements.set(statement.name, { prepared, text: statement.text, preparedMicros: statementMicros, fromSql: true });
        return { kind: 'command', tag: 'PREPARE' };
      }
      case 'execute': {
        const prepared = this.find(session, statement.name);
        return this.#runner.execute(session, prepared, await this.arguments(session, statement, prepared.parameterTypes), signal);
      }
      case 'deallocate':
        if (statement.name === null) session.statements.clear();
        else {
          this.#find(session, statement.name);
          session.statements.delete(statement.name);
        }
        return { kind: 'command', tag: statement.name === null ? 'DEALLOCATE ALL' : 'DEALLOCATE' };
    }
  }

  /** Of pg_prepared_statements. */
  rows(session: SessionState): readonly RowObject[] {
    return [...session.statements].map(([name, { prepared, text, preparedMicros, fromSql }]) => {
      const types = (prepared?.parameterTypes ?? []).map((type) => typeOid(type));
      return {
        name,
        statement: text,
        prepare_time: BigInt(preparedMicros),
        parameter_types: arrayValue(types),
        from_sql: fromSql,
        generic_plans: 0n,
        custom_plans: 0n,
      };
    });
  }

  /** 26000 */
  find(session: SessionState, name: string): Prepared {
    const { prepared } = this.#find(session, name);
    if (prepared !== null) return prepared;
    throw notSupported('EXECUTE of an empty statement');
  }

  #find(session: SessionState, name: string): NamedStatement {
    const found = session.statements.get(name);
    if (found !== undefined) return found;
    throw new ConductError(SQLSTATE.invalidSqlStatementName, `prepared statement "${name}" does not exist`);
  }

  /** `unknown` leaves a type open. */
  async #declaredTypes(session: SessionState, { parameterTypes }: PrepareStatement): Promise<readonly (SqlType | null)[]> {
    const open = parameterTypes.map(({ name, schema }) => schema === null && name === 'unknown');
    const casts = parameterTypes
      .filter((_, i) => open[i] !== true)
      .map((type): Expression => ({ kind: 'cast', operand: { kind: 'null', position: -1 }, type, position: -1 }));
    if (casts.length === 0) return open.map(() => null);
    const types = [...(await this.#evaluate(session, selectOf(casts))).types];
    return open.map((isOpen) => (isOpen ? null : known(types.shift(), 'type')));
  }

  /** The values of EXECUTE's arguments, as the parameters' types. */
  async arguments(session: SessionState, { name, args }: ExecuteStatement, wanted: readonly SqlType[]): Promise<readonly Datum[]> {
    if (args.length !== wanted.length) {
      throw new ConductError(SQLSTATE.syntaxError, `wrong number of parameters for prepared statement "${name}"`, {
        detail: `Expected ${wanted.length} parameters but got ${args.length}.`,
      });
    }
    if (args.length === 0) return [];
    const { types, row } = await this.#evaluate(session, selectOf(args));
    return wanted.map((type, i) => {
      const value = row[i] ?? null;
      const from = known(types[i], 'type');
      return value === null || sameType(from, type) ? value : castDatum(value, from, type, 'explicit');
    });
  }
}

function selectOf(expressions: readonly Expression[]): Query {
  return {
    ...PLAIN_SELECT,
    targets: expressions.map((expression) => ({ expression, name: null, position: -1 })),
  };
}
