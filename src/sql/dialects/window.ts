/** ORDER BY, and windows. */
import { notSupported } from '../../common/errors.js';
import { commaList, type Piece } from './piece.js';
import { operand, type Reader } from './reader.js';

/** What follows ORDER BY. Where the dialect puts NULLs elsewhere than PostgreSQL, every key says so. */
export function sortKeys(reader: Reader): Piece {
  const keys: Piece[] = [];
  do keys.push(sortKey(reader));
  while (reader.takeOperator(',') !== null);
  return commaList(keys);
}

function sortKey(reader: Reader): Piece {
  if (reader.isWord('ALL')) throw notSupported('ORDER BY ALL', reader.peek().at);
  const key = reader.expression().piece;
  const descending = reader.takeWord('DESC') !== null;
  if (!descending) reader.takeWord('ASC');
  return [key, descending ? ' DESC' : '', nullsPlace(reader, descending)];
}

function nullsPlace(reader: Reader, descending: boolean): string {
  if (reader.takeWord('NULLS', 'FIRST') !== null) return ' NULLS FIRST';
  if (reader.takeWord('NULLS', 'LAST') !== null) return ' NULLS LAST';
  switch (reader.rules.nulls) {
    case 'high':
      return '';
    case 'last':
      return ' NULLS LAST';
    case 'low':
      return descending ? ' NULLS LAST' : ' NULLS FIRST';
  }
}

/** What follows OVER or WINDOW name AS. `called`: the function over it. */
export function windowSpec(reader: Reader, called: string): Piece {
  if (!reader.isOperator('(')) return reader.name();
  reader.expectOperator('(');
  const parts: Piece[] = [];
  if (reader.isName() && !reader.isAnyWord(['PARTITION', 'ROWS', 'RANGE', 'GROUPS'])) parts.push(reader.name());
  if (reader.takeWord('PARTITION', 'BY') !== null) {
    const keys: Piece[] = [];
    do keys.push(reader.expression().piece);
    while (reader.takeOperator(',') !== null);
    parts.push('PARTITION BY ', commaList(keys));
  }
  if (reader.takeWord('ORDER', 'BY') !== null) parts.push(' ORDER BY ', sortKeys(reader));
  if (reader.isAnyWord(['ROWS', 'RANGE', 'GROUPS'])) parts.push(' ', frame(reader));
  else if (reader.rules.wholeFrame.has(called)) parts.push(' ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING');
  reader.expectOperator(')');
  return ['(', parts, ')'];
}

function frame(reader: Reader): Piece {
  const unit = reader.next().text;
  if (reader.takeWord('BETWEEN') === null) return [unit, ' ', bound(reader), exclusion(reader)];
  const start = bound(reader);
  reader.expectWord('AND');
  return [unit, ' BETWEEN ', start, ' AND ', bound(reader), exclusion(reader)];
}

function bound(reader: Reader): Piece {
  const fixed = reader.takeWord('UNBOUNDED', 'PRECEDING') ?? reader.takeWord('UNBOUNDED', 'FOLLOWING') ?? reader.takeWord('CURRENT', 'ROW');
  if (fixed !== null) return fixed;
  const offset = operand(reader.expression(reader.rules.predicates.level + 1));
  return [offset, ' ', reader.takeWord('PRECEDING') ?? reader.expectWord('FOLLOWING')];
}

function exclusion(reader: Reader): Piece {
  const taken =
    reader.takeWord('EXCLUDE', 'CURRENT', 'ROW') ??
    reader.takeWord('EXCLUDE', 'GROUP') ??
    reader.takeWord('EXCLUDE', 'TIES') ??
    reader.takeWord('EXCLUDE', 'NO', 'OTHERS');
  return taken === null ? '' : [' ', taken];
}
