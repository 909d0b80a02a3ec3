/** Function calls: plain functions and function-style casts; aggregates are in aggregate-call.ts. */
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import { HYPOTHETICAL_RESULTS } from '../functions/aggregates.js';
import { functionStyleCast, isAggregateName, isFunctionName, isSetFunctionName, resolveFunction } from '../functions/registry.js';
import { SEQUENCE_FUNCTION_NAMES } from '../functions/sequence.js';
import { isWindowFunctionName } from '../functions/window.js';
import type { Expr } from '../plan/expr.js';
import type { FunctionCall } from '../sql/ast.js';
import { typeLabel } from '../types/type-name.js';
import { bindAggregate, FUNCTION_CHOICE_HINT, FUNCTION_HINT } from './aggregate-call.js';
import { type BindContext, errorAt } from './bind-context.js';
import { castExplicitly, coerceImplicitly, tryCoerce } from './coerce.js';
import { bindCollationFor } from './collate.js';
import { positionalCall } from './named-arguments.js';
import type { QueryLevel } from './query-level.js';
import { bindRangeConstructor } from './range-constructors.js';
import { fieldOfRow } from './records.js';
import { sequenceArguments } from './sequence-calls.js';
import { bindSelectSetCall, bindSelectUserSet } from './set-returning.js';
import { userCall } from './user-calls.js';
import { bindUserCall } from './user-functions.js';
import { bindWindowCall } from './window.js';

/** Functions that PostgreSQL has and that need machinery which is not here yet: named in 0A000 instead of "does not exist". */
const SET_RETURNING: ReadonlySet<string> = new Set(['generate_series', 'unnest', 'regexp_split_to_table', 'string_to_table', 'json_each']);
export function bindCall(context: BindContext, call: FunctionCall, level: QueryLevel): Expr {
  const own = userCall(context, call, level);
  if (own !== undefined) return own.definition.returnsSet ? bindSelectUserSet(context, own, call, level) : bindUserCall(context, own);
  const range = bindRangeConstructor(context, call, level);
  if (range !== undefined) return range;
  const node = positionalCall(context, call, level);
  const name = functionName(context, node);
  if (name === 'pg_collation_for') return bindCollationFor(context, node, level);
  if (node.over !== null) return bindWindowCall(context, node, name, level);
  if (isAggregateName(name) || (node.withinGroup && HYPOTHETICAL_RESULTS.has(name))) return bindAggregate(context, node, name, level);
  if (isSetFunctionName(name)) return bindSelectSetCall(context, node, level);
  if (SET_RETURNING.has(name)) throw notSupported(`set-returning function ${name}`, node.position);
  if (isWindowFunctionName(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `window function ${name} requires an OVER clause`, node.position);
  }
  const misuse = aggregateSyntax(node);
  if (misuse !== undefined && isFunctionName(name)) {
    throw errorAt(SQLSTATE.wrongObjectType, `${misuse} specified, but ${name} is not an aggregate function`, node.position);
  }
  const given = node.args.map((arg) => context.binders.expression(context, arg, level));
  const args = SEQUENCE_FUNCTION_NAMES.has(name) ? sequenceArguments(context, given) : given;
  const argTypes = args.map((arg) => arg.type);
  const resolution = resolveFunction(name, argTypes, node.variadic);
  if (resolution.kind === 'resolved') {
    const cast = args.map((arg, i) => coerceArgument(context, arg, known(resolution.casts[i], 'argument type')));
    const call = { kind: 'call', type: resolution.result, name: resolution.entry.name, args: cast } as const;
    return node.variadic ? { ...call, variadic: true } : call;
  }
  const [only] = args;
  const target = functionStyleCast(name, argTypes);
  if (target !== undefined && only !== undefined) return castExplicitly(context, only, target, node.position);
  // A field of a row is a function of it, too.
  const field = only === undefined || args.length > 1 ? undefined : fieldOfRow(only, name);
  if (field !== undefined) return field;
  const signature = `${node.name.join('.')}(${argTypes.map((type) => typeLabel(type)).join(', ')})`;
  if (resolution.kind === 'ambiguous') {
    throw errorAt(SQLSTATE.ambiguousFunction, `function ${signature} is not unique`, node.position, FUNCTION_CHOICE_HINT);
  }
  throw errorAt(SQLSTATE.undefinedFunction, `function ${signature} does not exist`, node.position, FUNCTION_HINT);
}

/** Functions over anything take text: values of other types go through their text form. */
function coerceArgument(context: BindContext, arg: Expr, type: Expr['type']): Expr {
  return tryCoerce(context, arg, type, 'implicit') ?? tryCoerce(context, arg, type, 'assignment') ?? coerceImplicitly(context, arg, type);
}

function functionName(context: BindContext, node: FunctionCall): string {
  const name = known(node.name[node.name.length - 1], 'function name');
  const schema = node.name.length > 1 ? node.name[node.name.length - 2] : undefined;
  const isSystem = schema === 'pg_catalog' || (schema === 'information_schema' && name.startsWith('_pg_'));
  if (schema !== undefined && !isSystem) {
    if (!context.catalog.hasSchema(schema)) throw errorAt(SQLSTATE.invalidSchemaName, `schema "${schema}" does not exist`, node.position);
    throw errorAt(SQLSTATE.undefinedFunction, `function ${node.name.join('.')} does not exist`, node.position, FUNCTION_HINT);
  }
  return name;
}

/** What only aggregates take. */
function aggregateSyntax(node: FunctionCall): string | undefined {
  if (node.distinct) return 'DISTINCT';
  if (node.withinGroup) return 'WITHIN GROUP';
  if (node.orderBy.length > 0) return 'ORDER BY';
  if (node.filter !== null) return 'FILTER';
  return undefined;
}
