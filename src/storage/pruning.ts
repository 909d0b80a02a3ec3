/** Skips sections by their bounds: a section is left out only when no row of it can satisfy a predicate. */
import { unreachable } from '../common/assert.js';
import type { PruningPredicate } from '../plan/physical.js';
import type { ColumnBlock } from './encoding/column-block.js';
import type { SectionDescription } from './section-image.js';

export function mayMatch(section: SectionDescription, predicates: readonly PruningPredicate[]): boolean {
  return predicates.every((predicate) => {
    const block = section.blocks[predicate.ordinal];
    if (block === undefined) return true;
    // A comparison with NULL is never true.
    if (block.stats.nulls === block.rows) return false;
    return typeof predicate.value === 'bigint'
      ? integersMayMatch(block, predicate.op, predicate.value)
      : textMayMatch(block, predicate.op, predicate.value, section.columns[predicate.ordinal]?.type.kind === 'char');
  });
}

function integersMayMatch(block: ColumnBlock, op: PruningPredicate['op'], value: bigint): boolean {
  const { min, max } = block.stats;
  if (min === null || max === null) return true;
  const low = BigInt(min);
  const high = BigInt(max);
  return boundsMayMatch(op, value < low ? -1 : value > low ? 1 : 0, value < high ? -1 : value > high ? 1 : 0);
}

/** Byte order: the order that compiled code compares in. char without its padding, as its bounds are. */
function textMayMatch(block: ColumnBlock, op: PruningPredicate['op'], value: string, blankPadded: boolean): boolean {
  const { minText, maxText } = block.stats;
  if (minText === null || maxText === null) return true;
  const own = Buffer.from(blankPadded ? value.replace(/ +$/, '') : value);
  return boundsMayMatch(op, Buffer.compare(own, Buffer.from(minText)), Buffer.compare(own, Buffer.from(maxText)));
}

/** toMin, toMax: order of the value against the bounds. */
export function boundsMayMatch(op: PruningPredicate['op'], toMin: number, toMax: number): boolean {
  switch (op) {
    case '=':
      return toMin >= 0 && toMax <= 0;
    case '<':
      return toMin > 0;
    case '<=':
      return toMin >= 0;
    case '>':
      return toMax < 0;
    case '>=':
      return toMax <= 0;
    default:
      return unreachable(op);
  }
}
