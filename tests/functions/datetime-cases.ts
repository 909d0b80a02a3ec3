/** Operators, functions and casts of the date/time types, each under every one of STYLES; recorded as postgres-cases.ts are. */
import type { Styles } from '../types/datetime-text-cases.js';
import type { Arg, Case } from './postgres-cases.js';

export const DATETIME_STYLES: readonly Styles[] = [
  { timeZone: 'UTC', dateOutput: 'ISO', dateOrder: 'MDY', intervalStyle: 'postgres' },
  { timeZone: 'America/New_York', dateOutput: 'Postgres', dateOrder: 'DMY', intervalStyle: 'postgres_verbose' },
  { timeZone: 'Australia/Lord_Howe', dateOutput: 'SQL', dateOrder: 'MDY', intervalStyle: 'sql_standard' },
];

const VALUES: { readonly [type: string]: readonly string[] } = {
  date: ['2000-01-01', '1998-09-02', '2024-02-29', '0044-03-15 BC', 'infinity', '2010-03-14'],
  timestamp: ['2000-01-01', '1998-09-02 12:34:56.789', '2024-02-29 23:59:59.999999', '0001-01-01 BC', '-infinity', '2010-03-14 02:30'],
  timestamptz: [
    '2000-01-01 00:00+00',
    '2010-03-14 06:59:59.5+00',
    '2010-11-07 05:30+00',
    '2010-11-07 06:30+00',
    '1850-06-05 10:11:12+00',
    'infinity',
    '2024-12-31 18:00-05',
  ],
  time: ['00:00', '12:34:56.789', '23:59:59.999999', '24:00'],
  timetz: ['00:00+00', '12:34:56.789-05', '23:59:59.999999+09:30', '10:11:12+01:02:03', '18:00-05'],
  interval: ['0', '90 days', '1 mon', '1 year 2 mons -3 days +04:05:06.7', '-1 day 23:00', '-30 mons 5 days', '1 day', '7 hours'],
};

function values(type: string): Arg[] {
  return (VALUES[type] ?? []).map((text) => [type, text] as const);
}

function operators(names: readonly string[], left: string, right: string): Case[] {
  return names.flatMap((name) => values(left).flatMap((a) => values(right).map((b): Case => ({ kind: 'operator', name, args: [a, b] }))));
}

function call(name: string, ...args: readonly Arg[]): Case {
  return { kind: 'function', name, args };
}

const t = (text: string): Arg => ['text', text];
const i = (value: number): Arg => ['integer', String(value)];
const f = (text: string): Arg => ['double precision', text];
const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='];
const TYPES = Object.keys(VALUES);
const UNITS =
  'microseconds milliseconds second minute hour day week month quarter year decade century millennium julian isoyear dow isodow doy'
    .split(' ')
    .concat('epoch timezone timezone_hour timezone_minute years fortnight quarters mins usecs'.split(' '));
const ZONES =
  'UTC America/New_York europe/berlin EST EDT PST8PDT MSK CEST ist FOO5BAR <+03>-3 Nosuch/Zone Asia/Kathmandu +05:30 -8 utc+3 art'.split(
    ' ',
  );

const OPERATOR_CASES: readonly Case[] = [
  ...['time', 'timetz', 'timestamptz'].flatMap((type) => operators(COMPARISONS, type, type)),
  ...operators(COMPARISONS, 'date', 'timestamptz'),
  ...operators(COMPARISONS, 'timestamptz', 'timestamp'),
  ...operators(COMPARISONS, 'interval', 'interval'),
  ...TYPES.filter((type) => type !== 'interval').flatMap((type) => [
    ...operators(['+', '-'], type, 'interval'),
    ...operators(['+'], 'interval', type),
    ...operators(['-'], type, type),
  ]),
  ...operators(['+'], 'date', 'time'),
  ...operators(['+'], 'time', 'date'),
  ...operators(['+'], 'date', 'timetz'),
  ...operators(['+'], 'timetz', 'date'),
  ...operators(['-'], 'timestamptz', 'timestamp'),
  ...operators(['-'], 'timestamp', 'date'),
  ...operators(['+'], 'time', 'time'),
  ...operators(['<'], 'time', 'timetz'),
  ...operators(['='], 'interval', 'time'),
];

const FIELD_CASES: readonly Case[] = UNITS.flatMap((unit) => [
  ...TYPES.flatMap((type) => values(type).flatMap((value) => [call('extract', t(unit), value), call('date_part', t(unit), value)])),
  ...['timestamp', 'timestamptz', 'interval', 'date', 'time'].flatMap((type) =>
    values(type).map((value) => call('date_trunc', t(unit), value)),
  ),
  ...values('timestamptz').flatMap((value) =>
    ['Europe/London', 'EST', 'Nosuch', 'MSK'].map((zone) => call('date_trunc', t(unit), value, t(zone))),
  ),
]);

const ZONE_CASES: readonly Case[] = ZONES.flatMap((zone) =>
  ['timestamp', 'timestamptz', 'date'].flatMap((type) => values(type).map((value) => call('timezone', t(zone), value))),
).concat(
  ['05:00', '-03:30', '1 day', '00:00:30'].flatMap((zone) =>
    ['timestamp', 'timestamptz', 'timetz'].flatMap((type) => values(type).map((value) => call('timezone', ['interval', zone], value))),
  ),
  ['UTC', 'EST', '+05:30', 'Asia/Kathmandu'].flatMap((zone) => values('timetz').map((value) => call('timezone', t(zone), value))),
);

