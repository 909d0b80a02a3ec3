/**
 * Random expressions of a dialect, written with as few parentheses as its grammar allows, and the same in PostgreSQL's SQL with all of them. What
 * binds to what is stated here once more, production by production as the dialects' own grammars and manuals have it.
 */
import type { OtherDialect } from '../../../src/sql/dialects/dialects.js';
import type { Random } from '../../processes/random.js';

interface Written {
  readonly text: string;
  readonly postgres: string;
  /** Of the production that it is. */
  readonly tier: number;
}

/** A production: its tier, and what its operands are at least. `$1` and `$2` are operands in PostgreSQL's SQL. */
interface Production {
  readonly tier: number;
  readonly text: string;
  readonly operands: readonly number[];
  readonly postgres: string;
}

const ATOM = 1000;

function left(tier: number, operators: string, postgres: Readonly<Record<string, string>> = {}): Production[] {
  return operators
    .split(' ')
    .map((op) => ({ tier, text: `$1 ${op} $2`, operands: [tier, tier + 1], postgres: postgres[op] ?? `$1 ${op} $2` }));
}

function single(tier: number, operators: string, postgres: Readonly<Record<string, string>> = {}): Production[] {
  return operators
    .split(' ')
    .map((op) => ({ tier, text: `$1 ${op} $2`, operands: [tier + 1, tier + 1], postgres: postgres[op] ?? `$1 ${op} $2` }));
}

function predicate(tier: number, text: string, operands: readonly number[], postgres = text): Production {
  return { tier, text, operands, postgres };
}

const XOR = { '^': '$1 # $2' };
const SAFE = { '!=': '$1 <> $2' };

/** The predicates of BigQuery, Snowflake and Trino: none follows another. */
function singlePredicates(like: string, suffix: string): Production[] {
  return [
    predicate(50, `$1 ${like} $2`, [51, 51], `$1 ${like} $2${suffix}`),
    predicate(50, `$1 NOT LIKE $2`, [51, 51], `$1 NOT LIKE $2${suffix}`),
    predicate(50, '$1 BETWEEN $2 AND $3', [51, 51, 51]),
    predicate(50, '$1 NOT BETWEEN $2 AND $3', [51, 51, 51]),
    predicate(50, '$1 IN ($2, $3)', [51, 0, 0]),
    predicate(50, '$1 NOT IN ($2, $3)', [51, 0, 0]),
    predicate(50, '$1 IS NULL', [51]),
    predicate(50, '$1 IS NOT NULL', [51]),
    predicate(50, '$1 IS DISTINCT FROM $2', [51, 51]),
  ];
}

