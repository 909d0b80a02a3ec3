/** Dates, times and intervals are read and printed as PostgreSQL does it, in several zones and styles. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { withSession } from '../../src/types/session-settings.js';
import { TYPES } from '../../src/types/sql-type.js';
import { formatText, parseText } from '../../src/types/text-format.js';
import { STYLES, TEXTS } from './datetime-text-cases.js';

type Result = string | readonly [code: string, message: string, hint: string | null];

describe('text of dates, times and intervals', () => {
  const recorded: { readonly nowMicros: number; readonly results: readonly Result[] } = JSON.parse(
    readFileSync('tests/types/datetime-text-results.json', 'utf8'),
  );
  let index = 0;
  for (const styles of STYLES) {
    for (const [type, texts] of TEXTS) {
      const first = index;
      index += texts.length;
      it(`${type} with ${Object.values(styles).join(', ')}: ${texts.length} cases`, () => {
        const wrong: string[] = [];
        for (const [at, text] of texts.entries()) {
          const expected = JSON.stringify(recorded.results[first + at]);
          const actual = JSON.stringify(withSession({ ...styles, nowMicros: recorded.nowMicros }, () => outcome(TYPES[type], text)));
          if (actual !== expected) wrong.push(`${text}\n    expected ${expected}\n    actual   ${actual}`);
        }
        expect(wrong.join('\n')).to.equal('');
      });
    }
  }

  it('has a recorded result for every case', () => {
    expect(index).to.be.greaterThan(4_000);
    expect(recorded.results.length).to.equal(index);
  });
});

function outcome(type: (typeof TYPES)[keyof typeof TYPES], text: string): Result {
  try {
    return formatText(type, parseText(type, text));
  } catch (error) {
    if (error instanceof ConductError) return [error.code, error.message, error.hint ?? null];
    throw error;
  }
}
