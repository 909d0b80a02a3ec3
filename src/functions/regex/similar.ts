/** SIMILAR TO: its patterns as regular expressions (similar_escape_internal). */
import { ConductError, SQLSTATE } from '../../common/errors.js';

/**
 * The pattern anchored at both ends. `escapeText` is one character, or empty for none. Two escape-doublequote separators cut a pattern of
 * SUBSTRING in three, of which the middle one is the result.
 */
export function similarToRegex(pattern: string, escapeText: string): string {
  if (Array.from(escapeText).length > 1) {
    throw new ConductError(SQLSTATE.invalidEscapeSequence, 'invalid escape string', {
      hint: 'Escape string must be empty or one character.',
    });
  }
  let result = '^(?:';
  let afterEscape = false;
  let inBracket = false;
  let separators = 0;
  for (const character of pattern) {
    if (afterEscape) {
      if (character === '"' && !inBracket) {
        if (separators === 0) result += '){1,1}?(';
        else if (separators === 1) result += '){1,1}(?:';
        else {
          throw new ConductError(
            SQLSTATE.invalidUseOfEscapeCharacter,
            'SQL regular expression may not contain more than two escape-double-quote separators',
          );
        }
        separators += 1;
      } else {
        // An escaped character is itself; a letter would become an escape of the engine's.
        result += `\\${character}`;
      }
      afterEscape = false;
    } else if (character === escapeText) {
      afterEscape = true;
    } else if (inBracket) {
      if (character === '\\') result += '\\';
      result += character;
      if (character === ']') inBracket = false;
    } else if (character === '[') {
      result += character;
      inBracket = true;
    } else {
      result += translated(character);
    }
  }
  return `${result})$`;
}

function translated(character: string): string {
  switch (character) {
    case '%':
      return '.*';
    case '_':
      return '.';
    case '(':
      // Their groups don't capture.
      return '(?:';
    case '\\':
    case '.':
    case '^':
    case '$':
      return `\\${character}`;
    default:
      return character;
  }
}
