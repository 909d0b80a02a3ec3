/**
 * Patterns of one part of a path: `*` and `?` for characters, `[a-z]` and `[!a-z]` for one of a set, `{a,b}` for either. Matching takes
 * time in the order of the lengths multiplied, whatever the pattern is: a star that fails to match is only ever widened from the last one.
 */
import { known } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';

type Token = { readonly kind: 'star' } | { readonly kind: 'one'; readonly matches: (char: string) => boolean };

/** Patterns that the braces of one may stand for. */
const MAX_ALTERNATIVES = 1_000;

export function isPattern(text: string): boolean {
  return /[*?[{]/.test(text);
}

export function globMatcher(pattern: string): (name: string) => boolean {
  const alternatives = expandBraces(pattern).map(tokensOf);
  return (name) => {
    const chars = [...name];
    return alternatives.some((tokens) => matchesTokens(tokens, chars));
  };
}

function expandBraces(pattern: string): readonly string[] {
  const open = pattern.indexOf('{');
  const close = open < 0 ? -1 : pattern.indexOf('}', open);
  if (close < 0) return [pattern];
  const rest = expandBraces(pattern.slice(close + 1));
  const made = pattern
    .slice(open + 1, close)
    .split(',')
    .flatMap((choice) => rest.map((tail) => pattern.slice(0, open) + choice + tail));
  if (made.length > MAX_ALTERNATIVES) {
    throw new ConductError(SQLSTATE.programLimitExceeded, `the pattern "${pattern}" stands for more than ${MAX_ALTERNATIVES} others`);
  }
  return made;
}

function tokensOf(pattern: string): readonly Token[] {
  const chars = [...pattern];
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at += 1) {
    const char = known(chars[at], 'character');
    const close = char === '[' ? chars.indexOf(']', at + 2) : -1;
    if (char === '*') {
      if (tokens.at(-1)?.kind !== 'star') tokens.push({ kind: 'star' });
    } else if (char === '?') {
      tokens.push({ kind: 'one', matches: () => true });
    } else if (close > 0) {
      tokens.push({ kind: 'one', matches: setMatcher(chars.slice(at + 1, close)) });
      at = close;
    } else {
      tokens.push({ kind: 'one', matches: (other) => other === char });
    }
  }
  return tokens;
}

function setMatcher(set: readonly string[]): (char: string) => boolean {
  const negated = set[0] === '!' || set[0] === '^';
  const members = negated ? set.slice(1) : set;
  return (char) => {
    let inside = false;
    for (let at = 0; at < members.length && !inside; at += 1) {
      const low = known(members[at], 'member of a set');
      const high = members[at + 1] === '-' ? members[at + 2] : undefined;
      if (high === undefined) inside = char === low;
      else {
        inside = char >= low && char <= high;
        at += 2;
      }
    }
    return inside !== negated;
  };
}

function matchesTokens(tokens: readonly Token[], chars: readonly string[]): boolean {
  let token = 0;
  let star = -1;
  let resume = 0;
  let at = 0;
  while (at < chars.length) {
    const current = tokens[token];
    if (current?.kind === 'star') {
      star = token;
      resume = at;
      token += 1;
    } else if (current?.matches(known(chars[at], 'character')) === true) {
      token += 1;
      at += 1;
    } else {
      if (star < 0) return false;
      resume += 1;
      at = resume;
      token = star + 1;
    }
  }
  while (tokens[token]?.kind === 'star') token += 1;
  return token === tokens.length;
}
