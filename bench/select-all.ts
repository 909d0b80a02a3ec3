/**
 * `SELECT * FROM lineitem` to a client that throws away what it gets, by Conduct (two workers with one executor each) and by PostgreSQL 15 where that is
 * installed, in turns on this machine. Prints the times, their ratio, the processor time of each process, and the conductor's memory over time.
 * Arguments: the scale factor (1) and the number of runs (3).
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'pg-protocol';
import { Cluster } from '../src/cli/cluster.js';
import { WireClient } from '../src/cli/wire-client.js';
import { known } from '../src/common/assert.js';
import { processorMs } from './processor-time.js';
import { median } from './report.js';
import { tpchSchema } from './tpch/files.js';
import { writeTableFile } from './tpch/generator/table-file.js';
import { duckDbSchema } from './tpch/load-duckdb.js';

const scaleFactor = Number(process.argv[2] ?? 1);
const runs = Number(process.argv[3] ?? 3);
const POSTGRES_BIN = '/usr/lib/postgresql/15/bin';
const SQL = 'SELECT * FROM lineitem';
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
const SAMPLE_MS = 50;

interface Postgres {
  readonly url: string;
  stop(): void;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'conduct-select-'));
  const file = join(folder, 'lineitem.tbl');
  const create = known(tpchSchema().get('lineitem'), 'schema of lineitem');
  let cluster: Cluster | null = null;
  let postgres: Postgres | null = null;
  try {
    await writeTableFile('lineitem', scaleFactor, file);
    cluster = await Cluster.start({
      dataFolder: join(folder, 'cluster'),
      workers: 2,
      executors: 1,
      memoryBytes: 2 ** 31,
      port: 0,
      rpcPort: 0,
      report: (line) => console.error(line),
    });
    await load(cluster.url, create, file);
    postgres = await startPostgres(folder);
    if (postgres === null) console.log('PostgreSQL 15 is not installed: Conduct alone');
    else await load(postgres.url, duckDbSchema(create), file);
    rmSync(file);
    const pids = [cluster.conductor, ...cluster.workers].map(({ pid }) => known(pid, 'process'));
    const ours: number[] = [];
    const theirs: number[] = [];
    // The first reads warm both up.
    for (let run = -1; run < runs; run += 1) {
      const other = postgres === null ? null : await read('PostgreSQL', postgres.url, []);
      const own = await read('Conduct', cluster.url, pids);
      if (run < 0) continue;
      ours.push(own);
      if (other !== null) theirs.push(other);
    }
    const [conduct, other] = [median(ours), median(theirs)];
    console.log(
      `Conduct ${conduct.toFixed(0)} ms${theirs.length === 0 ? '' : `, PostgreSQL ${other.toFixed(0)} ms, ratio ${(other / conduct).toFixed(2)}`}`,
    );
  } finally {
    postgres?.stop();
    await cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(url: string, create: string, file: string): Promise<void> {
  const client = await WireClient.connect(url);
  await client.query(create);
  await client.copyIn("COPY lineitem FROM STDIN WITH (DELIMITER '|')", createReadStream(file, { highWaterMark: 256 << 10 }));
  await client.query('VACUUM lineitem').catch(() => undefined);
  await client.close();
}

/** A server of its own in the folder, as another user where this one is root; null: it is not installed. */
async function startPostgres(folder: string): Promise<Postgres | null> {
  if (!existsSync(join(POSTGRES_BIN, 'postgres'))) return null;
  const data = join(folder, 'postgres');
  mkdirSync(data);
  const user = process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' })) : undefined;
  const options = user === undefined ? {} : { uid: user };
  if (user !== undefined) {
    chownSync(data, user, -1);
    chownSync(folder, user, -1);
  }
  execFileSync(join(POSTGRES_BIN, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust'], { ...options, cwd: data, stdio: 'ignore' });
  const port = await freePort();
  const settings = [
    '-c',
    `port=${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'shared_buffers=2GB',
    '-c',
    `unix_socket_directories=${data}`,
  ];
  const server = spawn(join(POSTGRES_BIN, 'postgres'), ['-D', data, ...settings], { ...options, cwd: data, stdio: 'ignore' });
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const client = await WireClient.connect(url).catch(() => null);
    await client?.close();
    if (client !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, stop: () => void server.kill('SIGINT') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Gives the milliseconds from the query to the last byte. */
async function read(what: string, url: string, pids: readonly number[]): Promise<number> {
  const memory: number[] = [];
  const [conductor] = pids;
  const sampling = conductor === undefined ? undefined : setInterval(() => memory.push(residentMegabytes(conductor)), SAMPLE_MS);
  const before = pids.map((pid) => processorMs([pid]));
  const own = process.cpuUsage();
  const { ms, bytes } = await discard(new URL(url));
  clearInterval(sampling);
  const { user, system } = process.cpuUsage(own);
  const others = pids.map((pid, i) => processorMs([pid]) - known(before[i], 'time'));
  const shown = Array.from({ length: 10 }, (_, i) => memory[Math.floor((i * (memory.length - 1)) / 9)]);
  console.log(
    `${what}: ${ms.toFixed(0)} ms, ${(bytes / 1e6).toFixed(0)} MB; processor ms: this process ${((user + system) / 1_000).toFixed(0)}` +
      (pids.length === 0
        ? ''
        : `, conductor and workers ${others.join(', ')}; conductor's memory in MiB: ${shown.join(' ')}, at most ${Math.max(...memory)}`),
  );
  return ms;
}

async function discard(url: URL): Promise<{ readonly ms: number; readonly bytes: number }> {
  let bytes = 0;
  let tail: Buffer = Buffer.alloc(0);
  let ready: () => void = () => {};
  const buffer = Buffer.alloc(256 << 10);
  const socket: Socket = connect({
    host: url.hostname,
    port: Number(url.port),
    onread: {
      buffer,
      callback: (length) => {
        bytes += length;
        tail =
          length >= READY.length
            ? Buffer.from(buffer.subarray(length - READY.length, length))
            : Buffer.concat([tail, buffer.subarray(0, length)]).subarray(-READY.length);
        if (tail.equals(READY)) ready();
        return true;
      },
    },
  });
  const answer = (message: Buffer): Promise<void> =>
    new Promise((resolve) => {
      ready = resolve;
      socket.write(message);
    });
  await answer(serialize.startup({ user: url.username, database: url.pathname.slice(1) }) as Buffer);
  bytes = 0;
  const start = performance.now();
  await answer(serialize.query(SQL) as Buffer);
  const ms = performance.now() - start;
  socket.destroy();
  return { ms, bytes };
}

function residentMegabytes(pid: number): number {
  const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  return Math.round((pages * 4_096) / 2 ** 20);
}

await main();
