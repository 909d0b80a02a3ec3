/** The regex engine gives PostgreSQL's matches, groups and errors for the recorded patterns, and is quick where others are not. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { type DfaTable, TABLE } from '../../src/functions/regex/dfa.js';
import { findMatches, matchRow } from '../../src/functions/regex/matching.js';
import { compileRegex, regexOptions } from '../../src/functions/regex/regex.js';
import { RegexText } from '../../src/functions/regex/regex-text.js';

type Recorded = readonly [pattern: string, flags: string, text: string, result: string | readonly (readonly (string | null)[])[]];

/** Texts that went through the table of their pattern. */
let tabled = 0;

function stepsThrough({ colourOf, width, next, acceptsAtEnd }: DfaTable, source: string): boolean {
  let state: number = TABLE.first;
  for (const character of source) {
    state = next[(state - TABLE.first) * width + (colourOf[character.charCodeAt(0)] ?? 0)] ?? 0;
    if (state < TABLE.first) return state === TABLE.matched;
  }
  return acceptsAtEnd[state - TABLE.first] === true;
}

function matches(pattern: string, flags: string, source: string): string | (string | null)[][] {
  try {
    const { options, global } = regexOptions(flags);
    const regex = compileRegex(pattern, options);
    const text = new RegexText(source);
    const found = findMatches(regex, text, { global });
    expect(regex.test(text), 'the quick test').to.equal(found.length > 0);
    const table = regex.asciiTable(128);
    if (table !== null && /^[\0-\x7f]*$/.test(source)) {
      tabled += 1;
      expect(stepsThrough(table, source), 'the table').to.equal(found.length > 0);
    }
    return found.map((match) => matchRow(regex, text, match));
  } catch (error) {
    if (error instanceof ConductError) return error.message;
    throw error;
  }
}

describe('regular expressions', () => {
  it('match as recorded from PostgreSQL', () => {
    const recorded: readonly Recorded[] = JSON.parse(readFileSync('tests/functions/regex-results.json', 'utf8'));
    expect(recorded.length).to.be.greaterThan(5000);
    tabled = 0;
    const wrong: string[] = [];
    for (const [pattern, flags, text, expected] of recorded) {
      const actual = matches(pattern, flags, text);
      if (JSON.stringify(actual) === JSON.stringify(expected)) continue;
      wrong.push(`${JSON.stringify([pattern, flags, text])}\n  expected ${JSON.stringify(expected)}\n  actual   ${JSON.stringify(actual)}`);
    }
    expect(wrong.slice(0, 20).join('\n'), `${wrong.length} differ`).to.equal('');
    expect(tabled).to.be.greaterThan(2_000);
  });

  it('take linear time without back references', () => {
    const long = 'a'.repeat(200_000);
    const patterns: readonly (readonly [string, string, number])[] = [
      ['^(a+)+$', `${long}b`, 0],
      ['(a*)*(b|c)*$', `${long}bcx`, 1],
      ['(a+c|b)', `${long}b`, 1],
      ['(a*)(a*)(a*)b', `${long}b`, 1],
      ['((a|aa)*|x)*y', long, 0],
      ['^(a|b)*a(a|b){12}$', long, 1],
    ];
    for (const [pattern, text, count] of patterns) {
      const start = performance.now();
      expect(matches(pattern, '', text).length, pattern).to.equal(count);
      expect(performance.now() - start, pattern).to.be.lessThan(5_000);
    }
  });

  it('refuse patterns that are too big', () => {
    expect(matches('((((a{255}){255}){255}){255})', '', 'a')).to.equal('invalid regular expression: regular expression is too complex');
  });
});
