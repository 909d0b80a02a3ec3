/** Expressions that the catalog keeps as text: defaults, checks, generated columns, bodies of functions. */
import { known } from '../common/assert.js';
import { ConductError, notSupported } from '../common/errors.js';
import type { Expression, ModifyingQuery, Query, Statement } from '../sql/ast.js';
import type { BindContext } from './bind-context.js';
import { FilesNeeded } from './files-needed.js';

type BodyStatement = ModifyingQuery['statement'] | Extract<Statement, { readonly kind: 'query' }>;

export function parseStoredQuery(context: BindContext, sql: string): Query {
  if (context.parseQuery === undefined) throw notSupported('stored expression');
  return context.parseQuery(sql);
}

/** The last statement of a function's body; null: it has none. Those before it may not write. */
export function parseStoredBody(context: BindContext, sql: string): BodyStatement | null {
  if (context.parseStatements === undefined) throw notSupported('stored function');
  const statements = context.parseStatements(sql);
  const last = statements.at(-1);
  if (last === undefined) return null;
  if (statements.slice(0, -1).some(({ kind }) => kind !== 'query')) throw notSupported('a function of several statements that write');
  switch (last.kind) {
    case 'query':
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
      return last;
    default:
      throw notSupported(`${last.kind.replaceAll('-', ' ').toUpperCase()} in a function`);
  }
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
