/** Runs statements of a session against the query service and answers the client: simple queries, and the extended messages. */
import { assert } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Outcome, Prepared, QueryService, TransactionState } from '../conductor/query-service.js';
import type { Datum } from '../types/datum.js';
import { DEFAULT_SESSION, type SessionSettings, withSession } from '../types/session-settings.js';
import { copyIn } from './copy-in.js';
import { copyOut } from './copy-out.js';
import { declaredTypes, decodeParameters, formatsFor } from './parameters.js';
import { abortable, canceled, ResultStream } from './result-stream.js';
import type { Portal, Session } from './session.js';
import { bareMessage, commandComplete, parameterDescription, rowDescription, type TransactionStatus } from './wire/backend-message.js';
import type { ByteInput } from './wire/byte-input.js';
import type { ByteOutput } from './wire/byte-output.js';
import type { BindMessage, FrontendMessage } from './wire/frontend-message.js';

type Message<K extends FrontendMessage['kind']> = Extract<FrontendMessage, { readonly kind: K }>;

export class StatementRunner {
  readonly #service: QueryService;
  readonly #session: Session;
  readonly #input: ByteInput;
  readonly #output: ByteOutput;

  constructor(options: { service: QueryService; session: Session; input: ByteInput; output: ByteOutput }) {
    this.#service = options.service;
    this.#session = options.session;
    this.#input = options.input;
    this.#output = options.output;
  }

  /** Every statement of the text in order; the first error ends them all. */
  async simpleQuery(text: string): Promise<void> {
    // A simple query does away with the unnamed statement and portal.
    this.#session.unnamed = null;
    this.#session.closePortal('');
    await this.#service.ready?.();
    const statements = this.#service.parse(text, this.#session);
    if (statements.length === 0) return bareMessage(this.#output.writer, 'empty-query');
    for (const statement of statements) {
      // Several statements are one transaction, and those after a COMMIT among them another.
      if (statements.length > 1) this.#service.beginImplicit?.(this.#session);
      const abort = new AbortController();
      await this.#session.cancellable(abort, async () => {
        const prepared = await abortable(this.#service.prepare(this.#session, statement, []), abort.signal);
        const outcome = await this.#execute(prepared, [], abort.signal, []);
        await this.#answerSimple(outcome, abort.signal);
      });
    }
    await this.endRound();
  }

  /** The end of a simple query, or Sync: what began by itself ends. */
  async endRound(): Promise<void> {
    await this.#service.endImplicit?.(this.#session);
  }

  /** Gives the parameters that the client is told of. */
  begin(): readonly (readonly [name: string, value: string])[] {
    return this.#service.begin?.(this.#session) ?? [];
  }

  /** The client is told an error. */
  fail(): void {
    this.#service.fail?.(this.#session);
  }

