import { expect } from 'chai';
import type { Engine } from '../../src/exec/engine.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { bucketOfHash, hashInt64 } from '../../src/plan/hash.js';
import type { AggregateNode, HashJoinNode, NestedLoopJoinNode, PhysicalPlan } from '../../src/plan/physical.js';
import { TYPES } from '../../src/types/sql-type.js';
import {
  base,
  call,
  chunkOf,
  column,
  type Input,
  input,
  int4,
  type Row,
  ref,
  runPlan,
  seeded,
  sorted,
  text,
  withEngine,
} from './support.js';

const a = column(1, TYPES.int4);
const b = column(2, TYPES.text);
const c = column(3, TYPES.int4);
const d = column(4, TYPES.text);

function data(seed: number, count: number, keys: number): Row[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => [
    random() < 0.1 ? null : Math.floor(random() * keys),
    random() < 0.1 ? null : `text ${i} ${'x'.repeat(Math.floor(random() * 40))}`,
  ]);
}

function join(kind: HashJoinNode['join'], probe: Input, build: Input, columns: readonly ColumnInfo[], unique = false): HashJoinNode {
  return {
    ...base(columns),
    kind: 'hash-join',
    join: kind,
    probe: probe.node,
    build: build.node,
    probeKeys: [ref(a)],
    buildKeys: [ref(c)],
    residual: null,
    uniqueBuild: unique,
  };
}

function expectedJoin(kind: HashJoinNode['join'], left: readonly Row[], right: readonly Row[]): Row[] {
  const matches = (l: Row): readonly Row[] => right.filter((r) => l[0] !== null && r[0] === l[0]);
  const matched = (r: Row): boolean => left.some((l) => r[0] !== null && l[0] === r[0]);
  switch (kind) {
    case 'inner':
      return left.flatMap((l) => matches(l).map((r) => [...l, ...r]));
    case 'probe-outer':
      return left.flatMap((l) => (matches(l).length === 0 ? [[...l, null, null]] : matches(l).map((r) => [...l, ...r])));
    case 'build-outer':
      return [...expectedJoin('inner', left, right), ...right.filter((r) => !matched(r)).map((r) => [null, null, ...r])];
    case 'full':
      return [...expectedJoin('probe-outer', left, right), ...right.filter((r) => !matched(r)).map((r) => [null, null, ...r])];
    case 'probe-semi':
      return left.filter((l) => matches(l).length > 0);
    case 'probe-anti':
      return left.filter((l) => matches(l).length === 0);
    case 'build-semi':
      return right.filter(matched);
    case 'build-anti':
      return right.filter((r) => !matched(r));
    case 'probe-mark':
      return left.map((l) => [...l, matches(l).length > 0]);
    case 'probe-single':
      return [];
  }
}

