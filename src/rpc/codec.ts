/** Protobuf messages of conduct.proto as plain objects: `codec('FetchRequest')` gives encode and decode. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { assert } from '../common/assert.js';
import { fromJson, toJson } from '../plan/serialize.js';

export interface Codec<T> {
  encode(message: T): Uint8Array;
  decode(bytes: Uint8Array): T;
}

/** Checks nothing of the shape: the caller names the TypeScript form of the message. */
export function codec<T extends object>(name: string): Codec<T> {
  let type: protobuf.Type | undefined;
  const lookup = (): protobuf.Type => {
    type ??= root().lookupType(`conduct.${name}`);
    return type;
  };
  return {
    encode: (message) =>
      lookup()
        .encode(message as Record<string, unknown>)
        .finish(),
    decode: (bytes) => lookup().toObject(lookup().decode(bytes), { longs: Number, defaults: true, arrays: true }) as T,
  };
}

/** JSON fields of messages. */
export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(toJson(value));
}

export function fromJsonBytes<T>(bytes: Uint8Array): T {
  return fromJson<T>(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
}

let loaded: protobuf.Root | undefined;

function root(): protobuf.Root {
  loaded ??= protobuf.parse(readFileSync(protoPath(), 'utf8'), { keepCase: false }).root;
  return loaded;
}

/** The compiler doesn't copy .proto files, so compiled code finds it in the package's sources, some folders up. */
function protoPath(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    for (const candidate of [join(folder, 'conduct.proto'), join(folder, 'src/rpc/conduct.proto')]) {
      if (existsSync(candidate)) return candidate;
    }
    const parent = dirname(folder);
    assert(parent !== folder, 'conduct.proto is part of the package');
    folder = parent;
  }
}
