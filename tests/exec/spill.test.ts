/** Operators whose rows do not fit into the query's memory: their answers, that they went to disk, and what goes wrong there. */
import { expect } from 'chai';
import { nodeFileSystem } from '../../src/common/node-runtime.js';
import type { FileSystem } from '../../src/common/runtime.js';
import type { Engine } from '../../src/exec/engine.js';
import type { AggregateNode, HashJoinNode, PhysicalPlan, SortNode, WindowNode } from '../../src/plan/physical.js';
import { DEFAULT_FRAME } from '../../src/plan/window.js';
import { TYPES } from '../../src/types/sql-type.js';
import { base, column, type Input, input, type Row, type RunResult, ref, runPlan, seeded, sorted, withEngine } from './support.js';

const key = column(1, TYPES.int4);
const name = column(2, TYPES.text);
const otherKey = column(3, TYPES.int4);
const otherName = column(4, TYPES.text);

/** Small enough for all that follows to go to disk, in more than one pass. */
const SCARCE = 2 << 20;
const AMPLE = 1 << 30;

function rows(seed: number, count: number, keys: number): Row[] {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, i) => [
    random() < 0.02 ? null : Math.floor(random() * keys),
    random() < 0.1 ? null : `text ${i % 1_000} ${'x'.repeat(Math.floor(random() * 30))}`,
  ]);
}

function sortOf(source: Input, limit: number | null = null, offset = 0): SortNode {
  const keys = [
    { expr: ref(key), descending: true, nullsFirst: false },
    { expr: ref(name), descending: false, nullsFirst: true },
  ];
  return { ...base([key, name]), kind: 'sort', input: source.node, keys, limit, offset };
}

function groupsOf(source: Input): AggregateNode {
  const columns = [key, { ...column(10, TYPES.int8), nullable: false }, column(11, TYPES.text), column(12, TYPES.text)];
  return {
    ...base(columns),
    kind: 'aggregate',
    input: source.node,
    keys: [ref(key)],
    aggregates: [
      { fn: 'count', arg: null, filter: null },
      { fn: 'min', arg: ref(name), filter: null },
      { fn: 'max', arg: ref(name), filter: null },
    ],
    phase: 'single',
  };
}

function joinOf(kind: HashJoinNode['join'], probe: Input, build: Input): HashJoinNode {
  const columns =
    kind.startsWith('probe-semi') || kind === 'probe-anti'
      ? [key, name]
      : kind.startsWith('build-') && kind !== 'build-outer'
        ? [otherKey, otherName]
        : [key, name, otherKey, otherName];
  return {
    ...base(kind === 'probe-mark' ? [key, name, { ...column(20, TYPES.bool), nullable: false }] : columns),
    kind: 'hash-join',
    join: kind,
    build: build.node,
    probe: probe.node,
    buildKeys: [ref(otherKey)],
    probeKeys: [ref(key)],
    residual: null,
    uniqueBuild: false,
  };
}

function windowOf(source: Input): WindowNode {
  const columns = [key, name, { ...column(30, TYPES.int8), nullable: false }, column(31, TYPES.text)];
  return {
    ...base(columns),
    kind: 'window',
    input: source.node,
    partition: [ref(key)],
    order: [{ expr: ref(name), descending: false, nullsFirst: false }],
    functions: [
      { kind: 'function', name: 'rank', args: [], frame: DEFAULT_FRAME },
      { kind: 'function', name: 'lag', args: [ref(name)], frame: DEFAULT_FRAME },
    ],
    presorted: false,
  };
}

/** Runs a plan twice; the second time with little memory. */
async function both(
  engine: Engine,
  plan: PhysicalPlan,
  inputs: readonly Input[],
  scarce = SCARCE,
): Promise<{ expected: RunResult; actual: RunResult }> {
  const expected = await runPlan(engine, plan, inputs, { memoryLimitBytes: AMPLE });
  expect(expected.stats.spilledBytes, 'with ample memory').to.equal(0);
  const before = engine.memory.usedBytes;
  const actual = await runPlan(engine, plan, inputs, { memoryLimitBytes: scarce });
  expect(engine.memory.usedBytes, 'memory that is left').to.equal(before);
  expect(actual.stats.operators.find(({ op }) => op === plan.op)?.spilledBytes ?? 0, 'bytes of the operator').to.be.greaterThan(scarce / 2);
  expect(actual.stats.peakMemoryBytes).to.be.at.most(scarce);
  return { expected, actual };
}

