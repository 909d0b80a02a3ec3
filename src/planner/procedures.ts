/** CALL: which procedure it means, and the statements of its body with the arguments in the places of their names. */
import type { FunctionDef } from '../catalog/catalog-object.js';
import { known } from '../common/assert.js';
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { CallStatement } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { BoundCall, BoundStatement } from './bound-statement.js';
import { mapPlans } from './map-plans.js';
import { makeProject } from './plan-nodes.js';
import { QueryLevel } from './query-level.js';
import { procedureCall } from './user-calls.js';
import { substituted, within } from './user-functions.js';

/** A procedure and the values of its arguments. */
export interface Routine {
  readonly definition: FunctionDef;
  readonly args: readonly Expr[];
}

export function bindCall(context: BindContext, { call }: CallStatement): BoundCall {
  const level = new QueryLevel(null, null);
  const found = procedureCall(context, call, level);
  const name = known(call.name.at(-1), 'procedure name');
  if (found === undefined) {
    const types = call.args.map((arg) => typeLabel(context.binders.expression(context, arg, level).type)).join(', ');
    const message = `procedure ${name}(${types}) does not exist`;
    const hint = 'No procedure matches the given name and argument types. You might need to add explicit type casts.';
    throw errorAt(SQLSTATE.undefinedFunction, message, call.position, hint);
  }
  const { definition, args } = found;
  if (definition.kind !== 'procedure') {
    const message = `${name}(${definition.args.map(({ type }) => typeLabel(type)).join(', ')}) is not a procedure`;
    throw errorAt(SQLSTATE.wrongObjectType, message, call.position, 'To call a function, use SELECT.');
  }
  if (definition.columns.length > 0) throw notSupported('CALL of a procedure with OUT parameters', call.position);
  const one = { kind: 'values', columns: [], rows: [[]] } as const;
  return {
    kind: 'call',
    definition,
    args: makeProject(
      context,
      one,
      args,
      args.map((_, index) => `argument ${index + 1}`),
    ),
  };
}

/** A statement of the body. */
export function bindInRoutine(context: BindContext, { definition, args }: Routine, bind: () => BoundStatement): BoundStatement {
  return within(context, { definition, args, returns: TYPES.void, columns: [] }, (_, values) =>
    mapPlans(bind(), (plan) => substituted(plan, values)),
  );
}
