/** COPY FROM STDIN: parses the client's bytes into batches and sends them to the workers as they come. */
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { BoundCopyFrom } from '../../planner/bound-statement.js';
import { CopyParser } from '../copy/copy-parser.js';
import type { CopySink, Outcome } from '../query-service.js';
import { canceled } from '../scheduler.js';
import type { StatementContext } from '../statement-context.js';

export function copyFrom(bound: BoundCopyFrom, context: StatementContext): Outcome {
  if (!/^utf-?8$/i.test(bound.options.encoding)) throw notSupported(`COPY with encoding "${bound.options.encoding}"`);
  const table = context.store.table(bound.table.id);
  if (table === undefined) throw new ConductError(SQLSTATE.undefinedTable, `relation "${bound.table.name}" does not exist`);
  const transaction = context.transactions.begin();
  let open = true;
  const undo = (): void => {
    if (!open) return;
    open = false;
    context.transactions.abort(transaction);
  };
  const parser = new CopyParser({
    table,
    ordinals: bound.ordinals,
    options: bound.options,
    onBatch: (batch) => transaction.append(table, batch),
  });
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      if (context.signal.aborted) throw canceled(context.signal);
      return await work();
    } catch (error) {
      undo();
      throw error;
    }
  };
  const sink: CopySink = {
    write: (data) => guarded(() => parser.write(data)),
    finish: () =>
      guarded(async () => {
        await parser.finish();
        if (context.signal.aborted) throw canceled(context.signal);
        open = false;
        return `COPY ${await context.transactions.commit(transaction)}`;
      }),
    abort: async () => undo(),
  };
  return { kind: 'copy-in', columns: bound.ordinals.length, sink };
}
