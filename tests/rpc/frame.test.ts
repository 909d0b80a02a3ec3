/** Frames give back what went in, for every physical type, and refuse damage. */

import { tableFromIPC } from 'apache-arrow';
import { expect } from 'chai';
import { ConductError } from '../../src/common/errors.js';
import { type BatchColumn, type HostBatch, type HostColumn, PHYS_BYTES, type PhysType } from '../../src/plan/batch.js';
import { decodeFrame, encodeFrame } from '../../src/rpc/frame.js';
import { TYPES } from '../../src/types/sql-type.js';

const PHYS: readonly PhysType[] = ['bool', 'i32', 'i64', 'i128', 'f64', 'num', 'interval', 'str'];

function column(phys: PhysType, rows: number, withNulls: boolean): HostColumn {
  const validity = withNulls ? new Uint8Array((rows + 7) >> 3).fill(0b0101_1010) : null;
  if (phys === 'str') {
    const texts = Array.from({ length: rows }, (_, row) => 'é'.repeat(row % 5));
    const offsets = new Int32Array(rows + 1);
    texts.forEach((text, row) => {
      offsets[row + 1] = (offsets[row] ?? 0) + Buffer.byteLength(text);
    });
    return { data: Buffer.from(texts.join('')), offsets, validity };
  }
  const data = Uint8Array.from({ length: rows * PHYS_BYTES[phys] }, (_, at) => (phys === 'bool' ? at & 1 : (at * 7) & 255));
  return { data, offsets: null, validity };
}

function batch(rows: number, withNulls: boolean, phys: readonly PhysType[] = PHYS): HostBatch {
  const schema = phys.map(
    (p, at): BatchColumn => ({
      name: `c${at}`,
      type: p === 'num' ? { kind: 'numeric', precision: null, scale: null } : TYPES.text,
      phys: p,
      scale: p === 'i128' ? 7 : 0,
    }),
  );
  return { rows, schema, columns: phys.map((p) => column(p, rows, withNulls)) };
}

function bytes(view: Uint8Array | Int32Array | null): string | null {
  return view === null ? null : Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('hex');
}

function expectSame(actual: HostBatch, expected: HostBatch): void {
  expect(actual.rows).to.equal(expected.rows);
  expect(actual.schema).to.deep.equal(expected.schema);
  expected.columns.forEach((wanted, at) => {
    const got = actual.columns[at];
    expect(bytes(got?.data ?? null), `data of column ${at}`).to.equal(bytes(wanted.data));
    expect(bytes(got?.offsets ?? null)).to.equal(bytes(wanted.offsets));
    expect(bytes(got?.validity ?? null)).to.equal(bytes(wanted.validity));
  });
}

describe('frame', () => {
  for (const rows of [0, 1, 7, 8, 9, 1023, 1024, 1025]) {
    for (const withNulls of [false, true]) {
      it(`gives back ${rows} rows ${withNulls ? 'with' : 'without'} NULLs of every physical type`, () => {
        const sent = batch(rows, withNulls && rows > 0);
        expectSame(decodeFrame(encodeFrame(sent)), sent);
      });
    }
  }

  it('carries rows without columns', () => {
    const decoded = decodeFrame(encodeFrame({ rows: 42, schema: [], columns: [] }));
    expect(decoded.rows).to.equal(42);
    expect(decoded.columns).to.deep.equal([]);
  });

  it('decodes at any alignment, and without a copy behind the five bytes of a gRPC message', () => {
    const sent = batch(100, true);
    const frame = encodeFrame(sent);
    for (let shift = 0; shift < 9; shift += 1) {
      const buffer = Buffer.alloc(frame.byteLength + 16);
      buffer.set(frame, shift);
      const received = buffer.subarray(shift, shift + frame.byteLength);
      const decoded = decodeFrame(received);
      expectSame(decoded, sent);
      if ((received.byteOffset + 3) % 8 === 0) expect(decoded.columns[1]?.data.buffer).to.equal(received.buffer);
    }
  });

  it('rebases the offsets of a slice of strings', () => {
    const whole = column('str', 10, false);
    const offsets = whole.offsets as Int32Array;
    const sent: HostBatch = {
      rows: 4,
      schema: [{ name: 's', type: TYPES.text, phys: 'str', scale: 0 }],
      columns: [{ data: whole.data, validity: null, offsets: offsets.subarray(3, 8) }],
    };
    const { offsets: got, data } = decodeFrame(encodeFrame(sent)).columns[0] as HostColumn;
    expect(Array.from(got as Int32Array)).to.deep.equal([0, 6, 14, 14, 16]);
    expect(Buffer.from(data).toString()).to.equal('é'.repeat(8));
  });

  it('is a stream that Arrow reads', () => {
    const frame = encodeFrame(batch(9, true));
    const table = tableFromIPC(frame.slice(11));
    expect(table.numRows).to.equal(9);
    expect(table.getChild('c7')?.get(1)).to.equal('é');
    expect(table.getChild('c7')?.get(0)).to.equal(null);
  });

  it('raises XX001 when a byte is damaged or missing', () => {
    const frame = encodeFrame(batch(100, true));
    for (const at of [3, 8, 40, 500, frame.byteLength - 1]) {
      const damaged = Uint8Array.from(frame);
      damaged[at] = (damaged[at] as number) ^ 1;
      expect(() => decodeFrame(damaged))
        .to.throw(ConductError)
        .with.property('code', 'XX001');
    }
    expect(() => decodeFrame(frame.subarray(0, 5)))
      .to.throw(ConductError)
      .with.property('code', 'XX001');
    expect(() => decodeFrame(frame.subarray(0, frame.byteLength - 1)))
      .to.throw(ConductError)
      .with.property('code', 'XX001');
  });
});
