/**
 * Generated statements give what PostgreSQL gives. CONDUCT_SEED and CONDUCT_FUZZ_QUERIES choose the run, CONDUCT_FUZZ_WORKERS and
 * CONDUCT_FUZZ_SETTINGS (`set conduct.morsel_rows to 1024; ...`) the cluster. A difference is made small before it is shown, and
 * belongs into sqllogictest/suites/differences.slt once it is mended.
 */
import { expect } from 'chai';
import { Random } from '../processes/random.js';
import { changeStatement, LATER, transaction } from './changes.js';
import { difference } from './compare.js';
import { expression, randomKind } from './expressions.js';
import { KNOWN_DIFFERENCES } from './known-differences.js';
import { prepared } from './parameters.js';
import { type Piece, piece, render, shrink } from './piece.js';
import { selectStatement } from './queries.js';
import { type Answer, type Side, startConduct, startPostgres } from './sides.js';
import { createTable, DEFINITIONS, insertRows, LARGE, TABLES } from './tables.js';

const SEED = Number(process.env.CONDUCT_SEED ?? 20240601);
const STATEMENTS = Number(process.env.CONDUCT_FUZZ_QUERIES ?? 2_000);
const WORKERS = Number(process.env.CONDUCT_FUZZ_WORKERS ?? 2);
const SETTINGS = (process.env.CONDUCT_FUZZ_SETTINGS ?? '').split(';').filter((statement) => statement.trim() !== '');
const REFILL_EVERY = 500;
const SHRINK_TRIALS = 400;
const SHRINK_MS = 8_000;
/** Differences that are made small and shown; more would say nothing new. */
const SHOWN = Number(process.env.CONDUCT_FUZZ_SHOWN ?? 5);
/** Shares of what is not a SELECT over the tables. */
const CHANGES = 0.04;
const TRANSACTIONS = 0.01;
const VALUES = 0.5;
/** Of SELECTs. */
const PREPARED = 0.15;

/** A question to both sides. */
interface Question {
  readonly query: Piece;
  readonly ordered: boolean;
  readonly prepared: boolean;
}

