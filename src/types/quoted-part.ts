/** A part of the text of a record or range, up to what ends it: quotes and backslashes take any character for itself. */
import { known } from '../common/assert.js';

export interface TextPart {
  readonly value: string;
  /** Where the character stands that ended it. */
  readonly end: number;
}

/** `ends`: the characters that end an unquoted part. `error` makes the error of a text that stops inside of it. */
export function readQuotedPart(text: string, start: number, ends: string, error: (detail: string) => Error): TextPart {
  let at = start;
  let value = '';
  let isQuoted = false;
  for (;;) {
    const character = text[at];
    if (character === undefined) throw error('Unexpected end of input.');
    if (!isQuoted && ends.includes(character)) return { value, end: at };
    at += 1;
    if (character === '\\') {
      if (at >= text.length) throw error('Unexpected end of input.');
      value += known(text[at], 'character');
      at += 1;
    } else if (character === '"') {
      if (!isQuoted) isQuoted = true;
      else if (text[at] === '"') {
        value += '"';
        at += 1;
      } else isQuoted = false;
    } else value += character;
  }
}
