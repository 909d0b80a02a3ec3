/** The binary forms of arrays and records: array_send, array_recv, record_send, record_recv. */
import { assert, known } from '../common/assert.js';
import { BinaryReader, badBinary, sizedBytes } from './binary-reader.js';
import type { ArrayDimension, ArrayValue, Datum, RecordValue } from './datum.js';
import { EMPTY_ARRAY, isArrayValue, isRecordValue } from './datum.js';
import { type RecordType, type SqlType, typeOid } from './sql-type.js';

export function parseBinaryArray(view: DataView, parse: (bytes: Uint8Array) => Datum): ArrayValue {
  const reader = new BinaryReader(view);
  const count = reader.int32();
  if (count < 0 || count > 6) throw badBinary();
  reader.int32();
  reader.int32();
  const dimensions = Array.from({ length: count }, (): ArrayDimension => ({ length: reader.int32(), lower: reader.int32() }));
  const total = dimensions.reduce((product, { length }) => product * length, count === 0 ? 0 : 1);
  if (total < 0 || total > view.byteLength) throw badBinary();
  const elements = Array.from({ length: total }, () => {
    const bytes = reader.sized();
    return bytes === null ? null : parse(bytes);
  });
  reader.end();
  return total === 0 ? EMPTY_ARRAY : { dimensions, elements };
}

type Format = (type: SqlType, value: Datum) => Uint8Array;

export function formatBinaryArray(element: SqlType, value: Datum, format: Format): Uint8Array {
  assert(isArrayValue(value), 'an array value');
  const head = new DataView(new ArrayBuffer(12 + value.dimensions.length * 8));
  head.setInt32(0, value.dimensions.length);
  head.setInt32(4, value.elements.includes(null) ? 1 : 0);
  head.setUint32(8, typeOid(element));
  for (const [index, { length, lower }] of value.dimensions.entries()) {
    head.setInt32(12 + index * 8, length);
    head.setInt32(16 + index * 8, lower);
  }
  const parts = value.elements.map((each) => sizedBytes(each === null ? null : format(element, each)));
  return Buffer.concat([new Uint8Array(head.buffer), ...parts]);
}

export function parseBinaryRecord(type: RecordType, view: DataView, parse: (type: SqlType, bytes: Uint8Array) => Datum): RecordValue {
  const reader = new BinaryReader(view);
  if (reader.int32() !== type.fields.length) throw badBinary();
  const fields = type.fields.map((field) => {
    if (reader.int32() !== typeOid(field.type)) throw badBinary();
    const bytes = reader.sized();
    return bytes === null ? null : parse(field.type, bytes);
  });
  reader.end();
  return { fields };
}

export function formatBinaryRecord(type: RecordType, value: Datum, format: Format): Uint8Array {
  assert(isRecordValue(value), 'a record value');
  const count = Buffer.alloc(4);
  count.writeInt32BE(value.fields.length);
  const parts = value.fields.map((field, index) => {
    const own = known(type.fields[index], 'field').type;
    const oid = Buffer.alloc(4);
    oid.writeUInt32BE(typeOid(own));
    return Buffer.concat([oid, sizedBytes(field === null ? null : format(own, field))]);
  });
  return Buffer.concat([count, ...parts]);
}
