/**
 * Plans that only the conductor can run: what they evaluate over rows needs the catalog, which workers do not have. These are functions about
 * objects, and names of objects as values: `oid::regclass::text`.
 */
import { CATALOG_FUNCTION_NAMES, CATALOG_SET_NAMES } from '../functions/catalog-functions.js';
import type { Expr } from '../plan/expr.js';
import type { LogicalPlan } from '../plan/logical.js';
import type { SqlType } from '../types/sql-type.js';
import { someExpr } from './expressions.js';
import { expressionsOf, inputsOf } from './plans.js';

export function needsConductor(plan: LogicalPlan): boolean {
  if (plan.kind === 'table-function' && plan.functions.some(({ name }) => CATALOG_SET_NAMES.has(name))) return true;
  return expressionsOf(plan).some((expr) => someExpr(expr, needsCatalog)) || inputsOf(plan).some(needsConductor);
}

function needsCatalog(expr: Expr): boolean {
  if (expr.kind === 'call') return CATALOG_FUNCTION_NAMES.has(expr.name);
  return expr.kind === 'cast' && ((isName(expr.type) && isText(expr.arg.type)) || (isName(expr.arg.type) && isText(expr.type)));
}

function isName(type: SqlType): boolean {
  return type.kind === 'array' ? isName(type.element) : type.kind.startsWith('reg');
}

function isText(type: SqlType): boolean {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'unknown':
      return true;
    case 'array':
      return isText(type.element);
    default:
      return false;
  }
}
