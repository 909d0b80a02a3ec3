/**
 * Damaged files: bytes of good ones are changed, cut out, doubled or put elsewhere. Whatever comes of it is rows or one clear error, memory
 * goes back, and nothing takes long. CONDUCT_MUTATIONS and CONDUCT_SEED make more of them, or the same again.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Dictionary,
  Field,
  Int32,
  Int64,
  List,
  Struct,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Utf8,
  Utf8View,
  vectorFromArray,
} from 'apache-arrow';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { Duck } from './duck.js';
import { LocalCluster } from './local-cluster.js';

/** Over all formats. */
const MUTATIONS = Number(process.env.CONDUCT_MUTATIONS ?? 200);
/** Both workers' memories of 256 MiB, and what Node and a page or buffer at its limit take. */
const MOST_BYTES = 2 ** 31;
const SEED = Number(process.env.CONDUCT_SEED ?? 20_261_130);

class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }
}

function mutated(good: Uint8Array, random: Random): Uint8Array {
  let bytes = Uint8Array.from(good);
  for (let times = 1 + random.below(4); times > 0 && bytes.length > 8; times -= 1) {
    // Half of the changes hit the end, where the descriptions are.
    const at = random.below(2) === 0 ? bytes.length - 1 - random.below(Math.min(600, bytes.length)) : random.below(bytes.length);
    switch (random.below(6)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 2:
        bytes = bytes.slice(0, at);
        break;
      case 3:
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random.below(20))]);
        break;
      case 4:
        bytes.copyWithin(at, random.below(bytes.length), random.below(bytes.length));
        break;
      default:
        bytes.fill(random.below(2) === 0 ? 0xff : 0, at, at + 1 + random.below(8));
    }
  }
  return bytes;
}

/** The record batches of a stream replace each other's dictionary, which those of a file may not. */
function arrowTable(batches: 1 | 2): Table {
  const part = (from: number): Table => {
    const numbers = Array.from({ length: 100 }, (_, i) => from + i);
    const some = <T>(make: (i: number) => T): (T | null)[] => numbers.map((i) => (i % 5 === 0 ? null : make(i)));
    return new Table({
      a: vectorFromArray(Int32Array.from(numbers)),
      b: vectorFromArray(some((i) => i / 7)),
      c: vectorFromArray(
        numbers.map((i) => `text ${i % 11}`),
        new Utf8(),
      ),
      d: vectorFromArray(
        some((i) => `coded ${i % 3}`),
        new Dictionary(new Utf8(), new Int32(), 1),
      ),
      e: vectorFromArray(
        some((i) => i * 1_000),
        new TimestampMicrosecond('UTC'),
      ),
      f: vectorFromArray(
        some((i) => `a view of ${i}, long or not`.slice(0, i % 25)),
        new Utf8View(),
      ),
      g: vectorFromArray(
        some((i) => [i, null]),
        new List(new Field('item', new Int32(), true)),
      ),
      h: vectorFromArray(
        some((i) => ({ x: BigInt(i) })),
        new Struct<{ x: Int64 }>([new Field('x', new Int64(), true)]),
      ),
    });
  };
  return batches === 1 ? part(0) : part(0).concat(part(100));
}

/** What damaged data, a limit, or something that is not supported is told by; never our own mistake. */
const EXPECTED = /^(XX001|22...|0A000|54...|53200|42601|42804|58P01|42P..|42701|42702)$/;

describe(`damaged files, seed ${SEED}`, function () {
  this.timeout(600_000);
  let cluster: LocalCluster;
  const formats: { readonly name: string; readonly read: string; readonly good: Uint8Array }[] = [];

  before(async () => {
    cluster = await LocalCluster.start(2);
    const duck = await Duck.start();
    const path = join(cluster.folder, 'good');
    const source = `SELECT i::int AS a, (i * 1000003)::bigint AS b, i / 8 AS c, 'text ' || (i % 9) AS d, repeat('x', (i % 30)::int) || i AS e,
      date '2020-01-01' + i::int AS f, (i / 100)::decimal(12,2) AS g, i % 2 = 0 AS h, CASE WHEN i % 3 > 0 THEN [i, i + 1] END AS l,
      {'x': i, 'y': 'z'} AS s FROM range(300) t(i)`;
    for (const options of [
      'COMPRESSION uncompressed',
      'COMPRESSION snappy',
      'COMPRESSION zstd, PARQUET_VERSION v2',
      'COMPRESSION gzip',
      'COMPRESSION uncompressed, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1',
    ]) {
      await duck.run(`COPY (${source}) TO '${path}' (FORMAT parquet, ${options}, ROW_GROUP_SIZE 2048)`);
      formats.push({ name: `parquet ${options}`, read: 'read_parquet', good: await readFile(path) });
    }
    await duck.run(`COPY (${source}) TO '${path}' (FORMAT csv, HEADER)`);
    formats.push({ name: 'csv', read: 'read_csv', good: await readFile(path) });
    await duck.run(`COPY (${source}) TO '${path}' (FORMAT json)`);
    formats.push({ name: 'json', read: 'read_json', good: await readFile(path) });
    for (const kind of ['file', 'stream'] as const) {
      formats.push({ name: `arrow ${kind}`, read: 'read_arrow', good: tableToIPC(arrowTable(kind === 'file' ? 1 : 2), kind) });
    }
    duck.stop();
  });

  after(() => cluster.stop());

  it(`give rows or a clear error, ${MUTATIONS} times`, async () => {
    const random = new Random(SEED);
    const before = cluster.usedBytes;
    let errors = 0;
    for (let round = 0; round < MUTATIONS; round += 1) {
      const format = formats[round % formats.length];
      if (format === undefined) throw new Error('no formats');
      const bytes = mutated(format.good, random);
      await writeFile(join(cluster.folder, 'bad'), bytes);
      const what = `${format.name}, round ${round}`;
      try {
        await cluster.query(`SELECT * FROM ${format.read}('bad')`);
      } catch (error) {
        if (!(error instanceof ConductError) || !EXPECTED.test(error.code)) {
          await writeFile(join(cluster.folder, '..', '..', `conduct-damaged-${round}`), bytes);
          throw new Error(`${what}: ${String(error)} ${error instanceof Error ? error.stack : ''}`);
        }
        errors += 1;
      }
    }
    expect(errors).to.be.greaterThan(MUTATIONS / 10);
    expect(errors).to.be.lessThan(MUTATIONS);
    expect(cluster.usedBytes, 'memory that was not given back').to.equal(before);
    expect(process.resourceUsage().maxRSS * 1_024, 'memory of the process at its most').to.be.lessThan(MOST_BYTES);
  });
});
