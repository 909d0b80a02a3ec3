/**
 * Deterministic automata made from non-deterministic ones while they run: a state is a set of NFA states, a step is computed once and kept.
 * States are kept before their free and conditional edges are followed (the kernel), because what those do depends on the position's
 * neighbours; the closed state of each context is kept with the kernel. Time is linear in the text, whatever the pattern.
 */
import { assert } from '../../common/assert.js';
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { checkInterruption } from '../../common/interruption.js';
import { LIMITS } from '../../common/limits.js';
import { contains, isWordCharacter, NEWLINE } from './char-set.js';
import type { Edge, Nfa } from './nfa.js';
import { Alphabet, assertionBits, buildNfa, CONTEXT, holds, LOOK_BITS } from './nfa.js';
import type { RegexText } from './regex-text.js';
import type { RegexNode } from './syntax.js';

interface Kernel {
  /** Its row in the tables of steps between the ends of the text; -1: none. */
  readonly row: number;
  readonly states: readonly number[];
  /** Context bits that its conditional edges may read. */
  readonly reads: number;
  readonly closed: Map<number, Closed>;
  /** The closed state where no context is read. */
  readonly plain: Closed | undefined;
  /** The closed state between the ends of the text, where no more of the context is read than whether it is an end. */
  readonly inner: Closed | undefined;
}

interface Closed {
  readonly accepts: boolean;
  /** Edges over characters. */
  readonly steps: readonly (Edge & { readonly kind: 'set' })[];
  /** By colour. */
  readonly next: (Kernel | undefined)[];
}

/** Characters that no set of the pattern tells apart have one colour. Shared by the automata of a pattern. */
class Colours {
  readonly #alphabet: Alphabet;
  readonly #low = new Int32Array(0x800).fill(-1);
  readonly #high = new Map<number, number>();
  readonly #bySignature = new Map<string, number>();
  /** By colour: which sets have its characters. */
  readonly members: boolean[][] = [];

  constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet;
  }

  of(code: number): number {
    const known = code < 0x800 ? (this.#low[code] ?? -1) : (this.#high.get(code) ?? -1);
    return known >= 0 ? known : this.#find(code);
  }

  #find(code: number): number {
    const members = this.#alphabet.sets.map((set) => contains(set, code));
    const signature = members.map(Number).join('');
    let colour = this.#bySignature.get(signature);
    if (colour === undefined) {
      colour = this.members.length;
      this.members.push(members);
      this.#bySignature.set(signature, colour);
    }
    if (code < 0x800) this.#low[code] = colour;
    else this.#high.set(code, colour);
    return colour;
  }
}

/** Kernels with a row, and colours of it: a pattern with more of either takes those steps one by one. */
const ROWS = 256;
const ROW_COLOURS = 32;
/** What is kept of a row's state. */
const ROW_ACCEPTS = 1;
const ROW_ENDS = 2;

/** Stands for none. */
const NO_MARKS = new Uint8Array(0);

const CALL_STEPS = 32;
/** Steps after which a match looks whether it has to stop. */
const CHECK_STEPS = 1 << 20;

interface Look {
  readonly dfa: Dfa;
  readonly ahead: boolean;
}

/** What the automata of one pattern share: its alphabet, and the steps that the current call has taken. */
export class RegexMachine {
  readonly alphabet = new Alphabet();
  readonly colours = new Colours(this.alphabet);
  /** The colours of the text's characters. */
  read = new Int32Array(256);
  readonly #looks: Look[] = [];
  #steps = 0;
  #nextCheck = CHECK_STEPS;

  /** Makes the automata of lookarounds, before any character has a colour: they bring sets of their own. */
  prepare(): void {
    for (let number = 0; number < this.alphabet.looks.length; number += 1) this.#look(number);
  }

  /** Starts a call: its automata read the text's colours. */
  begin(text: RegexText): void {
    this.#steps = 0;
    this.#nextCheck = CHECK_STEPS;
    const { codes, length } = text;
    if (this.read.length < length) this.read = new Int32Array(length * 2);
    const { read, colours } = this;
    for (let at = 0; at < length; at += 1) read[at] = colours.of(codes[at] ?? 0);
  }

  /** Counts characters read, and `CALL_STEPS` for whatever is done beside that. */
  spend(steps: number): void {
    this.#steps += steps + CALL_STEPS;
    if (this.#steps >= this.#nextCheck) {
      this.#nextCheck = this.#steps + CHECK_STEPS;
      checkInterruption();
    }
    if (this.#steps > LIMITS.regexSteps) {
      throw new ConductError(SQLSTATE.statementTooComplex, 'regular expression takes too long', {
        hint: 'Back references make a pattern try many ways.',
      });
    }
  }