describe(`generated statements, seed ${SEED}`, () => {
  let postgres: Side;
  let conduct: Side;

  before(async function () {
    this.timeout(120_000);
    postgres = await startPostgres();
    conduct = await startConduct({ workers: WORKERS, settings: SETTINGS });
    for (const definition of DEFINITIONS) await setUp(definition, definition);
    for (const table of [...TABLES, LARGE]) await setUp(createTable(table, false), createTable(table, true));
    await fillTables([...TABLES, LARGE]);
  });

  after(async function () {
    this.timeout(60_000);
    await conduct?.close();
    await postgres?.close();
  });

  async function setUp(theirs: string, ours: string): Promise<void> {
    const answers = [await postgres.run(theirs), await conduct.run(ours)];
    for (const answer of answers) if (answer.kind === 'error') throw new Error(`${answer.message}: ${ours.slice(0, 200)}`);
  }

  async function fillTables(tables: typeof TABLES): Promise<void> {
    const random = new Random(SEED);
    for (const table of tables) {
      const rows = insertRows(table, random);
      if (rows !== null) await setUp(rows, rows);
    }
  }

  /** The tables that change are as they were at first: what was inserted would make later statements ever slower. */
  async function refill(): Promise<void> {
    const tables = TABLES.filter(({ changed }) => changed);
    for (const { name } of tables) await setUp(`delete from ${name}`, `delete from ${name}`);
    await fillTables(tables);
  }

  async function compare(sql: string, ordered: boolean): Promise<string | null> {
    const theirs = await postgres.run(sql);
    return unexplained(sql, difference(await conduct.run(sql), theirs, ordered));
  }

  /** What differs, but for what is known to and why. */
  function unexplained(sql: string, found: string | null): string | null {
    return found === null || KNOWN_DIFFERENCES.some((known) => known.matches(sql, found)) ? null : found;
  }

  async function ask(question: Question): Promise<{ readonly theirs: Answer; readonly found: string | null; readonly shown: string }> {
    const { sql, values } = question.prepared ? prepared(question.query) : { sql: render(question.query), values: undefined };
    const theirs = await postgres.run(sql, values);
    const found = unexplained(sql, difference(await conduct.run(sql, values), theirs, question.ordered));
    return { theirs, found, shown: `${sql};${values === undefined ? '' : ` -- ${JSON.stringify(values)}`}\n    -- ${found}` };
  }

  async function smallest(question: Question): Promise<string> {
    const answered = (await ask(question)).theirs.kind === 'rows';
    // What only fails is no smaller form of what has an answer.
    const until = Date.now() + SHRINK_MS;
    const shows = async (query: Piece): Promise<boolean> => {
      if (Date.now() > until) return false;
      const { found, theirs } = await ask({ ...question, query });
      return found !== null && (!answered || theirs.kind === 'rows');
    };
    return (await ask({ ...question, query: await shrink(question.query, shows, SHRINK_TRIALS) })).shown;
  }

  /** Statements in order, and then the tables that they name. What differs, and the tables as they were at first. */
  async function change(statements: readonly string[]): Promise<string | null> {
    const tables = TABLES.filter(({ changed }) => changed);
    const all = [
      ...statements,
      ...tables.filter(({ name }) => statements.some((sql) => sql.includes(name))).map(({ name }) => `select * from ${name}`),
    ];
    let told: string | null = null;
    let done = 0;
    for (const sql of all) {
      done += 1;
      told = await compare(sql, false);
      if (told !== null) break;
    }
    if (told === null) return null;
    // Whatever is open ends; else neither side takes this.
    for (const side of [postgres, conduct]) await side.run('rollback');
    await refill();
    return `${all.slice(0, done).join(';\n  ')};\n    -- ${told}`;
  }

  it(`are answered as PostgreSQL does (${STATEMENTS} of them)`, async function () {
    this.timeout(0);
    const random = new Random(SEED).fork();
    const answers = await Promise.all(LATER.map(({ probe }) => conduct.run(probe)));
    const more = LATER.filter((_, index) => answers[index]?.kind === 'rows').map(({ make }) => make);
    const shown: string[] = [];
    // At once: a long run is looked at while it goes on.
    const tell = (what: string): void => {
      console.log(`    ${what}`);
      shown.push(what);
    };
    let asked = 0;
    let answered = 0;
    let nextId = 1000;
    for (let index = 0; index < STATEMENTS && shown.length < SHOWN; index += 1) {
      const own = random.fork();
      const roll = own.next();
      if (index % REFILL_EVERY === REFILL_EVERY - 1) {
        await refill();
        // In turn on the conductor and on the workers.
        const places = ['0', 'default'];
        await conduct.run(`set conduct.local_rows to ${places[Math.floor(index / REFILL_EVERY) % places.length]}`);
      }
      if (roll < CHANGES + TRANSACTIONS) {
        const statements = roll < CHANGES ? [render(changeStatement(own, nextId, more))] : transaction(own, nextId, more);
        nextId += 100;
        const told = await change(statements);
        if (told !== null) tell(told);
        continue;
      }
      const single = roll < CHANGES + TRANSACTIONS + VALUES;
      const question = single ? valueQuestion(own) : { ...selectStatement(own), prepared: own.next() < PREPARED };
      const { theirs, found } = await ask(question);
      if (!single) {
        asked += 1;
        if (theirs.kind === 'rows') answered += 1;
      }
      if (found !== null) tell(await smallest(question));
    }
    expect(shown, `seed ${SEED}:\n  ${shown.join('\n  ')}\n`).to.have.length(0);
    // A generator of errors would agree with everybody.
    expect(answered, 'SELECTs that PostgreSQL answers with rows').to.be.above(asked * 0.85);
  });
});

/** One value from constants: errors may happen, and must be the same. */
function valueQuestion(random: Random): Question {
  const value = expression(randomKind(random), random, { columns: [], subquery: null, hazards: { left: 1 } }, 3);
  return { query: piece('query')`select ${value} as c0`, ordered: true, prepared: random.next() < PREPARED };
}
