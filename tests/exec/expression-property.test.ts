/** Compiled = interpreted: random typed expressions over random rows with NULLs and extremes, errors' SQLSTATE included. */
import { expect } from 'chai';
import fc from 'fast-check';
import { known } from '../../src/common/assert.js';
import { ConductError } from '../../src/common/errors.js';
import type { ValueInfo } from '../../src/plan/column-info.js';
import type { Expr } from '../../src/plan/expr.js';
import { evaluate } from '../../src/plan/interpreter.js';
import { describeExpr, describeType } from '../../src/plan/phys-type.js';
import { castDatum } from '../../src/types/cast.js';
import { compareDatums } from '../../src/types/compare.js';
import type { Datum } from '../../src/types/datum.js';
import { type SqlType, TYPES } from '../../src/types/sql-type.js';
import { compile, compileFilter } from './expression-harness.js';

const NUM_9_2: SqlType = { kind: 'numeric', precision: 9, scale: 2 };
const NUM_15_4: SqlType = { kind: 'numeric', precision: 15, scale: 4 };
const NUM_30_6: SqlType = { kind: 'numeric', precision: 30, scale: 6 };
const CHAR_6: SqlType = { kind: 'char', length: 6 };
const VARCHAR_4: SqlType = { kind: 'varchar', length: 4 };
const { bool, int2, int4, int8, float8, numeric, text, date, timestamp, interval } = TYPES;

/** Two columns of each type; every second one is never NULL. */
const COLUMN_TYPES: readonly SqlType[] = [
  bool,
  int2,
  int4,
  int8,
  float8,
  NUM_9_2,
  NUM_15_4,
  NUM_30_6,
  numeric,
  text,
  CHAR_6,
  date,
  timestamp,
  interval,
].flatMap((type) => [type, type]);
/** Columns whose statistics bound them: narrow forms, and code without checks. */
const BOUNDED: readonly { readonly type: SqlType; readonly min: bigint; readonly max: bigint; readonly phys?: 'i32' | 'i64' }[] = [
  { type: int4, min: 0n, max: 50n },
  { type: int8, min: -2_000_000n, max: 3_000_000_000n },
  { type: int8, min: 1n, max: 7n },
  { type: NUM_9_2, min: -999n, max: 1_000n, phys: 'i32' },
  { type: NUM_15_4, min: 0n, max: 10_494_950n, phys: 'i32' },
  { type: NUM_30_6, min: -(10n ** 17n), max: 10n ** 17n, phys: 'i64' },
  { type: date, min: -2_922n, max: -517n },
];
const WORDS = ['', 'AIR', 'RAIL', 'REG AIR', 'a b'];
/** Then a dictionary column, NULLs included. */
const ALL_TYPES: readonly SqlType[] = [...COLUMN_TYPES, ...BOUNDED.map(({ type }) => type), text];
const COLUMNS: readonly ValueInfo[] = [
  ...COLUMN_TYPES.map((type, i): ValueInfo => {
    const info = describeType(type, i % 2 === 0);
    // Scans hand narrow numerics over as 32 bits.
    return type === NUM_9_2 ? { ...info, phys: 'i32' } : info;
  }),
  ...BOUNDED.map(({ type, min, max, phys }, i): ValueInfo => {
    const info = describeType(type, i % 2 === 1);
    return { ...info, range: { min, max }, phys: phys ?? info.phys };
  }),
  { type: text, phys: 'dict', scale: 0, nullable: true, range: null, dictionary: '1.0' },
];

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const integerValue = (bits: number): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.bigInt({ min: -5n, max: 5n }),
    fc.bigInt({ min: -1000n, max: 1000n }),
    fc.bigInt({ min: -(2n ** BigInt(bits - 1)), max: 2n ** BigInt(bits - 1) - 1n }),
    pick(-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n),
  );
const decimalValue = (digits: number, scale: number): fc.Arbitrary<Datum> =>
  fc
    .oneof(
      fc.bigInt({ min: -300n, max: 300n }),
      fc.bigInt({ min: -(10n ** BigInt(digits)) + 1n, max: 10n ** BigInt(digits) - 1n }),
      pick(10n ** BigInt(digits) - 1n),
    )
    .map((unscaled) => ({ unscaled, scale }));
