import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { TestCluster } from '../processes/support.js';
import { type Exchange, type ExchangeFile, parseExchanges } from './exchange-file.js';
import { byByte, type Cut, runExchange, splitAt, type Target, whole } from './run-exchange.js';

const FOLDER = fileURLToPath(new URL('../../../tests/wire/exchanges', import.meta.url));
/** A server that runs already, for quick rounds while exchanges are written. */
const URL_OF_SERVER = process.env.CONDUCT_WIRE_URL;
/** Every offset, not some. */
const THOROUGH = process.env.CONDUCT_WIRE_THOROUGH !== undefined;

describe('exchanges of the Postgres protocol, as recorded from PostgreSQL 15', function () {
  this.timeout(THOROUGH ? 3_600_000 : 120_000);
  let cluster: TestCluster | null = null;
  let target: Target;

  before(async () => {
    if (URL_OF_SERVER === undefined) cluster = await TestCluster.start({ workers: 1 });
    const { port, username, pathname } = new URL(URL_OF_SERVER ?? cluster?.url ?? '');
    target = { port: Number(port), user: username, database: pathname.slice(1) };
  });

  after(() => cluster?.stop());

  const expected = ({ steps }: Exchange): readonly (readonly string[])[] => steps.map(({ own, recorded }) => own ?? recorded);

  const check = async (file: ExchangeFile, exchange: Exchange, cut: Cut, how: string): Promise<void> => {
    const answers = await runExchange(target, file.setup, exchange, cut);
    expect(answers, `${exchange.name}, ${how}`).to.deep.equal(expected(exchange));
  };

  for (const name of readdirSync(FOLDER).sort()) {
    const file = parseExchanges(readFileSync(join(FOLDER, name), 'utf8'));
    describe(name.replace(/\.txt$/, ''), () => {
      for (const exchange of file.exchanges) {
        it(exchange.name, async () => {
          expect(exchange.steps, 'steps').not.to.have.length(0);
          await check(file, exchange, whole, 'whole');
          await check(file, exchange, byByte, 'byte by byte');
          if (!THOROUGH) return;
          const longest = Math.max(...exchange.steps.map(({ sends }) => sends.join('').length + 20 * sends.length));
          for (let offset = 1; offset < longest; offset += 1) await check(file, exchange, splitAt(offset), `split at ${offset}`);
        });
      }
    });
  }
});
