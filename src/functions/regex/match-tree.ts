/**
 * The tree that decides which part of a match each group takes: PostgreSQL's (regcomp.c), with its rules of preference. Parts without
 * groups, back references or mixed preferences are one node, of which only the language counts. Preferences spread from the first
 * quantifier that has one over its branch; alternatives prefer longer.
 */
import { unreachable } from '../../common/assert.js';
import type { RegexNode } from './syntax.js';
import { EMPTY } from './syntax.js';

export type MatchTree =
  | { readonly kind: 'plain'; readonly language: RegexNode; readonly flags: number }
  | { readonly kind: 'concat'; readonly language: RegexNode; readonly flags: number; readonly left: MatchTree; readonly right: MatchTree }
  | { readonly kind: 'alternatives'; readonly language: RegexNode; readonly flags: number; readonly items: readonly MatchTree[] }
  | {
      readonly kind: 'iteration';
      readonly language: RegexNode;
      readonly flags: number;
      readonly item: MatchTree;
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'capture'; readonly language: RegexNode; readonly flags: number; readonly group: number; readonly item: MatchTree }
  | {
      readonly kind: 'back-reference';
      readonly language: RegexNode;
      readonly flags: number;
      readonly group: number;
      readonly min: number;
      readonly max: number;
    };

/** longer, shorter: what the node prefers. mixed: its parts don't agree. capture, reference: it has such parts. */
export const FLAGS = { longer: 1, shorter: 2, mixed: 4, capture: 8, reference: 16 } as const;
const PREFERENCE = FLAGS.longer | FLAGS.shorter;
const MESSY = FLAGS.mixed | FLAGS.capture | FLAGS.reference;

/** What of these flags holds for a node around: preferences that clash are mixed there. */
function up(flags: number): number {
  return (flags & ~PREFERENCE) | ((flags & PREFERENCE) === PREFERENCE ? FLAGS.mixed : 0);
}

function combine(first: number, second: number): number {
  const preference = first & PREFERENCE;
  return up(first | second) | (preference === 0 ? second & PREFERENCE : preference);
}

function isMessy(flags: number): boolean {
  return (flags & MESSY) !== 0;
}

export function buildMatchTree(node: RegexNode): MatchTree {
  if (node.kind !== 'alternatives') return branchTree(node.kind === 'concat' ? node.items : [node]);
  const items = node.items.map(buildMatchTree);
  const flags = items.reduce((all, item) => all | up(all | item.flags), FLAGS.longer as number);
  return isMessy(flags) ? { kind: 'alternatives', language: node, flags, items } : { kind: 'plain', language: node, flags };
}

function concatenation(items: readonly RegexNode[]): RegexNode {
  const [only] = items;
  return only === undefined ? EMPTY : items.length === 1 ? only : { kind: 'concat', items };
}

function concatTree(left: MatchTree, right: MatchTree, flags: number): MatchTree {
  return { kind: 'concat', language: { kind: 'concat', items: [left.language, right.language] }, flags, left, right };
}

interface Quantified {
  readonly item: RegexNode;
  readonly min: number;
  readonly max: number;
  readonly preference: number;
}

function quantified(node: RegexNode): Quantified {
  if (node.kind !== 'repeat') return { item: node, min: 1, max: 1, preference: 0 };
  const preference = node.preference === 0 ? 0 : FLAGS[node.preference];
  return { item: node.item, min: node.min, max: node.max, preference };
}

/** The tree of what is quantified, alone. */
function atomTree(node: RegexNode): MatchTree {
  switch (node.kind) {
    case 'group': {
      const item = buildMatchTree(node.item);
      return { kind: 'capture', language: node, flags: item.flags | FLAGS.capture, group: node.capture, item };
    }
    case 'back-reference':
      return { kind: 'back-reference', language: node, flags: FLAGS.reference, group: node.group, min: 1, max: 1 };
    case 'set':
    case 'empty':
    case 'assertion':
    case 'look':
      return { kind: 'plain', language: node, flags: 0 };
    case 'alternatives':
    case 'concat':
    case 'repeat':
      return buildMatchTree(node);
    default:
      return unreachable(node);
  }
}

/** parsebranch and parseqatom: a run of simple parts, then the first that isn't, then the rest as a branch of its own. */
function branchTree(items: readonly RegexNode[]): MatchTree {
  const prefix: RegexNode[] = [];
  let flags = 0;
  for (const [index, node] of items.entries()) {
    const part = quantified(node);
    if (part.min === 0 && part.max === 0) continue;
    const atom = atomTree(part.item);
    const together = flags | part.preference | atom.flags;
    if (atom.kind !== 'capture' && atom.kind !== 'back-reference' && !isMessy(up(together))) {
      prefix.push(node);
      flags = together;
      continue;
    }
    const left: MatchTree = { kind: 'plain', language: concatenation(prefix), flags };
    const middle = quantifiedTree(atom, part, node);
    const rest = items.slice(index + 1);
    let right = middle;
    if (rest.length > 0) {
      const tail = branchTree(rest);
      const own = combine(part.preference, atom.flags);
      right = concatTree(middle, tail, own | combine(own, tail.flags));
    }
    return prefix.length === 0 ? right : concatTree(left, right, flags | combine(flags, right.flags));
  }
  return { kind: 'plain', language: concatenation(prefix), flags };
}

function quantifiedTree(atom: MatchTree, part: Quantified, node: RegexNode): MatchTree {
  const { min, max, preference } = part;
  const flags = combine(preference, atom.flags);
  // One in parentheses of its own is iterated instead.
  if (atom.kind === 'back-reference' && part.item.kind === 'back-reference')
    return { ...atom, language: node, min, max, flags: atom.flags | flags };
  const own = atom.flags & (PREFERENCE | FLAGS.mixed);
  if (min === 1 && max === 1 && (preference === 0 || own === 0 || preference === own)) return atom;
  if ((atom.flags & (FLAGS.capture | FLAGS.reference)) === 0) return { kind: 'plain', language: node, flags };
  if (min > 0 && (atom.flags & FLAGS.reference) === 0) {
    // Only the last iteration's groups count: x{m,n} is x{m-1,n-1}x, with groups in the second.
    const language: RegexNode = { kind: 'repeat', item: atom.language, min: min - 1, max: max - 1, preference: 0 };
    return concatTree({ kind: 'plain', language, flags: flags & PREFERENCE }, atom, flags);
  }
  return { kind: 'iteration', language: node, flags, item: atom, min, max };
}
