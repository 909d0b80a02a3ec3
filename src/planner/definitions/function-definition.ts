/** CREATE FUNCTION in SQL: kept as text, and bound in the place of its calls. */
import type { FunctionArgument, FunctionDef } from '../../catalog/catalog-object.js';
import { notSupported, SQLSTATE } from '../../common/errors.js';
import type { TypeName } from '../../sql/ast.js';
import type { CreateFunctionStatement } from '../../sql/definition-ast.js';
import { type SqlType, sameType, TYPES } from '../../types/sql-type.js';
import { type BindContext, errorAt } from '../bind-context.js';
import { userType } from '../user-types.js';
import { type BoundDefinition, definition } from './bound-definition.js';
import { targetSchema } from './names.js';

export function bindCreateFunction(context: BindContext, statement: CreateFunctionStatement): BoundDefinition {
  const what = statement.procedure ? 'procedure' : 'function';
  const tag = `CREATE ${what.toUpperCase()}`;
  if (statement.language !== 'sql') throw notSupported(`a ${what} in language ${statement.language}`, statement.textStart);
  if (statement.procedure) throw notSupported('CREATE PROCEDURE', statement.textStart);
  if (statement.body === null) throw notSupported('a function body in the statement itself', statement.textStart);
  const name = statement.name.at(-1) ?? '';
  const { schema, changes } = targetSchema(context, statement.name.at(-2) ?? null, 'permanent', -1);
  const type = (node: TypeName): SqlType =>
    userType(context, { ...node, setOf: false })?.type ?? context.binders.typeName(context, { ...node, setOf: false });
  const args = statement.args
    .filter(({ mode }) => mode !== 'out' && mode !== 'table')
    .map((arg): FunctionArgument => ({ name: arg.name, type: type(arg.type), default: arg.default, variadic: arg.mode === 'variadic' }));
  if (args.some(({ variadic }) => variadic)) throw notSupported('VARIADIC arguments of a function in SQL', statement.textStart);
  const outputs = statement.args
    .filter(({ mode }) => mode === 'out' || mode === 'inout' || mode === 'table')
    .map((arg) => ({ name: arg.name, type: type(arg.type) }));
  const isTable = statement.args.some(({ mode }) => mode === 'table');
  const [first] = outputs;
  const returns =
    outputs.length === 1 && first !== undefined
      ? first.type
      : outputs.length > 1
        ? recordOf(outputs)
        : statement.returns === null
          ? TYPES.void
          : type(statement.returns);
  const existing = context.catalog
    .findFunctions(schema, name)
    .find((each) => each.args.length === args.length && each.args.every((arg, i) => sameType(arg.type, args[i]?.type ?? TYPES.void)));
  if (existing !== undefined && !statement.orReplace) {
    throw errorAt(SQLSTATE.duplicateFunction, `function "${name}" already exists with same argument types`, -1);
  }
  if (existing !== undefined && !sameType(existing.returns, returns)) {
    throw errorAt(
      SQLSTATE.invalidFunctionDefinition,
      'cannot change return type of existing function',
      -1,
      `Use DROP FUNCTION ${name} first.`,
    );
  }
  const value: FunctionDef = {
    id: existing?.id ?? context.newObjectId(),
    schema,
    name,
    kind: what,
    args,
    returns,
    returnsSet: isTable || statement.returns?.setOf === true,
    columns: outputs,
    body: statement.body,
    strict: statement.strict,
    volatility: statement.volatility,
    searchPath: context.searchPath,
    ...(context.uses.size === 0 ? {} : { uses: [...context.uses] }),
    ...(existing?.revision === undefined ? {} : { revision: existing.revision }),
  };
  const kind = existing === undefined ? 'create' : 'alter';
  return definition(tag, { changes: [...changes, { kind, object: { kind: 'function', value } }] });
}

function recordOf(fields: readonly { readonly name: string; readonly type: SqlType }[]): SqlType {
  return { kind: 'record', fields, named: null };
}
