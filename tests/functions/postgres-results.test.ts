/** Every operator, function and cast gives PostgreSQL's type, text and errors for the recorded cases. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { outcome } from './case-outcome.js';
import { CASES, caseSql, casesHash } from './postgres-cases.js';

type Result = readonly [typeOrCode: string, text: string | null];

/** Where we print the last digit of a double another way: libm and V8 differ by one unit in the last place. */
function isSameFloat(type: string, expected: string | null, actual: string | null): boolean {
  if (type !== 'double precision' || expected === null || actual === null) return false;
  return Math.abs(Number(expected) - Number(actual)) <= Math.abs(Number(expected)) * 4e-16;
}

describe('operators, functions and casts against recorded PostgreSQL results', () => {
  const recorded: { readonly cases: string; readonly results: readonly Result[] } = JSON.parse(
    readFileSync('tests/functions/postgres-results.json', 'utf8'),
  );
  const { results } = recorded;

  it('has a recorded result for every case', () => {
    expect(results.length).to.be.greaterThan(7000);
    expect(results.length).to.equal(CASES.length);
    expect(recorded.cases, 'the cases changed: run record-postgres-results').to.equal(casesHash());
  });

  const groups = new Map<string, number[]>();
  for (const [index, each] of CASES.entries()) {
    const name = each.kind === 'cast' ? `cast to ${each.to}` : `${each.kind} ${each.name}`;
    groups.set(name, [...(groups.get(name) ?? []), index]);
  }
  for (const [name, indexes] of groups) {
    it(`${name}: ${indexes.length} cases`, () => {
      const wrong: string[] = [];
      for (const index of indexes) {
        const each = CASES[index];
        const result = results[index];
        if (each === undefined || result === undefined) continue;
        const [type, text] = result;
        const sql = caseSql(each);
        const [actualType, actualText] = outcome(each);
        if (actualType === type && (actualText === text || isSameFloat(type, text, actualText))) continue;
        wrong.push(`${sql}\n    expected ${type} ${JSON.stringify(text)}\n    actual   ${actualType} ${JSON.stringify(actualText)}`);
      }
      expect(wrong.slice(0, 20).join('\n'), `${wrong.length} of ${indexes.length} differ`).to.equal('');
    });
  }
});
