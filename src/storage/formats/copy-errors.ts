/** What is wrong with a line of COPY's data, and what errors show of it. */
import { ConductError, SQLSTATE } from '../../common/errors.js';

/** Of a value or line in an error's context; PostgreSQL cuts there too. */
const SHOWN_BYTES = 100;

/** An error of the whole line; those of a value name its column. */
export class LineError extends Error {
  readonly error: ConductError;
  /** Where the line ends is known: it is shown. */
  readonly whole: boolean;

  constructor(error: ConductError, whole = true) {
    super(error.message);
    this.error = error;
    this.whole = whole;
  }
}

export function bad(message: string, hint?: string): ConductError {
  return new ConductError(SQLSTATE.badCopyFileFormat, message, hint === undefined ? {} : { hint });
}

export function shown(bytes: Buffer): string {
  return bytes.length <= SHOWN_BYTES ? bytes.toString() : `${bytes.subarray(0, SHOWN_BYTES).toString()}...`;
}
