/** Every function of every dialect has a translation that PostgreSQL's grammar takes and the binder finds: a call of each is in functions.txt. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { bind } from '../../../src/planner/bind.js';
import { OTHER_DIALECTS, type OtherDialect } from '../../../src/sql/dialects/dialects.js';
import { initParser, parse } from '../../../src/sql/parse.js';
import { catalogOf } from '../../planner/support.js';

describe('functions of other dialects', () => {
  before(initParser);

  const lines = readFileSync(join(process.cwd(), 'tests/sql/dialects/functions.txt'), 'utf8').trimEnd().split('\n');

  for (const dialect of Object.keys(OTHER_DIALECTS) as OtherDialect[]) {
    it(`have counterparts in ${dialect}`, () => {
      const catalog = catalogOf('create table t (i int, n numeric, s text, d date, ts timestamp, b boolean, by bytea, a int[], sa text[])');
      const calls = lines.filter((line) => line.startsWith(`${dialect} `)).map((line) => line.slice(dialect.length + 1));
      const called = calls.map((call) => /^\w+/.exec(call)?.[0]).sort();
      expect(called).to.deep.equal([...OTHER_DIALECTS[dialect].functions.keys()].sort());
      for (const call of calls) {
        const [statement] = parse(`select ${call} as x from t`, dialect);
        if (statement === undefined) throw new Error(`no statement in ${call}`);
        expect(bind(statement, { catalog, parameterTypes: [], settings: new Map() }).bound.kind, call).to.equal('query');
      }
    });
  }
});
