/**
 * Calls and casts whose results were recorded from PostgreSQL 15 (postgres-results.json, by record-postgres-results.ts).
 * Arguments are [type, text]; the type `unknown` is an untyped literal.
 */
import { createHash } from 'node:crypto';

export type Arg = readonly [type: string, text: string];

export type Case =
  | { readonly kind: 'operator'; readonly name: string; readonly args: readonly Arg[] }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly Arg[] }
  /** CAST(CAST(text AS from) AS to). */
  | { readonly kind: 'cast'; readonly arg: Arg; readonly to: string };

const VALUES: { readonly [type: string]: readonly string[] } = {
  smallint: ['0', '-7', '300', '32767', '-32768'],
  integer: ['0', '3', '-7', '46341', '2147483647', '-2147483648'],
  bigint: ['0', '2', '-7', '3037000500', '9223372036854775807', '-9223372036854775808'],
  real: ['0', '-0.5', '0.1', '1e-30', '3.4e38', 'NaN', 'Infinity'],
  'double precision': ['0', '2.5', '-0.1', '1e-200', '1e300', 'NaN', '-Infinity'],
  numeric: ['0', '3', '-7.50', '0.0001', '12345678901234567890.123456789', '1e30', 'NaN', 'Infinity'],
  date: ['2000-01-01', '1998-09-02', '2024-02-29', '0044-03-15 BC', 'infinity'],
  timestamp: ['2000-01-01', '1998-09-02 12:34:56.789', '2024-02-29 23:59:59.999999', '0001-01-01 BC', '-infinity'],
  interval: ['0', '90 days', '1 mon', '1 year 2 mons -3 days +04:05:06.7', '-1 day 23:00', '30 days'],
  text: ['', 'abc', 'abd', 'Zürich', '\u{1f600}\uffee', ' a '],
  'character(4)': ['', 'abc', 'ab c', 'abcd'],
  'character varying': ['abc', 'b'],
  boolean: ['t', 'f'],
  oid: ['1', '4294967295'],
};

function values(type: string): Arg[] {
  return (VALUES[type] ?? []).map((text) => [type, text] as const);
}

function operators(names: readonly string[], left: string, right: string): Case[] {
  return names.flatMap((name) => values(left).flatMap((a) => values(right).map((b): Case => ({ kind: 'operator', name, args: [a, b] }))));
}

function prefix(names: readonly string[], types: readonly string[]): Case[] {
  return names.flatMap((name) => types.flatMap((type) => values(type).map((a): Case => ({ kind: 'operator', name, args: [a] }))));
}

function calls(name: string, ...argLists: readonly (readonly Arg[])[]): Case[] {
  return argLists.map((args) => ({ kind: 'function', name, args }));
}

function unary(names: readonly string[], type: string, texts: readonly string[] = VALUES[type] ?? []): Case[] {
  return names.flatMap((name) => texts.map((text): Case => ({ kind: 'function', name, args: [[type, text]] })));
}

const t = (text: string): Arg => ['text', text];
const i = (value: number): Arg => ['integer', String(value)];
const n = (text: string): Arg => ['numeric', text];

const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];
const ARITHMETIC = ['+', '-', '*', '/'];
const NUMBERS = ['smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric'];
const UNITS = [
  'microseconds',
  'milliseconds',
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
  'millennium',
  'julian',
  'isoyear',
  'dow',
  'isodow',
  'doy',
  'epoch',
  'years',
  'fortnight',
];

function inputs(type: string, texts: readonly string[]): Case[] {
  return texts.map((text) => ({ kind: 'cast', arg: ['unknown', text], to: type }));
}

function casts(from: string, targets: readonly string[], texts: readonly string[] = VALUES[from] ?? []): Case[] {
  return texts.flatMap((text) => targets.map((to): Case => ({ kind: 'cast', arg: [from, text], to })));
}

