/** Calls of PostgreSQL's own functions by the names of their arguments (`make_interval(days => 3)`): brought into positional order. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { Expression, FunctionCall } from '../sql/ast.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { QueryLevel } from './query-level.js';

/** Names of the arguments, with what those are that may be left out. */
interface Signature {
  readonly names: readonly string[];
  readonly defaults: readonly Expression[];
}

function signature(names: string, ...defaults: readonly (string | number | boolean)[]): Signature {
  return { names: names.split(' '), defaults: defaults.map(literal) };
}

function literal(value: string | number | boolean): Expression {
  if (typeof value === 'string') return { kind: 'string', value, position: -1 };
  return typeof value === 'number' ? { kind: 'integer', value, position: -1 } : { kind: 'boolean', value, position: -1 };
}

const JSON_PATH = signature('target path vars silent', '{}', false);

const SIGNATURES: ReadonlyMap<string, readonly Signature[]> = new Map([
  ['json_populate_record', [signature('base from_json use_json_as_text', false)]],
  ['json_populate_recordset', [signature('base from_json use_json_as_text', false)]],
  ['jsonb_insert', [signature('jsonb_in path replacement insert_after', false)]],
  ['jsonb_path_exists', [JSON_PATH]],
  ['jsonb_path_exists_tz', [JSON_PATH]],
  ['jsonb_path_match', [JSON_PATH]],
  ['jsonb_path_match_tz', [JSON_PATH]],
  ['jsonb_path_query', [JSON_PATH]],
  ['jsonb_path_query_array', [JSON_PATH]],
  ['jsonb_path_query_array_tz', [JSON_PATH]],
  ['jsonb_path_query_first', [JSON_PATH]],
  ['jsonb_path_query_first_tz', [JSON_PATH]],
  ['jsonb_path_query_tz', [JSON_PATH]],
  ['jsonb_set', [signature('jsonb_in path replacement create_if_missing', true)]],
  ['jsonb_set_lax', [signature('jsonb_in path replacement create_if_missing null_value_treatment', true, 'use_json_null')]],
  ['make_date', [signature('year month day')]],
  ['make_interval', [signature('years months weeks days hours mins secs', 0, 0, 0, 0, 0, 0, 0)]],
  ['make_time', [signature('hour min sec')]],
  ['make_timestamp', [signature('year month mday hour min sec')]],
  ['make_timestamptz', [signature('year month mday hour min sec'), signature('year month mday hour min sec timezone')]],
  ['parse_ident', [signature('str strict', true)]],
]);

/** The call without names. 42883 when the function has no such arguments. */
export function positionalCall(context: BindContext, node: FunctionCall, level: QueryLevel): FunctionCall {
  if (!node.args.some(({ kind }) => kind === 'named-argument')) return node;
  for (const each of SIGNATURES.get(known(node.name.at(-1), 'function name')) ?? []) {
    const args = ordered(each, node);
    if (args !== undefined) return { ...node, args };
  }
  const shown = node.args.map((arg) => {
    const value = context.binders.expression(context, arg.kind === 'named-argument' ? arg.value : arg, level);
    return arg.kind === 'named-argument' ? `${arg.name} => ${typeLabel(value.type)}` : typeLabel(value.type);
  });
  throw errorAt(SQLSTATE.undefinedFunction, `function ${node.name.join('.')}(${shown.join(', ')}) does not exist`, node.position);
}

function ordered({ names, defaults }: Signature, { args }: FunctionCall): readonly Expression[] | undefined {
  const slots = names.map((_, i): Expression | undefined => defaults[i - names.length + defaults.length]);
  const filled = new Set<number>();
  for (const [i, arg] of args.entries()) {
    const isNamed = arg.kind === 'named-argument';
    if (!isNamed && filled.size < i) throw errorAt(SQLSTATE.syntaxError, 'positional argument cannot follow named argument', arg.position);
    const at = isNamed ? names.indexOf(arg.name) : i;
    if (at < 0 || at >= names.length || filled.has(at)) return undefined;
    filled.add(at);
    slots[at] = isNamed ? arg.value : arg;
  }
  const found = slots.flatMap((slot) => (slot === undefined ? [] : [slot]));
  return found.length === names.length ? found : undefined;
}
