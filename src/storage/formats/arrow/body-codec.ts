/** Compressed buffers of record batches: the length that comes out, then one LZ4 or Zstandard frame. */
import { decompress } from '../codecs.js';
import { corrupt } from '../corrupt.js';
import { decompressLz4Frame } from '../lz4-frame.js';

export type Codec = 'none' | 'lz4' | 'zstd';

/** `most`: bytes that may come out. */
export function decompressBuffer(codec: Codec, bytes: Uint8Array, most: number): Uint8Array {
  if (codec === 'none' || bytes.length === 0) return bytes;
  if (bytes.length < 8) throw corrupt('a buffer ends early');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = Number(view.getBigInt64(0, true));
  const body = bytes.subarray(8);
  // Not worth compressing, a writer found.
  if (length === -1) return body;
  if (!(length >= 0 && length <= most)) throw corrupt(`a buffer of ${length} bytes`);
  return codec === 'lz4' ? decompressLz4Frame(body, length) : decompress('ZSTD', body, length);
}