const OPERATOR_CASES: readonly Case[] = [
  ...NUMBERS.flatMap((type) => operators([...ARITHMETIC, ...COMPARISONS.slice(0, 3)], type, type)),
  ...['smallint', 'integer', 'bigint', 'numeric'].flatMap((type) => operators(['%'], type, type)),
  ...['smallint', 'integer', 'bigint'].flatMap((type) => operators(['&', '|', '#'], type, type)),
  ...['smallint', 'integer', 'bigint'].flatMap((type) =>
    values(type).flatMap((a) =>
      ['<<', '>>'].flatMap((name) => [0, 1, 15, 31].map((bits): Case => ({ kind: 'operator', name, args: [a, i(bits)] }))),
    ),
  ),
  ...operators(['+', '='], 'integer', 'bigint'),
  ...operators(['*', '<'], 'smallint', 'integer'),
  ...operators(['*', '='], 'integer', 'numeric'),
  ...operators(['+', '<'], 'integer', 'real'),
  ...operators(['+', '<'], 'numeric', 'double precision'),
  ...operators(['+'], 'real', 'double precision'),
  ...prefix(['-', '+'], NUMBERS),
  ...prefix(['~'], ['smallint', 'integer', 'bigint']),
  ...prefix(['-'], ['interval']),
  ...['text', 'character(4)', 'character varying', 'boolean', 'date', 'timestamp', 'interval', 'oid'].flatMap((type) =>
    operators(COMPARISONS, type, type),
  ),
  ...operators(COMPARISONS, 'date', 'timestamp'),
  ...operators(['=', '<'], 'text', 'character(4)'),
  ...operators(['=', '||'], 'character(4)', 'character varying'),
  ...operators(['+', '-'], 'date', 'interval'),
  ...operators(['+', '-'], 'timestamp', 'interval'),
  ...operators(['+', '-'], 'interval', 'interval'),
  ...operators(['-'], 'date', 'date'),
  ...operators(['-'], 'timestamp', 'timestamp'),
  ...operators(['-'], 'date', 'timestamp'),
  ...operators(['+', '-'], 'date', 'smallint'),
  ...operators(['||'], 'text', 'text'),
  ...operators(['||'], 'text', 'boolean'),
  ...operators(['||'], 'integer', 'text'),
  ...values('interval').flatMap((a) =>
    ['0', '1.5', '-3', '0.333333333', '1e20'].flatMap((factor): Case[] => [
      { kind: 'operator', name: '*', args: [a, ['double precision', factor]] },
      { kind: 'operator', name: '*', args: [['integer', '3'], a] },
      { kind: 'operator', name: '/', args: [a, ['double precision', factor]] },
    ]),
  ),
  // Untyped literals take the other side's type.
  { kind: 'operator', name: '+', args: [i(1), ['unknown', '2']] },
  { kind: 'operator', name: '+', args: [i(1), ['unknown', 'x']] },
  {
    kind: 'operator',
    name: '||',
    args: [
      ['unknown', 'a'],
      ['unknown', 'b'],
    ],
  },
  {
    kind: 'operator',
    name: '=',
    args: [
      ['unknown', 'a'],
      ['unknown', 'b'],
    ],
  },
  {
    kind: 'operator',
    name: '=',
    args: [
      ['character(4)', 'a'],
      ['unknown', 'a  '],
    ],
  },
  {
    kind: 'operator',
    name: '<',
    args: [
      ['date', '1998-09-02'],
      ['unknown', '1998-12-01'],
    ],
  },
  {
    kind: 'operator',
    name: '+',
    args: [
      ['date', '1998-09-02'],
      ['unknown', '1'],
    ],
  },
  {
    kind: 'operator',
    name: '+',
    args: [
      ['unknown', '1'],
      ['unknown', '2'],
    ],
  },
  { kind: 'operator', name: '-', args: [['unknown', '1']] },
  { kind: 'operator', name: '+', args: [['boolean', 't'], i(1)] },
  { kind: 'operator', name: '||', args: [i(1), i(2)] },
  { kind: 'operator', name: '=', args: [i(1), t('1')] },
  { kind: 'operator', name: '^', args: [i(2), i(10)] },
  { kind: 'operator', name: '^', args: [n('2'), n('0.5')] },
  { kind: 'operator', name: '^', args: [['unknown', '2'], n('3')] },
  ...['%', '_', 'a%', '%c', 'a_c', '%b%', 'abc', '', '%%', 'a\\%', '\\a%', 'abc\\', '%\\', '_____%', '%ü%'].flatMap((pattern) =>
    [...values('text'), ...values('character(4)'), t('a%'), t('aXbXc')].flatMap((value) =>
      ['~~', '!~~', '~~*'].map((name): Case => ({ kind: 'operator', name, args: [value, ['unknown', pattern]] })),
    ),
  ),
];