const BIN_CASES: readonly Case[] = ['15 minutes', '1 day 2 hours', '7 days', '1 mon', '0', '-1 day', '1 microsecond'].flatMap((stride) => [
  ...values('timestamp').map((value) => call('date_bin', ['interval', stride], value, ['timestamp', '2001-01-01 00:02:30'])),
  ...values('timestamptz').map((value) => call('date_bin', ['interval', stride], value, ['timestamptz', '2001-01-01 00:02:30+00'])),
]);

const MAKE_CASES: readonly Case[] = [
  ...[
    [12, 30, '15.25'],
    [24, 0, '0'],
    [24, 0, '1'],
    [0, 0, '60'],
    [23, 59, '60.5'],
    [-1, 0, '0'],
    [10, 60, '0'],
    [1, 2, '3.0000005'],
    [10, 5, 'NaN'],
  ].map(([hour = 0, minute = 0, second = 0]) => call('make_time', i(Number(hour)), i(Number(minute)), f(String(second)))),
  ...[
    [2013, 7, 15, 8, 15, '23.5'],
    [-44, 3, 15, 12, 30, '15'],
    [0, 7, 15, 12, 30, '15'],
    [2013, 13, 15, 8, 15, '23.5'],
    [2013, 2, 30, 8, 15, '23.5'],
    [2013, 2, 3, 24, 0, '0'],
    [2013, 2, 3, 24, 0, '1'],
    [2013, 2, 3, 8, 15, '60'],
    [2013, 2, 3, 8, 15, '61'],
    [294277, 1, 1, 0, 0, '0'],
    [2010, 3, 14, 2, 30, '0'],
    [2010, 11, 7, 1, 30, '0'],
  ].flatMap((fields) => {
    const args = fields.map((field, index) => (index === 5 ? f(String(field)) : i(Number(field))));
    return [
      call('make_timestamp', ...args),
      call('make_timestamptz', ...args),
      ...['UTC', 'America/New_York', '+05:30', '-8', '+16', '5', 'EST', 'x'].map((zone) => call('make_timestamptz', ...args, t(zone))),
    ];
  }),
  call('make_interval'),
  call('make_interval', i(1)),
  call('make_interval', i(1), i(14), i(1), i(-10), i(25), i(61), f('3661.5')),
  call('make_interval', i(0), i(0), i(0), i(0), i(0), i(0), f('0.0000005')),
  ...['0', '1284352323.5', '-1', '1e20', 'NaN', 'Infinity', '-Infinity', '-210866803200', '9224318015999', '0.0000015'].map((seconds) =>
    call('to_timestamp', f(seconds)),
  ),
];

const PERIODS: readonly (readonly [string, readonly string[]])[] = [
  ['timestamp', ['2000-11-27', '2000-11-28', '2000-11-27 12:00', '2000-11-30']],
  ['time', ['00:00', '01:00', '00:30', '01:30']],
  ['timetz', ['00:00+00', '01:00+00', '00:30+01', '01:30-02']],
  ['timestamptz', ['2000-11-27', '2000-11-28', '2000-11-27 12:00', '2000-11-30']],
];
const OVERLAP_CASES: readonly Case[] = PERIODS.flatMap(([type, texts]) =>
  texts.flatMap((a) =>
    texts.flatMap((b) =>
      texts.flatMap((c) =>
        texts.map((d) => call('overlaps', [type, a] as const, [type, b] as const, [type, c] as const, [type, d] as const)),
      ),
    ),
  ),
).concat(
  ['timestamp', 'time', 'timestamptz'].flatMap((type) => {
    const [a = '', b = '', c = ''] = PERIODS.find(([each]) => each === type)?.[1] ?? [];
    return ['0', '1 hour', '1 day', '-3 hours'].flatMap((span) => [
      call('overlaps', [type, a], ['interval', span], [type, b], ['interval', '12:00']),
      call('overlaps', [type, a], [type, c], [type, b], ['interval', span]),
      call('overlaps', [type, a], ['interval', span], [type, b], [type, c]),
    ]);
  }),
);

const CAST_CASES: readonly Case[] = [
  ...TYPES.flatMap((from) =>
    TYPES.flatMap((to) =>
      // What a time of day becomes with the zone of today changes with the day of the recording.
      from === 'time' && to === 'timetz' ? [] : values(from).map((arg): Case => ({ kind: 'cast', arg, to })),
    ),
  ),
  ...['time', 'timetz', 'timestamp', 'timestamptz'].flatMap((type) =>
    [0, 1, 3, 5, 6].flatMap((precision) => {
      const [name, zone] = type.endsWith('tz') ? [type.slice(0, -2), ' with time zone'] : [type, ''];
      return values(type).map((arg): Case => ({ kind: 'cast', arg, to: `${name}(${precision})${zone}` }));
    }),
  ),
  ...TYPES.flatMap((type) => values(type).map((arg): Case => ({ kind: 'cast', arg, to: 'text' }))),
];

/** Of infinite values PostgreSQL 15 gives nonsense, we an error. */
const FINITE = values('timestamptz').filter(([, text]) => text !== 'infinity');
const AGE_CASES: readonly Case[] = FINITE.flatMap((a) => FINITE.map((b) => call('age', a, b)));

export const DATETIME_CASES: readonly Case[] = [
  ...OPERATOR_CASES,
  ...FIELD_CASES,
  ...ZONE_CASES,
  ...BIN_CASES,
  ...MAKE_CASES,
  ...OVERLAP_CASES,
  ...CAST_CASES,
  ...AGE_CASES,
  ...['date', 'timestamp', 'timestamptz', 'interval'].flatMap((type) => values(type).map((value) => call('isfinite', value))),
];
