/** Set-returning functions: each call gives rows. In FROM they are tables, in a select list they multiply rows. */
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { typeOfKind } from '../types/coercion.js';
import { compareDatums } from '../types/compare.js';
import { addInterval, isFiniteTimestamp } from '../types/datetime.js';
import { addIntervalTz } from '../types/datetime-zone.js';
import { type ArrayValue, type Datum, type Decimal, type Interval, isRecordValue } from '../types/datum.js';
import { addExactly, compareDecimals, DECIMAL_ONE, DECIMAL_ZERO } from '../types/decimal.js';
import { TYPES, type TypeKind } from '../types/sql-type.js';
import { arrayArg, bigintArg, decimalArg, intervalArg, numberArg, textArg } from './define.js';
import type { ArgSpec } from './function-entry.js';
import type { SetFunctionEntry } from './set-function-entry.js';
import { elementOf } from './signature.js';

type Rows = (args: readonly Datum[]) => Iterable<readonly Datum[]>;

/** A strict function whose result is one column without a name of its own. */
function define(name: string, args: readonly ArgSpec[], result: TypeKind, doc: string, rows: Rows): SetFunctionEntry {
  const columns = [{ name: null, type: typeOfKind(result) }];
  return { name, args, columns: () => columns, strict: true, doc, rows };
}

function zeroStep(): ConductError {
  return new ConductError(SQLSTATE.invalidParameterValue, 'step size cannot equal zero');
}

const INT4_MAX = 0x7fff_ffff;
const INT4_MIN = -0x8000_0000;
const INT8_MAX = 0x7fff_ffff_ffff_ffffn;
const INT8_MIN = -0x8000_0000_0000_0000n;

/** The series ends where the next value would leave the type. */
function* intSeries(start: number, stop: number, step: number): Generator<readonly Datum[]> {
  if (step === 0) throw zeroStep();
  for (let value = start; step > 0 ? value <= stop : value >= stop; value += step) {
    yield [value];
    if (value + step > INT4_MAX || value + step < INT4_MIN) return;
  }
}

function* bigintSeries(start: bigint, stop: bigint, step: bigint): Generator<readonly Datum[]> {
  if (step === 0n) throw zeroStep();
  for (let value = start; step > 0n ? value <= stop : value >= stop; value += step) {
    yield [value];
    if (value + step > INT8_MAX || value + step < INT8_MIN) return;
  }
}

function checkFinite(value: Decimal, what: 'start' | 'stop' | 'step'): void {
  if (value.special === undefined) return;
  const problem = value.special === 'NaN' ? 'NaN' : 'infinity';
  throw new ConductError(SQLSTATE.invalidParameterValue, `${what} ${what === 'step' ? 'size' : 'value'} cannot be ${problem}`);
}

function* decimalSeries(start: Decimal, stop: Decimal, step: Decimal): Generator<readonly Datum[]> {
  checkFinite(start, 'start');
  checkFinite(stop, 'stop');
  checkFinite(step, 'step');
  const sign = compareDecimals(step, DECIMAL_ZERO);
  if (sign === 0) throw zeroStep();
  for (let value = start; compareDecimals(value, stop) * sign <= 0; value = addExactly(value, step)) yield [value];
}

const NO_TIME: Interval = { months: 0, days: 0, micros: 0n };

function* timestampSeries(
  start: bigint,
  stop: bigint,
  step: Interval,
  add: (timestamp: bigint, interval: Interval) => bigint = addInterval,
): Generator<readonly Datum[]> {
  const sign = compareDatums(TYPES.interval, step, NO_TIME);
  if (sign === 0) throw zeroStep();
  if (!isFiniteTimestamp(start)) {
    // An infinite start stays where it is: PostgreSQL would go on for ever.
    throw new ConductError(SQLSTATE.invalidParameterValue, 'start value cannot be infinity');
  }
  for (let value = start; sign > 0 ? value <= stop : value >= stop; value = add(value, step)) yield [value];
}

const INT_DOC = 'The integers from start to stop, by a step (1 unless given).';

