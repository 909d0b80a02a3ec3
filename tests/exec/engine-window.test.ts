/** The window operator gives what the definition gives: random rows, windows, functions and frames, in one thread and in several. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Engine } from '../../src/exec/engine.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { describeAggregate, describeType } from '../../src/plan/phys-type.js';
import type { PhysicalSortKey, WindowNode } from '../../src/plan/physical.js';
import { DEFAULT_FRAME, type FrameBound, type PhysicalWindowFunction, type WindowFrame } from '../../src/plan/window.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { textOf } from '../optimizer/reference/values.js';
import { type WindowFunctionSpec, windowRows } from '../optimizer/reference/window-rows.js';
import { base, column, input, type Row, ref, runPlan, withEngine } from './support.js';

const NUMERIC: SqlType = { kind: 'numeric', precision: 10, scale: 2 };
const [id, g, k, v, t, d, f, b] = [
  column(1, TYPES.int4, false),
  column(2, TYPES.int4),
  column(3, TYPES.int4),
  column(4, TYPES.int8),
  column(5, TYPES.text),
  column(6, NUMERIC),
  column(7, TYPES.float8),
  column(8, TYPES.bool),
] as const;
const COLUMNS: readonly ColumnInfo[] = [id, g, k, v, t, d, f, b];

const maybe = (value: fc.Arbitrary<Datum>): fc.Arbitrary<Datum> => fc.oneof({ weight: 5, arbitrary: value }, fc.constant(null));

const rowValues = fc.tuple(
  maybe(fc.integer({ min: 0, max: 3 })),
  maybe(fc.integer({ min: 0, max: 8 })),
  maybe(fc.bigInt({ min: -1000n, max: 1000n })),
  maybe(fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\0', ''))),
  maybe(fc.integer({ min: -5000, max: 5000 }).map((value) => ({ unscaled: BigInt(value), scale: 2 }))),
  maybe(fc.integer({ min: -40, max: 40 }).map((value) => value / 8)),
  maybe(fc.boolean()),
);
const tables = fc.array(rowValues, { maxLength: 60 }).map((rows) => rows.map((row, i): Row => [i, ...row]));

const literal = (type: SqlType, value: Datum): Expr => ({ kind: 'literal', type, value });

/** An end that can stand with a start, as the grammar allows. */
const RANKS: { readonly [kind in FrameBound['kind']]: number } = {
  'unbounded-preceding': 0,
  preceding: 1,
  'current-row': 2,
  following: 3,
  'unbounded-following': 4,
};

function frames(modes: readonly WindowFrame['mode'][]): fc.Arbitrary<WindowFrame> {
  return fc.constantFrom(...modes).chain((mode) => {
    const type = mode === 'range' ? TYPES.int4 : TYPES.int8;
    const offset = fc.integer({ min: 0, max: 4 }).map((value) => literal(type, mode === 'range' ? value : BigInt(value)));
    const moved = (kind: 'preceding' | 'following'): fc.Arbitrary<FrameBound> => offset.map((each) => ({ kind, offset: each }));
    const current = fc.constant<FrameBound>({ kind: 'current-row' });
    const start = fc.oneof(fc.constant<FrameBound>({ kind: 'unbounded-preceding' }), current, moved('preceding'), moved('following'));
    const end = fc.oneof(fc.constant<FrameBound>({ kind: 'unbounded-following' }), current, moved('preceding'), moved('following'));
    return fc
      .record({ mode: fc.constant(mode), start, end, exclude: fc.constantFrom(null, null, 'current row', 'group', 'ties') })
      .filter((frame) => RANKS[frame.start.kind] <= RANKS[frame.end.kind]) as fc.Arbitrary<WindowFrame>;
  });
}

interface Case {
  readonly partition: readonly Expr[];
  readonly order: readonly PhysicalSortKey[];
  readonly functions: readonly WindowFunctionSpec[];
}

const aggregate = (
  name: string,
  args: readonly Expr[],
  type: SqlType,
  frame: WindowFrame,
  filter: Expr | null = null,
): WindowFunctionSpec => ({
  aggregate: true,
  name,
  args,
  filter,
  type,
  frame,
});
const plain = (name: string, args: readonly Expr[], type: SqlType, frame: WindowFrame = DEFAULT_FRAME): WindowFunctionSpec => ({
  aggregate: false,
  name,
  args,
  filter: null,
  type,
  frame,
});

/** What does not depend on the order of peers. */
function peerFunctions(frame: WindowFrame): readonly WindowFunctionSpec[] {
  return [
    aggregate('count', [], TYPES.int8, frame),
    aggregate('count', [ref(t)], TYPES.int8, frame),
    aggregate('sum', [ref(k)], TYPES.int8, frame, ref(b)),
    aggregate('sum', [ref(v)], TYPES.numeric, frame),
    aggregate('sum', [ref(d)], TYPES.numeric, frame),
    aggregate('min', [ref(t)], TYPES.text, frame),
    aggregate('max', [ref(d)], NUMERIC, frame),
    aggregate('bool_or', [ref(b)], TYPES.bool, frame),
    plain('rank', [], TYPES.int8),
    plain('dense_rank', [], TYPES.int8),
    plain('percent_rank', [], TYPES.float8),
    plain('cume_dist', [], TYPES.float8),
  ];
}

