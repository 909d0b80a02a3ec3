/** A query service for wire tests: real parsing, and scripted answers by the statement's text. */
import { ConductError, SQLSTATE } from '../../src/common/errors.js';
import type {
  CopySink,
  Outcome,
  Prepared,
  QueryService,
  ResultColumn,
  RoleLogin,
  SessionState,
} from '../../src/conductor/query-service.js';
import { applyStartupSettings, reportedSettings } from '../../src/conductor/settings.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows } from '../../src/plan/datum-batch.js';
import type { Statement } from '../../src/sql/ast.js';
import { parse } from '../../src/sql/parse.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';

export interface Script {
  readonly parameterTypes?: readonly SqlType[];
  readonly columns?: readonly (readonly [name: string, type: SqlType])[];
  readonly run: (call: { readonly session: SessionState; readonly parameters: readonly Datum[]; readonly signal: AbortSignal }) => Answer;
}

export type Answer =
  | { readonly rows: Iterable<readonly Datum[]> | AsyncIterable<HostBatch> }
  | { readonly tag: string }
  | { readonly copy: CopySink; readonly columns: number };

export class FakeService implements QueryService {
  /** Text of every statement that ran, in order. */
  readonly executed: string[] = [];
  readonly roles = new Map<string, RoleLogin>();
  readonly #scripts = new Map<string, Script>();
  readonly batchRows: number;

  constructor(batchRows = 3) {
    this.batchRows = batchRows;
  }

  on(text: string, script: Script): this {
    this.#scripts.set(text, script);
    return this;
  }

  /** Everybody may log in. */
  findRole(name: string): RoleLogin | undefined {
    return (
      this.roles.get(name) ?? {
        name,
        canLogin: true,
        superuser: true,
        verifier: null,
        expired: false,
        connectionLimit: -1,
        roles: new Set([name]),
      }
    );
  }

  begin(session: SessionState): readonly (readonly [string, string])[] {
    applyStartupSettings(session);
    return reportedSettings(session);
  }

  parse(sql: string): readonly Statement[] {
    return parse(sql, 'postgres');
  }

  prepare(_session: SessionState, statement: Statement, _types: readonly (SqlType | null)[]): Promise<Prepared> {
    const script = this.#script(statement);
    return Promise.resolve({
      statement,
      parameterTypes: script.parameterTypes ?? [],
      columns: script.columns === undefined ? null : resultColumns(script.columns),
    });
  }

  async execute(session: SessionState, prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal): Promise<Outcome> {
    this.executed.push(prepared.statement.text);
    const script = this.#script(prepared.statement);
    const answer = script.run({ session, parameters, signal });
    if ('tag' in answer) return { kind: 'command', tag: answer.tag };
    if ('copy' in answer) return { kind: 'copy-in', columns: answer.columns, binary: false, sink: answer.copy };
    const columns = resultColumns(script.columns ?? []);
    const batches = Symbol.asyncIterator in answer.rows ? answer.rows : this.#batches(answer.rows, script);
    return { kind: 'rows', columns, batches, tag: (rows) => `SELECT ${rows}` };
  }

  async *#batches(rows: Iterable<readonly Datum[]>, script: Script): AsyncGenerator<HostBatch> {
    const schema = (script.columns ?? []).map(([name, type]) => batchColumn(name, type));
    let pending: (readonly Datum[])[] = [];
    for (const row of rows) {
      pending.push(row);
      if (pending.length === this.batchRows) {
        yield batchFromRows(schema, pending);
        pending = [];
      }
    }
    yield batchFromRows(schema, pending);
  }

  #script(statement: Statement): Script {
    const script = this.#scripts.get(statement.text);
    if (script !== undefined) return script;
    throw new ConductError(SQLSTATE.undefinedTable, `relation of "${statement.text}" does not exist`, { position: statement.textStart });
  }
}

function resultColumns(columns: readonly (readonly [string, SqlType])[]): readonly ResultColumn[] {
  return columns.map(([name, type]) => ({ name, type, tableOid: 0, attribute: 0 }));
}

/** COPY that keeps what it got; fails at `failAt` bytes. */
export class FakeSink implements CopySink {
  readonly context = 'COPY t, line 1';
  text = '';
  aborted: ConductError | null = null;
  finished = false;
  readonly #failAt: number;

  constructor(failAt = Number.POSITIVE_INFINITY) {
    this.#failAt = failAt;
  }

  write(data: Uint8Array): Promise<void> {
    this.text += Buffer.from(data).toString('utf8');
    if (this.text.length < this.#failAt) return Promise.resolve();
    return Promise.reject(
      new ConductError(SQLSTATE.invalidTextRepresentation, 'invalid input syntax for type integer: "x"', {
        context: 'COPY t, line 1, column a: "x"',
      }),
    );
  }

  finish(): Promise<string> {
    this.finished = true;
    return Promise.resolve(`COPY ${this.text.split('\n').length - 1}`);
  }

  abort(reason: ConductError): Promise<void> {
    this.aborted = reason;
    return Promise.resolve();
  }
}

export const NUMBERS: Script = {
  columns: [
    ['n', TYPES.int4],
    ['t', TYPES.text],
  ],
  run: () => ({ rows: Array.from({ length: 7 }, (_, i) => [i + 1, i === 2 ? null : `row ${i + 1}`] as const) }),
};