const PRODUCTIONS: Readonly<Record<OtherDialect, readonly Production[]>> = {
  // SqlBaseParser.g4: booleanExpression is `valueExpression predicate?`; comparisons are value expressions.
  spark: [
    ...left(10, 'OR'),
    ...left(20, 'AND'),
    predicate(30, 'NOT $1', [30]),
    predicate(40, '$1 LIKE $2', [50, 50]),
    predicate(40, '$1 NOT LIKE $2', [50, 50]),
    predicate(40, '$1 RLIKE $2', [50, 50], '$1 ~ $2'),
    predicate(40, '$1 BETWEEN $2 AND $3', [50, 50, 50]),
    predicate(40, '$1 NOT BETWEEN $2 AND $3', [50, 50, 50]),
    predicate(40, '$1 IN ($2, $3)', [50, 0, 0]),
    predicate(40, '$1 IS NULL', [50]),
    predicate(40, '$1 IS NOT NULL', [50]),
    predicate(40, '$1 IS NOT DISTINCT FROM $2', [50, 50]),
    ...left(50, '= == <> != < <= > >= <=>', { ...SAFE, '==': '$1 = $2', '<=>': '$1 IS NOT DISTINCT FROM $2' }),
    ...left(60, '|'),
    ...left(70, '^', XOR),
    ...left(80, '&'),
    ...left(100, '+ - ||'),
    ...left(110, '* / % DIV', { '/': '$1 OPERATOR(conduct./) $2', DIV: 'div($1::numeric, $2::numeric)::int8' }),
    predicate(120, '- $1', [120]),
    predicate(120, '~ $1', [120]),
  ],
  // sql_yacc.yy: expr, bool_pri, predicate, bit_expr, simple_expr.
  mysql: [
    ...left(10, 'OR ||', { '||': '$1 OR $2' }),
    ...left(15, 'XOR', { XOR: '$1::bool <> $2::bool' }),
    ...left(20, 'AND &&', { '&&': '$1 AND $2' }),
    predicate(30, 'NOT $1', [30]),
    predicate(35, '$1 IS TRUE', [40]),
    predicate(35, '$1 IS NOT FALSE', [40]),
    predicate(40, '$1 IS NULL', [40]),
    predicate(40, '$1 IS NOT NULL', [40]),
    ...left(40, '= <> != < <= > >= <=>', { ...SAFE, '<=>': '$1 IS NOT DISTINCT FROM $2' }),
    predicate(50, '$1 LIKE $2', [60, 130]),
    predicate(50, '$1 NOT LIKE $2', [60, 130]),
    predicate(50, '$1 REGEXP $2', [60, 60], '$1 ~ $2'),
    predicate(50, '$1 BETWEEN $2 AND $3', [60, 60, 50]),
    predicate(50, '$1 NOT BETWEEN $2 AND $3', [60, 60, 50]),
    predicate(50, '$1 IN ($2, $3)', [60, 0, 0]),
    predicate(50, '$1 NOT IN ($2, $3)', [60, 0, 0]),
    ...left(60, '|'),
    ...left(70, '&'),
    ...left(90, '+ -'),
    ...left(100, '* / % MOD DIV', {
      '/': '$1 OPERATOR(conduct.//) nullif($2, 0)',
      '%': '$1 % nullif($2, 0)',
      MOD: '$1 % nullif($2, 0)',
      DIV: 'div($1::numeric, nullif($2, 0)::numeric)::int8',
    }),
    ...left(110, '^', XOR),
    predicate(130, '- $1', [130]),
    predicate(140, '! $1', [140], 'NOT $1'),
  ],
  // The manual's table of operators.
  bigquery: [
    ...left(10, 'OR'),
    ...left(20, 'AND'),
    predicate(30, 'NOT $1', [30]),
    ...single(50, '= <> != < <= > >=', SAFE),
    ...singlePredicates('LIKE', ''),
    ...left(60, '|'),
    ...left(70, '^', XOR),
    ...left(80, '&'),
    ...left(100, '+ -'),
    ...left(110, '* / ||', { '/': '$1 OPERATOR(conduct./) $2' }),
    predicate(120, '- $1', [120]),
    predicate(120, '~ $1', [120]),
  ],
  snowflake: [
    ...left(10, 'OR'),
    ...left(20, 'AND'),
    predicate(30, 'NOT $1', [30]),
    ...single(50, '= <> != < <= > >=', SAFE),
    ...singlePredicates('ILIKE', " ESCAPE ''"),
    { tier: 55, text: '$1 || $2', operands: [ATOM, 120], postgres: '$1 || $2' },
    ...left(100, '+ -'),
    ...left(110, '* / %', { '/': '$1 OPERATOR(conduct.//) $2' }),
    predicate(120, '- $1', [120]),
  ],
  // SqlBase.g4: booleanExpression, predicate, valueExpression; || is below + there.
  trino: [
    ...left(10, 'OR'),
    ...left(20, 'AND'),
    predicate(30, 'NOT $1', [30]),
    ...single(50, '= <> != < <= > >=', SAFE),
    ...singlePredicates('LIKE', " ESCAPE ''"),
    ...left(90, '||'),
    ...left(100, '+ -'),
    ...left(110, '* / %'),
    predicate(120, '- $1', [120]),
  ],
};

/** Quoted names and strings of each dialect. */
const NAME_QUOTE: Readonly<Record<OtherDialect, string>> = { spark: '`', mysql: '`', bigquery: '`', snowflake: '"', trino: '"' };

