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

const TEMPLATES: readonly string[] = [
  'YYYY-MM-DD HH24:MI:SS.US',
  'DAY Day day DY Dy dy MONTH Month month RM rm MON Mon mon',
  'FMDAY FMDay FMday FMMONTH FMMonth FMmonth FMRM FMrm TMMonth TMDay',
  'Y,YYY YYYY YYY YY Y CC Q MM WW DDD DD D J',
  'FMY,YYY FMYYYY FMYYY FMYY FMY FMCC FMQ FMMM FMWW FMDDD FMDD FMD FMJ',
  'HH HH12 HH24 MI SS SSSS SSSSS MS US FF1 FF2 FF3 FF4 FF5 FF6',
  'FMHH FMHH12 FMHH24 FMMI FMSS FMSSSS FMMS FMUS FMFF3',
  '"HH:MI:SS is" HH:MI:SS "\\"text between quote marks\\""',
  'HH24--text--MI--text--SS',
  'YYYYTH YYYYth Jth HHth DDTH MMth Dth',
  'YYYY A.D. YYYY a.d. YYYY bc HH:MI:SS P.M. HH:MI:SS p.m. HH:MI:SS pm AM A.M.',
  'IYYY IYY IY I IW IDDD ID',
  'FMIYYY FMIYY FMIY FMI FMIW FMIDDD FMID',
  'TZ tz OF TZH:TZM FMOF',
  'YYYYMMDD',
  'fxYYYY FXMM "a\\"b" \\"c" x\\y é€',
  'Hh24 Mi yyyy-Mm-dD',
  'W ww Qth CCth DDDTH',
  'xyz 123 %$',
  '',
];

