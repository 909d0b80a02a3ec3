/** COPY FROM of so much text that the workers read it: rows are where they belong, errors name the client's lines, and nothing is left of what failed. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { LIMITS } from '../../src/common/limits.js';
import { LocalCluster } from '../files/local-cluster.js';

const ROWS = 12_000;

let cluster: LocalCluster;

before(async () => {
  cluster = await LocalCluster.start(2);
});

after(() => cluster.stop());

/** Pieces that end anywhere. */
function* cut(text: string, bytes = 30_011): Generator<Uint8Array> {
  const data = Buffer.from(text);
  expect(data.length).to.be.greaterThan(LIMITS.copyOnConductorBytes);
  for (let at = 0; at < data.length; at += bytes) yield data.subarray(at, at + bytes);
}

function lines(lineOf: (i: number) => string, rows = ROWS): string[] {
  return Array.from({ length: rows }, (_, i) => lineOf(i));
}

async function failure(promise: Promise<unknown>): Promise<ConductError> {
  try {
    await promise;
  } catch (error) {
    expect(error).to.be.instanceOf(ConductError);
    return error as ConductError;
  }
  throw new Error('it did not fail');
}

describe('COPY FROM on the workers', () => {
  for (const [name, options] of [
    ['a key', "distributed_by = 'note, id'"],
    ['nothing', 'distribution = random'],
    ['copies', 'distribution = replicated'],
  ] as const) {
    it(`brings rows to the workers of a table that is distributed by ${name}`, async () => {
      await cluster.query(`create table spread (id int, note text, price numeric(10, 2), day date) with (${options})`);
      const text = lines(
        (i) => `${i}\t${i % 7 === 0 ? '\\N' : `note ${i % 100}`}\t${i}.25\t2024-01-${String((i % 28) + 1).padStart(2, '0')}\n`,
      ).join('');
      expect(await cluster.copy('copy spread from stdin', cut(text))).to.equal(`COPY ${ROWS}`);
      const sums = await cluster.query('select count(*), count(note), sum(price), sum(id), max(day) from spread');
      const notes = ROWS - Math.ceil(ROWS / 7);
      const ids = (ROWS * (ROWS - 1)) / 2;
      expect(sums).to.deep.equal([[String(ROWS), String(notes), (ids + ROWS * 0.25).toFixed(2), String(ids), '2024-01-28']]);
      // Found by the key where it is looked for at one worker alone.
      expect(await cluster.query("select price from spread where note = 'note 17' and id = 317")).to.deep.equal([['317.25']]);
      await cluster.query('drop table spread');
    });
  }

  it('reads CSV with a header, quotes and rows of several lines, columns in another order', async () => {
    await cluster.query("create table quoted (id int, note text, more text) with (distributed_by = 'id')");
    const text = [
      'more,id\r\n',
      ...lines((i) => `${i % 3 === 0 ? '"two\r\nlines, ""quoted"""' : i % 3 === 1 ? '' : '""'},"${i}"\r\n`),
    ].join('');
    expect(await cluster.copy('copy quoted (more, id) from stdin (format csv, header match)', cut(text))).to.equal(`COPY ${ROWS}`);
    expect(await cluster.query('select more, count(*), sum(id), count(note) from quoted group by more order by more')).to.deep.equal([
      ['', '4000', '24002000', '0'],
      ['two\r\nlines, "quoted"', '4000', '23994000', '0'],
      [null, '4000', '23998000', '0'],
    ]);
    await cluster.query('drop table quoted');
  });

  it('takes the end marker, a last line without an end, other encodings and settings', async () => {
    await cluster.query('create table various (id int, day date, note text)');
    const text = lines((i) => `${i},${(i % 28) + 1}/12/2023,caf\xe9`).join('\n');
    await cluster.query("set datestyle = 'ISO, DMY'");
    const pieces = [...cut(text)].map((_, at) => Buffer.from(text, 'latin1').subarray(at * 30_011, (at + 1) * 30_011));
    expect(await cluster.copy("copy various from stdin (format csv, encoding 'latin1')", pieces)).to.equal(`COPY ${ROWS}`);
    await cluster.query('reset datestyle');
    expect(await cluster.query("select count(*), min(day), max(day) from various where note = 'café'")).to.deep.equal([
      [String(ROWS), '2023-12-01', '2023-12-28'],
    ]);
    const ended = `${lines((i) => `${i}\t2024-01-01\tx\n`).join('')}\\.\nnot a row\n`;
    expect(await cluster.copy('copy various from stdin', cut(ended))).to.equal(`COPY ${ROWS}`);
    await cluster.query('drop table various');
  });

  it('says the line of the first error of the data, whichever worker finds it, and keeps nothing', async () => {
    await cluster.query("create table wrong (id int not null, price numeric(8, 2), note varchar(5)) with (distributed_by = 'id')");
    const whole = lines((i) => `${i}|${i}.5|n${i % 9}\n`);
    const withLines = (changes: Readonly<Record<number, string>>): string => whole.map((line, i) => changes[i + 1] ?? line).join('');
    const copy = (changes: Readonly<Record<number, string>>): Promise<ConductError> =>
      failure(cluster.copy("copy wrong from stdin with (delimiter '|')", cut(withLines(changes))));
    const cases: readonly (readonly [Readonly<Record<number, string>>, string, string, string])[] = [
      [{ 11000: '5|x|n\n' }, '22P02', 'invalid input syntax for type numeric: "x"', 'COPY wrong, line 11000, column price: "x"'],
      [
        Object.fromEntries(Array.from({ length: 500 }, (_, i) => [9_000 + i * 3, `${i}|bad|n\n`])),
        '22P02',
        'invalid input syntax for type numeric: "bad"',
        'COPY wrong, line 9000, column price: "bad"',
      ],
      [{ 777: 'x|1|n\n' }, '22P02', 'invalid input syntax for type integer: "x"', 'COPY wrong, line 777, column id: "x"'],
      [
        { 900: 'x|1|n\n', 850: '4|1|too long\n' },
        '22001',
        'value too long for type character varying(5)',
        'COPY wrong, line 850, column note: "too long"',
      ],
      [
        { 901: 'x|1|n\n', 902: '4|1|too long\n' },
        '22P02',
        'invalid input syntax for type integer: "x"',
        'COPY wrong, line 901, column id: "x"',
      ],
      [{ 5000: '5|1\n' }, '22P04', 'missing data for column "note"', 'COPY wrong, line 5000: "5|1"'],
      [{ 5001: '5|1|n|m\n' }, '22P04', 'extra data after last expected column', 'COPY wrong, line 5001: "5|1|n|m"'],
      [
        { 12000: '\\N|1|n\n' },
        '23502',
        'null value in column "id" of relation "wrong" violates not-null constraint',
        'COPY wrong, line 12000: "\\N|1|n"',
      ],
      [{ 3: '5|1|n\r\n' }, '22P04', 'literal carriage return found in data', 'COPY wrong, line 3'],
    ];
    for (const [changes, code, message, context] of cases) {
      const error = await copy(changes);
      expect({ code: error.code, message: error.message, context: error.context }).to.deep.equal({ code, message, context });
    }
    expect(await cluster.query('select count(*) from wrong')).to.deep.equal([['0']]);
    expect(await cluster.copy("copy wrong from stdin with (delimiter '|')", cut(withLines({})))).to.equal(`COPY ${ROWS}`);
    await cluster.query('drop table wrong');
  });

  it('counts the lines of rows that have several', async () => {
    await cluster.query("create table several (id int, note text, n int) with (distributed_by = 'id')");
    const text = lines((i) => `${i},"a\nb\n",${i === 8_000 ? 'x' : i}\n`).join('');
    const error = await failure(cluster.copy('copy several from stdin (format csv)', cut(text)));
    expect(error).to.include({ code: '22P02', context: 'COPY several, line 24001, column n: "x"' });
    const open = await failure(cluster.copy('copy several from stdin (format csv)', cut(`${text.slice(0, 100_000)}\n"open\n`)));
    expect(open.code).to.be.oneOf(['22P04', '22P02']);
    await cluster.query('drop table several');
  });

  it('is part of its transaction: it can be taken back, and keys are its errors', async () => {
    await cluster.query('create table keyed (id int primary key, note text)');
    const text = lines((i) => `${i}\tnote\n`).join('');
    await cluster.query('begin');
    expect(await cluster.copy('copy keyed from stdin', cut(text))).to.equal(`COPY ${ROWS}`);
    expect(await cluster.query('select count(*) from keyed')).to.deep.equal([[String(ROWS)]]);
    await cluster.query('savepoint one');
    await cluster.copy('copy keyed from stdin', cut(lines((i) => `${50_000 + i}\tnote\n`).join('')));
    await cluster.query('rollback to one');
    expect(await cluster.query('select count(*) from keyed')).to.deep.equal([[String(ROWS)]]);
    await cluster.query('rollback');
    expect(await cluster.query('select count(*) from keyed')).to.deep.equal([['0']]);
    await cluster.copy('copy keyed from stdin', cut(text));
    const twice = await failure(cluster.copy('copy keyed from stdin', cut(text)));
    expect(twice.code).to.equal('23505');
    expect(await cluster.query('select count(*) from keyed')).to.deep.equal([[String(ROWS)]]);
    await cluster.query('drop table keyed');
  });

  it('gives defaults, generated values and checks to rows as ever', async () => {
    await cluster.query(
      "create table ruled (id int check (id >= 0), twice int generated always as (id * 2) stored, note text default 'none')",
    );
    const text = lines((i) => `${i} \n`).join('');
    expect(await cluster.copy('copy ruled (id) from stdin', cut(text))).to.equal(`COPY ${ROWS}`);
    expect(await cluster.query('select sum(twice), min(note) from ruled')).to.deep.equal([[String(ROWS * (ROWS - 1)), 'none']]);
    expect((await failure(cluster.copy('copy ruled (id) from stdin', cut(`${text}-1\n`)))).code).to.equal('23514');
    await cluster.query('drop table ruled');
  });

  it('reads a file of the server, inside of the allowed folders alone', async () => {
    await cluster.query('create table filed (id int, note text)');
    await writeFile(join(cluster.folder, 'rows.tbl'), lines((i) => `${i}|a note of row ${i}\n`).join(''));
    await writeFile(join(cluster.folder, 'few.csv'), 'id,note\n1,"a, b"\n');
    await cluster.query("copy filed from 'rows.tbl' with (delimiter '|')");
    await cluster.query("copy filed from 'few.csv' with (format csv, header)");
    expect(await cluster.query("select count(*), count(*) filter (where note = 'a, b') from filed")).to.deep.equal([
      [String(ROWS + 1), '1'],
    ]);
    const refused = ["'/etc/passwd'", "'none.csv'", "'.'"].map(
      async (path) => (await failure(cluster.query(`copy filed from ${path}`))).code,
    );
    expect(await Promise.all(refused)).to.deep.equal(['42501', '58P01', '42809']);
    const wrong = await failure(cluster.query("copy filed from 'few.csv' with (format csv)"));
    expect(wrong.context).to.equal('COPY filed, line 1, column id: "id"');
    await cluster.query('drop table filed');
  });
});

