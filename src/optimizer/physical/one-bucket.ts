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

/** Where all rows are that pass the filters. */
interface RowsPlace {
  readonly bucket: number;
  readonly worker: string;
}

/** The bucket of all rows that pass the filters, and the worker that holds it, where they say so. */
export function placeOfRows({ table, columns, ordinals }: GetPlan, filters: readonly Expr[]): RowsPlace | null {
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
  const bucket = bucketOfHash(known(hash, 'hash'));
  const worker = table.placement[bucket];
  return worker === undefined ? null : { bucket, worker };
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
