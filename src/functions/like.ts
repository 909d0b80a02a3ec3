/** LIKE: `%` matches any run of characters, `_` one character, a backslash takes the next character as it is. */
import { ConductError, SQLSTATE } from '../common/errors.js';

const PERCENT = 0x25;
const UNDERSCORE = 0x5f;
const BACKSLASH = 0x5c;

/**
 * Whether the whole text matches. On a mismatch only the last `%` is tried again one character later: time is bounded by the
 * product of the lengths.
 */
export function matchesLike(text: string, pattern: string): boolean {
  let textAt = 0;
  let patternAt = 0;
  let retryPattern = -1;
  let retryText = 0;
  while (true) {
    if (patternAt < pattern.length && pattern.charCodeAt(patternAt) === PERCENT) {
      patternAt += 1;
      if (patternAt === pattern.length) return true;
      retryPattern = patternAt;
      retryText = textAt;
      continue;
    }
    if (textAt === text.length) {
      // Nothing is left for what the pattern still wants, at any later start either.
      return patternAt === pattern.length;
    }
    const step = patternAt < pattern.length ? matchOne(text, textAt, pattern, patternAt) : undefined;
    if (step !== undefined) {
      textAt += step.text;
      patternAt += step.pattern;
    } else if (retryPattern >= 0) {
      retryText += characterUnits(text, retryText);
      if (retryText > text.length) return false;
      textAt = retryText;
      patternAt = retryPattern;
    } else {
      return false;
    }
  }
}

interface Step {
  readonly text: number;
  readonly pattern: number;
}

const ONE: Step = { text: 1, pattern: 1 };
const ESCAPED: Step = { text: 1, pattern: 2 };

function matchOne(text: string, textAt: number, pattern: string, patternAt: number): Step | undefined {
  const unit = pattern.charCodeAt(patternAt);
  if (unit === UNDERSCORE) return { text: characterUnits(text, textAt), pattern: 1 };
  if (unit === BACKSLASH) {
    checkEscape(pattern, patternAt);
    return text.charCodeAt(textAt) === pattern.charCodeAt(patternAt + 1) ? ESCAPED : undefined;
  }
  return text.charCodeAt(textAt) === unit ? ONE : undefined;
}

function checkEscape(pattern: string, at: number): void {
  if (pattern.charCodeAt(at) === BACKSLASH && at + 1 === pattern.length) {
    throw new ConductError(SQLSTATE.invalidEscapeSequence, 'LIKE pattern must not end with escape character');
  }
}

/** A character beyond the basic plane takes two units. */
function characterUnits(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit < 0xdc00 && at + 1 < text.length ? 2 : 1;
}

/** like_escape: the pattern as it is with a backslash for the escape character. */
export function escapeLike(pattern: string, escapeText: string): string {
  if (escapeText === '\\') return pattern;
  if (escapeText === '') return pattern.replaceAll('\\', '\\\\');
  const characters = Array.from(pattern);
  if (Array.from(escapeText).length !== 1) {
    throw new ConductError(SQLSTATE.invalidEscapeSequence, 'invalid escape string', {
      hint: 'Escape string must be empty or one character.',
    });
  }
  let result = '';
  let afterEscape = false;
  for (const character of characters) {
    if (character === escapeText && !afterEscape) {
      result += '\\';
      afterEscape = true;
    } else if (character === '\\') {
      result += afterEscape ? '\\' : '\\\\';
      afterEscape = false;
    } else {
      result += character;
      afterEscape = false;
    }
  }
  return result;
}
