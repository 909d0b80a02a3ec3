/** COPY TO STDOUT: from CopyOutResponse to the tag. */
import type { CopyOptions } from '../planner/bound-statement.js';
import { CopyFormat } from './copy-format.js';
import { ResultStream, type RowsOutcome } from './result-stream.js';
import { bareMessage, copyResponse } from './wire/backend-message.js';
import type { ByteOutput } from './wire/byte-output.js';

/** Gives the command tag. */
export async function copyOut(outcome: RowsOutcome, options: CopyOptions, output: ByteOutput, signal: AbortSignal): Promise<string> {
  const format = new CopyFormat(outcome.columns, options);
  const stream = new ResultStream(outcome, (batch) => format.rows(batch));
  try {
    copyResponse(output.writer, 'out', outcome.columns.length, options.format === 'binary');
    format.begin(output.writer);
    const { tag } = await stream.send(output, 0, signal);
    format.end(output.writer);
    bareMessage(output.writer, 'copy-done');
    return tag;
  } finally {
    stream.close();
  }
}
