/** A minimal scan over SQL text that the real parser has accepted: words outside quotes, comments and parentheses. */

export interface Word {
  /** In lower case. */
  readonly word: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Comments, quoted things, words, and single characters in between; anything else cannot matter to a scan for words. */
const TOKEN = /--[^\n]*|\/\*|"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|[()]/g;

/** Words at parenthesis depth 0, in order. */
export function* topLevelWords(text: string): Generator<Word> {
  let depth = 0;
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const found = match[0];
    if (found === '/*') token.lastIndex = endOfComment(text, token.lastIndex);
    else if (found === '(') depth++;
    else if (found === ')') depth--;
    else if (depth === 0 && !/^(--|"|')/.test(found)) {
      yield { word: found.toLowerCase(), start: match.index, end: token.lastIndex };
    }
  }
}

/** Block comments nest. */
function endOfComment(text: string, start: number): number {
  let depth = 1;
  let at = start;
  while (depth > 0 && at < text.length) {
    if (text.startsWith('/*', at)) {
      depth++;
      at += 2;
    } else if (text.startsWith('*/', at)) {
      depth--;
      at += 2;
    } else at++;
  }
  return at;
}
