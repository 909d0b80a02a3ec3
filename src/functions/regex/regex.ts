/**
 * Compiled regular expressions: the leftmost match, the longest or shortest there as the pattern prefers, and its groups. Compiled
 * patterns are kept, the most recently used ones.
 */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { LIMITS } from '../../common/limits.js';
import { Dfa, type DfaTable, RegexMachine } from './dfa.js';
import { type Captures, Dissector } from './dissect.js';
import { buildMatchTree, FLAGS, type MatchTree } from './match-tree.js';
import { PatternParser, withOption } from './parser.js';
import type { RegexText } from './regex-text.js';
import type { RegexNode, RegexOptions } from './syntax.js';
import { DEFAULT_OPTIONS } from './syntax.js';

/** Starts that are tried before a pass over the text finds out which are worth it. */
const TRIES = 16;

export class Regex {
  /** Capturing groups. */
  readonly groups: number;
  readonly #machine = new RegexMachine();
  readonly #node: RegexNode;
  readonly #tree: MatchTree;
  readonly #dissector: Dissector;
  readonly #shorter: boolean;
  readonly #references: boolean;
  readonly #search: Dfa;
  #starts: Dfa | undefined;

  constructor(pattern: string, options: RegexOptions) {
    const parser = new PatternParser(pattern, options);
    this.#node = parser.read();
    this.groups = parser.groupCount;
    this.#tree = buildMatchTree(this.#node);
    this.#shorter = (this.#tree.flags & FLAGS.shorter) !== 0;
    this.#references = (this.#tree.flags & FLAGS.reference) !== 0;
    this.#dissector = new Dissector(this.#machine, parser.options.ignoreCase);
    // All sets of characters are known from here on, and a pattern that is too big is found out.
    this.#search = new Dfa(this.#machine, this.#node, { everywhere: true });
    this.#machine.prepare();
  }

  /** Whether there is a match from that character on. */
  test(text: RegexText, from = 0): boolean {
    if (this.#references) return this.exec(text, from) !== null;
    this.#machine.begin(text);
    return this.#search.search(text, from) !== null;
  }

  /** Whether there is a match, as a table over ASCII characters with states and colours below `most`; null where it is more than that. */
  asciiTable(most: number): DfaTable | null {
    return this.#references ? null : this.#search.tabulate(128, most);
  }

  /** The extent of the whole match and of the groups, as pairs of positions; -1 for a group that took no part. */
  exec(text: RegexText, from = 0): Captures | null {
    this.#machine.begin(text);
    const captures = new Int32Array((this.groups + 1) * 2);
    if (this.#search.failsBehindStart) return from === 0 && this.#matchAt(text, 0, captures) ? captures : null;
    const found = this.#search.search(text, from);
    if (found === null) return null;
    const { open, close } = found;
    const last = this.#references ? text.length : close;
    let starts: Uint8Array | undefined;
    for (let begin = open; begin <= last; begin += 1) {
      if (starts !== undefined && starts[begin - open] !== 1) continue;
      if (this.#matchAt(text, begin, captures)) return captures;
      if (begin - open === TRIES) starts = this.#possibleStarts(text, open);
    }
    return null;
  }

  /** Marks where matches start: one pass from the end, so that no start is tried in vain. */
  #possibleStarts(text: RegexText, open: number): Uint8Array {
    this.#starts ??= new Dfa(this.#machine, this.#node, { everywhere: true, backward: true });
    const marks = new Uint8Array(text.length - open + 1);
    this.#starts.mark(text, text.length, open, marks, open);
    return marks;
  }

  #matchAt(text: RegexText, begin: number, captures: Captures): boolean {
    const dfa = this.#dissector.forward(this.#tree);
    let least = begin;
    let limit = text.length;
    while (true) {
      const end = this.#shorter ? dfa.shortest(text, begin, least, limit) : dfa.longest(text, begin, limit);
      if (end < 0) return false;
      captures.fill(-1);
      if (this.#dissector.dissect(this.#tree, text, begin, end, captures)) {
        captures[0] = begin;
        captures[1] = end;
        return true;
      }
      if (end === (this.#shorter ? text.length : begin)) return false;
      if (this.#shorter) least = end + 1;
      else limit = end - 1;
    }
  }
}

const compiled = new Map<string, Regex>();

/** The options of a call's flags; 22023 for a letter that is none. `g` is the caller's. */
export function regexOptions(flags: string): { readonly options: RegexOptions; readonly global: boolean } {
  let options = DEFAULT_OPTIONS;
  let global = false;
  for (const letter of flags) {
    if (letter === 'g') {
      global = true;
      continue;
    }
    const changed = withOption(options, letter);
    if (changed === undefined) {
      throw new ConductError(SQLSTATE.invalidParameterValue, `invalid regular expression option: "${letter}"`);
    }
    options = changed;
  }
  return { options, global };
}

let latest: { readonly pattern: string; readonly options: RegexOptions; readonly regex: Regex } | undefined;

export function compileRegex(pattern: string, options: RegexOptions): Regex {
  // A column is matched with one pattern, row after row.
  if (latest !== undefined && latest.options === options && latest.pattern === pattern) return latest.regex;
  const regex = cachedRegex(pattern, options);
  latest = { pattern, options, regex };
  return regex;
}

function cachedRegex(pattern: string, options: RegexOptions): Regex {
  const { syntax, ignoreCase, newlineStops, newlineAnchors, expanded } = options;
  const key = `${syntax} ${ignoreCase} ${newlineStops} ${newlineAnchors} ${expanded} ${pattern}`;
  let regex = compiled.get(key);
  if (regex === undefined) {
    regex = new Regex(pattern, options);
    for (const oldest of compiled.keys()) {
      if (compiled.size < LIMITS.regexPatterns) break;
      compiled.delete(oldest);
    }
  } else {
    compiled.delete(key);
  }
  compiled.set(key, regex);
  return regex;
}