const textValue = fc.string({ unit: pick('a', 'b', 'B', ' ', 'é', '日', '1', '%', '_'), maxLength: 12 });

function datum(type: SqlType): fc.Arbitrary<Datum> {
  switch (type.kind) {
    case 'bool':
      return fc.boolean();
    case 'int2':
      return integerValue(16).map(Number);
    case 'int4':
      return integerValue(32).map(Number);
    case 'int8':
      return integerValue(64);
    case 'float8':
      return fc.oneof(
        fc.double({ noDefaultInfinity: false }),
        fc.integer({ min: -9, max: 9 }).map((v) => v / 2),
      );
    case 'numeric':
      return type.precision === null || type.scale === null
        ? fc.integer({ min: 0, max: 8 }).chain((scale) => decimalValue(16, scale))
        : decimalValue(type.precision, type.scale);
    case 'text':
      return textValue;
    case 'char':
      return textValue.map((value) => castDatum(value, text, type, 'explicit'));
    case 'date':
      return fc.oneof(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: -1_000_000, max: 3_000_000 }));
    case 'timestamp':
      return fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
    case 'interval':
      return fc.record({
        months: fc.integer({ min: -40, max: 40 }),
        days: fc.integer({ min: -400, max: 400 }),
        micros: fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }),
      });
    default:
      throw new Error(type.kind);
  }
}

const call = (name: string, type: SqlType, ...args: Expr[]): Expr => ({ kind: 'call', name, type, args });
const literal = (type: SqlType, value: Datum): Expr => ({ kind: 'literal', type, value });
const cast = (arg: Expr, type: SqlType, mode: 'explicit' | 'assignment' = 'explicit'): Expr => ({ kind: 'cast', arg, type, mode });

function leaf(type: SqlType): fc.Arbitrary<Expr> {
  const ids = ALL_TYPES.flatMap((columnType, id) => (columnType.kind === type.kind ? [id] : []));
  const column = pick(...ids).map((id): Expr => {
    const columnType = ALL_TYPES[id] ?? type;
    return { kind: 'column', type: columnType, id };
  });
  const constant = datum(type).map((value) => literal(type, value));
  return fc.oneof(
    { weight: 5, arbitrary: column },
    { weight: 2, arbitrary: constant },
    { weight: 1, arbitrary: fc.constant(literal(type, null)) },
  );
}

/** One of several types. */
const kinds = (...types: readonly SqlType[]): fc.Arbitrary<SqlType> => fc.constantFrom(...types);

const COMPARABLE: readonly SqlType[] = [bool, int2, int4, int8, float8, numeric, text, CHAR_6, date, timestamp, interval];

