/** The text of a view's query: the parse tree does not say where it starts. */
import { assert } from '../../common/assert.js';
import { topLevelWords } from './leading-words.js';

/** What follows the first AS outside quotes and parentheses in `CREATE VIEW name (columns) WITH (options) AS query`. */
export function viewQueryText(statement: string): string {
  for (const { word, end } of topLevelWords(statement)) {
    if (word === 'as') return statement.slice(end).trim();
  }
  assert(false, 'CREATE VIEW without AS');
}
