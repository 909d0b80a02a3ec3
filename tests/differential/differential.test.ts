/**
 * Generated statements give what PostgreSQL gives. CONDUCT_SEED and CONDUCT_FUZZ_QUERIES choose the run; a difference is made
 * small before it is shown, and belongs into sqllogictest/suites/differences.slt once it is mended.
 */
import { expect } from 'chai';
import { Random } from '../processes/random.js';
import { changeStatement } from './changes.js';
import { difference } from './compare.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { type Piece, render, shrink } from './piece.js';
import { selectStatement } from './queries.js';
import { type Side, startConduct, startPostgres } from './sides.js';
import { createTable, insertRows, TABLES } from './tables.js';

const SEED = Number(process.env.CONDUCT_SEED ?? 20240601);
const STATEMENTS = Number(process.env.CONDUCT_FUZZ_QUERIES ?? 10_000);
/** One statement in so many changes a table. */
const CHANGE_EVERY = 25;
const SHRINK_TRIALS = 400;
/** Differences that are made small and shown; more would say nothing new. */
const SHOWN = Number(process.env.CONDUCT_FUZZ_SHOWN ?? 5);

describe(`generated statements, seed ${SEED}`, () => {
  let postgres: Side;
  let conduct: Side;

  before(async function () {
    this.timeout(120_000);
    postgres = await startPostgres();
    conduct = await startConduct(2);
    const random = new Random(SEED);
    for (const table of TABLES) {
      const rows = insertRows(table, random);
      await setUp(createTable(table, false), createTable(table, true));
      if (rows !== null) await setUp(rows, rows);
    }
  });

  after(async function () {
    this.timeout(60_000);
    await conduct?.close();
    await postgres?.close();
  });

  async function setUp(theirs: string, ours: string): Promise<void> {
    const answers = [await postgres.run(theirs), await conduct.run(ours)];
    for (const answer of answers) if (answer.kind === 'error') throw new Error(answer.message);
  }

  async function compare(sql: string, ordered: boolean): Promise<string | null> {
    const theirs = await postgres.run(sql);
    const ours = await conduct.run(sql);
    return difference(ours, theirs, ordered);
  }

  async function smallest(query: Piece, ordered: boolean): Promise<string> {
    const answered = (await postgres.run(render(query))).kind === 'rows';
    // What only fails is no smaller form of what has an answer.
    const shows = async (candidate: Piece): Promise<boolean> =>
      (await unexplained(render(candidate), ordered)) !== null && (!answered || (await postgres.run(render(candidate))).kind === 'rows');
    const sql = render(await shrink(query, shows, SHRINK_TRIALS));
    return `${sql};\n    -- ${await compare(sql, ordered)}`;
  }

  /** What differs, but for what is known to and why. */
  async function unexplained(sql: string, ordered: boolean): Promise<string | null> {
    const found = await compare(sql, ordered);
    return found === null || KNOWN_DIFFERENCES.some((known) => known.matches(sql, found)) ? null : found;
  }

  it(`are answered as PostgreSQL does (${STATEMENTS} of them)`, async function () {
    this.timeout(0);
    const random = new Random(SEED).fork();
    const shown: string[] = [];
    let answered = 0;
    let nextId = 1000;
    for (let index = 0; index < STATEMENTS && shown.length < SHOWN; index += 1) {
      const own = random.fork();
      if (index % CHANGE_EVERY === CHANGE_EVERY - 1) {
        const { statement, table } = changeStatement(own, nextId);
        nextId += 10;
        const told = (await compare(render(statement), false)) ?? (await compare(`select * from ${table.name}`, false));
        if (told !== null) shown.push(`${render(statement)};\n    -- ${told}`);
        // The tables differ from here on.
        if (told !== null) break;
        continue;
      }
      const { query, ordered } = selectStatement(own);
      const sql = render(query);
      const theirs = await postgres.run(sql);
      if (theirs.kind === 'rows') answered += 1;
      const found = difference(await conduct.run(sql), theirs, ordered);
      if (found === null || KNOWN_DIFFERENCES.some((known) => known.matches(sql, found))) continue;
      shown.push(await smallest(query, ordered));
    }
    expect(shown, `seed ${SEED}:\n  ${shown.join('\n  ')}\n`).to.have.length(0);
    // A generator of errors would agree with everybody.
    expect(answered, 'statements that PostgreSQL answers with rows').to.be.above(STATEMENTS * 0.85);
  });
});
