/** Errors, result columns and parameter types, held to PostgreSQL's answers in golden/*.txt. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { typeLabel } from '../../src/types/type-name.js';
import { checkPlan } from './check-plan.js';
import { bindSql, loadParser } from './support.js';

const CARET = '\u2038';

interface Answer {
  readonly sql: string;
  readonly lines: readonly string[];
}

function readAnswers(file: string): readonly Answer[] {
  const text = readFileSync(join(process.cwd(), 'tests', 'planner', 'golden', file), 'utf8');
  const blocks = text.split('\n\n').filter((block) => block.trim() !== '' && !block.startsWith('#'));
  return blocks.map((block) => {
    const [sql = '', ...lines] = block.trimEnd().split('\n');
    return { sql, lines: lines.map((line) => line.trim()) };
  });
}

/** The same form as in the file. */
function errorOf(sql: string): { readonly lines: readonly string[]; readonly position: number | undefined } {
  try {
    bindSql(sql);
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    const hint = error.hint === undefined ? [] : [`hint: ${error.hint}`];
    return { lines: [`${error.code} ${error.message}`, ...hint], position: error.position };
  }
  return { lines: ['no error'], position: undefined };
}

describe('binder and PostgreSQL', () => {
  before(loadParser);

  it('raise the same errors at the same positions with the same hints', () => {
    const answers = readAnswers('errors.txt');
    expect(answers.length).to.be.greaterThan(100);
    for (const { sql, lines } of answers) {
      const position = sql.indexOf(CARET);
      const actual = errorOf(sql.replace(CARET, ''));
      expect(actual.lines, sql).to.deep.equal(lines);
      expect(actual.position, `position of: ${sql}`).to.equal(position < 0 ? undefined : position);
    }
  });

  it('give result columns the same names and types', () => {
    const answers = readAnswers('types.txt');
    expect(answers.length).to.be.greaterThan(100);
    for (const { sql, lines } of answers) {
      const { bound } = bindSql(sql);
      if (bound.kind !== 'query') throw new Error(`not a query: ${sql}`);
      expect(bound.output.map((column) => `${column.name} ${column.type.kind}`).join(', '), sql).to.equal(lines[0] ?? '');
      checkPlan(bound.plan);
      expect(
        bound.plan.columns.map((column) => column.type),
        `plan of: ${sql}`,
      ).to.deep.equal(bound.output.map((column) => column.type));
    }
  });

  it('infer the same types of parameters', () => {
    const answers = readAnswers('parameters.txt');
    expect(answers.length).to.be.greaterThan(10);
    for (const { sql, lines } of answers) {
      const { parameterTypes } = bindSql(sql);
      expect(parameterTypes.map((type) => typeLabel(type)).join(', '), sql).to.equal(lines[0] ?? '');
    }
  });
});
