/** varchar(n), char(n) and name: what happens to a string that is longer or shorter than its type. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { LIMITS } from '../common/limits.js';
import type { SqlType } from './sql-type.js';
import { formatType } from './type-name.js';

const SURROGATES = /[\ud800-\udfff]/;

/** Units of the first `count` characters; -1 when the text has no more than that. */
function cutAt(text: string, count: number): number {
  if (text.length <= count) return -1;
  if (!SURROGATES.test(text)) return count;
  let at = 0;
  for (const character of text) {
    if (count === 0) return at;
    count -= 1;
    at += character.length;
  }
  return -1;
}

function characterCount(text: string): number {
  return SURROGATES.test(text) ? Array.from(text).length : text.length;
}

/**
 * The string as a value of the type. Too long: an explicit cast cuts it, anything else does so only when blanks alone are
 * lost (22001).
 */
export function applyStringLength(text: string, type: SqlType, explicit: boolean): string {
  switch (type.kind) {
    case 'varchar':
    case 'char': {
      if (type.length === null) return text;
      const cut = cutAt(text, type.length);
      if (cut >= 0) {
        if (!explicit && /[^ ]/.test(text.slice(cut))) {
          throw new ConductError(SQLSTATE.stringDataRightTruncation, `value too long for type ${formatType(type)}`);
        }
        return text.slice(0, cut);
      }
      return type.kind === 'char' ? text + ' '.repeat(type.length - characterCount(text)) : text;
    }
    case 'name':
      return truncateIdentifier(text);
    default:
      return text;
  }
}

/** Cuts to 63 bytes without splitting a character. */
function truncateIdentifier(text: string): string {
  if (text.length * 3 <= LIMITS.identifierBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= LIMITS.identifierBytes) return text;
  let end: number = LIMITS.identifierBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
