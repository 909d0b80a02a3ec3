/** Expressions, from their text to the text of their values, give PostgreSQL's types, values and errors as recorded. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { MemoryCatalog } from '../../src/catalog/catalog.js';
import { ConductError } from '../../src/common/errors.js';
import { constantRows } from '../../src/conductor/constant-plan.js';
import { bind } from '../../src/planner/bind.js';
import { initParser, parse } from '../../src/sql/parse.js';
import { DEFAULT_SESSION } from '../../src/types/session-settings.js';
import { typeOid } from '../../src/types/sql-type.js';
import { formatText } from '../../src/types/text-format.js';
import { EXPRESSIONS } from './expression-cases.js';
import { JSON_EXPRESSIONS } from './json-cases.js';

type Recorded = readonly [expression: string, typeOrCode: number | string, values: string | readonly (string | null)[]];

const catalog = new MemoryCatalog({ tables: [] });
const FLOAT_OIDS: ReadonlySet<number | string> = new Set([700, 701]);

function outcome(expression: string): readonly [typeOrCode: number | string, values: string | readonly (string | null)[]] {
  try {
    const [statement] = parse(`SELECT ${expression} AS v`, 'postgres');
    if (statement === undefined) throw new Error(`not a statement: ${expression}`);
    const { bound } = bind(statement, { catalog, parameterTypes: [], settings: new Map() });
    if (bound.kind !== 'query') throw new Error(`not a query: ${expression}`);
    const type = bound.output[0]?.type;
    const rows = constantRows(bound.plan, DEFAULT_SESSION);
    if (type === undefined || rows === null) throw new Error(`not constant: ${expression}`);
    return [typeOid(type), rows.map(([value = null]) => (value === null ? null : formatText(type, value)))];
  } catch (error) {
    if (error instanceof ConductError) return [error.code, error.message];
    return ['bug', String(error instanceof Error ? error.stack : error)];
  }
}

/** Libm and V8 differ in the last place of a double. */
function isSame(type: number | string, expected: Recorded[2], actual: Recorded[2]): boolean {
  if (JSON.stringify(expected) === JSON.stringify(actual)) return true;
  if (!FLOAT_OIDS.has(type) || typeof expected === 'string' || typeof actual === 'string') return false;
  return expected.every((text, index) => Math.abs(Number(text) - Number(actual[index])) <= Math.abs(Number(text)) * 4e-16);
}

describe('expressions against recorded PostgreSQL results', () => {
  before(() => initParser());

  const check = (file: string, expressions: readonly string[]): void => {
    const recorded: readonly Recorded[] = JSON.parse(readFileSync(`tests/functions/${file}`, 'utf8'));
    expect(
      recorded.map(([expression]) => expression),
      'the cases changed: run record-expression-results',
    ).to.deep.equal(expressions);
    const wrong: string[] = [];
    for (const [expression, type, values] of recorded) {
      const [actualType, actualValues] = outcome(expression);
      if (actualType === type && isSame(type, values, actualValues)) continue;
      wrong.push(
        `${expression}\n    expected ${type} ${JSON.stringify(values)}\n    actual   ${actualType} ${JSON.stringify(actualValues)}`,
      );
    }
    expect(wrong.slice(0, Number(process.env.SHOW_CASES ?? 40)).join('\n'), `${wrong.length} of ${recorded.length} differ`).to.equal('');
  };

  it('agree', () => check('expression-results.json', EXPRESSIONS));

  it('agree about json', () => check('json-results.json', JSON_EXPRESSIONS));
});
