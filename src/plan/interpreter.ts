/**
 * The plain interpreter of expressions: folds constants, evaluates VALUES, and is the oracle that compiled code is held
 * against. On a worker it computes the keys of indexes over expressions, and nothing else.
 */
import { AssertionError, assert, known, unreachable } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { callFunction } from '../functions/call.js';
import type { FunctionEntry } from '../functions/function-entry.js';
import { functionOf } from '../functions/registry.js';
import { castDatum } from '../types/cast.js';
import { compareDatums } from '../types/compare.js';
import type { Datum } from '../types/datum.js';
import type { CallExpr, ColumnId, Expr } from './expr.js';

/** Gives the value of a column in the current row. */
export type RowLookup = (id: ColumnId) => Datum;

/** For expressions without columns. */
export const NO_ROW: RowLookup = (id) => {
  throw new AssertionError(`column ${id} in a constant expression`);
};

/** The value of an expression in a row. 54001 when it is nested too deeply for the stack. */
export function evaluate(expr: Expr, row: RowLookup = NO_ROW): Datum {
  try {
    return value(expr, row);
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      throw new ConductError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded', { cause: error });
    }
    throw error;
  }
}

function value(expr: Expr, row: RowLookup): Datum {
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'column':
      return row(expr.id);
    case 'call':
      return callValue(expr, row);
    case 'cast':
      return castDatum(value(expr.arg, row), expr.arg.type, expr.type, expr.mode);
    case 'and':
      return listValue(expr.args, row, false);
    case 'or':
      return listValue(expr.args, row, true);
    case 'not': {
      const arg = value(expr.arg, row);
      return arg === null ? null : !asBool(arg);
    }
    case 'is-null':
      return value(expr.arg, row) === null;
    case 'is-distinct': {
      const left = value(expr.left, row);
      const right = value(expr.right, row);
      if (left === null || right === null) return left !== right;
      return compareDatums(expr.left.type, left, right) !== 0;
    }
    case 'case': {
      const branch = expr.branches.find(({ when }) => value(when, row) === true);
      if (branch !== undefined) return value(branch.then, row);
      return expr.otherwise === null ? null : value(expr.otherwise, row);
    }
    case 'coalesce': {
      for (const arg of expr.args) {
        const found = value(arg, row);
        if (found !== null) return found;
      }
      return null;
    }
    case 'in-list':
      return inListValue(expr.arg, expr.list, row);
    case 'param':
      throw new AssertionError(`parameter $${expr.index} was not replaced by its value`);
    case 'subquery':
      throw new AssertionError('a subquery was left in an expression');
    default:
      return unreachable(expr);
  }
}

function asBool(datum: Datum): boolean {
  assert(typeof datum === 'boolean', 'a condition is boolean');
  return datum;
}

/** AND (deciding = false) and OR (true): the first deciding argument ends it, else NULL if one was NULL. */
function listValue(args: readonly Expr[], row: RowLookup, deciding: boolean): Datum {
  let sawNull = false;
  for (const arg of args) {
    const each = value(arg, row);
    if (each === null) sawNull = true;
    else if (asBool(each) === deciding) return deciding;
  }
  return sawNull ? null : !deciding;
}

/** TRUE on a match, else NULL if the argument or an element was NULL, else FALSE. An empty list is FALSE. */
function inListValue(arg: Expr, list: readonly Expr[], row: RowLookup): Datum {
  if (list.length === 0) return false;
  const wanted = value(arg, row);
  if (wanted === null) return null;
  let sawNull = false;
  for (const element of list) {
    const each = value(element, row);
    if (each === null) sawNull = true;
    else if (compareDatums(arg.type, wanted, each) === 0) return true;
  }
  return sawNull ? null : false;
}

const entries = new WeakMap<CallExpr, FunctionEntry>();

function entryOf(expr: CallExpr): FunctionEntry {
  const cached = entries.get(expr);
  if (cached !== undefined) return cached;
  const entry = known(functionOf(expr), `function ${expr.name}(${expr.args.map((arg) => arg.type.kind).join(', ')})`);
  entries.set(expr, entry);
  return entry;
}

/** Chains such as `1 + 1 + ...` lean to the left: they are walked in a loop, so that their length costs no stack. */
function callValue(expr: CallExpr, row: RowLookup): Datum {
  const spine: CallExpr[] = [expr];
  let first = expr.args[0];
  while (first !== undefined && first.kind === 'call') {
    spine.push(first);
    first = first.args[0];
  }
  let result: Datum = first === undefined ? null : value(first, row);
  for (let index = spine.length - 1; index >= 0; index -= 1) {
    result = applyCall(known(spine[index], 'call'), result, row);
  }
  return result;
}

/** The first argument's value is there already; a call without arguments ignores it. */
function applyCall(expr: CallExpr, first: Datum, row: RowLookup): Datum {
  const entry = entryOf(expr);
  const args = expr.args.map((arg, index) => (index === 0 ? first : value(arg, row)));
  return callFunction(
    entry,
    args,
    expr.args.map((arg) => arg.type),
    expr.variadic === true,
  );
}
