/**
 * Non-deterministic automata of regex trees (Thompson's construction), read forwards or backwards. What a position's neighbours have to
 * be like is a bit of its context; the outcome of a lookaround is one too.
 */
import { LIMITS } from '../../common/limits.js';
import { type CharSet, charSetKey } from './char-set.js';
import type { Assertion, RegexNode } from './syntax.js';
import { EMPTY, regexError } from './syntax.js';

/** Bits of a position's context. */
export const CONTEXT = { begin: 1, end: 2, afterNewline: 4, beforeNewline: 8, afterWord: 16, beforeWord: 32 } as const;
/** Outcomes of lookarounds are the bits from here on. */
export const LOOK_BITS = 6;
const MAX_LOOKS = 24;

export type Edge =
  | { readonly kind: 'free'; readonly to: number }
  | { readonly kind: 'set'; readonly set: number; readonly to: number }
  /** look: a bit of the context that has to be set, or not. */
  | { readonly kind: 'look'; readonly look: number; readonly negated: boolean; readonly to: number }
  | { readonly kind: 'assertion'; readonly what: Assertion; readonly to: number };

export interface Nfa {
  readonly edges: readonly (readonly Edge[])[];
  readonly start: number;
  readonly accept: number;
}

/** The character sets and lookarounds of one pattern, numbered: all of its automata share them. */
export class Alphabet {
  readonly sets: CharSet[] = [];
  readonly looks: { readonly item: RegexNode; readonly ahead: boolean }[] = [];
  readonly #setNumbers = new Map<string, number>();
  readonly #lookNumbers = new Map<RegexNode, number>();

  setNumber(set: CharSet): number {
    const key = charSetKey(set);
    const known = this.#setNumbers.get(key);
    if (known !== undefined) return known;
    this.#setNumbers.set(key, this.sets.length);
    this.sets.push(set);
    return this.sets.length - 1;
  }

  lookNumber(node: RegexNode & { readonly kind: 'look' }): number {
    const known = this.#lookNumbers.get(node);
    if (known !== undefined) return known;
    if (this.looks.length === MAX_LOOKS) throw regexError('too-big');
    this.#lookNumbers.set(node, this.looks.length);
    this.looks.push(node);
    return this.looks.length - 1;
  }
}

class Builder {
  readonly edges: Edge[][] = [];

  constructor(
    private readonly alphabet: Alphabet,
    private readonly backward: boolean,
  ) {}

  state(): number {
    if (this.edges.length >= LIMITS.regexStates) throw regexError('too-big');
    this.edges.push([]);
    return this.edges.length - 1;
  }

  link(from: number, edge: Edge): void {
    this.edges[from]?.push(edge);
  }

  /** Adds what leads from a state over the node; returns the state behind it. */
  add(node: RegexNode, from: number): number {
    switch (node.kind) {
      case 'empty':
        return from;
      case 'set':
        return this.#over(from, (to) => ({ kind: 'set', set: this.alphabet.setNumber(node.set), to }));
      case 'concat': {
        const items = this.backward ? node.items.toReversed() : node.items;
        return items.reduce((at, item) => this.add(item, at), from);
      }
      case 'alternatives': {
        const to = this.state();
        for (const item of node.items) {
          const first = this.#over(from, freeEdge);
          this.link(this.add(item, first), freeEdge(to));
        }
        return to;
      }
      case 'repeat':
        return this.#repeat(node.item, node.min, node.max, from);
      case 'group':
        return this.add(node.item, from);
      case 'assertion':
        return this.#over(from, (to) => ({ kind: 'assertion', what: node.what, to }));
      case 'look':
        return this.#over(from, (to) => ({ kind: 'look', look: this.alphabet.lookNumber(node), negated: node.negated, to }));
      case 'back-reference':
        return this.add(withoutAssertions(node.target), from);
    }
  }

  #over(from: number, edge: (to: number) => Edge): number {
    const to = this.state();
    this.link(from, edge(to));
    return to;
  }

  #repeat(item: RegexNode, min: number, max: number, from: number): number {
    let at = from;
    for (let i = 0; i < min; i += 1) at = this.add(item, at);
    if (max === Number.POSITIVE_INFINITY) {
      // A state of its own for the loop: nothing else may lead back into it.
      const loop = this.#over(at, freeEdge);
      this.link(this.add(item, this.#over(loop, freeEdge)), freeEdge(loop));
      return this.#over(loop, freeEdge);
    }
    if (max <= min) return at;
    const end = this.state();
    for (let i = min; i < max; i += 1) {
      this.link(at, freeEdge(end));
      at = this.add(item, this.#over(at, freeEdge));
    }
    this.link(at, freeEdge(end));
    return end;
  }
}

function freeEdge(to: number): Edge {
  return { kind: 'free', to };
}

/** A repeated text need not stand where the group stood. */
function withoutAssertions(node: RegexNode): RegexNode {
  switch (node.kind) {
    case 'assertion':
    case 'look':
      return EMPTY;
    case 'concat':
    case 'alternatives':
      return { ...node, items: node.items.map(withoutAssertions) };
    case 'repeat':
    case 'group':
      return { ...node, item: withoutAssertions(node.item) };
    case 'back-reference':
      return withoutAssertions(node.target);
    default:
      return node;
  }
}

export function buildNfa(node: RegexNode, alphabet: Alphabet, backward: boolean): Nfa {
  const builder = new Builder(alphabet, backward);
  const start = builder.state();
  const accept = builder.state();
  builder.link(builder.add(node, start), freeEdge(accept));
  return { edges: builder.edges, start, accept };
}

/** The context bits that an assertion reads. */
export function assertionBits(what: Assertion): number {
  switch (what) {
    case 'begin':
      return CONTEXT.begin;
    case 'end':
      return CONTEXT.end;
    case 'line-begin':
      return CONTEXT.begin | CONTEXT.afterNewline;
    case 'line-end':
      return CONTEXT.end | CONTEXT.beforeNewline;
    default:
      return CONTEXT.afterWord | CONTEXT.beforeWord;
  }
}

export function holds(what: Assertion, context: number): boolean {
  const after = (context & CONTEXT.afterWord) !== 0;
  const before = (context & CONTEXT.beforeWord) !== 0;
  switch (what) {
    case 'begin':
    case 'end':
    case 'line-begin':
    case 'line-end':
      return (context & assertionBits(what)) !== 0;
    case 'word-begin':
      return !after && before;
    case 'word-end':
      return after && !before;
    case 'word-edge':
      return after !== before;
    case 'not-word-edge':
      return after === before;
  }
}
