/** Filters over scans, which may be done by blocks of rows first. */
import { expect } from 'chai';
import { known } from '../../src/common/assert.js';
import { selectionPays } from '../../src/exec/codegen/selection.js';
import type { Engine } from '../../src/exec/engine.js';
import type { ColumnInfo } from '../../src/plan/column-info.js';
import type { AndExpr } from '../../src/plan/expr.js';
import type { FilterNode, HashJoinNode, PhysicalPlan, ScanNode } from '../../src/plan/physical.js';
import { TYPES } from '../../src/types/sql-type.js';
import {
  base,
  call,
  chunkOf,
  column,
  input,
  int4,
  type Row,
  type RunOptions,
  type RunResult,
  ref,
  runPlan,
  seeded,
  sorted,
  withEngine,
} from './support.js';

const WORDS = ['red', 'green', 'blue', 'grey'];
const a = column(1, TYPES.int4);
const plainWord = column(2, TYPES.text);
const word: ColumnInfo = { ...plainWord, phys: 'dict', dictionary: '7.1' };
const c = column(3, TYPES.int4, false);
const COLUMNS = [a, word, c];

function data(count: number): Row[] {
  const random = seeded(count);
  return Array.from({ length: count }, (_, i) => [
    random() < 0.1 ? null : Math.floor(random() * 100),
    random() < 0.1 ? null : (WORDS[Math.floor(random() * 4)] ?? ''),
    i,
  ]);
}

/** a < 60 and word like 'gr%' and mod(c, 7) <> 3: two tests that are put together, and one that is not. */
const PREDICATE: AndExpr = {
  kind: 'and',
  type: TYPES.bool,
  args: [
    call('<', TYPES.bool, ref(a), int4(60)),
    call('<>', TYPES.bool, call('mod', TYPES.int4, ref(c), int4(7)), int4(3)),
    call('~~', TYPES.bool, ref(plainWord), { kind: 'literal', type: TYPES.text, value: 'gr%' }),
  ],
};

function passes([key, text, number]: Row): boolean {
  return key !== null && (key as number) < 60 && (text === 'green' || text === 'grey') && (number as number) % 7 !== 3;
}

function filteredScan(): { readonly scan: ScanNode; readonly filter: FilterNode } {
  const scan: ScanNode = {
    ...base(COLUMNS),
    estimate: { rows: 1000, cost: 1 },
    kind: 'scan',
    tableId: 7,
    tableName: 't',
    version: 1,
    ordinals: [0, 1, 2],
    pruning: [],
    share: 'local',
  };
  return { scan, filter: { ...base(COLUMNS), estimate: { rows: 300, cost: 1 }, kind: 'filter', input: scan, predicate: PREDICATE } };
}

async function run(
  engine: Engine,
  plan: PhysicalPlan,
  chunks: readonly (readonly Row[])[],
  options: RunOptions,
  other = build,
): Promise<RunResult> {
  const texts = WORDS.map((text): Row => [text]);
  const dictionary = chunkOf(engine, [plainWord], texts).columns[0]?.data ?? 0;
  const codes = [a, column(2, TYPES.int4), c];
  const scanned = chunks.map((rows) => {
    const coded = rows.map(
      ([key, text, number]): Row => [key ?? null, text === null ? null : WORDS.indexOf(text as string), number ?? null],
    );
    const { columns } = chunkOf(engine, codes, coded);
    const vectors = columns.map((vector, i) => (i === 1 ? { ...vector, dictionary, dictionarySize: WORDS.length } : vector));
    return { rows: rows.length, columns: vectors };
  });
  return runPlan(engine, plan, [other], { scan: () => scanned, analyze: true, ...options });
}

/** Every key has many tuples, so that a row fills the output more than once. */
const d = column(4, TYPES.int4);
const e = column(5, TYPES.text);
const buildRows = Array.from({ length: 2000 }, (_, i): Row => [i % 4, `a text that is not short ${i}`]);
const build = input([d, e], buildRows);

