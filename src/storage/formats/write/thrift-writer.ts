/** Thrift's compact protocol, as far as Parquet's headers need it: fields in ascending order, nested structs and lists. */

const TYPE = { true: 1, false: 2, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

export type ThriftValue =
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'i32'; readonly value: number }
  | { readonly kind: 'i64'; readonly value: number | bigint }
  | { readonly kind: 'binary'; readonly value: Uint8Array | string }
  | { readonly kind: 'list'; readonly of: 'i32' | 'binary' | 'struct'; readonly items: readonly ThriftValue[] }
  | { readonly kind: 'struct'; readonly fields: ThriftFields };

/** By field id; undefined: left out. */
export type ThriftFields = readonly (readonly [id: number, value: ThriftValue | undefined])[];

export const bool = (value: boolean): ThriftValue => ({ kind: 'bool', value });
export const i32 = (value: number): ThriftValue => ({ kind: 'i32', value });
export const i64 = (value: number | bigint): ThriftValue => ({ kind: 'i64', value });
export const binary = (value: Uint8Array | string): ThriftValue => ({ kind: 'binary', value });
export const struct = (...fields: ThriftFields): ThriftValue => ({ kind: 'struct', fields });
export const list = (of: 'i32' | 'binary' | 'struct', items: readonly ThriftValue[]): ThriftValue => ({ kind: 'list', of, items });

export function thriftBytes(fields: ThriftFields): Uint8Array {
  const out: number[] = [];
  writeStruct(fields, out);
  return Uint8Array.from(out);
}

function writeStruct(fields: ThriftFields, out: number[]): void {
  let last = 0;
  for (const [id, value] of fields) {
    if (value === undefined) continue;
    out.push(((id - last) << 4) | typeOf(value));
    last = id;
    if (value.kind !== 'bool') writeValue(value, out);
  }
  out.push(0);
}

function typeOf(value: ThriftValue): number {
  return value.kind === 'bool' ? (value.value ? TYPE.true : TYPE.false) : TYPE[value.kind];
}

function writeValue(value: ThriftValue, out: number[]): void {
  switch (value.kind) {
    case 'bool':
      out.push(value.value ? 1 : 0);
      return;
    case 'i32':
    case 'i64': {
      const signed = BigInt(value.value);
      writeVarint(BigInt.asUintN(64, (signed << 1n) ^ (signed >> 63n)), out);
      return;
    }
    case 'binary': {
      const bytes = typeof value.value === 'string' ? Buffer.from(value.value) : value.value;
      writeVarint(BigInt(bytes.length), out);
      for (const byte of bytes) out.push(byte);
      return;
    }
    case 'list':
      if (value.items.length < 15) out.push((value.items.length << 4) | TYPE[value.of]);
      else {
        out.push(0xf0 | TYPE[value.of]);
        writeVarint(BigInt(value.items.length), out);
      }
      for (const item of value.items) writeValue(item, out);
      return;
    case 'struct':
      writeStruct(value.fields, out);
      return;
  }
}

function writeVarint(value: bigint, out: number[]): void {
  let rest = value;
  while (rest > 0x7fn) {
    out.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  out.push(Number(rest));
}
