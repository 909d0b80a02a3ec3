/**
 * read_parquet('...') and its kin in FROM: constant arguments make a call, and the call stands for a table that the environment knows. The
 * binder does not look at files: where the environment does not know the call yet, it says so by FilesNeeded, and is run again.
 */
import type { FileCall, FileFormat, FileOptionValue } from '../catalog/file-source.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Expression, FunctionItem } from '../sql/ast.js';
import { type Datum, isArrayValue } from '../types/datum.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundRelation } from './bound-relation.js';
import { foldConstant, isFoldable } from './constant.js';
import { FilesNeeded } from './files-needed.js';
import type { QueryLevel } from './query-level.js';
import { bindTypeName } from './type-names.js';

const FORMATS: ReadonlyMap<string, FileFormat> = new Map([
  ['read_parquet', 'parquet'],
  ['read_csv', 'csv'],
  ['read_json', 'json'],
  ['read_arrow', 'arrow'],
]);

/** undefined: the item is no such call. */
export function bindFileItem(context: BindContext, item: FunctionItem, level: QueryLevel): BoundRelation | undefined {
  const [only, second] = item.functions;
  const call = only?.call;
  if (call?.kind !== 'call') return undefined;
  const format = FORMATS.get(call.name.at(-1) ?? '');
  const schema = call.name.at(-2);
  if (format === undefined || (schema !== undefined && schema !== 'pg_catalog')) return undefined;
  if (second !== undefined || item.ordinality) throw notSupported(`read_${format} in ROWS FROM or WITH ORDINALITY`, item.position);
  const fileCall: FileCall = {
    format,
    ...readArguments(context, call.args, level, call.position),
    columns: item.columns.length === 0 ? null : item.columns.map(({ name, type }) => ({ name, type: bindTypeName(context, type) })),
  };
  const table = context.findFiles(fileCall);
  if (table === undefined) throw new FilesNeeded(fileCall, call.position);
  const columns = table.columns.map(({ name, type, notNull }) => context.newColumn(name, type, !notNull));
  const plan = { kind: 'get' as const, columns, table, ordinals: columns.map((_, ordinal) => ordinal), alias: item.alias?.name ?? '' };
  return { plan, columns: columns.map((column) => ({ name: column.name, column, ...context.originOf(column.id) })) };
}

function readArguments(
  context: BindContext,
  args: readonly Expression[],
  level: QueryLevel,
  position: number,
): Pick<FileCall, 'paths' | 'options'> {
  const [first, ...rest] = args;
  if (first === undefined || first.kind === 'named-argument')
    throw errorAt(SQLSTATE.undefinedFunction, 'the path of the files is missing', position);
  const paths = pathsOf(constant(context, first, level), position);
  const options = new Map<string, FileOptionValue>();
  for (const arg of rest) {
    if (arg.kind !== 'named-argument') {
      const hint = "Options are given by name, such as header => true. Several paths are an array: ARRAY['a', 'b'].";
      throw errorAt(SQLSTATE.undefinedFunction, 'only the path is given by position', position, hint);
    }
    if (options.has(arg.name)) throw errorAt(SQLSTATE.syntaxError, `argument name "${arg.name}" used more than once`, arg.position);
    options.set(arg.name, optionValue(constant(context, arg.value, level), arg.position));
  }
  return { paths, options };
}

function constant(context: BindContext, node: Expression, level: QueryLevel): Datum {
  const expr: Expr = context.binders.expression(context, node, level);
  if (!isFoldable(expr)) throw notSupported('an argument that is not constant, of a function that reads files', context.positionOf(expr));
  return foldConstant(expr);
}

function pathsOf(value: Datum, position: number): readonly string[] {
  const paths = typeof value === 'string' ? [value] : value !== null && isArrayValue(value) ? value.elements : [];
  const texts = paths.filter((path) => typeof path === 'string' && path !== '');
  if (texts.length === 0 || texts.length < paths.length) {
    throw errorAt(SQLSTATE.invalidParameterValue, 'the path of the files is a text or an array of texts', position);
  }
  return texts.map((path) => known(typeof path === 'string' ? path : undefined, 'path'));
}

function optionValue(value: Datum, position: number): FileOptionValue {
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value !== null && isArrayValue(value) && value.elements.every((element) => typeof element === 'string')) {
    return value.elements.map(String);
  }
  throw errorAt(SQLSTATE.invalidParameterValue, 'an option is a text, a number, a Boolean value or an array of texts', position);
}