export const SET_FUNCTIONS: readonly SetFunctionEntry[] = [
  define('generate_series', ['int4', 'int4'], 'int4', INT_DOC, (args) => intSeries(numberArg(args, 0), numberArg(args, 1), 1)),
  define('generate_series', ['int4', 'int4', 'int4'], 'int4', INT_DOC, (args) =>
    intSeries(numberArg(args, 0), numberArg(args, 1), numberArg(args, 2)),
  ),
  define('generate_series', ['int8', 'int8'], 'int8', INT_DOC, (args) => bigintSeries(bigintArg(args, 0), bigintArg(args, 1), 1n)),
  define('generate_series', ['int8', 'int8', 'int8'], 'int8', INT_DOC, (args) =>
    bigintSeries(bigintArg(args, 0), bigintArg(args, 1), bigintArg(args, 2)),
  ),
  define('generate_series', ['numeric', 'numeric'], 'numeric', 'The numbers from start to stop, by a step (1 unless given).', (args) =>
    decimalSeries(decimalArg(args, 0), decimalArg(args, 1), DECIMAL_ONE),
  ),
  define('generate_series', ['numeric', 'numeric', 'numeric'], 'numeric', 'The numbers from start to stop, by a step.', (args) =>
    decimalSeries(decimalArg(args, 0), decimalArg(args, 1), decimalArg(args, 2)),
  ),
  define('generate_series', ['timestamp', 'timestamp', 'interval'], 'timestamp', 'The times from start to stop, by an interval.', (args) =>
    timestampSeries(bigintArg(args, 0), bigintArg(args, 1), intervalArg(args, 2)),
  ),
  define(
    'generate_series',
    ['timestamptz', 'timestamptz', 'interval'],
    'timestamptz',
    'The instants from start to stop, by an interval.',
    (args) => timestampSeries(bigintArg(args, 0), bigintArg(args, 1), intervalArg(args, 2), addIntervalTz),
  ),
  {
    name: 'unnest',
    args: ['anyarray'],
    columns: ([type]) => [{ name: null, type: elementOf(type ?? TYPES.unknown) ?? TYPES.unknown }],
    strict: true,
    doc: 'The elements of an array, in storage order.',
    rows: (args) => arrayArg(args, 0).elements.map((element) => [element]),
  },
  {
    name: 'unnest',
    args: ['anymultirange'],
    columns: ([type = TYPES.unknown]) => [{ name: null, type: type.kind === 'multirange' ? type.range : TYPES.unknown }],
    strict: true,
    doc: 'The ranges of a multirange, in their order.',
    rows: (args) => arrayArg(args, 0).elements.map((range) => [range]),
  },
  define('generate_subscripts', ['anyarray', 'int4'], 'int4', 'The subscripts of a dimension of an array.', (args) =>
    subscripts(arrayArg(args, 0), numberArg(args, 1), false),
  ),
  define('generate_subscripts', ['anyarray', 'int4', 'bool'], 'int4', 'The subscripts of a dimension of an array, backwards.', (args) =>
    subscripts(arrayArg(args, 0), numberArg(args, 1), args[2] === true),
  ),
  {
    ...define('string_to_table', ['text', 'text'], 'text', 'The parts of a text between delimiters.', (args) => parts(args)),
    strict: false,
  },
  {
    ...define(
      'string_to_table',
      ['text', 'text', 'text'],
      'text',
      'The parts between delimiters; NULL for those that equal a text.',
      (args) => parts(args),
    ),
    strict: false,
  },
];

function* subscripts({ dimensions }: ArrayValue, dimension: number, backwards: boolean): Generator<readonly Datum[]> {
  const found = dimensions[dimension - 1];
  if (found === undefined) return;
  for (let i = 0; i < found.length; i += 1) yield [found.lower + (backwards ? found.length - 1 - i : i)];
}

/** Without a delimiter each character is a part; an empty one separates nothing; an empty text has no parts. */
function* parts(args: readonly Datum[]): Generator<readonly Datum[]> {
  const [text, delimiter, missing = null] = args;
  if (text === null || text === undefined) return;
  const all = textArg(args, 0);
  if (all === '') return;
  const pieces = delimiter === null ? [...all] : delimiter === '' ? [all] : all.split(textArg(args, 1));
  for (const piece of pieces) yield [missing !== null && piece === missing ? null : piece];
}

/** The name under which a plain value stands among the functions of ROWS FROM: one row of it. No name that SQL can write. */
export const ONE_VALUE = 'one value';

/** The records of an array, as rows. */
export const ROWS_OF_ARRAY = 'rows of array';

/** Counts rows out: a row without columns, so many times. */
export const REPEAT = 'repeat rows';

/** Entries that plans use and users do not see. */
export const INTERNAL_SET_FUNCTIONS: readonly SetFunctionEntry[] = [
  {
    name: ONE_VALUE,
    args: ['any'],
    columns: ([type]) => [{ name: null, type: type ?? { kind: 'unknown' } }],
    strict: false,
    doc: 'The value itself.',
    rows: (args) => [[args[0] ?? null]],
  },
  {
    name: ROWS_OF_ARRAY,
    args: ['anyarray'],
    columns: ([type]) => {
      const element = elementOf(type ?? TYPES.unknown);
      return element?.kind === 'record' ? element.fields : [];
    },
    strict: true,
    doc: 'The records of an array, each as a row.',
    rows: (args, [type]) => {
      const element = elementOf(type ?? TYPES.unknown);
      const nothing = element?.kind === 'record' ? element.fields.map(() => null) : [];
      return arrayArg(args, 0).elements.map((record) => (isRecordValue(record) ? record.fields : nothing));
    },
  },
  {
    name: REPEAT,
    args: ['int8'],
    columns: () => [],
    strict: true,
    doc: 'So many rows.',
    *rows([times]): Generator<readonly Datum[]> {
      assert(typeof times === 'bigint', 'a count');
      for (let i = 0n; i < times; i += 1n) yield [];
    },
  },
];
