/** Table statistics from the statistics of sections: exact counts and bounds, distinct counts by merged sketches. */
import type { ColumnStats, TableStats } from '../catalog/table-def.js';
import { emptyStats, mergeStats } from '../catalog/table-stats.js';
import { known } from '../common/assert.js';
import type { ColumnBlock } from './encoding/column-block.js';
import { HyperLogLog } from './hyperloglog.js';
import type { SectionDescription } from './section-image.js';

export interface SketchedStats {
  readonly stats: TableStats;
  /** One a column, base64. */
  readonly sketches: readonly string[];
}

/** Statistics of the rows of all these sections and delta batches together. */
export function sectionStats(columns: number, sections: readonly SectionDescription[]): SketchedStats {
  const [only] = sections;
  if (only !== undefined && sections.length === 1) return oneSectionStats(only);
  let stats = emptyStats(columns);
  const sketches = Array.from({ length: columns }, () => new HyperLogLog());
  for (const section of sections) {
    stats = mergeStats(stats, { rows: section.rows, columns: section.blocks.map(blockColumnStats) });
    for (const [i, block] of section.blocks.entries()) known(sketches[i], 'sketch').mergeBase64(block.stats.sketch);
  }
  return {
    stats: {
      rows: stats.rows,
      columns: stats.columns.map((column, i) => ({
        ...column,
        distinct: Math.min(known(sketches[i], 'sketch').estimate(), stats.rows - column.nulls),
      })),
    },
    sketches: sketches.map((sketch) => sketch.toBase64()),
  };
}

function oneSectionStats({ rows, blocks }: SectionDescription): SketchedStats {
  return {
    stats: {
      rows,
      columns: blocks.map((block) => {
        const distinct = Math.min(HyperLogLog.fromBase64(block.stats.sketch).estimate(), rows - block.stats.nulls);
        return { ...blockColumnStats(block), distinct };
      }),
    },
    sketches: blocks.map(({ stats }) => stats.sketch),
  };
}

function blockColumnStats(block: ColumnBlock): ColumnStats {
  const { stats } = block;
  return {
    nulls: stats.nulls,
    min: stats.min === null ? null : BigInt(stats.min),
    max: stats.max === null ? null : BigInt(stats.max),
    minText: stats.minText,
    maxText: stats.maxText,
    distinct: 0,
    meanBytes: stats.meanBytes,
    common: stats.common,
  };
}