const FUNCTION_CASES: readonly Case[] = [
  ...NUMBERS.flatMap((type) => unary(['abs', 'sign', 'ceil', 'floor', 'round', 'trunc'], type)),
  ...unary(['round', 'trunc', 'ceil', 'floor'], 'double precision', ['0.5', '1.5', '2.5', '-0.5', '-1.5', '-0.2', '4.4999']),
  ...unary(['round', 'trunc', 'ceil', 'floor'], 'numeric', ['0.5', '1.5', '2.5', '-0.5', '-1.5', '-0.2', '4.4999', '0.00']),
  ...[-3, -1, 0, 1, 2, 10].flatMap((places) =>
    ['1234.5678', '-0.055', '555', '0.5', 'NaN', '-Infinity'].flatMap((text) => [
      ...calls('round', [n(text), i(places)]),
      ...calls('trunc', [n(text), i(places)]),
    ]),
  ),
  ...unary(['sqrt', 'exp', 'ln', 'log'], 'numeric', [
    '0',
    '1',
    '2',
    '0.5',
    '10',
    '100',
    '0.0001',
    '12345.678',
    '1.05',
    '0.99999',
    '2e20',
    '3.00000000000000000000',
    '-1',
    '5000',
    '-300',
    '1e-25',
    'NaN',
  ]),
  ...unary(['sqrt', 'exp', 'ln', 'log'], 'double precision', ['0', '1', '4', '100', '-1', '1000', '-1000', 'NaN']),
  ...['2', '0', '-2', '1.5', '0.001', '10', '123456'].flatMap((base) =>
    ['0', '1', '2', '-1', '10', '0.5', '-2.5', '3.0', '100', '-20', '1e-5'].flatMap((exponent) => calls('power', [n(base), n(exponent)])),
  ),
  ...calls(
    'power',
    [
      ['double precision', '2'],
      ['double precision', '0.5'],
    ],
    [
      ['double precision', '0'],
      ['double precision', '-1'],
    ],
  ),
  ...calls(
    'power',
    [
      ['double precision', '-8'],
      ['double precision', '0.3'],
    ],
    [i(2), i(62)],
  ),
  ...calls('log', [n('2'), n('1024')], [n('10'), n('0.001')], [n('1'), n('5')], [n('0.5'), n('7')]),
  ...calls(
    'mod',
    [i(7), i(-3)],
    [
      ['bigint', '-7'],
      ['bigint', '3'],
    ],
    [n('7.5'), n('2')],
    [i(1), i(0)],
    [['smallint', '7'], i(3)],
  ),
  ...calls('div', [n('7.5'), n('2')], [n('-7.5'), n('2')], [n('1'), n('0')]),
  ...calls('pi', []),
  ...unary(['length', 'char_length', 'octet_length', 'upper', 'lower', 'reverse', 'ascii', 'md5', 'btrim', 'ltrim', 'rtrim'], 'text'),
  ...unary(['length', 'octet_length', 'upper', 'reverse', 'btrim'], 'character(4)'),
  ...unary(['length', 'upper', 'initcap'], 'unknown', ['abc', 'hello WORLD-two 3x']),
  ...[-1, 0, 1, 2, 4, 10].flatMap((start) => [
    ...calls('substring', [t('Zürich'), i(start)]),
    ...[-1, 0, 2, 100, 2147483647].flatMap((length) => calls('substr', [t('Zürich'), i(start), i(length)])),
  ]),
  ...calls('strpos', [t('Zürich'), t('ich')], [t('abc'), t('')], [t('abc'), t('x')]),
  ...calls('btrim', [t('xxabcxy'), t('xy')], [t('abc'), t('')]),
  ...calls('ltrim', [t('xxabcxy'), t('xy')]),
  ...calls('rtrim', [t('xxabcxy'), t('xy')]),
  ...calls('replace', [t('abcabc'), t('b'), t('$&')], [t('abc'), t(''), t('x')], [t('aaa'), t('aa'), t('b')]),
  ...calls('translate', [t('12345'), t('143'), t('ax')], [t('aab'), t('aa'), t('xy')]),
  ...[-10, -2, 0, 2, 10].flatMap((count) => [
    ...calls('left', [t('Zürich'), i(count)]),
    ...calls('right', [t('Zürich'), i(count)]),
    ...calls('lpad', [t('Zür'), i(count)], [t('Zür'), i(count), t('xy')], [t('Zür'), i(count), t('')]),
    ...calls('rpad', [t('Zür'), i(count), t('xy')]),
    ...calls('repeat', [t('ab'), i(count)]),
    ...calls('split_part', [t('a,b,c'), t(','), i(count)]),
  ]),
  ...[-3, -1, 1, 3].flatMap((field) =>
    calls('split_part', [t('a,b,c'), t(','), i(field)], [t('abc'), t(''), i(field)], [t(''), t(','), i(field)]),
  ),
  ...calls('concat', [t('a'), i(1), n('2.50')], [t('x')]),
  ...calls('concat_ws', [t(','), t('a'), i(1), t('')]),
  ...calls('starts_with', [t('abc'), t('ab')], [t('abc'), t('')]),
  ...calls('chr', [i(65)], [i(128512)], [i(0)], [i(-1)], [i(1114112)]),
  ...calls('like_escape', [t('a!%b\\c!!'), t('!')], [t('a%'), t('')], [t('a%'), t('xx')], [t('a\\%'), t('\\')]),
  ...UNITS.flatMap((unit) => [
    ...values('date').flatMap((value) => calls('extract', [t(unit), value])),
    ...values('timestamp').flatMap((value) => calls('extract', [t(unit), value])),
    ...values('interval').flatMap((value) => calls('extract', [t(unit), value])),
    ...values('timestamp').flatMap((value) => calls('date_trunc', [t(unit), value])),
    ...values('interval').flatMap((value) => calls('date_trunc', [t(unit), value])),
    ...calls('date_part', [t(unit), ['timestamp', '2001-02-16 20:38:40.12']]),
  ]),
  ...calls('make_date', [i(2024), i(2), i(29)], [i(2023), i(2), i(29)], [i(-44), i(3), i(15)], [i(0), i(1), i(1)], [i(2024), i(13), i(1)]),
  ...calls('make_timestamp', [i(2024), i(2), i(29), i(12), i(30), ['double precision', '15.25']]),
  ...[
    ['2024-03-31', '2024-02-29'],
    ['2024-02-29', '2024-03-31'],
    ['2001-04-10', '1957-06-13'],
    ['2024-01-01 10:00', '2023-12-31 11:00'],
    ['2023-12-31 11:00', '2024-01-01 10:00'],
    ['2023-01-30', '2023-03-01'],
  ].flatMap(([a = '', b = '']) =>
    calls('age', [
      ['timestamp', a],
      ['timestamp', b],
    ]),
  ),
  ...unary(['justify_days', 'justify_hours', 'justify_interval'], 'interval', [
    '0',
    '65 days',
    '27:00',
    '1 mon -1 hour',
    '-35 days 50:00',
    '1 mon -40 days',
    '-1 mon 1 day',
    '2 days -30:00',
  ]),
];

