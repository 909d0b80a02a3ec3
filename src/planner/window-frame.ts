/** Frames of windows: their offsets, and for RANGE which types of offsets a column can be moved by. */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Expr, SortKey } from '../plan/expr.js';
import type { FrameBound, WindowFrame } from '../plan/window.js';
import type { Expression, FrameBound as WrittenBound, WindowFrame as WrittenFrame } from '../sql/ast.js';
import { canCoerce } from '../types/coercion.js';
import type { SqlType, TypeKind } from '../types/sql-type.js';
import { TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { at, type BindContext, errorAt } from './bind-context.js';
import { coerceImplicitly, tryCoerce } from './coerce.js';
import type { QueryLevel } from './query-level.js';
import { someExpr } from './rewrite.js';

export function bindFrame(
  context: BindContext,
  written: WrittenFrame,
  order: readonly SortKey[],
  level: QueryLevel,
  position: number,
): WindowFrame {
  const offsets = 'offset' in written.start || 'offset' in written.end;
  if (written.mode === 'range' && offsets && order.length !== 1) {
    const message = 'RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column';
    throw errorAt(SQLSTATE.windowingError, message, position);
  }
  if (written.mode === 'groups' && order.length === 0) {
    throw errorAt(SQLSTATE.windowingError, 'GROUPS mode requires an ORDER BY clause', position);
  }
  const bound = (each: WrittenBound): FrameBound =>
    'offset' in each ? { kind: each.kind, offset: bindOffset(context, each, written.mode, order, level) } : each;
  return { mode: written.mode, start: bound(written.start), end: bound(written.end), exclude: written.exclude };
}

function bindOffset(
  context: BindContext,
  bound: WrittenBound & { readonly kind: 'preceding' | 'following' },
  mode: WindowFrame['mode'],
  order: readonly SortKey[],
  level: QueryLevel,
): Expr {
  const clause = mode.toUpperCase();
  const { offset: node } = bound;
  const position = leftEnd(node);
  const aggregates = level.aggregates.length;
  const expr = context.binders.expression(context, node, level);
  if (level.aggregates.length > aggregates) {
    throw errorAt(SQLSTATE.groupingError, `aggregate functions are not allowed in window ${clause}`, position);
  }
  const variable = someExpr(expr, (each) => each.kind === 'column' && context.ownerOf(each.id) === level);
  if (variable) throw errorAt(SQLSTATE.invalidColumnReference, `argument of ${clause} must not contain variables`, position);
  if (mode === 'range') return coerceRangeOffset(context, expr, known(order[0], 'sort key').expr.type, position);
  const offset = tryCoerce(context, expr, TYPES.int8, 'assignment');
  if (offset !== undefined) return offset;
  const message = `argument of ${clause} must be type bigint, not type ${typeLabel(expr.type)}`;
  throw new ConductError(SQLSTATE.datatypeMismatch, message, at(position));
}

/** PostgreSQL points where an expression begins. */
function leftEnd(node: Expression): number {
  let start = node;
  for (;;) {
    if (start.kind === 'cast') start = start.operand;
    else if (start.kind === 'operator' && start.left !== null) start = start.left;
    else return start.position;
  }
}

const INTERVAL: readonly TypeKind[] = ['interval'];

/** PostgreSQL's in_range functions: by what a column of the kind can be moved. */
const OFFSET_KINDS: { readonly [kind in TypeKind]?: readonly TypeKind[] } = {
  int2: ['int8', 'int4', 'int2'],
  int4: ['int8', 'int4', 'int2'],
  int8: ['int8'],
  float4: ['float8'],
  float8: ['float8'],
  numeric: ['numeric'],
  date: INTERVAL,
  time: INTERVAL,
  timetz: INTERVAL,
  timestamp: INTERVAL,
  timestamptz: INTERVAL,
  interval: INTERVAL,
};

function coerceRangeOffset(context: BindContext, offset: Expr, column: SqlType, position: number): Expr {
  const refuse = (message: string, hint?: string): Error =>
    errorAt(SQLSTATE.featureNotSupported, `RANGE with offset PRECEDING/FOLLOWING ${message}`, position, hint);
  const kinds = OFFSET_KINDS[column.kind];
  if (kinds === undefined) throw refuse(`is not supported for column type ${typeLabel(column)}`);
  const types = kinds.map((kind) => ({ kind }) as SqlType);
  const fitting = types.filter((type) => canCoerce(offset.type, type, 'implicit'));
  const preferred = offset.type.kind === 'unknown' ? column.kind : offset.type.kind;
  const chosen = fitting.find((type) => type.kind === preferred) ?? (fitting.length === 1 ? fitting[0] : undefined);
  const both = `column type ${typeLabel(column)} and offset type ${typeLabel(offset.type)}`;
  if (fitting.length === 0) throw refuse(`is not supported for ${both}`, 'Cast the offset value to an appropriate type.');
  if (chosen === undefined) throw refuse(`has multiple interpretations for ${both}`, 'Cast the offset value to the exact intended type.');
  return coerceImplicitly(context, offset, chosen.kind === 'numeric' ? TYPES.numeric : chosen);
}
