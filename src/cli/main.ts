/** The `conduct` command line. Each command's code is loaded when it runs: a prompt needs no gRPC, a worker no parser. */

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { Workload } from '../../bench/workload.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { isObjectPath } from '../common/object-store.js';
import type { AccessFlags, ClusterFlags } from './access.js';
import type { ClusterSize } from './bench/own-clusters.js';
import { parseSize } from './size.js';

const DEFAULT_URL = 'postgresql://conduct@127.0.0.1:5442/conduct';

export async function run(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    if (error instanceof ConductError) {
      console.error(`conduct: ${error.message}${error.hint === undefined ? '' : `\nhint: ${error.hint}`}`);
    } else {
      console.error(error);
    }
    process.exitCode = 1;
  }
}

function program(): Command {
  const conduct = new Command('conduct').description('A SQL-first distributed query engine that speaks the Postgres wire protocol.');
  addUp(conduct);
  addConductor(conduct);
  addWorker(conduct);
  addSql(conduct);
  addSlt(conduct);
  addLoad(conduct);
  addTypes(conduct);
  addBench(conduct);
  return conduct;
}

function addUp(conduct: Command): void {
  withClusterFlags(withAccessFlags(conduct.command('up')))
    .description('start a conductor and workers on this machine')
    .option('--workers <n>', 'worker processes', count, 2)
    .option('--executors <n>', 'executor threads of each worker (default: cores / workers)', count)
    .option('--memory <size>', 'memory of each worker, for instance 2GB (default: half of the machine over the workers)', size)
    .option('--spill <size>', 'disk that the queries of each worker may take (default: 64GB)', size)
    .option('--port <port>', 'Postgres port; 0 takes a free one', port, 5442)
    .option('--rpc-port <port>', 'port where workers join (default: the next after --port)', port)
    .option('--data <dir>', 'data folder', './conduct-data')
    .option(
      '--allow <dir>',
      'folder, or s3://BUCKET, whose files queries may read and write (repeatable; default: the current folder)',
      repeated,
      [],
    )
    .option('--mount <name=dir>', 'show the files of a folder as tables of a schema (repeatable)', repeated, [])
    .option('--no-sample', 'do not load the sample at the first start')
    .action(async (flags) => {
      const { runUp } = await import('./commands/up.js');
      await runUp({
        data: flags.data,
        workers: flags.workers,
        executors: flags.executors ?? null,
        memoryBytes: flags.memory ?? null,
        spillBytes: flags.spill ?? null,
        port: flags.port,
        rpcPort: flags.rpcPort ?? (flags.port === 0 ? 0 : flags.port + 1),
        allowed: allowedFolders(flags.allow),
        mounts: flags.mount,
        sample: flags.sample,
        access: accessFlags(flags),
        cluster: clusterFlags(flags),
      });
    });
}

function addConductor(conduct: Command): void {
  withClusterFlags(withAccessFlags(conduct.command('conductor')))
    .description('start a conductor alone')
    .option('--data <dir>', 'data folder', './conduct-data/conductor')
    .option('--port <port>', 'Postgres port; 0 takes a free one', port, 5442)
    .option('--rpc <host:port>', 'address where workers join', '127.0.0.1:5443')
    .option(
      '--allow <dir>',
      'folder, or s3://BUCKET, whose files queries may read and write (repeatable; default: the current folder)',
      repeated,
      [],
    )
    .option('--deny <dir>', 'folder inside of these whose files they may not, beside the data folder (repeatable)', repeated, [])
    .option('--log <file>', 'log file (default: standard error)')
    .action(async (flags) => {
      const [{ reportFailedStart }, { runConductor }] = await Promise.all([import('./failed-start.js'), import('./commands/conductor.js')]);
      try {
        await runConductor({
          data: flags.data,
          port: flags.port,
          rpc: flags.rpc,
          access: accessFlags(flags),
          cluster: clusterFlags(flags),
          allowed: allowedFolders(flags.allow),
          denied: flags.deny,
          log: flags.log ?? null,
        });
      } catch (error) {
        reportFailedStart(error);
      }
    });
}

