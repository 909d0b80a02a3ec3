/** COPY FROM STDIN: parses the client's bytes into batches and sends them to the workers as they come. */
import { notSupported } from '../../common/errors.js';
import type { BoundCopyFrom } from '../../planner/bound-statement.js';
import { CopyParser } from '../copy/copy-parser.js';
import type { CopySink, Outcome } from '../query-service.js';
import { canceled } from '../scheduler.js';
import type { StatementContext } from '../statement-context.js';
import { writtenTable } from './insert.js';

export function copyFrom(bound: BoundCopyFrom, context: StatementContext): Outcome {
  if (!/^utf-?8$/i.test(bound.options.encoding)) throw notSupported(`COPY with encoding "${bound.options.encoding}"`);
  const table = writtenTable(bound.table, context);
  const writer = context.transaction.writer();
  let rows = 0;
  const parser = new CopyParser({
    table,
    ordinals: bound.ordinals,
    options: bound.options,
    settings: context.sessionSettings,
    onBatch: (batch) => {
      rows += batch.rows;
      return writer.append(table, batch);
    },
  });
  const checkRunning = (): void => {
    if (context.signal.aborted) throw canceled(context.signal);
  };
  const sink: CopySink = {
    write: async (data) => {
      checkRunning();
      await parser.write(data);
    },
    finish: async () => {
      checkRunning();
      await parser.finish();
      checkRunning();
      // In a transaction block, what is wrong with the rows is this statement's error.
      if (context.transaction.kind !== 'statement') await context.transaction.flush();
      return `COPY ${rows}`;
    },
    abort: async () => undefined,
  };
  return { kind: 'copy-in', columns: bound.ordinals.length, sink };
}