  /** What ReadyForQuery says. */
  transactionStatus(): TransactionStatus {
    return STATUS[this.#service.transactionState?.(this.#session) ?? 'idle'];
  }

  waits(end: (reason: ConductError) => void): void {
    this.#service.waits?.(this.#session, end);
  }

  /** The connection is over. */
  end(): void {
    this.#service.close?.(this.#session);
  }

  async parse(message: Message<'parse'>): Promise<void> {
    const { statements } = this.#session;
    const name = message.statement;
    if (name === '') this.#session.unnamed = null;
    else if (statements.has(name)) {
      throw new ConductError(SQLSTATE.duplicatePreparedStatement, `prepared statement "${name}" already exists`);
    }
    await this.#service.ready?.();
    const [statement, ...rest] = this.#service.parse(message.text, this.#session);
    if (rest.length > 0) throw new ConductError(SQLSTATE.syntaxError, 'cannot insert multiple commands into a prepared statement');
    const abort = new AbortController();
    const prepared = await this.#session.cancellable(abort, async () =>
      statement === undefined
        ? null
        : await abortable(this.#service.prepare(this.#session, statement, declaredTypes(message.parameterOids)), abort.signal),
    );
    const { nowMicros, statementMicros = nowMicros } = this.#settings();
    const named = { prepared, text: message.text, preparedMicros: statementMicros, fromSql: false };
    if (name === '') this.#session.unnamed = named;
    else statements.set(name, named);
    bareMessage(this.#output.writer, 'parse-complete');
  }

  bind(message: BindMessage): void {
    const session = this.#session;
    const { prepared } = session.statement(message.statement);
    this.#checkUsable(prepared);
    if (message.portal === '') session.closePortal('');
    else if (session.portals.has(message.portal) || this.#service.hasCursor?.(session, message.portal) === true) {
      throw new ConductError(SQLSTATE.duplicateCursor, `cursor "${message.portal}" already exists`);
    }
    const parameters = withSession(this.#settings(), () => decodeParameters(message, prepared?.parameterTypes ?? []));
    const columns = prepared?.columns?.length ?? 0;
    // A statement without rows may be bound with a format for the rows it does not have.
    const formats = columns === 0 ? [] : formatsFor(message.resultFormats, columns, 'result formats but query has', 'columns');
    session.portals.set(message.portal, {
      name: message.portal,
      prepared,
      parameters,
      formats,
      abort: new AbortController(),
      state: 'new',
    });
    bareMessage(this.#output.writer, 'bind-complete');
  }

  async describe(message: Message<'describe'>): Promise<void> {
    const out = this.#output.writer;
    if (message.target === 'statement') {
      const { prepared } = this.#session.statement(message.name);
      if (prepared?.columns != null) this.#checkUsable(prepared);
      parameterDescription(out, prepared?.parameterTypes ?? []);
      const columns = prepared?.columns ?? null;
      if (columns === null) bareMessage(out, 'no-data');
      // The formats are not known before Bind: 0.
      else rowDescription(out, columns, []);
      return;
    }
    const cursor = this.#cursorPortal(message.name);
    const portal = cursor === null ? this.#session.portal(message.name) : await cursor;
    const columns = portal.prepared?.columns ?? null;
    if (columns !== null) this.#checkUsable(portal.prepared);
    if (columns === null) bareMessage(out, 'no-data');
    else rowDescription(out, columns, portal.formats);
  }

  async execute(message: Message<'execute'>): Promise<void> {
    const cursor = this.#cursorPortal(message.portal, message.maxRows);
    if (cursor !== null) return await this.#executeCursor(await cursor, message.maxRows);
    const portal = this.#session.portal(message.portal);
    // One statement up to Sync is a transaction of its own; several are one together.
    if (this.#input.nextType() !== SYNC) this.#service.beginImplicit?.(this.#session);
    await this.#session.cancellable(portal.abort, async () => {
      try {
        await this.#executePortal(portal, message.maxRows);
      } catch (error) {
        this.#session.closePortal(portal.name);
        throw error;
      }
    });
  }

  close(message: Message<'close'>): void {
    // Closing what does not exist is no error.
    // Portals of a statement outlive it.
    if (message.target === 'portal') this.#session.closePortal(message.name);
    else if (message.name === '') this.#session.unnamed = null;
    else this.#session.statements.delete(message.name);
    bareMessage(this.#output.writer, 'close-complete');
  }

  /** A cursor of DECLARE is a portal too: what FETCH would give of it. null: there is none of this name. */
  #cursorPortal(name: string, maxRows = 0): Promise<Portal> | null {
    if (this.#session.hasPortal(name) || this.#service.hasCursor?.(this.#session, name) !== true) return null;
    const count = maxRows === 0 ? null : maxRows;
    const fetch = { kind: 'fetch', text: '', textStart: 0, cursor: name, direction: 'forward', count, move: false } as const;
    return this.#service.prepare(this.#session, fetch, []).then((prepared) => ({
      name,
      prepared,
      parameters: [],
      formats: prepared.binary === true ? binaryFormats(prepared.columns) : [],
      abort: new AbortController(),
      state: 'new',
    }));
  }

  async #executeCursor(portal: Portal, maxRows: number): Promise<void> {
    const { prepared, abort, formats } = portal;
    if (prepared === null) return;
    await this.#session.cancellable(abort, async () => {
      const outcome = await this.#execute(prepared, [], abort.signal, formats);
      assert(outcome.kind === 'rows', 'rows of a cursor');
      const stream = ResultStream.ofRows({ ...outcome, tag: (rows) => `SELECT ${rows}` }, formats);
      try {
        const { ended, tag } = await stream.send(this.#output, maxRows, abort.signal);
        if (ended) commandComplete(this.#output.writer, tag);
        else bareMessage(this.#output.writer, 'portal-suspended');
      } finally {
        stream.close();
      }
    });
  }

  async #executePortal(portal: Portal, maxRows: number): Promise<void> {
    const out = this.#output.writer;
    const { prepared } = portal;
    if (prepared === null) return bareMessage(out, 'empty-query');
    const { signal } = portal.abort;
    if (portal.state === 'done') {
      throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `portal "${portal.name}" cannot be run`);
    }
    if (portal.state === 'new') {
      portal.state = 'done';
      const outcome = await this.#execute(prepared, portal.parameters, signal, portal.formats);
      if (outcome.kind !== 'rows' || outcome.copy !== undefined) return await this.#answerCommand(outcome, signal);
      portal.state = ResultStream.ofRows(outcome, portal.formats);
    }
    const { ended, tag } = await portal.state.send(this.#output, maxRows, signal);
    if (ended) commandComplete(out, tag);
    else bareMessage(out, 'portal-suspended');
  }

