import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { formatBinary, parseBinary } from '../../src/types/binary-format.js';
import { formatText, parseText } from '../../src/types/text-format.js';
import { parseTypeName } from '../../src/types/type-name.js';

/** type, text, what the send function of PostgreSQL 15 gives. */
const SENT: readonly (readonly [string, string, string])[] = [
  ['bool', 't', '01'],
  ['int2', '-2', 'fffe'],
  ['int4', '258', '00000102'],
  ['int8', '-9223372036854775808', '8000000000000000'],
  ['oid', '4294967295', 'ffffffff'],
  ['float4', '1.5', '3fc00000'],
  ['float8', '-0.1', 'bfb999999999999a'],
  ['text', 'Zür', '5ac3bc72'],
  ['varchar(10)', 'ab', '6162'],
  ['char(4)', 'ab', '61622020'],
  ['date', '1998-09-02', 'fffffe1a'],
  ['date', 'infinity', '7fffffff'],
  ['timestamp', '2000-01-01 00:00:01', '00000000000f4240'],
  ['timestamp', '-infinity', '8000000000000000'],
  ['interval', '1 year 2 mons -3 days 04:05:06.7', '000000036c966ee0fffffffd0000000e'],
  ['numeric', '0', '0000000000000000'],
  ['numeric', '0.00', '0000000000000002'],
  ['numeric', '1', '00010000000000000001'],
  ['numeric', '-7.50', '00020000400000020007' + '1388'],
  ['numeric', '10000', '00010001000000000001'],
  ['numeric', '0.0001', '0001ffff000000040001'],
  ['numeric', '0.00001', '0001fffe0000000503e8'],
  ['numeric', '12345678.9', '000300010000000104d2162e2328'],
  ['numeric', 'NaN', '00000000c0000000'],
  ['numeric', 'Infinity', '00000000d0000020'],
  ['numeric', '-Infinity', '00000000f0000020'],
  ['inet', '1.2.3.4/24', '0218000401020304'],
  ['inet', '1.2.3.4', '0220000401020304'],
  ['inet', '2001:db8::1/64', '0340001020010db8000000000000000000000001'],
  ['cidr', '10.1.0.0/16', '021001040a010000'],
  ['macaddr', '08:00:2b:01:02:03', '08002b010203'],
  ['money', '$12.34', '00000000000004d2'],
  ['pg_lsn', '16/B374D848', '00000016b374d848'],
  ['point', '(1,-0.5)', '3ff0000000000000bfe0000000000000'],
  ['line', '{1,2,3}', '3ff000000000000040000000000000004008000000000000'],
  ['lseg', '[(1,2),(3,4)]', '3ff0000000000000400000000000000040080000000000004010000000000000'],
  ['box', '(1,2),(3,4)', '400800000000000040100000000000003ff00000000000004000000000000000'],
  ['path', '[(1,2),(3,4)]', '00000000023ff0000000000000400000000000000040080000000000004010000000000000'],
  ['path', '((1,2),(3,4))', '01000000023ff0000000000000400000000000000040080000000000004010000000000000'],
  ['polygon', '((0,0),(1,0))', `00000002${'0'.repeat(32)}3ff0000000000000${'0'.repeat(16)}`],
  ['circle', '<(1,2),3>', '3ff000000000000040000000000000004008000000000000'],
  ['int4range', '[1,5)', '0200000004000000010000000400000005'],
  ['int4range', 'empty', '01'],
  ['int4range', '(,5]', '080000000400000006'],
  ['numrange', '(1.5,)', '100000000c000200000000000100011388'],
  ['daterange', '(,)', '18'],
  ['tsrange', '[2000-01-01 00:00:01,2000-01-01 00:00:02]', '060000000800000000000f42400000000800000000001e8480'],
  [
    'int4multirange',
    '{[1,3),[5,9)}',
    '00000002' + '000000110200000004000000010000000400000003' + '000000110200000004000000050000000400000009',
  ],
  ['int4multirange', '{}', '00000000'],
];

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

describe('binary format', () => {
  for (const [name, text, hex] of SENT) {
    it(`${name} ${text} is ${hex}, both ways`, () => {
      const type = parseTypeName(name);
      const value = parseText(type, text);
      expect(Buffer.from(formatBinary(type, value)).toString('hex')).to.equal(hex);
      expect(formatText(type, parseBinary(type, bytes(hex)))).to.equal(formatText(type, value));
    });
  }

  it('refuses bytes that are no value of the type', () => {
    const bad: readonly (readonly [string, string, string])[] = [
      ['int4', '00', '08P01'],
      ['numeric', '0001', '22P03'],
      ['numeric', '00010000000000002710', '22P03'],
      ['numeric', '00010000123400000001', '22P03'],
      ['text', 'c3', '22021'],
      ['text', '00', '22021'],
      ['varchar(1)', '6162', '22001'],
      ['date', '7ffffffe', '22008'],
      ['inet', '0118000401020304', '22P03'],
      ['inet', '0221000401020304', '22P03'],
      ['inet', '02180004010203', '22P03'],
      ['cidr', '0218010401020304', '22P03'],
      ['point', '3ff0000000000000', '22P03'],
      ['circle', '3ff00000000000004000000000000000c008000000000000', '22P03'],
      ['line', '000000000000000000000000000000004008000000000000', '22P03'],
      ['path', '01ffffffff', '22P03'],
      ['polygon', '7fffffff', '22P03'],
      ['int4range', '0200000004000000010000000400000005ff', '22P03'],
      ['int4range', '0200000004000000050000000400000001', '22000'],
      ['int4multirange', '7fffffff', '22P03'],
      ['int4multirange', '00000001ffffffff', '22P03'],
    ];
    for (const [name, hex, code] of bad) {
      expect(() => parseBinary(parseTypeName(name), bytes(hex)), `${name} ${hex}`)
        .to.throw(ConductError)
        .with.property('code', code);
    }
  });
});
