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

const TEXT_POOL_BYTES = 300 * 1024 * 1024;
const POOL_SEED = 933_588_178;
const MULTIPLIER = 16_807;
const MODULUS = 2_147_483_647;
/** Words are copied 16 bytes at once, however short: a copy of fixed length is cheaper than a loop. The longest needs 4 bytes more. */
const WORD_BYTES = 20;
const BLOCK_BYTES = 64 * 1024;
/** Longer than any sentence and the bytes copied beyond its end. */
const LONGEST_SENTENCE_BYTES = 512;
const SPACE = 0x20;
const COMMA = 0x2c;

/** A word list: a draw gives where the word lies, and its length. Every word is followed by a space. */
interface WordTable {
  readonly draws: number;
  readonly start: Uint16Array;
  readonly length: Uint8Array;
  readonly bytes: DataView;
}

/** The first `sizeBytes` of the pool. A prefix serves tests; tables need the whole. */
export function createTextPool(sizeBytes = TEXT_POOL_BYTES): Uint8Array {
  const pool = new Uint8Array(new SharedArrayBuffer(sizeBytes));
  const writer = new SentenceWriter();
  for (let filled = 0; filled < pool.length; ) {
    const block = writer.nextBlock();
    const taken = Math.min(block.length, pool.length - filled);
    pool.set(block.subarray(0, taken), filled);
    filled += taken;
  }
  return pool;
}

class SentenceWriter {
  readonly #block = new DataView(new ArrayBuffer(BLOCK_BYTES));
  readonly #nouns = wordTable(NOUNS);
  readonly #verbs = wordTable(VERBS);
  readonly #adverbs = wordTable(ADVERBS);
  readonly #adjectives = wordTable(ADJECTIVES);
  readonly #prepositions = wordTable(PREPOSITIONS.map(([word, weight]) => [`${word} the`, weight]));
  readonly #auxiliaries = wordTable(AUXILIARIES);
  readonly #terminators = wordTable(TERMINATORS);
  readonly #sentencePatterns = patternTable(SENTENCES);
  readonly #nounPatterns = patternTable(NOUN_PHRASES);
  readonly #verbPatterns = patternTable(VERB_PHRASES);
  #length = 0;
  #seed = POOL_SEED;

  /** The next sentences, whole ones; valid until the next call. */
  nextBlock(): Uint8Array {
    this.#length = 0;
    while (this.#length < BLOCK_BYTES - LONGEST_SENTENCE_BYTES) this.#sentence();
    return new Uint8Array(this.#block.buffer, 0, this.#length);
  }

  #sentence(): void {
    const pattern = this.#sentencePatterns[this.#draw(this.#sentencePatterns.length)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x4e: // N
          this.#nounPhrase();
          break;
        case 0x56: // V
          this.#verbPhrase();
          break;
        case 0x50: // P
          this.#word(this.#prepositions);
          this.#nounPhrase();
          break;
        default:
          // The terminator takes the place of the space after the last word.
          this.#length -= 1;
          this.#word(this.#terminators);
      }
    }
  }

  #nounPhrase(): void {
    const pattern = this.#nounPatterns[this.#draw(this.#nounPatterns.length)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x4e: // N
          this.#word(this.#nouns);
          break;
        case 0x4a: // J
          this.#word(this.#adjectives);
          break;
        case 0x44: // D
          this.#word(this.#adverbs);
          break;
        default:
          this.#block.setUint8(this.#length - 1, COMMA);
          this.#block.setUint8(this.#length, SPACE);
          this.#length += 1;
      }
    }
  }

  #verbPhrase(): void {
    const pattern = this.#verbPatterns[this.#draw(this.#verbPatterns.length)] ?? '';
    for (let at = 0; at < pattern.length; at += 1) {
      switch (pattern.charCodeAt(at)) {
        case 0x56: // V
          this.#word(this.#verbs);
          break;
        case 0x58: // X
          this.#word(this.#auxiliaries);
          break;
        default:
          this.#word(this.#adverbs);
      }
    }
  }

  #word(table: WordTable): void {
    const draw = this.#draw(table.draws);
    const from = table.start[draw] ?? 0;
    const length = table.length[draw] ?? 0;
    const block = this.#block;
    const to = this.#length;
    block.setInt32(to, table.bytes.getInt32(from));
    block.setInt32(to + 4, table.bytes.getInt32(from + 4));
    block.setInt32(to + 8, table.bytes.getInt32(from + 8));
    block.setInt32(to + 12, table.bytes.getInt32(from + 12));
    if (length > 16) block.setInt32(to + 16, table.bytes.getInt32(from + 16));
    this.#length = to + length;
  }

  #draw(draws: number): number {
    const product = this.#seed * MULTIPLIER;
    this.#seed = product - Math.floor(product / MODULUS) * MODULUS;
    return Math.trunc((this.#seed / MODULUS) * draws);
  }
}

function wordTable(words: WeightedWords): WordTable {
  const bytes = new Uint8Array(words.length * WORD_BYTES);
  const start: number[] = [];
  const length: number[] = [];
  words.forEach(([word, weight], index) => {
    bytes.set(Buffer.from(`${word} `), index * WORD_BYTES);
    for (let copy = 0; copy < weight; copy += 1) {
      start.push(index * WORD_BYTES);
      length.push(word.length + 1);
    }
  });
  return { draws: start.length, start: Uint16Array.from(start), length: Uint8Array.from(length), bytes: new DataView(bytes.buffer) };
}

/** Patterns by draw. */
function patternTable(patterns: WeightedWords): readonly string[] {
  return patterns.flatMap(([pattern, weight]) => Array.from({ length: weight }, () => pattern));
}