function expression(type: SqlType, depth: number): fc.Arbitrary<Expr> {
  if (depth === 0) return leaf(type);
  const sub = (of: SqlType): fc.Arbitrary<Expr> => expression(of, depth - 1);
  const binary = (...names: string[]): fc.Arbitrary<Expr> =>
    fc.tuple(pick(...names), sub(type), sub(type)).map(([name, a, b]) => call(name, type, a, b));
  const unary = (...names: string[]): fc.Arbitrary<Expr> => fc.tuple(pick(...names), sub(type)).map(([name, a]) => call(name, type, a));
  const conditional = fc
    .tuple(sub(bool), sub(type), fc.option(sub(type)))
    .map(([when, then, otherwise]): Expr => ({ kind: 'case', type, branches: [{ when, then }], otherwise }));
  const coalesce = fc.tuple(sub(type), sub(type)).map((args): Expr => ({ kind: 'coalesce', type, args }));
  const general = [leaf(type), conditional, coalesce];
  switch (type.kind) {
    case 'bool':
      return fc.oneof(
        ...general,
        fc
          .tuple(pick<'and' | 'or'>('and', 'or'), fc.array(sub(bool), { minLength: 2, maxLength: 3 }))
          .map(([kind, args]): Expr => ({ kind, type, args })),
        sub(bool).map((arg): Expr => ({ kind: 'not', type, arg })),
        pick(...COMPARABLE).chain((of) =>
          fc.oneof(
            fc.tuple(pick('=', '<>', '<', '<=', '>', '>='), sub(of), sub(of)).map(([name, a, b]) => call(name, bool, a, b)),
            fc.tuple(sub(of), sub(of)).map(([left, right]): Expr => ({ kind: 'is-distinct', type, left, right })),
            sub(of).map((arg): Expr => ({ kind: 'is-null', type, arg })),
            fc
              .tuple(
                sub(of),
                fc.array(
                  leaf(of).filter((item) => item.kind === 'literal'),
                  { minLength: 1, maxLength: 3 },
                ),
              )
              .map(([arg, list]): Expr => ({ kind: 'in-list', type, arg, list })),
          ),
        ),
        fc
          .tuple(
            pick('~~', '!~~', '~~*'),
            sub(text),
            fc.oneof(
              sub(text),
              textValue.map((v) => literal(text, v)),
            ),
          )
          .map(([name, a, b]) => call(name, bool, a, b)),
        fc.tuple(sub(text), sub(text)).map(([a, b]) => call('starts_with', bool, a, b)),
      );
    case 'int2':
      return fc.oneof(
        ...general,
        binary('+', '-', '*', '/', '%', '&', '|', '#'),
        unary('-', 'abs', '~'),
        sub(int4).map((arg) => cast(arg, type)),
      );
    case 'int4':
      return fc.oneof(
        ...general,
        binary('+', '-', '*', '/', '%', '&', '|', '#', '<<', '>>'),
        unary('-', 'abs', '~', '+'),
        kinds(int2, int8, float8, numeric, bool)
          .chain(sub)
          .map((arg) => cast(arg, type)),
        fc.tuple(pick('length', 'octet_length', 'ascii'), sub(text)).map(([name, arg]) => call(name, int4, arg)),
        fc.tuple(sub(text), sub(text)).map(([a, b]) => call('strpos', int4, a, b)),
        fc.tuple(sub(date), sub(date)).map(([a, b]) => call('-', int4, a, b)),
      );
    case 'int8':
      return fc.oneof(
        ...general,
        binary('+', '-', '*', '/', '%', 'mod', '&', '|', '#'),
        unary('-', 'abs', '~'),
        kinds(int2, int4, float8, numeric)
          .chain(sub)
          .map((arg) => cast(arg, type)),
        fc.tuple(pick('<<', '>>'), sub(int8), sub(int4)).map(([name, a, b]) => call(name, int8, a, b)),
      );
    case 'float8':
      return fc.oneof(
        ...general,
        binary('+', '-', '*', '/'),
        unary('-', 'abs', 'ceil', 'floor', 'trunc', 'round', 'sign'),
        kinds(int2, int4, int8, numeric)
          .chain(sub)
          .map((arg) => cast(arg, type)),
      );
    case 'numeric':
      return fc.oneof(
        ...general,
        binary('+', '-', '*', '/', '%'),
        unary('-', 'abs', 'ceil', 'floor', 'trunc', 'round', 'sign'),
        fc
          .tuple(pick('round', 'trunc'), sub(numeric), fc.integer({ min: -3, max: 8 }))
          .map(([name, a, n]) => call(name, numeric, a, literal(int4, n))),
        kinds(int2, int4, int8)
          .chain(sub)
          .map((arg) => cast(arg, type)),
        fc.tuple(sub(numeric), pick(NUM_9_2, NUM_15_4, NUM_30_6)).map(([arg, to]) => cast(arg, to)),
        fc
          .tuple(
            pick('year', 'month', 'day', 'quarter', 'dow', 'isodow', 'doy', 'week', 'isoyear', 'decade', 'century', 'epoch'),
            kinds(date, timestamp).chain(sub),
          )
          .map(([field, arg]) => call('extract', numeric, literal(text, field), arg)),
      );
    case 'text':
      return fc.oneof(
        ...general,
        fc.tuple(sub(text), sub(text)).map(([a, b]) => call('||', text, a, b)),
        fc.tuple(pick('upper', 'lower', 'btrim', 'ltrim', 'rtrim', 'reverse'), sub(text)).map(([name, a]) => call(name, text, a)),
        fc
          .tuple(sub(text), fc.integer({ min: -2, max: 6 }), fc.integer({ min: -1, max: 6 }))
          .map(([a, from, n]) => call('substring', text, a, literal(int4, from), literal(int4, n))),
        fc
          .tuple(pick('left', 'right', 'substring'), sub(text), fc.integer({ min: -6, max: 6 }))
          .map(([name, a, n]) => call(name, text, a, literal(int4, n))),
        kinds(int4, int8, numeric, date, timestamp, bool, CHAR_6)
          .chain(sub)
          .filter((arg) => arg.type.kind !== 'numeric')
          .map((arg) => cast(arg, text)),
        fc
          .tuple(sub(text), pick<'explicit' | 'assignment'>('explicit', 'assignment'))
          .map(([arg, mode]) => cast(cast(arg, VARCHAR_4, mode), text)),
      );
    case 'char':
      return fc.oneof(
        leaf(type),
        fc.tuple(sub(text), pick<'explicit' | 'assignment'>('explicit', 'assignment')).map(([arg, mode]) => cast(arg, CHAR_6, mode)),
      );
    case 'date':
      return fc.oneof(
        ...general,
        fc
          .tuple(pick('+', '-'), sub(date), fc.integer({ min: -5000, max: 5000 }))
          .map(([name, a, n]) => call(name, date, a, literal(int4, n))),
        sub(timestamp).map((arg) => cast(arg, type)),
      );
    case 'timestamp':
      return fc.oneof(
        ...general,
        fc.tuple(pick('+', '-'), kinds(date, timestamp).chain(sub), sub(interval)).map(([name, a, b]) => call(name, timestamp, a, b)),
        fc
          .tuple(
            pick('second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year', 'decade', 'century', 'millennium'),
            sub(timestamp),
          )
          .map(([unit, arg]) => call('date_trunc', timestamp, literal(text, unit), arg)),
        sub(date).map((arg) => cast(arg, type)),
      );
    case 'interval':
      return fc.oneof(
        leaf(type),
        conditional,
        binary('+', '-'),
        fc.tuple(sub(timestamp), sub(timestamp)).map(([a, b]) => call('-', interval, a, b)),
      );
    default:
      throw new Error(type.kind);
  }
}