  look(number: number, text: RegexText, at: number): boolean {
    const { dfa, ahead } = this.#look(number);
    return dfa.shortest(text, at, at, ahead ? text.length : 0) >= 0;
  }

  #look(number: number): Look {
    const known = this.#looks[number];
    if (known !== undefined) return known;
    const node = this.alphabet.looks[number];
    assert(node !== undefined, 'a numbered lookaround');
    const look = { dfa: new Dfa(this, node.item, { backward: !node.ahead }), ahead: node.ahead };
    this.#looks[number] = look;
    return look;
  }
}

/** States of a table: two that end the search, then the others; the search begins in the first of those. */
export const TABLE = { failed: 0, matched: 1, first: 2 } as const;

export interface DfaTable {
  readonly colourOf: Uint8Array;
  /** Colours. */
  readonly width: number;
  /** By state (from TABLE.first on) and colour. */
  readonly next: readonly number[];
  /** By state (from TABLE.first on): whether a text that ends in it matches. */
  readonly acceptsAtEnd: readonly boolean[];
}

export interface DfaOptions {
  /** Reads from right to left. */
  readonly backward?: boolean;
  /** Starts at every position: finds whether there is a match that ends (backward: starts) at a position. */
  readonly everywhere?: boolean;
}

export class Dfa {
  readonly #machine: RegexMachine;
  readonly #nfa: Nfa;
  readonly #everywhere: boolean;
  readonly #step: 1 | -1;
  readonly #kernels = new Map<string, Kernel>();
  /** Kernels of which nothing is asked between the ends, by row; what they are, and the row (plus 1) of the next one by colour. */
  readonly #rows: Kernel[] = [];
  readonly #rowFlags = new Uint8Array(ROWS);
  #rowSteps = new Int32Array(8 * ROW_COLOURS);
  readonly #initial: Kernel;
  /** Nothing begins behind the text's start: where nothing is under way any more there is no match. */
  readonly failsBehindStart: boolean;
  readonly #marks: Uint8Array;

  constructor(machine: RegexMachine, node: RegexNode, options: DfaOptions = {}) {
    this.#machine = machine;
    this.#nfa = buildNfa(node, machine.alphabet, options.backward === true);
    this.#everywhere = options.everywhere === true;
    this.#step = options.backward === true ? -1 : 1;
    this.#marks = new Uint8Array(this.#nfa.edges.length);
    this.#initial = this.#kernel([this.#nfa.start]);
    const { reads, inner } = this.#initial;
    this.failsBehindStart = reads === CONTEXT.begin && inner !== undefined && !inner.accepts && inner.steps.length === 0;
  }

  /** Where the longest match from `from` ends, at `limit` at the furthest; -1 for none. */
  longest(text: RegexText, from: number, limit: number): number {
    return this.#scan(text, from, limit, NO_MARKS, limit + this.#step);
  }

  /** Where the shortest match from `from` that ends at `least` or further ends; -1 for none. */
  shortest(text: RegexText, from: number, least: number, limit: number): number {
    const end = this.#scan(text, from, limit, NO_MARKS, least);
    return (end - least) * this.#step < 0 ? -1 : end;
  }

  /** Sets marks[position - base] for each position where a match from `from` may end. */
  mark(text: RegexText, from: number, limit: number, marks: Uint8Array, base: number): void {
    this.#scan(text, from, limit, marks, base);
  }

  /**
   * Where the first match ends (`close`), and the last position before it where only matches that start there or later were under way
   * (`open`); null for none. Of an automaton that starts everywhere.
   */
  search(text: RegexText, from: number): { readonly open: number; readonly close: number } | null {
    const { length } = text;
    const { read } = this.#machine;
    let kernel = this.#initial;
    let open = from;
    let close = -1;
    for (let at = from; ; at += 1) {
      if (kernel === this.#initial) {
        open = at;
        if (at > 0 && this.failsBehindStart) break;
      }
      const closed = kernel.plain ?? (at > 0 && at < length ? kernel.inner : undefined) ?? this.#close(kernel, text, at);
      if (closed.accepts) close = at;
      if (close >= 0 || at === length) break;
      const colour = read[at] ?? 0;
      kernel = closed.next[colour] ?? this.#next(closed, colour);
    }
    this.#machine.spend((close < 0 ? length : close) - from + 1);
    return close < 0 ? null : { open, close };
  }

