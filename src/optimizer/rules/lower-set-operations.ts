/**
 * lower-set-operations: UNION is DISTINCT over UNION ALL; INTERSECT and EXCEPT are semi and anti joins of the distinct left
 * side, on all columns, where NULL equals NULL.
 *
 *     SELECT a FROM t EXCEPT SELECT b FROM s  →  anti join (distinct t, s, NOT a IS DISTINCT FROM b)
 *
 * Not touched: UNION ALL.
 */
import { notSupported } from '../../common/errors.js';
import { columnRef, conjunction, isNotDistinct } from '../expressions.js';
import { makeJoin, makeProject } from '../plans.js';
import type { NodeRule } from '../rule.js';

export const lowerSetOperations: NodeRule = {
  kind: 'node',
  name: 'lower-set-operations',
  reason: 'joins and grouping do the work',
  required: true,
  apply: (node) => {
    if (node.kind !== 'set' || (node.op === 'union' && node.all)) return null;
    if (node.op === 'union') return { kind: 'distinct', columns: node.columns, input: { ...node, all: true } };
    if (node.all) throw notSupported(`${node.op.toUpperCase()} ALL`);
    const left = makeProject(node.left, node.columns, node.left.columns.map(columnRef));
    const condition = node.columns.flatMap((column, i) => {
      const other = node.right.columns[i];
      return other === undefined ? [] : [isNotDistinct(columnRef(column), columnRef(other))];
    });
    const distinct = { kind: 'distinct', columns: left.columns, input: left } as const;
    return makeJoin(node.op === 'intersect' ? 'semi' : 'anti', distinct, node.right, conjunction(condition));
  },
};
