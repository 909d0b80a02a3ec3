import { expect } from 'chai';
import { pino } from 'pino';
import { PostgresServer } from '../../src/frontend/server.js';
import type { HostBatch } from '../../src/plan/batch.js';
import { batchColumn, batchFromRows } from '../../src/plan/datum-batch.js';
import { initParser } from '../../src/sql/parse.js';
import { TYPES } from '../../src/types/sql-type.js';
import { FakeService, FakeSink, NUMBERS } from './fake-service.js';
import {
  bind,
  close,
  describe_,
  execute,
  fieldsOf,
  flush,
  int32,
  message,
  parse,
  query,
  RawClient,
  type Received,
  rowOf,
  startup,
  str,
  sync,
  terminate,
  types,
} from './raw-client.js';

describe('PostgreSQL protocol', () => {
  let service: FakeService;
  let server: PostgresServer;
  let port: number;
  const clients: RawClient[] = [];

  before(initParser);

  beforeEach(async () => {
    service = new FakeService().on('select numbers', NUMBERS).on('set x to 1', { run: () => ({ tag: 'SET' }) });
    server = new PostgresServer({ service, log: pino({ level: 'silent' }), maxConnections: 4 });
    ({ port } = await server.listen('127.0.0.1', 0));
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.destroy();
    await server.close();
  });

  async function raw(): Promise<RawClient> {
    const client = await RawClient.open(port);
    clients.push(client);
    return client;
  }

  async function ready(): Promise<RawClient> {
    const client = await raw();
    client.send(startup());
    await client.untilReady();
    return client;
  }

  const errorOf = (list: readonly Received[]): Record<string, string> => {
    const error = list.find((received) => received.type === 'E');
    return error === undefined ? {} : fieldsOf(error);
  };

  describe('startup', () => {
    it('refuses SSL and GSS, then lets the client in with the parameters of PostgreSQL 15', async () => {
      const client = await raw();
      client.send(message('', int32(80877103)));
      expect(await client.byte()).to.equal('N');
      client.send(message('', int32(80877104)));
      expect(await client.byte()).to.equal('N');
      client.send(startup({ user: 'ada', application_name: 'test' }));
      const list = await client.untilReady();
      expect(types(list)).to.match(/^RS{13}KZ$/);
      const parameters = Object.fromEntries(
        list.filter((m) => m.type === 'S').map((m) => m.body.toString('utf8').split('\0').slice(0, 2) as [string, string]),
      );
      expect(parameters.server_version).to.match(/^15\./);
      expect(parameters).to.include({
        application_name: 'test',
        session_authorization: 'ada',
        client_encoding: 'UTF8',
        DateStyle: 'ISO, MDY',
        integer_datetimes: 'on',
        TimeZone: 'UTC',
      });
    });

    it('negotiates a newer minor version and unknown protocol options', async () => {
      const client = await raw();
      client.send(startup({ user: 'ada', '_pq_.wish': '1' }, (3 << 16) | 9_999));
      const list = await client.untilReady();
      expect(types(list)).to.match(/^vR/);
      expect(list[0]?.body.readInt32BE(0)).to.equal((3 << 16) | 2);
      expect(list[0]?.body.toString('utf8')).to.include('_pq_.wish');
    });

    it('ends with FATAL for another major version, a missing user, an oversized packet and too many clients', async () => {
      const refusal = async (bytes: Buffer): Promise<Record<string, string>> => {
        const client = await raw();
        client.send(bytes);
        const list = await client.untilReady();
        expect(await client.next()).to.equal(null);
        return errorOf(list);
      };
      expect(await refusal(startup({}, 2 << 16))).to.include({ S: 'FATAL', V: 'FATAL', C: '0A000' });
      expect(await refusal(startup({ database: 'x' }))).to.include({ S: 'FATAL', C: '28000' });
      expect(await refusal(int32(100_000))).to.include({ S: 'FATAL', C: '08P01' });
      for (let i = 0; i < 4; i++) await ready();
      expect(await refusal(startup())).to.include({ S: 'FATAL', C: '53300' });
    });
  });

  describe('simple query', () => {
    it('sends rows, NULLs and the tag', async () => {
      const client = await ready();
      client.send(query('select numbers'));
      const list = await client.untilReady();
      expect(types(list)).to.equal('TDDDDDDDCZ');
      expect(
        list
          .filter((m) => m.type === 'D')
          .map(rowOf)
          .slice(1, 3),
      ).to.deep.equal([
        ['2', 'row 2'],
        ['3', null],
      ]);
      expect(list.at(-2)?.body.toString('utf8')).to.equal('SELECT 7\0');
    });

    it('runs several statements, and none after an error', async () => {
      const client = await ready();
      client.send(query('set x to 1; select numbers; set x to 1'));
      expect(types(await client.untilReady())).to.equal('CTDDDDDDDCCZ');
      client.send(query('set x to 1; select nothing; set x to 1'));
      const list = await client.untilReady();
      expect(types(list)).to.equal('CEZ');
      expect(errorOf(list)).to.include({ S: 'ERROR', C: '42P01', P: '13' });
      client.send(query(' ; -- nothing'));
      expect(types(await client.untilReady())).to.equal('IZ');
    });

    it('gives a syntax error its position in characters', async () => {
      const client = await ready();
      client.send(query("select 'é😀' from from"));
      expect(errorOf(await client.untilReady())).to.include({ C: '42601', P: '18', M: 'syntax error at or near "from"' });
      client.send(query('select numbers'));
      expect(types(await client.untilReady())).to.equal('TDDDDDDDCZ');
    });

    it('sends notices before the tag, and changed parameters before the client may go on', async () => {
      const { ConductError } = await import('../../src/common/errors.js');
      service.on('set y to 1', {
        run: ({ session }) => {
          session.notice(new ConductError('00000', 'mind this', { hint: 'really' }));
          session.parameterStatus('TimeZone', 'Asia/Tokyo');
          return { tag: 'SET' };
        },
      });
      const client = await ready();
      client.send(query('set y to 1'));
      const list = await client.untilReady();
      expect(types(list)).to.equal('NCSZ');
      expect(fieldsOf(list[0] as Received)).to.include({ S: 'NOTICE', M: 'mind this', H: 'really' });
    });
  });

  describe('extended query', () => {
    const insert = 'select $1 + $2';

    beforeEach(() => {
      service.on(insert, {
        parameterTypes: [TYPES.int4, TYPES.text],
        columns: [
          ['n', TYPES.int4],
          ['t', TYPES.text],
        ],
        run: ({ parameters }) => ({ rows: [parameters] }),
      });
    });

    it('parses, describes, binds and executes with parameters in text and binary', async () => {
      const client = await ready();
      client.send(
        parse(insert, 's'),
        describe_('S', 's'),
        bind({ portal: 'p', statement: 's', formats: [1, 0], parameters: [int32(42), 'answer'], results: [1, 0] }),
        describe_('P', 'p'),
        execute('p'),
        close('P', 'p'),
        close('S', 's'),
        sync,
      );
      const list = await client.untilReady();
      expect(types(list)).to.equal('1tT2TDC33Z');
      expect(list[1]?.body.readInt32BE(2)).to.equal(23);
      const row = list[5]?.body;
      expect(row?.subarray(2, 10)).to.deep.equal(Buffer.concat([int32(4), int32(42)]));
      expect(row?.toString('utf8', 14)).to.equal('answer');
    });

    it('answers Describe of a statement without rows with NoData and empty text with EmptyQueryResponse', async () => {
      const client = await ready();
      client.send(parse('set x to 1'), describe_('S'), bind(), describe_('P'), execute(), sync);
      expect(types(await client.untilReady())).to.equal('1tn2nCZ');
      client.send(parse(''), bind(), describe_('P'), execute(), sync);
      expect(types(await client.untilReady())).to.equal('12nIZ');
    });

    it('suspends a portal at the row limit and goes on', async () => {
      const client = await ready();
      client.send(parse('select numbers'), bind({ portal: 'p' }), execute('p', 3), flush);
      const first = [];
      for (let i = 0; i < 6; i++) first.push((await client.next()) as Received);
      expect(types(first)).to.equal('12DDDs');
      client.send(execute('p', 4), execute('p', 3), sync);
      const list = await client.untilReady();
      expect(types(list)).to.equal('DDDDsCZ');
      expect(list.at(-2)?.body.toString('utf8')).to.equal('SELECT 0\0');
      expect(rowOf(list[3] as Received)).to.deep.equal(['7', 'row 7']);
      client.send(execute('p', 1), sync);
      expect(errorOf(await client.untilReady())).to.include({ C: '34000' });
    });

    it('drops everything after an error up to the next Sync', async () => {
      const client = await ready();
      client.send(parse('select nothing'), bind(), execute(), parse('select numbers'), sync, parse('set x to 1'), bind(), execute(), sync);
      const list = await client.untilReady();
      expect(types(list)).to.equal('EZ');
      expect(types(await client.untilReady())).to.equal('12CZ');
      expect(service.executed).to.deep.equal(['set x to 1']);
    });

    it('reports errors of Parse, Bind and Execute by PostgreSQL’s codes', async () => {
      const client = await ready();
      const codeOf = async (...messages: readonly Buffer[]): Promise<string | undefined> => {
        client.send(...messages, sync);
        return errorOf(await client.untilReady()).C;
      };
      expect(await codeOf(parse('select numbers; set x to 1'))).to.equal('42601');
      expect(await codeOf(parse('select numbers', 'twice'), parse('select numbers', 'twice'))).to.equal('42P05');
      expect(await codeOf(bind({ statement: 'missing' }))).to.equal('26000');
      expect(await codeOf(execute('missing'))).to.equal('34000');
      expect(await codeOf(parse(insert), bind({ parameters: ['1'] }))).to.equal('08P01');
      expect(await codeOf(parse(insert), bind({ parameters: ['x', 'y'] }))).to.equal('22P02');
      expect(await codeOf(parse(insert), bind({ formats: [7], parameters: ['1', 'y'] }))).to.equal('22023');
      expect(await codeOf(parse(insert), bind({ parameters: ['1', Buffer.from([0xff])] }))).to.equal('22021');
      expect(await codeOf(parse('select numbers'), bind({ portal: 'p' }), bind({ portal: 'p' }))).to.equal('42P03');
      expect(await codeOf(parse('set x to 1'), bind(), execute(), execute())).to.equal('55000');
      expect(await codeOf(message('B', str('')))).to.equal('08P01');
      client.send(query('select numbers'));
      expect(types(await client.untilReady())).to.equal('TDDDDDDDCZ');
    });

    it('stops the query of a portal that is closed before its end', async () => {
      let stopped = false;
      service.on('select for_ever', {
        columns: [['n', TYPES.int4]],
        run: () => ({
          rows: (async function* (): AsyncGenerator<HostBatch> {
            try {
              for (;;) yield batchFromRows([batchColumn('n', TYPES.int4)], [[1]]);
            } finally {
              stopped = true;
            }
          })(),
        }),
      });
      const client = await ready();
      client.send(parse('select for_ever'), bind(), execute('', 5), sync);
      expect(types(await client.untilReady())).to.equal('12DDDDDsZ');
      expect(stopped).to.equal(true);
    });
  });

  it('answers the same bytes alike, whole, cut at any offset, or byte by byte', async () => {
    const bytes = Buffer.concat([
      startup(),
      query('select numbers'),
      parse('select numbers', 's'),
      bind({ statement: 's' }),
      execute('', 2),
      sync,
      query('select nothing'),
      terminate,
    ]);
    const answer = async (cuts: readonly number[]): Promise<string> => {
      const client = await raw();
      let from = 0;
      for (const cut of [...cuts, bytes.length]) {
        client.send(bytes.subarray(from, cut));
        from = cut;
        await new Promise((resolve) => setImmediate(resolve));
      }
      let letters = '';
      for (let received = await client.next(); received !== null; received = await client.next()) letters += received.type;
      client.destroy();
      return letters;
    };
    const whole = await answer([]);
    expect(whole).to.match(/^RS+KZTDDDDDDDCZ12DDsZEZ$/);
    for (let cut = 1; cut < bytes.length; cut++) expect(await answer([cut]), `cut at ${cut}`).to.equal(whole);
    expect(await answer(Array.from({ length: bytes.length - 1 }, (_, i) => i + 1))).to.equal(whole);
  }).timeout(20_000);

  it('ends the connection for a length or a type that cannot be', async () => {
    for (const bytes of [
      Buffer.concat([Buffer.from('Q'), int32(2)]),
      Buffer.concat([Buffer.from('Q'), int32(0x7fff_ffff)]),
      message('!'),
    ]) {
      const client = await ready();
      client.send(bytes);
      expect(errorOf(await client.untilReady())).to.include({ S: 'FATAL', C: '08P01' });
      expect(await client.next()).to.equal(null);
    }
  });

  describe('cancel', () => {
    function hang(onStart: () => void = () => undefined): { aborted: boolean } {
      const state = { aborted: false };
      service.on('select hang', {
        columns: [['n', TYPES.int4]],
        run: ({ signal }) => ({
          rows: (async function* (): AsyncGenerator<HostBatch> {
            onStart();
            await new Promise((resolve) => signal.addEventListener('abort', resolve));
            state.aborted = true;
            throw signal.reason;
          })(),
        }),
      });
      return state;
    }

    it('stops the running statement with 57014, by the right key only', async () => {
      const client = await raw();
      client.send(startup());
      const key = (await client.untilReady()).find((m) => m.type === 'K')?.body as Buffer;
      let started: () => void = () => undefined;
      const running = new Promise<void>((resolve) => {
        started = resolve;
      });
      const state = hang(() => started());
      client.send(query('select hang'));
      await running;
      const wrong = await raw();
      wrong.send(message('', int32(80877102), key.subarray(0, 4), int32(1)));
      expect(await wrong.next()).to.equal(null);
      expect(state.aborted).to.equal(false);
      const right = await raw();
      right.send(message('', int32(80877102), key));
      expect(await right.next()).to.equal(null);
      expect(errorOf(await client.untilReady())).to.include({ C: '57014', M: 'canceling statement due to user request' });
      expect(state.aborted).to.equal(true);
      client.send(query('select numbers'));
      expect(types(await client.untilReady())).to.equal('TDDDDDDDCZ');
    });

    it('stops the statement of a client that goes away', async () => {
      let started: () => void = () => undefined;
      const running = new Promise<void>((resolve) => {
        started = resolve;
      });
      const state = hang(() => started());
      const client = await ready();
      client.send(query('select hang'));
      await running;
      client.destroy();
      for (let i = 0; i < 100 && !state.aborted; i++) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(state.aborted).to.equal(true);
    });

    it('tells clients that the server closes', async () => {
      const idle = await ready();
      const busy = await ready();
      hang();
      busy.send(query('select hang'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      await server.close();
      expect(errorOf(await idle.untilReady())).to.include({ S: 'FATAL', C: '57P01' });
      expect(errorOf(await busy.untilReady())).to.include({ S: 'FATAL', C: '57P01' });
    });
  });

  describe('COPY FROM STDIN', () => {
    const copy = 'copy t from stdin';
    const data = (text: string): Buffer => message('d', Buffer.from(text));

    it('takes data in any pieces and answers with the tag', async () => {
      const sink = new FakeSink();
      service.on(copy, { run: () => ({ copy: sink, columns: 2 }) });
      const client = await ready();
      client.send(query(copy));
      expect((await client.next())?.type).to.equal('G');
      client.send(data('1\ta\n2'), data('\tb\n'), flush, message('c'));
      const list = await client.untilReady();
      expect(types(list)).to.equal('CZ');
      expect(list[0]?.body.toString('utf8')).to.equal('COPY 2\0');
      expect(sink).to.include({ text: '1\ta\n2\tb\n', finished: true, aborted: null });
    });

    it('keeps in step when the client fails it or the data is bad', async () => {
      const sinks = [new FakeSink(), new FakeSink(3), new FakeSink(3)];
      let used = 0;
      service.on(copy, { run: () => ({ copy: sinks[used++] ?? new FakeSink(), columns: 2 }) });
      const client = await ready();
      client.send(query(copy), data('1'), message('f', str('changed my mind')));
      let list = await client.untilReady();
      expect(types(list)).to.equal('GEZ');
      expect(errorOf(list)).to.include({ C: '57014', M: 'COPY from stdin failed: changed my mind' });
      expect(sinks[0]?.aborted).to.not.equal(null);

      client.send(query(copy), data('xxxx'), data('yyyy'), message('c'), query('select numbers'));
      list = await client.untilReady();
      expect(types(list)).to.equal('GEZ');
      expect(errorOf(list)).to.include({ C: '22P02', W: 'COPY t, line 1, column a: "x"' });
      expect(types(await client.untilReady())).to.equal('TDDDDDDDCZ');

      client.send(parse(copy), bind(), execute(), data('xxxx'), data('yyyy'), message('c'), sync, query('select numbers'));
      expect(types(await client.untilReady())).to.equal('12GEZ');
      expect(types(await client.untilReady())).to.equal('TDDDDDDDCZ');
    });

    it('runs in the extended protocol', async () => {
      const sink = new FakeSink();
      service.on(copy, { run: () => ({ copy: sink, columns: 1 }) });
      const client = await ready();
      client.send(parse(copy), bind(), describe_('P'), execute(), data('1\n'), message('c'), sync);
      expect(types(await client.untilReady())).to.equal('12nGCZ');
      expect(sink.text).to.equal('1\n');
    });

    it('aborts when the client is lost', async () => {
      const sink = new FakeSink();
      service.on(copy, { run: () => ({ copy: sink, columns: 1 }) });
      const client = await ready();
      client.send(query(copy), data('1\n'));
      await client.next();
      client.destroy();
      for (let i = 0; i < 100 && sink.aborted === null; i++) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(sink.aborted?.code).to.equal('08006');
      expect(sink.finished).to.equal(false);
    });
  });

  it('pulls batches only while a slow client takes rows', async () => {
    let pulled = 0;
    const schema = [batchColumn('t', TYPES.text)];
    const batch = batchFromRows(
      schema,
      Array.from({ length: 1_000 }, () => ['x'.repeat(100)]),
    );
    service.on('select much', {
      columns: [['t', TYPES.text]],
      run: () => ({
        rows: (async function* (): AsyncGenerator<HostBatch> {
          for (; pulled < 1_000; pulled++) yield batch;
        })(),
      }),
    });
    const client = await ready();
    client.pause();
    client.send(query('select much'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = pulled;
    await new Promise((resolve) => setTimeout(resolve, 100));
    // 110 KB a batch: what the kernel's socket buffers on both sides hold, and no more.
    expect(pulled).to.equal(before);
    expect(pulled).to.be.lessThan(300);
    client.destroy();
  });
});
