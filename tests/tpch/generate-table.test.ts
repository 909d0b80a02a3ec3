/** The generator's rows are those of the official one, whatever part is generated where. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { generateTable } from '../../bench/tpch/generator/generate-table.js';
import { GeneratorThreads } from '../../bench/tpch/generator/generator-threads.js';
import { estimateBytes, TPCH_TABLES, type TpchTable } from '../../bench/tpch/generator/table.js';
import { createTextPool } from '../../bench/tpch/generator/text-pool.js';

/** MD5 and rows of dbgen's .tbl files at scale factor 0.01. Their fields all end with `|`, ours are separated by it. */
const OFFICIAL: { readonly [table in TpchTable]: readonly [md5: string, rows: number] } = {
  region: ['c235841b00d29ad4f817771fcc851207', 5],
  nation: ['2f588e0b7fa72939b498c2abecd9fbbe', 25],
  part: ['9cce16188c241c25617ca5ed6191e37e', 2_000],
  supplier: ['56e0621c472064c2a998757c70b44043', 100],
  partsupp: ['c6889c3ed0939ca02475f7fb410cbb50', 8_000],
  customer: ['a8aa97edad6d47b183a569759fbd3eec', 1_500],
  orders: ['c8d2008fb47f47f9e56543d4cb0f4e6a', 15_000],
  lineitem: ['4c6d44350a1f7974f56f5d3d7091c2be', 60_175],
};
/** Large enough for suppliers with complaints in their comments. */
const OFFICIAL_SUPPLIERS_AT_01 = '85f567a75bd806f3ccff89341866ab1c';

describe('TPC-H generator', function () {
  this.timeout(60_000);
  let pool: Uint8Array;

  before(() => {
    pool = createTextPool();
  });

  function generate(table: TpchTable, scaleFactor: number, parts: number): string {
    const chunks = Array.from({ length: parts }, (_, part) => [...generateTable(table, scaleFactor, { part, parts, pool })]).flat();
    return Buffer.concat(chunks).toString('latin1');
  }

  function officialMd5(text: string): string {
    return createHash('md5').update(text.replaceAll('\n', '|\n'), 'latin1').digest('hex');
  }

  for (const table of TPCH_TABLES) {
    it(`makes ${table} as the official generator does, whole and in parts`, () => {
      const [md5, rows] = OFFICIAL[table];
      const whole = generate(table, 0.01, 1);
      expect(whole.split('\n').length - 1).to.equal(rows);
      expect(officialMd5(whole)).to.equal(md5);
      expect(generate(table, 0.01, 7)).to.equal(whole);
      // A progress bar should end near its end.
      expect(whole.length / estimateBytes(table, 0.01)).to.be.within(0.9, 1.1);
    });
  }

  it('makes the suppliers that customers complained about', () => {
    const text = generate('supplier', 0.1, 2);
    expect(text).to.match(/Customer .*Complaints/);
    expect(officialMd5(text)).to.equal(OFFICIAL_SUPPLIERS_AT_01);
  });

  it('ends chunks between rows, and makes the first one without the rest', () => {
    const chunks = generateTable('lineitem', 100, { part: 3, parts: 8, pool });
    const first = Buffer.from(chunks.next().value ?? '');
    expect(first.length).to.be.within(256 * 1024, 260 * 1024);
    expect(first.at(-1)).to.equal('\n'.charCodeAt(0));
    // Three eighths of 150 million orders come before, eight of each 32 keys are used.
    expect(first.toString('latin1')).to.match(/^225000001\|/);
  });

  it('generates on threads, held back by the reader', async () => {
    const threads = await GeneratorThreads.start(2);
    try {
      const parts = [0, 1, 2].map(async (part) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of threads.chunks({ table: 'orders', scaleFactor: 0.01, part, parts: 3 })) chunks.push(chunk);
        return Buffer.concat(chunks).toString('latin1');
      });
      const abandoned = threads.chunks({ table: 'lineitem', scaleFactor: 1_000, part: 0, parts: 1 });
      expect((await abandoned.next()).value?.length).to.be.greaterThan(0);
      await abandoned.return(undefined);
      expect(officialMd5((await Promise.all(parts)).join(''))).to.equal(OFFICIAL.orders[0]);
    } finally {
      await threads.stop();
    }
  });
});