describe('keys of copied rows', () => {
  it('are found again by bounds, by their order and by an index', async () => {
    await cluster.query("create table parts (id int, n int, primary key (id, n)) with (distributed_by = 'id')");
    const rows = (from: number, change: (i: number) => number = (i) => i): string => lines((i) => `${from + change(i)}\t1\n`).join('');
    const copy = (text: string): Promise<string> => cluster.copy('copy parts from stdin', cut(text));
    await copy(rows(1_000_000));
    // Behind and in front of what is there, ascending; then within, descending, and with a key twice.
    await copy(rows(2_000_000));
    await copy(rows(0));
    expect((await failure(copy(rows(2_000_000 + ROWS - 1)))).code).to.equal('23505');
    expect((await failure(copy(rows(3_000_000, (i) => (i === 9_000 ? 17 : i))))).code).to.equal('23505');
    await copy(rows(500_000, (i) => ROWS - i));
    expect((await failure(copy(rows(500_000)))).code).to.equal('23505');
    await cluster.query('delete from parts where id >= 2000000');
    await copy(rows(2_000_000));
    expect(await cluster.query('select count(*), count(distinct id) from parts')).to.deep.equal([[String(4 * ROWS), String(4 * ROWS)]]);
    await cluster.query('drop table parts');
  });
});
