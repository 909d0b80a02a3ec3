/** Optimized plans, run as stages on simulated workers, give what the bound plan gives by definition. */
import { expect } from 'chai';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import type { ColumnStats, TableDef } from '../../src/catalog/table-def.js';
import { known } from '../../src/common/assert.js';
import { ConductError } from '../../src/common/errors.js';
import { PlanInterpreter } from '../../src/conductor/local/interpret-plan.js';
import { Meter } from '../../src/conductor/local/meter.js';
import { optimize } from '../../src/optimizer/optimize.js';
import { explainLines } from '../../src/plan/explain.js';
import type { PhysicalPlan } from '../../src/plan/physical.js';
import type { Datum } from '../../src/types/datum.js';
import { runLogical, type Tables } from './reference/run-logical.js';
import { runStages } from './reference/run-stages.js';
import { keyOf, textOf } from './reference/values.js';
import { QUERIES } from './same-answers-queries.js';
import { bindQuery, catalogOf, loadParser } from './support.js';

const DDL = `
  create table t (id int primary key, a int, b int, c text);
  create table s (id int not null, a int, b int not null, n numeric(10,2)) with (distributed_by = 'a');
  create table r (a int, b int, c varchar(10)) with (distribution = random);
  create table k (a int primary key, name text not null) with (distribution = replicated);
  create table p (id int not null, t_id int not null, v bigint, d date, primary key (id, t_id)) with (distributed_by = 't_id');
  create table e (a int, b int);
`;

/** A small, fast generator (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeRows(seed: number): { readonly [table: string]: readonly (readonly Datum[])[] } {
  const random = generator(seed);
  const int = (limit: number): number => Math.floor(random() * limit);
  const maybe = (value: Datum): Datum => (random() < 0.15 ? null : value);
  const many = (count: number, row: (i: number) => readonly Datum[]): readonly (readonly Datum[])[] =>
    Array.from({ length: count }, (_row, i) => row(i));
  return {
    t: many(24, (i) => [i, maybe(int(6)), maybe(int(8)), maybe(`c${int(5)}`)]),
    s: many(20, (i) => [i, maybe(int(6)), int(8), maybe({ unscaled: BigInt(int(2_000) - 500), scale: 2 })]),
    r: many(15, () => [maybe(int(7)), maybe(int(5)), maybe(`c${int(6)}`)]),
    k: many(5, (i) => [i, `c${i}`]),
    p: many(30, (i) => [i, int(26), maybe(BigInt(int(100))), maybe(int(40))]),
    e: [],
  };
}

function statsOf(rows: readonly (readonly Datum[])[], ordinal: number): ColumnStats {
  const values = rows.map((row) => row[ordinal] ?? null).filter((value) => value !== null);
  const numbers = values.flatMap((value) =>
    typeof value === 'number' || typeof value === 'bigint'
      ? [BigInt(value)]
      : typeof value === 'object' && 'unscaled' in value
        ? [value.unscaled]
        : [],
  );
  const sorted = [...numbers].sort((a, b) => Number(a - b));
  const min = sorted[0] ?? null;
  const max = sorted.at(-1) ?? null;
  return {
    nulls: rows.length - values.length,
    min,
    max,
    minText: null,
    maxText: null,
    distinct: new Set(values.map(textOf)).size,
    meanBytes: 8,
    common: [],
  };
}

interface World {
  readonly catalog: MemoryCatalog;
  readonly tables: Tables;
  readonly defs: ReadonlyMap<number, TableDef>;
}

/** `inflate`: the optimizer is told of so many times the rows, so that it plans as for large tables. */
function makeWorld(seed: number, workers: readonly string[], inflate: number): World {
  const data = makeRows(seed);
  const plain = catalogOf(DDL, {}, { workers });
  const defs = plain.tables.map((table): TableDef => {
    const rows = known(data[table.name], 'rows');
    const columns = table.columns.map((_column, i): ColumnStats => {
      const stats = statsOf(rows, i);
      // Keys grow with the table.
      return stats.distinct === rows.length ? { ...stats, distinct: rows.length * inflate } : stats;
    });
    return { ...table, stats: { rows: rows.length * inflate, columns } };
  });
  return {
    catalog: new MemoryCatalog({ version: 1, tables: defs }),
    tables: new Map(defs.map((table) => [table.id, known(data[table.name], 'rows')])),
    defs: new Map(defs.map((table) => [table.id, table])),
  };
}

function outcome(run: () => readonly (readonly Datum[])[]): string {
  try {
    return run().map(keyOf).sort().join('\n');
  } catch (error) {
    if (error instanceof ConductError && error.code === '21000') return `error ${error.code}`;
    throw error;
  }
}

function interpreted(plan: PhysicalPlan, tables: Tables): readonly (readonly Datum[])[] {
  let ms = 0;
  // The clock goes on with each look at it: the plan gives up the thread again and again.
  const meter = new Meter(() => {
    ms += 1;
    return ms;
  });
  const interpreter = new PlanInterpreter({ table: ({ tableId }) => known(tables.get(tableId), 'rows'), meter, measure: null });
  return [...interpreter.rows(plan)].filter((row) => row !== null);
}

describe('optimized plans give the same answers', () => {
  before(loadParser);

  let here = 0;
  for (const sql of QUERIES) {
    it(`on the conductor: ${sql}`, () => {
      for (const seed of [1, 2]) {
        const world = makeWorld(seed, ['w1'], 1);
        const bound = bindQuery(sql, world.catalog);
        const settings = { disabledRules: new Set<string>(), localRows: 1_000 };
        const optimized = optimize(bound.plan, { workers: ['w1'], settings, nextColumnId: bound.nextColumnId });
        // Windows and long series go to the workers.
        if (!optimized.local) return;
        here += 1;
        const expected = outcome(() => runLogical(bound.plan, world.tables));
        const actual = outcome(() => interpreted(optimized.physical, world.tables));
        expect(actual, `seed ${seed}\n${explainLines(optimized, { verbose: true }).join('\n')}`).to.equal(expected);
      }
    });
  }

  it('runs most of them on the conductor where the tables are small', () => {
    expect(here / 2).to.be.above(QUERIES.length * 0.75);
  });

  for (const workers of [['w1'], ['w1', 'w2', 'w3']]) {
    for (const inflate of [1, 10_000]) {
      for (const sql of QUERIES) {
        it(`${workers.length} workers, tables x${inflate}: ${sql}`, () => {
          for (const seed of [1, 2]) {
            const world = makeWorld(seed, workers, inflate);
            const bound = bindQuery(sql, world.catalog);
            const expected = outcome(() => runLogical(bound.plan, world.tables));
            const optimized = optimize(bound.plan, { workers, settings: { disabledRules: new Set() }, nextColumnId: bound.nextColumnId });
            const actual = outcome(() => runStages(optimized.stages, world.tables, world.defs));
            expect(actual, `seed ${seed}\n${explainLines(optimized, { verbose: true }).join('\n')}`).to.equal(expected);
          }
        });
      }
    }
  }
});
