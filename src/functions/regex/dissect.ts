/**
 * Which part of a match each group takes (regexec.c's dissection): a node's extent is given, and its parts' extents are found by their
 * automata, in the order of preference. Without back references a part that its automaton accepts fits, so that there is one pass over
 * the text a node; back references are verified, and other ways tried where they don't fit.
 */
import { unreachable } from '../../common/assert.js';
import { caseVariants } from './char-set.js';
import { Dfa, type RegexMachine } from './dfa.js';
import { FLAGS, type MatchTree } from './match-tree.js';
import type { RegexText } from './regex-text.js';

/** Starts and ends of the groups, -1 where not set; group 0 is the whole match. */
export type Captures = Int32Array;

type Concat = MatchTree & { readonly kind: 'concat' };
type Iteration = MatchTree & { readonly kind: 'iteration' };
type BackReference = MatchTree & { readonly kind: 'back-reference' };

/** Characters of a text that marks are made for at the least. */
const MARKS = 256;

export class Dissector {
  readonly #forward = new Map<MatchTree, Dfa>();
  readonly #backward = new Map<MatchTree, Dfa>();
  /** Arrays of marks: most texts are short, and making arrays costs more than matching them. */
  readonly #pool: Uint8Array[] = [];
  #used = 0;

  constructor(
    private readonly machine: RegexMachine,
    private readonly ignoreCase: boolean,
  ) {}

  forward(node: MatchTree): Dfa {
    let dfa = this.#forward.get(node);
    if (dfa === undefined) {
      dfa = new Dfa(this.machine, node.language);
      this.#forward.set(node, dfa);
    }
    return dfa;
  }

  #backwardOf(node: MatchTree): Dfa {
    let dfa = this.#backward.get(node);
    if (dfa === undefined) {
      dfa = new Dfa(this.machine, node.language, { backward: true });
      this.#backward.set(node, dfa);
    }
    return dfa;
  }

  /** Sets the groups in the node for this extent, which its automaton accepts. False: the back references don't fit. */
  dissect(node: MatchTree, text: RegexText, from: number, to: number, captures: Captures): boolean {
    switch (node.kind) {
      case 'plain':
        return true;
      case 'capture':
        if (!this.dissect(node.item, text, from, to, captures)) return false;
        captures[node.group * 2] = from;
        captures[node.group * 2 + 1] = to;
        return true;
      case 'concat':
        return this.#concat(node, text, from, to, captures);
      case 'alternatives':
        return node.items.some((item) => this.forward(item).longest(text, from, to) === to && this.dissect(item, text, from, to, captures));
      case 'iteration':
        return this.#iterate(node, text, from, to, captures);
      case 'back-reference':
        return this.#refer(node, text, from, to, captures);
      default:
        return unreachable(node);
    }
  }

  #concat(node: Concat, text: RegexText, from: number, to: number, captures: Captures): boolean {
    const { left, right } = node;
    const size = to - from + 1;
    this.machine.spend(size);
    const mark = this.#used;
    // Where the left part may end and the right part may start.
    const ends = this.#marks(size);
    const starts = this.#marks(size);
    try {
      this.#backwardOf(right).mark(text, to, from, starts, from);
      this.forward(left).mark(text, from, to, ends, from);
      const shorter = (left.flags & FLAGS.shorter) !== 0;
      for (let i = 0; i < size; i += 1) {
        const at = shorter ? i : size - 1 - i;
        if (ends[at] !== 1 || starts[at] !== 1) continue;
        if (this.dissect(left, text, from, from + at, captures) && this.dissect(right, text, from + at, to, captures)) return true;
        forget(left, captures);
        forget(right, captures);
      }
      return false;
    } finally {
      this.#used = mark;
    }
  }

  /** Marks that are all 0, which their caller has until it gives them back. */
  #marks(size: number): Uint8Array {
    let marks = this.#pool[this.#used];
    if (marks === undefined || marks.length < size) {
      marks = new Uint8Array(Math.max(size, MARKS));
      this.#pool[this.#used] = marks;
    } else marks.fill(0, 0, size);
    this.#used += 1;
    return marks;
  }

  #refer(node: BackReference, text: RegexText, from: number, to: number, captures: Captures): boolean {
    const start = captures[node.group * 2] ?? -1;
    if (start < 0) return false;
    const length = (captures[node.group * 2 + 1] ?? 0) - start;
    if (length === 0) return from === to && node.min <= node.max;
    if (from === to) return node.min === 0;
    const repeats = (to - from) / length;
    if (!Number.isInteger(repeats) || repeats < node.min || repeats > node.max) return false;
    for (let i = 0; i < to - from; i += 1) {
      if (!this.#same(text.codes[start + (i % length)] ?? 0, text.codes[from + i] ?? 0)) return false;
    }
    return true;
  }

  #same(left: number, right: number): boolean {
    return left === right || (this.ignoreCase && caseVariants(left).some((variant) => caseVariants(right).includes(variant)));
  }

  /** citerdissect and creviterdissect: ends of the iterations by the item's automaton, longest or shortest first. */
  #iterate(node: Iteration, text: RegexText, from: number, to: number, captures: Captures): boolean {
    const shorter = (node.item.flags & FLAGS.shorter) !== 0;
    if (shorter && node.min === 0 && from === to) return true;
    const min = Math.max(node.min, 1);
    const max = Math.max(Math.min(to - from, node.max), min);
    const search = new IterationSearch(this.forward(node.item), text, {
      from,
      to,
      min,
      max,
      shorter,
      exact: (node.item.flags & FLAGS.reference) === 0,
    });
    const found = search.run((start, end) => {
      forget(node.item, captures);
      return this.dissect(node.item, text, start, end, captures);
    });
    if (found) return true;
    // No iteration at all is the last choice, so that the groups of an empty one are set.
    forget(node.item, captures);
    return node.min === 0 && from === to;
  }
}