type Outcome = { readonly value: Datum } | { readonly error: string; readonly message: string };
function outcome(body: () => Datum): Outcome {
  try {
    return { value: body() };
  } catch (error) {
    if (error instanceof ConductError) return { error: error.code, message: error.message };
    throw error;
  }
}

/** The expression as text that can be read. */
function sql(expr: Expr): string {
  switch (expr.kind) {
    case 'column':
      return `c${expr.id}`;
    case 'literal':
      return `${show(expr.value)}:${expr.type.kind}`;
    case 'call':
      return `${expr.name}(${expr.args.map(sql).join(', ')})`;
    case 'cast':
      return `${sql(expr.arg)}::${show(Object.values(expr.type))}${expr.mode === 'explicit' ? '' : expr.mode}`;
    case 'and':
    case 'or':
    case 'coalesce':
      return `${expr.kind}(${expr.args.map(sql).join(', ')})`;
    case 'not':
    case 'is-null':
      return `${expr.kind}(${sql(expr.arg)})`;
    case 'is-distinct':
      return `${sql(expr.left)} <!> ${sql(expr.right)}`;
    case 'case':
      return `case(${expr.branches.map((b) => `${sql(b.when)} ? ${sql(b.then)}`).join(', ')} : ${expr.otherwise === null ? 'NULL' : sql(expr.otherwise)})`;
    case 'in-list':
      return `${sql(expr.arg)} in (${expr.list.map(sql).join(', ')})`;
    default:
      return expr.kind;
  }
}

