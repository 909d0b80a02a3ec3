/**
 * The binary forms of geometric types: the numbers of the canonical text in its order, before them whether a path is closed, and the
 * number of points of a path or polygon.
 */
import { known } from '../common/assert.js';
import { BinaryReader, badBinary } from './binary-reader.js';
import { type GeometricKind, parseGeometry } from './geometry.js';

/** Numbers of those that always have as many. */
const NUMBERS = { point: 2, line: 3, lseg: 4, box: 4, circle: 3 } as const;
const POINT_BYTES = 16;

export function formatBinaryGeometry(kind: GeometricKind, text: string): Uint8Array {
  const numbers = (text.match(/[^\s,()[\]{}<>]+/g) ?? []).map(Number);
  const body = Buffer.alloc(numbers.length * 8);
  for (const [index, number] of numbers.entries()) body.writeDoubleBE(number, index * 8);
  if (kind !== 'path' && kind !== 'polygon') return body;
  const count = Buffer.alloc(4);
  count.writeInt32BE(numbers.length / 2);
  const closed = kind === 'path' ? [Uint8Array.of(text.startsWith('(') ? 1 : 0)] : [];
  return Buffer.concat([...closed, count, body]);
}

export function parseBinaryGeometry(kind: GeometricKind, view: DataView): string {
  const reader = new BinaryReader(view);
  const text = kind === 'path' || kind === 'polygon' ? manyPoints(kind, reader, view.byteLength) : fixedNumbers(kind, reader);
  reader.end();
  return parseGeometry(kind, text);
}

function manyPoints(kind: 'path' | 'polygon', reader: BinaryReader, size: number): string {
  const isOpen = kind === 'path' && reader.uint8() === 0;
  const count = reader.int32();
  if (count <= 0 || count > size / POINT_BYTES) throw badBinary(`invalid number of points in external "${kind}" value`);
  const points = Array.from({ length: count }, () => `(${reader.float64()},${reader.float64()})`).join(',');
  return isOpen ? `[${points}]` : `(${points})`;
}

function fixedNumbers(kind: keyof typeof NUMBERS, reader: BinaryReader): string {
  const numbers = Array.from({ length: NUMBERS[kind] }, () => reader.float64());
  const [a, b, c, d] = numbers.map((number) => (Object.is(number, -0) ? '-0' : `${number}`));
  switch (kind) {
    case 'point':
      return `(${a},${b})`;
    case 'line':
      if (numbers[0] === 0 && numbers[1] === 0) throw badBinary('invalid line specification: A and B cannot both be zero');
      return `{${a},${b},${c}}`;
    case 'lseg':
      return `[(${a},${b}),(${c},${d})]`;
    case 'box':
      return `(${a},${b}),(${c},${d})`;
    case 'circle':
      if (known(numbers[2], 'radius') < 0) throw badBinary('invalid radius in external "circle" value');
      return `<(${a},${b}),${c}>`;
  }
}
