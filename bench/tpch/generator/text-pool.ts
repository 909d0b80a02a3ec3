/**
 * The text that comments are cut from: 300 MB of sentences from a small grammar, always the same. A comment is an offset and a length
 * drawn at random, so that even a small table needs the whole pool; it lies in shared memory for all generating threads.
 */
import {
  ADJECTIVES,
  ADVERBS,
  AUXILIARIES,
  NOUN_PHRASES,
  NOUNS,
  PREPOSITIONS,
  SENTENCES,
  TERMINATORS,
  VERB_PHRASES,
  VERBS,
  type WeightedWords,
} from './words.js';

export const TEXT_POOL_BYTES = 300 * 1024 * 1024;
const POOL_SEED = 933_588_178;
const MULTIPLIER = 16_807;
const MODULUS = 2_147_483_647;
/** Longer than any sentence. */
const LONGEST_SENTENCE_BYTES = 512;
const SPACE = 0x20;
const COMMA = 0x2c;

/** A word list as bytes: draw → where the word lies. Every word is followed by a space. */
interface WordTable {
  readonly draws: number;
  readonly start: Uint16Array;
  readonly end: Uint16Array;
  readonly bytes: Uint8Array;
}

/** What sentences and phrases are made of: draw → pattern, as indexes into the writers of its level. */
interface PatternTable {
  readonly draws: number;
  readonly patterns: readonly string[];
}

/** The first `sizeBytes` of the pool. A prefix serves tests; tables need the whole. */
export function createTextPool(sizeBytes = TEXT_POOL_BYTES): Uint8Array {
  const pool = new Uint8Array(new SharedArrayBuffer(sizeBytes));
  fillTextPool(pool);
  return pool;
}

function fillTextPool(pool: Uint8Array): void {
  const nouns = wordTable(NOUNS);
  const verbs = wordTable(VERBS);
  const adverbs = wordTable(ADVERBS);
  const adjectives = wordTable(ADJECTIVES);
  const prepositions = wordTable(PREPOSITIONS.map(([word, weight]) => [`${word} the`, weight]));
  const auxiliaries = wordTable(AUXILIARIES);
  const terminators = wordTable(TERMINATORS);
  const sentences = patternTable(SENTENCES);
  const nounPhrases = patternTable(NOUN_PHRASES);
  const verbPhrases = patternTable(VERB_PHRASES);

  // Sentences are written into a block, which is copied out when it is nearly full: their ends need no check of the pool's end.
  const block = new Uint8Array(64 * 1024);
  let length = 0;
  let seed = POOL_SEED;

  const draw = (draws: number): number => {
    const product = seed * MULTIPLIER;
    seed = product - Math.floor(product / MODULUS) * MODULUS;
    return Math.trunc((seed / MODULUS) * draws);
  };
  const word = (table: WordTable): void => {
    const index = draw(table.draws);
    const end = table.end[index] ?? 0;
    const { bytes } = table;
    for (let at = table.start[index] ?? 0; at < end; at += 1) {
      block[length] = bytes[at] ?? 0;
      length += 1;
    }
  };
  const nounPhrase = (): void => {
    const pattern = nounPhrases.patterns[draw(nounPhrases.draws)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x4e: // N
          word(nouns);
          break;
        case 0x4a: // J
          word(adjectives);
          break;
        case 0x44: // D
          word(adverbs);
          break;
        default:
          block[length - 1] = COMMA;
          block[length] = SPACE;
          length += 1;
      }
    }
  };
  const verbPhrase = (): void => {
    const pattern = verbPhrases.patterns[draw(verbPhrases.draws)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x56: // V
          word(verbs);
          break;
        case 0x58: // X
          word(auxiliaries);
          break;
        default:
          word(adverbs);
      }
    }
  };
  const sentence = (): void => {
    const pattern = sentences.patterns[draw(sentences.draws)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x4e: // N
          nounPhrase();
          break;
        case 0x56: // V
          verbPhrase();
          break;
        case 0x50: // P
          word(prepositions);
          nounPhrase();
          break;
        default:
          // The terminator takes the place of the space after the last word.
          length -= 1;
          word(terminators);
      }
    }
  };

  let filled = 0;
  while (filled < pool.length) {
    length = 0;
    while (length < block.length - LONGEST_SENTENCE_BYTES) sentence();
    const taken = Math.min(length, pool.length - filled);
    pool.set(block.subarray(0, taken), filled);
    filled += taken;
  }
}

function wordTable(words: WeightedWords): WordTable {
  const bytes = Buffer.from(words.map(([word]) => `${word} `).join(''));
  const start: number[] = [];
  const end: number[] = [];
  let at = 0;
  for (const [word, weight] of words) {
    for (let copy = 0; copy < weight; copy += 1) {
      start.push(at);
      end.push(at + word.length + 1);
    }
    at += word.length + 1;
  }
  return { draws: start.length, start: Uint16Array.from(start), end: Uint16Array.from(end), bytes: Uint8Array.from(bytes) };
}

function patternTable(patterns: WeightedWords): PatternTable {
  const expanded = patterns.flatMap(([pattern, weight]) => Array.from({ length: weight }, () => pattern));
  return { draws: expanded.length, patterns: expanded };
}
