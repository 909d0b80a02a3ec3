import { expect } from 'chai';
import fc from 'fast-check';
import { fromJson, toJson } from '../../src/plan/serialize.js';
import { compareDatums } from '../../src/types/compare.js';
import { compareText } from '../../src/types/compare-text.js';
import { arrayValue, type Datum, type Decimal } from '../../src/types/datum.js';
import { DECIMAL_INFINITY, DECIMAL_MINUS_INFINITY, DECIMAL_NAN, negateDecimal } from '../../src/types/decimal.js';
import { arrayOf, type RecordType, type SqlType, TYPES } from '../../src/types/sql-type.js';
import { fromStored, isStoredInOrder, NUMERIC_SCALE_DIGITS, toStored } from '../../src/types/stored.js';
import { formatText, parseText } from '../../src/types/text-format.js';

const PAIR: RecordType = {
  kind: 'record',
  fields: [
    { name: 'f1', type: TYPES.int4 },
    { name: 'f2', type: TYPES.text },
  ],
  named: null,
};

const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((value) => !value.includes('\u0000'));
const timestamps = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
const floats = fc.double().map((value) => (Number.isNaN(value) ? Number.NaN : value));
const decimals = fc.oneof(
  fc.record({ unscaled: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.integer({ min: 0, max: 20 }) }),
  fc.constantFrom<Datum>({ unscaled: 0n, scale: 0, special: 'NaN' }, { unscaled: 0n, scale: 0, special: '-Infinity' }),
);
const intervals = fc.record({
  months: fc.integer({ min: -1000, max: 1000 }),
  days: fc.integer({ min: -1000, max: 1000 }),
  micros: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
});

const ELEMENTS: readonly (readonly [SqlType, fc.Arbitrary<Datum>])[] = [
  [TYPES.bool, fc.boolean()],
  [TYPES.int2, fc.integer({ min: -0x8000, max: 0x7fff })],
  [TYPES.int4, fc.integer()],
  [TYPES.int8, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  [TYPES.oid, fc.integer({ min: 0, max: 0xffff_ffff })],
  [TYPES.float8, floats],
  [TYPES.numeric, decimals],
  [TYPES.text, text],
  [TYPES.bytea, fc.uint8Array({ maxLength: 6 }).map((bytes) => new Uint8Array(bytes))],
  [TYPES.date, fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY))],
  [TYPES.timestamptz, timestamps],
  [
    TYPES.timetz,
    fc.record({ timeMicros: fc.bigInt({ min: 0n, max: 86_400_000_000n }), zoneWest: fc.integer({ min: -50_000, max: 50_000 }) }),
  ],
  [TYPES.interval, intervals],
  [PAIR, fc.tuple(fc.option(fc.integer()), fc.option(text)).map((fields: readonly Datum[]): Datum => ({ fields }))],
];

/** One dimension, or two with the same number of elements in each row. */
function arrays(element: fc.Arbitrary<Datum>): fc.Arbitrary<Datum> {
  const list = fc.array(fc.option(element, { freq: 4 }), { maxLength: 4 });
  const table = fc
    .tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }), fc.integer({ min: -2, max: 2 }))
    .chain(([rows, width, lower]) =>
      fc.array(fc.option(element), { minLength: rows * width, maxLength: rows * width }).map(
        (elements): Datum => ({
          dimensions: [
            { length: rows, lower },
            { length: width, lower: 1 },
          ],
          elements,
        }),
      ),
    );
  return fc.oneof(
    list.map((elements): Datum => arrayValue(elements)),
    table,
  );
}

describe('stored form', () => {
  for (const [element, values] of ELEMENTS) {
    const type = arrayOf(element);

    it(`of ${element.kind}[] gives back what went in`, () => {
      fc.assert(
        fc.property(arrays(values), (value) => {
          expect(fromStored(type, toStored(type, value))).to.deep.equal(value);
          expect(fromJson(toJson(value))).to.deep.equal(value);
        }),
      );
    });

    it(`of ${element.kind}[] sorts as the values do`, () => {
      fc.assert(
        fc.property(arrays(values), arrays(values), (left, right) => {
          const [a, b] = [toStored(type, left), toStored(type, right)];
          const order = compareDatums(type, left, right);
          if (order !== 0) expect(compareText(a, b), JSON.stringify([a, b])).to.equal(order);
          else if (isStoredInOrder(type)) expect(a).to.equal(b);
        }),
      );
    });
  }

  it('of numerics of any length sorts as they do, and equal ones differ in their display scale alone', () => {
    const long = fc
      .record({
        digits: fc.bigInt({ min: -(10n ** 45n), max: 10n ** 45n }),
        zeros: fc.integer({ min: 0, max: 90 }),
        scale: fc.integer({ min: 0, max: 300 }),
      })
      .map(({ digits, zeros, scale }): Decimal => ({ unscaled: digits * 10n ** BigInt(zeros), scale }));
    const ends = [131_071, 0].map((exponent): Decimal => ({ unscaled: 10n ** BigInt(exponent), scale: 0 }));
    const most: readonly Decimal[] = [
      ...ends,
      ...ends.map(negateDecimal),
      { unscaled: 1n, scale: 16_383 },
      { unscaled: -1n, scale: 16_383 },
    ];
    const specials: readonly Decimal[] = [DECIMAL_NAN, DECIMAL_INFINITY, DECIMAL_MINUS_INFINITY];
    const small = fc.record({ unscaled: fc.bigInt({ min: -30n, max: 30n }), scale: fc.integer({ min: 0, max: 3 }) });
    const any = fc.oneof(long, small, fc.constantFrom(...most, ...specials));
    fc.assert(
      fc.property(any, any, (left, right) => {
        const [a, b] = [toStored(TYPES.numeric, left), toStored(TYPES.numeric, right)];
        expect(fromStored(TYPES.numeric, a)).to.deep.equal(left);
        const compared = compareText(a.slice(0, -NUMERIC_SCALE_DIGITS), b.slice(0, -NUMERIC_SCALE_DIGITS));
        expect(compared, JSON.stringify([a, b])).to.equal(compareDatums(TYPES.numeric, left, right));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps bytes and times with zones apart and in order', () => {
    expect(toStored(TYPES.bytea, Uint8Array.of(0, 255))).to.equal('\u0000\u00ff');
    expect(fromStored(TYPES.bytea, '\u0000\u00ff')).to.deep.equal(Uint8Array.of(0, 255));
  });
});

describe('text form of arrays and records', () => {
  const type = arrayOf(TYPES.text);

  it('gives back what went in, whatever the text', () => {
    fc.assert(
      fc.property(arrays(text), (value) => {
        expect(parseText(type, formatText(type, value))).to.deep.equal(value);
      }),
    );
  });

  it('of a named row gives back what went in', () => {
    const named: RecordType = { ...PAIR, named: { oid: 1, arrayOid: 2, schema: 'public', name: 'pair' } };
    fc.assert(
      fc.property(fc.tuple(fc.option(fc.integer()), fc.option(text)), (fields) => {
        expect(parseText(named, formatText(named, { fields }))).to.deep.equal({ fields });
      }),
    );
  });
});