/** Groups in the node are not set any more. */
function forget(node: MatchTree, captures: Captures): void {
  switch (node.kind) {
    case 'plain':
    case 'back-reference':
      return;
    case 'capture':
      captures[node.group * 2] = -1;
      captures[node.group * 2 + 1] = -1;
      forget(node.item, captures);
      return;
    case 'concat':
      forget(node.left, captures);
      forget(node.right, captures);
      return;
    case 'alternatives':
      for (const item of node.items) forget(item, captures);
      return;
    case 'iteration':
      forget(node.item, captures);
      return;
    default:
      unreachable(node);
  }
}

interface Iterations {
  readonly from: number;
  readonly to: number;
  readonly min: number;
  readonly max: number;
  readonly shorter: boolean;
  /** The automaton alone decides: an end that led to nothing once leads to nothing again. */
  readonly exact: boolean;
}

class IterationSearch {
  readonly #failed = new Set<number>();

  constructor(
    private readonly dfa: Dfa,
    private readonly text: RegexText,
    private readonly bounds: Iterations,
  ) {}

  /** Cuts the extent into iterations that `verify` accepts. */
  run(verify: (from: number, to: number) => boolean): boolean {
    const { from, to, exact } = this.bounds;
    const ends = [from];
    let verified = 0;
    while (ends.length > 0) {
      const chain = this.#complete(ends);
      if (!chain) return false;
      let good = true;
      for (let i = exact ? ends.length - 1 : Math.min(verified, ends.length - 2) + 1; i < ends.length; i += 1) {
        good = verify(ends[i - 1] ?? from, ends[i] ?? to);
        if (!good) break;
        verified = i;
      }
      if (good) return true;
      const before = ends.length;
      if (!this.#backtrack(ends)) return false;
      verified = Math.min(verified, before - 2, ends.length - 2);
    }
    return false;
  }

  /** Goes on from the last end until `to` is reached. */
  #complete(ends: number[]): boolean {
    const { to, min } = this.bounds;
    while (true) {
      const last = ends[ends.length - 1] ?? 0;
      const count = ends.length - 1;
      if (last === to && count >= min) return true;
      // As in PostgreSQL, too few iterations at the end are not filled up with empty ones.
      const stuck = (last === to && count > 0) || this.#isDead(count, last);
      const next = stuck ? -1 : this.#first(ends);
      if (next >= 0) ends.push(next);
      else if (!this.#backtrack(ends)) return false;
    }
  }

  #key(count: number, at: number): number {
    return this.bounds.min <= 1 && this.bounds.max >= this.bounds.to - this.bounds.from ? at : at * 1024 + Math.min(count, 1023);
  }

  #isDead(count: number, at: number): boolean {
    return count >= this.bounds.max || (this.bounds.exact && this.#failed.has(this.#key(count, at)));
  }

  /** An empty iteration is taken only where it needs one to get to the least number. */
  #mayBeEmpty(count: number, at: number): boolean {
    const { min, to } = this.bounds;
    return count + 1 < min && min - count - 1 >= to - at;
  }

  #first(ends: readonly number[]): number {
    return this.#try(ends, this.bounds.shorter ? -1 : this.bounds.to);
  }

  /** The next end to try after the last one of the iterations; `limit`: the longest, or the shortest minus one. */
  #try(ends: readonly number[], limit: number): number {
    const { to, shorter, max } = this.bounds;
    const start = ends[ends.length - 1] ?? 0;
    const count = ends.length - 1;
    const empty = this.#mayBeEmpty(count, start) || start === to;
    if (!shorter) {
      if (limit < start || (limit === start && !empty)) return -1;
      const end = this.dfa.longest(this.text, start, limit);
      return end === start && !empty ? -1 : end;
    }
    let least = Math.max(limit + 1, empty ? start : start + 1);
    if (count + 1 >= max) least = Math.max(least, to);
    return least > to ? -1 : this.dfa.shortest(this.text, start, least, to);
  }

  /** Takes the last end back and tries its next best; false when nothing is left. */
  #backtrack(ends: number[]): boolean {
    while (true) {
      if (this.bounds.exact) this.#failed.add(this.#key(ends.length - 1, ends[ends.length - 1] ?? 0));
      if (ends.length === 1) return false;
      const old = ends.pop() ?? 0;
      const next = this.#try(ends, this.bounds.shorter ? old : old - 1);
      if (next >= 0) {
        ends.push(next);
        return true;
      }
    }
  }
}
