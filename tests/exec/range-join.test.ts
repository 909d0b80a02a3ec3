/** Nested loops over ranges of the inner rows: the answers are those of the condition alone. */
import { expect } from 'chai';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import type { NestedLoopJoinNode } from '../../src/plan/physical.js';
import { rangeBounds } from '../../src/plan/range-bounds.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { base, call, column, type Input, input, int4, type Row, ref, runPlan, seeded, sorted, withEngine } from './support.js';

type Comparison = '<' | '<=' | '>' | '>=';
/** Columns of both sides by their places, with the outer row's first: [operator, outer column, inner column]. */
type Conjunct = readonly [Comparison, number, number];

const KINDS = ['inner', 'probe-outer', 'full', 'probe-semi', 'probe-anti'] as const;
const CONDITIONS: readonly (readonly Conjunct[])[] = [
  [['<', 0, 0]],
  [['<=', 0, 0]],
  [['>', 0, 0]],
  [['>=', 0, 0]],
  // Within an interval, overlapping ones, and both bounds on one column.
  [
    ['>=', 0, 0],
    ['<=', 0, 1],
  ],
  [
    ['<', 0, 1],
    ['>', 1, 0],
  ],
  [
    ['<', 0, 0],
    ['>=', 1, 0],
  ],
  [
    ['>', 0, 0],
    ['>', 1, 1],
  ],
];
const HOLDS: { readonly [name in Comparison]: (a: bigint, b: bigint) => boolean } = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function sides(type: SqlType) {
  const outer = [column(1, type), column(2, type)];
  const inner = [column(3, type), column(4, type)];
  return { outer, inner };
}

function joinOf(join: NestedLoopJoinNode['join'], probe: Input, build: Input, conjuncts: readonly Conjunct[]): NestedLoopJoinNode {
  const [outer, inner] = [probe.node.columns, build.node.columns];
  const args = conjuncts.map(([name, i, j]) => call(name, TYPES.bool, ref(outer[i] as ColumnInfo), ref(inner[j] as ColumnInfo)));
  const condition: Expr = args.length === 1 ? (args[0] as Expr) : { kind: 'and', type: TYPES.bool, args };
  const columns = join === 'probe-semi' || join === 'probe-anti' ? outer : [...outer, ...inner];
  return { ...base(columns), kind: 'nested-loop-join', join, probe: probe.node, build: build.node, condition };
}

function expected(join: (typeof KINDS)[number], left: readonly Row[], right: readonly Row[], conjuncts: readonly Conjunct[]): Row[] {
  const matches = (l: Row, r: Row): boolean =>
    conjuncts.every(([name, i, j]) => l[i] != null && r[j] != null && HOLDS[name](BigInt(l[i] as number), BigInt(r[j] as number)));
  const pairs = left.flatMap((l) => right.filter((r) => matches(l, r)).map((r) => [...l, ...r]));
  const alone = left.filter((l) => !right.some((r) => matches(l, r)));
  switch (join) {
    case 'inner':
      return pairs;
    case 'probe-outer':
      return [...pairs, ...alone.map((l) => [...l, null, null])];
    case 'full':
      return [
        ...pairs,
        ...alone.map((l) => [...l, null, null]),
        ...right.filter((r) => !left.some((l) => matches(l, r))).map((r) => [null, null, ...r]),
      ];
    case 'probe-semi':
      return left.filter((l) => !alone.includes(l));
    case 'probe-anti':
      return alone;
  }
}

/** From `least` on, often equal, some NULL. */
function rowsOf(count: number, seed: number, make: (value: number) => Row[number]): Row[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const from = Math.floor(random() * 60) - 30;
    const to = from + Math.floor(random() * 8);
    return [random() < 0.1 ? null : make(from), random() < 0.1 ? null : make(to)];
  });
}

describe('joins by inequalities', () => {
  for (const [name, type, make] of [
    ['int4', TYPES.int4, (value: number) => value * 50_000_000],
    ['int8', TYPES.int8, (value: number) => BigInt(value) * 200_000_000_000_000_000n],
    ['date', TYPES.date, (value: number) => value],
  ] as const) {
    for (const join of KINDS) {
      it(`meet all that match and nothing else: ${join} over ${name}`, async () => {
        await withEngine(2, 'threads', async (engine) => {
          const { outer, inner } = sides(type);
          const left = rowsOf(120, 1, make);
          for (const right of [rowsOf(60, 2, make), rowsOf(1, 3, make), [], [[null, null]] as Row[]]) {
            for (const conjuncts of CONDITIONS) {
              const probe = input(outer, left, 200);
              const build = input(inner, right);
              const plan = joinOf(join, probe, build, conjuncts);
              expect(rangeBounds(plan), 'bounds').not.to.equal(null);
              const { rows } = await runPlan(engine, plan, [probe, build]);
              expect(sorted(rows), `${JSON.stringify(conjuncts)}, ${right.length} rows`).to.deep.equal(
                sorted(expected(join, left, right, conjuncts)),
              );
            }
          }
        });
      });
    }
  }

  it('leave in the middle of a row whose output is full', async () => {
    await withEngine(1, 'inline', async (engine) => {
      const { outer, inner } = sides(TYPES.int4);
      const left: Row[] = Array.from({ length: 300 }, (_, i) => [i, i]);
      const right: Row[] = Array.from({ length: 2_000 }, (_, i) => [i, i]);
      const probe = input(outer, left);
      const build = input(inner, right);
      const { rows } = await runPlan(engine, joinOf('inner', probe, build, [['<=', 0, 0]]), [probe, build]);
      expect(rows).to.have.length(left.reduce((sum, _, i) => sum + 2_000 - i, 0));
    });
  });

  it('have bounds only where a comparison of whole numbers can not fail and NULL does not matter', () => {
    const { outer, inner } = sides(TYPES.int4);
    const [probe, build] = [input(outer, []), input(inner, [])];
    const [a, c] = [ref(outer[0] as ColumnInfo), ref(inner[0] as ColumnInfo)];
    const bounds = (condition: Expr, join: NestedLoopJoinNode['join'] = 'inner') =>
      rangeBounds({ ...base([...outer, ...inner]), kind: 'nested-loop-join', join, probe: probe.node, build: build.node, condition });
    const less = call('<', TYPES.bool, a, c);
    expect(bounds(less)).to.deep.include({ descending: true, second: null });
    expect(bounds(less, 'probe-mark')).to.equal(null);
    expect(bounds(call('<', TYPES.bool, a, a))).to.equal(null);
    expect(bounds(call('<>', TYPES.bool, a, c))).to.equal(null);
    // Nothing is known of how large the column is: the sum may be too large.
    expect(bounds(call('<', TYPES.bool, call('+', TYPES.int4, a, int4(1)), c))).to.equal(null);
    const small = { ...(outer[0] as ColumnInfo), range: { min: 0n, max: 100n } };
    const near = rangeBounds({
      ...base([small, ...inner]),
      kind: 'nested-loop-join',
      join: 'inner',
      probe: input([small], []).node,
      build: build.node,
      condition: call('>=', TYPES.bool, call('+', TYPES.int4, a, int4(1)), c),
    });
    expect(near).to.deep.include({ descending: false, second: null });
    expect(near?.first.inclusive).to.equal(true);
  });
});
