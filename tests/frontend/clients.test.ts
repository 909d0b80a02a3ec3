import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import pg from 'pg';
import { pino } from 'pino';
import postgres from 'postgres';
import { PostgresServer } from '../../src/frontend/server.js';
import { initParser } from '../../src/sql/parse.js';
import { TYPES } from '../../src/types/sql-type.js';
import { FakeService, FakeSink, NUMBERS } from './fake-service.js';

const run = promisify(execFile);

describe('clients', () => {
  const sink = new FakeSink();
  let server: PostgresServer;
  let port: number;

  before(async () => {
    await initParser();
    const echo = {
      parameterTypes: [TYPES.int4, TYPES.text, TYPES.bool],
      columns: [
        ['n', TYPES.int4],
        ['t', TYPES.text],
        ['b', TYPES.bool],
      ] as const,
      run: ({ parameters }: { readonly parameters: readonly (null | boolean | number | string)[] }) => ({ rows: [parameters] }),
    };
    const service = new FakeService()
      .on('select numbers', NUMBERS)
      .on('select $1, $2, $3', echo as never)
      .on('select ? from t', NUMBERS)
      .on('copy t from stdin', { run: () => ({ copy: sink, columns: 1 }) });
    server = new PostgresServer({ service, log: pino({ level: 'silent' }) });
    ({ port } = await server.listen('127.0.0.1', 0));
  });

  after(() => server.close());

  it('npm pg: simple, prepared with parameters, errors', async () => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'conduct', database: 'conduct' });
    await client.connect();
    try {
      const simple = await client.query('select numbers');
      expect(simple.rows).to.have.length(7);
      expect(simple.rows[2]).to.deep.equal({ n: 3, t: null });
      const bound = await client.query({ name: 'echo', text: 'select $1, $2, $3', values: [5, 'five', true] });
      expect(bound.rows).to.deep.equal([{ n: 5, t: 'five', b: true }]);
      const again = await client.query({ name: 'echo', text: 'select $1, $2, $3', values: [null, null, false] });
      expect(again.rows).to.deep.equal([{ n: null, t: null, b: false }]);
      const error = await client.query('select missing').then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.include({ code: '42P01', severity: 'ERROR', position: '1' });
      expect((await client.query('select numbers')).rowCount).to.equal(7);
    } finally {
      await client.end();
    }
  });

  it('npm postgres: tagged template, cursor, error', async () => {
    const sql = postgres({
      host: '127.0.0.1',
      port,
      user: 'conduct',
      database: 'conduct',
      fetch_types: false,
      max: 1,
      onnotice: () => undefined,
    });
    try {
      expect(await sql`select numbers`).to.have.length(7);
      expect([...(await sql`select ${5}, ${'five'}, ${true}`)]).to.deep.equal([{ n: 5, t: 'five', b: true }]);
      const chunks: number[] = [];
      await sql`select numbers`.cursor(3, (rows) => {
        chunks.push(rows.length);
      });
      expect(chunks).to.deep.equal([3, 3, 1]);
      const error = await sql`select missing`.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.include({ code: '42P01' });
    } finally {
      await sql.end();
    }
  });

  it('psql: table, error with position, COPY', async function () {
    const psql = (...args: readonly string[]): Promise<{ stdout: string; stderr: string }> =>
      run('psql', ['-X', `postgresql://conduct@127.0.0.1:${port}/conduct`, ...args]);
    try {
      await run('psql', ['--version']);
    } catch {
      this.skip();
    }
    const { stdout } = await psql('-At', '-c', 'select numbers');
    expect(stdout.split('\n').slice(0, 3)).to.deep.equal(['1|row 1', '2|row 2', '3|']);
    const { stderr } = await psql('-c', 'select numbers', '-c', 'select from from').catch((error: { stderr: string }) => error);
    expect(stderr).to.include('ERROR:  syntax error at or near "from"\nLINE 1: select from from\n                    ^');
    const child = psql('-c', 'copy t from stdin');
    (child as unknown as { child: { stdin: { end(text: string): void } } }).child.stdin.end('1\n2\n\\.\n');
    await child;
    // psql 15 sends the end marker along; the text format's reader knows it.
    expect(sink.text).to.match(/^1\n2\n(\\\.\n)?$/);
    expect(sink.finished).to.equal(true);
  });
});
