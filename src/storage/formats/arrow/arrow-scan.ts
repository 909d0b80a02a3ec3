/** Record batches of an Arrow file as chunks: the columns that are wanted, some rows at a time. */
import { known } from '../../../common/assert.js';
import type { Chunk } from '../../../exec/task.js';
import { inFile } from '../corrupt.js';
import type { OpenSplit, SplitContext } from '../file-scan.js';
import { hostVector } from '../host-vector.js';
import { readArrowColumn, readArrowFile, readDictionaries } from './arrow-file.js';
import { type ArrowReader, arrowReader, type Dictionaries } from './arrow-values.js';

const CHUNK_ROWS = 65_536;

export async function* arrowChunks(split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  const { fs, node, source, target } = context;
  const file = { fs, ...split.file };
  const found = await readArrowFile(fs, split.file);
  const places = node.ordinals.map((ordinal) => {
    const column = source.columns[ordinal];
    return column?.kind === 'stored' ? found.fields.findIndex(({ name }) => name === column.name) : -1;
  });
  try {
    const wanted = found.fields.filter((_, at) => places.includes(at));
    let seen = -1;
    let dictionaries: Dictionaries = new Map();
    for (const batch of found.batches.slice(split.from, split.to)) {
      if (batch.dictionaries !== seen) dictionaries = await readDictionaries(file, found, batch, wanted);
      seen = batch.dictionaries;
      const readers: (ArrowReader | null)[] = [];
      for (const at of places)
        readers.push(at < 0 ? null : arrowReader(await readArrowColumn(file, found.fields, batch, at), dictionaries));
      for (let from = 0; from < batch.rows; from += CHUNK_ROWS) {
        const to = Math.min(batch.rows, from + CHUNK_ROWS);
        const columns = node.columns.map((info, i) => {
          const reader = known(readers[i], 'reader');
          if (reader === null) return context.constant(split, known(node.ordinals[i], 'ordinal'), to - from, info);
          const { phys, scale } = reader.schema;
          return hostVector(reader.rows(from, to), phys, to - from, info.type.kind === 'numeric' ? { ...info, scale } : info, target);
        });
        yield context.chunk(to - from, columns);
      }
    }
  } catch (error) {
    throw inFile(error, split.file.path);
  }
}
