/**
 * Arrow IPC files and streams: their columns, and where their record batches lie. Descriptions of messages alone are read here; the bytes of a
 * column come from the file when somebody wants them. The reader is our own since files are not to be trusted: apache-arrow takes lengths and
 * offsets as they are.
 */
import { known } from '../../../common/assert.js';
import { LIMITS } from '../../../common/limits.js';
import type { HostColumn } from '../../../plan/batch.js';
import { columnFromValues, datumAt } from '../../../plan/datum-batch.js';
import { loadCodecs } from '../codecs.js';
import { corrupt, inFile } from '../corrupt.js';
import type { FileReader } from '../file-reader.js';
import { type ArrowField, readSchema, sqlType } from './arrow-schema.js';
import { arrowForm, arrowReader } from './arrow-values.js';
import { FlatTable } from './flat-table.js';
import { type ArrowData, type BatchHead, columnPlaces, columnRange, readBatchHead, readColumn } from './record-batch.js';

export interface ArrowBatch extends BatchHead {
  /** Position of the body in the file. */
  readonly body: number;
  /** How many messages of dictionaries come before it: those that it uses. */
  readonly dictionaries: number;
}

export interface ArrowFile {
  readonly fields: readonly ArrowField[];
  readonly batches: readonly ArrowBatch[];
  /** In the order of the file. */
  readonly dictionaries: readonly (ArrowBatch & { readonly id: number; readonly isDelta: boolean })[];
}

interface FileOf {
  readonly fs: FileReader;
  readonly path: string;
  readonly bytes: number;
}

const MAGIC = 'ARROW1';

export async function readArrowFile(
  fs: FileReader,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): Promise<ArrowFile> {
  const file: FileOf = { fs, path, bytes };
  try {
    await loadCodecs();
    const start = await read(file, 0, Math.min(8, bytes));
    const found = new FileMessages(file);
    if (Buffer.from(start.subarray(0, 6)).toString('latin1') === MAGIC) await found.readFooter();
    else await found.readStream();
    return found;
  } catch (error) {
    throw inFile(error, path);
  }
}

async function read({ fs, path, bytes: all }: FileOf, at: number, bytes: number): Promise<Uint8Array> {
  if (!(at >= 0 && bytes >= 0 && at + bytes <= all)) throw corrupt('a message lies outside of the file');
  const into = new Uint8Array(bytes);
  await fs.read(path, at, into);
  return into;
}

/** Kinds of messages, by the numbers that the format gives them. */
const SCHEMA = 1;
const DICTIONARY = 2;
const BATCH = 3;

class FileMessages implements ArrowFile {
  readonly #file: FileOf;
  fields: readonly ArrowField[] = [];
  readonly batches: ArrowBatch[] = [];
  readonly dictionaries: (ArrowBatch & { readonly id: number; readonly isDelta: boolean })[] = [];

  constructor(file: FileOf) {
    this.#file = file;
  }

