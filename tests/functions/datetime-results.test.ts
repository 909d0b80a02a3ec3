/** Date/time operators, functions and casts give PostgreSQL's answers in several zones and styles. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { withSession } from '../../src/types/session-settings.js';
import { outcome } from './case-outcome.js';
import { DATETIME_CASES, DATETIME_STYLES } from './datetime-cases.js';
import { type Case, caseSql } from './postgres-cases.js';

type Answer = readonly [typeOrCode: string, text: string | null];

describe('date/time functions against recorded PostgreSQL results', () => {
  const recorded: { readonly cases: string; readonly answers: readonly Answer[]; readonly results: readonly (readonly number[])[] } =
    JSON.parse(readFileSync('tests/functions/datetime-results.json', 'utf8'));

  it('has a recorded result for every case', () => {
    const hash = createHash('sha256').update(DATETIME_CASES.map(caseSql).join('\n')).digest('hex');
    expect(DATETIME_CASES.length).to.be.greaterThan(4_000);
    expect(recorded.results.map((list) => list.length)).to.deep.equal(DATETIME_STYLES.map(() => DATETIME_CASES.length));
    expect(recorded.cases, 'the cases changed: run record-datetime-results').to.equal(hash);
  });

  for (const [style, settings] of DATETIME_STYLES.entries()) {
    const groups = new Map<string, [number, Case][]>();
    for (const [index, each] of DATETIME_CASES.entries()) {
      const name = each.kind === 'cast' ? `cast to ${each.to}` : `${each.kind} ${each.name}`;
      groups.set(name, [...(groups.get(name) ?? []), [index, each]]);
    }
    for (const [name, cases] of groups) {
      it(`${settings.timeZone}: ${name}, ${cases.length} cases`, () => {
        const wrong = cases.flatMap(([index, each]) =>
          difference(each, recorded.answers[recorded.results[style]?.[index] ?? -1], settings),
        );
        expect(wrong.slice(0, 20).join('\n'), `${wrong.length} of ${cases.length} differ`).to.equal('');
      });
    }
  }
});

function difference(each: Case, expected: Answer | undefined, settings: (typeof DATETIME_STYLES)[number]): string[] {
  const actual = withSession({ ...settings, nowMicros: 0 }, () => outcome(each));
  if (JSON.stringify(actual) === JSON.stringify(expected)) return [];
  return [`${caseSql(each)}\n    expected ${JSON.stringify(expected)}\n    actual   ${JSON.stringify(actual)}`];
}
