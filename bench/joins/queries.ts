/** The queries of the join workload, which are SQL files of the package. */
import { readBenchFile } from '../package-file.js';
import type { BenchQuery } from '../workload.js';

/** In the order in which they are run: by the kind of the join. */
const NAMES = [
  ...['star1', 'star2', 'star3', 'snow1', 'snow2', 'snow3'],
  ...['many1', 'many2', 'many3', 'skew1', 'skew2', 'skew3'],
  ...['outer1', 'outer2', 'outer3', 'semi1', 'semi2', 'anti1', 'anti2', 'anti3'],
  ...['band1', 'band2', 'band3', 'unequal1', 'unequal2', 'unequal3'],
] as const;

export function joinQueries(): readonly BenchQuery[] {
  return NAMES.map((name) => {
    const text = readBenchFile(`joins/queries/${name}.sql`);
    return {
      name,
      sql: text
        .replaceAll(/^--.*$/gm, '')
        .trim()
        .replace(/;$/, ''),
    };
  });
}
