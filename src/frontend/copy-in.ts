/** COPY FROM STDIN: from CopyInResponse to the tag. Whatever goes wrong, the client and we agree on where the stream is. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { CopySink } from '../conductor/query-service.js';
import { abortable } from './result-stream.js';
import { copyResponse } from './wire/backend-message.js';
import type { ByteInput } from './wire/byte-input.js';
import { type ByteOutput, lostConnection } from './wire/byte-output.js';
import { readMessage } from './wire/frontend-message.js';

/**
 * Gives the command tag. Rejects when the client gave up, or with the sink's error; data that is still on its way is then left to
 * the session's loop, which drops copy messages that come when no COPY runs (as PostgreSQL does).
 */
export async function copyIn(
  copy: { readonly columns: number; readonly binary: boolean; readonly sink: CopySink },
  input: ByteInput,
  output: ByteOutput,
  signal: AbortSignal,
): Promise<string> {
  try {
    copyResponse(output.writer, 'in', copy.columns, copy.binary);
    await output.flush();
    return await transfer(copy.sink, input, signal);
  } catch (error) {
    const reason = error instanceof ConductError ? error : new ConductError(SQLSTATE.internalError, 'COPY failed', { cause: error });
    await copy.sink.abort(reason).catch(() => undefined);
    throw error;
  }
}

/** Another message came in the middle of the data: nobody knows where the stream is, and the connection ends. */
export class LostSyncError extends ConductError {
  constructor(type: number, context: string) {
    super(SQLSTATE.protocolViolation, `unexpected message type 0x${type.toString(16)} during COPY from stdin`, { context });
  }
}

async function transfer(sink: CopySink, input: ByteInput, signal: AbortSignal): Promise<string> {
  for (;;) {
    const frame = await input.next(signal);
    if (frame === null) throw lostConnection();
    const message = readMessage(frame);
    switch (message.kind) {
      case 'copy-data':
        await abortable(sink.write(message.data), signal);
        break;
      case 'copy-done':
        // Not abortable: past the commit point nobody may be told that it failed.
        return await sink.finish();
      case 'copy-fail':
        throw new ConductError(SQLSTATE.queryCanceled, `COPY from stdin failed: ${message.message}`, { context: sink.context });
      case 'flush':
      case 'sync':
        // A client of the extended protocol may send these any time.
        break;
      default:
        throw new LostSyncError(frame.type, sink.context);
    }
  }
}