function orderedFunctions(frame: WindowFrame): readonly WindowFunctionSpec[] {
  return [
    ...peerFunctions(frame),
    aggregate('sum', [ref(f)], TYPES.float8, frame),
    plain('row_number', [], TYPES.int8),
    plain('ntile', [literal(TYPES.int4, 3)], TYPES.int4),
    plain('lag', [ref(t)], TYPES.text),
    plain('lead', [ref(v), literal(TYPES.int4, 2), literal(TYPES.int8, 7n)], TYPES.int8),
    plain('lag', [ref(d), ref(k)], NUMERIC),
    plain('first_value', [ref(t)], TYPES.text, frame),
    plain('last_value', [ref(f)], TYPES.float8, frame),
    plain('nth_value', [ref(v), literal(TYPES.int4, 2)], TYPES.int8, frame),
  ];
}

const partitions = fc.constantFrom<readonly Expr[]>([], [ref(g)], [ref(g)], [ref(b), ref(g)], [ref(t)]);
const directions = fc.record({ descending: fc.boolean(), nullsFirst: fc.boolean() });

/** Ordered by a key with peers, or by all that makes rows different. */
const cases: fc.Arbitrary<Case> = fc.boolean().chain((total) =>
  fc.tuple(partitions, directions, frames(total ? ['rows', 'groups'] : ['range', 'groups'])).chain(([partition, direction, frame]) => {
    const order = [{ expr: ref(k), ...direction }, ...(total ? [{ expr: ref(id), descending: true, nullsFirst: true }] : [])];
    const all = total ? orderedFunctions(frame) : peerFunctions(frame);
    return fc.subarray([...all], { minLength: 1 }).map((functions) => ({ partition, order, functions }));
  }),
);

function physical({ partition, order, functions }: Case, source: ReturnType<typeof input>): WindowNode {
  const lookup = (expr: Expr | undefined): ColumnInfo | null =>
    COLUMNS.find((each) => expr?.kind === 'column' && each.id === expr.id) ?? null;
  const outputs = functions.map(({ name, args, type, aggregate: isAggregate }, i): ColumnInfo => {
    const ofAggregate = isAggregate
      ? describeAggregate(name as 'sum', type, lookup(args[0]), { rowBound: 100n, grouped: false })
      : describeType(type, true);
    return { ...ofAggregate, id: 100 + i, name: `w${i}` };
  });
  const made = functions.map(({ name, args, filter, frame, aggregate: isAggregate }): PhysicalWindowFunction => {
    if (!isAggregate) return { kind: 'function', name: name as 'rank', args, frame };
    return { kind: 'aggregate', aggregate: { fn: name as 'sum', arg: args[0] ?? null, filter }, frame };
  });
  return { ...base([...COLUMNS, ...outputs]), kind: 'window', input: source.node, partition, order, functions: made, presorted: false };
}

async function check(engine: Engine, each: Case, rows: readonly Row[], batchRows: number): Promise<void> {
  const source = input(COLUMNS, rows, batchRows);
  const result = await runPlan(engine, physical(each, source), [source], { morselRows: 8 });
  const maps = rows.map((row) => new Map(COLUMNS.map((info, i) => [info.id, row[i] ?? null] as const)));
  const value = (expr: Expr, row: ReadonlyMap<number, Datum>): Datum =>
    expr.kind === 'literal' ? expr.value : expr.kind === 'column' ? (row.get(expr.id) ?? null) : null;
  const expected = windowRows(each, maps, value).map(({ row, results }) => [
    ...COLUMNS.map((info) => row.get(info.id) ?? null),
    ...results,
  ]);
  const text = (found: readonly Row[]): readonly string[] => found.map((row) => row.map(textOf).join(' | ')).sort();
  expect(text(result.rows)).to.deep.equal(text(expected));
}

describe('window operator', () => {
  for (const [mode, executors, forced] of [
    ['inline', 1, false],
    ['threads', 3, false],
    ['inline', 1, true],
  ] as const) {
    const how = forced ? `${mode}, on disk` : mode;
    const run = (body: (engine: Engine) => Promise<void>): Promise<void> => withEngine(executors, mode, body, { forced });

    it(`gives what the definition gives (${how})`, () =>
      run(async (engine) => {
        const property = fc.asyncProperty(tables, cases, fc.constantFrom(7, 1000), (rows, each, batch) => check(engine, each, rows, batch));
        await fc.assert(property, { numRuns: mode === 'inline' ? 400 : 60 });
      }));

    it(`spreads many partitions, and takes a large one (${how})`, () =>
      run(async (engine) => {
        const rows = Array.from(
          { length: 6_000 },
          (_, i): Row => [i, i % 700, (i * 7) % 31, BigInt(i % 97), `t${i % 11}`, null, i / 4, i % 3 === 0],
        );
        const frame: WindowFrame = { ...DEFAULT_FRAME, mode: 'rows', start: { kind: 'preceding', offset: literal(TYPES.int8, 3n) } };
        const order = [{ expr: ref(id), descending: false, nullsFirst: false }];
        const functions = [
          plain('row_number', [], TYPES.int8),
          aggregate('sum', [ref(v)], TYPES.numeric, frame),
          aggregate('max', [ref(t)], TYPES.text, frame),
          plain('lag', [ref(t)], TYPES.text),
        ];
        await check(engine, { partition: [ref(g)], order, functions }, rows, 1000);
        const same = rows.slice(0, 3_000).map((row): Row => [...row.slice(0, 1), 1, ...row.slice(2)]);
        await check(engine, { partition: [ref(g)], order, functions: functions.slice(0, 1) }, same, 1000);
      }));
  }
});
