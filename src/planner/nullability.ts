/** Whether an expression can be NULL, as far as the binder knows. The optimizer knows more (statistics). */
import { unreachable } from '../common/assert.js';
import { functionOf } from '../functions/registry.js';
import type { Expr } from '../plan/expr.js';
import { typeCategory } from '../types/coercion.js';
import type { BindContext } from './bind-context.js';

export function canBeNull(context: BindContext, start: Expr): boolean {
  let expr = start;
  for (;;) {
    switch (expr.kind) {
      case 'literal':
        return expr.value === null;
      case 'column':
        return context.isNullable(expr.id);
      case 'param':
        return true;
      case 'cast':
        // An infinite timestamp has no time of day.
        if (expr.type.kind === 'time' || expr.type.kind === 'timetz') return true;
        expr = expr.arg;
        continue;
      case 'not':
        expr = expr.arg;
        continue;
      case 'call': {
        const entry = functionOf(expr);
        // A strict function gives NULL for NULL; whether it gives NULL for anything else is not said, except for operators.
        if (entry === undefined || !entry.strict || !/^[^a-z_]+$/.test(expr.name)) return true;
        const [first, ...others] = expr.args;
        // What does not meet has no point in common.
        if (first !== undefined && typeCategory(first.type.kind) === 'G') return true;
        if (first === undefined || others.some((arg) => canBeNull(context, arg))) return true;
        expr = first;
        continue;
      }
      case 'and':
      case 'or':
        return expr.args.some((arg) => canBeNull(context, arg));
      case 'is-null':
      case 'is-distinct':
        return false;
      case 'case': {
        const otherwise = expr.otherwise;
        return otherwise === null || canBeNull(context, otherwise) || expr.branches.some(({ then }) => canBeNull(context, then));
      }
      case 'coalesce':
        return expr.args.every((arg) => canBeNull(context, arg));
      case 'in-list':
        return canBeNull(context, expr.arg) || expr.list.some((item) => canBeNull(context, item));
      case 'subquery':
        return expr.mode !== 'exists';
      default:
        return unreachable(expr);
    }
  }
}