  #settings(): SessionSettings {
    return this.#service.sessionSettings?.(this.#session) ?? DEFAULT_SESSION;
  }

  #checkUsable(prepared: Prepared | null): void {
    if (prepared !== null) this.#service.checkUsable?.(this.#session, prepared.statement);
  }

  #execute(prepared: Prepared, parameters: readonly Datum[], signal: AbortSignal, formats: readonly number[]): Promise<Outcome> {
    const takesText = formats.every((format) => format === 0);
    const running = this.#service.execute(this.#session, prepared, parameters, signal, takesText);
    // An outcome that arrives after the abort is nobody's: stop what it may have started.
    running.then(
      (outcome) => {
        if (!signal.aborted) return;
        if (outcome.kind === 'rows') ResultStream.ofRows(outcome, []).close();
        else if (outcome.kind === 'copy-in') outcome.sink.abort(canceled(signal)).catch(() => undefined);
      },
      () => undefined,
    );
    return abortable(running, signal);
  }

  async #answerSimple(outcome: Outcome, signal: AbortSignal): Promise<void> {
    if (outcome.kind !== 'rows' || outcome.copy !== undefined) return await this.#answerCommand(outcome, signal);
    const formats = outcome.binary === true ? binaryFormats(outcome.columns) : [];
    const stream = ResultStream.ofRows(outcome, formats);
    try {
      rowDescription(this.#output.writer, outcome.columns, formats);
      const { tag } = await stream.send(this.#output, 0, signal);
      commandComplete(this.#output.writer, tag);
    } finally {
      stream.close();
    }
  }

  /** All but rows that are sent as rows. */
  async #answerCommand(outcome: Outcome, signal: AbortSignal): Promise<void> {
    switch (outcome.kind) {
      case 'rows':
        assert(outcome.copy !== undefined, 'rows to copy');
        commandComplete(this.#output.writer, await copyOut(outcome, outcome.copy, this.#output, signal));
        return;
      case 'command':
        commandComplete(this.#output.writer, outcome.tag);
        return;
      case 'empty':
        bareMessage(this.#output.writer, 'empty-query');
        return;
      case 'copy-in':
        commandComplete(this.#output.writer, await copyIn(outcome, this.#input, this.#output, signal));
        return;
    }
  }
}

function binaryFormats(columns: readonly unknown[] | null): readonly number[] {
  return (columns ?? []).map(() => 1);
}

const SYNC = 0x53;
const STATUS: Readonly<Record<TransactionState, TransactionStatus>> = { idle: 'I', open: 'T', failed: 'E' };

/** Fast-path function calls (message F), which libpq's large objects use. */
export function functionCallNotSupported(): ConductError {
  return notSupported('the function call message');
}