for (const [mode, executors] of [
  ['inline', 1],
  ['threads', 2],
] as const) {
  describe(`selections (${mode}, ${executors} executors)`, () => {
    for (const count of [0, 1, 1023, 1024, 1025, 5000]) {
      it(`give the rows that pass of ${count}`, () =>
        withEngine(executors, mode, async (engine) => {
          const rows = data(count);
          const { scan, filter } = filteredScan();
          const result = await run(engine, filter, [rows], { morselRows: 4096 });
          const expected = rows.filter(passes);
          expect(sorted(result.rows)).to.deep.equal(sorted(expected));
          const counted = new Map(result.stats.operators.map(({ op, rows: number }) => [op, number]));
          expect(counted.get(scan.op)).to.equal(count === 0 ? 0 : count);
          expect(counted.get(filter.op)).to.equal(expected.length);
        }));
    }

    for (const keys of [1, 50, 40_000]) {
      for (const count of [0, 1, 1023, 1024, 1025, 5000]) {
        it(`ask ${count} rows for their match among keys up to ${keys} first`, () =>
          withEngine(executors, mode, async (engine) => {
            const rows = data(count);
            const { scan, filter } = filteredScan();
            const found = Array.from({ length: 40 }, (_, i): Row => [Math.floor((i * keys) / 40), `found ${i}`]);
            const some = input([d, e], [...found, [null, 'never']]);
            // One whose tests can all be put together.
            const cheap: FilterNode = { ...filter, predicate: { ...PREDICATE, args: [0, 2].map((i) => known(PREDICATE.args[i], 'test')) } };
            for (const probe of [scan, filter, cheap]) {
              for (const kind of ['inner', 'probe-semi'] as const) {
                const join: HashJoinNode = {
                  ...base(kind === 'inner' ? [c, e] : [c]),
                  estimate: { rows: 20, cost: 1 },
                  kind: 'hash-join',
                  join: kind,
                  probe,
                  build: some.node,
                  probeKeys: [ref(a)],
                  buildKeys: [ref(d)],
                  residual: null,
                  uniqueBuild: false,
                };
                const result = await run(engine, join, [rows], { morselRows: 4096 }, some);
                const left = rows.filter(
                  (row) => probe === scan || passes(row) || (probe === cheap && passes([row[0] ?? null, row[1] ?? null, 0])),
                );
                const expected = left.flatMap((row): readonly Row[] => {
                  const matches = found.filter(([key]) => key === row[0]);
                  return kind === 'inner'
                    ? matches.map(([, text]) => [row[2] ?? null, text ?? null])
                    : matches.slice(0, 1).map(() => [row[2] ?? null]);
                });
                expect(sorted(result.rows)).to.deep.equal(sorted(expected));
                const counted = new Map(result.stats.operators.map(({ op, rows: number }) => [op, number]));
                expect(counted.get(scan.op)).to.equal(count);
              }
            }
          }));
      }
    }

    it('go on where the output was full, and count a row once', () =>
      withEngine(executors, mode, async (engine) => {
        const chunks = [data(1500), data(2600)];
        const { scan, filter } = filteredScan();
        const join: HashJoinNode = {
          ...base([c, e]),
          kind: 'hash-join',
          join: 'inner',
          probe: filter,
          build: build.node,
          probeKeys: [ref(a)],
          buildKeys: [ref(d)],
          residual: null,
          uniqueBuild: false,
        };
        // Buffers of many partitions are small.
        const result = await run(engine, join, chunks, {
          morselRows: 2048,
          output: { kind: 'hash', keys: [ref(c)] },
          partitions: 2048,
          bucketMap: Array.from({ length: 256 }, () => 0),
        });
        const expected = chunks.flat().filter((row) => passes(row) && (row[0] as number) < 4);
        expect(expected.length).to.be.greaterThan(10);
        expect(sorted(result.rows)).to.deep.equal(
          sorted(
            expected.flatMap((row) => buildRows.filter(([key]) => key === row[0]).map(([, text]): Row => [row[2] ?? null, text ?? null])),
          ),
        );
        const counted = new Map(result.stats.operators.map(({ op, rows: number }) => [op, number]));
        expect(counted.get(scan.op)).to.equal(4100);
        expect(counted.get(filter.op)).to.equal(chunks.flat().filter(passes).length);
      }));
  });
}

describe('whether a selection pays', () => {
  it('is by how well the processor would guess', () => {
    expect(selectionPays(0.5, 1)).to.equal(true);
    expect(selectionPays(0.5, 0)).to.equal(false);
    expect(selectionPays(0.001, 1)).to.equal(false);
    expect(selectionPays(0.001, 3)).to.equal(true);
    expect(selectionPays(0.99, 3)).to.equal(false);
  });
});
