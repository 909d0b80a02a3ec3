/**
 * Collations. All text is in the order of its bytes, so that "C", "POSIX" and the default are the same order here: COLLATE names one of
 * them, checks that its operand is text, and changes nothing else.
 */
import { notSupported, SQLSTATE } from '../common/errors.js';
import type { Expr } from '../plan/expr.js';
import type { Collate, Expression, FunctionCall, Operator, QualifiedName } from '../sql/ast.js';
import { type SqlType, TYPES } from '../types/sql-type.js';
import { typeLabel } from '../types/type-name.js';
import { type BindContext, errorAt } from './bind-context.js';
import type { QueryLevel } from './query-level.js';

const COLLATIONS: ReadonlySet<string> = new Set(['C', 'POSIX', 'default', 'ucs_basic', 'C.UTF-8', 'C.utf8']);
const COLLATABLE: ReadonlySet<string> = new Set(['text', 'varchar', 'char', 'name']);

function isCollatable(type: SqlType): boolean {
  return COLLATABLE.has(type.kind === 'array' ? type.element.kind : type.kind);
}

/** 42704 for a name that PostgreSQL has no collation of, 0A000 for one that orders otherwise, 42804 for a type that is no text. */
export function checkCollation(collation: QualifiedName, type: SqlType, position: number): void {
  const name = collation.at(-1) ?? '';
  if (!isCollatable(type)) {
    throw errorAt(SQLSTATE.datatypeMismatch, `collations are not supported by type ${typeLabel(type)}`, position);
  }
  if (COLLATIONS.has(name)) return;
  if (name.endsWith('-x-icu')) throw notSupported(`collation "${name}"`, position);
  throw errorAt(SQLSTATE.undefinedObject, `collation "${collation.join('.')}" for encoding "UTF8" does not exist`, position);
}

export function bindCollate(context: BindContext, node: Collate, level: QueryLevel): Expr {
  const operand = context.binders.expression(context, node.operand, level);
  checkCollation(node.collation, operand.type.kind === 'unknown' ? TYPES.text : operand.type, node.position);
  return operand;
}

/** 42P21 for operands that name two collations. */
export function checkSameCollation({ left, right, position }: Operator): void {
  const [first, second] = [explicitCollation(left), explicitCollation(right)];
  if (first === undefined || second === undefined || first === second) return;
  throw errorAt(
    SQLSTATE.collationMismatch,
    `collation mismatch between explicit collations "${first}" and "${second}"`,
    right.kind === 'collate' ? right.position : position,
  );
}

function explicitCollation(node: Expression | null): string | undefined {
  if (node?.kind === 'collate') return node.collation.at(-1);
  if (node?.kind === 'operator' && node.operator === '||') return explicitCollation(node.left) ?? explicitCollation(node.right);
  return undefined;
}

/** COLLATION FOR (x): the name as it would be written, NULL for an untyped literal. */
export function bindCollationFor(context: BindContext, node: FunctionCall, level: QueryLevel): Expr {
  const [arg] = node.args;
  if (arg === undefined || node.args.length > 1) {
    throw errorAt(SQLSTATE.undefinedFunction, 'function pg_collation_for() does not exist', node.position);
  }
  const { type } = context.binders.expression(context, arg, level);
  if (type.kind !== 'unknown' && !isCollatable(type)) {
    throw errorAt(SQLSTATE.datatypeMismatch, `collations are not supported by type ${typeLabel(type)}`, -1);
  }
  const inherent = type.kind === 'unknown' ? null : type.kind === 'name' ? '"C"' : '"default"';
  const named = explicitCollation(arg);
  return { kind: 'literal', type: TYPES.text, value: named === undefined ? inherent : `"${named}"` };
}