const INPUTS: readonly (readonly [text: string, template: string])[] = [
  ['0097/Feb/16 --> 08:14:30', 'YYYY/Mon/DD --> HH:MI:SS'],
  ['97/2/16 8:14:30', 'FMYYYY/FMMM/FMDD FMHH:FMMI:FMSS'],
  ['2011$03!18 23_38_15', 'YYYY-MM-DD HH24:MI:SS'],
  ['1985 January 12', 'YYYY FMMonth DD'],
  ['1985 FMMonth 12', 'YYYY "FMMonth" DD'],
  ['1985 \\ 12', 'YYYY \\ DD'],
  ['My birthday-> Year: 1976, Month: May, Day: 16', '"My birthday-> Year:" YYYY, "Month:" FMMonth, "Day:" DD'],
  ['1,582nd VIII 21', 'Y,YYYth FMRM DD'],
  ['15 "text between quote marks" 98 54 45', 'HH24 "\\"text between quote marks\\"" YY MI SS'],
  ['05121445482000', 'MMDDHH24MISSYYYY'],
  ['2000January09Sunday', 'YYYYFMMonthDDFMDay'],
  ['97/Feb/16', 'YYMonDD'],
  ['97/Feb/16', 'YY:Mon:DD'],
  ['97/Feb/16', 'FXYY:Mon:DD'],
  ['97/Feb/16', 'FXYY/Mon/DD'],
  ['19971116', 'YYYYMMDD'],
  ['20000-1116', 'YYYY-MMDD'],
  ['1997 AD 11 16', 'YYYY BC MM DD'],
  ['1997 BC 11 16', 'YYYY BC MM DD'],
  ['1997 A.D. 11 16', 'YYYY B.C. MM DD'],
  ['9-1116', 'Y-MMDD'],
  ['95-1116', 'YY-MMDD'],
  ['995-1116', 'YYY-MMDD'],
  ['2005426', 'YYYYWWD'],
  ['2005300', 'YYYYDDD'],
  ['2005527', 'IYYYIWID'],
  ['005527', 'IYYIWID'],
  ['05527', 'IYIWID'],
  ['5527', 'IIWID'],
  ['2005364', 'IYYYIDDD'],
  ['20050302', 'YYYYMMDD'],
  ['2005 03 02', 'YYYYMMDD'],
  [' 2005 03 02', 'YYYYMMDD'],
  ['  20050302', 'YYYYMMDD'],
  ['2011-12-18 11:38 AM', 'YYYY-MM-DD HH12:MI PM'],
  ['2011-12-18 11:38 PM', 'YYYY-MM-DD HH12:MI PM'],
  ['2011-12-18 11:38 A.M.', 'YYYY-MM-DD HH12:MI P.M.'],
  ['2011-12-18 11:38 +05', 'YYYY-MM-DD HH12:MI TZH'],
  ['2011-12-18 11:38 -05', 'YYYY-MM-DD HH12:MI TZH'],
  ['2011-12-18 11:38 +05:20', 'YYYY-MM-DD HH12:MI TZH:TZM'],
  ['2011-12-18 11:38 -05:20', 'YYYY-MM-DD HH12:MI TZH:TZM'],
  ['2011-12-18 11:38 20', 'YYYY-MM-DD HH12:MI TZM'],
  ['2011-12-18 11:38 PST', 'YYYY-MM-DD HH12:MI TZ'],
  ['2018-11-02 12:34:56.1', 'YYYY-MM-DD HH24:MI:SS.FF1'],
  ['2018-11-02 12:34:56.12', 'YYYY-MM-DD HH24:MI:SS.FF3'],
  ['2018-11-02 12:34:56.123456', 'YYYY-MM-DD HH24:MI:SS.FF6'],
  ['2018-11-02 12:34:56.1267', 'YYYY-MM-DD HH24:MI:SS.FF2'],
  ['2018-11-02 12:34:56.1234567', 'YYYY-MM-DD HH24:MI:SS.FF6'],
  ['2018-11-02 12:34:56.99', 'YYYY-MM-DD HH24:MI:SS.FF1'],
  ['2018-11-02 12:34:56.025', 'YYYY-MM-DD HH24:MI:SS.MS'],
  ['2018-11-02 12:34:56.25', 'YYYY-MM-DD HH24:MI:SS.MS'],
  ['2018-11-02 12:34:56.5', 'YYYY-MM-DD HH24:MI:SS.US'],
  ['44-02-01 11:12:13', 'YYYY-MM-DD HH24:MI:SS'],
  ['-44-02-01 11:12:13', 'YYYY-MM-DD HH24:MI:SS'],
  ['-44-02-01 11:12:13 BC', 'YYYY-MM-DD HH24:MI:SS BC'],
  ['2011-12-18 23:38:15', 'YYYY-MM-DD  HH24:MI:SS'],
  ['2011-12-18  23:38:15', 'YYYY-MM-DD HH24:MI:SS'],
  ['2011-12-18   23:38:15', 'YYYY-MM-DD  HH24:MI:SS'],
  ['2000+   JUN', 'YYYY/MON'],
  ['  2000 +JUN', 'YYYY/MON'],
  [' 2000 +JUN', 'YYYY//MON'],
  ['2000  +JUN', 'YYYY//MON'],
  ['2000 + JUN', 'YYYY MON'],
  ['2000 ++ JUN', 'YYYY  MON'],
  ['2000 + - JUN', 'YYYY  MON'],
  ['2000 -10', 'YYYY TZH'],
  ['2000 -10', 'YYYY  TZH'],
  ['2011 12  18', 'YYYY MM DD'],
  ['2011 12  18', 'YYYYxMMxDD'],
  ['2011x 12x 18', 'YYYYxMMxDD'],
  ['2011 x12 x18', 'YYYYxMMxDD'],
  ['2005527', 'YYYYIWID'],
  ['19971', 'YYYYMMDD'],
  ['19971)24', 'YYYYMMDD'],
  ['Friday 1-January-1999', 'DY DD MON YYYY'],
  ['Fri 1-Jan-1999', 'DY DD MON YYYY'],
  ['1997-11-Jan-16', 'YYYY-MM-Mon-DD'],
  ['199711xy', 'YYYYMMDD'],
  ['10000000000', 'FMYYYY'],
  ['2016-06-13 25:00:00', 'YYYY-MM-DD HH24:MI:SS'],
  ['2016-06-13 15:50:60', 'YYYY-MM-DD HH24:MI:SS'],
  ['2016-06-13 15:50:55', 'YYYY-MM-DD HH:MI:SS'],
  ['2016-02-30', 'YYYY-MM-DD'],
  ['2015-02-11 86000', 'YYYY-MM-DD SSSS'],
  ['2015-02-11 86400', 'YYYY-MM-DD SSSSS'],
  ['2016 366', 'YYYY DDD'],
  ['2016 367', 'YYYY DDD'],
  ['2015 366', 'YYYY DDD'],
  ['366', 'DDD'],
  ['2458872', 'J'],
  ['0', 'J'],
  ['20 95 01', 'CC YY MM'],
  ['21 00', 'CC YY'],
  ['6 BC', 'CC BC'],
  ['2020 3 W', 'YYYY MM W'],
  ['2020 3 2', 'YYYY MM W'],
  ['2020 3 2', 'YYYY Q DD'],
  ['4714-11-24 BC', 'YYYY-MM-DD BC'],
  ['5000-01-01 BC', 'YYYY-MM-DD BC'],
  ['1st 2nd 2003', 'DDth MMnd YYYY'],
  ['12:30:00 2020', 'HH24:MI:SS YYYY'],
  ['2020-01-01 garbage', 'YYYY-MM-DD'],
  ['', 'YYYY'],
  ['2020', ''],
  ['XII 2020', 'RM YYYY'],
  ['iv2020', 'rmYYYY'],
  ['2020 13', 'YYYY MM'],
  ['2020 0', 'YYYY MM'],
];

const CHAR_CASES: readonly Case[] = [
  ...TEMPLATES.flatMap((template) =>
    ['timestamp', 'timestamptz', 'interval'].flatMap((type) => values(type).map((value) => call('to_char', value, t(template)))),
  ),
  ...['HH24:MI:SS', 'HH:MI AM', 'YYYY', 'TZ', 'SSSS'].flatMap((template) =>
    values('time').map((value) => call('to_char', value, t(template))),
  ),
  ...INPUTS.flatMap(([text, template]) => [call('to_timestamp', t(text), t(template)), call('to_date', t(text), t(template))]),
];

export const DATETIME_CASES: readonly Case[] = [
  ...OPERATOR_CASES,
  ...FIELD_CASES,
  ...ZONE_CASES,
  ...BIN_CASES,
  ...MAKE_CASES,
  ...OVERLAP_CASES,
  ...CAST_CASES,
  ...AGE_CASES,
  ...CHAR_CASES,
  ...['date', 'timestamp', 'timestamptz', 'interval'].flatMap((type) => values(type).map((value) => call('isfinite', value))),
];
