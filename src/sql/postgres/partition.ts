/** PARTITION BY, and FOR VALUES of a partition. */
import type { PartitionBoundSpec, PartitionSpec } from 'libpg-query';
import { assert, known } from '../../common/assert.js';
import { notSupported } from '../../common/errors.js';
import type { PartitionBoundClause, PartitionBy } from '../ast.js';
import { at, type Conversion } from './conversion.js';
import { expressions } from './expression.js';
import { expressionText } from './expression-text.js';

export function partitionBy(node: PartitionSpec, c: Conversion): PartitionBy {
  const written = String(node.strategy ?? '')
    .replace('PARTITION_STRATEGY_', '')
    .toLowerCase();
  const strategy = STRATEGIES[written];
  if (strategy === undefined) throw notSupported(`PARTITION BY ${written}`, at(c, node.location));
  const keys = (node.partParams ?? []).map((param) => {
    assert('PartitionElem' in param, 'a partition key');
    const { name, location, collation, opclass } = param.PartitionElem;
    const position = at(c, location);
    if ((opclass ?? []).length > 0) throw notSupported('operator class of a partition key', position);
    if ((collation ?? []).length > 0) throw notSupported('COLLATE of a partition key', position);
    return { column: name ?? null, text: expressionText(c, location, [], false), position };
  });
  return { strategy, keys };
}

const STRATEGIES: { readonly [written: string]: PartitionBy['strategy'] } = {
  list: 'list',
  l: 'list',
  range: 'range',
  r: 'range',
  hash: 'hash',
  h: 'hash',
};

export function partitionBound(node: PartitionBoundSpec, c: Conversion): PartitionBoundClause {
  if (node.is_default === true) return { kind: 'default' };
  switch (known(node.strategy, 'strategy')) {
    case 'l':
      return { kind: 'list', values: expressions(node.listdatums, c) };
    case 'r':
      return { kind: 'range', from: expressions(node.lowerdatums, c), to: expressions(node.upperdatums, c) };
    default:
      return { kind: 'hash', modulus: node.modulus ?? 0, remainder: node.remainder ?? 0 };
  }
}