/** The values of the columns that an expression reads. */
function used(expr: Expr, values: readonly Datum[]): string {
  const ids = [...new Set([...sql(expr).matchAll(/\bc(\d+)/g)].map((match) => Number(match[1])))];
  return ids.map((id) => `c${id}=${show(values[id])}`).join(' ');
}

const show = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));

/** Equal in SQL's sense, but for what has several spellings: char's padding stays, a decimal's display scale does not count. */
function same(type: SqlType, a: Datum, b: Datum): boolean {
  if (a === null || b === null) return a === b;
  if (type.kind === 'numeric' || type.kind === 'float8') return compareDatums(type, a, b) === 0;
  return show(a) === show(b);
}

/** The value is what the static facts promise. */
function isWithin({ range, nullable }: ValueInfo, value: Datum): boolean {
  if (value === null) return nullable;
  if (range === null) return true;
  const unscaled = typeof value === 'object' && 'unscaled' in value ? value.unscaled : BigInt(value as number | bigint);
  return unscaled >= range.min && unscaled <= range.max;
}

function bounded({ type, min, max }: (typeof BOUNDED)[number]): fc.Arbitrary<Datum> {
  return fc.oneof(fc.bigInt({ min, max }), pick(min, max)).map((value): Datum => {
    if (type.kind === 'numeric') return { unscaled: value, scale: type.scale ?? 0 };
    return type.kind === 'int8' ? value : Number(value);
  });
}

const row: fc.Arbitrary<Datum[]> = fc.tuple(
  ...[...COLUMN_TYPES.map(datum), ...BOUNDED.map(bounded), pick<Datum>(...WORDS)].map(
    (values, i): fc.Arbitrary<Datum> => (COLUMNS[i]?.nullable === true ? fc.option(values, { freq: 5 }) : values),
  ),
);

const SEED = process.env.CONDUCT_PROPERTY_SEED === undefined ? {} : { seed: Number(process.env.CONDUCT_PROPERTY_SEED) };
const RUNS = Number(process.env.CONDUCT_PROPERTY_RUNS ?? 60);

describe('compiled expressions equal interpreted ones', () => {
  for (const type of COMPARABLE) {
    it(`of type ${type.kind}`, () => {
      fc.assert(
        fc.property(expression(type, 3), fc.array(row, { minLength: 8, maxLength: 8 }), (expr, rows) => {
          const compiled = compile(expr, COLUMNS, WORDS);
          const facts = describeExpr(expr, (id) => known(COLUMNS[id], 'column'));
          expect([compiled.info.phys, compiled.info.scale], sql(expr)).to.deep.equal([facts.phys, facts.scale]);
          for (const values of rows) {
            const expected = outcome(() => evaluate(expr, (id) => values[id] ?? null));
            const actual = outcome(() => compiled.run(values));
            // 120 bits are the limit of compiled numerics: an error then, never a wrong value.
            if ('error' in actual && actual.message === 'value overflows numeric format') continue;
            const detail = `${sql(expr)} over ${used(expr, values)}: expected ${show(expected)}, got ${show(actual)}`;
            if ('value' in actual) expect(isWithin(facts, actual.value), `${detail}, described as ${show(facts)}`).to.equal(true);
            if ('error' in expected) expect('error' in actual && actual.error, detail).to.equal(expected.error);
            else expect('value' in actual && same(type, actual.value, expected.value), detail).to.equal(true);
          }
        }),
        { numRuns: RUNS, ...SEED },
      );
    });
  }

  it('as filters', () => {
    fc.assert(
      fc.property(expression(bool, 3), fc.array(row, { minLength: 8, maxLength: 8 }), (expr, rows) => {
        const passes = compileFilter(expr, COLUMNS, WORDS);
        for (const values of rows) {
          const expected = outcome(() => evaluate(expr, (id) => values[id] ?? null));
          const actual = outcome(() => passes(values));
          // A filter may stop at the first operand that is not true, before one that fails.
          if ('error' in expected || ('error' in actual && actual.message === 'value overflows numeric format')) continue;
          expect(actual, `${sql(expr)} over ${used(expr, values)}`).to.deep.equal({ value: expected.value === true });
        }
      }),
      { numRuns: RUNS, ...SEED },
    );
  });
});