export class ExpressionWriter {
  readonly #dialect: OtherDialect;
  readonly #random: Random;

  constructor(dialect: OtherDialect, random: Random) {
    this.#dialect = dialect;
    this.#random = random;
  }

  /** An expression and what it means. */
  expression(): { readonly text: string; readonly postgres: string } {
    return this.#any(this.#random.between(1, 5));
  }

  #any(depth: number): Written {
    const random = this.#random;
    if (depth <= 0 || random.next() < 0.1) return this.#leaf(depth);
    if (random.next() < 0.12) return this.#form(depth);
    const production = random.pick(PRODUCTIONS[this.#dialect]);
    const operands = production.operands.map((tier) => this.#atLeast(this.#any(depth - 1), tier));
    return {
      text: fill(
        production.text,
        operands.map(({ text }) => text),
        this.#space(),
      ),
      postgres: fill(
        production.postgres,
        operands.map(({ postgres, tier }) => (tier === ATOM ? postgres : `(${postgres})`)),
        ' ',
      ),
      tier: production.tier,
    };
  }

  #atLeast(written: Written, tier: number): Written {
    const needless = this.#random.next() < 0.03;
    if (written.tier >= tier && !needless) return written;
    return { text: `(${written.text})`, postgres: `(${written.postgres})`, tier: ATOM };
  }

  /** Forms with brackets of their own. */
  #form(depth: number): Written {
    const [a, b, c] = [this.#any(depth - 1), this.#any(depth - 1), this.#any(depth - 1)];
    const forms: readonly (readonly [string, string])[] = [
      ['coalesce($1, $2)', 'coalesce($1, $2)'],
      ['CASE WHEN $1 THEN $2 ELSE $3 END', 'CASE WHEN $1 THEN $2 ELSE $3 END'],
      ['CASE $1 WHEN $2 THEN $3 END', 'CASE $1 WHEN $2 THEN $3 END'],
      ['CAST($1 AS DECIMAL(10, 2))', 'CAST($1 AS numeric(10,2))'],
      ['(SELECT max($1) FROM u WHERE $2)', '(SELECT max($1) FROM u WHERE $2)'],
      ['EXISTS (SELECT 1 FROM u WHERE $1)', 'EXISTS (SELECT 1 FROM u WHERE $1)'],
      ['upper($1)', 'upper($1)'],
    ];
    const [text, postgres] = this.#random.pick(forms);
    const operands = [a, b, c];
    return {
      text: fill(
        text,
        operands.map((operand) => operand.text),
        ' ',
      ),
      postgres: fill(
        postgres,
        operands.map((operand) => `(${operand.postgres})`),
        ' ',
      ),
      tier: ATOM,
    };
  }

  #leaf(depth: number): Written {
    const random = this.#random;
    const name = random.pick(['a', 'b', 'c', 'year', 'value']);
    const quote = NAME_QUOTE[this.#dialect];
    const number = String(random.between(0, 1) === 0 ? random.between(0, 99) : 9_007_199_254_740_993n);
    const leaves: readonly (readonly [string, string])[] = [
      [random.next() < 0.3 ? name.toUpperCase() : name, `"${name}"`],
      [`t.${name}`, `t."${name}"`],
      [`${quote}${name}${quote}`, `"${name}"`],
      [number, number],
      [`'${name}%'`, `'${name}%'`],
      ['NULL', 'NULL'],
      [random.pick(['TRUE', 'true']), 'true'],
      ["DATE '2024-02-29'", "'2024-02-29'::date"],
    ];
    const [text, postgres] = random.pick(depth > 2 ? leaves.slice(0, 3) : leaves);
    return { text, postgres, tier: ATOM };
  }

  #space(): string {
    const random = this.#random;
    if (random.next() < 0.9) return ' ';
    return random.pick(['\n', '  ', ' /* OR */ ', '\t', ' -- AND\n']);
  }
}

/** The first space becomes `space`. */
function fill(template: string, operands: readonly string[], space: string): string {
  return template.replace(' ', () => space).replace(/\$(\d)/g, (_, digit) => operands[Number(digit) - 1] ?? '');
}
