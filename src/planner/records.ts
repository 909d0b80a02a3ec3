/** Syntax of composite values: ROW(...), (r).field, whole rows of tables, tests for NULL. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import type { CallExpr, Expr } from '../plan/expr.js';
import type { Indirection, IndirectionStep, RowConstructor } from '../sql/ast.js';
import type { RecordType, SqlType } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { bindSubscripts } from './arrays.js';
import { type BindContext, errorAt } from './bind-context.js';
import { resolveUnknown } from './coerce.js';
import type { QueryLevel } from './query-level.js';

/** ROW(a, b) as a value: an anonymous record with fields f1, f2, ... */
export function bindRow(context: BindContext, node: RowConstructor, level: QueryLevel): Expr {
  const items = node.items.flatMap((item): readonly Expr[] => {
    const expr = resolveUnknown(context, context.binders.expression(context, item, level));
    // ROW(t.*, 1) has the columns of t as fields of its own.
    const { type } = expr;
    if (item.kind !== 'star' || type.kind !== 'record') return [expr];
    return type.fields.map((_, index) => fieldAt(expr, type, index));
  });
  return rowOf(items);
}

export function rowOf(items: readonly Expr[]): Expr {
  const fields = items.map((item, index) => ({ name: `f${index + 1}`, type: item.type }));
  return { kind: 'call', type: { kind: 'record', fields, named: null }, name: '$row', args: items };
}

/** A row of a table, as one value. */
export function wholeRow(type: RecordType, columns: readonly Expr[]): Expr {
  return { kind: 'call', type, name: '$row', args: columns };
}

/** A row of a table that an outer join may not have found: NULL then. A row of NULLs alone is taken for one that is not there. */
export function optionalRow(row: Expr, columns: readonly Expr[]): Expr {
  const tests = columns.map((arg): Expr => ({ kind: 'is-null', type: TYPES.bool, arg }));
  const when = tests.length === 1 ? known(tests[0], 'column') : ({ kind: 'and', type: TYPES.bool, args: tests } as const);
  return { kind: 'case', type: row.type, branches: [{ when, then: { kind: 'literal', type: row.type, value: null } }], otherwise: row };
}

/** x[1], (x).f, (x).f[2].g: subscripts side by side are one step. */
export function bindIndirection(context: BindContext, node: Indirection, level: QueryLevel): Expr {
  let expr = resolveUnknown(context, context.binders.expression(context, node.operand, level));
  let at = 0;
  while (at < node.steps.length) {
    const step = known(node.steps[at], 'step');
    if (step.kind === 'field') {
      expr = fieldOf(context, expr, step.name, node.position);
      at += 1;
    } else if (step.kind === 'all') {
      throw errorAt(SQLSTATE.syntaxError, 'row expansion via "*" is not supported here', node.position);
    } else {
      const run = subscriptRun(node.steps, at);
      expr = bindSubscripts(context, expr, run, level, node.position);
      at += run.length;
    }
  }
  return expr;
}

export function subscriptRun(steps: readonly IndirectionStep[], from: number): readonly IndirectionStep[] {
  let end = from;
  while (steps[end]?.kind === 'index' || steps[end]?.kind === 'slice') end += 1;
  return steps.slice(from, end);
}

/** A field by name, or undefined. */
export function fieldOfRow(record: Expr, name: string): Expr | undefined {
  const { type } = record;
  if (type.kind !== 'record') return undefined;
  const index = type.fields.findIndex((field) => field.name === name);
  return index < 0 ? undefined : fieldAt(record, type, index);
}

/** A field by name. 42703 when there is none. */
function fieldOf(context: BindContext, record: Expr, name: string, position: number): Expr {
  const { type } = record;
  if (type.kind !== 'record') {
    throw errorAt(
      SQLSTATE.wrongObjectType,
      `column notation .${name} applied to type ${typeLabel(type)}, which is not a composite type`,
      position,
    );
  }
  const field = fieldOfRow(record, name) ?? context.binders.rowFunction(context, record, name);
  if (field !== undefined) return field;
  if (type.named === null) {
    throw errorAt(SQLSTATE.undefinedColumn, `could not identify column "${name}" in record data type`, position);
  }
  throw errorAt(SQLSTATE.undefinedColumn, `column "${name}" not found in data type ${typeLabel(type)}`, position);
}

export function fieldAt(record: Expr, type: RecordType, index: number): Expr {
  // A row that is made here has its fields at hand.
  if (record.kind === 'call' && record.name === '$row') return known(record.args[index], 'field');
  // The fields of a row that is not there are NULL as well.
  if (record.kind === 'case' && record.otherwise !== null && record.otherwise.kind === 'call' && record.otherwise.name === '$row') {
    const [branch, other] = record.branches;
    if (
      branch?.then.kind === 'literal' &&
      branch.then.value === null &&
      other === undefined &&
      isOptionalRow(branch.when, record.otherwise.args)
    ) {
      return known(record.otherwise.args[index], 'field');
    }
  }
  const fieldType: SqlType = known(type.fields[index], 'field').type;
  const number: Expr = { kind: 'literal', type: TYPES.int4, value: index };
  return { kind: 'call', type: fieldType, name: '$field', args: [record, number] };
}

/** Whether the test is that of `optionalRow`. */
function isOptionalRow(when: Expr, columns: readonly Expr[]): boolean {
  const tests = when.kind === 'and' ? when.args : [when];
  return tests.length === columns.length && tests.every((test, at) => test.kind === 'is-null' && test.arg === columns[at]);
}

/** (x).*: undefined unless the last step is one. */
export function bindFieldExpansion(
  context: BindContext,
  node: Indirection,
  level: QueryLevel,
): readonly { readonly name: string; readonly expr: Expr }[] | undefined {
  if (node.steps.at(-1)?.kind !== 'all') return undefined;
  const inner = node.steps.length === 1 ? node.operand : { ...node, steps: node.steps.slice(0, -1) };
  const record = context.binders.expression(context, inner, level);
  const { type } = record;
  if (type.kind !== 'record') {
    throw errorAt(SQLSTATE.wrongObjectType, `type ${typeLabel(type)} is not composite`, node.position);
  }
  if (type.fields.length === 0 && type.named === null && !isRowCall(record)) {
    throw errorAt(SQLSTATE.undefinedColumn, 'record type has not been registered', node.position);
  }
  return type.fields.map(({ name }, index) => ({ name, expr: fieldAt(record, type, index) }));
}

function isRowCall(expr: Expr): expr is CallExpr {
  return expr.kind === 'call' && expr.name === '$row';
}

/** A record IS NULL when all of its fields are, and IS NOT NULL when none is; undefined for other types. */
export function recordNullTest(arg: Expr, negated: boolean): Expr | undefined {
  if (arg.type.kind !== 'record') return undefined;
  return { kind: 'call', type: TYPES.bool, name: negated ? '$record_is_not_null' : '$record_is_null', args: [arg] };
}