const JOINS = [
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

for (const [mode, executors] of [
  ['inline', 1],
  ['threads', 2],
] as const) {
  describe(`spilling (${mode}, ${executors} executors)`, () => {
    const each = (title: string, body: (engine: Engine) => Promise<void>): void => {
      it(title, () => withEngine(executors, mode, body));
    };

    each('sorts by merging runs', async (engine) => {
      const source = input([key, name], rows(1, 60_000, 5_000), 1_000);
      const { expected, actual } = await both(engine, sortOf(source), [source]);
      expect(actual.rows.length).to.equal(60_000);
      expect(actual.rows).to.deep.equal(expected.rows);
    });

    each('keeps no more of a run than a limit needs', async (engine) => {
      const source = input([key, name], rows(2, 60_000, 5_000), 1_000);
      const { expected, actual } = await both(engine, sortOf(source, 20_000, 1_500), [source]);
      expect(actual.rows.length).to.equal(20_000);
      expect(actual.rows).to.deep.equal(expected.rows);
    });

    each('merges groups that went to disk in parts', async (engine) => {
      const source = input([key, name], rows(3, 80_000, 30_000), 1_000);
      const { expected, actual } = await both(engine, groupsOf(source), [source]);
      expect(sorted(actual.rows)).to.deep.equal(sorted(expected.rows));
    });

    for (const kind of JOINS) {
      each(`joins partition by partition: ${kind}`, async (engine) => {
        const probe = input([key, name], rows(4, 30_000, 40_000), 1_000);
        const build = input([otherKey, otherName], rows(5, 40_000, 40_000), 1_000);
        const { expected, actual } = await both(engine, joinOf(kind, probe, build), [probe, build]);
        expect(sorted(actual.rows)).to.deep.equal(sorted(expected.rows));
      });
    }

    each('parts again what is too large after one pass', async (engine) => {
      const text = 'x'.repeat(4_000);
      const long = (seed: number, count: number): Row[] => rows(seed, count, count).map(([number], i) => [number ?? null, `${i} ${text}`]);
      const grouped = input([key, name], long(7, 5_000), 20);
      const groups = await both(engine, groupsOf(grouped), [grouped], 2 * SCARCE);
      expect(sorted(groups.actual.rows)).to.deep.equal(sorted(groups.expected.rows));
      const [probe, build] = [input([key, name], rows(8, 5_000, 5_000), 500), input([otherKey, otherName], long(9, 8_000), 20)];
      const joined = await both(engine, joinOf('probe-outer', probe, build), [probe, build], 2 * SCARCE);
      expect(sorted(joined.actual.rows)).to.deep.equal(sorted(joined.expected.rows));
      // All of it once, and again what was parted again.
      expect(joined.actual.stats.spilledBytes).to.be.greaterThan(1.5 * 8_000 * text.length);
    });

    each('leaves nothing behind when it is cancelled', async (engine) => {
      const before = engine.memory.usedBytes;
      for (const afterMs of [5, 30, 80]) {
        const controller = new AbortController();
        const source = input([key, name], rows(3, 80_000, 30_000), 1_000);
        setTimeout(() => controller.abort(), afterMs);
        const error = await runPlan(engine, groupsOf(source), [source], { memoryLimitBytes: SCARCE, signal: controller.signal }).catch(
          (caught: unknown) => caught,
        );
        expect(error).to.have.property('code', '57014');
        expect(engine.memory.usedBytes, 'memory that is left').to.equal(before);
      }
    });

    each('numbers the rows of many partitions of a window', async (engine) => {
      const source = input([key, name], rows(6, 60_000, 3_000), 1_000);
      const { expected, actual } = await both(engine, windowOf(source), [source]);
      expect(sorted(actual.rows)).to.deep.equal(sorted(expected.rows));
    });
  });
}

describe('spilling that fails', () => {
  const source = (): Input => input([key, name], rows(1, 60_000, 5_000), 1_000);

  async function failure(options: Parameters<typeof withEngine>[3]): Promise<unknown> {
    let error: unknown = null;
    await withEngine(
      1,
      'inline',
      async (engine) => {
        const rest = source();
        const before = engine.memory.usedBytes;
        error = await runPlan(engine, sortOf(rest), [rest], { memoryLimitBytes: SCARCE }).catch((caught: unknown) => caught);
        expect(engine.memory.usedBytes, 'memory that is left').to.equal(before);
        const small = input([key, name], rows(1, 100, 10));
        expect((await runPlan(engine, sortOf(small), [small])).rows.length).to.equal(100);
      },
      options,
    );
    return error;
  }

  it('is 53100 over the quota, for that query alone', async () => {
    expect(await failure({ quotaBytes: SCARCE })).to.include({ code: '53100' });
  });

  it('is 53100 when the disk is full', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    let written = 0;
    const fs = changedFiles((file) => ({
      ...file,
      write: async (position, bytes) => {
        written += bytes.byteLength;
        if (written > SCARCE) throw full;
        await file.write(position, bytes);
      },
    }));
    expect(await failure({ fs })).to.include({ code: '53100' });
  });

  it('is XX001 when what is read is not what was written', async () => {
    const fs = changedFiles((file) => ({
      ...file,
      write: async (position, bytes) => {
        const changed = bytes.slice();
        changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
        await file.write(position, changed);
      },
    }));
    expect(await failure({ fs })).to.include({ code: 'XX001' });
  });
});

type Scratch = Awaited<ReturnType<FileSystem['createScratch']>>;

function changedFiles(change: (file: Scratch) => Scratch): FileSystem {
  return { ...nodeFileSystem, createScratch: async (path) => change(await nodeFileSystem.createScratch(path)) };
}