function addWorker(conduct: Command): void {
  withClusterFlags(conduct.command('worker'))
    .description('start a worker that joins a conductor')
    .requiredOption('--join <host:port>', 'address of the conductor')
    .option('--data <dir>', 'data folder: the identity of the worker', './conduct-data/worker-1')
    .option('--listen <host:port>', 'address of the worker; port 0 takes a free one', '127.0.0.1:0')
    .option('--executors <n>', 'executor threads (default: cores)', count)
    .option('--memory <size>', 'memory, for instance 2GB', size)
    .option(
      '--allow <dir>',
      'folder, or s3://BUCKET, whose files queries may read and write (repeatable; default: the current folder)',
      repeated,
      [],
    )
    .option('--deny <dir>', 'folder inside of these whose files they may not, beside the data folder (repeatable)', repeated, [])
    .option('--spill <size>', 'disk that queries may take (default: 64GB)', size)
    .option('--log <file>', 'log file (default: standard error)')
    .action(async (flags) => {
      const [{ reportFailedStart }, { runWorker }] = await Promise.all([import('./failed-start.js'), import('./commands/worker.js')]);
      try {
        await runWorker({
          data: flags.data,
          join: flags.join,
          listen: flags.listen,
          cluster: clusterFlags(flags),
          executors: flags.executors ?? null,
          memoryBytes: flags.memory ?? null,
          allowed: allowedFolders(flags.allow),
          denied: flags.deny,
          spillBytes: flags.spill ?? null,
          log: flags.log ?? null,
        });
      } catch (error) {
        reportFailedStart(error);
      }
    });
}

function addSql(conduct: Command): void {
  conduct
    .command('sql')
    .description('a prompt, or run a command or a file')
    .argument('[url-or-file...]', `server (default ${DEFAULT_URL}) and a file of statements, in any order; - reads standard input`)
    .option('-c, --command <sql>', 'run this and end')
    .action(async (words: string[], flags) => {
      const url = words.find((word) => /^postgres(ql)?:/.test(word));
      const file = words.find((word) => word !== url);
      if (file !== undefined && file !== '-' && !existsSync(file))
        throw new ConductError(SQLSTATE.invalidParameterValue, `no such file: ${file}`);
      const { runSql } = await import('./commands/sql.js');
      await runSql({ url: url ?? DEFAULT_URL, command: flags.command ?? null, file: file ?? null });
    });
}

function addSlt(conduct: Command): void {
  conduct
    .command('slt')
    .description('run sqllogictest files (or folders of them) against a server or a cluster of its own')
    .argument('<files...>', 'files, or folders that are searched for .slt and .test')
    .option('--url <url>', 'server to run against')
    .option('--workers <n>', 'start a cluster with so many workers in a temporary folder', count)
    .option('--executors <n>', 'executor threads of each worker of that cluster', count)
    .option('-j, --jobs <n>', 'files at once (default: by the server)', count)
    .option('--complete', 'write the results that the server gives into the files')
    .option('--timeout <seconds>', 'longest time of a record', count, 60)
    .option('--failures <n>', 'failing records that are shown whole', natural, 20)
    .option('--fixture <dir>', 'folder of setup.sql and CSV files: tables for the files that name them')
    .option('--isolation <how>', 'schema, database or drop (default: schema where the server has schemas)')
    .option('--known <list>', 'list of records that are known to fail, with reasons (repeatable)', repeated, [])
    .option('--set <name=value>', 'setting of every connection (repeatable)', repeated, [])
    .action(async (files: string[], flags) => {
      const { runSlt } = await import('./commands/slt.js');
      const passed = await runSlt({
        files,
        url: flags.url ?? null,
        workers: flags.workers ?? null,
        executors: flags.executors ?? null,
        jobs: flags.jobs ?? null,
        complete: flags.complete === true,
        timeoutMs: flags.timeout * 1_000,
        shownFailures: flags.failures,
        fixture: flags.fixture ?? null,
        isolation: flags.isolation ?? null,
        known: flags.known,
        settings: flags.set,
        defaultUrl: DEFAULT_URL,
      });
      if (!passed) process.exitCode = 1;
    });
}

function addLoad(conduct: Command): void {
  conduct
    .command('load')
    .description('load a data set of the generator into a running server')
    .addArgument(new Argument('<set>', 'data set').choices(['tpch']))
    .option('--sf <s>', 'scale factor: 1 is about 1 GB of text', scaleFactor, 0.01)
    .option('--url <url>', 'server', DEFAULT_URL)
    .option('--replace', 'drop the tables first if they are there')
    .option('--connections <n>', 'connections that copy at once (default: by the machine)', count)
    .action(async (_set: string, flags) => {
      const { runLoadTpch } = await import('./commands/load.js');
      await runLoadTpch({
        url: flags.url,
        scaleFactor: flags.sf,
        replace: flags.replace === true,
        connections: flags.connections ?? null,
      });
    });
}

function addTypes(conduct: Command): void {
  conduct
    .command('types')
    .description("print the tables' rows as TypeScript types, for connect<Database>()")
    .option('--url <url>', 'server', DEFAULT_URL)
    .option('--schema <name>', 'schema whose tables are written (repeatable; default: public)', repeated, [])
    .action(async (flags) => {
      const { runTypes } = await import('./commands/types.js');
      await runTypes({ url: flags.url, schemas: flags.schema.length === 0 ? ['public'] : flags.schema });
    });
}