for (const [mode, executors, forced] of [
  ['inline', 1, false],
  ['threads', 2, false],
  ['inline', 1, true],
  ['threads', 2, true],
] as const) {
  describe(`engine (${mode}, ${executors} executors${forced ? ', on disk' : ''})`, () => {
    const each = (title: string, body: (engine: Engine) => Promise<void>): void => {
      it(title, () => withEngine(executors, mode, body, { forced }));
    };

    each('filters and projects', async (engine) => {
      const rows = data(1, 5000, 100);
      const source = input([a, b], rows);
      const sum = column(9, TYPES.int4);
      const filtered = { ...base([a, b]), kind: 'filter' as const, input: source.node, predicate: call('>', TYPES.bool, ref(a), int4(50)) };
      const plan = {
        ...base([sum, b]),
        kind: 'project' as const,
        input: filtered,
        exprs: [call('+', TYPES.int4, ref(a), int4(7)), ref(b)],
      };
      const result = await runPlan(engine, plan, [source]);
      expect(sorted(result.rows)).to.deep.equal(
        sorted(rows.filter((row) => row[0] !== null && (row[0] as number) > 50).map((row) => [(row[0] as number) + 7, row[1] ?? null])),
      );
    });

    const kinds = [
      'inner',
      'probe-outer',
      'build-outer',
      'full',
      'probe-semi',
      'probe-anti',
      'build-semi',
      'build-anti',
      'probe-mark',
    ] as const;
    for (const kind of kinds) {
      for (const [keys, many] of [
        [400, 900],
        [5, 700],
      ] as const) {
        each(`hash join ${kind} with ${keys} keys`, async (engine) => {
          const left = data(2, many, keys);
          const right = data(3, 300, keys);
          const probe = input([a, b], left, 97);
          const build = input([c, d], right, 61);
          const mark = column(9, TYPES.bool, false);
          const columns =
            kind.endsWith('semi') || kind.endsWith('anti')
              ? kind.startsWith('probe')
                ? [a, b]
                : [c, d]
              : kind === 'probe-mark'
                ? [a, b, mark]
                : [a, b, c, d];
          const result = await runPlan(engine, join(kind, probe, build, columns), [probe, build]);
          expect(sorted(result.rows)).to.deep.equal(sorted(expectedJoin(kind, left, right)));
        });
      }
    }

    each('joins with a unique build side', async (engine) => {
      const left = data(2, 2000, 300);
      const right: Row[] = Array.from({ length: 200 }, (_, i) => [i, `r${i}`]);
      const probe = input([a, b], left);
      const build = input([c, d], right);
      const result = await runPlan(engine, join('inner', probe, build, [a, b, c, d], true), [probe, build]);
      expect(sorted(result.rows)).to.deep.equal(sorted(expectedJoin('inner', left, right)));
    });

    each('a nested loop of each kind, three-valued where marked', async (engine) => {
      const left = data(4, 300, 40);
      const right = data(5, 50, 40);
      const probe = input([a, b], left, 64);
      const build = input([c, d], right);
      const condition = call('<', TYPES.bool, ref(a), ref(c));
      const plan = (kind: NestedLoopJoinNode['join'], columns: readonly ColumnInfo[]): NestedLoopJoinNode => ({
        ...base(columns),
        kind: 'nested-loop-join',
        join: kind,
        probe: probe.node,
        build: build.node,
        condition,
      });
      const below = (l: Row, r: Row): boolean => l[0] !== null && r[0] !== null && (l[0] as number) < (r[0] as number);
      const inner = await runPlan(engine, plan('inner', [a, b, c, d]), [probe, build]);
      expect(sorted(inner.rows)).to.deep.equal(sorted(left.flatMap((l) => right.filter((r) => below(l, r)).map((r) => [...l, ...r]))));
      const outer = await runPlan(engine, plan('full', [a, b, c, d]), [probe, build]);
      expect(sorted(outer.rows)).to.deep.equal(
        sorted([
          ...left.flatMap((l): Row[] => {
            const found = right.filter((r) => below(l, r));
            return found.length === 0 ? [[...l, null, null]] : found.map((r) => [...l, ...r]);
          }),
          ...right.filter((r) => !left.some((l) => below(l, r))).map((r) => [null, null, ...r]),
        ]),
      );
      const mark = column(9, TYPES.bool);
      const marked = await runPlan(engine, plan('probe-mark', [a, b, mark]), [probe, build]);
      expect(sorted(marked.rows)).to.deep.equal(
        sorted(
          left.map((l) => [...l, right.some((r) => below(l, r)) ? true : l[0] === null || right.some((r) => r[0] === null) ? null : false]),
        ),
      );
    });

    each('a join with a million matches leaves and comes back', async (engine) => {
      const left: Row[] = Array.from({ length: 1000 }, (_, i) => [1, `l${i}`]);
      const right: Row[] = Array.from({ length: 1000 }, (_, i) => [1, `r${i}`]);
      const probe = input([a, b], left);
      const build = input([c, d], right);
      const total = column(9, TYPES.int8, false);
      const least = column(10, TYPES.text);
      const plan: AggregateNode = {
        ...base([total, least]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [
          { fn: 'count', arg: null, filter: null },
          { fn: 'max', arg: ref(d), filter: null },
        ],
        input: join('inner', probe, build, [a, b, c, d]),
      };
      const counted = await runPlan(engine, plan, [probe, build]);
      expect(counted.rows.map(text)).to.deep.equal([text([1_000_000n, 'r999'])]);
      const all = await runPlan(engine, join('inner', probe, build, [b, d]), [probe, build]);
      expect(all.rows.length).to.equal(1_000_000);
      expect(new Set(all.rows.map((row) => `${row[0]}|${row[1]}`)).size).to.equal(1_000_000);
    });

    each('a row that needs room for new texts is counted once', async (engine) => {
      const left: Row[] = Array.from({ length: 600 }, (_, i) => [i % 3, `l${i}`]);
      const right: Row[] = Array.from({ length: 30 }, (_, i) => [i % 3, `r${i}`]);
      const probe = input([a, b], left);
      const build = input([c, d], right);
      const total = column(9, TYPES.int8, false);
      const longest = column(10, TYPES.text);
      const both = call('||', TYPES.text, ref(b), ref(d));
      const padding: Expr = { kind: 'literal', type: TYPES.text, value: 'x'.repeat(700) };
      const joined: HashJoinNode = {
        ...join('inner', probe, build, [a, b, c, d]),
        // New texts between two matches of one row.
        residual: call('<>', TYPES.bool, call('||', TYPES.text, both, padding), ref(b)),
      };
      const plan: AggregateNode = {
        ...base([total, longest]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [
          { fn: 'count', arg: null, filter: null },
          { fn: 'max', arg: both, filter: null },
        ],
        input: joined,
      };
      const { rows, stats } = await runPlan(engine, plan, [probe, build], { analyze: true });
      expect(rows.map(text)).to.deep.equal([text([6_000n, 'l9r9'])]);
      expect(stats.operators.find(({ op }) => op === joined.op)?.rows).to.equal(6_000);
      expect(stats.operators.find(({ op }) => op === probe.node.op)?.rows).to.equal(600);
    });

    each('texts that nothing refers to any more make room for others', async (engine) => {
      const padding: Expr = { kind: 'literal', type: TYPES.text, value: 'x'.repeat(500) };
      const long = (expr: Expr): Expr => call('||', TYPES.text, expr, padding);
      const rows: Row[] = Array.from({ length: 200_000 }, (_, i) => [i, `t${i % 10}`]);
      const source = input([a, b], rows, 20_000);
      const total = column(9, TYPES.int8, false);
      const value = column(10, TYPES.text);
      const count = { fn: 'count', arg: null, filter: null } as const;
      const filtered: PhysicalPlan = {
        ...base([a, b]),
        kind: 'filter',
        predicate: call('<>', TYPES.bool, long(ref(b)), ref(b)),
        input: source.node,
      };
      const expected = Array.from({ length: 10 }, (_, i) => text([`t${i}${'x'.repeat(500)}`, 20_000n]));
      const limit = { memoryLimitBytes: 64 << 20 };
      // 100 MB of texts each: in a filter, as keys of groups, as the extreme, as output, between the rows of a join.
      const counted: AggregateNode = {
        ...base([total]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [count],
        input: filtered,
      };
      expect((await runPlan(engine, counted, [source], limit)).rows.map(text)).to.deep.equal([text([200_000n])]);
      const grouped: AggregateNode = {
        ...base([value, total]),
        kind: 'aggregate',
        phase: 'single',
        keys: [long(ref(b))],
        aggregates: [count],
        input: source.node,
      };
      expect(sorted((await runPlan(engine, grouped, [source], limit)).rows)).to.deep.equal(expected);
      const least: AggregateNode = {
        ...base([value]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [{ fn: 'max', arg: long(ref(b)), filter: null }],
        input: source.node,
      };
      expect((await runPlan(engine, least, [source], limit)).rows.map(text)).to.deep.equal([text([`t9${'x'.repeat(500)}`])]);
      const projected: PhysicalPlan = { ...base([value]), kind: 'project', exprs: [long(ref(b))], input: source.node };
      const output = await runPlan(engine, projected, [source], {
        ...limit,
        partitions: 3,
        output: { kind: 'hash', keys: [ref(value)] },
        bucketMap: Array.from({ length: 256 }, (_, i) => i % 3),
      });
      expect(output.rows.length).to.equal(200_000);
      expect(new Set(output.rows.map(([one]) => one)).size).to.equal(10);
      expect(output.rows.every(([one]) => typeof one === 'string' && /^t\dx{500}$/.test(one))).to.equal(true);
      const outer = input([c, d], rows.slice(0, 2_000));
      const inner = input([a, b], rows.slice(0, 100));
      const looped: NestedLoopJoinNode = {
        ...base([a, b, c, d]),
        kind: 'nested-loop-join',
        join: 'inner',
        probe: outer.node,
        build: inner.node,
        condition: call('<>', TYPES.bool, long(ref(b)), long(ref(d))),
      };
      const pairs: AggregateNode = { ...base([total]), kind: 'aggregate', phase: 'single', keys: [], aggregates: [count], input: looped };
      expect((await runPlan(engine, pairs, [outer, inner], limit)).rows.map(text)).to.deep.equal([text([180_000n])]);
    });

    each('a row that waits for room in the output is counted once', async (engine) => {
      const rows: Row[] = Array.from({ length: 100_000 }, (_, i) => [i, null]);
      const source = input([a, b], rows, 20_000);
      const filter: PhysicalPlan = {
        ...base([a, b]),
        kind: 'filter',
        predicate: call('>', TYPES.bool, ref(a), int4(9)),
        input: source.node,
      };
      const { stats } = await runPlan(engine, filter, [source], { analyze: true, morselRows: 50_000 });
      expect(stats.operators.find(({ op }) => op === source.node.op)?.rows).to.equal(100_000);
      expect(stats.operators.find(({ op }) => op === filter.op)?.rows).to.equal(99_990);
    });

    each('groups by an integer and a text with NULLs', async (engine) => {
      const random = seeded(9);
      const rows: Row[] = Array.from({ length: 30_000 }, () => [
        random() < 0.05 ? null : Math.floor(random() * 3000),
        random() < 0.05 ? null : `g${Math.floor(random() * 3)}`,
      ]);
      const source = input([a, b], rows, 5000);
      const count = column(10, TYPES.int8, false);
      const sum = column(11, TYPES.int8);
      const min = column(12, TYPES.int4);
      const plan: AggregateNode = {
        ...base([a, b, count, sum, min]),
        kind: 'aggregate',
        phase: 'single',
        keys: [ref(a), ref(b)],
        aggregates: [
          { fn: 'count', arg: null, filter: null },
          { fn: 'sum', arg: ref(a), filter: null },
          { fn: 'min', arg: ref(a), filter: call('>', TYPES.bool, ref(a), int4(10)) },
        ],
        input: source.node,
      };
      const groups = new Map<string, { row: Row; n: number }>();
      for (const row of rows) {
        const key = text(row);
        const group = groups.get(key) ?? { row, n: 0 };
        group.n += 1;
        groups.set(key, group);
      }
      const result = await runPlan(engine, plan, [source]);
      expect(sorted(result.rows)).to.deep.equal(
        sorted(
          [...groups.values()].map(({ row, n }) => {
            const key = row[0] as number | null;
            return [...row, BigInt(n), key === null ? null : BigInt(key * n), key !== null && key > 10 ? key : null];
          }),
        ),
      );
    });

    each('groups intervals by their span', async (engine) => {
      const span = column(1, TYPES.interval);
      const count = column(10, TYPES.int8, false);
      const source = input(
        [span],
        [[{ months: 1, days: 0, micros: 0n }], [{ months: 0, days: 30, micros: 0n }], [{ months: 0, days: 29, micros: 0n }]],
      );
      const plan: AggregateNode = {
        ...base([span, count]),
        kind: 'aggregate',
        phase: 'single',
        keys: [ref(span)],
        aggregates: [{ fn: 'count', arg: null, filter: null }],
        input: source.node,
      };
      const result = await runPlan(engine, plan, [source]);
      expect(result.rows.map((row) => row[1]).sort()).to.deep.equal([1n, 2n]);
    });

    each('an error ends a task whose input goes on', async (engine) => {
      const source = input([a, b], [[0, null]]);
      const endless = { ...source, rows: source.rows };
      const quotient = column(9, TYPES.int4);
      const plan = { ...base([quotient]), kind: 'project' as const, input: endless.node, exprs: [call('/', TYPES.int4, int4(1), ref(a))] };
      const error = await runPlan(engine, plan, [endless], { neverEnding: true }).catch((caught: unknown) => caught);
      expect(error).to.have.property('code', '22012');
    });

    each('counts the rows of each operator once, however often the output is full', async (engine) => {
      const left: Row[] = Array.from({ length: 300 }, (_, i) => [1, `l${i}`]);
      const probe = input([a, b], left);
      const build = input([c, d], left);
      const plan = join('inner', probe, build, [a, c]);
      const result = await runPlan(engine, plan, [probe, build], { analyze: true });
      expect(result.rows.length).to.equal(90_000);
      expect(result.stats.operators.find(({ op }) => op === plan.op)?.rows).to.equal(90_000);
      expect(result.stats.operators.find(({ op }) => op === probe.node.op)?.rows).to.equal(300);
    });

    each('aggregates nothing to one row', async (engine) => {
      const source = input([a, b], []);
      const count = column(10, TYPES.int8, false);
      const sum = column(11, TYPES.int8);
      const plan: AggregateNode = {
        ...base([count, sum]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [
          { fn: 'count', arg: null, filter: null },
          { fn: 'sum', arg: ref(a), filter: null },
        ],
        input: source.node,
      };
      expect((await runPlan(engine, plan, [source])).rows.map(text)).to.deep.equal([text([0n, null])]);
    });

    for (const limit of [null, 25]) {
      each(`sorts by two keys, limit ${limit}`, async (engine) => {
        const rows = data(6, 40_000, 50);
        const source = input([a, b], rows, 3000);
        const plan = {
          ...base([a, b]),
          kind: 'sort' as const,
          input: source.node,
          keys: [
            { expr: ref(a), descending: true, nullsFirst: false },
            { expr: ref(b), descending: false, nullsFirst: true },
          ],
          limit,
          offset: limit === null ? 0 : 10,
        };
        const result = await runPlan(engine, plan, [source]);
        const order = (x: Row, y: Row): number => {
          const [xa, xb, ya, yb] = [x[0] as number | null, x[1] as string | null, y[0] as number | null, y[1] as string | null];
          if (xa !== ya) return xa === null ? 1 : ya === null ? -1 : ya - xa;
          if (xb === yb) return 0;
          return xb === null ? -1 : yb === null ? 1 : xb < yb ? -1 : 1;
        };
        const expected = [...rows].sort(order);
        expect(result.rows.map(text)).to.deep.equal((limit === null ? expected : expected.slice(10, 35)).map(text));
      });
    }

    each('limits with an offset and stops', async (engine) => {
      const rows: Row[] = Array.from({ length: 20_000 }, (_, i) => [i, null]);
      const source = input([a, b], rows);
      const plan = { ...base([a, b]), kind: 'limit' as const, input: source.node, limit: 1500, offset: 700 };
      const result = await runPlan(engine, plan, [source]);
      expect(result.rows.map((row) => row[0])).to.deep.equal(Array.from({ length: 1500 }, (_, i) => i + 700));
    });

    each('partitions by the distribution hash', async (engine) => {
      const rows = data(8, 3000, 1000);
      const source = input([a, b], rows);
      const bucketMap = Array.from({ length: 256 }, (_, bucket) => bucket % 3);
      const result = await runPlan(engine, source.node, [source], { output: { kind: 'hash', keys: [ref(a)] }, partitions: 3, bucketMap });
      expect(sorted(result.rows)).to.deep.equal(sorted(rows));
      result.partitions.forEach((partition, i) => {
        for (const [key] of partition) {
          const hash = key === null || key === undefined ? 0 : hashInt64(key as number, (key as number) >> 31);
          expect(bucketMap[bucketOfHash(hash)]).to.equal(i);
        }
      });
    });

    each('unions inputs and numbers rows', async (engine) => {
      const one = input([a, b], data(1, 500, 10));
      const two = input([c, d], data(2, 700, 10));
      const [e, f, id] = [column(20, TYPES.int4), column(21, TYPES.text), column(22, TYPES.int8, false)];
      const union = { ...base([e, f]), kind: 'union-all' as const, inputs: [one.node, two.node] };
      const plan = { ...base([e, f, id]), kind: 'row-id' as const, input: union };
      const result = await runPlan(engine, plan, [one, two]);
      expect(sorted(result.rows.map((row) => row.slice(0, 2)))).to.deep.equal(sorted([...one.rows, ...two.rows]));
      expect(new Set(result.rows.map((row) => row[2])).size).to.equal(1200);
    });

    each('gives a user error and frees its memory', async (engine) => {
      const source = input([a, b], [[0, null]]);
      const before = engine.memory.usedBytes;
      const quotient = column(9, TYPES.int4);
      const plan = { ...base([quotient]), kind: 'project' as const, input: source.node, exprs: [call('/', TYPES.int4, int4(1), ref(a))] };
      const error = await runPlan(engine, plan, [source]).catch((caught: unknown) => caught);
      expect(error).to.have.property('code', '22012');
      expect(engine.memory.usedBytes).to.equal(before);
    });

    each('cancels a cross join of many rows', async (engine) => {
      const rows: Row[] = Array.from({ length: 100_000 }, (_, i) => [i, null]);
      const probe = input([a, b], rows, 10_000);
      const build = input([c, d], rows, 10_000);
      const total = column(9, TYPES.int8, false);
      const cross: NestedLoopJoinNode = {
        ...base([a, c]),
        kind: 'nested-loop-join',
        join: 'inner',
        probe: probe.node,
        build: build.node,
        condition: null,
      };
      const plan: AggregateNode = {
        ...base([total]),
        kind: 'aggregate',
        phase: 'single',
        keys: [],
        aggregates: [{ fn: 'count', arg: null, filter: null }],
        input: cross,
      };
      if (mode === 'inline') return;
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      const error = await runPlan(engine, plan, [probe, build], { signal: controller.signal }).catch((caught: unknown) => caught);
      expect(error).to.have.property('code', '57014');
    });

    each('reports memory over the limit as 53200 where nothing can go to disk', async (engine) => {
      const [probe, build] = [input([c, d], data(2, 10, 10)), input([a, b], data(1, 50_000, 50_000), 5000)];
      const plan: NestedLoopJoinNode = {
        ...base([c, d, a, b]),
        kind: 'nested-loop-join',
        join: 'inner',
        build: build.node,
        probe: probe.node,
        condition: null,
      };
      const error = await runPlan(engine, plan, [probe, build], { memoryLimitBytes: 2 << 20 }).catch((caught: unknown) => caught);
      expect(error).to.have.property('code', '53200');
    });

    each('evaluates predicates over a dictionary and groups by its codes', async (engine) => {
      const plain = column(1, TYPES.text);
      const words = ['red', 'green', 'blue', 'grey'];
      const coded: ColumnInfo = { ...plain, phys: 'dict', dictionary: '7.0' };
      const values = column(2, TYPES.int4);
      const random = seeded(3);
      const rows: Row[] = Array.from({ length: 4000 }, (_, i) => [random() < 0.1 ? null : (words[Math.floor(random() * 4)] ?? ''), i]);
      const dictionary = chunkOf(
        engine,
        [plain],
        words.map((word) => [word]),
      );
      const codes = column(3, TYPES.int4);
      const chunk = chunkOf(
        engine,
        [codes, values],
        rows.map((row) => [row[0] === null ? null : words.indexOf(row[0] as string), row[1] ?? null]),
      );
      const vector = { ...chunk.columns[0], dictionary: dictionary.columns[0]?.data ?? 0, dictionarySize: 4 };
      const scan = {
        ...base([coded, values]),
        kind: 'scan' as const,
        tableId: 7,
        tableName: 't',
        version: 1,
        ordinals: [0, 1],
        pruning: [],
        share: 'local' as const,
      };
      const predicate = call('~~', TYPES.bool, ref(plain), { kind: 'literal', type: TYPES.text, value: 'gr%' });
      const filtered = { ...base([coded, values]), kind: 'filter' as const, input: scan, predicate };
      const count = column(10, TYPES.int8, false);
      const plan: AggregateNode = {
        ...base([coded, count]),
        kind: 'aggregate',
        phase: 'single',
        keys: [ref(plain)],
        aggregates: [{ fn: 'count', arg: null, filter: null }],
        input: filtered,
      };
      const result = await runPlan(engine, plan, [], {
        scan: () => [{ rows: chunk.rows, columns: [vector as never, chunk.columns[1] as never] }],
      });
      const count4 = (word: string): bigint => BigInt(rows.filter((row) => row[0] === word).length);
      expect(sorted(result.rows)).to.deep.equal(
        sorted([
          ['green', count4('green')],
          ['grey', count4('grey')],
        ]),
      );
    });
  });
}
