/** Assignments to parts of a column: a[1] = x, a[1:2] = x, c.f = x, in any depth: the column's whole new value. */
import { known } from '../common/assert.js';
import { SQLSTATE } from '../common/errors.js';
import { elementOf } from '../functions/signature.js';
import type { Expr } from '../plan/expr.js';
import type { IndirectionStep } from '../sql/ast.js';
import { arrayOf, type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { bindArrayAssignment, bindSubscripts } from './arrays.js';
import { type BindContext, errorAt } from './bind-context.js';
import { tryCoerce } from './coerce.js';
import type { QueryLevel } from './query-level.js';
import { fieldAt, subscriptRun } from './records.js';
import { duplicateExpr } from './rewrite.js';

interface Place {
  readonly context: BindContext;
  readonly level: QueryLevel;
  /** The column's name, for errors. */
  readonly name: string;
  readonly position: number;
}

/** `base` with the part that the steps lead to replaced by the value. */
export function assignPart(place: Place, base: Expr, steps: readonly IndirectionStep[], value: Expr): Expr {
  const { context, level, position } = place;
  const [first] = steps;
  if (first === undefined) return coerceValue(place, value, base.type);
  const again = (): Expr => duplicateExpr(base, () => context.newId());
  if (first.kind === 'index' || first.kind === 'slice') {
    const run = subscriptRun(steps, 0);
    const rest = steps.slice(run.length);
    const inner = rest.length === 0 ? value : assignPart(place, bindSubscripts(context, again(), run, level, position), rest, value);
    return bindArrayAssignment(context, base, run, inner, level, position);
  }
  if (first.kind === 'all') throw errorAt(SQLSTATE.syntaxError, 'row expansion via "*" is not supported here', position);
  const { type } = base;
  if (type.kind !== 'record') {
    const message = `cannot assign to field "${first.name}" of column "${place.name}" because its type ${typeLabel(type)} is not a composite type`;
    throw errorAt(SQLSTATE.datatypeMismatch, message, position);
  }
  const index = type.fields.findIndex((field) => field.name === first.name);
  if (index < 0) {
    const message = `cannot assign to field "${first.name}" of column "${place.name}" because there is no such column in data type ${typeLabel(type)}`;
    throw errorAt(SQLSTATE.undefinedColumn, message, position);
  }
  const field = assignPart({ ...place, name: first.name }, fieldAt(again(), type, index), steps.slice(1), value);
  const number: Expr = { kind: 'literal', type: TYPES.int4, value: index };
  return { kind: 'call', type, name: '$record_set', args: [base, number, field] };
}

function coerceValue({ context, name, position }: Place, value: Expr, type: SqlType): Expr {
  const coerced = tryCoerce(context, value, type, 'assignment');
  if (coerced !== undefined) return coerced;
  const message = `subfield "${name}" is of type ${typeLabel(type)} but expression is of type ${typeLabel(value.type)}`;
  throw errorAt(SQLSTATE.datatypeMismatch, message, position, 'You will need to rewrite or cast the expression.');
}

/** The type of the part, as far as it can be told without binding: what untyped literals for it are read as. */
export function partType(type: SqlType, steps: readonly IndirectionStep[]): SqlType | undefined {
  const [first] = steps;
  if (first === undefined) return type;
  if (first.kind === 'index' || first.kind === 'slice') {
    const run = subscriptRun(steps, 0);
    const element = elementOf(type);
    if (element === null) return undefined;
    return partType(run.some((step) => step.kind === 'slice') ? arrayOf(element) : element, steps.slice(run.length));
  }
  if (first.kind === 'all' || type.kind !== 'record') return undefined;
  const field = type.fields.find(({ name }) => name === first.name);
  return field === undefined ? undefined : partType(known(field, 'field').type, steps.slice(1));
}
