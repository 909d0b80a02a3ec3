/** Decompression of Parquet pages. What a page claims about its length must be true: it is the bound of what is allocated for it. */
import * as zlib from 'node:zlib';
import { init as initZstd, decompress as zstdDecompress } from '@bokuweb/zstd-wasm';
import type { CompressionCodec } from 'hyparquet/src/types.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors';
import { notSupported } from '../../common/errors.js';
import { corrupt } from './corrupt.js';
import { decompressSnappy } from './snappy-decoder.js';

/** From Node 22 on. */
const nativeZstd = 'zstdDecompressSync' in zlib ? (zlib.zstdDecompressSync as typeof zlib.brotliDecompressSync) : null;

let loading: Promise<void> | null = null;

/** Must have resolved once before pages are decompressed. */
export function loadCodecs(): Promise<void> {
  loading ??= nativeZstd === null ? initZstd() : Promise.resolve();
  return loading;
}

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
        return nativeZstd === null ? decompressZstd(bytes, length) : nativeZstd(bytes, limit);
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

/** The library makes room for what the frame says of itself: a frame that says something else than the page is not given to it. */
function decompressZstd(bytes: Uint8Array, length: number): Uint8Array {
  const told = zstdContentBytes(bytes);
  if (told !== null && told !== length) throw corrupt(`a page of ${length} bytes has ${told}`);
  return zstdDecompress(bytes, { defaultHeapSize: length });
}

/** The content's length in the header of a Zstandard frame (RFC 8878, 3.1.1.1); null: it is not told. */
function zstdContentBytes(bytes: Uint8Array): number | null {
  const descriptor = bytes[4];
  if (descriptor === undefined) throw corrupt('a page ends early');
  const flag = descriptor >> 6;
  const single = (descriptor & 0x20) !== 0;
  const start = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const width = flag === 0 ? (single ? 1 : 0) : 1 << flag;
  if (width === 0) return null;
  if (start + width > bytes.length) throw corrupt('a page ends early');
  let value = 0;
  for (let i = width - 1; i >= 0; i -= 1) value = value * 256 + (bytes[start + i] as number);
  return flag === 1 ? value + 256 : value;
}
