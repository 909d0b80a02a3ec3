/**
 * TABLESAMPLE: each row is taken with the given probability. With REPEATABLE by a hash of the row's number and the seed, else by
 * chance. SYSTEM takes rows, too: what it would take whole, pages, are no unit here.
 */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';
import { isFunctionName } from '../functions/registry.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { TableSample } from '../sql/ast.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import { castExplicitly, tryCoerce } from './coerce.js';
import { foldConstant, isFoldable } from './constant.js';
import { columnExpr, makeFilter } from './plan-nodes.js';
import type { QueryLevel } from './query-level.js';

export function bindSample(context: BindContext, sample: TableSample, plan: LogicalPlan, level: QueryLevel): LogicalPlan {
  if (sample.method !== 'bernoulli' && sample.method !== 'system') {
    throw errorAt(SQLSTATE.undefinedObject, `tablesample method ${sample.method} does not exist`, sample.position);
  }
  const [percentage, ...others] = sample.args;
  if (percentage === undefined || others.length > 0) {
    const message = `tablesample method ${sample.method} requires 1 argument, not ${sample.args.length}`;
    throw errorAt(SQLSTATE.invalidTablesampleArgument, message, sample.position);
  }
  const bound = context.binders.expression(context, percentage, level);
  const share = tryCoerce(context, bound, TYPES.float4, 'implicit') ?? tryCoerce(context, bound, TYPES.float4, 'assignment');
  if (share === undefined) {
    const message = `cannot cast type ${typeLabel(bound.type)} to real`;
    throw errorAt(SQLSTATE.cannotCoerce, message, percentage.position);
  }
  if (!isFoldable(share)) throw notSupported('TABLESAMPLE with an argument that is no constant', percentage.position);
  const value = foldConstant(share);
  if (typeof value !== 'number') {
    throw new ConductError(SQLSTATE.invalidTablesampleArgument, 'TABLESAMPLE parameter cannot be null', at(percentage.position));
  }
  if (!(value >= 0 && value <= 100)) {
    throw new ConductError(SQLSTATE.invalidTablesampleArgument, 'sample percentage must be between 0 and 100');
  }
  if (value === 100) return plan;
  const none: Expr = { kind: 'literal', type: TYPES.bool, value: false };
  if (value === 0) return makeFilter(plan, none);
  return sample.repeatable === null
    ? byChance(plan, value, sample.position)
    : byHash(context, plan, value, seedOf(context, sample.repeatable, level));
}

function byChance(plan: LogicalPlan, share: number, position: number): LogicalPlan {
  if (!isFunctionName('random')) throw notSupported('TABLESAMPLE without REPEATABLE', position);
  const random: Expr = { kind: 'call', type: TYPES.float8, name: 'random', args: [] };
  const limit: Expr = { kind: 'literal', type: TYPES.float8, value: share / 100 };
  return makeFilter(plan, { kind: 'call', type: TYPES.bool, name: '<', args: [random, limit] });
}

function seedOf(context: BindContext, node: NonNullable<TableSample['repeatable']>, level: QueryLevel): bigint {
  const seed = castExplicitly(context, context.binders.expression(context, node, level), TYPES.float8, node.position);
  if (!isFoldable(seed)) throw notSupported('REPEATABLE with an argument that is no constant', node.position);
  const value = foldConstant(seed);
  if (typeof value !== 'number') {
    throw new ConductError(SQLSTATE.invalidTablesampleRepeat, 'TABLESAMPLE REPEATABLE parameter cannot be null', at(node.position));
  }
  return Number.isFinite(value) ? BigInt(Math.trunc(value * 1000)) % MODULUS : 0n;
}

/** A prime: numbers of rows that follow each other are spread over all residues by the factor. */
const MODULUS = 1_000_003n;
const FACTOR = 48_271n;

function byHash(context: BindContext, plan: LogicalPlan, share: number, seed: bigint): LogicalPlan {
  const row = context.newColumn('row', TYPES.int8, false);
  const numbered: LogicalPlan = { kind: 'row-id', columns: [...plan.columns, row], input: plan };
  const number = (value: bigint): Expr => ({ kind: 'literal', type: TYPES.int8, value });
  const call = (name: string, left: Expr, right: Expr): Expr => ({ kind: 'call', type: TYPES.int8, name, args: [left, right] });
  const start = call('*', call('%', columnExpr(row), number(MODULUS)), number(FACTOR));
  const hash = call('%', call('+', start, number((seed + MODULUS) % MODULUS)), number(MODULUS));
  const limit = number(BigInt(Math.round((share / 100) * Number(MODULUS))));
  const kept = makeFilter(numbered, { kind: 'call', type: TYPES.bool, name: '<', args: [hash, limit] });
  return { kind: 'project', columns: plan.columns, input: kept, exprs: plan.columns.map(columnExpr) };
}
