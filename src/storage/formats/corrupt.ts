/** What a file contains is not what its format allows. Readers raise it without the file's name, which whoever opened it adds. */
import { ConductError, SQLSTATE } from '../../common/errors.js';

export function corrupt(what: string): ConductError {
  return new ConductError(SQLSTATE.dataCorrupted, `file is damaged: ${what}`);
}

/** The error with the file's name: whatever a library throws at damaged bytes is their fault. */
export function inFile(error: unknown, path: string): ConductError {
  if (error instanceof ConductError) return error.detail === undefined ? error.with({ detail: `File: ${path}` }) : error;
  return new ConductError(SQLSTATE.dataCorrupted, `file is damaged: ${error instanceof Error ? error.message : String(error)}`, {
    detail: `File: ${path}`,
    cause: error,
  });
}
