import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { AggregateColumn, Column } from '../../src/client/column.js';
import { DataFrame } from '../../src/client/data-frame.js';
import { FrameActions } from '../../src/client/frame-actions.js';
import { FrameWriter } from '../../src/client/frame-writer.js';
import * as functions from '../../src/client/functions.js';
import { GroupedFrame, PivotedFrame } from '../../src/client/grouped-frame.js';
import { col, expr, lit, Session, Window } from '../../src/client/index.js';
import { NaFunctions } from '../../src/client/na-functions.js';
import { WindowSpec } from '../../src/client/window.js';
import {
  AGGREGATE_CASES,
  AGGREGATES,
  COLUMN_CASES,
  FUNCTION_CASES,
  MORE_AGGREGATES,
  ROWS,
  SAMPLE,
  WINDOW_CASES,
  WINDOWS,
} from './data-frame-functions.js';
import { SalesCluster } from './data-frame-sales.js';
import { ROOT } from './tpch-data.js';

/** For other classes of the client. */
const INTERNAL: ReadonlySet<string> = new Set(['constructor', 'runner', 'limitedSQL', 'query', 'temporary', 'iterate']);

describe('functions of DataFrames', () => {
  let world: SalesCluster;
  let session: Session;

  before(async () => {
    world = await SalesCluster.start();
    session = world.session;
  });

  after(() => (world as SalesCluster | undefined)?.stop());

  /** Columns beside the SQL that they stand for, in one query. */
  async function compare(rows: string, cases: readonly (readonly [Column, string])[], over = ''): Promise<void> {
    const columns = cases.flatMap(([column, sql], i) => [column.as(`a${i}`), expr(`${sql}${over}`).as(`b${i}`)]);
    for (const row of await session
      .sql(rows)
      .select(...columns)
      .collect()) {
      cases.forEach(([, sql], i) => {
        expect(row[`a${i}`], sql).to.deep.equal(row[`b${i}`]);
      });
    }
  }

  it('are all tried', () => {
    const tried = [
      ...Object.keys(FUNCTION_CASES),
      ...AGGREGATES,
      ...WINDOWS,
      'random',
      'gen_random_uuid',
      'clock_timestamp',
      'unnest',
      'generate_series',
    ];
    expect(tried.sort()).to.deep.equal(Object.keys(functions).sort());
  });

  it('and every method', () => {
    const text = ['data-frame.test.ts', 'data-frame-actions.test.ts', 'data-frame-functions.ts', 'data-frame-functions.test.ts']
      .map((file) => readFileSync(join(ROOT, 'tests/processes', file), 'utf8'))
      .join('\n');
    const classes = [
      DataFrame,
      FrameActions,
      Column,
      AggregateColumn,
      GroupedFrame,
      PivotedFrame,
      NaFunctions,
      FrameWriter,
      WindowSpec,
      Session,
    ];
    const methods = classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)).filter((name) => !INTERNAL.has(name));
    expect(methods).to.have.length.at.least(100);
    expect(methods.filter((name) => !new RegExp(`\\.${name}\\b`).test(text))).to.deep.equal([]);
  });

  it('give what their SQL gives', () => compare(SAMPLE, Object.values(FUNCTION_CASES)));
  it('and methods of columns', () => compare(SAMPLE, COLUMN_CASES));
  it('and aggregates', () => compare(ROWS, [...Object.values(AGGREGATE_CASES), ...MORE_AGGREGATES]));

  it('and functions over windows', async () => {
    const window = Window.partitionBy('b').orderBy(col('k').desc(), 't');
    const cases = Object.values(WINDOW_CASES).map(([column, sql]) => [column.over(window), sql] as const);
    await compare(ROWS, cases, ' over (partition by b order by k desc, t)');
  });

  it('and those that have no fixed answer', async () => {
    const [row] = await session
      .sql('SELECT 1 AS one')
      .select(
        functions.random().between(0, 1).as('random'),
        functions.length(functions.gen_random_uuid().cast('text')).as('uuid'),
        functions.clock_timestamp().ge(functions.now()).as('clock'),
      )
      .collect();
    expect(row).to.deep.equal({ random: true, uuid: 36, clock: true });
    const numbers = session
      .sql('SELECT ARRAY[2, 3] AS a')
      .select(functions.unnest('a').as('n'), functions.generate_series(lit(1), 2).as('m'));
    expect(await numbers.collect()).to.deep.equal([
      { n: 2, m: 1 },
      { n: 3, m: 2 },
    ]);
  });
});
