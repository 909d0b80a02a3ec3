/**
 * Text of a statement under translation: PostgreSQL's SQL, each word of which knows the place in the source that it was read from. Joined
 * once, at the end; then an error's place in the translation is found in the source.
 */
export type Piece = string | Marked | readonly Piece[];

export interface Marked {
  readonly text: string;
  /** Offset in the source, in UTF-16 units. */
  readonly at: number;
}

/** Where parts of a translated text come from: from `starts[i]` on, in characters of the translation, from `origins[i]` of the source. */
export interface Origins {
  readonly starts: readonly number[];
  readonly origins: readonly number[];
}

export interface JoinedText {
  readonly sql: string;
  readonly origins: Origins;
}

/** The source's place of an offset in the translation. */
export function originOf({ starts, origins }: Origins, offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return origins[Math.max(low - 1, 0)] ?? 0;
}

/** `characterAt`: characters (code points) before an offset of the source. */
export function joinPieces(piece: Piece, characterAt: (offset: number) => number): JoinedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  // A stack of our own: chains of operators nest as deep as they are long.
  const pending: Piece[] = [piece];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
      length += characters(next);
    } else if ('text' in next) {
      starts.push(length);
      origins.push(characterAt(next.at));
      parts.push(next.text);
      length += characters(next.text);
    } else {
      for (let i = next.length - 1; i >= 0; i -= 1) pending.push(next[i] ?? '');
    }
  }
  return { sql: parts.join(''), origins: { starts, origins } };
}

/** `a, b, c`. */
export function commaList(pieces: readonly Piece[]): Piece {
  return pieces.map((piece, index) => (index === 0 ? piece : [', ', piece]));
}

function characters(text: string): number {
  let surrogates = 0;
  for (let i = 0; i < text.length; i += 1) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) surrogates += 1;
  return text.length - surrogates;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
