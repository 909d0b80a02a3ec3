/** Errors of a statement in another dialect, which point into its translation, pointing into what was written. */
import { ConductError } from '../common/errors.js';
import type { Statement } from './ast.js';
import { originOf } from './dialects/piece.js';

export function sourceError(error: unknown, { origins }: Statement): unknown {
  if (origins === undefined || !(error instanceof ConductError) || error.position === undefined || error.position < 0) return error;
  return error.with({ position: originOf(origins, error.position) });
}
