/** Files as frames: `session.read.parquet('flights/*.parquet')`. The server reads them; the client names them. */
import type { Literal } from './expression.js';
import { quoteText, renderExpression } from './expression.js';
import { invalidUse } from './invalid-use.js';
import type { Source } from './query.js';

/** Further arguments of the server's function: `header => true`. */
export type ReadOptions = { readonly [option: string]: Literal };

export function fileSource(format: 'parquet' | 'csv' | 'json' | 'arrow', paths: string | readonly string[], options: ReadOptions): Source {
  const list = typeof paths === 'string' ? quoteText(paths) : `ARRAY[${paths.map(quoteText).join(', ')}]`;
  const named = Object.entries(options).map(([name, value]) => {
    return `${checkOption(name)} => ${renderExpression({ kind: 'literal', value })}`;
  });
  return { kind: 'function', call: `read_${format}(${[list, ...named].join(', ')})`, alias: format, columns: null };
}

export function checkOption(name: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) throw invalidUse(`not an option: ${JSON.stringify(name)}`);
  return name;
}
