/** Expressions that the catalog keeps as text: defaults, checks, generated columns, bodies of functions. */
import { known } from '../common/assert.js';
import { ConductError, notSupported } from '../common/errors.js';
import type { Expression, Query } from '../sql/ast.js';
import type { BindContext } from './bind-context.js';
import { FilesNeeded } from './files-needed.js';

export function parseStoredQuery(context: BindContext, sql: string): Query {
  if (context.parseQuery === undefined) throw notSupported('stored expression');
  return context.parseQuery(sql);
}

export function parseStoredExpression(context: BindContext, sql: string): Expression {
  const query = parseStoredQuery(context, `SELECT ${sql}`);
  if (query.kind !== 'select') throw notSupported('stored expression');
  return known(query.targets[0], 'expression').expression;
}

/** Positions in a stored text are none in the statement that is run. */
export function withoutPosition<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof FilesNeeded) throw new FilesNeeded(error.call, -1);
    if (!(error instanceof ConductError) || error.position === undefined) throw error;
    const { hint, detail, context } = error;
    throw new ConductError(error.code, error.message, {
      ...(hint === undefined ? {} : { hint }),
      ...(detail === undefined ? {} : { detail }),
      ...(context === undefined ? {} : { context }),
    });
  }
}
