/** Names of tables. */
import { type Piece, quoteName } from './piece.js';
import type { Reader } from './reader.js';

/** `t`, `s.t`, or parts in one quoted name where the dialect has that. */
export function tableName(reader: Reader): Piece {
  const token = reader.peek();
  if (token.kind === 'quoted' && reader.rules.query.pointsInQuotes && token.value.includes('.')) {
    reader.next();
    return {
      text: token.value
        .split('.')
        .map((part) => quoteName(part.toLowerCase()))
        .join('.'),
      at: token.at,
    };
  }
  const parts: Piece[] = [reader.name()];
  while (reader.isOperator('.')) parts.push(reader.expectOperator('.'), reader.name());
  return parts;
}