  /** The description at the end tells where each message is. */
  async readFooter(): Promise<void> {
    const { bytes } = this.#file;
    const tail = await read(this.#file, bytes - 10, 10);
    if (Buffer.from(tail.subarray(4)).toString('latin1') !== MAGIC) throw corrupt('it does not end as an Arrow file does');
    const length = new DataView(tail.buffer).getInt32(0, true);
    if (length > LIMITS.arrowMessageBytes) throw corrupt(`a description of ${length} bytes`);
    const footer = FlatTable.root(await read(this.#file, bytes - 10 - length, length));
    const schema = footer.table(1);
    if (schema === null) throw corrupt('it has no schema');
    this.fields = readSchema(schema, length);
    for (const field of [2, 3]) {
      const blocks = footer.blocks(field);
      // Each has a message of its own.
      if (blocks.length > bytes / 8) throw corrupt('it has more record batches than bytes');
      for (const block of blocks) await this.#block(block, field === 2 ? DICTIONARY : BATCH);
    }
  }

  /** Messages one after the other, up to one without length or the file's end. */
  async readStream(): Promise<void> {
    const { bytes } = this.#file;
    for (let at = 0; at + 4 <= bytes; ) {
      const first = new DataView((await read(this.#file, at, Math.min(8, bytes - at))).buffer);
      const marked = first.getInt32(0, true) === -1 && first.byteLength === 8;
      const length = first.getInt32(marked ? 4 : 0, true);
      if (length === 0) break;
      const head = at + (marked ? 8 : 4);
      const { kind, bodyBytes } = await this.#message(head, length, bytes - head - length);
      if (kind !== SCHEMA && this.fields.length === 0) throw corrupt('it is no Arrow file');
      at = head + length + bodyBytes;
    }
    if (this.fields.length === 0) throw corrupt('it is no Arrow file');
  }

  async #block({ at, headBytes, bodyBytes }: { at: number; headBytes: number; bodyBytes: number }, kind: number): Promise<void> {
    const prefix = new DataView((await read(this.#file, at, 4)).buffer).getInt32(0, true) === -1 ? 8 : 4;
    const found = await this.#message(at + prefix, headBytes - prefix, bodyBytes);
    if (found.kind !== kind) throw corrupt('a message is not what the description says');
  }

  /** bodyBytes: what the body may have at most. */
  async #message(at: number, length: number, bodyBytes: number): Promise<{ readonly kind: number; readonly bodyBytes: number }> {
    if (!(length > 0 && length <= LIMITS.arrowMessageBytes)) throw corrupt(`a message of ${length} bytes`);
    const message = FlatTable.root(await read(this.#file, at, length));
    const kind = message.int8(1, 0);
    const header = message.table(2);
    const own = message.int64(3, 0);
    const body = at + length;
    const dictionaries = this.dictionaries.length;
    if (header === null) throw corrupt('a message without a header');
    if (own > bodyBytes || body + own > this.#file.bytes) throw corrupt('a record batch is longer than its file');
    if (kind === SCHEMA && this.fields.length === 0) this.fields = readSchema(header, length);
    else if (kind === BATCH) this.batches.push({ ...readBatchHead(header, own), body, dictionaries });
    else if (kind === DICTIONARY) {
      const batch = header.table(1);
      if (batch === null) throw corrupt('a dictionary without values');
      this.dictionaries.push({
        ...readBatchHead(batch, own),
        body,
        dictionaries,
        id: header.int64(0, 0),
        isDelta: header.int8(2, 0) !== 0,
      });
    } else throw corrupt(`a message of kind ${kind}`);
    return { kind, bodyBytes: own };
  }
}

/** One column of a record batch; its bytes are read. */
export async function readArrowColumn(file: FileOf, fields: readonly ArrowField[], batch: ArrowBatch, ordinal: number): Promise<ArrowData> {
  const places = columnPlaces(fields, batch);
  const place = known(places[ordinal], 'column');
  const { from, to } = columnRange(batch, place, known(places[ordinal + 1], 'column'));
  const bytes = await read(file, batch.body + from, to - from);
  return readColumn(batch, known(fields[ordinal], 'column'), place, bytes, from);
}

/** Values of the dictionaries that the columns of a record batch use, those inside of others first. */
export async function readDictionaries(
  file: FileOf,
  { dictionaries }: ArrowFile,
  batch: ArrowBatch,
  wanted: readonly ArrowField[],
): Promise<ReadonlyMap<number, HostColumn>> {
  const values = new Map<number, HostColumn>();
  const add = async (field: ArrowField): Promise<void> => {
    for (const child of field.children) await add(child);
    if (field.dictionary === null || values.has(field.dictionary.id)) return;
    const { id } = field.dictionary;
    const own = dictionaries.slice(0, batch.dictionaries).filter((each) => each.id === id);
    // One that adds nothing to those before takes their place.
    const parts = own.slice(
      Math.max(
        0,
        own.findLastIndex(({ isDelta }) => !isDelta),
      ),
    );
    values.set(id, await readValues(file, field, parts, values));
  };
  for (const field of wanted) await add(field);
  return values;
}

async function readValues(
  file: FileOf,
  field: ArrowField,
  parts: readonly ArrowBatch[],
  inside: ReadonlyMap<number, HostColumn>,
): Promise<HostColumn> {
  const plain: ArrowField = { ...field, dictionary: null };
  const schema = arrowForm(field.name, sqlType(field));
  const columns: HostColumn[] = [];
  for (const part of parts) columns.push(arrowReader(await readArrowColumn(file, [plain], part, 0), inside).rows(0, part.rows));
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return only;
  const all = columns.flatMap((column, i) =>
    Array.from({ length: known(parts[i], 'part').rows }, (_, row) => datumAt(column, schema, row)),
  );
  return columnFromValues(schema, all);
}
