/** CREATE FUNCTION in SQL: kept as text, and bound in the place of its calls. */
import type { FunctionArgument, FunctionColumn, FunctionDef, PolymorphicName } from '../../catalog/catalog-object.js';
import { ConductError, notSupported, SQLSTATE } from '../../common/errors.js';
import type { Expr } from '../../plan/expr.js';
import type { TypeName } from '../../sql/ast.js';
import type { AlterFunctionStatement, CreateFunctionStatement } from '../../sql/definition-ast.js';
import { type SqlType, sameType, TYPES } from '../../types/sql-type.js';
import { typeLabel } from '../../types/type-name.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { parseStoredBody } from '../stored-expression.js';
import { checkedBody } from '../user-functions.js';
import { userType } from '../user-types.js';
import { type BoundDefinition, definition } from './bound-definition.js';
import { functionNamed } from './drop.js';
import { targetSchema } from './names.js';

export function bindCreateFunction(context: BindContext, statement: CreateFunctionStatement): BoundDefinition {
  const what = statement.procedure ? 'procedure' : 'function';
  const tag = `CREATE ${what.toUpperCase()}`;
  if (!LANGUAGES.has(statement.language)) {
    throw errorAt(SQLSTATE.undefinedObject, `language "${statement.language}" does not exist`, -1);
  }
  if (statement.language !== 'sql') throw notSupported(`a ${what} in language ${statement.language}`, statement.textStart);
  if (statement.body === null) throw errorAt(SQLSTATE.invalidFunctionDefinition, 'no function body specified', -1);
  const name = statement.name.at(-1) ?? '';
  const { schema, changes } = targetSchema(context, statement.name.at(-2) ?? null, 'permanent', -1);
  const args = statement.args
    .filter(({ mode }) => mode !== 'out' && mode !== 'table')
    .map((arg): FunctionArgument => ({ ...column(context, arg), default: arg.default, variadic: arg.mode === 'variadic' }));
  const outputs = statement.args
    .filter(({ mode }) => mode === 'out' || mode === 'inout' || mode === 'table')
    .map((arg) => column(context, arg));
  checkArguments(args, statement);
  const isTable = statement.args.some(({ mode }) => mode === 'table');
  const [first] = outputs;
  const written = statement.returns === null ? { type: TYPES.void } : valueType(context, statement.returns);
  const { type: returns, polymorphic: returnsPolymorphic } =
    outputs.length === 1 && first !== undefined
      ? first
      : outputs.length > 1
        ? { type: recordOf(outputs), polymorphic: undefined }
        : written;
  checkPolymorphic(args, [...outputs, written]);
  if (outputs.length > 0 && !isTable && statement.returns !== null && !sameType(written.type, returns) && written.type.kind !== 'record') {
    const expected = outputs.length > 1 ? 'record' : typeLabel(returns);
    throw errorAt(SQLSTATE.invalidFunctionDefinition, `function result type must be ${expected} because of OUT parameters`, -1);
  }
  const existing = context.catalog
    .findFunctions(schema, name)
    .find((each) => each.args.length === args.length && each.args.every((arg, i) => isSameArgument(arg, args[i])));
  if (existing !== undefined && !statement.orReplace) {
    throw errorAt(SQLSTATE.duplicateFunction, `${existing.kind} "${name}" already exists with same argument types`, -1);
  }
  if (existing !== undefined && !sameType(existing.returns, returns)) {
    throw errorAt(
      SQLSTATE.invalidFunctionDefinition,
      'cannot change return type of existing function',
      -1,
      `Use DROP FUNCTION ${name} first.`,
    );
  }
  if (existing !== undefined) checkReplaced(existing, args);
  const value: FunctionDef = {
    id: existing?.id ?? context.newObjectId(),
    schema,
    name,
    kind: what,
    args,
    returns,
    ...(returnsPolymorphic === undefined ? {} : { returnsPolymorphic }),
    returnsSet: isTable || statement.returns?.setOf === true,
    columns: outputs,
    body: statement.body,
    strict: statement.strict,
    volatility: statement.volatility,
    searchPath: context.searchPath,
    ...(context.uses.size === 0 ? {} : { uses: [...context.uses] }),
    ...(existing?.revision === undefined ? {} : { revision: existing.revision }),
  };
  checkBody(context, value);
  const kind = existing === undefined ? 'create' : 'alter';
  return definition(tag, { changes: [...changes, { kind, object: { kind: 'function', value } }] });
}

/** ALTER FUNCTION ... STRICT, IMMUTABLE and the like. */
export function bindAlterFunction(context: BindContext, statement: AlterFunctionStatement): BoundDefinition {
  const { object, name, args, strict, volatility } = statement;
  const found = functionNamed(context, object, name, args);
  if (found instanceof ConductError) throw found;
  const value: FunctionDef = { ...found, strict: strict ?? found.strict, volatility: volatility ?? found.volatility };
  return definition(`ALTER ${object.toUpperCase()}`, { changes: [{ kind: 'alter', object: { kind: 'function', value } }] });
}

/** Those that PostgreSQL comes with. */
const LANGUAGES: ReadonlySet<string> = new Set(['sql', 'plpgsql', 'c', 'internal']);

