/** Expressions that the catalog keeps as they were written, printed as PostgreSQL prints its own. */
import { ConductError } from '../common/errors.js';
import { quoteIdentifier } from '../functions/quoting.js';
import type { SqlType } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { resolveUnknown } from './coerce.js';
import { levelOf } from './column-values.js';
import { SqlPrinter, Unprintable } from './print-sql.js';
import { parseStoredExpression } from './stored-expression.js';

export interface PrintedColumn {
  readonly name: string;
  readonly type: SqlType;
}

/** As it is written, where it has no form in `SqlPrinter` or what it names is gone. */
export function printStored(context: BindContext, sql: string, columns: readonly PrintedColumn[], pretty: boolean): string {
  try {
    const made = columns.map(({ name, type }) => context.newColumn(name, type, true));
    const node = parseStoredExpression(context, sql);
    const expr = resolveUnknown(context, context.binders.expression(context, node, levelOf({ name: '', columns }, made)));
    // The value that a domain checks has a name of its own.
    const names = new Map(made.map(({ id, name }) => [id, name === 'value' && columns.length === 1 ? 'VALUE' : quoteIdentifier(name)]));
    return new SqlPrinter(names, pretty).print(expr);
  } catch (error) {
    if (error instanceof Unprintable || error instanceof ConductError) return sql;
    throw error;
  }
}