  /**
   * Reads from `from` to `limit`, or to the first end of a match at `stop` or further; gives the last end of a match before that, -1 for none.
   * With marks, sets those of all ends instead, less `stop`.
   */
  #scan(text: RegexText, from: number, limit: number, marks: Uint8Array, stop: number): number {
    const { length } = text;
    const { read } = this.#machine;
    const step = this.#step;
    const ahead = step === 1 ? 0 : -1;
    const marking = marks !== NO_MARKS;
    let kernel = this.#initial;
    let at = from;
    let last = -1;
    while (true) {
      if (kernel.row >= 0) {
        const flags = this.#rowFlags;
        const steps = this.#rowSteps;
        let row = kernel.row;
        // What the last of these steps comes to is looked at once more below, which changes nothing.
        while (at > 0 && at < length && at !== limit) {
          const flag = flags[row] ?? 0;
          if ((flag & ROW_ACCEPTS) !== 0) {
            if (marking) marks[at - stop] = 1;
            else {
              last = at;
              if ((at - stop) * step >= 0) break;
            }
          }
          const colour = read[at + ahead] ?? 0;
          const next = colour < ROW_COLOURS ? (steps[row * ROW_COLOURS + colour] ?? 0) : 0;
          if (next === 0 || (flag & ROW_ENDS) !== 0) break;
          row = next - 1;
          at += step;
        }
        kernel = this.#rows[row] ?? kernel;
      }
      const closed = kernel.plain ?? (at > 0 && at < length ? kernel.inner : undefined) ?? this.#close(kernel, text, at);
      if (closed.accepts) {
        if (marking) marks[at - stop] = 1;
        else {
          last = at;
          if ((at - stop) * step >= 0) break;
        }
      }
      if (at === limit || (closed.steps.length === 0 && !this.#everywhere)) break;
      const colour = read[at + ahead] ?? 0;
      const next = closed.next[colour] ?? this.#next(closed, colour);
      if (closed === kernel.inner && kernel.row >= 0 && next.row >= 0 && colour < ROW_COLOURS) {
        this.#rowSteps[kernel.row * ROW_COLOURS + colour] = next.row + 1;
      }
      kernel = next;
      at += step;
    }
    this.#machine.spend((at - from) * step + 1);
    return last;
  }

  /**
   * Of an automaton that starts everywhere: what it does with texts of one-byte characters, as a table; null where it reads more of the
   * context than the text's ends, or has more than `most` states or colours.
   */
  tabulate(characters: number, most: number): DfaTable | null {
    const { colours } = this.#machine;
    const colourOf = Uint8Array.from({ length: characters }, (_, code) => Math.min(colours.of(code), 255));
    const width = Math.max(...colourOf) + 1;
    const { begin, end } = CONTEXT;
    const ends = begin | end;
    const first = this.#initial;
    if (width > most || first.inner === undefined) return null;
    const initial = this.#closure(first.states, begin);
    if (initial.accepts) return null;
    const states = [{ closed: initial, acceptsAtEnd: this.#closure(first.states, ends).accepts }];
    const numbers = new Map<Kernel, number>();
    const next: number[] = [];
    for (let state = 0; state < states.length; state += 1) {
      const { closed } = states[state] ?? { closed: initial };
      for (let colour = 0; colour < width; colour += 1) {
        const kernel = this.#next(closed, colour);
        if (kernel.inner === undefined) return null;
        if (kernel.inner.accepts) next.push(TABLE.matched);
        else if (kernel === first && this.failsBehindStart) next.push(TABLE.failed);
        else {
          const number =
            numbers.get(kernel) ?? states.push({ closed: kernel.inner, acceptsAtEnd: this.#closure(kernel.states, end).accepts }) - 1;
          numbers.set(kernel, number);
          if (number + TABLE.first >= most) return null;
          next.push(number + TABLE.first);
        }
      }
    }
    return { colourOf, width, next, acceptsAtEnd: states.map((state) => state.acceptsAtEnd) };
  }

  #kernel(states: readonly number[]): Kernel {
    const key = states.join();
    const known = this.#kernels.get(key);
    if (known !== undefined) return known;
    if (this.#kernels.size >= LIMITS.regexDfaStates) this.#kernels.clear();
    const reads = this.#reads(states);
    const inner = (reads & ~(CONTEXT.begin | CONTEXT.end)) === 0 ? this.#closure(states, 0) : undefined;
    const row = inner === undefined || this.#rows.length === ROWS ? -1 : this.#rows.length;
    const kernel: Kernel = { row, states, reads, closed: new Map(), plain: reads === 0 ? inner : undefined, inner };
    this.#kernels.set(key, kernel);
    if (inner !== undefined && row >= 0) this.#addRow(kernel, inner);
    return kernel;
  }

  #addRow(kernel: Kernel, { accepts, steps }: Closed): void {
    this.#rows.push(kernel);
    this.#rowFlags[kernel.row] = (accepts ? ROW_ACCEPTS : 0) | (steps.length === 0 && !this.#everywhere ? ROW_ENDS : 0);
    if (this.#rowSteps.length >= this.#rows.length * ROW_COLOURS) return;
    const more = new Int32Array(this.#rowSteps.length * 2);
    more.set(this.#rowSteps);
    this.#rowSteps = more;
  }

  /** The context bits that matter for these states, all conditions taken for true. */
  #reads(states: readonly number[]): number {
    let reads = 0;
    this.#follow(states, (edge) => {
      if (edge.kind === 'assertion') reads |= assertionBits(edge.what);
      else if (edge.kind === 'look') reads |= 1 << (LOOK_BITS + edge.look);
      return edge.kind !== 'set';
    });
    return reads;
  }

  #close(kernel: Kernel, text: RegexText, at: number): Closed {
    const context = this.#context(kernel.reads, text, at);
    let closed = kernel.closed.get(context);
    if (closed === undefined) {
      closed = this.#closure(kernel.states, context);
      kernel.closed.set(context, closed);
    }
    return closed;
  }

  #context(reads: number, text: RegexText, at: number): number {
    const { codes, length } = text;
    let context = 0;
    if (at === 0) context |= CONTEXT.begin;
    else {
      const before = codes[at - 1] ?? 0;
      if (before === NEWLINE) context |= CONTEXT.afterNewline;
      if (isWordCharacter(before)) context |= CONTEXT.afterWord;
    }
    if (at === length) context |= CONTEXT.end;
    else {
      const after = codes[at] ?? 0;
      if (after === NEWLINE) context |= CONTEXT.beforeNewline;
      if (isWordCharacter(after)) context |= CONTEXT.beforeWord;
    }
    for (let look = 0, rest = reads >> LOOK_BITS; rest !== 0; look += 1, rest >>= 1) {
      if ((rest & 1) !== 0 && this.#machine.look(look, text, at)) context |= 1 << (LOOK_BITS + look);
    }
    return context & reads;
  }

  #closure(states: readonly number[], context: number): Closed {
    const steps: (Edge & { readonly kind: 'set' })[] = [];
    let accepts = false;
    this.#follow(
      states,
      (edge) => {
        switch (edge.kind) {
          case 'free':
            return true;
          case 'assertion':
            return holds(edge.what, context);
          case 'look':
            return (((context >> (LOOK_BITS + edge.look)) & 1) === 1) !== edge.negated;
          case 'set':
            steps.push(edge);
            return false;
        }
      },
      (state) => {
        if (state === this.#nfa.accept) accepts = true;
      },
    );
    return { accepts, steps, next: [] };
  }

  /** Visits every edge that leaves the states or what the followed edges lead to. */
  #follow(states: readonly number[], follow: (edge: Edge) => boolean, reach?: (state: number) => void): void {
    const marks = this.#marks;
    const seen: number[] = [];
    const enter = (state: number): void => {
      if (marks[state] === 1) return;
      marks[state] = 1;
      seen.push(state);
    };
    for (const state of states) enter(state);
    for (let i = 0; i < seen.length; i += 1) {
      const state = seen[i] ?? 0;
      reach?.(state);
      for (const edge of this.#nfa.edges[state] ?? []) if (follow(edge)) enter(edge.to);
    }
    for (const state of seen) marks[state] = 0;
  }

  #next(closed: Closed, colour: number): Kernel {
    const known = closed.next[colour];
    if (known !== undefined) return known;
    const members = this.#machine.colours.members[colour] ?? [];
    const states = new Set<number>();
    if (this.#everywhere) states.add(this.#nfa.start);
    for (const edge of closed.steps) if (members[edge.set] === true) states.add(edge.to);
    const kernel = this.#kernel([...states].sort((a, b) => a - b));
    closed.next[colour] = kernel;
    return kernel;
  }
}
