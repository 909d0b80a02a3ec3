/**
 * What a refused statement is: a mistake, or SQL of the dialect that is not supported here. node-sql-parser's grammar of the dialect tells. Its
 * trees are not used: they lose and move things. It is big, and loaded by the first statement that is refused.
 */
import { createRequire } from 'node:module';
import { LIMITS } from '../../common/limits.js';
import type { GrammarName } from './rules.js';

interface Grammar {
  readonly Parser: new () => { astify(sql: string, options: { readonly database: string }): unknown };
}

const require = createRequire(import.meta.url);

/** Whether the dialect's grammar takes the statement. */
export function isKnownToGrammar(sql: string, grammar: GrammarName): boolean {
  if (sql.length > LIMITS.secondReadingCharacters) return false;
  const { Parser } = require(`node-sql-parser/build/${grammar}.js`) as Grammar;
  try {
    new Parser().astify(sql, { database: grammar });
    return true;
  } catch {
    return false;
  }
}