function checkArguments(args: readonly FunctionArgument[], statement: CreateFunctionStatement): void {
  const invalid = (message: string): ConductError => errorAt(SQLSTATE.invalidFunctionDefinition, message, -1);
  const inputs = args.map(({ name }) => name).filter((name) => name !== '');
  const results = statement.args.filter(({ mode }) => mode === 'out' || mode === 'table').map(({ name }) => name);
  const twice =
    inputs.find((name, i) => inputs.indexOf(name) !== i) ??
    results.find((name, i) => name !== '' && (results.indexOf(name) !== i || inputs.includes(name)));
  if (twice !== undefined) throw invalid(`parameter name "${twice}" used more than once`);
  if (args.some((arg, i) => arg.default === null && !arg.variadic && args.slice(0, i).some((before) => before.default !== null))) {
    throw invalid('input parameters after one with a default value must also have defaults');
  }
  if (args.slice(0, -1).some(({ variadic }) => variadic)) throw invalid('VARIADIC parameter must be the last input parameter');
  const last = args.at(-1);
  if (last?.variadic === true && last.type.kind !== 'array' && last.polymorphic?.endsWith('array') !== true) {
    throw invalid('VARIADIC parameter must be an array');
  }
}

const POLYMORPHIC: ReadonlySet<string> = new Set<PolymorphicName>([
  'anyelement',
  'anyarray',
  'anynonarray',
  'anyenum',
  'anycompatible',
  'anycompatiblearray',
  'anycompatiblenonarray',
  'anyrange',
  'anymultirange',
]);

function isPolymorphic(name: string): name is PolymorphicName {
  return POLYMORPHIC.has(name);
}

function valueType(context: BindContext, node: TypeName): { readonly type: SqlType; readonly polymorphic?: PolymorphicName } {
  const { name, arrayDimensions } = node;
  if (arrayDimensions === 0 && isPolymorphic(name)) return { type: TYPES.unknown, polymorphic: name };
  if (arrayDimensions === 0 && name === 'void') return { type: TYPES.void };
  if (name === 'trigger' || name === 'event_trigger') throw notSupported(`a function that returns ${name}`, node.position);
  const plain = { ...node, setOf: false };
  return { type: userType(context, plain)?.type ?? context.binders.typeName(context, plain) };
}

function column(context: BindContext, arg: CreateFunctionStatement['args'][number]): FunctionColumn {
  return { name: arg.name, ...valueType(context, arg.type) };
}

/** 42P13 for a result that no argument decides. */
function checkPolymorphic(args: readonly FunctionArgument[], results: readonly Pick<FunctionColumn, 'polymorphic'>[]): void {
  for (const { polymorphic } of results) {
    if (polymorphic === undefined) continue;
    const family = polymorphic.startsWith('anycompatible');
    if (args.some((arg) => arg.polymorphic !== undefined && arg.polymorphic.startsWith('anycompatible') === family)) continue;
    const inputs = family
      ? 'anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange, or anycompatiblemultirange'
      : 'anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange';
    throw errorAt(SQLSTATE.invalidFunctionDefinition, 'cannot determine result data type', -1).with({
      detail: `A result of type ${polymorphic} requires at least one input of type ${inputs}.`,
    });
  }
}

/** OR REPLACE keeps what calls may rely on. */
function checkReplaced({ name, args: before }: FunctionDef, args: readonly FunctionArgument[]): void {
  const hint = `Use DROP FUNCTION ${name} first.`;
  for (const [i, arg] of before.entries()) {
    const now = args[i];
    if (arg.name !== '' && now !== undefined && arg.name !== now.name) {
      throw errorAt(SQLSTATE.invalidFunctionDefinition, `cannot change name of input parameter "${arg.name}"`, -1, hint);
    }
    if (arg.default !== null && now?.default === null) {
      throw errorAt(SQLSTATE.invalidFunctionDefinition, 'cannot remove parameter defaults from existing function', -1, hint);
    }
  }
}

function isSameArgument(a: FunctionArgument, b: FunctionArgument | undefined): boolean {
  return b !== undefined && a.polymorphic === b.polymorphic && (a.polymorphic !== undefined || sameType(a.type, b.type));
}

/** Binds the body as a call would, over arguments that are NULL: what is wrong with it is said now. */
function checkBody(context: BindContext, definition: FunctionDef): void {
  const { args, returns, columns, returnsSet, body } = definition;
  // A statement of a procedure may need what one before it has made: it is bound when it runs.
  if (definition.kind === 'procedure') return;
  const statement = parseStoredBody(context, body);
  if (context.settings.get('check_function_bodies') === 'off' || args.some(({ polymorphic }) => polymorphic !== undefined)) return;
  if (statement !== null && statement.kind !== 'query' && (returns.kind === 'record' || returnsSet)) return;
  const values = args.map(({ type }): Expr => ({ kind: 'literal', type, value: null }));
  checkedBody(context, { definition, args: values, returns, columns });
}

function recordOf(fields: readonly { readonly name: string; readonly type: SqlType }[]): SqlType {
  return { kind: 'record', fields, named: null };
}
