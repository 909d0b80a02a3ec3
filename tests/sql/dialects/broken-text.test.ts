/** Broken text in any dialect is an error with a place, and nothing worse. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../../src/common/errors.js';
import { OTHER_DIALECTS, type OtherDialect } from '../../../src/sql/dialects/dialects.js';
import { initParser, parse } from '../../../src/sql/parse.js';
import { chosenSeed, Random } from '../../processes/random.js';

const CASES = Number(process.env.CONDUCT_CASES ?? 1_000);
const BITS =
  `( ) , ; select from where interval not between and case end over \` " ' \\ -- /* [ :: cast in is null * . 1e $1 😀 exists union with as join unnest qualify extract trim date \0`.split(
    ' ',
  );

describe('broken text in other dialects', function () {
  this.timeout(600_000);
  before(initParser);

  it('is refused with a place in it', async () => {
    const seed = chosenSeed();
    const random = new Random(seed);
    const folder = join(process.cwd(), 'tests/tpch/dialects/spark');
    const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    let refused = 0;
    for (let i = 0; i < CASES; i += 1) {
      const text = broken(random.pick(texts), random);
      const dialect = random.pick(Object.keys(OTHER_DIALECTS) as OtherDialect[]);
      try {
        parse(text, dialect);
      } catch (error) {
        refused += 1;
        const told = `seed ${seed}, case ${i}, ${dialect}: ${text}`;
        if (!(error instanceof ConductError)) throw new Error(told, { cause: error });
        expect(error.code, told).to.match(/^(?:42|0A|22|54)/);
        if (error.position !== undefined) expect(error.position, told).to.be.within(0, [...text].length);
        await initParser();
      }
    }
    expect(refused).to.be.greaterThan(CASES / 2);
  });
});

function broken(text: string, random: Random): string {
  let result = text;
  for (let changes = random.between(1, 4); changes > 0; changes -= 1) {
    const at = random.between(0, result.length);
    const rest = result.slice(at);
    const other = random.between(0, result.length);
    result =
      result.slice(0, at) +
      random.pick([` ${random.pick(BITS)} ${rest}`, rest.slice(random.between(1, 12)), result.slice(other, other + 30) + rest]);
  }
  return result;
}
