/**
 * Filters that name one value of each column that a table is distributed by: all rows that they let through are in one bucket, so that one
 * worker has them and no other is asked. Right since values that SQL calls equal have one hash, whatever their types.
 *
 *     select note from orders where id = 7       -- distributed by id
 *
 * Not so: `id = 7 or id = 8`, `id > 7`.
 */
import { known } from '../../common/assert.js';
import { hashRows } from '../../plan/batch-rows.js';
import { batchColumn, batchFromRows } from '../../plan/datum-batch.js';
import type { ColumnId, Expr, LiteralExpr } from '../../plan/expr.js';
import { bucketOfHash } from '../../plan/hash.js';
import type { GetPlan } from '../../plan/logical.js';
import { keyColumn } from '../columns.js';

/** Name and off switch of the choice. */
export const READ_ONE_BUCKET = 'read-one-bucket';

/** The worker that holds all rows that pass the filters, where they say so. */
export function workerOfRows({ table, columns, ordinals }: GetPlan, filters: readonly Expr[]): string | null {
  if (table.distribution.kind !== 'hash') return null;
  const literals: LiteralExpr[] = [];
  for (const ordinal of table.distribution.ordinals) {
    const id = columns[ordinals.indexOf(ordinal)]?.id;
    const literal = id === undefined ? undefined : filters.map((filter) => equalLiteral(filter, id)).find((found) => found !== null);
    if (literal == null) return null;
    literals.push(literal);
  }
  const batch = batchFromRows(
    literals.map(({ type }, i) => batchColumn(String(i), type)),
    [literals.map(({ value }) => value)],
  );
  const [hash] = hashRows(
    batch,
    literals.map((_literal, i) => i),
  );
  return table.placement[bucketOfHash(known(hash, 'hash'))] ?? null;
}

function equalLiteral(filter: Expr, id: ColumnId): LiteralExpr | null {
  if (filter.kind !== 'call' || filter.name !== '=') return null;
  const [left, right] = filter.args;
  if (left === undefined || right === undefined) return null;
  return literalOf(right, left, id) ?? literalOf(left, right, id);
}

function literalOf(literal: Expr, operand: Expr, id: ColumnId): LiteralExpr | null {
  return literal.kind === 'literal' && literal.value !== null && keyColumn(operand) === id ? literal : null;
}
