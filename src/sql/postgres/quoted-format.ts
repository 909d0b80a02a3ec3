/**
 * `FORMAT json` among the options of COPY: PostgreSQL's lexer takes FORMAT before JSON for the beginning of what JSON functions have, and its
 * grammar has no such option. With the name in quotes it is an option like others.
 */
import { ConductError, SQLSTATE } from '../../common/errors.js';

/** The text with the name in quotes, where that is what the error is about; null: it is not. */
export function withQuotedFormat(sql: string, error: unknown): string | null {
  if (!(error instanceof ConductError) || error.code !== SQLSTATE.syntaxError || error.position === undefined) return null;
  const chars = [...sql];
  const before = chars.slice(0, error.position).join('');
  const rest = chars.slice(error.position).join('');
  const found = /^(format\s+)(json)\b/i.exec(rest);
  if (found === null || !/\bcopy\b/i.test(before)) return null;
  const [whole, lead = '', name = ''] = found;
  return `${before}${lead}"${name.toLowerCase()}"${rest.slice(whole.length)}`;
}
