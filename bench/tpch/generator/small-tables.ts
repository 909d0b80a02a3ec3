/** Region and nation: the same rows at every scale. */
import { CommentColumn } from './columns.js';
import { ascii } from './row-writer.js';
import type { UnitContext, UnitWriter } from './table.js';
import { NATIONS, REGIONS } from './words.js';

export function regionRows({ pool, firstUnit }: UnitContext): UnitWriter {
  const comment = new CommentColumn(1_500_869_201, pool, 72);
  comment.random.skipRows(firstUnit);
  return (index, out) => {
    out.integer(index);
    out.text(ascii(REGIONS[index] ?? ''));
    comment.write(out);
    out.endRow();
    comment.random.endRow();
  };
}

export function nationRows({ pool, firstUnit }: UnitContext): UnitWriter {
  const comment = new CommentColumn(606_179_079, pool, 72);
  comment.random.skipRows(firstUnit);
  return (index, out) => {
    const [name, region] = NATIONS[index] ?? ['', 0];
    out.integer(index);
    out.text(ascii(name));
    out.integer(region);
    comment.write(out);
    out.endRow();
    comment.random.endRow();
  };
}
