/** Calls of the constructors that come with the user's range types: r(1, 2), r(1, 2, '[]') and those of their multiranges. */
import { known } from '../common/assert.js';
import { MAKE_MULTIRANGE, MAKE_RANGE } from '../functions/range.js';
import type { Expr } from '../plan/expr.js';
import type { FunctionCall } from '../sql/ast.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import type { BindContext } from './bind-context.js';
import { tryCoerce } from './coerce.js';
import type { QueryLevel } from './query-level.js';
import { sqlTypeOf } from './user-types.js';

/** undefined: no range type is called so, or its constructors do not take these arguments. */
export function bindRangeConstructor(context: BindContext, node: FunctionCall, level: QueryLevel): Expr | undefined {
  if (context.catalog.types.length === 0) return undefined;
  const schema = context.schemaName(node.name.at(-2) ?? null);
  const found = context.catalog.findType(schema, known(node.name.at(-1), 'function name'), context.searchPath);
  if (found === undefined) return undefined;
  const type = sqlTypeOf(found);
  if (type.kind !== 'range' && type.kind !== 'multirange') return undefined;
  const args = node.args.map((arg) => context.binders.expression(context, arg, level));
  const wanted = (index: number): SqlType => (type.kind === 'multirange' ? type.range : index < 2 ? type.subtype : TYPES.text);
  if (type.kind === 'range' && (args.length < 2 || args.length > 3)) return undefined;
  const cast = args.flatMap((arg, index) => tryCoerce(context, arg, wanted(index), 'implicit') ?? []);
  if (cast.length < args.length) return undefined;
  context.uses.add(found.id);
  const model: Expr = { kind: 'literal', type, value: null };
  const brackets: Expr[] = type.kind === 'range' && args.length === 2 ? [{ kind: 'literal', type: TYPES.text, value: '[)' }] : [];
  const name = type.kind === 'range' ? MAKE_RANGE : MAKE_MULTIRANGE;
  return { kind: 'call', type, name, args: [model, ...cast, ...brackets] };
}
