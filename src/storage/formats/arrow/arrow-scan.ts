/** Record batches of an Arrow file as chunks. */
import { known } from '../../../common/assert.js';
import type { Chunk } from '../../../exec/task.js';
import { inFile } from '../corrupt.js';
import type { OpenSplit, SplitContext } from '../file-scan.js';
import { valuesVector } from '../host-vector.js';
import { arrowColumns, arrowValues, readArrowFile } from './arrow-file.js';

export async function* arrowChunks(split: OpenSplit, context: SplitContext): AsyncGenerator<Chunk> {
  const { fs, node, source, target } = context;
  const { schema, batches } = await readArrowFile(fs, split.file);
  const found = arrowColumns(schema);
  for (const batch of batches.slice(split.from, split.to)) {
    if (batch.numRows === 0) continue;
    try {
      const columns = node.columns.map((info, i) => {
        const ordinal = known(node.ordinals[i], 'ordinal');
        const column = source.columns[ordinal];
        const at = column?.kind === 'stored' ? found.findIndex(({ name }) => name === column.name) : -1;
        const vector = batch.getChildAt(at);
        const from = found[at];
        if (vector === null || from === undefined) return context.constant(split, ordinal, batch.numRows, info);
        return valuesVector(arrowValues(vector, from.convert), info, target);
      });
      yield { rows: batch.numRows, columns };
    } catch (error) {
      throw inFile(error, split.file.path);
    }
  }
}