const CAST_CASES: readonly Case[] = [
  ...inputs('boolean', ['t', 'true', ' TRUE ', 'y', 'yes', 'on', '1', 'f', 'no', 'of', 'off', '0', 'o', '', 'x', 'truee', '2']),
  ...inputs('smallint', ['1', ' -32768 ', '32768', '', '1.5', '+5', '0x10', '1_0', '99999999999999999999']),
  ...inputs('integer', ['1', '-2147483648', '2147483648', 'abc', '', ' 7', '- 7', '--7']),
  ...inputs('bigint', ['9223372036854775807', '9223372036854775808', '-9223372036854775808', 'x', '']),
  ...inputs('oid', ['0', '4294967295', '4294967296', '-1', 'x']),
  ...inputs('real', [
    '0.1',
    '1e38',
    '1e39',
    '1e-45',
    '1e-46',
    '16777217',
    '3.4028235e38',
    'nan',
    'INF',
    '-infinity',
    '',
    'x',
    '1e5',
    '123456.7',
    '1234567',
    '0.0001',
    '0.00001',
    '-0',
    '-2726188.25',
    '-52123032',
    '127523931274870780',
    '1.2379400392853803e+27',
    '1e-38',
    '265970.625',
  ]),
  ...inputs('double precision', [
    '9007199254740993',
    '1.2379400392853803e+27',
    '72057594037927945',
    '5.684341886080801e-14',
    '4.35e22',
    '0.1',
    '1e308',
    '1e309',
    '1e-324',
    '5e-324',
    '100000000000000',
    '1000000000000000',
    '123456789012345678',
    '0.0001',
    '0.00001',
    '-0',
    ' 1.5 ',
    '.5',
    '5.',
    '1e',
    'x',
    '',
    '1.7976931348623157e308',
    '3.141592653589793',
  ]),
  ...inputs('numeric', [
    '0',
    '-0',
    '1.50',
    '.5',
    '5.',
    '1e5',
    '1.5e-3',
    '-1E+2',
    ' 7 ',
    '',
    'x',
    '1e',
    '1.2.3',
    'nan',
    'inf',
    '-Infinity',
    '+5',
    '1e131071',
    '1e131072',
    '0e200000',
    '1e-16383',
    '1e-16384',
    '--1',
  ]),
  ...inputs('numeric(5,2)', ['1', '1.005', '-1.005', '999.994', '999.995', '1000', 'NaN', 'Infinity', 'x']),
  ...inputs('numeric(3,-2)', ['12345', '99949', '99950', '49', '50']),
  ...inputs('numeric(2,4)', ['0.0099', '0.00995', '0.01', '0.001']),
  ...inputs('numeric(3,3)', ['0.9994', '0.9995', '1']),
  ...inputs('character varying(3)', ['abc', 'abcd', 'ab   ', 'Zür', '']),
  ...inputs('character(3)', ['a', 'abcd', 'ab   ', 'Zü', '']),
  ...inputs('name', ['abc', 'x'.repeat(70), 'ü'.repeat(40)]),
  ...inputs('date', [
    '1999-01-08',
    'January 8, 1999',
    '1/8/1999',
    '1/18/1999',
    '18/1/1999',
    '01/02/03',
    '1999-Jan-08',
    'Jan-08-1999',
    '08-Jan-1999',
    '19990108',
    '990108',
    '1999.008',
    'J2451187',
    'January 8, 99 BC',
    '8 Jan 1999',
    'epoch',
    'infinity',
    '-infinity',
    '1999-02-29',
    '2000-02-29',
    '1999-00-01',
    '1999-01-00',
    '1999-13-01',
    '1999-01-32',
    '0000-01-01',
    '5874897-12-31',
    '5874898-01-01',
    '4714-11-24 BC',
    '4714-11-23 BC',
    '1999-1-8',
    ' 1999-01-08 ',
    '1999-01-08 12:34:56',
    '1999-01-08T12:34',
    '1999/01/08',
    '',
    'foo',
    '1999',
    '1999-01',
    '12345-01-01',
    '20-01-01',
    'Mon Jan 8 1999',
  ]),
  ...inputs('timestamp', [
    '1999-01-08',
    '1999-01-08 04:05:06',
    '1999-01-08 04:05',
    '1999-01-08 04:05:06.789',
    '1999-01-08 04:05:06.7894561',
    '1999-01-08T04:05:06Z',
    '1999-01-08 04:05:06+02',
    '1999-01-08 04:05:06 -8:00',
    '1999-01-08 04:05 PM',
    '1999-01-08 12:05 AM',
    '1999-01-08 040506',
    '19990108T040506',
    'Mon Jan 8 04:05:06 1999',
    'January 8 04:05:06 1999',
    '1999-01-08 24:00:00',
    '1999-01-08 24:00:01',
    '1999-01-08 23:59:60',
    '1999-01-08 25:00',
    '1999-01-08 13:05 PM',
    '0044-03-15 12:00 BC',
    '294276-12-31 23:59:59.999999',
    '294277-01-01',
    'infinity',
    'epoch',
    '',
    'foo',
    '1999-01-08 foo',
    '2000-01-01 00:00:00.0000005',
    '1997-12-31 23:59:59.9999999',
  ]),
  ...inputs('interval', [
    '1 day',
    '90 days',
    '3 months',
    '1 year 2 mons 3 days 04:05:06',
    '1 year 2 months 3 days 4 hours 5 minutes 6 seconds',
    '1-2',
    '-1-2',
    '1-2 3 4:05:06',
    '3 4:05:06',
    '4:05',
    '4:05:06.7',
    '-4:05:06',
    '1.5 days',
    '1.5 months',
    '1.5 years',
    '1.7 years',
    '1.5 weeks',
    '2 weeks',
    '0.5 decades',
    '1 century 1 millennium',
    '1 day ago',
    '@ 1 day 2 hours ago',
    'P1Y2M3DT4H5M6S',
    'P1.5D',
    'PT0.5S',
    'P1W',
    'P0001-02-03T04:05:06',
    '1 foo',
    'foo',
    '',
    '5',
    '1.5',
    '-1 day +2:03',
    '100:00:00',
    '1 day -2:03:04.5',
    '500 milliseconds',
    '5 us',
    '1.5 hours 30 min',
    '99999999999 years',
    '3 days 4',
    'ago',
    '1 day 1 day',
    '0.0000005 seconds',
    '1 h 2 m 3 s',
    '10:60',
    '1 year -1 mon',
    '1 quarter',
    '2 hours 3:04',
    '1 week 1 day',
    '1 second 1 ms',
    '1 mon 1-2',
    '-1.5 months',
    '0.7 days ago',
  ]),
  ...NUMBERS.flatMap((from) => casts(from, NUMBERS)),
  ...casts('numeric', ['integer', 'bigint'], ['0.5', '1.5', '2.5', '-0.5', '-2.5', '2147483647.4', '2147483647.5']),
  ...casts(
    'double precision',
    ['integer', 'bigint', 'real', 'numeric'],
    ['0.5', '1.5', '2.5', '-0.5', '1e10', '9.2233720368547758e18', '1e39', '1e-50', '0.1', '123456789.123456789'],
  ),
  ...casts('real', ['double precision', 'numeric', 'integer'], ['0.1', '16777216', '1e20', '3.3333333']),
  ...casts('numeric', ['real', 'double precision'], ['0.1', '1e100', '123456789.123456789', '1e400', '1e-400']),
  ...casts('numeric', ['numeric(5,2)', 'text', 'character varying(3)'], ['1.005', '999.99', '1.50']),
  ...casts('boolean', ['integer', 'text', 'character varying(2)', 'character(6)']),
  ...casts('integer', ['boolean', 'oid', 'text', 'character(4)']),
  ...casts('oid', ['integer', 'bigint', 'text']),
  ...casts('bigint', ['oid', 'text']),
  ...casts('date', ['timestamp', 'text']),
  ...casts('timestamp', ['date', 'text']),
  ...casts('interval', ['text']),
  ...casts('double precision', ['text']),
  ...casts('text', ['integer', 'character(4)', 'character varying(2)', 'name', 'date'], ['12', 'abcdef', '2020-01-01', 'a  ']),
  ...casts('character(4)', ['text', 'character varying', 'character(2)', 'character(6)', 'integer', 'name'], ['12', 'a', 'abcd', '']),
  ...casts('date', ['timestamp'], ['294277-01-01']),
];

export const CASES: readonly Case[] = [...OPERATOR_CASES, ...FUNCTION_CASES, ...CAST_CASES];

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function argSql([type, text]: Arg): string {
  return type === 'unknown' ? quote(text) : `CAST(${quote(text)} AS ${type})`;
}

/** The case as an SQL expression. */
export function caseSql(each: Case): string {
  switch (each.kind) {
    case 'cast':
      return `CAST(${argSql(each.arg)} AS ${each.to})`;
    case 'function':
      return `pg_catalog.${each.name}(${each.args.map(argSql).join(', ')})`;
    case 'operator': {
      const [left, right] = each.args;
      if (left === undefined) return '';
      return right === undefined ? `${each.name} ${argSql(left)}` : `${argSql(left)} ${each.name} ${argSql(right)}`;
    }
  }
}

export function casesHash(): string {
  return createHash('sha256').update(CASES.map(caseSql).join('\n')).digest('hex');
}
