/**
 * Bytes of text files from the beginning on: as they are, or decompressed where the name ends in .gz or .zst. Positions are those of the text. The
 * next piece is read while somebody works on the one before.
 */
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { corrupt } from './corrupt.js';
import type { FileReader } from './file-reader.js';

export interface TextFile {
  readonly path: string;
  /** In the store: compressed, where it is. */
  readonly bytes: number;
}

const PIECE_BYTES = 2 << 20;
/** How much longer compressed texts get, about: for estimates. */
const RATIO = 5;
/** The end of a text whose length nobody knows. */
export const TO_THE_END = Number.MAX_SAFE_INTEGER;

type TextCodec = 'gzip' | 'zstd';

function codecOf(path: string): TextCodec | null {
  const extension = /\.(gz|zst|bz2|xz|lz4|br)$/i.exec(path)?.[1]?.toLowerCase();
  if (extension === undefined) return null;
  if (extension === 'gz' || extension === 'zst') return extension === 'gz' ? 'gzip' : 'zstd';
  throw new ConductError(SQLSTATE.featureNotSupported, `text files compressed as .${extension} are not supported`, {
    detail: `File: ${path}`,
  });
}

export function isCompressed({ path }: TextFile): boolean {
  return codecOf(path) !== null;
}

/** About how many bytes of text there are. */
export function textBytes(file: TextFile): number {
  return isCompressed(file) ? file.bytes * RATIO : file.bytes;
}

/** The bytes from one position to another, or to the end. */
export async function* textPieces(fs: FileReader, file: TextFile, from: number, to: number): AsyncGenerator<Uint8Array> {
  const codec = codecOf(file.path);
  if (codec === null) {
    yield* plainPieces(fs, file.path, from, Math.min(to, file.bytes));
    return;
  }
  let at = 0;
  for await (const piece of decompressed(fs, file, codec)) {
    const start = Math.max(0, from - at);
    const end = Math.min(piece.length, to - at);
    if (end > start) yield piece.subarray(start, end);
    at += piece.length;
    if (at >= to) return;
  }
}

/** All of it in one piece, up to a limit. */
export async function readText(fs: FileReader, file: TextFile, from: number, to: number): Promise<Uint8Array> {
  if (!isCompressed(file)) {
    const bytes = new Uint8Array(Math.min(to, file.bytes) - from);
    await fs.read(file.path, from, bytes);
    return bytes;
  }
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of textPieces(fs, file, from, to)) {
    total += piece.length;
    if (total > LIMITS.jsonFileBytes) throw tooLong(file);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The first bytes, and whether they are all. */
export async function readStart(
  fs: FileReader,
  file: TextFile,
  bytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  if (!isCompressed(file)) return { bytes: await readText(fs, file, 0, bytes), isWhole: bytes >= file.bytes };
  const start = await readText(fs, file, 0, bytes + 1);
  return { bytes: start.subarray(0, bytes), isWhole: start.length <= bytes };
}

async function* plainPieces(fs: FileReader, path: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  const read = (at: number): Promise<Uint8Array> | null => {
    if (at >= to) return null;
    const piece = new Uint8Array(Math.min(PIECE_BYTES, to - at));
    const done = fs.read(path, at, piece).then(() => piece);
    // Nobody may come to wait for it.
    done.catch(() => undefined);
    return done;
  };
  let next = read(from);
  for (let at = from; next !== null; at += PIECE_BYTES) {
    const piece: Uint8Array = await next;
    next = read(at + PIECE_BYTES);
    yield piece;
  }
}

async function* decompressed(fs: FileReader, { path, bytes }: TextFile, codec: TextCodec): AsyncGenerator<Uint8Array> {
  const packed = plainPieces(fs, path, 0, bytes);
  try {
    yield* codec === 'gzip' ? through(packed, zlib.createGunzip({ chunkSize: CHUNK_BYTES })) : zstdPieces(packed);
  } catch (error) {
    throw error instanceof ConductError
      ? error
      : corrupt(`it can't be decompressed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const CHUNK_BYTES = 256 << 10;

async function* through(packed: AsyncGenerator<Uint8Array>, stream: Transform): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed);
  source.on('error', (error) => stream.destroy(error));
  source.pipe(stream);
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } finally {
    source.destroy();
  }
}

async function* zstdPieces(packed: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  let isWhole = false;
  const stream = new Decompress((piece, final) => {
    ready.push(piece);
    isWhole = final === true;
  });
  for await (const piece of packed) {
    // What it makes of a piece is in memory at once: small ones keep that small.
    for (let at = 0; at < piece.length; at += ZSTD_BYTES) {
      stream.push(piece.subarray(at, at + ZSTD_BYTES));
      yield* ready.splice(0);
    }
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
  if (!isWhole) throw corrupt('it ends early');
}

const ZSTD_BYTES = 64 << 10;

function tooLong({ path }: TextFile): ConductError {
  return new ConductError(
    SQLSTATE.programLimitExceeded,
    `a compressed text that is read in one piece may have ${LIMITS.jsonFileBytes} bytes`,
    {
      detail: `File: ${path}`,
    },
  );
}
