/** Partition keys and bounds as PostgreSQL prints them. */
import type { PartitionBound, PartitionScheme, RangeLimit } from './partition.js';

/** `FOR VALUES FROM (1) TO (10)`. `scheme` null: the parent is gone. */
export function partitionBoundText(bound: PartitionBound, scheme: PartitionScheme | undefined): string {
  const literal = (sql: string, at: number): string => plainLiteral(sql, scheme?.keys[at]?.type ?? '');
  const limits = (values: readonly RangeLimit[]): string =>
    values.map((limit, at) => (limit.kind === 'value' ? literal(limit.sql, at) : limit.kind.toUpperCase())).join(', ');
  switch (bound.kind) {
    case 'default':
      return 'DEFAULT';
    case 'list':
      return `FOR VALUES IN (${bound.values.map((value) => (value === null ? 'NULL' : literal(value, 0))).join(', ')})`;
    case 'range':
      return `FOR VALUES FROM (${limits(bound.from)}) TO (${limits(bound.to)})`;
    case 'hash':
      return `FOR VALUES WITH (modulus ${bound.modulus}, remainder ${bound.remainder})`;
  }
}

/** `RANGE (day)`. */
export function partitionKeyText({ strategy, keys }: PartitionScheme): string {
  const texts = keys.map(({ column, sql }) => (column !== null || /^[\w."]+\(.*\)$/s.test(sql) ? sql : `(${sql})`));
  return `${strategy.toUpperCase()} (${texts.join(', ')})`;
}

/** Numbers and truth values stand without quotes. */
function plainLiteral(sql: string, type: string): string {
  const text = sql.slice(1, -1);
  if (/^bool/.test(type)) return text === 't' ? 'true' : 'false';
  return /^(?:smallint|integer|bigint|int[248]|numeric|decimal)/.test(type) && /^\d+(?:\.\d+)?$/.test(text) ? text : sql;
}