function addBench(conduct: Command): void {
  conduct
    .command('bench')
    .description('compare with another engine on the same data: answers and times')
    .addArgument(new Argument('<set>', 'queries and their data').choices(['tpch', 'joins', 'wide']))
    .addOption(new Option('--vs <engine>', 'the other engine').choices(['duckdb']).default('duckdb'))
    .option('--sf <s>', 'scale factor: 1 is about 1 GB of text of TPC-H, or 4 million rows to join', scaleFactor, 1)
    .option('--rows <n>', 'rows of the wide table', count, 5_000_000)
    .option('--runs <r>', 'measured runs of each query', count, 5)
    .option('--json <file>', 'write all measurements there')
    .option('--url <url>', 'a running server that holds the tables, or none of them (default: a cluster of its own)')
    .option('--workers <n>', 'workers of that cluster', count, 2)
    .option('--executors <n>', 'executor threads of each of its workers', count, 1)
    .option('--queries <names>', 'some of the queries: q1,q6')
    .option('--scaling <sizes>', 'compare clusters of these sizes instead, workers x executors: 1x1,1x2', clusterSizes)
    .action(async (set: string, flags) => {
      const queries = flags.queries === undefined ? [] : String(flags.queries).split(',');
      if (flags.scaling !== undefined) {
        const { runScaling } = await import('./commands/bench-scaling.js');
        await runScaling({ workload: await workload(set, flags.sf, flags.rows), sizes: flags.scaling, queries, runs: flags.runs });
        return;
      }
      const { runBench } = await import('./commands/bench.js');
      const equal = await runBench({
        workload: await workload(set, flags.sf, flags.rows),
        runs: flags.runs,
        json: flags.json ?? null,
        url: flags.url ?? null,
        workers: flags.workers,
        executors: flags.executors,
        queries,
      });
      if (!equal) process.exitCode = 1;
    });
}

async function workload(set: string, scale: number, rows: number): Promise<Workload> {
  if (set === 'wide') return (await import('./bench/wide-workload.js')).wideWorkload(rows);
  if (set === 'joins') return (await import('./bench/joins-workload.js')).joinsWorkload(scale);
  return (await import('./bench/tpch-workload.js')).tpchWorkload(scale);
}

function scaleFactor(text: string): number {
  const value = Number(text);
  if (!(value >= 0.001 && value <= 10_000)) throw new InvalidArgumentError('it must be a number from 0.001 to 10000');
  return value;
}

function clusterSizes(text: string): readonly ClusterSize[] {
  return text.split(',').map((size) => {
    const [, workers, executors] = /^([1-9]\d?)x([1-9]\d?)$/.exec(size) ?? [];
    if (workers === undefined || executors === undefined) throw new InvalidArgumentError('it must be sizes such as 1x1,1x2');
    return { workers: Number(workers), executors: Number(executors) };
  });
}

function repeated(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('it must be a whole number from 1');
  return value;
}

function natural(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('it must be a whole number from 0');
  return value;
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw new InvalidArgumentError('it must be a port, 0 to 65535');
  return value;
}

function size(text: string): number {
  try {
    return parseSize(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

/** Who is let in to the Postgres port. */
function withAccessFlags(command: Command): Command {
  return command
    .option('--listen <address>', 'address of the Postgres port; others than this machine need --hba', '127.0.0.1')
    .option('--hba <file>', "rules in the form of PostgreSQL's pg_hba.conf (default: this machine is trusted)")
    .option('--tls-cert <file>', 'certificate of the Postgres port, PEM')
    .option('--tls-key <file>', 'its key')
    .option('--tls-ca <file>', "authority of clients' certificates");
}

function accessFlags(flags: Record<string, string | undefined>): AccessFlags {
  const { listen = '127.0.0.1', hba = null, tlsCert = null, tlsKey = null, tlsCa = null } = flags;
  return { listen, hba, tlsCert, tlsKey, tlsCa };
}

/** How conductor and workers know each other. */
function withClusterFlags(command: Command): Command {
  return command
    .option('--join-token <token>', 'secret that all parts of the cluster share (seen by who lists processes: better in a file)')
    .option('--join-token-file <file>', 'file with it (default: the environment variable CONDUCT_JOIN_TOKEN)')
    .option('--cluster-cert <file>', 'certificate of this part towards the others, PEM: TLS on both sides')
    .option('--cluster-key <file>', 'its key')
    .option('--cluster-ca <file>', 'authority of all such certificates');
}

function clusterFlags(flags: Record<string, string | undefined>): ClusterFlags {
  const { joinToken = null, joinTokenFile = null, clusterCert = null, clusterKey = null, clusterCa = null } = flags;
  return { joinToken, joinTokenFile, clusterCert, clusterKey, clusterCa };
}

function allowedFolders(given: readonly string[]): readonly string[] {
  return given.length === 0 ? [process.cwd()] : given.map((place) => (isObjectPath(place) ? place : resolve(place)));
}
