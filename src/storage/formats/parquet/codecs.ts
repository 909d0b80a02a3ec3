/** Decompression of Parquet pages. What a page claims about its length must be true: it is the bound of what is allocated for it. */
import * as zlib from 'node:zlib';
import type { CompressionCodec } from 'hyparquet/src/types.js';
import { decompressLz4, decompressLz4Raw, decompressSnappy, decompressZstd } from 'hyparquet-compressors';
import { notSupported } from '../../../common/errors.js';
import { corrupt } from '../corrupt.js';

/** From Node 22 on: several times as fast as the one in JavaScript. */
const nativeZstd = 'zstdDecompressSync' in zlib ? (zlib.zstdDecompressSync as typeof zlib.brotliDecompressSync) : null;

/** `bytes` of which the codec makes exactly `length`. */
export function decompress(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  if (length === 0) return new Uint8Array(0);
  const out = codec === 'UNCOMPRESSED' ? bytes : run(codec, bytes, length);
  if (out.byteLength !== length) throw corrupt(`a page of ${length} bytes has ${out.byteLength}`);
  return out;
}

function run(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  const limit = { maxOutputLength: length };
  try {
    switch (codec) {
      case 'SNAPPY':
        return decompressSnappy(bytes, length);
      case 'GZIP':
        return zlib.gunzipSync(bytes, limit);
      case 'BROTLI':
        return zlib.brotliDecompressSync(bytes, limit);
      case 'ZSTD':
        return nativeZstd === null ? decompressZstd(bytes, new Uint8Array(length)) : nativeZstd(bytes, limit);
      case 'LZ4':
        return decompressLz4(bytes, length);
      case 'LZ4_RAW':
        return decompressLz4Raw(bytes, length);
      default:
        break;
    }
  } catch (error) {
    throw corrupt(`a page can't be decompressed (${codec}): ${error instanceof Error ? error.message : String(error)}`);
  }
  throw notSupported(`Parquet's compression ${codec}`);
}

/** The same for hyparquet, which reads nested columns. */
export const COMPRESSORS = Object.fromEntries(
  (['SNAPPY', 'GZIP', 'BROTLI', 'ZSTD', 'LZ4', 'LZ4_RAW'] as const).map((codec) => [
    codec,
    (bytes: Uint8Array, length: number): Uint8Array => decompress(codec, bytes, length),
  ]),
);
