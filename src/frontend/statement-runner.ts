/** Runs statements of a session against the query service and answers the client: simple queries, and the extended messages. */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import type { Outcome, QueryService, TransactionState } from '../conductor/query-service.js';
import type { Datum } from '../types/datum.js';
import { DEFAULT_SESSION, withSession } from '../types/session-settings.js';
import { copyIn } from './copy-in.js';
import { declaredTypes, decodeParameters, formatsFor } from './parameters.js';
import { abortable, canceled, ResultStream } from './result-stream.js';
import type { Portal, PreparedStatement, Session } from './session.js';
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
    this.#session.statements.delete('');
    this.#session.closePortal('');
    await this.#service.ready?.();
    const statements = this.#service.parse(text, this.#session);
    if (statements.length === 0) return bareMessage(this.#output.writer, 'empty-query');
    // Several statements are one transaction.
    if (statements.length > 1) this.#service.beginImplicit?.(this.#session);
    for (const statement of statements) {
      const abort = new AbortController();
      await this.#session.cancellable(abort, async () => {
        const prepared = await abortable(this.#service.prepare(this.#session, statement, []), abort.signal);
        const outcome = await this.#execute(prepared, [], abort.signal);
        await this.#answerSimple(outcome, abort.signal);
      });
    }
    await this.#service.endImplicit?.(this.#session);
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
    if (name === '') statements.delete('');
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
    statements.set(name, { name, prepared });
    bareMessage(this.#output.writer, 'parse-complete');
  }

  bind(message: BindMessage): void {
    const session = this.#session;
    const statement = session.statement(message.statement);
    if (message.portal === '') session.closePortal('');
    else if (session.portals.has(message.portal) || this.#service.hasCursor?.(session, message.portal) === true) {
      throw new ConductError(SQLSTATE.duplicateCursor, `cursor "${message.portal}" already exists`);
    }
    const settings = this.#service.sessionSettings?.(session) ?? DEFAULT_SESSION;
    const parameters = withSession(settings, () => decodeParameters(message, statement.prepared?.parameterTypes ?? []));
    const columns = statement.prepared?.columns?.length ?? 0;
    // A statement without rows may be bound with a format for the rows it does not have.
    const formats = columns === 0 ? [] : formatsFor(message.resultFormats, columns, 'result', 'columns');
    session.portals.set(message.portal, {
      name: message.portal,
      statement,
      parameters,
      formats,
      abort: new AbortController(),
      state: 'new',
    });
    bareMessage(this.#output.writer, 'bind-complete');
  }

  describe(message: Message<'describe'>): void {
    const out = this.#output.writer;
    if (message.target === 'statement') {
      const { prepared } = this.#session.statement(message.name);
      parameterDescription(out, prepared?.parameterTypes ?? []);
      const columns = prepared?.columns ?? null;
      if (columns === null) bareMessage(out, 'no-data');
      // The formats are not known before Bind: 0.
      else rowDescription(out, columns, []);
      return;
    }
    const portal = this.#session.portal(message.name);
    const columns = portal.statement.prepared?.columns ?? null;
    if (columns === null) bareMessage(out, 'no-data');
    else rowDescription(out, columns, portal.formats);
  }

  async execute(message: Message<'execute'>): Promise<void> {
    const portal = this.#session.portal(message.portal);
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
    if (message.target === 'statement') this.#closeStatement(this.#session.statements.get(message.name));
    else this.#session.closePortal(message.name);
    bareMessage(this.#output.writer, 'close-complete');
  }

  #closeStatement(statement: PreparedStatement | undefined): void {
    if (statement === undefined) return;
    this.#session.statements.delete(statement.name);
    for (const portal of [...this.#session.portals.values()]) {
      if (portal.statement === statement) this.#session.closePortal(portal.name);
    }
  }

  async #executePortal(portal: Portal, maxRows: number): Promise<void> {
    const out = this.#output.writer;
    const { prepared } = portal.statement;
    if (prepared === null) return bareMessage(out, 'empty-query');
    const { signal } = portal.abort;
    if (portal.state === 'done') {
      throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, `portal "${portal.name}" cannot be run`);
    }
    if (portal.state === 'new') {
      portal.state = 'done';
      const outcome = await this.#execute(prepared, portal.parameters, signal);
      if (outcome.kind !== 'rows') return await this.#answerCommand(outcome, signal);
      portal.state = new ResultStream(outcome, portal.formats);
    }
    const { ended, tag } = await portal.state.send(this.#output, maxRows, signal);
    if (ended) commandComplete(out, tag);
    else bareMessage(out, 'portal-suspended');
  }

  #execute(prepared: NonNullable<PreparedStatement['prepared']>, parameters: readonly Datum[], signal: AbortSignal): Promise<Outcome> {
    const running = this.#service.execute(this.#session, prepared, parameters, signal);
    // An outcome that arrives after the abort is nobody's: stop what it may have started.
    running.then(
      (outcome) => {
        if (!signal.aborted) return;
        if (outcome.kind === 'rows') new ResultStream(outcome, []).close();
        else if (outcome.kind === 'copy-in') outcome.sink.abort(canceled(signal)).catch(() => undefined);
      },
      () => undefined,
    );
    return abortable(running, signal);
  }

  async #answerSimple(outcome: Outcome, signal: AbortSignal): Promise<void> {
    if (outcome.kind !== 'rows') return await this.#answerCommand(outcome, signal);
    const stream = new ResultStream(outcome, []);
    try {
      rowDescription(this.#output.writer, outcome.columns, []);
      const { tag } = await stream.send(this.#output, 0, signal);
      commandComplete(this.#output.writer, tag);
    } finally {
      stream.close();
    }
  }

  async #answerCommand(outcome: Exclude<Outcome, { readonly kind: 'rows' }>, signal: AbortSignal): Promise<void> {
    switch (outcome.kind) {
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

const STATUS: Readonly<Record<TransactionState, TransactionStatus>> = { idle: 'I', open: 'T', failed: 'E' };

/** Fast-path function calls (message F), which libpq's large objects use. */
export function functionCallNotSupported(): ConductError {
  return notSupported('the function call message');
}
